#include "audit/bias/checks/arms.h"

#include <algorithm>
#include <cmath>

#include "audit/bias/checks/arm_means.h"
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

/// Of whom one arm is, and to how many of them it happened.
struct Arm {
    bool hidden = false;
    stats::Fraction own{0, 0};
};

/// One arm held against another: `gap.own` is the one, `gap.favoured` the other.
struct Versus {
    ArmPair pair;
    Gap gap;
};

/// What happened in each arm, by one column that says it.
struct Effect {
    std::size_t outcome = 0;
    std::vector<Arm> arms;
    std::vector<Versus> pairs;      ///< of arms that may be told of
    std::uint64_t left_out = 0;     ///< rows without a known arm or outcome
    std::uint64_t without_arm = 0;  ///< of whom the outcome is known all the same
};

/// Says in its name that nothing was done to these people: what happened to them would have happened anyway.
bool did_nothing(std::string_view control) {
    const std::string plain = plain_name(control);
    return std::ranges::any_of(word_list("bias", "no_action"),
                               [&](std::string_view word) { return name_matches(plain, word); });
}

Effect counted(const AuditContext& context, const Arms& arms, std::size_t outcome) {
    const std::vector<std::uint8_t> happened = positive_codes(context, outcome);
    const std::vector<std::uint32_t>& arm_codes = context.table.columns[arms.column].codes;
    const std::vector<std::uint32_t>& codes = context.table.columns[outcome].codes;
    Effect effect{.outcome = outcome, .arms = std::vector<Arm>(arms.groups.labels.size()), .pairs = {}};
    for (std::size_t row = 0; row < codes.size(); ++row) {
        const std::uint32_t group = arms.groups.group[arm_codes[row]];
        const std::uint8_t state = happened[codes[row]];
        if (group == Grouping::none || state > 1) {
            ++effect.left_out;
            effect.without_arm += state > 1 ? 0 : 1;
            continue;
        }
        ++effect.arms[group].own.n;
        effect.arms[group].own.k += state;
    }
    return effect;
}

/// Of an arm of few people nothing is told, nor of another from which and from everybody's it would follow.
void hide_small(const AuditContext& context, Effect& effect) {
    std::vector<std::uint64_t> people;
    for (const Arm& arm : effect.arms) { people.push_back(arm.own.n); }
    const std::vector<std::uint8_t> hidden = hidden_arms(context, people, effect.without_arm);
    for (std::size_t i = 0; i < effect.arms.size(); ++i) { effect.arms[i].hidden = hidden[i] != 0; }
}

void compare(const Arms& arms, Effect& effect, double independent) {
    for (const ArmPair& pair : arms.pairs) {
        const Arm &one = effect.arms[pair.arm], &other = effect.arms[pair.against];
        if (one.hidden || other.hidden) { continue; }
        // Of two of which neither is the control the better is told against the other.
        const bool swap = pair.against != arms.control && one.own.value() < other.own.value();
        const ArmPair told = swap ? ArmPair{pair.against, pair.arm} : pair;
        effect.pairs.push_back(
            {told, compare_rates(effect.arms[told.arm].own, effect.arms[told.against].own, independent)});
    }
}

/// All arms, outcomes and amounts are compared together.
void judge(std::vector<Effect>& effects, std::vector<MeanEffect>& means, const GapLimits& limits) {
    std::vector<Gap> gaps;
    std::vector<double> evidence;
    for (const Effect& effect : effects) {
        for (const Versus& versus : effect.pairs) { gaps.push_back(versus.gap); }
    }
    for (const MeanEffect& effect : means) {
        for (const MeanVersus& versus : effect.pairs) { evidence.push_back(versus.as_compared()); }
    }
    const std::vector<double> corrected = judge_gaps(gaps, limits, evidence);
    std::size_t i = 0, j = 0;
    for (Effect& effect : effects) {
        for (Versus& versus : effect.pairs) { versus.gap = gaps[i++]; }
    }
    for (MeanEffect& effect : means) {
        for (MeanVersus& versus : effect.pairs) { versus.log10_p_holm = corrected[j++]; }
    }
}

/// What the arms say together about one outcome.
struct Told {
    const Versus* versus = nullptr;  ///< the worst where one does worse than none, else the best, or the widest
    std::string_view effect = "few";
    double anyway = stats::undefined;  ///< of those to whom it happened in the arm, who would have come without
    bool enough = false;               ///< an effect that matters would have shown

