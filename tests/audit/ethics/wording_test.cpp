#include "audit/ethics/wording.h"

#include <gtest/gtest.h>

namespace klarsicht::ethics {
namespace {

WordingList list_of(std::string_view json) {
    Result<WordingList> list = WordingList::parse(json);
    EXPECT_TRUE(list.has_value());
    return list ? std::move(*list) : WordingList();
}

TEST(Wording, SplitsTextIntoComparableWords) {
    EXPECT_EQ(words_of("NUR noch 24h! Don’t wait – 10 % für Ärzte"),
              (std::vector<std::string>{"nur", "noch", "24", "h", "dont", "wait", "10", "%", "für", "ärzte"}));
}

TEST(Wording, EveryKindOfWordMatches) {
    const WordingList list = list_of(
        R"({"categories": {"a": ["only # left", "bestell* jetzt|sofort"], "b": ["in _ carts", "free .. card"]}})");
    const auto category = [&](std::string_view text) {
        const auto hits = list.find(text);
        return hits.empty() ? std::string() : list.categories()[hits.front().category];
    };
    EXPECT_EQ(category("Hurry, only 3 left!"), "a");
    EXPECT_EQ(category("only three left"), "");
    EXPECT_EQ(category("Bestellen Sie"), "");
    EXPECT_EQ(category("BESTELLE SOFORT"), "a");
    EXPECT_EQ(category("in many carts"), "b");
    EXPECT_EQ(category("free for now, but give your card"), "");
    EXPECT_EQ(category("free but give your card"), "b");
    EXPECT_EQ(category(""), "");
}

TEST(Wording, OneHitACategoryWithItsWords) {
    const WordingList list = list_of(R"({"categories": {"a": ["only # left", "# left"]}})");
    const auto hits = list.find("only 2 left, really only 2 left");
    ASSERT_EQ(hits.size(), 1u);
    EXPECT_EQ(hits.front().wording, "only 2 left");
}

TEST(Wording, RefusesDamagedLists) {
    for (const std::string_view text :
         {"", "[]", "{}", R"({"categories": {"a": "x"}})", R"({"categories": {"a": [1]}})",
          R"({"categories": {"a": [" "]}})", R"({"categories": {"a": [".. x"]}})"}) {
        EXPECT_FALSE(WordingList::parse(text).has_value()) << text;
    }
}

TEST(Wording, StandardListKnowsPressureFromInformation) {
    const WordingList& list = WordingList::standard();
    ASSERT_GT(list.patterns(), 100u);
    for (const std::string_view pressing :
         {"Nur noch heute: 20 % auf alles", "Nur noch 2 Stück auf Lager", "12 andere Personen sehen sich das gerade an",
          "Nein danke, ich zahle gern mehr", "Last chance! Sale ends tonight", "Only 3 left in stock",
          "No thanks, I like paying full price"}) {
        EXPECT_FALSE(list.find(pressing).empty()) << pressing;
    }
    for (const std::string_view plain :
         {"10 % auf Gartenmöbel bis zum 30. September", "Fünf Rezepte mit Kürbis", "Your order overview for this month",
          "How to look after hiking boots", "Unsere Öffnungszeiten an den Feiertagen"}) {
        EXPECT_TRUE(list.find(plain).empty()) << plain;
    }
}

}  // namespace
}  // namespace klarsicht::ethics
