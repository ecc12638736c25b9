#pragma once
#include <gtest/gtest.h>

#include <cstdio>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "platform/cli/commands.h"
#include "support/recorder.h"

namespace klarsicht::test {

/// The command, run in this process, with a folder of its own.
class CommandFixture : public testing::Test {
protected:
    void SetUp() override {
        const auto* about = testing::UnitTest::GetInstance()->current_test_info();
        folder_ =
            (std::filesystem::temp_directory_path() / ("klarsicht_command_" + std::string(about->name()))).string();
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
        return cli::run(words, console_);
    }

    std::string folder_;
    Recorder console_;
};

}  // namespace klarsicht::test
