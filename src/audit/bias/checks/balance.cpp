#include <algorithm>
#include <array>
#include <cmath>

#include "audit/bias/checks/checks.h"
#include "audit/bias/counts/subjects.h"
#include "audit/bias/explain/findings.h"
#include "base/sort_few.h"
#include "stats/association_intervals.h"
#include "stats/disparity.h"
#include "stats/tests.h"

namespace klarsicht::bias {

namespace {

constexpr std::array<Role, 1> needs = {Role::protected_};
constexpr std::string_view least_representation = "bias.balance.representation";
constexpr std::string_view most_missing = "bias.balance.missing_share";
constexpr std::string_view least_ratio = "bias.selection_rate.ratio";
constexpr std::string_view alpha = "bias.group_gaps.alpha";
constexpr std::array limit_names = {least_representation, most_missing, least_ratio, alpha};
/// Groups of fewer people give estimates that say little (rule of thumb for the normal approximation).
constexpr std::uint64_t small_group = 30;

/// Who of a group is in the file, and what was decided about them and happened to them.
struct GroupCount {
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
    std::vector<GroupCount> groups;
    std::optional<std::size_t> favoured;
    GroupCount unknown;   ///< rows without a value
    std::uint64_t n = 0;  ///< rows with one

    double unknown_share() const { return stats::rate(unknown.n, n + unknown.n); }
};

/// How far the gap of a group to the favoured one could be, if everybody without a group belonged wherever it serves
/// best or worst.
stats::Interval gap_bounds(const GroupCount& own, const GroupCount& favoured, const stats::Fraction& unknown) {
    const auto rate = [](std::uint64_t k, std::uint64_t n) { return stats::rate(k, n); };
    const std::uint64_t not_selected = unknown.n - unknown.k;
    const stats::Fraction& them = favoured.decided;
    const stats::Fraction& us = own.decided;
    return {rate(us.k, us.n + not_selected) - rate(them.k + unknown.k, them.n + unknown.k),
            rate(us.k + unknown.k, us.n + unknown.k) - rate(them.k, them.n + not_selected)};
}

/// The fewest people that the bounds of a gap tell of: of the group, of the favoured one, and of those without one, if
/// there are any.
std::uint64_t people_of_bounds(const GroupCount& own, const GroupCount& favoured, const stats::Fraction& unknown) {
    const std::uint64_t least = std::min(own.decided.n, favoured.decided.n);
    return unknown.n == 0 ? least : std::min(least, unknown.n);
}

/// Normalised pointwise mutual information of belonging to a group and an event: 0 where they are independent, −1 never
/// together, 1 only together (G. Bouma, GSCL 2009). @param own how often it happens in the group @param all in all
/// groups
double npmi(const stats::Fraction& own, const stats::Fraction& all) {
    if (own.n == 0 || all.k == 0 || all.n == 0) { return stats::undefined; }
    if (own.k == 0) { return -1; }
    const double p = stats::rate(own.k, all.n);
    if (p == 1) { return stats::undefined; }
    return std::log(p / (stats::rate(own.n, all.n) * all.value())) / -std::log(p);
}

stats::Interval npmi_ci95(const stats::Fraction& own, const stats::Fraction& all) {
    stats::Contingency table(2, 2);
    table.add(0, 0, all.n - own.n - all.k + own.k);
    table.add(0, 1, all.k - own.k);
    table.add(1, 0, own.n - own.k);
    table.add(1, 1, own.k);
    return stats::association_intervals(table).npmi;
}

/// What was decided about everybody, and what happened.
struct Totals {
    stats::Fraction decided{0, 0};
    stats::Fraction happened{0, 0};

    /// Of the groups, and of those without one, about whom it may be told: with the others in it, totals less the
    /// groups that are shown would tell of them.
    static Totals of(const AuditContext& context, const Balance& balance) {
        Totals totals;
        const auto add = [&](stats::Fraction& to, const stats::Fraction& fraction) {
            if (!context.shows(fraction.n)) { return; }
            to.k += fraction.k;
            to.n += fraction.n;
        };
        const auto add_both = [&](const GroupCount& group) {
            add(totals.decided, group.decided);
            add(totals.happened, group.happened);
        };
        add_both(balance.unknown);
        for (const GroupCount& group : balance.groups) { add_both(group); }
        return totals;
    }
};

/// What stands out.
struct Remarkable {
    const GroupCount* missing_from = nullptr;  ///< the group farthest below its share
    const GroupCount* behind = nullptr;        ///< the group to which the outcome happens least, demonstrably
    const GroupCount* flips = nullptr;         ///< a group whose gap hangs on the people without a group
    const GroupCount* smallest = nullptr;
    bool much_unknown = false;

