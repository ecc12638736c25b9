#include "app/model/column_order.h"

#include <gtest/gtest.h>

namespace klarsicht::app {
namespace {

std::vector<ColumnModel> some_columns() {
    std::vector<ColumnModel> columns(3);
    columns[0].name = "Zahl";
    columns[1].name = "ärzte";
    columns[2].name = "Alter";
    columns[0].meaning_title = "Betrag";
    columns[1].meaning = "job_title";
    for (ColumnModel& column : columns) { column.rows = 10; }
    columns[1].missing = 5;
    columns[0].distinct = 7;
    return columns;
}

TEST(ColumnOrder, FindsWhateverTheCase) {
    const std::vector<ColumnModel> columns = some_columns();
    const auto found = [&](std::string_view search) {
        return ordered_columns(columns, ColumnOrder::position, false, search);
    };
    EXPECT_EQ(found("ÄRZ"), (std::vector<std::size_t>{1}));
    EXPECT_EQ(found("aerzte"), (std::vector<std::size_t>{1})) << "typed without umlauts";
    EXPECT_EQ(found("betrag"), (std::vector<std::size_t>{0})) << "by its meaning";
    EXPECT_EQ(found("job"), (std::vector<std::size_t>{1}));
    EXPECT_EQ(found(""), (std::vector<std::size_t>{0, 1, 2}));
    EXPECT_TRUE(found("xyz").empty());
}

TEST(ColumnOrder, SortsBothWaysAndKeepsEqualOnesInPlace) {
    const std::vector<ColumnModel> columns = some_columns();
    EXPECT_EQ(ordered_columns(columns, ColumnOrder::name, false, ""), (std::vector<std::size_t>{1, 2, 0}))
        << "ä as ae, not behind z";
    EXPECT_EQ(ordered_columns(columns, ColumnOrder::missing, true, ""), (std::vector<std::size_t>{1, 0, 2}));
    EXPECT_EQ(ordered_columns(columns, ColumnOrder::distinct, true, ""), (std::vector<std::size_t>{0, 1, 2}));
}

}  // namespace
}  // namespace klarsicht::app
