#include "record/digest_of.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "audit/finding_key.h"
#include "audit/names.h"
#include "audit/shown_values.h"
#include "record/fields.h"
#include "record/key_figures.h"
#include "table/kind_named.h"

namespace klarsicht {

namespace {

/// A share of so many rows or people is an estimate; its interval is Wilson's.
void estimate(KeyFigure& figure, double of) {
    if (figure.value >= 0 && figure.value <= 1 && of > 0) { figure.ci95 = stats::wilson_share(figure.value, of); }
}

// --- of a report ---

/// The figure of a group that a metric names.
const Figure* figure_of_group(const Outcome& outcome, const KeyFigureRule& rule, std::string_view group) {
    for (const Group& one : outcome.groups) {
        if (one.label() == group) { return one.few() ? nullptr : one.figures.find(rule.figure); }
    }
    return nullptr;
}

std::vector<KeyFigure> figures_of(const Outcome& outcome) {
    std::vector<KeyFigure> list;
    if (outcome.status == Status::not_assessed) { return list; }
    for (const KeyFigureRule& rule : key_figures_of(outcome.id)) {
        const std::string group(rule.of.empty() ? "" : outcome.metrics.text_of(rule.of));
        const Figure* figure =
            rule.of.empty() ? outcome.metrics.find(rule.figure) : figure_of_group(outcome, rule, group);
        if (figure == nullptr || !std::isfinite(figure->number())) { continue; }
        if (figure->people && *figure->people < least_people_shown) { continue; }
        KeyFigure key{.name = rule.figure, .group = group, .value = figure->number()};
        if (figure->has_interval) { key.ci95 = figure->ci95; }
        key.unit = rule.unit;
        key.worse = rule.worse;
        if (!rule.in.empty()) { estimate(key, outcome.metrics.number_of(rule.in)); }
        list.push_back(std::move(key));
    }
    return list;
}

DigestColumn column_of(const ColumnReport& column) {
    const Interpretation& interpretation = column.summary.interpretation;
    DigestColumn out{.name = without_full_names(column.name), .kind = std::string(name_of(interpretation.kind))};
    out.rows = column.summary.rows;
    out.missing = interpretation.missing;
    out.distinct = interpretation.distinct;
    if (is_numeric(interpretation.kind) && !column.kept_back()) {
        out.mean = column.summary.mean;
        out.std = column.summary.std;
    }
    return out;
}

// --- of its JSON ---

double number_at(const json& object, const std::string& name) {
    const auto found = object.find(name);
    return found != object.end() && found->is_number() ? found->get<double>() : stats::undefined;
}

std::string text_at(const json& object, const std::string& name) {
    const auto found = object.find(name);
    return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

const json& part_at(const json& object, const std::string& name) {
    static const json nothing = json::object();
    const auto found = object.find(name);
    return found != object.end() ? *found : nothing;
}

stats::Interval interval_in(const json& value) {
    const bool pair = value.is_array() && value.size() == 2 && value[0].is_number() && value[1].is_number();
    return pair ? stats::Interval{value[0].get<double>(), value[1].get<double>()} : stats::Interval{};
}

std::vector<KeyFigure> figures_in(const json& check, const std::string& id) {
    std::vector<KeyFigure> list;
    const json& metrics = part_at(check, "metrics");
    for (const KeyFigureRule& rule : key_figures_of(id)) {
        const std::string group = rule.of.empty() ? std::string() : text_at(metrics, rule.of);
        KeyFigure key{.name = rule.figure, .group = group};
        if (rule.of.empty()) {
            key.value = number_at(metrics, rule.figure);
            key.ci95 = interval_in(part_at(part_at(check, "intervals"), rule.figure));
        } else if (const json& groups = part_at(check, "groups"); groups.is_array()) {
            for (const json& one : groups) {
                if (text_at(one, "group") != group) { continue; }
                key.value = number_at(one, rule.figure);
                key.ci95 = interval_in(part_at(one, rule.figure + "_ci95"));
            }
        }
        if (!std::isfinite(key.value)) { continue; }
        key.unit = rule.unit;
        key.worse = rule.worse;
        if (!rule.in.empty()) { estimate(key, number_at(metrics, rule.in)); }
        list.push_back(std::move(key));
    }
    return list;
}

Result<DigestEntry> entry_in(const json& check, const std::string& field) {
    if (!check.is_object()) { return work_error(field, "object"); }
    DigestEntry entry;
    const std::string id = text_at(check, "id");
    const auto status = status_named(text_at(check, "status"));
    const json& subject = part_at(check, "subject");
    if (id.empty() || !status || !subject.is_array()) { return work_error(field, "finding"); }
    std::vector<std::string> columns;
    for (const json& column : subject) {
        if (!column.is_string()) { return work_error(field, "finding"); }
        columns.push_back(column.get<std::string>());
    }
    entry.key = finding_key(id, columns, text_at(check, "case"));
    entry.status = *status;
    if (*status != Status::not_assessed) { entry.figures = figures_in(check, id); }
    return entry;
}

DigestColumn column_in(const json& column) {
    DigestColumn out{.name = without_full_names(text_at(column, "name")), .kind = text_at(column, "kind")};
    const auto count = [&](const char* name) -> std::uint64_t {
        const double value = number_at(column, name);
        return value >= 0 && value < 9e15 ? static_cast<std::uint64_t>(value) : 0;
    };
    if (!kind_named(out.kind)) { out.kind = name_of(Kind::empty); }
    out.rows = count("rows");
    out.missing = std::min(count("missing"), out.rows);
    out.distinct = count("distinct");
    const auto kept_back = column.find("kept_back");
    const bool hidden = kept_back != column.end() && kept_back->is_boolean() && kept_back->get<bool>();
    if ((out.kind == "integer" || out.kind == "number") && !hidden) {
        for (auto& [name, value] : {std::pair{"mean", &out.mean}, std::pair{"std", &out.std}}) {
            if (const double number = number_at(column, name); std::isfinite(number)) { *value = number; }
        }
    }
    return out;
}

}  // namespace

Digest digest_of(const Report& report) {
    Digest digest{.name = report.source.name, .sha256 = report.source.sha256};
    digest.as_of = report.plan.as_of.value_or("");
    digest.rows = report.columns.empty() ? 0 : report.columns.front().summary.rows;
    for (const Outcome& outcome : report.outcomes) {
        digest.findings.push_back({key_of(outcome), outcome.status, figures_of(outcome)});
    }
    for (const ColumnReport& column : report.columns) { digest.columns.push_back(column_of(column)); }
    return digest;
}

Result<Digest> digest_of_json(const json& report) {
    const json& checks = part_at(report, "checks");
    const json& columns = part_at(report, "columns");
    if (text_at(report, "format") != "klarsicht-report" || !checks.is_array() || !columns.is_array()) {
        return fail(ErrorCode::usage, Message("error.work.no_report"));
    }
    if (number_at(report, "version") != 1) { return fail(ErrorCode::usage, Message("error.work.version")); }
    if (checks.size() > most_listed || columns.size() > most_listed) { return work_error("checks", "shorter"); }
    const json& source = part_at(report, "source");
    Digest digest{.name = text_at(source, "name"), .sha256 = text_at(source, "sha256")};
    digest.as_of = text_at(part_at(report, "plan"), "as_of");
    const double rows = number_at(source, "rows");
    digest.rows = rows >= 0 && rows < 9e15 ? static_cast<std::uint64_t>(rows) : 0;
    for (const json& check : checks) { digest.findings.push_back(KLARSICHT_TRY(entry_in(check, "checks"))); }
    for (const json& column : columns) { digest.columns.push_back(column_in(column)); }
    return digest;
}

}  // namespace klarsicht
