#include <algorithm>
#include <array>
#include <cmath>

#include "audit/bias/checks/arm_means.h"
#include "audit/bias/checks/arms.h"
#include "audit/bias/checks/checks.h"
#include "audit/bias/counts/subjects.h"
#include "audit/bias/explain/findings.h"
#include "audit/small_cells.h"
#include "stats/tests.h"

namespace klarsicht::bias {

namespace {

constexpr std::array<Role, 2> needs = {Role::outcome, Role::treatment};
constexpr std::string_view least_gap = "bias.uplift.gap";
constexpr std::string_view alpha = "bias.further.alpha";
constexpr std::array<std::string_view, 5> limit_names = {"bias.group_gaps.alpha", least_gap, alpha,
                                                         "bias.uplift.anyway", "bias.group_gaps.power"};

/// What an action did to one group: how much more often the outcome happened to those who got it than to those who, by
/// chance, did not.
struct Uplift {
    stats::Fraction treated{0, 0};
    stats::Fraction control{0, 0};
    std::uint64_t others = 0;  ///< rows without a known outcome or treatment
    double difference = stats::undefined;
    stats::Interval ci95;
    double log10_p_harm = stats::undefined;  ///< of treated against control
    double log10_p_harm_holm = stats::undefined;
    double against_favoured = stats::undefined;  ///< own uplift less the favoured group's
    double log10_p = stats::undefined;
    double log10_p_holm = stats::undefined;
    bool hidden = false;   ///< one of the two is too few people, or would follow for others
    bool harmed = false;   ///< more than chance
    bool differs = false;  ///< from the favoured group, more than chance and than the limit

    bool comparable() const { return treated.n > 0 && control.n > 0; }
    /// Whether there is an effect to tell of, and it may be told.
    bool tells() const { return comparable() && !hidden; }
    /// The fewer of those treated and not; of one alone where there are none of the other.
    std::uint64_t people() const {
        return comparable() ? std::min(treated.n, control.n) : std::max(treated.n, control.n);
    }
    double variance() const {
        const auto part = [](const stats::Fraction& f) {
            return f.value() * (1 - f.value()) / static_cast<double>(f.n);
        };
        return part(treated) + part(control);
    }
    double share_treated() const { return stats::rate(treated.n, treated.n + control.n); }
    /// The normal approximation needs some of each kind in every arm.
    bool enough() const { return std::min({treated.k, treated.n - treated.k, control.k, control.n - control.k}) >= 5; }
};

/// A subject's groups with what the action did to each.
struct Effects {
    std::vector<std::string> names;
    std::string control;          ///< as it may be shown
    std::string_view problem;     ///< as in Subject
    Grouping grouping;            ///< without the group of each row
    std::vector<Uplift> uplifts;  ///< [groups]

