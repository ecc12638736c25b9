// Files in which whole rows stand several times: what repeats say is not taken for evidence.
#include <gtest/gtest.h>

#include "stats/random.h"
#include "support/audit.h"

namespace klarsicht {
namespace {

/// Orders of nobody in particular, in enough columns that no two are alike by chance. @param times each of those who
/// bought in the second group stands so often
std::string file_of(int n, int times, double rate, double other_rate) {
    stats::Random random(5);
    std::string csv = "sex,age,income,latitude,longitude,pin,basket,bought\n";
    for (int i = 0; i < n; ++i) {
        const bool f = i % 2 == 0;
        const bool bought = random.uniform() < (f ? rate : other_rate);
        std::string row = f ? "f," : "m,";
        for (const std::uint64_t most : {60u, 5000u, 9000u, 9000u, 90u, 300u}) {
            row += std::to_string(18 + random.below(most)) + ",";
        }
        row += bought ? "yes\n" : "no\n";
        for (int k = 0; k < (f && bought ? times : 1); ++k) { csv += row; }
    }
    return csv;
}

constexpr std::string_view plan = R"({"version": 1, "roles": {"sex": ["protected"], "bought": ["outcome"]},
    "positive": {"bought": {"equals": "yes"}}})";

std::string note_of(const Outcome& outcome) {
    for (const Note& note : outcome.notes) {
        if (note.id == "repeated_rows") { return note.text.key; }
    }
    return {};
}

TEST(RepeatedRows, EvidenceThatIsGoneWhenTheyCountOnceIsNoAlarm) {
    const Report report = test::audit_of(file_of(600, 3, 0.3, 0.3), plan);
    const Outcome& outcome = test::outcome_about(report, "bias.outcomes", {"sex", "bought"});
    EXPECT_EQ(outcome.status, Status::info);
    EXPECT_EQ(note_of(outcome), "bias.repeated.gone");
}

TEST(RepeatedRows, EvidenceThatStaysIsToldWithThem) {
    const Report report = test::audit_of(file_of(600, 3, 0.6, 0.2), plan);
    const Outcome& outcome = test::outcome_about(report, "bias.outcomes", {"sex", "bought"});
    EXPECT_EQ(outcome.status, Status::warn);
    EXPECT_EQ(note_of(outcome), "bias.repeated.holds");
}

TEST(RepeatedRows, WithoutRepeatsNothingIsSaid) {
    const Report report = test::audit_of(file_of(600, 1, 0.6, 0.2), plan);
    const Outcome& outcome = test::outcome_about(report, "bias.outcomes", {"sex", "bought"});
    EXPECT_EQ(outcome.status, Status::warn);
    EXPECT_EQ(note_of(outcome), "");
}

/// Few columns make people alike without a mistake: they are no duplicates, and count.
TEST(RepeatedRows, PeopleWhoAreAlikeAreNoRepeats) {
    std::string csv = "sex,bought\n";
    for (int i = 0; i < 1000; ++i) {
        csv += i % 2 == 0 ? (i % 5 < 3 ? "f,yes\n" : "f,no\n") : (i % 5 < 1 ? "m,yes\n" : "m,no\n");
    }
    const Report report = test::audit_of(csv, plan);
    const Outcome& outcome = test::outcome_about(report, "bias.outcomes", {"sex", "bought"});
    EXPECT_EQ(outcome.status, Status::warn);
    EXPECT_EQ(note_of(outcome), "");
}

}  // namespace
}  // namespace klarsicht
