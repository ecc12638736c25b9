#include "report/chart_plot.h"

#include <algorithm>
#include <cmath>

#include "base/whole_number.h"
#include "report/chart_scale.h"
#include "report/html_text.h"
#include "report/outcome_text.h"

namespace klarsicht {

namespace {

constexpr double section_height = 30;
constexpr std::size_t spoken_at_most = 24;

std::string line(double x1, double y1, double x2, double y2, std::string_view css) {
    return "<line class=\"" + std::string(css) + "\" x1=\"" + svg_number(x1) + "\" y1=\"" + svg_number(y1) +
           "\" x2=\"" + svg_number(x2) + "\" y2=\"" + svg_number(y2) + "\"/>";
}

std::string rect(double x, double y, double w, double h, double radius, std::string_view css) {
    return "<rect class=\"" + std::string(css) + "\" x=\"" + svg_number(x) + "\" y=\"" + svg_number(y) + "\" width=\"" +
           svg_number(std::max(0.0, w)) + "\" height=\"" + svg_number(std::max(0.0, h)) + "\" rx=\"" +
           svg_number(radius) + "\"/>";
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

/// Grid lines with their numbers below, and the axis title.
std::string x_axis(const Chart& chart, const ChartScale& scale, const ChartLayout& layout, double top, double bottom,
                   const Texts& texts) {
    std::string out;
    for (const double tick : scale.ticks) {
        const double x = scale.place(tick, layout.left, layout.right);
        const std::string_view anchor = layout.above && x - layout.left < 12 ? "start" : "middle";
        out += line(x, top, x, bottom, tick == 0 ? "zero" : "grid") +
               svg_text(x, bottom + 17, "tick", anchor, in_unit(tick, chart.unit, texts));
    }
    return out + svg_text(layout.above ? layout.left : (layout.left + layout.right) / 2, bottom + 36, "axis",
                          layout.above ? "start" : "middle",
                          shortened(texts.format(chart.axis), layout.above ? 56 : 90));
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

std::string interval_mark(const ChartRow& row, const ChartScale& scale, const ChartLayout& layout, double y) {
    const std::string css(mark_class(row));
    const double x = scale.place(row.value, layout.left, layout.right);
    std::string out;
    if (std::isfinite(row.ci95.low) && std::isfinite(row.ci95.high)) {
        out += line(scale.place(std::max(row.ci95.low, scale.low), layout.left, layout.right), y,
                    scale.place(std::min(row.ci95.high, scale.high), layout.left, layout.right), y, "whisker " + css);
    }
    return out + (row.reference ? rect(x - 5.5, y - 5.5, 11, 11, 2.5, "mark " + css)
                                : "<circle class=\"mark " + css + "\" cx=\"" + svg_number(x) + "\" cy=\"" +
                                      svg_number(y) + "\" r=\"6\"/>");
}

std::string bar_mark(const ChartRow& row, const ChartScale& scale, const ChartLayout& layout, double y) {
    const double zero = scale.place(std::clamp(0.0, scale.low, scale.high), layout.left, layout.right);
    const double x = scale.place(row.value, layout.left, layout.right);
    std::string out = rect(std::min(zero, x), y - 8, std::max(std::fabs(x - zero), 1.5), 16, 3,
                           "bar " + std::string(mark_class(row)));
    if (std::isfinite(row.ci95.low) && std::isfinite(row.ci95.high)) {
        out += line(scale.place(row.ci95.low, layout.left, layout.right), y,
                    scale.place(row.ci95.high, layout.left, layout.right), y, "over");
    }
    return out;
}

/// The row's mark at the height y and its value behind it.
std::string mark_of(const Chart& chart, const ChartRow& row, const ChartScale& scale, const ChartLayout& layout,
                    double y, const Texts& texts) {
    if (!std::isfinite(row.value)) {
        return svg_text(layout.left, y + 5, "n", "start", texts.text("report.undefined"));
    }
    const bool bar = chart.kind == Chart::Kind::bars;
    const double end =
        std::max(row.value, std::isfinite(row.ci95.high) ? std::min(row.ci95.high, scale.high) : row.value);
    const double at = std::max(scale.place(end, layout.left, layout.right),
                               bar && row.value < 0 ? scale.place(0, layout.left, layout.right) : layout.left);
    return (bar ? bar_mark(row, scale, layout, y) : interval_mark(row, scale, layout, y)) +
           svg_text(at + 12, y + 5, "value", "start", in_unit(row.value, chart.unit, texts));
}

std::string row_plot(const Chart& chart, const ChartRow& row, const ChartScale& scale, const ChartLayout& layout,
                     double y, const Texts& texts) {
    const std::string label = label_of(row, texts);
    const std::string n = row.n ? "n = " + texts.integer(static_cast<std::int64_t>(*row.n)) : std::string();
    const double middle = layout.above ? y + layout.row - 14 : y + layout.row / 2;
    const double text_y = layout.above ? y + 16 : middle + 5;
    const std::size_t room = layout.label_characters + (n.empty() ? 8 : 0) - (layout.above || n.empty() ? 0 : 4);
    return "<g><title>" + html_text(label + ": " + in_range(row, chart.unit, texts)) + "</title>" +
           svg_text(row.section.empty() || layout.above ? 0 : 10, text_y, "label", "start", shortened(label, room)) +
           (n.empty() ? std::string()
                      : svg_text(layout.above ? layout.width : layout.left - 14, text_y, "n", "end", n)) +
           mark_of(chart, row, scale, layout, middle, texts) + "</g>";
}

ChartPlot row_chart(const Chart& chart, const ChartRows& rows, const ChartLayout& layout, const Texts& texts) {
    const ChartScale scale = scale_of(chart);
    const double top = 8;
    std::string marks;
    double y = top;
    std::string_view section;
    for (const ChartRow* row : rows) {
        if (row->section != section) {
            section = row->section;
            if (!section.empty()) {
                marks += svg_text(0, y + 20, "section", "start", shortened(section, 2 * layout.label_characters));
                y += section_height;
            }
        }
        marks += row_plot(chart, *row, scale, layout, y, texts);
        y += layout.row;
    }
    const double bottom = y + 4;
    return {limits(chart, scale, layout.left, layout.right, top, bottom) +
                x_axis(chart, scale, layout, top, bottom, texts) + marks,
            bottom + (chart.axis.empty() ? 24 : 42)};
}

ChartPlot histogram(const Chart& chart, const ChartLayout& layout, const Texts& texts) {
    const std::size_t bins = std::min(chart.rows.size(), chart.edges.empty() ? 0 : chart.edges.size() - 1);
    if (bins == 0 || !(chart.edges[bins] > chart.edges[0])) { return {}; }
    double most = 0;
    for (const ChartRow& row : chart.rows) { most = std::isfinite(row.value) ? std::max(most, row.value) : most; }
    const double left = layout.above ? 46 : 64;
    const double right = layout.width - 12;
    const double top = 10;
    const double bottom = layout.above ? 150 : 190;
    const ChartScale counts = round_scale(0, most > 0 ? most : 1, 4);
    ChartScale values = round_scale(chart.edges[0], chart.edges[bins], layout.above ? 4 : 6);
    std::erase_if(values.ticks, [&](double tick) { return tick < chart.edges[0] || tick > chart.edges[bins]; });
    values.low = chart.edges[0];
    values.high = chart.edges[bins];

    std::string out;
    for (const double tick : counts.ticks) {
        const double y = counts.place(tick, bottom, top);
        out += line(left, y, right, y, tick == 0 ? "zero" : "grid") +
               svg_text(left - 8, y + 4, "tick", "end", in_unit(tick, Unit::number, texts));
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
        out +=
            svg_text(values.place(tick, left, right), bottom + 18, "tick", "middle", in_unit(tick, chart.unit, texts));
    }
    out += svg_text((left + right) / 2, bottom + 38, "axis", "middle", texts.format(chart.axis));
    return {std::move(out), bottom + 46};
}

}  // namespace

/// A coordinate with at most one decimal, the same on every platform.
std::string svg_number(double value) {
    constexpr double far = 1e6;  // beyond any drawing: a value that its axis does not reach
    const auto tenths = whole_number<std::int64_t>(std::floor(std::clamp(value, -far, far) * 10 + 0.5));
    const std::int64_t magnitude = tenths < 0 ? -tenths : tenths;
    std::string text = (tenths < 0 ? "-" : "") + std::to_string(magnitude / 10);
    if (magnitude % 10 != 0) { text += "." + std::to_string(magnitude % 10); }
    return text;
}

std::string svg_text(double x, double y, std::string_view css, std::string_view anchor, std::string_view content) {
    return "<text class=\"" + std::string(css) + "\" x=\"" + svg_number(x) + "\" y=\"" + svg_number(y) +
           "\" text-anchor=\"" + std::string(anchor) + "\">" + html_text(content) + "</text>";
}

std::string spoken_rows(const Chart& chart, ChartRows rows, const Texts& texts) {
    if (chart.kind == Chart::Kind::histogram) { return {}; }
    std::string sentence;
    if (rows.size() > spoken_at_most) { rows.resize(spoken_at_most); }
    for (const ChartRow* row : rows) {
        sentence += (sentence.empty() ? "" : "; ") + label_of(*row, texts) + " " + in_range(*row, chart.unit, texts);
    }
    return sentence;
}

std::string chart_note(const Chart& chart, const Texts& texts) {
    std::string note = texts.format(chart.limit_note);
    if (chart.kind == Chart::Kind::intervals && std::ranges::any_of(chart.rows, &ChartRow::reference)) {
        note += (note.empty() ? "" : " · ") + std::string(texts.text("report.chart.reference"));
    }
    return note;
}

ChartPlot chart_plot(const Chart& chart, const ChartRows& rows, const ChartLayout& layout, const Texts& texts) {
    if (chart.kind == Chart::Kind::none || rows.empty()) { return {}; }
    return chart.kind == Chart::Kind::histogram ? histogram(chart, layout, texts)
                                                : row_chart(chart, rows, layout, texts);
}

}  // namespace klarsicht
