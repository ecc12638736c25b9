#include <algorithm>
#include <array>
#include <cmath>

#include "audit/bias/checks.h"
#include "audit/bias/subjects.h"
#include "audit/rate_gap.h"

namespace klarsicht::bias {

namespace {

constexpr std::array<Role, 2> needs = {Role::protected_, Role::decision};
constexpr std::array<std::string_view, 4> limit_names = {"bias.selection_rate.ratio", "bias.group_gaps.negligible_ratio", "bias.group_gaps.alpha",
                                                         "bias.group_gaps.power"};
/// More cells than this are not listed in a report.
constexpr std::size_t most_listed_cells = 2000;
constexpr std::size_t most_chart_rows = 12;

json pair(const stats::Interval& interval) { return json::array({interval.low, interval.high}); }

json probability(double log10_p) { return std::isnan(log10_p) ? json(nullptr) : json(stats::from_log10(log10_p)); }

/// How far a ratio is from 1, in either direction.
double distance(const Gap& gap) {
    if (std::isnan(gap.ratio_bounds.low)) { return 0; }
    return std::fabs(std::log(gap.ratio_bounds.low) + std::log(gap.ratio_bounds.high)) / 2;
}

Status status_of(GapVerdict verdict) {
    switch (verdict) {
        case GapVerdict::disparity_large: return Status::fail;
        case GapVerdict::disparity: return Status::warn;
        case GapVerdict::negligible:
        case GapVerdict::no_evidence: return Status::pass;
        case GapVerdict::too_few: break;
    }
    return Status::info;
}

json gap_to_json(const Gap& gap, const std::string& label) {
    return {{"group", label},
            {"n", gap.own.n},
            {"selected", gap.own.k},
            {"selection_rate", gap.own.value()},
            {"selection_rate_ci95", pair(gap.own.ci95())},
            {"reference", false},
            {"difference", gap.difference},
            {"difference_ci95", pair(gap.difference_ci95)},
            {"ratio", gap.ratio},
            {"ratio_ci95", pair(gap.ratio_ci95)},
            {"z", gap.z.statistic},
            {"p", gap.z.p},
            {"log10_p", gap.z.log10_p},
            {"p_exact", probability(gap.log10_p_exact)},
            {"p_holm", probability(gap.log10_p_holm)},
            {"log10_p_holm", gap.log10_p_holm},
            {"p_bh", probability(gap.log10_p_bh)},
            {"log10_p_bh", gap.log10_p_bh},
            {"minimum_detectable_difference", gap.detectable},
            {"verdict", name_of(gap.verdict)}};
}

/// The gaps of one subject, the gravest first.
struct Ranked {
    std::vector<const Gap*> gaps;
    std::array<std::uint64_t, 5> counts{};  ///< by GapVerdict
    std::uint64_t less = 0;                 ///< groups with the gravest verdict that are selected less often
    std::uint64_t more = 0;

