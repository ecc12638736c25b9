#include "report/chart_svg.h"

#include <algorithm>
#include <cmath>

#include "base/whole_number.h"
#include "report/chart_scale.h"
#include "report/html_text.h"
#include "report/outcome_text.h"

namespace klarsicht {

namespace {

constexpr double width = 720;
constexpr double plot_left = 268;
constexpr double plot_right = width - 92;  // room for the last value
constexpr double row_height = 28;
constexpr double section_height = 32;
constexpr std::size_t most_rows = 40;
constexpr std::size_t label_characters = 26;
constexpr std::size_t spoken_rows = 24;

/// A coordinate with at most one decimal, the same on every platform.
std::string px(double value) {
    constexpr double far = 1e6;  // beyond any drawing: a value that its axis does not reach
    const auto tenths = whole_number<std::int64_t>(std::floor(std::clamp(value, -far, far) * 10 + 0.5));
    const std::int64_t magnitude = tenths < 0 ? -tenths : tenths;
    std::string text = (tenths < 0 ? "-" : "") + std::to_string(magnitude / 10);
    if (magnitude % 10 != 0) { text += "." + std::to_string(magnitude % 10); }
    return text;
}

std::string line(double x1, double y1, double x2, double y2, std::string_view css) {
    return "<line class=\"" + std::string(css) + "\" x1=\"" + px(x1) + "\" y1=\"" + px(y1) + "\" x2=\"" + px(x2) +
           "\" y2=\"" + px(y2) + "\"/>";
}

std::string rect(double x, double y, double w, double h, double radius, std::string_view css) {
    return "<rect class=\"" + std::string(css) + "\" x=\"" + px(x) + "\" y=\"" + px(y) + "\" width=\"" +
           px(std::max(0.0, w)) + "\" height=\"" + px(std::max(0.0, h)) + "\" rx=\"" + px(radius) + "\"/>";
}

/// @param anchor start, middle or end
std::string text(double x, double y, std::string_view css, std::string_view anchor, std::string_view content) {
    return "<text class=\"" + std::string(css) + "\" x=\"" + px(x) + "\" y=\"" + px(y) + "\" text-anchor=\"" +
           std::string(anchor) + "\">" + html_text(content) + "</text>";
}

/// Colour and shape say the same: the reference is square, conspicuous ones are filled, the others hollow.
std::string_view mark_class(const ChartRow& row) {
    if (row.reference && row.status != Status::fail && row.status != Status::warn) { return "ref"; }
    switch (row.status) {
        case Status::fail:
            return "bad";
        case Status::warn:
            return "odd";
        case Status::pass:
            return "fine";
        default:
            return "plain";
    }
}

std::string in_range(const ChartRow& row, Unit unit, const Texts& texts) {
    std::string spoken = in_unit(row.value, unit, texts);
    if (std::isfinite(row.ci95.low) && std::isfinite(row.ci95.high)) {
        spoken += " (" + in_unit(row.ci95.low, unit, texts) + "–" + in_unit(row.ci95.high, unit, texts) + ")";
    }
    return spoken;
}

/// All of the chart as a sentence.
std::string spoken(const Chart& chart, const Texts& texts) {
    std::string sentence = texts.format(chart.title) + ".";
    if (chart.kind != Chart::Kind::histogram) {
        for (std::size_t i = 0; i < std::min(chart.rows.size(), spoken_rows); ++i) {
            const ChartRow& row = chart.rows[i];
            sentence += (i == 0 ? " " : "; ") + label_of(row, texts) + " " + in_range(row, chart.unit, texts);
        }
    }
    if (!chart.limit_note.empty()) { sentence += ". " + texts.format(chart.limit_note); }
    return sentence;
}

std::string opened(const Chart& chart, double height, const Texts& texts) {
    return "<figure class=\"chart\"><figcaption>" + html_text(texts.format(chart.title)) +
           "</figcaption><svg viewBox=\"0 0 " + px(width) + " " + px(height) + "\" role=\"img\" aria-label=\"" +
           html_text(spoken(chart, texts)) + "\">";
}

std::string closed(const Chart& chart, std::size_t left_out, const Texts& texts) {
    std::string out = "</svg>";
    std::string note = texts.format(chart.limit_note);
    if (chart.kind == Chart::Kind::intervals && std::ranges::any_of(chart.rows, &ChartRow::reference)) {
        note += (note.empty() ? "" : " · ") + std::string(texts.text("report.chart.reference"));
    }
    if (left_out > 0) {
        note += (note.empty() ? "" : " ") + texts.format(Message("report.chart.more").count("n", left_out));
    }
    if (!note.empty()) { out += "<p class=\"note\">" + html_text(note) + "</p>"; }
    return out + "</figure>";
}

/// Grid lines with their numbers below, and the axis title.
std::string x_axis(const Chart& chart, const ChartScale& scale, double left, double right, double top, double bottom,
                   const Texts& texts) {
    std::string out;
    for (const double tick : scale.ticks) {
        const double x = scale.place(tick, left, right);
        out += line(x, top, x, bottom, tick == 0 ? "zero" : "grid") +
               text(x, bottom + 18, "tick", "middle", in_unit(tick, chart.unit, texts));
    }
    return out + text((left + right) / 2, bottom + 40, "axis", "middle", texts.format(chart.axis));
}

/// The band of limits, or a line where there is only one.
std::string limits(const Chart& chart, const ChartScale& scale, double left, double right, double top, double bottom) {
    const auto inside = [&](double value) { return value >= scale.low && value <= scale.high; };
    std::string out;
    if (chart.limit_low && chart.limit_high) {
        const double from = scale.place(std::clamp(*chart.limit_low, scale.low, scale.high), left, right);
        const double to = scale.place(std::clamp(*chart.limit_high, scale.low, scale.high), left, right);
        out += rect(from, top, to - from, bottom - top, 6, "band");
    } else {
        for (const auto& limit : {chart.limit_low, chart.limit_high}) {
            if (limit && inside(*limit)) {
                const double x = scale.place(*limit, left, right);
                out += line(x, top, x, bottom, "limit");
            }
        }
    }
    return out;
}

std::string interval_mark(const ChartRow& row, const ChartScale& scale, double y) {
    const std::string css(mark_class(row));
    const double x = scale.place(row.value, plot_left, plot_right);
    std::string out;
    if (std::isfinite(row.ci95.low) && std::isfinite(row.ci95.high)) {
        out += line(scale.place(std::max(row.ci95.low, scale.low), plot_left, plot_right), y,
                    scale.place(std::min(row.ci95.high, scale.high), plot_left, plot_right), y, "whisker " + css);
    }
    return out + (row.reference
                      ? rect(x - 5.5, y - 5.5, 11, 11, 2.5, "mark " + css)
                      : "<circle class=\"mark " + css + "\" cx=\"" + px(x) + "\" cy=\"" + px(y) + "\" r=\"6\"/>");
}

std::string bar_mark(const ChartRow& row, const ChartScale& scale, double y) {
    const double zero = scale.place(std::clamp(0.0, scale.low, scale.high), plot_left, plot_right);
    const double x = scale.place(row.value, plot_left, plot_right);
    std::string out = rect(std::min(zero, x), y - 8, std::max(std::fabs(x - zero), 1.5), 16, 3,
                           "bar " + std::string(mark_class(row)));
    if (std::isfinite(row.ci95.low) && std::isfinite(row.ci95.high)) {
        out += line(scale.place(row.ci95.low, plot_left, plot_right), y,
                    scale.place(row.ci95.high, plot_left, plot_right), y, "over");
    }
    return out;
}

std::string row_chart(const Chart& chart, const Texts& texts) {
    const std::size_t shown = std::min(chart.rows.size(), most_rows);
    const ChartScale scale = scale_of(chart);
    const double top = 8;
    std::string marks;
    double y = top;
    std::string_view section;
    for (std::size_t i = 0; i < shown; ++i) {
        const ChartRow& row = chart.rows[i];
        if (row.section != section) {
            section = row.section;
            if (!section.empty()) {
                marks += text(0, y + 21, "section", "start", shortened(section, 2 * label_characters));
                y += section_height;
            }
        }
        const double middle = y + row_height / 2;
        const std::string label = label_of(row, texts);
        marks += "<g><title>" + html_text(label + ": " + in_range(row, chart.unit, texts)) + "</title>";
        marks += text(section.empty() ? 0 : 10, middle + 5, "label", "start",
                      shortened(label, row.n ? label_characters - 4 : label_characters + 8));
        if (row.n) {
            marks +=
                text(plot_left - 14, middle + 5, "n", "end", "n = " + texts.integer(static_cast<std::int64_t>(*row.n)));
        }
        if (std::isfinite(row.value)) {
            marks += chart.kind == Chart::Kind::bars ? bar_mark(row, scale, middle) : interval_mark(row, scale, middle);
            const double end =
                std::max(row.value, std::isfinite(row.ci95.high) ? std::min(row.ci95.high, scale.high) : row.value);
            const double at = std::max(
                scale.place(end, plot_left, plot_right),
                chart.kind == Chart::Kind::bars && row.value < 0 ? scale.place(0, plot_left, plot_right) : plot_left);
            marks += text(at + 12, middle + 5, "value", "start", in_unit(row.value, chart.unit, texts));
        } else {
            marks += text(plot_left, middle + 5, "n", "start", texts.text("report.undefined"));
        }
        marks += "</g>";
        y += row_height;
    }
    const double bottom = y + 4;
    return opened(chart, bottom + 48, texts) + limits(chart, scale, plot_left, plot_right, top, bottom) +
           x_axis(chart, scale, plot_left, plot_right, top, bottom, texts) + marks +
           closed(chart, chart.rows.size() - shown, texts);
}

std::string histogram_chart(const Chart& chart, const Texts& texts) {
    const std::size_t bins = std::min(chart.rows.size(), chart.edges.empty() ? 0 : chart.edges.size() - 1);
    if (bins == 0 || !(chart.edges[bins] > chart.edges[0])) { return {}; }
    double most = 0;
    for (const ChartRow& row : chart.rows) { most = std::isfinite(row.value) ? std::max(most, row.value) : most; }
    const double left = 64;
    const double right = width - 16;
    const double top = 10;
    const double bottom = 210;
    const ChartScale counts = round_scale(0, most > 0 ? most : 1, 4);
    ChartScale values = round_scale(chart.edges[0], chart.edges[bins], 6);
    std::erase_if(values.ticks, [&](double tick) { return tick < chart.edges[0] || tick > chart.edges[bins]; });
    values.low = chart.edges[0];
    values.high = chart.edges[bins];

    std::string out = opened(chart, bottom + 48, texts);
    for (const double tick : counts.ticks) {
        const double y = counts.place(tick, bottom, top);
        out += line(left, y, right, y, tick == 0 ? "zero" : "grid") +
               text(left - 8, y + 4, "tick", "end", in_unit(tick, Unit::number, texts));
    }
    for (std::size_t i = 0; i < bins; ++i) {
        if (!std::isfinite(chart.rows[i].value)) { continue; }
        const double from = values.place(chart.edges[i], left, right);
        const double to = values.place(chart.edges[i + 1], left, right);
        const double y = counts.place(chart.rows[i].value, bottom, top);
        out += rect(from + 0.5, y, to - from - 1, bottom - y, 2, "bar " + std::string(mark_class(chart.rows[i])));
    }
    out += limits(chart, values, left, right, top, bottom);
    for (const double tick : values.ticks) {
        out += text(values.place(tick, left, right), bottom + 18, "tick", "middle", in_unit(tick, chart.unit, texts));
    }
    return out + text((left + right) / 2, bottom + 40, "axis", "middle", texts.format(chart.axis)) +
           closed(chart, 0, texts);
}

}  // namespace

std::string chart_to_svg(const Chart& chart, const Texts& texts) {
    if (chart.kind == Chart::Kind::none || chart.rows.empty()) { return {}; }
    return chart.kind == Chart::Kind::histogram ? histogram_chart(chart, texts) : row_chart(chart, texts);
}

}  // namespace klarsicht
