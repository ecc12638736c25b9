#include "audit/cell_list.h"

#include <utility>

namespace klarsicht {

std::uint32_t CellList::reason(Message why) {
    whys_.push_back(std::move(why));
    return static_cast<std::uint32_t>(whys_.size() - 1);
}

void CellList::add(std::uint64_t row, std::size_t column, std::uint32_t reason, double score) {
    rows_.push_back(static_cast<std::uint32_t>(row));
    columns_.push_back(static_cast<std::uint32_t>(column));
    reasons_.push_back(reason);
    scores_.push_back(score);
}

void CellList::append(const CellList& other) {
    const auto first = static_cast<std::uint32_t>(whys_.size());
    whys_.insert(whys_.end(), other.whys_.begin(), other.whys_.end());
    for (std::size_t i = 0; i < other.size(); ++i) {
        add(other.rows_[i], other.columns_[i], first + other.reasons_[i], other.scores_[i]);
    }
}

}  // namespace klarsicht
