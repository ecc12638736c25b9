// klarsicht rows FILE --check ID
#include <gtest/gtest.h>

#include <cstdio>
#include <filesystem>

#include "platform/cli/commands.h"
#include "platform/cli/console.h"
#include "support/files.h"
#include "support/recorder.h"

namespace klarsicht::cli {
namespace {

using test::Recorder;

class RowsOfAFindingTest : public testing::Test {
protected:
    void SetUp() override {
        folder_ = (std::filesystem::temp_directory_path() / "klarsicht_rows_of_a_finding").string();
        std::filesystem::create_directories(folder_);
    }
    void TearDown() override {
        std::error_code error;
        std::filesystem::remove_all(folder_, error);
    }
    std::string path(std::string_view name) const { return folder_ + "/" + std::string(name); }
    std::string write(std::string_view name, std::string_view text) const {
        std::FILE* file = std::fopen(path(name).c_str(), "wb");
        std::fwrite(text.data(), 1, text.size(), file);
        std::fclose(file);
        return path(name);
    }
    int run_words(const std::vector<std::string_view>& words) {
        console_ = Recorder();
        return run(words, console_);
    }

    std::string folder_;
    Recorder console_;
};

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
