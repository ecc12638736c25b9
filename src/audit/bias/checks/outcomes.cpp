#include <algorithm>
#include <array>
#include <cmath>

#include "audit/bias/checks/arms.h"
#include "audit/bias/checks/checks.h"
#include "audit/bias/counts/dividing_columns.h"
#include "audit/bias/counts/subjects.h"
#include "audit/rate_gap.h"
#include "table/not_known.h"
#include "table/trim.h"

namespace klarsicht::bias {

namespace {

constexpr std::array<Role, 1> needs = {Role::outcome};
constexpr std::string_view least_ratio = "bias.selection_rate.ratio";
constexpr std::string_view least_gap = "bias.outcomes.gap";
constexpr std::array<std::string_view, 5> limit_names = {least_ratio, "bias.group_gaps.negligible_ratio",
                                                         "bias.group_gaps.alpha", "bias.group_gaps.power", least_gap};

/// How often it happened to one group.
struct OutcomeRate {
    Gap gap;  ///< `own` is the group's rate; against the reference, unless it is that
    bool hidden = false;
    bool reference = false;
    bool nobody = false;  ///< those of whom the group is not known: no group to be held against another
    bool found = false;   ///< more than chance, and enough to matter

    bool told() const { return !hidden && gap.own.n > 0; }
    bool compared() const { return told() && !reference && !nobody && !std::isnan(gap.difference); }
    bool evident() const { return gap.verdict == GapVerdict::disparity || gap.verdict == GapVerdict::disparity_large; }
};

/// One column that says what happened, by one column that divides people.
struct Compared {
    const Divided* by = nullptr;
    std::size_t outcome = 0;
    std::vector<OutcomeRate> groups;
    std::optional<std::uint32_t> reference;
    std::uint64_t left_out = 0;
    std::string_view problem;  ///< ends a key `bias.groups.needs.<problem>`
};

void count(const AuditContext& context, Compared& one) {
    const std::vector<std::uint8_t> happened = positive_codes(context, one.outcome);
    const std::vector<std::uint32_t>& codes = context.table.columns[one.outcome].codes;
    const std::vector<std::uint32_t>& group_codes = context.table.columns[one.by->column].codes;
    one.groups.resize(one.by->groups.labels.size());
    for (std::size_t row = 0; row < codes.size(); ++row) {
        const std::uint32_t group = one.by->groups.group[group_codes[row]];
        const std::uint8_t state = happened[codes[row]];
        if (group == Grouping::none || state > 1) {
            ++one.left_out;
            continue;
        }
        ++one.groups[group].gap.own.n;
        one.groups[group].gap.own.k += state;
    }
}

/// The reference is the plan's favoured group, else the largest: nobody is held against a handful.
std::string_view problem_of(const Compared& one) {
    const auto many = [](const OutcomeRate& group) { return group.told() && group.gap.own.n >= least_people_shown; };
    if (one.groups.size() < 2) { return "one_value"; }
    if (!one.reference) { return "favoured_absent"; }
    if (!many(one.groups[*one.reference])) { return "favoured_few"; }
    return std::ranges::count_if(one.groups, many) < 2 ? "small_groups" : "";
}

Compared compare(const AuditContext& context, const Divided& by, const std::vector<std::uint8_t>& hidden,
                 std::size_t outcome) {
    Compared one{.by = &by, .outcome = outcome, .groups = {}, .reference = {}, .left_out = 0, .problem = by.problem};
    if (!one.problem.empty()) { return one; }
    count(context, one);
    for (std::size_t g = 0; g < one.groups.size(); ++g) {
        one.groups[g].hidden = hidden[g] != 0;
        one.groups[g].nobody = not_known(trim(by.groups.labels[g])) != NotKnown::no;
    }
    one.reference = favoured_group(context, by.column, by.groups);
    one.problem = problem_of(one);
    if (!one.problem.empty()) { return one; }
    one.groups[*one.reference].reference = true;
    const stats::Fraction theirs = one.groups[*one.reference].gap.own;
    const double independent = people_per_row(context);
    for (std::size_t g = 0; g < one.groups.size(); ++g) {
        OutcomeRate& group = one.groups[g];
        if (!group.told() || group.reference) { continue; }
        group.gap = compare_rates(group.gap.own, theirs, independent);
        group.gap.group = g;
    }
    return one;
}

/// Corrects for everything that was compared: every outcome, every column, every group.
std::size_t judge(const AuditContext& context, std::vector<Compared>& all) {
    std::vector<OutcomeRate*> groups;
    std::vector<Gap> gaps;
    for (Compared& one : all) {
        for (OutcomeRate& group : one.groups) {
            if (!one.problem.empty() || !group.compared()) { continue; }
            groups.push_back(&group);
            gaps.push_back(group.gap);
        }
    }
    judge_gaps(gaps, gap_limits(context));
    const double ratio = context.limit(least_ratio);
    const double least = context.limit(least_gap);
    for (std::size_t i = 0; i < groups.size(); ++i) {
        OutcomeRate& group = *groups[i];
        group.gap = gaps[i];
        const double own = group.gap.own.value();
        const double theirs = group.gap.favoured.value();
        const bool far = std::min(own, theirs) < ratio * std::max(own, theirs);
        group.found = group.evident() && (far || std::fabs(own - theirs) >= least);
    }
    return gaps.size();
}

/// What the groups that may be told of say together.
struct Told {
    const OutcomeRate* widest = nullptr;  ///< of those found; else of the evident; else of all
    std::size_t found = 0, compared = 0, too_few = 0;
    bool evident = false;
    bool large = false;

