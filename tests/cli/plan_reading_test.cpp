// A plan says how the file is read, unless the command's own words do.
#include <gtest/gtest.h>

#include <cstdio>
#include <filesystem>

#include <nlohmann/json.hpp>

#include "platform/cli/commands.h"
#include "support/recorder.h"

namespace klarsicht::cli {
namespace {

std::string write(const std::filesystem::path& path, std::string_view text) {
    std::FILE* file = std::fopen(path.c_str(), "wb");
    std::fwrite(text.data(), 1, text.size(), file);
    std::fclose(file);
    return path.string();
}

TEST(PlanReading, APlanSaysHowTheFileIsReadUnlessTheWordsDo) {
    const auto folder = std::filesystem::temp_directory_path() / "klarsicht_plan_reading";
    std::filesystem::create_directories(folder);
    std::string csv;
    for (int i = 0; i < 40; ++i) { csv += std::string(i % 2 == 0 ? "f" : "m") + ";1,5|" + std::to_string(i) + "\n"; }
    const std::string file = write(folder / "bare.csv", csv);
    int status = 0;
    const auto source = [&](std::string_view reading, std::vector<std::string_view> more = {}) {
        const std::string plan =
            write(folder / "plan.json", R"({"version": 1, "reading": )" + std::string(reading) + "}");
        std::vector<std::string_view> words = {"audit", file, "--plan", plan};
        words.insert(words.end(), more.begin(), more.end());
        test::Recorder console;
        status = run(words, console);
        return nlohmann::ordered_json::parse(console.output, nullptr, false)["source"];
    };
    EXPECT_EQ(source(R"({"delimiter": "|", "header": false})")["delimiter"], "|");
    EXPECT_EQ(source(R"({"delimiter": "|", "header": false})")["has_header"], false);
    EXPECT_EQ(source(R"({"delimiter": "|"})", {"--delimiter", ";"})["delimiter"], ";");
    EXPECT_EQ(source(R"({"header": true})")["has_header"], true);
    EXPECT_EQ(source(R"({"header": true})", {"--no-header"})["has_header"], false);
    EXPECT_EQ(status, exit_done);
    std::filesystem::remove_all(folder);
}

}  // namespace
}  // namespace klarsicht::cli
