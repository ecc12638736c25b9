#include "report/outcome_text.h"

#include <cmath>

namespace klarsicht {

namespace {

std::string or_check_text(const Message& own, std::string_view id, std::string_view part, const Texts& texts) {
    return own.empty() ? check_text(id, part, texts) : texts.format(own);
}

}  // namespace

std::string check_text(std::string_view id, std::string_view part, const Texts& texts) {
    const std::string key = std::string(id) + "." + std::string(part);
    return texts.has(key) ? std::string(texts.text(key)) : std::string();
}

std::string opened_text(const OpenedFigure& opened, std::string_view part, const Texts& texts) {
    Message message = opened.text;
    message.key += "." + std::string(part);
    return texts.format(message);
}

OutcomeText outcome_text(const Outcome& outcome, const Texts& texts) {
    OutcomeText text;
    text.name = check_text(outcome.id, "name", texts);
    text.title = texts.format(outcome.title);
    text.summary = texts.format(outcome.summary);
    text.headline = texts.format(outcome.headline);
    text.headline_note = texts.format(outcome.headline_note);
    text.why = or_check_text(outcome.why, outcome.id, "why", texts);
    text.limits = or_check_text(outcome.limits, outcome.id, "limits", texts);
    text.remedy = or_check_text(outcome.remedy, outcome.id, "remedy", texts);
    text.needs = or_check_text(outcome.needs, outcome.id, "needs", texts);
    for (const std::string_view source : texts.list(outcome.id + ".sources")) { text.sources.emplace_back(source); }
    return text;
}

std::string label_of(const ChartRow& row, const Texts& texts) {
    return row.label_term.empty() ? row.label : texts.format(row.label_term);
}

std::string share_text(const Section::Row& row, const Texts& texts) {
    return std::isnan(row.share) ? "–" : in_unit(row.share, Unit::share, texts);
}

std::string in_unit(double value, Unit unit, const Texts& texts) {
    switch (unit) {
        case Unit::share:
            return texts.number(value, "percent");
        case Unit::points:
            return texts.number(value, "points");
        case Unit::factor:
            return texts.number(value, "factor");
        case Unit::count:
            return texts.number(value, "p0");
        case Unit::log10_p:
            return texts.number(value, "log10p");
        case Unit::p_value:
        case Unit::number:
            break;
    }
    return texts.number(value, {});
}

std::string affected_text(const RowSet& rows, const Texts& texts) {
    if (rows.count == 0) { return {}; }
    std::string text = texts.format(Message("report.affected").count("n", rows.count));
    if (rows.all.empty()) { return text; }
    std::string numbers;
    for (const std::uint64_t row : rows.first()) {
        numbers += (numbers.empty() ? "" : ", ") + texts.integer(static_cast<std::int64_t>(row) + 1);
    }
    return text + " " + texts.format(Message("report.affected.first").text("rows", numbers));
}

std::string withheld_text(const Report& report, const Texts& texts) {
    if (report.withheld_rows == 0) { return {}; }
    return texts.format(Message("metric.withheld").count("n", report.withheld_rows));
}

}  // namespace klarsicht
