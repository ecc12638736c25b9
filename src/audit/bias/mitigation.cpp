#include <algorithm>
#include <array>
#include <cmath>

#include "audit/bias/checks.h"
#include "audit/bias/explain_findings.h"
#include "audit/bias/score_curves.h"
#include "stats/parity_thresholds.h"

namespace klarsicht::bias {

namespace {

constexpr std::array<Role, 3> needs = {Role::protected_, Role::score, Role::outcome};
constexpr std::array<std::string_view, 4> limit_names = {"bias.mitigation.value_tp", "bias.mitigation.value_fp", "bias.mitigation.value_tn", "bias.mitigation.value_fn"};
constexpr std::size_t grid_size = 1000;
constexpr std::size_t frontier_steps = 40;
/// Of more scores than this, thresholds are tried at so many that divide the people evenly.
constexpr std::size_t most_thresholds = 1000;

/// People by what was decided and what really happened.
struct Treated {
    double tp = 0, fp = 0, tn = 0, fn = 0;

    double value_per_person(const stats::Costs& costs) const { return (costs.tp * tp + costs.fn * fn + costs.fp * fp + costs.tn * tn) / (tp + fp + tn + fn); }
};

/// One way to set thresholds, with what it costs.
struct Option {
    std::string_view name;
    stats::ParityRules rules;
    Treated treated;
    double profit = stats::undefined;  ///< value per person
    double selection_gap = stats::undefined;
    double tpr_gap = stats::undefined;
    double fpr_gap = stats::undefined;
};

double gap_of(const stats::ParityRules& rules, double stats::GroupRule::*rate) {
    double low = 1;
    double high = 0;
    for (const stats::GroupRule& rule : rules.groups) {
        low = std::min(low, rule.*rate);
        high = std::max(high, rule.*rate);
    }
    return high - low;
}

/// How many people a set of rules treats how; where lots are drawn, on average.
Treated treated_by(const stats::ParityRules& rules, const std::vector<stats::ScoreCurve>& curves) {
    Treated all;
    for (std::size_t g = 0; g < curves.size(); ++g) {
        const stats::AucEstimate counts = stats::auc_estimate(curves[g]);
        const auto positives = static_cast<double>(counts.positives);
        const auto negatives = static_cast<double>(counts.negatives);
        const double tp = rules.groups[g].tpr * positives;
        const double fp = rules.groups[g].fpr * negatives;
        all.tp += tp;
        all.fn += positives - tp;
        all.fp += fp;
        all.tn += negatives - fp;
    }
    return all;
}

json threshold_json(double threshold) { return std::isfinite(threshold) ? json(threshold) : json(nullptr); }

/// What equal treatment by thresholds would look like and cost, before anybody decides for it.
class Mitigation final : public Check {
public:
    const CheckInfo& info() const override {
        static const CheckInfo value{.id = "bias.mitigation", .area = Area::bias, .needs = needs, .any = false, .limits = limit_names};
        return value;
    }

