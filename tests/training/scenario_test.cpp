#include "training/scenario.h"

#include <algorithm>

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace klarsicht {
namespace {

std::string generate(std::string_view name, ScenarioOptions options) {
    std::string csv;
    const Result<void> done = generate_scenario(name, options, [&](std::string_view piece) { csv += piece; });
    EXPECT_TRUE(done.has_value());
    return csv;
}

std::size_t lines(const std::string& csv) {
    std::size_t count = 0;
    for (const char c : csv) { count += c == '\n' ? 1 : 0; }
    return count;
}

TEST(Scenario, HasTheRowsAskedForAndOneHeader) {
    for (const ScenarioInfo& info : scenarios()) {
        for (const std::uint64_t rows : {1u, 2u, 500u}) {
            EXPECT_EQ(lines(generate(info.name, {.rows = rows, .seed = 3, .settings = {}})), rows + 1) << info.name;
        }
    }
}

TEST(Scenario, SameOptionsSameBytesOtherSeedOtherBytes) {
    for (const ScenarioInfo& info : scenarios()) {
        const std::string once = generate(info.name, {.rows = 200, .seed = 7, .settings = {}});
        EXPECT_EQ(once, generate(info.name, {.rows = 200, .seed = 7, .settings = {}}));
        EXPECT_NE(once, generate(info.name, {.rows = 200, .seed = 8, .settings = {}}));
    }
}

/// The next seed's people are not the same ones a few throws later.
TEST(Scenario, NeighbouringSeedsShareNoRows) {
    for (const ScenarioInfo& info : scenarios()) {
        std::vector<std::string> one, other;
        for (auto* rows : {&one, &other}) {
            const std::uint64_t seed = rows == &one ? 1u : 2u;
            const std::string csv = generate(info.name, {.rows = 1000, .seed = seed, .settings = {}});
            for (std::size_t at = csv.find('\n') + 1; at < csv.size();) {
                const std::size_t end = csv.find('\n', at);
                // Without the number of the row.
                const std::size_t comma = csv.find(',', at);
                rows->push_back(csv.substr(comma, end - comma));
                at = end + 1;
            }
        }
        std::size_t same = 0;
        for (std::size_t i = 0; i < one.size(); ++i) { same += one[i] == other[i] ? 1 : 0; }
        EXPECT_LT(same, 100u) << info.name;
    }
}

TEST(Scenario, SpeaksBothLanguages) {
    EXPECT_EQ(generate("campaign", {.rows = 1, .seed = 1, .settings = {{"lang", "de"}}}).substr(0, 20),
              "kunden_id,geschlecht");
    EXPECT_EQ(generate("campaign", {.rows = 1, .seed = 1, .settings = {{"lang", "en"}}}).substr(0, 18),
              "customer_id,gender");
}

TEST(Scenario, NoDuplicatesWhereNoneAreWanted) {
    const std::string csv = generate("customers", {.rows = 2'000, .seed = 5, .settings = {{"duplicates", "0"}}});
    std::vector<std::string> rows;
    for (std::size_t at = 0; at < csv.size();) {
        const std::size_t end = csv.find('\n', at);
        rows.push_back(csv.substr(at, end - at));
        at = end + 1;
    }
    std::ranges::sort(rows);
    EXPECT_EQ(std::ranges::adjacent_find(rows), rows.end());
}

TEST(Scenario, NamesWhatItDoesNotKnow) {
    const auto ignore = [](std::string_view) {};
    const auto unknown = generate_scenario("weather", {}, ignore);
    ASSERT_FALSE(unknown.has_value());
    EXPECT_EQ(unknown.error().message.key, "error.scenario_unknown");
    for (const std::pair<std::string, std::string>& wrong : std::vector<std::pair<std::string, std::string>>{
             {"gender_gap", "2"}, {"gender_gap", "x"}, {"colour", "0.5"}, {"lang", "fr"}, {"until", "2026-02-30"}}) {
        const auto result = generate_scenario("campaign", {.rows = 1, .seed = 1, .settings = {wrong}}, ignore);
        ASSERT_FALSE(result.has_value()) << wrong.first;
        EXPECT_EQ(result.error().code, ErrorCode::usage);
        EXPECT_EQ(result.error().message.args.front().text, wrong.first);
    }
}

}  // namespace
}  // namespace klarsicht
