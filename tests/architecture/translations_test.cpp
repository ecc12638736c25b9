// Every text in both languages: same keys, same placeholders, and the wording rules that a program can check.
#include <gtest/gtest.h>

#include <map>
#include <optional>
#include <set>

#include <nlohmann/json.hpp>

#include "audit/registry.h"
#include "report/message_format.h"
#include "support/files.h"

namespace klarsicht {
namespace {

using TextJson = nlohmann::ordered_json;
using Lines = std::vector<std::string>;
using TextMap = std::map<std::string, Lines, std::less<>>;

Lines lines_of(const TextJson& value) {
    Lines lines;
    if (value.is_string()) {
        lines.push_back(value.get<std::string>());
    } else if (value.is_array()) {
        for (const TextJson& line : value) {
            lines.push_back(line.is_string() ? line.get<std::string>() : std::string());
        }
    }
    return lines;
}

std::vector<std::string> topics(std::string_view language) {
    std::vector<std::string> names;
    const std::string folder = "assets/i18n/" + std::string(language);
    for (const std::string& file : test::files_below(folder, ".json")) {
        names.push_back(file.substr(folder.size() + 1));
    }
    return names;
}

TextMap texts_of(std::string_view language, std::string_view topic) {
    TextMap texts;
    const std::string path = "assets/i18n/" + std::string(language) + "/" + std::string(topic);
    const auto file = TextJson::parse(test::project_file(path), nullptr, false);
    EXPECT_TRUE(file.is_object()) << path;
    for (const auto& [key, value] : file.items()) {
        EXPECT_TRUE(value.is_string() || value.is_array()) << path << ": " << key;
        texts[key] = lines_of(value);
    }
    return texts;
}

TextMap all_texts(std::string_view language) {
    TextMap all;
    for (const std::string& topic : topics(language)) {
        for (auto& [key, lines] : texts_of(language, topic)) { all[key] = lines; }
    }
    return all;
}

/// The names between braces.
std::set<std::string> placeholders(const Lines& lines) {
    std::set<std::string> names;
    for (const std::string& line : lines) {
        for (std::size_t open = line.find('{'); open != std::string::npos; open = line.find('{', open + 1)) {
            const std::size_t end = line.find_first_of("}:|", open);
            names.insert(line.substr(open + 1, end == std::string::npos ? end : end - open - 1));
        }
    }
    return names;
}

std::size_t count_of(std::string_view text, std::string_view part) {
    std::size_t count = 0;
    for (std::size_t at = text.find(part); at != std::string_view::npos; at = text.find(part, at + part.size())) {
        ++count;
    }
    return count;
}

TEST(Translations, EveryLanguageHasTheSameTopics) {
    EXPECT_GE(test::languages().size(), 2U);
    EXPECT_GT(topics("en").size(), 5U);
    for (const std::string& language : test::languages()) {
        EXPECT_EQ(topics(language), topics("en")) << language;
        const std::optional<Language> named = language_named(language);
        ASSERT_TRUE(named.has_value()) << language << ": reports cannot be written in it";
        EXPECT_EQ(name_of(*named), language);
    }
}

TEST(Translations, EveryLanguageHasTheSameKeysAndPlaceholders) {
    for (const std::string& topic : topics("en")) {
        const TextMap english = texts_of("en", topic);
        for (const std::string& language : test::languages()) {
            const TextMap texts = texts_of(language, topic);
            for (const auto& [key, lines] : english) {
                const auto other = texts.find(key);
                if (other == texts.end()) {
                    ADD_FAILURE() << language << "/" << topic << " lacks " << key;
                    continue;
                }
                EXPECT_EQ(placeholders(lines), placeholders(other->second)) << language << "/" << topic << ": " << key;
            }
            for (const auto& [key, lines] : texts) {
                EXPECT_TRUE(english.contains(key)) << "en/" << topic << " lacks " << key;
            }
        }
    }
}

TEST(Translations, AKeyStandsInOneFileOnly) {
    // The app has its own texts beside the checks' in another program, so it may say the same key again.
    std::map<std::string, std::string> seen;
    for (const std::string& topic : topics("en")) {
        if (topic == "app.json") { continue; }
        for (const auto& [key, lines] : texts_of("en", topic)) {
            const auto [at, fresh] = seen.emplace(key, topic);
            EXPECT_TRUE(fresh) << key << " stands in " << at->second << " and in " << topic;
        }
    }
}

TEST(Translations, EveryTextSaysSomethingAndNoneJudges) {
    for (const std::string& language : test::languages()) {
        for (const auto& [key, lines] : all_texts(language)) {
            EXPECT_FALSE(lines.empty()) << language << " " << key;
            for (const std::string& line : lines) {
                EXPECT_TRUE(!line.empty() || key == "cli.help") << language << " " << key;
                for (const std::string_view word :
                     {"illegal", "Illegal", "verstößt", "Verstößt", "rechtswidrig", "gesetzwidrig", "⟦"}) {
                    EXPECT_EQ(line.find(word), std::string::npos) << language << " " << key << ": " << word;
                }
                EXPECT_TRUE(line.find("  ") == std::string::npos || key == "cli.help") << language << " " << key;
            }
        }
    }
}

TEST(Translations, QuotesAndSpacesAreThoseOfTheLanguage) {
    for (const std::string& language : test::languages()) {
        const bool german = language == "de";
        for (const auto& [key, lines] : all_texts(language)) {
            for (const std::string& line : lines) {
                // What stands in a plan is quoted as JSON has it.
                EXPECT_TRUE(line.find('"') == std::string::npos || key.starts_with("error.plan_expected.") ||
                            key.starts_with("error.remedy.expected."))
                    << language << " " << key;
                EXPECT_EQ(line.find(german ? "”" : "„"), std::string::npos) << language << " " << key;
                EXPECT_EQ(count_of(line, german ? "„" : "“"), count_of(line, german ? "“" : "”"))
                    << language << " " << key;
                if (german) {
                    EXPECT_EQ(line.find(" %"), std::string::npos)
                        << key << ": a no-break space belongs before the percent sign";
                }
                EXPECT_EQ(count_of(line, "{"), count_of(line, "}")) << language << " " << key;
            }
        }
    }
}

TEST(Translations, EveryCheckHasItsTexts) {
    for (const std::string& language : test::languages()) {
        const TextMap texts = all_texts(language);
        for (const Check* check : all_checks()) {
            const std::string id(check->info().id);
            for (const std::string_view part :
                 {".name", ".title.not_assessed", ".needs", ".why", ".limits", ".remedy", ".sources"}) {
                EXPECT_TRUE(texts.contains(id + std::string(part))) << language << " lacks " << id << part;
            }
            std::size_t titles = 0;  // several titles may share a summary
            for (auto at = texts.lower_bound(id + ".title.");
                 at != texts.end() && at->first.starts_with(id + ".title."); ++at) {
                const std::string variant = at->first.substr(id.size() + 7);
                if (variant != "not_assessed") { ++titles; }
            }
            EXPECT_GT(titles, 0U) << language << " " << id;
            const auto summary = texts.lower_bound(id + ".summary.");
            EXPECT_TRUE(summary != texts.end() && summary->first.starts_with(id + ".summary."))
                << language << " lacks a summary of " << id;
        }
    }
}

/// A line per role, kind, structure issue and class that a report can name.
TEST(Translations, EveryNameAReportShowsHasAWord) {
    for (const std::string& language : test::languages()) {
        const TextMap texts = all_texts(language);
        for (std::uint8_t i = 0; i <= static_cast<std::uint8_t>(Role::ignore); ++i) {
            const std::string key = "role." + std::string(name_of(static_cast<Role>(i)));
            EXPECT_TRUE(texts.contains(key)) << language << " lacks " << key;
        }
        for (std::uint8_t i = 0; i <= static_cast<std::uint8_t>(Kind::empty); ++i) {
            const std::string key = "kind." + std::string(name_of(static_cast<Kind>(i)));
            EXPECT_TRUE(texts.contains(key)) << language << " lacks " << key;
        }
    }
}

}  // namespace
}  // namespace klarsicht
