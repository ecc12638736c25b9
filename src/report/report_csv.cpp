#include <string>

#include "base/csv_cell.h"
#include "base/visible_text.h"
#include "report/outcome_text.h"
#include "report/render.h"

namespace klarsicht {

namespace {

std::string joined(const std::vector<std::string>& parts) {
    std::string text;
    for (const std::string& part : parts) { text += (text.empty() ? "" : " + ") + part; }
    return text;
}

void add_line(std::string& csv, std::initializer_list<std::string_view> cells) {
    bool first = true;
    for (const std::string_view text : cells) {
        csv += first ? "" : ",";
        add_csv_cell(csv, visible_text(text));
        first = false;
    }
    csv += "\r\n";
}

/// A count of a group, "" where it has none or where it was suppressed.
std::string count_text(const Group& group, std::string_view name) {
    const Figure* count = group.figures.find(name);
    return count == nullptr || count->kind != Figure::Kind::count ? std::string() : std::to_string(count->whole);
}

}  // namespace

std::string report_to_csv(const Report& report, Language language) {
    const Texts& texts = Texts::of(language);
    // The names of the columns are the contract's in every language: who reads this file by program must not depend on
    // it.
    std::string csv;
    add_line(csv, {"id", "area", "status", "severity", "subject", "name", "title", "summary", "headline",
                   "headline_note", "rows", "remedy", "needs", "decision", "who", "until", "note"});
    for (const Outcome& outcome : report.outcomes) {
        const OutcomeText text = outcome_text(outcome, texts);
        const auto found = report.record.decisions.find(key_of(outcome));
        const Decision decided = found == report.record.decisions.end() ? Decision() : found->second;
        add_line(csv, {outcome.id, name_of(outcome.area), name_of(outcome.status), name_of(outcome.severity),
                       joined(outcome.subject), text.name, text.title, text.summary, text.headline, text.headline_note,
                       std::to_string(outcome.rows.count), text.remedy,
                       outcome.status == Status::not_assessed ? text.needs : std::string(),
                       decided.empty() ? std::string_view() : name_of(decided.choice), decided.who, decided.until,
                       decided.note});
    }
    return csv;
}

std::string counts_to_csv(const Report& report) {
    std::string csv;
    add_line(csv, {"subject", "group", "n", "selected", "tp", "fp", "tn", "fn"});
    for (const Outcome& outcome : report.outcomes) {
        if (outcome.id != "bias.group_rates") { continue; }
        for (const Group& group : outcome.groups) {
            // With an outcome column the selected ones are told as right and wrong.
            std::string selected = count_text(group, "selected");
            if (const std::string right = count_text(group, "tp"), wrong = count_text(group, "fp");
                !right.empty() && !wrong.empty()) {
                selected = std::to_string(group.figures.find("tp")->whole + group.figures.find("fp")->whole);
            }
            add_line(csv,
                     {joined(outcome.subject), group.label(), count_text(group, "n"), selected, count_text(group, "tp"),
                      count_text(group, "fp"), count_text(group, "tn"), count_text(group, "fn")});
        }
    }
    return csv;
}

}  // namespace klarsicht
