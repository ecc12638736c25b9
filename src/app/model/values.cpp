#include "app/model/values.h"

#include <array>
#include <cmath>

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

std::string metric_name(const Texts& texts, std::string_view name) {
    const std::string key = "metric." + std::string(name);
    if (texts.has(key)) { return std::string(texts.text(key)); }
    std::string words(name);
    for (char& c : words) {
        if (c == '_') { c = ' '; }
    }
    return words;
}

Unit metric_unit(std::string_view name) {
    static constexpr std::array<std::string_view, 22> shares = {
        "tpr", "fpr", "tnr", "fnr", "ppv", "npv", "fdr", "for", "accuracy", "support", "uplift", "prosecutor_average", "prosecutor_max", "marketer",
        "class_average_risk", "selection_rate", "base_rate", "rate_treated", "rate_control", "population_uniqueness_pitman", "population_uniqueness_zayatz",
        "confidence"};
    for (const std::string_view one : shares) {
        if (name == one) { return Unit::share; }
    }
    if (name.ends_with("_share") || name.ends_with("_rate") || name.ends_with("_ratio_share")) { return Unit::share; }
    if (name.ends_with("_difference") || name.starts_with("d_") || name == "difference") { return Unit::points; }
    return Unit::number;
}

std::string counted(const Texts& texts, std::string_view key, std::uint64_t n) {
    const std::vector<std::string_view> words = texts.list("app.number_words");
    const std::string number = n < words.size() ? std::string(words[n]) : texts.integer(static_cast<std::int64_t>(n));
    return texts.format(Message(key).count("n", n).text("number", number));
}

}  // namespace klarsicht::app
