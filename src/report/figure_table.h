#pragma once
#include <string>
#include <vector>

#include "audit/outcome.h"
#include "report/message_format.h"

namespace klarsicht {

/// A figure as a person reads it.
struct ShownFigure {
    std::string name;   ///< standard name
    std::string label;  ///< what it is called
    std::string text;
    std::string interval;  ///< "" where it has none
};

struct ShownColumn {
    std::string name;  ///< standard name of its figures
    std::string label;
    bool numeric = false;
};

struct ShownCell {
    std::string text;
    std::string interval;  ///< "" where it has none
    bool numeric = false;
};

/// A table as a person reads it, with at most `most_shown_rows` rows unless more are asked for. Without columns: there
/// is nothing to show.
struct ShownTable {
    std::vector<ShownColumn> columns;
    std::vector<std::vector<ShownCell>> rows;  ///< [rows][columns]
    std::size_t more = 0;                      ///< rows that are left out

    bool empty() const { return columns.empty() || rows.empty(); }
};
inline constexpr std::size_t most_shown_rows = 40;

// What every report shows of an outcome's figures: the HTML page, the JSON for the app and for the text version of the
// page.

/// The metrics, without those that are lists of more than single values.
std::vector<ShownFigure> shown_figures(const Outcome& outcome, const Texts& texts);
/// The groups, with the columns that say most. @param first index of the first group shown @param most so many are
/// shown; `more` are those behind them
ShownTable groups_table(const Outcome& outcome, const Texts& texts, std::size_t first = 0,
                        std::size_t most = most_shown_rows);
/// Between which values a bar of a histogram stands: the upper one belongs to the last bar only. "" where it has none.
std::string bar_label(const Chart& chart, std::size_t bar, const Texts& texts);
/// What the chart draws, for who cannot see it.
ShownTable chart_table(const Chart& chart, const Texts& texts);

}  // namespace klarsicht
