#include "audit/bias/score_curves.h"

#include <algorithm>
#include <cmath>

namespace klarsicht::bias {

namespace {

/// Rows in the order of their score, and the scores: one sort of the distinct spellings, one counting sort of the rows.
struct RowsByScore {
    std::vector<std::uint32_t> rows;  ///< those with a score, ascending by it
    std::vector<double> values;       ///< distinct scores, ascending
    std::vector<std::uint32_t> rank;  ///< [codes] place in `values`

    RowsByScore(const Column& column, const Interpretation& interpretation) {
        for (std::uint32_t code = 0; code < column.counts.size(); ++code) {
            if (interpretation.valid(code) && std::isfinite(interpretation.values[code])) { values.push_back(interpretation.values[code]); }
        }
        std::ranges::sort(values);
        values.erase(std::unique(values.begin(), values.end()), values.end());
        rank.assign(column.counts.size(), 0xFFFFFFFFu);
        std::vector<std::uint32_t> start(values.size() + 1, 0);
        for (std::uint32_t code = 0; code < column.counts.size(); ++code) {
            if (!interpretation.valid(code) || !std::isfinite(interpretation.values[code])) { continue; }
            rank[code] = static_cast<std::uint32_t>(std::ranges::lower_bound(values, interpretation.values[code]) - values.begin());
            start[rank[code] + 1] += column.counts[code];
        }
        for (std::size_t i = 1; i < start.size(); ++i) { start[i] += start[i - 1]; }
        rows.resize(start.back());
        for (std::uint32_t row = 0; row < column.codes.size(); ++row) {
            const std::uint32_t place = rank[column.codes[row]];
            if (place != 0xFFFFFFFFu) { rows[start[place]++] = row; }
        }
    }
};

ScoreGroups curves_of(const AuditContext& context, const SubjectColumns& subject, const Column& score, const RowsByScore& sorted, const std::vector<std::uint8_t>& happened,
                      const std::vector<std::uint32_t>* outcome_codes, const Subject* measured) {
    ScoreGroups result;
    result.names = names_of(context, subject.columns);
    if (subject.holds_decision) { result.problem = "holds_decision"; }
    if (result.problem.empty() && measured != nullptr && measured->grouping.labels.empty()) { result.problem = measured->problem; }
    if (result.problem.empty() && sorted.rows.empty()) { result.problem = "no_score"; }
    if (result.problem.empty() && std::ranges::find(subject.columns, *context.first_with(Role::score)) != subject.columns.end()) { result.problem = "holds_decision"; }
    if (!result.problem.empty()) { return result; }
    result.grouping = group_rows(context, subject.columns, most_score_groups);
    if (result.grouping.too_many) {
        result.problem = "too_many_score_groups";
        return result;
    }
    const std::size_t groups = result.grouping.labels.size();
    if (groups < 2) {
        result.problem = "one_value";
        return result;
    }
    result.curves.resize(groups);
    for (const std::uint32_t row : sorted.rows) {
        const std::uint32_t group = result.grouping.group[row];
        if (group == Grouping::none) { continue; }
        const double value = sorted.values[sorted.rank[score.codes[row]]];
        const std::uint8_t state = outcome_codes == nullptr ? 2 : happened[(*outcome_codes)[row]];
        for (stats::ScoreCurve* curve : {&result.curves[group], &result.all}) {
            if (curve->empty() || curve->back().score != value) { curve->push_back({.score = value}); }
            stats::ScorePoint& point = curve->back();
            ++point.rows;
            point.positives += state == 1 ? 1 : 0;
            point.negatives += state == 0 ? 1 : 0;
        }
    }
    result.without_score = context.table.rows() - sorted.rows.size();
    result.probability = sorted.values.front() >= 0 && sorted.values.back() <= 1;
    result.grouping.group = {};
    if (!result.grouping.favoured) { result.problem = "favoured_absent"; }
    return result;
}

}  // namespace

const std::vector<ScoreGroups>& score_groups(const AuditContext& context) {
    return context.memo->get<std::vector<ScoreGroups>>("bias.score_groups", [&] {
        std::vector<ScoreGroups> all;
        const std::optional<std::size_t> score_column = context.first_with(Role::score);
        if (!score_column || context.interpretation(*score_column).values.empty()) { return all; }
        const Column& score = context.table.columns[*score_column];
        const RowsByScore sorted(score, context.interpretation(*score_column));
        const DecisionColumns columns = decision_columns(context);
        const std::vector<std::uint8_t> happened = columns.outcome ? positive_codes(context, *columns.outcome) : std::vector<std::uint8_t>{};
        const std::vector<std::uint32_t>* outcome_codes = columns.outcome ? &context.table.columns[*columns.outcome].codes : nullptr;
        const std::vector<SubjectColumns> subjects = subjects_of(context, columns);
        const std::vector<Subject>& measured = measured_subjects(context);
        for (std::size_t s = 0; s < subjects.size(); ++s) { all.push_back(curves_of(context, subjects[s], score, sorted, happened, outcome_codes, &measured[s])); }
        return all;
    });
}

}  // namespace klarsicht::bias
