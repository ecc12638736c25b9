#include "audit/rate_gap.h"

#include <algorithm>
#include <cmath>

#include "audit/context.h"
#include "base/whole_number.h"

namespace klarsicht {

namespace {

/// Below this expected count the normal approximation is left for Fisher's exact test (W. G. Cochran 1954).
constexpr double least_expected = 5;

std::uint64_t evidence_of(std::uint64_t rows, const Gap& gap) {
    return std::max<std::uint64_t>(
        1, whole_number<std::uint64_t>(std::round(static_cast<double>(rows) * gap.independent)));
}

GapVerdict verdict_of(const Gap& gap, const GapLimits& limits) {
    // One of one against none of a hundred passes the test, and is still one person.
    if (std::min(gap.own.n, gap.favoured.n) < least_people_shown) { return GapVerdict::too_few; }
    if (gap.log10_p_holm < std::log10(limits.alpha)) {
        const bool large = gap.ratio_bounds.high < limits.ratio || gap.ratio_bounds.low > 1 / limits.ratio;
        const bool negligible =
            gap.ratio_bounds.low > limits.negligible_ratio && gap.ratio_bounds.high < 1 / limits.negligible_ratio;
        return large ? GapVerdict::disparity_large : negligible ? GapVerdict::negligible : GapVerdict::disparity;
    }
    // The gap that matters: the favoured rate times what the four-fifths limit leaves.
    const double matters = gap.favoured.value() * (1 - limits.ratio);
    return gap.detectable <= matters ? GapVerdict::no_evidence : GapVerdict::too_few;
}

}  // namespace

std::string_view name_of(GapVerdict verdict) {
    switch (verdict) {
        case GapVerdict::disparity_large:
            return "disparity_large";
        case GapVerdict::disparity:
            return "disparity";
        case GapVerdict::negligible:
            return "negligible";
        case GapVerdict::no_evidence:
            return "no_evidence";
        case GapVerdict::too_few:
            break;
    }
    return "too_few";
}

double Gap::log10_p() const { return std::isnan(log10_p_exact) ? z.log10_p : log10_p_exact; }

Gap compare_rates(const stats::Fraction& own, const stats::Fraction& favoured, double independent) {
    Gap gap;
    gap.own = own;
    gap.favoured = favoured;
    gap.independent = independent;
    if (own.n == 0 || favoured.n == 0) { return gap; }
    gap.difference = own.value() - favoured.value();
    gap.difference_ci95 = stats::newcombe_difference(own.k, own.n, favoured.k, favoured.n);
    if (favoured.k > 0) { gap.ratio = own.value() / favoured.value(); }
    gap.ratio_ci95 = stats::katz_ratio(own.k, own.n, favoured.k, favoured.n);
    gap.ratio_bounds =
        std::isnan(gap.ratio_ci95.low) ? stats::walter_ratio(own.k, own.n, favoured.k, favoured.n) : gap.ratio_ci95;
    gap.z = stats::two_proportion_z(own.k, own.n, favoured.k, favoured.n);
    if (independent < 1 && !std::isnan(gap.z.statistic)) {
        gap.z.statistic *= std::sqrt(independent);
        gap.z.log10_p = stats::chi_squared_log10_p(gap.z.statistic * gap.z.statistic, 1);
        gap.z.p = stats::from_log10(gap.z.log10_p);
        return gap;
    }
    if (!std::isnan(gap.z.statistic) &&
        stats::smallest_expected(own.k, own.n, favoured.k, favoured.n) < least_expected) {
        gap.log10_p_exact = stats::fisher_exact(own.k, own.n, favoured.k, favoured.n).log10_p;
    }
    return gap;
}

GapLimits gap_limits(const AuditContext& context, std::string_view alpha) {
    return {.ratio = context.limit("bias.selection_rate.ratio"),
            .negligible_ratio = context.limit("bias.group_gaps.negligible_ratio"),
            .alpha = context.limit(alpha),
            .power = context.limit("bias.group_gaps.power")};
}

std::vector<double> judge_gaps(std::span<Gap> all, const GapLimits& limits, std::span<const double> beside) {
    std::vector<double> evidence;
    for (const Gap& gap : all) { evidence.push_back(stats::as_compared(gap.log10_p(), gap.own.n, gap.favoured.n)); }
    evidence.insert(evidence.end(), beside.begin(), beside.end());
    const std::vector<double> holm = stats::holm_log10(evidence);
    const std::vector<double> bh = stats::benjamini_hochberg_log10(evidence);
    const auto comparisons =
        static_cast<double>(std::ranges::count_if(evidence, [](double p) { return !std::isnan(p); }));
    for (std::size_t i = 0; i < all.size(); ++i) {
        Gap& gap = all[i];
        gap.log10_p_holm = holm[i];
        gap.log10_p_bh = bh[i];
        const std::uint64_t n = gap.own.n + gap.favoured.n;
        if (gap.own.n > 0 && gap.favoured.n > 0) {
            // A rate of exactly 0 or 1 in a sample is not one without spread.
            const double floor = 0.5 / static_cast<double>(n);
            const double pooled = std::clamp(stats::rate(gap.own.k + gap.favoured.k, n), floor, 1 - floor);
            gap.detectable = stats::minimum_detectable_difference(
                pooled, evidence_of(gap.own.n, gap), evidence_of(gap.favoured.n, gap),
                limits.alpha / std::max(1.0, comparisons), limits.power);
        }
        gap.verdict = verdict_of(gap, limits);
    }
    return {holm.begin() + static_cast<std::ptrdiff_t>(all.size()), holm.end()};
}

}  // namespace klarsicht
