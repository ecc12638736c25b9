#include <algorithm>
#include <array>

#include "audit/quality/checks.h"
#include "audit/quality/group_gaps.h"
#include "audit/quality/placeholders.h"
#include "audit/quality/rows.h"
#include "audit/suggest.h"

namespace klarsicht::quality {

namespace {

constexpr std::array<std::string_view, 3> limits = {"quality.completeness.missing_share", "quality.completeness.key_missing_share",
                                                    "quality.completeness.group_gap"};

/// An empty cell says "no" there, or "nothing to say".
bool may_be_empty(const AuditContext& context, std::size_t column) {
    const std::string& name = context.name(column);
    const Kind kind = context.interpretation(column).kind;
    const Plan& plan = context.plan;
    const auto roles = plan.roles.find(name);
    const bool unused = roles == plan.roles.end() || roles->second.empty();  // notes and the like
    // Nobody has to tell a religion or an illness: gaps there are no fault.
    return unused || kind == Kind::text || holds_remarks(name) || plan.has_role(name, Role::sensitive) || plan.has_role(name, Role::opt_out) || plan.has_role(name, Role::reviewer) || plan.has_role(name, Role::label_flag) ||
           (plan.has_role(name, Role::consent) && (kind == Kind::date || kind == Kind::datetime));
}

/// A gap here touches every figure of the audit.
bool is_key(const AuditContext& context, std::size_t column) {
    const std::string& name = context.name(column);
    for (const Role role : {Role::decision, Role::outcome, Role::protected_, Role::score, Role::person, Role::timestamp, Role::consent}) {
        if (context.plan.has_role(name, role)) { return true; }
    }
    return false;
}

struct ColumnGaps {
    std::size_t column;
    std::uint64_t missing;
    Placeholders hidden;
    double share;  ///< missing and hidden
};

std::vector<ColumnGaps> measure(const AuditContext& context) {
    std::vector<ColumnGaps> gaps;
    for (std::size_t c = 0; c < context.table.columns.size(); ++c) {
        if (ignored(context, c)) { continue; }
        ColumnGaps column{c, context.interpretation(c).missing, find_placeholders(context, c), 0};
        column.share = share_of(column.missing + column.hidden.rows, context.table.rows());
        gaps.push_back(std::move(column));
    }
    return gaps;
}

CodeFlags missing_flags(const AuditContext& context, const ColumnGaps& gaps) {
    const Interpretation& data = context.interpretation(gaps.column);
    CodeFlags flags = gaps.hidden.flags;
    flags.resize(data.states.size());
    for (std::size_t code = 0; code < flags.size(); ++code) {
        if (data.states[code] == CellState::missing) { flags[code] = 1; }
    }
    return flags;
}

class Completeness final : public Check {
public:
    const CheckInfo& info() const override {
        static const CheckInfo value{.id = "quality.completeness", .area = Area::quality, .needs = {}, .any = false, .limits = limits};
        return value;
    }

