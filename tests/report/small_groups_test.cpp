// What was decided, predicted or measured about one to four people is in no output: two files that differ in nothing
// else give the same bytes, in every format. Stronger than a search for their figures: no sum, difference or sentence
// can tell them apart either.
#include <gtest/gtest.h>

#include <array>

#include "report/json_lines.h"
#include "report/render.h"
#include "support/audit.h"

namespace klarsicht {
namespace {

/// What one small group was given, in every measured column: decision, outcome, score, price, treatment.
struct Fate {
    std::string_view decision, outcome, score, price, treatment;
};
constexpr std::array<Fate, 4> fates = {
    {{"yes", "yes", "0.91", "19.5", "mail"},
     {"no", "yes", "0.12", "49.5", "none"},
     {"no", "no", "0.55", "88.5", "mail"},
     {"yes", "no", "0.123", "19.75", "none"}}};  // the last: numbers that nobody else has

/// Whether the few stand above or below all others: in which order values first appear must not tell either.
enum class Place { below, above };

/// 160 people, and `few` of a group of their own, all with the same fate.
std::string file_with(std::size_t few, const Fate& fate, Place place = Place::below) {
    std::string csv;
    for (int i = 0; i < 160; ++i) {
        csv += "p" + std::to_string(1000 + i) + (i % 2 == 0 ? ",female," : ",male,") + std::to_string(20 + i % 50) +
               (i % 3 == 0 ? ",Kiel,0." : ",Bonn,0.") + std::to_string(10 + i * 7 % 90) +
               (i % 3 == 0 ? ",yes," : ",no,") + (i % 4 == 0 ? "yes," : "no,") + std::to_string(20 + i * 3 % 70) +
               ".5" + (i % 5 == 0 ? ",none," : ",mail,") + (i % 2 == 0 ? "Meier" : "Schulz") +
               (i < 80 ? ",v1\n" : ",v2\n");
    }
    std::string theirs;
    for (std::size_t i = 0; i < few; ++i) {
        theirs += "p" + std::to_string(2000 + i) + ",diverse," + std::to_string(31 + i) + ",Kiel," +
                  std::string(fate.score) + "," + std::string(fate.decision) + "," + std::string(fate.outcome) + "," +
                  std::string(fate.price) + "," + std::string(fate.treatment) + ",Meier,v2\n";
    }
    const std::string header =
        "person,sex,age,city,score,selected,bought,price,campaign_group,reviewer,model_version\n";
    return header + (place == Place::above ? theirs + csv : csv + theirs);
}

constexpr std::string_view plan = R"({"version": 1,
    "roles": {"person": ["person"], "sex": ["protected"], "age": ["protected"], "city": ["attribute"], "score": ["score"], "selected": ["decision"],
              "bought": ["outcome"], "price": ["price"], "campaign_group": ["treatment"], "reviewer": ["reviewer"], "model_version": ["model_version"]},
    "positive": {"selected": {"equals": "yes"}, "bought": {"equals": "yes"}}, "bins": {"age": [30, 45, 60]},
    "treatment": {"column": "campaign_group", "control": "none"}, "crossed": [["sex", "age"]]})";

/// Everything that can leave the program, without the file's size and checksum.
std::vector<std::pair<std::string, std::string>> outputs_of(const Report& report) {
    Report told = report;
    told.source.sha256.clear();
    told.source.bytes = 0;
    std::vector<std::pair<std::string, std::string>> outputs;
    for (const Language language : {Language::de, Language::en}) {
        const std::string name(name_of(language));
        outputs.emplace_back("json " + name, report_to_json_file(told, language));
        outputs.emplace_back("html " + name, report_to_html(told, language));
        outputs.emplace_back("md " + name, report_to_markdown(told, language));
        outputs.emplace_back("csv " + name, report_to_csv(told, language));
    }
    outputs.emplace_back("counts", counts_to_csv(told));
    return outputs;
}

/// The lines in which they differ.
std::string difference(std::string_view a, std::string_view b) {
    std::size_t line = 0;
    std::string found;
    while (!a.empty() && !b.empty() && found.size() < 1500) {
        const std::string_view first = a.substr(0, a.find('\n'));
        const std::string_view second = b.substr(0, b.find('\n'));
        if (first != second) {
            std::size_t at = 0;
            while (at < first.size() && at < second.size() && first[at] == second[at]) { ++at; }
            const std::size_t from = at < 160 ? 0 : at - 160;
            found += "line " + std::to_string(line) + ": …" + std::string(first.substr(from, 240)) + "\n     not …" +
                     std::string(second.substr(from, 240)) + "\n";
        }
        a.remove_prefix(std::min(a.size(), first.size() + 1));
        b.remove_prefix(std::min(b.size(), second.size() + 1));
        ++line;
    }
    return found;
}

