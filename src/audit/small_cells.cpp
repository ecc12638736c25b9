#include "audit/small_cells.h"

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <utility>

#include "stats/told_sums.h"

namespace klarsicht {

namespace {

bool small(std::uint64_t people) { return people > 0 && people < least_people_shown; }

/// Cells whose sum is told.
using Slice = std::vector<std::size_t>;

std::vector<Slice> slices_of(std::span<const std::vector<std::uint32_t>> members,
                             const std::vector<std::vector<std::size_t>>& margins) {
    std::vector<Slice> slices;
    for (const std::vector<std::size_t>& margin : margins) {
        std::map<std::vector<std::uint32_t>, std::size_t> number;
        for (std::size_t cell = 0; cell < members.size(); ++cell) {
            std::vector<std::uint32_t> key;
            for (const std::size_t column : margin) { key.push_back(members[cell][column]); }
            const auto [place, is_new] = number.try_emplace(std::move(key), slices.size());
            if (is_new) { slices.emplace_back(); }
            slices[place->second].push_back(cell);
        }
    }
    return slices;
}

/// Elimination over more hidden cells than this would take too long; of those only what follows step by step is found.
constexpr std::size_t most_eliminated = 200;

class Hiding {
public:
    Hiding(std::span<const std::uint64_t> people, std::vector<Slice> slices)
        : people_(people), slices_(std::move(slices)), slices_of_(people.size()), known_(people.size(), 0) {
        // A sum that is itself about so few people is hidden where it would be told.
        std::erase_if(slices_, [&](const Slice& slice) {
            std::uint64_t sum = 0;
            for (const std::size_t cell : slice) { sum += people[cell]; }
            return small(sum);
        });
        closed_.assign(slices_.size(), 0);
        for (const std::uint64_t count : people) { hidden_.push_back(small(count) ? cell_hidden : cell_shown); }
        for (std::size_t s = 0; s < slices_.size(); ++s) {
            for (const std::size_t cell : slices_[s]) { slices_of_[cell].push_back(s); }
        }
        find_known();
    }

    std::vector<std::uint8_t> run() {
        for (;;) {
            if (const std::optional<std::size_t> slice = unprotected_slice()) {
                if (!hide_another(*slice)) { closed_[*slice] = 1; }
            } else if (const stats::Sum few = told_by_combination(); !few.empty()) {
                if (!hide_near(few.front())) {
                    for (const std::size_t cell : few) { known_[cell] = 1; }
                }
            } else {
                break;
            }
        }
        for (std::size_t cell = 0; cell < hidden_.size(); ++cell) {
            if (hidden_[cell] == cell_hidden && small(people_[cell]) && known_[cell] != 0) {
                hidden_[cell] = cell_exposed;
            }
        }
        return std::move(hidden_);
    }

private:
    /// Cells that follow whatever is hidden: alone in a slice, or alone but for cells that follow. They protect nobody.
    void find_known() {
        for (bool changed = true; changed;) {
            changed = false;
            for (const Slice& slice : slices_) {
                std::size_t count = 0;
                std::size_t last = 0;
                for (const std::size_t cell : slice) {
                    if (people_[cell] == 0 || known_[cell] != 0) { continue; }
                    ++count;
                    last = cell;
                }
                if (count == 1) {
                    known_[last] = 1;
                    changed = true;
                }
            }
        }
    }

    bool protects(std::size_t cell) const { return hidden_[cell] != cell_shown && known_[cell] == 0; }

    /// A slice in which one hidden cell stands alone, or all of them are about too few people together.
    std::optional<std::size_t> unprotected_slice() const {
        for (std::size_t s = 0; s < slices_.size(); ++s) {
            if (closed_[s] != 0) { continue; }
            std::size_t count = 0;
            std::uint64_t together = 0;
            for (const std::size_t cell : slices_[s]) {
                if (!protects(cell)) { continue; }
                ++count;
                together += people_[cell];
            }
            if (count == 1 || small(together)) { return s; }
        }
        return std::nullopt;
    }

    /// Cells of few people that follow from several slices together, as the bridge between two circles of hidden cells
    /// does; empty if none do.
    stats::Sum told_by_combination() const {
        std::vector<std::uint64_t> people(hidden_.size(), 0);
        std::size_t cells = 0;
        for (std::size_t cell = 0; cell < hidden_.size(); ++cell) {
            if (!protects(cell)) { continue; }
            people[cell] = people_[cell];
            ++cells;
        }
        if (cells == 0 || cells > most_eliminated) { return {}; }
        stats::ToldSums told(people, least_people_shown, slices_.size());
        for (const Slice& slice : slices_) { told.tell(slice); }
        const std::vector<stats::Sum> few = told.few_that_follow();
        return few.empty() ? stats::Sum() : few.front();
    }

