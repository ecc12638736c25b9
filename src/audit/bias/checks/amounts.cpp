#include <algorithm>
#include <array>
#include <cmath>
#include <optional>

#include "audit/bias/checks/arms.h"
#include "audit/bias/checks/checks.h"
#include "audit/bias/counts/made_of.h"
#include "audit/bias/counts/subgroup_search.h"
#include "audit/bias/explain/findings.h"
#include "audit/suggest.h"
#include "base/sort_few.h"
#include "base/spread.h"
#include "base/whole_number.h"
#include "base/word_list.h"
#include "stats/decorrelate.h"
#include "stats/tests.h"
#include "stats/welch.h"

namespace klarsicht::bias {

namespace {

constexpr std::array<Role, 1> needs = {Role::protected_};
constexpr std::string_view least_gap = "bias.amounts.gap";
constexpr std::string_view alpha = "bias.further.alpha";
constexpr std::array limit_names = {least_gap, alpha};
constexpr std::size_t most_amounts = 6;
/// Means of fewer people are not compared: the normal approximation does not hold.
constexpr std::uint64_t least_people = 30;
/// Rows on which amounts are held against the attributes, and columns of yes and no that these become.
constexpr std::size_t most_fitted_rows = 20'000;
constexpr std::size_t most_fitted_columns = 60;

/// What a group pays or gets.
struct GroupAmount {
    std::uint64_t n = 0;
    double mean = stats::undefined;
    double standard_error = stats::undefined;
    std::array<double, 3> quartiles = {stats::undefined, stats::undefined, stats::undefined};
    double difference = stats::undefined;  ///< of the means, to the favoured group
    stats::Interval difference_ci95;
    double log10_p = stats::undefined;
    double log10_p_holm = stats::undefined;
    double adjusted_difference = stats::undefined;  ///< of what the attributes do not explain
    bool found = false;

    stats::Mean sample() const {
        return {.n = n, .mean = mean, .variance = standard_error * standard_error * static_cast<double>(n)};
    }

