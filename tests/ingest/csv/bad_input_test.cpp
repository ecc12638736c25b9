// Every wrong thing gets one clear error, or is read as far as sensible and reported. Nothing takes long.
#include <gtest/gtest.h>

#include "support/csv.h"
#include "support/data.h"
#include "table/interpretation.h"

namespace klarsicht {
namespace {

using Kind = StructureIssue::Kind;
using namespace std::string_literals;

std::string error_of(const std::string& text, IngestOptions options = {}) {
    const Result<Table> table = test::read_file_text(text, std::move(options));
    return table ? "no error" : table.error().message.key;
}

/// "count: first rows" of an issue, "" if it is not reported.
std::string issue(const Result<Table>& table, Kind kind) {
    if (!table) { return table.error().message.key; }
    for (const StructureIssue& one : table->source.issues) {
        if (one.kind != kind) { continue; }
        std::string text = std::to_string(one.count) + ":";
        for (const std::uint64_t row : one.first_rows) { text += " " + std::to_string(row); }
        return text;
    }
    return "";
}

TEST(CsvBadInput, EmptyFiles) {
    EXPECT_EQ(error_of(""), "error.file.empty");
    EXPECT_EQ(error_of("\n\n \n"), "error.file.empty");
    EXPECT_EQ(error_of("\xEF\xBB\xBF"), "error.file.empty");
    EXPECT_EQ(error_of("name;city\n"), "error.table.only_header");
    EXPECT_EQ(error_of("name;city"), "error.table.only_header");
    EXPECT_EQ(test::read_csv("").error().code, ErrorCode::empty);
}

TEST(CsvBadInput, OtherFormatsAreNamed) {
    EXPECT_EQ(error_of("PAR1\x15\x04"s), "error.file.is_parquet");
    EXPECT_EQ(error_of("%PDF-1.7\n1 0 obj"s), "error.file.is_pdf");
    EXPECT_EQ(error_of("\x89PNG\r\n\x1A\n\0\0"s), "error.file.is_image");
    EXPECT_EQ(error_of("SQLite format 3\0"s), "error.file.is_sqlite");
    EXPECT_EQ(error_of("[{\"a\": 1}]"), "error.file.is_json");
    EXPECT_EQ(error_of("{\"a\": 1}\n{\"a\": 2}\n"), "error.file.is_json");
    EXPECT_EQ(error_of("<!DOCTYPE html><html>"), "error.file.is_html");
    EXPECT_EQ(error_of("\xFF\xFE\0\0a\0\0\0"s), "error.file.is_utf32");
    std::string noise;
    for (std::uint32_t i = 0, x = 1; i < 5000; ++i) {
        noise += static_cast<char>((x = x * 1664525 + 1013904223) >> 24);
    }
    EXPECT_EQ(error_of(noise), "error.file.is_binary");
    EXPECT_EQ(error_of(std::string(1000, '\0')), "error.file.is_binary");
}

TEST(CsvBadInput, RealParquet) {
    KLARSICHT_SHARED_OR_SKIP(parquet, "formats/adults.parquet");
    EXPECT_EQ(error_of(parquet), "error.file.is_parquet");
}

TEST(CsvBadInput, WrongOptions) {
    EXPECT_EQ(error_of("a,b\n1,2\n", {.delimiter = '"'}), "error.csv.bad_delimiter");
    EXPECT_EQ(error_of("a,b\n1,2\n", {.encoding = "ebcdic"}), "error.csv.unknown_encoding");
}

TEST(CsvBadInput, AHundredThousandCellsInARow) {
    std::string wide(99999, ',');
    Result<Table> table = test::read_csv(wide + "\n1,2\n");
    ASSERT_FALSE(table);
    EXPECT_EQ(table.error().message.key, "error.table.too_many_columns");
    EXPECT_EQ(table.error().code, ErrorCode::too_large);

    for (std::string::size_type i = 0; i < wide.size(); i += 2) { wide[i] = 'x'; }
    table = test::read_csv("a,b\n1,2\n" + wide + "\n3,4\n");
    ASSERT_TRUE(table);
    EXPECT_EQ(table->columns.size(), 2U + 64U);
    EXPECT_EQ(table->rows(), 3U);
    EXPECT_EQ(issue(table, Kind::long_row), "1: 1");
    // What is beyond the surplus columns stands undivided in the last one: nothing is lost.
    std::string again;
    for (const Column& column : table->columns) {
        again += (again.empty() ? "" : ",") + std::string(column.spelling_at(1));
    }
    EXPECT_EQ(again, wide);
    EXPECT_EQ(table->columns.back().spelling_at(2), "");
}

TEST(CsvBadInput, ManyColumnsAreRead) {
    std::string header = "c0", row = "0";
    for (int c = 1; c < 16384; ++c) {
        header += ",c" + std::to_string(c);
        row += "," + std::to_string(c);
    }
    const Result<Table> table = test::read_csv(header + "\n" + row + "\n1\n" + row + "\n");
    ASSERT_TRUE(table) << table.error().message.key;
    EXPECT_EQ(table->columns.size(), 16384U);
    EXPECT_EQ(table->columns[16383].spelling_at(0), "16383");
    EXPECT_EQ(table->columns[16383].spelling_at(1), "");
    EXPECT_EQ(issue(table, Kind::short_row), "1: 1");
}

TEST(CsvBadInput, ACellOfFiftyMegabytes) {
    const std::string big(50'000'000, 'x');
    Result<Table> table = test::read_csv("a,b\n1,\"" + big + "\n\"\n3,4\n", {}, 1 << 20);
    ASSERT_TRUE(table) << table.error().message.key;
    EXPECT_EQ(table->rows(), 2U);
    EXPECT_EQ(table->columns[1].spelling_at(0).size(), big.size() + 1);
    table = test::read_csv("a,b\n1," + big + big + "\n3,4\n", {}, 1 << 20);
    ASSERT_FALSE(table);
    EXPECT_EQ(table.error().message.key, "error.csv.cell_too_large");
    EXPECT_EQ(table.error().row, 0U);
    EXPECT_EQ(table.error().column, 1U);
    table = test::read_csv("a,b\n" + big.substr(0, 40'000'000) + "," + big + "\n" + big + "\n1,2\n");
    ASSERT_TRUE(table) << table.error().message.key;
    EXPECT_EQ(table->rows(), 3U);
}

TEST(CsvBadInput, AnUnclosedQuoteSwallowsNothing) {
    Result<Table> table = test::read_csv("a,b\n1,2\n\"3,4\n5,6\n");
    ASSERT_TRUE(table);
    EXPECT_EQ(issue(table, Kind::unclosed_quote), "1: 1");
    EXPECT_EQ(test::rows_of(*table), (test::Rows{{"1", "2"}, {"\"3", "4"}, {"5", "6"}}));
    // Beyond the size of a cell as well.
    std::string file = "a,b\n1,2\n\"3,4\n";
    while (file.size() < (70U << 20)) {
        file += "5555555555555555555555555555,6666666666666666666666666666666666666666666666666\n";
    }
    table = test::read_csv(file, {.delimiter = ',', .quote = '"'}, 1 << 20);
    ASSERT_TRUE(table);
    EXPECT_EQ(issue(table, Kind::unclosed_quote), "1: 1");
    EXPECT_EQ(table->columns[0].spelling_at(1), "\"3");
    EXPECT_GT(table->rows(), 900000U);
}

TEST(CsvBadInput, TooMuchForTheMemory) {
    std::string file = "id,name\n";
    for (int i = 0; i < 100000; ++i) { file += std::to_string(i) + ",name" + std::to_string(i) + "\n"; }
    const Result<Table> table = test::read_csv(file, {.memory_limit = 1 << 20});
    ASSERT_FALSE(table);
    EXPECT_EQ(table.error().code, ErrorCode::too_large);
    EXPECT_EQ(table.error().message.key, "error.table.too_much_data");
}

TEST(CsvBadInput, RaggedRowsKeepTheirRowNumbers) {
    const Result<Table> table = test::read_csv("a,b,c\n1,2,3\n1,2\n\n1,2,3,4\n1,2,3,,\n1,2,3\n");
    ASSERT_TRUE(table);
    EXPECT_EQ(test::names_of(*table), (std::vector<std::string>{"a", "b", "c", "column_4"}));
    EXPECT_EQ(
        test::rows_of(*table),
        (test::Rows{
            {"1", "2", "3", ""}, {"1", "2", "", ""}, {"1", "2", "3", "4"}, {"1", "2", "3", ""}, {"1", "2", "3", ""}}));
    EXPECT_EQ(issue(table, Kind::short_row), "1: 1");
    EXPECT_EQ(issue(table, Kind::long_row), "2: 2 3");
    EXPECT_EQ(issue(table, Kind::blank_line), "1: 2");
}

TEST(CsvBadInput, NamesAreUniqueAndNeverEmpty) {
    const Result<Table> table = test::read_csv("a,,a,a_2, \n1,2,3,4,5\n");
    ASSERT_TRUE(table);
    EXPECT_EQ(test::names_of(*table), (std::vector<std::string>{"a", "column_2", "a_2", "a_2_2", "column_5"}));
    EXPECT_EQ(issue(table, Kind::empty_name), "2: 1 4");
    EXPECT_EQ(issue(table, Kind::duplicate_name), "2: 2 3");
}

TEST(CsvBadInput, ManyColumnsOfOneNameTakeNoLonger) {
    // Found by fuzzing: each name was compared with every other, and each number tried from the start.
    std::string header = "x";
    for (int c = 1; c < 16384; ++c) { header += ",x"; }
    const Result<Table> table = test::read_csv(header + "\n1\n", {.header = true});
    ASSERT_TRUE(table);
    EXPECT_EQ(table->columns[16383].name, "x_16384");
    EXPECT_EQ(issue(table, Kind::duplicate_name).substr(0, 7), "16383: ");
}

TEST(CsvBadInput, ARepeatedHeaderIsARowThatIsNotAudited) {
    const Result<Table> table = test::read_csv("age,job\n31,cook\nage,job\n32,nurse\n");
    ASSERT_TRUE(table);
    EXPECT_EQ(issue(table, Kind::repeated_header), "1: 1");
    EXPECT_EQ(table->rows(), 3U);
    const Interpretation age = interpret(table->columns[0], {.missing_tokens = {}});
    EXPECT_EQ(age.kind, klarsicht::Kind::integer);
    EXPECT_EQ(age.invalid, 1U);
    const Interpretation job = interpret(table->columns[1], {.missing_tokens = {}});
    EXPECT_EQ(job.distinct, 2U);
    EXPECT_EQ(job.invalid, 1U);
}

TEST(CsvBadInput, RepeatedHeaderInRealData) {
    KLARSICHT_SHARED_OR_SKIP(text, "bank/bank_header_inside_first10000.csv");
    const Result<Table> table = test::read_csv(text);
    ASSERT_TRUE(table);
    EXPECT_EQ(table->rows(), 9999U);
    EXPECT_EQ(issue(table, Kind::repeated_header), "1: 8437");
    for (const Column& column : table->columns) {
        const Interpretation reading = interpret(column, {.missing_tokens = {}});
        EXPECT_EQ(reading.invalid, 1U) << column.name;
        EXPECT_FALSE(reading.valid(column.codes[8437])) << column.name;
    }
}

TEST(CsvBadInput, TextBelowAndAboveTheTable) {
    const Result<Table> table =
        test::read_csv("Newsletter, May\n\nid,name,city\n1,Ann,Ulm\n2,Bob,Bonn\n\n-- end of export --\n\x1A");
    ASSERT_TRUE(table);
    EXPECT_EQ(test::names_of(*table), (std::vector<std::string>{"id", "name", "city"}));
    EXPECT_EQ(issue(table, Kind::leading_junk), "1: 0");
    EXPECT_EQ(issue(table, Kind::trailing_junk), "2: 2 3");
    EXPECT_EQ(issue(table, Kind::short_row), "");
}

TEST(CsvBadInput, NulsAndLineEnds) {
    const Result<Table> table = test::read_csv("a,b\n1,2\r\n3\0,4\n5,6\n"s);
    ASSERT_TRUE(table);
    EXPECT_EQ(issue(table, Kind::nul_byte), "1: 1");
    EXPECT_EQ(issue(table, Kind::mixed_line_ends), "1: 0");
    EXPECT_EQ(table->source.line_end, "mixed");
    EXPECT_EQ(table->columns[0].spelling_at(1), "3\0"s);
}

TEST(CsvBadInput, QuotesWhereNoneShouldBe) {
    const Result<Table> table =
        test::read_csv("a,b\n5\" pipe,x\n\"said\" he,\"fine, \"\"ok\"\"\"\n1,2\n", {.quote = '"'});
    ASSERT_TRUE(table);
    EXPECT_EQ(issue(table, Kind::quote_in_field), "2: 0 1");
    EXPECT_EQ(test::rows_of(*table), (test::Rows{{"5\" pipe", "x"}, {"said he", "fine, \"ok\""}, {"1", "2"}}));
}

TEST(CsvBadInput, BrokenQuotesInEveryRowTakeNoLonger) {
    // Would take minutes if each row started over from the file's beginning.
    std::string file = "a,b\n";
    while (file.size() < 20'000'000) { file += "x\"y,\"1\"2\n"; }
    const Result<Table> table = test::read_csv(file, {.quote = '"'});
    ASSERT_TRUE(table);
    EXPECT_EQ(issue(table, Kind::quote_in_field).substr(0, 8), std::to_string(table->rows()) + ":");
}

}  // namespace
}  // namespace klarsicht
