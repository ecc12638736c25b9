// klarsicht rows FILE --check ID
#include <gtest/gtest.h>

#include "platform/cli/commands.h"
#include "platform/cli/console.h"
#include "support/command.h"
#include "support/files.h"

namespace klarsicht::cli {
namespace {

class RowsOfAFindingTest : public test::CommandFixture {};

TEST_F(RowsOfAFindingTest, AreAListThatASpreadsheetOpens) {
    std::string csv = "name,town,amount\n";
    for (int i = 0; i < 60; ++i) { csv += "n" + std::to_string(i) + ",Bonn," + std::to_string(i * 3) + "\n"; }
    csv += "n4,Bonn,12\n";
    const std::string file = write("list.csv", csv), out = path("rows.csv");
    ASSERT_EQ(run_words({"rows", file, "--check", "quality.duplicates", "--lang", "de", "--out", out}), exit_done)
        << console_.errors;
    const std::string list = test::read_file(out).value_or("");
    EXPECT_TRUE(list.starts_with("\xEF\xBB\xBFZeile;Zeile in der Datei;")) << list;
    EXPECT_NE(list.find("\r\n5;6;"), std::string::npos) << list;
    EXPECT_NE(list.find("\r\n61;62;"), std::string::npos) << list;
    EXPECT_EQ(run_words({"rows", file, "--check", "no.such.check"}), exit_usage);
    EXPECT_NE(console_.errors.find("quality.duplicates"), std::string::npos) << console_.errors;
    EXPECT_EQ(run_words({"rows", file, "--out", out}), exit_usage);
    EXPECT_EQ(run_words({"rows", file, "--check", "quality.duplicates", "--out", file}), exit_usage);
}

}  // namespace
}  // namespace klarsicht::cli