    std::string_view variant() const {
        if (missing_from != nullptr) { return "underrepresented"; }
        if (much_unknown) { return flips != nullptr ? "unknown_flips" : "unknown"; }
        if (behind != nullptr) { return "labels"; }
        return smallest != nullptr && smallest->n < small_group ? "small" : "none";
    }
    /// The group that the texts name.
    const GroupCount* told() const {
        if (missing_from != nullptr) { return missing_from; }
        if (variant() == "unknown_flips") { return flips; }
        return variant() == "labels" ? behind : smallest;
    }
    std::string_view headline() const {
        if (missing_from != nullptr) { return "population"; }
        if (much_unknown) { return "unknown"; }
        return behind != nullptr ? "labels" : "share";
    }
};

/// Who is in the file at all, before anybody decides: shares, labels, and people whose group nobody knows.
class BalanceCheck final : public Check {
public:
    const CheckInfo& info() const override {
        static const CheckInfo value{
            .id = "bias.balance", .area = Area::bias, .needs = needs, .any = false, .limits = limit_names};
        return value;
    }

    std::vector<Outcome> run(const AuditContext& context) const override {
        const std::vector<SubjectColumns> subjects = subjects_of(context, decision_columns(context));
        const std::vector<Subject>& measured = measured_subjects(context);
        std::vector<Outcome> outcomes;
        std::vector<Balance> balances;
        for (std::size_t s = 0; s < subjects.size(); ++s) {
            if (subjects[s].crossed) { continue; }
            const std::size_t groups = measured[s].grouping.labels.size();
            const std::size_t column = subjects[s].columns.front();
            const std::optional<Cube> cube = groups > 1 ? cube_by(context, column) : std::nullopt;
            if (cube) {
                balances.push_back(count(context, column, *cube));
                continue;
            }
            const std::string_view problem = measured[s].problem;
            outcomes.push_back(not_assessed(info(), measured[s].names));
            outcomes.back().needs = needs_of(groups == 1 ? "one_value" : problem.empty() ? "too_many_groups" : problem);
        }
        judge(context, balances);
        for (const Balance& balance : balances) { outcomes.push_back(finding(context, balance)); }
        if (outcomes.empty()) { return {not_assessed(info())}; }
        return outcomes;
    }

private:
    static GroupCount counted(const Cube::Cell& cell) {
        GroupCount group;
        for (std::size_t state = 0; state < cell.rows.size(); ++state) {
            const std::size_t outcome = state / 3;
            const std::size_t decision = state % 3;
            group.n += cell.rows[state];
            if (decision < 2) { group.decided.n += cell.rows[state]; }
            if (decision == 1) { group.decided.k += cell.rows[state]; }
            if (outcome < 2) { group.happened.n += cell.rows[state]; }
            if (outcome == 1) { group.happened.k += cell.rows[state]; }
        }
        return group;
    }

    static Balance count(const AuditContext& context, std::size_t column, const Cube& cube) {
        Balance balance;
        balance.column = column;
        const Cube::Part& part = cube.parts().front();
        balance.binned = part.groups.binned;
        std::vector<Cube::Cell> cells = cube.cells();
        if (balance.binned) { sort_few(cells, {}, &Cube::Cell::members); }
        const auto favoured = favoured_group(context, column, part.groups);
        const auto population = context.plan.population.find(context.name(column));
        const bool given = population != context.plan.population.end();
        double people = 0;
        if (given) {
            for (const auto& [label, share] : population->second) { people += share; }
        }
        for (const Cube::Cell& cell : cells) {
            GroupCount group = counted(cell);
            if (cell.members.front() == Grouping::none) {
                balance.unknown = group;
                continue;
            }
            group.label = part.groups.labels[cell.members.front()];
            if (given) {
                const auto share = population->second.find(group.label);
                if (share != population->second.end()) { group.population = share->second / people; }
            }
            if (favoured == cell.members.front()) { balance.favoured = balance.groups.size(); }
            balance.n += group.n;
            balance.groups.push_back(std::move(group));
        }
        return balance;
    }