/// The same without a decision: what happened and what was paid is compared by group, also by what is not protected.
constexpr std::string_view plan_of_outcomes = R"({"version": 1,
    "roles": {"person": ["person"], "sex": ["protected"], "age": ["protected"], "city": ["quasi_identifier"], "score": ["score"], "selected": ["outcome"],
              "bought": ["outcome"], "price": ["price"], "campaign_group": ["treatment"], "reviewer": ["quasi_identifier"], "model_version": ["quasi_identifier"]},
    "positive": {"selected": {"equals": "yes"}, "bought": {"equals": "yes"}}, "bins": {"age": [30, 45, 60]},
    "treatment": {"column": "campaign_group", "control": "none"}, "crossed": [["sex", "age"]]})";

class SmallGroups : public testing::TestWithParam<std::size_t> {};

TEST_P(SmallGroups, NoOutputDependsOnWhatWasDecidedAboutThem) {
    for (const Place place : {Place::below, Place::above}) {
        const auto first = outputs_of(test::audit_of(file_with(GetParam(), fates[0], place), plan));
        for (std::size_t other = 1; other < fates.size(); ++other) {
            const auto second = outputs_of(test::audit_of(file_with(GetParam(), fates[other], place), plan));
            ASSERT_EQ(first.size(), second.size());
            for (std::size_t i = 0; i < first.size(); ++i) {
                EXPECT_TRUE(first[i].second == second[i].second) << first[i].first << " " << other << "\n"
                                                                 << difference(first[i].second, second[i].second);
            }
        }
    }
}

TEST_P(SmallGroups, NorOnWhatHappenedToThemWhereNothingWasDecided) {
    const auto first = outputs_of(test::audit_of(file_with(GetParam(), fates[0]), plan_of_outcomes));
    for (std::size_t other = 1; other < fates.size(); ++other) {
        const auto second = outputs_of(test::audit_of(file_with(GetParam(), fates[other]), plan_of_outcomes));
        ASSERT_EQ(first.size(), second.size());
        for (std::size_t i = 0; i < first.size(); ++i) {
            EXPECT_TRUE(first[i].second == second[i].second) << first[i].first << " " << other << "\n"
                                                             << difference(first[i].second, second[i].second);
        }
    }
}

INSTANTIATE_TEST_SUITE_P(OneToFour, SmallGroups, testing::Values(1, 2, 3, 4));

/// Nor on whether two of them were treated alike: they are not counted as equal rows.
TEST(SmallGroupsToo, WhetherTwoAreAlikeIsNotTold) {
    const auto told = [](std::string_view second) {
        std::string csv = "sex,selected\n";
        for (int i = 0; i < 80; ++i) { csv += std::string(i % 2 == 0 ? "f" : "m") + (i % 3 == 0 ? ",yes\n" : ",no\n"); }
        csv += "x,yes\nx," + std::string(second) + "\n";
        return outputs_of(test::audit_of(csv, R"({"version": 1, "roles": {"sex": ["protected"],
            "selected": ["decision"]}, "positive": {"selected": {"equals": "yes"}}})"));
    };
    EXPECT_EQ(told("yes"), told("no"));
}

TEST(SmallGroupsToo, FivePeopleAreToldOf) {
    const auto first = outputs_of(test::audit_of(file_with(5, fates[0]), plan));
    const auto second = outputs_of(test::audit_of(file_with(5, fates[1]), plan));
    EXPECT_NE(first[0].second, second[0].second);
}

/// Groups by what is not protected are not withheld but hidden: with a few people in one trade, another's rate and the
/// total would tell.
TEST(SmallGroupsToo, OfFewPeopleOfATradeNothingIsTold) {
    const auto told = [](std::string_view first, std::string_view second) {
        std::string csv = "job,left\n";
        for (int i = 0; i < 300; ++i) {
            csv += std::string(i % 3 == 0   ? "baker"
                               : i % 3 == 1 ? "smith"
                                            : "miller") +
                   (i % 7 < 2 ? ",yes\n" : ",no\n");
        }
        csv +=
            "judge," + std::string(first) + "\njudge," + std::string(second) + "\nbaker," + std::string(second) + "\n";
        return test::audit_of(csv, R"({"version": 1, "roles": {"job": ["quasi_identifier"], "left": ["outcome"]},
            "positive": {"left": {"equals": "yes"}}})");
    };
    const Report report = told("yes", "no");
    const Outcome& outcome = test::outcome_of_check(report, "bias.outcomes");
    ASSERT_EQ(outcome.groups.size(), 4u);
    // The judges, and one trade more, or the total would tell of them.
    EXPECT_EQ(std::ranges::count_if(outcome.groups, [](const Group& group) { return group.hidden; }), 2);
    for (const Group& group : outcome.groups) {
        const Figure::Kind kind = group.figures.find("base_rate")->kind;
        EXPECT_EQ(kind == Figure::Kind::undefined, group.hidden) << group.label();
    }
}

TEST(SmallGroupsToo, WhoAsksForValuesIsToldOfAll) {
    const auto first = outputs_of(test::audit_of(file_with(2, fates[0]), plan, {.show_values = true}));
    const auto second = outputs_of(test::audit_of(file_with(2, fates[1]), plan, {.show_values = true}));
    EXPECT_NE(first[0].second, second[0].second);
}

}  // namespace
}  // namespace klarsicht
