#include <algorithm>
#include <array>

#include "audit/quality/checks.h"
#include "audit/quality/missing_by_group.h"
#include "audit/quality/placeholders.h"
#include "audit/quality/rows.h"
#include "audit/suggest.h"
#include "base/sort_few.h"

namespace klarsicht::quality {

namespace {

constexpr std::string_view missing_limit = "quality.completeness.missing_share";
constexpr std::string_view key_limit = "quality.completeness.key_missing_share";
constexpr std::array limits = {missing_limit, key_limit, group_gap_limit};
constexpr std::size_t most_chart_rows = 12;

/// Filled in the same rows as a mark: it says more of what is marked.
bool belongs_to_mark(const AuditContext& context, std::size_t column) {
    const std::uint64_t missing = context.interpretation(column).missing;
    const auto& columns = context.table.columns;
    for (std::size_t mark = 0; mark < columns.size(); ++mark) {
        const Interpretation& data = context.interpretation(mark);
        // Few columns lack as many cells: the rows of hardly any pair are looked at.
        if (mark == column || data.missing != missing || !is_mark(context, mark)) { continue; }
        const std::vector<CellState>&own = context.interpretation(column).states, &marks = data.states;
        bool same = true;
        for (std::size_t row = 0; row < context.table.rows() && same; ++row) {
            same = (own[columns[column].codes[row]] == CellState::missing) ==
                   (marks[columns[mark].codes[row]] == CellState::missing);
        }
        if (same) { return true; }
    }
    return false;
}

/// An empty cell says "no" there, or "nothing to say".
bool may_be_empty(const AuditContext& context, std::size_t column) {
    const std::string& name = context.name(column);
    const Kind kind = context.interpretation(column).kind;
    const Plan& plan = context.plan;
    const auto roles = plan.roles.find(name);
    const bool unused = roles == plan.roles.end() || roles->second.empty();  // notes and the like
    // Most texts are remarks, but addresses and names of people are what a file is for.
    const bool remarks = kind == Kind::text && class_of(context.meaning(column)) != PersonalClass::direct;
    if (unused || remarks || holds_remarks(name) || is_mark(context, column)) { return true; }
    if (context.interpretation(column).missing > 0 && belongs_to_mark(context, column)) { return true; }
    // Nobody has to tell a religion or an illness: gaps there are no fault.
    for (const Role role : {Role::sensitive, Role::opt_out, Role::reviewer, Role::label_flag}) {
        if (plan.has_role(name, role)) { return true; }
    }
    return plan.has_role(name, Role::consent) && (kind == Kind::date || kind == Kind::datetime);
}

/// A gap here touches every figure of the audit.
bool is_key(const AuditContext& context, std::size_t column) {
    const std::string& name = context.name(column);
    for (const Role role :
         {Role::decision, Role::outcome, Role::protected_, Role::score, Role::person, Role::timestamp, Role::consent}) {
        if (context.plan.has_role(name, role)) { return true; }
    }
    return false;
}

struct ColumnGaps {
    std::size_t column;
    std::uint64_t missing;
    Placeholders hidden;
    double share;           ///< missing and hidden
    bool may_lack = false;  ///< an empty cell is no gap: may_be_empty
};

std::vector<ColumnGaps> measure(const AuditContext& context) {
    std::vector<ColumnGaps> gaps;
    for (std::size_t c = 0; c < context.table.columns.size(); ++c) {
        if (ignored(context, c)) { continue; }
        // What stands in for a value is missing too, and told of on its own.
        const Interpretation& data = context.interpretation(c);
        std::uint64_t missing = data.missing;
        for (const std::uint32_t code : data.stand_ins) { missing -= context.table.columns[c].counts[code]; }
        ColumnGaps column{c, missing, find_placeholders(context, c), 0, may_be_empty(context, c)};
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
        static const CheckInfo value{.id = "quality.completeness",
                                     .area = Area::quality,
                                     .needs = {},
                                     .any = false,
                                     .limits = limits,
                                     .of_the_file = true};
        return value;
    }

    std::vector<Outcome> run(const AuditContext& context) const override {
        std::vector<ColumnGaps> gaps = measure(context);
        sort_few(gaps, [](const ColumnGaps& a, const ColumnGaps& b) { return a.share > b.share; });
        std::vector<Outcome> outcomes;
        outcomes.push_back(overall(context, gaps));
        if (auto hidden = placeholders(context, gaps)) { outcomes.push_back(std::move(*hidden)); }
        if (auto shortened = shortened_numbers(context)) { outcomes.push_back(std::move(*shortened)); }
        const std::vector<std::size_t> protected_columns = context.columns_with(Role::protected_);
        for (const std::size_t c : protected_columns) {
            std::vector<MissingColumn> columns;
            for (const ColumnGaps& column : gaps) {
                if (column.column == c || column.share == 0 || column.may_lack) { continue; }
                columns.push_back({column.column, missing_flags(context, column)});
            }
            if (auto outcome = missing_by_group(context, info(), c, columns, protected_columns.size())) {
                outcomes.push_back(std::move(*outcome));
            }
        }
        sort_by_severity(outcomes);
        return outcomes;
    }

private:
    /// What all columns together lack, and which of them too much.
    struct Overall {
        std::uint64_t cells = 0;
        std::uint64_t missing_cells = 0;
        std::uint64_t with_gaps = 0;  ///< columns
        std::vector<const ColumnGaps*> above;
        std::vector<const ColumnGaps*> key_above;
        /// The columns that the finding names.
        const std::vector<const ColumnGaps*>& named() const { return key_above.empty() ? above : key_above; }
        double share() const { return share_of(missing_cells, cells); }
    };

    static Overall add_up(const AuditContext& context, const std::vector<ColumnGaps>& gaps) {
        const double limit = context.limit(missing_limit);
        Overall all;
        all.cells = context.table.rows() * gaps.size();
        for (const ColumnGaps& column : gaps) {
            all.missing_cells += column.missing + column.hidden.rows;
            all.with_gaps += column.share > 0 ? 1 : 0;
            const bool empty = context.interpretation(column.column).kind == Kind::empty;
            if (empty || column.may_lack) { continue; }
            if (column.share > limit) { all.above.push_back(&column); }
            if (column.share > context.limit(key_limit) && is_key(context, column.column)) {
                all.key_above.push_back(&column);
            }
        }
        // Columns without any value are told of by quality.constant; where they are most of the file, they are what is
        // to be said of it.
        if (all.above.empty() && all.share() > std::max(limit, 0.5)) {
            for (const ColumnGaps& column : gaps) {
                if (context.interpretation(column.column).kind == Kind::empty) { all.above.push_back(&column); }
            }
        }
        return all;
    }

    Outcome overall(const AuditContext& context, const std::vector<ColumnGaps>& gaps) const {
        const Overall all = add_up(context, gaps);
        const bool key = !all.key_above.empty();
        const bool found = !all.named().empty();
        const double worst = found ? all.named().front()->share : 0;
        std::vector<std::string> names;
        for (const ColumnGaps* column : all.named()) { names.push_back(context.name(column->column)); }
        const Severity severity = key ? Severity::high : worst > 0.2 ? Severity::medium : Severity::low;
        OutcomeBuilder finding(info(),
                               key     ? Status::fail
                               : found ? Status::warn
                                       : Status::pass,
                               found ? severity : Severity::none, names);
        finding.values.text("names", listed(names))
            .count("columns", names.size())
            .count("with_gaps", all.with_gaps)
            .number("share", all.share())
            .text("column", found ? names[0] : "")
            .number("worst", worst)
            .number("limit", context.limit(key ? key_limit : missing_limit))
            .count("missing", all.missing_cells)
            .count("cells", all.cells);
        finding.say(key ? "key" : found ? "gaps" : all.missing_cells > 0 ? "few" : "none");
        Outcome outcome = finding.headline_note(found ? "column" : "all").make();
        // The headline's share is that of the worst column, where one is named.
        outcome.headline = Message(outcome.id + ".headline").number("share", found ? worst : all.share());
        outcome.metrics.count("cells", all.cells);
        outcome.metrics.count("missing_cells", all.missing_cells);
        outcome.metrics.share("missing_share", all.share());
        outcome.metrics.count("columns_with_missing", all.with_gaps);
        std::vector<std::size_t> columns;
        std::vector<CodeFlags> flags;
        for (const ColumnGaps* column : all.named()) {
            columns.push_back(column->column);
            flags.push_back(missing_flags(context, *column));
        }
        outcome.rows = rows_with_any(context, columns, flags);
        add_columns(context, gaps, outcome);
        return outcome;
    }

    /// A row of the table and a bar for each column with gaps.
    static void add_columns(const AuditContext& context, const std::vector<ColumnGaps>& gaps, Outcome& outcome) {
        const double limit = context.limit(missing_limit);
        for (const ColumnGaps& column : gaps) {
            if (column.share == 0) { break; }
            Group group;
            group.figures.text("column", context.name(column.column));
            group.figures.count("missing", column.missing);
            group.figures.count("hidden", column.hidden.rows);
            group.figures.share("share", column.share);
            outcome.groups.push_back(std::move(group));
            if (outcome.chart.rows.size() == most_chart_rows) { continue; }
            ChartRow bar;
            bar.label = context.name(column.column);
            bar.value = column.share;
            bar.n = column.missing + column.hidden.rows;
            if (column.share > limit && !column.may_lack) { bar.status = Status::warn; }
            outcome.chart.rows.push_back(std::move(bar));
        }
        if (outcome.chart.rows.empty()) { return; }
        outcome.chart.kind = Chart::Kind::bars;
        outcome.chart.title = Message(outcome.id + ".chart");
        outcome.chart.axis = Message(outcome.id + ".axis");
        outcome.chart.unit = Unit::share;
        outcome.chart.limit_high = limit;
        outcome.chart.limit_note = Message(outcome.id + ".limit_note").number("limit", limit);
    }

    std::optional<Outcome> placeholders(const AuditContext& context, const std::vector<ColumnGaps>& gaps) const {
        std::vector<std::size_t> columns;
        std::vector<CodeFlags> flags;
        std::vector<std::string> names;
        std::vector<std::string> tokens;
        std::vector<Group> groups;
        std::uint64_t cells = 0;
        bool numbers = false;
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
            Group& group = groups.emplace_back();
            group.figures.text("column", names.back());
            group.figures.count("rows", column.hidden.rows);
            group.figures.texts("tokens", column.hidden.tokens);
        }
        if (columns.empty()) { return std::nullopt; }
        OutcomeBuilder finding(info(), Status::warn, numbers ? Severity::medium : Severity::low, names);
        finding.values.count("rows", cells)
            .text("names", listed(names))
            .text("tokens", listed(tokens))
            .count("columns", names.size());
        finding.say("hidden").headline("hidden").headline_note("hidden");
        Outcome outcome = finding.remedy("hidden").why("hidden").make();
        outcome.metrics.count("hidden_cells", cells);
        outcome.groups = std::move(groups);
        outcome.rows = rows_with_any(context, columns, flags);
        if (context.options.show_cells) { add_cells(context, gaps, outcome); }
        return outcome;
    }

