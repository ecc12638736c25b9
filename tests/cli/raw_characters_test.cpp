// A hostile file through every output of the command: no character that acts on a terminal or turns a text stands raw.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>

#include <nlohmann/json.hpp>

#include "report/render.h"
#include "support/files.h"
#include "support/recorder.h"
#include "support/workbook.h"

namespace klarsicht::cli {
namespace {

/// Where one stands, told without the code under test; npos for nowhere.
/// @param crlf lines end so
std::size_t raw_at(std::string_view text, bool crlf = false) {
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto byte = [&](std::size_t at) { return at < text.size() ? text[at] & 0xFF : 0; };
        const int c = byte(i), second = byte(i + 1), third = byte(i + 2);
        const bool line_end = c == '\n' || (crlf && c == '\r' && second == '\n');
        const bool control = (c < 0x20 && !line_end) || c == 0x7F || (c == 0xC2 && second >= 0x80 && second < 0xA0);
        const bool turns = c == 0xE2 && ((second == 0x80 && (third == 0x8E || third == 0x8F)) ||
                                         (second == 0x80 && third >= 0xA8 && third <= 0xAE) ||
                                         (second == 0x81 && third >= 0xA6 && third <= 0xAF));
        const bool tag = c == 0xF3 && second == 0xA0 && third < 0x82;
        if (control || turns || tag) { return i; }
    }
    return std::string_view::npos;
}

const std::string acts = "\x1B]0;x\x07\x7F\u009B31m\u202Egnp\u2066\u200F\u2028\U000E0041";

class RawCharacters : public testing::Test {
protected:
    void SetUp() override {
        const auto* about = testing::UnitTest::GetInstance()->current_test_info();
        folder_ = (std::filesystem::temp_directory_path() / ("klarsicht_raw_" + std::string(about->name()))).string();
        std::filesystem::create_directories(folder_);
    }
    void TearDown() override {
        std::error_code error;
        std::filesystem::remove_all(folder_, error);
    }
    std::string write(const std::string& name, std::string_view text) const {
        const std::string path = folder_ + "/" + name;
        std::FILE* file = std::fopen(path.c_str(), "wb");
        std::fwrite(text.data(), 1, text.size(), file);
        std::fclose(file);
        return path;
    }
    int run_words(const std::vector<std::string>& words) {
        console_ = test::Recorder();
        const int status = run(std::vector<std::string_view>(words.begin(), words.end()), console_);
        EXPECT_EQ(raw_at(console_.output), std::string::npos) << words[0];
        EXPECT_EQ(raw_at(console_.errors), std::string::npos) << words[0];
        return status;
    }
    /// Audits a file into every format.
    void audit(const std::string& file, const std::string& plan) {
        const std::string out = folder_ + "/report";
        for (const std::string language : {"de", "en"}) {
            ASSERT_EQ(
                run_words({"audit", file, "--plan", plan, "--show-values", "--show-cells", "--lang", language, "--out",
                           out + ".json", out + ".html", out + ".md", out + ".csv", out + ".counts.csv"}),
                exit_done)
                << console_.errors;
            for (const std::string ending : {".json", ".html", ".md", ".csv", ".counts.csv"}) {
                const std::string text = test::read_file(out + ending).value_or("");
                EXPECT_FALSE(text.empty());
                const std::size_t at = raw_at(text, ending.ends_with("csv"));
                EXPECT_EQ(at, std::string::npos) << ending << ": "
                                                 << nlohmann::json(text.substr(at < 60 ? 0 : at - 60, 90))
                                                        .dump(-1, ' ', true, nlohmann::json::error_handler_t::replace);
            }
        }
    }

