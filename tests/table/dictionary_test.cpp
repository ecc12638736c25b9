#include "table/dictionary.h"

#include <string>
#include <unordered_map>

#include <gtest/gtest.h>

namespace klarsicht {
namespace {

TEST(Dictionary, NumbersSpellingsInTheOrderOfTheirFirstAppearance) {
    Dictionary dictionary;
    EXPECT_EQ(dictionary.add("b"), 0U);
    EXPECT_EQ(dictionary.add("a"), 1U);
    EXPECT_EQ(dictionary.add(""), 2U);
    EXPECT_EQ(dictionary.add("b"), 0U);
    EXPECT_EQ(dictionary.add(std::string_view("b\0", 2)), 3U);
    EXPECT_EQ(dictionary.size(), 4U);
    EXPECT_EQ(dictionary[2], "");
    EXPECT_EQ(dictionary[3], std::string_view("b\0", 2));
    EXPECT_EQ(dictionary.find("a"), 1U);
    EXPECT_EQ(dictionary.find("c"), Dictionary::npos);
}

TEST(Dictionary, TellsApartSpellingsOfEveryLength) {
    // Lengths around the limits of eight and sixteen bytes, of a length's one byte, of blocks; all the same but for one
    // byte.
    Dictionary dictionary;
    std::unordered_map<std::string, std::uint32_t> expected;
    const auto add = [&](const std::string& text) {
        const auto [place, added] = expected.try_emplace(text, static_cast<std::uint32_t>(expected.size()));
        ASSERT_EQ(dictionary.add(text), place->second);
    };
    for (int round = 0; round < 2; ++round) {
        for (std::size_t length = 0; length < 300; ++length) {
            std::string text(length, 'x');
            add(text);
            for (std::size_t i = 0; i < length; i += 1 + length / 20) {
                text[i] = 'y';
                add(text);
                text[i] = 'x';
            }
        }
        for (const std::size_t length : {1000U, 5000U, 100000U, 1048576U, 3000000U}) {
            add(std::string(length, 'z'));
            add(std::string(length - 1, 'z') + "y");
        }
    }
    for (const auto& [text, code] : expected) { ASSERT_EQ(dictionary[code], text); }
}

TEST(Dictionary, KeepsItsTextsWhenItGrowsAndMoves) {
    Dictionary dictionary;
    const std::string_view first = dictionary[dictionary.add("first")];
    for (int i = 0; i < 300000; ++i) {
        ASSERT_EQ(dictionary.add("spelling number " + std::to_string(i)), static_cast<std::uint32_t>(i + 1));
    }
    EXPECT_EQ(first.data(), dictionary[0].data());
    Dictionary moved = std::move(dictionary);
    EXPECT_EQ(dictionary.size(), 0U);  // NOLINT: empty and usable after the move
    EXPECT_EQ(dictionary.add("x"), 0U);
    moved.drop_index();
    EXPECT_EQ(moved.find("spelling number 299999"), 300000U);
    EXPECT_EQ(moved.add("spelling number 5"), 6U);
    EXPECT_EQ(moved.add("new"), 300001U);
}

TEST(Dictionary, KeepsItsWordWhenEveryTextHasOneHash) {
    // Nobody can write such a file, so the hash is handed over.
    Dictionary dictionary;
    constexpr std::uint32_t texts = 3000;
    dictionary.make_room(texts);
    const auto add = [&](std::uint32_t i) {
        const std::string text = "text " + std::to_string(i);
        const std::string padded = text + std::string(spelling_padding, '\0');
        return dictionary.add_padded(padded.data(), text.size(), 12345);
    };
    for (int round = 0; round < 2; ++round) {
        for (std::uint32_t i = 0; i < texts; ++i) { ASSERT_EQ(add(i), i); }
    }
    EXPECT_EQ(dictionary.size(), texts);
    Dictionary moved = std::move(dictionary);
    for (std::uint32_t i = 0; i < texts; ++i) { ASSERT_EQ(moved[i], "text " + std::to_string(i)); }
    // A larger index finds room for what had none.
    moved.make_room(100000);
    for (std::uint32_t i = 0; i < texts; ++i) {
        ASSERT_EQ(moved.find("text " + std::to_string(i)), i);
        ASSERT_EQ(moved.add("text " + std::to_string(i)), i);
    }
    EXPECT_EQ(moved.find("text 3000"), Dictionary::npos);
}

}  // namespace
}  // namespace klarsicht
