#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "audit/what_if/features.h"
#include "audit/what_if/surrogate.h"
#include "base/error.h"
#include "base/message.h"
#include "stats/interval.h"

namespace klarsicht::what_if {

/// What is asked: somebody, and one thing about them changed.
struct Ask {
    std::optional<std::uint64_t> row;  ///< of whom; without one the values that most rows have
    /// Values of that somebody, then of the change: a column and the place of its group.
    std::vector<std::pair<std::string, std::uint64_t>> set;
    std::optional<std::pair<std::string, std::uint64_t>> change;
    /// To begin with: without a change, another group of the first protected column.
    bool suggest = false;
};

/// Learned once of a file and a plan.
struct Learned {
    Decided decided;
    std::vector<Feature> features;
    std::vector<stats::BinnedColumn> columns;  ///< [features] by row of `decided`
    Surrogate surrogate;
};

/// Nothing where the file has no decision and no score, too few rows, or nothing that could have led to it.
std::optional<Learned> learn_from(const AuditContext& context);

/// What the surrogate says of somebody.
struct Said {
    double value = stats::undefined;  ///< share decided for, or mean score, among `n` rows that it was learned from
    stats::Interval ci95;             ///< of a share
    std::uint64_t n = 0;
    std::vector<Message> rule;  ///< what led there, a condition each; empty: it asks nothing
};

/// The rows most alike in everything but the change, on both sides of it: k-NN situation testing (B. T. Luong, S.
/// Ruggieri, F. Turini 2011, KDD, 502–510).
struct Alike {
    std::uint64_t n = 0;                                         ///< rows on either side
    double before = stats::undefined, after = stats::undefined;  ///< share decided for, or mean score
    stats::Interval ci95;                                        ///< of the difference: Newcombe; of scores Welch
};

/// The nearest rows that were decided otherwise than the surrogate says: what they have in common.
struct Otherwise {
    struct Part {
        std::size_t feature;
        std::uint64_t differ;  ///< of the rows
        std::uint32_t most;    ///< the bin that most of those have
    };
    std::vector<std::uint64_t> rows;  ///< of the table, the nearest first
    std::vector<Part> parts;          ///< in which they differ, the most first
    bool decided_for = false;         ///< how they were decided
};

struct Answer {
    std::vector<std::uint32_t> before, after;  ///< [features] bins
    std::optional<std::size_t> changed;        ///< feature
    Said said_before, said_after;
    std::optional<Alike> alike;  ///< nothing without a change, or with too few rows on one side
    Otherwise otherwise;
    std::vector<Message> sentences;  ///< what to know of it, in this order
};

/// An unknown column, group or row is an error that names it.
Result<Answer> answer(const AuditContext& context, const Learned& learned, const Ask& ask);

}  // namespace klarsicht::what_if
