#include <algorithm>
#include <array>
#include <cmath>

#include "audit/bias/checks.h"
#include "audit/bias/explain_findings.h"
#include "audit/bias/score_curves.h"
#include "audit/rate_gap.h"

namespace klarsicht::bias {

namespace {

constexpr std::array<Role, 2> needs = {Role::protected_, Role::score};
constexpr std::array<std::string_view, 4> limit_names = {"bias.selection_rate.ratio", "bias.group_gaps.negligible_ratio", "bias.group_gaps.alpha", "bias.group_gaps.power"};
constexpr std::array<double, 4> shares = {0.05, 0.1, 0.2, 0.5};
constexpr std::size_t most_chart_rows = 12;

/// The best of a ranking: people of one score come in together, so it may be a little more than the share asked for.
struct Top {
    double share = 0;              ///< asked for
    double threshold = stats::undefined;
    std::vector<stats::Fraction> groups;  ///< in the top among all of the group's
};

std::vector<Top> tops_of(const ScoreGroups& subject) {
    std::uint64_t all = 0;
    for (const stats::ScorePoint& point : *subject.all) { all += point.rows; }
    std::vector<Top> tops;
    std::uint64_t above = 0;
    std::size_t next = 0;
    for (auto point = subject.all->rbegin(); point != subject.all->rend(); ++point) {
        above += point->rows;
        // All people are no top.
        if (above == all) { break; }
        Top top{.share = 0, .threshold = point->score};
        while (next < shares.size() && static_cast<double>(above) >= shares[next] * static_cast<double>(all)) { top.share = shares[next++]; }
        if (top.share > 0) { tops.push_back(std::move(top)); }
    }
    for (Top& top : tops) {
        const double threshold[] = {top.threshold};
        for (const stats::ScoreCurve& curve : subject.curves) {
            std::uint64_t n = 0;
            for (const stats::ScorePoint& point : curve) { n += point.rows; }
            top.groups.push_back({stats::at_thresholds(curve, threshold).front().selected, n});
        }
    }
    return tops;
}

/// Share of everybody's attention that each group gets, where the first place gets most: places count 1/log2(1 + place), people of one score share
/// theirs (A. Singh and T. Joachims, KDD 2018). Divided by the group's share of the people: 1 is its due. The interval is normal, for what a place
/// is worth to a person of the group on average, with what places are worth held fixed.
struct Exposure {
    double ratio = stats::undefined;
    stats::Interval ci95;
};
std::vector<Exposure> exposures(const ScoreGroups& subject) {
    std::vector<double> exposure(subject.curves.size(), 0);
    std::vector<double> squares(subject.curves.size(), 0);
    std::vector<std::size_t> from(subject.curves.size());
    for (std::size_t g = 0; g < from.size(); ++g) { from[g] = subject.curves[g].size(); }
    double total = 0;
    double place = 1;
    double people = 0;
    for (auto point = subject.all->rbegin(); point != subject.all->rend(); ++point) {
        double sum = 0;
        for (std::uint64_t i = 0; i < point->rows; ++i) { sum += 1 / std::log2(place++ + 1); }
        total += sum;
        people += static_cast<double>(point->rows);
        for (std::size_t g = 0; g < from.size(); ++g) {
            if (from[g] == 0 || subject.curves[g][from[g] - 1].score != point->score) { continue; }
            const double each = sum / static_cast<double>(point->rows), rows = static_cast<double>(subject.curves[g][--from[g]].rows);
            exposure[g] += each * rows;
            squares[g] += each * each * rows;
        }
    }
    std::vector<Exposure> found(exposure.size());
    for (std::size_t g = 0; g < exposure.size(); ++g) {
        double n = 0;
        for (const stats::ScorePoint& point : subject.curves[g]) { n += static_cast<double>(point.rows); }
        if (n == 0) { continue; }
        found[g].ratio = exposure[g] / total / (n / people);
        if (n < 2) { continue; }
        const double mean = exposure[g] / n;
        const double half = stats::z95 * std::sqrt(std::max(0.0, squares[g] - n * mean * mean) / (n - 1) / n) / (total / people);
        found[g].ci95 = {std::max(0.0, found[g].ratio - half), found[g].ratio + half};
    }
    return found;
}

/// Who would be chosen if the best by score were: a finding about a score before anybody decides by it.
class Ranking final : public Check {
public:
    const CheckInfo& info() const override {
        static const CheckInfo value{.id = "bias.ranking", .area = Area::bias, .needs = needs, .any = false, .limits = limit_names};
        return value;
    }

