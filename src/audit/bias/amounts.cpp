#include <algorithm>
#include <array>
#include <cmath>

#include "audit/bias/checks.h"
#include "audit/bias/explain_findings.h"
#include "audit/bias/subgroup_search.h"
#include "audit/suggest.h"
#include "base/spread.h"
#include "stats/decorrelate.h"
#include "stats/tests.h"

namespace klarsicht::bias {

namespace {

constexpr std::array<Role, 1> needs = {Role::protected_};
constexpr std::array<std::string_view, 2> limit_names = {"bias.amounts.gap", "bias.group_gaps.alpha"};
constexpr std::size_t most_chart_rows = 12;
constexpr std::size_t most_amounts = 6;
/// Means of fewer people are not compared: the normal approximation does not hold.
constexpr std::uint64_t least_people = 30;
/// Rows on which amounts are held against the attributes, and columns of yes and no that these become.
constexpr std::size_t most_fitted_rows = 20'000;
constexpr std::size_t most_fitted_columns = 60;

/// Words in a column's name that say that it holds an amount given to, or taken from, a person. German, English, French.
constexpr std::string_view amount_words[] = {"discount", "rabatt", "nachlass", "remise", "amount", "betrag", "credit_limit", "kreditlimit", "kreditrahmen", "budget", "bid", "gebot", "fee", "gebuehr", "interest_rate", "zinssatz"};

struct Group {
    std::uint64_t n = 0;
    double mean = stats::undefined;
    double standard_error = stats::undefined;
    std::array<double, 3> quartiles = {stats::undefined, stats::undefined, stats::undefined};
    double difference = stats::undefined;           ///< of the means, to the favoured group
    stats::Interval difference_ci95;
    double log10_p = stats::undefined;
    double log10_p_holm = stats::undefined;
    double adjusted_difference = stats::undefined;  ///< of what the attributes do not explain
    bool found = false;
};

struct Compared {
    std::size_t subject = 0;
    std::size_t column = 0;
    std::vector<Group> groups;
    std::size_t favoured = 0;
};

std::vector<std::size_t> amount_columns(const AuditContext& context) {
    std::vector<std::size_t> found;
    for (std::size_t c = 0; c < context.table.columns.size() && found.size() < most_amounts; ++c) {
        const std::string& name = context.name(c);
        const Kind kind = context.interpretation(c).kind;
        const bool numbers = (kind == Kind::integer || kind == Kind::number) && context.interpretation(c).distinct > 2;
        if (!numbers || context.plan.has_role(name, Role::ignore) || context.plan.has_role(name, Role::protected_) || context.plan.has_role(name, Role::decision) || context.plan.has_role(name, Role::outcome)) { continue; }
        const bool named = std::ranges::any_of(amount_words, [&](std::string_view word) { return name_matches(plain_name(name), word); });
        if (context.plan.has_role(name, Role::price) || named) { found.push_back(c); }
    }
    return found;
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

/// Prices, discounts, limits by group: who pays more or gets less.
class Amounts final : public Check {
public:
    const CheckInfo& info() const override {
        static const CheckInfo value{.id = "bias.amounts", .area = Area::bias, .needs = needs, .any = false, .limits = limit_names};
        return value;
    }

    std::vector<Outcome> run(const AuditContext& context) const override {
        const std::vector<SubjectColumns> subjects = subjects_of(context, decision_columns(context));
        const std::vector<Subject>& measured = measured_subjects(context);
        const std::vector<std::size_t> columns = amount_columns(context);
        if (columns.empty() || subjects.empty()) { return {not_assessed(info())}; }
        std::vector<Compared> all;
        std::vector<Grouping> groupings(subjects.size());
        for (std::size_t s = 0; s < subjects.size(); ++s) {
            if (subjects[s].crossed || measured[s].grouping.labels.size() < 2 || !measured[s].grouping.favoured) { continue; }
            groupings[s] = group_rows(context, subjects[s].columns);
            for (const std::size_t column : columns) { all.push_back(compare(context, s, column, groupings[s])); }
        }
        judge(context, all);
        std::vector<Outcome> outcomes;
        for (const Compared& one : all) {
            const bool comparable = std::ranges::count_if(one.groups, [](const Group& group) { return group.n >= least_people; }) > 1;
            if (!comparable) {
                outcomes.push_back(not_assessed(info(), subject_of(context, measured[one.subject], one)));
                outcomes.back().needs = needs_of("few_people");
                continue;
            }
            outcomes.push_back(finding(context, measured[one.subject], one));
        }
        if (outcomes.empty()) { return {not_assessed(info())}; }
        return outcomes;
    }

private:
    static std::vector<std::string> subject_of(const AuditContext& context, const Subject& subject, const Compared& one) { return {subject.names.front(), context.name(one.column)}; }

    static Compared compare(const AuditContext& context, std::size_t subject, std::size_t column, const Grouping& grouping) {
        Compared result{.subject = subject, .column = column, .groups = std::vector<Group>(grouping.labels.size()), .favoured = *grouping.favoured};
        const Column& data = context.table.columns[column];
        const Interpretation& interpretation = context.interpretation(column);
        // Codes in the order of their values; then every group's counts by value come out sorted.
        std::vector<std::uint32_t> order;
        for (std::uint32_t code = 0; code < data.counts.size(); ++code) {
            if (interpretation.valid(code) && std::isfinite(interpretation.values[code])) { order.push_back(code); }
        }
        std::ranges::sort(order, {}, [&](std::uint32_t code) { return interpretation.values[code]; });
        constexpr std::uint32_t none = 0xFFFFFFFFu;
        std::vector<std::uint32_t> rank(data.counts.size(), none);
        for (std::uint32_t i = 0; i < order.size(); ++i) { rank[order[i]] = i; }
        std::vector<std::vector<std::uint32_t>> ranks(result.groups.size());
        for (std::size_t row = 0; row < data.codes.size(); ++row) {
            if (grouping.group[row] != Grouping::none && rank[data.codes[row]] != none) { ranks[grouping.group[row]].push_back(rank[data.codes[row]]); }
        }
        for (std::size_t g = 0; g < ranks.size(); ++g) {
            std::ranges::sort(ranks[g]);
            Group& group = result.groups[g];
            group.n = ranks[g].size();
            if (group.n == 0) { continue; }
            std::vector<std::pair<double, std::uint64_t>> counts;
            double sum = 0;
            for (const std::uint32_t place : ranks[g]) {
                const double value = interpretation.values[order[place]];
                sum += value;
                if (counts.empty() || counts.back().first != value) { counts.emplace_back(value, 0); }
                ++counts.back().second;
            }
            const auto n = static_cast<double>(group.n);
            group.mean = sum / n;
            double squares = 0;
            for (const auto& [value, count] : counts) { squares += static_cast<double>(count) * (value - group.mean) * (value - group.mean); }
            if (group.n > 1) { group.standard_error = std::sqrt(squares / (n - 1) / n); }
            group.quartiles = {quantile(counts, group.n, 0.25), quantile(counts, group.n, 0.5), quantile(counts, group.n, 0.75)};
        }
        const Group& favoured = result.groups[result.favoured];
        for (Group& group : result.groups) {
            if (&group == &favoured || group.n < least_people || favoured.n < least_people) { continue; }
            group.difference = group.mean - favoured.mean;
            const double error = std::sqrt(group.standard_error * group.standard_error + favoured.standard_error * favoured.standard_error);
            group.difference_ci95 = {group.difference - stats::z95 * error, group.difference + stats::z95 * error};
            if (error > 0) { group.log10_p = stats::chi_squared_log10_p(group.difference * group.difference / (error * error), 1); }
        }
        adjust(context, grouping, result);
        return result;
    }

    /// Takes out of the amounts what is linear in the attributes, on rows spread over the file, and compares what is left.
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
        std::vector<std::vector<double>> attributes;
        for (const std::size_t column : context.columns_with(Role::attribute)) {
            if (column == result.column || context.plan.has_role(context.name(column), Role::protected_)) { continue; }
            const CodeGroups groups = searched_groups(context, column);
            if (groups.labels.size() < 2 || attributes.size() + groups.labels.size() > most_fitted_columns) { continue; }
            for (std::uint32_t g = 1; g < groups.labels.size(); ++g) {
                std::vector<double>& is_one = attributes.emplace_back();
                for (const std::size_t row : rows) { is_one.push_back(groups.group[context.table.columns[column].codes[row]] == g ? 1 : 0); }
            }
        }
        if (attributes.empty() || rows.size() < 2 * attributes.size() + least_people) { return; }
        const std::vector<double> left = stats::decorrelated(attributes, amounts, 1);
        std::vector<double> sums(result.groups.size(), 0);
        std::vector<double> counts(result.groups.size(), 0);
        for (std::size_t i = 0; i < rows.size(); ++i) {
            sums[grouping.group[rows[i]]] += left[i];
            ++counts[grouping.group[rows[i]]];
        }
        for (std::size_t g = 0; g < sums.size(); ++g) {
            if (g != result.favoured && counts[g] >= least_people && counts[result.favoured] >= least_people) {
                result.groups[g].adjusted_difference = sums[g] / counts[g] - sums[result.favoured] / counts[result.favoured];
            }
        }
    }

    static void judge(const AuditContext& context, std::vector<Compared>& all) {
        std::vector<Group*> groups;
        std::vector<double> evidence;
        for (Compared& one : all) {
            for (Group& group : one.groups) {
                groups.push_back(&group);
                evidence.push_back(group.log10_p);
            }
        }
        const std::vector<double> holm = stats::holm_log10(evidence);
        for (std::size_t i = 0; i < groups.size(); ++i) { groups[i]->log10_p_holm = holm[i]; }
        const double alpha = std::log10(context.limit("bias.group_gaps.alpha"));
        const double least = context.limit("bias.amounts.gap");
        for (Compared& one : all) {
            const double base = std::fabs(one.groups[one.favoured].mean);
            for (Group& group : one.groups) { group.found = group.log10_p_holm < alpha && base > 0 && std::fabs(group.difference) >= least * base; }
        }
    }

    Outcome finding(const AuditContext& context, const Subject& subject, const Compared& one) const {
        const Group& favoured = one.groups[one.favoured];
        const Group* widest = nullptr;
        for (const Group& group : one.groups) {
            if (group.found && (widest == nullptr || std::fabs(group.difference) > std::fabs(widest->difference))) { widest = &group; }
        }
        const Status status = widest != nullptr ? Status::warn : Status::pass;
        Outcome outcome = outcome_of(info(), status, widest != nullptr ? Severity::medium : Severity::none, subject_of(context, subject, one));
        const std::string variant = widest == nullptr ? "none" : widest->difference > 0 ? "more" : "less";
        const auto fill = [&](Message message) {
            message.text("column", context.name(one.column)).group("favoured", subject.grouping.labels[one.favoured], subject.grouping.binned).number("favoured_mean", favoured.mean);
            if (widest != nullptr) {
                message.group("group", subject.grouping.labels[static_cast<std::size_t>(widest - one.groups.data())], subject.grouping.binned)
                    .number("mean", widest->mean)
                    .number("share", std::fabs(widest->difference / favoured.mean))
                    .number("adjusted", widest->adjusted_difference)
                    .number("difference", widest->difference)
                    .number("p", widest->log10_p_holm);
            }
            return message;
        };
        const std::string adjusted = widest == nullptr ? "" : std::isnan(widest->adjusted_difference) ? "" : ".adjusted";
        outcome.title = fill(Message(outcome.id + ".title." + variant));
        outcome.summary = fill(Message(outcome.id + ".summary." + variant + adjusted));
        if (widest != nullptr) {
            outcome.headline = fill(Message(outcome.id + ".headline"));
            outcome.headline_note = fill(Message(outcome.id + ".headline_note"));
        }
        outcome.metrics = {{"amount", context.name(one.column)}, {"favoured", subject.grouping.labels[one.favoured]}, {"groups_found", std::ranges::count_if(one.groups, &Group::found)}};
        outcome.binned = subject.grouping.binned;
        for (std::size_t g = 0; g < one.groups.size(); ++g) {
            const Group& group = one.groups[g];
            const double half = stats::z95 * group.standard_error;
            if (group.n < least_people_shown) { continue; }
            outcome.groups.push_back({{"group", subject.grouping.labels[g]},
                                      {"n", group.n},
                                      {"mean", group.mean},
                                      {"mean_ci95", json::array({group.mean - half, group.mean + half})},
                                      {"quartile_1", group.quartiles[0]},
                                      {"median", group.quartiles[1]},
                                      {"quartile_3", group.quartiles[2]},
                                      {"mean_difference", group.difference},
                                      {"mean_difference_ci95", json::array({group.difference_ci95.low, group.difference_ci95.high})},
                                      {"mean_difference_adjusted", group.adjusted_difference},
                                      {"log10_p_holm", group.log10_p_holm},
                                      {"reference", g == one.favoured},
                                      {"verdict", g == one.favoured ? "reference" : group.found ? "disparity" : std::isnan(group.log10_p) ? "too_few" : "no_evidence"}});
        }
        explain_amounts(outcome);
        outcome.chart = chart(context, outcome.id, subject, one);
        return outcome;
    }

    static Chart chart(const AuditContext& context, const std::string& id, const Subject& subject, const Compared& one) {
        Chart chart;
        chart.kind = Chart::Kind::intervals;
        chart.title = Message(id + ".chart").text("column", context.name(one.column));
        chart.axis = Message(id + ".axis").text("column", context.name(one.column));
        chart.unit = Unit::number;
        const double least = context.limit("bias.amounts.gap");
        chart.limit_low = one.groups[one.favoured].mean * (1 - least);
        chart.limit_high = one.groups[one.favoured].mean * (1 + least);
        chart.limit_note = Message(id + ".limit_note").number("limit", least);
        for (std::size_t g = 0; g < one.groups.size() && chart.rows.size() < most_chart_rows; ++g) {
            const Group& group = one.groups[g];
            if (group.n < least_people_shown) { continue; }
            ChartRow row;
            row.label = subject.grouping.labels[g];
            row.label_term = spoken_label(row.label, subject.grouping.binned);
            row.value = group.mean;
            row.low = group.mean - stats::z95 * group.standard_error;
            row.high = group.mean + stats::z95 * group.standard_error;
            row.n = group.n;
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
