#pragma once
#include "app/model/report_model.h"
#include "app/model/ticks.h"
#include "app/widgets/basics.h"

namespace klarsicht::app {

/// A chart with its title, axis, unit, limits and the sentence of what is pointed at; below it the rest of its rows and
/// ways to save it.
void draw_chart(const Ui& ui, Flow& flow, const ChartModel& chart);
/// The chart with the rows that are drawn now: itself, or `cut`, made of it. @param id what was asked for by
/// `draw_chart_end`
const ChartModel& chart_now(const Ui& ui, const ChartModel& chart, std::string_view id, ChartModel& cut);
/// Under a chart: a button for the rows that are not drawn, and buttons to save the check's picture.
void draw_chart_end(const Ui& ui, Flow& flow, const ChartModel& chart, std::string_view id);

/// Whether labels stand above their marks: on a phone there is no room beside them.
inline bool labels_above(const Ui& ui, const Flow& flow) { return flow.width < ui.px(480); }
inline constexpr float label_above = 24;  ///< CSS pixels that such a label takes

/// @param chosen a section's heading can be pressed to choose it; the chosen one's name goes in and out
void draw_intervals(const Ui& ui, Flow& flow, const ChartModel& chart, std::string* chosen = nullptr);
void draw_bars(const Ui& ui, Flow& flow, const ChartModel& chart);
void draw_histogram(const Ui& ui, Flow& flow, const ChartModel& chart);
/// A column's distribution, small, without an axis.
void draw_sparkline(const Ui& ui, const ImRect& box, const std::vector<double>& counts, ImU32 color);

/// The colour of a row: the group held against, or by what was found.
ImU32 row_color(const Ui& ui, const ChartRowModel& row);
/// Vertical lines and labels of a horizontal axis.
void draw_axis(const Ui& ui, const ChartModel& chart, const Axis& axis, float left, float right, float top,
               float bottom);
/// What stands under a chart: the axis' name and what the limit is.
void draw_chart_notes(const Ui& ui, Flow& flow, const ChartModel& chart, float left);

}  // namespace klarsicht::app
