#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "audit/outcome.h"
#include "report/chart_rows.h"
#include "report/message_format.h"

namespace klarsicht {

/// How wide a chart is drawn, in pixels, and where its labels stand.
struct ChartLayout {
    double width, left, right;     ///< of the drawing, and between which its values lie
    double row;                    ///< height of a row
    bool above;                    ///< labels stand above their marks, else left of them
    std::size_t label_characters;  ///< that there is room for
};
inline constexpr ChartLayout wide_chart{720, 268, 628, 28, false, 26};
inline constexpr ChartLayout narrow_chart{360, 4, 270, 42, true, 38};

struct ChartPlot {
    std::string marks;  ///< elements of an SVG, with classes of assets/report/chart.css
    double height = 0;
};

/// Axis, limits and rows. @param rows of the chart; of a histogram all are drawn
ChartPlot chart_plot(const Chart& chart, const ChartRows& rows, const ChartLayout& layout, const Texts& texts);

/// Rows of the chart as a sentence, those that are drawn; "" for a histogram, whose table says more.
std::string spoken_rows(const Chart& chart, ChartRows rows, const Texts& texts);
/// What stands under a chart: what it is judged against, and what the marks mean; "" where nothing does.
std::string chart_note(const Chart& chart, const Texts& texts);

/// An element of an SVG with its text at (x, y). @param anchor start, middle or end
std::string svg_text(double x, double y, std::string_view css, std::string_view anchor, std::string_view content);
/// A coordinate with at most one decimal, the same on every platform.
std::string svg_number(double value);

}  // namespace klarsicht
