#include "base/row_list.h"

#include <algorithm>
#include <limits>

#include "base/assert.h"

namespace klarsicht {

/// @return whether the row was not there
bool RowList::Page::add(std::uint16_t row) {
    if (bits.empty()) {
        const auto place = low.empty() || low.back() < row ? low.end() : std::ranges::lower_bound(low, row);
        if (place != low.end() && *place == row) { return false; }
        if (low.size() < most_listed) {
            low.insert(place, row);
            return true;
        }
        bits.assign((std::size_t{1} << page_bits) / 64, 0);
        for (const std::uint16_t listed : low) { bits[listed / 64U] |= std::uint64_t{1} << (listed % 64U); }
        low = std::vector<std::uint16_t>();  // gives its memory back
    }
    const std::uint64_t bit = std::uint64_t{1} << (row % 64U);
    if ((bits[row / 64U] & bit) != 0) { return false; }
    bits[row / 64U] |= bit;
    return true;
}

void RowList::add(std::uint64_t row) {
    KLARSICHT_ASSERT(row <= std::numeric_limits<std::uint32_t>::max());
    const auto number = static_cast<std::uint32_t>(row >> page_bits);
    auto place = pages_.end();
    if (!pages_.empty() && pages_.back()->number == number) {
        --place;
    } else if (!pages_.empty() && pages_.back()->number > number) {
        place = std::ranges::lower_bound(pages_, number, {}, [](const auto& page) { return page->number; });
    }
    if (place == pages_.end() || (*place)->number != number) {
        place = pages_.insert(place, std::make_shared<Page>());
        (*place)->number = number;
    } else if (place->use_count() > 1) {
        *place = std::make_shared<Page>(**place);
    }
    size_ += (*place)->add(static_cast<std::uint16_t>(row & 0xFFFFU)) ? 1 : 0;
}

bool RowList::contains(std::uint64_t row) const {
    const auto place =
        std::ranges::lower_bound(pages_, row >> page_bits, {}, [](const auto& page) { return page->number; });
    if (place == pages_.end() || (*place)->number != row >> page_bits) { return false; }
    const auto low = static_cast<std::uint16_t>(row & 0xFFFFU);
    const Page& page = **place;
    return page.bits.empty() ? std::ranges::binary_search(page.low, low)
                             : (page.bits[low / 64U] >> (low % 64U) & 1U) != 0;
}

std::vector<std::uint64_t> RowList::first(std::size_t most) const {
    std::vector<std::uint64_t> rows;
    for (const std::shared_ptr<Page>& page : pages_) {
        const std::uint64_t base = std::uint64_t{page->number} << page_bits;
        for (std::size_t i = 0; i < page->low.size() && rows.size() < most; ++i) {
            rows.push_back(base + page->low[i]);
        }
        for (std::size_t word = 0; word < page->bits.size() && rows.size() < most; ++word) {
            for (std::uint64_t left = page->bits[word]; left != 0 && rows.size() < most; left &= left - 1) {
                rows.push_back(base + word * 64 + static_cast<std::uint64_t>(std::countr_zero(left)));
            }
        }
        if (rows.size() == most) { break; }
    }
    return rows;
}

std::size_t RowList::bytes() const {
    std::size_t sum = 0;
    for (const std::shared_ptr<Page>& page : pages_) {
        sum += sizeof(Page) + page->low.capacity() * sizeof(std::uint16_t) + page->bits.size() * sizeof(std::uint64_t);
    }
    return sum;
}

bool RowList::operator==(const RowList& other) const {
    // Whether a page has bits depends only on how many rows it holds.
    return size_ == other.size_ && std::ranges::equal(pages_, other.pages_, [](const auto& a, const auto& b) {
               return a == b || (a->number == b->number && a->low == b->low && a->bits == b->bits);
           });
}

}  // namespace klarsicht
