#include <gtest/gtest.h>

#include "support/audit.h"

namespace klarsicht {
namespace {

std::string file(int shift) {
    std::string csv = "sex,really,chosen\n";
    for (int i = 0; i < 400; ++i) {
        const bool really = i % 3 == 0;
        const bool chosen = i % 10 < shift ? !really : really;
        csv += std::string(i % 2 == 0 ? "f" : "m") + (really ? ",1" : ",0") + (chosen ? ",1\n" : ",0\n");
    }
    return csv;
}

constexpr std::string_view plan = R"({"version": 1, "roles": {"sex": ["protected"], "chosen": ["decision"], "really": ["outcome"]},
    "positive": {"chosen": {"equals": "1"}, "really": {"equals": "1"}}})";

TEST(BiasSetup, NoticesADecisionThatIsTheOutcomeUpsideDown) {
    EXPECT_EQ(test::outcome_of_check(test::audit_of(file(1), plan), "bias.setup").status, Status::pass);
    const Report report = test::audit_of(file(9), plan);
    const Outcome& outcome = test::outcome_of_check(report, "bias.setup");
    EXPECT_EQ(outcome.status, Status::warn);
    EXPECT_EQ(outcome.metrics["problem"], "reversed");
}

TEST(BiasSetup, NoticesAReferenceGroupThatDoesNotOccur) {
    const Report report = test::audit_of(file(1), R"({"version": 1, "roles": {"sex": ["protected"], "chosen": ["decision"], "really": ["outcome"]},
        "positive": {"chosen": {"equals": "1"}, "really": {"equals": "1"}}, "favoured": {"sex": "Male"}})");
    const Outcome& outcome = test::outcome_of_check(report, "bias.setup");
    EXPECT_EQ(outcome.status, Status::warn);
    EXPECT_EQ(outcome.metrics["problem"], "favoured_absent");
}

}  // namespace
}  // namespace klarsicht
