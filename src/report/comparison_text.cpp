#include "report/comparison_text.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "audit/plan.h"
#include "report/figure_text.h"
#include "report/record_text.h"

namespace klarsicht {

namespace {

/// Of shares, percentage points.
Unit unit_of_difference(Unit unit) { return unit == Unit::share ? Unit::points : unit; }

std::string with_sign(double value, Unit unit, const Texts& texts) {
    return (value > 0 ? "+" : "") + number_text(value, unit, texts);
}

std::string status_text(const std::optional<Status>& status, const Texts& texts) {
    return status ? std::string(texts.text("report.status." + std::string(name_of(*status)))) : "–";
}

/// The difference with its interval, in one piece.
std::string change_text(double difference, const stats::Interval& ci95, Unit unit, const Texts& texts) {
    const std::string interval = interval_text(ci95, unit, texts);
    return with_sign(difference, unit, texts) + (interval.empty() ? "" : " (" + interval + ")");
}

}  // namespace

ShownChange shown_change(const ComparedFinding& one, const Texts& texts) {
    ShownChange shown{.finding = finding_text(one.key, texts)};
    shown.change = texts.text("record.change." + std::string(name_of(one.change)));
    if (!one.before || !one.after) {
        shown.then = status_text(one.then, texts);
        shown.now = status_text(one.now, texts);
        return shown;
    }
    const Unit unit = one.after->unit;
    shown.figure = figure_name(one.key.id, one.after->name, texts);
    if (!one.after->group.empty()) { shown.figure += " · " + texts.group(one.after->group); }
    shown.then = number_text(one.before->value, unit, texts);
    shown.now = number_text(one.after->value, unit, texts);
    if (one.then != one.now) {
        shown.then = status_text(one.then, texts) + ", " + shown.then;
        shown.now = status_text(one.now, texts) + ", " + shown.now;
    }
    shown.difference = with_sign(one.difference, unit_of_difference(unit), texts);
    shown.interval = interval_text(one.ci95, unit_of_difference(unit), texts);
    if (shown.interval.empty()) { shown.interval = texts.text("record.no_interval"); }
    return shown;
}

ShownDrift shown_drift(const ComparedColumn& one, const Texts& texts) {
    ShownDrift shown{.column = one.name};
    if (!one.then || !one.now) {
        shown.lines.emplace_back(texts.text(one.now ? "record.column.added" : "record.column.gone"));
        return shown;
    }
    if (!one.kind_now.empty()) {
        shown.lines.push_back(texts.format(
            Message("record.column.kind").term("then", "kind." + one.kind_then).term("now", "kind." + one.kind_now)));
    }
    const auto line = [&](std::string_view key, double then, double now, double difference, const stats::Interval& ci95,
                          Unit unit) {
        if (!(difference != 0) || std::isnan(difference)) { return; }
        shown.lines.push_back(
            texts.format(Message(key)
                             .text("then", number_text(then, unit, texts))
                             .text("now", number_text(now, unit, texts))
                             .text("difference", change_text(difference, ci95, unit_of_difference(unit), texts))));
    };
    line("record.column.missing", one.missing_then, one.missing_now, one.missing_difference, one.missing_ci95,
         Unit::share);
    line("record.column.mean", one.mean_then, one.mean_now, one.mean_difference, one.mean_ci95, Unit::number);
    if (one.distinct_then != one.distinct_now) {
        shown.lines.push_back(texts.format(
            Message("record.column.distinct").count("then", one.distinct_then).count("now", one.distinct_now)));
    }
    return shown;
}

std::vector<std::string> comparison_sentences(const Comparison& comparison, const Texts& texts) {
    std::vector<std::string> out;
    Message head = Message("record.compared").text("name", comparison.name);
    head.count("then", comparison.rows_then).count("now", comparison.rows_now);
    out.push_back(texts.format(head));
    std::array<std::uint64_t, 8> counts{};
    for (const ComparedFinding& one : comparison.findings) { ++counts[static_cast<std::size_t>(one.change)]; }
    std::string list;
    for (std::size_t i = 0; i < counts.size(); ++i) {
        if (counts[i] == 0 || static_cast<Change>(i) == Change::unchanged) { continue; }
        list += (list.empty() ? "" : ", ") + texts.integer(static_cast<std::int64_t>(counts[i])) + " " +
                std::string(texts.text("record.change." + std::string(name_of(static_cast<Change>(i)))));
    }
    out.push_back(list.empty() ? std::string(texts.text("record.compared.same"))
                               : texts.format(Message("record.compared.counts").text("list", list)));
    const auto drifted = std::ranges::count_if(comparison.columns, &ComparedColumn::drifted);
    out.push_back(texts.format(Message(drifted == 0 ? "record.compared.no_columns" : "record.compared.columns")
                                   .count("n", static_cast<std::uint64_t>(drifted))));
    out.emplace_back(texts.text("record.compared.how"));
    return out;
}

}  // namespace klarsicht
