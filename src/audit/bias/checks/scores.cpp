#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "audit/bias/checks/checks.h"
#include "audit/bias/counts/score_curves.h"
#include "audit/bias/explain/findings.h"
#include "audit/small_cells.h"
#include "stats/score_intervals.h"
#include "stats/stratified.h"

namespace klarsicht::bias {

namespace {

constexpr std::array<Role, 3> needs = {Role::protected_, Role::score, Role::outcome};
constexpr std::string_view auc_limit = "bias.scores.auc_gap";
constexpr std::string_view calibration_limit = "bias.scores.calibration_gap";
constexpr std::string_view alpha = "bias.further.alpha";
constexpr std::array limit_names = {auc_limit, calibration_limit, alpha};
constexpr std::size_t calibration_parts = 10;
constexpr std::size_t most_thresholds = 100;
/// Parts of the scores from which samples are drawn for intervals.
constexpr std::size_t sampled_parts = 32;
/// With fewer positives or negatives a group's curve says nothing.
constexpr std::uint64_t least_each = 10;

/// One group's score held against the favoured group's.
struct ScoreGap {
    std::size_t subject = 0;
    std::size_t group = 0;
    stats::AucEstimate auc;
    double auc_difference = stats::undefined;
    double auc_log10_p = stats::undefined;
    double auc_log10_p_holm = stats::undefined;
    stats::StratifiedComparison at_same_score;  ///< how often it happened, among people of about the same score
    double calibration_log10_p_holm = stats::undefined;
    bool ranks_worse = false;
    bool underestimated = false;  ///< at the same score it happens more often than in the favoured group
    bool overestimated = false;
    bool too_few = false;

    bool found() const { return ranks_worse || underestimated || overestimated; }
    std::string_view verdict() const {
        if (too_few) { return "too_few"; }
        if (underestimated) { return "underestimated"; }
        return overestimated ? "overestimated" : ranks_worse ? "ranks_worse" : "no_evidence";
    }
};

/// How many people with a known outcome there are.
std::uint64_t known(const stats::AucEstimate& auc) { return auc.positives + auc.negatives; }
/// How many people an area under a curve rests on: it holds those to whom it happened against the others.
std::uint64_t rests_on(const stats::AucEstimate& auc) { return std::min(auc.positives, auc.negatives); }

/// Where the scores of a subject are cut.
struct Cuts {
    std::vector<double> calibration;
    std::vector<double> samples;
    std::vector<double> thresholds;
};

stats::StratifiedComparison compare_calibration(const std::vector<stats::CalibrationBin>& own,
                                                const std::vector<stats::CalibrationBin>& favoured) {
    std::vector<stats::Stratum> strata;
    for (std::size_t i = 0; i < own.size(); ++i) { strata.push_back({own[i].happened, favoured[i].happened}); }
    return stats::compare_within(strata);
}

/// Every group of a subject held against the favoured one; the favoured one's row holds only its own curve.
void compare(const ScoreGroups& subject, std::size_t place, const std::vector<double>& cuts,
             std::vector<ScoreGap>& gaps) {
    const std::size_t favoured = *subject.grouping.favoured;
    const stats::AucEstimate best = stats::auc_estimate(subject.curves[favoured]);
    const std::vector<stats::CalibrationBin> their_bins = stats::calibration(subject.curves[favoured], cuts);
    for (std::size_t g = 0; g < subject.curves.size(); ++g) {
        ScoreGap gap{.subject = place, .group = g, .auc = stats::auc_estimate(subject.curves[g])};
        if (g != favoured) {
            gap.too_few = std::min(rests_on(gap.auc), rests_on(best)) < least_each;
            gap.auc_difference = gap.auc.auc - best.auc;
            const double variance = gap.auc.variance + best.variance;
            if (!gap.too_few && variance > 0) {
                gap.auc_log10_p = stats::chi_squared_log10_p(gap.auc_difference * gap.auc_difference / variance, 1);
            }
            gap.at_same_score = compare_calibration(stats::calibration(subject.curves[g], cuts), their_bins);
        }
        gaps.push_back(gap);
    }
}

/// Whether the score tells those to whom it happened from the others at all: else "the same score" means nothing, and a
/// comparison at it only repeats how often it happens in each group.
bool separates(const AuditContext& context, const stats::AucEstimate& everybody) {
    return std::fabs(everybody.auc - 0.5) >= context.limit(auc_limit);
}

void judge(const AuditContext& context, bool means_something, std::vector<ScoreGap>& gaps) {
    const double log10_alpha = std::log10(context.limit(alpha));
    const double least_auc = context.limit(auc_limit);
    const double least_calibration = context.limit(calibration_limit);
    std::vector<double> evidence;
    for (const ScoreGap& gap : gaps) {
        evidence.push_back(gap.auc_log10_p);
        evidence.push_back(gap.too_few ? stats::undefined : gap.at_same_score.cmh.log10_p);
    }
    const std::vector<double> holm = stats::holm_log10(evidence);
    for (std::size_t i = 0; i < gaps.size(); ++i) {
        ScoreGap& gap = gaps[i];
        const double difference = gap.at_same_score.difference;
        gap.auc_log10_p_holm = holm[2 * i];
        gap.calibration_log10_p_holm = holm[2 * i + 1];
        gap.ranks_worse = gap.auc_log10_p_holm < log10_alpha && std::fabs(gap.auc_difference) >= least_auc;
        const bool differs =
            means_something && gap.calibration_log10_p_holm < log10_alpha && std::fabs(difference) >= least_calibration;
        gap.underestimated = differs && difference > 0;
        gap.overestimated = differs && difference < 0;
    }
}

/// What the comparisons of a subject that may be told say together.
struct Told {
    const ScoreGap* worst = nullptr;
    std::size_t found = 0;
    std::size_t compared = 0;
    bool separates = true;

