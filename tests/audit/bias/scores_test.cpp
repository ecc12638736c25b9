#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "stats/random.h"
#include "support/audit.h"
#include "support/data.h"
#include "table/trim.h"

namespace klarsicht {
namespace {

constexpr std::string_view plan =
    R"({"version": 1, "roles": {"sex": ["protected"], "score": ["score"], "really": ["outcome"]},
            "positive": {"really": {"equals": "1"}},
    "favoured": {"sex": "m"}})";

/// People of a score between 0 and 1 that is the probability, but for what `bend` makes of it for the f.
template <class Bend>
std::string scored(std::size_t rows, Bend bend) {
    stats::Random random(21);
    std::string csv = "sex,score,really\n";
    for (std::size_t i = 0; i < rows; ++i) {
        const bool f = random.below(2) == 0;
        const double score = static_cast<double>(random.below(100)) / 100;
        const double probability = f ? bend(score) : score;
        csv += std::string(f ? "f" : "m") + "," + std::to_string(score) + "," +
               (random.uniform() < probability ? "1" : "0") + "\n";
    }
    return csv;
}

const Group& group_named(const Outcome& outcome, std::string_view label) {
    static const Group none;
    const auto found = std::ranges::find(outcome.groups, label, &Group::label);
    EXPECT_NE(found, outcome.groups.end()) << label;
    return found == outcome.groups.end() ? none : *found;
}

TEST(Scores, MeanTheSameForAll) {
    const Report report = test::audit_of(scored(6000, [](double score) { return score; }), plan);
    const Outcome& outcome = test::outcome_of_check(report, "bias.scores");
    EXPECT_EQ(outcome.status, Status::pass);
    EXPECT_LT(outcome.groups[0].number_of("expected_calibration_error"), 0.05);
    EXPECT_EQ(test::metrics_of(outcome)["probability_scale"], true);
    EXPECT_EQ(test::outcome_of_check(report, "bias.ranking").status, Status::pass);
}

TEST(Scores, UnderestimateAGroup) {
    const Report report = test::audit_of(scored(6000, [](double score) { return std::min(1.0, score + 0.2); }), plan);
    const Outcome& outcome = test::outcome_of_check(report, "bias.scores");
    EXPECT_EQ(outcome.status, Status::warn);
    EXPECT_EQ(outcome.title.key, "bias.scores.title.underestimated");
    const Group& f = group_named(outcome, "f");
    EXPECT_EQ(f.text_of("verdict"), "underestimated");
    EXPECT_NEAR(f.number_of("calibration_difference"), 0.18, 0.04);
}

/// A column that forecasts nothing has no "same score": what is left of the comparison is how often it happens.
TEST(Scores, ThatSayNothingAreNotComparedAtTheSameScore) {
    std::string csv = "sex,score,really\n";
    for (int i = 0; i < 4000; ++i) {
        const bool f = i % 2 == 0;
        csv += std::string(f ? "f," : "m,") + std::to_string(i / 2 * 37 % 600) +
               (i / 2 % 100 < (f ? 40 : 20) ? ",1\n" : ",0\n");
    }
    const Report report = test::audit_of(csv, R"({"version": 1, "roles": {"sex": ["protected"], "score": ["score"],
        "really": ["outcome"]}, "positive": {"really": {"equals": "1"}}})");
    const Outcome& outcome = test::outcome_of_check(report, "bias.scores");
    EXPECT_EQ(outcome.status, Status::info);
    EXPECT_EQ(outcome.title.key, "bias.scores.title.says_nothing");
}

TEST(Scores, RankWorseInAGroup) {
    const Report report = test::audit_of(scored(8000, [](double score) { return 0.25 + score / 2; }), plan);
    const Outcome& outcome = test::outcome_of_check(report, "bias.scores");
    EXPECT_EQ(outcome.title.key, "bias.scores.title.ranks_worse");
    const Group& f = group_named(outcome, "f");
    EXPECT_EQ(f.text_of("verdict"), "ranks_worse");
    EXPECT_GT(f.number_of("abroca"), 0.05);
}

