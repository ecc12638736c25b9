#include "stats/parity_thresholds.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "base/assert.h"
#include "base/sort_few.h"

namespace klarsicht::stats {

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

/// What a threshold does to a group: shares of the group that are counted right and wrong.
struct Point {
    double threshold = infinity;
    double tp = 0;
    double fp = 0;
    double x = 0;
    double y = 0;
};

struct Group {
    double n = 0;
    double positives = 0;
    double negatives = 0;
    std::vector<Point> points;  ///< from nobody selected to everybody
};

Group group_of(const ScoreCurve& curve) {
    Group group;
    for (const ScorePoint& point : curve) {
        group.positives += static_cast<double>(point.positives);
        group.negatives += static_cast<double>(point.negatives);
    }
    group.n = group.positives + group.negatives;
    Point at;
    group.points.push_back(at);
    // Thresholds lie half-way between two scores that occur; the last one is below all.
    std::vector<const ScorePoint*> known;
    for (auto point = curve.rbegin(); point != curve.rend(); ++point) {
        if (point->positives + point->negatives > 0) { known.push_back(&*point); }
    }
    for (std::size_t i = 0; i < known.size(); ++i) {
        at.tp += static_cast<double>(known[i]->positives);
        at.fp += static_cast<double>(known[i]->negatives);
        at.threshold = i + 1 < known.size() ? (known[i]->score + known[i + 1]->score) / 2 : -infinity;
        group.points.push_back(at);
    }
    return group;
}

double selection_rate(const Group& group, double tp, double fp) { return (tp + fp) / group.n; }

double objective_of(Objective objective, const Costs& costs, double positives, double negatives, double tp, double fp) {
    const double fn = positives - tp;
    const double tn = negatives - fp;
    switch (objective) {
        case Objective::accuracy_score:
            return (tp + tn) / (positives + negatives);
        case Objective::balanced_accuracy_score:
            return (tp / positives + tn / negatives) / 2;
        case Objective::profit:
            break;
    }
    return (costs.tp * tp + costs.fp * fp + costs.tn * tn + costs.fn * fn) / (positives + negatives);
}

double rate_of(Parity parity, const Group& group, double tp, double fp) {
    switch (parity) {
        case Parity::true_positive_rate_parity:
            return tp / group.positives;
        case Parity::demographic_parity:
            return selection_rate(group, tp, fp);
        case Parity::false_positive_rate_parity:
        case Parity::equalized_odds:
            break;
    }
    return fp / group.negatives;
}

/// Places the points by what shall be equal (x) and what shall be large (y), and keeps the upper hull from left to
/// right.
std::vector<Point> hull(Group& group, Parity parity, Objective objective, const Costs& costs) {
    for (Point& point : group.points) {
        point.x = rate_of(parity, group, point.tp, point.fp);
        point.y = parity == Parity::equalized_odds
                      ? point.tp / group.positives
                      : objective_of(objective, costs, group.positives, group.negatives, point.tp, point.fp);
    }
    std::vector<Point> sorted = group.points;
    sort_few(sorted, [](const Point& a, const Point& b) { return a.x != b.x ? a.x < b.x : a.y < b.y; });
    std::vector<Point> kept;
    for (const Point& next : sorted) {
        while (kept.size() >= 2) {
            const Point& last = kept[kept.size() - 1];
            const Point& before = kept[kept.size() - 2];
            if ((last.y - before.y) * (next.x - before.x) > (next.y - before.y) * (last.x - before.x)) { break; }
            kept.pop_back();
        }
        // Of two at one place only the higher one can be on the hull.
        if (kept.size() == 1 && kept.front().x == next.x && next.y >= kept.front().y) { kept.pop_back(); }
        kept.push_back(next);
    }
    return kept;
}

struct Mixed {
    GroupRule rule;
    double x = 0;
    double y = 0;
    double tp = 0;
    double fp = 0;
};

/// The mixture of two hull points at x.
Mixed mix(const std::vector<Point>& points, double x) {
    KLARSICHT_ASSERT(!points.empty() && std::ranges::is_sorted(points, {}, &Point::x));
    std::size_t right = 1;
    while (right + 1 < points.size() && points[right].x < x) { ++right; }
    Mixed mixed;
    mixed.x = x;
    if (points.size() == 1) { right = 0; }
    const Point& a = points[right == 0 ? 0 : right - 1];
    const Point& b = points[right];
    const double p1 = b.x > a.x ? std::clamp((x - a.x) / (b.x - a.x), 0.0, 1.0) : 0;
    mixed.rule.p0 = 1 - p1;
    mixed.rule.p1 = p1;
    mixed.rule.threshold0 = a.threshold;
    mixed.rule.threshold1 = b.threshold;
    mixed.y = mixed.rule.p0 * a.y + p1 * b.y;
    mixed.tp = mixed.rule.p0 * a.tp + p1 * b.tp;
    mixed.fp = mixed.rule.p0 * a.fp + p1 * b.fp;
    return mixed;
}

bool usable(const std::vector<Group>& groups) {
    return !groups.empty() &&
           std::ranges::all_of(groups, [](const Group& group) { return group.positives > 0 && group.negatives > 0; });
}

std::vector<Group> groups_of(std::span<const ScoreCurve> curves) {
    std::vector<Group> groups;
    for (const ScoreCurve& curve : curves) { groups.push_back(group_of(curve)); }
    return groups;
}

void fill_rates(GroupRule& rule, const Group& group, double tp, double fp) {
    const double keep = 1 - rule.p_ignore;
    rule.tpr = keep * tp / group.positives + rule.p_ignore * rule.constant;
    rule.fpr = keep * fp / group.negatives + rule.p_ignore * rule.constant;
    rule.selection_rate = (rule.tpr * group.positives + rule.fpr * group.negatives) / group.n;
}

/// Expected objective and accuracy of everybody together.
void fill_totals(ParityRules& rules, const std::vector<Group>& groups, Objective objective, const Costs& costs) {
    double positives = 0;
    double negatives = 0;
    double tp = 0;
    double fp = 0;
    for (std::size_t g = 0; g < groups.size(); ++g) {
        positives += groups[g].positives;
        negatives += groups[g].negatives;
        tp += rules.groups[g].tpr * groups[g].positives;
        fp += rules.groups[g].fpr * groups[g].negatives;
    }
    rules.objective = objective_of(objective, costs, positives, negatives, tp, fp);
    rules.accuracy = objective_of(Objective::accuracy_score, costs, positives, negatives, tp, fp);
}

ParityRules equalized_odds(const std::vector<Group>& groups, const std::vector<std::vector<Point>>& hulls,
                           Objective objective, const Costs& costs, std::size_t grid_size) {
    double positives = 0;
    double negatives = 0;
    for (const Group& group : groups) {
        positives += group.positives;
        negatives += group.negatives;
    }
    double best = -infinity;
    double best_x = 0;
    double best_y = 0;
    for (std::size_t i = 0; i <= grid_size; ++i) {
        const double x = static_cast<double>(i) / static_cast<double>(grid_size);
        double y = infinity;
        for (const std::vector<Point>& points : hulls) { y = std::min(y, mix(points, x).y); }
        const double value = objective_of(objective, costs, positives, negatives, positives * y, negatives * x);
        if (value > best) {
            best = value;
            best_x = x;
            best_y = y;
        }
    }
    ParityRules rules{.at = best_x};
    for (std::size_t g = 0; g < groups.size(); ++g) {
        Mixed mixed = mix(hulls[g], best_x);
        // Those who do better are held back to the common point on the way to chance.
        const double above = mixed.y - best_y;
        const double over_chance = mixed.y - best_x;
        mixed.rule.p_ignore = above > 0 && over_chance > 0 ? above / over_chance : 0;
        mixed.rule.constant = best_x;
        fill_rates(mixed.rule, groups[g], mixed.tp, mixed.fp);
        rules.groups.push_back(mixed.rule);
    }
    fill_totals(rules, groups, objective, costs);
    return rules;
}

}  // namespace

