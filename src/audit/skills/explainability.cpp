#include <algorithm>
#include <array>
#include <cmath>

#include "audit/column_bins.h"
#include "audit/explaining_columns.h"
#include "audit/groups.h"
#include "audit/names.h"
#include "audit/skills/checks.h"
#include "audit/skills/forward_selection.h"
#include "base/sort_few.h"

namespace klarsicht::skills {

namespace {

constexpr std::array<Role, 3> needs = {Role::decision, Role::score, Role::outcome};
constexpr std::string_view explained_limit = "skills.explainability.share";
constexpr std::string_view protected_limit = "skills.explainability.protected_share";
constexpr std::array limit_names = {explained_limit, protected_limit};
constexpr std::size_t sample_rows = 50'000;
constexpr std::size_t least_rows = 100;
constexpr std::size_t least_cases = 10;  ///< of either kind
constexpr std::size_t most_columns = 3;
constexpr double least_gain = 0.01;
constexpr std::size_t most_chart_rows = 8;

/// What is to be explained: per sampled row 1 or 0. Where nothing was decided yet, what happened: that is what a model
/// would learn from this file.
struct Target {
    Role role = Role::decision;
    std::size_t column = 0;
    bool score() const { return role == Role::score; }
    bool outcome() const { return role == Role::outcome; }
    /// Which texts speak of it.
    std::string variant(std::string_view name) const {
        return std::string(name) + (score() ? "_score" : outcome() ? "_outcome" : "");
    }
    std::vector<std::uint64_t> rows;
    std::vector<std::uint8_t> value;
};

/// The decision, or whether the score lies above its median, or what happened.
Target target_of(const AuditContext& context) {
    Target target;
    for (const Role role : needs) {
        if (const auto column = context.first_with(role)) {
            target.role = role;
            target.column = *column;
            break;
        }
    }
    const Column& column = context.table.columns[target.column];
    std::vector<std::uint8_t> state;
    if (!target.score()) {
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
        static const CheckInfo value{.id = "skills.explainability",
                                     .area = Area::skills,
                                     .needs = needs,
                                     .any = true,
                                     .limits = limit_names,
                                     .answers = true};
        return value;
    }

    std::vector<Outcome> run(const AuditContext& context) const override {
        if (std::ranges::none_of(needs, [&](Role role) { return context.first_with(role).has_value(); })) {
            return {not_assessed(info())};
        }
        const Target target = target_of(context);
        const auto positives = static_cast<std::size_t>(std::ranges::count(target.value, 1));
        const Candidates candidates = candidates_of(context, target);
        const std::size_t negatives = target.rows.size() - positives;
        const bool few = target.rows.size() < least_rows || positives < least_cases || negatives < least_cases;
        if (few || candidates.features.empty()) {
            Outcome outcome = not_assessed(info(), {context.name(target.column)});
            outcome.needs =
                Message(outcome.id + (few ? target.outcome() ? ".needs.cases" : ".needs.rows" : ".needs.columns"));
            return {std::move(outcome)};
        }
        const ForwardSelection found = select_forward(target.value, candidates.features, most_columns, least_gain);
        return {finding(context, target, candidates.columns, found)};
    }

private:
    /// Columns that may explain, with their values in the sampled rows.
    struct Candidates {
        std::vector<std::size_t> columns;
        std::vector<Feature> features;
    };

    static Candidates candidates_of(const AuditContext& context, const Target& target) {
        Candidates candidates;
        for (std::size_t c = 0; c < context.table.columns.size(); ++c) {
            if (c == target.column || !may_explain(context, c)) { continue; }
            const ColumnBins bins = bin_column(context, c);
            if (bins.too_fine || bins.bins < 2) { continue; }
            Feature feature;
            feature.bins = bins.bins;
            feature.bin.reserve(target.rows.size());
            const std::vector<std::uint32_t>& codes = context.table.columns[c].codes;
            const auto unknown = static_cast<std::uint32_t>(bins.bins);
            for (const std::uint64_t row : target.rows) {
                feature.bin.push_back(std::min(bins.bin_of_code[codes[static_cast<std::size_t>(row)]], unknown));
            }
            candidates.columns.push_back(c);
            candidates.features.push_back(std::move(feature));
        }
        return candidates;
    }

    Outcome finding(const AuditContext& context, const Target& target, const std::vector<std::size_t>& columns,
                    const ForwardSelection& found) const {
        const bool any = !found.steps.empty();
        const double share = any ? found.steps.back().share : 0;
        const double first_share = any ? found.steps.front().share : 0;
        const std::string first = any ? context.name(columns[found.steps.front().feature]) : std::string();
        const bool explained = share >= context.limit(explained_limit);
        const bool is_protected =
            any && first_share >= context.limit(protected_limit) && context.plan.has_role(first, Role::protected_);
        std::string list;
        for (const ForwardSelection::Step& step : found.steps) {
            list += (list.empty() ? "" : ", ") + context.name(columns[step.feature]);
        }
        // Of what happened nobody has decided anything yet: there is nothing to pass or to warn of.
        const Status status = target.outcome() ? Status::info
                              : is_protected   ? Status::warn
                              : explained      ? Status::pass
                                               : Status::info;
        OutcomeBuilder builder(info(), status, status == Status::warn ? Severity::low : Severity::none,
                               {context.name(target.column)});
        builder.values.count("count", found.steps.size())
            .number("share", share)
            .text("columns", list)
            .text("decision", context.name(target.column))
            .count("rows", target.rows.size())
            .number("low", std::max(0.0, found.ci95.low))
            .number("high", found.ci95.high)
            .number("first", first_share)
            .text("column", first);
        const std::string variant = is_protected ? "protected" : explained ? "explained" : any ? "partly" : "nothing";
        builder.title(target.outcome() ? target.variant(variant) : variant).summary(target.variant(variant));
        if (any) { builder.headline(target.outcome() ? "outcome" : "").headline_note(); }
        if (target.outcome()) { builder.remedy("outcome").why("outcome"); }
        Outcome outcome = builder.make();
        Figure& figure = outcome.metrics.share("explained_share", share);
        if (any) { figure.with(found.ci95); }
        outcome.metrics.size("rows", target.rows.size());
        outcome.metrics.count("columns_considered", columns.size());
        outcome.metrics.word("target", target.score() ? "score_above_median" : std::string(name_of(target.role)));
        for (const ForwardSelection::Step& step : found.steps) {
            Group& group = outcome.groups.emplace_back();
            group.figures.text("column", context.name(columns[step.feature]));
            group.figures.share("explained_share_together", step.share);
            group.figures.share("explained_share_alone", found.alone[step.feature]);
        }
        chart(context, columns, found, outcome);
        return outcome;
    }

    static void chart(const AuditContext& context, const std::vector<std::size_t>& columns,
                      const ForwardSelection& found, Outcome& outcome) {
        std::vector<std::size_t> order;
        for (std::size_t f = 0; f < columns.size(); ++f) {
            if (!std::isnan(found.alone[f])) { order.push_back(f); }
        }
        if (order.empty()) { return; }
        sort_few(order, std::ranges::greater{}, [&](std::size_t f) { return found.alone[f]; });
        if (order.size() > most_chart_rows) { order.resize(most_chart_rows); }
        outcome.chart.kind = Chart::Kind::bars;
        outcome.chart.title = Message(outcome.id + ".chart");
        outcome.chart.axis = Message(outcome.id + ".axis");
        outcome.chart.unit = Unit::share;
        for (const std::size_t f : order) {
            ChartRow row;
            row.label = context.name(columns[f]);
            row.value = std::max(0.0, found.alone[f]);  // below 0 out of sample: explains nothing
            const bool chosen =
                std::ranges::find(found.steps, f, &ForwardSelection::Step::feature) != found.steps.end();
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
