#include "audit/known_values.h"

#include <gtest/gtest.h>

namespace klarsicht {
namespace {

TEST(KnownValues, OfKnownWordsNumbersAndCodes) {
    for (const std::string_view value : {"yes",
                                         "no offer",
                                         "Stufe 2",
                                         "One year",
                                         "Frankfurt am Main",
                                         "weiblich",
                                         "18-25",
                                         "2",
                                         "Keine Angabe",
                                         "Granted",
                                         "refusé",
                                         "Herr Dr.",
                                         "Sehr geehrte Frau",
                                         "Frau Prof. Dr.",
                                         "groß",
                                         "Taschen",
                                         "Schuhe",
                                         "Existing Customer",
                                         "Month-to-month",
                                         "E-Mail",
                                         "bank transfer (automatic)"}) {
        EXPECT_TRUE(is_known_value(value, "")) << value;
    }
    EXPECT_TRUE(is_known_value("v2.1", ""));
    EXPECT_TRUE(is_known_value("2026-11", "version"));
    EXPECT_TRUE(is_known_value("AT", "country"));
    EXPECT_TRUE(is_known_value("en-GB", "language"));
    EXPECT_TRUE(is_known_value("EUR", "currency"));
    EXPECT_TRUE(is_known_value("1st class", ""));
    EXPECT_TRUE(is_known_value("$40K - $60K", "income"));
    EXPECT_TRUE(is_known_value("40.000 bis 60.000 EUR", "income"));
}

TEST(KnownValues, NotOfNamesNumbersAndCodesOfSomebody) {
    for (const std::string_view value :
         {"Anna",       "Kloppenbrink", "Frau Gold", "Tasse Ayşe",   "Deutschland (Erna Krause)",
          "4711883",    "0171 2345678", "Z. N.",     "E.K.",         "Typ 1a",
          "Frau Liebe", "Herr Ma",      "Frau Pan",  "Sehr geehrte", "M. M.",
          "mausi.krs",  "bibbi87",      "Herr Neu",  "Diabetes",     "",
          " ",          "•••",          "\xC3",      "12-34-56-78",  "rz@example.com"}) {
        EXPECT_FALSE(is_known_value(value, "")) << value;
    }
    EXPECT_FALSE(is_known_value("EK", ""));
    EXPECT_FALSE(is_known_value("40K", "")) << "a code may be anybody's";
    EXPECT_FALSE(is_known_value("DE12 5001 0517", "income"));
    EXPECT_FALSE(is_known_value("1st Kloppenbrink", ""));
    EXPECT_FALSE(is_known_value("Krause", "language"));
    EXPECT_FALSE(is_known_value("49171555", "version")) << "a number, and of somebody";
}

}  // namespace
}  // namespace klarsicht