    /// Nothing passes by a guess which arm is the control: what was found holds either way, and is told.
    Status status(bool control_known) const {
        if (effect == "less" || effect == "anyway") { return Status::warn; }
        const bool fine = effect == "more" || (effect == "none" && enough);
        return fine && control_known ? Status::pass : Status::info;
    }
};

Told told_of(const AuditContext& context, const Effect& effect, double log10_alpha) {
    Told told;
    const auto evident = [&](const Versus& one) { return one.gap.log10_p_holm < log10_alpha; };
    const auto graver = [&](const Versus& one) {
        if (told.versus == nullptr) { return true; }
        const bool own = evident(one), theirs = evident(*told.versus);
        if (own != theirs) { return own; }
        if (own && one.gap.less() != told.versus->gap.less()) { return one.gap.less(); }
        return std::fabs(one.gap.difference) > std::fabs(told.versus->gap.difference);
    };
    for (const Versus& versus : effect.pairs) {
        if (!std::isnan(versus.gap.difference) && graver(versus)) { told.versus = &versus; }
    }
    if (told.versus == nullptr) { return told; }
    const Gap& gap = told.versus->gap;
    const double matters = std::max(context.limit("bias.uplift.gap"), 0.2 * gap.favoured.value());
    told.enough = gap.detectable <= matters;
    if (!evident(*told.versus)) {
        told.effect = "none";
    } else if (gap.less()) {
        told.effect = "less";
    } else {
        told.anyway = gap.favoured.value() / gap.own.value();
        const bool most = told.anyway >= context.limit("bias.uplift.anyway");
        told.effect = most && did_nothing(context.plan.treatment->control) ? "anyway" : "more";
    }
    return told;
}

Group group_of(const Arms& arms, const Effect& effect, std::uint32_t place) {
    const Arm& arm = effect.arms[place];
    Gap gap;
    gap.own = arm.own;
    const auto against_control = [&](const Versus& versus) {
        return versus.pair.arm == place && versus.pair.against == arms.control;
    };
    const auto found = std::ranges::find_if(effect.pairs, against_control);
    if (found != effect.pairs.end()) { gap = found->gap; }
    const bool is_control = place == arms.control;
    const std::uint64_t people = is_control ? arm.own.n : std::min(arm.own.n, effect.arms[arms.control].own.n);
    Group group = happened_group(gap, arms.groups.labels[place], people, arm.hidden, is_control);
    if (is_control) { return group; }
    Figures& figures = group.figures;
    figures.points("uplift", gap.difference).with(gap.difference_ci95);
    figures.factor("ratio", gap.ratio).with(gap.ratio_ci95);
    figures.p_value("p", gap.z.p);
    figures.log10_p("log10_p_holm", gap.log10_p_holm);
    figures.points("minimum_detectable_difference", gap.detectable);
    return group;
}

Chart chart_of(const std::string& id, const AuditContext& context, const Arms& arms, const Effect& effect) {
    Chart chart;
    chart.kind = Chart::Kind::intervals;
    chart.title = Message(id + ".chart.overall").text("outcome", context.name(effect.outcome));
    chart.axis = Message(id + ".axis.overall").text("outcome", context.name(effect.outcome));
    chart.unit = Unit::share;
    for (std::uint32_t g = 0; g < effect.arms.size(); ++g) {
        if (effect.arms[g].hidden) { continue; }
        chart.rows.push_back(ChartRow::of(arms.groups.labels[g], arms.groups.binned, effect.arms[g].own));
        chart.rows.back().reference = g == arms.control;
    }
    return chart.rows.size() < 2 ? Chart{} : chart;
}

/// What is told of one comparison of two arms.
void fill(Message& text, const Arms& arms, const Versus& versus) {
    const Gap& gap = versus.gap;
    text.group("group", arms.groups.labels[versus.pair.arm], arms.groups.binned)
        .group("control", arms.groups.labels[versus.pair.against], arms.groups.binned)
        .number("treated", gap.own.value())
        .number("not_treated", gap.favoured.value())
        .count("n", gap.own.n)
        .count("control_n", gap.favoured.n)
        .number("uplift", gap.difference)
        .number("low", gap.difference_ci95.low)
        .number("high", gap.difference_ci95.high)
        .number("p", gap.log10_p_holm);
}