TEST(Scores, AdultEqualsTheReference) {
    KLARSICHT_ADULT_OR_SKIP(csv);
    KLARSICHT_SHARED_OR_SKIP(reference_text, "../reference/bias.json");
    const json reference = json::parse(reference_text, nullptr, false)["datasets"]["adult"];
    const Table adult = test::table_of(csv);
    const auto number = [&](const char* column, std::size_t row) {
        return std::atof(std::string(adult.columns[*adult.find(column)].spelling_at(row)).c_str());
    };
    const auto text = [&](const char* column, std::size_t row) {
        return std::string(trim(adult.columns[*adult.find(column)].spelling_at(row)));
    };
    std::string scored = "sex,race,score,income\n";
    for (std::size_t row = 0; row < adult.rows(); ++row) {
        const double score = 4 * number("education_num", row) + number("hours_per_week", row) +
                             (number("capital_gain", row) > 0 ? 20 : 0);
        scored += text("sex", row) + "," + text("race", row) + "," + std::to_string(static_cast<int>(score)) + "," +
                  text("income", row) + "\n";
    }
    const Report report =
        test::audit_of(scored,
                       R"({"version": 1, "roles": {"sex": ["protected"], "race": ["protected"], "score": ["score"],
            "income": ["outcome"]},
        "positive": {"income": {"equals": ">50K"}}, "crossed": [["sex", "race"]]})");
    std::size_t compared = 0;
    for (const Outcome* outcome : test::outcomes_of(report, "bias.scores")) {
        const std::string name = outcome->subject.size() == 2 ? "sex x race" : outcome->subject[0];
        for (const Group& group : outcome->groups) {
            const json& want = reference["analyses"][name]["groups"][std::string(group.label())];
            EXPECT_NEAR(group.number_of("auc"), want["auc"].get<double>(), 1e-12) << name;
            EXPECT_NEAR(group.number_of("mean_score"), want["mean_score"].get<double>(), 1e-10) << name;
            ++compared;
        }
    }
    EXPECT_EQ(compared, 2u + 5u + 10u);
    // Thresholds count as the file does.
    const Outcome* first = test::outcomes_of(report, "bias.scores").front();
    const json thresholds = test::metrics_of(*first)["thresholds"];
    EXPECT_LE(thresholds.size(), 99u);
    std::uint64_t above = 0;
    for (std::size_t row = 0; row < adult.rows(); ++row) {
        const double score = 4 * number("education_num", row) + number("hours_per_week", row) +
                             (number("capital_gain", row) > 0 ? 20 : 0);
        above += text("sex", row) == first->groups[0].label() && score >= thresholds[5].get<double>() ? 1 : 0;
    }
    EXPECT_EQ(test::groups_of(*first)[0]["at_thresholds"]["selected"][5], above);
}

TEST(Ranking, PutsAGroupBack) {
    std::string csv = "sex,score\n";
    stats::Random random(5);
    for (int i = 0; i < 4000; ++i) {
        const bool f = random.below(2) == 0;
        csv += std::string(f ? "f" : "m") + "," + std::to_string(random.below(100) + (f ? 0 : 20)) + "\n";
    }
    const Report report = test::audit_of(
        csv, R"({"version": 1, "roles": {"sex": ["protected"], "score": ["score"]}, "favoured": {"sex": "m"}})");
    const Outcome& outcome = test::outcome_of_check(report, "bias.ranking");
    EXPECT_EQ(outcome.status, Status::warn);
    const Group& f = group_named(outcome, "f");
    EXPECT_LT(f.number_of("exposure_ratio"), 1);
    EXPECT_EQ(f.number_of("selection_rate_top_5"), 0);
    // Without an outcome nobody knows how good the score is.
    EXPECT_EQ(test::outcome_of_check(report, "bias.scores").status, Status::not_assessed);
}

TEST(Ranking, OneScoreIsNoRanking) {
    const Report report =
        test::audit_of("sex,score\nf,1\nm,1\nf,1\nm,1\n",
                       R"({"version": 1, "roles": {"sex": ["protected"], "score": ["score"]}})", {.show_values = true});
    EXPECT_EQ(test::outcome_of_check(report, "bias.ranking").needs.key, "bias.groups.needs.one_score");
    const Report words = test::audit_of("sex,score\nf,low\nm,high\nf,low\nm,low\n",
                                        R"({"version": 1, "roles": {"sex": ["protected"], "score": ["score"]}})");
    EXPECT_EQ(test::outcome_of_check(words, "bias.ranking").status, Status::not_assessed);
}

