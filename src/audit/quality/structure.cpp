#include <algorithm>
#include <array>

#include "audit/quality/checks.h"
#include "audit/quality/rows.h"
#include "base/sort_few.h"

namespace klarsicht::quality {

namespace {

constexpr std::string_view row_share = "quality.structure.row_share";
constexpr std::array limits = {row_share};

/// Nothing without a name but columns that count the rows: nobody misses a name there.
bool only_counters(const AuditContext& context, const StructureIssue& issue) {
    return issue.kind == StructureIssue::Kind::empty_name && issue.count == issue.first_rows.size() &&
           std::ranges::all_of(issue.first_rows,
                               [&](std::uint64_t c) { return is_row_counter(context, static_cast<std::size_t>(c)); });
}

/// How much of the file an issue may have damaged.
Severity severity_of(const AuditContext& context, const StructureIssue& issue, double row_limit) {
    using enum StructureIssue::Kind;
    const std::uint64_t rows = context.table.rows();
    switch (issue.kind) {
        case unclosed_quote:
            return Severity::high;
        case short_row:
        case long_row:
            return share_of(issue.count, rows) > row_limit ? Severity::high : Severity::medium;
        case invalid_encoding:
        case repeated_header:
        case leading_junk:
        case formula_without_value:
        case trailing_junk:
        case total_row:
            return Severity::medium;
        case quote_in_field:
        case nul_byte:
        case duplicate_name:
        case header_row:
            return Severity::low;
        case empty_name:
            return only_counters(context, issue) ? Severity::none : Severity::low;
        case blank_line:
        case blank_row:
        case mixed_line_ends:
            return Severity::none;
    }
    return Severity::low;
}

bool of_columns(StructureIssue::Kind kind) {
    return kind == StructureIssue::Kind::duplicate_name || kind == StructureIssue::Kind::empty_name;
}

/// Lines above the table have no row number; of formulas only the number is known.
bool of_rows(StructureIssue::Kind kind) {
    return !of_columns(kind) && kind != StructureIssue::Kind::leading_junk &&
           kind != StructureIssue::Kind::formula_without_value;
}

Status status_of(Severity severity) {
    return severity == Severity::high ? Status::fail : severity == Severity::none ? Status::info : Status::warn;
}

std::string key_of(const StructureIssue& issue) {
    return "quality.structure.issue." + std::string(name_of(issue.kind));
}

/// Only the last row has too few cells.
bool ends_early(const AuditContext& context, const StructureIssue& issue) {
    return issue.kind == StructureIssue::Kind::short_row && issue.count == 1 && context.table.apart.empty() &&
           issue.first_rows.front() + 1 == context.table.rows();
}

class Structure final : public Check {
public:
    const CheckInfo& info() const override {
        static const CheckInfo value{.id = "quality.structure",
                                     .area = Area::quality,
                                     .needs = {},
                                     .any = false,
                                     .limits = limits,
                                     .of_the_file = true};
        return value;
    }

