#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "base/message.h"

namespace klarsicht {

/// The cells an outcome is about, one column a property, so that millions of them stay small: 20 bytes each. They stand
/// in pages of one size: one more cell moves none of those before it, and a long list is read a page at a time. A copy
/// shares the pages; it costs as little as a move. Reports list the cells only with --show-cells.
class CellList {
public:
    static constexpr std::size_t page_cells = 512;

    /// Some cells that follow each other; valid until the list is changed.
    struct Page {
        std::span<const std::uint32_t> rows;  ///< 0-based, below the header
        std::span<const std::uint32_t> columns;
        std::span<const std::uint32_t> reasons;  ///< places in reasons()
        std::span<const double> scores;          ///< 0–1: how sure
    };

    /// A reason that many cells share; several cells name it by its number.
    std::uint32_t reason(Message why);
    /// @param row 0-based, below the header; of 2^32−1 at most @param score 0–1: how sure
    void add(std::uint64_t row, std::size_t column, std::uint32_t reason, double score = 1);
    /// Adds the cells of another list, with their reasons.
    void append(const CellList& other);

    /// The same cells, their rows numbered anew by `number`, which keeps their order.
    template <class Number>
    CellList renumbered(const Number& number) const {
        CellList list;
        list.reasons_ = reasons_;
        for (std::size_t p = 0; p < pages(); ++p) {
            const Page cells = page(p);
            for (std::size_t i = 0; i < cells.rows.size(); ++i) {
                list.add(number(cells.rows[i]), cells.columns[i], cells.reasons[i], cells.scores[i]);
            }
        }
        return list;
    }

    bool empty() const { return pages_.empty(); }
    std::size_t size() const { return empty() ? 0 : (pages_.size() - 1) * page_cells + pages_.back()->used; }
    const std::vector<Message>& reasons() const { return reasons_; }

    std::size_t pages() const { return pages_.size(); }
    /// @param p from 0; all pages but the last are full
    Page page(std::size_t p) const;

private:
    struct Store {
        std::array<double, page_cells> scores;
        std::array<std::uint32_t, page_cells> rows;
        std::array<std::uint32_t, page_cells> columns;
        std::array<std::uint32_t, page_cells> reasons;
        std::size_t used;
    };

    std::vector<std::shared_ptr<Store>> pages_;  ///< only the last is written to, and only while no other list has it
    std::vector<Message> reasons_;
};

}  // namespace klarsicht
