#include "ingest/memory_forecast.h"

#include <utility>

namespace klarsicht {

namespace {

/// Of a column's cells so many must be new for it to go on so: an identifier, a text. Where one in a thousand repeats,
/// the spellings may soon be used up.
constexpr double new_enough = 0.999;
/// An estimate must be so much above the limit.
constexpr double clearly = 1.1;

}  // namespace

std::optional<std::uint64_t> MemoryForecast::look(std::uint64_t read, std::uint64_t rows, std::uint64_t bytes,
                                                  std::vector<Held> columns) {
    next_look_ = read * 2;
    const std::uint64_t rows_before = std::exchange(rows_, rows);
    const std::vector<Held> before = std::exchange(columns_, columns);
    // A file that grew while it was read has no end to reckon with.
    if (!file_bytes_ || read >= *file_bytes_ || rows <= rows_before || before.size() != columns.size()) {
        return std::nullopt;
    }
    const auto new_rows = static_cast<double>(rows - rows_before);
    double a_row = 0;
    for (std::size_t c = 0; c < columns.size(); ++c) {
        a_row += sizeof(std::uint32_t);
        const Held& now = columns[c];
        const auto new_spellings = static_cast<double>(now.spellings - before[c].spellings);
        if (now.spellings == 0 || new_spellings < new_enough * new_rows) { continue; }
        a_row += static_cast<double>(now.spelling_bytes) / static_cast<double>(now.spellings);
    }
    const double rows_to_come =
        static_cast<double>(rows) / static_cast<double>(read) * static_cast<double>(*file_bytes_ - read);
    const double end = static_cast<double>(bytes) + a_row * rows_to_come;
    if (end < clearly * static_cast<double>(limit_)) { return std::nullopt; }
    return static_cast<std::uint64_t>(end);
}

}  // namespace klarsicht