    const Uplift& favoured() const { return uplifts[*grouping.favoured]; }
};

void count(const AuditContext& context, const Campaign& campaign, std::size_t outcome, Effects& effects) {
    const std::vector<std::uint8_t> happened = positive_codes(context, outcome);
    const std::vector<std::uint32_t>& outcome_codes = context.table.columns[outcome].codes;
    const std::vector<std::uint32_t>& arm_codes = context.table.columns[campaign.column].codes;
    effects.uplifts.resize(effects.grouping.labels.size());
    for (std::size_t row = 0; row < arm_codes.size(); ++row) {
        const std::uint32_t group = effects.grouping.group[row];
        if (group == Grouping::none) { continue; }
        const std::uint8_t arm = campaign.arm[arm_codes[row]];
        const std::uint8_t state = happened[outcome_codes[row]];
        Uplift& uplift = effects.uplifts[group];
        if (arm > 1 || state > 1) {
            ++uplift.others;
            continue;
        }
        stats::Fraction& part = arm == 1 ? uplift.treated : uplift.control;
        ++part.n;
        part.k += state;
    }
}

/// Hides groups of too few treated or untreated people, and of a crossed set those from which they would follow,
/// because its columns' own groups are told elsewhere.
void hide_small(const AuditContext& context, const Subject& measured, Effects& effects) {
    if (context.options.show_values) { return; }
    const std::vector<std::string>& labels = measured.grouping.labels;
    std::vector<std::vector<std::uint32_t>> members;
    for (std::size_t g = 0; g < effects.uplifts.size(); ++g) {
        const auto same = std::ranges::find(labels, effects.grouping.labels[g]);
        if (same == labels.end()) { continue; }
        const auto place = static_cast<std::size_t>(same - labels.begin());
        members.push_back(measured.members[place]);
        effects.uplifts[g].hidden = measured.hidden[place] != 0;
    }
    const bool known = members.size() == effects.uplifts.size();
    const auto margins = known ? all_but_one(effects.names.size()) : std::vector<std::vector<std::size_t>>{};
    for (const auto arm : {&Uplift::treated, &Uplift::control}) {
        std::vector<std::uint64_t> people;
        for (const Uplift& uplift : effects.uplifts) { people.push_back((uplift.*arm).n); }
        const std::vector<std::uint8_t> hidden = hidden_cells(members, people, margins);
        for (std::size_t g = 0; g < hidden.size(); ++g) {
            effects.uplifts[g].hidden = effects.uplifts[g].hidden || hidden[g] != 0;
        }
    }
}

Effects effects_of(const AuditContext& context, const Campaign& campaign, std::size_t outcome,
                   const SubjectColumns& subject, const Subject& measured) {
    Effects effects;
    effects.names = measured.names;
    effects.control = context.shown(campaign.column, context.plan.treatment->control);
    const bool itself = std::ranges::find(subject.columns, campaign.column) != subject.columns.end() ||
                        std::ranges::find(subject.columns, outcome) != subject.columns.end();
    effects.problem = itself                             ? "holds_decision"
                      : measured.grouping.labels.empty() ? measured.problem
                                                         : std::string_view();
    if (!effects.problem.empty()) { return effects; }
    effects.grouping = group_rows(context, subject.columns, most_crossed_groups);
    count(context, campaign, outcome, effects);
    hide_small(context, measured, effects);
    effects.grouping.group = {};
    if (!effects.grouping.favoured) {
        effects.problem = "favoured_absent";
    } else if (std::ranges::none_of(effects.uplifts, &Uplift::comparable)) {
        effects.problem = "no_control";
    }
    return effects;
}

/// Measures every group's effect, and tests each against none and against the favoured group's.
void judge(const AuditContext& context, std::vector<Effects>& subjects) {
    std::vector<Uplift*> all;
    std::vector<double> differences;
    std::vector<double> harms;
    for (Effects& effects : subjects) {
        if (!effects.problem.empty()) { continue; }
        for (Uplift& uplift : effects.uplifts) {
            if (!uplift.comparable()) { continue; }
            const stats::Fraction& treated = uplift.treated;
            const stats::Fraction& control = uplift.control;
            uplift.difference = treated.value() - control.value();
            uplift.ci95 = stats::newcombe_difference(treated.k, treated.n, control.k, control.n);
            uplift.log10_p_harm = stats::two_proportion_z(treated.k, treated.n, control.k, control.n).log10_p;
        }
        const Uplift& favoured = effects.favoured();
        for (Uplift& uplift : effects.uplifts) {
            if (&uplift != &favoured) {
                uplift.against_favoured = uplift.difference - favoured.difference;
                const double variance = uplift.variance() + favoured.variance();
                if (variance > 0 && uplift.enough() && favoured.enough()) {
                    const double squared = uplift.against_favoured * uplift.against_favoured;
                    uplift.log10_p = stats::chi_squared_log10_p(squared / variance, 1);
                }
            }
            all.push_back(&uplift);
            differences.push_back(uplift.log10_p);
            harms.push_back(stats::as_compared(uplift.log10_p_harm, uplift.treated.n, uplift.control.n));
        }
    }
    const double log10_alpha = std::log10(context.limit(alpha));
    const double least = context.limit(least_gap);
    const std::vector<double> holm = stats::holm_log10(differences);
    const std::vector<double> harm_holm = stats::holm_log10(harms);
    for (std::size_t i = 0; i < all.size(); ++i) {
        Uplift& uplift = *all[i];
        uplift.log10_p_holm = holm[i];
        uplift.log10_p_harm_holm = harm_holm[i];
        uplift.harmed = uplift.difference < 0 && harm_holm[i] < log10_alpha;
        uplift.differs = holm[i] < log10_alpha && std::fabs(uplift.against_favoured) >= least;
    }
}

/// What the effects that may be told say together.
struct Told {
    const Uplift* harm = nullptr;  ///< the worst
    const Uplift* gap = nullptr;   ///< the widest
    std::uint64_t known = 0;

