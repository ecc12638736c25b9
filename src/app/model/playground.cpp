#include "app/model/playground.h"

#include <cmath>
#include <limits>

#include "app/model/figures_read.h"

namespace klarsicht::app {

namespace {

double ratio(std::uint64_t k, std::uint64_t n) {
    return n == 0 ? std::numeric_limits<double>::quiet_NaN() : static_cast<double>(k) / static_cast<double>(n);
}

}  // namespace

Playground playground_of(const Finding& finding) {
    Playground playground;
    playground.thresholds = numbers_of(finding.metrics.find("thresholds"));
    for (const Group& group : finding.groups) {
        // A group of few people has none of it.
        const Figure* at = group.figures.find("at_thresholds");
        if (at == nullptr || at->kind != Figure::Kind::part) { continue; }
        Playground::Group own;
        own.label = spoken_label(group);
        own.n = count_of(group.figures, "n");
        own.positives = count_of(group.figures, "positives");
        own.negatives = count_of(group.figures, "negatives");
        own.selected = counts_of(at->find("selected"));
        own.good = counts_of(at->find("positives"));
        own.bad = counts_of(at->find("negatives"));
        const std::size_t size = playground.thresholds.size();
        if (own.selected.size() != size || own.good.size() != size || own.bad.size() != size) { continue; }
        if (is_set(group.figures.find("reference"))) { playground.reference = playground.groups.size(); }
        playground.groups.push_back(std::move(own));
    }
    if (playground.thresholds.empty() || playground.groups.size() < 2) { return {}; }
    return playground;
}

std::array<double, 5> notions_at(const Playground::Group& group, std::size_t threshold) {
    const std::uint64_t good = group.good[threshold], bad = group.bad[threshold];
    return {ratio(group.selected[threshold], group.n), ratio(good, group.positives), ratio(bad, group.negatives),
            ratio(good, good + bad), ratio(good + group.negatives - bad, group.positives + group.negatives)};
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
