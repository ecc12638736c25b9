#include "stats/ranking.h"

namespace klarsicht::stats {

double auc(std::span<const ScoreCount> ascending) {
    double positives = 0;
    double negatives = 0;
    double wins = 0;
    for (const ScoreCount& count : ascending) {
        const auto p = static_cast<double>(count.positives);
        const auto n = static_cast<double>(count.negatives);
        wins += p * (negatives + n / 2);
        positives += p;
        negatives += n;
    }
    return positives > 0 && negatives > 0 ? wins / (positives * negatives) : undefined;
}

}  // namespace klarsicht::stats
