// The rule pack: every limit of every check with its value, its date and its source in both languages.
#include <gtest/gtest.h>

#include <cmath>

#include "audit/registry.h"
#include "audit/rules.h"

namespace klarsicht {
namespace {

TEST(RulePack, EveryLimitHasAValueADateAndASource) {
    const auto rules = Rules::load("eu-2026-11");
    ASSERT_TRUE(rules.has_value());
    std::size_t limits = 0;
    for (const auto& [name, limit] : rules->all().items()) {
        ++limits;
        ASSERT_TRUE(limit.is_object()) << name;
        EXPECT_TRUE(limit.contains("value") && limit["value"].is_number()) << name;
        EXPECT_TRUE(limit.contains("date") && limit["date"].is_string() && limit["date"].get<std::string>().size() == 10) << name;
        for (const char* language : {"de", "en"}) {
            EXPECT_TRUE(limit.contains("source") && limit["source"].is_object() && limit["source"].contains(language)) << name << " " << language;
        }
    }
    EXPECT_GT(limits, 0U);
}

TEST(RulePack, HasEveryLimitThatACheckNames) {
    const auto rules = Rules::load("eu-2026-11");
    ASSERT_TRUE(rules.has_value());
    for (const Check* check : all_checks()) {
        for (const std::string_view limit : check->info().limits) {
            EXPECT_TRUE(rules->has(limit)) << check->info().id << " uses " << limit;
            EXPECT_TRUE(std::isfinite(rules->limit(limit))) << limit;
        }
    }
}

}  // namespace
}  // namespace klarsicht
