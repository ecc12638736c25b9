#include <algorithm>
#include <array>

#include "audit/quality/checks.h"
#include "audit/quality/rows.h"

namespace klarsicht::quality {

namespace {

constexpr std::array<std::string_view, 1> limits = {"quality.structure.row_share"};

/// How much of the file an issue may have damaged.
Severity severity_of(const StructureIssue& issue, std::uint64_t rows, double row_limit) {
    using enum StructureIssue::Kind;
    switch (issue.kind) {
        case unclosed_quote: return Severity::high;
        case short_row:
        case long_row: return share_of(issue.count, rows) > row_limit ? Severity::high : Severity::medium;
        case invalid_encoding:
        case repeated_header:
        case leading_junk:
        case formula_without_value:
        case trailing_junk: return Severity::medium;
        case quote_in_field:
        case nul_byte:
        case duplicate_name:
        case empty_name: return Severity::low;
        case blank_line:
        case mixed_line_ends: return Severity::none;
    }
    return Severity::low;
}

bool of_columns(StructureIssue::Kind kind) { return kind == StructureIssue::Kind::duplicate_name || kind == StructureIssue::Kind::empty_name; }

/// Lines above the table have no row number; of formulas only the number is known.
bool of_rows(StructureIssue::Kind kind) {
    return !of_columns(kind) && kind != StructureIssue::Kind::leading_junk && kind != StructureIssue::Kind::formula_without_value;
}

class Structure final : public Check {
public:
    const CheckInfo& info() const override {
        static const CheckInfo value{.id = "quality.structure", .area = Area::quality, .needs = {}, .any = false, .limits = limits};
        return value;
    }

    std::vector<Outcome> run(const AuditContext& context) const override {
        const double limit = context.limit(limits[0]);
        std::vector<const StructureIssue*> issues;
        for (const StructureIssue& issue : context.table.source.issues) {
            if (issue.count > 0) { issues.push_back(&issue); }
        }
        if (issues.empty() && !context.table.source.has_header) { return {without_header(context)}; }
        const auto grave = [&](const StructureIssue* issue) { return severity_of(*issue, context.table.rows(), limit); };
        sort_stably(issues, [&](const StructureIssue* a, const StructureIssue* b) { return grave(a) > grave(b); });
        Outcome outcome = outcome_of(info(), Status::pass, Severity::none);
        if (!issues.empty()) {
            outcome.severity = grave(issues[0]);
            outcome.status = outcome.severity == Severity::high ? Status::fail : outcome.severity == Severity::none ? Status::info : Status::warn;
        }
        const std::string variant = issues.empty() ? "none" : issues.size() == 1 ? "one" : "several";
        const std::string worst = "quality.structure.issue." + (issues.empty() ? "" : std::string(name_of(issues[0]->kind)));
        outcome.title = Message(outcome.id + ".title." + variant).count("kinds", issues.size());
        outcome.summary = Message(outcome.id + ".summary." + variant).count("rows", context.table.rows()).count("columns", context.table.columns.size());
        if (!issues.empty()) {
            outcome.title.term("issue", worst);
            outcome.summary.term("issue", worst).count("count", issues[0]->count).count("kinds", issues.size());
            outcome.headline = Message(outcome.id + ".headline").count("count", issues[0]->count);
            outcome.headline_note = Message(outcome.id + ".headline_note").term("issue", worst);
            outcome.chart.kind = Chart::Kind::bars;
            outcome.chart.title = Message(outcome.id + ".chart");
            outcome.chart.axis = Message(outcome.id + ".axis");
            outcome.chart.unit = Unit::count;
        }
        std::vector<std::uint64_t> rows;
        for (const StructureIssue* issue : issues) {
            const Severity severity = grave(issue);
            json group = {{"issue", name_of(issue->kind)}, {"count", issue->count}};
            if (of_columns(issue->kind)) { group["first_columns"] = issue->first_rows; }
            if (of_rows(issue->kind)) { group["first_rows"] = issue->first_rows; }
            outcome.groups.push_back(std::move(group));
            outcome.chart.rows.push_back({.section = {}, .label = {}, .label_term = Message("quality.structure.issue." + std::string(name_of(issue->kind))),
                                          .value = static_cast<double>(issue->count), .n = issue->count,
                                          .status = severity == Severity::high ? Status::fail : severity == Severity::none ? Status::info : Status::warn});
            if (!of_rows(issue->kind)) { continue; }
            outcome.rows.count += issue->count;
            rows.insert(rows.end(), issue->first_rows.begin(), issue->first_rows.end());
        }
        std::ranges::sort(rows);
        const auto repeated = std::ranges::unique(rows);
        rows.erase(repeated.begin(), repeated.end());
        if (rows.size() > most_first_rows) { rows.resize(most_first_rows); }
        outcome.rows.first = std::move(rows);
        outcome.metrics["issues"] = issues.size();
        outcome.metrics["has_header"] = context.table.source.has_header;
        if (!issues.empty()) { outcome.remedy = Message(outcome.id + ".remedy." + std::string(remedy_for(issues[0]->kind, context.table.source.format))); }
        return {std::move(outcome)};
    }

private:
    /// Without names nobody, and no program, knows what a column means.
    Outcome without_header(const AuditContext& context) const {
        Outcome outcome = outcome_of(info(), Status::info, Severity::none);
        outcome.title = Message(outcome.id + ".title.no_header");
        outcome.summary = Message(outcome.id + ".summary.no_header").count("rows", context.table.rows()).count("columns", context.table.columns.size());
        outcome.remedy = Message(outcome.id + ".remedy.names");
        outcome.metrics = {{"issues", 0}, {"has_header", false}};
        return outcome;
    }

    static std::string_view remedy_for(StructureIssue::Kind kind, std::string_view format) {
        using enum StructureIssue::Kind;
        if (kind == long_row && format == "xlsx") { return "beside"; }
        switch (kind) {
            case duplicate_name:
            case empty_name: return "names";
            case leading_junk:
            case trailing_junk:
            case repeated_header:
            case blank_line: return "lines";
            case invalid_encoding:
            case nul_byte: return "encoding";
            case mixed_line_ends: return "line_ends";
            case formula_without_value: return "formulas";
            case short_row:
            case long_row:
            case quote_in_field:
            case unclosed_quote: break;
        }
        return "quotes";
    }
};

}  // namespace

const Check& structure() {
    static const Structure check;
    return check;
}

}  // namespace klarsicht::quality