    std::string folder_;
    test::Recorder console_;
};

std::string hostile_csv() {
    // Long remarks: a file of which much is control characters is no text.
    const std::string remark(400, 'x');
    std::string csv = "sex" + acts + ",chosen,\"na" + acts + "me\",age,remark\n";
    for (int i = 0; i < 80; ++i) {
        csv += (i % 2 == 0 ? "f" : "m" + acts) + (i % 3 == 0 ? ",yes" + acts : ",no") + ",\"" + acts + "N" +
               std::to_string(i) + "\"," + std::to_string(20 + i % 40) + "," + remark + "\n";
    }
    return csv;
}

/// The plan with the file's own names, as `klarsicht plan` told them.
std::string plan_of(const nlohmann::ordered_json& told) {
    const std::string sex = told["roles"].begin().key();
    nlohmann::ordered_json plan = {{"version", 1}, {"roles", {{sex, {"protected"}}, {"chosen", {"decision"}}}}};
    plan["positive"]["chosen"]["equals"] = "yes" + acts;
    return plan.dump();
}

TEST_F(RawCharacters, AFileAndItsName) {
    const std::string file = write("\x1B]0;x\x07\u202E\u009B.csv", hostile_csv());
    ASSERT_EQ(run_words({"plan", file}), exit_done) << console_.errors;
    const std::string plan = write("plan.json", plan_of(nlohmann::ordered_json::parse(console_.output)));
    ASSERT_EQ(run_words({"profile", file, "--show-values"}), exit_done);
    audit(file, plan);
    const auto report = nlohmann::ordered_json::parse(test::read_file(folder_ + "/report.json").value_or(""));
    EXPECT_EQ(report["source"]["name"], "\x1B]0;x\x07\u202E\u009B.csv");  // exact where it is escaped
}

TEST_F(RawCharacters, RowsKeepTheCellsExactly) {
    const std::string file = write("a.csv", "name,x\n\"" + acts + "\",1\n" + std::string(1000, 'b') + ",2\n");
    ASSERT_EQ(run_words({"rows", file}), exit_done);
    const std::size_t second = console_.output.find('\n') + 1;
    const std::string line = console_.output.substr(second, console_.output.find('\n', second) - second);
    EXPECT_EQ(nlohmann::json::parse(line)[0].get<std::string>(), acts);
}

TEST_F(RawCharacters, ErrorsThatNameThings) {
    const std::string file = write("a.csv", hostile_csv());
    EXPECT_EQ(run_words({"rows", folder_ + "/" + acts + ".csv"}), exit_unreadable);
    EXPECT_EQ(run_words({"rows", file, "--encoding", acts}), exit_usage);
    EXPECT_EQ(run_words({"rows", file, "--sheet", acts}), exit_usage);
    EXPECT_EQ(run_words({acts}), exit_usage);
    EXPECT_EQ(run_words({"audit", file, "--" + acts}), exit_usage);
    EXPECT_EQ(run_words({"audit", file, "--rules", acts}), exit_usage);
    EXPECT_EQ(run_words({"audit", file, "--out", acts}), exit_usage);
    EXPECT_EQ(run_words({"scenario", acts, "--out", "-"}), exit_usage);
    EXPECT_EQ(run_words({"check-value", acts}), exit_usage);
    // A raw byte that is no UTF-8, and line ends that would make lines of their own.
    EXPECT_EQ(run_words({"rows", folder_ + "/\x9B"
                                           "31m\nklarsicht: all is well"}),
              exit_unreadable);
    EXPECT_EQ(std::ranges::count(console_.errors, '\n'), 1);
    for (const std::string text :
         {R"({"version": 1, "roles": {"\u001b]0;x\u0007\u202e\nq": ["protected"]}})",
          R"({"version": 1, "\u001b\u009b": 1})", R"({"version": 1, "roles": {"chosen": ["\u202e\u2028"]}})",
          R"({"version": 1, "remedies": [{"do": "drop", "column": "\u001b[2J\u202e"}]})"}) {
        EXPECT_EQ(run_words({"audit", file, "--plan", write("plan.json", text)}), exit_usage) << text;
        EXPECT_EQ(std::ranges::count(console_.errors, '\n'), 1) << text;
    }
}

TEST_F(RawCharacters, AWorkbookAndItsSheets) {
    // XML forbids most of them; an escape of Excel's own (_x001B_) brings them back.
    const std::string name = "S\u202E\u009B\u2066";
    test::TestWorkbook book;
    std::string rows = test::sheet_row(1, {"se\u202Ex", "chosen", "_x001B_[31m"});
    for (unsigned i = 0; i < 60; ++i) {
        rows += test::sheet_row(i + 2, {i % 2 == 0 ? "f" : "m\u009B\u202E", i % 3 == 0 ? "yes" : "no", "_x001B_[2J"});
    }
    book.sheets = {{name, rows}, {"\u2029\u202D", test::sheet_row(1, {"a", "b"}) + test::sheet_row(2, {"=1", "=2"})}};
    const std::string file = write("a.xlsx", book.file());
    ASSERT_EQ(run_words({"plan", file}), exit_done) << console_.errors;
    ASSERT_EQ(run_words({"rows", file}), exit_done);
    ASSERT_EQ(run_words({"profile", file, "--show-values"}), exit_done);
    EXPECT_EQ(nlohmann::json::parse(console_.output)["source"]["sheet"], name);
    audit(
        file,
        write(
            "plan.json",
            R"({"version": 1, "roles": {"se\u202ex": ["protected"], "chosen": ["decision"]}, "positive": {"chosen": {"equals": "yes"}}})"));
    EXPECT_EQ(run_words({"rows", file, "--sheet", acts}), exit_usage);
}

}  // namespace
}  // namespace klarsicht::cli
