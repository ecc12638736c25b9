#include "app/model/state.h"

#include <gtest/gtest.h>

namespace klarsicht::app {
namespace {

ReportModel report_of(std::string sha256, std::vector<std::string> checks) {
    ReportModel report;
    report.name = "kunden.csv";
    report.rows = 100;
    report.sha256 = std::move(sha256);
    for (std::string& id : checks) {
        Finding finding;
        finding.id = std::move(id);
        report.findings.push_back(std::move(finding));
    }
    return report;
}

/// A person has done something on every panel.
State used_state(const ReportModel& report) {
    State state;
    take_report(state, report);
    state.scroll_to_top = false;
    state.findings.opened = {0};
    state.findings.exact = {0};
    state.findings.unfolded = {"measure.x"};
    state.findings.reveal = 0;
    state.bias_tab = "score";
    state.shuffle = {3, 1, 2};
    state.playground = {1, 2, 7, 9};
    state.population = {1, {{"50"}}};
    state.comparison = {1, {"sex"}, 2, 30};
    state.frontier.filled = true;
    state.frontier.curve = Frontier{};
    state.measures = {{0, 1}, 1, "key"};
    state.remedy.choice.remedy = "repair";
    state.remedy.working = true;
    state.remedy.file = RemediedFile{"kunden.neu.csv", {}, {"changed"}};
    state.dots = {"sex", {{"f", 10, 4}}};
    state.columns.order = ColumnOrder::name;
    state.columns.draft.emplace(ReportModel{});
    state.columns.edited = 3;
    state.columns.search[0] = 'a';
    state.saving = {true, "html", 100};
    return state;
}

TEST(State, NothingOfAFileSurvivesAnother) {
    State state = used_state(report_of("a", {"bias.group_gaps", "bias.scores"}));
    // Last month's export: the same name, as many rows, the same checks.
    take_report(state, report_of("b", {"bias.group_gaps", "bias.scores"}));
    EXPECT_TRUE(state.findings.opened.empty());
    EXPECT_TRUE(state.findings.exact.empty());
    EXPECT_TRUE(state.findings.unfolded.empty());
    EXPECT_FALSE(state.findings.reveal);
    EXPECT_EQ(state.bias_tab, "groups");
    EXPECT_EQ(state.shuffle.draws, 0U);
    EXPECT_EQ(state.playground.group, 0U);
    EXPECT_FALSE(state.playground.threshold);
    EXPECT_FALSE(state.playground.own_threshold);
    EXPECT_TRUE(state.population.shares.empty());
    EXPECT_TRUE(state.comparison.columns.empty());
    EXPECT_FALSE(state.comparison.ratio);
    EXPECT_FALSE(state.frontier.filled);
    EXPECT_FALSE(state.frontier.curve);
    EXPECT_TRUE(state.measures.answers.empty());
    EXPECT_TRUE(state.measures.reveal.empty());
    EXPECT_EQ(state.remedy.choice.remedy, "");
    EXPECT_FALSE(state.remedy.working);
    EXPECT_FALSE(state.remedy.file);
    EXPECT_TRUE(state.dots.wanted.empty());
    EXPECT_TRUE(state.dots.groups.empty());
    EXPECT_EQ(state.columns.order, ColumnOrder::position);
    EXPECT_FALSE(state.columns.draft);
    EXPECT_EQ(state.columns.search[0], '\0');
    EXPECT_TRUE(state.saving.format.empty());
    EXPECT_TRUE(state.scroll_to_top);
}

TEST(State, TheSameFileAgainKeepsWhatAPersonChose) {
    const ReportModel report = report_of("a", {"bias.group_gaps", "bias.scores"});
    State state = used_state(report);
    take_report(state, report);
    EXPECT_TRUE(state.findings.opened.contains(0));
    EXPECT_EQ(state.bias_tab, "score");
    EXPECT_EQ(state.shuffle.draws, 3U);
    EXPECT_EQ(state.playground.threshold, 7U);
    EXPECT_EQ(state.comparison.subject, 1U);
    EXPECT_TRUE(state.frontier.filled);
    EXPECT_EQ(state.measures.answers.size(), 2U);
    EXPECT_EQ(state.remedy.choice.remedy, "repair");
    EXPECT_EQ(state.columns.search[0], 'a');
    EXPECT_FALSE(state.scroll_to_top);
    // But nothing that the former report had computed, and nothing that is under way.
    EXPECT_FALSE(state.frontier.curve);
    EXPECT_FALSE(state.comparison.ratio);
    EXPECT_TRUE(state.population.shares.empty());
    EXPECT_FALSE(state.remedy.working);
    EXPECT_FALSE(state.remedy.file);
    EXPECT_TRUE(state.dots.groups.empty());
    EXPECT_FALSE(state.columns.edited);
    EXPECT_TRUE(state.saving.format.empty());
}

TEST(State, AnotherPlansFindingsAreNotTheOnesThatWereOpened) {
    State state = used_state(report_of("a", {"bias.group_gaps", "bias.scores"}));
    take_report(state, report_of("a", {"bias.scores", "bias.group_gaps"}));
    EXPECT_TRUE(state.findings.opened.empty()) << "as many findings, but place 0 is another one now";
    EXPECT_FALSE(state.playground.threshold);
    EXPECT_EQ(state.comparison.subject, 0U);
    EXPECT_EQ(state.bias_tab, "score") << "what names no finding stays";
    EXPECT_TRUE(state.comparison.columns.contains("sex"));
    EXPECT_FALSE(state.scroll_to_top);
}

TEST(State, ANewFileOpensThePartThatTheAddressNames) {
    State state;
    state.page = Page::bias;
    state.part = "measures";
    take_report(state, report_of("a", {}));
    EXPECT_EQ(state.bias_tab, "measures");
}

TEST(State, ClosingKeepsOnlyWhatThePageDecidesAndMeasured) {
    State state = used_state(report_of("a", {"bias.group_gaps"}));
    state.language = Language::en;
    state.dark = true;
    state.part = "score";
    state.measured = {true, 2, true};
    state.page = Page::columns;
    close_report(state);
    EXPECT_FALSE(state.report);
    EXPECT_EQ(state.page, Page::start);
    EXPECT_TRUE(state.findings.opened.empty());
    EXPECT_EQ(state.language, Language::en);
    EXPECT_TRUE(state.dark);
    EXPECT_EQ(state.part, "score");
    EXPECT_EQ(state.measured.requests, 2U);
}

TEST(State, PagesAreNamedOnce) {
    for (std::size_t i = 0; i <= static_cast<std::size_t>(Page::share); ++i) {
        const auto page = static_cast<Page>(i);
        EXPECT_EQ(page_named(name_of(page)), page);
        if (const auto area = area_of(page)) { EXPECT_EQ(page_of(*area), page); }
    }
    EXPECT_FALSE(page_named("law"));
}

TEST(State, WhoIsTypingASettingGoesOnUntilItIsSent) {
    State state = used_state(report_of("a", {"bias.group_gaps"}));
    state.settings.open = {"limits"};
    state.settings.typing = "as_of";
    state.settings.text[0] = '1';
    state.settings.wrong = "no day";
    take_report(state, report_of("a", {"bias.group_gaps"}));
    EXPECT_TRUE(state.settings.open.contains("limits"));
    EXPECT_EQ(state.settings.typing, "as_of");
    EXPECT_EQ(state.settings.text[0], '1');
    EXPECT_TRUE(state.settings.wrong.empty());
    state.settings.sent = true;
    take_report(state, report_of("a", {"bias.group_gaps"}));
    EXPECT_TRUE(state.settings.typing.empty());
    take_report(state, report_of("b", {"bias.group_gaps"}));
    EXPECT_TRUE(state.settings.open.empty());
}

}  // namespace
}  // namespace klarsicht::app
