#pragma once
#include <cstdio>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "test_paths.h"

namespace klarsicht::test {

/// Bytes of a file, or nothing if it cannot be read.
inline std::optional<std::string> read_file(const std::string& path) {
    const std::unique_ptr<std::FILE, int (*)(std::FILE*)> file(std::fopen(path.c_str(), "rb"), &std::fclose);
    if (!file) { return std::nullopt; }
    std::string text;
    char block[65536];
    for (std::size_t n = 0; (n = std::fread(block, 1, sizeof block, file.get())) > 0;) { text.append(block, n); }
    return text;
}

/// Bytes of a file of the shared data, e.g. `bank/bank-full.csv`; nothing where the data are absent: the test then
/// skips itself.
inline std::optional<std::string> read_shared(std::string_view path) {
    return read_file(data_dir() + "/" + std::string(path));
}

/// Both parts of UCI Adult as one table with a header, as reference/ defines it; nothing where the data are absent.
inline std::optional<std::string> read_adult() {
    const auto first = read_shared("adult/adult.data");
    const auto second = read_shared("adult/adult.test");
    if (!first || !second) { return std::nullopt; }
    std::string csv =
        "age,workclass,fnlwgt,education,education_num,marital_status,occupation,relationship,race,sex,capital_gain,"
        "capital_loss,hours_per_week,native_country,income\n";
    const auto drop_blank_lines = [&] {
        while (csv.ends_with("\n\n")) { csv.pop_back(); }
    };
    csv += *first;
    drop_blank_lines();
    // Its first line is none, and its incomes end with a full stop.
    for (const char c : second->substr(second->find('\n') + 1)) {
        if (c != '.') { csv += c; }
    }
    drop_blank_lines();
    return csv;
}

}  // namespace klarsicht::test

/// The table of `read_adult`, or skips the test with a message.
#define KLARSICHT_ADULT_OR_SKIP(variable)                                                    \
    const std::optional<std::string> variable##_read = klarsicht::test::read_adult();        \
    if (!variable##_read) { GTEST_SKIP() << "no adult in " << klarsicht::test::data_dir(); } \
    const std::string& variable = *variable##_read

/// Reads a shared file into a string variable, or skips the test with a message.
#define KLARSICHT_SHARED_OR_SKIP(variable, path)                                                        \
    const std::optional<std::string> variable##_read = klarsicht::test::read_shared(path);              \
    if (!variable##_read) { GTEST_SKIP() << "no " << (path) << " in " << klarsicht::test::data_dir(); } \
    const std::string& variable = *variable##_read
