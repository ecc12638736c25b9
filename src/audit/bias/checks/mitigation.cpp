#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "audit/bias/checks/checks.h"
#include "audit/bias/counts/score_curves.h"
#include "audit/bias/explain/findings.h"
#include "stats/parity_thresholds.h"

namespace klarsicht::bias {

namespace {

constexpr std::array<Role, 3> needs = {Role::protected_, Role::score, Role::outcome};
constexpr std::string_view value_tp = "bias.mitigation.value_tp";
constexpr std::string_view value_fp = "bias.mitigation.value_fp";
constexpr std::string_view value_tn = "bias.mitigation.value_tn";
constexpr std::string_view value_fn = "bias.mitigation.value_fn";
constexpr std::array limit_names = {value_tp, value_fp, value_tn, value_fn};
constexpr std::string_view by_lot = "equalized_odds";
constexpr std::size_t grid_size = 1000;
constexpr std::size_t frontier_steps = 40;
/// Of more scores than this, thresholds are tried at so many that divide the people evenly.
constexpr std::size_t most_thresholds = 1000;

/// The groups that thresholds are set for: those that may be told of.
struct Told {
    std::vector<std::size_t> groups;  ///< places in ScoreGroups
    std::vector<stats::ScoreCurve> curves;
    std::vector<std::uint64_t> positives, negatives;

    bool have_both_outcomes() const {
        const auto none = [](std::uint64_t people) { return people == 0; };
        return std::ranges::none_of(positives, none) && std::ranges::none_of(negatives, none);
    }
};

Told told_of(const AuditContext& context, const ScoreGroups& subject) {
    const std::vector<double> cuts = stats::score_cuts(*subject.all, most_thresholds);
    Told told;
    for (std::size_t g = 0; g < subject.curves.size(); ++g) {
        const stats::AucEstimate counts = stats::auc_estimate(subject.curves[g]);
        const std::uint64_t known = counts.positives + counts.negatives;
        if (!subject.tells(g) || (known > 0 && !context.shows(known))) { continue; }
        const bool many = subject.all->size() > most_thresholds;
        told.groups.push_back(g);
        told.curves.push_back(many ? stats::coarse(subject.curves[g], cuts) : subject.curves[g]);
        told.positives.push_back(counts.positives);
        told.negatives.push_back(counts.negatives);
    }
    return told;
}

/// People by what was decided and what really happened.
struct Treated {
    double tp = 0, fp = 0, tn = 0, fn = 0;

