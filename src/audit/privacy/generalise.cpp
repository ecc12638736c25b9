#include "audit/privacy/generalise.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <string>

#include "base/shortest_number.h"
#include "base/whole_number.h"
#include "profile/values/digits.h"
#include "table/dictionary.h"

namespace klarsicht::privacy {

namespace {

/// Values that read the same in a coarser form share an id; missing and unreadable cells share one each.
template <class CoarseValue>
ValueIds ids_by(const Column& column, const Interpretation& interpretation, CoarseValue coarse_value) {
    ValueIds ids;
    const std::uint32_t codes = column.dictionary.size();
    ids.of_code.resize(codes);
    Dictionary known;
    for (std::uint32_t code = 0; code < codes; ++code) {
        std::string key;
        if (interpretation.states[code] != CellState::missing) { key = "=" + coarse_value(code); }
        ids.of_code[code] = known.add(key);
    }
    ids.count = known.size();
    return ids;
}

std::string band(double value, double width) {
    if (std::isnan(value)) { return {}; }
    const double number = std::floor(value / width);
    // Where there are more bands than a number can count, each value has its own.
    return std::isfinite(number) ? shortest_number(number) : "=" + shortest_number(value);
}

int year_of(double days) {
    return static_cast<int>(std::chrono::year_month_day(
                                std::chrono::sys_days(std::chrono::days(whole_number<std::int32_t>(std::floor(days)))))
                                .year());
}

bool several_countries(const AuditContext& context) {
    for (std::size_t c = 0; c < context.table.columns.size(); ++c) {
        if (context.meaning(c) == "country" && context.interpretation(c).distinct > 1) { return true; }
    }
    return false;
}

}  // namespace

std::optional<Coarser> coarser(const AuditContext& context, std::size_t index) {
    const Column& column = context.table.columns[index];
    const Interpretation& data = context.interpretation(index);
    const std::string_view meaning = context.meaning(index);
    const bool numeric = is_numeric(data.kind);
    if (is_dated(data.kind)) {
        const double unit = data.kind == Kind::datetime ? 86400 : 1;
        return Coarser{"year", ids_by(column, data, [&](std::uint32_t code) {
                           const double value = data.values[code];
                           return std::isnan(value) ? std::string() : std::to_string(year_of(value / unit));
                       })};
    }
    // The first digits of a postal code are a region of one country only.
    if (meaning == "postal_code" && !several_countries(context)) {
        return Coarser{"two_digits", ids_by(column, data, [&](std::uint32_t code) {
                           return std::string(values::trimmed(column.dictionary[code]).substr(0, 2));
                       })};
    }
    if (data.distinct <= 3) { return std::nullopt; }
    if (numeric && (meaning == "age" || meaning == "birth_year" || meaning == "child_age") && data.distinct > 12) {
        return Coarser{"ten_years",
                       ids_by(column, data, [&](std::uint32_t code) { return band(data.values[code], 10); })};
    }
    if (meaning == "gps") {
        return Coarser{"one_decimal", ids_by(column, data, [&](std::uint32_t code) {
                           if (numeric) { return band(data.values[code], 0.1); }
                           // "50.016,13.866": one decimal of each half.
                           std::string key;
                           std::size_t decimals = 0;
                           bool after = false;
                           for (const char c : column.dictionary[code]) {
                               after = c == '.' ? true : values::is_digit(c) && after;
                               decimals = after ? decimals + (c == '.' ? 0 : 1) : 0;
                               if (decimals <= 1) { key += c; }
                           }
                           return key;
                       })};
    }
    if (numeric && data.distinct > 20) {
        // As many bands as a tenth of the range makes, rounded to a number people use.
        double low = INFINITY;
        double high = -INFINITY;
        for (const double value : data.values) {
            if (!std::isnan(value)) {
                low = std::min(low, value);
                high = std::max(high, value);
            }
        }
        double width = 1e-6;
        while (width < high / 10 - low / 10) { width *= 10; }
        return Coarser{"bands",
                       ids_by(column, data, [&](std::uint32_t code) { return band(data.values[code], width); })};
    }
    ValueIds nothing;
    nothing.of_code.assign(column.dictionary.size(), 0);
    nothing.count = 1;
    return Coarser{"drop", std::move(nothing)};
}

}  // namespace klarsicht::privacy
