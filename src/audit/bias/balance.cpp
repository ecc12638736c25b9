#include <algorithm>
#include <array>
#include <cmath>

#include "audit/bias/checks.h"
#include "audit/bias/explain_findings.h"
#include "audit/bias/subjects.h"
#include "stats/association_intervals.h"
#include "stats/disparity.h"
#include "stats/tests.h"

namespace klarsicht::bias {

namespace {

constexpr std::array<Role, 1> needs = {Role::protected_};
constexpr std::array<std::string_view, 4> limit_names = {"bias.balance.representation", "bias.balance.missing_share", "bias.selection_rate.ratio", "bias.group_gaps.alpha"};
constexpr std::size_t most_chart_rows = 12;
/// Groups of fewer people give estimates that say little (rule of thumb for the normal approximation).
constexpr std::uint64_t small_group = 30;

struct Group {
    std::string label;
    std::uint64_t n = 0;
    stats::Fraction decided{0, 0};
    stats::Fraction happened{0, 0};
    double population = stats::undefined;  ///< share in the reference population
    double log10_p = stats::undefined;     ///< of the share against it
    double log10_p_holm = stats::undefined;
    bool underrepresented = false;

    double representation(std::uint64_t all) const { return stats::rate(n, all) / population; }
};

struct Balance {
    std::size_t column = 0;
    bool binned = false;
    std::vector<Group> groups;
    std::optional<std::size_t> favoured;
    Group unknown;      ///< rows without a value
    std::uint64_t n = 0;  ///< rows with one
};

/// How far the gap of a group to the favoured one could be, if everybody without a group belonged wherever it serves best or worst.
stats::Interval gap_bounds(const Group& own, const Group& favoured, const stats::Fraction& unknown) {
    const auto rate = [](std::uint64_t k, std::uint64_t n) { return stats::rate(k, n); };
    const std::uint64_t not_selected = unknown.n - unknown.k;
    return {rate(own.decided.k, own.decided.n + not_selected) - rate(favoured.decided.k + unknown.k, favoured.decided.n + unknown.k),
            rate(own.decided.k + unknown.k, own.decided.n + unknown.k) - rate(favoured.decided.k, favoured.decided.n + not_selected)};
}

/// Normalised pointwise mutual information of belonging to a group and an event: 0 where they are independent, −1 never together, 1 only together
/// (G. Bouma, GSCL 2009).
double npmi(std::uint64_t together, std::uint64_t group, std::uint64_t event, std::uint64_t all) {
    if (group == 0 || event == 0 || all == 0) { return stats::undefined; }
    if (together == 0) { return -1; }
    const double p = stats::rate(together, all);
    if (p == 1) { return stats::undefined; }
    return std::log(p / (stats::rate(group, all) * stats::rate(event, all))) / -std::log(p);
}

stats::Interval npmi_ci95(std::uint64_t together, std::uint64_t group, std::uint64_t event, std::uint64_t all) {
    stats::Contingency table(2, 2);
    table.add(0, 0, all - group - event + together);
    table.add(0, 1, event - together);
    table.add(1, 0, group - together);
    table.add(1, 1, together);
    return stats::association_intervals(table).npmi;
}

/// Who is in the file at all, before anybody decides: shares, labels, and people whose group nobody knows.
class BalanceCheck final : public Check {
public:
    const CheckInfo& info() const override {
        static const CheckInfo value{.id = "bias.balance", .area = Area::bias, .needs = needs, .any = false, .limits = limit_names};
        return value;
    }

