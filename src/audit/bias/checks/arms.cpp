#include "audit/bias/checks/arms.h"

#include <algorithm>
#include <cmath>

#include "audit/bias/counts/dividing_columns.h"
#include "audit/bias/counts/subjects.h"
#include "audit/rate_gap.h"
#include "audit/small_cells.h"
#include "audit/suggest.h"
#include "audit/understanding.h"
#include "base/shortest_number.h"
#include "base/word_list.h"

namespace klarsicht::bias {

namespace {

constexpr std::size_t most_outcomes = 6;
constexpr std::size_t most_arms = 12;

/// Where no groups are compared the test is the file's main comparison, else one more beside it.
std::string_view alpha_of(const AuditContext& context) {
    const bool groups = context.first_with(Role::decision) || !dividing_columns(context).empty();
    return groups ? "bias.further.alpha" : "bias.group_gaps.alpha";
}

/// One arm of the treatment held against the control group: `gap.own` is the arm, `gap.favoured` the control.
struct Arm {
    std::uint32_t group = 0;
    bool hidden = false;
    bool is_control = false;
    Gap gap;

    bool compared() const { return !hidden && !is_control && !std::isnan(gap.difference); }
};

/// What happened in each arm, by one column that says it.
struct Effect {
    std::size_t outcome = 0;
    std::vector<Arm> arms;
    std::uint64_t left_out = 0;     ///< rows without a known arm or outcome
    std::uint64_t without_arm = 0;  ///< of whom the outcome is known all the same
    const Arm& control() const { return *std::ranges::find_if(arms, &Arm::is_control); }
};

/// Says in its name that nothing was done to these people: what happened to them would have happened anyway.
bool did_nothing(std::string_view control) {
    const std::string plain = plain_name(control);
    return std::ranges::any_of(word_list("bias", "no_action"),
                               [&](std::string_view word) { return name_matches(plain, word); });
}

Effect counted(const AuditContext& context, const Campaign& campaign, const CodeGroups& groups, std::size_t outcome) {
    const std::vector<std::uint8_t> happened = positive_codes(context, outcome);
    const std::vector<std::uint32_t>& arm_codes = context.table.columns[campaign.column].codes;
    const std::vector<std::uint32_t>& codes = context.table.columns[outcome].codes;
    Effect effect{.outcome = outcome, .arms = std::vector<Arm>(groups.labels.size())};
    for (std::size_t row = 0; row < codes.size(); ++row) {
        const std::uint32_t group = groups.group[arm_codes[row]];
        const std::uint8_t state = happened[codes[row]];
        if (group == Grouping::none || state > 1) {
            ++effect.left_out;
            effect.without_arm += state > 1 ? 0 : 1;
            continue;
        }
        ++effect.arms[group].gap.own.n;
        effect.arms[group].gap.own.k += state;
    }
    for (std::uint32_t code = 0; code < campaign.arm.size(); ++code) {
        if (campaign.arm[code] == 0) { effect.arms[groups.group[code]].is_control = true; }
    }
    for (std::uint32_t g = 0; g < effect.arms.size(); ++g) { effect.arms[g].group = g; }
    return effect;
}

/// Of an arm of few people nothing is told, nor of another from which and from everybody's it would follow.
void hide_small(const AuditContext& context, Effect& effect) {
    const std::vector<std::vector<std::uint32_t>> members(effect.arms.size() + 1);
    std::vector<std::uint64_t> people;
    for (const Arm& arm : effect.arms) { people.push_back(arm.gap.own.n); }
    people.push_back(effect.without_arm);  // everybody less the arms
    const std::vector<std::uint8_t> hidden = hidden_cells(members, people, std::vector<std::vector<std::size_t>>(1));
    for (std::size_t i = 0; i < effect.arms.size(); ++i) {
        Arm& arm = effect.arms[i];
        arm.hidden = arm.gap.own.n < least_people_shown || (!context.options.show_values && hidden[i] != 0);
    }
}

void compare(Effect& effect, double independent) {
    const stats::Fraction control = effect.control().gap.own;
    if (effect.control().hidden) { return; }
    for (Arm& arm : effect.arms) {
        if (arm.is_control || arm.hidden) { continue; }
        const std::uint32_t group = arm.group;
        arm.gap = compare_rates(arm.gap.own, control, independent);
        arm.gap.group = group;
    }
}

/// All arms and outcomes are compared together.
void judge(std::vector<Effect>& effects, const GapLimits& limits) {
    std::vector<Gap> gaps;
    for (const Effect& effect : effects) {
        for (const Arm& arm : effect.arms) {
            if (arm.compared()) { gaps.push_back(arm.gap); }
        }
    }
    judge_gaps(gaps, limits);
    std::size_t i = 0;
    for (Effect& effect : effects) {
        for (Arm& arm : effect.arms) {
            if (arm.compared()) { arm.gap = gaps[i++]; }
        }
    }
}

/// What the arms say together about one outcome.
struct Told {
    const Arm* arm = nullptr;  ///< the worst where one does worse than none, else the best, or the widest
    std::string_view variant = "overall.few";
    double anyway = stats::undefined;  ///< of those to whom it happened in the arm, who would have come without
    bool enough = false;               ///< an effect that matters would have shown

