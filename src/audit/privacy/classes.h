#pragma once
#include <cstdint>
#include <map>
#include <vector>

#include "table/column.h"
#include "table/interpretation.h"

namespace klarsicht::privacy {

/// What a column tells about each row, for telling rows apart: one number per distinct value. Spellings of one number or date are one value;
/// missing is a value of its own.
struct ValueIds {
    std::vector<std::uint32_t> of_code;  ///< [codes]
    std::uint32_t count = 0;
};

ValueIds value_ids(const Column& column, const Interpretation& interpretation);

/// Rows divided into equivalence classes: records with identical values in all quasi-identifiers.
class Classes {
public:
    /// All rows in one class.
    explicit Classes(std::uint64_t rows);

    /// Divides every class by the column's values.
    void refine(const Column& column, const ValueIds& ids);

    std::uint64_t rows() const { return class_of_.size(); }
    std::uint32_t count() const { return static_cast<std::uint32_t>(sizes_.size()); }
    const std::vector<std::uint32_t>& of_row() const { return class_of_; }  ///< [rows]
    const std::vector<std::uint32_t>& sizes() const { return sizes_; }      ///< [classes] rows

private:
    std::vector<std::uint32_t> class_of_;
    std::vector<std::uint32_t> sizes_;
};

/// How many classes there are of each size, ascending.
using SizeCounts = std::map<std::uint64_t, std::uint64_t>;
SizeCounts count_sizes(const std::vector<std::uint32_t>& sizes);

/// Risk of being recognised by somebody who knows the quasi-identifiers (El Emam, Guide to the De-Identification of Personal Health
/// Information, 2013; ARX calls the same figures so). The file is taken as the population.
struct Risk {
    std::uint64_t records = 0;
    std::uint64_t classes = 0;
    std::uint64_t k = 0;               ///< size of the smallest class
    std::uint64_t sample_uniques = 0;  ///< classes of one record
    std::uint64_t records_at_risk = 0; ///< in classes f with 1/f above the threshold
    double prosecutor_max = 0;         ///< 1/k
    double prosecutor_average = 0;     ///< classes / records
    double class_average_risk = 0;     ///< mean of 1/f over classes
};

/// @param threshold of 1/f above which a record is at risk
Risk risk_of(const SizeCounts& sizes, double threshold);

}  // namespace klarsicht::privacy
