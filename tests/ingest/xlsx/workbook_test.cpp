// Small workbooks, made by hand: what stands in their cells is what the table has.
#include <gtest/gtest.h>

#include "ingest/read_table.h"
#include "support/csv.h"
#include "support/data.h"
#include "support/workbook.h"
#include "table/interpretation.h"

namespace klarsicht {
namespace {

using test::Rows;
using test::sheet_row;
using test::TestWorkbook;
using Names = std::vector<std::string>;

Result<Table> read(const TestWorkbook& workbook, IngestOptions options = {}) {
    return test::read_file_text(workbook.file(), std::move(options));
}

/// A workbook of one sheet with a header of as many names as there are cells.
TestWorkbook one_row(const std::string& cells, unsigned columns) {
    TestWorkbook workbook;
    std::vector<std::string> names;
    for (unsigned c = 0; c < columns; ++c) { names.push_back("name" + std::to_string(c)); }
    workbook.sheets = {{"Daten", sheet_row(1, names) + "<row r=\"2\">" + cells + "</row>"}};
    return workbook;
}

/// The cells of the single row.
std::vector<std::string> cells_of(const Result<Table>& table) {
    if (!table) { return {"error", table.error().message.key}; }
    return test::rows_of(*table).at(0);
}

std::uint64_t issues(const Table& table, StructureIssue::Kind kind) {
    for (const StructureIssue& issue : table.source.issues) {
        if (issue.kind == kind) { return issue.count; }
    }
    return 0;
}

TEST(Workbook, TextsSharedAndInline) {
    TestWorkbook workbook = one_row(
        R"(<c r="A2" t="s"><v>1</v></c><c r="B2" t="s"><v>0</v></c><c r="C2" t="inlineStr"><is><r><t>in</t></r><r><rPr><b/></rPr><t> zwei</t></r></is></c>)"
        R"(<c r="D2" t="str"><f>A2&amp;"x"</f><v>Formel</v></c><c r="E2" t="s"><v>2</v></c><c r="F2" t="inlineStr"><is><t>a_x000A_b_x005F_x_xZZZZ_</t></is></c>)",
        6);
    workbook.strings =
        R"(<si><r><t>Mül</t></r><r><t xml:space="preserve">ler </t></r></si><si><t>Köln &amp; Bonn</t><phoneticPr fontId="1"/></si>)"
        R"(<si><t>東京</t><rPh sb="0" eb="2"><t>とうきょう</t></rPh></si>)";
    EXPECT_EQ(cells_of(read(workbook)),
              (Names{"Köln & Bonn", "Müller ", "in zwei", "Formel", "東京", "a\nb_x_xZZZZ_"}));
}

TEST(Workbook, NumbersAsTheyAreHeld) {
    const std::pair<std::string, std::string> held[] = {
        {"42", "42"},
        {"-7", "-7"},
        {"0", "0"},
        {"1.1000000000000001", "1.1"},
        {"0.30000000000000004", "0.3"},
        {"0.84442185152504812", "0.8444218515250481"},
        {"1E-3", "0.001"},
        {"1.5E+300", "1.5e+300"},
        {"100000000000000000000", "100000000000000000000"},
        {"1234567.8900000001", "1234567.89"},
        {"12345678901234567", "12345678901234567"},
        {"2.50", "2.5"},
        {"1.0", "1"},
        {"-0", "0"},
        {".5", "0.5"},
        {"9.9999999999999995E-7", "0.000001"},
        {"1e999", "1e+999"},
        {"what", "what"},
        {"1.7976931348623157E+308", "1.7976931348623157e+308"},
    };
    std::string cells;
    Names expected;
    for (const auto& [text, read_as] : held) {
        cells += "<c><v>" + text + "</v></c>";
        expected.push_back(read_as);
    }
    EXPECT_EQ(cells_of(read(one_row(cells, static_cast<unsigned>(expected.size())))), expected);
}

TEST(Workbook, DatesOfBothSystems) {
    TestWorkbook workbook = one_row(
        R"(<c s="1"><v>46000</v></c><c s="2"><v>46000.354166666664</v></c><c s="3"><v>0.35427083333333331</v></c>)"
        R"(<c s="4"><v>1.1041666666666667</v></c><c s="1"><v>60</v></c><c s="1"><v>59</v></c><c s="1"><v>61</v></c><c s="1"><v>0</v></c>)"
        R"(<c s="1"><v>2958465</v></c><c s="1"><v>2958466</v></c><c s="1"><v>-1</v></c><c s="1"><v>46000.5</v></c><c s="2"><v>46000</v></c>)"
        R"(<c s="5"><v>46000.50000578704</v></c><c t="d"><v>2026-11-26</v></c>)",
        15);
    workbook.formats = {"dd/mm/yyyy", "dd\\.mm\\.yyyy\\ hh:mm", "h:mm AM/PM", "[h]:mm",
                        "yyyy\\-mm\\-dd\\Thh:mm:ss.000"};
    EXPECT_EQ(cells_of(read(workbook)),
              (Names{"2025-12-09", "2025-12-09T08:30:00", "08:30:09", "26:30:00", "1900-02-29", "1900-02-28",
                     "1900-03-01", "1900-01-00", "9999-12-31", "2958466", "-1", "2025-12-09T12:00:00",
                     "2025-12-09T00:00:00", "2025-12-09T12:00:00.500", "2026-11-26"}));
    workbook.from_1904 = true;
    const std::vector<std::string> cells = cells_of(read(workbook));
    EXPECT_EQ(cells[0], "2029-12-10");
    EXPECT_EQ(cells[2], "08:30:09");
    EXPECT_EQ(cells[7], "1904-01-01");
}

TEST(Workbook, WhichFormatsAreDates) {
    const std::pair<std::string, std::string> formats[] = {
        {"0.00", "46000"},
        {"#,##0.00 [$€-407]", "46000"},
        {"[Red]0", "46000"},
        {"0.0E+00", "46000"},
        {"General", "46000"},
        {"&quot;Stand: &quot;0", "46000"},
        {"[$-407]d. mmmm yyyy;@", "2025-12-09"},
        {"mmm yy", "2025-12-09"},
        {"yyyy", "2025-12-09"},
        {"[$-F800]dddd", "2025-12-09"},
        {"0 \\d", "46000"},
        {"_-* #,##0_-", "46000"},
        {"hh:mm", "2025-12-09T00:00:00"},
        {"mm:ss", "2025-12-09T00:00:00"},
        {"0;[Red]-0;&quot;y&quot;", "46000"},
        {"@", "46000"},
        {"0000000", "0046000"},
    };
    std::string cells;
    Names expected;
    TestWorkbook workbook;
    for (const auto& [code, shown] : formats) {
        workbook.formats.push_back(code);
        cells += "<c s=\"" + std::to_string(workbook.formats.size()) + "\"><v>46000</v></c>";
        expected.push_back(shown);
    }
    TestWorkbook whole = one_row(cells, static_cast<unsigned>(expected.size()));
    whole.formats = workbook.formats;
    const std::vector<std::string> found = cells_of(read(whole));
    ASSERT_EQ(found.size(), expected.size());
    for (std::size_t i = 0; i < found.size(); ++i) {
        if (formats[i].first == "hh:mm" || formats[i].first == "mm:ss") {
            EXPECT_EQ(found[i], "2025-12-09") << formats[i].first;  // a day and no time: the day is what there is
            continue;
        }
        EXPECT_EQ(found[i], expected[i]) << formats[i].first;
    }
}

TEST(Workbook, TruthValuesFormulasErrors) {
    const TestWorkbook workbook = one_row(
        R"(<c t="b"><v>1</v></c><c t="b"><v>0</v></c><c><f>1+1</f><v>2</v></c><c t="e"><f>NA()</f><v>#N/A</v></c>)"
        R"(<c t="e"><v>#DIV/0!</v></c><c t="b"><f>TRUE()</f><v>1</v></c><c><f>B9</f></c>)",
        7);
    EXPECT_EQ(cells_of(read(workbook)), (Names{"TRUE", "FALSE", "2", "#N/A", "#DIV/0!", "TRUE", ""}));
    EXPECT_EQ(issues(*read(workbook), StructureIssue::Kind::formula_without_value), 1U);
}

TEST(Workbook, DeclaresWhatItsCellsAre) {
    TestWorkbook workbook;
    workbook.sheets = {
        {"PLZ", sheet_row(1, {"plz", "umsatz", "gemischt", "kunde"}) + sheet_row(2, {"01067", "=12", "=1", "10115"}) +
                    sheet_row(3, {"10115", "=5.5", "k.A.", "10117"}) + sheet_row(4, {"", "=7", "=3", "10119"})}};
    const Result<Table> table = read(workbook);
    ASSERT_TRUE(table);
    EXPECT_EQ(table->columns[0].spelling_at(0), "01067");
    EXPECT_EQ(table->columns[0].declared, DeclaredKind::text);
    EXPECT_EQ(table->columns[1].declared, DeclaredKind::number);
    EXPECT_EQ(table->columns[2].declared, DeclaredKind::none);
    EXPECT_EQ(table->columns[3].declared, DeclaredKind::text);
    EXPECT_EQ(interpret(table->columns[3], {}).kind, Kind::category);
    // A program that writes everything as text says nothing by it.
    workbook.sheets[0].rows =
        sheet_row(1, {"plz", "umsatz"}) + sheet_row(2, {"10115", "12"}) + sheet_row(3, {"10117", "13"});
    const Result<Table> texts = read(workbook);
    ASSERT_TRUE(texts);
    EXPECT_EQ(texts->columns[1].declared, DeclaredKind::none);
    EXPECT_EQ(interpret(texts->columns[1], {}).kind, Kind::integer);
}

TEST(Workbook, GapsInRowsAndBetweenThem) {
    TestWorkbook workbook;
    workbook.sheets = {{"Lücken", sheet_row(3, {"a", "b", "c"}, 'B') + sheet_row(4, {"=1", "", "=3"}, 'B') +
                                      sheet_row(7, {"", "=2"}, 'B') + "<row r=\"9\" spans=\"2:4\"/>" +
                                      sheet_row(10, {"=1", "=2", "=3", "=4"}, 'B') +
                                      sheet_row(11, {"=0", "=7", "=8"}, 'A') +
                                      "<row r=\"90\"><c r=\"B90\" s=\"1\"/></row>"}};
    const Result<Table> table = read(workbook);
    ASSERT_TRUE(table);
    EXPECT_EQ(test::names_of(*table), (Names{"column_1", "a", "b", "c", "column_5"}));
    EXPECT_EQ(test::rows_of(*table),
              (Rows{{"", "1", "", "3", ""}, {"", "", "2", "", ""}, {"", "1", "2", "3", "4"}, {"0", "7", "8", "", ""}}));
    EXPECT_EQ(issues(*table, StructureIssue::Kind::blank_line), 4U);
    EXPECT_EQ(issues(*table, StructureIssue::Kind::empty_name), 1U);
    EXPECT_EQ(issues(*table, StructureIssue::Kind::long_row), 1U);
    EXPECT_EQ(issues(*table, StructureIssue::Kind::short_row), 0U);
}

TEST(Workbook, CellsBesideTheTableThatComeLate) {
    std::string rows = sheet_row(1, {"a", "b"}, 'C');
    for (unsigned r = 2; r <= 800; ++r) { rows += sheet_row(r, {"=1", "=2"}, 'C'); }
    rows += sheet_row(801, {"links", "", "=1", "=2", "rechts"}) + sheet_row(802, {"", "", "=1", "", "=5"});
    TestWorkbook workbook;
    workbook.sheets = {{"x", rows}};
    const Result<Table> table = read(workbook);
    ASSERT_TRUE(table);
    EXPECT_EQ(test::names_of(*table), (Names{"a", "b", "column_3", "column_4"}));
    EXPECT_EQ(test::rows_of(*table)[799], (Names{"1", "2", "links", "rechts"}));
    EXPECT_EQ(test::rows_of(*table)[800], (Names{"1", "", "", "5"}));
    EXPECT_EQ(issues(*table, StructureIssue::Kind::long_row), 2U);
}

TEST(Workbook, EmptyRowsInATableOfOneColumn) {
    std::string rows = sheet_row(1, {"a"});
    for (unsigned r = 2; r < 1500; ++r) { rows += r % 3 == 0 ? "" : sheet_row(r, {"=" + std::to_string(r)}); }
    TestWorkbook workbook;
    workbook.sheets = {{"x", rows + sheet_row(20000, {"=1"})}};
    const Result<Table> table = read(workbook);
    ASSERT_TRUE(table);
    ASSERT_EQ(table->rows(), 19999U);
    EXPECT_EQ(table->columns[0].spelling_at(0), "2");
    EXPECT_EQ(table->columns[0].spelling_at(1), "");
    EXPECT_EQ(table->columns[0].spelling_at(1400), "1402");
    EXPECT_EQ(table->columns[0].spelling_at(1402), "");
    EXPECT_EQ(table->columns[0].spelling_at(9000), "");
    EXPECT_EQ(table->columns[0].spelling_at(19998), "1");
}

TEST(Workbook, CellsNeedNoPlaces) {
    TestWorkbook workbook;
    workbook.sheets = {
        {"x",
         "<row><c t=\"str\"><v>a</v></c><c t=\"str\"><v>b</v></c></row><row><c><v>1</v></c><c><v>2</v></c></row>"}};
    const Result<Table> table = read(workbook);
    ASSERT_TRUE(table);
    EXPECT_EQ(test::rows_of(*table), (Rows{{"1", "2"}}));
}

std::string table_rows(unsigned from, unsigned rows, unsigned columns) {
    std::string text;
    std::vector<std::string> cells(columns);
    for (unsigned c = 0; c < columns; ++c) { cells[c] = "spalte" + std::to_string(c); }
    text += sheet_row(from, cells);
    for (unsigned r = 1; r <= rows; ++r) {
        for (unsigned c = 0; c < columns; ++c) { cells[c] = "=" + std::to_string(r * 10 + c); }
        text += sheet_row(from + r, cells);
    }
    return text;
}

TEST(Workbook, TheSheetThatHoldsMost) {
    TestWorkbook workbook;
    workbook.sheets = {{"Anleitung", sheet_row(1, {"So geht es"}) + sheet_row(2, {"Erstens"})},
                       {"Klein", table_rows(1, 3, 3)},
                       {"Daten &amp; mehr", table_rows(1, 700, 4)},
                       {"Versteckt", table_rows(1, 900, 5), "veryHidden"},
                       {"Leer", ""}};
    Result<Table> table = read(workbook);
    ASSERT_TRUE(table);
    EXPECT_EQ(table->source.sheet, "Daten & mehr");
    EXPECT_EQ(table->source.sheets, (Names{"Anleitung", "Klein", "Daten & mehr", "Versteckt", "Leer"}));
    EXPECT_EQ(table->source.format, "xlsx");
    EXPECT_EQ(table->rows(), 700U);
    table = read(workbook, {.sheet = "Versteckt"});
    ASSERT_TRUE(table);
    EXPECT_EQ(table->columns.size(), 5U);
    table = read(workbook, {.sheet = "Tabelle1"});
    ASSERT_FALSE(table);
    EXPECT_EQ(table.error().message.key, "error.xlsx.no_such_sheet");
    EXPECT_EQ(table.error().code, ErrorCode::usage);
    table = read(workbook, {.sheet = "Leer"});
    ASSERT_FALSE(table);
    EXPECT_EQ(table.error().message.key, "error.file.empty");
    // If all are hidden, the largest of them.
    for (auto& sheet : workbook.sheets) { sheet.state = "hidden"; }
    table = read(workbook);
    ASSERT_TRUE(table);
    EXPECT_EQ(table->source.sheet, "Versteckt");
}

TEST(Workbook, TitlesAboveTheTable) {
    TestWorkbook workbook;
    workbook.sheets = {{"Bericht",
                        sheet_row(1, {"Kampagnen 2026"}) + sheet_row(2, {"Stand:", "26.11.2026"}) +
                            table_rows(4, 10, 5) + sheet_row(16, {"Quelle: CRM"}),
                        "visible", R"(<mergeCell ref="A1:E1"/>)"}};
    const Result<Table> table = read(workbook);
    ASSERT_TRUE(table);
    EXPECT_EQ(test::names_of(*table).front(), "spalte0");
    EXPECT_EQ(table->rows(), 10U);
    ASSERT_EQ(table->apart.size(), 1U);
    EXPECT_EQ(table->apart[0].cells.front(), "Quelle: CRM");
    EXPECT_EQ(issues(*table, StructureIssue::Kind::leading_junk), 2U);
    EXPECT_EQ(issues(*table, StructureIssue::Kind::trailing_junk), 1U);
}

TEST(Workbook, RowsOfTotalsAreApartAsInCsv) {
    TestWorkbook workbook;
    workbook.sheets = {{"Bericht", sheet_row(1, {"Kampagne", "Klicks", "Kosten"}) + sheet_row(2, {"A", "=10", "=1.5"}) +
                                       sheet_row(3, {"B", "=25", "=2.25"}) + sheet_row(4, {"C", "=31", "=3.5"}) +
                                       sheet_row(5, {"Gesamt", "=66", "=7.25"})}};
    const Result<Table> table = read(workbook);
    ASSERT_TRUE(table);
    EXPECT_EQ(table->rows(), 3U);
    EXPECT_EQ(issues(*table, StructureIssue::Kind::total_row), 1U);
    ASSERT_EQ(table->apart.size(), 1U);
    EXPECT_EQ(table->apart[0].cells, (std::vector<std::string>{"Gesamt", "66", "7.25"}));
}

TEST(Workbook, MergedHeaderCells) {
    TestWorkbook workbook;
    workbook.sheets = {{"Eine Zeile",
                        sheet_row(1, {"Name", "", "Alter"}) + sheet_row(2, {"Ada", "Lovelace", "=36"}) +
                            sheet_row(3, {"Alan", "Turing", "=41"}),
                        "visible", R"(<mergeCell ref="A1:B1"/>)"}};
    Result<Table> table = read(workbook);
    ASSERT_TRUE(table);
    EXPECT_EQ(test::names_of(*table), (Names{"Name", "Name_2", "Alter"}));
    EXPECT_EQ(table->rows(), 2U);

    workbook.sheets[0] = {
        "Zwei Zeilen",
        sheet_row(1, {"Kunde", "Umsatz", "", "Menge", ""}) + sheet_row(2, {"", "2025", "2026", "2025", "2026"}) +
            sheet_row(3, {"Ada", "=1", "=2", "=3", "=4"}) + sheet_row(4, {"Alan", "=5", "=6", "=7", "=8"}),
        "visible", R"(<mergeCell ref="A1:A2"/><mergeCell ref="B1:C1"/><mergeCell ref="D1:E1"/>)"};
    table = read(workbook);
    ASSERT_TRUE(table);
    EXPECT_EQ(test::names_of(*table), (Names{"Kunde", "Umsatz 2025", "Umsatz 2026", "Menge 2025", "Menge 2026"}));
    EXPECT_EQ(table->rows(), 2U);
}

TEST(Workbook, MergedHeaderCellsOfALongTable) {
    // The merged cells stand behind the rows: the sheet is read a second time.
    std::string rows = sheet_row(1, {"Umsatz", "", "Menge", ""}) + sheet_row(2, {"Nord", "Süd", "Nord", "Süd"});
    for (unsigned r = 3; r <= 800; ++r) { rows += sheet_row(r, {"=" + std::to_string(r), "=2", "=3", "=4"}); }
    TestWorkbook workbook;
    workbook.sheets = {{"x", rows, "visible", R"(<mergeCell ref="A1:B1"/><mergeCell ref="C1:D1"/>)"}};
    const Result<Table> table = read(workbook);
    ASSERT_TRUE(table);
    EXPECT_EQ(test::names_of(*table), (Names{"Umsatz Nord", "Umsatz Süd", "Menge Nord", "Menge Süd"}));
    EXPECT_EQ(table->rows(), 798U);
}

TEST(Workbook, WithoutAHeader) {
    TestWorkbook workbook;
    workbook.sheets = {{"x", sheet_row(1, {"=1", "=2"}) + sheet_row(2, {"=3", "=4"}) + sheet_row(3, {"=5", "=6"})}};
    const Result<Table> table = read(workbook);
    ASSERT_TRUE(table);
    EXPECT_FALSE(table->source.has_header);
    EXPECT_EQ(test::names_of(*table), (Names{"column_1", "column_2"}));
    EXPECT_EQ(table->rows(), 3U);
    EXPECT_EQ(read(workbook, {.header = true})->rows(), 2U);
}

TEST(Workbook, ManyWideRows) {
    // Batches of rows, first rows and rows behind them; a column whose only value stands in the last row.
    std::string rows = sheet_row(1, {"id", "text", "spät"});
    for (unsigned r = 2; r <= 9000; ++r) {
        rows += sheet_row(r, {"=" + std::to_string(r), "t" + std::to_string(r % 7), r == 9000 ? "da" : ""});
    }
    TestWorkbook workbook;
    workbook.sheets = {{"x", rows}};
    const Result<Table> table = read(workbook);
    ASSERT_TRUE(table);
    ASSERT_EQ(table->rows(), 8999U);
    for (std::uint64_t r = 0; r < table->rows(); ++r) {
        ASSERT_EQ(table->columns[0].spelling_at(r), std::to_string(r + 2));
        ASSERT_EQ(table->columns[1].spelling_at(r), "t" + std::to_string((r + 2) % 7));
    }
    EXPECT_EQ(table->columns[2].spelling_at(8998), "da");
    EXPECT_EQ(table->columns[2].counts[table->columns[2].dictionary.find("")], 8998U);
}

TEST(Workbook, AnyWayOfReadingGivesTheSameTable) {
    TestWorkbook workbook;
    workbook.sheets = {{"x", table_rows(1, 300, 6)}, {"y", table_rows(2, 3, 2)}};
    for (const std::string& file : {workbook.file(), workbook.zip().finish(true)}) {
        const std::string whole = test::dump(test::read_file_text(file));
        EXPECT_NE(whole.find("spalte5"), std::string::npos);
        for (const std::size_t slice : {1U, 7U, 1000U, 65536U}) {
            EXPECT_EQ(test::dump(test::read_file_text(file, {}, slice)), whole);
        }
        MemorySource source(test::bytes_of(file));
        EXPECT_EQ(test::dump(read_table(source, {}, Progress::none())), whole);
    }
}

/// The lines of a CSV file that hold the rows of a table, in their order, with the header; fewer where a row is not
/// found.
std::string lines_with_rows(const std::string& text, const Table& table) {
    const Rows all = test::parse_plainly(text, ',');
    const auto line = [](const std::vector<std::string>& cells) {
        std::string joined;
        for (const std::string& cell : cells) { joined += (joined.empty() ? "" : ",") + cell; }
        return joined + "\n";
    };
    std::string lines = line(all.front());
    std::size_t at = 1;
    for (const std::vector<std::string>& row : test::rows_of(table)) {
        while (at < all.size() && all[at] != row) { ++at; }
        if (at == all.size()) { break; }
        lines += line(all[at++]);
    }
    return lines;
}

TEST(Workbook, BankIsTheSameTableAsTheSameRowsAsCsv) {
    KLARSICHT_SHARED_OR_SKIP(workbook, "formats/bank-full.xlsx");
    KLARSICHT_SHARED_OR_SKIP(text, "bank/bank-full.csv");
    MemorySource source(test::bytes_of(workbook));
    const Result<Table> excel = read_table(source, {}, Progress::none());
    ASSERT_TRUE(excel) << excel.error().message.key;
    EXPECT_EQ(excel->rows(), 11435U);
    const Result<Table> csv = test::read_csv(lines_with_rows(text, *excel));
    ASSERT_TRUE(csv);
    EXPECT_EQ(test::names_of(*excel), test::names_of(*csv));
    ASSERT_EQ(test::rows_of(*excel), test::rows_of(*csv));
    EXPECT_TRUE(excel->source.issues.empty());
    for (std::size_t c = 0; c < csv->columns.size(); ++c) {
        EXPECT_EQ(interpret(excel->columns[c], {}).kind, interpret(csv->columns[c], {}).kind) << csv->columns[c].name;
    }
}

}  // namespace
}  // namespace klarsicht
