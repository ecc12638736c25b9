#include <algorithm>
#include <array>
#include <cmath>

#include "audit/bias/checks.h"
#include "audit/bias/explain_findings.h"
#include "audit/bias/subjects.h"
#include "audit/column_bins.h"
#include "stats/stratified.h"

namespace klarsicht::bias {

namespace {

constexpr std::array<Role, 3> needs = {Role::protected_, Role::decision, Role::attribute};
constexpr std::array<std::string_view, 2> limit_names = {"bias.conditional.gap", "bias.group_gaps.alpha"};
constexpr std::size_t most_strata = 200;
constexpr std::size_t most_columns = 60;
constexpr std::size_t most_chart_rows = 10;
/// What explains less of a gap than this explains nothing.
constexpr double least_explained = 0.05;

/// One group held against the favoured one among people who are alike in one column.
struct Within {
    std::size_t subject = 0;
    std::size_t group = 0;
    std::size_t column = 0;
    std::uint64_t n = 0;  ///< people of the group
    stats::StratifiedComparison comparison;
    double raw_log10_p = stats::undefined;
    double log10_p_holm = stats::undefined;
    bool raw_evidence = false;  ///< the gap that ignores the column is more than chance
    bool evidence = false;      ///< the gap within is, after correction, and large enough to matter

    bool reversed() const { return raw_evidence && evidence && (comparison.difference > 0) != (comparison.raw_difference > 0); }
    bool hidden() const { return !raw_evidence && evidence; }
    double explained() const { return 1 - comparison.difference / comparison.raw_difference; }
};

/// Counts of selected and of all, by stratum and group; [stratum * groups + group].
struct StrataCounts {
    std::vector<std::uint32_t> selected;
    std::vector<std::uint32_t> n;
};

StrataCounts count(const AuditContext& context, std::size_t column, const ColumnBins& bins, const Grouping& grouping, const std::vector<std::uint8_t>& decision) {
    const std::size_t groups = grouping.labels.size();
    StrataCounts counts{.selected = std::vector<std::uint32_t>(bins.bins * groups, 0), .n = std::vector<std::uint32_t>(bins.bins * groups, 0)};
    const std::vector<std::uint32_t>& codes = context.table.columns[column].codes;
    for (std::size_t row = 0; row < codes.size(); ++row) {
        const std::uint32_t bin = bins.bin_of_code[codes[row]];
        const std::uint32_t group = grouping.group[row];
        if (bin == ColumnBins::none || group == Grouping::none || decision[row] > 1) { continue; }
        ++counts.n[bin * groups + group];
        counts.selected[bin * groups + group] += decision[row];
    }
    return counts;
}

/// Whether a gap stays when only people are compared who are alike in something else: where it comes from.
class Conditional final : public Check {
public:
    const CheckInfo& info() const override {
        static const CheckInfo value{.id = "bias.conditional", .area = Area::bias, .needs = needs, .any = false, .limits = limit_names};
        return value;
    }

    std::vector<Outcome> run(const AuditContext& context) const override {
        const DecisionColumns columns = decision_columns(context);
        const std::vector<Subject>& measured = measured_subjects(context);
        std::vector<std::size_t> attributes = context.columns_with(Role::attribute);
        std::erase_if(attributes, [&](std::size_t column) {
            return column == columns.decision || column == columns.outcome || context.plan.has_role(context.name(column), Role::protected_);
        });
        if (attributes.size() > most_columns) { attributes.resize(most_columns); }
        if (!columns.decision || measured.empty()) { return {nothing_to_compare(info(), context, columns)}; }
        if (attributes.empty()) { return {not_assessed(info())}; }

        std::vector<std::uint8_t> decision;
        const std::vector<std::uint8_t> decided = positive_codes(context, *columns.decision);
        for (const std::uint32_t code : context.table.columns[*columns.decision].codes) { decision.push_back(decided[code]); }
        std::vector<std::pair<std::size_t, ColumnBins>> strata;
        for (const std::size_t column : attributes) {
            ColumnBins bins = bin_column(context, column);
            if (!bins.too_fine && bins.bins > 1 && bins.bins <= most_strata) { strata.emplace_back(column, std::move(bins)); }
        }
        const std::vector<SubjectColumns> subjects = subjects_of(context, columns);
        std::vector<Within> all;
        for (std::size_t s = 0; s < subjects.size(); ++s) {
            if (subjects[s].crossed || !measured[s].problem.empty() || !measured[s].grouping.favoured) { continue; }
            const Grouping grouping = group_rows(context, subjects[s].columns);
            for (const auto& [column, bins] : strata) { compare(context, s, measured[s], grouping, column, bins, decision, all); }
        }
        judge(context, all);

        std::vector<Outcome> outcomes;
        for (std::size_t s = 0; s < subjects.size(); ++s) {
            if (subjects[s].crossed) { continue; }
            std::vector<const Within*> own;
            for (const Within& within : all) {
                if (within.subject == s) { own.push_back(&within); }
            }
            if (own.empty()) {
                outcomes.push_back(not_assessed(info(), measured[s].names));
                outcomes.back().needs = needs_of(!measured[s].problem.empty() ? measured[s].problem : measured[s].grouping.favoured ? "no_columns" : "favoured_absent");
                continue;
            }
            outcomes.push_back(finding(context, measured[s], own));
        }
        return outcomes;
    }

private:
    static void compare(const AuditContext& context, std::size_t subject, const Subject& measured, const Grouping& grouping, std::size_t column, const ColumnBins& bins,
                        const std::vector<std::uint8_t>& decision, std::vector<Within>& all) {
        const std::size_t groups = grouping.labels.size();
        const std::size_t favoured = *grouping.favoured;
        const StrataCounts counts = count(context, column, bins, grouping, decision);
        std::vector<stats::Stratum> strata(bins.bins);
        for (std::size_t g = 0; g < groups; ++g) {
            if (g == favoured || measured.cube.selection(g).n < least_people_shown) { continue; }
            for (std::size_t b = 0; b < bins.bins; ++b) {
                strata[b] = {{counts.selected[b * groups + g], counts.n[b * groups + g]}, {counts.selected[b * groups + favoured], counts.n[b * groups + favoured]}};
            }
            Within within{.subject = subject, .group = g, .column = column, .n = measured.cube.selection(g).n, .comparison = stats::compare_within(strata)};
            const stats::Fraction own = measured.cube.selection(g);
            const stats::Fraction theirs = measured.cube.selection(favoured);
            within.raw_log10_p = stats::two_proportion_z(own.k, own.n, theirs.k, theirs.n).log10_p;
            if (within.comparison.strata > 0) { all.push_back(std::move(within)); }
        }
    }

