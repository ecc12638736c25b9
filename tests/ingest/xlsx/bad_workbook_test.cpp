// What is no workbook, or a broken or hostile one, gets one sentence; nothing takes long.
#include <gtest/gtest.h>

#include "ingest/read_table.h"
#include "support/csv.h"
#include "support/data.h"
#include "support/workbook.h"

namespace klarsicht {
namespace {

using test::sheet_row;
using test::TestWorkbook;
using test::ZipWriter;
using namespace std::string_literals;

std::string error_of(const std::string& file, IngestOptions options = {}) {
    const Result<Table> table = test::read_file_text(file, std::move(options));
    return table ? "no error" : table.error().message.key;
}

TestWorkbook small() {
    TestWorkbook workbook;
    workbook.strings = "<si><t>x</t></si>";
    workbook.sheets = {
        {"Daten", sheet_row(1, {"a", "b"}) + sheet_row(2, {"=1", "=2"}) + "<row><c t=\"s\"><v>0</v></c></row>"}};
    return workbook;
}

std::string with_sheet(const std::string& rows) {
    TestWorkbook workbook = small();
    workbook.sheets[0].rows = rows;
    return error_of(workbook.file());
}

TEST(BadWorkbook, OtherArchives) {
    ZipWriter zip;
    zip.add("kunden.csv", "a,b\n1,2\n");
    EXPECT_EQ(error_of(zip.finish()), "error.file.is_archive");
    zip.add("xl/workbook.bin", "x");
    EXPECT_EQ(error_of(zip.finish()), "error.file.is_binary_excel");
    ZipWriter sheet;
    sheet.add("mimetype", "application/vnd.oasis.opendocument.spreadsheet");
    sheet.add("content.xml", "<x/>");
    EXPECT_EQ(error_of(sheet.finish()), "error.file.is_opendocument");
    ZipWriter text;
    text.add("[Content_Types].xml", "<Types/>");
    text.add("word/document.xml", "<x/>");
    EXPECT_EQ(error_of(text.finish()), "error.file.is_document");
    EXPECT_EQ(error_of(ZipWriter().finish()), "error.file.is_archive");
}

TEST(BadWorkbook, OldAndEncryptedOnes) {
    std::string file = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"s;
    EXPECT_EQ(error_of(file), "error.file.is_old_excel");
    file.resize(512);
    file[30] = 9;  // sectors of 512 bytes
    file[48] = 1;  // the directory is the second one
    file.resize(1024 + 128 * 4);
    EXPECT_EQ(error_of(file), "error.file.is_old_excel");
    std::size_t at = 1024 + 128;
    for (const char c : "EncryptedPackage"s) {
        file[at] = c;
        at += 2;
    }
    EXPECT_EQ(error_of(file), "error.xlsx.encrypted");
    file[48] = '\x7F';
    EXPECT_EQ(error_of(file), "error.file.is_old_excel");
}

TEST(BadWorkbook, EncryptedPartsAndUnknownMethods) {
    ZipWriter zip = small().zip();
    zip.find("xl/worksheets/sheet1.xml")->flags = 1;
    EXPECT_EQ(error_of(zip.finish()), "error.zip.encrypted");
    zip = small().zip();
    zip.find("xl/worksheets/sheet1.xml")->method = 12;
    EXPECT_EQ(error_of(zip.finish()), "error.zip.method");
}

TEST(BadWorkbook, WrongChecksumsAndSizes) {
    ZipWriter zip = small().zip();
    zip.find("xl/worksheets/sheet1.xml")->crc ^= 1;
    EXPECT_EQ(error_of(zip.finish()), "error.zip.damaged");
    zip = small().zip();
    ++zip.find("xl/worksheets/sheet1.xml")->size;
    EXPECT_EQ(error_of(zip.finish()), "error.zip.damaged");
    zip = small().zip();
    zip.find("xl/sharedStrings.xml")->method = 8;  // text is no deflate stream
    EXPECT_EQ(error_of(zip.finish()), "error.zip.damaged");
}

TEST(BadWorkbook, ABomb) {
    ZipWriter zip = small().zip();
    ZipWriter::Part& strings = *zip.find("xl/sharedStrings.xml");
    strings.method = 8;
    strings.data = test::stored("<sst>");
    strings.data[0] = 0;  // not the last block
    strings.data += test::deflated_spaces(2 << 20);
    strings.size = 6 + (std::uint64_t{258} << 21);
    EXPECT_EQ(error_of(zip.finish()), "error.file.bomb");
}

TEST(BadWorkbook, TruncatedAnywhere) {
    const std::string file = small().file();
    ASSERT_EQ(error_of(file), "no error");
    for (std::size_t part = 0; part < 50; ++part) {
        const std::string cut = file.substr(0, file.size() * part / 50);
        const std::string error = error_of(cut);
        EXPECT_TRUE(error == "error.zip.cut_off" ||
                    (cut.size() < 4 && error == (cut.empty() ? "error.file.empty" : "error.table.only_header")))
            << part << error;
    }
}

TEST(BadWorkbook, TruncatedRealOne) {
    KLARSICHT_SHARED_OR_SKIP(workbook, "formats/bank-full.xlsx");
    for (std::size_t part = 1; part < 50; ++part) {
        EXPECT_EQ(error_of(workbook.substr(0, workbook.size() * part / 50)), "error.zip.cut_off");
    }
}

TEST(BadWorkbook, OverlappingParts) {
    std::string file = small().file();
    // The second entry of the directory is said to lie where the first one does.
    const std::size_t first = file.find("PK\1\2"), second = file.find("PK\1\2", first + 1);
    std::copy_n(file.begin() + static_cast<std::ptrdiff_t>(first) + 42, 4,
                file.begin() + static_cast<std::ptrdiff_t>(second) + 42);
    EXPECT_EQ(error_of(file), "error.zip.damaged");
}

TEST(BadWorkbook, BrokenXml) {
    EXPECT_EQ(with_sheet("<row><c><v>1</v></row>"), "error.xlsx.malformed");
    EXPECT_EQ(with_sheet("<row r=\"0\"/>"), "error.xlsx.malformed");
    EXPECT_EQ(with_sheet(sheet_row(2, {"a"}) + sheet_row(1, {"b"})), "error.xlsx.malformed");
    EXPECT_EQ(with_sheet("<row r=\"1\"><c r=\"B1\"/><c r=\"A1\"/></row>"), "error.xlsx.malformed");
    EXPECT_EQ(with_sheet("<row r=\"1\"><c r=\"XFE1\"><v>1</v></c></row>"), "error.xlsx.malformed");
    EXPECT_EQ(with_sheet("<row><c t=\"s\"><v>7</v></c></row>"), "error.xlsx.malformed");
    EXPECT_EQ(with_sheet("<row><c t=\"s\"><v>-1</v></c></row>"), "error.xlsx.malformed");
    std::string deep;
    for (int i = 0; i < 200; ++i) { deep += "<x>"; }
    EXPECT_EQ(with_sheet(deep), "error.xlsx.malformed");
    EXPECT_EQ(with_sheet("<row a=\"" + std::string(3 << 20, 'x') + "\"/>"), "error.xlsx.malformed");
    ZipWriter zip = small().zip();
    const std::string bomb = "<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\">]><worksheet>&a;</worksheet>";
    ZipWriter::Part& sheet = *zip.find("xl/worksheets/sheet1.xml");
    sheet.data = bomb;
    sheet.size = bomb.size();
    sheet.crc = zip::crc32(0, test::bytes_of(bomb));
    EXPECT_EQ(error_of(zip.finish()), "error.xlsx.malformed");
}

TEST(BadWorkbook, NothingInIt) {
    EXPECT_EQ(with_sheet(""), "error.file.empty");
    EXPECT_EQ(with_sheet(sheet_row(1, {"a", "b"})), "error.table.only_header");
    TestWorkbook none = small();
    none.sheets.clear();
    EXPECT_EQ(error_of(none.file()), "error.xlsx.no_sheet");
}

TEST(BadWorkbook, MoreThanMemoryAllows) {
    std::string rows = sheet_row(1, {"a", "b"});
    for (unsigned r = 2; r < 20000; ++r) {
        rows += sheet_row(r, {"text " + std::to_string(r), "=" + std::to_string(r)});
    }
    TestWorkbook workbook = small();
    workbook.sheets[0].rows = rows;
    const std::string file = workbook.file();
    MemorySource source(test::bytes_of(file));
    EXPECT_TRUE(read_table(source, {.memory_limit = 32 << 20}, Progress::none()));
    const Result<Table> refused = read_table(source, {.memory_limit = 512 << 10}, Progress::none());
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().message.key, "error.table.too_much_data");
    EXPECT_EQ(error_of(file, {.memory_limit = 1 << 20}), "error.file.too_large_to_hold");
}

TEST(BadWorkbook, AHeaderAsWideAsItGets) {
    std::string names, cells;
    for (int c = 0; c < 16384; ++c) {
        names += "<c t=\"str\"><v>n" + std::to_string(c) + "</v></c>";
        cells += "<c><v>" + std::to_string(c) + "</v></c>";
    }
    TestWorkbook workbook = small();
    workbook.sheets[0].rows = "<row>" + names + "</row><row>" + cells + "</row><row>" + cells + "</row>";
    const Result<Table> table = test::read_file_text(workbook.file());
    ASSERT_TRUE(table);
    EXPECT_EQ(table->columns.size(), 16384U);
    // A narrow table with one endless row: what lies beyond 64 columns shares one.
    workbook.sheets[0].rows =
        sheet_row(1, {"a", "b"}) + sheet_row(2, {"=1", "=2"}) + sheet_row(3, {"=1", "=2"}) + "<row>" + cells + "</row>";
    const Result<Table> narrow = test::read_file_text(workbook.file());
    ASSERT_TRUE(narrow);
    EXPECT_EQ(narrow->columns.size(), 66U);
    EXPECT_TRUE(narrow->columns[65].spelling_at(2).starts_with("65; 66; 67"));
}

}  // namespace
}  // namespace klarsicht
