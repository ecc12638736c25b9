#pragma once
#include <string>

#include "app/model/report_model.h"
#include "app/model/ticks.h"
#include "report/message_format.h"

namespace klarsicht::app {

/// A figure as a person reads it: 14,6 % · 0,43-mal · 12.345; undefined values in words ("nicht bestimmbar").
std::string value_text(const Texts& texts, Unit unit, double value);
/// A tick's label: with as many decimals as its axis needs.
std::string tick_text(const Texts& texts, Unit unit, const Axis& axis, double value);
/// The sentence a chart's row says when it is pointed at.
std::string row_sentence(const Texts& texts, const ChartModel& chart, const ChartRowModel& row);
/// A counted text with the number in words up to twelve: "Drei Befunde brauchen …". Uses `<key>` with {n} (number) and
/// {number} (word).
std::string counted(const Texts& texts, std::string_view key, std::uint64_t n);

}  // namespace klarsicht::app
