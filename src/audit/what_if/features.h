#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "audit/context.h"
#include "stats/shallow_tree.h"

namespace klarsicht::what_if {

/// A column in which people can be changed or alike, as groups that may be told: values, or numbers between round
/// edges.
struct Feature {
    std::size_t column = 0;
    std::vector<std::string> labels;         ///< [bins] as groups are labelled; "" where the value may not be told
    bool binned = false;                     ///< the labels are of bins
    bool ordered = false;                    ///< bins ascend
    std::vector<std::uint32_t> bin_of_code;  ///< [codes] `labels.size()` for missing and invalid cells
    std::uint32_t bins() const { return static_cast<std::uint32_t>(labels.size()); }
};

/// What may have led to a decision: no names, no days, nothing of which every row has its own, and no values that
/// may not be told.
std::vector<Feature> features_of(const AuditContext& context);

/// The same by row, for a tree.
stats::BinnedColumn by_row(const AuditContext& context, const Feature& feature, const std::vector<std::uint32_t>& rows);

}  // namespace klarsicht::what_if
