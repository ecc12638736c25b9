#pragma once
#include <cstdint>
#include <map>
#include <vector>

#include "audit/equivalence_classes.h"

namespace klarsicht::privacy {

/// What classes of rows give away about a sensitive value, q being a value's share in a class and p its share in the
/// whole table. NaN: undefined.
struct Disclosure {
    double alpha = 0;              ///< (α,k)-anonymity: largest q (Wong et al. 2006)
    std::uint64_t l_distinct = 0;  ///< fewest different values in a class (Machanavajjhala et al. 2007)
    double l_entropy = 0;          ///< exp of the smallest entropy of a class
    std::map<std::uint64_t, double>
        recursive_c;  ///< by l: largest r1/(rl+…+rm), counts descending; infinite where a class has fewer than l values
    double t_equal = 0;     ///< t-closeness, equal distance: largest ½Σ|q−p| (Li et al. 2007)
    double t_ordered = 0;   ///< ordered distance over the sorted values: largest Σ|cumulated q−p|/(m−1); NaN unless the
                            ///< values are numbers
    double beta_basic = 0;  ///< largest D = (q−p)/p (Cao & Karras 2012)
    double beta_enhanced = 0;            ///< smallest β with D ≤ min(β, −ln p) everywhere; NaN if none exists
    double beta_enhanced_pycanon = 0;    ///< min of the largest D and the largest −ln p
    double delta_disclosure = 0;         ///< largest |ln(q/p)| over the values present (Brickell & Shmatikov 2008)
    double delta_disclosure_strict = 0;  ///< NaN (infinite) where a value is absent from a class
    std::uint64_t values = 0;
    std::uint64_t homogeneous_classes = 0;
    std::uint64_t homogeneous_records = 0;
    std::uint64_t records_learned = 0;        ///< in classes of one value that fewer than half of all rows have
    std::uint64_t records_learned_alone = 0;  ///< of these, in classes of one record
};

/// @param values of the sensitive column
/// @param rank order of the values for t_ordered, by value id; empty if they have none
Disclosure disclosure_of(const EquivalenceClasses& classes, const RowValues& values,
                         const std::vector<std::uint32_t>& rank);

}  // namespace klarsicht::privacy
