// Remedies against unequal treatment: weights, thresholds, repaired and decorrelated columns.
#include <algorithm>
#include <cmath>

#include "audit/groups.h"
#include "remedy/effects.h"
#include "remedy/fields.h"
#include "stats/decorrelate.h"
#include "stats/disparity.h"
#include "stats/parity_thresholds.h"
#include "stats/random.h"

namespace klarsicht::remedy {

namespace {

constexpr std::size_t most_groups = 1000;

/// Rows' groups by the columns, as the plan divides them; an error where they are too many or one.
Result<Grouping> groups_by(const Fields& fields, const AuditContext& context, const std::vector<std::size_t>& columns) {
    Grouping grouping = group_rows(context, columns, most_groups);
    if (grouping.too_many) { return fields.impossible("too_many_groups", context.name(columns.front())); }
    if (grouping.labels.size() < 2) { return fields.impossible("one_group", context.name(columns.front())); }
    return grouping;
}

/// Names of columns as a person lists them.
std::string names_of(const AuditContext& context, const std::vector<std::size_t>& columns) {
    std::string names;
    for (const std::size_t column : columns) { names += (names.empty() ? "" : " + ") + context.name(column); }
    return names;
}

/// The outcome of each row: 1, 0, or 2 where it is unknown.
Result<std::vector<std::uint8_t>> outcomes_of(const Fields& fields, const AuditContext& context) {
    const auto column = context.first_with(Role::outcome);
    if (!column) { return fields.impossible("needs_outcome"); }
    const std::vector<std::uint8_t> by_code = positive_codes(context, *column);
    std::vector<std::uint8_t> rows;
    rows.reserve(context.table.rows());
    for (const std::uint32_t code : context.table.columns[*column].codes) { rows.push_back(by_code[code]); }
    return rows;
}

}  // namespace

Result<void> reweigh(const Fields& fields, const AuditContext& context, Remedied& result) {
    const std::vector<std::size_t> columns =
        KLARSICHT_TRY(fields.columns(fields.has("columns") ? "columns" : "column", Role::protected_));
    const std::string name = KLARSICHT_TRY(fields.text("as", "weight"));
    const Grouping grouping = KLARSICHT_TRY(groups_by(fields, context, columns));
    const std::vector<std::uint8_t> outcome = KLARSICHT_TRY(outcomes_of(fields, context));
    std::vector<stats::Fraction> groups(grouping.labels.size(), {0, 0});
    stats::Fraction all{0, 0};
    for (std::size_t row = 0; row < outcome.size(); ++row) {
        if (grouping.group[row] == Grouping::none || outcome[row] > 1) { continue; }
        ++groups[grouping.group[row]].n;
        groups[grouping.group[row]].k += outcome[row];
    }
    for (const stats::Fraction& group : groups) {
        all.n += group.n;
        all.k += group.k;
    }
    std::vector<std::string> favourable;
    std::vector<std::string> unfavourable;
    for (const stats::Fraction& group : groups) {
        const stats::Reweighing weights = stats::reweighing(group, all);
        favourable.push_back(cell_of(weights.favourable));
        unfavourable.push_back(cell_of(weights.unfavourable));
    }
    if (all.n > 0) {
        result.effects.push_back(effect_of_weights(groups, all, names_of(context, columns),
                                                   context.name(*context.first_with(Role::outcome))));
    }
    ColumnWriter writer(name, std::nullopt, outcome.size());
    // Rows that nobody can place keep the weight of one row.
    for (std::size_t row = 0; row < outcome.size(); ++row) {
        const std::uint32_t group = grouping.group[row];
        writer.add(group == Grouping::none || outcome[row] > 1 ? "1"
                   : outcome[row] == 1                         ? favourable[group]
                                                               : unfavourable[group]);
    }
    put(result, writer.finish());
    return {};
}

Result<void> thresholds(const Fields& fields, const AuditContext& context, Remedied& result) {
    const std::vector<std::size_t> columns =
        KLARSICHT_TRY(fields.columns(fields.has("columns") ? "columns" : "column", Role::protected_));
    const std::size_t score_column = KLARSICHT_TRY(fields.column("score", Role::score));
    const auto parity = static_cast<stats::Parity>(
        KLARSICHT_TRY(fields.one_of("parity", {"demographic_parity", "true_positive_rate_parity",
                                               "false_positive_rate_parity", "equalized_odds"})));
    const auto objective = static_cast<stats::Objective>(
        KLARSICHT_TRY(fields.one_of("objective", {"accuracy_score", "balanced_accuracy_score", "profit"})));
    const bool randomised = KLARSICHT_TRY(fields.flag("randomised", false));
    const auto grid = static_cast<std::size_t>(KLARSICHT_TRY(fields.number("grid_size", 1000, 10, 100000)));
    const auto seed = static_cast<std::uint64_t>(KLARSICHT_TRY(fields.number("seed", 1, 0, 9007199254740991.0)));
    const std::string name = KLARSICHT_TRY(fields.text("as", "decision_by_threshold"));
    stats::Costs costs;
    costs.tp = KLARSICHT_TRY(fields.number_in("costs", "tp", costs.tp));
    costs.fp = KLARSICHT_TRY(fields.number_in("costs", "fp", costs.fp));
    costs.tn = KLARSICHT_TRY(fields.number_in("costs", "tn", costs.tn));
    costs.fn = KLARSICHT_TRY(fields.number_in("costs", "fn", costs.fn));
    const Grouping grouping = KLARSICHT_TRY(groups_by(fields, context, columns));
    const std::vector<std::uint8_t> outcome = KLARSICHT_TRY(outcomes_of(fields, context));
    const CurrentColumn score(context, result, score_column);
    if (!score.numeric()) { return fields.impossible("needs_numbers", score.name); }

    std::vector<std::vector<std::pair<double, std::uint8_t>>> scored(grouping.labels.size());
    for (std::size_t row = 0; row < outcome.size(); ++row) {
        if (grouping.group[row] != Grouping::none && outcome[row] < 2 && !std::isnan(score.value(row))) {
            scored[grouping.group[row]].emplace_back(score.value(row), outcome[row]);
        }
    }
    std::vector<stats::ScoreCurve> curves;
    for (auto& group : scored) {
        std::ranges::sort(group);
        stats::ScoreCurve curve;
        for (const auto& [value, happened] : group) {
            if (curve.empty() || curve.back().score != value) { curve.push_back({.score = value}); }
            ++curve.back().rows;
            ++(happened == 1 ? curve.back().positives : curve.back().negatives);
        }
        curves.push_back(std::move(curve));
    }
    const stats::ParityRules rules = randomised ? stats::parity_rules(curves, parity, objective, costs, grid)
                                                : stats::deterministic_rules(curves, parity, objective, costs, grid);
    if (rules.groups.empty()) { return fields.impossible("needs_both_outcomes", context.name(columns.front())); }

    result.effects.push_back(effect_of_thresholds(stats::common_rule(curves, objective, costs), rules, score.name,
                                                  objective == stats::Objective::profit));
    stats::Random random(seed);
    ColumnWriter writer(name, std::nullopt, outcome.size());
    for (std::size_t row = 0; row < outcome.size(); ++row) {
        const std::uint32_t group = grouping.group[row];
        const double value = score.value(row);
        if (group == Grouping::none || std::isnan(value)) {
            writer.add("");
            continue;
        }
        const stats::GroupRule& rule = rules.groups[group];
        bool selected = value > rule.threshold0;
        if (randomised) {
            // Three draws a row, whatever the rule: another rule for one group does not change the luck of the others.
            const double mixture = random.uniform();
            const double ignored = random.uniform();
            const double constant = random.uniform();
            selected = value > (mixture < rule.p0 ? rule.threshold0 : rule.threshold1);
            if (ignored < rule.p_ignore) { selected = constant < rule.constant; }
        }
        writer.add(selected ? "1" : "0");
    }
    put(result, writer.finish());
    return {};
}

Result<void> repair(const Fields& fields, const AuditContext& context, Remedied& result) {
    const std::vector<std::size_t> columns =
        KLARSICHT_TRY(fields.columns(fields.has("columns") ? "columns" : "column"));
    const std::vector<std::size_t> by = KLARSICHT_TRY(fields.columns("protected", Role::protected_));
    const double level = KLARSICHT_TRY(fields.number("level", 1, 0, 1));
    const Grouping grouping = KLARSICHT_TRY(groups_by(fields, context, by));
    for (const std::size_t column : columns) {
        const CurrentColumn current(context, result, column);
        if (!current.numeric()) { return fields.impossible("needs_numbers", current.name); }
        std::vector<double> x;
        for (std::size_t row = 0; row < context.table.rows(); ++row) { x.push_back(current.value(row)); }
        const std::vector<double> repaired = stats::repaired(x, grouping.group, grouping.labels.size(), level);
        ColumnWriter writer(current.name, column, x.size());
        // What is no number stays as it is written.
        for (std::size_t row = 0; row < x.size(); ++row) {
            writer.add(std::isnan(repaired[row]) ? std::string(current.spellings[(*current.codes)[row]])
                                                 : cell_of(repaired[row]));
        }
        result.effects.push_back(
            effect_on_column(x, repaired, grouping.group, grouping.labels.size(), current.name, names_of(context, by)));
        put(result, writer.finish());
    }
    return {};
}

Result<void> remove_correlation(const Fields& fields, const AuditContext& context, Remedied& result) {
    const std::vector<std::size_t> columns =
        KLARSICHT_TRY(fields.columns(fields.has("columns") ? "columns" : "column"));
    const std::vector<std::size_t> by = KLARSICHT_TRY(fields.columns("protected", Role::protected_));
    const double alpha = KLARSICHT_TRY(fields.number("alpha", 1, 0, 1));
    const std::size_t rows = context.table.rows();
    // A yes-no column for every group but the first; rows without a group count as none of them.
    std::vector<std::vector<double>> sensitive;
    std::vector<Grouping> groupings;
    for (const std::size_t column : by) {
        const Grouping& grouping = groupings.emplace_back(KLARSICHT_TRY(groups_by(fields, context, {column})));
        constexpr std::size_t most_columns = 60;
        if (sensitive.size() + grouping.labels.size() > most_columns) {
            return fields.impossible("too_many_groups", context.name(column));
        }
        for (std::uint32_t g = 1; g < grouping.labels.size(); ++g) {
            std::vector<double> is_one(rows, 0);
            for (std::size_t row = 0; row < rows; ++row) { is_one[row] = grouping.group[row] == g ? 1 : 0; }
            sensitive.push_back(std::move(is_one));
        }
    }
    for (const std::size_t column : columns) {
        const CurrentColumn current(context, result, column);
        if (!current.numeric()) { return fields.impossible("needs_numbers", current.name); }
        std::vector<double> x;
        std::vector<std::size_t> places;
        for (std::size_t row = 0; row < rows; ++row) {
            if (std::isnan(current.value(row))) { continue; }
            places.push_back(row);
            x.push_back(current.value(row));
        }
        std::vector<std::vector<double>> own;
        for (const std::vector<double>& one : sensitive) {
            std::vector<double>& picked = own.emplace_back();
            for (const std::size_t row : places) { picked.push_back(one[row]); }
        }
        const std::vector<double> clean = stats::decorrelated(own, x, alpha);
        for (std::size_t i = 0; i < by.size(); ++i) {
            std::vector<std::uint32_t> group;
            for (const std::size_t row : places) { group.push_back(groupings[i].group[row]); }
            result.effects.push_back(
                effect_on_column(x, clean, group, groupings[i].labels.size(), current.name, context.name(by[i])));
        }
        ColumnWriter writer(current.name, column, rows);
        std::size_t next = 0;
        for (std::size_t row = 0; row < rows; ++row) {
            if (next < places.size() && places[next] == row) {
                writer.add(cell_of(clean[next++]));
            } else {
                writer.add(std::string(current.spellings[(*current.codes)[row]]));
            }
        }
        put(result, writer.finish());
    }
    return {};
}

}  // namespace klarsicht::remedy
