#include "base/json.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

namespace klarsicht {
namespace {

TEST(ReadJson, MakesTheTreeThatTheLibraryMakes) {
    for (
        const std::string_view text :
        {R"({"a": {"b": [1, -2, 3.5, 1e300, 18446744073709551615, true, false, null, "x\u00e4\n", [], {}]}, "": {"a": []}})",
         R"([[1, [2, [3]]], {"ä": {"a": {"a": 1}, "b": 2}, "c": 3}, 4])", "3", "\"x\"", "null", "[]", "{}"}) {
        const auto read = read_json(text, 8);
        ASSERT_TRUE(read.has_value()) << text;
        EXPECT_EQ(read->dump(), json::parse(text).dump());
    }
    std::string wide = "{";
    for (int i = 0; i < 5000; ++i) { wide += "\"k" + std::to_string(i) + "\": [" + std::to_string(i) + "], "; }
    const auto read = read_json(wide + "\"end\": 0}", 2);
    ASSERT_TRUE(read.has_value());
    EXPECT_EQ(read->size(), 5001U);
    EXPECT_EQ((*read)["k4999"].dump(), "[4999]");
}

TEST(ReadJson, SaysWhatIsWrong) {
    const auto problem = [](std::string_view text) {
        const auto read = read_json(text, 3);
        EXPECT_FALSE(read.has_value()) << text;
        return read ? JsonProblem() : read.error();
    };
    using Kind = JsonProblem::Kind;
    EXPECT_EQ(problem("").kind, Kind::syntax);
    EXPECT_EQ(problem("[1, }").offset, 4U);
    EXPECT_EQ(problem("[1] 2").kind, Kind::syntax);
    EXPECT_EQ(problem("{\"a\": \"\xFF\"}").kind, Kind::syntax);
    EXPECT_EQ(problem("[1e400]").kind, Kind::number_too_large);
    EXPECT_EQ(problem(R"({"a": 1, "b": {"a": 2}, "a": 3})").name, "a");
    EXPECT_EQ(problem(R"({"a": 1, "a": 3})").kind, Kind::name_twice);
    EXPECT_EQ(problem("[[[[]]]]").kind, Kind::too_deep);
    EXPECT_EQ(problem(std::string(100'000, '[')).kind, Kind::too_deep);
    EXPECT_TRUE(read_json("[[[]], [[]]]", 3).has_value());
}

}  // namespace
}  // namespace klarsicht
