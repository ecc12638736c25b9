#pragma once
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "audit/outcome.h"

namespace klarsicht {

/// What makes a finding of this month the same as one of last month: the check, the columns it is about, and of checks
/// that find several things in one column, which of them. Columns that are called after people are told without them.
struct FindingKey {
    std::string id;
    std::vector<std::string> subject;
    std::string aspect;  ///< "email", "spelling"; "" for most

    auto operator<=>(const FindingKey&) const = default;
};
FindingKey key_of(const Outcome& outcome);

/// A figure by which a finding is held against an earlier one.
struct KeyFigure {
    /// Which way a figure gets worse.
    enum class Worse : std::uint8_t {
        higher,
        lower,
        farther,  ///< from 0, on the side where it was
    };

    std::string name;
    std::string group;  ///< whose it is, where it is one group's; "" for the finding's own
    double value = stats::undefined;
    stats::Interval ci95;  ///< NaN: none
    Unit unit = Unit::number;
    Worse worse = Worse::higher;

    bool operator==(const KeyFigure& other) const;
};

/// A finding in short: what is kept of it for the next month.
struct DigestEntry {
    FindingKey key;
    Status status = Status::info;
    std::vector<KeyFigure> figures;

    bool operator==(const DigestEntry&) const = default;
};

/// A column in short. No values: only how many, and of numbers that may leave the screen their mean.
struct DigestColumn {
    std::string name, kind;
    std::uint64_t rows = 0, missing = 0, distinct = 0;
    std::optional<double> mean, std;

    bool operator==(const DigestColumn&) const = default;
};

/// A report in short: enough to say what has changed since.
struct Digest {
    std::string name, sha256, as_of;
    std::uint64_t rows = 0;
    std::vector<DigestEntry> findings;
    std::vector<DigestColumn> columns;

    bool operator==(const Digest&) const = default;
};

}  // namespace klarsicht
