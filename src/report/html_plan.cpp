#include "report/html_plan.h"

#include <vector>

#include "report/html_text.h"
#include "report/told_plan.h"

namespace klarsicht {

namespace {

constexpr std::size_t most_listed = 12;

std::string joined(const std::vector<std::string>& names, std::string_view between) {
    std::string list;
    for (std::size_t i = 0; i < names.size() && i <= most_listed; ++i) {
        list += (i == 0 ? std::string() : std::string(between)) + (i == most_listed ? "…" : names[i]);
    }
    return list;
}

/// The lines of the table.
class Lines {
public:
    explicit Lines(const Texts& texts) : texts_(texts) {}

    void add(std::string_view key, std::string_view of, std::string_view value) {
        if (value.empty()) { return; }
        out_ += "<tr><th scope=\"row\">" + html_text(texts_.text("report.plan." + std::string(key))) +
                "</th><td><bdi>" + html_text(of) + "</bdi></td><td><bdi>" + html_text(value) + "</bdi></td></tr>";
    }
    std::string number(double value) const { return texts_.number(value, {}); }
    const std::string& html() const { return out_; }

private:
    const Texts& texts_;
    std::string out_;
};

void add_values(const Plan& plan, Lines& lines) {
    for (const auto& [column, positive] : plan.positive) {
        lines.add("positive", column,
                  positive.equals     ? *positive.equals
                  : positive.at_least ? "≥ " + lines.number(*positive.at_least)
                  : positive.at_most  ? "≤ " + lines.number(*positive.at_most)
                                      : std::string());
    }
    for (const auto& [column, value] : plan.favoured) { lines.add("favoured", column, value); }
    for (const auto& [column, bounds] : plan.bins) {
        std::vector<std::string> numbers;
        for (const double bound : bounds) { numbers.push_back(lines.number(bound)); }
        lines.add("bins", column, joined(numbers, " · "));
    }
    for (const auto& [column, shares] : plan.population) {
        std::vector<std::string> groups;
        for (const auto& [group, share] : shares) { groups.push_back(group + " " + lines.number(share)); }
        lines.add("population", column, joined(groups, ", "));
    }
    for (const std::vector<std::string>& set : plan.crossed) { lines.add("crossed", {}, joined(set, " & ")); }
    if (plan.treatment) { lines.add("treatment", plan.treatment->column, plan.treatment->control); }
}

}  // namespace

std::string plan_html(const Report& report, const Texts& texts) {
    const Plan plan = told_plan(report);
    Lines lines(texts);
    add_values(plan, lines);
    std::vector<std::string> tokens;
    for (const std::string& token : plan.missing_tokens.value_or(std::vector<std::string>())) {
        if (!token.empty()) { tokens.push_back(token); }
    }
    lines.add("missing_tokens", {}, joined(tokens, " · "));
    lines.add("harmless", {}, joined(plan.harmless, ", "));
    for (const auto& [limit, value] : plan.limits) {
        lines.add("limits", texts.text("limit." + limit), lines.number(value));
    }
    for (const RemedyStep& step : plan.remedies) { lines.add("remedies", {}, texts.text("remedy." + step.kind)); }
    lines.add("market", {}, plan.market.value_or(""));
    lines.add("as_of", {}, plan.as_of.value_or(""));
    if (lines.html().empty()) { return {}; }
    std::string out = "<section id=\"plan\"><h2>" + html_text(texts.text("report.plan")) +
                      "</h2><p class=\"question\">" + html_text(texts.text("report.plan.note")) + "</p>" +
                      open_scrolling("card scroll", texts.text("report.plan")) + "<table><thead><tr>";
    for (const std::string_view head : {"report.plan.what", "report.column.column", "report.plan.chosen"}) {
        out += "<th scope=\"col\">" + html_text(texts.text(head)) + "</th>";
    }
    return out + "</tr></thead><tbody>" + lines.html() + "</tbody></table></div></section>";
}

}  // namespace klarsicht
