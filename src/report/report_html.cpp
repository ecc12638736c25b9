#include <algorithm>

#include "base/asset.h"
#include "report/html_columns.h"
#include "report/html_finding.h"
#include "report/html_head.h"
#include "report/html_offers.h"
#include "report/html_plan.h"
#include "report/html_record.h"
#include "report/html_text.h"
#include "report/input_text.h"
#include "report/number_format.h"
#include "report/outcome_text.h"
#include "report/render.h"
#include "report/understanding_text.h"
#include "report/verdict_text.h"

namespace klarsicht {

namespace {

constexpr std::size_t most_first = 8;

bool detailed(Status status) { return status == Status::fail || status == Status::warn || status == Status::info; }

/// What a page lists, in order.
using Read = std::vector<const Outcome*>;

std::string anchor_of(const Read& read, const Outcome& outcome) {
    return "finding-" + std::to_string(std::ranges::find(read, &outcome) - read.begin() + 1);
}

std::string area_title(Area area, const Texts& texts) {
    return html_text(texts.text("report.area." + std::string(name_of(area))));
}

std::string heading(std::string_view key, const Texts& texts) { return "<h2>" + html_text(texts.text(key)) + "</h2>"; }

std::string verdict_html(const Report& report, const Texts& texts) {
    const std::vector<std::string> sentences = verdict_text(report, texts);
    std::string out = "<p class=\"verdict\"><b>" + html_text(sentences.front()) + "</b>";
    for (std::size_t i = 1; i < sentences.size(); ++i) { out += " " + html_text(sentences[i]); }
    return out + "</p>";
}

std::string areas_html(const Report& report, const Texts& texts) {
    std::string out = "<ul class=\"areas\">";
    for (const AreaReport& area : report.areas) {
        out += "<li><a href=\"#area-" + std::string(name_of(area.area)) + "\"><b>" + area_title(area.area, texts) +
               "</b>" + status_chip(area.status, texts) + "<small>";
        bool first = true;
        for (const Status status : {Status::fail, Status::warn, Status::info, Status::pass, Status::not_assessed}) {
            if (const std::uint64_t count = area.read[static_cast<std::size_t>(status)]; count > 0) {
                out += first ? "" : "<br>";
                out +=
                    html_text(texts.format(Message("report.count." + std::string(name_of(status))).count("n", count)));
                first = false;
            }
        }
        out += "</small></a></li>";
    }
    return out + "</ul>";
}

std::string meta_html(const Report& report, const Texts& texts) {
    std::string out = "<dl class=\"meta card\">";
    const auto add = [&](std::string_view key, const std::string& html) {
        if (!html.empty()) {
            out += "<dt>" + html_text(texts.text("report.meta." + std::string(key))) + "</dt><dd>" + html + "</dd>";
        }
    };
    const std::uint64_t rows = report.columns.empty() ? 0 : report.columns.front().summary.rows;
    const std::string size =
        texts.format(Message("report.size").count("rows", rows).count("columns", report.columns.size()));
    add("file", "<bdi>" + html_text(report.source.name) + "</bdi>");
    add("size", html_text(size + " · " + texts.number(static_cast<double>(report.source.bytes), "bytes")));
    add("read_as", html_text(read_as(report.source, texts)));
    add("sha256",
        report.source.sha256.empty() ? std::string() : "<code>" + html_text(report.source.sha256) + "</code>");
    const auto as_of = as_of_days(report.plan);
    add("as_of", as_of ? html_text(texts.number(*as_of, "date")) : std::string());
    add("rules", html_text(report.rules));
    add("version", std::string(program_version));
    add("values",
        html_text(texts.text(report.options.show_values ? "report.meta.values.shown" : "report.meta.values.masked")));
    return out + "</dl>";
}

/// Every file that the audit had, where there was another one beside the one audited.
std::string inputs_html(const Report& report, const Texts& texts) {
    if (report.inputs.empty()) { return {}; }
    std::string out = "<section id=\"inputs\">" + heading("report.inputs", texts) + "<p class=\"question\">" +
                      html_text(texts.text("report.inputs.note")) + "</p>" +
                      open_scrolling("card scroll", texts.text("report.inputs")) + "<table><thead><tr>";
    for (const std::string_view key :
         {"report.input", "report.meta.file", "report.meta.size", "report.meta.read_as", "report.inputs.matching"}) {
        out += "<th scope=\"col\">" + html_text(texts.text(key)) + "</th>";
    }
    out += "</tr></thead><tbody>";
    for (const InputReport& input : report.inputs) {
        const ShownInput shown = shown_input(input, texts);
        out += "<tr><th scope=\"row\">" + html_text(shown.title) + "</th><td><bdi>" + html_text(shown.name) +
               "</bdi></td>";
        for (const std::string& cell : {shown.size, shown.read_as, shown.matching}) {
            out += "<td>" + html_text(cell) + "</td>";
        }
        out += "</tr>";
    }
    return out + "</tbody></table></div></section>";
}

std::string understanding_html(const Report& report, const Texts& texts) {
    std::string out = "<section id=\"understood\">" + heading("understood.title", texts) + "<div class=\"card\"><ul>";
    for (const std::string& sentence : understood_sentences(report, texts)) {
        out += "<li>" + html_text(sentence) + "</li>";
    }
    out += "</ul>";
    if (!report.understanding.questions.empty()) {
        out += "<h3>" + html_text(texts.text("understood.questions")) + "</h3><ul>";
        for (const UnderstandingQuestion& question : report.understanding.questions) {
            out += "<li>" + html_text(texts.format(question.text)) + " " + html_text(texts.format(question.changes)) +
                   "</li>";
        }
        out += "</ul>";
    }
    return out + "</div></section>";
}

std::string first_html(const Read& read, const Texts& texts) {
    std::string rows;
    std::size_t shown = 0;
    for (const Outcome* one : read) {
        const Outcome& outcome = *one;
        if ((outcome.status != Status::fail && outcome.status != Status::warn) || shown == most_first) { break; }
        ++shown;
        const OutcomeText text = outcome_text(outcome, texts);
        rows += "<tr><td>" + status_chip(outcome.status, texts) + "</td><td><a class=\"t\" href=\"#" +
                anchor_of(read, outcome) + "\">" + html_text(text.title) + "</a><span class=\"d\">" +
                area_title(outcome.area, texts) +
                (outcome.subject.empty() ? std::string() : " · " + subject_html(outcome)) +
                "</span></td><td class=\"fig\">" + html_text(text.headline) +
                (text.headline_note.empty() ? std::string() : "<small>" + html_text(text.headline_note) + "</small>") +
                "</td></tr>";
    }
    if (rows.empty()) { return {}; }
    std::string out = "<section id=\"first\">" + heading("report.first", texts) +
                      open_scrolling("card scroll", texts.text("report.first")) + "<table class=\"first\"><thead><tr>";
    out += "<th scope=\"col\">" + html_text(texts.text("report.first.status")) + "</th><th scope=\"col\">" +
           html_text(texts.text("report.first.finding")) + "</th><th scope=\"col\" class=\"num\">" +
           html_text(texts.text("report.first.figure")) + "</th>";
    return out + "</tr></thead><tbody>" + rows + "</tbody></table></div></section>";
}

/// A line of the tables: what was found unremarkable, what could not be assessed.
std::string line_html(const Outcome& outcome, const Texts& texts) {
    const OutcomeText text = outcome_text(outcome, texts);
    const bool open = outcome.status == Status::not_assessed;
    const std::string& below = open ? text.needs : text.summary;
    return "<tr><td>" + area_title(outcome.area, texts) + "</td><th scope=\"row\">" + html_text(text.name) +
           (outcome.subject.empty() ? std::string() : " · " + subject_html(outcome)) + "</th><td>" +
           (open ? std::string() : "<b>" + html_text(text.title) + "</b> ") + html_text(below) + "</td></tr>";
}

/// All checks of a status as one table.
std::string list_html(const Read& read, Status status, std::string_view id, std::string_view key, const Texts& texts) {
    std::string lines;
    for (const Area area : {Area::privacy, Area::bias, Area::quality, Area::ethics, Area::skills}) {
        for (const Outcome* outcome : read) {
            if (outcome->area == area && outcome->status == status) { lines += line_html(*outcome, texts); }
        }
    }
    if (lines.empty()) { return {}; }
    std::string out = "<section id=\"" + std::string(id) + "\">" + heading(key, texts) +
                      open_scrolling("card scroll", texts.text(key)) + "<table class=\"checks\"><thead><tr>";
    for (const std::string_view head : {"report.table.area", "report.table.check", "report.table.says"}) {
        out += "<th scope=\"col\">" + html_text(texts.text(head)) + "</th>";
    }
    return out + "</tr></thead><tbody>" + lines + "</tbody></table></div></section>\n";
}

std::string area_html(const Report& report, const Read& read, Area area, const Texts& texts) {
    const std::string name(name_of(area));
    std::string out = "<section id=\"area-" + name + "\"><h2>" + area_title(area, texts) +
                      "</h2><p class=\"question\">" + html_text(texts.text("report.question." + name)) + "</p>";
    std::vector<const Outcome*> told;
    for (const Outcome* one : read) {
        const Outcome& outcome = *one;
        if (outcome.area != area || !detailed(outcome.status)) { continue; }
        const auto same = std::ranges::find_if(
            told, [&](const Outcome* earlier) { return same_explanation(*earlier, outcome, texts); });
        const Outcome* explained = same == told.end() ? nullptr : *same;
        out += finding_html(outcome, report, anchor_of(read, outcome), explained,
                            explained == nullptr ? std::string() : anchor_of(read, *explained), texts);
        if (explained == nullptr) { told.push_back(&outcome); }
    }
    if (told.empty()) { out += "<p>" + html_text(texts.text("report.area.quiet")) + "</p>"; }
    if (area == Area::bias) {
        out += measure_tree_html(report.measure_tree, texts) + remedies_html(report.remedies, texts);
    }
    return out + "</section>";
}

/// The parts of the report, to go to.
std::string contents_html(const std::string& body, const Texts& texts) {
    constexpr std::string_view opens = "<section id=\"";
    std::string items;
    for (std::size_t at = body.find(opens); at != std::string::npos; at = body.find(opens, at + 1)) {
        const std::size_t id = at + opens.size();
        const std::size_t title = body.find("<h2>", id) + 4;
        items += "<li><a href=\"#" + body.substr(id, body.find('"', id) - id) + "\">" +
                 body.substr(title, body.find("</h2>", title) - title) + "</a></li>";
    }
    return "<nav class=\"contents\" aria-labelledby=\"contents\"><h2 id=\"contents\">" +
           html_text(texts.text("report.contents")) + "</h2><ol>" + items + "</ol></nav>";
}

}  // namespace

std::string report_to_html(const Report& report, Language language) {
    const Texts& texts = Texts::of(language);
    const std::string css =
        std::string(asset("report/report.css").value_or("")) + std::string(asset("report/chart.css").value_or(""));
    std::string page = html_head(std::string(texts.text("report.title")) + ": " + report.source.name, css, language);
    page +=
        "<body><div class=\"page\"><header class=\"cover\"><p class=\"brand\"><i></i>Klarsicht</p><h1><span "
        "class=\"kicker\">" +
        html_text(texts.text("report.title")) + "</span> <bdi>" + html_text(report.source.name) + "</bdi></h1>" +
        verdict_html(report, texts) + areas_html(report, texts) + meta_html(report, texts) + "<p class=\"remark\">" +
        html_text(texts.text("report.note")) + "</p>";
    if (report.withheld_rows > 0) { page += "<p class=\"remark\">" + html_text(withheld_text(report, texts)) + "</p>"; }
    const Read read = to_read(report.outcomes, report.cards);
    std::string body = first_html(read, texts) + record_html(report, texts) + comparison_html(report, texts) +
                       understanding_html(report, texts);
    for (const AreaReport& area : report.areas) { body += area_html(report, read, area.area, texts) + "\n"; }
    body += list_html(read, Status::not_assessed, "open", "report.not_assessed", texts) +
            list_html(read, Status::pass, "passed", "report.passed", texts) + inputs_html(report, texts) +
            columns_html(report, texts) + plan_html(report, texts);
    page += contents_html(body, texts) + "</header>\n<main>" + body + "</main>\n<footer><p>" +
            html_text(texts.text("report.local")) + "</p></footer></div></body></html>\n";
    return page;
}

}  // namespace klarsicht
