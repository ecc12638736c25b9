// On which line of the file, or row of the sheet, a row stands.
#include <gtest/gtest.h>

#include "ingest/read_table.h"
#include "support/csv.h"
#include "support/workbook.h"

namespace klarsicht {
namespace {

using Lines = std::vector<std::uint64_t>;

Lines lines_of(const Table& table) {
    Lines lines;
    for (std::uint64_t row = 0; row < table.rows(); ++row) {
        lines.push_back(table.lines.of(table.file_row(row)).value_or(0));
    }
    return lines;
}

Lines lines_of(std::string_view csv, std::size_t slice = 0) {
    const Result<Table> table = test::read_csv(csv, {}, slice);
    return table ? lines_of(*table) : Lines();
}

TEST(LineNumbersOfAFile, AsAnEditorCountsThem) {
    EXPECT_EQ(lines_of("a,b\n1,2\n3,4\n"), (Lines{2, 3}));
    EXPECT_EQ(lines_of("a,b\r\n1,2\r\n3,4"), (Lines{2, 3}));
    EXPECT_EQ(lines_of("a,b\r1,2\r3,4\r"), (Lines{2, 3}));
    EXPECT_EQ(lines_of("a,b\n1,2\n\n\n3,4\n"), (Lines{2, 5}));
    EXPECT_EQ(lines_of("a,b\n1,\"x\ny\"\n3,\"p\r\nq\r\nr\"\n5,6\n"), (Lines{2, 4, 7}));
    EXPECT_EQ(lines_of("\"a\nname\",b\n1,2\n3,4\n"), (Lines{3, 4}));
    EXPECT_EQ(lines_of("sep=;\na;b\n1;2\n3;4\n"), (Lines{3, 4}));
}

TEST(LineNumbersOfAFile, LinesAboveTheTableCount) {
    std::string csv = "Report of March\nmade by nobody\n\nname,city,amount\n";
    for (int i = 0; i < 60; ++i) { csv += "n" + std::to_string(i) + ",Bonn," + std::to_string(i * 7) + "\n"; }
    const Lines lines = lines_of(csv);
    ASSERT_EQ(lines.size(), 60U);
    EXPECT_EQ(lines.front(), 5U);
    EXPECT_EQ(lines.back(), 64U);
}

TEST(LineNumbersOfAFile, AnEmptyLineOfOneColumnIsARow) { EXPECT_EQ(lines_of("a\nx\n\ny\nz\n"), (Lines{2, 3, 4, 5})); }

TEST(LineNumbersOfAFile, HoweverTheFileIsSliced) {
    std::string csv = "id,text\n";
    Lines expected;
    std::uint64_t line = 2;
    for (int i = 0; i < 40'000; ++i) {
        expected.push_back(line);
        const bool two = i % 7 == 3;
        csv += std::to_string(i) + (two ? ",\"one\ntwo\"\n" : ",plain text\n");
        line += two ? 2 : 1;
    }
    EXPECT_EQ(lines_of(csv), expected);
    EXPECT_EQ(lines_of(csv, 1013), expected);
}

TEST(LineNumbersOfAFile, AWorkbooksAreTheRowsOfTheSheet) {
    test::TestWorkbook book;
    book.sheets = {{"S", test::sheet_row(3, {"name", "amount"}) + test::sheet_row(4, {"x", "=1"}) +
                             test::sheet_row(5, {"y", "=2"}) + test::sheet_row(9, {"z", "=3"})}};
    const Result<Table> table = test::read_file_text(book.file());
    ASSERT_TRUE(table.has_value());
    EXPECT_EQ(lines_of(*table), (Lines{4, 5, 9}));
}

TEST(LineNumbersOfAFile, RowsSetApartKeepTheirsAndAreAbove) {
    std::string csv = "name,city,amount\n";
    for (int i = 0; i < 30; ++i) { csv += "n" + std::to_string(i) + ",Bonn," + std::to_string(i) + "\n"; }
    csv += ",,\n";
    for (int i = 0; i < 30; ++i) { csv += "m" + std::to_string(i) + ",Bonn," + std::to_string(i) + "\n"; }
    const Result<Table> table = test::read_csv(csv);
    ASSERT_TRUE(table.has_value());
    ASSERT_EQ(table->apart.size(), 1U);
    EXPECT_EQ(table->file_row(29), 29U);
    EXPECT_EQ(table->file_row(30), 31U);
    EXPECT_EQ(table->lines.of(table->file_row(30)), 33U);
}

}  // namespace
}  // namespace klarsicht
