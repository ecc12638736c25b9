#pragma once
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <vector>

#include "base/row_list.h"
#include "stats/equivalence_classes.h"
#include "table/column.h"
#include "table/interpretation.h"

namespace klarsicht::privacy {

using stats::EquivalenceClasses;
using stats::RowValues;

/// Which value each spelling of a column stands for: spellings of one number or date are one value, missing is a value
/// of its own.
struct ValueIds {
    std::vector<std::uint32_t> of_code;  ///< [codes]
    std::uint32_t count = 0;
};

ValueIds value_ids(const Column& column, const Interpretation& interpretation);

/// The same per row, for telling rows apart.
RowValues row_values(const Column& column, const ValueIds& ids);

/// How many classes there are of each size, ascending.
using SizeCounts = std::map<std::uint64_t, std::uint64_t>;
SizeCounts count_sizes(const EquivalenceClasses& classes);
/// How many there are to recognise, and in how small a class.
struct ClassSizes {
    SizeCounts classes;  ///< by how many are in each
    /// Rows or people by the smallest class that they are in. Somebody whose attributes differ from row to row is in
    /// several classes and counts once.
    SizeCounts records;
    bool varying = false;  ///< people are in several classes, at least every fifth
};
ClassSizes class_sizes(const EquivalenceClasses& classes);
/// The same, a class counting its different values (people) instead of its rows.
ClassSizes class_sizes(const EquivalenceClasses& classes, const RowValues& people);

/// Risk of being recognised by somebody who knows the quasi-identifiers (El Emam, Guide to the De-Identification of
/// Personal Health Information, 2013; ARX calls the same figures so). The file is taken as the population.
struct Risk {
    std::uint64_t records = 0;
    std::uint64_t classes = 0;
    std::uint64_t k = 0;                ///< size of the smallest class
    std::uint64_t sample_uniques = 0;   ///< records alone in a class
    std::uint64_t records_at_risk = 0;  ///< in classes f with 1/f above the threshold
    double prosecutor_max = 0;          ///< 1/k
    double prosecutor_average = 0;      ///< mean of 1/f over records
    double class_average_risk = 0;      ///< mean of 1/f over classes
};

/// @param threshold of 1/f above which a record is at risk
Risk risk_of(const ClassSizes& sizes, double threshold);

/// Rows in classes of so few that 1/f is above the threshold, a class counting its rows or, where there are any, its
/// different values (people).
RowList rows_at_risk(const EquivalenceClasses& classes, const std::optional<RowValues>& people, double threshold);

}  // namespace klarsicht::privacy