    std::uint64_t of(GapVerdict verdict) const { return counts[static_cast<std::size_t>(verdict)]; }
};

bool too_few_to_show(const Gap& gap) { return gap.own.n < least_people_shown; }

Ranked rank(std::span<const Gap> all, std::size_t subject) {
    Ranked ranked;
    for (const Gap& gap : all) {
        if (gap.subject != subject) { continue; }
        ranked.gaps.push_back(&gap);
        ++ranked.counts[static_cast<std::size_t>(gap.verdict)];
    }
    // Among equally grave ones those at a disadvantage come first, then the widest gap.
    std::ranges::stable_sort(ranked.gaps, [](const Gap* a, const Gap* b) {
        if (a->verdict != b->verdict) { return a->verdict < b->verdict; }
        if (too_few_to_show(*a) != too_few_to_show(*b)) { return too_few_to_show(*b); }
        if (a->less() != b->less()) { return a->less(); }
        return distance(*a) > distance(*b);
    });
    for (const Gap* gap : ranked.gaps) {
        if (gap->verdict != ranked.gaps.front()->verdict) { break; }
        ++(gap->less() ? ranked.less : ranked.more);
    }
    return ranked;
}

/// Everybody by all protected columns together, so that a reader of the report can cross any of them:
/// `cells[]` holds the number of the group in every column (behind the last: in none), rows with a known decision, and those selected.
json joint_counts(const AuditContext& context, const Cube& cube) {
    json columns = json::array();
    for (const Cube::Part& part : cube.parts()) {
        const auto favoured = favoured_group(context, part.column, part.groups);
        columns.push_back({{"column", context.name(part.column)}, {"groups", part.groups.labels}, {"binned", part.groups.binned}, {"favoured", favoured ? json(*favoured) : json(nullptr)}});
    }
    json cells = json::array();
    for (const Cube::Cell& cell : cube.cells()) {
        json row = json::array();
        for (std::size_t c = 0; c < cell.members.size(); ++c) { row.push_back(std::min<std::size_t>(cell.members[c], cube.parts()[c].groups.labels.size())); }
        std::uint64_t decided = 0;
        std::uint64_t selected = 0;
        for (std::size_t outcome = 0; outcome < 3; ++outcome) {
            selected += cell.rows[outcome * 3 + stats::DecisionCube::positive];
            decided += cell.rows[outcome * 3 + stats::DecisionCube::positive] + cell.rows[outcome * 3 + stats::DecisionCube::negative];
        }
        row.push_back(decided);
        row.push_back(selected);
        cells.push_back(std::move(row));
    }
    return {{"columns", std::move(columns)}, {"cells", std::move(cells)}};
}

/// Each group's rate of selection held against the favoured group's, with a verdict that rests on evidence.
class GroupGaps final : public Check {
public:
    const CheckInfo& info() const override {
        static const CheckInfo value{.id = "bias.group_gaps", .area = Area::bias, .needs = needs, .any = false, .limits = limit_names};
        return value;
    }

