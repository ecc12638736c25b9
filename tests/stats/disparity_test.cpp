// Every group figure against what Fairlearn, AIF360 and Aequitas computed for the same counts (reference/bias.json
// beside the data).
#include "stats/disparity.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <nlohmann/json.hpp>

#include "support/data.h"

namespace klarsicht::stats {
namespace {

using Json = nlohmann::ordered_json;

std::size_t compared = 0;

/// @param undefined_as what the reference tool writes where the figure is 0/0 or x/0
void expect_equal(double got, const Json& want, const std::string& where, double undefined_as = undefined) {
    ++compared;
    if (want.is_null() || !want.is_number()) {
        EXPECT_TRUE(std::isnan(got)) << where << " is " << got;
        return;
    }
    const auto value = want.get<double>();
    if (std::isnan(got)) {
        EXPECT_EQ(value, undefined_as) << where << " is undefined";
        return;
    }
    // Differences of nearly equal shares have lost digits in the reference too.
    EXPECT_LE(std::fabs(got - value), 1e-12 * std::max(std::fabs(value), 1e-3))
        << where << ": " << got << " should be " << value;
}

struct Analysis {
    std::string where;
    Json reference;
    std::vector<std::string> labels;
    std::vector<Confusion> groups;
    std::size_t favoured = 0;
    std::size_t largest = 0;
    Confusion others;
    Confusion all;
};

std::vector<Analysis> analyses() {
    std::vector<Analysis> found;
    const auto text = test::read_shared("../reference/bias.json");
    const Json data = text ? Json::parse(*text, nullptr, false) : Json();
    if (!data.is_object()) { return found; }
    for (const auto& [name, set] : data["datasets"].items()) {
        if (!set.contains("analyses")) { continue; }
        for (const auto& [title, a] : set["analyses"].items()) {
            Analysis analysis{.where = name + "/" + title + "/", .reference = a};
            for (const auto& [label, group] : a["groups"].items()) {
                const auto count = [&](const char* key) { return group[key].get<std::uint64_t>(); };
                const Confusion c{.tp = count("tp"), .fp = count("fp"), .tn = count("tn"), .fn = count("fn")};
                const bool favoured = label == a["aif360"]["privileged"].get<std::string>();
                if (favoured) { analysis.favoured = analysis.groups.size(); }
                if (!analysis.groups.empty() && c.n() > analysis.groups[analysis.largest].n()) {
                    analysis.largest = analysis.groups.size();
                }
                if (!favoured) { analysis.others += c; }
                analysis.all += c;
                analysis.labels.push_back(label);
                analysis.groups.push_back(c);
            }
            found.push_back(std::move(analysis));
        }
    }
    return found;
}

#define KLARSICHT_ANALYSES_OR_SKIP(name)                            \
    const std::vector<Analysis> name = analyses();                  \
    if (name.empty()) { GTEST_SKIP() << "no reference/bias.json"; } \
    compared = 0

TEST(Disparity, BetweenGroupsAndToOverallAsFairlearn) {
    KLARSICHT_ANALYSES_OR_SKIP(all);
    for (const Analysis& analysis : all) {
        const Json& fairlearn = analysis.reference["fairlearn"];
        // Where Fairlearn writes 0 for 0/0 its figures are those of an invented group.
        const bool invented = !fairlearn["groups_where_fairlearn_writes_0_for_0_over_0"].empty();
        for (const RateDefinition& rate : confusion_rates()) {
            const auto want = fairlearn.find(std::string(rate.name));
            if (want == fairlearn.end() || (invented && rate.name != "selection_rate" && rate.name != "accuracy")) {
                continue;
            }
            const RateSpread got = rate_spread(analysis.groups, analysis.all, rate.of);
            const std::string where = analysis.where + std::string(rate.name);
            expect_equal(got.difference, (*want)["difference_between_groups"], where + "/difference");
            expect_equal(got.ratio, (*want)["ratio_between_groups"], where + "/ratio");
            expect_equal(got.difference_to_overall, (*want)["difference_to_overall"], where + "/difference_to_overall");
            expect_equal(got.ratio_to_overall, (*want)["ratio_to_overall"], where + "/ratio_to_overall");
            expect_equal(got.min, (*want)["group_min"], where + "/min");
            expect_equal(got.max, (*want)["group_max"], where + "/max");
        }
    }
    EXPECT_GT(compared, 500u);
}

TEST(Disparity, FavouredAgainstTheOthersAsAif360) {
    KLARSICHT_ANALYSES_OR_SKIP(all);
    for (const Analysis& analysis : all) {
        const Json& aif = analysis.reference["aif360"];
        const Confusion& favoured = analysis.groups[analysis.favoured];
        for (const NamedFigure& figure : pooled_figures(favoured, analysis.others)) {
            ASSERT_TRUE(aif.contains(std::string(figure.name))) << figure.name;
            expect_equal(figure.value, aif[std::string(figure.name)], analysis.where + std::string(figure.name));
        }
        for (const NamedFigure& figure : inequality_figures(favoured, analysis.others, analysis.groups)) {
            std::string name(figure.name);
            if (name == "generalized_entropy_index" || name == "between_group_generalized_entropy_index") {
                name += "_alpha2";
            }
            ASSERT_TRUE(aif.contains(name)) << name;
            // AIF360 gets indices near 0 as a difference of nearly equal numbers.
            const double tolerance = 1e-11 * std::max(1e-4, aif[name].get<double>());
            EXPECT_NEAR(figure.value, aif[name].get<double>(),
                        name.ends_with("variation") ? 1e-8 : std::max(tolerance, 1e-15))
                << analysis.where << name;
            ++compared;
        }
        for (std::size_t g = 0; g < analysis.groups.size(); ++g) {
            const auto want = aif["each_group_vs_privileged"].find(analysis.labels[g]);
            if (want == aif["each_group_vs_privileged"].end()) { continue; }
            for (const NamedFigure& figure : pairwise_figures(favoured, analysis.groups[g])) {
                expect_equal(figure.value, (*want)[std::string(figure.name)],
                             analysis.where + analysis.labels[g] + "/" + std::string(figure.name));
            }
        }
        std::vector<Fraction> labels;
        std::vector<Fraction> decisions;
        for (const Confusion& c : analysis.groups) {
            labels.push_back(base_rate(c));
            decisions.push_back(selection_rate(c));
        }
        expect_equal(differential_fairness(labels), aif["label_smoothed_empirical_differential_fairness_c1"],
                     analysis.where + "label EDF");
        expect_equal(differential_fairness(decisions), aif["pred_smoothed_empirical_differential_fairness_c1"],
                     analysis.where + "decision EDF");
        expect_equal(differential_fairness(decisions) - differential_fairness(labels),
                     aif["differential_fairness_bias_amplification_c1"], analysis.where + "amplification");
        const Reweighing own = reweighing(base_rate(favoured), base_rate(analysis.all));
        const Reweighing rest = reweighing(base_rate(analysis.others), base_rate(analysis.all));
        const Json& weights = aif["reweighing_on_labels"];
        expect_equal(own.favourable, weights["w_privileged_favourable"], analysis.where + "weight");
        expect_equal(own.unfavourable, weights["w_privileged_unfavourable"], analysis.where + "weight");
        expect_equal(rest.favourable, weights["w_unprivileged_favourable"], analysis.where + "weight");
        expect_equal(rest.unfavourable, weights["w_unprivileged_unfavourable"], analysis.where + "weight");
    }
    EXPECT_GT(compared, 800u);
}

TEST(Disparity, DisparitiesAsAequitas) {
    KLARSICHT_ANALYSES_OR_SKIP(all);
    for (const Analysis& analysis : all) {
        const Json& aequitas = analysis.reference["aequitas"];
        std::vector<DisparityRates> rates;
        for (const Confusion& c : analysis.groups) { rates.push_back(disparity_rates(c, analysis.all.selected())); }
        const DisparityRates lowest = lowest_rates(rates);
        const std::map<std::string, DisparityRates> references = {
            {"reference_predefined_privileged", rates[analysis.favoured]},
            {"reference_major_group", rates[analysis.largest]},
            {"reference_min_metric", lowest}};
        for (const auto& [name, reference] : references) {
            for (std::size_t g = 0; g < rates.size(); ++g) {
                const auto want = aequitas[name].find(analysis.labels[g]);
                if (want == aequitas[name].end()) { continue; }
                const DisparityRates got = disparities(rates[g], reference);
                for (std::size_t i = 0; i < got.size(); ++i) {
                    const std::string key = std::string(disparity_names[i]) + "_disparity";
                    expect_equal(got[i], (*want)[key], analysis.where + name + "/" + analysis.labels[g] + "/" + key,
                                 10.0);
                }
            }
        }
    }
    EXPECT_GT(compared, 3000u);
}

TEST(Disparity, NothingIsInvented) {
    const Confusion nobody{};
    const Confusion some{.tp = 1, .fp = 1, .tn = 1, .fn = 1};
    for (const NamedFigure& figure : pooled_figures(nobody, some)) {
        EXPECT_TRUE(std::isnan(figure.value)) << figure.name;
    }
    const Confusion only[] = {nobody, some};
    EXPECT_EQ(rate_spread(only, some, selection_rate).difference, 0);
    EXPECT_TRUE(std::isnan(rate_spread(std::span(only, 1), nobody, selection_rate).min));
    const Fraction one[] = {{1, 2}, {0, 0}};
    EXPECT_TRUE(std::isnan(differential_fairness(one)));
    EXPECT_TRUE(std::isnan(reweighing({0, 4}, {2, 8}).favourable));
    EXPECT_EQ(reweighing({0, 4}, {2, 8}).unfavourable, 4.0 * 6 / (8 * 4));
}

}  // namespace
}  // namespace klarsicht::stats
