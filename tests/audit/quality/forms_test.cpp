#include <gtest/gtest.h>

#include "report/message_format.h"
#include "support/audit.h"

namespace klarsicht {
namespace {

using test::audit_of;
using test::metrics_of;
using test::outcomes_of;

/// The finding of that variant about the column; nullptr: there is none.
const Outcome* found(const Report& report, std::string_view variant) {
    for (const Outcome* outcome : outcomes_of(report, "quality.validity")) {
        if (outcome->title.key == "quality.validity.title." + std::string(variant)) { return outcome; }
    }
    return nullptr;
}

std::string column(std::string_view name, const std::vector<std::string>& values, int times) {
    std::string csv = "n," + std::string(name) + "\n";
    int n = 0;
    for (int i = 0; i < times; ++i) {
        for (const std::string& value : values) { csv += std::to_string(++n) + "," + value + "\n"; }
    }
    return csv;
}

TEST(Forms, NumbersWithWrongCheckDigits) {
    const std::vector<std::string> ibans = {"DE89370400440532013000", "DE88370400440532013000"};
    const Report report = audit_of(column("konto", ibans, 20), R"({"meaning": {"konto": "iban"}})");
    const Outcome* outcome = found(report, "form");
    ASSERT_NE(outcome, nullptr);
    EXPECT_EQ(outcome->status, Status::fail);
    EXPECT_EQ(metrics_of(*outcome)["invalid_rows"], 20);
    const std::vector<std::string> cards = {"4111111111111111", "4111111111111112", "5500005555555559"};
    const Report of_cards = audit_of(column("karte", cards, 20), R"({"meaning": {"karte": "credit_card"}})");
    ASSERT_NE(found(of_cards, "form"), nullptr);
    EXPECT_EQ(metrics_of(*found(of_cards, "form"))["invalid_rows"], 20);
}

TEST(Forms, ATelephoneNumberNeedsDigits) {
    const std::vector<std::string> right = {"030 23125123", "+225 22533218", "(089) 123-456", "555-0199",
                                            "tel:+4930123456"};
    EXPECT_EQ(found(audit_of(column("tel", right, 10), R"({"meaning": {"tel": "phone"}})"), "phone"), nullptr);
    std::vector<std::string> some = right;
    for (const char* wrong : {"siehe Notiz", "0000000", "12", "4.917E+11"}) { some.emplace_back(wrong); }
    const Report report = audit_of(column("tel", some, 10), R"({"meaning": {"tel": "phone"}})");
    ASSERT_NE(found(report, "phone"), nullptr);
    EXPECT_EQ(metrics_of(*found(report, "phone"))["invalid_rows"], 40);
}

TEST(Forms, PostalCodesThatLostTheirZero) {
    const std::vector<std::string> codes = {"29599", "89358", "19417", "1187", "80331", "50667"};
    const Report report = audit_of(column("PLZ", codes, 10), R"({"meaning": {"PLZ": "postal_code"}})");
    ASSERT_NE(found(report, "postal_zero"), nullptr);
    EXPECT_EQ(metrics_of(*found(report, "postal_zero"))["invalid_rows"], 10);
    // Where zeros are there, four digits are another country's; so they are where a column says so.
    std::vector<std::string> kept = codes;
    kept.emplace_back("01067");
    EXPECT_EQ(found(audit_of(column("PLZ", kept, 10), R"({"meaning": {"PLZ": "postal_code"}})"), "postal_zero"),
              nullptr);
    std::string csv = "PLZ,Land\n";
    for (int i = 0; i < 60; ++i) { csv += i % 6 == 0 ? "1010,AT\n" : std::to_string(20095 + i) + ",DE\n"; }
    const Report abroad = audit_of(csv, R"({"meaning": {"PLZ": "postal_code", "Land": "country"}})");
    EXPECT_EQ(found(abroad, "postal_zero"), nullptr);
}

TEST(Forms, PostalCodesOfNoLength) {
    const std::vector<std::string> codes = {"29599", "89358", "19417", "Hamburg", "80331", "50667", "123"};
    const Report report = audit_of(column("PLZ", codes, 10), R"({"meaning": {"PLZ": "postal_code"}})");
    ASSERT_NE(found(report, "postal_code"), nullptr);
    EXPECT_EQ(metrics_of(*found(report, "postal_code"))["invalid_rows"], 20);
    const std::vector<std::string> british = {"SW1A 1AA", "M1 1AE", "B33 8TH", "CR2 6XH", "DN55 1PT"};
    EXPECT_EQ(found(audit_of(column("zip", british, 10), R"({"meaning": {"zip": "postal_code"}})"), "postal_code"),
              nullptr);
}

TEST(Forms, WhatIsNoGender) {
    const std::vector<std::string> values = {"m", "w", "d", "27", "Berlin", "ledig", "w"};
    const Report report = audit_of(column("g", values, 10), R"({"meaning": {"g": "gender"}})");
    ASSERT_NE(found(report, "gender"), nullptr);
    EXPECT_EQ(metrics_of(*found(report, "gender"))["invalid_rows"], 30);
    for (const std::vector<std::string>& right :
         {std::vector<std::string>{"male", "female", "prefer not to say", "other"}, {"1", "2", "9"}, {"M", "F", "U"}}) {
        EXPECT_EQ(found(audit_of(column("g", right, 20), R"({"meaning": {"g": "gender"}})"), "gender"), nullptr)
            << right[0];
    }
}

TEST(Forms, BirthYearsThatCannotBe) {
    const std::vector<std::string> years = {"1893", "1957", "1988", "1971", "1900", "2001"};
    const Report report = audit_of(column("born", years, 10), R"({"meaning": {"born": "birth_year"}})");
    ASSERT_NE(found(report, "birth_year"), nullptr);
    EXPECT_EQ(metrics_of(*found(report, "birth_year"))["invalid_rows"], 20);
}

TEST(Forms, APassSaysWhatItRestsOn) {
    const Report report = audit_of(column("amount", {"5", "6", "7", "9"}, 20));
    EXPECT_EQ(outcomes_of(report, "quality.validity").front()->summary.key, "quality.validity.summary.none_kinds");
    const Report mails = audit_of(column("email", {"a@example.com", "b@example.com"}, 20));
    EXPECT_EQ(outcomes_of(mails, "quality.validity").front()->summary.key, "quality.validity.summary.none");
}

}  // namespace
}  // namespace klarsicht
