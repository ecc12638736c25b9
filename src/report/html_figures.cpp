#include "report/html_figures.h"

#include <algorithm>

#include "report/figure_table.h"
#include "report/html_text.h"
#include "report/outcome_text.h"

namespace klarsicht {

namespace {

/// Cells that a finding lists: fewer than a page of them.
constexpr std::size_t most_cells = 100;
static_assert(most_cells <= CellList::page_cells);

std::string metrics_html(const Outcome& outcome, const Texts& texts) {
    std::string items;
    for (const ShownFigure& figure : shown_figures(outcome, texts)) {
        items += "<div><dt>" + html_text(figure.label) + "</dt><dd>" + html_text(figure.text) + "</dd></div>";
    }
    if (items.empty()) { return {}; }
    return "<div class=\"figures\"><h4>" + html_text(texts.text("report.figures")) + "</h4><dl>" + items +
           "</dl></div>";
}

std::string cell_html(const ShownCell& cell) {
    const std::string interval =
        cell.interval.empty() ? std::string() : "<small>" + html_text(cell.interval) + "</small>";
    return (cell.numeric ? "<td class=\"num\">" : "<td>") + html_text(cell.text) + interval + "</td>";
}

std::string groups_html(const Outcome& outcome, const Texts& texts) {
    const ShownTable shown = groups_table(outcome, texts);
    if (shown.empty()) { return {}; }
    const std::string_view title = texts.text("report.groups");
    std::string table = "<div class=\"figures\"><h4>" + html_text(title) + "</h4>" + open_scrolling("scroll", title) +
                        "<table><thead><tr>";
    for (const ShownColumn& column : shown.columns) {
        table += std::string("<th scope=\"col\"") + (column.numeric ? " class=\"num\">" : ">") +
                 html_text(column.label) + "</th>";
    }
    table += "</tr></thead><tbody>";
    for (const std::vector<ShownCell>& row : shown.rows) {
        table += "<tr>";
        for (const ShownCell& cell : row) { table += cell_html(cell); }
        table += "</tr>";
    }
    table += "</tbody></table></div>";
    if (shown.more > 0) {
        table += "<p class=\"remark\">" +
                 html_text(texts.format(Message("report.groups.more").count("n", shown.more))) + "</p>";
    }
    return table + "</div>";
}

std::string rows_html(const RowSet& rows, const Texts& texts) {
    const std::string text = affected_text(rows, texts);
    if (text.empty()) { return {}; }
    return "<p class=\"remark\">" + html_text(text) + "</p>";
}

std::string cells_html(const Outcome& outcome, const Report& report, const Texts& texts) {
    if (!report.options.show_cells || outcome.cells.empty()) { return {}; }
    std::string table =
        "<div class=\"figures\"><h4>" + html_text(texts.text("report.cells")) + "</h4><table><thead><tr>";
    for (const std::string_view key : {"report.cell.row", "report.cell.column", "report.cell.why"}) {
        table += "<th scope=\"col\">" + html_text(texts.text(key)) + "</th>";
    }
    table += "</tr></thead><tbody>";
    const CellList::Page page = outcome.cells.page(0);
    const std::size_t shown = std::min(page.rows.size(), most_cells);
    for (std::size_t i = 0; i < shown; ++i) {
        const std::size_t column = page.columns[i];
        table += "<tr><td>" + texts.integer(std::int64_t{page.rows[i]} + 1) + "</td><td><bdi>" +
                 html_text(column < report.columns.size() ? report.columns[column].name : std::string()) +
                 "</bdi></td><td>" + html_text(texts.format(outcome.cells.reasons()[page.reasons[i]])) + "</td></tr>";
    }
    table += "</tbody></table>";
    if (outcome.cells.size() > shown) {
        table += "<p class=\"remark\">" +
                 html_text(texts.format(Message("report.cells.more").count("n", outcome.cells.size() - shown))) +
                 "</p>";
    }
    return table + "</div>";
}

}  // namespace

std::string figures_html(const Outcome& outcome, const Report& report, const Texts& texts) {
    return metrics_html(outcome, texts) + groups_html(outcome, texts) + rows_html(outcome.rows, texts) +
           cells_html(outcome, report, texts);
}

}  // namespace klarsicht
