#include "profile/personal_lines.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>

#include <nlohmann/json.hpp>

#include "base/visible_text.h"
#include "support/data.h"
#include "support/dice.h"

namespace klarsicht {
namespace {

std::string told(const LineSpan& span) {
    return std::to_string(span.line) + ":" + std::to_string(span.start) + "-" + std::to_string(span.end) + " " +
           std::string(span.type) + "\n";
}

/// @param slice bytes a piece; 0: whole
std::string told_of(std::string_view text, std::size_t slice = 0) {
    std::string result;
    PersonalLines lines([&](const LineSpan& span) { result += told(span); });
    if (slice == 0) { slice = text.size() + 1; }
    for (std::size_t at = 0; at < text.size(); at += slice) { lines.feed(text.substr(at, slice)); }
    lines.finish();
    return result;
}

TEST(PersonalLines, CountsLinesAndCharactersFromZero) {
    EXPECT_EQ(told_of(""), "");
    EXPECT_EQ(told_of("a@b.de"), "0:0-6 email\n");
    EXPECT_EQ(told_of("Grüße an a@b.de\r\n\n€ 𝄞 a@b.de\r\n"), "0:9-15 email\n2:4-10 email\n");
    EXPECT_EQ(told_of("a@b.de\n\n"), "0:0-6 email\n");
}

TEST(PersonalLines, AGivenNameThatIsAWordNeedsAKnownFamilyName) {
    EXPECT_EQ(told_of("Max Mustermann kam."), "0:0-14 person_name\n");
    EXPECT_EQ(told_of("heute Max Schulze und Will Smith"), "0:6-17 person_name\n0:22-32 person_name\n");
    for (const char* text : {"Max Preis", "Will Call", "Max Umsatz heute", "Art Kunde", "max schulze"}) {
        EXPECT_EQ(told_of(text), "") << text;
    }
}

TEST(PersonalLines, BytesThatAreNoUtf8AreACharacterEach) {
    EXPECT_EQ(told_of("\xFC\xFC a@b.de"), "0:3-9 email\n") << "Windows-1252";
    EXPECT_EQ(told_of("\xE2\x82 a@b.de"), "0:3-9 email\n") << "cut off";
    EXPECT_EQ(told_of("\xED\xA0\x80 a@b.de"), "0:4-10 email\n") << "half of a pair";
    EXPECT_EQ(told_of("\xF4\x90\x80\x80 \xC0\x80 a@b.de"), "0:8-14 email\n") << "beyond Unicode, too long";
    EXPECT_EQ(told_of(std::string_view("\0\0 a@b.de\0x\n\0", 14)), "0:3-9 email\n");
}

std::string hostile_text(test::Dice& dice, std::size_t bytes) {
    constexpr std::string_view parts[] = {"a@b.de",
                                          "+49 170 1234567",
                                          "Frau Müller",
                                          " ",
                                          ", ",
                                          "\n",
                                          "\r\n",
                                          "x",
                                          "DE89 3704 0044 0532 0130 00",
                                          "\xFC",
                                          "€",
                                          "((((",
                                          "1 2 3 ",
                                          "....",
                                          "@",
                                          "AB 41 78 14 D",
                                          std::string_view("\0", 1),
                                          "Anna ",
                                          "192.168.13.7"};
    std::string text;
    while (text.size() < bytes) { text += parts[dice.below(std::size(parts))]; }
    return text;
}

/// However it is cut into pieces, a text tells the same.
TEST(PersonalLines, PiecesOfAnySizeTellTheSame) {
    for (std::uint64_t seed = 1; seed <= 20; ++seed) {
        test::Dice dice(seed);
        const std::string text = hostile_text(dice, 3000);
        const std::string whole = told_of(text);
        EXPECT_NE(whole, "");
        for (const std::size_t slice : {1, 7, 64, 1000}) { ASSERT_EQ(told_of(text, slice), whole) << seed; }
    }
}

/// A line of half a megabyte tells what it would if it were looked at in one go.
TEST(PersonalLines, ALongLineTellsWhatItWouldAsAWhole) {
    for (std::uint64_t seed = 1; seed <= 4; ++seed) {
        test::Dice dice(seed);
        std::string text = hostile_text(dice, 500'000);
        std::erase_if(text, [](char c) { return c == '\n' || c == '\r'; });
        std::string whole;
        std::size_t byte = 0;
        std::uint64_t character = 0;
        const auto to = [&](std::size_t end) {
            while (byte < end) {
                byte += std::max<std::size_t>(1, first_code_point(std::string_view(text).substr(byte)).length);
                ++character;
            }
            return character;
        };
        for (const PersonalSpan& span : find_personal_in_prose(text)) {
            const std::uint64_t start = to(span.start);
            whole += told({.line = 0, .start = start, .end = to(span.end), .type = span.type});
        }
        const std::string in_pieces = told_of(text);
        ASSERT_EQ(in_pieces.size(), whole.size());
        ASSERT_TRUE(in_pieces == whole);
    }
}

TEST(PersonalLines, LabelledNotes) {
    const auto text = test::read_shared("personal/notes.json");
    if (!text) { GTEST_SKIP() << "no shared data"; }
    const std::map<std::string, std::pair<std::string, double>> types = {{"PHONE", {"phone", 1}},
                                                                         {"IBAN", {"iban", 1}},
                                                                         {"IP", {"ipv4", 1}},
                                                                         {"CREDIT_CARD", {"credit_card", 1}},
                                                                         {"DE_VAT", {"de_vat", 1}},
                                                                         {"DE_RVNR", {"de_rvnr", 1}},
                                                                         {"DE_TAX_ID", {"de_tax_id", 1}},
                                                                         {"NINO", {"uk_nino", 0.98}},
                                                                         {"BIRTH", {"birth_date", 1}},
                                                                         {"ADDRESS", {"full_address", 0.75}},
                                                                         {"PERSON", {"person_name", 0.8}}};
    const auto notes = nlohmann::json::parse(*text, nullptr, false);
    std::string lines;
    std::map<std::string, std::pair<int, int>> found;
    for (std::size_t i = 0; i < notes.size(); ++i) { lines += notes[i]["full_text"].get<std::string>() + "\n"; }
    std::map<std::string, int> spans;
    PersonalLines reader([&](const LineSpan& span) { ++spans[told(span)]; });
    reader.feed(lines);
    reader.finish();
    const auto all = static_cast<int>(spans.size());
    int right = 0;
    for (std::size_t i = 0; i < notes.size(); ++i) {
        for (const auto& label : notes[i]["spans"]) {
            const auto type = types.find(label["entity_type"].get<std::string>());
            if (type == types.end()) { continue; }
            auto& [hits, labels] = found[type->first];
            ++labels;
            const bool hit = spans.contains(told({.line = i,
                                                  .start = label["start_position"].get<std::uint64_t>(),
                                                  .end = label["end_position"].get<std::uint64_t>(),
                                                  .type = type->second.first}));
            hits += hit ? 1 : 0;
            right += hit ? 1 : 0;
        }
    }
    for (const auto& [type, counts] : found) {
        EXPECT_GE(counts.first, types.at(type).second * counts.second)
            << type << " " << counts.first << "/" << counts.second;
    }
    EXPECT_GE(right, 0.99 * all) << "false alarms";
}

}  // namespace
}  // namespace klarsicht
