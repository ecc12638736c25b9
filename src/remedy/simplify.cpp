// Remedies that make a file say less: coarser values, fewer columns.
#include <cmath>
#include <limits>
#include <set>

#include "remedy/fields.h"

namespace klarsicht::remedy {

namespace {

/// "30-39", "0.5-<0.75". A number that is farther from the next one a double can hold than a step is wide stands alone.
std::string step_of(double value, double width, bool whole) {
    if (std::nextafter(std::fabs(value), std::numeric_limits<double>::infinity()) - std::fabs(value) >= width) {
        return cell_of(value);
    }
    const double from = std::floor(value / width) * width;
    const double to = from + width;
    constexpr double exact = 9007199254740992.0;  // 2^53: beyond, there is no number just below `to`
    if (!whole || std::fabs(from) >= exact || std::fabs(to) >= exact) { return cell_of(from) + "-<" + cell_of(to); }
    return cell_of(from) + (width > 1 ? "-" + cell_of(to - 1) : "");
}

}  // namespace

Result<void> generalise(const Fields& fields, const AuditContext& context, Remedied& result) {
    const std::size_t column = KLARSICHT_TRY(fields.column("column"));
    if (!fields.has("width")) { return fields.wrong("width", "width"); }
    const double width = KLARSICHT_TRY(fields.number("width", 1, 1e-9, 1e15));
    const CurrentColumn current(context, result, column);
    if (!current.numeric()) { return fields.impossible("needs_numbers", current.name); }
    bool whole = width == std::floor(width);
    for (const double value : current.values) { whole = whole && (std::isnan(value) || value == std::floor(value)); }
    std::vector<std::string> coarse;
    for (std::size_t code = 0; code < current.values.size(); ++code) {
        const double value = current.values[code];
        if (!std::isfinite(value)) {
            coarse.emplace_back(current.spellings[code]);
            continue;
        }
        coarse.push_back(step_of(value, width, whole));
    }
    const std::set<std::string> kept(coarse.begin(), coarse.end());
    result.effects.push_back(Message("remedy.effect.coarser")
                                 .text("column", current.name)
                                 .count("before", coarse.size())
                                 .count("after", kept.size()));
    ColumnWriter writer(current.name, column, current.codes->size());
    for (const std::uint32_t code : *current.codes) { writer.add(coarse[code]); }
    put(result, writer.finish());
    return {};
}

Result<void> drop(const Fields& fields, const AuditContext& context, Remedied& result) {
    for (const std::size_t column : KLARSICHT_TRY(fields.columns(fields.has("columns") ? "columns" : "column"))) {
        result.dropped.push_back(column);
        result.effects.push_back(Message("remedy.effect.dropped").text("column", context.name(column)));
    }
    return {};
}

}  // namespace klarsicht::remedy
