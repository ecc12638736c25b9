#pragma once
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace klarsicht {

/// On which line of the file, or row of the sheet, each row stands, as an editor or a spreadsheet counts from 1. A row
/// stands on the line behind the row before it, unless something lay between or that row had line ends in its cells:
/// only such rows are held, with 8 bytes each.
class LineNumbers {
public:
    /// @param row 0-based below the header, as the file counts; not before the rows said so far. The last one may be
    /// said again
    void begins(std::uint64_t row, std::uint64_t line) {
        if (!steps_.empty() && steps_.back().row == row) { steps_.pop_back(); }
        const std::optional<std::uint64_t> expected = of(row);
        if (expected != line) { steps_.push_back({static_cast<std::uint32_t>(row), static_cast<std::uint32_t>(line)}); }
    }

    /// Empty where nobody said so: two tables put together.
    std::optional<std::uint64_t> of(std::uint64_t row) const {
        if (steps_.empty() || steps_.front().row > row) { return std::nullopt; }
        const Step& last =
            steps_.back().row <= row ? steps_.back() : *(std::ranges::upper_bound(steps_, row, {}, &Step::row) - 1);
        return last.line + (row - last.row);
    }
    std::size_t bytes() const { return steps_.capacity() * sizeof(Step); }

private:
    struct Step {
        std::uint32_t row, line;
    };
    std::vector<Step> steps_;
};

}  // namespace klarsicht
