#include "profile/personal_text.h"

#include <gtest/gtest.h>

#include <map>
#include <string>

#include <nlohmann/json.hpp>

#include "support/data.h"

namespace klarsicht {
namespace {

std::string found_in(std::string_view text) {
    std::string result;
    for (const PersonalSpan& span : find_personal(text)) {
        result += (result.empty() ? "" : "; ") + std::string(span.type) + "=" +
                  std::string(text.substr(span.start, span.end - span.start));
    }
    return result;
}

TEST(PersonalText, FindsWhatHasAForm) {
    EXPECT_EQ(found_in("Bitte an anna.weber@example.org, danke."), "email=anna.weber@example.org");
    EXPECT_EQ(found_in("Rückruf unter 0171 2345678."), "phone=0171 2345678");
    EXPECT_EQ(found_in("IBAN DE89 3704 0044 0532 0130 00 geprüft"), "iban=DE89 3704 0044 0532 0130 00");
    EXPECT_EQ(found_in("Login von 192.168.13.7 um 14:32"), "ipv4=192.168.13.7");
    EXPECT_EQ(found_in("Karte 4111 1111 1111 1111 gesperrt"), "credit_card=4111 1111 1111 1111");
}

TEST(PersonalText, LeavesDatesNumbersAndPricesAlone) {
    for (const std::string_view text :
         {"call back in 30 days", "am 30.03.2024 angerufen", "Bestellung 2024-03-30 14:32", "1.234.567,89 EUR",
          "ref 8f3a22bc", "@", "a@b", "DE89 3704 0044 0532 0130 01", "https://example.org/?id=0123456789"}) {
        EXPECT_EQ(found_in(text), "") << text;
    }
}

TEST(PersonalText, PrefilterNeverHidesAFinding) {
    for (const std::string_view text : {"x a@b.de", "tel 0171 2345678", "DE89 3704 0044 0532 0130 00"}) {
        EXPECT_TRUE(may_hold_personal(text)) << text;
    }
    EXPECT_FALSE(may_hold_personal("nothing here, 123"));
}

TEST(PersonalText, LabelledNotes) {
    const auto text = test::read_shared("personal/notes.json");
    if (!text) { GTEST_SKIP() << "no shared data"; }
    const std::map<std::string, std::string_view> types = {
        {"EMAIL", "email"}, {"PHONE", "phone"}, {"IBAN", "iban"}, {"IP", "ipv4"}};
    std::map<std::string, std::pair<int, int>> found;
    for (const auto& note : nlohmann::json::parse(*text, nullptr, false)) {
        const auto full = note["full_text"].get<std::string>();
        const auto spans = find_personal(full);
        for (const auto& wanted : note["spans"]) {
            const auto type = types.find(wanted["entity_type"].get<std::string>());
            if (type == types.end()) { continue; }
            const auto value = wanted["entity_value"].get<std::string>();
            auto& [right, all] = found[type->first];
            ++all;
            right +=
                std::ranges::any_of(spans,
                                    [&](const PersonalSpan& s) {
                                        return s.type == type->second && full.substr(s.start, s.end - s.start) == value;
                                    })
                    ? 1
                    : 0;
        }
    }
    for (const auto& [type, counts] : found) {
        EXPECT_GE(counts.first, 0.9 * counts.second) << type << " " << counts.first << "/" << counts.second;
    }
}

}  // namespace
}  // namespace klarsicht