ParityRules parity_rules(std::span<const ScoreCurve> curves, Parity parity, Objective objective, const Costs& costs,
                         std::size_t grid_size) {
    std::vector<Group> groups = groups_of(curves);
    if (!usable(groups)) { return {}; }
    std::vector<std::vector<Point>> hulls;
    double n = 0;
    for (Group& group : groups) {
        hulls.push_back(hull(group, parity, objective, costs));
        n += group.n;
    }
    if (parity == Parity::equalized_odds) { return equalized_odds(groups, hulls, objective, costs, grid_size); }
    double best = -infinity;
    double best_x = 0;
    for (std::size_t i = 0; i <= grid_size; ++i) {
        const double x = static_cast<double>(i) / static_cast<double>(grid_size);
        double value = 0;
        for (std::size_t g = 0; g < groups.size(); ++g) { value += groups[g].n / n * mix(hulls[g], x).y; }
        if (value > best) {
            best = value;
            best_x = x;
        }
    }
    ParityRules rules{.at = best_x};
    for (std::size_t g = 0; g < groups.size(); ++g) {
        Mixed mixed = mix(hulls[g], best_x);
        fill_rates(mixed.rule, groups[g], mixed.tp, mixed.fp);
        rules.groups.push_back(mixed.rule);
    }
    fill_totals(rules, groups, objective, costs);
    return rules;
}