    std::vector<Outcome> run(const AuditContext& context) const override {
        std::vector<ColumnGaps> gaps = measure(context);
        sort_stably(gaps, [](const ColumnGaps& a, const ColumnGaps& b) { return a.share > b.share; });
        std::vector<Outcome> outcomes;
        outcomes.push_back(overall(context, gaps));
        if (auto hidden = placeholders(context, gaps)) { outcomes.push_back(std::move(*hidden)); }
        const std::vector<std::size_t> protected_columns = context.columns_with(Role::protected_);
        for (const std::size_t c : protected_columns) {
            std::vector<MissingColumn> columns;
            for (const ColumnGaps& column : gaps) {
                if (column.column != c && column.share > 0 && !may_be_empty(context, column.column)) { columns.push_back({column.column, missing_flags(context, column)}); }
            }
            if (auto outcome = group_gaps(context, info(), c, columns, protected_columns.size())) { outcomes.push_back(std::move(*outcome)); }
        }
        sort_by_severity(outcomes);
        return outcomes;
    }

private:
    Outcome overall(const AuditContext& context, const std::vector<ColumnGaps>& gaps) const {
        const double limit = context.limit(limits[0]);
        const double key_limit = context.limit(limits[1]);
        std::uint64_t missing_cells = 0;
        std::uint64_t with_gaps = 0;
        std::vector<const ColumnGaps*> above;
        std::vector<const ColumnGaps*> key_above;
        for (const ColumnGaps& column : gaps) {
            missing_cells += column.missing + column.hidden.rows;
            with_gaps += column.share > 0 ? 1 : 0;
            if (may_be_empty(context, column.column) || context.interpretation(column.column).kind == Kind::empty) { continue; }
            if (column.share > limit) { above.push_back(&column); }
            if (column.share > key_limit && is_key(context, column.column)) { key_above.push_back(&column); }
        }
        const std::uint64_t cells = context.table.rows() * gaps.size();
        // Columns without any value are told of by quality.constant; where they are most of the file, they are what is to be said of it.
        if (above.empty() && share_of(missing_cells, cells) > std::max(limit, 0.5)) {
            for (const ColumnGaps& column : gaps) {
                if (context.interpretation(column.column).kind == Kind::empty) { above.push_back(&column); }
            }
        }
        const std::string variant = !key_above.empty() ? "key" : !above.empty() ? "gaps" : missing_cells > 0 ? "few" : "none";
        const std::vector<const ColumnGaps*>& named = key_above.empty() ? above : key_above;
        Outcome outcome = outcome_of(info(), variant == "key" ? Status::fail : variant == "gaps" ? Status::warn : Status::pass,
                                     variant == "key"                                     ? Severity::high
                                     : variant == "gaps" && above.front()->share > 0.2 ? Severity::medium
                                     : variant == "gaps"                                  ? Severity::low
                                                                                          : Severity::none);
        std::vector<std::string> names;
        for (const ColumnGaps* column : named) { names.push_back(context.name(column->column)); }
        outcome.subject = names;
        outcome.title = Message(outcome.id + ".title." + variant).count("columns", names.size()).text("column", names.empty() ? "" : names[0]);
        outcome.summary = Message(outcome.id + ".summary." + variant)
                              .text("names", listed(names))
                              .count("columns", names.size())
                              .count("with_gaps", with_gaps)
                              .number("share", share_of(missing_cells, cells))
                              .text("column", names.empty() ? "" : names[0])
                              .number("worst", named.empty() ? 0 : named.front()->share)
                              .number("limit", key_above.empty() ? limit : key_limit)
                              .count("missing", missing_cells)
                              .count("cells", cells);
        outcome.headline = Message(outcome.id + ".headline").number("share", named.empty() ? share_of(missing_cells, cells) : named.front()->share);
        outcome.headline_note = Message(outcome.id + (named.empty() ? ".headline_note.all" : ".headline_note.column")).text("column", names.empty() ? "" : names[0]);
        outcome.metrics["cells"] = cells;
        outcome.metrics["missing_cells"] = missing_cells;
        outcome.metrics["missing_share"] = share_of(missing_cells, cells);
        outcome.metrics["columns_with_missing"] = with_gaps;
        std::vector<std::size_t> columns;
        std::vector<CodeFlags> flags;
        for (const ColumnGaps* column : named) {
            columns.push_back(column->column);
            flags.push_back(missing_flags(context, *column));
        }
        outcome.rows = rows_with_any(context, columns, flags);
        outcome.chart.kind = Chart::Kind::bars;
        outcome.chart.title = Message(outcome.id + ".chart");
        outcome.chart.axis = Message(outcome.id + ".axis");
        outcome.chart.unit = Unit::share;
        outcome.chart.limit_high = limit;
        outcome.chart.limit_note = Message(outcome.id + ".limit_note").number("limit", limit);
        for (const ColumnGaps& column : gaps) {
            if (column.share == 0) { break; }
            outcome.groups.push_back({{"column", context.name(column.column)}, {"missing", column.missing}, {"hidden", column.hidden.rows}, {"share", column.share}});
            if (outcome.chart.rows.size() < 12) {
                const bool counts = column.share > limit && !may_be_empty(context, column.column);
                outcome.chart.rows.push_back({.section = {}, .label = context.name(column.column), .label_term = {}, .value = column.share,
                                              .n = column.missing + column.hidden.rows, .status = counts ? Status::warn : Status::info});
            }
        }
        if (outcome.chart.rows.empty()) { outcome.chart.kind = Chart::Kind::none; }
        return outcome;
    }

    std::optional<Outcome> placeholders(const AuditContext& context, const std::vector<ColumnGaps>& gaps) const {
        std::vector<std::size_t> columns;
        std::vector<CodeFlags> flags;
        std::vector<std::string> names;
        std::vector<std::string> tokens;
        std::uint64_t cells = 0;
        bool numbers = false;
        Outcome outcome = outcome_of(info(), Status::warn, Severity::low);
        for (const ColumnGaps& column : gaps) {
            if (column.hidden.rows == 0) { continue; }
            columns.push_back(column.column);
            flags.push_back(column.hidden.flags);
            names.push_back(context.name(column.column));
            cells += column.hidden.rows;
            numbers |= !context.interpretation(column.column).values.empty();
            for (const std::string& token : column.hidden.tokens) {
                if (std::ranges::find(tokens, token) == tokens.end()) { tokens.push_back(token); }
            }
            outcome.groups.push_back({{"column", names.back()}, {"rows", column.hidden.rows}, {"tokens", column.hidden.tokens}});
            if (context.options.show_cells) { add_cells(context, column, outcome); }
        }
        if (columns.empty()) { return std::nullopt; }
        outcome.subject = names;
        if (numbers) { outcome.severity = Severity::medium; }
        outcome.title = Message(outcome.id + ".title.hidden");
        outcome.summary = Message(outcome.id + ".summary.hidden").count("rows", cells).text("names", listed(names)).text("tokens", listed(tokens)).count("columns", names.size());
        outcome.headline = Message(outcome.id + ".headline.hidden").count("rows", cells);
        outcome.headline_note = Message(outcome.id + ".headline_note.hidden").text("tokens", listed(tokens));
        outcome.remedy = Message(outcome.id + ".remedy.hidden");
        outcome.why = Message(outcome.id + ".why.hidden");
        outcome.metrics["hidden_cells"] = cells;
        outcome.rows = rows_with_any(context, columns, flags);
        return outcome;
    }

    static void add_cells(const AuditContext& context, const ColumnGaps& column, Outcome& outcome) {
        const std::vector<std::uint32_t>& codes = context.table.columns[column.column].codes;
        for (std::size_t row = 0; row < codes.size(); ++row) {
            if (column.hidden.flags[codes[row]] != 0) { outcome.cells.push_back({row, column.column, Message("quality.completeness.cell"), 1}); }
        }
    }
};

}  // namespace

const Check& completeness() {
    static const Completeness check;
    return check;
}

}  // namespace klarsicht::quality