    explicit Told(const Compared& one) {
        const auto rank = [](const OutcomeRate& group) { return group.found ? 2 : group.evident() ? 1 : 0; };
        for (const OutcomeRate& group : one.groups) {
            if (!group.compared()) { continue; }
            ++compared;
            found += group.found ? 1 : 0;
            too_few += group.gap.verdict == GapVerdict::too_few ? 1 : 0;
            evident = evident || group.evident();
            large = large || (group.found && group.gap.verdict == GapVerdict::disparity_large);
            const double gap = std::fabs(group.gap.difference);
            if (widest == nullptr || rank(group) > rank(*widest) ||
                (rank(group) == rank(*widest) && gap > std::fabs(widest->gap.difference))) {
                widest = &group;
            }
        }
    }
    /// What happened was nobody's doing here: that people differ in it by job, schooling or place is worth knowing, no
    /// alarm; by what they are (sex, age, family) it is one before a model learns from it.
    Status status(bool is_trait) const {
        if (found > 0) { return is_trait ? Status::warn : Status::info; }
        return evident || too_few == compared ? Status::info : Status::pass;
    }
    Severity severity(bool is_protected) const {
        if (found == 0) { return Severity::none; }
        return large && is_protected ? Severity::medium : Severity::low;
    }
    std::string_view variant() const {
        if (found == 1) { return "found"; }
        if (found > 1) { return found < compared ? "found_many" : found == 2 ? "found_both" : "found_all"; }
        if (evident) { return "small"; }
        return too_few == compared ? "too_few" : too_few > 0 ? "none_some_too_few" : "none";
    }
};

Group row_of(const OutcomeRate& rate, const std::string& label) {
    Group group = happened_group(rate.gap, label, rate.gap.own.n, rate.hidden, rate.reference);
    if (rate.reference) { return group; }
    Figures& figures = group.figures;
    const auto probability = [](double log10_p) {
        return std::isnan(log10_p) ? stats::undefined : stats::from_log10(log10_p);
    };
    figures.points("difference", rate.gap.difference).with(rate.gap.difference_ci95);
    figures.factor("ratio", rate.gap.ratio).with(rate.gap.ratio_ci95);
    figures.p_value("p", rate.gap.z.p);
    figures.p_value("p_exact", probability(rate.gap.log10_p_exact));
    figures.p_value("p_holm", probability(rate.gap.log10_p_holm));
    figures.log10_p("log10_p_holm", rate.gap.log10_p_holm);
    figures.points("minimum_detectable_difference", rate.gap.detectable);
    // Few people are no secret, what happened to them is.
    Figure& verdict = figures.word("verdict", rate.hidden ? name_of(GapVerdict::too_few) : name_of(rate.gap.verdict));
    if (rate.hidden) { verdict.opened(); }
    return group;
}

Chart chart_of(const std::string& id, const AuditContext& context, const Compared& one) {
    const stats::Fraction& theirs = one.groups[*one.reference].gap.own;
    const double ratio = context.limit(least_ratio);
    const CodeGroups& groups = one.by->groups;
    Chart chart;
    chart.kind = Chart::Kind::intervals;
    chart.title = Message(id + ".chart").text("outcome", context.name(one.outcome));
    chart.axis = Message(id + ".axis").text("outcome", context.name(one.outcome));
    chart.unit = Unit::share;
    chart.limit_low = theirs.value() * ratio;
    chart.limit_high = std::min(1.0, theirs.value() / ratio);
    chart.limit_note = Message(id + ".limit_note").number("low", ratio).number("high", 1 / ratio);
    std::vector<std::size_t> drawn;
    for (std::size_t g = 0; g < one.groups.size(); ++g) {
        if (one.groups[g].told() && one.groups[g].gap.own.n >= least_people_shown) { drawn.push_back(g); }
    }
    for (const std::size_t g : drawn) {
        ChartRow& row = chart.rows.emplace_back(ChartRow::of(groups.labels[g], groups.binned, one.groups[g].gap.own));
        row.reference = one.groups[g].reference;
        row.status = one.groups[g].found ? Status::warn : Status::info;
    }
    return chart;
}

/// What really happened, by group, where nobody was chosen for anything.
class Outcomes final : public Check {
public:
    const CheckInfo& info() const override {
        static const CheckInfo value{.id = "bias.outcomes",
                                     .area = Area::bias,
                                     .needs = needs,
                                     .any = false,
                                     .limits = limit_names,
                                     .answers = true};
        return value;
    }

