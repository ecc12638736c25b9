#include "app/model/report_model.h"

#include <cmath>

#include <gtest/gtest.h>

#include "base/json.h"

#include "app/model/figures_read.h"

namespace klarsicht::app {
namespace {

json parse(std::string_view text) { return json::parse(text, nullptr, false); }

TEST(ReportModel, ReadsWhatTheContractHas) {
    const ReportModel model = read_report(parse(R"({
        "format": "klarsicht-report", "version": 1, "generator": {"rules": "eu-2026-11"},
        "source": {"name": "kunden.csv", "bytes": 12, "rows": 5000000000, "columns": 1},
        "plan": {"roles": {"sex": ["protected"]}},
        "columns": [{"name": "sex", "kind": "category", "meaning": "gender", "roles": ["protected"], "rows": 4, "missing": 1, "distinct": 2,
                     "histogram": {"edges": [], "counts": []}, "top": [{"value": "f", "count": 2}]}],
        "areas": [{"id": "bias", "status": "fail", "counts": {"fail": 1}}],
        "checks": [{"id": "bias.group_rates", "area": "bias", "status": "fail", "severity": "high", "subject": ["sex", "race"], "title": "T",
                    "sources": ["A", "B"], "metrics": {"k": 1}, "rows": {"count": 2, "first": [0, 7]},
                    "chart": {"kind": "intervals", "unit": "share", "limit_low": 0.2, "limit_high": null,
                              "rows": [{"label": "f", "value": 0.1, "low": null, "high": 0.2, "n": 10, "reference": true, "status": "warn"}]}}]})"));
    EXPECT_EQ(model.name, "kunden.csv");
    EXPECT_EQ(model.rows, 5000000000u) << "more rows than 32 bits hold";
    EXPECT_EQ(model.rules, "eu-2026-11");
    ASSERT_EQ(model.columns.size(), 1u);
    EXPECT_DOUBLE_EQ(model.columns[0].missing_share(), 0.25);
    EXPECT_EQ(model.area(Area::bias).status, Status::fail);
    EXPECT_EQ(model.area(Area::bias).count(Status::fail), 1u);
    EXPECT_EQ(model.area(Area::privacy).status, Status::not_assessed);
    ASSERT_EQ(model.findings.size(), 1u);
    const Finding& finding = model.findings[0];
    EXPECT_EQ(finding.subject_text(), "sex + race");
    EXPECT_EQ(finding.severity, Severity::high);
    EXPECT_EQ(finding.first_rows, (std::vector<std::uint64_t>{0, 7}));
    EXPECT_EQ(finding.chart.kind, Chart::Kind::intervals);
    EXPECT_EQ(finding.chart.limit_low, 0.2);
    EXPECT_FALSE(finding.chart.limit_high);
    ASSERT_EQ(finding.chart.rows.size(), 1u);
    EXPECT_TRUE(std::isnan(finding.chart.rows[0].low)) << "null is undefined, not 0";
    EXPECT_EQ(finding.chart.rows[0].n, 10u);
    EXPECT_TRUE(finding.chart.rows[0].reference);
}

TEST(ReportModel, SurvivesAnythingThatIsMissingOrOfAnotherType) {
    for (
        const std::string_view text :
        {"null", "[]", "{}", R"({"checks": {}})", R"({"checks": [1, null, "x", {}]})",
         R"({"columns": [7, {"rows": "many", "top": [1]}]})",
         R"({"areas": [{"id": "law"}, 3], "source": [], "plan": 4})",
         R"({"checks": [{"metrics": [], "groups": {}, "rows": 3, "chart": {"rows": [1], "edges": "x"}}]})",
         R"({"checks": [{"figures": 3, "table": {"columns": 1, "rows": []}, "limits": [{"name": "x", "value": "y"}, 4]}], "joint_counts": [1]})",
         R"({"checks": [{"figures": [1], "table": {"columns": [2], "rows": [3, [4, 5]]}}], "joint_counts": {"columns": [1], "sets": []}})",
         R"({"checks": [{"chart": {"kind": "pie", "rows": [{"n": -3, "value": "x"}]}}]})", "not json at all"}) {
        const ReportModel model = read_report(parse(text));
        for (const Finding& finding : model.findings) {
            EXPECT_TRUE(finding.metrics.empty()) << text;
            EXPECT_TRUE(finding.groups.empty()) << text;
            EXPECT_TRUE(finding.table.empty()) << text;
        }
        EXPECT_TRUE(model.plan.roles.empty()) << text;
    }
}

TEST(ReportModel, TheNextPageOfAListGoesBehindTheFirst) {
    ReportModel model =
        read_report(parse(R"({"checks": [{"id": "a"}, {"id": "b", "groups": [{"n": 9}], "groups_total": 3,
        "table": {"columns": [{"name": "n"}], "rows": [["9"]], "more": 2}}]})"));
    const Finding& finding = model.findings.at(1);
    EXPECT_EQ(finding.groups_total, 3u);
    const std::string_view next = R"({"check": 1, "id": "b", "first": 1, "groups": [{"n": 8}, {"n": 7}],
        "table": {"columns": [{"name": "n"}], "rows": [["8"], ["7"]], "more": 0}})";
    for (const char* other :
         {R"({"check": 1, "id": "a", "first": 1, "groups": [{"n": 8}], "table": {"columns": [{}], "rows": [["8"]]}})",
          R"({"check": 1, "id": "b", "first": 2, "groups": [{"n": 8}], "table": {"columns": [{}], "rows": [["8"]]}})",
          R"({"check": 2, "id": "b", "first": 1, "groups": [{"n": 8}], "table": {"columns": [{}], "rows": [["8"]]}})",
          R"({"check": 1, "id": "b", "first": 1, "groups": [{"n": 8}], "table": {"columns": [], "rows": []}})",
          R"([])"}) {
        append_groups(model, parse(other));
        EXPECT_EQ(finding.groups.size(), 1u) << other;
    }
    append_groups(model, parse(next));
    append_groups(model, parse(next));  // asked for twice
    ASSERT_EQ(finding.groups.size(), 3u);
    EXPECT_EQ(count_of(finding.groups[2].figures, "n"), 7u);
    ASSERT_EQ(finding.table.rows.size(), 3u);
    EXPECT_EQ(finding.table.rows[1][0].text, "8");
    EXPECT_EQ(finding.table.more, 0u);
}

