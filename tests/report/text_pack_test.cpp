// Texts are packed into the programs, each key once for all languages: what is unpacked is what stands in the files.
#include <gtest/gtest.h>

#include "base/asset.h"
#include "base/json.h"
#include "report/text_pack.h"
#include "support/files.h"

namespace klarsicht {
namespace {

json unpacked(std::string_view keys, std::string_view texts) {
    json all = json::object();
    unpack_texts(keys, texts, all);
    return all;
}

TEST(TextPack, AKeyTakesItsFirstPartsFromTheOneBefore) {
    constexpr std::string_view keys = "0a.b.c\n2d\n1e\n0ab\n0a.b.c.d";
    EXPECT_EQ(unpacked(keys, R"(["1","2","3",["4","5"],null])"),
              json({{"a.b.c", "1"}, {"a.b.d", "2"}, {"a.e", "3"}, {"ab", {"4", "5"}}}));
    EXPECT_EQ(unpacked(keys, R"(["I",null,"III","IV","V"])"),
              json({{"a.b.c", "I"}, {"a.e", "III"}, {"ab", "IV"}, {"a.b.c.d", "V"}}));
}

TEST(TextPack, WhatIsNoneHasNoTexts) {
    for (const std::string_view bad : {"", "{}", "[", "7"}) { EXPECT_EQ(unpacked("0a", bad), json::object()) << bad; }
    EXPECT_EQ(unpacked("", R"(["1"])"), json::object());
    EXPECT_EQ(unpacked("0a\n", R"(["1","2"])"), json({{"a", "1"}}));
    EXPECT_EQ(texts_below("no such topic/", Language::de), json::object());
}

TEST(TextPack, HoldsWhatStandsInTheFiles) {
    for (const Language language : {Language::de, Language::en}) {
        const std::string folder = "assets/i18n/" + std::string(name_of(language)) + "/";
        json all = json::object();
        std::size_t topics = 0;
        for (const std::string& file : test::files_below(folder.substr(0, folder.size() - 1), ".json")) {
            const std::string topic = file.substr(folder.size(), file.size() - folder.size() - 5);
            if (topic == "app") { continue; }  // what is only drawn
            const json expected = json::parse(test::project_file(file), nullptr, false);
            ASSERT_TRUE(expected.is_object()) << file;
            EXPECT_EQ(texts_below(topic + "/", language), expected) << file;
            all.update(expected);
            ++topics;
        }
        EXPECT_GT(topics, 20U);
        EXPECT_EQ(texts_below("", language), all);
    }
}

}  // namespace
}  // namespace klarsicht
