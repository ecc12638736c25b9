#include "base/visible_text.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

namespace klarsicht {
namespace {

TEST(VisibleText, WhatActsIsReplaced) {
    EXPECT_EQ(visible_text("a\x1B[31mb"), "a\uFFFD[31mb");
    EXPECT_EQ(visible_text(std::string_view("a\0b", 3)), "a\uFFFDb");
    EXPECT_EQ(visible_text("a\x7Fz\u0080\u009B31m\u0085"), "a\uFFFDz\uFFFD\uFFFD31m\uFFFD");
    EXPECT_EQ(visible_text("\u202Agnp.\u202Eexe\u2066x\u2069\u200E\u200F\u061C"),
              "\uFFFDgnp.\uFFFDexe\uFFFDx\uFFFD\uFFFD\uFFFD\uFFFD");
    EXPECT_EQ(visible_text("a\u2028b\u2029c\uFEFFd\uFFFEe\U000E0041f\U0010FFFFg"),
              "a\uFFFDb\uFFFDc\uFFFDd\uFFFDe\uFFFDf\uFFFDg");
    EXPECT_EQ(visible_text("\r"), "\uFFFD");
    // The one byte is the C1 control of terminals that are not set to UTF-8.
    EXPECT_EQ(visible_text("a\x9B"
                           "31m\xFF"),
              "a\uFFFD31m\uFFFD");
}

TEST(VisibleText, WhatIsSeenStays) {
    for (const char* text : {"", "plain", "a\tb\nc", "Müller 10\u00A0€", "日本語", "\u200Bx\u200Cy\u200D", "😀 שלום",
                             "e\u0301", "\u00AD", "\uFFFD", "\u202F%"}) {
        EXPECT_EQ(visible_text(text), text);
    }
    EXPECT_EQ(visible_line("a\tb\nc\r"), "a b c\uFFFD");
}

TEST(VisibleText, EscapedJsonReadsBackTheSame) {
    const std::string text = "Zoë \x1B \x7F \u009B \u202E \u2028 \U000E0041 \uFEFF \U0010FFFF \" \\ 日本 😀";
    const std::string written = nlohmann::json{{text, text}}.dump();
    const std::string escaped = escape_invisible(written);
    EXPECT_EQ(visible_text(escaped), escaped);
    EXPECT_EQ(nlohmann::json::parse(escaped), nlohmann::json::parse(written));
    EXPECT_NE(escaped.find("\\u202e"), std::string::npos);
    EXPECT_NE(escaped.find("\\udb40\\udc41"), std::string::npos);
    EXPECT_NE(escaped.find("日本 😀"), std::string::npos);
    EXPECT_EQ(escape_invisible("{\"a\": 1}"), "{\"a\": 1}");
    EXPECT_EQ(escape_invisible("\"ü\""), "\"ü\"");
}

}  // namespace
}  // namespace klarsicht
