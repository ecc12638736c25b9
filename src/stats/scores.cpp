#include "stats/scores.h"

#include <algorithm>
#include <cmath>

#include "base/assert.h"

namespace klarsicht::stats {

namespace {

struct Totals {
    double rows = 0;
    double positives = 0;
    double negatives = 0;
};

Totals totals(const ScoreCurve& curve) {
    Totals sum;
    for (const ScorePoint& point : curve) {
        sum.rows += static_cast<double>(point.rows);
        sum.positives += static_cast<double>(point.positives);
        sum.negatives += static_cast<double>(point.negatives);
    }
    return sum;
}

struct RocPoint {
    double fpr;
    double tpr;
};

/// Corners of the ROC curve from (0, 0) to (1, 1).
std::vector<RocPoint> roc(const ScoreCurve& curve) {
    const Totals all = totals(curve);
    std::vector<RocPoint> points = {{0, 0}};
    double positives = 0;
    double negatives = 0;
    for (auto point = curve.rbegin(); point != curve.rend(); ++point) {
        if (point->positives + point->negatives == 0) { continue; }
        positives += static_cast<double>(point->positives);
        negatives += static_cast<double>(point->negatives);
        points.push_back({negatives / all.negatives, positives / all.positives});
    }
    return points;
}

/// Area between two lines over one stretch, given their distances at its ends; they may cross.
double area_between(double left, double right, double width) {
    if ((left >= 0) == (right >= 0)) { return width * (std::fabs(left) + std::fabs(right)) / 2; }
    return width * (left * left + right * right) / (2 * (std::fabs(left) + std::fabs(right)));
}

}  // namespace

ScoreCurve merge(const ScoreCurve& a, const ScoreCurve& b) {
    const auto ascending = [](const ScoreCurve& curve) {
        return std::ranges::is_sorted(curve, {}, &ScorePoint::score);
    };
    KLARSICHT_ASSERT(ascending(a) && ascending(b));
    ScoreCurve result;
    result.reserve(a.size() + b.size());
    auto left = a.begin();
    auto right = b.begin();
    while (left != a.end() || right != b.end()) {
        if (right == b.end() || (left != a.end() && left->score < right->score)) {
            result.push_back(*left++);
        } else if (left == a.end() || right->score < left->score) {
            result.push_back(*right++);
        } else {
            result.push_back({left->score, left->rows + right->rows, left->positives + right->positives,
                              left->negatives + right->negatives});
            ++left;
            ++right;
        }
    }
    return result;
}

ScoreCurve coarse(const ScoreCurve& curve, std::span<const double> cuts) {
    KLARSICHT_ASSERT(std::ranges::is_sorted(cuts));
    ScoreCurve result;
    std::size_t part = 0;
    bool open = false;
    for (const ScorePoint& point : curve) {
        while (part < cuts.size() && point.score >= cuts[part]) {
            ++part;
            open = false;
        }
        if (!open) {
            result.push_back({.score = point.score});
            open = true;
        }
        result.back().rows += point.rows;
        result.back().positives += point.positives;
        result.back().negatives += point.negatives;
    }
    return result;
}

Interval AucEstimate::ci95() const {
    if (std::isnan(variance)) { return {}; }
    KLARSICHT_ASSERT(auc >= 0 && auc <= 1 && variance >= 0);
    const double half = z95 * std::sqrt(variance);
    return {std::max(0.0, auc - half), std::min(1.0, auc + half)};
}

AucEstimate auc_estimate(const ScoreCurve& curve) {
    const Totals all = totals(curve);
    AucEstimate result;
    result.positives = static_cast<std::uint64_t>(all.positives);
    result.negatives = static_cast<std::uint64_t>(all.negatives);
    if (!(all.positives > 0) || !(all.negatives > 0)) { return result; }
    // Each positive's share of negatives below it, each negative's share of positives above it.
    double below = 0;
    double sum = 0;
    double squares_positive = 0;
    double squares_negative = 0;
    double positives_below = 0;
    for (const ScorePoint& point : curve) {
        const auto p = static_cast<double>(point.positives);
        const auto n = static_cast<double>(point.negatives);
        const double of_positive = (below + n / 2) / all.negatives;
        const double of_negative = (all.positives - positives_below - p / 2) / all.positives;
        sum += p * of_positive;
        squares_positive += p * of_positive * of_positive;
        squares_negative += n * of_negative * of_negative;
        below += n;
        positives_below += p;
    }
    result.auc = sum / all.positives;
    if (all.positives < 2 || all.negatives < 2) { return result; }
    const double spread_positive =
        std::max(0.0, squares_positive - all.positives * result.auc * result.auc) / (all.positives - 1);
    const double spread_negative =
        std::max(0.0, squares_negative - all.negatives * result.auc * result.auc) / (all.negatives - 1);
    result.variance = spread_positive / all.positives + spread_negative / all.negatives;
    return result;
}

double abroca(const ScoreCurve& a, const ScoreCurve& b) {
    const Totals own = totals(a);
    const Totals other = totals(b);
    if (!(own.positives > 0) || !(own.negatives > 0) || !(other.positives > 0) || !(other.negatives > 0)) {
        return undefined;
    }
    const std::vector<RocPoint> left = roc(a);
    const std::vector<RocPoint> right = roc(b);
    // Walks along both curves at once, from one corner of either to the next. A vertical step has no width.
    std::size_t i = 0;
    std::size_t j = 0;
    double at = 0;
    double area = 0;
    const auto height = [](const std::vector<RocPoint>& curve, std::size_t segment, double x) {
        const RocPoint& from = curve[segment];
        const RocPoint& to = curve[segment + 1];
        return to.fpr > from.fpr ? from.tpr + (to.tpr - from.tpr) * (x - from.fpr) / (to.fpr - from.fpr) : to.tpr;
    };
    while (i + 1 < left.size() && j + 1 < right.size()) {
        const double next = std::min(left[i + 1].fpr, right[j + 1].fpr);
        if (next > at) {
            const double start = height(left, i, at) - height(right, j, at);
            const double end = height(left, i, next) - height(right, j, next);
            area += area_between(start, end, next - at);
            at = next;
        }
        const bool left_done = left[i + 1].fpr <= next;
        const bool right_done = right[j + 1].fpr <= next;
        if (left_done) { ++i; }
        if (right_done) { ++j; }
    }
    return area;
}

TestResult kolmogorov_smirnov(const ScoreCurve& a, const ScoreCurve& b) {
    TestResult result;
    const Totals own = totals(a);
    const Totals other = totals(b);
    if (!(own.rows > 0) || !(other.rows > 0)) { return result; }
    double left = 0;
    double right = 0;
    double widest = 0;
    std::size_t i = 0;
    std::size_t j = 0;
    while (i < a.size() && j < b.size()) {
        const double score = std::min(a[i].score, b[j].score);
        if (a[i].score == score) { left += static_cast<double>(a[i++].rows); }
        if (b[j].score == score) { right += static_cast<double>(b[j++].rows); }
        widest = std::max(widest, std::fabs(left / own.rows - right / other.rows));
    }
    result.statistic = widest;
    const double root = std::sqrt(own.rows * other.rows / (own.rows + other.rows));
    const double lambda = (root + 0.12 + 0.11 / root) * widest;
    if (lambda < 0.2) {
        result.p = 1;
        result.log10_p = 0;
        return result;
    }
    // 2 Σ (−1)^(j−1) exp(−2 j² λ²), the first term taken out so that it may be too small for a double.
    double sum = 0;
    for (int k = 1; k <= 100; ++k) {
        const double term = std::exp(-2 * lambda * lambda * (k * k - 1));
        sum += k % 2 == 1 ? term : -term;
        if (term < 1e-17) { break; }
    }
    result.log10_p = std::min(0.0, std::log10(2 * sum) - 2 * lambda * lambda / std::log(10.0));
    result.p = from_log10(result.log10_p);
    return result;
}

ScoreMean score_mean(const ScoreCurve& curve) {
    ScoreMean result;
    double sum = 0;
    for (const ScorePoint& point : curve) {
        result.n += point.rows;
        sum += static_cast<double>(point.rows) * point.score;
    }
    if (result.n == 0) { return result; }
    const auto n = static_cast<double>(result.n);
    result.mean = sum / n;
    if (result.n < 2) { return result; }
    double squares = 0;
    for (const ScorePoint& point : curve) {
        squares += static_cast<double>(point.rows) * (point.score - result.mean) * (point.score - result.mean);
    }
    result.standard_error = std::sqrt(squares / (n - 1) / n);
    return result;
}

std::vector<double> score_cuts(const ScoreCurve& curve, std::size_t parts) {
    const double rows = totals(curve).rows;
    std::vector<double> cuts;
    double below = 0;
    std::size_t part = 1;
    for (const ScorePoint& point : curve) {
        // The cut falls before the score that carries the count past a part's share.
        const double after = below + static_cast<double>(point.rows);
        if (below > 0 && part < parts && below * static_cast<double>(parts) >= rows * static_cast<double>(part)) {
            cuts.push_back(point.score);
            while (part < parts && below * static_cast<double>(parts) >= rows * static_cast<double>(part)) { ++part; }
        }
        below = after;
    }
    return cuts;
}

std::vector<CalibrationBin> calibration(const ScoreCurve& curve, std::span<const double> cuts) {
    std::vector<CalibrationBin> bins(cuts.size() + 1);
    std::vector<double> sums(bins.size(), 0);
    for (std::size_t i = 0; i < cuts.size(); ++i) { bins[i + 1].from = cuts[i]; }
    std::size_t bin = 0;
    for (const ScorePoint& point : curve) {
        while (bin < cuts.size() && point.score >= cuts[bin]) { ++bin; }
        const std::uint64_t known = point.positives + point.negatives;
        bins[bin].happened.k += point.positives;
        bins[bin].happened.n += known;
        sums[bin] += static_cast<double>(known) * point.score;
    }
    for (std::size_t i = 0; i < bins.size(); ++i) {
        if (bins[i].happened.n > 0) { bins[i].mean_score = sums[i] / static_cast<double>(bins[i].happened.n); }
    }
    return bins;
}

double expected_calibration_error(std::span<const CalibrationBin> bins) {
    double error = 0;
    double n = 0;
    for (const CalibrationBin& bin : bins) {
        if (bin.happened.n == 0) { continue; }
        const auto size = static_cast<double>(bin.happened.n);
        error += size * std::fabs(bin.mean_score - bin.happened.value());
        n += size;
    }
    return n > 0 ? error / n : undefined;
}

double brier_score(const ScoreCurve& curve) {
    double sum = 0;
    double n = 0;
    for (const ScorePoint& point : curve) {
        const auto p = static_cast<double>(point.positives);
        const auto q = static_cast<double>(point.negatives);
        sum += p * (1 - point.score) * (1 - point.score) + q * point.score * point.score;
        n += p + q;
    }
    return n > 0 ? sum / n : undefined;
}

std::vector<AtThreshold> at_thresholds(const ScoreCurve& curve, std::span<const double> thresholds) {
    std::vector<AtThreshold> result(thresholds.size());
    AtThreshold above;
    auto point = curve.rbegin();
    for (std::size_t t = thresholds.size(); t > 0; --t) {
        for (; point != curve.rend() && point->score >= thresholds[t - 1]; ++point) {
            above.selected += point->rows;
            above.selected_positives += point->positives;
            above.selected_negatives += point->negatives;
        }
        result[t - 1] = above;
    }
    return result;
}

}  // namespace klarsicht::stats
