#pragma once
#include <cstdint>
#include <vector>

#include "audit/bias/checks/arms.h"
#include "audit/outcome.h"
#include "stats/welch.h"

namespace klarsicht::bias {

/// What the people of an arm, or of a group in it, came to by one amount.
struct ArmMean {
    bool hidden = false;
    stats::Mean all;
    stats::Mean capped;  ///< with the highest hundredth of everybody's amounts (but 0) cut down to where it begins
    double median = stats::undefined;
    double skewness = stats::undefined;
    double share_of_top = stats::undefined;  ///< of the sum, what the highest hundredth of these people have

    /// Too few for their mean to be compared as a mean: 355 · skewness² (R. Kohavi et al. 2014, KDD, "Seven Rules of
    /// Thumb for Web Site Experimenters", rule 7).
    bool heavy_tailed() const;
};

struct MeanVersus {
    ArmPair pair;
    stats::MeanDifference gap;
    stats::MeanDifference capped;
    double log10_p_holm = stats::undefined;

    /// As corrections count it: one in which nothing varies was a comparison all the same.
    double as_compared() const;
};

/// One amount (what somebody spent, how often they came) in every arm.
struct MeanEffect {
    std::size_t amount = 0;
    std::vector<ArmMean> arms;
    std::vector<MeanVersus> pairs;  ///< of arms that may be told of
    std::uint64_t left_out = 0;     ///< rows without a known arm or amount
};

/// Columns of numbers that say what came of the treatment: outcomes that are amounts, and by their names or their place
/// beside what happened others. Not what was known before it.
std::vector<std::size_t> result_amounts(const AuditContext& context, const Arms& arms);

std::vector<MeanEffect> mean_effects(const AuditContext& context, const Arms& arms);

Outcome mean_finding(const CheckInfo& info, const AuditContext& context, const Arms& arms, const MeanEffect& effect,
                     double log10_alpha);

/// What the treatment did to the means of each group: one finding a protected column and amount.
void add_mean_effects_by_group(const CheckInfo& info, const AuditContext& context, const Campaign& campaign,
                               std::vector<Outcome>& outcomes);

}  // namespace klarsicht::bias