    static void judge(const AuditContext& context, std::vector<Within>& all) {
        const double alpha = std::log10(context.limit("bias.group_gaps.alpha"));
        const double least = context.limit("bias.conditional.gap");
        std::vector<double> evidence;
        std::vector<double> raw;
        for (const Within& within : all) {
            evidence.push_back(within.comparison.cmh.log10_p);
            raw.push_back(within.raw_log10_p);
        }
        const std::vector<double> holm = stats::holm_log10(evidence);
        const std::vector<double> raw_holm = stats::holm_log10(raw);
        for (std::size_t i = 0; i < all.size(); ++i) {
            all[i].log10_p_holm = holm[i];
            all[i].raw_evidence = raw_holm[i] < alpha;
            all[i].evidence = holm[i] < alpha && std::fabs(all[i].comparison.difference) >= least;
        }
    }

    Outcome finding(const AuditContext& context, const Subject& subject, const std::vector<const Within*>& all) const {
        const Within* reversal = nullptr;
        const Within* hidden = nullptr;
        const Within* gap = nullptr;  // the widest gap that is more than chance
        for (const Within* one : all) {
            const auto wider = [&](const Within* than) { return than == nullptr || std::fabs(one->comparison.difference) > std::fabs(than->comparison.difference); };
            if (one->reversed() && wider(reversal)) { reversal = one; }
            if (one->hidden() && wider(hidden)) { hidden = one; }
            if (one->raw_evidence && (gap == nullptr || std::fabs(one->comparison.raw_difference) > std::fabs(gap->comparison.raw_difference))) { gap = one; }
        }
        // Of the widest gap's columns the one within which least of it is left.
        if (gap != nullptr) {
            for (const Within* one : all) {
                if (one->group == gap->group && std::fabs(one->comparison.difference) < std::fabs(gap->comparison.difference)) { gap = one; }
            }
        }
        const Within* told = reversal != nullptr ? reversal : hidden != nullptr ? hidden : gap;
        const std::string variant = reversal != nullptr ? "reversed" : hidden != nullptr ? "hidden" : gap == nullptr ? "none" : !gap->evidence ? "explained" : gap->explained() < least_explained ? "unexplained" : "stays";
        const bool finds = reversal != nullptr || hidden != nullptr;
        const Status status = finds ? Status::warn : gap != nullptr ? Status::info : Status::pass;
        Outcome outcome = outcome_of(info(), status, finds ? Severity::medium : Severity::none, subject.names);
        const auto columns = [&] {
            std::vector<std::size_t> seen;
            for (const Within* one : all) {
                if (std::ranges::find(seen, one->column) == seen.end()) { seen.push_back(one->column); }
            }
            return seen.size();
        }();
        const auto fill = [&](Message message) {
            message.count("columns", columns).group("favoured", subject.grouping.labels[*subject.grouping.favoured], subject.grouping.binned);
            if (told != nullptr) {
                const stats::StratifiedComparison& c = told->comparison;
                message.text("column", context.name(told->column))
                    .group("group", subject.grouping.labels[told->group], subject.grouping.binned)
                    .number("raw", std::fabs(c.raw_difference))
                    .number("within", std::fabs(c.difference))
                    .number("explained", std::clamp(told->explained(), 0.0, 1.0))
                    .number("low", c.difference_ci95.low)
                    .number("high", c.difference_ci95.high)
                    .term("raw_direction", c.raw_difference < 0 ? "bias.conditional.less" : "bias.conditional.more")
                    .term("direction", c.difference < 0 ? "bias.conditional.less" : "bias.conditional.more")
                    .number("p", told->log10_p_holm);
            }
            return message;
        };
        outcome.title = fill(Message(outcome.id + ".title." + variant));
        outcome.summary = fill(Message(outcome.id + ".summary." + variant));
        if (told != nullptr) {
            outcome.headline = fill(Message(outcome.id + ".headline"));
            outcome.headline_note = fill(Message(outcome.id + ".headline_note"));
            outcome.metrics = {{"group", subject.grouping.labels[told->group]},
                               {"favoured", subject.grouping.labels[*subject.grouping.favoured]},
                               {"column", context.name(told->column)},
                               {"raw_difference", told->comparison.raw_difference},
                               {"difference", told->comparison.difference},
                               {"explained_share", told->explained()}};
            outcome.intervals = {{"difference", json::array({told->comparison.difference_ci95.low, told->comparison.difference_ci95.high})}};
        }
        outcome.metrics["columns_compared"] = columns;
        outcome.metrics["reversals"] = std::ranges::count_if(all, [](const Within* one) { return one->reversed(); });
        outcome.binned = subject.grouping.binned;
        for (const Within* one : all) { outcome.groups.push_back(to_json(context, subject, *one)); }
        outcome.chart = chart(context, outcome.id, subject, all, told);
        explain_conditional(outcome);
        return outcome;
    }

