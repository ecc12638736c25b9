#include "app/model/playground.h"

#include <cmath>
#include <limits>

#include "app/model/json_read.h"

namespace klarsicht::app {

namespace {

double ratio(std::uint64_t k, std::uint64_t n) { return n == 0 ? std::numeric_limits<double>::quiet_NaN() : static_cast<double>(k) / static_cast<double>(n); }

std::vector<std::uint64_t> counts_in(const json& object, std::string_view name) {
    std::vector<std::uint64_t> counts;
    const json* list = member(object, name);
    if (list == nullptr || !list->is_array()) { return counts; }
    for (const json& one : *list) { counts.push_back(count_of(one)); }
    return counts;
}

}  // namespace

Playground playground_of(const Finding& finding) {
    Playground playground;
    playground.thresholds = numbers_in(finding.metrics, "thresholds");
    for (const json& group : finding.groups) {
        const json* at = member(group, "at_thresholds");
        if (at == nullptr) { continue; }
        Playground::Group own;
        const std::string spoken = string_in(group, "label");
        own.label = spoken.empty() ? string_in(group, "group") : spoken;
        own.n = count_in(group, "n");
        own.positives = count_in(group, "positives");
        own.negatives = count_in(group, "negatives");
        own.selected = counts_in(*at, "selected");
        own.good = counts_in(*at, "positives");
        own.bad = counts_in(*at, "negatives");
        const std::size_t size = playground.thresholds.size();
        if (own.selected.size() != size || own.good.size() != size || own.bad.size() != size) { continue; }
        if (bool_in(group, "reference")) { playground.reference = playground.groups.size(); }
        playground.groups.push_back(std::move(own));
    }
    if (playground.thresholds.empty() || playground.groups.size() < 2) { return {}; }
    return playground;
}

std::array<double, 5> notions_at(const Playground::Group& group, std::size_t threshold) {
    const std::uint64_t good = group.good[threshold], bad = group.bad[threshold];
    return {ratio(group.selected[threshold], group.n), ratio(good, group.positives), ratio(bad, group.negatives), ratio(good, good + bad),
            ratio(good + group.negatives - bad, group.positives + group.negatives)};
}

std::size_t nearest_threshold(const Playground& playground, std::size_t group, std::size_t notion, double wanted) {
    std::size_t best = 0;
    double distance = std::numeric_limits<double>::infinity();
    for (std::size_t t = 0; t < playground.thresholds.size(); ++t) {
        const double away = std::fabs(notions_at(playground.groups[group], t)[notion] - wanted);
        if (away < distance) {
            distance = away;
            best = t;
        }
    }
    return best;
}

std::vector<double> score_shares(const Playground::Group& group) {
    std::vector<double> shares;
    std::uint64_t above = group.n;
    for (const std::uint64_t selected : group.selected) {
        shares.push_back(ratio(above - selected, group.n));
        above = selected;
    }
    shares.push_back(ratio(above, group.n));
    return shares;
}

}  // namespace klarsicht::app