    stats::Interval mean_ci95() const {
        const double half = stats::z95 * standard_error;
        return {mean - half, mean + half};
    }
};

struct Compared {
    std::size_t subject = 0;
    std::size_t column = 0;
    std::vector<GroupAmount> groups;
    std::size_t favoured = 0;
    std::vector<std::uint8_t> same;   ///< [columns of the table] 1: made of it, or it of them
    std::optional<std::size_t> part;  ///< a smaller amount that is compared too and makes this one up
};

std::vector<std::size_t> amount_columns(const AuditContext& context) {
    constexpr std::array other_roles = {Role::ignore, Role::protected_, Role::decision};
    std::vector<std::size_t> found;
    for (std::size_t c = 0; c < context.table.columns.size() && found.size() < most_amounts; ++c) {
        const std::string& name = context.name(c);
        const Kind kind = context.interpretation(c).kind;
        const bool numbers = is_numeric(kind) && context.interpretation(c).distinct > 2;
        const bool other =
            std::ranges::any_of(other_roles, [&](Role role) { return context.plan.has_role(name, role); });
        if (!numbers || other) { continue; }
        if (context.plan.has_role(name, Role::outcome)) {
            if (is_amount(context, c)) { found.push_back(c); }
            continue;
        }
        const bool named = std::ranges::any_of(
            word_list("bias", "amounts"), [&](std::string_view word) { return name_matches(plain_name(name), word); });
        if (context.plan.has_role(name, Role::price) || named) { found.push_back(c); }
    }
    return found;
}

/// Codes of a column with a number, in the order of their numbers, and the place of each code in it.
struct Order {
    static constexpr std::uint32_t none = 0xFFFFFFFFu;
    std::vector<std::uint32_t> codes;
    std::vector<std::uint32_t> rank;  ///< [codes] `none` for those without a number
};

Order order_of(const Column& data, const Interpretation& interpretation) {
    Order order;
    for (std::uint32_t code = 0; code < data.counts.size(); ++code) {
        if (interpretation.valid(code) && std::isfinite(interpretation.values[code])) { order.codes.push_back(code); }
    }
    sort_few(order.codes, {}, [&](std::uint32_t code) { return interpretation.values[code]; });
    order.rank.assign(data.counts.size(), Order::none);
    for (std::uint32_t i = 0; i < order.codes.size(); ++i) { order.rank[order.codes[i]] = i; }
    return order;
}

/// Value at a share of the people, from counts by value, ascending; between two people linearly (type 7).
double quantile(const std::vector<std::pair<double, std::uint64_t>>& counts, std::uint64_t n, double share) {
    const double at = share * static_cast<double>(n - 1);
    const auto below = static_cast<std::uint64_t>(std::floor(at));
    std::uint64_t seen = 0;
    for (std::size_t i = 0; i < counts.size(); ++i) {
        seen += counts[i].second;
        if (seen <= below) { continue; }
        const bool next_is_other = seen == below + 1 && i + 1 < counts.size();
        const double next = next_is_other ? counts[i + 1].first : counts[i].first;
        return counts[i].first + (at - static_cast<double>(below)) * (next - counts[i].first);
    }
    return counts.back().first;
}

/// Mean, its error and quartiles of one group. @param ranks places of its people's amounts in `order`, ascending
GroupAmount described(const std::vector<std::uint32_t>& ranks, const Order& order, const std::vector<double>& values) {
    GroupAmount group;
    group.n = ranks.size();
    if (group.n == 0) { return group; }
    std::vector<std::pair<double, std::uint64_t>> counts;
    double sum = 0;
    for (const std::uint32_t place : ranks) {
        const double value = values[order.codes[place]];
        sum += value;
        if (counts.empty() || counts.back().first != value) { counts.emplace_back(value, 0); }
        ++counts.back().second;
    }
    const auto n = static_cast<double>(group.n);
    group.mean = sum / n;
    double squares = 0;
    for (const auto& [value, count] : counts) {
        squares += static_cast<double>(count) * (value - group.mean) * (value - group.mean);
    }
    if (group.n > 1) { group.standard_error = std::sqrt(squares / (n - 1) / n); }
    group.quartiles = {quantile(counts, group.n, 0.25), quantile(counts, group.n, 0.5),
                       quantile(counts, group.n, 0.75)};
    return group;
}

/// Whether people themselves make the amount, by what they buy, save or earn: that it differs by age is worth knowing,
/// but nobody need have been treated otherwise. Where something is decided in the file, it may be decided by it.
bool is_own_doing(const AuditContext& context, std::size_t column) {
    const std::string plain = plain_name(context.name(column));
    const bool own = std::ranges::any_of(word_list("bias", "own_doing"),
                                         [&](std::string_view word) { return name_matches(plain, word); });
    const bool happened = context.plan.has_role(context.name(column), Role::outcome);
    return (own || happened) && !context.first_with(Role::decision);
}

/// The currency in which a column counts, if its name says so.
std::string_view unit_of(std::string_view name) {
    constexpr std::array<std::string_view, 7> units = {"€", "$", "£", "EUR", "USD", "GBP", "CHF"};
    const std::string plain = plain_name(name);
    const auto* const found = std::ranges::find_if(units, [&](std::string_view unit) {
        return unit.size() < 3 || unit == "€" ? name.contains(unit) : name_matches(plain, plain_name(unit));
    });
    return found == units.end() ? std::string_view() : *found;
}

/// What is known of each row besides its group and its amount, as columns of yes and no: [columns][rows].
/// @param same columns that say the amount again
std::vector<std::vector<double>> attributes_of(const AuditContext& context, std::size_t amount,
                                               const std::vector<std::uint8_t>& same,
                                               const std::vector<std::size_t>& rows) {
    std::vector<std::vector<double>> attributes;
    for (const std::size_t column : context.columns_with(Role::attribute)) {
        const bool is_protected = context.plan.has_role(context.name(column), Role::protected_);
        if (column == amount || is_protected || same[column] != 0) { continue; }
        const CodeGroups groups = searched_groups(context, column);
        const std::size_t more = groups.labels.size();
        if (more < 2 || attributes.size() + more > most_fitted_columns) { continue; }
        const std::vector<std::uint32_t>& codes = context.table.columns[column].codes;
        for (std::uint32_t g = 1; g < more; ++g) {
            std::vector<double>& is_one = attributes.emplace_back();
            for (const std::size_t row : rows) { is_one.push_back(groups.group[codes[row]] == g ? 1 : 0); }
        }
    }
    return attributes;
}

/// Prices, discounts, limits by group: who pays more or gets less.
class Amounts final : public Check {
public:
    const CheckInfo& info() const override {
        static const CheckInfo value{.id = "bias.amounts",
                                     .area = Area::bias,
                                     .needs = needs,
                                     .any = false,
                                     .limits = limit_names,
                                     .answers = true};
        return value;
    }

