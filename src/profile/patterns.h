#pragma once
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "table/column.h"
#include "table/interpretation.h"

namespace klarsicht {

/// How values are written, without what they say: `AB-1234` is `AA-9999`, `Bonn` is `Aaaa`.
struct Pattern {
    std::string shape;
    std::uint64_t rows = 0;
};

/// Capitals as A, other letters as a, digits as 9, all else as it is; of more than four of a kind one with a plus:
/// `a+`. What is long ends with an ellipsis.
std::string shape_of(std::string_view text);

/// The shapes of the cells that are not missing, most rows first, ties by first appearance: at most `most` of them,
/// none of fewer than `least_rows` rows. Of a column with thousands of shapes those that come late are left out.
std::vector<Pattern> patterns_of(const Column& column, const Interpretation& interpretation, std::size_t most,
                                 std::uint64_t least_rows);

}  // namespace klarsicht