    /// Long numbers of which a spreadsheet kept the first digits: whom they name cannot be told any more.
    std::optional<Outcome> shortened_numbers(const AuditContext& context) const {
        std::vector<std::size_t> columns;
        std::vector<CodeFlags> flags;
        std::vector<std::string> names;
        std::uint64_t cells = 0;
        for (std::size_t c = 0; c < context.table.columns.size(); ++c) {
            const std::vector<std::uint32_t>& codes = context.interpretation(c).shortened;
            if (codes.empty() || ignored(context, c)) { continue; }
            columns.push_back(c);
            names.push_back(context.name(c));
            CodeFlags& flagged = flags.emplace_back(context.table.columns[c].counts.size());
            for (const std::uint32_t code : codes) {
                flagged[code] = 1;
                cells += context.table.columns[c].counts[code];
            }
        }
        if (columns.empty()) { return std::nullopt; }
        OutcomeBuilder finding(info(), Status::warn, Severity::medium, names);
        finding.values.count("rows", cells).text("names", listed(names)).count("columns", names.size());
        Outcome outcome = finding.say("shortened").remedy("shortened").why("shortened").make();
        outcome.metrics.count("shortened_cells", cells);
        outcome.rows = rows_with_any(context, columns, flags);
        return outcome;
    }

    static void add_cells(const AuditContext& context, const std::vector<ColumnGaps>& gaps, Outcome& outcome) {
        const std::uint32_t reason = outcome.cells.reason(Message("quality.completeness.cell"));
        for (const ColumnGaps& column : gaps) {
            if (column.hidden.rows == 0) { continue; }
            const std::vector<std::uint32_t>& codes = context.table.columns[column.column].codes;
            for (std::size_t row = 0; row < codes.size(); ++row) {
                if (column.hidden.flags[codes[row]] != 0) { outcome.cells.add(row, column.column, reason); }
            }
        }
    }
};

}  // namespace

const Check& completeness() {
    static const Completeness check;
    return check;
}

}  // namespace klarsicht::quality
