// The answer on one page, and charts that stand alone.
#include "report/one_page.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "report/chart_svg.h"
#include "report/figure_table.h"
#include "support/audit.h"

namespace klarsicht {
namespace {

constexpr std::string_view plan = R"({"roles": {"sex": ["protected"], "chosen": ["decision"]},
    "positive": {"chosen": {"equals": "yes"}}, "favoured": {"sex": "m"}})";

/// 1000 women of whom 100 are chosen, and 1000 men of whom 300 are.
std::string unequal_csv(bool with_sale = false) {
    std::string csv = with_sale ? "sex,chosen,bought\n" : "sex,chosen\n";
    for (int i = 0; i < 2000; ++i) {
        const bool woman = i % 2 == 0;
        const bool chosen = (i / 2) % 10 < (woman ? 1 : 3);
        csv += std::string(woman ? "f" : "m") + (chosen ? ",yes" : ",no");
        if (with_sale) { csv += (i / 20) % 2 == 0 ? ",yes" : ",no"; }
        csv += "\n";
    }
    return csv;
}

bool says(const std::string& page, std::string_view text) { return page.find(text) != std::string::npos; }

TEST(OnePage, AsksAndAnswersWithCertaintyAndPeople) {
    const Report report = test::audit_of(unequal_csv(), plan);
    const std::string page = one_page(report, {}, Language::en);
    EXPECT_TRUE(says(page, "<h1>Were people in “f” selected less often than people in “m”?</h1>")) << page;
    EXPECT_TRUE(says(page, "Yes. 10% of “f” were selected, and 30% of “m”."));
    EXPECT_TRUE(says(page, "Almost certainly not chance."));
    EXPECT_TRUE(says(page, "200 more people, mainly from “f”. Nobody loses."));
    EXPECT_TRUE(says(page, "100 more people, mainly from “f”; 100 fewer, mainly from “m”."));
    EXPECT_FALSE(says(page, "Money")) << "no amounts, no money";
    EXPECT_TRUE(says(page, "<svg"));
    EXPECT_TRUE(says(page, "test.csv, 2,000 rows. As of 1\u00A0Nov\u00A02026."));
    EXPECT_FALSE(says(page, "⟦"));
    EXPECT_TRUE(
        says(one_page(report, {}, Language::de), "Wurden Menschen aus „f“ seltener ausgewählt als Menschen aus „m“?"));
}

TEST(OnePage, SaysWhatItCostsInMoneyAsTyped) {
    const Report report = test::audit_of(unequal_csv(), plan);
    const std::string page = one_page(report, {.contact = 2.0, .sale = 30.0}, Language::en);
    EXPECT_TRUE(says(page, "−400 for the contacts. What they bring cannot be read from this file.")) << page;
    EXPECT_TRUE(says(page, "2 a contact, 30 an outcome"));
    const std::string contacts = one_page(report, {.contact = 2.0, .sale = {}}, Language::en);
    EXPECT_TRUE(says(contacts, "−400 for the contacts. Without an amount"));
    // Half of those chosen bought: 200 more contacts cost 400 and bring 100 × 30.
    const Report bought = test::audit_of(
        unequal_csv(true), R"({"roles": {"sex": ["protected"], "chosen": ["decision"], "bought": ["outcome"]},
        "positive": {"chosen": {"equals": "yes"}, "bought": {"equals": "yes"}}, "favoured": {"sex": "m"}})");
    EXPECT_TRUE(says(one_page(bought, {.contact = 2.0, .sale = 30.0}, Language::en), "2,600 net"));
}

TEST(OnePage, ANewFavouredGroupMayBeBehindItself) {
    std::string other(plan);
    other.replace(other.find("\"m\""), 3, "\"f\"");
    const std::string page = one_page(test::audit_of(unequal_csv(), other), {}, Language::en);
    EXPECT_TRUE(says(page, "<h1>Were people in “f” selected less often than people in “m”?</h1>")) << page;
    EXPECT_TRUE(says(page, "200 more people, mainly from “f”. Nobody loses."));
}

