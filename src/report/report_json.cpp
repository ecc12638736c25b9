#include <algorithm>
#include <cmath>

#include "audit/plan_edit.h"
#include "audit/plan_json.h"
#include "audit/wanted_roles.h"
#include "base/visible_text.h"
#include "report/chart_rows.h"
#include "report/figure_json.h"
#include "report/figure_table.h"
#include "report/figure_text.h"
#include "report/input_text.h"
#include "report/json_lines.h"
#include "report/number_format.h"
#include "report/offers_json.h"
#include "report/outcome_text.h"
#include "report/record_json.h"
#include "report/render.h"
#include "report/told_plan.h"
#include "report/understanding_text.h"
#include "report/verdict_text.h"
#include "report/why_text.h"

namespace klarsicht {

namespace {

/// Whole numbers print as integers, undefined ones as null, all others so that they read back exactly.
json number(double value) {
    if (!std::isfinite(value)) { return nullptr; }
    constexpr double exact = 9007199254740992.0;  // 2^53
    if (value == std::floor(value) && std::fabs(value) <= exact) { return static_cast<std::int64_t>(value); }
    return value;
}

json number(const std::optional<double>& value) { return value ? number(*value) : json(nullptr); }

json numbers(const std::vector<double>& values) {
    json list = json::array();
    for (const double value : values) { list.push_back(number(value)); }
    return list;
}

json source_issues(const Source& source) {
    json list = json::array();
    for (const StructureIssue& issue : source.issues) {
        list.push_back({{"kind", name_of(issue.kind)}, {"count", issue.count}, {"first_rows", issue.first_rows}});
    }
    return list;
}

/// A cell with an interval is a list of two texts.
json cell_to_json(const ShownCell& cell) {
    return cell.interval.empty() ? json(cell.text) : json::array({cell.text, cell.interval});
}

json table_to_json(const ShownTable& table) {
    json columns = json::array();
    for (const ShownColumn& column : table.columns) {
        columns.push_back({{"name", column.name}, {"label", column.label}, {"numeric", column.numeric}});
    }
    json rows = json::array();
    for (const std::vector<ShownCell>& row : table.rows) {
        json cells = json::array();
        for (const ShownCell& cell : row) { cells.push_back(cell_to_json(cell)); }
        rows.push_back(std::move(cells));
    }
    return {{"columns", std::move(columns)}, {"rows", std::move(rows)}, {"more", table.more}};
}

json figures_to_json(const std::vector<ShownFigure>& figures) {
    json list = json::array();
    for (const ShownFigure& figure : figures) {
        json one = {{"name", figure.name}, {"label", figure.label}, {"text", figure.text}};
        if (!figure.interval.empty()) { one["interval"] = figure.interval; }
        list.push_back(std::move(one));
    }
    return list;
}

json limits_to_json(const Report& report, const std::string& check, Language language) {
    json list = json::array();
    const auto found = report.limits.find(check);
    if (found == report.limits.end()) { return list; }
    for (const UsedLimit& limit : found->second) {
        json one = {{"name", limit.name},
                    {"value", number(limit.value)},
                    {"range", json::array({number(limit.low), number(limit.high)})},
                    {"source", limit.of_plan ? "plan" : "rules"}};
        for (const auto& [reason_language, reason] : limit.reasons) {
            if (reason_language == name_of(language)) { one["why"] = reason; }
        }
        list.push_back(std::move(one));
    }
    return list;
}

json chart_to_json(const Chart& chart, const Texts& texts) {
    static constexpr std::string_view kinds[] = {"none", "intervals", "bars", "histogram"};
    if (chart.kind == Chart::Kind::none) { return nullptr; }
    json rows = json::array();
    const DrawnRows drawn = drawn_rows(chart);
    for (const ChartRow* one : drawn.all) {
        const ChartRow& row = *one;
        const bool bar = chart.kind == Chart::Kind::histogram && row.label.empty() && row.label_term.empty();
        rows.push_back({{"section", row.section},
                        {"label", bar ? bar_label(chart, rows.size(), texts) : label_of(row, texts)},
                        {"value", number(row.value)},
                        {"low", number(row.ci95.low)},
                        {"high", number(row.ci95.high)},
                        {"n", row.n ? json(*row.n) : json(nullptr)},
                        {"reference", row.reference},
                        {"further", drawn.further[rows.size()] != 0},
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
            {"edges", numbers(chart.edges)},
            {"left_out", drawn.left_out},
            {"table", table_to_json(chart_table(chart, texts))}};
}

json explanations_to_json(const std::vector<OpenedFigure>& explanations, const Texts& texts) {
    json list = json::array();
    for (const OpenedFigure& opened : explanations) {
        json one = {{"figure", opened.figure},
                    {"value", number(opened.value)},
                    {"low", number(opened.ci95.low)},
                    {"high", number(opened.ci95.high)},
                    {"shown", texts.format(opened.shown)},
                    {"interval", texts.format(opened.interval)}};
        for (const std::string_view part : explanation_parts) {
            one[std::string(part)] = opened_text(opened, part, texts);
        }
        list.push_back(std::move(one));
    }
    return list;
}

/// Some of the groups; those from bins also with the label that a person says.
json groups_to_json(const Outcome& outcome, std::size_t first, std::size_t end, const Texts& texts) {
    json groups = json::array();
    for (std::size_t g = first; g < end; ++g) {
        json group = group_to_json(outcome.groups[g]);
        if (const std::string_view label = outcome.groups[g].label(); outcome.binned && !label.empty()) {
            group["label"] = texts.group(label);
        }
        groups.push_back(std::move(group));
    }
    return groups;
}

json notes_to_json(const std::vector<Note>& notes, const Texts& texts) {
    json list = json::array();
    for (const Note& note : notes) {
        list.push_back({{"id", note.id}, {"text", texts.format(note.text)}, {"help", texts.format(note.help)}});
    }
    return list;
}

json sections_to_json(const std::vector<Section>& sections, const Texts& texts) {
    json list = json::array();
    for (const Section& section : sections) {
        json rows = json::array();
        for (const Section::Row& row : section.rows) {
            json& one = rows.emplace_back();
            one["column"] = row.column;
            one["what"] = texts.format(row.what);
            one["share"] = share_text(row, texts);
        }
        json& one = list.emplace_back();
        one["title"] = texts.format(section.title);
        one["why"] = texts.format(section.why);
        one["remedy"] = texts.format(section.remedy);
        one["rows"] = std::move(rows);
    }
    return list;
}

json cells_to_json(const CellList& cells, const Report& report, const Texts& texts) {
    // One reason is shared by many cells: said once.
    std::vector<std::string> reasons;
    for (const Message& reason : cells.reasons()) { reasons.push_back(texts.format(reason)); }
    json list = json::array();
    for (std::size_t p = 0; p < cells.pages(); ++p) {
        const CellList::Page page = cells.page(p);
        for (std::size_t i = 0; i < page.rows.size(); ++i) {
            const std::size_t column = page.columns[i];
            list.push_back(
                {{"row", page.rows[i]},
                 {"column", column},
                 {"name", column < report.columns.size() ? json(report.columns[column].name) : json(nullptr)},
                 {"why", reasons[page.reasons[i]]},
                 {"score", number(page.scores[i])}});
        }
    }
    return list;
}

/// What the groups' figures are called that the table leaves out: a page shows them too.
json other_labels(const Outcome& outcome, const json& table, const Texts& texts) {
    constexpr std::size_t most_groups = 60;
    json labels = json::object();
    for (std::size_t g = 0; g < std::min(outcome.groups.size(), most_groups); ++g) {
        for (const Figure& figure : outcome.groups[g].figures) { labels[figure.name] = nullptr; }
    }
    for (const json& column : table["columns"]) { labels.erase(column["name"].get<std::string>()); }
    for (const auto& one : labels.items()) { one.value() = figure_name(outcome.id, one.key(), texts); }
    return labels;
}

json outcome_to_json(const Outcome& outcome, std::size_t order, const Report& report, const Texts& texts, Lists lists) {
    const OutcomeText text = outcome_text(outcome, texts);
    const bool cut = lists == Lists::first_page && outcome.in_pages;
    const std::size_t groups = cut ? std::min(outcome.groups.size(), page_groups) : outcome.groups.size();
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
                {"metrics", metrics_to_json(outcome.metrics)},
                {"groups", groups_to_json(outcome, 0, groups, texts)},
                {"intervals", intervals_to_json(outcome.metrics, outcome.intervals)},
                {"needs", text.needs},
                {"rows", {{"count", outcome.rows.count}, {"first", outcome.rows.first()}}},
                {"chart", chart_to_json(outcome.chart, texts)},
                {"notes", notes_to_json(outcome.notes, texts)}};
    if (!outcome.explanations.empty()) { out["explanations"] = explanations_to_json(outcome.explanations, texts); }
    if (report.options.show_cells) { out["cells"] = cells_to_json(outcome.cells, report, texts); }
    if (!outcome.suppressed.empty()) { out["suppressed"] = outcome.suppressed; }
    out["order"] = order;
    if (std::string aspect = key_of(outcome).aspect; !aspect.empty()) { out["case"] = std::move(aspect); }
    out["limits"] = limits_to_json(report, outcome.id, texts.language());
    out["figures"] = figures_to_json(shown_figures(outcome, texts));
    out["table"] = table_to_json(cut ? groups_table(outcome, texts, 0, page_groups) : groups_table(outcome, texts));
    if (cut) { out["groups_total"] = outcome.groups.size(); }
    if (lists == Lists::first_page) { out["rows"]["listed"] = outcome.rows.to_see().size(); }
    if (lists == Lists::first_page && outcome.status == Status::not_assessed) {
        for (const Role role : wanted_roles(outcome, report.plan)) { out["assignable"].push_back(name_of(role)); }
    }
    if (lists == Lists::first_page) { out["labels"] = other_labels(outcome, out["table"], texts); }
    return out;
}

/// What people read in place of the checks that it stands for, in the form of a check.
json cards_to_json(const Report& report, const Texts& texts, Lists lists) {
    json list = json::array();
    for (const Card& card : report.cards) {
        json one = outcome_to_json(card.outcome, card.of.front(), report, texts, lists);
        one["sections"] = sections_to_json(card.sections, texts);
        for (const std::string_view head : section_head) { one["head"].push_back(texts.text(head)); }
        one["stands_for"] = card.of;
        list.push_back(std::move(one));
    }
    return list;
}

json by_status(const std::array<std::uint64_t, 5>& numbers) {
    json counts = json::object();
    for (const Status status : {Status::fail, Status::warn, Status::pass, Status::info, Status::not_assessed}) {
        counts[std::string(name_of(status))] = numbers[static_cast<std::size_t>(status)];
    }
    return counts;
}

json column_to_json(const ColumnReport& column, const Texts& texts) {
    static constexpr std::string_view quantile_names[] = {"0.05", "0.25", "0.5", "0.75", "0.95"};
    const ColumnProfile& summary = column.summary;
    const Interpretation& interpretation = summary.interpretation;
    const std::string meaning_key = "meaning." + column.meaning;
    json roles = json::array();
    for (const Role role : column.roles) { roles.push_back(name_of(role)); }
    json quantiles = json::object();
    for (std::size_t i = 0; i < profile_quantiles.size(); ++i) {
        quantiles[std::string(quantile_names[i])] = number(summary.quantiles[i]);
    }
    json top = json::array();
    for (const ShownValue& value : column.top) { top.push_back({{"value", value.value}, {"count", value.count}}); }
    json patterns = json::array();
    for (const ShownValue& one : column.patterns) {
        patterns.push_back({{"pattern", one.value}, {"count", one.count}});
    }
    json out = {{"name", column.name},
                {"index", column.index},
                {"kind", name_of(interpretation.kind)},
                {"meaning", column.meaning.empty() ? json(nullptr) : json(column.meaning)},
                {"meaning_confidence", number(summary.meaning.confidence)},
                {"meaning_title", column.meaning.empty()   ? std::string()
                                  : texts.has(meaning_key) ? std::string(texts.text(meaning_key))
                                                           : column.meaning},
                {"meaning_class", name_of(class_of(column.meaning))},
                {"roles", std::move(roles)},
                {"why", why_text(column, texts)},
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
                {"patterns", std::move(patterns)},
                {"number_style", name_of(interpretation.number_style)},
                {"date_style", name_of(interpretation.date_style)},
                {"ambiguous", interpretation.ambiguous},
                {"masked", column.masked},
                {"kept_back", column.kept_back()}};
    const bool is_date = interpretation.kind == Kind::date;
    if ((is_date || interpretation.kind == Kind::datetime) && summary.min && summary.max) {
        out["min_text"] = is_date ? number_format::iso_date(*summary.min) : number_format::iso_datetime(*summary.min);
        out["max_text"] = is_date ? number_format::iso_date(*summary.max) : number_format::iso_datetime(*summary.max);
    }
    return out;
}

/// Decisions by protected columns crossed: for each set of columns its cells, as the numbers of their groups, how many
/// people, and how many of them were selected (`null`: suppressed).
json joint_counts_to_json(const JointCounts& counts) {
    json columns = json::array();
    for (const JointCounts::Column& column : counts.columns) {
        columns.push_back({{"column", column.name},
                           {"groups", column.groups},
                           {"binned", column.binned},
                           {"favoured", column.favoured ? json(*column.favoured) : json(nullptr)}});
    }
    json sets = json::array();
    for (const JointCounts::Set& set : counts.sets) {
        json cells = json::array();
        for (const JointCounts::Cell& cell : set.cells) {
            json row = cell.members;
            row.push_back(cell.n);
            row.push_back(cell.selected ? json(*cell.selected) : json(nullptr));
            cells.push_back(std::move(row));
        }
        sets.push_back({{"columns", set.columns}, {"cells", std::move(cells)}});
    }
    return {{"columns", std::move(columns)}, {"sets", std::move(sets)}};
}

}  // namespace

std::string json_text(const json& value, int indent) {
    return escape_invisible(value.dump(indent, ' ', false, json::error_handler_t::replace));
}

json source_to_json(const Source& source) {
    json out = {{"name", source.name},
                {"bytes", source.bytes},
                {"sha256", source.sha256},
                {"format", source.format},
                {"encoding", source.encoding},
                {"delimiter", source.delimiter},
                {"quote", source.quote},
                {"line_end", source.line_end},
                {"has_header", source.has_header},
                {"issues", source_issues(source)}};
    if (!source.encoding_sure) {
        out["encoding_sure"] = false;
        out["encoding_alternatives"] = source.encoding_alternatives;
    }
    if (!source.encodings.empty()) { out["encodings"] = source.encodings; }
    if (!source.compression.empty()) { out["compression"] = source.compression; }
    if (!source.sheets.empty()) {
        out["sheet"] = source.sheet;
        out["sheets"] = source.sheets;
    }
    return out;
}

json columns_to_json(const std::vector<ColumnReport>& columns, Language language) {
    json list = json::array();
    for (const ColumnReport& column : columns) { list.push_back(column_to_json(column, Texts::of(language))); }
    return list;
}

json inputs_to_json(const std::vector<InputReport>& inputs, const Texts& texts) {
    json list = json::array();
    for (const InputReport& input : inputs) {
        const ShownInput shown = shown_input(input, texts);
        json one = {{"input", name_of(input.input)}};
        one.update(source_to_json(input.source));
        one["rows"] = input.rows;
        one["columns"] = input.columns;
        one["title"] = shown.title;
        one["size"] = shown.size;
        one["read_as"] = shown.read_as;
        one["matching"] = shown.matching;
        if (input.input != Input::current) {
            json matched = json::array();
            for (const ColumnMatch& match : input.matched) {
                matched.push_back({{"current", match.current}, {"other", match.other}});
            }
            one["matched"] = std::move(matched);
            one["only_current"] = input.only_current;
            one["only_other"] = input.only_other;
        }
        list.push_back(std::move(one));
    }
    return list;
}

json detail_to_json(const Outcome& outcome, std::size_t first, std::size_t end, Language language) {
    const Texts& texts = Texts::of(language);
    return {{"id", outcome.id},
            {"subject", outcome.subject},
            {"total", outcome.groups.size()},
            {"first", first},
            {"groups", groups_to_json(outcome, first, end, texts)},
            {"table", table_to_json(groups_table(outcome, texts, first, end - first))}};
}

json report_to_json(const Report& report, Language language, Lists lists) {
    const Texts& texts = Texts::of(language);
    json source = source_to_json(report.source);
    source["rows"] = report.columns.empty() ? 0 : report.columns.front().summary.rows;
    source["columns"] = report.columns.size();

    json areas = json::array();
    for (const AreaReport& area : report.areas) {
        areas.push_back({{"id", name_of(area.area)},
                         {"title", texts.text("report.area." + std::string(name_of(area.area)))},
                         {"status", name_of(area.status)},
                         {"counts", by_status(area.counts)},
                         {"findings", by_status(area.read)}});
    }

    json checks = json::array();
    for (std::size_t i = 0; i < report.outcomes.size(); ++i) {
        checks.push_back(outcome_to_json(report.outcomes[i], i, report, texts, lists));
    }
    json whole = {{"format", "klarsicht-report"},
                  {"version", 1},
                  {"generator", {{"name", "klarsicht"}, {"version", program_version}, {"rules", report.rules}}},
                  {"language", name_of(language)},
                  {"source", std::move(source)}};
    if (!report.inputs.empty()) {
        whole["inputs"] = inputs_to_json(report.inputs, texts);
        whole["inputs_note"] = texts.text("report.inputs.note");
    }
    whole["plan"] = plan_to_json(told_plan(report));
    json roles = json::array();
    for (const Role role : offered_roles()) { roles.push_back(name_of(role)); }
    whole["roles"] = std::move(roles);
    whole["understanding"] = understanding_to_json(report, texts);
    whole["columns"] = columns_to_json(report.columns, language);
    whole["verdict"] = verdict_text(report, texts);
    whole["areas"] = std::move(areas);
    whole["checks"] = std::move(checks);
    whole["cards"] = cards_to_json(report, texts, lists);
    whole["measure_tree"] = measure_tree_to_json(report.measure_tree, texts);
    whole["offered_remedies"] = offers_to_json(report.remedies, texts);
    whole["joint_counts"] = joint_counts_to_json(report.counts);
    whole["withheld_rows"] = report.withheld_rows;
    whole["withheld_note"] = withheld_text(report, texts);
    whole["values_shown"] = report.options.show_values;
    if (!report.record.empty()) { whole["record"] = record_report_to_json(report, texts); }
    if (report.comparison) { whole["comparison"] = comparison_to_json(report.comparison, texts); }
    return whole;
}

std::string report_to_json_file(const Report& report, Language language) {
    return json_lines(report_to_json(report, language), 4);
}

}  // namespace klarsicht