    std::vector<Outcome> run(const AuditContext& context) const override {
        const std::vector<SubjectColumns> subjects = subjects_of(context, decision_columns(context));
        const std::vector<Subject>& measured = measured_subjects(context);
        std::vector<Outcome> outcomes;
        std::vector<Balance> balances;
        for (std::size_t s = 0; s < subjects.size(); ++s) {
            if (subjects[s].crossed) { continue; }
            const bool countable = measured[s].grouping.labels.size() > 1;
            const std::optional<Cube> cube = countable ? cube_by(context, subjects[s].columns.front()) : std::nullopt;
            if (!cube) {
                outcomes.push_back(not_assessed(info(), measured[s].names));
                outcomes.back().needs = needs_of(measured[s].grouping.labels.size() == 1 ? std::string_view("one_value") : measured[s].problem.empty() ? std::string_view("too_many_groups") : measured[s].problem);
                continue;
            }
            balances.push_back(count(context, subjects[s].columns.front(), *cube));
        }
        judge(context, balances);
        for (const Balance& balance : balances) { outcomes.push_back(finding(context, balance)); }
        if (outcomes.empty()) { return {not_assessed(info())}; }
        return outcomes;
    }

private:
    static Balance count(const AuditContext& context, std::size_t column, const Cube& cube) {
        Balance balance;
        balance.column = column;
        const Cube::Part& part = cube.parts().front();
        balance.binned = part.groups.binned;
        std::vector<Cube::Cell> cells = cube.cells();
        if (balance.binned) { std::ranges::sort(cells, {}, &Cube::Cell::members); }
        const auto favoured = favoured_group(context, column, part.groups);
        const auto population = context.plan.population.find(context.name(column));
        double people = 0;
        if (population != context.plan.population.end()) {
            for (const auto& [label, share] : population->second) { people += share; }
        }
        for (const Cube::Cell& cell : cells) {
            Group group;
            for (std::size_t state = 0; state < cell.rows.size(); ++state) {
                const std::size_t outcome = state / 3;
                const std::size_t decision = state % 3;
                group.n += cell.rows[state];
                if (decision < 2) { group.decided.n += cell.rows[state]; }
                if (decision == 1) { group.decided.k += cell.rows[state]; }
                if (outcome < 2) { group.happened.n += cell.rows[state]; }
                if (outcome == 1) { group.happened.k += cell.rows[state]; }
            }
            if (cell.members.front() == Grouping::none) {
                balance.unknown = group;
                continue;
            }
            group.label = part.groups.labels[cell.members.front()];
            if (population != context.plan.population.end()) {
                if (const auto share = population->second.find(group.label); share != population->second.end()) { group.population = share->second / people; }
            }
            if (favoured == cell.members.front()) { balance.favoured = balance.groups.size(); }
            balance.n += group.n;
            balance.groups.push_back(std::move(group));
        }
        return balance;
    }

    static void judge(const AuditContext& context, std::vector<Balance>& balances) {
        std::vector<Group*> all;
        std::vector<double> evidence;
        for (Balance& balance : balances) {
            for (Group& group : balance.groups) {
                const auto n = static_cast<double>(balance.n);
                if (group.population > 0 && group.population < 1) {
                    const double off = static_cast<double>(group.n) - n * group.population;
                    group.log10_p = stats::chi_squared_log10_p(off * off / (n * group.population * (1 - group.population)), 1);
                }
                all.push_back(&group);
                evidence.push_back(group.log10_p);
            }
        }
        const std::vector<double> holm = stats::holm_log10(evidence);
        const double alpha = std::log10(context.limit("bias.group_gaps.alpha"));
        std::size_t i = 0;
        for (Balance& balance : balances) {
            for (Group& group : balance.groups) {
                group.log10_p_holm = holm[i++];
                group.underrepresented = group.log10_p_holm < alpha && group.representation(balance.n) < context.limit("bias.balance.representation");
            }
        }
    }

