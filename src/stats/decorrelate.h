#pragma once
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace klarsicht::stats {

/// Takes out of a column what is linear in others: x − α (S − mean S) β, β by least squares
/// (fairlearn.preprocessing.CorrelationRemover).
/// @param s [columns][rows] what must not show; columns that are linear in the ones before them are passed over
/// @param x [rows] @param alpha 0 leaves x as it is, 1 takes all out
/// @return [rows]
std::vector<double> decorrelated(std::span<const std::vector<double>> s, std::span<const double> x, double alpha);

/// Coefficients of least squares of x on 1, s and d together, those of d (Frisch, Waugh and Lovell: d and x without
/// what is linear in s). @param s [columns][rows] @param d [columns][rows] @param x [rows]
/// @return [columns of d]; undefined for one that is linear in s and the ones before it
std::vector<double> coefficients(std::span<const std::vector<double>> s, std::span<const std::vector<double>> d,
                                 std::span<const double> x);

/// Moves each group's distribution to the common one: every value becomes the median, over the groups, of the value at
/// its rank in them (M. Feldman et al., KDD 2015, "disparate impact remover"). Ranks of equal values are their middle.
/// @param group [rows] 0 … groups−1, others keep their value @param level 0 leaves x as it is, 1 repairs fully
std::vector<double> repaired(std::span<const double> x, std::span<const std::uint32_t> group, std::size_t groups,
                             double level);

}  // namespace klarsicht::stats
