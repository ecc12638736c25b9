#include <gtest/gtest.h>

#include "support/audit.h"

namespace klarsicht {
namespace {

std::string meaning_of(const char* name, const char* start, int digits) {
    std::string csv = std::string("id,") + name + ",source\n";
    for (int i = 0; i < 60; ++i) {
        std::string number = start + std::to_string(100000000 + i * 7919 * 13);
        number.resize(static_cast<std::size_t>(digits), '5');
        csv += "a" + std::to_string(i) + "," + number + ",form\n";
    }
    return test::audit_of(csv).columns[1].meaning;
}

TEST(BarePhones, NumbersOfProgramsThatSendHaveNoPlus) {
    EXPECT_EQ(meaning_of("SMS", "336", 11), "phone");
    EXPECT_EQ(meaning_of("WhatsApp", "49171", 13), "phone");
    EXPECT_EQ(meaning_of("msisdn", "43664", 12), "phone");
    EXPECT_NE(meaning_of("SMS", "3", 3), "phone");       // how many were sent
    EXPECT_NE(meaning_of("Beleg", "336", 11), "phone");  // a number of something
}

}  // namespace
}  // namespace klarsicht
