// Which rows a chart draws, and in which order.
#include "report/chart_rows.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "support/audit.h"

namespace klarsicht {
namespace {

ChartRow row_of(std::string label, double value, Status status = Status::info, bool reference = false) {
    ChartRow row;
    row.label = std::move(label);
    row.value = value;
    row.status = status;
    row.reference = reference;
    return row;
}

Chart chart_of(std::vector<ChartRow> rows) {
    Chart chart;
    chart.kind = Chart::Kind::intervals;
    chart.rows = std::move(rows);
    return chart;
}

std::string labels_of(const ChartRows& rows) {
    std::string labels;
    for (const ChartRow* row : rows) { labels += (labels.empty() ? "" : " ") + row->label; }
    return labels;
}

TEST(ChartRows, TheReferenceThenTheWorst) {
    const Chart chart = chart_of({row_of("near", 0.5), row_of("undefined", stats::undefined), row_of("far", 0.1),
                                  row_of("warned", 0.48, Status::warn), row_of("ref", 0.52, Status::info, true)});
    EXPECT_EQ(labels_of(drawn_rows(chart).all), "ref warned far near undefined");
}

TEST(ChartRows, WithoutAReferenceAsTheCheckTellsThem) {
    const Chart chart = chart_of({row_of("b", 0.5), row_of("a", 0.9, Status::warn), row_of("c", 0.1)});
    EXPECT_EQ(labels_of(drawn_rows(chart).all), "b a c");
}

TEST(ChartRows, OfFortyThreeGroupsTwelveWithTheReferenceAndTheWorst) {
    for (const bool scale : {false, true}) {
        std::vector<ChartRow> rows;
        for (int i = 0; i < 43; ++i) {
            rows.push_back(row_of(std::to_string(i), 0.5 + 0.001 * i));
            if (scale) { rows.back().label_term = Message("report.bin.label").group("group", ">=1", true); }
        }
        rows[30].reference = true;
        rows[42].value = 0.1;
        rows[41].status = Status::fail;
        const Chart chart = chart_of(rows);
        const DrawnRows drawn = drawn_rows(chart);
        EXPECT_EQ(drawn.all.size(), 43u);
        const ChartRows first = drawn.first();
        EXPECT_EQ(first.size(), first_section_rows);
        EXPECT_EQ(drawn.behind().size(), 31u);
        for (const std::string_view label : {"30", "41", "42"}) {
            EXPECT_TRUE(std::ranges::any_of(first, [&](const ChartRow* row) { return row->label == label; })) << label;
        }
        EXPECT_EQ(drawn.all.front()->label, scale ? "0" : "30") << "a scale keeps its order";
    }
}

TEST(ChartRows, SectionsStayTogetherAndEachShowsItsWorst) {
    std::vector<ChartRow> rows;
    for (const std::string_view channel : {"mail", "phone"}) {
        for (int i = 0; i < 14; ++i) {
            rows.push_back(row_of(std::string(channel) + std::to_string(i), 0.1 * i, Status::info, i == 0));
            rows.back().section = channel;
        }
    }
    const Chart chart = chart_of(rows);
    const DrawnRows drawn = drawn_rows(chart);
    EXPECT_EQ(drawn.all[0]->label, "mail0");
    EXPECT_EQ(drawn.all[1]->label, "mail13");
    EXPECT_EQ(drawn.all[14]->label, "phone0");
    EXPECT_EQ(drawn.first().size(), 24u);
}

TEST(ChartRows, MoreThanAnybodyReadsAreLeftOutAndCounted) {
    std::vector<ChartRow> rows(500, row_of("x", 1));
    rows.front().reference = true;
    const Chart chart = chart_of(rows);
    const DrawnRows drawn = drawn_rows(chart);
    EXPECT_EQ(drawn.all.size(), most_chart_rows);
    EXPECT_EQ(drawn.left_out, 300u);
    EXPECT_TRUE(drawn.all.front()->reference);
}

/// A file of 43 towns of which one is selected far less often than the others.
TEST(ChartRows, AnAuditDrawsTheTownThatIsBehind) {
    std::string csv = "town,chosen\n";
    for (int town = 0; town < 43; ++town) {
        for (int i = 0; i < 60; ++i) {
            const int one_in = town == 40 ? 12 : 2;
            csv += "Town" + std::to_string(town) + (i % one_in == 0 ? ",yes\n" : ",no\n");
        }
    }
    const Report report = test::audit_of(csv, R"({"roles": {"town": ["protected"], "chosen": ["decision"]},
        "positive": {"chosen": {"equals": "yes"}}, "favoured": {"town": "Town7"}})");
    const auto gaps = std::ranges::find(report.outcomes, std::string_view("bias.group_gaps"), &Outcome::id);
    ASSERT_NE(gaps, report.outcomes.end());
    const DrawnRows drawn = drawn_rows(gaps->chart);
    EXPECT_EQ(drawn.all.size(), 43u);
    EXPECT_EQ(drawn.all[0]->label, "Town7");
    EXPECT_TRUE(drawn.all[0]->reference);
    EXPECT_EQ(drawn.all[1]->label, "Town40");
    EXPECT_EQ(drawn.behind().size(), 31u);
}

}  // namespace
}  // namespace klarsicht
