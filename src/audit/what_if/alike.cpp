#include "audit/what_if/alike.h"

#include <algorithm>
#include <utility>

namespace klarsicht::what_if {

namespace {

/// [bins + 1] of a column from one bin.
std::vector<float> distances_from(const stats::BinnedColumn& column, std::uint32_t bin) {
    std::vector<float> far(column.bins + 1, 1);
    if (bin >= column.bins) { return far; }
    for (std::uint32_t other = 0; other < column.bins; ++other) {
        const auto apart = static_cast<float>(other > bin ? other - bin : bin - other);
        far[other] = column.ordered ? apart / static_cast<float>(column.bins - 1) : apart > 0 ? 1.0F : 0.0F;
    }
    return far;
}

}  // namespace

AlikeRows most_alike(const std::vector<stats::BinnedColumn>& columns, const std::vector<std::uint32_t>& bins,
                     std::size_t left_out, std::size_t wanted, const std::function<bool(std::uint32_t)>& takes) {
    AlikeRows alike;
    if (columns.empty()) { return alike; }
    std::vector<float> sum(columns.front().bin.size(), 0);
    std::size_t counted = 0;
    for (std::size_t c = 0; c < columns.size(); ++c) {
        if (c == left_out) { continue; }
        ++counted;
        const std::vector<float> far = distances_from(columns[c], bins[c]);
        for (std::size_t row = 0; row < sum.size(); ++row) { sum[row] += far[columns[c].bin[row]]; }
    }
    std::vector<std::pair<float, std::uint32_t>> all;
    for (std::uint32_t row = 0; row < sum.size(); ++row) {
        if (takes(row)) { all.emplace_back(sum[row], row); }
    }
    const std::size_t kept = std::min(wanted, all.size());
    std::ranges::partial_sort(all, all.begin() + static_cast<std::ptrdiff_t>(kept));
    for (std::size_t i = 0; i < kept; ++i) {
        alike.rows.push_back(all[i].second);
        alike.distance.push_back(counted > 0 ? static_cast<double>(all[i].first) / static_cast<double>(counted) : 0);
    }
    return alike;
}

}  // namespace klarsicht::what_if