    /// What a score means is told before how well it ranks.
    bool meaning() const { return worst != nullptr && (worst->underestimated || worst->overestimated); }
    std::string_view variant() const {
        if (worst == nullptr) { return compared == 0 ? "too_few" : separates ? "none" : "says_nothing"; }
        if (meaning()) { return worst->underestimated ? "underestimated" : "overestimated"; }
        return worst->auc_difference < 0 ? "ranks_worse" : "favoured_ranks_worse";
    }
};

Told told_of(const ScoreGroups& subject, const std::vector<const ScoreGap*>& gaps) {
    // A threshold treats equal scores as equal people.
    const auto weight = [](const ScoreGap& one) {
        const bool meaning = one.underestimated || one.overestimated;
        return meaning ? 1 + std::fabs(one.at_same_score.difference) : std::fabs(one.auc_difference);
    };
    const std::size_t favoured = *subject.grouping.favoured;
    Told told;
    for (const ScoreGap* gap : gaps) {
        if (gap->group == favoured || !subject.tells(gap->group) || !subject.tells(favoured)) { continue; }
        told.compared += gap->too_few ? 0 : 1;
        if (!gap->found()) { continue; }
        ++told.found;
        if (told.worst == nullptr || weight(*gap) > weight(*told.worst)) { told.worst = gap; }
    }
    return told;
}

/// How far a group's score is from the favoured group's.
void add_comparison(Figures& figures, const ScoreGroups& subject, const ScoreGap& gap, const ScoreGap& best,
                    const std::vector<double>& samples) {
    const stats::CurveDistances distances =
        stats::curve_distances(subject.curves[gap.group], subject.curves[best.group], samples, 1);
    const double off = stats::z95 * std::sqrt(gap.auc.variance + best.auc.variance);
    // A difference to a group that is not told would tell it.
    const bool told = subject.tells(best.group);
    const auto both = [&](std::uint64_t own, std::uint64_t theirs) { return told ? std::min(own, theirs) : 1; };
    const std::uint64_t people = both(subject.people[gap.group], subject.people[best.group]);
    const std::uint64_t outcomes = both(known(gap.auc), known(best.auc));
    const std::uint64_t ranked = both(rests_on(gap.auc), rests_on(best.auc));
    const stats::Interval auc_ci95{gap.auc_difference - off, gap.auc_difference + off};
    figures.points("auc_difference", gap.auc_difference).with(auc_ci95).of(ranked);
    figures.log10_p("auc_log10_p_holm", gap.auc_log10_p_holm).of(ranked);
    figures.number("abroca", distances.abroca).with(distances.abroca_ci95).of(ranked);
    figures.number("kolmogorov_smirnov", distances.kolmogorov_smirnov.statistic)
        .with(distances.kolmogorov_smirnov_ci95)
        .of(people);
    figures.log10_p("kolmogorov_smirnov_log10_p", distances.kolmogorov_smirnov.log10_p).of(people);
    figures.points("calibration_difference", gap.at_same_score.difference)
        .with(gap.at_same_score.difference_ci95)
        .of(outcomes);
    figures.log10_p("calibration_log10_p_holm", gap.calibration_log10_p_holm).of(outcomes);
    figures.word("verdict", gap.verdict()).of(people);
}

/// Bins of too few people, and those from which they would follow.
std::vector<std::uint8_t> hidden_bins(const std::vector<stats::CalibrationBin>& bins) {
    const std::vector<std::vector<std::size_t>> all_together(1);
    const std::vector<std::vector<std::uint32_t>> members(bins.size());
    std::vector<std::uint64_t> people;
    for (const stats::CalibrationBin& bin : bins) { people.push_back(bin.happened.n); }
    return hidden_cells(members, people, all_together);
}

/// How often it happened in each tenth of the scores, and how well scores that are probabilities say so.
void add_calibration(Figures& figures, const ScoreGroups& subject, const ScoreGap& gap,
                     const std::vector<double>& cuts) {
    const stats::ScoreCurve& curve = subject.curves[gap.group];
    const std::vector<stats::CalibrationBin> bins = stats::calibration(curve, cuts);
    if (subject.probability) {
        figures.number("expected_calibration_error", stats::expected_calibration_error(bins))
            .with(stats::calibration_error_ci95(bins, 1))
            .of(known(gap.auc));
        figures.number("brier_score", stats::brier_score(curve))
            .with(stats::brier_score_ci95(curve))
            .of(known(gap.auc));
    }
    // All bins together are told as the group's positives: with one bin of few people another is left out.
    const std::vector<std::uint8_t> hidden = hidden_bins(bins);
    std::vector<Figure> list;
    for (std::size_t i = 0; i < bins.size(); ++i) {
        const std::uint64_t people = hidden[i] != 0 ? 1 : bins[i].happened.n;
        Figures part;
        part.number("from", bins[i].from).opened();
        part.count("n", bins[i].happened.n);  // of a small group it tells the scores
        part.number("mean_score", bins[i].mean_score).of(people);
        part.share("rate", bins[i].happened).of(people);
        list.push_back(Figures::part_item(std::move(part)));
    }
    figures.list("calibration", std::move(list));
}

/// Whom each threshold would select. Like the counts of a confusion table they are about the whole group, however few a
/// threshold selects.
void add_thresholds(Figures& figures, const stats::ScoreCurve& curve, const std::vector<double>& thresholds) {
    std::vector<Figure> selected;
    std::vector<Figure> positives;
    std::vector<Figure> negatives;
    for (const stats::AtThreshold& at : stats::at_thresholds(curve, thresholds)) {
        selected.push_back(Figures::count_item(at.selected));
        positives.push_back(Figures::count_item(at.selected_positives));
        negatives.push_back(Figures::count_item(at.selected_negatives));
    }
    Figures counts;
    counts.list("selected", std::move(selected));
    counts.list("positives", std::move(positives));
    counts.list("negatives", std::move(negatives));
    figures.part("at_thresholds", std::move(counts));
}

Group group_of(const ScoreGroups& subject, const ScoreGap& gap, const ScoreGap& best, const Cuts& cuts) {
    const stats::ScoreMean mean = stats::score_mean(subject.curves[gap.group]);
    const double half = stats::z95 * mean.standard_error;
    const bool reference = gap.group == best.group;
    Group group;
    group.people = mean.n;
    group.hidden = subject.hidden[gap.group] != 0;
    Figures& figures = group.figures;
    figures.label("group", subject.grouping.labels[gap.group]);
    figures.size("n", mean.n);
    figures.count("positives", gap.auc.positives);
    figures.count("negatives", gap.auc.negatives);
    figures.number("mean_score", mean.mean).with({mean.mean - half, mean.mean + half});
    figures.number("auc", gap.auc.auc).with(gap.auc.ci95()).of(rests_on(gap.auc));
    figures.flag("reference", reference).opened();
    if (!reference) { add_comparison(figures, subject, gap, best, cuts.samples); }
    add_calibration(figures, subject, gap, cuts.calibration);
    add_thresholds(figures, subject.curves[gap.group], cuts.thresholds);
    return group;
}

/// What a score means in each group, or how well it ranks there.
Chart chart_of(const AuditContext& context, const std::string& id, const ScoreGroups& subject,
               const std::vector<const ScoreGap*>& gaps, bool meaning) {
    const std::string_view end = meaning ? ".meaning" : ".ranks";
    const std::size_t favoured = *subject.grouping.favoured;
    const stats::AucEstimate& best = gaps[favoured]->auc;
    Chart chart;
    chart.kind = Chart::Kind::intervals;
    chart.title = Message(id + ".chart" + std::string(end));
    chart.title.text("score", context.name(*context.first_with(Role::score)));
    chart.axis = Message(id + ".axis" + std::string(end));
    chart.unit = meaning ? Unit::points : Unit::number;
    if (meaning || (subject.tells(favoured) && context.shows(rests_on(best)))) {
        const double limit = context.limit(meaning ? calibration_limit : auc_limit);
        const double middle = meaning ? 0 : best.auc;
        chart.limit_low = middle - limit;
        chart.limit_high = middle + limit;
        chart.limit_note = Message(id + ".limit_note" + std::string(end)).number("limit", limit);
    }
    for (const ScoreGap* gap : gaps) {
        const bool reference = gap->group == favoured;
        if (!subject.tells(gap->group)) { continue; }
        if (meaning && (reference || !subject.tells(favoured))) { continue; }
        if (!meaning && (std::isnan(gap->auc.auc) || !context.shows(rests_on(gap->auc)))) { continue; }
        ChartRow row;
        row.label = subject.grouping.labels[gap->group];
        row.label_term = spoken_label(row.label, subject.grouping.binned);
        row.value = meaning ? gap->at_same_score.difference : gap->auc.auc;
        row.ci95 = meaning ? gap->at_same_score.difference_ci95 : gap->auc.ci95();
        row.n = subject.people[gap->group];
        row.people = meaning ? std::min(known(gap->auc), known(best)) : rests_on(gap->auc);
        row.reference = reference;
        row.status = gap->found() ? Status::warn : Status::info;
        chart.rows.push_back(std::move(row));
    }
    if (chart.rows.empty()) { chart = {}; }
    return chart;
}

/// Whether a score is as good, and means the same, for every group.
class Scores final : public Check {
public:
    const CheckInfo& info() const override {
        static const CheckInfo value{.id = "bias.scores",
                                     .area = Area::bias,
                                     .needs = needs,
                                     .any = false,
                                     .limits = limit_names,
                                     .answers = true};
        return value;
    }

