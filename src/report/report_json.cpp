#include <cmath>

#include "report/json_lines.h"
#include "report/number_format.h"
#include "report/outcome_text.h"
#include "report/render.h"

namespace klarsicht {

namespace {

/// Whole numbers print as integers, undefined ones as null, all others so that they read back exactly.
json number(double value) {
    if (!std::isfinite(value)) {
        return nullptr;
    }
    constexpr double exact = 9007199254740992.0;  // 2^53
    if (value == std::floor(value) && std::fabs(value) <= exact) {
        return static_cast<std::int64_t>(value);
    }
    return value;
}

json number(const std::optional<double>& value) { return value ? number(*value) : json(nullptr); }

json numbers(const std::vector<double>& values) {
    json list = json::array();
    for (const double value : values) {
        list.push_back(number(value));
    }
    return list;
}

json source_issues(const Source& source) {
    json list = json::array();
    for (const StructureIssue& issue : source.issues) {
        list.push_back({{"kind", name_of(issue.kind)}, {"count", issue.count}, {"first_rows", issue.first_rows}});
    }
    return list;
}

json chart_to_json(const Chart& chart, const Texts& texts) {
    static constexpr std::string_view kinds[] = {"none", "intervals", "bars", "histogram"};
    if (chart.kind == Chart::Kind::none) {
        return nullptr;
    }
    json rows = json::array();
    for (const ChartRow& row : chart.rows) {
        rows.push_back({{"section", row.section},
                        {"label", label_of(row, texts)},
                        {"value", number(row.value)},
                        {"low", number(row.low)},
                        {"high", number(row.high)},
                        {"n", row.n ? json(*row.n) : json(nullptr)},
                        {"reference", row.reference},
                        {"status", name_of(row.status)}});
    }
    return {{"kind", kinds[static_cast<std::size_t>(chart.kind)]},
            {"title", texts.format(chart.title)},
            {"axis", texts.format(chart.axis)},
            {"unit", name_of(chart.unit)},
            {"limit_low", number(chart.limit_low)},
            {"limit_high", number(chart.limit_high)},
            {"limit_note", texts.format(chart.limit_note)},
            {"rows", std::move(rows)},
            {"edges", numbers(chart.edges)}};
}

json explanations_to_json(const std::vector<Explanation>& explanations, const Texts& texts) {
    json list = json::array();
    for (const Explanation& explanation : explanations) {
        json one = {{"figure", explanation.figure},
                    {"value", number(explanation.value)},
                    {"low", number(explanation.low)},
                    {"high", number(explanation.high)},
                    {"shown", texts.format(explanation.shown)},
                    {"interval", texts.format(explanation.interval)}};
        for (const std::string_view part : explanation_parts) { one[std::string(part)] = explanation_text(explanation, part, texts); }
        list.push_back(std::move(one));
    }
    return list;
}

/// The groups; those from bins also with the label that a person says.
json groups_to_json(const Outcome& outcome, const Texts& texts) {
    json groups = outcome.groups;
    if (!outcome.binned) {
        return groups;
    }
    for (json& group : groups) {
        if (const auto label = group.find("group"); label != group.end() && label->is_string()) {
            group["label"] = texts.group(label->get<std::string>());
        }
    }
    return groups;
}

json outcome_to_json(const Outcome& outcome, const Report& report, const Texts& texts) {
    const OutcomeText text = outcome_text(outcome, texts);
    json out = {{"id", outcome.id},
                {"area", name_of(outcome.area)},
                {"status", name_of(outcome.status)},
                {"severity", name_of(outcome.severity)},
                {"subject", outcome.subject},
                {"name", text.name},
                {"title", text.title},
                {"summary", text.summary},
                {"headline", text.headline},
                {"headline_note", text.headline_note},
                {"why", text.why},
                {"limits_of_this_check", text.limits},
                {"remedy", text.remedy},
                {"sources", text.sources},
                {"metrics", outcome.metrics},
                {"groups", groups_to_json(outcome, texts)},
                {"intervals", outcome.intervals},
                {"needs", text.needs},
                {"rows", {{"count", outcome.rows.count}, {"first", outcome.rows.first}}},
                {"chart", chart_to_json(outcome.chart, texts)}};
    json notes = json::array();
    for (const Note& note : outcome.notes) {
        notes.push_back({{"id", note.id}, {"text", texts.format(note.text)}, {"help", texts.format(note.help)}});
    }
    out["notes"] = std::move(notes);
    if (!outcome.explanations.empty()) { out["explanations"] = explanations_to_json(outcome.explanations, texts); }
    if (report.options.show_cells) {
        json cells = json::array();
        for (const Cell& cell : outcome.cells) {
            const bool known = cell.column < report.columns.size();
            cells.push_back({{"row", cell.row},
                             {"column", cell.column},
                             {"name", known ? json(report.columns[static_cast<std::size_t>(cell.column)].name) : json(nullptr)},
                             {"why", texts.format(cell.why)},
                             {"score", number(cell.score)}});
        }
        out["cells"] = std::move(cells);
    }
    return out;
}

json column_to_json(const ColumnReport& column, const Texts& texts) {
    static constexpr std::string_view quantile_names[] = {"0.05", "0.25", "0.5", "0.75", "0.95"};
    const ColumnProfile& summary = column.summary;
    const Interpretation& interpretation = summary.interpretation;
    const std::string meaning_key = "meaning." + column.meaning;
    json roles = json::array();
    for (const Role role : column.roles) {
        roles.push_back(name_of(role));
    }
    json quantiles = json::object();
    for (std::size_t i = 0; i < profile_quantiles.size(); ++i) {
        quantiles[std::string(quantile_names[i])] = number(summary.quantiles[i]);
    }
    json top = json::array();
    for (const ShownValue& value : column.top) {
        top.push_back({{"value", value.value}, {"count", value.count}});
    }
    json out = {{"name", column.name},
                {"index", column.index},
                {"kind", name_of(interpretation.kind)},
                {"meaning", column.meaning.empty() ? json(nullptr) : json(column.meaning)},
                {"meaning_confidence", number(summary.meaning.confidence)},
                {"meaning_title", column.meaning.empty() ? std::string() : texts.has(meaning_key) ? std::string(texts.text(meaning_key)) : column.meaning},
                {"meaning_class", name_of(class_of(column.meaning))},
                {"roles", std::move(roles)},
                {"rows", summary.rows},
                {"missing", interpretation.missing},
                {"invalid", interpretation.invalid},
                {"distinct", interpretation.distinct},
                {"min", number(summary.min)},
                {"max", number(summary.max)},
                {"mean", number(summary.mean)},
                {"std", number(summary.std)},
                {"quantiles", std::move(quantiles)},
                {"histogram", {{"edges", numbers(summary.histogram.edges)}, {"counts", summary.histogram.counts}}},
                {"top", std::move(top)},
                {"number_style", name_of(interpretation.number_style)},
                {"date_style", name_of(interpretation.date_style)},
                {"ambiguous", interpretation.ambiguous}};
    const bool is_date = interpretation.kind == Kind::date;
    if ((is_date || interpretation.kind == Kind::datetime) && summary.min && summary.max) {
        out["min_text"] = is_date ? number_format::iso_date(*summary.min) : number_format::iso_datetime(*summary.min);
        out["max_text"] = is_date ? number_format::iso_date(*summary.max) : number_format::iso_datetime(*summary.max);
    }
    return out;
}

}  // namespace

std::string json_text(const json& value, int indent) { return value.dump(indent, ' ', false, json::error_handler_t::replace); }

json source_to_json(const Source& source) {
    json out = {{"name", source.name},         {"bytes", source.bytes},       {"sha256", source.sha256},
                {"format", source.format},     {"encoding", source.encoding}, {"delimiter", source.delimiter},
                {"quote", source.quote},       {"line_end", source.line_end}, {"has_header", source.has_header},
                {"issues", source_issues(source)}};
    if (!source.compression.empty()) { out["compression"] = source.compression; }
    if (!source.sheets.empty()) {
        out["sheet"] = source.sheet;
        out["sheets"] = source.sheets;
    }
    return out;
}

json columns_to_json(const std::vector<ColumnReport>& columns, Language language) {
    json list = json::array();
    for (const ColumnReport& column : columns) {
        list.push_back(column_to_json(column, Texts::of(language)));
    }
    return list;
}

json report_to_json(const Report& report, Language language) {
    const Texts& texts = Texts::of(language);
    json source = source_to_json(report.source);
    source["rows"] = report.columns.empty() ? 0 : report.columns.front().summary.rows;
    source["columns"] = report.columns.size();

    json areas = json::array();
    for (const AreaReport& area : report.areas) {
        json counts = json::object();
        for (const Status status : {Status::fail, Status::warn, Status::pass, Status::info, Status::not_assessed}) {
            counts[std::string(name_of(status))] = area.counts[static_cast<std::size_t>(status)];
        }
        areas.push_back({{"id", name_of(area.area)},
                         {"title", texts.text("report.area." + std::string(name_of(area.area)))},
                         {"status", name_of(area.status)},
                         {"counts", std::move(counts)}});
    }

    json checks = json::array();
    for (const Outcome& outcome : report.outcomes) {
        checks.push_back(outcome_to_json(outcome, report, texts));
    }
    return {{"format", "klarsicht-report"},
            {"version", 1},
            {"generator", {{"name", "klarsicht"}, {"version", program_version}, {"rules", report.rules}}},
            {"language", name_of(language)},
            {"source", std::move(source)},
            {"plan", plan_to_json(report.plan)},
            {"columns", columns_to_json(report.columns, language)},
            {"areas", std::move(areas)},
            {"checks", std::move(checks)},
            {"values_shown", report.options.show_values}};
}

std::string report_to_json_file(const Report& report, Language language) { return json_lines(report_to_json(report, language), 4); }

}  // namespace klarsicht