    Status status() const {
        return harm != nullptr ? Status::warn : gap != nullptr || known == 0 ? Status::info : Status::pass;
    }
    Severity severity() const { return harm != nullptr || gap != nullptr ? Severity::low : Severity::none; }
    std::string_view variant() const {
        if (harm != nullptr) { return "harm"; }
        if (gap != nullptr) { return gap->against_favoured < 0 ? "less" : "more"; }
        return known > 0 ? "none" : "too_few";
    }
};

Told told_of(const Effects& effects) {
    Told told;
    const bool compared = effects.favoured().tells();
    for (const Uplift& uplift : effects.uplifts) {
        if (!uplift.tells()) { continue; }
        if (uplift.harmed && (told.harm == nullptr || uplift.difference < told.harm->difference)) {
            told.harm = &uplift;
        }
        if (!compared) { continue; }
        told.known += std::isnan(uplift.log10_p) ? 0 : 1;
        const double gap = std::fabs(uplift.against_favoured);
        if (uplift.differs && (told.gap == nullptr || gap > std::fabs(told.gap->against_favoured))) {
            told.gap = &uplift;
        }
    }
    return told;
}

Group group_of(const Effects& effects, std::size_t place) {
    const Uplift& uplift = effects.uplifts[place];
    const Uplift& favoured = effects.favoured();
    const bool reference = &uplift == &favoured;
    const double share = uplift.share_treated();
    // A difference to a group that is not told would tell it.
    const std::uint64_t both = favoured.hidden ? 1 : std::min(uplift.people(), favoured.people());
    const std::string_view verdict = uplift.harmed                              ? "harmed"
                                     : uplift.differs                           ? "differs"
                                     : std::isnan(uplift.log10_p) && !reference ? "too_few"
                                                                                : "no_evidence";
    Group group;
    group.people = uplift.people();
    group.hidden = uplift.hidden;
    Figures& figures = group.figures;
    figures.label("group", effects.grouping.labels[place]);
    figures.size("n", uplift.treated.n + uplift.control.n);
    figures.size("n_treated", uplift.treated.n);
    figures.size("n_control", uplift.control.n);
    figures.share("rate_treated", uplift.treated.value());
    figures.share("rate_control", uplift.control.value());
    figures.points("uplift", uplift.difference).with(uplift.ci95);
    figures.share("share_treated", share);
    // Per person of the group: what the action brought, what it would have brought those left out, what harm they were
    // spared.
    figures.number("acquired_benefit", share * std::max(0.0, uplift.difference));
    figures.number("missed_benefit", (1 - share) * std::max(0.0, uplift.difference));
    figures.number("rejected_harm", (1 - share) * std::max(0.0, -uplift.difference));
    figures.points("uplift_difference", uplift.against_favoured).of(both);
    figures.log10_p("log10_p_holm", uplift.log10_p_holm).of(both);
    figures.flag("reference", reference).opened();
    figures.word("verdict", verdict).of(both);
    return group;
}

Chart chart_of(const std::string& id, const Effects& effects) {
    Chart chart;
    chart.kind = Chart::Kind::intervals;
    chart.title = Message(id + ".chart");
    chart.axis = Message(id + ".axis");
    chart.unit = Unit::points;
    for (std::size_t g = 0; g < effects.uplifts.size(); ++g) {
        const Uplift& uplift = effects.uplifts[g];
        if (!uplift.tells()) { continue; }
        ChartRow row;
        row.label = effects.grouping.labels[g];
        row.label_term = spoken_label(row.label, effects.grouping.binned);
        row.value = uplift.difference;
        row.ci95 = uplift.ci95;
        row.n = uplift.treated.n + uplift.control.n;
        row.people = uplift.people();
        row.reference = g == *effects.grouping.favoured;
        row.status = uplift.harmed ? Status::warn : Status::info;
        chart.rows.push_back(std::move(row));
    }
    return chart;
}

/// The uplift of a campaign per group, from a control group that was left out by chance.
class UpliftCheck final : public Check {
public:
    const CheckInfo& info() const override {
        static const CheckInfo value{.id = "bias.uplift",
                                     .area = Area::bias,
                                     .needs = needs,
                                     .any = false,
                                     .limits = limit_names,
                                     .answers = true};
        return value;
    }

