// Every rule pack: every limit of every check with its value, its date and its source in both languages.
#include <gtest/gtest.h>

#include <cmath>

#include "audit/plan.h"
#include "audit/registry.h"
#include "audit/rules.h"
#include "support/files.h"

namespace klarsicht {
namespace {

std::vector<std::string> packs() {
    std::vector<std::string> ids;
    for (const std::string& path : test::files_below("assets/rules", ".json")) {
        const std::string name = path.substr(path.rfind('/') + 1);
        ids.push_back(name.substr(0, name.size() - 5));
    }
    return ids;
}

class RulePack : public testing::TestWithParam<std::string> {};
INSTANTIATE_TEST_SUITE_P(All, RulePack, testing::ValuesIn(packs()));

TEST_P(RulePack, IsNamedAsItsFile) {
    const auto rules = Rules::load(GetParam());
    ASSERT_TRUE(rules.has_value());
    EXPECT_EQ(rules->id(), GetParam());
}

TEST_P(RulePack, EveryLimitHasAValueADateAndASource) {
    const auto rules = Rules::load(GetParam());
    ASSERT_TRUE(rules.has_value());
    EXPECT_FALSE(rules->limits().empty());
    for (const Limit& limit : rules->limits()) {
        EXPECT_TRUE(days_of_iso_date(limit.date).has_value()) << limit.name;
        for (const std::string& language : test::languages()) {
            EXPECT_NE(limit.source.find(language), limit.source.end()) << limit.name << " " << language;
        }
    }
}

TEST_P(RulePack, HasEveryLimitThatACheckNames) {
    const auto rules = Rules::load(GetParam());
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
