#include "report/one_page.h"

#include <algorithm>

#include "base/asset.h"
#include "base/version.h"
#include "report/chart_plot.h"
#include "report/html_head.h"
#include "report/html_text.h"
#include "report/one_page_actions.h"
#include "report/outcome_text.h"

namespace klarsicht {

namespace {

constexpr std::size_t most_rows = 7;
constexpr std::size_t most_actions = 3;
constexpr std::size_t most_names = 4;
constexpr std::size_t text_bytes = 420;

std::string joined(const std::vector<std::string>& names, std::string_view between) {
    std::string list;
    for (const std::string& name : names) { list.append(list.empty() ? std::string_view() : between).append(name); }
    return list;
}

std::string paragraph(std::string_view css, std::string_view text) {
    return text.empty() ? std::string() : "<p class=\"" + std::string(css) + "\">" + html_text(text) + "</p>";
}

/// Whole sentences, as many as there is room for.
std::string_view sentences(std::string_view text, std::size_t most) {
    std::size_t end = 0;
    for (std::size_t at = text.find(". "); at != std::string_view::npos && at < most; at = text.find(". ", at + 1)) {
        end = at + 1;
    }
    return text.size() <= most ? text : text.substr(0, end == 0 ? text.find(". ") : end);
}

/// The main comparison: of one column before crossed ones, and the gravest, which stands first.
const Outcome* comparison_in(const Report& report, std::string_view id) {
    const Outcome* crossed = nullptr;
    for (const Outcome& outcome : report.outcomes) {
        if (outcome.id != id || outcome.status == Status::not_assessed) { continue; }
        if (outcome.subject.size() == 1) { return &outcome; }
        if (crossed == nullptr) { crossed = &outcome; }
    }
    return crossed;
}

const Outcome* gravest_in(const Report& report) {
    const auto found = std::ranges::find_if(report.outcomes, [](const Outcome& outcome) {
        return outcome.status == Status::fail || outcome.status == Status::warn;
    });
    return found == report.outcomes.end() ? nullptr : &*found;
}

/// What stands on the page.
struct Page {
    std::string question, answer, certainty;
    const Outcome* main = nullptr;  ///< whose chart is drawn
    std::vector<PageAction> actions;
};

/// The same values under another key.
std::string with_key(const Message& values, std::string_view key, const Texts& texts) {
    Message message(key);
    message.args = values.args;
    return texts.format(message);
}

Page of_gaps(const Report& report, const Outcome& gaps, const OnePageAmounts& amounts, const Texts& texts) {
    const GapAnswer answer = gap_answer(gaps);
    const bool evidence = !answer.certainty.empty();
    Page page{evidence ? with_key(gaps.summary, "one_page.question.group", texts) : std::string(),
              with_key(gaps.summary, "one_page.gaps." + answer.verdict, texts),
              evidence ? with_key(gaps.summary, answer.certainty, texts) : std::string(),
              &gaps,
              {}};
    if (!evidence) {
        Message question("one_page.question.gaps");
        question.text("column", joined(gaps.subject, " & "));
        page.question = texts.format(question);
        const bool few = answer.verdict == "few" || answer.verdict == "too_few";
        for (const std::string_view action : {few ? "one_page.action.more_people" : "one_page.action.keep",
                                              "one_page.action.again", "one_page.action.combined"}) {
            page.actions.push_back({Message(action), Message("one_page.people.nobody"), {}});
        }
        return page;
    }
    page.actions = gap_actions(report, gaps, amounts);
    return page;
}

/// The finding in its own words: of what happened, or of another area.
Page of_finding(const Report& report, const Outcome& finding, const Texts& texts) {
    const OutcomeText text = outcome_text(finding, texts);
    const bool happened = finding.id == "bias.outcomes";
    Message question(happened ? "one_page.question.outcome" : "report.question." + std::string(name_of(finding.area)));
    question.text("column", finding.subject.empty() ? std::string() : finding.subject.front());
    Page page{texts.format(question), text.title + ".", std::string(sentences(text.summary, text_bytes)), &finding, {}};
    const auto add = [&](const Outcome& outcome) {
        const std::string remedy = outcome_text(outcome, texts).remedy;
        if (remedy.empty() || page.actions.size() == most_actions) { return; }
        Message what("one_page.action.remedy");
        what.text("text", sentences(remedy, 200));
        const bool same = std::ranges::find(page.actions, what, &PageAction::what) != page.actions.end();
        Message people(outcome.rows.count > 0 ? "one_page.people.rows" : "one_page.people.nobody");
        if (!same) { page.actions.push_back({std::move(what), std::move(people.count("n", outcome.rows.count)), {}}); }
    };
    add(finding);
    for (const Outcome& outcome : report.outcomes) {
        if (outcome.status == Status::fail || outcome.status == Status::warn) { add(outcome); }
    }
    return page;
}

Page page_of(const Report& report, const OnePageAmounts& amounts, const Texts& texts) {
    if (const Outcome* gaps = comparison_in(report, "bias.group_gaps")) {
        return of_gaps(report, *gaps, amounts, texts);
    }
    if (const Outcome* outcomes = comparison_in(report, "bias.outcomes")) {
        return of_finding(report, *outcomes, texts);
    }
    if (const Outcome* gravest = gravest_in(report)) { return of_finding(report, *gravest, texts); }
    Page page{
        std::string(texts.text("report.question.bias")), std::string(texts.text("one_page.nothing")), {}, nullptr, {}};
    const auto open = std::ranges::find(report.outcomes, std::string_view("bias.group_gaps"), &Outcome::id);
    if (open != report.outcomes.end()) { page.certainty = outcome_text(*open, texts).needs; }
    return page;
}

/// The first rows of the chart: they are the gravest and what they are held against.
std::string chart_html(const Outcome* main, const Texts& texts) {
    if (main == nullptr || main->chart.kind == Chart::Kind::none) { return {}; }
    const Chart& chart = main->chart;
    ChartRows rows = drawn_rows(chart).first();
    if (rows.size() > most_rows && chart.kind != Chart::Kind::histogram) { rows.resize(most_rows); }
    const ChartPlot plot = chart_plot(chart, rows, wide_chart, texts);
    if (plot.marks.empty()) { return {}; }
    const std::string title = texts.format(chart.title);
    std::string note = chart_note(chart, texts);
    if (chart.kind != Chart::Kind::histogram && chart.rows.size() > rows.size()) {
        note += (note.empty() ? "" : " · ") +
                texts.format(Message("report.chart.more").count("n", chart.rows.size() - rows.size()));
    }
    return "<figure><figcaption>" + html_text(title) + "</figcaption><svg viewBox=\"0 0 " +
           svg_number(wide_chart.width) + " " + svg_number(plot.height) + "\" role=\"img\" aria-label=\"" +
           html_text(title + ". " + spoken_rows(chart, rows, texts)) + "\">" + plot.marks + "</svg>" +
           paragraph("small", note) + "</figure>";
}

std::string actions_html(const Page& page, const OnePageAmounts& amounts, const Texts& texts) {
    if (page.actions.empty()) { return {}; }
    const bool money = amounts.contact || amounts.sale;
    std::string out = "<h2>" + html_text(texts.text("one_page.actions")) + "</h2><table><thead><tr>";
    std::vector<std::string_view> heads = {"one_page.action", "one_page.people"};
    if (money) { heads.emplace_back("one_page.money.head"); }
    for (const std::string_view head : heads) { out += "<th scope=\"col\">" + html_text(texts.text(head)) + "</th>"; }
    out += "</tr></thead><tbody>";
    for (const PageAction& action : page.actions) {
        out += "<tr><th scope=\"row\">" + html_text(texts.format(action.what)) + "</th><td>" +
               html_text(texts.format(action.people)) + "</td>";
        if (money) { out += "<td>" + html_text(action.money.empty() ? "–" : texts.format(action.money)) + "</td>"; }
        out += "</tr>";
    }
    out += "</tbody></table>";
    if (!money) { return out; }
    Message typed(amounts.contact && amounts.sale ? "one_page.typed.both"
                  : amounts.contact               ? "one_page.typed.contact"
                                                  : "one_page.typed.sale");
    return out + paragraph("small", texts.format(typed.number("contact", amounts.contact.value_or(0))
                                                     .number("sale", amounts.sale.value_or(0))));
}

/// The other columns that were compared, in one line.
std::string others_text(const Report& report, const Outcome* main, const Texts& texts) {
    std::vector<std::string> others;
    for (const Outcome& outcome : report.outcomes) {
        if (main == nullptr || &outcome == main || outcome.id != main->id || outcome.area != Area::bias ||
            outcome.subject.size() != 1) {
            continue;
        }
        others.push_back(outcome.subject.front() + " (" +
                         std::string(texts.text("report.status." + std::string(name_of(outcome.status)))) + ")");
    }
    if (others.empty()) { return {}; }
    if (others.size() > 2 * most_names) { others.resize(2 * most_names); }
    return texts.format(Message("one_page.others").text("columns", joined(others, ", ")));
}

/// What the answer does not rest on.
std::string open_html(const Report& report, const Outcome* main, const Texts& texts) {
    std::vector<std::string> names;
    for (const Outcome& outcome : report.outcomes) {
        if (outcome.status != Status::not_assessed || (main != nullptr && outcome.area != main->area)) { continue; }
        std::string name = check_text(outcome.id, "name", texts);
        if (std::ranges::find(names, name) == names.end()) { names.push_back(std::move(name)); }
    }
    std::string items;
    const auto add = [&](std::string_view text) {
        if (!text.empty()) { items += "<li>" + html_text(text) + "</li>"; }
    };
    add(main == nullptr ? std::string_view() : sentences(outcome_text(*main, texts).limits, 260));
    if (!names.empty()) {
        const std::size_t more = names.size() - std::min(names.size(), most_names);
        names.resize(std::min(names.size(), most_names));
        add(texts.format(Message(more > 0 ? "one_page.open.more" : "one_page.open")
                             .text("checks", joined(names, "; "))
                             .count("n", more)));
    }
    const std::size_t asked = report.understanding.questions.size();
    if (asked > 0) {
        add(texts.format(report.understanding.questions.front().text));
        if (asked > 1) { add(texts.format(Message("one_page.questions").count("n", asked - 1))); }
    }
    add(withheld_text(report, texts));
    return items.empty() ? std::string()
                         : "<h2>" + html_text(texts.text("one_page.not_looked")) + "</h2><ul>" + items + "</ul>";
}

std::string source_html(const Report& report, const Texts& texts) {
    const std::uint64_t rows = report.columns.empty() ? 0 : report.columns.front().summary.rows;
    const auto as_of = as_of_days(report.plan);
    return "<footer><p>" +
           html_text(texts.format(Message("one_page.source")
                                      .text("file", shortened(report.source.name, 80))
                                      .count("rows", rows)
                                      .text("date", as_of ? texts.number(*as_of, "date") : "–")
                                      .text("rules", report.rules)
                                      .text("version", program_version))) +
           "</p><p>" + html_text(texts.text("one_page.note")) + "</p></footer>";
}

/// The colours of the report in daylight: the page is made for paper.
std::string style() {
    const std::string_view sheet = asset("report/report.css").value_or("");
    const std::size_t begin = std::min(sheet.find(":root"), sheet.size());
    std::string css(sheet.substr(begin, sheet.find('}', begin) + 1 - begin));
    for (const std::string_view file : {"report/chart.css", "report/one_page.css"}) { css += asset(file).value_or(""); }
    return css;
}

}  // namespace

std::string one_page(const Report& report, const OnePageAmounts& amounts, Language language) {
    const Texts& texts = Texts::of(language);
    const Page page = page_of(report, amounts, texts);
    std::string out =
        html_head(std::string(texts.text("one_page.title")) + ": " + report.source.name, style(), language);
    out += "<body><main><p class=\"brand\">Klarsicht · " + html_text(texts.text("one_page.title")) + "</p><h1>" +
           html_text(page.question) + "</h1>" + paragraph("answer", page.answer) + paragraph("sure", page.certainty) +
           chart_html(page.main, texts) + actions_html(page, amounts, texts) +
           paragraph("small", others_text(report, page.main, texts)) + open_html(report, page.main, texts) + "</main>" +
           source_html(report, texts) + "</body></html>\n";
    return out;
}

}  // namespace klarsicht
