#pragma once
#include <cstddef>
#include <cstdint>
#include <vector>

#include "base/message.h"

namespace klarsicht {

/// The cells an outcome is about, one column a property, so that millions of them stay small: 20 bytes each. Reports
/// list them only with
/// --show-cells.
class CellList {
public:
    /// A reason that many cells share; several cells name it by its number.
    std::uint32_t reason(Message why);
    /// @param row 0-based, below the header @param score 0–1: how sure
    void add(std::uint64_t row, std::size_t column, std::uint32_t reason, double score = 1);
    /// Adds the cells of another list, with their reasons.
    void append(const CellList& other);

    bool empty() const { return rows_.empty(); }
    std::size_t size() const { return rows_.size(); }
    std::uint64_t row(std::size_t i) const { return rows_[i]; }
    std::size_t column(std::size_t i) const { return columns_[i]; }
    const Message& why(std::size_t i) const { return whys_[reasons_[i]]; }
    double score(std::size_t i) const { return scores_[i]; }
    std::uint32_t reason_of(std::size_t i) const { return reasons_[i]; }
    const std::vector<Message>& reasons() const { return whys_; }

private:
    std::vector<std::uint32_t> rows_;
    std::vector<std::uint32_t> columns_;
    std::vector<std::uint32_t> reasons_;
    std::vector<double> scores_;
    std::vector<Message> whys_;
};

}  // namespace klarsicht