    static json to_json(const AuditContext& context, const Subject& subject, const Within& one) {
        const stats::StratifiedComparison& c = one.comparison;
        return {{"column", context.name(one.column)},
                {"group", subject.grouping.labels[one.group]},
                {"n", one.n},
                {"strata", c.strata},
                {"raw_difference", c.raw_difference},
                {"difference", c.difference},
                {"difference_ci95", json::array({c.difference_ci95.low, c.difference_ci95.high})},
                {"ratio", c.ratio},
                {"ratio_ci95", json::array({c.ratio_ci95.low, c.ratio_ci95.high})},
                {"cmh", c.cmh.statistic},
                {"log10_p", c.cmh.log10_p},
                {"log10_p_holm", one.log10_p_holm},
                {"demographic_disparity", c.demographic_disparity},
                {"conditional_demographic_disparity", c.conditional_demographic_disparity},
                {"verdict", one.reversed() ? "reversed" : one.hidden() ? "hidden" : !one.raw_evidence ? "no_evidence" : one.evidence ? "stays" : "explained"}};
    }

    /// The gap of the group that is told of, as it is and among people who are alike in each column.
    static Chart chart(const AuditContext& context, const std::string& id, const Subject& subject, const std::vector<const Within*>& all, const Within* told) {
        Chart chart;
        if (told == nullptr) { return chart; }
        const double least = context.limit("bias.conditional.gap");
        const std::string& label = subject.grouping.labels[told->group];
        chart.kind = Chart::Kind::intervals;
        chart.title = Message(id + ".chart").group("group", label, subject.grouping.binned).group("favoured", subject.grouping.labels[*subject.grouping.favoured], subject.grouping.binned);
        chart.axis = Message(id + ".axis");
        chart.unit = Unit::points;
        chart.limit_low = -least;
        chart.limit_high = least;
        chart.limit_note = Message(id + ".limit_note").number("limit", least);
        const stats::Fraction own = subject.cube.selection(told->group);
        const stats::Fraction theirs = subject.cube.selection(*subject.grouping.favoured);
        const stats::Interval range = stats::newcombe_difference(own.k, own.n, theirs.k, theirs.n);
        ChartRow raw;
        raw.label_term = Message(id + ".raw");
        raw.value = own.value() - theirs.value();
        raw.low = range.low;
        raw.high = range.high;
        raw.n = own.n;
        chart.rows.push_back(std::move(raw));
        std::vector<const Within*> rows;
        for (const Within* one : all) {
            if (one->group == told->group) { rows.push_back(one); }
        }
        std::ranges::stable_sort(rows, {}, [](const Within* one) { return -std::fabs(one->comparison.raw_difference - one->comparison.difference); });
        for (const Within* one : rows) {
            if (chart.rows.size() > most_chart_rows) { break; }
            ChartRow row;
            row.label = context.name(one->column);
            row.value = one->comparison.difference;
            row.low = one->comparison.difference_ci95.low;
            row.high = one->comparison.difference_ci95.high;
            row.n = one->n;
            row.status = one->reversed() || one->hidden() ? Status::warn : Status::info;
            chart.rows.push_back(std::move(row));
        }
        return chart;
    }
};

}  // namespace

const Check& conditional() {
    static const Conditional check;
    return check;
}

}  // namespace klarsicht::bias
