#include <string>

#include "report/comparison_text.h"
#include "report/html_text.h"
#include "report/input_text.h"
#include "report/number_format.h"
#include "report/outcome_text.h"
#include "report/record_text.h"
#include "report/render.h"
#include "report/understanding_text.h"

namespace klarsicht {

namespace {

/// Text for Markdown: HTML escaped first (every Markdown reader passes HTML on), then the characters that mean
/// something to Markdown. What would start a line as a list, a heading or a rule is inside a sentence here, so it needs
/// none.
std::string plain(std::string_view text) {
    std::string out;
    for (const char c : html_text(text)) {
        if (std::string_view("\\`*_[]|~#").find(c) != std::string_view::npos) {
            // html_text writes &#39; for an apostrophe; its # stays.
            if (!(c == '#' && !out.empty() && out.back() == '&')) { out += '\\'; }
        }
        out += c == '\n' || c == '\r' ? ' ' : c;
    }
    return out;
}

std::string joined(const std::vector<std::string>& parts) {
    std::string text;
    for (const std::string& part : parts) { text += (text.empty() ? "" : " + ") + part; }
    return text;
}

void add_part(std::string& page, const Texts& texts, std::string_view key, const std::string& body) {
    if (!body.empty()) { page += "**" + plain(texts.text(key)) + "** " + plain(body) + "\n\n"; }
}

/// The columns of a card that are of one kind, with why and what to do.
void add_section(std::string& page, const Section& section, const Texts& texts) {
    page += "#### " + plain(texts.format(section.title)) + "\n\n";
    for (const Section::Row& row : section.rows) {
        page += "- **" + plain(row.column) + "**: " + plain(texts.format(row.what)) + " (" +
                plain(share_text(row, texts)) + ")\n";
    }
    page += "\n";
    add_part(page, texts, "report.why", texts.format(section.why));
    add_part(page, texts, "report.remedy", texts.format(section.remedy));
}

void add_finding(std::string& page, const Report& report, const Outcome& outcome, const Texts& texts) {
    const OutcomeText text = outcome_text(outcome, texts);
    page += "### " + plain(texts.text("report.status." + std::string(name_of(outcome.status)))) + ": " +
            plain(text.title) + "\n\n";
    if (!outcome.subject.empty()) {
        page += "*" + plain(text.name) + " · " + plain(joined(outcome.subject)) + "*\n\n";
    } else {
        page += "*" + plain(text.name) + "*\n\n";
    }
    if (!text.headline.empty()) {
        page += "> **" + plain(text.headline) + "**" +
                (text.headline_note.empty() ? "" : "  \n> " + plain(text.headline_note)) + "\n\n";
    }
    if (!text.summary.empty()) { page += plain(text.summary) + "\n\n"; }
    for (const Note& note : outcome.notes) {
        page += "- " + plain(texts.format(note.text)) +
                (note.help.empty() ? "" : " *" + plain(texts.format(note.help)) + "*");
        const std::string answer = answer_text(report.record, note.id, texts);
        page += (answer.empty() ? "" : " **" + plain(answer) + "**") + "\n";
    }
    page += outcome.notes.empty() ? "" : "\n";
    // The remedies speak of the rows named.
    const std::string affected = affected_text(outcome.rows, texts);
    if (!affected.empty()) { page += plain(affected) + "\n\n"; }
    for (const Section& section : sections_of(report.cards, outcome)) { add_section(page, section, texts); }
    add_part(page, texts, "report.why", text.why);
    add_part(page, texts, "report.limits", text.limits);
    add_part(page, texts, "report.remedy", text.remedy);
    if (!text.sources.empty()) {
        page += "**" + plain(texts.text("report.sources")) + "**\n\n";
        for (const std::string& source : text.sources) { page += "- " + plain(source) + "\n"; }
        page += "\n";
    }
}

bool detailed(Status status) { return status == Status::fail || status == Status::warn || status == Status::info; }

void add_area(std::string& page, const Report& report, const AreaReport& area, const Texts& texts) {
    page += "## " + plain(texts.text("report.area." + std::string(name_of(area.area)))) + "\n\n";
    std::string passed;
    std::string open;
    for (const Outcome* read : to_read(report.outcomes, report.cards)) {
        const Outcome& outcome = *read;
        if (outcome.area != area.area) { continue; }
        if (detailed(outcome.status)) {
            add_finding(page, report, outcome, texts);
            continue;
        }
        const OutcomeText text = outcome_text(outcome, texts);
        if (outcome.status == Status::pass) {
            passed += "- " + plain(text.title) +
                      (outcome.subject.empty() ? "" : " (" + plain(joined(outcome.subject)) + ")") + "\n";
        } else {
            open += "- " + plain(text.name) + ": " + plain(text.needs) + "\n";
        }
    }
    if (!passed.empty()) { page += "### " + plain(texts.text("report.passed")) + "\n\n" + passed + "\n"; }
    if (!open.empty()) { page += "### " + plain(texts.text("report.not_assessed")) + "\n\n" + open + "\n"; }
}

/// Every file that the audit had, where there was another one beside the one audited.
void add_inputs(std::string& page, const Report& report, const Texts& texts) {
    if (report.inputs.empty()) { return; }
    page += "## " + plain(texts.text("report.inputs")) + "\n\n" + plain(texts.text("report.inputs.note")) + "\n\n";
    for (const InputReport& input : report.inputs) {
        const ShownInput shown = shown_input(input, texts);
        page += "- **" + plain(shown.title) + ":** " + plain(shown.name) + ", " + plain(shown.size) + " (" +
                plain(shown.read_as) + ")" + (shown.matching.empty() ? "" : ". " + plain(shown.matching)) + "\n";
    }
    page += "\n";
}

/// What was decided, open points first.
void add_record(std::string& page, const Report& report, const Texts& texts) {
    if (report.record.empty()) { return; }
    page += "## " + plain(texts.text("record.title")) + "\n\n";
    if (report.record.signed_off) {
        page += "**" + plain(signed_text(report.record, texts)) + "**\n\n";
        for (const std::string& line : since_lines(report, texts)) { page += "- " + plain(line) + "\n"; }
        page += "\n";
    }
    for (const ShownDecision& one : decisions_to_do(report, texts)) {
        page += "- **" + plain(one.choice) + "**: " + plain(one.title) +
                (one.said.empty() ? "" : " (" + plain(one.said) + ")") + "\n";
    }
    for (const std::string& line : decisions_gone(report, texts)) { page += "- " + plain(line) + "\n"; }
    page += "\n" + (report.record.notes.empty() ? std::string() : plain(report.record.notes) + "\n\n");
}

/// The report beside an earlier one.
void add_comparison(std::string& page, const Report& report, const Texts& texts) {
    if (!report.comparison) { return; }
    page += "## " + plain(texts.text("record.compare")) + "\n\n";
    for (const std::string& sentence : comparison_sentences(*report.comparison, texts)) {
        page += plain(sentence) + "\n\n";
    }
    for (const ComparedFinding& one : report.comparison->findings) {
        if (one.change == Change::unchanged) { continue; }
        const ShownChange shown = shown_change(one, texts);
        page += "- **" + plain(shown.change) + "**: " + plain(shown.finding) + ": " +
                plain(shown.figure.empty() ? "" : shown.figure + " ") + plain(shown.then + " → " + shown.now) +
                (shown.difference.empty() ? "" : plain(" (" + shown.difference + "; " + shown.interval + ")")) + "\n";
    }
    for (const ComparedColumn& one : report.comparison->columns) {
        if (!one.drifted) { continue; }
        const ShownDrift shown = shown_drift(one, texts);
        page += "- " + plain(shown.column) + ": " + plain(joined(shown.lines)) + "\n";
    }
    page += "\n";
}

void add_understanding(std::string& page, const Report& report, const Texts& texts) {
    page += "## " + plain(texts.text("understood.title")) + "\n\n";
    for (const std::string& sentence : understood_sentences(report, texts)) { page += "- " + plain(sentence) + "\n"; }
    for (const UnderstandingQuestion& question : report.understanding.questions) {
        page += "- **" + plain(texts.format(question.text)) + "** " + plain(texts.format(question.changes)) + "\n";
    }
    page += "\n";
}

void add_columns(std::string& page, const Report& report, const Texts& texts) {
    page += "## " + plain(texts.text("report.columns")) + "\n\n" +
            plain(texts.text(report.options.show_values ? "report.columns.note_shown" : "report.columns.note")) +
            "\n\n| ";
    for (const std::string_view key : {"column", "kind", "meaning", "roles", "missing", "invalid", "distinct"}) {
        page += plain(texts.text("report.column." + std::string(key))) + " | ";
    }
    page += "\n|---|---|---|---|---:|---:|---:|\n";
    for (const ColumnReport& column : report.columns) {
        std::string roles;
        for (const Role role : column.roles) {
            roles += (roles.empty() ? "" : ", ") + std::string(texts.text("role." + std::string(name_of(role))));
        }
        const Interpretation& interpretation = column.summary.interpretation;
        page += "| " + plain(column.name) + " | " +
                plain(texts.text("kind." + std::string(name_of(interpretation.kind)))) + " | " +
                (column.meaning.empty() ? "" : plain(texts.text("meaning." + column.meaning))) + " | " + plain(roles) +
                " | " + texts.integer(static_cast<std::int64_t>(interpretation.missing)) + " | " +
                texts.integer(static_cast<std::int64_t>(interpretation.invalid)) + " | " +
                texts.integer(static_cast<std::int64_t>(interpretation.distinct)) + " |\n";
    }
    page += "\n";
}

}  // namespace

std::string report_to_markdown(const Report& report, Language language) {
    const Texts& texts = Texts::of(language);
    const std::uint64_t rows = report.columns.empty() ? 0 : report.columns.front().summary.rows;
    std::string page = "# " + plain(texts.text("report.title")) + ": " + plain(report.source.name) + "\n\n";
    page += plain(texts.format(Message("report.size").count("rows", rows).count("columns", report.columns.size()))) +
            "\n\n";
    page += "- " + plain(texts.text("report.meta.sha256")) + ": `" + report.source.sha256 + "`\n";
    if (const auto as_of = as_of_days(report.plan)) {
        page += "- " + plain(texts.text("report.meta.as_of")) + ": " + plain(texts.number(*as_of, "date")) + "\n";
    }
    page += "- " + plain(texts.text("report.meta.rules")) + ": " + plain(report.rules) + "\n";
    page += "- " + plain(texts.text("report.meta.version")) + ": " + std::string(program_version) + "\n";
    const bool shown = report.options.show_values;
    page += "- " + plain(texts.text("report.meta.values")) + ": " +
            plain(texts.text(shown ? "report.meta.values.shown" : "report.meta.values.masked")) + "\n\n";
    page += plain(texts.text("report.note")) + "\n\n";
    if (report.withheld_rows > 0) { page += plain(withheld_text(report, texts)) + "\n\n"; }
    add_record(page, report, texts);
    add_comparison(page, report, texts);
    add_understanding(page, report, texts);
    for (const AreaReport& area : report.areas) { add_area(page, report, area, texts); }
    add_inputs(page, report, texts);
    add_columns(page, report, texts);
    return page;
}

}  // namespace klarsicht
