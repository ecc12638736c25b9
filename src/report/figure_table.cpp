#include "report/figure_table.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "report/chart_rows.h"
#include "report/figure_text.h"
#include "report/outcome_text.h"

namespace klarsicht {

namespace {

constexpr std::size_t most_columns = 9;

/// Suppressed as a whole; of a list or part it may be single items only.
bool hidden(const Figure& figure, const std::vector<std::string>& suppressed) {
    return figure.kind == Figure::Kind::undefined && std::ranges::find(suppressed, figure.name) != suppressed.end();
}

/// Left out of the tables: the counts that the rates already say, p-values that another one corrects, and what the
/// chart marks.
bool left_out(std::string_view name, const Group& group) {
    static constexpr std::array<std::string_view, 7> always = {"tp", "fp", "tn", "fn", "reference", "z", "p_exact"};
    if (std::ranges::find(always, name) != always.end()) { return true; }
    const bool corrected = group.figures.has("p_holm") || group.figures.has("log10_p_holm");
    if (corrected && (name == "p" || name == "p_bh" || name == "log10_p" || name == "log10_p_bh")) { return true; }
    return name == "log10_p_holm" && group.figures.has("p_holm");
}

/// Whether its text stands at the left of a column: words and lists of them.
bool is_text(const Figure& figure) {
    switch (figure.kind) {
        case Figure::Kind::text:
        case Figure::Kind::label:
        case Figure::Kind::word:
        case Figure::Kind::list:
            return true;
        default:
            return false;
    }
}

/// A figure of the first group, or where it is suppressed the next group's of that name that is told.
const Figure* sample_of(const Outcome& outcome, const Figure* first) {
    if (!hidden(*first, outcome.groups.front().suppressed)) { return first; }
    for (const Group& group : outcome.groups) {
        const Figure* other = group.figures.find(first->name);
        if (other != nullptr && !hidden(*other, group.suppressed)) { return other; }
    }
    return first;
}

std::vector<ShownColumn> columns_of(const Outcome& outcome, const Texts& texts) {
    std::vector<ShownColumn> columns;
    const Group& first = outcome.groups.front();
    for (const Figure& figure : first.figures) {
        if (figure.kind == Figure::Kind::part || figure.kind == Figure::Kind::interval ||
            left_out(figure.name, first)) {
            continue;
        }
        columns.push_back(
            {figure.name, figure_name(outcome.id, figure.name, texts), !is_text(*sample_of(outcome, &figure))});
        if (columns.size() == most_columns) { break; }
    }
    return columns;
}

ShownCell cell_of(const Outcome& outcome, const Group& group, const ShownColumn& column, const Texts& texts) {
    const Figure* figure = group.figures.find(column.name);
    if (figure == nullptr) { return {}; }
    if (hidden(*figure, group.suppressed)) { return {std::string(suppressed_text), {}, column.numeric}; }
    // How many people they are stays in the JSON; here it says why the rest is missing.
    if (column.name == "n" && !group.suppressed.empty() && group.people && *group.people < least_people_shown) {
        return {texts.format(Message("metric.few").count("n", least_people_shown)), {}, true};
    }
    ShownCell cell{figure_text(*figure, outcome.binned, texts), {}, !is_text(*figure)};
    if (figure->kind != Figure::Kind::list && figure->has_interval) {
        cell.interval = interval_text(figure->ci95, figure->unit, texts);
    }
    return cell;
}

}  // namespace

std::vector<ShownFigure> shown_figures(const Outcome& outcome, const Texts& texts) {
    std::vector<ShownFigure> shown;
    for (const Figure& figure : outcome.metrics) {
        const bool suppressed = hidden(figure, outcome.suppressed);
        std::string text = suppressed ? std::string(suppressed_text) : figure_text(figure, outcome.binned, texts);
        if (text.empty()) { continue; }
        const bool has_interval = !suppressed && figure.has_interval && figure.kind != Figure::Kind::interval;
        shown.push_back({figure.name, figure_name(outcome.id, figure.name, texts), std::move(text),
                         has_interval ? interval_text(figure.ci95, figure.unit, texts) : std::string()});
    }
    return shown;
}

ShownTable groups_table(const Outcome& outcome, const Texts& texts, std::size_t first, std::size_t most) {
    ShownTable table;
    if (outcome.groups.empty()) { return table; }
    table.columns = columns_of(outcome, texts);
    if (table.columns.empty()) { return table; }
    const std::size_t end = std::min(outcome.groups.size(), first + most);
    for (std::size_t g = first; g < end; ++g) {
        std::vector<ShownCell>& row = table.rows.emplace_back();
        for (const ShownColumn& column : table.columns) {
            row.push_back(cell_of(outcome, outcome.groups[g], column, texts));
        }
    }
    table.more = outcome.groups.size() - end;
    return table;
}

std::string bar_label(const Chart& chart, std::size_t bar, const Texts& texts) {
    if (bar + 1 >= chart.edges.size()) { return {}; }
    const auto edge = [&](std::size_t at) { return in_unit(chart.edges[at], chart.unit, texts); };
    const bool last = bar + 2 == chart.edges.size();
    return texts.format(
        Message(last ? "report.range" : "report.range.below").text("low", edge(bar)).text("high", edge(bar + 1)));
}

ShownTable chart_table(const Chart& chart, const Texts& texts) {
    ShownTable table;
    if (chart.kind == Chart::Kind::none || chart.rows.empty()) { return table; }
    const bool histogram = chart.kind == Chart::Kind::histogram;
    const std::string axis = texts.format(chart.axis);
    const auto heading = [&](bool has_axis, std::string_view key) {
        return has_axis && !axis.empty() ? axis : std::string(texts.text(key));
    };
    table.columns.push_back({"label", heading(histogram, "report.table.item"), false});
    table.columns.push_back({"value", heading(!histogram, histogram ? "report.table.n" : "report.table.value"), true});
    const ChartRows rows = drawn_rows(chart).all;
    const bool with_n = std::ranges::any_of(chart.rows, [](const ChartRow& row) { return row.n.has_value(); });
    if (with_n) { table.columns.push_back({"n", std::string(texts.text("report.table.n")), true}); }
    const std::size_t shown = std::min(rows.size(), most_shown_rows);
    for (std::size_t i = 0; i < shown; ++i) {
        const ChartRow& row = *rows[i];
        const std::string label = histogram ? bar_label(chart, i, texts) : label_of(row, texts);
        std::vector<ShownCell>& cells = table.rows.emplace_back();
        cells.push_back({row.section.empty() ? label : row.section + ": " + label, {}, false});
        const Unit unit = histogram ? Unit::number : chart.unit;
        cells.push_back({number_text(row.value, unit, texts), interval_text(row.ci95, unit, texts), true});
        if (with_n) {
            cells.push_back({row.n ? texts.integer(static_cast<std::int64_t>(*row.n)) : std::string(), {}, true});
        }
    }
    table.more = chart.rows.size() - shown;
    return table;
}

}  // namespace klarsicht
