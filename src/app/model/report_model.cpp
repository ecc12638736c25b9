#include "app/model/report_model.h"

#include <algorithm>

#include "app/model/json_read.h"

namespace klarsicht::app {

namespace {

template <class Enum, std::size_t N>
std::optional<Enum> named(std::string_view name, const std::array<std::string_view, N>& names) {
    const auto found = std::ranges::find(names, name);
    if (found == names.end()) { return std::nullopt; }
    return static_cast<Enum>(found - names.begin());
}

constexpr std::array<std::string_view, 5> area_names = {"privacy", "bias", "quality", "ethics", "skills"};
constexpr std::array<std::string_view, 5> status_names = {"pass", "warn", "fail", "info", "not_assessed"};
constexpr std::array<std::string_view, 4> severity_names = {"none", "low", "medium", "high"};
constexpr std::array<std::string_view, 5> unit_names = {"share", "count", "number", "factor", "points"};
constexpr std::array<std::string_view, 4> chart_names = {"none", "intervals", "bars", "histogram"};

Status read_status(const json& object) { return status_named(string_in(object, "status")).value_or(Status::info); }

ChartModel read_chart(const json& from) {
    ChartModel chart;
    chart.kind = named<Chart::Kind>(string_in(from, "kind"), chart_names).value_or(Chart::Kind::none);
    chart.title = string_in(from, "title");
    chart.axis = string_in(from, "axis");
    chart.limit_note = string_in(from, "limit_note");
    chart.unit = named<Unit>(string_in(from, "unit"), unit_names).value_or(Unit::number);
    chart.limit_low = optional_in(from, "limit_low");
    chart.limit_high = optional_in(from, "limit_high");
    chart.edges = numbers_in(from, "edges");
    if (const json* rows = member(from, "rows"); rows != nullptr && rows->is_array()) {
        for (const json& row : *rows) {
            chart.rows.push_back({string_in(row, "section"), string_in(row, "label"), number_in(row, "value"), number_in(row, "low"),
                                  number_in(row, "high"),
                                  member(row, "n") != nullptr && member(row, "n")->is_number() ? std::optional(count_in(row, "n")) : std::nullopt,
                                  bool_in(row, "reference"), read_status(row), {}, {}});
        }
    }
    if (chart.rows.empty()) { chart.kind = Chart::Kind::none; }
    return chart;
}

json member_or(const json& from, std::string_view name, json otherwise) {
    const json* found = member(from, name);
    return found != nullptr && found->type() == otherwise.type() ? *found : std::move(otherwise);
}

Finding read_finding(const json& from) {
    Finding finding;
    finding.id = string_in(from, "id");
    finding.area = area_named(string_in(from, "area")).value_or(Area::quality);
    finding.status = read_status(from);
    finding.severity = named<Severity>(string_in(from, "severity"), severity_names).value_or(Severity::none);
    finding.subject = strings_in(from, "subject");
    finding.name = string_in(from, "name");
    finding.title = string_in(from, "title");
    finding.summary = string_in(from, "summary");
    finding.headline = string_in(from, "headline");
    finding.headline_note = string_in(from, "headline_note");
    finding.why = string_in(from, "why");
    finding.limits = string_in(from, "limits_of_this_check");
    finding.remedy = string_in(from, "remedy");
    finding.needs = string_in(from, "needs");
    finding.sources = strings_in(from, "sources");
    if (const json* notes = member(from, "notes"); notes != nullptr && notes->is_array()) {
        for (const json& note : *notes) {
            if (std::string text = string_in(note, "text"); !text.empty()) { finding.notes.push_back({std::move(text), string_in(note, "help")}); }
        }
    }
    if (const json* explanations = member(from, "explanations"); explanations != nullptr && explanations->is_array()) {
        for (const json& one : *explanations) {
            finding.explanations.push_back({string_in(one, "figure"), string_in(one, "name"), string_in(one, "shown"), string_in(one, "interval"), string_in(one, "formula"),
                                            string_in(one, "marketer"), string_in(one, "officer"), string_in(one, "trainer"), string_in(one, "not_shown")});
        }
    }
    finding.metrics = member_or(from, "metrics", json::object());
    finding.groups = member_or(from, "groups", json::array());
    finding.intervals = member_or(from, "intervals", json::object());
    if (const json* rows = member(from, "rows"); rows != nullptr) {
        finding.rows = count_in(*rows, "count");
        if (const json* first = member(*rows, "first"); first != nullptr && first->is_array()) {
            for (const json& row : *first) { finding.first_rows.push_back(count_of(row)); }
        }
    }
    if (const json* chart = member(from, "chart"); chart != nullptr) { finding.chart = read_chart(*chart); }
    return finding;
}

ColumnModel read_column(const json& from) {
    ColumnModel column;
    column.name = string_in(from, "name");
    column.kind = string_in(from, "kind");
    column.meaning = string_in(from, "meaning");
    column.meaning_title = string_in(from, "meaning_title");
    column.roles = strings_in(from, "roles");
    column.rows = count_in(from, "rows");
    column.missing = count_in(from, "missing");
    column.invalid = count_in(from, "invalid");
    column.distinct = count_in(from, "distinct");
    if (const json* histogram = member(from, "histogram"); histogram != nullptr) { column.histogram = numbers_in(*histogram, "counts"); }
    if (const json* top = member(from, "top"); top != nullptr && top->is_array()) {
        for (const json& one : *top) { column.top.emplace_back(string_in(one, "value"), count_in(one, "count")); }
    }
    return column;
}

}  // namespace

std::optional<Status> status_named(std::string_view name) { return named<Status>(name, status_names); }
std::optional<Area> area_named(std::string_view name) { return named<Area>(name, area_names); }

std::string Finding::subject_text() const {
    std::string text;
    for (const std::string& column : subject) { text += (text.empty() ? "" : " + ") + column; }
    return text;
}

double ColumnModel::missing_share() const { return rows == 0 ? 0 : static_cast<double>(missing) / static_cast<double>(rows); }

ReportModel read_report(const json& report) {
    ReportModel model;
    for (const Area area : all_areas) { model.areas[static_cast<std::size_t>(area)].area = area; }
    if (const json* generator = member(report, "generator"); generator != nullptr) { model.rules = string_in(*generator, "rules"); }
    if (const json* source = member(report, "source"); source != nullptr) {
        model.name = string_in(*source, "name");
        model.format = string_in(*source, "format");
        model.encoding = string_in(*source, "encoding");
        model.sheet = string_in(*source, "sheet");
        if (const json* sheets = member(*source, "sheets"); sheets != nullptr && sheets->is_array()) {
            for (const json& sheet : *sheets) { model.sheets.push_back(sheet.is_string() ? sheet.get<std::string>() : std::string()); }
        }
        model.bytes = count_in(*source, "bytes");
        model.rows = count_in(*source, "rows");
    }
    model.plan = member_or(report, "plan", json::object());
    if (const json* columns = member(report, "columns"); columns != nullptr && columns->is_array()) {
        for (const json& column : *columns) { model.columns.push_back(read_column(column)); }
    }
    if (const json* checks = member(report, "checks"); checks != nullptr && checks->is_array()) {
        for (const json& check : *checks) {
            if (check.is_object()) { model.findings.push_back(read_finding(check)); }
        }
    }
    // Counted here rather than read: what a page shows and what its badge says can then not differ.
    for (const Finding& finding : model.findings) { ++model.areas[static_cast<std::size_t>(finding.area)].counts[static_cast<std::size_t>(finding.status)]; }
    if (const json* areas = member(report, "areas"); areas != nullptr && areas->is_array()) {
        for (const json& area : *areas) {
            const auto which = area_named(string_in(area, "id"));
            if (which) { model.areas[static_cast<std::size_t>(*which)].status = read_status(area); }
        }
    }
    return model;
}

}  // namespace klarsicht::app
