#include "session/lesson.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "audit/names.h"
#include "base/json.h"
#include "training/lesson.h"
#include "training/scenario.h"

namespace klarsicht {
namespace {

const json& kept(std::string_view id) { return **lesson_named(id); }

/// Every text of a lesson, with the way to it; false where one stands in one language only.
void walk(const json& value, const std::string& way, std::vector<std::pair<std::string, std::string>>& texts,
          std::vector<std::string>& missing) {
    if (value.is_array()) {
        for (std::size_t i = 0; i < value.size(); ++i) {
            walk(value[i], way + "/" + std::to_string(i), texts, missing);
        }
    } else if (value.is_object() && (value.contains("de") || value.contains("en"))) {
        if (value.size() != 2 || !value.contains("de") || !value.contains("en") || value["de"].empty() ||
            value["en"].empty()) {
            missing.push_back(way);
            return;
        }
        texts.emplace_back(way + "/de", value["de"].get<std::string>());
        texts.emplace_back(way + "/en", value["en"].get<std::string>());
    } else if (value.is_object()) {
        for (const auto& [name, part] : value.items()) { walk(part, way + "/" + name, texts, missing); }
    }
}

/// Words of the longest sentence.
std::size_t longest_sentence(const std::string& text) {
    std::size_t words = 0, most = 0;
    bool inside = false;
    for (std::size_t i = 0; i <= text.size(); ++i) {
        const char c = i < text.size() ? text[i] : '.';
        const bool space = c == ' ';
        if (!space && !inside) { ++words; }
        inside = !space;
        const bool ends =
            (c == '.' || c == '?' || c == '!' || c == ':') && (i + 1 >= text.size() || text[i + 1] == ' ');
        if (ends) {
            most = std::max(most, words);
            words = 0;
        }
    }
    return most;
}

class EveryLesson : public testing::TestWithParam<std::string_view> {};

TEST_P(EveryLesson, HoldsItsPlantedFaultsAndNothingElse) {
    std::multiset<std::string> planted;
    for (const json& one : kept(GetParam())["finds"]) {
        planted.insert(one["check"].get<std::string>() + " " + one["status"].get<std::string>());
    }
    struct Run {
        Language language;
        std::uint64_t seed;
    };
    for (const auto& [language, seed] : {Run{Language::de, 1}, Run{Language::en, 1}, Run{Language::en, 7}}) {
        const auto run = run_lesson({.id = std::string(GetParam()), .seed = seed, .settings = {}}, true, language);
        ASSERT_TRUE(run.has_value());
        std::multiset<std::string> found;
        for (const Outcome& outcome : run->report.outcomes) {
            if (outcome.status != Status::fail && outcome.status != Status::warn) { continue; }
            found.insert(outcome.id + " " + std::string(name_of(outcome.status)));
        }
        EXPECT_EQ(found, planted) << (language == Language::de ? "de" : "en") << " seed " << seed;
    }
}

TEST_P(EveryLesson, CountsEveryPersonItInvents) {
    const json& lesson = kept(GetParam());
    const auto run = run_lesson({.id = std::string(GetParam()), .seed = 1, .settings = {}}, false, Language::de);
    ASSERT_TRUE(run.has_value());
    EXPECT_EQ(run->tally.people.size(), lesson["people"]["groups"].size());
    std::vector<bool> seen(lesson["people"]["states"].size(), false);
    for (const auto& group : run->tally.people) {
        ASSERT_LE(group.size(), seen.size());
        for (std::size_t s = 0; s < group.size(); ++s) { seen[s] = seen[s] || group[s] > 0; }
    }
    std::set<std::string> named;
    for (const json& amount : lesson["amounts"]) { named.insert(amount["name"].get<std::string>()); }
    for (const auto& [name, value] : run->tally.amounts) { EXPECT_TRUE(named.contains(name)) << name; }
    for (const std::string& name : named) { EXPECT_TRUE(run->tally.amounts.contains(name)) << name; }
}

TEST_P(EveryLesson, IsWrittenInBothLanguagesInShortSentences) {
    std::vector<std::pair<std::string, std::string>> texts;
    std::vector<std::string> missing;
    walk(kept(GetParam()), "", texts, missing);
    EXPECT_EQ(missing, std::vector<std::string>());
    EXPECT_GT(texts.size(), 60u);
    for (const auto& [way, text] : texts) {
        if (way.starts_with("/sources")) { continue; }
        EXPECT_LE(longest_sentence(text), 24u) << way << ": " << text;
        EXPECT_EQ(text.find("  "), std::string::npos) << way;
        EXPECT_TRUE(!way.ends_with("/de") || text.find(" du ") == std::string::npos) << way;
    }
}

TEST_P(EveryLesson, HasWhatALessonNeeds) {
    const json& lesson = kept(GetParam());
    EXPECT_GE(lesson["minutes"].get<int>(), 6);
    EXPECT_LE(lesson["minutes"].get<int>(), 10);
    EXPECT_TRUE(area_named(lesson["area"].get<std::string>()).has_value());
    const auto infos = scenarios();
    const auto info = std::ranges::find(infos, GetParam(), &ScenarioInfo::name);
    ASSERT_NE(info, infos.end());
    EXPECT_GE(info->rows, 1000u);
    EXPECT_LE(info->rows, 5000u);
    const auto is_setting = [&](const std::string& name) {
        return std::ranges::any_of(info->settings, [&](const ScenarioSetting& one) { return one.name == name; });
    };
    EXPECT_GE(lesson["act"]["options"].size(), 2u);
    for (const json& option : lesson["act"]["options"]) {
        for (const auto& [name, value] : option["set"].items()) { EXPECT_TRUE(is_setting(name)) << name; }
    }
    for (const json& slider : lesson["mend"]["sliders"]) {
        EXPECT_TRUE(is_setting(slider["name"].get<std::string>()));
        EXPECT_LT(slider["from"].get<double>(), slider["to"].get<double>());
        EXPECT_GT(slider["step"].get<double>(), 0);
    }
    for (const json& id : lesson["shows"]) {
        EXPECT_TRUE(std::ranges::any_of(lesson["finds"], [&](const json& one) { return one["check"] == id; }))
            << id.get<std::string>();
    }
    for (const json& state : lesson["people"]["states"]) {
        const std::string tone = state["tone"].get<std::string>();
        EXPECT_TRUE(tone == "good" || tone == "bad" || tone == "quiet") << tone;
    }
    EXPECT_GE(lesson["quiz"].size(), 6u);
    for (const json& question : lesson["quiz"]) {
        EXPECT_GE(question["answers"].size(), 3u);
        EXPECT_EQ(std::ranges::count_if(question["answers"], [](const json& one) { return one["right"] == true; }), 1)
            << question["question"]["en"].get<std::string>();
    }
    EXPECT_GE(lesson["notes"].size(), 2u);
    EXPECT_GE(lesson["sources"].size(), 1u);
}

TEST_P(EveryLesson, OptionsChangeWhatHappensToPeople) {
    std::set<std::vector<std::vector<std::uint64_t>>> outcomes;
    const json& options = kept(GetParam())["act"]["options"];
    for (const json& option : options) {
        LessonAsk ask{.id = std::string(GetParam()), .seed = 1, .settings = {}};
        for (const auto& [name, value] : option["set"].items()) { ask.settings.emplace_back(name, value.dump()); }
        const auto run = run_lesson(ask, false, Language::de);
        ASSERT_TRUE(run.has_value());
        outcomes.insert(run->tally.people);
    }
    EXPECT_EQ(outcomes.size(), options.size());
}

INSTANTIATE_TEST_SUITE_P(Lessons, EveryLesson, testing::ValuesIn(lesson_ids()),
                         [](const auto& info) { return std::string(info.param); });

TEST(Lessons, AreDrawnBySeedAndInOneLanguage) {
    const LessonAsk ask{.id = "coupons", .seed = 5, .settings = {{"gender_known", "0"}}};
    const auto once = lesson_to_json(ask, Language::de), again = lesson_to_json(ask, Language::de);
    ASSERT_TRUE(once && again);
    EXPECT_EQ(*once, *again);
    EXPECT_EQ((*once)["quiz"].size(), 4u);
    EXPECT_EQ((*once)["title"], "Gutscheine wie früher");
    EXPECT_EQ((*once)["run"]["settings"]["gender_known"], 0);
    const json& women = (*once)["run"]["people"][0];
    EXPECT_EQ(women["label"], "Frauen");
    ASSERT_EQ(women["texts"].size(), women["counts"].size());
    EXPECT_TRUE(women["texts"][0].get<std::string>().starts_with(std::to_string(women["counts"][0].get<int>()) + " ("));
    EXPECT_EQ((*once)["run"]["report"]["checks"].size(), 2u);
    std::set<std::string> firsts;
    for (const std::uint64_t seed : {1u, 2u, 3u, 4u, 5u, 6u, 7u, 8u}) {
        firsts.insert(draw_quiz(kept("coupons")["quiz"], seed)[0]["question"]["en"].get<std::string>());
    }
    EXPECT_GT(firsts.size(), 2u);
}

TEST(Lessons, NameWhatIsNotThere) {
    const auto unknown = lesson_to_json({.id = "weather", .seed = 1, .settings = {}}, Language::en);
    ASSERT_FALSE(unknown.has_value());
    EXPECT_EQ(unknown.error().message.key, "error.lesson_unknown");
    const auto setting = lesson_to_json({.id = "coupons", .seed = 1, .settings = {{"colour", "1"}}}, Language::en);
    ASSERT_FALSE(setting.has_value());
    EXPECT_EQ(setting.error().message.key, "error.scenario_setting");
    EXPECT_EQ(lessons_to_json(Language::en).size(), lesson_ids().size());
}

}  // namespace
}  // namespace klarsicht
