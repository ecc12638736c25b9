#pragma once
#include <algorithm>
#include <cstdint>
#include <optional>
#include <vector>

namespace klarsicht {

/// Where reading a file will end: tells early that its table will not fit, instead of after a minute. Errs towards
/// reading on: columns grow by their codes, and by spellings only as long as nearly every cell brings a new one.
class MemoryForecast {
public:
    /// @param file_bytes unknown: never says anything @param limit bytes a table may take
    MemoryForecast(std::optional<std::uint64_t> file_bytes, std::uint64_t limit)
        : file_bytes_(file_bytes), limit_(limit), next_look_(std::max(least_read, file_bytes.value_or(0) / 32)) {}

    /// What a column holds so far.
    struct Held {
        std::uint64_t spellings = 0;
        std::uint64_t spelling_bytes = 0;
    };

    std::uint64_t limit() const { return limit_; }
    /// Whether so much has been read that another look is worth it.
    bool due(std::uint64_t read) const { return file_bytes_ && read >= next_look_; }
    /// @param bytes the table's so far @param columns what each holds
    /// @return bytes the table will take at least, where that is clearly more than the limit
    std::optional<std::uint64_t> look(std::uint64_t read, std::uint64_t rows, std::uint64_t bytes,
                                      std::vector<Held> columns);

private:
    static constexpr std::uint64_t least_read = 8 << 20;

    std::optional<std::uint64_t> file_bytes_;
    std::uint64_t limit_;
    /// Bytes. The second look, the first that can say something, is at a sixteenth of the file at the earliest: what
    /// repeats from day to day has all its spellings by then.
    std::uint64_t next_look_;
    std::uint64_t rows_ = 0;     ///< at the last look
    std::vector<Held> columns_;  ///< at the last look
};

}  // namespace klarsicht
