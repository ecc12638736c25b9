#pragma once
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "stats/confusion.h"
#include "stats/tests.h"

namespace klarsicht {

struct AuditContext;

/// What the comparison of a group with the favoured one says. `name_of` gives the names used in reports.
enum class GapVerdict : std::uint8_t {
    disparity_large,  ///< more than chance, and the whole interval of the ratio lies beyond the four-fifths limit
    disparity,        ///< more than chance
    negligible,       ///< more than chance, but the whole interval of the ratio is close to 1
    no_evidence,      ///< not more than chance, although a gap that matters would have shown
    too_few,          ///< not more than chance, but a gap that matters could have stayed hidden
};
std::string_view name_of(GapVerdict verdict);

/// A group's rate of selection held against the favoured group's.
struct Gap {
    std::size_t subject = 0;
    std::size_t group = 0;
    stats::Fraction own{0, 0};
    stats::Fraction favoured{0, 0};
    double difference = stats::undefined;
    stats::Interval difference_ci95;
    double ratio = stats::undefined;
    stats::Interval ratio_ci95;    ///< Katz; undefined where somebody's count is 0
    stats::Interval ratio_bounds;  ///< what the verdict uses: Katz, or Walter's where Katz is undefined
    double independent = 1;        ///< share of the rows that count as evidence
    stats::TestResult z;
    double log10_p_exact = stats::undefined;  ///< Fisher; only where the smallest expected count is below 5
    double log10_p_holm = stats::undefined;
    double log10_p_bh = stats::undefined;
    double detectable =
        stats::undefined;  ///< smallest gap that would have shown with 80 % probability, after correction
    GapVerdict verdict = GapVerdict::too_few;

    /// The probability that counts as evidence.
    double log10_p() const;
    bool less() const { return difference < 0; }
};

/// @param independent share of the rows that count as evidence: where people have several rows, people, not rows, are
/// independent (people per row is the least that can be, all rows of a person alike)
Gap compare_rates(const stats::Fraction& own, const stats::Fraction& favoured, double independent = 1);

/// Limits of the verdict.
struct GapLimits {
    double ratio;             ///< bias.selection_rate.ratio: 0.8
    double negligible_ratio;  ///< bias.group_gaps.negligible_ratio: 0.95
    double alpha;             ///< bias.group_gaps.alpha
    double power;             ///< bias.group_gaps.power
};
/// @param alpha name of the limit that says what counts as chance
GapLimits gap_limits(const AuditContext& context, std::string_view alpha = "bias.group_gaps.alpha");

/// Corrects for all comparisons made together (Holm decides, Benjamini–Hochberg is told as well) and judges each.
/// @param beside log10 p of comparisons of another kind (means) that were made with them @return these, corrected too
std::vector<double> judge_gaps(std::span<Gap> all, const GapLimits& limits, std::span<const double> beside = {});

}  // namespace klarsicht