    std::vector<Outcome> run(const AuditContext& context) const override {
        // With a decision, what happened is compared beside it, and told with the crossed groups.
        if (context.first_with(Role::decision)) { return {cannot("decided")}; }
        std::vector<std::size_t> outcomes = known_outcomes(context);
        if (outcomes.empty()) { return {asked_or_not_assessed(info(), context)}; }
        const std::vector<Divided> columns = dividing_columns(context);
        // Of an amount the means are compared, by the protected columns: bias.amounts.
        const bool amounts = context.first_with(Role::protected_).has_value();
        std::erase_if(outcomes, [&](std::size_t c) { return amounts && is_amount(context, c); });
        if (outcomes.empty()) { return {not_assessed(info())}; }
        if (columns.empty()) { return {cannot("groups")}; }
        const std::vector<std::vector<std::uint8_t>> hidden = hidden_groups(context, columns);
        std::vector<Compared> all;
        for (const std::size_t outcome : outcomes) {
            for (std::size_t c = 0; c < columns.size(); ++c) {
                all.push_back(compare(context, columns[c], hidden[c], outcome));
            }
        }
        const std::size_t comparisons = judge(context, all);
        std::vector<Outcome> found;
        for (const Compared& one : all) {
            found.push_back(one.problem.empty() ? finding(context, one, comparisons)
                                                : not_compared(context, one, one.problem));
        }
        return found;
    }

private:
    Outcome cannot(std::string_view why) const {
        Outcome outcome = not_assessed(info());
        outcome.needs = Message(std::string(info().id) + ".needs." + std::string(why));
        return outcome;
    }

    Outcome not_compared(const AuditContext& context, const Compared& one, std::string_view problem) const {
        Outcome outcome = not_assessed(info(), {context.name(one.by->column), context.name(one.outcome)});
        outcome.needs = needs_of(problem);
        return outcome;
    }

    /// Whether the column says what somebody is, in the sense of the law or by birth and family.
    static bool is_trait(const AuditContext& context, const Divided& by) {
        constexpr std::array<std::string_view, 4> traits = {"marital_status", "nationality", "language", "household"};
        return by.is_protected || std::ranges::find(traits, context.meaning(by.column)) != traits.end();
    }

    Outcome finding(const AuditContext& context, const Compared& one, std::size_t comparisons) const {
        const Told told(one);
        if (told.widest == nullptr) { return not_compared(context, one, "small_groups"); }
        const Gap& gap = told.widest->gap;
        const CodeGroups& groups = one.by->groups;
        const std::string& by = context.name(one.by->column);
        const std::string& happened = context.name(one.outcome);
        const std::string& reference = groups.labels[*one.reference];
        const std::string value = positive_value(context, one.outcome);
        const bool trait = is_trait(context, *one.by);
        OutcomeBuilder texts(info(), told.status(trait), told.severity(one.by->is_protected), {by, happened});
        texts.values.text("column", by)
            .text("outcome", happened)
            .text("value", value)
            .group("group", groups.labels[gap.group], groups.binned)
            .group("favoured", reference, groups.binned)
            .count("k", gap.own.k)
            .count("n", gap.own.n)
            .number("rate", gap.own.value())
            .count("favoured_k", gap.favoured.k)
            .count("favoured_n", gap.favoured.n)
            .number("favoured_rate", gap.favoured.value())
            .number("low", std::min(std::fabs(gap.difference_ci95.low), std::fabs(gap.difference_ci95.high)))
            .number("high", std::max(std::fabs(gap.difference_ci95.low), std::fabs(gap.difference_ci95.high)))
            .number("p", gap.log10_p_holm)
            .number("detectable", gap.detectable)
            .count("comparisons", comparisons)
            .count("groups", told.compared)
            .count("found", told.found)
            .count("too_few", told.too_few);
        texts.title(told.found > 0 ? "found" : told.variant()).summary(told.variant()).headline();
        if (told.evident) { texts.headline_note(); }
        if (told.found > 0) {
            texts.remedy(trait ? "protected" : "other");
        } else {
            texts.remedy(told.too_few == told.compared && !told.evident ? "too_few" : "");
        }
        Outcome outcome = texts.make();
        Figures& metrics = outcome.metrics;
        metrics.text("outcome", happened);
        metrics.text("outcome_value", value);
        metrics.label("favoured", reference);
        metrics.size("rows_left_out", one.left_out);
        metrics.count("comparisons", comparisons);
        metrics.count("groups_found", told.found);
        outcome.binned = groups.binned;
        for (std::size_t g = 0; g < one.groups.size(); ++g) {
            if (one.groups[g].gap.own.n > 0) { outcome.groups.push_back(row_of(one.groups[g], groups.labels[g])); }
        }
        outcome.chart = chart_of(outcome.id, context, one);
        return outcome;
    }
};

}  // namespace

const Check& outcomes() {
    static const Outcomes check;
    return check;
}

}  // namespace klarsicht::bias
