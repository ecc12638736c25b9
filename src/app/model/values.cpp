#include "app/model/values.h"

#include <cmath>

#include "base/whole_number.h"

namespace klarsicht::app {

std::string value_text(const Texts& texts, Unit unit, double value) {
    if (std::isnan(value)) { return std::string(texts.text("app.value.undefined")); }
    if (std::isinf(value)) { return value > 0 ? "∞" : "−∞"; }
    switch (unit) {
        case Unit::share:
            return texts.number(value, "percent");
        case Unit::count:
            return std::abs(value) < 9e15 ? texts.integer(std::llround(value)) : texts.number(value, "");
        case Unit::factor:
            return texts.format(Message("app.value.factor").number("value", value));
        case Unit::points:
            return texts.format(Message("app.value.points").number("value", value));
        case Unit::log10_p:
            return texts.number(value, "log10p");
        case Unit::p_value:
            return texts.number(value > 0 ? std::log10(value) : -400, "log10p");
        case Unit::number:
            break;
    }
    return texts.number(value, "");
}

std::string tick_text(const Texts& texts, Unit unit, const Axis& axis, double value) {
    const auto style = [](int decimals) {
        return "p" + std::to_string(decimals < 0 ? 0 : decimals > 6 ? 6 : decimals);
    };
    switch (unit) {
        case Unit::share:
            return texts.number(value * 100, style(axis.decimals - 2)) +
                   (texts.language() == Language::de ? "\u202f%" : "%");
        case Unit::points:
            return texts.number(value * 100, style(axis.decimals - 2));
        case Unit::count:
            return texts.integer(whole_number<std::int64_t>(std::round(value)));
        case Unit::factor:
        case Unit::p_value:
        case Unit::log10_p:
        case Unit::number:
            break;
    }
    return std::abs(value) < 1e9 && axis.decimals <= 6 ? texts.number(value, style(axis.decimals))
                                                       : texts.number(value, "");
}

std::string row_sentence(const Texts& texts, const ChartModel& chart, const ChartRowModel& row) {
    const std::string name = row.section.empty() ? row.label : row.section + ": " + row.label;
    const bool interval = std::isfinite(row.low) && std::isfinite(row.high);
    Message sentence(std::isnan(row.value) ? "app.chart.row_undefined"
                     : interval            ? (row.n ? "app.chart.row_interval_n" : "app.chart.row_interval")
                                           : (row.n ? "app.chart.row_n" : "app.chart.row"));
    sentence.text("name", name).text("value", value_text(texts, chart.unit, row.value));
    if (interval) {
        sentence.text("low", value_text(texts, chart.unit, row.low))
            .text("high", value_text(texts, chart.unit, row.high));
    }
    if (row.n) { sentence.count("n", *row.n); }
    return texts.format(sentence);
}

std::string counted(const Texts& texts, std::string_view key, std::uint64_t n) {
    const std::vector<std::string_view> words = texts.list("app.number_words");
    const std::string number = n < words.size() ? std::string(words[n]) : texts.integer(static_cast<std::int64_t>(n));
    return texts.format(Message(key).count("n", n).text("number", number));
}

}  // namespace klarsicht::app