    std::vector<Outcome> run(const AuditContext& context) const override {
        const std::vector<SubjectColumns> subjects = subjects_of(context, decision_columns(context));
        const std::vector<Subject>& measured = measured_subjects(context);
        const std::vector<std::size_t> columns = amount_columns(context);
        if (columns.empty() || subjects.empty()) { return {not_assessed(info())}; }
        std::vector<Compared> all;
        for (std::size_t s = 0; s < subjects.size(); ++s) {
            const Grouping& groups = measured[s].grouping;
            if (subjects[s].crossed || groups.labels.size() < 2 || !groups.favoured) { continue; }
            const Grouping grouping = group_rows(context, subjects[s].columns);
            for (const std::size_t column : columns) { all.push_back(compare(context, s, column, grouping)); }
        }
        judge(context, all);
        find_parts(all);
        std::vector<Outcome> outcomes;
        for (const Compared& one : all) {
            const std::string_view problem = problem_of(context, one);
            if (problem.empty()) {
                outcomes.push_back(finding(context, measured[one.subject], one));
                continue;
            }
            outcomes.push_back(not_assessed(info(), subject_of(context, measured[one.subject], one)));
            outcomes.back().needs = needs_of(problem);
        }
        if (outcomes.empty()) { return {not_assessed(info())}; }
        return outcomes;
    }

private:
    static std::vector<std::string> subject_of(const AuditContext& context, const Subject& subject,
                                               const Compared& one) {
        return {subject.names.front(), context.name(one.column)};
    }

    /// Why there is nothing to compare: the end of a key for `needs_of`; empty if there is.
    static std::string_view problem_of(const AuditContext& context, const Compared& one) {
        const auto many = [](const GroupAmount& group) { return group.n >= least_people; };
        if (std::ranges::count_if(one.groups, many) < 2) { return "few_people"; }
        return context.shows(one.groups[one.favoured].n) ? "" : "favoured_small";
    }

    static Compared compare(const AuditContext& context, std::size_t subject, std::size_t column,
                            const Grouping& grouping) {
        Compared result{.subject = subject, .column = column, .groups = {}, .favoured = *grouping.favoured};
        const Column& data = context.table.columns[column];
        const Interpretation& interpretation = context.interpretation(column);
        const Order order = order_of(data, interpretation);
        std::vector<std::vector<std::uint32_t>> ranks(grouping.labels.size());
        for (std::size_t row = 0; row < data.codes.size(); ++row) {
            const std::uint32_t rank = order.rank[data.codes[row]];
            if (grouping.group[row] != Grouping::none && rank != Order::none) {
                ranks[grouping.group[row]].push_back(rank);
            }
        }
        for (std::vector<std::uint32_t>& own : ranks) {
            std::ranges::sort(own);
            result.groups.push_back(described(own, order, interpretation.values));
        }
        const GroupAmount& favoured = result.groups[result.favoured];
        for (GroupAmount& group : result.groups) {
            if (&group == &favoured || group.n < least_people || favoured.n < least_people) { continue; }
            const stats::MeanDifference told = stats::welch(group.sample(), favoured.sample());
            group.difference = group.mean - favoured.mean;
            group.difference_ci95 = told.ci95;
            group.log10_p = told.t.log10_p;
        }
        adjust(context, grouping, result);
        return result;
    }

    /// Takes out of the amounts what is linear in the attributes, on rows spread over the file; compares what is left.
    static void adjust(const AuditContext& context, const Grouping& grouping, Compared& result) {
        const std::size_t all = context.table.rows();
        const std::size_t n = std::min(all, most_fitted_rows);
        const Interpretation& interpretation = context.interpretation(result.column);
        std::vector<std::size_t> rows;
        std::vector<double> amounts;
        for (std::size_t i = 0; i < n; ++i) {
            const std::size_t row = spread_place(i, n, all);
            const double value = interpretation.values[context.table.columns[result.column].codes[row]];
            if (grouping.group[row] == Grouping::none || !std::isfinite(value)) { continue; }
            rows.push_back(row);
            amounts.push_back(value);
        }
        result.same = made_of(context, result.column, rows);
        const std::vector<std::vector<double>> attributes = attributes_of(context, result.column, result.same, rows);
        if (attributes.empty() || rows.size() < 2 * attributes.size() + least_people) { return; }
        // The groups stand in the same regression as the attributes: where the two go together, taking the attributes
        // out first would take the difference between the groups with them.
        std::vector<std::uint64_t> people(result.groups.size(), 0);
        for (const std::size_t row : rows) { ++people[grouping.group[row]]; }
        if (people[result.favoured] < least_people) { return; }
        std::vector<std::size_t> others;
        for (std::size_t g = 0; g < people.size() && others.size() < most_fitted_columns; ++g) {
            if (g != result.favoured && people[g] > 0) { others.push_back(g); }
        }
        std::vector<std::vector<double>> groups(others.size());
        for (std::size_t i = 0; i < others.size(); ++i) {
            for (const std::size_t row : rows) { groups[i].push_back(grouping.group[row] == others[i] ? 1 : 0); }
        }
        const std::vector<double> differences = stats::coefficients(attributes, groups, amounts);
        for (std::size_t i = 0; i < others.size(); ++i) {
            if (people[others[i]] >= least_people) { result.groups[others[i]].adjusted_difference = differences[i]; }
        }
    }

