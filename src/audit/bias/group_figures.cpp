#include "audit/bias/group_figures.h"

#include <algorithm>
#include <array>
#include <vector>

#include "stats/bootstrap.h"

namespace klarsicht::bias {

namespace {

/// Every reference adds ten figures a group; with more groups than this only the favoured one is a reference.
constexpr std::size_t most_groups_with_all_references = 100;

/// A thousand samples of up to 500 groups; of more groups fewer samples, so that thousands of crossed groups take no longer.
constexpr std::size_t usual_replicates = 1000;
constexpr std::size_t least_replicates = 100;
constexpr std::size_t most_resampled_groups = 500'000;
constexpr std::uint64_t seed = 20261101;

json spread_json(const stats::RateSpread& spread) {
    return {{"min", spread.min},
            {"max", spread.max},
            {"difference", spread.difference},
            {"ratio", spread.ratio},
            {"difference_to_overall", spread.difference_to_overall},
            {"ratio_to_overall", spread.ratio_to_overall}};
}

template <class Figures>
json named(const Figures& figures) {
    json result = json::object();
    for (const stats::NamedFigure& figure : figures) { result[std::string(figure.name)] = figure.value; }
    return result;
}

json weights_json(const stats::Reweighing& weights) { return {{"favourable", weights.favourable}, {"unfavourable", weights.unfavourable}}; }

struct Pooled {
    stats::Confusion favoured;
    stats::Confusion others;
    stats::Confusion all;
};

Pooled pool(std::span<const stats::Confusion> groups, std::optional<std::size_t> favoured) {
    Pooled pooled;
    for (std::size_t g = 0; g < groups.size(); ++g) {
        (g == favoured ? pooled.favoured : pooled.others) += groups[g];
        pooled.all += groups[g];
    }
    return pooled;
}

constexpr std::array<std::string_view, 2> without_outcome = {"ppr", "pprev"};

json disparity_json(const stats::DisparityRates& group, const stats::DisparityRates& reference, bool with_outcome) {
    const stats::DisparityRates ratios = stats::disparities(group, reference);
    json result = json::object();
    for (std::size_t i = 0; i < ratios.size(); ++i) {
        if (!with_outcome && std::ranges::find(without_outcome, stats::disparity_names[i]) == without_outcome.end()) { continue; }
        result[std::string(stats::disparity_names[i])] = ratios[i];
    }
    return result;
}

}  // namespace

void GroupFigures::add_metrics(json& metrics) const {
    const Pooled pooled = pool(groups, favoured);
    json between = json::object();
    for (const stats::RateDefinition& rate : stats::confusion_rates()) {
        if (!with_outcome && rate.name != "selection_rate") { continue; }
        between[std::string(rate.name)] = spread_json(stats::rate_spread(groups, pooled.all, rate.of));
    }
    metrics["between_groups"] = std::move(between);
    std::vector<stats::Fraction> decisions;
    std::vector<stats::Fraction> labels;
    for (const stats::Confusion& group : groups) {
        decisions.push_back(stats::selection_rate(group));
        labels.push_back(stats::base_rate(group));
    }
    const double decided = stats::differential_fairness(decisions);
    metrics["differential_fairness"] = {{"decision", decided}};
    if (!with_outcome) { return; }
    const stats::BetweenGroups odds = stats::between_groups(groups);
    const stats::RateSpread fpr = stats::rate_spread(groups, pooled.all, stats::false_positive_rate);
    metrics["equalized_odds_difference_mean"] = (odds.equal_opportunity_difference + fpr.difference) / 2;
    metrics["equalized_odds_ratio_mean"] = (odds.equal_opportunity_ratio + fpr.ratio) / 2;
    const double happened = stats::differential_fairness(labels);
    metrics["differential_fairness"]["outcome"] = happened;
    metrics["differential_fairness"]["bias_amplification"] = decided - happened;
    if (!favoured) { return; }
    metrics["favoured_against_others"] = named(stats::pooled_figures(pooled.favoured, pooled.others));
    metrics["inequality"] = named(stats::inequality_figures(pooled.favoured, pooled.others, groups));
    metrics["reweighing"] = {{"favoured", weights_json(stats::reweighing(stats::base_rate(pooled.favoured), stats::base_rate(pooled.all)))},
                             {"others", weights_json(stats::reweighing(stats::base_rate(pooled.others), stats::base_rate(pooled.all)))}};
}

void GroupFigures::add_intervals(json& intervals, json& metrics) const {
    const auto put = [&](std::string_view name, const stats::Interval& interval) { intervals[std::string(name)] = json::array({interval.low, interval.high}); };
    const Pooled pooled = pool(groups, favoured);
    if (favoured) {
        const stats::Fraction own = stats::selection_rate(pooled.favoured);
        const stats::Fraction others = stats::selection_rate(pooled.others);
        put("statistical_parity_difference", stats::newcombe_difference(others.k, others.n, own.k, own.n));
        put("disparate_impact", stats::katz_ratio(others.k, others.n, own.k, own.n));
    }
    const std::size_t replicates = std::clamp<std::size_t>(most_resampled_groups / std::max<std::size_t>(1, groups.size()), least_replicates, usual_replicates);
    const stats::BetweenGroupsIntervals found = stats::bootstrap(groups, favoured.value_or(groups.size()), replicates, seed);
    put("demographic_parity_difference", found.demographic_parity_difference);
    put("demographic_parity_ratio", found.demographic_parity_ratio);
    if (with_outcome) {
        put("equal_opportunity_difference", found.equal_opportunity_difference);
        put("equal_opportunity_ratio", found.equal_opportunity_ratio);
        put("equalized_odds_difference", found.equalized_odds_difference);
        put("equalized_odds_ratio", found.equalized_odds_ratio);
        if (favoured) {
            put("average_odds_difference", found.average_odds_difference);
            put("average_abs_odds_difference", found.average_abs_odds_difference);
        }
        put("theil_index", found.theil_index);
        put("generalized_entropy_index", found.generalized_entropy_index);
    }
    metrics["bootstrap_replicates"] = found.replicates;

    std::vector<stats::Fraction> decisions;
    for (const stats::Confusion& group : groups) { decisions.push_back(stats::selection_rate(group)); }
    const stats::ChanceGap chance = stats::chance_gap(decisions, replicates, seed);
    metrics["by_chance_gap"] = chance.median;
    metrics["by_chance_p95_gap"] = chance.p95;
    metrics["p_by_chance"] = chance.p;
}

void GroupFigures::add_to_groups(json& listed) const {
    const Pooled pooled = pool(groups, favoured);
    std::vector<stats::DisparityRates> rates;
    std::size_t largest = 0;
    for (std::size_t g = 0; g < groups.size(); ++g) {
        rates.push_back(stats::disparity_rates(groups[g], pooled.all.selected()));
        if (groups[g].n() > groups[largest].n()) { largest = g; }
    }
    const stats::DisparityRates lowest = stats::lowest_rates(rates);
    for (std::size_t g = 0; g < groups.size(); ++g) {
        json& group = listed[g];
        if (with_outcome) { group["reweighing"] = weights_json(stats::reweighing(stats::base_rate(groups[g]), stats::base_rate(pooled.all))); }
        json disparity = json::object();
        if (favoured) {
            disparity["favoured"] = disparity_json(rates[g], rates[*favoured], with_outcome);
            if (with_outcome && g != *favoured) { group["against_favoured"] = named(stats::pairwise_figures(groups[*favoured], groups[g])); }
        }
        if (groups.size() <= most_groups_with_all_references) {
            disparity["largest"] = disparity_json(rates[g], rates[largest], with_outcome);
            disparity["lowest"] = disparity_json(rates[g], lowest, with_outcome);
        }
        group["disparity"] = std::move(disparity);
    }
}

}  // namespace klarsicht::bias
