#include "report/html_explanations.h"

#include "report/html_text.h"
#include "report/outcome_text.h"

namespace klarsicht {

std::string explanations_html(const Outcome& outcome, const Texts& texts) {
    if (outcome.explanations.empty()) { return {}; }
    std::string out = "<details class=\"formulas\"><summary>" + html_text(texts.text("report.formulas")) + "</summary><dl>";
    for (const Explanation& explanation : outcome.explanations) {
        out += "<dt>" + html_text(explanation_text(explanation, "name", texts)) + ": <b>" + html_text(texts.format(explanation.shown)) + "</b>";
        if (!explanation.interval.empty()) { out += " <small>" + html_text(texts.format(explanation.interval)) + "</small>"; }
        out += "</dt><dd><p class=\"formula\">" + html_text(explanation_text(explanation, "formula", texts)) + "</p>";
        for (const std::string_view part : {"marketer", "officer", "trainer", "not_shown"}) {
            out += "<p><b>" + html_text(texts.text("report.voice." + std::string(part))) + "</b> " + html_text(explanation_text(explanation, part, texts)) + "</p>";
        }
        out += "</dd>";
    }
    return out + "</dl></details>";
}

}  // namespace klarsicht
