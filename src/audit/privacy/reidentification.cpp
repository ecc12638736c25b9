#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <span>
#include <tuple>

#include "audit/privacy/checks.h"
#include "audit/privacy/generalise.h"
#include "audit/privacy/quasi.h"

namespace klarsicht::privacy {

namespace {

constexpr std::array needs = {Role::quasi_identifier};
constexpr std::array<std::string_view, 3> limits = {"privacy.reidentification.k", "privacy.reidentification.records_at_risk",
                                                    "privacy.reidentification.risk"};

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
    Contributions(const AuditContext& context, const QuasiIdentifiers& quasi, const std::optional<RowValues>& people, double threshold)
        : context_(context), quasi_(quasi), people_(people), threshold_(threshold), found_(quasi.columns.size()) {
        leave_one_out(0, quasi.columns.size(), Classes(context.table.rows()));
    }

    const std::vector<Contribution>& found() const { return found_; }

    /// With the steps of these columns taken together.
    Risk with_steps(std::span<const std::size_t> steps) const {
        Classes classes(context_.table.rows());
        for (std::size_t i = 0; i < quasi_.columns.size(); ++i) {
            classes.refine(std::ranges::find(steps, i) == steps.end() ? quasi_.values[i] : coarse(i));
        }
        return risk(classes);
    }

private:
    /// Classes by all columns outside [low, high) are given; halving costs n·log n refinements instead of n².
    void leave_one_out(std::size_t low, std::size_t high, Classes given) {
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
        Classes left = given;
        for (std::size_t i = middle; i < high; ++i) { left.refine(quasi_.values[i]); }
        leave_one_out(low, middle, std::move(left));
        for (std::size_t i = low; i < middle; ++i) { given.refine(quasi_.values[i]); }
        leave_one_out(middle, high, std::move(given));
    }
    RowValues coarse(std::size_t i) const { return row_values(context_.table.columns[quasi_.columns[i]], found_[i].step->ids); }
    Risk risk(const Classes& classes) const { return risk_of(class_sizes(classes, people_), threshold_); }

    const AuditContext& context_;
    const QuasiIdentifiers& quasi_;
    const std::optional<RowValues>& people_;
    double threshold_;
    std::vector<Contribution> found_;
};

/// Records by the size of their class.
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
        for (auto at = sizes.lower_bound(bin.low); at != sizes.end() && at->first <= bin.high; ++at) { inside += at->first * at->second; }
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

void put_risk(json& metrics, const Risk& risk) {
    const auto records = static_cast<double>(risk.records);
    metrics["records"] = risk.records;
    metrics["classes"] = risk.classes;
    metrics["k"] = risk.k;
    metrics["sample_uniques"] = risk.sample_uniques;
    metrics["sample_uniques_share"] = static_cast<double>(risk.sample_uniques) / records;
    metrics["prosecutor_max"] = risk.prosecutor_max;
    metrics["prosecutor_average"] = risk.prosecutor_average;
    metrics["class_average_risk"] = risk.class_average_risk;
    metrics["records_at_risk"] = risk.records_at_risk;
    metrics["records_at_risk_share"] = static_cast<double>(risk.records_at_risk) / records;
    // Without a population table the file is the population, and the marketer's risk is the record average.
    metrics["marketer"] = risk.prosecutor_average;
}

class Reidentification final : public Check {
public:
    const CheckInfo& info() const override {
        static const CheckInfo value{.id = "privacy.reidentification", .area = Area::privacy, .needs = needs, .any = false, .limits = limits};
        return value;
    }

