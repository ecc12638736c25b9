#include <algorithm>
#include <array>
#include <cmath>

#include "audit/bias/checks.h"
#include "audit/bias/explain_findings.h"
#include "audit/bias/score_curves.h"
#include "stats/score_intervals.h"
#include "stats/stratified.h"

namespace klarsicht::bias {

namespace {

constexpr std::array<Role, 3> needs = {Role::protected_, Role::score, Role::outcome};
constexpr std::array<std::string_view, 3> limit_names = {"bias.scores.auc_gap", "bias.scores.calibration_gap", "bias.group_gaps.alpha"};
constexpr std::size_t calibration_parts = 10;
constexpr std::size_t most_thresholds = 100;
/// Parts of the scores from which samples are drawn for intervals.
constexpr std::size_t sampled_parts = 32;
constexpr std::size_t most_chart_rows = 12;
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
};


stats::StratifiedComparison compare_calibration(const std::vector<stats::CalibrationBin>& own, const std::vector<stats::CalibrationBin>& favoured) {
    std::vector<stats::Stratum> strata;
    for (std::size_t i = 0; i < own.size(); ++i) { strata.push_back({own[i].happened, favoured[i].happened}); }
    return stats::compare_within(strata);
}

/// Whether a score is as good, and means the same, for every group.
class Scores final : public Check {
public:
    const CheckInfo& info() const override {
        static const CheckInfo value{.id = "bias.scores", .area = Area::bias, .needs = needs, .any = false, .limits = limit_names};
        return value;
    }

    std::vector<Outcome> run(const AuditContext& context) const override {
        const bool has_all = std::ranges::all_of(needs, [&](Role role) { return context.first_with(role).has_value(); });
        const std::vector<ScoreGroups>& subjects = score_groups(context);
        if (!has_all || subjects.empty()) { return {not_assessed(info())}; }
        std::vector<std::vector<double>> cuts(subjects.size());
        std::vector<ScoreGap> gaps;
        for (std::size_t s = 0; s < subjects.size(); ++s) {
            const ScoreGroups& subject = subjects[s];
            if (!subject.problem.empty()) { continue; }
            cuts[s] = stats::score_cuts(*subject.all, calibration_parts);
            const std::size_t favoured = *subject.grouping.favoured;
            const stats::AucEstimate best = stats::auc_estimate(subject.curves[favoured]);
            const std::vector<stats::CalibrationBin> their_bins = stats::calibration(subject.curves[favoured], cuts[s]);
            for (std::size_t g = 0; g < subject.curves.size(); ++g) {
                ScoreGap gap{.subject = s, .group = g, .auc = stats::auc_estimate(subject.curves[g])};
                if (g != favoured) {
                    gap.too_few = std::min({gap.auc.positives, gap.auc.negatives, best.positives, best.negatives}) < least_each;
                    gap.auc_difference = gap.auc.auc - best.auc;
                    const double variance = gap.auc.variance + best.variance;
                    if (!gap.too_few && variance > 0) { gap.auc_log10_p = stats::chi_squared_log10_p(gap.auc_difference * gap.auc_difference / variance, 1); }
                    gap.at_same_score = compare_calibration(stats::calibration(subject.curves[g], cuts[s]), their_bins);
                }
                gaps.push_back(std::move(gap));
            }
        }
        judge(context, gaps);
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
        quieten_crossed(outcomes);
        return outcomes;
    }

private:
    static void judge(const AuditContext& context, std::vector<ScoreGap>& gaps) {
        const double alpha = std::log10(context.limit("bias.group_gaps.alpha"));
        std::vector<double> evidence;
        for (const ScoreGap& gap : gaps) {
            evidence.push_back(gap.auc_log10_p);
            evidence.push_back(gap.too_few ? stats::undefined : gap.at_same_score.cmh.log10_p);
        }
        const std::vector<double> holm = stats::holm_log10(evidence);
        for (std::size_t i = 0; i < gaps.size(); ++i) {
            ScoreGap& gap = gaps[i];
            gap.auc_log10_p_holm = holm[2 * i];
            gap.calibration_log10_p_holm = holm[2 * i + 1];
            gap.ranks_worse = gap.auc_log10_p_holm < alpha && std::fabs(gap.auc_difference) >= context.limit("bias.scores.auc_gap");
            const bool differs = gap.calibration_log10_p_holm < alpha && std::fabs(gap.at_same_score.difference) >= context.limit("bias.scores.calibration_gap");
            gap.underestimated = differs && gap.at_same_score.difference > 0;
            gap.overestimated = differs && gap.at_same_score.difference < 0;
        }
    }