    std::vector<Outcome> run(const AuditContext& context) const override {
        const bool has_all = std::ranges::all_of(needs, [&](Role role) { return context.first_with(role).has_value(); });
        const std::vector<ScoreGroups>& subjects = score_groups(context);
        if (!has_all || subjects.empty()) { return {not_assessed(info())}; }
        const stats::Costs costs{.tp = context.limit(limit_names[0]), .fp = context.limit(limit_names[1]), .tn = context.limit(limit_names[2]), .fn = context.limit(limit_names[3])};
        std::vector<Outcome> outcomes;
        for (const ScoreGroups& subject : subjects) {
            if (subject.names.size() > 1) { continue; }
            const bool both = std::ranges::all_of(subject.curves, [](const stats::ScoreCurve& curve) {
                const stats::AucEstimate counts = stats::auc_estimate(curve);
                return counts.positives > 0 && counts.negatives > 0;
            });
            if (!subject.problem.empty() || !both) {
                outcomes.push_back(not_assessed(info(), subject.names));
                outcomes.back().needs = needs_of(subject.problem.empty() ? std::string_view("both_outcomes") : subject.problem);
                continue;
            }
            outcomes.push_back(preview(context, subject, costs));
        }
        if (outcomes.empty()) { return {not_assessed(info())}; }
        return outcomes;
    }

private:
    Outcome preview(const AuditContext& context, const ScoreGroups& subject, const stats::Costs& costs) const {
        using stats::Objective;
        using stats::Parity;
        const std::vector<double> cuts = stats::score_cuts(*subject.all, most_thresholds);
        std::vector<stats::ScoreCurve> curves;
        for (const stats::ScoreCurve& curve : subject.curves) { curves.push_back(subject.all->size() > most_thresholds ? stats::coarse(curve, cuts) : curve); }
        std::vector<Option> options;
        const auto add = [&](std::string_view name, stats::ParityRules rules) {
            Option option{.name = name, .rules = std::move(rules), .treated = {}};
            option.treated = treated_by(option.rules, curves);
            option.profit = option.treated.value_per_person(costs);
            option.selection_gap = gap_of(option.rules, &stats::GroupRule::selection_rate);
            option.tpr_gap = gap_of(option.rules, &stats::GroupRule::tpr);
            option.fpr_gap = gap_of(option.rules, &stats::GroupRule::fpr);
            options.push_back(std::move(option));
        };
        add("common_threshold", stats::common_rule(curves, Objective::profit, costs));
        add("demographic_parity", stats::deterministic_rules(curves, Parity::demographic_parity, Objective::profit, costs, grid_size));
        add("true_positive_rate_parity", stats::deterministic_rules(curves, Parity::true_positive_rate_parity, Objective::profit, costs, grid_size));
        add("false_positive_rate_parity", stats::deterministic_rules(curves, Parity::false_positive_rate_parity, Objective::profit, costs, grid_size));
        add("equalized_odds", stats::parity_rules(curves, Parity::equalized_odds, Objective::profit, costs, grid_size));
        const Option& common = options[0];
        const Option& parity = options[1];
        const double loss = common.profit - parity.profit;
        const double share = common.profit > 0 ? std::max(0.0, loss / common.profit) : stats::undefined;

        Outcome outcome = outcome_of(info(), Status::info, Severity::none, subject.names);
        const std::string variant = std::isnan(share) ? "no_value" : "cost";
        const auto fill = [&](Message message) {
            return message.number("before", common.selection_gap)
                .number("after", parity.selection_gap)
                .number("share", share)
                .number("accuracy_before", common.rules.accuracy)
                .number("accuracy_after", parity.rules.accuracy)
                .text("column", subject.names.front())
                .text("score", context.name(*context.first_with(Role::score)));
        };
        outcome.title = fill(Message(outcome.id + ".title." + variant));
        outcome.summary = fill(Message(outcome.id + ".summary." + variant));
        if (!std::isnan(share)) {
            outcome.headline = fill(Message(outcome.id + ".headline"));
            outcome.headline_note = fill(Message(outcome.id + ".headline_note"));
        }
        json listed = json::array();
        for (const Option& option : options) {
            listed.push_back({{"option", option.name},
                              {"accuracy", option.rules.accuracy},
                              {"value_per_person", option.profit},
                              {"selection_rate_difference", option.selection_gap},
                              {"tpr_difference", option.tpr_gap},
                              {"fpr_difference", option.fpr_gap},
                              {"tp", option.treated.tp},
                              {"fp", option.treated.fp},
                              {"tn", option.treated.tn},
                              {"fn", option.treated.fn},
                              {"randomised", option.name == "equalized_odds"}});
        }
        json frontier = json::array();
        for (const stats::FrontierPoint& point : stats::fairness_frontier(curves, Objective::profit, costs, frontier_steps)) {
            frontier.push_back({{"selection_rate_difference", point.difference}, {"value_per_person", point.objective}});
        }
        outcome.metrics = {{"score", context.name(*context.first_with(Role::score))},
                           {"selection_rate_difference_before", common.selection_gap},
                           {"selection_rate_difference_after", parity.selection_gap},
                           {"value_per_person_before", common.profit},
                           {"value_per_person_after", parity.profit},
                           {"accuracy_before", common.rules.accuracy},
                           {"accuracy_after", parity.rules.accuracy},
                           {"costs", {{"tp", costs.tp}, {"fp", costs.fp}, {"tn", costs.tn}, {"fn", costs.fn}}},
                           {"options", std::move(listed)},
                           {"frontier", std::move(frontier)}};
        outcome.binned = subject.grouping.binned;
        for (std::size_t g = 0; g < subject.curves.size(); ++g) {
            json group = {{"group", subject.grouping.labels[g]}, {"n", stats::score_mean(subject.curves[g]).n}};
            for (const Option& option : options) {
                const stats::GroupRule& rule = option.rules.groups[g];
                const std::string name(option.name);
                if (option.name != "equalized_odds") { group["threshold_" + name] = threshold_json(rule.threshold0); }
                group["selection_rate_" + name] = rule.selection_rate;
                group["tpr_" + name] = rule.tpr;
                if (option.name == "equalized_odds") {
                    group["rule_" + name] = {{"p0", rule.p0}, {"threshold0", threshold_json(rule.threshold0)}, {"p1", rule.p1}, {"threshold1", threshold_json(rule.threshold1)}, {"p_ignore", rule.p_ignore}, {"constant", rule.constant}};
                }
            }
            outcome.groups.push_back(std::move(group));
        }
        explain_mitigation(outcome);
        outcome.chart.kind = Chart::Kind::bars;
        outcome.chart.title = fill(Message(outcome.id + ".chart"));
        outcome.chart.axis = Message(outcome.id + ".axis");
        outcome.chart.unit = Unit::number;
        for (const Option& option : options) {
            ChartRow row;
            row.label_term = Message(outcome.id + ".option." + std::string(option.name));
            row.value = option.profit;
            outcome.chart.rows.push_back(std::move(row));
        }
        return outcome;
    }
};

}  // namespace

const Check& mitigation() {
    static const Mitigation check;
    return check;
}

}  // namespace klarsicht::bias
