#include "table/interpretation.h"

#include <cmath>

#include <gtest/gtest.h>

namespace klarsicht {
namespace {

Column column_of(const std::vector<std::pair<std::string, std::uint32_t>>& spellings) {
    Column column;
    column.name = "c";
    for (const auto& [text, rows] : spellings) {
        const std::uint32_t code = column.dictionary.add(text);
        column.counts.resize(column.dictionary.size());
        column.counts[code] += rows;
        column.codes.insert(column.codes.end(), rows, code);
    }
    return column;
}

Interpretation read(const std::vector<std::pair<std::string, std::uint32_t>>& spellings) {
    const InterpretOptions options{default_missing_tokens()};
    return interpret(column_of(spellings), options);
}

/// Kind of a column in which each spelling stands three times.
std::string kind(const std::vector<std::string>& texts) {
    std::vector<std::pair<std::string, std::uint32_t>> spellings;
    for (const std::string& text : texts) { spellings.emplace_back(text, 3); }
    const Interpretation reading = read(spellings);
    return std::string(name_of(reading.kind)) + (reading.ambiguous ? " ambiguous" : "") +
           (reading.invalid > 0 ? " invalid" : "");
}

TEST(Interpretation, WordsForMissingYesAndNoComeFromTheWordList) {
    ASSERT_EQ(default_missing_tokens().size(), 20U);
    EXPECT_EQ(default_missing_tokens().front(), "");
    for (const std::string& token : default_missing_tokens()) {
        EXPECT_EQ(read({{token, 1}, {"12", 3}}).missing, 1U) << token;
    }
    const std::pair<const char*, const char*> answers[] = {{"true", "false"}, {"Yes", "No"}, {"ja", "nein"},
                                                           {"oui", "non"},    {"y", "n"},    {"J", "N"},
                                                           {"t", "f"},        {"o", "n"},    {"w", "f"}};
    for (const auto& [yes, no] : answers) {
        const Interpretation both = read({{yes, 3}, {no, 2}});
        EXPECT_EQ(both.kind, Kind::boolean) << yes;
        EXPECT_EQ(both.values, (std::vector<double>{1, 0})) << yes;
    }
    // Letters of different pairs: women and men, sizes.
    EXPECT_EQ(read({{"y", 3}, {"f", 2}}).kind, Kind::category);
    EXPECT_EQ(read({{"t", 3}, {"n", 2}}).kind, Kind::category);
}

TEST(Interpretation, AMillionIntegersWithThreeTyposAreIntegers) {
    std::vector<std::pair<std::string, std::uint32_t>> spellings = {{"l2", 1}, {"4o", 1}, {"n", 1}};
    for (int i = 0; i < 90; ++i) { spellings.emplace_back(std::to_string(i), 11111); }
    const Interpretation reading = read(spellings);
    EXPECT_EQ(reading.kind, Kind::integer);
    EXPECT_EQ(reading.invalid, 3U);
    EXPECT_EQ(reading.distinct, 90U);
    EXPECT_EQ(reading.states[0], CellState::invalid);
    EXPECT_TRUE(std::isnan(reading.values[0]));
    EXPECT_EQ(reading.values[3 + 89], 89);
    EXPECT_EQ(reading.number_style, NumberStyle::plain);
}

TEST(Interpretation, WhatTheFormatDeclaresSettlesWhetherDigitsAreNames) {
    const auto kind_declared = [](const std::vector<std::pair<std::string, std::uint32_t>>& spellings,
                                  DeclaredKind declared) {
        Column column = column_of(spellings);
        column.declared = declared;
        return interpret(column, {}).kind;
    };
    const std::vector<std::pair<std::string, std::uint32_t>> postal_codes = {{"10115", 4}, {"20095", 4}, {"80331", 4}};
    EXPECT_EQ(kind_declared(postal_codes, DeclaredKind::none), Kind::integer);
    EXPECT_EQ(kind_declared(postal_codes, DeclaredKind::number), Kind::integer);
    EXPECT_EQ(kind_declared(postal_codes, DeclaredKind::text), Kind::category);
    const std::vector<std::pair<std::string, std::uint32_t>> large = {{"100000000000000000000", 4},
                                                                      {"250000000000000000000", 4}};
    EXPECT_EQ(kind_declared(large, DeclaredKind::none), Kind::category);
    EXPECT_EQ(kind_declared(large, DeclaredKind::number), Kind::integer);
    // Only numbers are meant: a date or a truth value written as text is one all the same.
    EXPECT_EQ(kind_declared({{"2025-12-31", 4}, {"2026-01-31", 4}}, DeclaredKind::text), Kind::date);
    EXPECT_EQ(kind_declared({{"ja", 4}, {"nein", 4}}, DeclaredKind::text), Kind::boolean);
}

TEST(Interpretation, TooManyExceptionsAreNoExceptions) {
    EXPECT_EQ(read({{"1", 90}, {"2", 5}, {"x", 5}}).kind, Kind::integer);
    EXPECT_EQ(read({{"1", 90}, {"2", 4}, {"x", 6}}).kind, Kind::category);
    EXPECT_EQ(read({{"1", 960}, {"a", 10}, {"b", 10}, {"c", 10}, {"d", 10}}).kind, Kind::category);
}

TEST(Interpretation, Missing) {
    const Interpretation reading = read({{"", 1},
                                         {"  ", 1},
                                         {"n/a", 1},
                                         {"NULL", 1},
                                         {"?", 1},
                                         {"k. A.", 1},
                                         {"-", 1},
                                         {"\xC2\xA0", 1},
                                         {"5", 8},
                                         {"-5", 1}});
    EXPECT_EQ(reading.kind, Kind::integer);
    EXPECT_EQ(reading.missing, 8U);
    EXPECT_EQ(reading.invalid, 0U);
    EXPECT_EQ(read({{"", 3}, {"NA", 2}}).kind, Kind::empty);
    // Answers are not missing.
    EXPECT_EQ(read({{"unknown", 5}, {"keine Angabe", 5}, {"None", 5}}).missing, 0U);
}

TEST(Interpretation, NumbersInEachStyle) {
    Interpretation reading = read({{"1.234,56", 1}, {"12,5", 1}, {"7", 1}, {"1.000.000", 1}});
    EXPECT_EQ(reading.kind, Kind::number);
    EXPECT_EQ(reading.number_style, NumberStyle::german);
    EXPECT_EQ(reading.values, (std::vector<double>{1234.56, 12.5, 7, 1000000}));
    EXPECT_FALSE(reading.ambiguous);
    reading = read({{"1,234.56", 1}, {"12.5", 1}, {"1,000,000", 1}});
    EXPECT_EQ(reading.number_style, NumberStyle::english);
    EXPECT_EQ(reading.values, (std::vector<double>{1234.56, 12.5, 1000000}));
    reading = read({{"0.1", 1}, {"1234.56", 1}, {"-3e2", 1}, {".5", 1}, {"+4", 1}});
    EXPECT_EQ(reading.number_style, NumberStyle::plain);
    EXPECT_EQ(reading.values, (std::vector<double>{0.1, 1234.56, -300, 0.5, 4}));
    // Correctly rounded: these need more than one multiplication.
    EXPECT_EQ(read({{"0.12345678901234567890", 1}, {"1.23456789012345678e2", 1}}).values,
              (std::vector<double>{0.12345678901234567890, 1.23456789012345678e2}));
}

TEST(Interpretation, AColumnHasOneReading) {
    EXPECT_TRUE(read({{"1.234", 5}, {"2.500", 5}}).ambiguous);
    EXPECT_FALSE(read({{"1.234", 5}, {"2.5", 5}}).ambiguous);
    const Interpretation mixed = read({{"1.5", 30}, {"2.25", 30}, {"1,5", 2}, {"3", 30}});
    EXPECT_EQ(mixed.number_style, NumberStyle::plain);
    EXPECT_EQ(mixed.invalid, 2U);
    EXPECT_TRUE(read({{"01/02/2025", 5}, {"03/04/2025", 5}}).ambiguous);
    EXPECT_FALSE(read({{"01/02/2025", 5}, {"01/01/2025", 5}, {"13/04/2025", 5}}).ambiguous);
    EXPECT_FALSE(read({{"05/05/2025", 5}}).ambiguous);
    EXPECT_EQ(read({{"01/31/2025", 5}, {"03/04/2025", 5}}).date_style, DateStyle::month_day_year);
}

TEST(Interpretation, Units) {
    EXPECT_EQ(read({{"12,5 %", 1}, {"7 %", 1}}).values, (std::vector<double>{12.5, 7}));
    EXPECT_EQ(read({{"149,45 \xE2\x82\xAC", 1}, {"1.000 \xE2\x82\xAC", 1}}).values,
              (std::vector<double>{149.45, 1000}));
    EXPECT_EQ(read({{"$12.00", 1}, {"-$3.50", 1}, {"$1,000.00", 1}}).values, (std::vector<double>{12, -3.5, 1000}));
    EXPECT_EQ(read({{"12 %", 50}, {"0.5", 1}, {"3 %", 50}}).invalid, 1U);
}

TEST(Interpretation, DigitsThatAreNames) {
    EXPECT_EQ(kind({"01067", "80331", "10115"}), "category");
    EXPECT_EQ(kind({"+4915123456982", "+493012345678"}), "category");
    EXPECT_EQ(kind({"4111111111111111", "5500000000000004"}), "category");
    EXPECT_EQ(kind({"123456789012345", "5"}), "integer");
    EXPECT_EQ(kind({"0", "1"}), "integer");
    EXPECT_EQ(kind({"0.5", "0"}), "number");
    EXPECT_EQ(kind({"1.0", "2.0"}), "number");
    EXPECT_EQ(kind({"192.168.1.1", "10.0.0.1"}), "category");
}

TEST(Interpretation, Dates) {
    EXPECT_EQ(read({{"1970-01-02", 1}, {"1969-12-31", 1}, {"2000-02-29", 1}}).values,
              (std::vector<double>{1, -1, 11016}));
    EXPECT_EQ(read({{"31.12.2025", 1}, {"1.1.1970", 1}}).values, (std::vector<double>{20453, 0}));
    EXPECT_EQ(read({{"31-12-2025", 1}, {"12. M\xC3\xA4rz 1970", 1}, {"1-Feb-1970", 1}}).values,
              (std::vector<double>{20453, 70, 31}));
    EXPECT_EQ(kind({"30.02.2025", "31.12.2025", "x"}), "category");
    EXPECT_EQ(kind({"20251231", "20240229", "19991231"}), "date");
    EXPECT_EQ(kind({"20251231", "20240230", "19991231"}), "integer");
    EXPECT_EQ(kind({"31.12.25", "01.06.99"}), "date");
    EXPECT_EQ(kind({"12/31/25", "01/06/99"}), "date");
    EXPECT_EQ(read({{"1970-01-02", 20}, {"31.02.2025", 1}, {"1970-01-03", 20}}).invalid, 1U);
    // Most are written one way; the others say themselves how they are to be read.
    const Interpretation mixed = read({{"1970-01-02", 60}, {"13.01.1970", 40}});
    EXPECT_EQ(mixed.kind, Kind::date);
    EXPECT_EQ(mixed.invalid, 0U);
    EXPECT_EQ(mixed.values, (std::vector<double>{1, 12}));
    EXPECT_EQ(mixed.other_dates, 40U);
}

TEST(Interpretation, Datetimes) {
    const Interpretation reading = read({{"1970-01-01 00:00:01", 1},
                                         {"1970-01-01T01:00:00Z", 1},
                                         {"1970-01-01T02:00:00+02:00", 1},
                                         {"1970-01-01 00:00:00.5", 1}});
    EXPECT_EQ(reading.kind, Kind::datetime);
    EXPECT_EQ(reading.values, (std::vector<double>{1, 3600, 0, 0.5}));
    EXPECT_EQ(read({{"12/31/1970 11:30 PM", 1}}).kind, Kind::datetime);
    EXPECT_EQ(kind({"1970-01-01 25:00", "1970-01-01 12:61"}), "category");
}

TEST(Interpretation, Booleans) {
    EXPECT_EQ(kind({"ja", "nein"}), "boolean");
    EXPECT_EQ(kind({"TRUE", "False"}), "boolean");
    EXPECT_EQ(kind({"oui", "non"}), "boolean");
    EXPECT_EQ(kind({"j", "n"}), "boolean");
    EXPECT_EQ(kind({"yes"}), "boolean");
    EXPECT_EQ(kind({"f", "m"}), "category");
    EXPECT_EQ(kind({"f"}), "category");
    EXPECT_EQ(read({{"yes", 500}, {"no", 500}, {"unknown", 30}}).kind, Kind::category);
    EXPECT_EQ(read({{"yes", 500}, {"no", 500}, {"jes", 1}}).invalid, 1U);
}

TEST(Interpretation, CategoryAndText) {
    EXPECT_EQ(kind({"red", "green", "blue"}), "category");
    std::vector<std::string> names;
    for (int i = 0; i < 30; ++i) { names.push_back("name " + std::to_string(i)); }
    EXPECT_EQ(kind(names), "category");
    std::vector<std::pair<std::string, std::uint32_t>> once;
    for (const std::string& name : names) { once.emplace_back(name, 1); }
    EXPECT_EQ(read(once).kind, Kind::text);
    EXPECT_EQ(kind({std::string(80, 'x'), std::string(70, 'y')}), "text");
}

TEST(Interpretation, SpellingsOfOneValueCountOnce) {
    EXPECT_EQ(read({{"1.0", 1}, {"1.00", 1}, {"1", 1}, {"2", 1}, {" 2 ", 1}}).distinct, 2U);
    EXPECT_EQ(read({{"1970-01-01", 1}, {"1970/01/01", 1}}).distinct, 1U);
    EXPECT_EQ(read({{"2025-01-01T00:00:00Z", 1}, {"2025-01-01T01:00:00+01:00", 1}}).distinct, 1U);
}

}  // namespace
}  // namespace klarsicht