    Outcome finding(const AuditContext& context, const ScoreGroups& subject, const std::vector<const ScoreGap*>& gaps, const std::vector<double>& cuts) const {
        const std::size_t favoured = *subject.grouping.favoured;
        const ScoreGap& reference = *gaps[favoured];
        const ScoreGap* worst = nullptr;
        std::size_t found = 0;
        std::size_t compared = 0;
        for (const ScoreGap* gap : gaps) {
            if (gap == &reference) { continue; }
            compared += gap->too_few ? 0 : 1;
            if (!gap->found()) { continue; }
            ++found;
            // What a score means comes before how well it ranks: a threshold treats equal scores as equal people.
            const auto weight = [](const ScoreGap& one) { return one.underestimated || one.overestimated ? 1 + std::fabs(one.at_same_score.difference) : std::fabs(one.auc_difference); };
            if (worst == nullptr || weight(*gap) > weight(*worst)) { worst = gap; }
        }
        const Status status = worst != nullptr ? Status::warn : compared > 0 ? Status::pass : Status::info;
        Outcome outcome = outcome_of(info(), status, worst != nullptr ? Severity::medium : Severity::none, subject.names);
        const bool meaning = worst != nullptr && (worst->underestimated || worst->overestimated);
        const std::string variant = worst == nullptr            ? (compared > 0 ? "none" : "too_few")
                                    : worst->underestimated     ? "underestimated"
                                    : worst->overestimated      ? "overestimated"
                                    : worst->auc_difference < 0 ? "ranks_worse"
                                                                : "favoured_ranks_worse";
        const auto fill = [&](Message message) {
            message.text("score", context.name(*context.first_with(Role::score)))
                .text("outcome", context.name(*context.first_with(Role::outcome)))
                .group("favoured", subject.grouping.labels[favoured], subject.grouping.binned)
                .count("groups", compared)
                .number("favoured_auc", reference.auc.auc)
                .count("found", found);
            if (worst != nullptr) {
                message.group("group", subject.grouping.labels[worst->group], subject.grouping.binned)
                    .number("auc", worst->auc.auc)
                    .number("gap", std::fabs(worst->at_same_score.difference))
                    .number("low", std::min(std::fabs(worst->at_same_score.difference_ci95.low), std::fabs(worst->at_same_score.difference_ci95.high)))
                    .number("high", std::max(std::fabs(worst->at_same_score.difference_ci95.low), std::fabs(worst->at_same_score.difference_ci95.high)))
                    .number("p", meaning ? worst->calibration_log10_p_holm : worst->auc_log10_p_holm);
            }
            return message;
        };
        outcome.title = fill(Message(outcome.id + ".title." + variant));
        outcome.summary = fill(Message(outcome.id + ".summary." + variant));
        if (worst != nullptr) {
            outcome.headline = fill(Message(outcome.id + (meaning ? ".headline.meaning" : ".headline.ranks")));
            outcome.headline_note = fill(Message(outcome.id + (meaning ? ".headline_note.meaning" : ".headline_note.ranks")));
        }
        const std::vector<double> thresholds = stats::score_cuts(*subject.all, most_thresholds);
        outcome.metrics = {{"score", context.name(*context.first_with(Role::score))},
                           {"outcome", context.name(*context.first_with(Role::outcome))},
                           {"favoured", subject.grouping.labels[favoured]},
                           {"auc", stats::auc_estimate(*subject.all).auc},
                           {"rows_without_score", subject.without_score},
                           {"probability_scale", subject.probability},
                           {"groups_found", found},
                           {"thresholds", thresholds}};
        outcome.binned = subject.grouping.binned;
        const std::vector<double> parts = stats::score_cuts(*subject.all, sampled_parts);
        for (const ScoreGap* gap : gaps) { outcome.groups.push_back(to_json(subject, *gap, reference, parts, cuts, thresholds)); }
        outcome.chart = chart(context, outcome.id, subject, gaps, favoured, meaning);
        explain_scores(outcome);
        return outcome;
    }

