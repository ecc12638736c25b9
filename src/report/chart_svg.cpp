#include "report/chart_svg.h"

#include <algorithm>

#include "base/asset.h"
#include "report/chart_plot.h"
#include "report/html_text.h"
#include "report/outcome_text.h"

namespace klarsicht {

namespace {

/// What is drawn of the chart, as a sentence.
std::string spoken(const Chart& chart, const ChartRows& rows, const Texts& texts) {
    std::string sentence = texts.format(chart.title) + ".";
    const std::string said = spoken_rows(chart, rows, texts);
    if (!said.empty()) { sentence += " " + said; }
    if (!chart.limit_note.empty()) { sentence += ". " + texts.format(chart.limit_note); }
    return sentence;
}

/// Twice: for a wide page, and for a phone or paper. The page shows one of them.
std::string drawn(const Chart& chart, const ChartRows& rows, std::string_view label, const Texts& texts) {
    std::string out;
    for (const bool wide : {true, false}) {
        const ChartLayout& layout = wide ? wide_chart : narrow_chart;
        const ChartPlot plot = chart_plot(chart, rows, layout, texts);
        if (plot.marks.empty()) { return {}; }
        out += std::string("<svg class=\"") + (wide ? "wide" : "narrow") + "\" viewBox=\"0 0 " +
               svg_number(layout.width) + " " + svg_number(plot.height) + "\" role=\"img\" aria-label=\"" +
               html_text(label) + "\">" + plot.marks + "</svg>";
    }
    return out;
}

std::string remark(std::string_view text) {
    return text.empty() ? std::string() : "<p class=\"note\">" + html_text(text) + "</p>";
}

// --- a picture that stands alone ---

constexpr double margin = 24;
constexpr std::size_t title_characters = 72;
constexpr std::size_t note_characters = 112;

/// A text in lines of at most so many bytes, divided at spaces.
std::vector<std::string> in_lines(std::string_view text, std::size_t most) {
    std::vector<std::string> lines;
    while (text.size() > most) {
        const std::size_t space = text.rfind(' ', most);
        if (space == std::string_view::npos || space == 0) { break; }
        lines.emplace_back(text.substr(0, space));
        text.remove_prefix(space + 1);
    }
    if (!text.empty()) { lines.push_back(shortened(text, most + 8)); }
    return lines;
}

/// The rules of chart.css with the colours of report.css in place of their names: programs that show pictures know no
/// names.
std::string picture_style(Theme theme) {
    const std::string_view sheet = asset("report/report.css").value_or("");
    const std::size_t dark = sheet.find("prefers-color-scheme: dark");
    const std::string_view palette = theme == Theme::dark ? sheet.substr(std::min(dark, sheet.size())) : sheet;
    std::string_view rules = asset("report/chart.css").value_or("");
    std::string out;
    constexpr std::string_view name_starts = "var(";
    for (std::size_t at = rules.find(name_starts); at != std::string_view::npos; at = rules.find(name_starts)) {
        const std::size_t end = rules.find(')', at);
        const std::string name(rules.substr(at + name_starts.size(), end - at - name_starts.size()));
        const std::size_t value = palette.find(name + ": ") + name.size() + 2;
        out += rules.substr(0, at);
        out += palette.substr(value, palette.find(';', value) - value);
        rules.remove_prefix(end + 1);
    }
    return out + std::string(rules);
}

/// Of which file and day the picture tells.
std::string source_line(const Report& report, const Texts& texts) {
    const std::uint64_t rows = report.columns.empty() ? 0 : report.columns.front().summary.rows;
    const auto as_of = as_of_days(report.plan);
    return texts.format(Message("report.picture.source")
                            .text("file", report.source.name)
                            .count("rows", rows)
                            .text("date", as_of ? texts.number(*as_of, "date") : "–"));
}

}  // namespace

std::string chart_to_svg(const Chart& chart, const Texts& texts) {
    const DrawnRows rows = drawn_rows(chart);
    const ChartRows shown = rows.first();
    const std::string first = drawn(chart, shown, spoken(chart, shown, texts), texts);
    if (first.empty()) { return {}; }
    std::string out =
        "<figure class=\"chart\"><figcaption>" + html_text(texts.format(chart.title)) + "</figcaption>" + first;
    out += remark(chart_note(chart, texts));
    if (const ChartRows further = rows.behind(); !further.empty()) {
        const std::string label = texts.format(Message("report.chart.further").count("n", further.size()));
        out += "<details class=\"further\"><summary>" + html_text(label) + "</summary>" +
               drawn(chart, further, label, texts) + "</details>";
    }
    if (rows.left_out > 0) { out += remark(texts.format(Message("report.chart.more").count("n", rows.left_out))); }
    return out + "</figure>";
}

std::string chart_to_svg_file(const Report& report, const Outcome& outcome, bool all, Theme theme, const Texts& texts) {
    const Chart& chart = outcome.chart;
    const DrawnRows drawn = drawn_rows(chart);
    const ChartRows rows = all ? drawn.all : drawn.first();
    const ChartPlot plot = chart_plot(chart, rows, wide_chart, texts);
    if (plot.marks.empty()) { return {}; }
    double y = margin + 14;
    std::string above;
    std::string below;
    for (const std::string& line : in_lines(texts.format(chart.title), title_characters)) {
        above += svg_text(margin, y, "title", "start", line);
        y += 24;
    }
    const double top = y - 8;
    y = top + plot.height + 14;
    const std::uint64_t others = chart.rows.size() - rows.size();
    for (const std::string& note :
         {chart_note(chart, texts),
          others > 0 ? texts.format(Message("report.chart.more").count("n", others)) : std::string(),
          source_line(report, texts)}) {
        for (const std::string& line : in_lines(note, note_characters)) {
            below += svg_text(margin, y, "n", "start", line);
            y += 18;
        }
    }
    const std::string width = svg_number(wide_chart.width + 2 * margin);
    const std::string height = svg_number(y + margin - 12);
    return "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"" + width + "\" height=\"" + height +
           "\" viewBox=\"0 0 " + width + " " + height + "\" lang=\"" + std::string(name_of(texts.language())) +
           "\" role=\"img\"><title>" + html_text(texts.format(chart.title)) + "</title><desc>" +
           html_text(spoken(chart, rows, texts) + " " + source_line(report, texts)) + "</desc><style>" +
           picture_style(theme) + "</style><rect class=\"paper\" width=\"100%\" height=\"100%\"/>" + above +
           "<g transform=\"translate(" + svg_number(margin) + " " + svg_number(top) + ")\">" + plot.marks + "</g>" +
           below + "</svg>\n";
}

}  // namespace klarsicht
