// Delimiter, quote, header, line end and encoding are told from the file, reported, and can be named instead.
#include <gtest/gtest.h>

#include "support/csv.h"
#include "support/data.h"

namespace klarsicht {
namespace {

using namespace std::string_literals;

/// "delimiter quote line_end encoding header|none columns x rows"
std::string read_as(const std::string& text, IngestOptions options = {}) {
    const Result<Table> table = test::read_csv(text, std::move(options));
    if (!table) { return table.error().message.key; }
    const Source& s = table->source;
    return s.delimiter + " " + s.quote + " " + s.line_end + " " + s.encoding + " " +
           (s.has_header ? "header" : "none") + " " + std::to_string(table->columns.size()) + "x" +
           std::to_string(table->rows());
}

TEST(CsvSniffer, Delimiters) {
    EXPECT_EQ(read_as("a,b\n1,2\n"), ", \" lf utf-8 header 2x1");
    EXPECT_EQ(read_as("a;b\n1,5;2,5\n3,5;4,5\n"), "; \" lf utf-8 header 2x2");
    EXPECT_EQ(read_as("1,5;2,5\n3,5;4,5\n"), "; \" lf utf-8 none 2x2");
    EXPECT_EQ(read_as("a\tb\n1,5\tx, y\n"), "\t \" lf utf-8 header 2x1");
    EXPECT_EQ(read_as("a|b\n1|2\n"), "| \" lf utf-8 header 2x1");
    EXPECT_EQ(read_as("time;note\n12:30;a:b\n12:45;c:d\n"), "; \" lf utf-8 header 2x2");
    EXPECT_EQ(read_as("name\nAnn\nBob\n"), ", \" lf utf-8 header 1x2");
    EXPECT_EQ(read_as("note\nFirst, and foremost\nnothing\nelse\nhere\n", {}), "; \" lf utf-8 header 1x4");
    // Other delimiters inside one column.
    const auto many = [](std::string text, const std::string& row) {
        for (int i = 0; i < 40; ++i) { text += std::to_string(i) + "," + row + "\n"; }
        return text;
    };
    EXPECT_EQ(read_as(many("id,note,gender,ok\n", "a;b,m,1")), ", \" lf utf-8 header 4x40");
    EXPECT_EQ(read_as(many("id,time,name\n", "10:00,x|y")), ", \" lf utf-8 header 3x40");
    EXPECT_EQ(read_as(many("id,text,sex,ok\n", "a;b;c,m,1")), ", \" lf utf-8 header 4x40");
    EXPECT_EQ(read_as("name;city\nMuster, Eva;Ulm\nLi,Bo;Bonn\nOtto,Jo;Kiel\n"), "; \" lf utf-8 header 2x3");
    // The semicolons of HTML's character references divide nothing.
    EXPECT_EQ(read_as("id,text\n1,Salt &amp; pepper &amp; more\n2,5 &#8364; only\n3,a &lt; b &amp; c\n"),
              ", \" lf utf-8 header 2x3");
    EXPECT_EQ(read_as("id,a,b\n1,x &amp; y,2\n2,x &amp; y,3\n3,x &amp; y,4\n"), ", \" lf utf-8 header 3x3");
    EXPECT_EQ(read_as("a;b\nR&D;x\nH&M;y\nP&O;z\nAldi;w\n"), "; \" lf utf-8 header 2x4");
    EXPECT_EQ(read_as("sep=;\r\na;b\r\n1;2\r\n"), "; \" crlf utf-8 header 2x1");
    EXPECT_EQ(read_as("a;b\n1;2\n", {.delimiter = ','}), ", \" lf utf-8 header 1x1");
}

TEST(CsvSniffer, BlanksDivideOnlyWhatNothingElseDivides) {
    EXPECT_EQ(read_as("age credit ok\n52 1593 1\n25 2784 0\n31 900 1\n"), "  \" lf utf-8 header 3x3");
    EXPECT_EQ(read_as("A11 6 A34 1169 1\nA12 48 A32 5951 2\nA14 12 A34 2096 1\n"), "  \" lf utf-8 none 5x3");
    EXPECT_EQ(read_as("a,b\n1 2 3,4\n5 6 7,8\n9 1 2,3\n"), ", \" lf utf-8 header 2x3");
    // Words, and lines of different length.
    EXPECT_EQ(read_as("what you said\nit is fine\nvery good indeed\nnot so much\n"), ", \" lf utf-8 header 1x3");
    EXPECT_EQ(read_as("street\n12 High Street\n4 Long Lane East\n7 Mill Road\n"), ", \" lf utf-8 header 1x3");
    EXPECT_EQ(read_as("made\n2024-01-02 10:00\n2024-01-03 11:00\n2024-01-04 12:00\n"), ", \" lf utf-8 header 1x3");
}

TEST(CsvSniffer, Quotes) {
    EXPECT_EQ(read_as("'a','b'\n'1,5','2'\n'3','4'\n"), ", ' lf utf-8 header 2x2");
    EXPECT_EQ(read_as("name,city\n'Neil,Ulm\nO'Hara,Bonn\n"), ", \" lf utf-8 header 2x2");
    EXPECT_EQ(read_as("id\ttext\n1\t\"so\" he said\n2\t\"what\" she asked\n"), "\t  lf utf-8 header 2x2");
    EXPECT_EQ(read_as("a,b\n\"1\",\"2,3\"\n", {.quote = '\0'}).substr(0, 5), ",  lf");
}

TEST(CsvSniffer, LineEnds) {
    EXPECT_EQ(read_as("a,b\r\n1,2\r\n"), ", \" crlf utf-8 header 2x1");
    EXPECT_EQ(read_as("a,b\r1,2\r3,4"), ", \" cr utf-8 header 2x2");
    EXPECT_EQ(read_as("a,b\r\n1,2\n3,4\n"), ", \" mixed utf-8 header 2x2");
}

TEST(CsvSniffer, Headers) {
    EXPECT_EQ(read_as("1,Ann\n2,Bob\n"), ", \" lf utf-8 none 2x2");
    EXPECT_EQ(read_as("id,name\n1,Ann\n"), ", \" lf utf-8 header 2x1");
    EXPECT_EQ(read_as("name,city\nAnn,Ulm\nBob,Bonn\n"), ", \" lf utf-8 header 2x2");
    EXPECT_EQ(read_as("red,yes\nblue,no\nred,yes\nblue,yes\nred,no\n"), ", \" lf utf-8 none 2x5");
    EXPECT_EQ(read_as("region,2023,2024\nnorth,17,18\nsouth,12,11\n"), ", \" lf utf-8 header 3x2");
    EXPECT_EQ(read_as("1,Ann\n2,Bob\n", {.header = true}), ", \" lf utf-8 header 2x1");
    EXPECT_EQ(read_as("id,name\n1,Ann\n", {.header = false}), ", \" lf utf-8 none 2x2");
    const Result<Table> table = test::read_csv("1,Ann\n2,Bob\n");
    ASSERT_TRUE(table);
    EXPECT_EQ(test::names_of(*table), (std::vector<std::string>{"column_1", "column_2"}));
}

std::string utf16(std::string_view ascii_and_latin, bool big, bool bom) {
    std::string out;
    const auto unit = [&](unsigned u) {
        const char low = static_cast<char>(u & 0xFF), high = static_cast<char>(u >> 8);
        out += big ? high : low;
        out += big ? low : high;
    };
    if (bom) { unit(0xFEFF); }
    for (const char c : ascii_and_latin) { unit(static_cast<unsigned char>(c)); }
    return out;
}

TEST(CsvSniffer, Encodings) {
    const std::string latin = "name;city\nM\xFCller;K\xF6ln\n\x80uro;x\n";
    const test::Rows expected = {{"M\xC3\xBCller", "K\xC3\xB6ln"}, {"\xE2\x82\xACuro", "x"}};
    Result<Table> table = test::read_csv(latin);
    ASSERT_TRUE(table);
    EXPECT_EQ(table->source.encoding, "windows-1252");
    EXPECT_EQ(test::rows_of(*table), expected);

    table = test::read_csv("\xEF\xBB\xBFname;city\nM\xC3\xBCller;K\xC3\xB6ln\n\xE2\x82\xACuro;x\n");
    ASSERT_TRUE(table);
    EXPECT_EQ(table->source.encoding, "utf-8-bom");
    EXPECT_EQ(table->columns[0].name, "name");
    EXPECT_EQ(test::rows_of(*table), expected);

    for (const bool big : {false, true}) {
        for (const bool bom : {false, true}) {
            table = test::read_csv(utf16("name;city\r\nM\xFCller;K\xF6ln\r\nx;y\r\n", big, bom));
            ASSERT_TRUE(table);
            EXPECT_EQ(table->source.encoding, big ? "utf-16be" : "utf-16le");
            EXPECT_EQ(test::names_of(*table), (std::vector<std::string>{"name", "city"}));
            EXPECT_EQ(test::rows_of(*table), (test::Rows{{"M\xC3\xBCller", "K\xC3\xB6ln"}, {"x", "y"}}));
        }
    }
}

TEST(CsvSniffer, AnEncodingThatShowsLate) {
    // 200 KB of ASCII before the first umlaut: the start tells nothing.
    std::string file = "name;city\n";
    while (file.size() < 200000) { file += "Ann;Ulm\n"; }
    Result<Table> table = test::read_csv(file + "M\xFCller;K\xF6ln\n");
    ASSERT_TRUE(table);
    EXPECT_EQ(table->source.encoding, "windows-1252");
    EXPECT_EQ(table->columns[0].spelling_at(table->rows() - 1), "M\xC3\xBCller");
    table = test::read_csv(file + "M\xC3\xBCller;K\xC3\xB6ln\n");
    ASSERT_TRUE(table);
    EXPECT_EQ(table->source.encoding, "utf-8");
    EXPECT_TRUE(table->source.issues.empty());
}

TEST(CsvSniffer, DamagedUtf8) {
    const Result<Table> table =
        test::read_csv("name;city\nM\xC3\xBCller;K\xC3\xB6ln\nMei\xDF;Bonn\nMei\xDE;Bonn\n\xC3\xB6;\xC3\xB6\n");
    ASSERT_TRUE(table);
    EXPECT_EQ(table->source.encoding, "utf-8");
    ASSERT_EQ(table->source.issues.size(), 1U);
    EXPECT_EQ(table->source.issues[0].kind, StructureIssue::Kind::invalid_encoding);
    EXPECT_EQ(table->source.issues[0].first_rows, (std::vector<std::uint64_t>{1, 2}));
    EXPECT_EQ(table->columns[0].spelling_at(1), "Mei\xEF\xBF\xBD");
    // Two spellings that became one have one code.
    EXPECT_EQ(table->columns[0].codes[1], table->columns[0].codes[2]);
    EXPECT_EQ(table->columns[0].counts[table->columns[0].codes[1]], 2U);
}

TEST(CsvSniffer, SpacesBehindDelimiters) {
    const Result<Table> table = test::read_csv("a, b, c\n1, \"x, y\", 3\n4, z, 6\n");
    ASSERT_TRUE(table);
    EXPECT_TRUE(table->source.skips_space);
    EXPECT_EQ(test::names_of(*table), (std::vector<std::string>{"a", "b", "c"}));
    EXPECT_EQ(test::rows_of(*table), (test::Rows{{"1", "x, y", "3"}, {"4", "z", "6"}}));
    EXPECT_TRUE(table->source.issues.empty());
}

TEST(CsvSniffer, RealFiles) {
    struct Case {
        const char* path;
        const char* expected;
    };
    for (const Case& one : {Case{"adult/adult.data", ", \" lf utf-8 none 15x32561"},
                            Case{"adult/adult.test", ", \" lf utf-8 none 15x16281"},
                            Case{"bank/bank-full.csv", ", \" lf utf-8 header 17x45211"},
                            Case{"hillstrom/hillstrom.csv", ", \" crlf utf-8 header 12x64000"},
                            Case{"arx/adult.csv", "; \" crlf utf-8 header 9x30162"},
                            Case{"arx/adult_hierarchy_race.csv", "; \" lf utf-8 none 2x5"},
                            Case{"ads/KAG_conversion_data.csv", ", \" lf utf-8 header 12x1143"},
                            Case{"copy/ec-darkpattern-half.tsv", "\t \" lf utf-8 header 4x1107"},
                            Case{"errors/hospital/dirty.csv", ", \" lf utf-8 header 20x1000"}}) {
        KLARSICHT_SHARED_OR_SKIP(text, one.path);
        EXPECT_EQ(read_as(text), one.expected) << one.path;
    }
}

}  // namespace
}  // namespace klarsicht
