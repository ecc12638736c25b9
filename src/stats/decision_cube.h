#pragma once
#include <cstddef>
#include <cstdint>
#include <vector>

#include "stats/confusion.h"

namespace klarsicht::stats {

/// Counts by group × outcome × decision: all that group figures need. Mergeable: counts of A ++ B are the sums.
class DecisionCube {
public:
    /// State of an outcome or a decision.
    enum : std::uint8_t { negative = 0, positive = 1, unknown = 2 };
    static constexpr std::size_t cells_per_group = 9;

    DecisionCube() = default;
    explicit DecisionCube(std::size_t groups) : counts_(groups * cells_per_group, 0) {}

    std::size_t groups() const { return counts_.size() / cells_per_group; }
    void add(std::size_t group, std::uint8_t outcome, std::uint8_t decision, std::uint64_t rows = 1) {
        counts_[group * cells_per_group + outcome * 3u + decision] += rows;
    }
    std::uint64_t at(std::size_t group, std::uint8_t outcome, std::uint8_t decision) const {
        return counts_[group * cells_per_group + outcome * 3u + decision];
    }
    void merge(const DecisionCube& other);
    /// Forgets the last group.
    void drop_last() { counts_.resize(counts_.size() - cells_per_group); }

    /// Rows whose outcome and decision are both known.
    Confusion confusion(std::size_t group) const;
    /// Rows whose decision is known, selected among all, whatever the outcome.
    Fraction selection(std::size_t group) const;
    std::uint64_t rows(std::size_t group) const;

    bool operator==(const DecisionCube&) const = default;

private:
    std::vector<std::uint64_t> counts_;
};

}  // namespace klarsicht::stats