    double value_per_person(const stats::Costs& costs) const {
        return (costs.tp * tp + costs.fn * fn + costs.fp * fp + costs.tn * tn) / (tp + fp + tn + fn);
    }
};

/// One way to set thresholds, with what it costs.
struct Option {
    std::string_view name;
    stats::ParityRules rules;  ///< of the told groups
    Treated treated;
    double profit = stats::undefined;  ///< value per person
    double selection_gap = stats::undefined;
    double tpr_gap = stats::undefined;
    double fpr_gap = stats::undefined;
};

/// Largest less smallest of a rate; rates of too few are left out.
/// @param people [groups] whom each group's rate is about
double gap_of(const AuditContext& context, const stats::ParityRules& rules, double stats::GroupRule::* rate,
              const std::vector<std::uint64_t>& people) {
    double low = 1;
    double high = 0;
    std::size_t counted = 0;
    for (std::size_t g = 0; g < rules.groups.size(); ++g) {
        if (!context.shows(people[g])) { continue; }
        ++counted;
        low = std::min(low, rules.groups[g].*rate);
        high = std::max(high, rules.groups[g].*rate);
    }
    return counted < 2 ? stats::undefined : high - low;
}

/// How many people a set of rules treats how; where lots are drawn, on average.
Treated treated_by(const stats::ParityRules& rules, const Told& told) {
    Treated all;
    for (std::size_t g = 0; g < told.groups.size(); ++g) {
        const auto positives = static_cast<double>(told.positives[g]);
        const auto negatives = static_cast<double>(told.negatives[g]);
        const double tp = rules.groups[g].tpr * positives;
        const double fp = rules.groups[g].fpr * negatives;
        all.tp += tp;
        all.fn += positives - tp;
        all.fp += fp;
        all.tn += negatives - fp;
    }
    return all;
}

/// One threshold for all first, then equal selection rates, then the others.
std::vector<Option> options_of(const AuditContext& context, const Told& told, const stats::Costs& costs) {
    using stats::Objective;
    using stats::Parity;
    std::vector<std::uint64_t> known;
    for (std::size_t g = 0; g < told.groups.size(); ++g) { known.push_back(told.positives[g] + told.negatives[g]); }
    std::vector<Option> options;
    const auto add = [&](std::string_view name, stats::ParityRules rules) {
        Option option{.name = name, .rules = std::move(rules), .treated = {}};
        option.treated = treated_by(option.rules, told);
        option.profit = option.treated.value_per_person(costs);
        option.selection_gap = gap_of(context, option.rules, &stats::GroupRule::selection_rate, known);
        option.tpr_gap = gap_of(context, option.rules, &stats::GroupRule::tpr, told.positives);
        option.fpr_gap = gap_of(context, option.rules, &stats::GroupRule::fpr, told.negatives);
        options.push_back(std::move(option));
    };
    const auto add_parity = [&](std::string_view name, Parity parity) {
        add(name, stats::deterministic_rules(told.curves, parity, Objective::profit, costs, grid_size));
    };
    add("common_threshold", stats::common_rule(told.curves, Objective::profit, costs));
    add_parity("demographic_parity", Parity::demographic_parity);
    add_parity("true_positive_rate_parity", Parity::true_positive_rate_parity);
    add_parity("false_positive_rate_parity", Parity::false_positive_rate_parity);
    add(by_lot, stats::parity_rules(told.curves, Parity::equalized_odds, Objective::profit, costs, grid_size));
    return options;
}

Figure item_of(const Option& option) {
    Figures figures;
    figures.text("option", option.name);
    figures.share("accuracy", option.rules.accuracy);
    figures.number("value_per_person", option.profit);
    figures.points("selection_rate_difference", option.selection_gap);
    figures.points("tpr_difference", option.tpr_gap);
    figures.points("fpr_difference", option.fpr_gap);
    figures.number("tp", option.treated.tp);
    figures.number("fp", option.treated.fp);
    figures.number("tn", option.treated.tn);
    figures.number("fn", option.treated.fn);
    figures.flag("randomised", option.name == by_lot);
    return Figures::part_item(std::move(figures));
}

Figure item_of(const stats::FrontierPoint& point) {
    Figures figures;
    figures.points("selection_rate_difference", point.difference);
    figures.number("value_per_person", point.objective);
    return Figures::part_item(std::move(figures));
}

Figures part_of(const stats::Costs& costs) {
    Figures figures;
    figures.number("tp", costs.tp);
    figures.number("fp", costs.fp);
    figures.number("tn", costs.tn);
    figures.number("fn", costs.fn);
    return figures;
}

/// A threshold as it is told: one that selects everybody or nobody is none.
double told_threshold(double threshold) { return std::isfinite(threshold) ? threshold : stats::undefined; }

/// What each option does to a group. @param place among the told groups; empty where the group is not one of them
Group group_of(const ScoreGroups& subject, std::size_t group, std::optional<std::size_t> place,
               const std::vector<Option>& options) {
    constexpr double no = stats::undefined;
    constexpr stats::GroupRule no_rule{.p0 = no, .p1 = no, .p_ignore = no, .constant = no};
    const stats::AucEstimate counts = stats::auc_estimate(subject.curves[group]);
    const std::uint64_t known = counts.positives + counts.negatives;
    Group result;
    result.people = subject.people[group];
    result.hidden = subject.hidden[group] != 0;
    Figures& figures = result.figures;
    figures.label("group", subject.grouping.labels[group]);
    figures.size("n", subject.people[group]);
    for (const Option& option : options) {
        const stats::GroupRule& rule = place ? option.rules.groups[*place] : no_rule;
        const std::string name(option.name);
        if (option.name != by_lot) { figures.number("threshold_" + name, told_threshold(rule.threshold0)).of(known); }
        figures.share("selection_rate_" + name, rule.selection_rate).of(known);
        figures.share("tpr_" + name, rule.tpr).of(counts.positives);
        if (option.name == by_lot) {
            Figures lot;
            lot.number("p0", rule.p0);
            lot.number("threshold0", told_threshold(rule.threshold0));
            lot.number("p1", rule.p1);
            lot.number("threshold1", told_threshold(rule.threshold1));
            lot.number("p_ignore", rule.p_ignore);
            lot.number("constant", rule.constant);
            figures.part("rule_" + name, std::move(lot)).of(known);
        }
    }
    return result;
}

/// What equal treatment by thresholds would look like and cost, before anybody decides for it.
class Mitigation final : public Check {
public:
    const CheckInfo& info() const override {
        static const CheckInfo value{
            .id = "bias.mitigation", .area = Area::bias, .needs = needs, .any = false, .limits = limit_names};
        return value;
    }