Outcome finding(const CheckInfo& info, const AuditContext& context, const Arms& arms, const Effect& effect,
                double log10_alpha) {
    const Told told = told_of(context, effect, log10_alpha);
    const Status status = told.status(arms.control_known);
    const std::string& outcome_name = context.name(effect.outcome);
    OutcomeBuilder builder(info, status, status == Status::warn ? Severity::low : Severity::none,
                           {context.name(arms.column), outcome_name});
    const std::string& control = arms.groups.labels[arms.control];
    builder.values.text("outcome", outcome_name);
    builder.values.text("column", context.name(arms.column)).count("least", least_people_shown);
    const bool pair = !arms.control_known && told.effect != "few";
    const std::string variant = (pair ? "overall.pair." : "overall.") + std::string(told.effect);
    if (told.versus != nullptr) {
        fill(builder.values, arms, *told.versus);
        builder.values.number("anyway", 100 * told.anyway).number("detectable", told.versus->gap.detectable);
        builder.headline("overall").headline_note("overall");
    } else {
        builder.values.text("control", control);
    }
    builder.say(variant).remedy(pair ? "overall.pair" : "overall").why("overall");
    Outcome outcome = builder.make();
    outcome.limits = Message(std::string(info.id) + ".limits.overall");
    for (const Versus& versus : effect.pairs) {
        if (&versus == told.versus) { continue; }
        Message text(std::string(info.id) + ".other");
        fill(text, arms, versus);
        outcome.notes.push_back({.id = "arm", .text = std::move(text), .help = {}});
    }
    outcome.metrics.text("treatment", context.name(arms.column));
    outcome.metrics.text("outcome", outcome_name);
    outcome.metrics.text("control", control);
    outcome.metrics.size("rows_left_out", effect.left_out);
    outcome.binned = arms.groups.binned;
    for (std::uint32_t g = 0; g < effect.arms.size(); ++g) { outcome.groups.push_back(group_of(arms, effect, g)); }
    outcome.chart = chart_of(outcome.id, context, arms, effect);
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

std::optional<Arms> arms_of(const AuditContext& context, const Campaign& campaign) {
    Arms arms{.column = campaign.column, .groups = groups_of(context, campaign.column), .pairs = {}};
    const std::size_t many = arms.groups.labels.size();
    if (many < 2 || many > most_arms) { return std::nullopt; }
    for (std::uint32_t code = 0; code < campaign.arm.size(); ++code) {
        if (campaign.arm[code] == 0) { arms.control = arms.groups.group[code]; }
    }
    arms.control_known = !control_is_asked(context);
    for (std::uint32_t g = 0; g < many; ++g) {
        if (g != arms.control) { arms.pairs.push_back({g, arms.control}); }
    }
    for (std::uint32_t g = 0; g < many && !arms.control_known; ++g) {
        for (std::uint32_t other = 0; other < g; ++other) {
            if (g != arms.control && other != arms.control) { arms.pairs.push_back({g, other}); }
        }
    }
    return arms;
}

std::vector<std::uint8_t> hidden_arms(const AuditContext& context, std::vector<std::uint64_t> people,
                                      std::uint64_t without_arm) {
    const std::size_t arms = people.size();
    const std::vector<std::vector<std::uint32_t>> members(arms + 1);
    people.push_back(without_arm);  // everybody less the arms
    std::vector<std::uint8_t> hidden = hidden_cells(members, people, std::vector<std::vector<std::size_t>>(1));
    hidden.resize(arms);
    for (std::size_t i = 0; i < arms; ++i) {
        const bool follows = !context.options.show_values && hidden[i] != 0;
        hidden[i] = people[i] < least_people_shown || follows ? 1 : 0;
    }
    return hidden;
}

bool add_overall_effects(const CheckInfo& info, const AuditContext& context, const Campaign& campaign,
                         std::vector<Outcome>& outcomes) {
    const std::optional<Arms> arms = arms_of(context, campaign);
    if (!arms) { return false; }
    std::vector<MeanEffect> means = mean_effects(context, *arms);
    std::vector<Effect> effects;
    for (const std::size_t outcome : known_outcomes(context)) {
        if (outcome == campaign.column || is_amount(context, outcome)) { continue; }
        Effect effect = counted(context, *arms, outcome);
        hide_small(context, effect);
        compare(*arms, effect, people_per_row(context));
        effects.push_back(std::move(effect));
    }
    const std::string_view alpha = alpha_of(context);
    const double log10_alpha = std::log10(context.limit(alpha));
    judge(effects, means, gap_limits(context, alpha));
    for (const Effect& effect : effects) { outcomes.push_back(finding(info, context, *arms, effect, log10_alpha)); }
    for (const MeanEffect& effect : means) {
        outcomes.push_back(mean_finding(info, context, *arms, effect, log10_alpha));
    }
    return true;
}

}  // namespace klarsicht::bias
