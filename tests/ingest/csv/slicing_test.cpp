// However a file is sliced and however its structure is found, the table is the same.
#include <algorithm>
#include <random>

#include <gtest/gtest.h>

#include "support/csv.h"
#include "table/trim.h"

namespace klarsicht {
namespace {

/// Longer than what is sniffed and than a piece, with everything in it.
std::string long_file() {
    std::string long_one = "id,text,n\n";
    for (int i = 0; long_one.size() < 700000; ++i) {
        long_one += std::to_string(i) + ",";
        switch (i % 17) {
            case 3:
                long_one += "\"quoted, \"\"twice\"\"\r\nand on\"";
                break;
            case 5:
                long_one += "in \"the\" middle";
                break;
            case 7:
                long_one += "\"behind\" it";
                break;
            case 11:
                long_one += "M\xC3\xBCller";
                break;
            case 13:
                long_one += std::string(static_cast<std::size_t>(i) % 300, 'x');
                break;
            default:
                long_one += "word" + std::to_string(i % 7);
        }
        long_one += "," + std::to_string(i * 37 % 1000) + (i % 29 == 0 ? "\r\n" : i % 31 == 0 ? "\r" : "\n");
        if (i % 4001 == 4000) { long_one += "id,text,n\nshort\n\n1,2,3,4,5\n"; }
    }
    return long_one;
}

/// Files that have gone wrong in some way.
std::vector<std::string> nasty_files() {
    std::vector<std::string> files = {
        "",
        "\n",
        "a",
        "a,b",
        "a,b\n",
        "a,b\n1,2",
        "a,b\r\n1,2\r\n",
        "a,b\r1,2\r",
        "a,b\n1,2\r\n3,4\r5,6\n",
        "a,b\n\"1\n2\",3\n\"\"\"\",\"\"\n",
        "a,b\n\"1\"2,3\n4\"5\",\"6\n",
        "a,b\n\"never closed,3\n4,5\n6,7\n",
        "a,b\n1\n1,2,3\n1,2,3,4,,,\n,\n",
        "a,b\n1,2\na,b\n3,4\na,b\n",
        "a,a,,\n1,2,3,4\n",
        "\xEF\xBB\xBF"
        "a;b\n\xC3\xA4;\xC3\x28\n\xC3\xBC;\xC3\xBC\n",
        "a;b\n\xE4;\xF6\n\xFC;x\n",
        std::string("a,b\n1\0,2\n", 9),
        std::string("\xFF\xFE"
                    "a\0,\0b\0\n\0\xE4\0,\0\x3D\xD8\x00\xDE\n\0",
                    20),
        "sep=;\na;b\n1;2\n",
        "Report of May\n\na,b,c\n1,2,3\n4,5,6\nend\n",
        "a, b, c\n1, \"x, y\", 3\n",
        "'a','b'\n'1,5','2'\n'3','4'\n",
        "a\n\n1\n\n\n2\n\n",
        "a,b\n1,\"2\r\n\"\r\n\"3\"\r\n,\r\n",
        "a,b\n\n   \n1,2\n\n",
    };
    std::string wide = "x";
    for (int i = 0; i < 300; ++i) { wide += ",c" + std::to_string(i); }
    files.push_back(wide + "\n" + wide + "\n1,2\n" + wide + "," + wide + "\n");
    const std::string long_one = long_file();
    files.push_back(long_one);
    files.push_back(long_one + "\"open to the end\n1,2,3\n");
    // The first bytes are ASCII, and something else comes late.
    files.push_back(long_one.substr(0, 0) + std::string("a;b\n") + [] {
        std::string rows;
        while (rows.size() < 100000) { rows += "abc;def\n"; }
        return rows + "M\xFCller;\x80\n";
    }());
    return files;
}

TEST(CsvSlicing, AnySlicingGivesTheSameTable) {
    std::mt19937 random(7);
    for (const std::string& file : nasty_files()) {
        const std::string whole = test::dump(test::read_csv(file));
        for (const std::size_t slice : {std::size_t{1}, std::size_t{2}, std::size_t{3}, std::size_t{63},
                                        std::size_t{64}, std::size_t{65}, std::size_t{4096}, std::size_t{70001}}) {
            ASSERT_EQ(test::dump(test::read_csv(file, {}, slice)), whole)
                << "slices of " << slice << " of " << file.substr(0, 80);
        }
        for (int round = 0; round < 5; ++round) {
            const std::unique_ptr<Ingest> ingest = make_csv_ingest({});
            std::string_view rest = file;
            bool failed = false;
            while (!rest.empty() && !failed) {
                const std::size_t n = std::min<std::size_t>(rest.size(), random() % (round % 2 == 0 ? 100 : 200000));
                failed = !test::feed(*ingest, rest.substr(0, n));
                rest.remove_prefix(n);
            }
            ASSERT_EQ(test::dump(ingest->finish()), whole) << "random slices of " << file.substr(0, 80);
        }
    }
}

TEST(CsvSlicing, TheFastWayFindsWhatTheExactOneFinds) {
    for (const std::string& file : nasty_files()) {
        ASSERT_EQ(test::dump(test::read_csv(file)), test::dump(test::read_csv(file, {}, 0, true)))
            << file.substr(0, 80);
    }
    std::mt19937 random(11);
    const std::string alphabet = "\"\"\"\",,,\n\r\n;' ab1";
    for (int round = 0; round < 20000; ++round) {
        std::string file = round % 3 == 0 ? "a,b\n" : "";
        const std::size_t size = random() % 300;
        // Of some alphabets more broken quotes come, of some none.
        const std::size_t letters = 5 + random() % (alphabet.size() - 4);
        while (file.size() < size) { file += alphabet[random() % letters]; }
        const IngestOptions options{.delimiter = ',', .quote = '"', .header = round % 2 == 0};
        ASSERT_EQ(test::dump(test::read_csv(file, options)), test::dump(test::read_csv(file, options, 0, true)))
            << file;
    }
}

TEST(CsvSlicing, CellsAreThoseOfThePlainParser) {
    std::mt19937 random(13);
    const std::string alphabet = "\"\",,\n\rab\"";
    for (int round = 0; round < 20000; ++round) {
        std::string file = "h1,h2,h3\n";
        const std::size_t size = random() % 200;
        while (file.size() < size) { file += alphabet[random() % alphabet.size()]; }
        test::Rows expected = test::parse_plainly(file, ',');
        std::size_t columns = 3;
        for (std::size_t r = 1; r < expected.size(); ++r) {
            auto& row = expected[r];
            // Surplus columns exist where something stands in them.
            while (row.size() > 3 && row.back().find_first_not_of(' ') == std::string::npos) { row.pop_back(); }
            columns = std::max(columns, row.size());
        }
        const Result<Table> table = test::read_csv(file, {.delimiter = ',', .quote = '"', .header = true});
        if (expected.size() == 1) {
            ASSERT_FALSE(table);
            continue;
        }
        ASSERT_TRUE(table) << file << table.error().message.key;
        // Rows in which nothing stands are apart, and notes below the table.
        for (std::size_t i = table->apart.size(); i-- > 0;) {
            const auto row = expected.begin() + 1 + static_cast<std::ptrdiff_t>(table->apart[i].row);
            const auto blank = [](const std::string& cell) { return trim(cell).empty(); };
            ASSERT_TRUE(std::ranges::all_of(row->begin() + 1, row->end(), blank)) << file;
            expected.erase(row);
        }
        ASSERT_EQ(table->rows(), expected.size() - 1) << file;
        for (std::size_t r = 1; r < expected.size(); ++r) {
            for (std::size_t c = 0; c < table->columns.size(); ++c) {
                ASSERT_EQ(table->columns[c].spelling_at(r - 1), c < expected[r].size() ? expected[r][c] : "")
                    << file << "\nrow " << r - 1 << " column " << c;
            }
        }
    }
}

}  // namespace
}  // namespace klarsicht