    static void judge(const AuditContext& context, std::vector<Balance>& balances) {
        std::vector<double> evidence;
        for (Balance& balance : balances) {
            const auto n = static_cast<double>(balance.n);
            for (GroupCount& group : balance.groups) {
                if (group.population > 0 && group.population < 1) {
                    const double off = static_cast<double>(group.n) - n * group.population;
                    const double variance = n * group.population * (1 - group.population);
                    group.log10_p = stats::chi_squared_log10_p(off * off / variance, 1);
                }
                evidence.push_back(group.log10_p);
            }
        }
        const std::vector<double> holm = stats::holm_log10(evidence);
        const double chance = std::log10(context.limit(alpha));
        const double least = context.limit(least_representation);
        std::size_t i = 0;
        for (Balance& balance : balances) {
            for (GroupCount& group : balance.groups) {
                group.log10_p_holm = holm[i++];
                group.underrepresented = group.log10_p_holm < chance && group.representation(balance.n) < least;
            }
        }
    }

    static Remarkable remarkable(const AuditContext& context, const Balance& balance) {
        Remarkable found;
        found.much_unknown = balance.unknown_share() > context.limit(most_missing);
        for (const GroupCount& group : balance.groups) {
            // How many there are of a group may be told of the smallest too.
            const double represented = group.representation(balance.n);
            const GroupCount* missing = found.missing_from;
            if (group.underrepresented && (missing == nullptr || represented < missing->representation(balance.n))) {
                found.missing_from = &group;
            }
            if (found.smallest == nullptr || group.n < found.smallest->n) { found.smallest = &group; }
            if (!balance.favoured || &group == &balance.groups[*balance.favoured]) { continue; }
            const GroupCount& favoured = balance.groups[*balance.favoured];
            if (is_behind(context, group, favoured) &&
                (found.behind == nullptr || group.happened.value() < found.behind->happened.value())) {
                found.behind = &group;
            }
            const auto gap = [&](const GroupCount& to) {
                return std::fabs(to.decided.value() - favoured.decided.value());
            };
            if (can_flip(context, group, favoured, balance.unknown.decided) &&
                (found.flips == nullptr || gap(group) > gap(*found.flips))) {
                found.flips = &group;
            }
        }
        return found;
    }

    static bool is_behind(const AuditContext& context, const GroupCount& group, const GroupCount& favoured) {
        const stats::Fraction& own = group.happened;
        const stats::Fraction& theirs = favoured.happened;
        if (!context.shows(own.n) || !context.shows(theirs.n)) { return false; }
        return stats::katz_ratio(own.k, own.n, theirs.k, theirs.n).high < context.limit(least_ratio);
    }

    static bool can_flip(const AuditContext& context, const GroupCount& group, const GroupCount& favoured,
                         const stats::Fraction& unknown) {
        if (!context.shows(people_of_bounds(group, favoured, unknown))) { return false; }
        const stats::Fraction& own = group.decided;
        const stats::Fraction& theirs = favoured.decided;
        const stats::Interval bounds = gap_bounds(group, favoured, unknown);
        const double log10_p = stats::two_proportion_z(own.k, own.n, theirs.k, theirs.n).log10_p;
        return log10_p < std::log10(context.limit(alpha)) && bounds.low < 0 && bounds.high > 0;
    }

    /// Puts what the texts show of the group that they name.
    static void fill(const AuditContext& context, const Balance& balance, const GroupCount& told, Message& values) {
        values.group("group", told.label, balance.binned);
        values.number("share", stats::rate(told.n, balance.n)).number("population", told.population);
        if (balance.favoured) {
            const GroupCount& favoured = balance.groups[*balance.favoured];
            values.group("favoured", favoured.label, balance.binned);
            if (context.shows(std::min(told.happened.n, favoured.happened.n))) {
                values.number("rate", told.happened.value()).number("favoured_rate", favoured.happened.value());
            }
            const stats::Fraction& unknown = balance.unknown.decided;
            if (context.shows(people_of_bounds(told, favoured, unknown))) {
                const stats::Interval bounds = gap_bounds(told, favoured, unknown);
                values.number("low", bounds.low).number("high", bounds.high);
            }
        }
        if (const auto outcome = decision_columns(context).outcome) { values.text("outcome", context.name(*outcome)); }
    }

