#include <algorithm>
#include <array>
#include <cmath>

#include "audit/bias/checks/arms.h"
#include "audit/bias/checks/checks.h"
#include "audit/bias/counts/subjects.h"
#include "audit/rate_gap.h"
#include "base/sort_few.h"

namespace klarsicht::bias {

namespace {

constexpr std::array<Role, 2> needs = {Role::protected_, Role::decision};
constexpr std::array<std::string_view, 4> limit_names = {
    "bias.selection_rate.ratio", "bias.group_gaps.negligible_ratio", "bias.group_gaps.alpha", "bias.group_gaps.power"};

/// How far a ratio is from 1, in either direction.
double distance(const Gap& gap) {
    if (std::isnan(gap.ratio_bounds.low)) { return 0; }
    return std::fabs(std::log(gap.ratio_bounds.low) + std::log(gap.ratio_bounds.high)) / 2;
}

Status status_of(GapVerdict verdict) {
    switch (verdict) {
        case GapVerdict::disparity_large:
            return Status::fail;
        case GapVerdict::disparity:
            return Status::warn;
        case GapVerdict::negligible:
        case GapVerdict::no_evidence:
            return Status::pass;
        case GapVerdict::too_few:
            break;
    }
    return Status::info;
}

double probability(double log10_p) { return std::isnan(log10_p) ? stats::undefined : stats::from_log10(log10_p); }

Group group_of(const Gap& gap, const std::string& label, bool hidden) {
    Group group;
    group.people = gap.own.n;
    group.hidden = hidden;
    Figures& figures = group.figures;
    figures.label("group", label);
    figures.size("n", gap.own.n);
    figures.count("selected", gap.own.k);
    figures.share("selection_rate", gap.own);
    figures.flag("reference", false).opened();
    figures.points("difference", gap.difference).with(gap.difference_ci95);
    figures.factor("ratio", gap.ratio).with(gap.ratio_ci95);
    figures.number("z", gap.z.statistic);
    figures.p_value("p", gap.z.p);
    figures.log10_p("log10_p", gap.z.log10_p);
    figures.p_value("p_exact", probability(gap.log10_p_exact));
    figures.p_value("p_holm", probability(gap.log10_p_holm));
    figures.log10_p("log10_p_holm", gap.log10_p_holm);
    figures.p_value("p_bh", probability(gap.log10_p_bh));
    figures.log10_p("log10_p_bh", gap.log10_p_bh);
    figures.points("minimum_detectable_difference", gap.detectable);
    // Few people are no secret, what was decided about them is.
    Figure& verdict = figures.word("verdict", hidden ? name_of(GapVerdict::too_few) : name_of(gap.verdict));
    if (hidden) { verdict.opened(); }
    return group;
}

/// The gaps of one subject, the gravest first.
struct Ranked {
    std::vector<const Gap*> gaps;
    std::array<std::uint64_t, 5> counts{};  ///< by GapVerdict
    std::uint64_t less = 0;                 ///< groups with the gravest verdict that are selected less often
    std::uint64_t more = 0;
    std::size_t hidden = 0;  ///< the last ones, of which nothing is told

    bool only_hidden() const { return hidden == gaps.size(); }
    std::uint64_t of(GapVerdict verdict) const { return counts[static_cast<std::size_t>(verdict)]; }
};

bool few(const Gap& gap) { return gap.own.n < least_people_shown; }

Ranked rank(std::span<const Gap> all, std::size_t place, const Subject& subject) {
    Ranked ranked;
    const auto hidden = [&](const Gap* gap) { return subject.hidden[gap->group] != 0; };
    for (const Gap& gap : all) {
        if (gap.subject != place) { continue; }
        ranked.gaps.push_back(&gap);
        ranked.hidden += hidden(&gap) ? 1 : 0;
        ++ranked.counts[static_cast<std::size_t>(hidden(&gap) ? GapVerdict::too_few : gap.verdict)];
    }
    // Among equally grave ones those at a disadvantage come first, then the widest gap.
    sort_few(ranked.gaps, [&](const Gap* a, const Gap* b) {
        if (hidden(a) != hidden(b)) { return hidden(b); }
        if (a->verdict != b->verdict) { return a->verdict < b->verdict; }
        if (few(*a) != few(*b)) { return few(*b); }
        if (a->less() != b->less()) { return a->less(); }
        return distance(*a) > distance(*b);
    });
    for (const Gap* gap : ranked.gaps) {
        if (hidden(gap) || gap->verdict != ranked.gaps.front()->verdict) { break; }
        ++(gap->less() ? ranked.less : ranked.more);
    }
    return ranked;
}

/// Each group's rate of selection held against the favoured group's, with a verdict that rests on evidence.
class GroupGaps final : public Check {
public:
    const CheckInfo& info() const override {
        static const CheckInfo value{.id = "bias.group_gaps",
                                     .area = Area::bias,
                                     .needs = needs,
                                     .any = false,
                                     .limits = limit_names,
                                     .answers = true};
        return value;
    }

