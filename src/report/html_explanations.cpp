#include "report/html_explanations.h"

#include "report/html_text.h"
#include "report/outcome_text.h"

namespace klarsicht {

std::string explanations_html(const Outcome& outcome, const Texts& texts) {
    if (outcome.explanations.empty()) { return {}; }
    std::string out =
        "<details class=\"formulas\"><summary>" + html_text(texts.text("report.formulas")) + "</summary><dl>";
    for (const OpenedFigure& opened : outcome.explanations) {
        out += "<dt>" + html_text(opened_text(opened, "name", texts)) + ": <b>" +
               html_text(texts.format(opened.shown)) + "</b>";
        if (!opened.interval.empty()) { out += " <small>" + html_text(texts.format(opened.interval)) + "</small>"; }
        out += "</dt><dd><p class=\"formula\">" + html_text(opened_text(opened, "formula", texts)) + "</p>";
        for (const std::string_view part : {"marketer", "officer", "trainer", "not_shown"}) {
            out += "<p><b>" + html_text(texts.text("report.voice." + std::string(part))) + "</b> " +
                   html_text(opened_text(opened, part, texts)) + "</p>";
        }
        out += "</dd>";
    }
    return out + "</dl></details>";
}

}  // namespace klarsicht
