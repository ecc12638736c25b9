#include "base/csv_cell.h"

#include <gtest/gtest.h>

#include "support/dice.h"

namespace klarsicht {
namespace {

std::string written(std::string_view cell) {
    std::string out;
    add_csv_cell(out, cell);
    return out;
}

TEST(CsvCell, WhatASpreadsheetTakesForAFormulaIsGuarded) {
    for (const std::string_view cell : std::initializer_list<std::string_view>{
             "=HYPERLINK(\"http://x\",\"y\")", "=1", "=", "+cmd|' /C calc'!A0", "-2+3+cmd|'x'!A1", "@SUM(A1)", "@anna",
             "  =1+1", "\t=1", "\"=1", " \" '=1", "'=1", "''@x", "\tHello", "\rHello", "\nHello", "+A1", "-A1", "-1-A1",
             "- item", "-12:30", "-2*3", "-5 EUR", "-1e5x", "-1 E5", "-e5", "+49 30 x12",
             // No-break space, byte order mark, ideographic space, zero-width space; ＝ ＋ － ＠
             "\xC2\xA0=1", "\xEF\xBB\xBF=1", "\xE3\x80\x80@x", "\xE2\x80\x8B=1",
             "\xEF\xBC\x9D"
             "1",
             "\xEF\xBC\x8B"
             "a",
             "\xEF\xBC\x8D"
             "a",
             "\xEF\xBC\xA0"
             "a",
             std::string_view("\0=1", 3), "\x7F=1"}) {
        EXPECT_TRUE(needs_guard(cell)) << cell;
        EXPECT_TRUE(written(cell).starts_with("\"'")) << cell;
        EXPECT_EQ(without_guard(guarded(cell, ','), ','), cell);
    }
}

TEST(CsvCell, NumbersAndTelephoneNumbersAndOrdinaryTextStayAsTheyAre) {
    for (const std::string_view cell : {"",
                                        "5",
                                        "-5",
                                        "-3,5",
                                        "-3.5",
                                        "-1.234,56",
                                        "-1,234.56",
                                        "-1'234.50",
                                        "-1e-7",
                                        "-1.5E+300",
                                        "+5",
                                        "-5%",
                                        "-1-<-0.75",
                                        "-10--1",
                                        "-1e-7-<0",
                                        "-5 %",
                                        "-5 €",
                                        "-$5",
                                        "+49 170 1234567",
                                        "+49 (0)30 1234-56",
                                        "+49/30/1234",
                                        "-",
                                        "--",
                                        "---",
                                        "-/-",
                                        " -5",
                                        "-1\xC2\xA0"
                                        "234",
                                        "- 5",
                                        "-.5",
                                        "a=1",
                                        "it's",
                                        "'quoted'",
                                        "1-2",
                                        "anna@example.org",
                                        "#N/A",
                                        "(5)",
                                        "*",
                                        "'",
                                        "\"",
                                        "ä"}) {
        EXPECT_FALSE(needs_guard(cell)) << cell;
        EXPECT_EQ(guarded(cell, ','), cell);
        EXPECT_EQ(without_guard(cell, ','), cell);
    }
    EXPECT_EQ(written("-5"), "-5");
    EXPECT_EQ(written("'-5"), "\"''-5\"") << "what reads like a guarded cell gets one more";
    EXPECT_EQ(written("a;b"), "\"a;b\"");
    EXPECT_EQ(written(" a"), "\" a\"");
}

/// Excel divides a file of commas at semicolons in some countries, and the other way round: then the quotes around a
/// cell in the middle of a line are letters, and what is behind the mark stands in a cell of its own.
TEST(CsvCell, PartsThatStandAloneInAnotherCountryAreGuarded) {
    EXPECT_EQ(guarded("x;=HYPERLINK(A1);y", ','), "x;'=HYPERLINK(A1);y");
    EXPECT_EQ(written("x;=HYPERLINK(A1);y"), "\"x;'=HYPERLINK(A1);y\"");
    EXPECT_EQ(guarded("x,=HYPERLINK(A1),y", ';'), "x,'=HYPERLINK(A1),y");
    EXPECT_EQ(guarded("x,=A1;=B1", '|'), "x,'=A1;'=B1");
    for (const std::string_view divider : {";", "\t", "\r", "\n", "\r\n"}) {
        for (const std::string_view part :
             {"=1", " =1", "\"=1", "'=1", "\xC2\xA0\" =1", "+A1(B1)", "-1-A1|'x'!B1", "@SUM(A1)", "+cmd|'/C calc'!A0",
              "\xEF\xBC\x9D"
              "1"}) {
            const std::string front = "x" + std::string(divider);
            EXPECT_EQ(guarded(front + std::string(part), ','), front + "'" + std::string(part)) << part;
            EXPECT_EQ(guarded(front + std::string(part) + ";y", ','), front + "'" + std::string(part) + ";y") << part;
        }
    }
}

TEST(CsvCell, ProseStaysAsItIs) {
    for (const std::string_view cell :
         {"Hallo; @Anna", "a; -5", "Liste:\n- eins\n- zwei", "Tel.; +49 (0)30 1234-56", "a;b=c", "x, =1", "a\t-5\t+3",
          "Danke; @Anna; gern (morgen)", "a;", ";", "a;'quoted'", "1;-2;-3 %", "Hi, @Anna!"}) {
        EXPECT_EQ(guarded(cell, ','), cell);
        EXPECT_EQ(without_guard(cell, ','), cell);
    }
    EXPECT_EQ(guarded("a; -5, -3; x", ';'), "a; -5, -3; x");
    EXPECT_EQ(guarded("\n-", ','), "\n-");
    EXPECT_EQ(guarded("\t-5", ','), "\t-5");
}

/// Whatever a cell holds: the guard goes on and off, and what it goes on needs it.
TEST(CsvCell, GuardingCanBeTakenBackOfAnyCell) {
    test::Dice dice(71);
    constexpr std::string_view marks[] = {"'",    "\"",  " ", "\t",       "\r",
                                          "\n",   "=",   "+", "-",        "@",
                                          "5",    ",",   ";", "e",        "a",
                                          "(",    "%",   "|", "!",        ";",
                                          ";",    "'",   "=", "\xC2\xA0", "\xEF\xBC\x9D",
                                          "\xC3", "\xE2"};
    std::size_t whole = 0;
    std::size_t in_part = 0;
    for (int round = 0; round < 200'000; ++round) {
        std::string cell;
        for (std::uint64_t n = dice.below(9); n > 0; --n) { cell += marks[dice.below(std::size(marks))]; }
        const char delimiter = ",;\t|"[dice.below(4)];
        const std::string on = guarded(cell, delimiter);
        ASSERT_EQ(without_guard(on, delimiter), cell);
        whole += needs_guard(cell) ? 1 : 0;
        in_part += on.size() - cell.size() > (needs_guard(cell) ? 1U : 0U) ? 1 : 0;
        std::string in_file;
        ASSERT_EQ(add_csv_cell(in_file, cell, delimiter), on != cell);
        ASSERT_TRUE(on == cell || in_file.starts_with('"')) << cell;
        // RFC 4180 backwards.
        if (in_file.starts_with('"')) {
            std::string plain;
            for (std::size_t i = 1; i + 1 < in_file.size(); ++i) {
                plain += in_file[i];
                if (in_file[i] == '"') { ++i; }
            }
            in_file = plain;
        }
        ASSERT_EQ(in_file, on);
    }
    EXPECT_GT(whole, 20'000u);
    EXPECT_LT(whole, 180'000u);
    EXPECT_GT(in_part, 10'000u);
    EXPECT_LT(in_part, 180'000u);
}

}  // namespace
}  // namespace klarsicht
