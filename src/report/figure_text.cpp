#include "report/figure_text.h"

#include <algorithm>
#include <cmath>

namespace klarsicht {

namespace {

constexpr std::size_t most_listed = 12;

/// Several texts behind each other, the first twelve; "" where one of them has none.
std::string listed(const std::vector<Figure>& items, bool binned, const Texts& texts) {
    std::string text;
    std::size_t count = 0;
    for (const Figure& item : items) {
        if (item.kind == Figure::Kind::list || item.kind == Figure::Kind::part || item.kind == Figure::Kind::interval) {
            return {};
        }
        if (++count > most_listed) { return text + " …"; }
        text += (text.empty() ? "" : ", ") + figure_text(item, binned, texts);
    }
    return text;
}

std::string word_text(const Figure& word, const Texts& texts) {
    return std::string(texts.has(word.text) ? texts.text(word.text) : word.word());
}

}  // namespace

std::string figure_name(std::string_view id, std::string_view name, const Texts& texts) {
    const std::string common = "metric." + std::string(name);
    const std::string own = std::string(id) + "." + common;
    if (texts.has(own) || texts.has(common)) { return std::string(texts.text(texts.has(own) ? own : common)); }
    std::string words(name);
    std::ranges::replace(words, '_', ' ');
    return words;
}

std::string number_text(double value, Unit unit, const Texts& texts) {
    if (!std::isfinite(value)) { return std::string(texts.text("report.undefined")); }
    switch (unit) {
        // What is no share after all, e.g. a ratio above 1, must not read as one.
        case Unit::share:
            return texts.number(value, value >= 0 && value <= 1 ? "percent" : "");
        case Unit::points:
            if (std::fabs(value) > 1) { break; }
            return texts.format(Message("report.points").text("n", texts.number(value, "points")));
        case Unit::factor:
            return texts.number(value, "factor");
        case Unit::log10_p:
            return texts.number(value, "log10p");
        case Unit::p_value:
            return texts.number(value > 0 ? std::log10(value) : -400, "log10p");
        case Unit::count:
        case Unit::number:
            break;
    }
    return texts.number(value, "");
}

std::string figure_text(const Figure& figure, bool binned, const Texts& texts) {
    switch (figure.kind) {
        case Figure::Kind::undefined:
            return std::string(texts.text("report.undefined"));
        case Figure::Kind::flag:
            return std::string(texts.text(figure.whole != 0 ? "report.yes" : "report.no"));
        case Figure::Kind::count:
            return texts.integer(static_cast<std::int64_t>(figure.whole));
        case Figure::Kind::number:
            return number_text(figure.value, figure.unit, texts);
        case Figure::Kind::interval:
            return interval_text(figure.ci95, figure.unit, texts);
        case Figure::Kind::text:
            return figure.text;
        case Figure::Kind::label:
            return binned ? texts.group(figure.text) : figure.text;
        case Figure::Kind::word:
            return word_text(figure, texts);
        case Figure::Kind::list:
            return listed(figure.parts, binned, texts);
        case Figure::Kind::part:
            break;
    }
    return {};
}

std::string interval_text(const stats::Interval& interval, Unit unit, const Texts& texts) {
    if (!std::isfinite(interval.low) || !std::isfinite(interval.high)) { return {}; }
    const auto end = [&](double value) {
        return unit == Unit::points ? texts.number(value, "points") : number_text(value, unit, texts);
    };
    return texts.format(Message("report.range").text("low", end(interval.low)).text("high", end(interval.high)));
}

}  // namespace klarsicht