    Outcome finding(const AuditContext& context, const Balance& balance) const {
        const Remarkable found = remarkable(context, balance);
        const GroupCount* told = found.told();
        const std::string_view variant = found.variant();
        const bool warn = variant == "underrepresented" || variant == "unknown_flips";
        const bool low = variant == "unknown" || variant == "labels";
        const Status status = warn ? Status::warn : variant == "none" ? Status::pass : Status::info;
        const Severity severity = warn ? Severity::medium : low ? Severity::low : Severity::none;
        OutcomeBuilder texts(info(), status, severity, {context.name(balance.column)});
        texts.values.text("column", context.name(balance.column))
            .count("groups", balance.groups.size())
            .count("n", told == nullptr ? 0 : told->n)
            .count("all", balance.n)
            .count("unknown", balance.unknown.n)
            .number("unknown_share", balance.unknown_share());
        if (told != nullptr) { fill(context, balance, *told, texts.values); }
        texts.say(variant);
        if (status != Status::pass) { texts.headline(found.headline()).headline_note(found.headline()); }
        Outcome outcome = texts.make();
        outcome.metrics = metrics_of(context, balance, found.smallest);
        outcome.binned = balance.binned;
        const Totals totals = Totals::of(context, balance);
        for (std::size_t g = 0; g < balance.groups.size(); ++g) {
            outcome.groups.push_back(row_of(context, balance, g, totals));
        }
        explain_balance(outcome);
        outcome.chart = chart(outcome.id, balance, context);
        return outcome;
    }

    static Figures metrics_of(const AuditContext& context, const Balance& balance, const GroupCount* smallest) {
        double entropy = 0;
        for (const GroupCount& group : balance.groups) {
            const double share = stats::rate(group.n, balance.n);
            entropy -= share > 0 ? share * std::log(share) : 0;
        }
        const GroupCount& unknown = balance.unknown;
        Figures metrics;
        metrics.count("groups", balance.groups.size());
        metrics.size("rows_with_group", balance.n);
        metrics.size("rows_without_group", unknown.n);
        metrics.share("rows_without_group_share", balance.unknown_share()).opened();
        metrics.number("effective_groups", std::exp(entropy));
        if (smallest == nullptr) {
            metrics.none("smallest_group");
        } else {
            metrics.label("smallest_group", smallest->label);
        }
        metrics.flag("population_given", context.plan.population.contains(context.name(balance.column)));
        metrics.share("selection_rate_without_group", unknown.decided.value()).of(unknown.decided.n);
        metrics.share("base_rate_without_group", unknown.happened.value()).of(unknown.happened.n);
        return metrics;
    }

    /// Shares and what they are held against only say how many people there are, and so stay where the group is small.
    static Group row_of(const AuditContext& context, const Balance& balance, std::size_t place, const Totals& totals) {
        const GroupCount& group = balance.groups[place];
        const stats::Interval share = stats::wilson(group.n, balance.n);
        const stats::Interval represented = {share.low / group.population, share.high / group.population};
        Group row;
        row.people = group.n;
        Figures& figures = row.figures;
        figures.label("group", group.label);
        figures.size("n", group.n);
        figures.share("share", stats::rate(group.n, balance.n)).with(share).opened();
        figures.share("population_share", group.population).opened();
        figures.factor("representation_ratio", group.representation(balance.n)).with(represented).opened();
        figures.log10_p("log10_p_holm", group.log10_p_holm).opened();
        if (totals.happened.n > 0) {
            figures.share("base_rate", group.happened);
            add_npmi(context, figures, "npmi_outcome", group.happened, totals.happened);
        }
        if (totals.decided.n == 0) { return row; }
        figures.share("selection_rate", group.decided.value()).of(group.decided.n);
        add_npmi(context, figures, "npmi_decision", group.decided, totals.decided);
        if (!balance.favoured || *balance.favoured == place) { return row; }
        const GroupCount& favoured = balance.groups[*balance.favoured];
        const stats::Interval bounds = gap_bounds(group, favoured, balance.unknown.decided);
        const std::uint64_t people = people_of_bounds(group, favoured, balance.unknown.decided);
        figures.points("difference_at_least", bounds.low).of(people);
        figures.points("difference_at_most", bounds.high).of(people);
        return row;
    }

    static void add_npmi(const AuditContext& context, Figures& figures, std::string_view name,
                         const stats::Fraction& own, const stats::Fraction& all) {
        const bool counted = context.shows(own.n);  // else it is not in the totals
        const double value = counted ? npmi(own, all) : stats::undefined;
        figures.number(name, value).with(counted ? npmi_ci95(own, all) : stats::Interval()).of(own.n);
    }

    static Chart chart(const std::string& id, const Balance& balance, const AuditContext& context) {
        Chart chart;
        chart.kind = Chart::Kind::intervals;
        chart.title = Message(id + ".chart").text("column", context.name(balance.column));
        chart.axis = Message(id + ".axis");
        chart.unit = Unit::share;
        for (const GroupCount& group : balance.groups) {
            if (!context.shows(group.n)) { continue; }
            ChartRow row = ChartRow::of(group.label, balance.binned, {group.n, balance.n});
            row.n = row.people = group.n;
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