    /// Hides one more cell of the slice: one that closes a circle where there is one, the smallest otherwise. False if
    /// none is left.
    bool hide_another(std::size_t slice) {
        std::optional<std::size_t> best;
        const auto closes = [&](std::size_t cell) {
            return std::ranges::count_if(slices_of_[cell], [&](std::size_t s) {
                return s != slice &&
                       std::ranges::any_of(slices_[s], [&](std::size_t other) { return protects(other); });
            });
        };
        std::ptrdiff_t closed = 0;
        for (const std::size_t cell : slices_[slice]) {
            if (hidden_[cell] != cell_shown || people_[cell] == 0 || known_[cell] != 0) { continue; }
            const std::ptrdiff_t own = closes(cell);
            if (!best || own > closed || (own == closed && people_[cell] < people_[*best])) {
                best = cell;
                closed = own;
            }
        }
        if (best) { hidden_[*best] = cell_hidden; }
        return best.has_value();
    }

    /// Hides one more cell in a slice of the cell, or in one of the hidden cells beside it.
    bool hide_near(std::size_t cell) {
        if (std::ranges::any_of(slices_of_[cell], [&](std::size_t s) { return hide_another(s); })) { return true; }
        for (std::size_t s = 0; s < slices_.size(); ++s) {
            const bool holds_hidden =
                std::ranges::any_of(slices_[s], [&](std::size_t other) { return protects(other); });
            if (holds_hidden && hide_another(s)) { return true; }
        }
        return false;
    }

    std::span<const std::uint64_t> people_;
    std::vector<Slice> slices_;
    std::vector<std::vector<std::size_t>> slices_of_;  ///< [cells]
    std::vector<std::uint8_t> closed_;                 ///< [slices] 1: nothing is left to hide in it
    std::vector<std::uint8_t> known_;                  ///< [cells] 1: follows whatever is hidden
    std::vector<std::uint8_t> hidden_;                 ///< [cells]
};

void clear(Figure& figure) {
    figure.kind = Figure::Kind::undefined;
    figure.parts.clear();
    figure.text.clear();
    figure.has_interval = false;
}

/// Suppresses what is not open in the figure. @return whether anything was
bool suppress(Figure& figure, bool few) {
    const bool own_few = few || (figure.people && small(*figure.people));
    const bool nested = figure.kind == Figure::Kind::list || figure.kind == Figure::Kind::part;
    if (nested && !figure.open) {
        bool any = false;
        for (Figure& part : figure.parts) { any = suppress(part, own_few) || any; }
        return any;
    }
    if (!own_few || figure.open || figure.kind == Figure::Kind::undefined) { return false; }
    clear(figure);
    return true;
}

}  // namespace

std::vector<std::uint8_t> hidden_cells(std::span<const std::vector<std::uint32_t>> members,
                                       std::span<const std::uint64_t> people,
                                       const std::vector<std::vector<std::size_t>>& margins) {
    return Hiding(people, slices_of(members, margins)).run();
}

std::vector<std::vector<std::size_t>> all_but_one(std::size_t columns) {
    std::vector<std::vector<std::size_t>> margins;
    for (std::size_t left_out = 0; columns > 1 && left_out < columns; ++left_out) {
        std::vector<std::size_t>& margin = margins.emplace_back();
        for (std::size_t column = 0; column < columns; ++column) {
            if (column != left_out) { margin.push_back(column); }
        }
    }
    return margins;
}

void suppress_small_cells(Outcome& outcome) {
    for (Figure& figure : outcome.metrics) {
        if (suppress(figure, false)) { outcome.suppressed.push_back(figure.name); }
    }
    for (Group& group : outcome.groups) {
        for (Figure& figure : group.figures) {
            if (suppress(figure, group.few())) { group.suppressed.push_back(figure.name); }
        }
    }
    std::erase_if(outcome.chart.rows, [](const ChartRow& row) { return row.people && small(*row.people); });
    if (outcome.chart.rows.empty()) { outcome.chart = {}; }
}

}  // namespace klarsicht