    Outcome finding(const AuditContext& context, const Balance& balance) const {
        const double ratio = context.limit("bias.selection_rate.ratio");
        const Group* missing_from = nullptr;  // the group farthest below its share
        const Group* behind = nullptr;        // the group to which the outcome happens least, demonstrably
        const Group* flips = nullptr;         // a group whose gap hangs on the people without a group
        const Group* smallest = nullptr;
        const double unknown_share = stats::rate(balance.unknown.n, balance.n + balance.unknown.n);
        for (const Group& group : balance.groups) {
            if (group.underrepresented && (missing_from == nullptr || group.representation(balance.n) < missing_from->representation(balance.n))) { missing_from = &group; }
            if (smallest == nullptr || group.n < smallest->n) { smallest = &group; }
            if (!balance.favoured || &group == &balance.groups[*balance.favoured]) { continue; }
            const Group& favoured = balance.groups[*balance.favoured];
            const stats::Interval labels = stats::katz_ratio(group.happened.k, group.happened.n, favoured.happened.k, favoured.happened.n);
            if (labels.high < ratio && (behind == nullptr || group.happened.value() < behind->happened.value())) { behind = &group; }
            const double gap = group.decided.value() - favoured.decided.value();
            const stats::Interval bounds = gap_bounds(group, favoured, balance.unknown.decided);
            const bool evidence = stats::two_proportion_z(group.decided.k, group.decided.n, favoured.decided.k, favoured.decided.n).log10_p < std::log10(context.limit("bias.group_gaps.alpha"));
            if (evidence && bounds.low < 0 && bounds.high > 0 && (flips == nullptr || std::fabs(gap) > std::fabs(flips->decided.value() - favoured.decided.value()))) { flips = &group; }
        }
        const bool much_unknown = unknown_share > context.limit("bias.balance.missing_share");
        const std::string variant = missing_from != nullptr ? "underrepresented" : much_unknown ? (flips != nullptr ? "unknown_flips" : "unknown") : behind != nullptr ? "labels" : smallest != nullptr && smallest->n < small_group ? "small" : "none";
        const bool warn = variant == "underrepresented" || variant == "unknown_flips";
        const Status status = warn ? Status::warn : variant == "none" ? Status::pass : Status::info;
        Outcome outcome = outcome_of(info(), status, warn ? Severity::medium : variant == "unknown" || variant == "labels" ? Severity::low : Severity::none, {context.name(balance.column)});
        const Group* told = missing_from != nullptr ? missing_from : variant == "unknown_flips" ? flips : variant == "labels" ? behind : smallest;
        const auto fill = [&](Message message) {
            message.text("column", context.name(balance.column))
                .count("groups", balance.groups.size())
                .count("n", told == nullptr ? 0 : told->n)
                .count("all", balance.n)
                .count("unknown", balance.unknown.n)
                .number("unknown_share", unknown_share);
            if (told != nullptr) {
                message.group("group", told->label, balance.binned).number("share", stats::rate(told->n, balance.n)).number("population", told->population);
                if (balance.favoured) {
                    const Group& favoured = balance.groups[*balance.favoured];
                    const stats::Interval bounds = gap_bounds(*told, favoured, balance.unknown.decided);
                    message.group("favoured", favoured.label, balance.binned)
                        .number("rate", told->happened.value())
                        .number("favoured_rate", favoured.happened.value())
                        .number("low", bounds.low)
                        .number("high", bounds.high);
                }
                if (const auto outcome_column = context.first_with(Role::outcome)) { message.text("outcome", context.name(*outcome_column)); }
            }
            return message;
        };
        outcome.title = fill(Message(outcome.id + ".title." + variant));
        outcome.summary = fill(Message(outcome.id + ".summary." + variant));
        if (status != Status::pass) {
            const std::string headline = missing_from != nullptr ? "population" : variant.starts_with("unknown") ? "unknown" : variant == "labels" ? "labels" : "share";
            outcome.headline = fill(Message(outcome.id + ".headline." + headline));
            outcome.headline_note = fill(Message(outcome.id + ".headline_note." + headline));
        }
        stats::Fraction decided = balance.unknown.decided;
        stats::Fraction happened = balance.unknown.happened;
        double entropy = 0;
        for (const Group& group : balance.groups) {
            decided.n += group.decided.n;
            decided.k += group.decided.k;
            happened.n += group.happened.n;
            happened.k += group.happened.k;
            const double share = stats::rate(group.n, balance.n);
            entropy -= share > 0 ? share * std::log(share) : 0;
        }
        outcome.metrics = {{"groups", balance.groups.size()},
                           {"rows_with_group", balance.n},
                           {"rows_without_group", balance.unknown.n},
                           {"rows_without_group_share", unknown_share},
                           {"effective_groups", std::exp(entropy)},
                           {"smallest_group", smallest == nullptr ? json(nullptr) : json(smallest->label)},
                           {"population_given", context.plan.population.contains(context.name(balance.column))},
                           {"selection_rate_without_group", balance.unknown.decided.value()},
                           {"base_rate_without_group", balance.unknown.happened.value()}};
        outcome.binned = balance.binned;
        for (std::size_t g = 0; g < balance.groups.size(); ++g) { outcome.groups.push_back(to_json(balance, g, decided, happened)); }
        explain_balance(outcome);
        outcome.chart = chart(context, outcome.id, balance);
        return outcome;
    }