    std::vector<Outcome> run(const AuditContext& context) const override {
        const QuasiIdentifiers quasi = quasi_identifiers(context);
        if (quasi.columns.empty() || context.table.rows() == 0) { return {not_assessed(info())}; }
        const std::optional<RowValues> people = repeated_people(context);
        const double threshold = context.limit(limits[2]);
        const Classes classes = classes_of(context, quasi);
        const SizeCounts sizes = class_sizes(classes, people);
        const Risk risk = risk_of(sizes, threshold);

        const auto least = static_cast<std::uint64_t>(std::max(1.0, context.limit(limits[0])));
        const double share = static_cast<double>(risk.records_at_risk) / static_cast<double>(risk.records);
        const bool few = risk.records < least_records;
        const bool many = share > context.limit(limits[1]);
        const bool safe = risk.k >= least;
        const Status status = few ? Status::info : safe ? Status::pass : many ? Status::fail : Status::warn;
        const std::string variant = few ? "few" : safe ? "none" : many ? "many" : "some";
        Outcome outcome = outcome_of(info(), status, few || safe ? Severity::none : many ? Severity::high : Severity::medium, quasi.names);
        const std::string counted = people ? "_people" : "";
        const bool nobody_unique = (variant == "some" || variant == "many") && risk.sample_uniques == 0;
        outcome.title = Message(outcome.id + ".title." + (nobody_unique ? "small_groups" : variant));
        outcome.summary = Message(outcome.id + ".summary." +
                                  (few    ? "few"
                                   : safe ? "none"
                                          : "found") +
                                  counted)
                              .count("records", risk.records)
                              .count("uniques", risk.sample_uniques)
                              .count("at_risk", risk.records_at_risk)
                              .number("share", share)
                              .count("k", risk.k)
                              .count("least", least)
                              .count("small", static_cast<std::uint64_t>(std::ceil(1 / threshold)))
                              .text("columns", joined(quasi.names));
        const double average = risk.prosecutor_average;
        const double unique_share = static_cast<double>(risk.sample_uniques) / static_cast<double>(risk.records);
        outcome.headline = Message(outcome.id + (unique_share > 0.5        ? ".headline.most"
                                                 : risk.sample_uniques > 0 ? ".headline.unique"
                                                                           : ".headline.k"))
                               .number("share", unique_share)
                               .count("k", risk.k);
        outcome.headline_note = Message(outcome.id + ".headline_note.found").count("k", risk.k).number("average", average);
        put_risk(outcome.metrics, risk);
        outcome.metrics["counted"] = people ? "people" : "rows";
        outcome.chart = size_chart(sizes, risk.records, least);
        if (!few) { put_contributions(context, quasi, people, threshold, risk, outcome); }
        return {outcome};
    }

private:
    static void put_contributions(const AuditContext& context, const QuasiIdentifiers& quasi, const std::optional<RowValues>& people,
                                  double threshold, const Risk& risk, Outcome& outcome) {
        if (quasi.columns.size() > most_columns || context.table.rows() * quasi.columns.size() > most_cells) { return; }
        Contributions contributions(context, quasi, people, threshold);
        const std::vector<Contribution>& found = contributions.found();
        json steps = json::array();
        std::vector<std::size_t> order;  // columns with a coarser form, the most helpful first
        for (std::size_t i = 0; i < found.size(); ++i) {
            const Contribution& one = found[i];
            outcome.groups.push_back({{"group", quasi.names[i]},
                                      {"sample_uniques_without", one.without.sample_uniques},
                                      {"records_at_risk_without", one.without.records_at_risk},
                                      {"k_without", one.without.k}});
            if (!one.step) { continue; }
            order.push_back(i);
            steps.push_back({{"column", quasi.names[i]},
                             {"step", one.step->step},
                             {"sample_uniques", one.after.sample_uniques},
                             {"records_at_risk", one.after.records_at_risk},
                             {"k", one.after.k}});
        }
        outcome.metrics["steps"] = std::move(steps);
        if (order.empty() || risk.records_at_risk == 0) { return; }
        // Leaving a column out is the last resort.
        const auto rank = [&found](std::size_t i) {
            return std::tuple(found[i].step->step == "drop", found[i].after.records_at_risk, found[i].after.sample_uniques, i);
        };
        std::ranges::sort(order, {}, rank);
        put_remedy(context, quasi, contributions, order, risk, outcome);
    }

    /// The fewest steps, the most helpful first, after which few enough records stand out. A further step never makes it worse, so halving finds
    /// them.
    static void put_remedy(const AuditContext& context, const QuasiIdentifiers& quasi, const Contributions& contributions,
                           const std::vector<std::size_t>& order, const Risk& risk, Outcome& outcome) {
        const double limit = context.limit(limits[1]);
        const auto good = [&](const Risk& r) { return static_cast<double>(r.records_at_risk) <= limit * static_cast<double>(r.records); };
        const auto first = [&order](std::size_t n) { return std::span(order).first(n); };
        const Risk all = contributions.with_steps(order);
        outcome.metrics["k_after_all_steps"] = all.k;
        outcome.metrics["records_at_risk_after_all_steps"] = all.records_at_risk;
        if (!good(all)) {
            const bool helps = all.records_at_risk * 2 < risk.records_at_risk;
            outcome.remedy = Message(outcome.id + (helps ? ".remedy.together" : ".remedy.fewer"))
                                 .count("before", risk.records_at_risk)
                                 .count("after", all.records_at_risk);
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
        const std::string steps = ".remedy.steps" + std::to_string(high) + (best.records_at_risk == 0 ? "_all" : "");
        const std::string variant = high <= 4 ? steps : ".remedy.together";
        outcome.remedy = Message(outcome.id + variant).count("before", risk.records_at_risk).count("after", best.records_at_risk).count("k", best.k);
        for (std::size_t n = 0; n < high && high <= 4; ++n) {
            const std::string number = std::to_string(n + 1);
            outcome.remedy.text("column" + number, quasi.names[order[n]]);
            outcome.remedy.term("step" + number, "privacy.step." + std::string(contributions.found()[order[n]].step->step));
        }
    }
};

}  // namespace

const Check& reidentification() {
    static const Reidentification check;
    return check;
}

}  // namespace klarsicht::privacy