    std::vector<Outcome> run(const AuditContext& context) const override {
        const double limit = context.limit(row_share);
        std::vector<const StructureIssue*> issues;
        for (const StructureIssue& issue : context.table.source.issues) {
            if (issue.count > 0) { issues.push_back(&issue); }
        }
        if (issues.empty() && !context.table.source.has_header) { return {without_header(context)}; }
        const auto grave = [&](const StructureIssue* issue) { return severity_of(context, *issue, limit); };
        // Of those alike, sums first: they spoil every figure.
        const auto rank = [&](const StructureIssue* issue) {
            return static_cast<int>(grave(issue)) * 2 + (issue->kind == StructureIssue::Kind::total_row ? 1 : 0);
        };
        sort_few(issues, [&](const StructureIssue* a, const StructureIssue* b) { return rank(a) > rank(b); });
        const Severity severity = issues.empty() ? Severity::none : grave(issues[0]);
        OutcomeBuilder finding(info(), issues.empty() ? Status::pass : status_of(severity), severity);
        finding.values.count("kinds", issues.size())
            .count("rows", context.table.rows())
            .count("columns", context.table.columns.size());
        finding.say(issues.empty() ? "none" : issues.size() == 1 ? "one" : "several");
        const bool cut_off = issues.size() == 1 && ends_early(context, *issues[0]);
        if (cut_off) { finding.say("cut_off"); }
        if (!context.table.apart.empty() && !issues.empty()) {
            finding.values.count("apart", context.table.apart.size());
            finding.summary(issues.size() == 1 ? "one_apart" : "several_apart");
        }
        if (issues.size() == 1 && issues[0]->kind == StructureIssue::Kind::empty_name && context.table.apart.empty()) {
            unnamed(context, *issues[0], finding);
        }
        const std::string_view format = context.table.source.format;
        if (!issues.empty()) {
            finding.values.term("issue", key_of(*issues[0])).count("count", issues[0]->count);
            if (issues[0]->count > 1) { finding.headline().headline_note(); }  // "1" says nothing
            finding.remedy(cut_off                              ? "cut_off"
                           : only_counters(context, *issues[0]) ? "counter"
                                                                : remedy_for(issues[0]->kind, format));
        }
        if (!issues.empty() && issues[0]->kind == StructureIssue::Kind::total_row) { finding.why("totals"); }
        Outcome outcome = finding.make();
        outcome.metrics.count("issues", issues.size());
        outcome.metrics.flag("has_header", context.table.source.has_header);
        add_issues(issues, grave, outcome);
        return {std::move(outcome)};
    }

private:
    /// A row of the table and a bar for each issue, and the rows that they are about.
    static void add_issues(const std::vector<const StructureIssue*>& issues, const auto& grave, Outcome& outcome) {
        if (issues.empty()) { return; }
        outcome.chart.kind = Chart::Kind::bars;
        outcome.chart.title = Message(outcome.id + ".chart");
        outcome.chart.axis = Message(outcome.id + ".axis");
        outcome.chart.unit = Unit::count;
        for (const StructureIssue* issue : issues) {
            Group& group = outcome.groups.emplace_back();
            group.figures.text("issue", name_of(issue->kind));
            group.figures.count("count", issue->count);
            if (of_columns(issue->kind)) { group.figures.numbers("first_columns", issue->first_rows); }
            ChartRow bar;
            bar.label_term = Message(key_of(*issue));
            bar.value = static_cast<double>(issue->count);
            bar.n = issue->count;
            bar.status = status_of(grave(issue));
            outcome.chart.rows.push_back(std::move(bar));
            if (!of_rows(issue->kind)) { continue; }
            group.figures.numbers("first_rows", issue->first_rows);
            outcome.rows.count += issue->count;
            outcome.rows.all.add(issue->rows);
        }
        outcome.rows.as_in_file = true;
    }

    /// Columns without a name: which, and what they are called here.
    static void unnamed(const AuditContext& context, const StructureIssue& issue, OutcomeBuilder& finding) {
        std::vector<std::string> numbers, names;
        for (const std::uint64_t c : issue.first_rows) {
            numbers.push_back(std::to_string(c + 1));
            names.push_back(context.name(static_cast<std::size_t>(c)));
        }
        finding.values.text("numbers", listed(numbers)).text("names", listed(names));
        finding.say(only_counters(context, issue) ? "counter" : "unnamed");
    }

    /// Without names nobody, and no program, knows what a column means.
    Outcome without_header(const AuditContext& context) const {
        OutcomeBuilder finding(info(), Status::info, Severity::none);
        finding.values.count("rows", context.table.rows()).count("columns", context.table.columns.size());
        Outcome outcome = finding.say("no_header").remedy("names").make();
        outcome.metrics.count("issues", 0);
        outcome.metrics.flag("has_header", false);
        return outcome;
    }

    static std::string_view remedy_for(StructureIssue::Kind kind, std::string_view format) {
        using enum StructureIssue::Kind;
        if (kind == long_row && format == "xlsx") { return "beside"; }
        switch (kind) {
            case duplicate_name:
            case empty_name:
                return "names";
            case leading_junk:
            case trailing_junk:
            case repeated_header:
            case blank_line:
            case blank_row:
            case header_row:
                return "lines";
            case total_row:
                return "totals";
            case invalid_encoding:
            case nul_byte:
                return "encoding";
            case mixed_line_ends:
                return "line_ends";
            case formula_without_value:
                return "formulas";
            case short_row:
            case long_row:
            case quote_in_field:
            case unclosed_quote:
                break;
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