    std::vector<Outcome> run(const AuditContext& context) const override {
        const std::vector<ScoreGroups>& subjects = score_groups(context);
        if (!context.first_with(Role::protected_) || subjects.empty()) { return {not_assessed(info())}; }
        std::vector<std::vector<Top>> tops(subjects.size());
        std::vector<Gap> gaps;
        std::vector<std::size_t> top_of;  // [gaps]
        for (std::size_t s = 0; s < subjects.size(); ++s) {
            if (!subjects[s].problem.empty()) { continue; }
            tops[s] = tops_of(subjects[s]);
            const std::size_t favoured = *subjects[s].grouping.favoured;
            for (std::size_t t = 0; t < tops[s].size(); ++t) {
                for (std::size_t g = 0; g < tops[s][t].groups.size(); ++g) {
                    if (g == favoured || tops[s][t].groups[g].n == 0) { continue; }
                    Gap gap = compare_rates(tops[s][t].groups[g], tops[s][t].groups[favoured]);
                    gap.subject = s;
                    gap.group = g;
                    gaps.push_back(gap);
                    top_of.push_back(t);
                }
            }
        }
        judge_gaps(gaps, gap_limits(context));
        std::vector<Outcome> outcomes;
        for (std::size_t s = 0; s < subjects.size(); ++s) {
            if (!subjects[s].problem.empty() || tops[s].empty()) {
                outcomes.push_back(not_assessed(info(), subjects[s].names));
                outcomes.back().needs = needs_of(subjects[s].problem.empty() ? std::string_view("one_score") : subjects[s].problem);
                continue;
            }
            std::vector<std::pair<const Gap*, std::size_t>> own;
            for (std::size_t i = 0; i < gaps.size(); ++i) {
                if (gaps[i].subject == s) { own.emplace_back(&gaps[i], top_of[i]); }
            }
            outcomes.push_back(finding(context, subjects[s], tops[s], own, gaps.size()));
        }
        quieten_crossed(outcomes);
        return outcomes;
    }

private:
    using Compared = std::pair<const Gap*, std::size_t>;  ///< a gap and the place of its top