ParityRules deterministic_rules(std::span<const ScoreCurve> curves, Parity parity, Objective objective,
                                const Costs& costs, std::size_t grid_size) {
    const std::vector<Group> groups = groups_of(curves);
    if (!usable(groups)) { return {}; }
    const ParityRules aim = parity_rules(curves, parity, objective, costs, grid_size);
    const double common_tpr = parity == Parity::equalized_odds ? aim.groups.front().tpr : 0;
    ParityRules rules{.at = aim.at};
    for (const Group& group : groups) {
        const Point* nearest = nullptr;
        double distance = infinity;
        for (const Point& point : group.points) {
            double away = rate_of(parity, group, point.tp, point.fp) - aim.at;
            away *= away;
            if (parity == Parity::equalized_odds) {
                away += (point.tp / group.positives - common_tpr) * (point.tp / group.positives - common_tpr);
            }
            if (away < distance) {
                distance = away;
                nearest = &point;
            }
        }
        GroupRule rule{.threshold0 = nearest->threshold, .threshold1 = nearest->threshold};
        fill_rates(rule, group, nearest->tp, nearest->fp);
        rules.groups.push_back(rule);
    }
    fill_totals(rules, groups, objective, costs);
    return rules;
}

ParityRules common_rule(std::span<const ScoreCurve> curves, Objective objective, const Costs& costs) {
    const std::vector<Group> groups = groups_of(curves);
    ScoreCurve all;
    for (const ScoreCurve& curve : curves) { all = merge(all, curve); }
    const Group everybody = group_of(all);
    if (!(everybody.positives > 0) || !(everybody.negatives > 0)) { return {}; }
    const Point* best = nullptr;
    double value = -infinity;
    for (const Point& point : everybody.points) {
        const double own = objective_of(objective, costs, everybody.positives, everybody.negatives, point.tp, point.fp);
        if (own > value) {
            value = own;
            best = &point;
        }
    }
    if (best == nullptr) { return {}; }
    ParityRules rules{.at = selection_rate(everybody, best->tp, best->fp)};
    for (std::size_t g = 0; g < groups.size(); ++g) {
        double tp = 0;
        double fp = 0;
        for (const ScorePoint& point : curves[g]) {
            if (!(point.score > best->threshold)) { continue; }
            tp += static_cast<double>(point.positives);
            fp += static_cast<double>(point.negatives);
        }
        GroupRule rule{.threshold0 = best->threshold, .threshold1 = best->threshold};
        fill_rates(rule, groups[g], tp, fp);
        rules.groups.push_back(rule);
    }
    fill_totals(rules, groups, objective, costs);
    return rules;
}

std::vector<FrontierPoint> fairness_frontier(std::span<const ScoreCurve> curves, Objective objective,
                                             const Costs& costs, std::size_t steps) {
    std::vector<Group> groups = groups_of(curves);
    std::vector<FrontierPoint> frontier;
    if (!usable(groups)) { return frontier; }
    constexpr std::size_t grid = 200;
    // Each group's best at every common value; then, for every allowed difference, the best window of values that wide.
    std::vector<std::vector<Mixed>> at(groups.size());
    double n = 0;
    for (std::size_t g = 0; g < groups.size(); ++g) {
        const std::vector<Point> points = hull(groups[g], Parity::demographic_parity, objective, costs);
        for (std::size_t i = 0; i <= grid; ++i) { at[g].push_back(mix(points, static_cast<double>(i) / grid)); }
        n += groups[g].n;
    }
    for (std::size_t step = 0; step <= steps; ++step) {
        const std::size_t width = step * grid / steps;
        double best = -infinity;
        std::vector<std::size_t> chosen(groups.size());
        for (std::size_t from = 0; from + width <= grid; ++from) {
            double value = 0;
            std::vector<std::size_t> own(groups.size());
            for (std::size_t g = 0; g < groups.size(); ++g) {
                own[g] = from;
                for (std::size_t i = from; i <= from + width; ++i) {
                    if (at[g][i].y > at[g][own[g]].y) { own[g] = i; }
                }
                value += groups[g].n / n * at[g][own[g]].y;
            }
            if (value > best) {
                best = value;
                chosen = own;
            }
        }
        // A wider window that brings nothing is no point of the frontier.
        if (!frontier.empty() && best <= frontier.back().objective + 1e-12) { continue; }
        FrontierPoint point{.objective = best};
        double low = 1;
        double high = 0;
        for (std::size_t g = 0; g < groups.size(); ++g) {
            Mixed mixed = at[g][chosen[g]];
            fill_rates(mixed.rule, groups[g], mixed.tp, mixed.fp);
            low = std::min(low, mixed.rule.selection_rate);
            high = std::max(high, mixed.rule.selection_rate);
            point.groups.push_back(mixed.rule);
        }
        point.difference = high - low;
        frontier.push_back(std::move(point));
    }
    return frontier;
}

}  // namespace klarsicht::stats
