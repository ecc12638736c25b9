#include "stats/parity_thresholds.h"

#include <gtest/gtest.h>

#include <cmath>
#include <map>
#include <nlohmann/json.hpp>

#include "ingest/ingest.h"
#include "stats/decorrelate.h"
#include "stats/disparity.h"
#include "stats/random.h"
#include "support/audit.h"
#include "support/data.h"
#include "table/trim.h"

namespace klarsicht::stats {
namespace {

using Json = nlohmann::ordered_json;

/// Adult with the reference's score 4*education_num + hours_per_week + 20*(capital_gain > 0).
struct Adult {
    Table table;
    explicit Adult(const std::string& csv) : table(test::table_of(csv)) {}
    std::string text(const char* column, std::size_t row) const {
        return std::string(trim(table.columns[*table.find(column)].spelling_at(row)));
    }
    double number(const char* column, std::size_t row) const { return std::atof(text(column, row).c_str()); }
    double score(std::size_t row) const {
        return 4 * number("education_num", row) + number("hours_per_week", row) +
               (number("capital_gain", row) > 0 ? 20 : 0);
    }
};

std::vector<ScoreCurve> curves_by_sex(const Adult& adult) {
    std::map<double, ScorePoint> points[2];
    for (std::size_t row = 0; row < adult.table.rows(); ++row) {
        ScorePoint& point = points[adult.text("sex", row) == "Female" ? 0 : 1][adult.score(row)];
        point.score = adult.score(row);
        ++point.rows;
        ++(adult.text("income", row) == ">50K" ? point.positives : point.negatives);
    }
    std::vector<ScoreCurve> curves(2);
    for (std::size_t g = 0; g < 2; ++g) {
        for (const auto& [score, point] : points[g]) { curves[g].push_back(point); }
    }
    return curves;
}

TEST(ParityThresholds, AdultAsFairlearn) {
    KLARSICHT_ADULT_OR_SKIP(csv);
    KLARSICHT_SHARED_OR_SKIP(text, "../reference/bias_extra.json");
    const Json reference = Json::parse(text, nullptr, false)["threshold_optimizer_fairlearn_adult_sex"]["results"];
    const Adult adult(csv);
    const std::vector<ScoreCurve> curves = curves_by_sex(adult);
    const std::map<std::string, std::pair<Parity, Objective>> cases = {
        {"demographic_parity / accuracy_score", {Parity::demographic_parity, Objective::accuracy_score}},
        {"true_positive_rate_parity / accuracy_score", {Parity::true_positive_rate_parity, Objective::accuracy_score}},
        {"demographic_parity / balanced_accuracy_score",
         {Parity::demographic_parity, Objective::balanced_accuracy_score}},
        {"equalized_odds / accuracy_score", {Parity::equalized_odds, Objective::accuracy_score}}};
    std::size_t compared = 0;
    for (const auto& [name, want] : reference.items()) {
        ASSERT_TRUE(cases.contains(name)) << name;
        const auto [parity, objective] = cases.at(name);
        const ParityRules got = parity_rules(curves, parity, objective, {}, 1000);
        ASSERT_EQ(got.groups.size(), 2u);
        const char* labels[] = {"Female", "Male"};
        for (std::size_t g = 0; g < 2; ++g) {
            const GroupRule& rule = got.groups[g];
            const Json& theirs = want[labels[g]];
            const auto operation = [](double threshold) {
                std::string shown = std::to_string(threshold);
                shown.erase(shown.find_last_not_of('0') + 1);
                return "[>" + shown + "]";
            };
            EXPECT_NEAR(rule.p0, theirs["p0"].get<double>(), 1e-9) << name << labels[g];
            EXPECT_NEAR(rule.p1, theirs["p1"].get<double>(), 1e-9) << name << labels[g];
            EXPECT_EQ(operation(rule.threshold0), theirs["operation0"].get<std::string>()) << name << labels[g];
            EXPECT_EQ(operation(rule.threshold1), theirs["operation1"].get<std::string>()) << name << labels[g];
            EXPECT_NEAR(rule.p_ignore, theirs.value("p_ignore", 0.0), 1e-9) << name << labels[g];
            EXPECT_NEAR(rule.selection_rate, want["expected_selection_rate"][labels[g]].get<double>(), 1e-12)
                << name << labels[g];
            EXPECT_NEAR(rule.tpr, want["expected_tpr"][labels[g]].get<double>(), 1e-12) << name << labels[g];
            compared += 7;
        }
        EXPECT_NEAR(got.accuracy, want["expected_accuracy"].get<double>(), 1e-12) << name;
    }
    EXPECT_EQ(compared, 56u);
}

TEST(ParityThresholds, DeterministicRulesComeNearAndCostNoMoreThanNothing) {
    KLARSICHT_ADULT_OR_SKIP(csv);
    const std::vector<ScoreCurve> curves = curves_by_sex(Adult(csv));
    const ParityRules free = common_rule(curves, Objective::accuracy_score, {});
    const ParityRules fixed =
        deterministic_rules(curves, Parity::demographic_parity, Objective::accuracy_score, {}, 1000);
    EXPECT_GT(std::fabs(free.groups[0].selection_rate - free.groups[1].selection_rate), 0.05);
    EXPECT_LT(std::fabs(fixed.groups[0].selection_rate - fixed.groups[1].selection_rate), 0.02);
    EXPECT_LE(fixed.accuracy, free.accuracy);
    EXPECT_EQ(fixed.groups[0].p0, 1);
    const std::vector<FrontierPoint> frontier = fairness_frontier(curves, Objective::accuracy_score, {}, 50);
    ASSERT_GT(frontier.size(), 2u);
    EXPECT_NEAR(frontier.front().difference, 0, 1e-9);
    for (std::size_t i = 1; i < frontier.size(); ++i) { EXPECT_GT(frontier[i].objective, frontier[i - 1].objective); }
    EXPECT_GE(frontier.back().objective, free.accuracy - 1e-3);
}

TEST(ParityThresholds, NothingWithoutPositives) {
    const std::vector<ScoreCurve> curves = {{{.score = 1, .rows = 4, .negatives = 4}},
                                            {{.score = 1, .rows = 4, .positives = 2, .negatives = 2}}};
    EXPECT_TRUE(parity_rules(curves, Parity::demographic_parity, Objective::accuracy_score, {}, 100).groups.empty());
    EXPECT_TRUE(fairness_frontier(curves, Objective::accuracy_score, {}, 10).empty());
}

TEST(Decorrelate, AdultAsFairlearn) {
    KLARSICHT_ADULT_OR_SKIP(csv);
    KLARSICHT_SHARED_OR_SKIP(text, "../reference/bias_extra.json");
    const Json reference = Json::parse(text, nullptr, false)["correlation_remover_adult"];
    const Adult adult(csv);
    const char* names[] = {"hours_per_week", "education_num", "age"};
    std::vector<std::vector<double>> male(1);
    for (std::size_t row = 0; row < adult.table.rows(); ++row) {
        male[0].push_back(adult.text("sex", row) == "Male" ? 1 : 0);
    }
    for (std::size_t c = 0; c < 3; ++c) {
        std::vector<double> x;
        for (std::size_t row = 0; row < adult.table.rows(); ++row) { x.push_back(adult.number(names[c], row)); }
        const std::vector<double> got = decorrelated(male, x, 1);
        for (std::size_t row = 0; row < 3; ++row) {
            EXPECT_NEAR(got[row], reference["first_rows_after"][row][c].get<double>(), 1e-9) << names[c];
        }
        double mean = 0;
        for (const double value : got) { mean += value / static_cast<double>(got.size()); }
        EXPECT_NEAR(mean, reference["mean_after"][c].get<double>(), 1e-9) << names[c];
        EXPECT_EQ(decorrelated(male, x, 0), x);
        // A column twice is no more than once.
        const std::vector<std::vector<double>> twice = {male[0], male[0]};
        EXPECT_NEAR(decorrelated(twice, x, 1)[7], got[7], 1e-9);
    }
}

/// Where group and attribute go together, residuals of the attribute alone hide what the group adds.
TEST(Decorrelate, CoefficientsOfGroupsAreThoseOfTheWholeRegression) {
    std::vector<std::vector<double>> s(2), d(3);
    std::vector<double> x;
    Random random(7);
    for (int i = 0; i < 400; ++i) {
        const bool first = i % 3 == 0, second = i % 3 == 1;
        s[0].push_back((first ? 2.0 : 0.0) + random.uniform());
        s[1].push_back(random.uniform());
        d[0].push_back(first ? 1 : 0);
        d[1].push_back(second ? 1 : 0);
        d[2].push_back(first || second ? 2 : 0);  // nothing new
        x.push_back(5 + 3 * s[0].back() - 2 * s[1].back() + 10 * d[0].back() - 4 * d[1].back());
    }
    const std::vector<double> got = coefficients(s, d, x);
    EXPECT_NEAR(got[0], 10, 1e-9);
    EXPECT_NEAR(got[1], -4, 1e-9);
    EXPECT_TRUE(std::isnan(got[2]));
    // Of one group and nothing else it is the difference of the means.
    const std::vector<std::vector<double>> none;
    const std::vector<std::vector<double>> one = {d[0]};
    double in = 0;
    double out = 0;
    double n = 0;
    for (std::size_t i = 0; i < x.size(); ++i) {
        (d[0][i] > 0 ? in : out) += x[i];
        n += d[0][i];
    }
    EXPECT_NEAR(coefficients(none, one, x)[0], in / n - out / (400 - n), 1e-9);
}

TEST(Decorrelate, RepairedGroupsHaveOneDistribution) {
    Random random(4);
    std::vector<double> x;
    std::vector<std::uint32_t> group;
    for (int i = 0; i < 3000; ++i) {
        group.push_back(static_cast<std::uint32_t>(random.below(2)));
        x.push_back(static_cast<double>(random.below(1000)) + (group.back() == 1 ? 400 : 0));
    }
    const auto means = [&](const std::vector<double>& values) {
        std::array<double, 2> sum{};
        std::array<double, 2> n{};
        for (std::size_t i = 0; i < values.size(); ++i) {
            sum[group[i]] += values[i];
            ++n[group[i]];
        }
        return std::fabs(sum[0] / n[0] - sum[1] / n[1]);
    };
    EXPECT_GT(means(x), 350);
    EXPECT_LT(means(repaired(x, group, 2, 1)), 5);
    EXPECT_NEAR(means(repaired(x, group, 2, 0.5)), means(x) / 2, 5);
    EXPECT_EQ(repaired(x, group, 2, 0), x);
}

TEST(Reweighing, AdultAsTheReference) {
    KLARSICHT_SHARED_OR_SKIP(text, "../reference/bias_extra.json");
    const Json reference = Json::parse(text, nullptr, false)["reweighing_adult"];
    // Counts of Adult by sex: Female 1,769 of 16,192, Male 9,918 of 32,650.
    const Fraction all{11687, 48842};
    EXPECT_NEAR(reweighing({1769, 16192}, all).favourable, reference["sex"]["Female"]["y=1"].get<double>(), 1e-12);
    EXPECT_NEAR(reweighing({1769, 16192}, all).unfavourable, reference["sex"]["Female"]["y=0"].get<double>(), 1e-12);
    EXPECT_NEAR(reweighing({9918, 32650}, all).favourable, reference["sex"]["Male"]["y=1"].get<double>(), 1e-12);
}

}  // namespace
}  // namespace klarsicht::stats