/// Two groups of three people each: with one alone its scores would be withheld altogether.
std::string with_small_groups(std::size_t rows) {
    std::string csv = scored(rows, [](double score) { return score; });
    for (const char* sex : {"d", "x"}) {
        for (int i = 0; i < 3; ++i) {
            csv += std::string(sex) + ",0.9" + std::to_string(i) + (i == 0 ? ",1\n" : ",0\n");
        }
    }
    return csv;
}

TEST(Ranking, OfASmallGroupNothingIsTold) {
    const std::string csv = with_small_groups(2000);
    const Report report = test::audit_of(csv, plan);
    for (const std::string_view check : {"bias.scores", "bias.ranking", "bias.mitigation"}) {
        const Outcome& outcome = test::outcome_of_check(report, check);
        for (const std::string_view label : {"d", "x"}) {
            const Group& small = group_named(outcome, label);
            EXPECT_EQ(small.number_of("n"), 3) << check;
            EXPECT_FALSE(small.suppressed.empty()) << check;
            for (const Figure& figure : small.figures) {
                EXPECT_TRUE(figure.open || std::isnan(figure.number())) << check << " " << figure.name;
            }
        }
        for (const ChartRow& row : outcome.chart.rows) { EXPECT_TRUE(row.label != "d" && row.label != "x") << check; }
    }
    const Outcome& scores = test::outcome_of_check(report, "bias.scores");
    for (const json& group : test::groups_of(scores)) {
        const bool small = group["n"] == 3;
        EXPECT_EQ(group["calibration"][9]["n"].is_null(), small) << group.dump();
        EXPECT_EQ(group["at_thresholds"]["selected"][50].is_null(), small) << group.dump();
    }
    // Thresholds are set for the others as if the small groups were not there.
    const Report alone = test::audit_of(scored(2000, [](double score) { return score; }), plan);
    const auto gap = [](const Report& of) {
        return test::outcome_of_check(of, "bias.mitigation").metrics.number_of("selection_rate_difference_before");
    };
    EXPECT_EQ(gap(report), gap(alone));
    const Report full = test::audit_of(csv, plan, {.show_values = true});
    EXPECT_GT(gap(full), gap(alone));
    EXPECT_EQ(group_named(test::outcome_of_check(full, "bias.ranking"), "d").number_of("selection_rate_top_5"), 0);
}

TEST(Ranking, WithSmallGroupsOnlyItSaysSo) {
    std::string csv = "sex,score,really\n";
    for (int i = 0; i < 300; ++i) { csv += "m,0." + std::to_string(100 + i) + (i % 3 == 0 ? ",1\n" : ",0\n"); }
    for (int i = 0; i < 6; ++i) {
        csv += std::string(i < 3 ? "f" : "d") + ",0.9" + std::to_string(i) + (i % 3 == 0 ? ",1\n" : ",0\n");
    }
    const Report report = test::audit_of(csv, plan);
    const Outcome& ranking = test::outcome_of_check(report, "bias.ranking");
    EXPECT_EQ(ranking.status, Status::info);
    EXPECT_EQ(ranking.summary.key, "bias.ranking.summary.small_groups");
    EXPECT_TRUE(ranking.chart.rows.empty());
    EXPECT_EQ(ranking.metrics.find("gravest_group")->kind, Figure::Kind::undefined);
    EXPECT_EQ(test::outcome_of_check(report, "bias.scores").title.key, "bias.scores.title.too_few");
    EXPECT_EQ(test::outcome_of_check(report, "bias.mitigation").needs.key, "bias.groups.needs.small_groups");
}

