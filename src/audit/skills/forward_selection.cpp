#include "audit/skills/forward_selection.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "base/splitmix.h"

namespace klarsicht::skills {

namespace {

constexpr std::size_t most_cells = std::size_t{1} << 20;
/// Rows that a cell's rate is thought to have seen at its parent's rate before its own are counted.
constexpr double prior_rows = 2;

/// Which half a row belongs to: fixed, but unrelated to any order of the rows.
unsigned half_of(std::size_t row) { return static_cast<unsigned>(mixed_bits(row + golden_step) & 1u); }

/// Rows divided into cells by the features chosen so far, and the rate learned for each row from the other half.
struct Partition {
    std::vector<std::uint32_t> cell;  ///< [rows]
    std::size_t cells = 1;
    std::vector<double> rate;  ///< [rows]
};

double loss(std::uint8_t target, double rate) { return target != 0 ? -std::log(rate) : -std::log1p(-rate); }

class Search {
public:
    Search(std::span<const std::uint8_t> target, std::span<const Feature> features)
        : target_(target), features_(features), half_(target.size()) {
        std::array<double, 2> rows{};
        std::array<double, 2> positives{};
        for (std::size_t row = 0; row < target.size(); ++row) {
            half_[row] = static_cast<std::uint8_t>(half_of(row));
            rows[half_[row]] += 1;
            positives[half_[row]] += target[row];
        }
        partition_.cell.assign(target.size(), 0);
        partition_.rate.resize(target.size());
        for (std::size_t row = 0; row < target.size(); ++row) {
            const unsigned other = 1u - half_[row];
            partition_.rate[row] = (positives[other] + 0.5) / (rows[other] + 1);
            blind_ += loss(target[row], partition_.rate[row]);
        }
        start_ = partition_.rate;
    }

    double blind() const { return blind_; }

    /// Share explained when the feature is added; NaN where the cells would be too many.
    double try_feature(std::size_t feature) {
        if (!count(feature)) { return stats::undefined; }
        double sum = 0;
        for (std::size_t row = 0; row < target_.size(); ++row) { sum += loss(target_[row], rate_of(feature, row)); }
        return 1 - sum / blind_;
    }

    void take(std::size_t feature) {
        if (!count(feature)) { return; }
        const Feature& added = features_[feature];
        std::vector<std::uint32_t> number(partition_.cells * (added.bins + 1), 0xFFFFFFFFu);
        std::uint32_t next = 0;
        for (std::size_t row = 0; row < target_.size(); ++row) {
            partition_.rate[row] = rate_of(feature, row);
            std::uint32_t& cell = number[cell_of(feature, row)];
            if (cell == 0xFFFFFFFFu) { cell = next++; }
            partition_.cell[row] = cell;
        }
        partition_.cells = next;
    }

    /// Interval of the share explained, from the rows' own gains (ratio estimator, W. G. Cochran, Sampling Techniques,
    /// ch. 6).
    stats::Interval interval(double share) const {
        double squares = 0;
        for (std::size_t row = 0; row < target_.size(); ++row) {
            const double before = loss(target_[row], start_[row]);
            const double deviation = before - loss(target_[row], partition_.rate[row]) - share * before;
            squares += deviation * deviation;
        }
        const double reach = stats::z95 * std::sqrt(squares) / blind_;
        return {share - reach, std::min(1.0, share + reach)};
    }

private:
    std::size_t cell_of(std::size_t feature, std::size_t row) const {
        return partition_.cell[row] * (features_[feature].bins + 1) + features_[feature].bin[row];
    }

    bool count(std::size_t feature) {
        const std::size_t cells = partition_.cells * (features_[feature].bins + 1);
        if (cells > most_cells) { return false; }
        counts_.assign(cells * 2, {});
        for (std::size_t row = 0; row < target_.size(); ++row) {
            std::array<std::uint32_t, 2>& seen = counts_[cell_of(feature, row) * 2 + half_[row]];
            ++seen[0];
            seen[1] += target_[row];
        }
        return true;
    }

    double rate_of(std::size_t feature, std::size_t row) const {
        const std::array<std::uint32_t, 2>& seen = counts_[cell_of(feature, row) * 2 + (1u - half_[row])];
        return (seen[1] + prior_rows * partition_.rate[row]) / (seen[0] + prior_rows);
    }

    std::span<const std::uint8_t> target_;
    std::span<const Feature> features_;
    std::vector<std::uint8_t> half_;
    Partition partition_;
    std::vector<double> start_;
    std::vector<std::array<std::uint32_t, 2>> counts_;  ///< [cells × halves] rows, positives
    double blind_ = 0;
};

}  // namespace

ForwardSelection select_forward(std::span<const std::uint8_t> target, std::span<const Feature> features,
                                std::size_t most, double least_gain) {
    ForwardSelection selection;
    Search search(target, features);
    selection.alone.assign(features.size(), stats::undefined);
    double reached = 0;
    std::vector<bool> taken(features.size(), false);
    while (selection.steps.size() < most && search.blind() > 0) {
        std::size_t best = features.size();
        double best_share = reached + least_gain;
        for (std::size_t f = 0; f < features.size(); ++f) {
            if (taken[f]) { continue; }
            const double share = search.try_feature(f);
            if (selection.steps.empty()) { selection.alone[f] = share; }
            if (share > best_share) {
                best = f;
                best_share = share;
            }
        }
        if (best == features.size()) { break; }
        taken[best] = true;
        search.take(best);
        reached = best_share;
        selection.steps.push_back({best, reached});
    }
    if (!selection.steps.empty()) { selection.ci95 = search.interval(reached); }
    return selection;
}

}  // namespace klarsicht::skills