    std::vector<Outcome> run(const AuditContext& context) const override {
        const bool has_all =
            std::ranges::all_of(needs, [&](Role role) { return context.first_with(role).has_value(); });
        const std::vector<ScoreGroups>& subjects = score_groups(context);
        if (!has_all || subjects.empty()) { return {not_assessed(info())}; }
        std::vector<Cuts> cuts(subjects.size());
        std::vector<ScoreGap> gaps;
        for (std::size_t s = 0; s < subjects.size(); ++s) {
            if (!subjects[s].problem.empty()) { continue; }
            cuts[s].calibration = stats::score_cuts(*subjects[s].all, calibration_parts);
            cuts[s].samples = stats::score_cuts(*subjects[s].all, sampled_parts);
            cuts[s].thresholds = stats::score_cuts(*subjects[s].all, most_thresholds);
            compare(subjects[s], s, cuts[s].calibration, gaps);
        }
        const auto known = std::ranges::find_if(subjects, [](const ScoreGroups& one) { return one.problem.empty(); });
        judge(context, known == subjects.end() || separates(context, stats::auc_estimate(*known->all)), gaps);
        std::vector<Outcome> outcomes;
        for (std::size_t s = 0; s < subjects.size(); ++s) {
            if (!subjects[s].problem.empty()) {
                outcomes.push_back(not_assessed(info(), subjects[s].names));
                outcomes.back().needs = needs_of(subjects[s].problem);
                continue;
            }
            std::vector<const ScoreGap*> own;
            for (const ScoreGap& gap : gaps) {
                if (gap.subject == s) { own.push_back(&gap); }
            }
            outcomes.push_back(finding(context, subjects[s], own, cuts[s]));
        }
        // What the score does not say it says of no group: once is enough.
        bool said = false;
        std::erase_if(outcomes, [&](const Outcome& outcome) {
            return outcome.title.key == "bias.scores.title.says_nothing" && std::exchange(said, true);
        });
        quieten_crossed(outcomes);
        return outcomes;
    }

private:
    Outcome finding(const AuditContext& context, const ScoreGroups& subject, const std::vector<const ScoreGap*>& gaps,
                    const Cuts& cuts) const {
        const ScoreGap& reference = *gaps[*subject.grouping.favoured];
        const stats::AucEstimate everybody = stats::auc_estimate(*subject.all);
        Told told = told_of(subject, gaps);
        told.separates = separates(context, everybody);
        Outcome outcome = texts(context, subject, told, reference);
        Figures& metrics = outcome.metrics;
        metrics.text("score", context.name(*context.first_with(Role::score)));
        metrics.text("outcome", context.name(*context.first_with(Role::outcome)));
        metrics.label("favoured", subject.grouping.labels[reference.group]);
        metrics.number("auc", everybody.auc).of(rests_on(everybody));
        metrics.size("rows_without_score", subject.without_score);
        metrics.flag("probability_scale", subject.probability);
        metrics.count("groups_found", told.found);
        metrics.numbers("thresholds", cuts.thresholds);
        outcome.binned = subject.grouping.binned;
        for (const ScoreGap* gap : gaps) { outcome.groups.push_back(group_of(subject, *gap, reference, cuts)); }
        outcome.chart = chart_of(context, outcome.id, subject, gaps, told.meaning());
        explain_scores(outcome);
        return outcome;
    }

