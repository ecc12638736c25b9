#include <algorithm>
#include <array>
#include <cmath>

#include "audit/bias/checks/checks.h"
#include "audit/bias/counts/score_curves.h"
#include "audit/bias/explain/findings.h"
#include "audit/rate_gap.h"

namespace klarsicht::bias {

namespace {

constexpr std::array<Role, 2> needs = {Role::protected_, Role::score};
constexpr std::string_view least_ratio = "bias.selection_rate.ratio";
constexpr std::array<std::string_view, 4> limit_names = {least_ratio, "bias.group_gaps.negligible_ratio",
                                                         "bias.further.alpha", "bias.group_gaps.power"};
constexpr std::array<double, 4> shares = {0.05, 0.1, 0.2, 0.5};

/// The best of a ranking: people of one score come in together, so it may be a little more than the share asked for.
struct Top {
    double share = 0;  ///< asked for
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
        while (next < shares.size() && static_cast<double>(above) >= shares[next] * static_cast<double>(all)) {
            top.share = shares[next++];
        }
        if (top.share > 0) { tops.push_back(std::move(top)); }
    }
    for (Top& top : tops) {
        const double threshold[] = {top.threshold};
        for (std::size_t g = 0; g < subject.curves.size(); ++g) {
            const std::uint64_t selected = stats::at_thresholds(subject.curves[g], threshold).front().selected;
            top.groups.push_back({selected, subject.people[g]});
        }
    }
    return tops;
}

/// Share of everybody's attention that each group gets, where the first place gets most: places count
/// 1/log2(1 + place), people of one score share theirs (A. Singh and T. Joachims, KDD 2018). Divided by the group's
/// share of the people: 1 is its due. The interval is normal, for what a place is worth to a person of the group on
/// average, with what places are worth held fixed.
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
            const double each = sum / static_cast<double>(point->rows);
            const auto rows = static_cast<double>(subject.curves[g][--from[g]].rows);
            exposure[g] += each * rows;
            squares[g] += each * each * rows;
        }
    }
    std::vector<Exposure> found(exposure.size());
    for (std::size_t g = 0; g < exposure.size(); ++g) {
        const auto n = static_cast<double>(subject.people[g]);
        if (n == 0) { continue; }
        found[g].ratio = exposure[g] / total / (n / people);
        if (n < 2) { continue; }
        const double mean = exposure[g] / n;
        const double variance = std::max(0.0, squares[g] - n * mean * mean) / (n - 1) / n;
        const double half = stats::z95 * std::sqrt(variance) / (total / people);
        found[g].ci95 = {std::max(0.0, found[g].ratio - half), found[g].ratio + half};
    }
    return found;
}

/// A group held against the favoured one in one of the tops.
struct Compared {
    Gap gap;
    std::size_t top = 0;  ///< its place
};

/// Whether `a` is told of before `b`.
bool graver(const Compared* a, const Compared* b) {
    const auto few = [](const Compared* one) { return one->gap.own.n < least_people_shown; };
    if (a->gap.verdict != b->gap.verdict) { return a->gap.verdict < b->gap.verdict; }
    if (few(a) != few(b)) { return few(b); }
    return a->gap.log10_p_holm < b->gap.log10_p_holm;
}

/// What the comparisons of a subject that may be told say together.
struct Told {
    const Compared* worst = nullptr;  ///< nullptr where nothing may be told
    bool all_too_few = true;

    bool large() const { return worst != nullptr && worst->gap.verdict == GapVerdict::disparity_large; }
    bool evidence() const { return large() || (worst != nullptr && worst->gap.verdict == GapVerdict::disparity); }
    // A ranking alone has not left out anybody yet.
    Status status() const { return large() ? Status::warn : evidence() || all_too_few ? Status::info : Status::pass; }
    Severity severity() const { return large() ? Severity::medium : evidence() ? Severity::low : Severity::none; }
    std::string_view variant() const {
        return evidence() ? (large() ? "large" : "small") : all_too_few ? "too_few" : "none";
    }
};

Told told_of(const ScoreGroups& subject, const std::vector<const Compared*>& compared) {
    Told told;
    if (!subject.tells(*subject.grouping.favoured)) { return told; }
    for (const Compared* one : compared) {
        if (!subject.tells(one->gap.group)) { continue; }
        told.all_too_few = told.all_too_few && one->gap.verdict == GapVerdict::too_few;
        if (told.worst == nullptr || graver(one, told.worst)) { told.worst = one; }
    }
    return told;
}