    /// What is paid in all is what is paid at a time, times how often: the gap is told of that, once.
    static void find_parts(std::vector<Compared>& all) {
        const auto mean = [](const Compared& one) { return std::fabs(one.groups[one.favoured].mean); };
        for (Compared& whole : all) {
            for (const Compared& one : all) {
                const bool other = one.subject == whole.subject && one.column < whole.same.size();
                if (other && whole.same[one.column] != 0 && mean(one) < mean(whole)) { whole.part = one.column; }
            }
        }
    }

    static void judge(const AuditContext& context, std::vector<Compared>& all) {
        std::vector<GroupAmount*> groups;
        std::vector<double> evidence;
        for (Compared& one : all) {
            for (GroupAmount& group : one.groups) {
                groups.push_back(&group);
                evidence.push_back(group.log10_p);
            }
        }
        const std::vector<double> holm = stats::holm_log10(evidence);
        for (std::size_t i = 0; i < groups.size(); ++i) { groups[i]->log10_p_holm = holm[i]; }
        const double chance = std::log10(context.limit(alpha));
        const double least = context.limit(least_gap);
        for (Compared& one : all) {
            const double base = std::fabs(one.groups[one.favoured].mean);
            for (GroupAmount& group : one.groups) {
                const bool wide = base > 0 && std::fabs(group.difference) >= least * base;
                group.found = group.log10_p_holm < chance && wide;
            }
        }
    }

    static void put_metrics(const AuditContext& context, const Compared& one, std::string_view favoured,
                            Outcome& outcome) {
        const auto found = std::ranges::count_if(one.groups, &GroupAmount::found);
        outcome.metrics.text("amount", context.name(one.column));
        outcome.metrics.label("favoured", favoured);
        outcome.metrics.count("groups_found", static_cast<std::uint64_t>(found));
    }

