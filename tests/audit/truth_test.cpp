#include "audit/truth.h"

#include "support/audit.h"

namespace klarsicht {
namespace {

/// What a column of the given cells (with quiet rows around them) says about each of them.
std::vector<std::uint8_t> truths(const std::vector<std::string>& cells,
                                 std::string_view plan_json = R"({"version": 1})") {
    std::string csv = "id,flag\n";
    for (std::size_t i = 0; i < cells.size(); ++i) { csv += "r" + std::to_string(i) + "," + cells[i] + "\n"; }
    const test::World world = test::world_of(test::table_of(csv), plan_json);
    const AuditContext context = world.context();
    const std::vector<std::uint8_t> codes = truth_codes(context, 1);
    std::vector<std::uint8_t> rows;
    for (const std::uint32_t code : world.table.columns[1].codes) { rows.push_back(codes[code]); }
    return rows;
}

using Truths = std::vector<std::uint8_t>;

TEST(Truth, ReadsWordsNumbersAndMissing) {
    EXPECT_EQ(truths({"ja", "nein", "JA", ""}), (Truths{1, 0, 1, 2}));
    EXPECT_EQ(truths({"1", "0", "1", "NA"}), (Truths{1, 0, 1, 2}));
    EXPECT_EQ(truths({"Double Opt-in", "widerrufen", "unklar", "erteilt"}), (Truths{1, 0, 2, 1}));
}

TEST(Truth, ADateIsAYes) { EXPECT_EQ(truths({"2026-01-02", "", "2026-01-05", "2026-01-06"}), (Truths{1, 2, 1, 1})); }

TEST(Truth, ThePlanDecides) {
    EXPECT_EQ(truths({"A", "B", "A", ""}, R"({"version": 1, "positive": {"flag": {"equals": "B"}}})"),
              (Truths{0, 1, 0, 2}));
}

}  // namespace
}  // namespace klarsicht
