#include "app/model/report_model.h"

#include <algorithm>
#include <iterator>
#include <limits>

#include "app/model/figures_read.h"
#include "app/model/json_read.h"
#include "audit/names.h"
#include "audit/plan_json.h"
#include "base/json.h"

namespace klarsicht::app {

namespace {

/// In the order of Chart::Kind.
constexpr std::array<std::string_view, 4> chart_names = {"none", "intervals", "bars", "histogram"};

Chart::Kind chart_kind_named(std::string_view name) {
    const auto found = std::ranges::find(chart_names, name);
    return found == chart_names.end() ? Chart::Kind::none : static_cast<Chart::Kind>(found - chart_names.begin());
}

Status read_status(const json& object) { return status_named(string_in(object, "status")).value_or(Status::info); }

/// What `read` makes of a member; of a missing one what it makes of `null`.
template <class Read>
auto read_member(const json& object, std::string_view name, Read read) {
    const json* found = member(object, name);
    return read(found != nullptr ? *found : json());
}

std::vector<LimitModel> read_limits(const json& list) {
    std::vector<LimitModel> limits;
    if (!list.is_array()) { return limits; }
    for (const json& one : list) {
        if (const std::optional<double> value = optional_in(one, "value")) {
            limits.push_back({string_in(one, "name"), *value});
        }
    }
    return limits;
}

ChartModel read_chart(const json& from) {
    ChartModel chart;
    chart.kind = chart_kind_named(string_in(from, "kind"));
    chart.title = string_in(from, "title");
    chart.axis = string_in(from, "axis");
    chart.limit_note = string_in(from, "limit_note");
    chart.unit = unit_named(string_in(from, "unit")).value_or(Unit::number);
    chart.limit_low = optional_in(from, "limit_low");
    chart.limit_high = optional_in(from, "limit_high");
    chart.edges = numbers_in(from, "edges");
    chart.left_out = count_in(from, "left_out");
    if (const json* rows = member(from, "rows"); rows != nullptr && rows->is_array()) {
        for (const json& row : *rows) {
            chart.rows.push_back({string_in(row, "section"),
                                  string_in(row, "label"),
                                  number_in(row, "value"),
                                  number_in(row, "low"),
                                  number_in(row, "high"),
                                  member(row, "n") != nullptr && member(row, "n")->is_number()
                                      ? std::optional(count_in(row, "n"))
                                      : std::nullopt,
                                  bool_in(row, "reference"),
                                  read_status(row),
                                  {},
                                  {},
                                  bool_in(row, "further")});
        }
    }
    if (chart.rows.empty()) { chart.kind = Chart::Kind::none; }
    return chart;
}

SectionModel read_section(const json& from) {
    SectionModel section{string_in(from, "title"), string_in(from, "why"), string_in(from, "remedy"), {}};
    for_each_object(from, "rows", [&](const json& row) {
        section.rows.push_back({string_in(row, "column"), string_in(row, "what"), string_in(row, "share")});
    });
    return section;
}

Finding read_finding(const json& from) {
    Finding finding;
    finding.head = strings_in(from, "head");
    for_each_object(from, "sections", [&](const json& one) { finding.sections.push_back(read_section(one)); });
    finding.id = string_in(from, "id");
    finding.area = area_named(string_in(from, "area")).value_or(Area::quality);
    finding.status = read_status(from);
    finding.severity = severity_named(string_in(from, "severity")).value_or(Severity::none);
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
    finding.assignable = strings_in(from, "assignable");
    finding.sources = strings_in(from, "sources");
    if (const json* notes = member(from, "notes"); notes != nullptr && notes->is_array()) {
        for (const json& note : *notes) {
            if (std::string text = string_in(note, "text"); !text.empty()) {
                finding.notes.push_back({string_in(note, "id"), std::move(text), string_in(note, "help")});
            }
        }
    }
    if (const json* explanations = member(from, "explanations"); explanations != nullptr && explanations->is_array()) {
        for (const json& one : *explanations) {
            finding.explanations.push_back({string_in(one, "figure"), string_in(one, "name"), string_in(one, "shown"),
                                            string_in(one, "interval"), string_in(one, "formula"),
                                            string_in(one, "marketer"), string_in(one, "officer"),
                                            string_in(one, "trainer"), string_in(one, "not_shown")});
        }
    }
    finding.metrics = read_member(from, "metrics", read_figures);
    finding.groups = read_member(from, "groups", read_groups);
    finding.groups_total = static_cast<std::size_t>(count_in(from, "groups_total"));
    finding.figures = read_member(from, "figures", read_shown_figures);
    finding.table = read_member(from, "table", read_table);
    if (const json* labels = member(from, "labels"); labels != nullptr && labels->is_object()) {
        for (const auto& [name, label] : labels->items()) { finding.labels[name] = string_in(*labels, name); }
    }
    finding.limits_used = read_member(from, "limits", read_limits);
    if (const json* rows = member(from, "rows"); rows != nullptr) {
        finding.rows = count_in(*rows, "count");
        finding.listed_rows = count_in(*rows, "listed");
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
    column.why = string_in(from, "why");
    column.roles = strings_in(from, "roles");
    column.rows = count_in(from, "rows");
    column.missing = count_in(from, "missing");
    column.invalid = count_in(from, "invalid");
    column.distinct = count_in(from, "distinct");
    column.kept_back = bool_in(from, "kept_back");
    if (const json* histogram = member(from, "histogram"); histogram != nullptr) {
        column.histogram = numbers_in(*histogram, "counts");
        column.edges = numbers_in(*histogram, "edges");
    }
    if (const json* top = member(from, "top"); top != nullptr && top->is_array()) {
        for (const json& one : *top) { column.top.emplace_back(string_in(one, "value"), count_in(one, "count")); }
    }
    for_each_object(from, "patterns", [&](const json& one) {
        column.patterns.emplace_back(string_in(one, "pattern"), count_in(one, "count"));
    });
    column.min = number_in(from, "min");
    column.max = number_in(from, "max");
    column.mean = number_in(from, "mean");
    column.std = number_in(from, "std");
    column.quantiles.fill(std::numeric_limits<double>::quiet_NaN());
    if (const json* quantiles = member(from, "quantiles"); quantiles != nullptr) {
        constexpr std::array<std::string_view, 5> names = {"0.05", "0.25", "0.5", "0.75", "0.95"};
        for (std::size_t q = 0; q < names.size(); ++q) { column.quantiles[q] = number_in(*quantiles, names[q]); }
    }
    return column;
}

/// The checks as people read them: a card in the place of the first that it stands for, the others nowhere.
void read_findings(const json& report, ReportModel& model) {
    std::vector<const json*> read;
    if (const json* checks = member(report, "checks"); checks != nullptr && checks->is_array()) {
        for (const json& check : *checks) { read.push_back(check.is_object() ? &check : nullptr); }
    }
    for_each_object(report, "cards", [&](const json& card) {
        const json* instead = &card;
        for (const std::size_t place : places_in(card, "stands_for")) {
            if (place >= read.size()) { continue; }
            read[place] = instead;
            instead = nullptr;
        }
    });
    for (std::size_t place = 0; place < read.size(); ++place) {
        if (read[place] == nullptr) { continue; }
        model.findings.push_back(read_finding(*read[place]));
        Finding& finding = model.findings.back();
        finding.order = place;
        finding.chart.check = place;
        finding.checks = places_in(*read[place], "stands_for");
        if (finding.checks.empty()) { finding.checks.push_back(place); }
    }
}

QuestionModel read_question(const json& from) {
    QuestionModel question{string_in(from, "text"), string_in(from, "changes"), {}};
    for_each_object(from, "answers", [&](const json& one) {
        const json* edits = member(one, "edits");
        if (edits != nullptr) { question.answers.push_back({string_in(one, "label"), edits->dump()}); }
    });
    return question;
}

std::vector<SettingModel::Option> read_options(const json& from) {
    std::vector<SettingModel::Option> options;
    for_each_object(from, "options", [&](const json& one) {
        options.push_back({string_in(one, "id"), string_in(one, "label"), bool_in(one, "on")});
    });
    return options;
}

SettingModel read_setting(const json& from) {
    SettingModel field{string_in(from, "id"),
                       string_in(from, "label"),
                       string_in(from, "kind"),
                       string_in(from, "value"),
                       string_in(from, "hint"),
                       string_in(from, "help"),
                       {}};
    field.options = read_options(from);
    return field;
}

/// @param deep groups may hold groups, but a report that is none must not end the app
void read_settings(const json& from, std::string_view name, std::vector<SettingsGroup>& groups, int deep = 3) {
    for_each_object(from, name, [&](const json& one) {
        SettingsGroup group{string_in(one, "id"), string_in(one, "title"), string_in(one, "now"), {}, {}};
        for_each_object(one, "fields", [&](const json& field) { group.fields.push_back(read_setting(field)); });
        if (deep > 0) { read_settings(one, "groups", group.groups, deep - 1); }
        groups.push_back(std::move(group));
    });
}

void read_understanding(const json& from, ReportModel& model) {
    model.understood_title = string_in(from, "title");
    model.understood = strings_in(from, "sentences");
    for_each_object(from, "questions", [&](const json& one) { model.questions.push_back(read_question(one)); });
}

std::vector<InputModel> read_inputs(const json& list) {
    std::vector<InputModel> inputs;
    if (!list.is_array()) { return inputs; }
    for (const json& one : list) {
        inputs.push_back({string_in(one, "title"), string_in(one, "name"), string_in(one, "size"),
                          string_in(one, "read_as"), string_in(one, "matching")});
    }
    return inputs;
}

/// Whoever made the report checked its plan; one that cannot be read is empty.
Plan read_plan(const json& report, const std::vector<std::string>& names) {
    const json* plan = member(report, "plan");
    return plan == nullptr ? Plan() : plan_from_json(*plan, &names).value_or(Plan());
}

}  // namespace

std::optional<double> Finding::limit(std::string_view limit_name) const {
    const auto found = std::ranges::find(limits_used, limit_name, &LimitModel::name);
    return found == limits_used.end() ? std::nullopt : std::optional(found->value);
}

std::string Finding::subject_text() const {
    std::string text;
    for (const std::string& column : subject) { text += (text.empty() ? "" : " + ") + column; }
    return text;
}

double ColumnModel::missing_share() const {
    return rows == 0 ? 0 : static_cast<double>(missing) / static_cast<double>(rows);
}

ReportModel read_report(const json& report) {
    ReportModel model;
    for (const Area area : all_areas) { model.areas[static_cast<std::size_t>(area)].area = area; }
    if (const json* generator = member(report, "generator"); generator != nullptr) {
        model.rules = string_in(*generator, "rules");
    }
    if (const json* source = member(report, "source"); source != nullptr) {
        model.name = string_in(*source, "name");
        model.format = string_in(*source, "format");
        model.encoding = string_in(*source, "encoding");
        model.sha256 = string_in(*source, "sha256");
        model.sheet = string_in(*source, "sheet");
        model.sheets = strings_in(*source, "sheets");
        model.encodings = strings_in(*source, "encodings");
        model.bytes = count_in(*source, "bytes");
        model.rows = count_in(*source, "rows");
    }
    if (const json* understanding = member(report, "understanding"); understanding != nullptr) {
        read_understanding(*understanding, model);
    }
    read_settings(report, "settings", model.settings);
    for_each_object(report, "meanings",
                    [&](const json& one) { model.meanings.push_back({string_in(one, "title"), read_options(one)}); });
    if (const json* columns = member(report, "columns"); columns != nullptr && columns->is_array()) {
        for (const json& column : *columns) { model.columns.push_back(read_column(column)); }
    }
    read_findings(report, model);
    for (const ColumnModel& column : model.columns) { model.column_names.push_back(column.name); }
    model.plan = read_plan(report, model.column_names);
    model.joint_counts = read_member(report, "joint_counts", read_joint_counts);
    model.inputs = read_member(report, "inputs", read_inputs);
    model.inputs_note = string_in(report, "inputs_note");
    model.measure_tree = read_member(report, "measure_tree", read_measure_tree);
    model.remedies = read_member(report, "offered_remedies", read_remedies);
    model.withheld_note = string_in(report, "withheld_note");
    // Counted here rather than read: what a page shows and what its badge says can then not differ.
    for (const Finding& finding : model.findings) {
        ++model.areas[static_cast<std::size_t>(finding.area)].counts[static_cast<std::size_t>(finding.status)];
    }
    if (const json* areas = member(report, "areas"); areas != nullptr && areas->is_array()) {
        for (const json& area : *areas) {
            const auto which = area_named(string_in(area, "id"));
            if (which) { model.areas[static_cast<std::size_t>(*which)].status = read_status(area); }
        }
    }
    return model;
}

PreviewModel read_preview(const json& message) {
    PreviewModel preview{string_in(message, "read_as"),
                         string_in(message, "error"),
                         strings_in(message, "columns"),
                         {},
                         count_in(message, "more")};
    const json* rows = member(message, "rows");
    if (rows == nullptr || !rows->is_array()) { return preview; }
    for (const json& row : *rows) {
        std::vector<std::string>& cells = preview.rows.emplace_back();
        if (!row.is_array()) { continue; }
        for (const json& cell : row) { cells.push_back(cell.is_string() ? cell.get<std::string>() : std::string()); }
    }
    return preview;
}

void append_groups(ReportModel& report, const json& page) {
    const auto found = std::ranges::find(report.findings, count_in(page, "check"), &Finding::order);
    if (found == report.findings.end()) { return; }
    Finding& finding = *found;
    const ShownTable next = read_member(page, "table", read_table);
    if (finding.id != string_in(page, "id") || finding.groups.size() != count_in(page, "first") ||
        finding.table.columns.size() != next.columns.size()) {
        return;
    }
    std::ranges::move(read_member(page, "groups", read_groups), std::back_inserter(finding.groups));
    std::ranges::copy(next.rows, std::back_inserter(finding.table.rows));
    finding.table.more = next.more;
}

}  // namespace klarsicht::app
