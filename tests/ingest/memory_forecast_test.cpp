#include "ingest/memory_forecast.h"

#include <cmath>
#include <string>

#include <gtest/gtest.h>

#include "ingest/ingest.h"

namespace klarsicht {
namespace {

constexpr std::uint64_t mega = 1 << 20;

/// Looks as a file is read: `read` megabytes of 100,000 rows each, in a column whose every cell is new and one that
/// draws from `pool` spellings.
std::optional<std::uint64_t> forecast(std::uint64_t file_mb, std::uint64_t limit_mb, std::uint64_t pool,
                                      std::uint64_t read_mb) {
    MemoryForecast forecast(file_mb * mega, limit_mb * mega);
    std::optional<std::uint64_t> needed;
    for (std::uint64_t mb = 1; mb <= read_mb && !needed; ++mb) {
        if (!forecast.due(mb * mega)) { continue; }
        const std::uint64_t rows = mb * 100'000;
        const auto drawn = static_cast<double>(pool);
        const auto few = static_cast<std::uint64_t>(drawn * -std::expm1(-static_cast<double>(rows) / drawn));
        needed = forecast.look(mb * mega, rows, rows * 28 + few * 20, {{rows, rows * 20}, {few, few * 20}});
    }
    return needed;
}

TEST(MemoryForecast, TellsEarlyWhatWillNotFit) {
    // 28 bytes a row: 4,000 MB make 10.4 GB.
    const std::optional<std::uint64_t> needed = forecast(4000, 2560, 10, 260);
    ASSERT_TRUE(needed);
    EXPECT_NEAR(static_cast<double>(*needed), 28.0 * 100'000 * 4000, 28.0 * 100'000 * 4000 * 0.01);
}

TEST(MemoryForecast, SaysNothingOfWhatMayFit) {
    EXPECT_FALSE(forecast(900, 2560, 10, 900));
    // Nearly at the limit is not clearly beyond it: the file is read and then refused if need be.
    EXPECT_FALSE(forecast(1000, 2560, 10, 1000));
}

TEST(MemoryForecast, DoesNotTakeAFullColumnForAnEndlessOne) {
    // Of fifty million spellings hardly one repeats at first; in the end the column has them all.
    EXPECT_FALSE(forecast(740, 2560, 5'000'000, 740));
    EXPECT_FALSE(forecast(740, 2560, 50'000'000, 740));
    EXPECT_FALSE(MemoryForecast(std::nullopt, 1).due(1 << 30));
}

/// A file of identifiers whose table takes more than its own size.
std::string identifiers(std::size_t rows) {
    std::string csv = "id,code\n";
    for (std::size_t row = 0; row < rows; ++row) {
        csv += std::to_string(row * 7919) + "," + std::to_string(row * 104729) + "\n";
    }
    return csv;
}

TEST(MemoryForecast, AFileThatWillNotFitIsRefusedBeforeItIsRead) {
    const std::string csv = identifiers(2'000'000);
    const auto read_with = [&](std::uint64_t limit_mb) {
        const auto ingest = make_ingest({.name = "ids.csv", .file_bytes = csv.size(), .memory_limit = limit_mb * mega});
        Result<void> fed;
        std::size_t at = 0;
        for (; fed && at < csv.size(); at += mega) {
            fed = ingest->feed(std::as_bytes(std::span(csv)).subspan(at, std::min<std::size_t>(mega, csv.size() - at)));
        }
        return std::pair(fed, at);
    };
    const auto [refused, at] = read_with(60);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().message.key, "error.table.will_not_fit");
    EXPECT_LT(at, csv.size() * 3 / 4);
    EXPECT_TRUE(read_with(400).first);
}

}  // namespace
}  // namespace klarsicht