    std::vector<Outcome> run(const AuditContext& context) const override {
        const DecisionColumns columns = decision_columns(context);
        if (!columns.decision || measured_subjects(context).empty()) { return {nothing_to_compare(info(), context, columns)}; }
        const GapLimits limits = gap_limits(context);
        std::vector<Subject> subjects;
        std::vector<Gap> gaps;
        for (Subject subject : measured_subjects(context)) {
            if (subject.problem.empty() && !subject.grouping.favoured) { subject.problem = "favoured_absent"; }
            if (subject.problem.empty()) {
                const std::uint32_t favoured = *subject.grouping.favoured;
                for (std::size_t g = 0; g < subject.grouping.labels.size(); ++g) {
                    if (g == favoured || subject.cube.selection(g).n == 0) { continue; }
                    Gap gap = compare_rates(subject.cube.selection(g), subject.cube.selection(favoured));
                    gap.subject = subjects.size();
                    gap.group = g;
                    gaps.push_back(gap);
                }
            }
            subjects.push_back(std::move(subject));
        }
        judge_gaps(gaps, limits);

        std::vector<Outcome> outcomes;
        for (std::size_t i = 0; i < subjects.size(); ++i) {
            if (!subjects[i].problem.empty()) {
                outcomes.push_back(not_assessed(info(), subjects[i].names));
                outcomes.back().needs = needs_of(subjects[i].problem);
                continue;
            }
            outcomes.push_back(finding(subjects[i], rank(gaps, i), limits, gaps.size()));
        }
        quieten_crossed(outcomes);
        const auto told = std::ranges::find_if(outcomes, [](const Outcome& outcome) { return outcome.status != Status::not_assessed; });
        if (const std::optional<Cube>& joint = joint_cube(context); told != outcomes.end() && joint && joint->parts().size() > 1 && joint->cells().size() <= most_listed_cells) {
            told->metrics["joint_counts"] = joint_counts(context, *joint);
        }
        return outcomes;
    }

private:
    Outcome finding(const Subject& subject, const Ranked& ranked, const GapLimits& limits, std::size_t comparisons) const {
        const Gap& gravest = *ranked.gaps.front();
        const std::uint32_t favoured = *subject.grouping.favoured;
        // One group with too few rows does not make the others unclear.
        const bool only_too_few = ranked.of(GapVerdict::too_few) == ranked.gaps.size();
        const bool evidence = gravest.verdict == GapVerdict::disparity_large || gravest.verdict == GapVerdict::disparity;
        const Status status = evidence ? status_of(gravest.verdict) : only_too_few ? Status::info : Status::pass;
        const Severity severity = status == Status::fail ? Severity::high : status == Status::warn ? Severity::medium : Severity::none;
        Outcome outcome = outcome_of(info(), status, severity, subject.names);

        const std::string& label = subject.grouping.labels[gravest.group];
        const std::string& favoured_label = subject.grouping.labels[favoured];
        // Always told from the side of those at a disadvantage: where the favoured group itself is behind, the two change places.
        const bool swapped = evidence && !gravest.less();
        std::string variant;
        if (evidence) {
            variant = swapped ? (ranked.more > 1 ? "favoured_behind" : "less") : ranked.less > 1 ? "less_many" : "less";
        } else if (only_too_few) {
            variant = "too_few";
        } else {
            variant = ranked.of(GapVerdict::too_few) > 0 ? "none_some_too_few" : ranked.of(GapVerdict::negligible) > 0 ? "negligible" : "none";
        }
        const auto fill = [&](Message message) {
            const stats::Fraction& behind = swapped ? gravest.favoured : gravest.own;
            const stats::Fraction& ahead = swapped ? gravest.own : gravest.favoured;
            message.group("group", swapped ? favoured_label : label, subject.grouping.binned)
                .group("favoured", swapped ? label : favoured_label, subject.grouping.binned)
                .count("k", behind.k)
                .count("n", behind.n)
                .count("favoured_k", ahead.k)
                .count("favoured_n", ahead.n)
                .number("rate", behind.value())
                .number("favoured_rate", ahead.value())
                .number("per_hundred", 100 * behind.value() / ahead.value())
                .number("p", gravest.log10_p_holm)
                .count("comparisons", comparisons)
                .count("groups", ranked.gaps.size())
                .count("found", gravest.less() ? ranked.less : ranked.more)
                .count("too_few", ranked.of(GapVerdict::too_few))
                .number("detectable", gravest.detectable)
                .number("low", std::min(std::fabs(gravest.difference_ci95.low), std::fabs(gravest.difference_ci95.high)))
                .number("high", std::max(std::fabs(gravest.difference_ci95.low), std::fabs(gravest.difference_ci95.high)));
            return message;
        };
        // With a handful of people not even all against none would have shown.
        const bool blind = only_too_few && !(gravest.detectable < 1);
        const std::string summary = evidence ? variant + (status == Status::fail ? ".large" : ".small") : blind ? "too_few_any" : variant;
        outcome.title = fill(Message(outcome.id + ".title." + variant));
        outcome.summary = fill(Message(outcome.id + ".summary." + summary));
        outcome.headline = fill(Message(outcome.id + ".headline"));
        outcome.headline_note = fill(Message(outcome.id + ".headline_note." + (evidence ? "gap" : gravest.detectable < 1 ? "power" : "power_none")));

        outcome.metrics = {{"favoured", favoured_label},
                           {"favoured_n", gravest.favoured.n},
                           {"favoured_selected", gravest.favoured.k},
                           {"favoured_rate", gravest.favoured.value()},
                           {"comparisons", comparisons},
                           {"alpha", limits.alpha},
                           {"power", limits.power},
                           {"gravest_group", swapped ? favoured_label : label},
                           {"gravest_verdict", name_of(gravest.verdict)}};
        for (const GapVerdict verdict : {GapVerdict::disparity_large, GapVerdict::disparity, GapVerdict::negligible, GapVerdict::no_evidence, GapVerdict::too_few}) {
            outcome.metrics["groups_" + std::string(name_of(verdict))] = ranked.of(verdict);
        }
        outcome.intervals = {{"difference", pair(gravest.difference_ci95)}, {"ratio", pair(gravest.ratio_ci95)}};
        std::vector<const Gap*> in_order(ranked.gaps);
        std::ranges::sort(in_order, {}, &Gap::group);
        outcome.binned = subject.grouping.binned;
        for (const Gap* gap : in_order) { outcome.groups.push_back(gap_to_json(*gap, subject.grouping.labels[gap->group])); }
        outcome.chart = chart(outcome.id, subject, ranked, limits);
        return outcome;
    }

