#include "report/record_json.h"

#include <cmath>

#include "report/comparison_text.h"
#include "report/record_text.h"

namespace klarsicht {

namespace {

json number(double value) { return std::isfinite(value) ? json_number(value) : json(nullptr); }

json estimate(double value, const stats::Interval& ci95) {
    const bool has = std::isfinite(ci95.low) && std::isfinite(ci95.high);
    return {{"value", number(value)}, {"ci95", has ? json::array({number(ci95.low), number(ci95.high)}) : json()}};
}

json decision_to_json(const ShownDecision& one) {
    json out = {{"order", one.checks.front()}, {"checks", one.checks}, {"id", one.outcome->id}};
    out["subject"] = one.outcome->subject;
    out["area"] = name_of(one.outcome->area);
    out["status"] = name_of(one.outcome->status);
    out["title"] = one.title;
    out["choice"] = name_of(one.decision.choice);
    out["choice_text"] = one.choice;
    out["who"] = one.decision.who;
    out["until"] = one.decision.until;
    out["note"] = one.decision.note;
    out["overdue"] = one.overdue;
    out["said"] = one.said;
    return out;
}

json finding_to_json(const ComparedFinding& one, const Texts& texts) {
    const ShownChange shown = shown_change(one, texts);
    json out = {{"id", one.key.id}, {"subject", one.key.subject}};
    if (!one.key.aspect.empty()) { out["case"] = one.key.aspect; }
    out["change"] = name_of(one.change);
    out["status_then"] = one.then ? json(name_of(*one.then)) : json();
    out["status_now"] = one.now ? json(name_of(*one.now)) : json();
    if (one.before && one.after) {
        out["figure"] = one.after->name;
        out["then"] = estimate(one.before->value, one.before->ci95);
        out["now"] = estimate(one.after->value, one.after->ci95);
        out["difference"] = estimate(one.difference, one.ci95);
    }
    out["text"] = {{"finding", shown.finding},  {"change", shown.change}, {"figure", shown.figure},
                   {"then", shown.then},        {"now", shown.now},       {"difference", shown.difference},
                   {"interval", shown.interval}};
    return out;
}

json column_to_json(const ComparedColumn& one, const Texts& texts) {
    json out = {{"name", one.name}, {"then", one.then}, {"now", one.now}, {"drifted", one.drifted}};
    if (one.then && one.now) {
        out["missing_difference"] = estimate(one.missing_difference, one.missing_ci95);
        out["mean_difference"] = estimate(one.mean_difference, one.mean_ci95);
    }
    out["lines"] = shown_drift(one, texts).lines;
    return out;
}

}  // namespace

json record_report_to_json(const Report& report, const Texts& texts) {
    json points = json::array();
    for (const ShownDecision& one : decisions_to_do(report, texts)) { points.push_back(decision_to_json(one)); }
    json readiness = json::object();
    for (const auto& [question, answer] : report.record.readiness) { readiness[question] = name_of(answer); }
    json out = {{"decisions", std::move(points)},
                {"gone", decisions_gone(report, texts)},
                {"readiness", std::move(readiness)},
                {"notes", report.record.notes},
                {"signed_off", nullptr}};
    if (report.record.signed_off) {
        out["signed_off"] = {{"name", report.record.signed_off->name},
                             {"day", report.record.signed_off->day},
                             {"text", signed_text(report.record, texts)},
                             {"since", since_lines(report, texts)}};
    }
    return out;
}

json comparison_to_json(const std::optional<Comparison>& comparison, const Texts& texts) {
    if (!comparison) { return nullptr; }
    json findings = json::array();
    for (const ComparedFinding& one : comparison->findings) { findings.push_back(finding_to_json(one, texts)); }
    json columns = json::array();
    for (const ComparedColumn& one : comparison->columns) { columns.push_back(column_to_json(one, texts)); }
    return {{"name", comparison->name},
            {"as_of", comparison->as_of},
            {"rows_then", comparison->rows_then},
            {"rows_now", comparison->rows_now},
            {"sentences", comparison_sentences(*comparison, texts)},
            {"findings", std::move(findings)},
            {"columns", std::move(columns)}};
}

}  // namespace klarsicht
