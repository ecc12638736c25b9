#include "report/message_format.h"

#include <gtest/gtest.h>

#include "report/render.h"

namespace klarsicht {
namespace {

const Texts& german() { return Texts::of(Language::de); }
const Texts& english() { return Texts::of(Language::en); }

TEST(MessageFormat, FillsPlaceholders) {
    const Message size = Message("report.size").count("rows", 48842).count("columns", 1);
    EXPECT_EQ(german().format(size), "48.842 Zeilen, 1 Spalte");
    EXPECT_EQ(english().format(size), "48,842 rows, 1 column");
}

TEST(MessageFormat, ValuesAreNeverReadAsPlaceholders) {
    const Message message = Message("report.delimiter.other").text("value", "{value}{rows|a|b}");
    EXPECT_EQ(english().format(message), "delimiter {value}{rows|a|b}");
}

TEST(MessageFormat, WhatIsMissingIsSeen) {
    EXPECT_EQ(english().format(Message("no.such.key")), "⟦no.such.key⟧");
    EXPECT_EQ(english().text("no.such.key"), "⟦no.such.key⟧");
    EXPECT_FALSE(english().has("no.such.key"));
    EXPECT_EQ(english().format(Message("report.size").count("rows", 1)), "1 row, ⟦columns⟧ ⟦columns|column|columns⟧");
    EXPECT_EQ(english().format(Message()), "");
    EXPECT_TRUE(english().list("no.such.key").empty());
}

TEST(MessageFormat, FormsHoldPlaceholders) {
    const auto title = [](std::uint64_t count) {
        return Message("bias.proxies.title.revealing")
            .count("count", count)
            .text("column", "a|b}")
            .text("protected", "sex");
    };
    EXPECT_EQ(english().format(title(1)), "“a|b}” gives “sex” away");
    EXPECT_EQ(english().format(title(3)), "3 columns give “sex” away");
}

TEST(MessageFormat, TermsAreTranslated) {
    const Message message = Message("report.delimiter.other").term("value", "report.delimiter.tab");
    EXPECT_EQ(german().format(message), "Trennzeichen Tabulator");
    EXPECT_EQ(english().format(message), "delimiter tab");
}

TEST(MessageFormat, TermsMayBeSeveralAndShowTheValues) {
    const std::string keys = "report.delimiter.tab report.delimiter.other";
    const Message message = Message("report.quoted").term("text", keys).text("value", "~");
    EXPECT_EQ(english().format(message), "“tab and delimiter ~”");
    EXPECT_EQ(english().format(Message("report.quoted").term("text", "")), "“”");
}

TEST(MessageFormat, Styles) {
    EXPECT_EQ(german().number(0.1464, "percent"), "14,6\u202F%");
    EXPECT_EQ(german().number(0.191, "points"), "19,1");
    EXPECT_EQ(german().number(3.14159, "p3"), "3,142");
    EXPECT_EQ(german().number(0.4327, "factor"), "0,43");
    EXPECT_EQ(english().number(0.0294, "one_in"), "1 in 34");
    EXPECT_EQ(english().number(-5, "log10p"), "p\u00A0<\u00A00.0001");
    EXPECT_EQ(english().number(0, "date"), "1\u00A0Jan\u00A01970");
    EXPECT_EQ(english().number(181e6, "bytes"), "181\u00A0MB");
    EXPECT_EQ(english().number(0.4327, ""), "0.43");
}

TEST(MessageFormat, ListsOfNamesAreQuotedOneByOne) {
    const auto few = [](std::string_view names) {
        return Message("quality.constant.summary.nearly").text("names", names).number("limit", 0.99);
    };
    EXPECT_TRUE(german().format(few("age, sex …")).starts_with("„age“, „sex“ …:"));
    EXPECT_TRUE(english().format(few("age")).starts_with("“age”:"));
    // One that was cut short ends a sentence with its own dots.
    const Message ends = Message("understood.score").text("columns", "age, sex …");
    EXPECT_TRUE(english().format(ends).ends_with("“sex” …")) << english().format(ends);
    EXPECT_TRUE(german().format(ends).ends_with("„sex“ …")) << german().format(ends);
    EXPECT_TRUE(german().format(Message(ends.key).text("columns", "age")).ends_with("„age“."));
    EXPECT_TRUE(english().format(few("{limit}, b")).starts_with("“{limit}” and “b”:"));
    EXPECT_TRUE(german().format(few("age, sex")).starts_with("„age“ und „sex“:"));
    EXPECT_TRUE(english().format(few("age, sex, job")).starts_with("“age”, “sex” and “job”:"));
}

TEST(MessageFormat, Languages) {
    EXPECT_EQ(language_named("de"), Language::de);
    EXPECT_EQ(language_named("en"), Language::en);
    EXPECT_EQ(language_named("fr"), std::nullopt);
    EXPECT_EQ(name_of(Language::de), "de");
}

TEST(ErrorText, SaysWhere) {
    Error error{ErrorCode::malformed, Message("error.cli.cannot_open").text("name", "x"), 11, 2, 4567};
    EXPECT_EQ(error_to_text(error, Language::de),
              "Zeile 12, Spalte 3, Byte 4.567: Die Datei „x“ lässt sich nicht öffnen; prüfen Sie Pfad und Leserecht.");
    error.row.reset();
    error.column.reset();
    error.byte_offset.reset();
    EXPECT_EQ(error_to_text(error, Language::en),
              "Cannot open the file “x”; check the path and the permission to read it.");
}

TEST(MessageFormat, GroupsFromBinsReadAsAPersonSaysThem) {
    const Texts& de = Texts::of(Language::de);
    const Texts& en = Texts::of(Language::en);
    EXPECT_EQ(en.group("<25"), "under 25");
    EXPECT_EQ(en.group("25-59"), "25 to 59");
    EXPECT_EQ(en.group("0.5-<0.75"), "0.5 to under 0.75");
    EXPECT_EQ(en.group(">=60"), "60 and over");
    EXPECT_EQ(en.group(">=0.125"), "0.125 and over");
    EXPECT_EQ(en.group("<1e+30"), "under 1e+30");
    EXPECT_EQ(de.group("<-1.5"), "unter \u22121,5");
    EXPECT_EQ(de.group("25-59"), "25 bis 59");
    EXPECT_EQ(de.group("1966-1985"), "1966 bis 1985");
    EXPECT_EQ(de.group(">=1000000"), "ab 1.000.000");
    EXPECT_EQ(de.group("weiblich & >=60"), "weiblich & ab 60");
    for (const std::string_view other : {"", "25", "<", ">=", "<25 years", "25-", "25-x", "a-b", " & ", "<25-30"}) {
        EXPECT_EQ(en.group(other), other);
    }
    Message message("report.bin.label");
    EXPECT_EQ(en.format(message.group("group", "<25", true)), "under 25");
    Message as_written("report.bin.label");
    EXPECT_EQ(en.format(as_written.group("group", "<25", false)), "<25");
}

}  // namespace
}  // namespace klarsicht
