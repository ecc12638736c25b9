#include <algorithm>
#include <array>
#include <cmath>

#include "audit/column_bins.h"
#include "audit/groups.h"
#include "audit/skills/checks.h"
#include "audit/skills/explain.h"

namespace klarsicht::skills {

namespace {

constexpr std::array<Role, 2> needs = {Role::decision, Role::score};
constexpr std::array<std::string_view, 2> limit_names = {"skills.explainability.share", "skills.explainability.protected_share"};
constexpr std::size_t sample_rows = 50'000;
constexpr std::size_t least_rows = 100;
constexpr std::size_t most_columns = 3;
constexpr double least_gain = 0.01;
constexpr std::size_t most_chart_rows = 8;

/// What was known before the decision and may have led to it.
bool may_explain(const AuditContext& context, std::size_t column) {
    constexpr std::array others = {Role::decision, Role::outcome, Role::score,         Role::weight,  Role::ignore,    Role::identifier, Role::person,
                                   Role::reviewer, Role::copy,    Role::model_version, Role::ai_flag, Role::label_flag};
    const bool excluded = std::ranges::any_of(others, [&](Role role) { return context.plan.has_role(context.name(column), role); });
    return !excluded && context.interpretation(column).distinct >= 2;
}

/// What is to be explained: per sampled row 1 or 0.
struct Target {
    std::size_t column = 0;
    bool score = false;
    std::vector<std::uint64_t> rows;
    std::vector<std::uint8_t> value;
};

/// The decision, or whether the score lies above its median.
Target target_of(const AuditContext& context) {
    Target target;
    const std::optional<std::size_t> decision = context.first_with(Role::decision);
    target.score = !decision;
    target.column = decision ? *decision : *context.first_with(Role::score);
    const Column& column = context.table.columns[target.column];
    std::vector<std::uint8_t> state;
    if (decision) {
        state = positive_codes(context, target.column);
    } else {
        const Interpretation& data = context.interpretation(target.column);
        const double median = context.profile.columns[target.column].quantiles[2].value_or(0);
        state.assign(column.counts.size(), 2);
        for (std::size_t code = 0; code < data.values.size(); ++code) {
            if (!std::isnan(data.values[code])) { state[code] = data.values[code] > median ? 1 : 0; }
        }
    }
    const std::size_t step = std::max<std::size_t>(1, column.codes.size() / sample_rows);
    for (std::size_t row = 0; row < column.codes.size(); row += step) {
        if (state[column.codes[row]] == 2) { continue; }
        target.rows.push_back(row);
        target.value.push_back(state[column.codes[row]]);
    }
    return target;
}

class Explainability final : public Check {
public:
    const CheckInfo& info() const override {
        static const CheckInfo value{.id = "skills.explainability", .area = Area::skills, .needs = needs, .any = true, .limits = limit_names};
        return value;
    }

