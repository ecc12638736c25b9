// The rule pack: every limit of every check with its value, its date and its source in both languages.
#include <gtest/gtest.h>

#include <cmath>

#include "audit/plan.h"
#include "audit/registry.h"
#include "audit/rules.h"

namespace klarsicht {
namespace {

TEST(RulePack, EveryLimitHasAValueADateAndASource) {
    const auto rules = Rules::load("eu-2026-11");
    ASSERT_TRUE(rules.has_value());
    EXPECT_FALSE(rules->limits().empty());
    for (const Limit& limit : rules->limits()) {
        EXPECT_TRUE(days_of_iso_date(limit.date).has_value()) << limit.name;
        for (const char* language : {"de", "en"}) { EXPECT_NE(limit.source.find(language), limit.source.end()) << limit.name << " " << language; }
    }
}

TEST(RulePack, HasEveryLimitThatACheckNames) {
    const auto rules = Rules::load("eu-2026-11");
    ASSERT_TRUE(rules.has_value());
    for (const Check* check : all_checks()) {
        for (const std::string_view limit : check->info().limits) {
            EXPECT_TRUE(rules->find(limit) != nullptr) << check->info().id << " uses " << limit;
            EXPECT_TRUE(std::isfinite(rules->limit(limit))) << limit;
        }
    }
}

}  // namespace
}  // namespace klarsicht