    std::vector<Outcome> run(const AuditContext& context) const override {
        const DecisionColumns columns = decision_columns(context);
        const std::optional<Campaign> campaign = campaign_of(context);
        if (!campaign) { return {not_assessed(info())}; }
        std::vector<Outcome> outcomes;
        const bool arms = add_overall_effects(info(), context, *campaign, outcomes);
        if (!columns.outcome || *columns.outcome == campaign->column) {
            if (arms) { add_mean_effects_by_group(info(), context, *campaign, outcomes); }
            return outcomes.empty() ? std::vector{asked_or_not_assessed(info(), context)} : outcomes;
        }
        const std::vector<SubjectColumns> subjects = subjects_of(context, columns);
        const std::vector<Subject>& measured = measured_subjects(context);
        std::vector<Effects> all;
        for (std::size_t s = 0; s < subjects.size(); ++s) {
            all.push_back(effects_of(context, *campaign, *columns.outcome, subjects[s], measured[s]));
        }
        judge(context, all);
        for (const Effects& effects : all) {
            if (effects.problem.empty()) {
                outcomes.push_back(finding(context, effects));
                continue;
            }
            outcomes.push_back(not_assessed(info(), effects.names));
            outcomes.back().needs = needs_of(effects.problem);
        }
        if (arms) { add_mean_effects_by_group(info(), context, *campaign, outcomes); }
        if (outcomes.empty()) { return {not_assessed(info())}; }
        quieten_crossed(outcomes);
        return outcomes;
    }

private:
    Outcome finding(const AuditContext& context, const Effects& effects) const {
        const Told told = told_of(effects);
        const Grouping& grouping = effects.grouping;
        const Uplift& own = told.harm != nullptr ? *told.harm : told.gap != nullptr ? *told.gap : effects.favoured();
        const auto place = static_cast<std::size_t>(&own - effects.uplifts.data());
        const std::string& favoured = grouping.labels[*grouping.favoured];
        OutcomeBuilder finding(info(), told.status(), told.severity(), effects.names);
        finding.values.group("group", grouping.labels[place], grouping.binned)
            .group("favoured", favoured, grouping.binned)
            .text("outcome", context.name(*decision_columns(context).outcome))
            .text("control", effects.control)
            .number("uplift", own.difference)
            .number("low", own.ci95.low)
            .number("high", own.ci95.high)
            .number("favoured_uplift", effects.favoured().difference)
            .number("treated", own.treated.value())
            .number("not_treated", own.control.value())
            .number("p", told.harm != nullptr ? own.log10_p_harm_holm : own.log10_p_holm)
            .count("groups", told.known);
        finding.say(told.variant());
        if (told.harm != nullptr || told.gap != nullptr) {
            finding.headline(told.harm != nullptr ? "harm" : "gap").headline_note();
        }
        Outcome outcome = finding.make();
        outcome.metrics.text("treatment", context.plan.treatment->column);
        outcome.metrics.text("control", effects.control);
        outcome.metrics.label("favoured", favoured);
        outcome.binned = grouping.binned;
        for (std::size_t g = 0; g < effects.uplifts.size(); ++g) { outcome.groups.push_back(group_of(effects, g)); }
        outcome.chart = chart_of(outcome.id, effects);
        explain_uplift(outcome);
        return outcome;
    }
};

}  // namespace

const Check& uplift() {
    static const UpliftCheck check;
    return check;
}

}  // namespace klarsicht::bias