/// Berkeley 1973, as rows.
TEST(Conditional, FindsSimpsonsParadox) {
    struct Department {
        int women_in, women, men_in, men;
    };
    const Department departments[] = {{89, 108, 512, 825},  {17, 25, 353, 560}, {202, 593, 120, 325},
                                      {131, 375, 138, 417}, {94, 393, 53, 191}, {24, 341, 22, 373}};
    std::string csv = "sex,department,admitted\n";
    char name = 'A';
    for (const Department& d : departments) {
        const auto add = [&](const char* sex, int in, int all) {
            // Twenty times as many, so that the reversal is more than chance.
            for (int i = 0; i < 20 * all; ++i) {
                csv += std::string(sex) + "," + name + "," + (i < 20 * in ? "1" : "0") + "\n";
            }
        };
        add("f", d.women_in, d.women);
        add("m", d.men_in, d.men);
        ++name;
    }
    const Report report = test::audit_of(
        csv, R"({"version": 1, "roles": {"sex": ["protected"], "department": ["attribute"], "admitted": ["decision"]},
        "positive": {"admitted": {"equals": "1"}}, "favoured": {"sex": "m"},
            "limits": {"bias.conditional.gap": 0.01}})");
    const Outcome& outcome = test::outcome_of_check(report, "bias.conditional");
    EXPECT_EQ(outcome.status, Status::warn);
    EXPECT_EQ(outcome.title.key, "bias.conditional.title.reversed");
    EXPECT_EQ(outcome.groups[0].text_of("verdict"), "reversed");
}

TEST(Conditional, SaysWhatExplainsAGap) {
    std::string csv = "sex,buyer,town,chosen\n";
    stats::Random random(8);
    for (int i = 0; i < 8000; ++i) {
        const bool f = random.below(2) == 0;
        // Who bought before is chosen; more men did.
        const bool buyer = random.uniform() < (f ? 0.3 : 0.6);
        csv += std::string(f ? "f" : "m") + "," + (buyer ? "yes" : "no") + ",T" + std::to_string(random.below(6)) +
               "," + (random.uniform() < (buyer ? 0.7 : 0.2) ? "1" : "0") + "\n";
    }
    const Report report =
        test::audit_of(csv,
                       R"({"version": 1, "roles": {"sex": ["protected"], "buyer": ["attribute"], "town": ["attribute"],
            "chosen": ["decision"]},
        "positive": {"chosen": {"equals": "1"}}, "favoured": {"sex": "m"}})");
    const Outcome& outcome = test::outcome_of_check(report, "bias.conditional");
    EXPECT_EQ(outcome.title.key, "bias.conditional.title.explained");
    EXPECT_EQ(outcome.metrics.text_of("column"), "buyer");
    EXPECT_GT(outcome.metrics.number_of("explained_share"), 0.85);
}

TEST(Conditional, OfASmallGroupNothingIsTold) {
    std::string csv = "sex,buyer,chosen\n";
    for (int i = 0; i < 100; ++i) {
        csv += std::string(i % 2 == 0 ? "f," : "m,") +
               (i % 3 == 0 ? "yes,"
                : i < 97   ? "no,"
                           : ",") +
               (i % 5 == 0 ? "1\n" : "0\n");
    }
    csv += "d,yes,1\nd,no,1\nd,no,0\n";
    // Six of x, of whom only two have anything in common with men.
    for (int i = 0; i < 6; ++i) {
        csv += std::string("x,") + (i < 2 ? "yes" : "perhaps") + (i % 2 == 0 ? ",1\n" : ",0\n");
    }
    const std::string roles =
        R"({"version": 1, "roles": {"sex": ["protected"], "buyer": ["attribute"], "chosen": ["decision"]},
        "positive": {"chosen": {"equals": "1"}}, "favoured": {"sex": ")";
    const Report report = test::audit_of(csv, roles + R"(m"}})");
    const Outcome& outcome = test::outcome_of_check(report, "bias.conditional");
    ASSERT_EQ(outcome.groups.size(), 2u);
    EXPECT_FALSE(std::isnan(outcome.groups[0].number_of("difference")));
    EXPECT_EQ(outcome.groups[1].label(), "x");
    EXPECT_TRUE(std::isnan(outcome.groups[1].number_of("difference")));
    EXPECT_FALSE(std::isnan(outcome.groups[1].number_of("raw_difference")));
    const Report full = test::audit_of(csv, roles + R"(m"}})", {.show_values = true});
    const Outcome& with_all = test::outcome_of_check(full, "bias.conditional");
    EXPECT_EQ(with_all.groups.size(), 3u);
    // What is held against three people tells of them.
    const Report against = test::audit_of(csv, roles + R"(d"}})");
    EXPECT_EQ(test::outcome_of_check(against, "bias.conditional").needs.key, "bias.groups.needs.favoured_few");
}

}  // namespace
}  // namespace klarsicht
