#include "profile/patterns.h"

#include <gtest/gtest.h>

#include "profile/profile.h"
#include "support/audit.h"

namespace klarsicht {
namespace {

TEST(Patterns, ShapesSayHowAValueIsWritten) {
    EXPECT_EQ(shape_of("AB-1234"), "AA-9999");
    EXPECT_EQ(shape_of("Bonn"), "Aaaa");
    EXPECT_EQ(shape_of("Köln"), "Aaaa");
    EXPECT_EQ(shape_of("Österreich"), "Aa+");
    EXPECT_EQ(shape_of("12345"), "9+");
    EXPECT_EQ(shape_of("+49 151 2345678"), "+99 999 9+");
    EXPECT_EQ(shape_of("a.b@c.org"), "a.a@a.aaa");
    EXPECT_EQ(shape_of(""), "");
    EXPECT_EQ(shape_of("x\ny\x7F"), "a a ");
    EXPECT_EQ(shape_of(std::string(500, '-')).size(), 32 + std::string("…").size());
}

TEST(Patterns, MostRowsFirstAndNoneOfFew) {
    const Table table = test::table_of("code,n\nAB-1,1\nAB-1,2\nXY-2,3\nabc,4\nq,5\n,6\nabd,7\n");
    const Interpretation interpretation = interpret(table.columns[0], {.missing_tokens = {""}});
    const std::vector<Pattern> patterns = patterns_of(table.columns[0], interpretation, 10, 2);
    ASSERT_EQ(patterns.size(), 2U);
    EXPECT_EQ(patterns[0].shape, "AA-9");
    EXPECT_EQ(patterns[0].rows, 3U);
    EXPECT_EQ(patterns[1].shape, "aaa");
    EXPECT_EQ(patterns_of(table.columns[0], interpretation, 1, 0).size(), 1U);
}

TEST(Patterns, OfAMaskedColumnThoseOfFiveRows) {
    std::string csv = "name,mail\n";
    for (int i = 0; i < 40; ++i) {
        csv += std::string("x,") + (i == 3 ? "Q-77" : "p" + std::to_string(10 + i) + "@a.de") + "\n";
    }
    const Report report = test::audit_of(csv);
    EXPECT_TRUE(report.columns[1].masked);
    ASSERT_EQ(report.columns[1].patterns.size(), 1U);
    EXPECT_EQ(report.columns[1].patterns[0].value, "a99@a.aa");
    EXPECT_EQ(report.columns[1].patterns[0].count, 39U);
    EXPECT_EQ(test::audit_of(csv, R"({"version": 1})", {.show_values = true}).columns[1].patterns.size(), 2U);
}

TEST(Patterns, ZeroAndOneAreTwoBars) {
    std::string csv = "name,bought\n";
    for (int i = 0; i < 60; ++i) { csv += "n," + std::to_string(i % 3 == 0 ? 1 : 0) + "\n"; }
    const Histogram histogram = test::audit_of(csv).columns[1].summary.histogram;
    EXPECT_EQ(histogram.counts, (std::vector<std::uint64_t>{40, 20}));
    EXPECT_EQ(histogram.edges, (std::vector<double>{0, 1, 2}));
}

}  // namespace
}  // namespace klarsicht