    std::vector<Outcome> run(const AuditContext& context) const override {
        const DecisionColumns columns = decision_columns(context);
        if (!columns.decision || measured_subjects(context).empty()) {
            return {nothing_to_compare(info(), context, columns)};
        }
        const GapLimits limits = gap_limits(context);
        std::vector<Subject> subjects;
        std::vector<Gap> gaps;
        for (Subject subject : measured_subjects(context)) {
            if (subject.problem.empty() && !subject.grouping.favoured) { subject.problem = "favoured_absent"; }
            if (subject.problem.empty() &&
                (subject.hidden[*subject.grouping.favoured] != 0 ||
                 subject.cube.selection(*subject.grouping.favoured).n < least_people_shown)) {
                subject.problem = "favoured_few";
            }
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

        const Message selected = std::move(Message()
                                               .text("decision", context.name(*columns.decision))
                                               .text("value", positive_value(context, *columns.decision)));
        std::vector<Outcome> outcomes;
        for (std::size_t i = 0; i < subjects.size(); ++i) {
            if (!subjects[i].problem.empty()) {
                outcomes.push_back(not_assessed(info(), subjects[i].names));
                outcomes.back().needs = needs_of(subjects[i].problem);
                continue;
            }
            outcomes.push_back(finding(subjects[i], rank(gaps, i, subjects[i]), limits, gaps.size(), selected));
        }
        quieten_crossed(outcomes);
        return outcomes;
    }

private:
    /// What is told of a subject: the gravest gap, from the side of those at a disadvantage. Where the favoured group
    /// itself is behind, the two change places.
    struct Told {
        bool evidence, only_too_few, swapped;
        Status status;
        Severity severity;

        explicit Told(const Ranked& ranked)
            : evidence(!ranked.only_hidden() &&
                       (gravest(ranked) == GapVerdict::disparity_large || gravest(ranked) == GapVerdict::disparity)),
              // One group with too few rows does not make the others unclear.
              only_too_few(ranked.of(GapVerdict::too_few) == ranked.gaps.size()),
              swapped(evidence && !ranked.gaps.front()->less()),
              status(evidence       ? status_of(gravest(ranked))
                     : only_too_few ? Status::info
                                    : Status::pass),
              severity(status == Status::fail   ? Severity::high
                       : status == Status::warn ? Severity::medium
                                                : Severity::none) {}

        static GapVerdict gravest(const Ranked& ranked) { return ranked.gaps.front()->verdict; }

        std::string variant(const Ranked& ranked) const {
            if (evidence) {
                return swapped           ? (ranked.more > 1 ? "favoured_behind" : "less")
                       : ranked.less > 1 ? "less_many"
                                         : "less";
            }
            if (only_too_few) { return "too_few"; }
            return ranked.of(GapVerdict::too_few) > 0      ? "none_some_too_few"
                   : ranked.of(GapVerdict::negligible) > 0 ? "negligible"
                                                           : "none";
        }
    };

    Outcome finding(const Subject& subject, const Ranked& ranked, const GapLimits& limits, std::size_t comparisons,
                    const Message& selected) const {
        const Told told(ranked);
        Outcome outcome = texts(subject, ranked, told, comparisons, selected);
        add_metrics(outcome.metrics, subject, ranked, told, limits, comparisons);
        if (!ranked.only_hidden()) {
            outcome.intervals.interval("difference", ranked.gaps.front()->difference_ci95);
            outcome.intervals.interval("ratio", ranked.gaps.front()->ratio_ci95);
            outcome.chart = chart(outcome.id, subject, ranked, limits);
        }
        std::vector<const Gap*> in_order(ranked.gaps);
        sort_few(in_order, {}, &Gap::group);
        outcome.binned = subject.grouping.binned;
        for (const Gap* gap : in_order) {
            outcome.groups.push_back(
                group_of(*gap, subject.grouping.labels[gap->group], subject.hidden[gap->group] != 0));
        }
        return outcome;
    }

    /// @param selected which value of which decision it is to be selected
    Outcome texts(const Subject& subject, const Ranked& ranked, const Told& told, std::size_t comparisons,
                  const Message& selected) const {
        const Gap& gravest = *ranked.gaps.front();
        const std::string& label = subject.grouping.labels[gravest.group];
        const std::string& favoured_label = subject.grouping.labels[*subject.grouping.favoured];
        OutcomeBuilder builder(info(), told.status, told.severity, subject.names);
        builder.values.args = selected.args;
        builder.values.group("favoured", told.swapped ? label : favoured_label, subject.grouping.binned)
            .count("comparisons", comparisons)
            .count("groups", ranked.gaps.size())
            .count("found", gravest.less() ? ranked.less : ranked.more)
            .count("too_few", ranked.of(GapVerdict::too_few))
            .count("least", least_people_shown);
        if (ranked.only_hidden()) { return builder.title("too_few").summary("few").headline_note("power_none").make(); }
        const stats::Fraction& behind = told.swapped ? gravest.favoured : gravest.own;
        const stats::Fraction& ahead = told.swapped ? gravest.own : gravest.favoured;
        builder.values.group("group", told.swapped ? favoured_label : label, subject.grouping.binned)
            .count("k", behind.k)
            .count("n", behind.n)
            .count("favoured_k", ahead.k)
            .count("favoured_n", ahead.n)
            .number("rate", behind.value())
            .number("favoured_rate", ahead.value())
            .number("per_hundred", 100 * behind.value() / ahead.value())
            .number("p", gravest.log10_p_holm)
            .number("detectable", gravest.detectable)
            .number("low", std::min(std::fabs(gravest.difference_ci95.low), std::fabs(gravest.difference_ci95.high)))
            .number("high", std::max(std::fabs(gravest.difference_ci95.low), std::fabs(gravest.difference_ci95.high)));
        // With a handful of people not even all against none would have shown.
        const bool blind = told.only_too_few && !(gravest.detectable < 1);
        const std::string variant = told.variant(ranked);
        const std::string summary = told.evidence ? variant + (told.status == Status::fail ? ".large" : ".small")
                                    : blind       ? "too_few_any"
                                                  : variant;
        return builder.title(variant)
            .summary(summary)
            .headline()
            .headline_note(told.evidence            ? "gap"
                           : gravest.detectable < 1 ? "power"
                                                    : "power_none")
            .make();
    }

    static void add_metrics(Figures& metrics, const Subject& subject, const Ranked& ranked, const Told& told,
                            const GapLimits& limits, std::size_t comparisons) {
        const Gap& gravest = *ranked.gaps.front();
        const std::string& favoured_label = subject.grouping.labels[*subject.grouping.favoured];
        metrics.label("favoured", favoured_label);
        metrics.size("favoured_n", gravest.favoured.n);
        metrics.count("favoured_selected", gravest.favoured.k).of(gravest.favoured.n);
        metrics.share("favoured_rate", gravest.favoured.value()).of(gravest.favoured.n);
        metrics.count("comparisons", comparisons);
        metrics.number("alpha", limits.alpha);
        metrics.share("power", limits.power);
        if (ranked.only_hidden()) {
            metrics.none("gravest_group");
            metrics.none("gravest_verdict");
        } else {
            metrics.label("gravest_group", told.swapped ? favoured_label : subject.grouping.labels[gravest.group]);
            metrics.word("gravest_verdict", name_of(gravest.verdict));
        }
        for (const GapVerdict verdict : {GapVerdict::disparity_large, GapVerdict::disparity, GapVerdict::negligible,
                                         GapVerdict::no_evidence, GapVerdict::too_few}) {
            metrics.count("groups_" + std::string(name_of(verdict)), ranked.of(verdict));
        }
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
        for (std::size_t i = 0; i + ranked.hidden < ranked.gaps.size(); ++i) {
            if (ranked.gaps[i]->less()) { continue; }
            const Status own = status_of(ranked.gaps[i]->verdict);
            if (own == Status::fail || (own == Status::warn && status != Status::fail)) { status = own; }
        }
        return status;
    }

    static Chart chart(const std::string& id, const Subject& subject, const Ranked& ranked, const GapLimits& limits) {
        Chart chart;
        const stats::Fraction favoured = ranked.gaps.front()->favoured;
        if (favoured.n < least_people_shown ||
            std::ranges::all_of(ranked.gaps, [](const Gap* gap) { return few(*gap); })) {
            return chart;
        }
        chart.kind = Chart::Kind::intervals;
        chart.title = Message(id + ".chart");
        chart.axis = Message(id + ".axis");
        chart.unit = Unit::share;
        chart.limit_low = favoured.value() * limits.ratio;
        chart.limit_high = std::min(1.0, favoured.value() / limits.ratio);
        chart.limit_note = Message(id + ".limit_note").number("low", limits.ratio).number("high", 1 / limits.ratio);
        // The favoured group first, then the gravest gaps; bins in their own order, because they are a scale.
        std::vector<const Gap*> drawn;
        for (std::size_t i = 0; i + ranked.hidden < ranked.gaps.size(); ++i) {
            if (!few(*ranked.gaps[i])) { drawn.push_back(ranked.gaps[i]); }
        }
        const bool in_order = subject.grouping.binned && subject.names.size() == 1;
        if (in_order) { sort_few(drawn, {}, &Gap::group); }
        for (const Gap* gap : drawn) { chart.rows.push_back(row_of(subject, gap->group, gap->own, row_status(*gap))); }
        const std::size_t favoured_group = *subject.grouping.favoured;
        const auto place =
            in_order ? std::ranges::find_if(drawn, [&](const Gap* gap) { return gap->group > favoured_group; }) -
                           drawn.begin()
                     : 0;
        const auto row = chart.rows.insert(chart.rows.begin() + place,
                                           row_of(subject, favoured_group, favoured, reference_status(ranked)));
        row->reference = true;
        return chart;
    }

    static ChartRow row_of(const Subject& subject, std::size_t group, const stats::Fraction& fraction, Status status) {
        ChartRow row = ChartRow::of(subject.grouping.labels[group], subject.grouping.binned, fraction);
        row.section = joined(subject.names);
        row.status = status;
        return row;
    }
};

}  // namespace

const Check& group_gaps() {
    static const GroupGaps check;
    return check;
}

}  // namespace klarsicht::bias
