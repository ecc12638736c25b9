#include "audit/bias/counts/group_figures.h"

#include <algorithm>
#include <array>
#include <vector>

#include "stats/bootstrap.h"

namespace klarsicht::bias {

namespace {

/// Every reference adds ten figures a group; with more groups than this only the favoured one is a reference.
constexpr std::size_t most_groups_with_all_references = 100;

/// A thousand samples of up to 500 groups; of more groups fewer samples, so that thousands of crossed groups take no
/// longer.
constexpr std::size_t usual_replicates = 1000;
constexpr std::size_t least_replicates = 100;
constexpr std::size_t most_resampled_groups = 500'000;
constexpr std::uint64_t seed = 20261101;

/// Where a figure stands in the metrics: [part][sub part][name]; empty parts are left out.
Figure& place(Figures& root, std::string_view part, std::string_view sub_part, std::string_view name) {
    if (part.empty()) { return root.at(name); }
    Figure& outer = root.at(part);
    return sub_part.empty() ? outer.child(name) : outer.child(sub_part).child(name);
}

/// What a figure between groups is measured in, by its standard name.
Unit unit_of(std::string_view part, std::string_view name) {
    if (!part.empty()) { return Unit::number; }
    if (name == "disparate_impact" || name.ends_with("_ratio")) { return Unit::factor; }
    return name.ends_with("_difference") ? Unit::points : Unit::number;
}

Figures weights_of(const stats::Reweighing& weights) {
    Figures figures;
    figures.number("favourable", weights.favourable);
    figures.number("unfavourable", weights.unfavourable);
    return figures;
}

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

/// Every figure between groups, in an order that depends on what is asked only, never on the counts: `sink(part, sub
/// part, name, value)`.
template <class Sink>
void each_figure(std::span<const stats::Confusion> groups, std::optional<std::size_t> favoured, bool with_outcome,
                 const Sink& sink) {
    const Pooled pooled = pool(groups, favoured);
    const stats::BetweenGroups between = stats::between_groups(groups);
    sink("", "", "demographic_parity_difference", between.demographic_parity_difference);
    sink("", "", "demographic_parity_ratio", between.demographic_parity_ratio);
    for (const stats::RateDefinition& rate : stats::confusion_rates()) {
        if (!with_outcome && rate.name != "selection_rate") { continue; }
        const stats::RateSpread spread = stats::rate_spread(groups, pooled.all, rate.of);
        sink("between_groups", rate.name, "min", spread.min);
        sink("between_groups", rate.name, "max", spread.max);
        sink("between_groups", rate.name, "difference", spread.difference);
        sink("between_groups", rate.name, "ratio", spread.ratio);
        sink("between_groups", rate.name, "difference_to_overall", spread.difference_to_overall);
        sink("between_groups", rate.name, "ratio_to_overall", spread.ratio_to_overall);
    }
    const auto fairness = [&](stats::Fraction (*of)(const stats::Confusion&)) {
        std::vector<stats::Fraction> fractions;
        for (const stats::Confusion& group : groups) { fractions.push_back(of(group)); }
        return stats::differential_fairness(fractions);
    };
    const double decided = fairness(stats::selection_rate);
    sink("differential_fairness", "", "decision", decided);
    const stats::FavouredAgainstOthers against =
        favoured ? stats::favoured_against_others(pooled.favoured, pooled.others) : stats::FavouredAgainstOthers{};
    sink("", "", "statistical_parity_difference", against.statistical_parity_difference);
    sink("", "", "disparate_impact", against.disparate_impact);
    if (!with_outcome) { return; }
    const double happened = fairness(stats::base_rate);
    sink("differential_fairness", "", "outcome", happened);
    sink("differential_fairness", "", "bias_amplification", decided - happened);
    const stats::RateSpread fpr = stats::rate_spread(groups, pooled.all, stats::false_positive_rate);
    sink("", "", "equal_opportunity_difference", between.equal_opportunity_difference);
    sink("", "", "equal_opportunity_ratio", between.equal_opportunity_ratio);
    sink("", "", "equalized_odds_difference", between.equalized_odds_difference);
    sink("", "", "equalized_odds_ratio", between.equalized_odds_ratio);
    sink("", "", "equalized_odds_difference_mean", (between.equal_opportunity_difference + fpr.difference) / 2);
    sink("", "", "equalized_odds_ratio_mean", (between.equal_opportunity_ratio + fpr.ratio) / 2);
    sink("", "", "average_odds_difference", against.average_odds_difference);
    sink("", "", "average_abs_odds_difference", against.average_abs_odds_difference);
    sink("", "", "theil_index", stats::generalized_entropy_index(pooled.all, 1));
    sink("", "", "generalized_entropy_index", stats::generalized_entropy_index(pooled.all, 2));
    if (!favoured) { return; }
    for (const stats::NamedFigure& figure : stats::pooled_figures(pooled.favoured, pooled.others)) {
        sink("favoured_against_others", "", figure.name, figure.value);
    }
    for (const stats::NamedFigure& figure : stats::inequality_figures(pooled.favoured, pooled.others, groups)) {
        sink("inequality", "", figure.name, figure.value);
    }
}

constexpr std::array<std::string_view, 2> without_outcome = {"ppr", "pprev"};

/// Adds the rates that are compared to a part; without an outcome only those of the decision. `make(figure, place)`
/// fills each.
template <class Make>
void each_disparity(Figure& part, bool with_outcome, const Make& make) {
    for (std::size_t i = 0; i < stats::disparity_names.size(); ++i) {
        const std::string_view name = stats::disparity_names[i];
        if (!with_outcome && std::ranges::find(without_outcome, name) == without_outcome.end()) { continue; }
        make(part.child(name), i);
    }
}

}  // namespace

void GroupFigures::add_metrics(Figures& metrics) const {
    std::size_t figures = 0;
    each_figure(groups, favoured, with_outcome,
                [&](std::string_view, std::string_view, std::string_view, double) { ++figures; });
    const auto figures_of = [&](std::span<const stats::Confusion> sample, std::span<double> values) {
        std::size_t i = 0;
        each_figure(sample, favoured, with_outcome,
                    [&](std::string_view, std::string_view, std::string_view, double value) { values[i++] = value; });
    };
    const std::size_t replicates = std::clamp<std::size_t>(
        most_resampled_groups / std::max<std::size_t>(1, groups.size()), least_replicates, usual_replicates);
    const std::vector<stats::Interval> found = stats::bootstrap(groups, figures, figures_of, replicates, seed);
    std::size_t i = 0;
    each_figure(groups, favoured, with_outcome,
                [&](std::string_view part, std::string_view sub_part, std::string_view name, double value) {
                    place(metrics, part, sub_part, name).set(value, unit_of(part, name)).with(found[i++]);
                });
    const Pooled pooled = pool(groups, favoured);
    if (favoured) {
        // Two rates against each other have a formula, which is better than a thousand samples.
        for (const stats::NamedInterval& interval : stats::pooled_intervals(pooled.favoured, pooled.others)) {
            const bool standard =
                interval.name == "statistical_parity_difference" || interval.name == "disparate_impact";
            if (with_outcome) { place(metrics, "favoured_against_others", "", interval.name).with(interval.ci95); }
            if (standard) { metrics.at(interval.name).with(interval.ci95); }
        }
    }
    if (with_outcome && favoured) {
        Figures weights;
        weights.part("favoured",
                     weights_of(stats::reweighing(stats::base_rate(pooled.favoured), stats::base_rate(pooled.all))));
        weights.part("others",
                     weights_of(stats::reweighing(stats::base_rate(pooled.others), stats::base_rate(pooled.all))));
        metrics.part("reweighing", std::move(weights));
    }
    std::vector<stats::Fraction> decisions;
    for (const stats::Confusion& group : groups) { decisions.push_back(stats::selection_rate(group)); }
    const stats::ChanceGap chance = stats::chance_gap(decisions, replicates, seed);
    metrics.count("bootstrap_replicates", replicates);
    metrics.points("by_chance_gap", chance.median);
    metrics.points("by_chance_p95_gap", chance.p95);
    metrics.p_value("p_by_chance", chance.p);
}

void GroupFigures::add_to_groups(std::span<Group* const> listed) const {
    const Pooled pooled = pool(groups, favoured);
    std::vector<stats::DisparityRates> rates;
    std::size_t largest = 0;
    for (std::size_t g = 0; g < groups.size(); ++g) {
        rates.push_back(stats::disparity_rates(groups[g], pooled.all.selected()));
        if (groups[g].n() > groups[largest].n()) { largest = g; }
    }
    const stats::DisparityRates lowest = stats::lowest_rates(rates);
    const auto group_of_lowest = [&](std::size_t rate) {
        std::size_t g = 0;
        while (g + 1 < groups.size() && rates[g][rate] != lowest[rate]) { ++g; }
        return g;
    };
    /// Against one group; a group has no interval against itself.
    const auto against = [&](Figure& part, std::size_t g, std::size_t reference) {
        const stats::DisparityRates ratios = stats::disparities(rates[g], rates[reference]);
        const std::array<stats::Interval, 10> intervals = stats::disparity_intervals(groups[g], groups[reference]);
        each_disparity(part, with_outcome, [&](Figure& figure, std::size_t i) {
            figure.set(ratios[i], Unit::factor);
            if (g != reference) { figure.with(intervals[i]); }
        });
    };
    for (std::size_t g = 0; g < groups.size(); ++g) {
        Figures& figures = listed[g]->figures;
        if (with_outcome) {
            figures.part("reweighing",
                         weights_of(stats::reweighing(stats::base_rate(groups[g]), stats::base_rate(pooled.all))));
        }
        if (favoured && with_outcome && g != *favoured) {
            Figure& pairwise = figures.at("against_favoured");
            for (const stats::NamedFigure& figure : stats::pairwise_figures(groups[*favoured], groups[g])) {
                pairwise.child(figure.name).set(figure.value);
            }
            for (const stats::NamedInterval& figure : stats::pairwise_intervals(groups[*favoured], groups[g])) {
                pairwise.child(figure.name).with(figure.ci95);
            }
        }
        Figure& disparity = figures.part("disparity", {});
        if (favoured) { against(disparity.child("favoured"), g, *favoured); }
        if (groups.size() > most_groups_with_all_references) { continue; }
        against(disparity.child("largest"), g, largest);
        const stats::DisparityRates ratios = stats::disparities(rates[g], lowest);
        each_disparity(disparity.child("lowest"), with_outcome, [&](Figure& figure, std::size_t i) {
            const std::size_t reference = group_of_lowest(i);
            figure.set(ratios[i], Unit::factor)
                .with(reference == g ? stats::Interval{} : stats::disparity_intervals(groups[g], groups[reference])[i]);
        });
    }
}

}  // namespace klarsicht::bias