    static json to_json(const Balance& balance, std::size_t place, const stats::Fraction& decided, const stats::Fraction& happened) {
        const Group& group = balance.groups[place];
        const stats::Interval share = stats::wilson(group.n, balance.n);
        json result = {{"group", group.label},
                       {"n", group.n},
                       {"share", stats::rate(group.n, balance.n)},
                       {"share_ci95", json::array({share.low, share.high})},
                       {"population_share", group.population},
                       {"representation_ratio", group.representation(balance.n)},
                       {"representation_ratio_ci95", pair({share.low / group.population, share.high / group.population})},
                       {"log10_p_holm", group.log10_p_holm}};
        if (happened.n > 0) {
            result["base_rate"] = group.happened.value();
            result["base_rate_ci95"] = json::array({group.happened.ci95().low, group.happened.ci95().high});
            result["npmi_outcome"] = npmi(group.happened.k, group.happened.n, happened.k, happened.n);
            result["npmi_outcome_ci95"] = pair(npmi_ci95(group.happened.k, group.happened.n, happened.k, happened.n));
        }
        if (decided.n > 0) {
            result["selection_rate"] = group.decided.value();
            result["npmi_decision"] = npmi(group.decided.k, group.decided.n, decided.k, decided.n);
            result["npmi_decision_ci95"] = pair(npmi_ci95(group.decided.k, group.decided.n, decided.k, decided.n));
            if (balance.favoured && *balance.favoured != place) {
                const stats::Interval bounds = gap_bounds(group, balance.groups[*balance.favoured], balance.unknown.decided);
                result["difference_at_least"] = bounds.low;
                result["difference_at_most"] = bounds.high;
            }
        }
        return result;
    }

    static Chart chart(const AuditContext& context, const std::string& id, const Balance& balance) {
        Chart chart;
        chart.kind = Chart::Kind::intervals;
        chart.title = Message(id + ".chart").text("column", context.name(balance.column));
        chart.axis = Message(id + ".axis");
        chart.unit = Unit::share;
        for (const Group& group : balance.groups) {
            if (chart.rows.size() == most_chart_rows) { break; }
            if (group.n < least_people_shown) { continue; }
            ChartRow row;
            row.label = group.label;
            row.label_term = spoken_label(row.label, balance.binned);
            const stats::Interval share = stats::wilson(group.n, balance.n);
            row.value = stats::rate(group.n, balance.n);
            row.low = share.low;
            row.high = share.high;
            row.n = group.n;
            row.status = group.underrepresented ? Status::warn : Status::info;
            chart.rows.push_back(std::move(row));
        }
        if (chart.rows.empty()) { chart = {}; }
        return chart;
    }
};

}  // namespace

const Check& balance() {
    static const BalanceCheck check;
    return check;
}

}  // namespace klarsicht::bias
