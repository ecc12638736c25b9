#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <span>
#include <tuple>

#include "audit/privacy/checks.h"
#include "audit/privacy/generalise.h"
#include "audit/privacy/personal_card.h"
#include "audit/quasi.h"
#include "audit/understanding_row.h"
#include "base/listed.h"
#include "base/sort_few.h"
#include "base/whole_number.h"

namespace klarsicht::privacy {

namespace {

constexpr std::array needs = {Role::quasi_identifier};
constexpr std::string_view least_k = "privacy.reidentification.k";
constexpr std::string_view risky_records = "privacy.reidentification.records_at_risk";
constexpr std::string_view risk_threshold = "privacy.reidentification.risk";
constexpr std::array limits = {least_k, risky_records, risk_threshold};

/// Fewer records are too few to say that somebody stands out: everybody does.
constexpr std::uint64_t least_records = 20;
/// Beyond these, what each column adds is not worked out: it would cost more than it tells.
constexpr std::size_t most_columns = 16;
constexpr std::uint64_t most_cells = 30'000'000;

/// What one column adds, and what a coarser form of it would give.
struct Contribution {
    Risk without;
    std::optional<Coarser> step;
    Risk after;  ///< with the step instead of the column
};

class Contributions {
public:
    Contributions(const AuditContext& context, const QuasiIdentifiers& quasi, const std::optional<RowValues>& people,
                  double threshold)
        : context_(context), quasi_(quasi), people_(people), threshold_(threshold), found_(quasi.columns.size()) {
        leave_one_out(0, quasi.columns.size(), EquivalenceClasses(context.table.rows()));
    }

    const std::vector<Contribution>& found() const { return found_; }

    /// With the steps of these columns taken together.
    Risk with_steps(std::span<const std::size_t> steps) const {
        EquivalenceClasses classes(context_.table.rows());
        for (std::size_t i = 0; i < quasi_.columns.size(); ++i) {
            classes.refine(std::ranges::find(steps, i) == steps.end() ? quasi_.values[i] : coarse(i));
        }
        return risk(classes);
    }

private:
    /// Classes by all columns outside [low, high) are given; halving costs n·log n refinements instead of n².
    void leave_one_out(std::size_t low, std::size_t high, EquivalenceClasses given) {
        if (high - low == 1) {
            found_[low].without = risk(given);
            found_[low].step = coarser(context_, quasi_.columns[low]);
            if (found_[low].step) {
                given.refine(coarse(low));
                found_[low].after = risk(given);
            }
            return;
        }
        const std::size_t middle = low + (high - low) / 2;
        EquivalenceClasses left = given;
        for (std::size_t i = middle; i < high; ++i) { left.refine(quasi_.values[i]); }
        leave_one_out(low, middle, std::move(left));
        for (std::size_t i = low; i < middle; ++i) { given.refine(quasi_.values[i]); }
        leave_one_out(middle, high, std::move(given));
    }
    RowValues coarse(std::size_t i) const {
        return row_values(context_.table.columns[quasi_.columns[i]], found_[i].step->ids);
    }
    Risk risk(const EquivalenceClasses& classes) const { return risk_of(class_sizes(classes, people_), threshold_); }

