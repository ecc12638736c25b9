#pragma once
#include <cstdint>
#include <string_view>
#include <vector>

#include "audit/context.h"

namespace klarsicht::quality {

/// One value written in two ways.
struct Variant {
    /// How one tells: `letters` (capitals, blanks, hyphens, accents: certain), `typo` (a letter, and rare beside the
    /// other), `initials` (CC for Credit Card), `swapped` (two letters, against another column).
    std::string_view how;
    std::size_t column;
    std::uint32_t code;        ///< the rarer spelling
    std::size_t other_column;  ///< the same column, but for `swapped`
    std::uint32_t other;       ///< the more frequent spelling
};

/// Values of category columns that are probably one value, column by column. Names of people, numbers and free text are
/// left alone, and so are two words that both are known (Gambia, Zambia).
std::vector<Variant> spelling_variants(const AuditContext& context);

}  // namespace klarsicht::quality
