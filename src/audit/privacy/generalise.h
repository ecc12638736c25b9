#pragma once
#include <optional>
#include <string_view>

#include "audit/context.h"
#include "audit/equivalence_classes.h"

namespace klarsicht::privacy {

/// A coarser way to write a column that keeps most of its use.
struct Coarser {
    std::string_view step;  ///< `year`, `ten_years`, `two_digits`, `region`, `drop`: texts `privacy.step.<step>`
    ValueIds ids;
};

/// The next coarser form of a quasi-identifier: the year of a date, ten-year bands of an age, two digits of a postal
/// code. Without one that is known, the column is left out. Nothing for columns of two or three values, which hardly
/// tell people apart.
std::optional<Coarser> coarser(const AuditContext& context, std::size_t column);

}  // namespace klarsicht::privacy
