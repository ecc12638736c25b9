#pragma once
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace klarsicht::stats {

/// Which value each row has, for telling rows apart.
struct RowValues {
    std::vector<std::uint32_t> of_row;  ///< [rows]
    std::uint32_t count = 0;            ///< values
};

/// Numbers the values of one class after the other, each from 0, without clearing anything in between.
class LocalNumbers {
public:
    explicit LocalNumbers(std::uint32_t values) : marks_(values) {}

    void next_class() { ++stamp_; }
    /// The value's number in this class; `next` if it is new.
    std::uint32_t number(std::uint32_t value, std::uint32_t next) {
        Mark& mark = marks_[value];
        if (mark.stamp != stamp_) { mark = {stamp_, next}; }
        return mark.number;
    }

private:
    struct Mark {
        std::uint32_t stamp = 0;
        std::uint32_t number = 0;
    };
    std::vector<Mark> marks_;
    std::uint32_t stamp_ = 0;
};

/// Rows divided into equivalence classes: records with identical values in all quasi-identifiers. Held as runs of row
/// numbers, so that a class is divided in place (partition refinement); rows that are alone in their class need not be
/// looked at again. Rows of a class stay in their order.
class EquivalenceClasses {
public:
    /// All rows in one class.
    explicit EquivalenceClasses(std::uint64_t rows);

    /// Divides every class by the values. Takes as long as the classes of several rows have rows, whatever the values.
    /// @param of_row [rows] value, below `values`
    void refine(std::span<const std::uint32_t> of_row, std::uint32_t values);
    void refine(const RowValues& values) { refine(values.of_row, values.count); }

    std::uint64_t rows() const { return order_.size() + alone_.size(); }
    std::uint64_t count() const { return ends_.size() + alone_.size(); }
    /// No two rows are equal: nothing is left to divide.
    bool all_alone() const { return ends_.empty(); }

    /// Calls `each(rows of the class)` for every class, the ones of several rows first.
    template <class Each>
    void for_each(Each each) const {
        std::size_t start = 0;
        for (const std::uint32_t end : ends_) {
            each(std::span<const std::uint32_t>(order_.data() + start, end - start));
            start = end;
        }
        for (const std::uint32_t& row : alone_) { each(std::span<const std::uint32_t>(&row, 1)); }
    }

private:
    std::vector<std::uint32_t> order_;  ///< rows, class by class
    std::vector<std::uint32_t> ends_;   ///< [classes of several rows] behind the last row in order_
    std::vector<std::uint32_t> alone_;  ///< rows that are a class of their own
};

}  // namespace klarsicht::stats
