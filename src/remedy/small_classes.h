#pragma once
#include <cstdint>
#include <optional>
#include <vector>

#include "audit/equivalence_classes.h"

namespace klarsicht::remedy {

struct SmallRows {
    std::vector<std::uint8_t> rows;  ///< [rows] 1: in a class of fewer than k
    std::uint64_t count = 0;
};

/// Rows of classes that are smaller than k: in people where these are given, else in rows.
SmallRows rows_of_small_classes(const privacy::EquivalenceClasses& classes,
                                const std::optional<privacy::RowValues>& people, std::uint64_t k);

}  // namespace klarsicht::remedy
