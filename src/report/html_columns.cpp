#include "report/html_columns.h"

#include <algorithm>
#include <cmath>

#include "report/html_text.h"
#include "report/number_format.h"

namespace klarsicht {

namespace {

constexpr std::size_t shown_values = 3;
constexpr std::size_t value_characters = 24;

/// A column's histogram as a small picture; the figures stand beside it.
std::string sparkline(const Histogram& histogram) {
    std::uint64_t most = 0;
    for (const std::uint64_t count : histogram.counts) { most = std::max(most, count); }
    if (histogram.counts.size() < 2 || most == 0) { return {}; }
    const std::size_t bins = histogram.counts.size();
    // Few values are bars that stand apart, many a shape.
    const std::uint64_t gap = bins <= 12 ? 1200 / bins : 50;
    std::string out = "<svg class=\"spark\" viewBox=\"0 0 96 24\" preserveAspectRatio=\"none\" aria-hidden=\"true\">";
    for (std::size_t i = 0; i < bins; ++i) {
        // Whole hundredths, so that the picture is the same text on every platform.
        const std::uint64_t x = 9600 * i / bins;
        const std::uint64_t next = 9600 * (i + 1) / bins;
        const std::uint64_t height =
            std::max<std::uint64_t>(histogram.counts[i] > 0 ? 100 : 0, 2400 * histogram.counts[i] / most);
        const auto hundredths = [](std::uint64_t value) {
            const std::uint64_t rest = value % 100;
            return std::to_string(value / 100) +
                   (rest == 0 ? "" : "." + std::string(rest < 10 ? "0" : "") + std::to_string(rest));
        };
        if (height > 0) {
            out += "<rect x=\"" + hundredths(x) + "\" y=\"" + hundredths(2400 - height) + "\" width=\"" +
                   hundredths(std::max<std::uint64_t>(next - x, gap + 10) - gap) + "\" height=\"" + hundredths(height) +
                   "\"/>";
        }
    }
    return out + "</svg>";
}

std::string value_of(double value, Kind kind, const Texts& texts) {
    if (kind == Kind::date) { return texts.number(value, "date"); }
    if (kind == Kind::datetime) { return texts.number(value / 86400, "date"); }
    return texts.number(value, {});
}

std::string range_html(const ColumnReport& column, const Texts& texts) {
    const ColumnProfile& summary = column.summary;
    if (!summary.min || !summary.max) { return {}; }
    const Kind kind = summary.interpretation.kind;
    return html_text(texts.format(Message("report.range")
                                      .text("low", value_of(*summary.min, kind, texts))
                                      .text("high", value_of(*summary.max, kind, texts))));
}

std::string top_html(const ColumnReport& column, const Texts& texts) {
    std::string out;
    for (std::size_t i = 0; i < std::min(column.top.size(), shown_values); ++i) {
        out += (i == 0 ? "<bdi>" : "<br><bdi>") + html_text(shortened(column.top[i].value, value_characters)) +
               "</bdi> <span class=\"d\">" + texts.integer(static_cast<std::int64_t>(column.top[i].count)) + "</span>";
    }
    return out;
}

/// A count with its share of the rows below it.
std::string count_html(std::uint64_t count, std::uint64_t rows, const Texts& texts) {
    std::string out = "<td class=\"num\">" + texts.integer(static_cast<std::int64_t>(count));
    if (count > 0 && rows > 0) {
        out += "<small>" + html_text(texts.number(static_cast<double>(count) / static_cast<double>(rows), "percent")) +
               "</small>";
    }
    return out + "</td>";
}

std::string term(std::string_view prefix, std::string_view name, const Texts& texts) {
    const std::string key = std::string(prefix) + std::string(name);
    return texts.has(key) ? std::string(texts.text(key)) : std::string(name);
}

std::string row_html(const ColumnReport& column, const Texts& texts) {
    const Interpretation& interpretation = column.summary.interpretation;
    std::string roles;
    for (const Role role : column.roles) { roles += (roles.empty() ? "" : ", ") + term("role.", name_of(role), texts); }
    const std::string spark = sparkline(column.summary.histogram);
    const std::string top =
        interpretation.kind == Kind::category || interpretation.kind == Kind::boolean || spark.empty()
            ? top_html(column, texts)
            : "";
    return "<tr><th scope=\"row\"><bdi>" + html_text(column.name) + "</bdi></th><td>" +
           html_text(term("kind.", name_of(interpretation.kind), texts)) + "</td><td>" +
           (column.meaning.empty() ? std::string() : html_text(term("meaning.", column.meaning, texts))) + "</td><td>" +
           html_text(roles) + "</td>" + count_html(interpretation.missing, column.summary.rows, texts) +
           count_html(interpretation.invalid, column.summary.rows, texts) + "<td class=\"num\">" +
           texts.integer(static_cast<std::int64_t>(interpretation.distinct)) + "</td><td>" +
           (top.empty() ? spark + range_html(column, texts) : top) + "</td></tr>";
}

}  // namespace

std::string columns_html(const Report& report, const Texts& texts) {
    std::string out =
        "<section id=\"columns\"><h2>" + html_text(texts.text("report.columns")) + "</h2><p class=\"question\">" +
        html_text(texts.text(report.options.show_values ? "report.columns.note_shown" : "report.columns.note")) +
        "</p>" + open_scrolling("card scroll", texts.text("report.columns")) + "<table class=\"columns\"><thead><tr>";
    for (const std::string_view key :
         {"column", "kind", "meaning", "roles", "missing", "invalid", "distinct", "values"}) {
        const bool number = key == "missing" || key == "invalid" || key == "distinct";
        out += std::string("<th scope=\"col\"") + (number ? " class=\"num\">" : ">") +
               html_text(texts.text("report.column." + std::string(key))) + "</th>";
    }
    out += "</tr></thead><tbody>";
    for (const ColumnReport& column : report.columns) { out += row_html(column, texts); }
    return out + "</tbody></table></div></section>\n";
}

}  // namespace klarsicht