    Outcome texts(const AuditContext& context, const ScoreGroups& subject, const Told& told,
                  const ScoreGap& reference) const {
        const ScoreGap* worst = told.worst;
        const Grouping& grouping = subject.grouping;
        const bool passes = told.compared > 0 && told.separates;
        const Status status = worst != nullptr ? Status::warn : passes ? Status::pass : Status::info;
        const Severity severity = worst != nullptr ? Severity::medium : Severity::none;
        OutcomeBuilder finding(info(), status, severity, subject.names);
        finding.values.text("score", context.name(*context.first_with(Role::score)))
            .text("outcome", context.name(*context.first_with(Role::outcome)))
            .group("favoured", grouping.labels[reference.group], grouping.binned)
            .count("groups", told.compared)
            .number("favoured_auc", reference.auc.auc)
            .count("found", told.found);
        finding.say(told.variant());
        if (worst == nullptr) { return finding.make(); }
        const stats::Interval& ci95 = worst->at_same_score.difference_ci95;
        const std::string_view variant = told.meaning() ? "meaning" : "ranks";
        finding.values.group("group", grouping.labels[worst->group], grouping.binned)
            .number("auc", worst->auc.auc)
            .number("gap", std::fabs(worst->at_same_score.difference))
            .number("low", std::min(std::fabs(ci95.low), std::fabs(ci95.high)))
            .number("high", std::max(std::fabs(ci95.low), std::fabs(ci95.high)))
            .number("p", told.meaning() ? worst->calibration_log10_p_holm : worst->auc_log10_p_holm);
        return finding.headline(variant).headline_note(variant).make();
    }
};

}  // namespace

const Check& scores() {
    static const Scores check;
    return check;
}

}  // namespace klarsicht::bias
