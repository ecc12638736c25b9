// A gzipped file is what is packed in it.
#include <gtest/gtest.h>

#include "ingest/read_table.h"
#include "support/csv.h"
#include "support/workbook.h"

namespace klarsicht {
namespace {

std::string error_of(const std::string& file, IngestOptions options = {}) {
    const Result<Table> table = test::read_file_text(file, std::move(options));
    return table ? "no error" : table.error().message.key;
}

std::string csv(unsigned rows) {
    std::string text = "name;ort\n";
    for (unsigned r = 0; r < rows; ++r) { text += "Ümit" + std::to_string(r) + ";Köln\n"; }
    return text;
}

/// The dump without what is the file's own: checksum, size, compression.
std::string contents(Result<Table> table) {
    if (table) {
        table->source.sha256.clear();
        table->source.bytes = 0;
        table->source.compression.clear();
    }
    return test::dump(table);
}

TEST(Gzip, ReadsAsItsContents) {
    for (const unsigned rows : {1U, 100000U}) {
        const std::string text = csv(rows);
        const std::string packed = test::gzipped(text);
        const Result<Table> table = test::read_file_text(packed);
        ASSERT_TRUE(table);
        EXPECT_EQ(table->source.format, "csv");
        EXPECT_EQ(table->source.compression, "gzip");
        EXPECT_EQ(table->source.bytes, packed.size());
        EXPECT_EQ(contents(test::read_file_text(packed)), contents(test::read_file_text(text)));
        for (const std::size_t slice : {1U, 17U, 65536U}) {
            if (rows == 1 || slice > 1) {
                EXPECT_EQ(test::dump(test::read_file_text(packed, {}, slice)), test::dump(table));
            }
        }
        MemorySource source(test::bytes_of(packed));
        EXPECT_EQ(test::dump(read_table(source, {}, Progress::none())), test::dump(table));
    }
}

TEST(Gzip, MembersFollowEachOtherAndZerosMayFollow) {
    const std::string text = csv(50);
    const std::string packed = test::gzipped(text.substr(0, 100)) + test::gzipped("") +
                               test::gzipped(text.substr(100)) + std::string(600, '\0');
    for (const std::size_t slice : {0U, 1U, 13U}) {
        EXPECT_EQ(contents(test::read_file_text(packed, {}, slice)), contents(test::read_file_text(text)));
    }
}

TEST(Gzip, DamageIsNamed) {
    const std::string packed = test::gzipped(csv(50));
    EXPECT_EQ(error_of(packed.substr(0, packed.size() / 2)), "error.gzip.cut_off");
    EXPECT_EQ(error_of(packed.substr(0, packed.size() - 1)), "error.gzip.cut_off");
    EXPECT_EQ(error_of(packed.substr(0, 2)), "error.gzip.cut_off");
    EXPECT_EQ(error_of(packed + "\x1F"), "error.gzip.cut_off");
    EXPECT_EQ(error_of(packed + "mehr"), "error.gzip.junk");
    EXPECT_EQ(error_of(packed + std::string(2, '\0') + packed), "error.gzip.junk");
    std::string wrong = packed;
    wrong[wrong.size() - 8] ^= 1;
    EXPECT_EQ(error_of(wrong), "error.gzip.damaged");
    wrong = packed;
    wrong[2] = 7;
    EXPECT_EQ(error_of(wrong), "error.gzip.damaged");
}

TEST(Gzip, WhatIsInsideIsSniffed) {
    EXPECT_EQ(error_of(test::gzipped("%PDF-1.7\n")), "error.file.is_pdf");
    EXPECT_EQ(error_of(test::gzipped(test::gzipped(csv(5)))), "error.file.packed_twice");
    EXPECT_EQ(error_of(test::gzipped("")), "error.file.empty");
    test::TestWorkbook workbook;
    workbook.sheets = {{"x", test::sheet_row(1, {"a", "b"}) + test::sheet_row(2, {"=1", "=2"})}};
    const Result<Table> table = test::read_file_text(test::gzipped(workbook.file()));
    ASSERT_TRUE(table);
    EXPECT_EQ(table->source.format, "xlsx");
    EXPECT_EQ(table->source.compression, "gzip");
}

TEST(Gzip, ABombIsRefused) {
    // A single cell is too large before the file is; rows that are short enough make a bomb.
    const std::uint64_t repetitions = 200000;
    const std::string spaces(258 * repetitions + 1, ' ');
    std::string member("\x1F\x8B\x08\0\0\0\0\0\0\xFF", 10);
    member += test::deflated_spaces(repetitions);
    test::put(member, zip::crc32(0, test::bytes_of(spaces)), 4);
    test::put(member, spaces.size(), 4);
    std::string bomb = test::gzipped("a;b\n1;2\n");
    for (int i = 0; i < 8; ++i) { bomb += member + test::gzipped("\n"); }
    EXPECT_EQ(error_of(bomb), "error.file.bomb");
}

TEST(Formats, OnlyWorkbooksHaveSheets) {
    EXPECT_EQ(error_of("a,b\n1,2\n", {.sheet = "x"}), "error.file.no_sheets");
    EXPECT_EQ(error_of(test::gzipped("a,b\n1,2\n"), {.sheet = "x"}), "error.file.no_sheets");
}

}  // namespace
}  // namespace klarsicht
