// The app says nothing that is not in assets/i18n/*/app.json, and nothing there is left unsaid.
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "app/model/plan_edit.h"
#include "app/model/playground.h"
#include "test_paths.h"

namespace klarsicht::app {
namespace {

std::string read(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

nlohmann::json words(const std::string& language, const std::string& file = "app") {
    return nlohmann::json::parse(read(test::project_dir() + "/assets/i18n/" + language + "/" + file + ".json"), nullptr,
                                 false);
}

std::set<std::string> keys_in_sources() {
    std::set<std::string> keys;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(test::project_dir() + "/src/app")) {
        if (entry.path().extension() != ".cpp") { continue; }
        const std::string text = read(entry.path());
        for (std::size_t at = text.find("\"app."); at != std::string::npos; at = text.find("\"app.", at + 1)) {
            keys.insert(text.substr(at + 1, text.find('"', at + 1) - at - 1));
        }
    }
    return keys;
}

TEST(AppWords, EveryKeyHasATextInBothLanguages) {
    for (const std::string language : {"de", "en"}) {
        const nlohmann::json texts = words(language);
        ASSERT_TRUE(texts.is_object());
        for (const std::string& key : keys_in_sources()) {
            if (!key.ends_with('.')) { EXPECT_TRUE(texts.contains(key)) << language << ": " << key; }
        }
        for (const Role role : offered_roles()) {
            const std::string name(name_of(role));
            EXPECT_TRUE(words(language, "roles").contains("role." + name)) << name;
            EXPECT_TRUE(words(language, "roles").contains("role_help." + name)) << name;
        }
        for (const std::string_view notion : fairness_notions) {
            EXPECT_TRUE(texts.contains("app.bias.notion." + std::string(notion))) << notion;
            EXPECT_TRUE(texts.contains("app.bias.notion." + std::string(notion) + ".means")) << notion;
        }
        for (const std::string tab : {"crossed", "chance", "score", "causes", "action", "measures"}) {
            EXPECT_TRUE(texts.contains("app.bias.question." + tab)) << tab;
        }
        for (const std::string amount : {"tp", "fp", "tn", "fn"}) {
            EXPECT_TRUE(texts.contains("app.bias.frontier." + amount)) << amount;
        }
        for (const std::string what : {"behind", "ahead", "none", "unclear"}) {
            EXPECT_TRUE(texts.contains("app.bias.comparison." + what)) << what;
        }
        for (const std::string kind :
             {"integer", "number", "boolean", "date", "datetime", "category", "text", "empty"}) {
            EXPECT_TRUE(texts.contains("app.kind." + kind)) << kind;
        }
    }
}

TEST(AppWords, NoTextIsLeftUnsaid) {
    const std::set<std::string> used = keys_in_sources();
    for (const auto& [key, text] : words("en").items()) {
        if (!key.starts_with("app.") || key.starts_with("app.area.") || key.starts_with("app.kind.") ||
            key.starts_with("app.progress.") || key.starts_with("app.bias.notion.") ||
            key.starts_with("app.bias.question.") || key.starts_with("app.bias.frontier.") ||
            key.starts_with("app.bias.comparison.")) {
            continue;  // put together from a name
        }
        EXPECT_TRUE(used.contains(key)) << key;
    }
}

TEST(Words, TheTreeAndTheRemediesHaveWhatTheAppSaysAroundThem) {
    for (const char* language : {"de", "en"}) {
        const nlohmann::json shared = words(language, "shared");
        for (const char* key : {"title", "text", "again", "result"}) {
            EXPECT_TRUE(shared.contains("tree." + std::string(key))) << key;
        }
        for (const char* key : {"title", "text", "what", "choose_column", "working", "make", "done", "next"}) {
            EXPECT_TRUE(shared.contains("remedy." + std::string(key))) << key;
        }
    }
}

}  // namespace
}  // namespace klarsicht::app