Chart chart_of(const AuditContext& context, const std::string& id, const ScoreGroups& subject, const Top& top,
               const std::vector<const Compared*>& compared, std::size_t top_place) {
    Chart chart;
    chart.kind = Chart::Kind::intervals;
    chart.title = Message(id + ".chart").text("score", context.name(*context.first_with(Role::score)));
    chart.title.number("top", top.share);
    chart.axis = Message(id + ".axis").number("top", top.share);
    chart.unit = Unit::share;
    const std::size_t favoured = *subject.grouping.favoured;
    const double ratio = context.limit(least_ratio);
    chart.limit_low = ratio * top.groups[favoured].value();
    chart.limit_high = std::min(1.0, top.groups[favoured].value() / ratio);
    chart.limit_note = Message("bias.group_gaps.limit_note").number("low", ratio).number("high", 1 / ratio);
    for (std::size_t g = 0; g < top.groups.size(); ++g) {
        if (!subject.tells(g)) { continue; }
        ChartRow row = ChartRow::of(subject.grouping.labels[g], subject.grouping.binned, top.groups[g]);
        row.reference = g == favoured;
        const bool large = std::ranges::any_of(compared, [&](const Compared* one) {
            return one->gap.group == g && one->top == top_place && one->gap.verdict == GapVerdict::disparity_large;
        });
        if (large) { row.status = Status::warn; }
        chart.rows.push_back(std::move(row));
    }
    return chart;
}

std::vector<Group> groups_of(const ScoreGroups& subject, const std::vector<Top>& tops) {
    const std::vector<Exposure> exposure = exposures(subject);
    std::vector<Group> groups;
    for (std::size_t g = 0; g < subject.grouping.labels.size(); ++g) {
        Group& group = groups.emplace_back();
        group.people = subject.people[g];
        group.hidden = subject.hidden[g] != 0;
        group.figures.label("group", subject.grouping.labels[g]);
        group.figures.size("n", subject.people[g]);
        group.figures.factor("exposure_ratio", exposure[g].ratio).with(exposure[g].ci95);
        for (const Top& top : tops) {
            const std::string name = "selection_rate_top_" + std::to_string(std::lround(100 * top.share));
            group.figures.share(name, top.groups[g]);
        }
    }
    return groups;
}

/// Who would be chosen if the best by score were: a finding about a score before anybody decides by it.
class Ranking final : public Check {
public:
    const CheckInfo& info() const override {
        static const CheckInfo value{.id = "bias.ranking",
                                     .area = Area::bias,
                                     .needs = needs,
                                     .any = false,
                                     .limits = limit_names,
                                     .answers = true};
        return value;
    }

    std::vector<Outcome> run(const AuditContext& context) const override {
        const std::vector<ScoreGroups>& subjects = score_groups(context);
        if (!context.first_with(Role::protected_) || subjects.empty()) { return {not_assessed(info())}; }
        std::vector<std::vector<Top>> tops(subjects.size());
        for (std::size_t s = 0; s < subjects.size(); ++s) {
            if (subjects[s].problem.empty()) { tops[s] = tops_of(subjects[s]); }
        }
        const std::vector<Compared> all = compare(context, subjects, tops);
        std::vector<Outcome> outcomes;
        for (std::size_t s = 0; s < subjects.size(); ++s) {
            if (!subjects[s].problem.empty() || tops[s].empty()) {
                const std::string_view problem = subjects[s].problem;
                outcomes.push_back(not_assessed(info(), subjects[s].names));
                outcomes.back().needs = needs_of(problem.empty() ? "one_score" : problem);
                continue;
            }
            std::vector<const Compared*> own;
            for (const Compared& one : all) {
                if (one.gap.subject == s) { own.push_back(&one); }
            }
            outcomes.push_back(finding(context, subjects[s], tops[s], own, all.size()));
        }
        quieten_crossed(outcomes);
        return outcomes;
    }

private:
    /// Every group of every subject against its favoured one, in every top.
    static std::vector<Compared> compare(const AuditContext& context, const std::vector<ScoreGroups>& subjects,
                                         const std::vector<std::vector<Top>>& tops) {
        std::vector<Gap> gaps;
        std::vector<std::size_t> top_of;  // [gaps]
        for (std::size_t s = 0; s < subjects.size(); ++s) {
            for (std::size_t t = 0; t < tops[s].size(); ++t) {
                const std::size_t favoured = *subjects[s].grouping.favoured;
                const std::vector<stats::Fraction>& groups = tops[s][t].groups;
                for (std::size_t g = 0; g < groups.size(); ++g) {
                    if (g == favoured || groups[g].n == 0) { continue; }
                    Gap gap = compare_rates(groups[g], groups[favoured]);
                    gap.subject = s;
                    gap.group = g;
                    gaps.push_back(gap);
                    top_of.push_back(t);
                }
            }
        }
        judge_gaps(gaps, gap_limits(context, "bias.further.alpha"));
        std::vector<Compared> compared;
        for (std::size_t i = 0; i < gaps.size(); ++i) { compared.push_back({gaps[i], top_of[i]}); }
        return compared;
    }

