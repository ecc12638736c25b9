#include "base/word_list.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "base/asset.h"
#include "base/json.h"

namespace klarsicht {
namespace {

json lists_of(const Asset& file) { return json::parse(file.bytes, nullptr, false); }

std::string name_of_file(const Asset& file) {
    std::string name(file.path.substr(std::string_view("words/").size()));
    name.resize(name.size() - std::string_view(".json").size());
    return name;
}

TEST(WordList, EveryListOfEveryFileIsReadAndHoldsWords) {
    ASSERT_GE(assets("words/").size(), 12U);
    std::size_t lists = 0;
    for (const Asset& file : assets("words/")) {
        SCOPED_TRACE(file.path);
        const json root = lists_of(file);
        ASSERT_TRUE(root.is_object());
        for (const auto& [name, lines] : root.items()) {
            if (!lines.is_array() || !std::ranges::all_of(lines, [](const json& line) { return line.is_string(); })) {
                continue;  // `about`; and dark_patterns.json, which has objects
            }
            SCOPED_TRACE(name);
            ++lists;
            const std::vector<std::string>& words = word_list(name_of_file(file), name);
            EXPECT_FALSE(words.empty());
            for (const std::string& word : words) {
                EXPECT_FALSE(word.empty() || word.front() == ' ' || word.back() == ' ') << word;
            }
        }
    }
    EXPECT_GE(lists, 100U);
}

/// What is read by rank or told to the reader has each word once.
TEST(WordList, NoWordStandsTwiceInAList) {
    for (const char* file : {"bias", "privacy_online", "protected_names", "roles", "table", "values"}) {
        const auto bytes = asset("words/" + std::string(file) + ".json");
        ASSERT_TRUE(bytes.has_value()) << file;
        const json root = json::parse(*bytes, nullptr, false);
        for (const auto& [name, lines] : root.items()) {
            const std::vector<std::string> words = word_entries(lines);
            EXPECT_EQ(std::set(words.begin(), words.end()).size(), words.size()) << file << " " << name;
        }
    }
}

TEST(WordList, IsReadOnce) { EXPECT_EQ(&word_list("table", "yes"), &word_list("table", "yes")); }

TEST(WordList, EntriesAreDividedByCommasAcrossLines) {
    const json lines = json::array({"a, b c ,,", " d", ""});
    EXPECT_EQ(word_entries(lines), (std::vector<std::string>{"a", "b c", "d"}));
    EXPECT_TRUE(word_entries("no list").empty());
}

#if !defined(__EMSCRIPTEN__)
TEST(WordListDeathTest, AListThatIsNotThereIsAMistakeOfOurs) {
    GTEST_FLAG_SET(death_test_style, "fast");
    EXPECT_DEATH(static_cast<void>(word_list("table", "no_such_list")), "found");
    EXPECT_DEATH(static_cast<void>(word_list("no_such_file", "yes")), "found");
}
#endif

}  // namespace
}  // namespace klarsicht