    std::vector<Outcome> run(const AuditContext& context) const override {
        const bool has_all =
            std::ranges::all_of(needs, [&](Role role) { return context.first_with(role).has_value(); });
        const std::vector<ScoreGroups>& subjects = score_groups(context);
        if (!has_all || subjects.empty()) { return {not_assessed(info())}; }
        std::vector<Outcome> outcomes;
        for (const ScoreGroups& subject : subjects) {
            if (subject.names.size() > 1) { continue; }
            const Told told = subject.problem.empty() ? told_of(context, subject) : Told();
            const std::string_view problem = !subject.problem.empty()     ? subject.problem
                                             : told.groups.size() < 2     ? "small_groups"
                                             : !told.have_both_outcomes() ? "both_outcomes"
                                                                          : "";
            if (!problem.empty()) {
                outcomes.push_back(not_assessed(info(), subject.names));
                outcomes.back().needs = needs_of(problem);
                continue;
            }
            outcomes.push_back(preview(context, subject, told));
        }
        if (outcomes.empty()) { return {not_assessed(info())}; }
        // Where nothing pays, it pays for no group.
        bool said = false;
        std::erase_if(outcomes, [&](const Outcome& outcome) {
            return outcome.title.key == "bias.mitigation.title.no_value" && std::exchange(said, true);
        });
        return outcomes;
    }

private:
    Outcome preview(const AuditContext& context, const ScoreGroups& subject, const Told& told) const {
        const stats::Costs costs{.tp = context.limit(value_tp),
                                 .fp = context.limit(value_fp),
                                 .tn = context.limit(value_tn),
                                 .fn = context.limit(value_fn)};
        const std::vector<Option> options = options_of(context, told, costs);
        const Option& common = options[0];
        const Option& parity = options[1];
        Outcome outcome = texts(context, subject, common, parity);
        Figures& metrics = outcome.metrics;
        metrics.text("score", context.name(*context.first_with(Role::score)));
        metrics.points("selection_rate_difference_before", common.selection_gap);
        metrics.points("selection_rate_difference_after", parity.selection_gap);
        metrics.number("value_per_person_before", common.profit);
        metrics.number("value_per_person_after", parity.profit);
        metrics.share("accuracy_before", common.rules.accuracy);
        metrics.share("accuracy_after", parity.rules.accuracy);
        metrics.part("costs", part_of(costs));
        std::vector<Figure> listed;
        for (const Option& option : options) { listed.push_back(item_of(option)); }
        metrics.list("options", std::move(listed));
        std::vector<Figure> frontier;
        for (const stats::FrontierPoint& point :
             stats::fairness_frontier(told.curves, stats::Objective::profit, costs, frontier_steps)) {
            frontier.push_back(item_of(point));
        }
        metrics.list("frontier", std::move(frontier));
        outcome.binned = subject.grouping.binned;
        for (std::size_t g = 0; g < subject.curves.size(); ++g) {
            const auto found = std::ranges::find(told.groups, g);
            std::optional<std::size_t> place;
            if (found != told.groups.end()) { place = static_cast<std::size_t>(found - told.groups.begin()); }
            outcome.groups.push_back(group_of(subject, g, place, options));
        }
        explain_mitigation(outcome);
        add_chart(outcome, options);
        return outcome;
    }

    Outcome texts(const AuditContext& context, const ScoreGroups& subject, const Option& common,
                  const Option& parity) const {
        const double loss = common.profit - parity.profit;
        const double share = common.profit > 0 ? std::max(0.0, loss / common.profit) : stats::undefined;
        OutcomeBuilder finding(info(), Status::info, Severity::none, subject.names);
        finding.values.number("before", common.selection_gap)
            .number("after", parity.selection_gap)
            .number("share", share)
            .number("accuracy_before", common.rules.accuracy)
            .number("accuracy_after", parity.rules.accuracy)
            .text("column", subject.names.front())
            .text("score", context.name(*context.first_with(Role::score)));
        if (std::isnan(share)) { return finding.say("no_value").make(); }
        return finding.say("cost").headline().headline_note().make();
    }

    static void add_chart(Outcome& outcome, const std::vector<Option>& options) {
        outcome.chart.kind = Chart::Kind::bars;
        outcome.chart.title = Message(outcome.id + ".chart");
        outcome.chart.axis = Message(outcome.id + ".axis");
        outcome.chart.unit = Unit::number;
        for (const Option& option : options) {
            ChartRow row;
            row.label_term = Message(outcome.id + ".option." + std::string(option.name));
            row.value = option.profit;
            outcome.chart.rows.push_back(std::move(row));
        }
    }
};

}  // namespace

const Check& mitigation() {
    static const Mitigation check;
    return check;
}

}  // namespace klarsicht::bias
