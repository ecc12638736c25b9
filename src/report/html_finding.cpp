#include "report/html_finding.h"

#include "report/chart_svg.h"
#include "report/html_explanations.h"
#include "report/html_figures.h"
#include "report/html_text.h"
#include "report/outcome_text.h"
#include "report/record_text.h"

namespace klarsicht {

namespace {

std::string_view sign_of(Status status) {
    switch (status) {
        case Status::fail:
            return "!";
        case Status::warn:
            return "△";
        case Status::pass:
            return "✓";
        case Status::info:
            return "i";
        case Status::not_assessed:
            break;
    }
    return "?";
}

std::string part(std::string_view css, std::string_view key, const std::string& body, const Texts& texts) {
    if (body.empty()) { return {}; }
    return "<div class=\"" + std::string(css) + "\"><h4>" + html_text(texts.text(key)) + "</h4><p>" + html_text(body) +
           "</p></div>";
}

std::string sources_html(const OutcomeText& text, const Texts& texts) {
    if (text.sources.empty()) { return {}; }
    std::string out = "<div class=\"sources\"><h4>" + html_text(texts.text("report.sources")) + "</h4><ul>";
    for (const std::string& source : text.sources) { out += "<li>" + html_text(source) + "</li>"; }
    return out + "</ul></div>";
}

/// What else an outcome has to say; the questions of a questionnaire have room for an answer on paper.
std::string notes_html(const Outcome& outcome, const Record& record, const Texts& texts) {
    std::string items;
    for (const Note& note : outcome.notes) {
        items += "<li><span class=\"w\">" + html_text(texts.format(note.text));
        if (!note.help.empty()) { items += "<small>" + html_text(texts.format(note.help)) + "</small>"; }
        if (const std::string answer = answer_text(record, note.id, texts); !answer.empty()) {
            items += "<small><b>" + html_text(answer) + "</b></small>";
        }
        items += "</span></li>";
    }
    const std::string_view list = outcome.area == Area::skills ? "<ul class=\"notes\">" : "<ul>";
    return items.empty() ? std::string() : std::string(list) + items + "</ul>";
}

/// The columns of a card by kind, with why and what to do of each kind.
std::string sections_html(std::span<const Section> sections, const Texts& texts) {
    std::string out;
    for (const Section& section : sections) {
        out += "<div class=\"kind\"><h4>" + html_text(texts.format(section.title)) + "</h4><table><thead><tr>";
        for (const std::string_view key : section_head) {
            out += "<th scope=\"col\">" + html_text(texts.text(key)) + "</th>";
        }
        out += "</tr></thead><tbody>";
        for (const Section::Row& row : section.rows) {
            out.append("<tr><th scope=\"row\"><bdi>").append(html_text(row.column)).append("</bdi></th>");
            for (const std::string& cell : {texts.format(row.what), share_text(row, texts)}) {
                out.append("<td>").append(html_text(cell)).append("</td>");
            }
            out += "</tr>";
        }
        out += "</tbody></table><div class=\"explain\">" + part("why", "report.why", texts.format(section.why), texts) +
               part("do", "report.remedy", texts.format(section.remedy), texts) + "</div></div>";
    }
    return out;
}

}  // namespace

std::string status_chip(Status status, const Texts& texts) {
    const std::string name(name_of(status));
    return "<span class=\"chip " + name + "\"><span aria-hidden=\"true\">" + std::string(sign_of(status)) + "</span> " +
           html_text(texts.text("report.status." + name)) + "</span>";
}

std::string subject_html(const Outcome& outcome) {
    std::string out;
    for (const std::string& column : outcome.subject) {
        out += (out.empty() ? "<bdi>" : " + <bdi>") + html_text(column) + "</bdi>";
    }
    return out;
}

std::string finding_html(const Outcome& outcome, const Report& report, const std::string& anchor,
                         const Outcome* explained, const std::string& explained_anchor, const Texts& texts) {
    const OutcomeText text = outcome_text(outcome, texts);
    std::string out = "<article class=\"" + std::string(name_of(outcome.status)) + "\" id=\"" + anchor +
                      "\"><header><div>" + status_chip(outcome.status, texts) + "<h3>" + html_text(text.title) +
                      "</h3><p class=\"subject\">" + html_text(text.name);
    if (!outcome.subject.empty()) { out += " · " + subject_html(outcome); }
    out += "</p></div>";
    if (!text.headline.empty()) {
        out += "<div class=\"headline\">" + html_text(text.headline);
        if (!text.headline_note.empty()) { out += "<small>" + html_text(text.headline_note) + "</small>"; }
        out += "</div>";
    }
    out += "</header>";
    if (!text.summary.empty()) { out += "<p>" + html_text(text.summary) + "</p>"; }
    const std::string chart = chart_to_svg(outcome.chart, texts);
    out += notes_html(outcome, report.record, texts) + sections_html(sections_of(report.cards, outcome), texts) +
           (chart.empty() ? "<div class=\"body\">" : "<div class=\"body drawn\">") + chart;
    if (explained == nullptr) {
        out += "<div class=\"explain\">" + part("why", "report.why", text.why, texts) +
               part("limits", "report.limits", text.limits, texts) + part("do", "report.remedy", text.remedy, texts) +
               "</div>";
    } else {
        out += "<div class=\"explain again\">" + part("do", "report.remedy", text.remedy, texts) + "</div>";
    }
    out += "</div>" + figures_html(outcome, report, texts) + explanations_html(outcome, texts);
    if (explained != nullptr) {
        return out + "<p class=\"remark\">" + html_text(texts.text("report.explained")) + " <a href=\"#" +
               explained_anchor + "\">" + html_text(outcome_text(*explained, texts).title) + "</a>.</p></article>";
    }
    return out + sources_html(text, texts) + "</article>";
}

bool same_explanation(const Outcome& a, const Outcome& b, const Texts& texts) {
    if (a.id != b.id) { return false; }
    const OutcomeText first = outcome_text(a, texts);
    const OutcomeText second = outcome_text(b, texts);
    return first.why == second.why && first.limits == second.limits;
}

}  // namespace klarsicht