    static json to_json(const ScoreGroups& subject, const ScoreGap& gap, const ScoreGap& best, const std::vector<double>& parts, const std::vector<double>& cuts, const std::vector<double>& thresholds) {
        const stats::ScoreCurve& curve = subject.curves[gap.group];
        const std::size_t favoured = best.group;
        const bool reference = gap.group == favoured;
        const stats::ScoreMean mean = stats::score_mean(curve);
        const double half = stats::z95 * mean.standard_error;
        json group = {{"group", subject.grouping.labels[gap.group]},
                      {"n", mean.n},
                      {"positives", gap.auc.positives},
                      {"negatives", gap.auc.negatives},
                      {"mean_score", mean.mean},
                      {"mean_score_ci95", pair({mean.mean - half, mean.mean + half})},
                      {"auc", gap.auc.auc},
                      {"auc_ci95", pair(gap.auc.ci95())},
                      {"reference", reference}};
        if (!reference) {
            const stats::CurveDistances distances = stats::curve_distances(curve, subject.curves[favoured], parts, 1);
            const double off = stats::z95 * std::sqrt(gap.auc.variance + best.auc.variance);
            group["auc_difference"] = gap.auc_difference;
            group["auc_difference_ci95"] = pair({gap.auc_difference - off, gap.auc_difference + off});
            group["auc_log10_p_holm"] = gap.auc_log10_p_holm;
            group["abroca"] = distances.abroca;
            group["abroca_ci95"] = pair(distances.abroca_ci95);
            group["kolmogorov_smirnov"] = distances.kolmogorov_smirnov.statistic;
            group["kolmogorov_smirnov_ci95"] = pair(distances.kolmogorov_smirnov_ci95);
            group["kolmogorov_smirnov_log10_p"] = distances.kolmogorov_smirnov.log10_p;
            group["calibration_difference"] = gap.at_same_score.difference;
            group["calibration_difference_ci95"] = pair(gap.at_same_score.difference_ci95);
            group["calibration_log10_p_holm"] = gap.calibration_log10_p_holm;
            group["verdict"] = gap.too_few          ? "too_few"
                               : gap.underestimated ? "underestimated"
                               : gap.overestimated  ? "overestimated"
                               : gap.ranks_worse    ? "ranks_worse"
                                                    : "no_evidence";
        }
        const std::vector<stats::CalibrationBin> bins = stats::calibration(curve, cuts);
        if (subject.probability) {
            group["expected_calibration_error"] = stats::expected_calibration_error(bins);
            group["expected_calibration_error_ci95"] = pair(stats::calibration_error_ci95(bins, 1));
            group["brier_score"] = stats::brier_score(curve);
            group["brier_score_ci95"] = pair(stats::brier_score_ci95(curve));
        }
        json calibration = json::array();
        for (const stats::CalibrationBin& bin : bins) {
            calibration.push_back({{"from", bin.from}, {"n", bin.happened.n}, {"mean_score", bin.mean_score}, {"rate", bin.happened.value()}, {"rate_ci95", pair(bin.happened.ci95())}});
        }
        group["calibration"] = std::move(calibration);
        json selected = json::array();
        json positives = json::array();
        json negatives = json::array();
        for (const stats::AtThreshold& at : stats::at_thresholds(curve, thresholds)) {
            selected.push_back(at.selected);
            positives.push_back(at.selected_positives);
            negatives.push_back(at.selected_negatives);
        }
        group["at_thresholds"] = {{"selected", std::move(selected)}, {"positives", std::move(positives)}, {"negatives", std::move(negatives)}};
        return group;
    }

    static Chart chart(const AuditContext& context, const std::string& id, const ScoreGroups& subject, const std::vector<const ScoreGap*>& gaps, std::size_t favoured, bool meaning) {
        Chart chart;
        chart.kind = Chart::Kind::intervals;
        chart.title = Message(id + (meaning ? ".chart.meaning" : ".chart.ranks")).text("score", context.name(*context.first_with(Role::score)));
        chart.axis = Message(id + (meaning ? ".axis.meaning" : ".axis.ranks"));
        chart.unit = meaning ? Unit::points : Unit::number;
        const double limit = context.limit(meaning ? "bias.scores.calibration_gap" : "bias.scores.auc_gap");
        const double middle = meaning ? 0 : gaps[favoured]->auc.auc;
        chart.limit_low = middle - limit;
        chart.limit_high = middle + limit;
        chart.limit_note = Message(id + (meaning ? ".limit_note.meaning" : ".limit_note.ranks")).number("limit", limit);
        for (const ScoreGap* gap : gaps) {
            const stats::ScoreMean mean = stats::score_mean(subject.curves[gap->group]);
            const bool reference = gap->group == favoured;
            if (mean.n < least_people_shown || chart.rows.size() == most_chart_rows || (meaning && reference) || (!meaning && std::isnan(gap->auc.auc))) { continue; }
            ChartRow row;
            row.label = subject.grouping.labels[gap->group];
            row.label_term = spoken_label(row.label, subject.grouping.binned);
            row.value = meaning ? gap->at_same_score.difference : gap->auc.auc;
            const stats::Interval range = meaning ? gap->at_same_score.difference_ci95 : gap->auc.ci95();
            row.low = range.low;
            row.high = range.high;
            row.n = mean.n;
            row.reference = reference;
            row.status = gap->found() ? Status::warn : Status::info;
            chart.rows.push_back(std::move(row));
        }
        if (chart.rows.empty()) { chart = {}; }
        return chart;
    }
};

}  // namespace

const Check& scores() {
    static const Scores check;
    return check;
}

}  // namespace klarsicht::bias