TEST(OnePage, WithoutAComparisonItSaysWhatIsMissingOrAnswersAnotherQuestion) {
    const std::string numbers = one_page(test::audit_of("a,b\n1,2\n2,3\n3,4\n"), {}, Language::en);
    EXPECT_FALSE(says(numbers, "⟦"));
    EXPECT_TRUE(says(numbers, "<h1>")) << numbers;
    std::string csv = "email,opt_out,last_contact\n";
    for (int i = 0; i < 40; ++i) {
        csv += "a" + std::to_string(i) + "@example.org,2026-01-01,2026-02-0" + std::to_string(1 + i % 9) + "\n";
    }
    const std::string page = one_page(test::audit_of(csv), {}, Language::de);
    EXPECT_TRUE(says(page, "Was Sie tun können")) << page;
    EXPECT_FALSE(says(page, "@example.org"));
    EXPECT_FALSE(says(page, "⟦"));
}

TEST(OnePage, OfFewerThanFivePeopleItSaysNothing) {
    const auto page = [](std::string_view chosen) {
        std::string csv = "sex,chosen\n";
        for (int i = 0; i < 60; ++i) { csv += std::string("m,") + (i % 2 == 0 ? "yes\n" : "no\n"); }
        for (int i = 0; i < 3; ++i) { csv += "f," + std::string(chosen) + "\n"; }
        return one_page(test::audit_of(csv, plan), {}, Language::en);
    };
    EXPECT_EQ(page("yes"), page("no"));
}

TEST(ChartFile, StandsAloneWithTitleSourceAndDate) {
    const Report report = test::audit_of(unequal_csv(), plan);
    const auto gaps = std::ranges::find(report.outcomes, std::string_view("bias.group_gaps"), &Outcome::id);
    ASSERT_NE(gaps, report.outcomes.end());
    for (const Theme theme : {Theme::light, Theme::dark}) {
        const std::string svg = chart_to_svg_file(report, *gaps, false, theme, Texts::of(Language::en));
        EXPECT_TRUE(svg.starts_with("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"768\""));
        EXPECT_TRUE(says(svg, "<title>")) << svg;
        EXPECT_TRUE(says(svg, "Source: test.csv, 2,000 rows. As of 1\u00A0Nov\u00A02026."));
        EXPECT_TRUE(says(svg, "n = 1,000"));
        EXPECT_FALSE(says(svg, "var(")) << "a program that shows pictures knows no names of colours";
        EXPECT_TRUE(says(svg, theme == Theme::dark ? "fill: #161b23" : "fill: #fff"));
    }
}

TEST(ChartFile, ARowsLabelIsNoMarkup) {
    Report report;
    report.plan.as_of = "2026-11-01";
    report.source.name = "<b>.csv";
    Outcome outcome;
    outcome.chart.kind = Chart::Kind::bars;
    outcome.chart.title = Message("report.groups");
    ChartRow row;
    row.label = "<script>";
    row.value = 1;
    outcome.chart.rows = {row};
    const std::string svg = chart_to_svg_file(report, outcome, true, Theme::light, Texts::of(Language::en));
    EXPECT_FALSE(says(svg, "<script>"));
    EXPECT_FALSE(says(svg, "<b>"));
    EXPECT_TRUE(says(svg, "&lt;script&gt;"));
}

TEST(Histogram, OnlyTheLastBarHoldsItsUpperEdge) {
    Chart chart;
    chart.kind = Chart::Kind::histogram;
    chart.edges = {0, 5, 10};
    chart.rows.resize(2);
    EXPECT_EQ(bar_label(chart, 0, Texts::of(Language::de)), "0 bis unter 5");
    EXPECT_EQ(bar_label(chart, 1, Texts::of(Language::de)), "5 bis 10");
    EXPECT_EQ(bar_label(chart, 0, Texts::of(Language::en)), "0 to under 5");
}

}  // namespace
}  // namespace klarsicht