    Outcome finding(const AuditContext& context, const ScoreGroups& subject, const std::vector<Top>& tops,
                    const std::vector<const Compared*>& compared, std::size_t comparisons) const {
        const Told told = told_of(subject, compared);
        Outcome outcome =
            told.worst != nullptr ? texts(context, subject, tops, told, comparisons) : nothing_told(context, subject);
        const std::string& favoured = subject.grouping.labels[*subject.grouping.favoured];
        outcome.metrics.text("score", context.name(*context.first_with(Role::score)));
        outcome.metrics.label("favoured", favoured);
        outcome.metrics.count("comparisons", comparisons);
        outcome.metrics.size("rows_without_score", subject.without_score);
        if (told.worst != nullptr) {
            const std::size_t top = told.worst->top;
            outcome.metrics.label("gravest_group", subject.grouping.labels[told.worst->gap.group]);
            outcome.metrics.word("gravest_verdict", name_of(told.worst->gap.verdict));
            outcome.metrics.share("gravest_top", tops[top].share);
            outcome.chart = chart_of(context, outcome.id, subject, tops[top], compared, top);
        } else {
            for (const std::string_view name : {"gravest_group", "gravest_verdict", "gravest_top"}) {
                outcome.metrics.none(name);
            }
        }
        outcome.binned = subject.grouping.binned;
        outcome.groups = groups_of(subject, tops);
        explain_ranking(outcome);
        return outcome;
    }

    /// Where all groups but one are too small to be told of.
    Outcome nothing_told(const AuditContext& context, const ScoreGroups& subject) const {
        OutcomeBuilder finding(info(), Status::info, Severity::none, subject.names);
        const Grouping& grouping = subject.grouping;
        finding.values.text("score", context.name(*context.first_with(Role::score)))
            .group("favoured", grouping.labels[*grouping.favoured], grouping.binned);
        return finding.title("too_few").summary("small_groups").make();
    }

    Outcome texts(const AuditContext& context, const ScoreGroups& subject, const std::vector<Top>& tops,
                  const Told& told, std::size_t comparisons) const {
        const Gap& gap = told.worst->gap;
        const Grouping& grouping = subject.grouping;
        const bool swapped = !gap.less();
        const stats::Fraction& behind = swapped ? gap.favoured : gap.own;
        const stats::Fraction& ahead = swapped ? gap.own : gap.favoured;
        const std::string& label = grouping.labels[gap.group];
        const std::string& favoured = grouping.labels[*grouping.favoured];
        OutcomeBuilder finding(info(), told.status(), told.severity(), subject.names);
        finding.values.text("score", context.name(*context.first_with(Role::score)))
            .group("group", swapped ? favoured : label, grouping.binned)
            .group("favoured", swapped ? label : favoured, grouping.binned)
            .number("top", tops[told.worst->top].share)
            .count("k", behind.k)
            .count("n", behind.n)
            .count("favoured_k", ahead.k)
            .count("favoured_n", ahead.n)
            .number("rate", behind.value())
            .number("favoured_rate", ahead.value())
            .number("per_hundred", 100 * behind.value() / ahead.value())
            .number("p", gap.log10_p_holm)
            .count("comparisons", comparisons);
        finding.say(told.variant());
        if (told.evidence()) { finding.headline().headline_note(); }
        return finding.make();
    }
};

}  // namespace

const Check& ranking() {
    static const Ranking check;
    return check;
}

}  // namespace klarsicht::bias
