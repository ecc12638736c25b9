#include "audit/what_if/features.h"

#include <algorithm>
#include <numeric>
#include <optional>

#include "audit/explaining_columns.h"
#include "audit/groups.h"
#include "base/round_number.h"

namespace klarsicht::what_if {

namespace {

constexpr std::size_t most_values = 40;
constexpr std::size_t most_numbers_by_value = 12;

Feature feature_from(std::size_t column, CodeGroups groups, bool ordered) {
    Feature feature{.column = column, .labels = std::move(groups.labels), .binned = groups.binned, .ordered = ordered};
    const auto unknown = feature.bins();
    for (const std::uint32_t group : groups.group) { feature.bin_of_code.push_back(std::min(group, unknown)); }
    return feature;
}

/// Groups are numbered as they appear: here in the order of their values.
void put_in_order(const std::vector<double>& values, Feature& feature) {
    std::vector<double> value_of(feature.labels.size(), 0);
    for (std::size_t code = 0; code < values.size(); ++code) {
        if (feature.bin_of_code[code] < value_of.size()) { value_of[feature.bin_of_code[code]] = values[code]; }
    }
    std::vector<std::uint32_t> order(value_of.size());
    std::iota(order.begin(), order.end(), 0U);
    std::ranges::sort(order, {}, [&](std::uint32_t bin) { return value_of[bin]; });
    std::vector<std::uint32_t> place(order.size() + 1, feature.bins());
    std::vector<std::string> labels;
    for (std::uint32_t i = 0; i < order.size(); ++i) {
        place[order[i]] = i;
        labels.push_back(feature.labels[order[i]]);
    }
    feature.labels = std::move(labels);
    for (std::uint32_t& bin : feature.bin_of_code) { bin = place[bin]; }
}

/// The plan's, else round ones near what profiles tell of the column's quantiles.
std::vector<double> edges_of(const AuditContext& context, std::size_t column) {
    if (const auto bins = context.plan.bins.find(context.name(column)); bins != context.plan.bins.end()) {
        return bins->second;
    }
    const Kind kind = context.interpretation(column).kind;
    std::vector<double> quantiles;
    for (const auto& quantile : context.profile.columns[column].quantiles) {
        if (quantile && is_numeric(kind) && (quantiles.empty() || *quantile > quantiles.back())) {
            quantiles.push_back(*quantile);
        }
    }
    return round_edges(quantiles, kind == Kind::integer);
}

/// Numbers and days between edges, or few numbers by value; nothing where the column is neither.
std::optional<Feature> ordered_feature(const AuditContext& context, std::size_t column) {
    const Column& data = context.table.columns[column];
    const Interpretation& meant = context.interpretation(column);
    if (is_numeric(meant.kind) && meant.distinct <= most_numbers_by_value &&
        !context.plan.bins.contains(context.name(column))) {
        Feature feature = feature_from(column, group_codes(data, meant, {}, context.as_of), true);
        put_in_order(meant.values, feature);
        return feature;
    }
    const std::vector<double> edges = edges_of(context, column);
    if (edges.empty()) { return std::nullopt; }
    return feature_from(column, group_codes(data, meant, edges, context.as_of), true);
}

std::optional<Feature> feature_of(const AuditContext& context, std::size_t column) {
    const Interpretation& meant = context.interpretation(column);
    if (is_numeric(meant.kind) || is_dated(meant.kind)) { return ordered_feature(context, column); }
    const std::string& name = context.name(column);
    const bool told = context.plan.has_role(name, Role::protected_) || context.shows_values(column);
    if (!told || meant.kind == Kind::text || meant.distinct > most_values) { return std::nullopt; }
    Feature feature = feature_from(column, group_codes(context.table.columns[column], meant, {}, context.as_of), false);
    for (std::string& label : feature.labels) {
        if (context.plan.has_role(name, Role::protected_)) { continue; }
        if (const std::string shown = context.shown(column, label); shown != label) { label.clear(); }
    }
    return feature;
}

}  // namespace

std::vector<Feature> features_of(const AuditContext& context) {
    std::vector<Feature> features;
    for (std::size_t column = 0; column < context.table.columns.size(); ++column) {
        if (!may_explain(context, column)) { continue; }
        std::optional<Feature> feature = feature_of(context, column);
        if (feature && feature->labels.size() >= 2) { features.push_back(std::move(*feature)); }
    }
    return features;
}

stats::BinnedColumn by_row(const AuditContext& context, const Feature& feature,
                           const std::vector<std::uint32_t>& rows) {
    stats::BinnedColumn column{.bin = {}, .bins = feature.bins(), .ordered = feature.ordered};
    column.bin.reserve(rows.size());
    const std::vector<std::uint32_t>& codes = context.table.columns[feature.column].codes;
    for (const std::uint32_t row : rows) { column.bin.push_back(feature.bin_of_code[codes[row]]); }
    return column;
}

}  // namespace klarsicht::what_if