    Outcome finding(const AuditContext& context, const ScoreGroups& subject, const std::vector<Top>& tops, const std::vector<Compared>& gaps, std::size_t comparisons) const {
        const auto graver = [](const Compared& a, const Compared& b) {
            const auto few = [](const Compared& one) { return one.first->own.n < least_people_shown; };
            if (a.first->verdict != b.first->verdict) { return a.first->verdict < b.first->verdict; }
            if (few(a) != few(b)) { return few(b); }
            return a.first->log10_p_holm < b.first->log10_p_holm;
        };
        const Compared& worst = *std::ranges::min_element(gaps, graver);
        const Gap& gap = *worst.first;
        const bool evidence = gap.verdict == GapVerdict::disparity_large || gap.verdict == GapVerdict::disparity;
        const bool large = gap.verdict == GapVerdict::disparity_large;
        const bool too_few = std::ranges::all_of(gaps, [](const Compared& one) { return one.first->verdict == GapVerdict::too_few; });
        // A ranking alone has not left out anybody yet.
        const Status status = large ? Status::warn : evidence || too_few ? Status::info : Status::pass;
        Outcome outcome = outcome_of(info(), status, large ? Severity::medium : evidence ? Severity::low : Severity::none, subject.names);
        const std::size_t favoured = *subject.grouping.favoured;
        const bool swapped = !gap.less();
        const std::string variant = evidence ? (large ? "large" : "small") : too_few ? "too_few" : "none";
        const auto fill = [&](Message message) {
            const stats::Fraction& behind = swapped ? gap.favoured : gap.own;
            const stats::Fraction& ahead = swapped ? gap.own : gap.favoured;
            const std::string& label = subject.grouping.labels[gap.group];
            const std::string& favoured_label = subject.grouping.labels[favoured];
            message.text("score", context.name(*context.first_with(Role::score)))
                .group("group", swapped ? favoured_label : label, subject.grouping.binned)
                .group("favoured", swapped ? label : favoured_label, subject.grouping.binned)
                .number("top", tops[worst.second].share)
                .count("k", behind.k)
                .count("n", behind.n)
                .count("favoured_k", ahead.k)
                .count("favoured_n", ahead.n)
                .number("rate", behind.value())
                .number("favoured_rate", ahead.value())
                .number("per_hundred", 100 * behind.value() / ahead.value())
                .number("p", gap.log10_p_holm)
                .count("comparisons", comparisons);
            return message;
        };
        outcome.title = fill(Message(outcome.id + ".title." + variant));
        outcome.summary = fill(Message(outcome.id + ".summary." + variant));
        if (evidence) {
            outcome.headline = fill(Message(outcome.id + ".headline"));
            outcome.headline_note = fill(Message(outcome.id + ".headline_note"));
        }
        outcome.metrics = {{"score", context.name(*context.first_with(Role::score))},
                           {"favoured", subject.grouping.labels[favoured]},
                           {"comparisons", comparisons},
                           {"rows_without_score", subject.without_score},
                           {"gravest_group", subject.grouping.labels[gap.group]},
                           {"gravest_verdict", name_of(gap.verdict)},
                           {"gravest_top", tops[worst.second].share}};
        const std::vector<Exposure> exposure = exposures(subject);
        outcome.binned = subject.grouping.binned;
        for (std::size_t g = 0; g < subject.grouping.labels.size(); ++g) {
            json group = {{"group", subject.grouping.labels[g]}, {"n", tops.front().groups[g].n}, {"exposure_ratio", exposure[g].ratio}, {"exposure_ratio_ci95", pair(exposure[g].ci95)}};
            for (const Top& top : tops) {
                // Named as a rate, so that what happened to a handful of people stays out of tables.
                const std::string name = "selection_rate_top_" + std::to_string(std::lround(100 * top.share));
                group[name] = top.groups[g].value();
                group[name + "_ci95"] = json::array({top.groups[g].ci95().low, top.groups[g].ci95().high});
            }
            outcome.groups.push_back(std::move(group));
        }
        outcome.chart = chart(context, outcome.id, subject, tops[worst.second], gaps, worst.second);
        explain_ranking(outcome);
        return outcome;
    }

    static Chart chart(const AuditContext& context, const std::string& id, const ScoreGroups& subject, const Top& top, const std::vector<Compared>& gaps, std::size_t top_place) {
        Chart chart;
        chart.kind = Chart::Kind::intervals;
        chart.title = Message(id + ".chart").text("score", context.name(*context.first_with(Role::score))).number("top", top.share);
        chart.axis = Message(id + ".axis").number("top", top.share);
        chart.unit = Unit::share;
        const std::size_t favoured = *subject.grouping.favoured;
        const double ratio = context.limit("bias.selection_rate.ratio");
        chart.limit_low = ratio * top.groups[favoured].value();
        chart.limit_high = std::min(1.0, top.groups[favoured].value() / ratio);
        chart.limit_note = Message("bias.group_gaps.limit_note").number("low", ratio).number("high", 1 / ratio);
        for (std::size_t g = 0; g < top.groups.size() && chart.rows.size() < most_chart_rows; ++g) {
            if (top.groups[g].n < least_people_shown) { continue; }
            ChartRow row;
            row.label = subject.grouping.labels[g];
            row.label_term = spoken_label(row.label, subject.grouping.binned);
            row.value = top.groups[g].value();
            row.low = top.groups[g].ci95().low;
            row.high = top.groups[g].ci95().high;
            row.n = top.groups[g].n;
            row.reference = g == favoured;
            for (const auto& [gap, place] : gaps) {
                if (gap->group == g && place == top_place && gap->verdict == GapVerdict::disparity_large) { row.status = Status::warn; }
            }
            chart.rows.push_back(std::move(row));
        }
        return chart;
    }
};

}  // namespace

const Check& ranking() {
    static const Ranking check;
    return check;
}

}  // namespace klarsicht::bias