TEST(ReportModel, ReadsACardInPlaceOfWhatItStandsFor) {
    const ReportModel model = read_report(parse(
        R"({"checks": [{"id": "a", "area": "privacy", "status": "warn"}, {"id": "p", "area": "privacy", "status": "warn", "subject": ["x"]},
        {"id": "b", "area": "bias"}, {"id": "p", "area": "privacy", "status": "info", "subject": ["y"]}, {"id": "c", "area": "bias"}],
        "cards": [{"id": "p", "area": "privacy", "status": "warn", "title": "2 columns", "stands_for": [1, 3, 9, -1, "x"], "head": ["Column", "Meaning", "Share"],
        "sections": [{"title": "Names", "why": "w", "remedy": "r", "rows": [{"column": "x", "what": "name", "share": "90%"}, 7]}]}]})"));
    ASSERT_EQ(model.findings.size(), 4u);
    const Finding& card = model.findings[1];
    EXPECT_EQ(card.title, "2 columns");
    EXPECT_EQ(card.order, 1u);
    ASSERT_EQ(card.sections.size(), 1u);
    EXPECT_EQ(card.sections[0].rows, (std::vector<std::array<std::string, 3>>{{"x", "name", "90%"}}));
    EXPECT_EQ(model.findings[3].order, 4u) << "its place among the checks, by which its pages are asked for";
    EXPECT_EQ(model.area(Area::privacy).count(Status::warn), 2u);
    EXPECT_EQ(model.area(Area::privacy).count(Status::info), 0u);
}