    const AuditContext& context_;
    const QuasiIdentifiers& quasi_;
    const std::optional<RowValues>& people_;
    double threshold_;
    std::vector<Contribution> found_;
};

/// Records by the size of their class.
/// @param sizes records of each size
Chart size_chart(const SizeCounts& sizes, std::uint64_t records, std::uint64_t k) {
    struct Bin {
        std::uint64_t low;
        std::uint64_t high;
        std::string_view label;
    };
    constexpr std::array bins = {Bin{1, 1, "1"},
                                 Bin{2, 4, "2–4"},
                                 Bin{5, 9, "5–9"},
                                 Bin{10, 19, "10–19"},
                                 Bin{20, 49, "20–49"},
                                 Bin{50, 99, "50–99"},
                                 Bin{100, std::numeric_limits<std::uint64_t>::max(), "≥ 100"}};
    Chart chart;
    chart.kind = Chart::Kind::bars;
    chart.unit = Unit::share;
    chart.title = Message("privacy.reidentification.chart");
    chart.axis = Message("privacy.reidentification.axis");
    for (const Bin& bin : bins) {
        std::uint64_t inside = 0;
        for (auto at = sizes.lower_bound(bin.low); at != sizes.end() && at->first <= bin.high; ++at) {
            inside += at->second;
        }
        ChartRow row;
        row.label = bin.label;
        row.value = static_cast<double>(inside) / static_cast<double>(records);
        row.n = inside;
        row.status = bin.high < k ? (bin.high == 1 ? Status::fail : Status::warn) : Status::pass;
        if (inside == 0) { row.status = Status::pass; }
        chart.rows.push_back(std::move(row));
    }
    return chart;
}

Figures figures_of(const Risk& risk) {
    Figures figures;
    figures.size("records", risk.records);
    figures.count("classes", risk.classes);
    figures.count("k", risk.k);
    figures.count("sample_uniques", risk.sample_uniques);
    figures.share("sample_uniques_share", stats::rate(risk.sample_uniques, risk.records));
    figures.share("prosecutor_max", risk.prosecutor_max);
    figures.share("prosecutor_average", risk.prosecutor_average);
    figures.share("class_average_risk", risk.class_average_risk);
    figures.count("records_at_risk", risk.records_at_risk);
    figures.share("records_at_risk_share", stats::rate(risk.records_at_risk, risk.records));
    // Without a population table the file is the population, and the marketer's risk is the record average.
    figures.share("marketer", risk.prosecutor_average);
    return figures;
}

class Reidentification final : public Check {
public:
    const CheckInfo& info() const override {
        static const CheckInfo value{.id = "privacy.reidentification",
                                     .area = Area::privacy,
                                     .needs = needs,
                                     .any = false,
                                     .limits = limits,
                                     .answers = true};
        return value;
    }

    std::vector<Outcome> run(const AuditContext& context) const override {
        const QuasiIdentifiers quasi = quasi_identifiers(context);
        if (quasi.columns.empty() || context.table.rows() == 0) { return {not_assessed(info())}; }
        const std::optional<RowValues> people = repeated_people(context);
        const double threshold = context.limit(risk_threshold);
        const EquivalenceClasses classes = classes_of(context, quasi);
        const ClassSizes sizes = class_sizes(classes, people);
        const Risk risk = risk_of(sizes, threshold);
        const std::vector<std::string> direct = columns_naming(context, false);
        Outcome outcome = finding(context, quasi, risk, {people.has_value(), sizes.varying, direct});
        if (outcome.status != Status::pass) { outcome.rows.beside = rows_at_risk(classes, people, threshold); }
        outcome.metrics = figures_of(risk);
        outcome.metrics.word("counted", people ? "people" : "rows");
        outcome.chart = size_chart(sizes.records, risk.records, least_class(context));
        if (risk.records >= least_records) { put_contributions(context, quasi, people, threshold, risk, outcome); }
        // Whether or not a step was found: what names people outright goes first.
        const bool warned = outcome.status == Status::warn || outcome.status == Status::fail;
        if (warned && !direct.empty() && outcome.remedy.empty()) {
            outcome.remedy = Message(outcome.id + ".remedy.named");
        }
        if (outcome.remedy.empty()) { return {std::move(outcome)}; }
        // A last name alone names nobody, but goes first as well.
        put_direct(outcome.remedy, columns_naming(context, true));
        const bool more = warned && put_day(context, quasi, threshold, risk, outcome);
        outcome.remedy.term("beyond", more ? outcome.id + ".beyond" : "");
        return {std::move(outcome)};
    }

private:
    static std::uint64_t least_class(const AuditContext& context) {
        return whole_number<std::uint64_t>(std::max(1.0, context.limit(least_k)));
    }

    /// Of whom a finding tells.
    struct Told {
        bool of_people = false;                  ///< somebody's rows count once
        bool varying = false;                    ///< their attributes differ from row to row
        const std::vector<std::string>& direct;  ///< columns that name them outright
    };

    static void put_direct(Message& message, const std::vector<std::string>& direct) {
        message.count("any_direct", direct.empty() ? 0 : 1).text("direct", joined(direct));
    }