    Outcome finding(const AuditContext& context, const Subject& subject, const Compared& one) const {
        const Grouping& grouping = subject.grouping;
        const GroupAmount& favoured = one.groups[one.favoured];
        const GroupAmount* widest = nullptr;  // of groups that were compared: none of them is small
        for (const GroupAmount& group : one.groups) {
            if (!group.found) { continue; }
            if (widest == nullptr || std::fabs(group.difference) > std::fabs(widest->difference)) { widest = &group; }
        }
        const double least = context.limit(least_gap) * std::fabs(favoured.mean);
        // What the other attributes explain is a gap all the same, but nobody need be treated unequally by it.
        const bool explained = widest != nullptr && std::fabs(widest->adjusted_difference) < least;
        const bool turned = widest != nullptr && widest->adjusted_difference * widest->difference < 0;
        // What the other columns explain, or turn round, or people make themselves, is told, but no alarm; of what is
        // made up of another amount that one is told.
        const bool open = one.part || explained || turned || is_own_doing(context, one.column);
        OutcomeBuilder texts(info(),
                             widest == nullptr ? Status::pass
                             : open            ? Status::info
                                               : Status::warn,
                             widest == nullptr || open ? Severity::none : Severity::medium,
                             subject_of(context, subject, one));
        texts.values.text("column", context.name(one.column)).text("by", subject.names.front());
        // Of thousands nobody counts the cents, in one figure as in the others.
        const bool whole = std::fabs(favoured.mean) >= 1000;
        const auto say = [&](std::string_view name, double amount) {
            if (!whole || std::isnan(amount)) { return texts.values.number(name, amount); }
            return texts.values.integer(name, whole_number<std::int64_t>(std::round(amount)));
        };
        say("favoured_mean", favoured.mean);
        texts.values.group("favoured", grouping.labels[one.favoured], grouping.binned);
        if (widest == nullptr) {
            texts.say("none");
        } else {
            const auto place = static_cast<std::size_t>(widest - one.groups.data());
            const auto direction = [](double gap) { return gap > 0 ? "bias.amounts.more" : "bias.amounts.less"; };
            const double left = widest->adjusted_difference;
            const std::string_view unit = unit_of(context.name(one.column));
            texts.values.group("group", grouping.labels[place], grouping.binned)
                .text("unit", unit.empty() ? std::string() : "\u00A0" + std::string(unit))
                .number("share", std::fabs(widest->difference / favoured.mean))
                .term("direction", direction(widest->difference))
                .number("left_share", std::fabs(left / favoured.mean))
                .term("left_direction", direction(left))
                .number("difference", widest->difference)
                .number("p", widest->log10_p_holm);
            say("mean", widest->mean);
            say("left", std::fabs(left));
            texts.title(widest->difference > 0 ? "more" : "less").headline().headline_note();
            if (one.part) { texts.values.text("part", context.name(*one.part)); }
            texts.summary(one.part           ? "found.part"
                          : std::isnan(left) ? "found"
                          : explained        ? "found.gone"
                          : turned           ? "found.turned"
                                             : "found.left");
        }
        // A limit or a balance is no price.
        if (!context.plan.has_role(context.name(one.column), Role::price)) { texts.remedy("other").why("other"); }
        Outcome outcome = texts.make();
        put_metrics(context, one, grouping.labels[one.favoured], outcome);
        outcome.binned = grouping.binned;
        for (std::size_t g = 0; g < one.groups.size(); ++g) {
            if (!context.shows(one.groups[g].n)) { continue; }  // nor is there a row for it: one person's price
            outcome.groups.push_back(row_of(grouping.labels[g], one.groups[g], g == one.favoured));
        }
        explain_amounts(outcome);
        outcome.chart = chart(context, outcome.id, subject, one);
        return outcome;
    }

    static Group row_of(const std::string& label, const GroupAmount& group, bool reference) {
        const bool few = std::isnan(group.log10_p);
        Group row;
        row.people = group.n;
        Figures& figures = row.figures;
        figures.label("group", label);
        figures.size("n", group.n);
        figures.number("mean", group.mean).with(group.mean_ci95());
        figures.number("quartile_1", group.quartiles[0]);
        figures.number("median", group.quartiles[1]);
        figures.number("quartile_3", group.quartiles[2]);
        figures.number("mean_difference", group.difference).with(group.difference_ci95);
        figures.number("mean_difference_adjusted", group.adjusted_difference);
        figures.log10_p("log10_p_holm", group.log10_p_holm);
        figures.flag("reference", reference).opened();
        figures.word("verdict", reference ? "reference" : group.found ? "disparity" : few ? "too_few" : "no_evidence");
        return row;
    }

    static Chart chart(const AuditContext& context, const std::string& id, const Subject& subject,
                       const Compared& one) {
        Chart chart;
        chart.kind = Chart::Kind::intervals;
        chart.title = Message(id + ".chart").text("column", context.name(one.column));
        chart.axis = Message(id + ".axis").text("column", context.name(one.column));
        chart.unit = Unit::number;
        const double least = context.limit(least_gap);
        chart.limit_low = one.groups[one.favoured].mean * (1 - least);
        chart.limit_high = one.groups[one.favoured].mean * (1 + least);
        chart.limit_note = Message(id + ".limit_note").number("limit", least);
        for (std::size_t g = 0; g < one.groups.size(); ++g) {
            const GroupAmount& group = one.groups[g];
            if (!context.shows(group.n)) { continue; }
            ChartRow row;
            row.label = subject.grouping.labels[g];
            row.label_term = spoken_label(row.label, subject.grouping.binned);
            row.value = group.mean;
            row.ci95 = group.mean_ci95();
            row.n = row.people = group.n;
            row.reference = g == one.favoured;
            row.status = group.found ? Status::warn : Status::info;
            chart.rows.push_back(std::move(row));
        }
        return chart;
    }
};

}  // namespace

const Check& amounts() {
    static const Amounts check;
    return check;
}

}  // namespace klarsicht::bias
