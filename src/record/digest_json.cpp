#include <array>
#include <cmath>

#include "audit/names.h"
#include "record/digest_of.h"
#include "record/fields.h"
#include "table/kind_named.h"

namespace klarsicht {

namespace {

json number(double value) { return std::isfinite(value) ? json_number(value) : json(nullptr); }

std::string_view name_of(KeyFigure::Worse worse) {
    constexpr std::array<std::string_view, 3> names = {"higher", "lower", "farther"};
    return names[static_cast<std::size_t>(worse)];
}

json figure_to_json(const KeyFigure& figure) {
    json out = {{"name", figure.name}, {"value", number(figure.value)}};
    if (!figure.group.empty()) { out["group"] = figure.group; }
    if (std::isfinite(figure.ci95.low)) {
        out["low"] = number(figure.ci95.low);
        out["high"] = number(figure.ci95.high);
    }
    out["unit"] = klarsicht::name_of(figure.unit);
    out["worse"] = name_of(figure.worse);
    return out;
}

Result<KeyFigure> figure_from_json(const json& document, const std::string& field) {
    constexpr std::array<std::string_view, 7> known = {"name", "value", "group", "low", "high", "unit", "worse"};
    const WorkFields fields = KLARSICHT_TRY(WorkFields::of(document, known, field));
    KeyFigure figure;
    figure.name = KLARSICHT_TRY(fields.text("name", most_name_bytes));
    figure.group = KLARSICHT_TRY(fields.text("group", most_note_bytes));
    figure.value = KLARSICHT_TRY(fields.number("value"));
    figure.ci95 = {KLARSICHT_TRY(fields.number("low")), KLARSICHT_TRY(fields.number("high"))};
    const auto unit = unit_named(KLARSICHT_TRY(fields.text("unit", most_name_bytes)));
    if (!unit) { return fields.wrong("unit", "unit"); }
    figure.unit = *unit;
    const std::string worse = KLARSICHT_TRY(fields.text("worse", most_name_bytes));
    for (const auto one : {KeyFigure::Worse::higher, KeyFigure::Worse::lower, KeyFigure::Worse::farther}) {
        if (name_of(one) == worse) {
            figure.worse = one;
            return figure;
        }
    }
    return fields.wrong("worse", "worse");
}

Result<DigestEntry> entry_from_json(const json& document, const std::string& field) {
    constexpr std::array<std::string_view, 5> known = {"id", "subject", "case", "status", "figures"};
    const WorkFields fields = KLARSICHT_TRY(WorkFields::of(document, known, field));
    json key = document;
    key.erase("status");
    key.erase("figures");
    DigestEntry entry{.key = KLARSICHT_TRY(key_from_json(key, field))};
    const auto status = status_named(KLARSICHT_TRY(fields.text("status", most_name_bytes)));
    if (!status) { return fields.wrong("status", "status"); }
    entry.status = *status;
    if (const json* figures = KLARSICHT_TRY(fields.list("figures", 16))) {
        for (const json& one : *figures) {
            entry.figures.push_back(KLARSICHT_TRY(figure_from_json(one, fields.path("figures"))));
        }
    }
    return entry;
}

json column_to_json(const DigestColumn& column) {
    json out = {{"name", column.name}, {"kind", column.kind}, {"rows", column.rows}};
    out["missing"] = column.missing;
    out["distinct"] = column.distinct;
    if (column.mean) { out["mean"] = number(*column.mean); }
    if (column.std) { out["std"] = number(*column.std); }
    return out;
}

Result<DigestColumn> column_from_json(const json& document, const std::string& field) {
    constexpr std::array<std::string_view, 7> known = {"name", "kind", "rows", "missing", "distinct", "mean", "std"};
    const WorkFields fields = KLARSICHT_TRY(WorkFields::of(document, known, field));
    DigestColumn column;
    column.name = KLARSICHT_TRY(fields.text("name", most_note_bytes));
    column.kind = KLARSICHT_TRY(fields.text("kind", most_name_bytes));
    if (!kind_named(column.kind)) { return fields.wrong("kind", "kind"); }
    column.rows = KLARSICHT_TRY(fields.count("rows"));
    column.missing = KLARSICHT_TRY(fields.count("missing"));
    column.distinct = KLARSICHT_TRY(fields.count("distinct"));
    if (column.missing > column.rows) { return fields.wrong("missing", "count"); }
    const double mean = KLARSICHT_TRY(fields.number("mean"));
    const double std = KLARSICHT_TRY(fields.number("std"));
    if (std::isfinite(mean)) { column.mean = mean; }
    if (std::isfinite(std)) { column.std = std; }
    return column;
}

}  // namespace

json key_to_json(const FindingKey& key) {
    json out = {{"id", key.id}, {"subject", key.subject}};
    if (!key.aspect.empty()) { out["case"] = key.aspect; }
    return out;
}

Result<FindingKey> key_from_json(const json& document, const std::string& field) {
    constexpr std::array<std::string_view, 3> known = {"id", "subject", "case"};
    const WorkFields fields = KLARSICHT_TRY(WorkFields::of(document, known, field));
    FindingKey key;
    key.id = KLARSICHT_TRY(fields.text("id", most_name_bytes));
    key.aspect = KLARSICHT_TRY(fields.text("case", most_name_bytes));
    if (key.id.empty()) { return fields.wrong("id", "text"); }
    if (const json* subject = KLARSICHT_TRY(fields.list("subject", most_listed))) {
        for (const json& column : *subject) {
            if (!column.is_string()) { return fields.wrong("subject", "list"); }
            key.subject.push_back(column.get<std::string>());
        }
    }
    return key;
}

json digest_to_json(const Digest& digest) {
    json findings = json::array();
    for (const DigestEntry& entry : digest.findings) {
        json one = key_to_json(entry.key);
        one["status"] = name_of(entry.status);
        json figures = json::array();
        for (const KeyFigure& figure : entry.figures) { figures.push_back(figure_to_json(figure)); }
        if (!figures.empty()) { one["figures"] = std::move(figures); }
        findings.push_back(std::move(one));
    }
    json columns = json::array();
    for (const DigestColumn& column : digest.columns) { columns.push_back(column_to_json(column)); }
    return {{"name", digest.name}, {"sha256", digest.sha256},         {"as_of", digest.as_of},
            {"rows", digest.rows}, {"findings", std::move(findings)}, {"columns", std::move(columns)}};
}

Result<Digest> digest_from_json(const json& document, const std::string& field) {
    constexpr std::array<std::string_view, 6> known = {"name", "sha256", "as_of", "rows", "findings", "columns"};
    const WorkFields fields = KLARSICHT_TRY(WorkFields::of(document, known, field));
    Digest digest;
    digest.name = KLARSICHT_TRY(fields.text("name", most_note_bytes));
    digest.sha256 = KLARSICHT_TRY(fields.text("sha256", most_name_bytes));
    digest.as_of = KLARSICHT_TRY(fields.day("as_of"));
    digest.rows = KLARSICHT_TRY(fields.count("rows"));
    if (const json* findings = KLARSICHT_TRY(fields.list("findings", most_listed))) {
        for (const json& one : *findings) {
            digest.findings.push_back(KLARSICHT_TRY(entry_from_json(one, fields.path("findings"))));
        }
    }
    if (const json* columns = KLARSICHT_TRY(fields.list("columns", most_listed))) {
        for (const json& one : *columns) {
            digest.columns.push_back(KLARSICHT_TRY(column_from_json(one, fields.path("columns"))));
        }
    }
    return digest;
}

}  // namespace klarsicht
