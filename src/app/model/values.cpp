#include "app/model/values.h"

#include <cmath>

#include "report/figure_style.h"

namespace klarsicht::app {

std::string value_text(const Texts& texts, Unit unit, double value) {
    if (std::isnan(value)) { return std::string(texts.text("app.value.undefined")); }
    if (std::isinf(value)) { return value > 0 ? "∞" : "−∞"; }
    switch (unit) {
        case Unit::share: return texts.number(value, "percent");
        case Unit::count: return std::abs(value) < 9e15 ? texts.integer(std::llround(value)) : texts.number(value, "");
        case Unit::factor: return texts.format(Message("app.value.factor").number("value", value));
        case Unit::points: return texts.format(Message("app.value.points").number("value", value));
        case Unit::number: return texts.number(value, "");
    }
    return {};
}

std::string tick_text(const Texts& texts, Unit unit, const Axis& axis, double value) {
    const auto style = [](int decimals) { return "p" + std::to_string(decimals < 0 ? 0 : decimals > 6 ? 6 : decimals); };
    switch (unit) {
        case Unit::share: return texts.number(value * 100, style(axis.decimals - 2)) + (texts.language() == Language::de ? "\u202f%" : "%");
        case Unit::points: return texts.number(value * 100, style(axis.decimals - 2));
        case Unit::count: return texts.integer(std::llround(value));
        case Unit::factor:
        case Unit::number: break;
    }
    return std::abs(value) < 1e9 && axis.decimals <= 6 ? texts.number(value, style(axis.decimals)) : texts.number(value, "");
}

std::string exact_text(double value) { return std::isfinite(value) ? json(value).dump() : std::string(); }

std::string row_sentence(const Texts& texts, const ChartModel& chart, const ChartRowModel& row) {
    const std::string name = row.section.empty() ? row.label : row.section + ": " + row.label;
    const bool interval = std::isfinite(row.low) && std::isfinite(row.high);
    Message sentence(std::isnan(row.value) ? "app.chart.row_undefined" : interval ? (row.n ? "app.chart.row_interval_n" : "app.chart.row_interval")
                                                                                  : (row.n ? "app.chart.row_n" : "app.chart.row"));
    sentence.text("name", name).text("value", value_text(texts, chart.unit, row.value));
    if (interval) { sentence.text("low", value_text(texts, chart.unit, row.low)).text("high", value_text(texts, chart.unit, row.high)); }
    if (row.n) { sentence.count("n", *row.n); }
    return texts.format(sentence);
}

std::string metric_name(const Texts& texts, std::string_view id, std::string_view name) {
    const std::string common = "metric." + std::string(name), own = std::string(id) + "." + common;
    if (texts.has(own)) { return std::string(texts.text(own)); }
    if (texts.has(common)) { return std::string(texts.text(common)); }
    std::string words(name);
    for (char& c : words) {
        if (c == '_') { c = ' '; }
    }
    return words;
}

std::string metric_text(const Texts& texts, std::string_view name, double value) {
    if (std::isnan(value)) { return value_text(texts, Unit::number, value); }
    switch (figure_style(name)) {
        case FigureStyle::log10_p: return texts.number(value, "log10p");
        case FigureStyle::p_value: return texts.number(value > 0 ? std::log10(value) : -400, "log10p");
        case FigureStyle::points: return std::abs(value) <= 1 ? value_text(texts, Unit::points, value) : texts.number(value, "");
        case FigureStyle::factor: return texts.number(value, "factor");
        case FigureStyle::share: return texts.number(value, value >= 0 && value <= 1 ? "percent" : "");
        case FigureStyle::plain: break;
    }
    return texts.number(value, "");
}

std::string counted(const Texts& texts, std::string_view key, std::uint64_t n) {
    const std::vector<std::string_view> words = texts.list("app.number_words");
    const std::string number = n < words.size() ? std::string(words[n]) : texts.integer(static_cast<std::int64_t>(n));
    return texts.format(Message(key).count("n", n).text("number", number));
}

}  // namespace klarsicht::app
