#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "audit/context.h"
#include "base/error.h"

namespace klarsicht {

/// Rows divided into groups by one column or by several crossed ones.
struct Grouping {
    std::vector<std::size_t> columns;
    std::vector<std::string> labels;         ///< [groups], values joined by " & "
    std::vector<std::uint32_t> group;        ///< [rows], `none` where a column is missing or invalid
    std::vector<std::uint64_t> sizes;        ///< [groups] rows
    std::optional<std::uint32_t> favoured;   ///< the plan's favoured group, else the largest; empty if the named one does not occur
    std::uint64_t left_out = 0;              ///< rows in no group
    static constexpr std::uint32_t none = 0xFFFFFFFFu;
};

/// Groups of rows by the columns' values, or by the plan's bins (`<25`, `25-59`, `>=60`). Groups appear in the order of first appearance
/// for values, ascending for bins; only groups that occur are listed.
Grouping group_rows(const AuditContext& context, const std::vector<std::size_t>& columns);

/// Per code of a decision or outcome column: 1 positive, 0 negative, 2 missing or invalid.
std::vector<std::uint8_t> positive_codes(const AuditContext& context, std::size_t column);

}  // namespace klarsicht
