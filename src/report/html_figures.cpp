#include "report/html_figures.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "report/figure_style.h"
#include "report/html_text.h"

namespace klarsicht {

namespace {

constexpr std::size_t most_groups = 40;
constexpr std::size_t most_group_columns = 9;
constexpr std::size_t most_cells = 100;
constexpr std::size_t most_listed = 12;

/// What a figure is called: the check's own word, else the common one, else its technical name with spaces.
std::string figure_name(std::string_view id, std::string_view name, const Texts& texts) {
    const std::string common = "metric." + std::string(name);
    const std::string own = std::string(id) + "." + common;
    if (texts.has(own) || texts.has(common)) {
        return std::string(texts.text(texts.has(own) ? own : common));
    }
    std::string words(name);
    std::replace(words.begin(), words.end(), '_', ' ');
    return words;
}

std::string number_text(std::string_view name, double number, const Texts& texts) {
    switch (figure_style(name)) {
        case FigureStyle::share:
            return texts.number(number, number >= 0 && number <= 1 ? "percent" : "");
        case FigureStyle::points:
            return std::fabs(number) <= 1 ? texts.format(Message("report.points").text("n", texts.number(number, "points"))) : texts.number(number, "");
        case FigureStyle::factor:
            return texts.number(number, "factor");
        case FigureStyle::log10_p:
            return texts.number(number, "log10p");
        case FigureStyle::p_value:
            return texts.number(number > 0 ? std::log10(number) : -400, "log10p");
        case FigureStyle::plain:
            break;
    }
    return texts.number(number, "");
}

/// A word of the program (a verdict, a type) in the reader's language; anything else as it is.
std::string word_text(std::string_view name, const std::string& word, const Texts& texts) {
    const std::string key = (name == "type" ? "meaning." : name == "class" ? "class." : "value.") + word;
    const bool program_word = name == "type" || name == "class" || name == "verdict" || name == "gravest_verdict" || name == "kind" || name == "counted" || name == "target";
    return program_word && texts.has(key) ? std::string(texts.text(key)) : word;
}

std::string figure_value(std::string_view name, const json& value, const Texts& texts) {
    if (value.is_null()) {
        return std::string(texts.text("report.undefined"));
    }
    if (value.is_boolean()) {
        return std::string(texts.text(value.get<bool>() ? "report.yes" : "report.no"));
    }
    if (value.is_number_integer()) {
        return texts.integer(value.get<std::int64_t>());
    }
    if (value.is_number()) {
        const double number = value.get<double>();
        return std::isfinite(number) ? number_text(name, number, texts) : std::string(texts.text("report.undefined"));
    }
    return value.is_string() ? word_text(name, value.get<std::string>(), texts) : std::string();
}

bool is_scalar(const json& value) { return value.is_primitive(); }

/// A list of plain values as text, "" for anything deeper.
std::string listed(std::string_view name, const json& value, const Texts& texts) {
    std::string text;
    std::size_t count = 0;
    for (const json& item : value) {
        if (!is_scalar(item)) {
            return {};
        }
        if (++count > most_listed) {
            return text + " …";
        }
        text += (text.empty() ? "" : ", ") + figure_value(name, item, texts);
    }
    return text;
}

std::string metrics_html(const Outcome& outcome, const Texts& texts) {
    std::string items;
    const auto item = [&](const std::string& name, const std::string& text) {
        return "<div><dt>" + html_text(figure_name(outcome.id, name, texts)) + "</dt><dd>" + html_text(text) + "</dd></div>";
    };
    for (const auto& [name, value] : outcome.metrics.items()) {
        if (outcome.binned && value.is_string() && (name == "favoured" || name == "gravest_group")) {
            items += item(name, texts.group(value.get<std::string>()));
            continue;
        }
        const std::string text = is_scalar(value) ? figure_value(name, value, texts) : value.is_array() ? listed(name, value, texts) : std::string();
        if (!text.empty()) {
            items += item(name, text);
        }
    }
    if (items.empty()) {
        return {};
    }
    return "<div class=\"figures\"><h4>" + html_text(texts.text("report.figures")) + "</h4><dl>" + items + "</dl></div>";
}

/// Left out of the tables: the counts that the rates already say, p-values that another one corrects, and what the chart marks.
bool left_out(const std::string& name, const json& group) {
    static constexpr std::array<std::string_view, 7> always = {"tp", "fp", "tn", "fn", "reference", "z", "p_exact"};
    if (std::find(always.begin(), always.end(), name) != always.end() || name.ends_with("_ci95")) {
        return true;
    }
    const bool corrected = group.contains("p_holm") || group.contains("log10_p_holm");
    if (corrected && (name == "p" || name == "p_bh" || name == "log10_p" || name == "log10_p_bh")) {
        return true;
    }
    return name == "log10_p_holm" && group.contains("p_holm");
}

/// The columns a table of groups shows.
std::vector<std::string> group_columns(const json& groups) {
    std::vector<std::string> names;
    for (const auto& [name, value] : groups.front().items()) {
        if ((is_scalar(value) || value.is_array()) && !left_out(name, groups.front()) && names.size() < most_group_columns) {
            names.push_back(name);
        }
    }
    return names;
}

/// Both ends of an interval, the unit said once.
std::string range_text(std::string_view name, const json& low, const json& high, const Texts& texts) {
    const bool points = figure_style(name) == FigureStyle::points;
    const auto end = [&](const json& value) { return points ? texts.number(value.get<double>(), "points") : figure_value(name, value, texts); };
    return texts.format(Message("report.range").text("low", end(low)).text("high", end(high)));
}

std::string group_cell(const json& group, const std::string& name, bool binned, const Texts& texts) {
    const auto at = group.find(name);
    if (at == group.end()) {
        return "<td></td>";
    }
    if (is_hidden(group, name)) {
        return "<td class=\"num\">" + (name == "n" ? html_text(texts.format(Message("metric.few").count("n", least_people_shown))) : std::string()) + "</td>";
    }
    if (at->is_array()) {
        return "<td>" + html_text(listed(name, *at, texts)) + "</td>";
    }
    const bool label = binned && name == "group" && at->is_string();
    std::string text = html_text(label ? texts.group(at->get<std::string>()) : figure_value(name, *at, texts));
    const auto interval = group.find(name + "_ci95");
    if (interval != group.end() && interval->is_array() && interval->size() == 2 && (*interval)[0].is_number() && (*interval)[1].is_number()) {
        text += "<small>" + html_text(range_text(name, (*interval)[0], (*interval)[1], texts)) + "</small>";
    }
    return (at->is_string() ? "<td>" : "<td class=\"num\">") + text + "</td>";
}

std::string groups_html(const Outcome& outcome, const Texts& texts) {
    const json& groups = outcome.groups;
    if (!groups.is_array() || groups.empty() || !groups.front().is_object()) {
        return {};
    }
    const std::vector<std::string> names = group_columns(groups);
    if (names.empty()) {
        return {};
    }
    std::string table = "<div class=\"figures\"><h4>" + html_text(texts.text("report.groups")) + "</h4><div class=\"scroll\"><table><thead><tr>";
    for (const std::string& name : names) {
        const json& sample = groups.front()[name];
        table += std::string("<th scope=\"col\"") + (sample.is_string() || sample.is_array() ? ">" : " class=\"num\">") + html_text(figure_name(outcome.id, name, texts)) + "</th>";
    }
    table += "</tr></thead><tbody>";
    std::size_t shown = 0;
    for (const json& group : groups) {
        if (!group.is_object() || shown == most_groups) {
            break;
        }
        ++shown;
        table += "<tr>";
        for (const std::string& name : names) {
            table += group_cell(group, name, outcome.binned, texts);
        }
        table += "</tr>";
    }
    table += "</tbody></table></div>";
    if (groups.size() > shown) {
        table += "<p class=\"remark\">" + html_text(texts.format(Message("report.groups.more").count("n", groups.size() - shown))) + "</p>";
    }
    return table + "</div>";
}

std::string rows_html(const RowSet& rows, const Texts& texts) {
    if (rows.count == 0) {
        return {};
    }
    std::string text = texts.format(Message("report.affected").count("n", rows.count));
    if (!rows.first.empty()) {
        std::string numbers;
        for (const std::uint64_t row : rows.first) {
            numbers += (numbers.empty() ? "" : ", ") + texts.integer(static_cast<std::int64_t>(row) + 1);
        }
        text += " " + texts.format(Message("report.affected.first").text("rows", numbers));
    }
    return "<p class=\"remark\">" + html_text(text) + "</p>";
}

std::string cells_html(const Outcome& outcome, const Report& report, const Texts& texts) {
    if (!report.options.show_cells || outcome.cells.empty()) {
        return {};
    }
    std::string table = "<div class=\"figures\"><h4>" + html_text(texts.text("report.cells")) + "</h4><table><thead><tr>";
    for (const std::string_view key : {"report.cell.row", "report.cell.column", "report.cell.why"}) {
        table += "<th scope=\"col\">" + html_text(texts.text(key)) + "</th>";
    }
    table += "</tr></thead><tbody>";
    const std::size_t shown = std::min(outcome.cells.size(), most_cells);
    for (std::size_t i = 0; i < shown; ++i) {
        const Cell& cell = outcome.cells[i];
        const auto column = static_cast<std::size_t>(cell.column);
        table += "<tr><td>" + texts.integer(static_cast<std::int64_t>(cell.row) + 1) + "</td><td><bdi>" +
                 html_text(column < report.columns.size() ? report.columns[column].name : std::string()) + "</bdi></td><td>" +
                 html_text(texts.format(cell.why)) + "</td></tr>";
    }
    table += "</tbody></table>";
    if (outcome.cells.size() > shown) {
        table += "<p class=\"remark\">" + html_text(texts.format(Message("report.cells.more").count("n", outcome.cells.size() - shown))) + "</p>";
    }
    return table + "</div>";
}

}  // namespace

std::string figures_html(const Outcome& outcome, const Report& report, const Texts& texts) {
    return metrics_html(outcome, texts) + groups_html(outcome, texts) + rows_html(outcome.rows, texts) + cells_html(outcome, report, texts);
}

}  // namespace klarsicht
