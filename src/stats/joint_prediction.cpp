#include "stats/joint_prediction.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <vector>

#include "base/sort_doubles.h"
#include "stats/scores.h"

namespace klarsicht::stats {

namespace {

/// A group of fewer rows, or the rest of everybody, teaches nothing.
constexpr std::size_t least_rows = 40;
/// Logarithms are rounded to this part of 1, so that the last digit of a library's log decides no tie.
constexpr double scale = 1 << 20;

/// What each bin of a column says for the group, as a rounded logarithm of odds.
std::vector<std::int64_t> odds(const std::vector<std::uint32_t>& bins, std::uint32_t size,
                               const std::vector<std::uint8_t>& belongs, const std::vector<std::uint8_t>& half,
                               std::uint8_t learn) {
    std::vector<double> own(size, 1);
    std::vector<double> rest(size, 1);
    double own_sum = size;
    double rest_sum = size;
    for (std::size_t row = 0; row < bins.size(); ++row) {
        if (half[row] != learn || bins[row] >= size) { continue; }
        if (belongs[row] != 0) {
            ++own[bins[row]];
            ++own_sum;
        } else {
            ++rest[bins[row]];
            ++rest_sum;
        }
    }
    std::vector<std::int64_t> result(size);
    for (std::size_t b = 0; b < size; ++b) {
        result[b] = std::llround(scale * std::log(own[b] / own_sum / (rest[b] / rest_sum)));
    }
    return result;
}

/// @param rows which row each score is of
AucEstimate auc_of(const std::vector<std::int64_t>& scores, const std::vector<std::size_t>& rows,
                   const std::vector<std::uint8_t>& belongs) {
    if (scores.empty()) { return auc_estimate({}); }
    // Twice what a score is above the least, and 1 for who belongs: small numbers are sorted in few passes.
    const std::int64_t least = std::ranges::min(scores);
    std::vector<std::uint64_t> keys(scores.size());
    for (std::size_t i = 0; i < scores.size(); ++i) {
        keys[i] = static_cast<std::uint64_t>(scores[i] - least) * 2 + belongs[rows[i]];
    }
    radix_sort(keys, [](std::uint64_t key) { return key; });
    ScoreCurve curve;
    std::uint64_t last = 0;
    for (const std::uint64_t key : keys) {
        const std::uint64_t above = key / 2;
        if (curve.empty() || above != last) { curve.push_back({.score = static_cast<double>(above)}); }
        last = above;
        ++curve.back().rows;
        ++(key % 2 != 0 ? curve.back().positives : curve.back().negatives);
    }
    return auc_estimate(curve);
}

}  // namespace

JointPrediction predict_jointly(const std::vector<std::vector<std::uint32_t>>& bins,
                                const std::vector<std::uint32_t>& sizes, const std::vector<std::uint32_t>& group,
                                std::size_t groups) {
    JointPrediction result;
    result.auc_without.assign(bins.size(), undefined);
    std::vector<std::size_t> rows_of(groups, 0);
    std::vector<std::uint8_t> half(group.size(), 2);
    for (std::size_t row = 0; row < group.size(); ++row) {
        if (group[row] >= groups) { continue; }
        // Every group's rows alternate, so that both halves hold the same of each.
        half[row] = static_cast<std::uint8_t>(rows_of[group[row]]++ % 2);
        ++result.rows;
    }
    double weight = 0;
    double sum = 0;
    double variance = 0;
    std::vector<double> sum_without(bins.size(), 0);
    for (std::uint32_t g = 0; g < groups; ++g) {
        if (rows_of[g] < least_rows || result.rows - rows_of[g] < least_rows) { continue; }
        // Two groups are each other's rest: once is enough.
        if (result.groups == 1 && groups == 2) { break; }
        ++result.groups;
        std::vector<std::uint8_t> belongs(group.size());
        for (std::size_t row = 0; row < group.size(); ++row) { belongs[row] = group[row] == g ? 1 : 0; }
        const auto size = static_cast<double>(rows_of[g]);
        weight += size;
        for (const std::uint8_t learn : {std::uint8_t{0}, std::uint8_t{1}}) {
            std::vector<std::vector<std::int64_t>> says;
            for (std::size_t c = 0; c < bins.size(); ++c) {
                says.push_back(odds(bins[c], sizes[c], belongs, half, learn));
            }
            std::vector<std::size_t> test_rows;
            std::vector<std::int64_t> total;
            for (std::size_t row = 0; row < group.size(); ++row) {
                if (half[row] != 1 - learn) { continue; }
                std::int64_t score = 0;
                for (std::size_t c = 0; c < bins.size(); ++c) {
                    score += bins[c][row] < sizes[c] ? says[c][bins[c][row]] : 0;
                }
                test_rows.push_back(row);
                total.push_back(score);
            }
            const auto auc_without = [&](std::size_t left_out) {
                std::vector<std::int64_t> scores;
                scores.reserve(test_rows.size());
                for (std::size_t i = 0; i < test_rows.size(); ++i) {
                    const std::size_t row = test_rows[i];
                    const std::int64_t part = left_out < bins.size() && bins[left_out][row] < sizes[left_out]
                                                  ? says[left_out][bins[left_out][row]]
                                                  : 0;
                    scores.push_back(total[i] - part);
                }
                return auc_of(scores, test_rows, belongs);
            };
            const AucEstimate all = auc_without(bins.size());
            sum += size * all.auc / 2;
            variance += size * size * all.variance / 4;
            for (std::size_t c = 0; c < bins.size(); ++c) { sum_without[c] += size * auc_without(c).auc / 2; }
        }
    }
    if (!(weight > 0)) { return result; }
    result.auc = sum / weight;
    const double error = z95 * std::sqrt(variance) / weight;
    result.auc_ci95 = {std::max(0.0, result.auc - error), std::min(1.0, result.auc + error)};
    for (std::size_t c = 0; c < bins.size(); ++c) { result.auc_without[c] = sum_without[c] / weight; }
    return result;
}

}  // namespace klarsicht::stats