    Status status() const {
        if (variant == "overall.less" || variant == "overall.anyway") { return Status::warn; }
        return variant == "overall.more" || (variant == "overall.none" && enough) ? Status::pass : Status::info;
    }
};

Told told_of(const AuditContext& context, const Effect& effect, double log10_alpha) {
    Told told;
    const auto evident = [&](const Arm& arm) { return arm.gap.log10_p_holm < log10_alpha; };
    const auto graver = [&](const Arm& arm) {
        if (told.arm == nullptr) { return true; }
        const bool own = evident(arm), theirs = evident(*told.arm);
        if (own != theirs) { return own; }
        if (own && arm.gap.less() != told.arm->gap.less()) { return arm.gap.less(); }
        return std::fabs(arm.gap.difference) > std::fabs(told.arm->gap.difference);
    };
    for (const Arm& arm : effect.arms) {
        if (arm.compared() && graver(arm)) { told.arm = &arm; }
    }
    if (told.arm == nullptr) { return told; }
    const Gap& gap = told.arm->gap;
    const double matters = std::max(context.limit("bias.uplift.gap"), 0.2 * gap.favoured.value());
    told.enough = gap.detectable <= matters;
    if (!evident(*told.arm)) {
        told.variant = "overall.none";
    } else if (gap.less()) {
        told.variant = "overall.less";
    } else {
        told.anyway = gap.favoured.value() / gap.own.value();
        const bool most = told.anyway >= context.limit("bias.uplift.anyway");
        told.variant = most && did_nothing(context.plan.treatment->control) ? "overall.anyway" : "overall.more";
    }
    return told;
}

Group group_of(const Arm& arm, const std::string& label, const stats::Fraction& control) {
    const std::uint64_t people = arm.is_control ? arm.gap.own.n : std::min(arm.gap.own.n, control.n);
    Group group = happened_group(arm.gap, label, people, arm.hidden, arm.is_control);
    if (arm.is_control) { return group; }
    Figures& figures = group.figures;
    figures.points("uplift", arm.gap.difference).with(arm.gap.difference_ci95);
    figures.factor("ratio", arm.gap.ratio).with(arm.gap.ratio_ci95);
    figures.p_value("p", arm.gap.z.p);
    figures.log10_p("log10_p_holm", arm.gap.log10_p_holm);
    figures.points("minimum_detectable_difference", arm.gap.detectable);
    return group;
}

Chart chart_of(const std::string& id, const AuditContext& context, const Effect& effect, const CodeGroups& groups) {
    Chart chart;
    chart.kind = Chart::Kind::intervals;
    chart.title = Message(id + ".chart.overall").text("outcome", context.name(effect.outcome));
    chart.axis = Message(id + ".axis.overall").text("outcome", context.name(effect.outcome));
    chart.unit = Unit::share;
    for (const Arm& arm : effect.arms) {
        if (arm.hidden) { continue; }
        chart.rows.push_back(ChartRow::of(groups.labels[arm.group], groups.binned, arm.gap.own));
        chart.rows.back().reference = arm.is_control;
    }
    return chart.rows.size() < 2 ? Chart{} : chart;
}

Outcome finding(const CheckInfo& info, const AuditContext& context, const Campaign& campaign, const CodeGroups& groups,
                const Effect& effect, double log10_alpha) {
    const Told told = told_of(context, effect, log10_alpha);
    const Status status = told.status();
    const std::string& outcome_name = context.name(effect.outcome);
    OutcomeBuilder builder(info, status, status == Status::warn ? Severity::low : Severity::none,
                           {context.name(campaign.column), outcome_name});
    const std::string control = context.shown(campaign.column, context.plan.treatment->control);
    builder.values.text("outcome", outcome_name).text("control", control);
    builder.values.text("column", context.name(campaign.column)).count("least", least_people_shown);
    if (told.arm != nullptr) {
        const Gap& gap = told.arm->gap;
        builder.values.group("group", groups.labels[told.arm->group], groups.binned)
            .number("treated", gap.own.value())
            .number("not_treated", gap.favoured.value())
            .count("n", gap.own.n)
            .count("control_n", gap.favoured.n)
            .number("uplift", gap.difference)
            .number("low", gap.difference_ci95.low)
            .number("high", gap.difference_ci95.high)
            .number("anyway", 100 * told.anyway)
            .number("detectable", gap.detectable)
            .number("p", gap.log10_p_holm);
        builder.headline("overall").headline_note("overall");
    }
    builder.say(told.variant).remedy("overall").why("overall");
    Outcome outcome = builder.make();
    outcome.metrics.text("treatment", context.name(campaign.column));
    outcome.metrics.text("outcome", outcome_name);
    outcome.metrics.text("control", control);
    outcome.metrics.size("rows_left_out", effect.left_out);
    outcome.binned = groups.binned;
    for (const Arm& arm : effect.arms) {
        outcome.groups.push_back(group_of(arm, groups.labels[arm.group], effect.control().gap.own));
    }
    outcome.chart = chart_of(outcome.id, context, effect, groups);
    return outcome;
}

}  // namespace

std::string positive_value(const AuditContext& context, std::size_t outcome) {
    const Positive& positive = context.plan.positive.at(context.name(outcome));
    if (positive.equals) { return context.shown(outcome, *positive.equals); }
    return positive.at_least ? "≥ " + shortest_number(*positive.at_least) : "≤ " + shortest_number(*positive.at_most);
}

Group happened_group(const Gap& gap, const std::string& label, std::uint64_t people, bool hidden, bool reference) {
    Group group;
    group.people = people;
    group.hidden = hidden;
    Figures& figures = group.figures;
    figures.label("group", label);
    figures.size("n", gap.own.n);
    figures.count("happened", gap.own.k);
    figures.share("base_rate", gap.own);
    figures.flag("reference", reference).opened();
    return group;
}

std::optional<Campaign> campaign_of(const AuditContext& context) {
    if (!context.plan.treatment) { return std::nullopt; }
    const std::optional<std::size_t> column = context.table.find(context.plan.treatment->column);
    if (!column) { return std::nullopt; }
    const CodeGroups groups = groups_of(context, *column);
    const std::optional<std::uint32_t> control =
        group_of_value(context, *column, groups, context.plan.treatment->control);
    if (!control) { return std::nullopt; }
    Campaign campaign{.column = *column, .arm = {}};
    for (const std::uint32_t group : groups.group) {
        campaign.arm.push_back(group == Grouping::none ? 2 : group == *control ? 0 : 1);
    }
    return campaign;
}

bool is_amount(const AuditContext& context, std::size_t outcome) {
    constexpr std::uint64_t most_classes = 10;
    const Interpretation& data = context.interpretation(outcome);
    const auto& suggested = context.plan.suggested_positive;
    return is_numeric(data.kind) && data.distinct > most_classes &&
           std::ranges::find(suggested, context.name(outcome)) != suggested.end();
}

std::vector<std::size_t> known_outcomes(const AuditContext& context) {
    std::vector<std::size_t> known;
    for (const std::size_t column : context.columns_with(Role::outcome)) {
        const std::vector<std::uint8_t> happened = positive_codes(context, column);
        const auto some = [&](std::uint8_t state) { return std::ranges::find(happened, state) != happened.end(); };
        if (outcome_is_asked(context, column)) { continue; }
        if (some(0) && some(1) && known.size() < most_outcomes) { known.push_back(column); }
    }
    return known;
}

Outcome asked_or_not_assessed(const CheckInfo& info, const AuditContext& context) {
    Outcome outcome = not_assessed(info);
    for (const std::size_t column : context.columns_with(Role::outcome)) {
        if (!outcome_is_asked(context, column)) { continue; }
        outcome.needs = Message("bias.outcomes.needs.asked").text("outcome", context.name(column));
        break;
    }
    return outcome;
}

void add_overall_effects(const CheckInfo& info, const AuditContext& context, const Campaign& campaign,
                         std::vector<Outcome>& outcomes) {
    const CodeGroups groups = groups_of(context, campaign.column);
    if (groups.labels.size() < 2 || groups.labels.size() > most_arms) { return; }
    std::vector<Effect> effects;
    for (const std::size_t outcome : known_outcomes(context)) {
        if (outcome == campaign.column) { continue; }
        Effect effect = counted(context, campaign, groups, outcome);
        hide_small(context, effect);
        compare(effect, people_per_row(context));
        effects.push_back(std::move(effect));
    }
    const std::string_view alpha = alpha_of(context);
    const double log10_alpha = std::log10(context.limit(alpha));
    judge(effects, gap_limits(context, alpha));
    for (const Effect& effect : effects) {
        outcomes.push_back(finding(info, context, campaign, groups, effect, log10_alpha));
    }
}

}  // namespace klarsicht::bias