    static std::string joined(const std::vector<std::string>& names) {
        std::string text;
        for (const std::string& name : names) { text += (text.empty() ? "" : " & ") + name; }
        return text;
    }

    /// Coloured are those at a disadvantage: a group that is ahead of the reference puts the reference in that place.
    static Status row_status(const Gap& gap) {
        const Status status = status_of(gap.verdict);
        return gap.less() || status == Status::pass ? status : Status::info;
    }

    static Status reference_status(const Ranked& ranked) {
        Status status = Status::info;
        for (const Gap* gap : ranked.gaps) {
            if (gap->less()) { continue; }
            const Status own = status_of(gap->verdict);
            if (own == Status::fail || (own == Status::warn && status != Status::fail)) { status = own; }
        }
        return status;
    }

    static Chart chart(const std::string& id, const Subject& subject, const Ranked& ranked, const GapLimits& limits) {
        Chart chart;
        if (ranked.gaps.front()->favoured.n < least_people_shown || std::ranges::all_of(ranked.gaps, [](const Gap* gap) { return too_few_to_show(*gap); })) { return chart; }
        chart.kind = Chart::Kind::intervals;
        chart.title = Message(id + ".chart");
        chart.axis = Message(id + ".axis");
        chart.unit = Unit::share;
        const stats::Fraction favoured = ranked.gaps.front()->favoured;
        chart.limit_low = favoured.value() * limits.ratio;
        chart.limit_high = std::min(1.0, favoured.value() / limits.ratio);
        chart.limit_note = Message(id + ".limit_note").number("low", limits.ratio).number("high", 1 / limits.ratio);
        const auto row_of = [&](const stats::Fraction& fraction, const std::string& label) {
            ChartRow row;
            row.section = joined(subject.names);
            row.label = label;
            row.label_term = spoken_label(label, subject.grouping.binned);
            row.value = fraction.value();
            row.low = fraction.ci95().low;
            row.high = fraction.ci95().high;
            row.n = fraction.n;
            return row;
        };
        // The favoured group first, then the gravest gaps; bins in their own order, because they are a scale.
        std::vector<const Gap*> drawn;
        for (const Gap* gap : ranked.gaps) {
            if (drawn.size() < most_chart_rows - 1 && !too_few_to_show(*gap)) { drawn.push_back(gap); }
        }
        const std::size_t favoured_group = *subject.grouping.favoured;
        const bool in_order = subject.grouping.binned && subject.names.size() == 1;
        if (in_order) { std::ranges::sort(drawn, {}, &Gap::group); }
        const auto draw_favoured = [&] {
            chart.rows.push_back(row_of(favoured, subject.grouping.labels[favoured_group]));
            chart.rows.back().reference = true;
            chart.rows.back().status = reference_status(ranked);
        };
        if (!in_order) { draw_favoured(); }
        bool favoured_drawn = !in_order;
        for (const Gap* gap : drawn) {
            if (!favoured_drawn && gap->group > favoured_group) {
                draw_favoured();
                favoured_drawn = true;
            }
            chart.rows.push_back(row_of(gap->own, subject.grouping.labels[gap->group]));
            chart.rows.back().status = row_status(*gap);
        }
        if (!favoured_drawn) { draw_favoured(); }
        return chart;
    }
};

}  // namespace

const Check& group_gaps() {
    static const GroupGaps check;
    return check;
}

}  // namespace klarsicht::bias