    std::vector<Outcome> run(const AuditContext& context) const override {
        if (!context.first_with(Role::decision) && !context.first_with(Role::score)) { return {not_assessed(info())}; }
        const Target target = target_of(context);
        const auto positives = static_cast<std::size_t>(std::ranges::count(target.value, 1));
        std::vector<std::size_t> columns;
        std::vector<Feature> features;
        for (std::size_t c = 0; c < context.table.columns.size(); ++c) {
            if (c == target.column || !may_explain(context, c)) { continue; }
            const ColumnBins bins = bin_column(context, c);
            if (bins.too_fine || bins.bins < 2) { continue; }
            Feature feature;
            feature.bins = bins.bins;
            feature.bin.reserve(target.rows.size());
            const std::vector<std::uint32_t>& codes = context.table.columns[c].codes;
            for (const std::uint64_t row : target.rows) {
                feature.bin.push_back(std::min(bins.bin_of_code[codes[static_cast<std::size_t>(row)]], static_cast<std::uint32_t>(bins.bins)));
            }
            columns.push_back(c);
            features.push_back(std::move(feature));
        }
        const bool few = target.rows.size() < least_rows || positives < 10 || target.rows.size() - positives < 10;
        if (few || features.empty()) {
            Outcome outcome = not_assessed(info(), {context.name(target.column)});
            outcome.needs = Message(outcome.id + (few ? ".needs.rows" : ".needs.columns"));
            return {std::move(outcome)};
        }
        return {finding(context, target, columns, explain(target.value, features, most_columns, least_gain))};
    }

private:
    Outcome finding(const AuditContext& context, const Target& target, const std::vector<std::size_t>& columns, const Explanation& explanation) const {
        const double share = explanation.steps.empty() ? 0 : explanation.steps.back().share;
        const bool explained = share >= context.limit(limit_names[0]);
        const bool is_protected = !explanation.steps.empty() && explanation.steps.front().share >= context.limit(limit_names[1]) &&
                                  context.plan.has_role(context.name(columns[explanation.steps.front().feature]), Role::protected_);
        const Status status = is_protected ? Status::warn : explained ? Status::pass : Status::info;
        const std::string variant = is_protected ? "protected" : explained ? "explained" : explanation.steps.empty() ? "nothing" : "partly";
        Outcome outcome = outcome_of(info(), status, is_protected ? Severity::low : Severity::none, {context.name(target.column)});
        std::string list;
        for (const Explanation::Step& step : explanation.steps) { list += (list.empty() ? "" : ", ") + context.name(columns[step.feature]); }
        const auto fill = [&](Message message) {
            message.count("count", explanation.steps.size())
                .number("share", share)
                .text("columns", list)
                .text("decision", context.name(target.column))
                .count("rows", target.rows.size())
                .number("low", std::max(0.0, explanation.ci95.low))
                .number("high", explanation.ci95.high)
                .number("first", explanation.steps.empty() ? 0 : explanation.steps.front().share)
                .text("column", explanation.steps.empty() ? std::string() : context.name(columns[explanation.steps.front().feature]));
            return message;
        };
        outcome.title = fill(Message(outcome.id + ".title." + variant));
        outcome.summary = fill(Message(outcome.id + ".summary." + variant + (target.score ? "_score" : "")));
        if (!explanation.steps.empty()) {
            outcome.headline = fill(Message(outcome.id + ".headline"));
            outcome.headline_note = fill(Message(outcome.id + ".headline_note"));
            outcome.intervals["explained_share"] = json::array({explanation.ci95.low, explanation.ci95.high});
        }
        outcome.metrics = {{"explained_share", share}, {"rows", target.rows.size()}, {"columns_considered", columns.size()}, {"target", target.score ? "score_above_median" : "decision"}};
        for (const Explanation::Step& step : explanation.steps) {
            outcome.groups.push_back({{"column", context.name(columns[step.feature])}, {"explained_share_together", step.share}, {"explained_share_alone", explanation.alone[step.feature]}});
        }
        chart(context, columns, explanation, outcome);
        return outcome;
    }

    static void chart(const AuditContext& context, const std::vector<std::size_t>& columns, const Explanation& explanation, Outcome& outcome) {
        std::vector<std::size_t> order;
        for (std::size_t f = 0; f < columns.size(); ++f) {
            if (!std::isnan(explanation.alone[f])) { order.push_back(f); }
        }
        if (order.empty()) { return; }
        std::ranges::stable_sort(order, [&](std::size_t a, std::size_t b) { return explanation.alone[a] > explanation.alone[b]; });
        outcome.chart.kind = Chart::Kind::bars;
        outcome.chart.title = Message(outcome.id + ".chart");
        outcome.chart.axis = Message(outcome.id + ".axis");
        outcome.chart.unit = Unit::share;
        for (const std::size_t f : order) {
            if (outcome.chart.rows.size() == most_chart_rows) { break; }
            ChartRow row;
            row.label = context.name(columns[f]);
            row.value = std::max(0.0, explanation.alone[f]);  // below 0 out of sample: explains nothing
            const bool chosen = std::ranges::any_of(explanation.steps, [&](const Explanation::Step& step) { return step.feature == f; });
            row.status = chosen ? outcome.status : Status::info;
            outcome.chart.rows.push_back(std::move(row));
        }
    }
};

}  // namespace

const Check& explainability() {
    static const Explainability check;
    return check;
}

}  // namespace klarsicht::skills
