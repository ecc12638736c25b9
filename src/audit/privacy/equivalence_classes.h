#pragma once
#include <cstdint>
#include <map>
#include <span>
#include <vector>

#include "table/column.h"
#include "table/interpretation.h"

namespace klarsicht::privacy {

/// Which value each spelling of a column stands for: spellings of one number or date are one value, missing is a value
/// of its own.
struct ValueIds {
    std::vector<std::uint32_t> of_code;  ///< [codes]
    std::uint32_t count = 0;
};

ValueIds value_ids(const Column& column, const Interpretation& interpretation);

/// The same per row, for telling rows apart.
struct RowValues {
    std::vector<std::uint32_t> of_row;  ///< [rows]
    std::uint32_t count = 0;            ///< values
};

RowValues row_values(const Column& column, const ValueIds& ids);

/// Rows divided into equivalence classes: records with identical values in all quasi-identifiers. Held as runs of row
/// numbers, so that a class is divided in place (partition refinement); rows that are alone in their class need not be
/// looked at again.
class EquivalenceClasses {
public:
    /// All rows in one class.
    explicit EquivalenceClasses(std::uint64_t rows);

    /// Divides every class by the values.
    void refine(const RowValues& values);

    std::uint64_t rows() const { return order_.size() + alone_.size(); }
    std::uint64_t count() const { return ends_.size() + alone_.size(); }

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

/// How many classes there are of each size, ascending.
using SizeCounts = std::map<std::uint64_t, std::uint64_t>;
SizeCounts count_sizes(const EquivalenceClasses& classes);
/// The same, a class counting its different values (people) instead of its rows.
SizeCounts count_sizes(const EquivalenceClasses& classes, const RowValues& people);

/// Risk of being recognised by somebody who knows the quasi-identifiers (El Emam, Guide to the De-Identification of
/// Personal Health Information, 2013; ARX calls the same figures so). The file is taken as the population.
struct Risk {
    std::uint64_t records = 0;
    std::uint64_t classes = 0;
    std::uint64_t k = 0;                ///< size of the smallest class
    std::uint64_t sample_uniques = 0;   ///< classes of one record
    std::uint64_t records_at_risk = 0;  ///< in classes f with 1/f above the threshold
    double prosecutor_max = 0;          ///< 1/k
    double prosecutor_average = 0;      ///< classes / records
    double class_average_risk = 0;      ///< mean of 1/f over classes
};

/// @param threshold of 1/f above which a record is at risk
Risk risk_of(const SizeCounts& sizes, double threshold);

}  // namespace klarsicht::privacy
