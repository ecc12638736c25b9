#include "table/table.h"

#include <random>

#include <gtest/gtest.h>

#include "support/csv.h"

namespace klarsicht {
namespace {

TEST(Table, AppendedPartsAreTheWhole) {
    std::mt19937 random(3);
    std::vector<std::string> rows;
    for (int i = 0; i < 200; ++i) {
        rows.push_back(std::to_string(random() % 50) + "," + std::string(random() % 4, 'x') + "," +
                       (random() % 9 == 0 ? "\n" : "n\n"));
    }
    rows[7] = "id,text,flag\n";
    rows[100] = "1\n";
    rows[150] = "1,2,3,,\n";
    const std::string header = "id,text,flag\n";
    const auto read = [&](std::size_t from, std::size_t to) {
        std::string file = header;
        for (std::size_t r = from; r < to; ++r) { file += rows[r]; }
        Result<Table> table = test::read_file_text(file, {.delimiter = ',', .header = true});
        EXPECT_TRUE(table);
        table->source.sha256.clear();
        return std::move(*table);
    };
    const Table whole = read(0, rows.size());
    for (std::size_t cut = 1; cut < rows.size(); ++cut) {
        Table front = read(0, cut);
        const Table back = read(cut, rows.size());
        ASSERT_TRUE(front.append(back));
        front.source.bytes -= header.size();
        ASSERT_EQ(test::dump(std::move(front)), test::dump(read(0, rows.size()))) << "cut before row " << cut;
    }
}

TEST(Table, AppendsOnlyTheSameColumns) {
    Result<Table> one = test::read_csv("a,b\n1,2\n"), other = test::read_csv("a,c\n1,2\n");
    const Result<void> appended = one->append(*other);
    ASSERT_FALSE(appended);
    EXPECT_EQ(appended.error().message.key, "error.table.columns_differ");
    EXPECT_EQ(one->rows(), 1U);
}

}  // namespace
}  // namespace klarsicht
