#pragma once
#include <vector>

namespace klarsicht {

/// 1, 2 or 5 × 10^exponent, kept apart so that multiples are exact decimals (0.3, not 0.30000000000000004).
struct RoundWidth {
    double mantissa = 1;
    int exponent = 0;

    double times(double k) const;
    /// The next larger one.
    void next();
};

/// The smallest that is no smaller than `width`. @param width above 0
RoundWidth round_width_from(double width);

/// Edges between groups of numbers as people would draw them, a few hundredths away at most and less where they lie
/// close together, so that the number of one person is not one of them. @param edges ascending, finite @param whole
/// whole numbers
/// @return ascending; as many, or fewer where two become one
std::vector<double> round_edges(const std::vector<double>& edges, bool whole);

}  // namespace klarsicht
