#include "audit/cell_list.h"

#include <limits>
#include <utility>

#include "base/assert.h"

namespace klarsicht {

std::uint32_t CellList::reason(Message why) {
    reasons_.push_back(std::move(why));
    return static_cast<std::uint32_t>(reasons_.size() - 1);
}

void CellList::add(std::uint64_t row, std::size_t column, std::uint32_t reason, double score) {
    KLARSICHT_ASSERT(row <= std::numeric_limits<std::uint32_t>::max() && reason < reasons_.size());
    if (pages_.empty() || pages_.back()->used == page_cells) {
        // Not set to zero first: what lies behind `used` is never read.
        pages_.push_back(std::make_shared_for_overwrite<Store>());
        pages_.back()->used = 0;
    } else if (pages_.back().use_count() > 1) {
        pages_.back() = std::make_shared<Store>(*pages_.back());
    }
    Store& last = *pages_.back();
    const std::size_t place = last.used++;
    last.rows[place] = static_cast<std::uint32_t>(row);
    last.columns[place] = static_cast<std::uint32_t>(column);
    last.reasons[place] = reason;
    last.scores[place] = score;
}

void CellList::append(const CellList& other) {
    const auto first = static_cast<std::uint32_t>(reasons_.size());
    // The other list may be this one: its reasons and its cells grow while they are read.
    const std::size_t more = other.size();
    reasons_.reserve(first + other.reasons_.size());
    for (std::size_t r = 0, n = other.reasons_.size(); r < n; ++r) { reasons_.push_back(other.reasons_[r]); }
    for (std::size_t i = 0; i < more; ++i) {
        const Store& from = *other.pages_[i / page_cells];
        const std::size_t place = i % page_cells;
        add(from.rows[place], from.columns[place], first + from.reasons[place], from.scores[place]);
    }
}

CellList::Page CellList::page(std::size_t p) const {
    KLARSICHT_ASSERT(p < pages_.size());
    const Store& store = *pages_[p];
    const auto first = [&](const auto& column) { return std::span(column).first(store.used); };
    return {first(store.rows), first(store.columns), first(store.reasons), first(store.scores)};
}

}  // namespace klarsicht
