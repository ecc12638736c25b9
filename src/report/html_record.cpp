#include "report/html_record.h"

#include <algorithm>

#include "report/comparison_text.h"
#include "report/html_finding.h"
#include "report/html_text.h"
#include "report/record_text.h"

namespace klarsicht {

namespace {

std::string head_html(std::initializer_list<std::string_view> keys, const Texts& texts) {
    std::string out = "<thead><tr>";
    for (const std::string_view key : keys) { out += "<th scope=\"col\">" + html_text(texts.text(key)) + "</th>"; }
    return out + "</tr></thead>";
}

std::string cell(const std::string& text) { return "<td>" + html_text(text) + "</td>"; }

std::string lines_html(const std::vector<std::string>& lines) {
    std::string out = "<ul>";
    for (const std::string& line : lines) { out += "<li>" + html_text(line) + "</li>"; }
    return out + "</ul>";
}

std::string title_html(std::string_view key, const Texts& texts) {
    return "<h3 class=\"sub\">" + html_text(texts.text(key)) + "</h3>";
}

std::string decisions_html(const Report& report, const Texts& texts) {
    std::string out = open_scrolling("card scroll", texts.text("record.title")) + "<table>" +
                      head_html({"record.column.finding", "record.column.decision", "record.column.details"}, texts) +
                      "<tbody>";
    for (const ShownDecision& one : decisions_to_do(report, texts)) {
        out += "<tr><th scope=\"row\">" + status_chip(one.outcome->status, texts) + " " + html_text(one.title) +
               "</th><td><b>" + html_text(one.choice) + "</b></td>" + cell(one.said) + "</tr>";
    }
    return out + "</tbody></table></div>";
}

std::string change_row(const ComparedFinding& one, const Texts& texts) {
    const ShownChange shown = shown_change(one, texts);
    std::string out =
        "<tr><th scope=\"row\">" + html_text(shown.finding) + "</th><td><b>" + html_text(shown.change) + "</b></td>";
    for (const std::string& text : {shown.figure, shown.then, shown.now, shown.difference, shown.interval}) {
        out += cell(text);
    }
    return out + "</tr>";
}

}  // namespace

std::string record_html(const Report& report, const Texts& texts) {
    const Record& record = report.record;
    if (record.empty()) { return {}; }
    std::string out = "<section id=\"decisions\"><h2>" + html_text(texts.text("record.title")) + "</h2>";
    if (record.signed_off) {
        out += "<div class=\"card\"><p><b>" + html_text(signed_text(record, texts)) + "</b></p><p>" +
               html_text(texts.text("record.since")) + "</p>" + lines_html(since_lines(report, texts)) + "</div>";
    }
    out += decisions_html(report, texts);
    if (const std::vector<std::string> gone = decisions_gone(report, texts); !gone.empty()) {
        out += title_html("record.gone", texts) + "<div class=\"card\">" + lines_html(gone) + "</div>";
    }
    if (!record.notes.empty()) {
        out += title_html("record.notes", texts) + "<div class=\"card\"><p>" + html_text(record.notes) + "</p></div>";
    }
    return out + "</section>";
}

std::string comparison_html(const Report& report, const Texts& texts) {
    if (!report.comparison) { return {}; }
    const Comparison& comparison = *report.comparison;
    std::string out = "<section id=\"comparison\"><h2>" + html_text(texts.text("record.compare")) + "</h2>";
    for (const std::string& sentence : comparison_sentences(comparison, texts)) {
        out += "<p>" + html_text(sentence) + "</p>";
    }
    out += open_scrolling("card scroll", texts.text("record.compare")) + "<table>" +
           head_html({"record.column.finding", "record.column.change", "record.column.figure", "record.column.then",
                      "record.column.now", "record.column.difference", "record.column.interval"},
                     texts) +
           "<tbody>";
    for (const ComparedFinding& one : comparison.findings) {
        if (one.change != Change::unchanged) { out += change_row(one, texts); }
    }
    out += "</tbody></table></div>";
    std::string columns;
    for (const ComparedColumn& one : comparison.columns) {
        if (!one.drifted) { continue; }
        const ShownDrift shown = shown_drift(one, texts);
        columns += "<li><b><bdi>" + html_text(shown.column) + "</bdi></b>" + lines_html(shown.lines) + "</li>";
    }
    if (!columns.empty()) { out += title_html("record.drift", texts) + "<ul class=\"card\">" + columns + "</ul>"; }
    return out + "</section>";
}

}  // namespace klarsicht
