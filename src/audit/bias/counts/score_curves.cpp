#include "audit/bias/counts/score_curves.h"

#include <algorithm>
#include <cmath>

#include "audit/small_cells.h"
#include "base/sort_doubles.h"

namespace klarsicht::bias {

namespace {

/// Rows in the order of their score, and the scores: one sort of the distinct spellings, one counting sort of the rows.
struct RowsByScore {
    std::vector<std::uint32_t> rows;   ///< those with a score, ascending by it
    std::vector<double> values;        ///< distinct scores, ascending
    std::vector<std::uint32_t> start;  ///< [values + 1] where each score's rows begin
    /// [rows] 1 where it happened, 0 where not, 2 unknown; in the order of `rows`, because jumping over memory is what
    /// takes time
    std::vector<std::uint8_t> state;

    RowsByScore(const Column& column, const Interpretation& interpretation) {
        std::vector<std::pair<double, std::uint32_t>> codes;
        for (std::uint32_t code = 0; code < column.counts.size(); ++code) {
            if (interpretation.valid(code) && std::isfinite(interpretation.values[code])) {
                codes.emplace_back(interpretation.values[code], code);
            }
        }
        radix_sort(codes, [](const auto& one) { return order_key(one.first); });
        std::vector<std::uint32_t> rank(column.counts.size(), 0xFFFFFFFFu);
        start.push_back(0);
        for (const auto& [value, code] : codes) {
            if (values.empty() || values.back() != value) {
                values.push_back(value);
                start.push_back(0);
            }
            rank[code] = static_cast<std::uint32_t>(values.size() - 1);
            start.back() += column.counts[code];
        }
        for (std::size_t i = 1; i < start.size(); ++i) { start[i] += start[i - 1]; }
        rows.resize(start.back());
        std::vector<std::uint32_t> next = start;
        for (std::uint32_t row = 0; row < column.codes.size(); ++row) {
            const std::uint32_t place = rank[column.codes[row]];
            if (place != 0xFFFFFFFFu) { rows[next[place]++] = row; }
        }
    }
};

/// Why the subject's scores cannot be compared, as far as that is known before anything is counted; empty if they can.
std::string_view problem_of(const AuditContext& context, const SubjectColumns& subject, const RowsByScore& sorted,
                            const Subject& measured) {
    if (subject.holds_decision) { return "holds_decision"; }
    if (measured.grouping.labels.empty() && !measured.problem.empty()) { return measured.problem; }
    if (sorted.rows.empty()) { return "no_score"; }
    const std::size_t score = *context.first_with(Role::score);
    return std::ranges::find(subject.columns, score) != subject.columns.end() ? "holds_decision" : std::string_view();
}

std::vector<stats::ScoreCurve> curves_by_group(const Grouping& grouping, const RowsByScore& sorted) {
    const std::size_t groups = grouping.labels.size();
    std::vector<stats::ScoreCurve> curves(groups);
    for (std::size_t g = 0; g < groups; ++g) {
        curves[g].reserve(std::min<std::size_t>(grouping.sizes[g], sorted.values.size()));
    }
    std::vector<stats::ScorePoint> at(groups);
    std::vector<std::uint32_t> here;  // groups with somebody of the score
    for (std::size_t v = 0; v < sorted.values.size(); ++v) {
        for (std::uint32_t i = sorted.start[v]; i < sorted.start[v + 1]; ++i) {
            const std::uint32_t group = grouping.group[sorted.rows[i]];
            if (group == Grouping::none) { continue; }
            stats::ScorePoint& point = at[group];
            if (point.rows == 0) { here.push_back(group); }
            ++point.rows;
            point.positives += sorted.state[i] == 1 ? 1 : 0;
            point.negatives += sorted.state[i] == 0 ? 1 : 0;
        }
        for (const std::uint32_t group : here) {
            at[group].score = sorted.values[v];
            curves[group].push_back(at[group]);
            at[group] = {};
        }
        here.clear();
    }
    return curves;
}

/// Groups of too few people, and those of which must not be told what was decided either.
std::vector<std::uint8_t> hidden_of(const AuditContext& context, const ScoreGroups& result, const Subject& measured) {
    std::vector<std::uint8_t> hidden;
    for (std::size_t g = 0; g < result.people.size(); ++g) {
        const auto same = std::ranges::find(measured.grouping.labels, result.grouping.labels[g]);
        const auto place = static_cast<std::size_t>(same - measured.grouping.labels.begin());
        const bool untold = same != measured.grouping.labels.end() && measured.hidden[place] != 0;
        hidden.push_back(untold || (result.people[g] > 0 && !context.shows(result.people[g])) ? 1 : 0);
    }
    return hidden;
}

ScoreGroups curves_of(const AuditContext& context, const SubjectColumns& subject, const RowsByScore& sorted,
                      const stats::ScoreCurve& everybody, const Subject& measured) {
    ScoreGroups result;
    result.names = names_of(context, subject.columns);
    result.problem = problem_of(context, subject, sorted, measured);
    if (!result.problem.empty()) { return result; }
    result.grouping = group_rows(context, subject.columns, most_score_groups);
    if (result.grouping.too_many) {
        result.problem = "too_many_score_groups";
        return result;
    }
    if (result.grouping.labels.size() < 2) {
        result.problem = "one_value";
        return result;
    }
    result.curves = curves_by_group(result.grouping, sorted);
    for (const stats::ScoreCurve& curve : result.curves) {
        std::uint64_t& people = result.people.emplace_back(0);
        for (const stats::ScorePoint& point : curve) { people += point.rows; }
    }
    result.hidden = hidden_of(context, result, measured);
    result.all = &everybody;
    result.without_score = context.table.rows() - sorted.rows.size();
    result.probability = sorted.values.front() >= 0 && sorted.values.back() <= 1;
    result.grouping.group = {};
    if (!result.grouping.favoured) { result.problem = "favoured_absent"; }
    return result;
}

constexpr MemoKey<std::vector<ScoreGroups>> groups_key{"bias.score_groups"};
constexpr MemoKey<stats::ScoreCurve> curve_key{"bias.score_curve"};

stats::ScoreCurve curve_of_everybody(const RowsByScore& sorted) {
    stats::ScoreCurve curve(sorted.values.size());
    for (std::size_t v = 0; v < curve.size(); ++v) {
        curve[v] = {.score = sorted.values[v], .rows = sorted.start[v + 1] - sorted.start[v]};
        for (std::uint32_t i = sorted.start[v]; i < sorted.start[v + 1]; ++i) {
            curve[v].positives += sorted.state[i] == 1 ? 1 : 0;
            curve[v].negatives += sorted.state[i] == 0 ? 1 : 0;
        }
    }
    return curve;
}

}  // namespace

const std::vector<ScoreGroups>& score_groups(const AuditContext& context) {
    return context.memo->get(groups_key, [&] {
        std::vector<ScoreGroups> all;
        const std::optional<std::size_t> score_column = context.first_with(Role::score);
        if (!score_column || context.interpretation(*score_column).values.empty()) { return all; }
        const Column& score = context.table.columns[*score_column];
        RowsByScore sorted(score, context.interpretation(*score_column));
        const DecisionColumns columns = decision_columns(context);
        sorted.state.assign(sorted.rows.size(), 2);
        if (columns.outcome) {
            const std::vector<std::uint8_t> happened = positive_codes(context, *columns.outcome);
            const std::vector<std::uint32_t>& codes = context.table.columns[*columns.outcome].codes;
            for (std::size_t i = 0; i < sorted.rows.size(); ++i) { sorted.state[i] = happened[codes[sorted.rows[i]]]; }
        }
        const stats::ScoreCurve& everybody = context.memo->get(curve_key, [&] { return curve_of_everybody(sorted); });
        const std::vector<SubjectColumns> subjects = subjects_of(context, columns);
        const std::vector<Subject>& measured = measured_subjects(context);
        for (std::size_t s = 0; s < subjects.size(); ++s) {
            all.push_back(curves_of(context, subjects[s], sorted, everybody, measured[s]));
        }
        return all;
    });
}

}  // namespace klarsicht::bias
