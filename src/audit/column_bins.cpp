#include "audit/column_bins.h"

#include <algorithm>
#include <cmath>

#include "audit/groups.h"

namespace klarsicht {

namespace {

constexpr std::uint64_t most_values = 2000;
constexpr std::uint64_t most_numbers_by_value = 20;

/// Deciles of the rows' values; of twenty thousand rows evenly spread where there are more, which is near enough for
/// bins.
std::vector<double> deciles(const Column& column, const Interpretation& interpretation) {
    constexpr std::size_t sample = 20'000;
    const std::size_t step = std::max<std::size_t>(1, column.codes.size() / sample);
    std::vector<double> values;
    for (std::size_t row = 0; row < column.codes.size(); row += step) {
        const double value = interpretation.values[column.codes[row]];
        if (!std::isnan(value)) { values.push_back(value); }
    }
    std::vector<double> edges;
    if (values.empty()) { return edges; }
    std::ranges::sort(values);
    for (std::size_t i = 1; i < 10; ++i) {
        const double edge = values[values.size() * i / 10];
        if (edge > values.front() && (edges.empty() || edge > edges.back())) { edges.push_back(edge); }
    }
    return edges;
}

}  // namespace

ColumnBins bin_column(const AuditContext& context, std::size_t column, double rows_per_value) {
    const Column& data = context.table.columns[column];
    const Interpretation& interpretation = context.interpretation(column);
    ColumnBins result;
    const bool numbers = is_numeric(interpretation.kind);
    const bool dates = is_dated(interpretation.kind);
    if ((numbers && interpretation.distinct > most_numbers_by_value) || dates) {
        const std::vector<double> edges = deciles(data, interpretation);
        result.numeric = true;
        result.bins = edges.size() + 1;
        result.bin_of_code.assign(data.counts.size(), ColumnBins::none);
        for (std::uint32_t code = 0; code < data.counts.size(); ++code) {
            if (!interpretation.valid(code)) { continue; }
            result.bin_of_code[code] = static_cast<std::uint32_t>(
                std::ranges::upper_bound(edges, interpretation.values[code]) - edges.begin());
        }
        return result;
    }
    const auto rows = static_cast<double>(data.rows() - interpretation.missing - interpretation.invalid);
    if (interpretation.distinct > most_values || rows < rows_per_value * static_cast<double>(interpretation.distinct)) {
        result.too_fine = true;
        return result;
    }
    CodeGroups groups = group_codes(data, interpretation, {}, context.as_of);
    result.bins = groups.labels.size();
    result.bin_of_code = std::move(groups.group);
    return result;
}

}  // namespace klarsicht