    Outcome finding(const AuditContext& context, const QuasiIdentifiers& quasi, const Risk& risk,
                    const Told& told) const {
        const std::uint64_t least = least_class(context);
        const double share = stats::rate(risk.records_at_risk, risk.records);
        // A limit of 0 puts everybody at risk: groups of fewer than all of them and one.
        const auto risk_free = whole_number<std::uint64_t>(std::ceil(1 / context.limit(risk_threshold)));
        const bool few = risk.records < least_records;
        const bool many = share > context.limit(risky_records);
        const bool safe = risk.k >= least;
        const bool named = !told.direct.empty();
        // What differs from row to row (where an order went) is less of a person than what stays.
        // Where nobody stands alone, somebody has to be known by sight among two to four. Where names stand beside, who
        // is meant is plain as long as they do.
        const bool grave = many && !told.varying && !named && risk.sample_uniques > 0;
        // The few oldest and youngest are found by no more than their age; that is worth knowing, no warning.
        const bool single = quasi.columns.size() == 1 && !many;
        // Where an order went need not be where somebody lives.
        const bool by_orders = told.varying && !safe;
        const Status status = few || by_orders || (single && !safe) ? Status::info
                              : safe                                ? Status::pass
                              : grave                               ? Status::fail
                                                                    : Status::warn;
        const Severity severity = few || safe || by_orders ? Severity::none
                                  : grave                  ? Severity::high
                                  : single                 ? Severity::low
                                                           : Severity::medium;
        OutcomeBuilder builder(info(), status, severity, quasi.names);
        builder.values.count("records", risk.records)
            .count("uniques", risk.sample_uniques)
            .count("at_risk", risk.records_at_risk)
            .number("share", share)
            .count("k", risk.k)
            .count("least", least)
            .count("small", std::min(risk_free, risk.records + 1))
            .text("columns", joined(quasi.names))
            .number("average", risk.prosecutor_average);
        put_direct(builder.values, told.direct);
        const bool nobody_unique = !few && !safe && risk.sample_uniques == 0;
        const bool by_rows = told.varying && !few && !safe && !nobody_unique;
        builder.title(few             ? "few"
                      : safe          ? "none"
                      : nobody_unique ? "small_groups"
                      : single        ? "single"
                      : by_rows       ? "varying"
                      : named         ? "named"
                      : many          ? "many"
                                      : "some");
        const std::string_view people = by_rows ? "_varying" : told.of_people ? "_people" : "";
        builder.summary(std::string(few ? "few" : safe ? "none" : "found") + std::string(people));
        if (!few && !safe) { builder.why("found"); }
        builder.headline_note("found");
        Outcome outcome = builder.make();
        // The headline's share is of those who are alone.
        const double unique_share = stats::rate(risk.sample_uniques, risk.records);
        outcome.headline = Message(outcome.id + (unique_share > 0.5        ? ".headline.most"
                                                 : risk.sample_uniques > 0 ? ".headline.unique"
                                                                           : ".headline.k"))
                               .number("share", unique_share)
                               .count("k", risk.k);
        return outcome;
    }

    static void put_contributions(const AuditContext& context, const QuasiIdentifiers& quasi,
                                  const std::optional<RowValues>& people, double threshold, const Risk& risk,
                                  Outcome& outcome) {
        if (quasi.columns.size() > most_columns || context.table.rows() * quasi.columns.size() > most_cells) { return; }
        Contributions contributions(context, quasi, people, threshold);
        const std::vector<Contribution>& found = contributions.found();
        std::vector<Figure> steps;
        std::vector<std::size_t> order;  // columns with a coarser form, the most helpful first
        for (std::size_t i = 0; i < found.size(); ++i) {
            const Contribution& one = found[i];
            Group group;
            group.figures.text("group", quasi.names[i]);
            group.figures.count("sample_uniques_without", one.without.sample_uniques);
            group.figures.count("records_at_risk_without", one.without.records_at_risk);
            group.figures.count("k_without", one.without.k);
            outcome.groups.push_back(std::move(group));
            if (!one.step) { continue; }
            order.push_back(i);
            Figures step;
            step.text("column", quasi.names[i]);
            step.text("step", one.step->step);
            step.count("sample_uniques", one.after.sample_uniques);
            step.count("records_at_risk", one.after.records_at_risk);
            step.count("k", one.after.k);
            steps.push_back(Figures::part_item(std::move(step)));
        }
        outcome.metrics.list("steps", std::move(steps));
        if (order.empty() || risk.records_at_risk == 0) { return; }
        // Leaving a column out is the last resort.
        const auto rank = [&found](std::size_t i) {
            const Risk& after = found[i].after;
            return std::tuple(found[i].step->step == "drop", after.records_at_risk, after.sample_uniques, i);
        };
        sort_few(order, {}, rank);
        put_remedy(context, quasi, contributions, order, risk, outcome);
    }