TEST(ReportModel, ReadsFiguresForPeopleAndForCounting) {
    const ReportModel model = read_report(
        parse(R"({"checks": [{"id": "a.b", "metrics": {"k": 3, "share": 0.5, "none": null, "part": {"x": 1}},
        "groups": [{"group": "<25", "n": 3, "rate": null, "label": "under 25", "suppressed": ["rate"]}, 7],
        "figures": [{"name": "share", "label": "Share", "text": "50%", "interval": "40% to 60%"}],
        "table": {"columns": [{"name": "group", "label": "Group", "numeric": false}, {"name": "rate", "label": "Rate", "numeric": true}],
                  "rows": [["under 25", "–"], ["over 25", ["20%", "10% to 30%"]]], "more": 4},
        "limits": [{"name": "a.b.limit", "value": 0.8, "range": [0, 1], "source": "rules"}]}]})"));
    const Finding& finding = model.findings.at(0);
    EXPECT_EQ(count_of(finding.metrics, "k"), 3u);
    EXPECT_EQ(finding.metrics.number_of("share"), 0.5);
    EXPECT_TRUE(std::isnan(finding.metrics.number_of("none")));
    EXPECT_EQ(finding.metrics.find("part")->find("x")->number(), 1);
    ASSERT_EQ(finding.groups.size(), 1u);
    EXPECT_EQ(finding.groups[0].label(), "<25");
    EXPECT_EQ(spoken_label(finding.groups[0]), "under 25");
    EXPECT_EQ(finding.groups[0].suppressed, (std::vector<std::string>{"rate"}));
    ASSERT_EQ(finding.figures.size(), 1u);
    EXPECT_EQ(finding.figures[0].interval, "40% to 60%");
    ASSERT_EQ(finding.table.rows.size(), 2u);
    EXPECT_EQ(finding.table.rows[0][1].text, "–");
    EXPECT_EQ(finding.table.rows[1][1].interval, "10% to 30%");
    EXPECT_EQ(finding.table.more, 4u);
    EXPECT_EQ(finding.limit("a.b.limit"), 0.8);
    EXPECT_FALSE(finding.limit("a.b.other"));
}

TEST(ReportModel, AnExactFigureReadsBack) {
    for (const double value : {0.1, 1.0 / 3, -2.5e-300}) {
        EXPECT_EQ(std::stod(exact_text(Figures::number_item(value))), value);
    }
    EXPECT_EQ(exact_text(Figures::count_item(48842)), "48842");
    EXPECT_EQ(exact_text(Figures::number_item(std::nan(""))), "");
    EXPECT_EQ(exact_text(Figures::list_item({Figures::count_item(1), Figures::text_item("a")})), "1 · a");
}

TEST(ReportModel, AChartWithoutRowsIsNone) {
    const ReportModel model =
        read_report(parse(R"({"checks": [{"id": "a.b", "chart": {"kind": "bars", "rows": []}}]})"));
    EXPECT_EQ(model.findings.at(0).chart.kind, Chart::Kind::none);
}

TEST(ReportModel, CountsWhatItShows) {
    const ReportModel model =
        read_report(parse(R"({"areas": [{"id": "quality", "status": "warn", "counts": {"warn": 99}}],
        "checks": [{"id": "quality.a", "area": "quality", "status": "warn"}, {"id": "quality.b", "area": "quality", "status": "pass"}]})"));
    EXPECT_EQ(model.area(Area::quality).count(Status::warn), 1u);
    EXPECT_EQ(model.area(Area::quality).count(Status::pass), 1u);
}

TEST(ReportModel, ReadsWhatCanBeSetAndHowAFileWouldBeRead) {
    const ReportModel model =
        read_report(json::parse(R"({"settings": [{"id": "limits", "title": "Limits", "now": "usual",
        "fields": [{"id": "as_of", "label": "Date", "kind": "text", "value": "2026-11-01", "hint": "today"}],
        "groups": [{"id": "bias", "fields": [{"id": "crossed", "kind": "toggles",
                                               "options": [{"id": "[]", "label": "a", "on": true}, 5]}]}]}, 7]})",
                                nullptr, false));
    ASSERT_EQ(model.settings.size(), 1U);
    EXPECT_EQ(model.settings[0].now, "usual");
    EXPECT_EQ(model.settings[0].fields[0].value, "2026-11-01");
    ASSERT_EQ(model.settings[0].groups.size(), 1U);
    ASSERT_EQ(model.settings[0].groups[0].fields[0].options.size(), 1U);
    EXPECT_TRUE(model.settings[0].groups[0].fields[0].options[0].on);
    // Whatever it is, it does not go deeper than it may.
    json deep = json::array();
    for (int i = 0; i < 50; ++i) { deep = json::array({{{"id", "a"}, {"groups", std::move(deep)}}}); }
    EXPECT_EQ(read_report(json{{"settings", std::move(deep)}}).settings[0].groups[0].groups[0].groups[0].groups.size(),
              0U);
    const PreviewModel preview = read_preview(
        json::parse(R"({"read_as": "CSV", "columns": ["a"], "rows": [["x", 5], 7], "more": 2})", nullptr, false));
    EXPECT_EQ(preview.rows, (std::vector<std::vector<std::string>>{{"x", ""}, {}}));
    EXPECT_EQ(preview.more, 2U);
    EXPECT_EQ(read_preview(json{{"error", "no"}}).error, "no");
}

}  // namespace
}  // namespace klarsicht::app
