#pragma once
#include <bit>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

namespace klarsicht {

/// Numbers of rows, ascending, each once. Millions of them stay small: 65,536 rows of a file make a page, which holds
/// two bytes for each row in it, or a bit for every row of it where that is less. A copy shares the pages.
class RowList {
public:
    /// Where the last row stands or behind it, it costs a step. @param row of 2^32−1 at most
    void add(std::uint64_t row);
    void add(const RowList& other) {
        if (empty()) {
            *this = other;
            return;
        }
        if (this == &other) { return; }
        other.for_each([this](std::uint64_t row) { add(row); });
    }

    std::uint64_t size() const { return size_; }
    bool empty() const { return size_ == 0; }
    bool contains(std::uint64_t row) const;
    /// The first rows, at most so many.
    std::vector<std::uint64_t> first(std::size_t most) const;
    std::size_t bytes() const;

    template <class Take>
    void for_each(const Take& take) const {
        for (const std::shared_ptr<Page>& page : pages_) {
            const std::uint64_t base = std::uint64_t{page->number} << page_bits;
            for (const std::uint16_t low : page->low) { take(base + low); }
            for (std::size_t word = 0; word < page->bits.size(); ++word) {
                for (std::uint64_t left = page->bits[word]; left != 0; left &= left - 1) {
                    take(base + word * 64 + static_cast<std::uint64_t>(std::countr_zero(left)));
                }
            }
        }
    }

    /// The same rows, each with another number.
    template <class Number>
    RowList renumbered(const Number& number) const {
        RowList list;
        for_each([&](std::uint64_t row) { list.add(number(row)); });
        return list;
    }
    /// Those of the rows for which `wanted` holds.
    template <class Wanted>
    RowList where(const Wanted& wanted) const {
        RowList list;
        for_each([&](std::uint64_t row) {
            if (wanted(row)) { list.add(row); }
        });
        return list;
    }

    bool operator==(const RowList& other) const;

private:
    static constexpr unsigned page_bits = 16;
    static constexpr std::size_t most_listed = (std::size_t{1} << page_bits) / 16;  ///< from here on bits are less

    struct Page {
        std::uint32_t number;             ///< row >> page_bits
        std::vector<std::uint16_t> low;   ///< ascending; empty once there are bits
        std::vector<std::uint64_t> bits;  ///< [1024] or empty
        bool add(std::uint16_t row);
    };

    std::vector<std::shared_ptr<Page>> pages_;  ///< ascending; one is written to only while no other list has it
    std::uint64_t size_ = 0;
};

}  // namespace klarsicht