    /// The fewest steps, the most helpful first, after which few enough records stand out. A further step never makes
    /// it worse, so halving finds them.
    static void put_remedy(const AuditContext& context, const QuasiIdentifiers& quasi,
                           const Contributions& contributions, const std::vector<std::size_t>& order, const Risk& risk,
                           Outcome& outcome) {
        const double limit = context.limit(risky_records);
        const auto good = [&](const Risk& r) {
            return static_cast<double>(r.records_at_risk) <= limit * static_cast<double>(r.records);
        };
        const auto first = [&order](std::size_t n) { return std::span(order).first(n); };
        const Risk all = contributions.with_steps(order);
        outcome.metrics.count("k_after_all_steps", all.k);
        outcome.metrics.count("records_at_risk_after_all_steps", all.records_at_risk);
        if (!good(all)) {
            const bool helps = all.records_at_risk * 2 < risk.records_at_risk;
            outcome.remedy = Message(outcome.id + (helps ? ".remedy.together" : ".remedy.fewer"))
                                 .count("before", risk.records_at_risk)
                                 .count("after", all.records_at_risk);
            if (helps) { put_how(quasi, contributions, order, outcome); }
            return;
        }
        std::size_t low = 1;
        std::size_t high = order.size();
        Risk best = all;
        while (low < high) {
            const std::size_t middle = (low + high) / 2;
            const Risk r = contributions.with_steps(first(middle));
            if (good(r)) {
                high = middle;
                best = r;
            } else {
                low = middle + 1;
            }
        }
        outcome.remedy = Message(outcome.id + (best.records_at_risk == 0 ? ".remedy.steps_all" : ".remedy.steps"))
                             .count("before", risk.records_at_risk)
                             .count("after", best.records_at_risk)
                             .count("k", best.k);
        put_how(quasi, contributions, first(high), outcome);
    }

    /// What was in fact done to come to the figure: each column with its step; where there are many, first those that
    /// are made coarser, then those that are left out.
    static void put_how(const QuasiIdentifiers& quasi, const Contributions& contributions,
                        std::span<const std::size_t> order, Outcome& outcome) {
        constexpr std::size_t most_told_singly = 4;
        const auto is_dropped = [&](std::size_t i) { return contributions.found()[i].step->step == "drop"; };
        const bool singly = order.size() <= most_told_singly && std::ranges::count_if(order, is_dropped) < 2;
        std::vector<std::string> coarser_columns, dropped, steps;
        for (std::size_t n = 0; n < order.size(); ++n) {
            const std::string& name = quasi.names[order[n]];
            const std::string_view step = contributions.found()[order[n]].step->step;
            const std::string word = "privacy.step." + std::string(step);
            const std::string number = std::to_string(n + 1);
            if (singly) { outcome.remedy.text("column" + number, name).term("step" + number, word); }
            (step == "drop" ? dropped : coarser_columns).push_back(name);
            if (step != "drop" && std::ranges::find(steps, word) == steps.end()) { steps.push_back(word); }
        }
        std::string words;
        for (const std::string& step : steps) { words += (words.empty() ? "" : " ") + step; }
        const std::string how = singly                    ? std::to_string(order.size())
                                : dropped.empty()         ? "coarser"
                                : coarser_columns.empty() ? "leave"
                                                          : "both";
        outcome.remedy.term("how", outcome.id + ".how." + how)
            .text("coarser", listed(coarser_columns))
            .text("dropped", listed(dropped))
            .term("steps", words);
    }

    /// The day since which somebody is a customer is known to others and hardly shared by anybody: with it, far more
    /// people stand alone than by the attributes above. @return whether it is so
    static bool put_day(const AuditContext& context, const QuasiIdentifiers& quasi, double threshold, const Risk& risk,
                        Outcome& outcome) {
        if (what_a_row_is(context).kind != "person") { return false; }
        std::optional<std::size_t> day;
        for (const std::size_t column : context.columns_with(Role::timestamp)) {
            const bool fuller = !day || context.interpretation(column).distinct > context.interpretation(*day).distinct;
            if (is_dated(context.interpretation(column).kind) && fuller) { day = column; }
        }
        if (!day) { return false; }
        EquivalenceClasses classes = classes_of(context, quasi);
        const Column& column = context.table.columns[*day];
        classes.refine(row_values(column, value_ids(column, context.interpretation(*day))));
        const Risk with_day = risk_of(class_sizes(classes, std::nullopt), threshold);
        outcome.metrics.text("day_column", context.name(*day));
        outcome.metrics.count("records_at_risk_with_day", with_day.records_at_risk);
        if (with_day.records_at_risk < 2 * risk.records_at_risk) { return false; }
        outcome.remedy.text("day", context.name(*day)).count("with_day", with_day.records_at_risk);
        return true;
    }
};

}  // namespace

const Check& reidentification() {
    static const Reidentification check;
    return check;
}

}  // namespace klarsicht::privacy
