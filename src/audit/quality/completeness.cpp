#include <algorithm>
#include <array>

#include "audit/name_words.h"
#include "audit/placeholders.h"
#include "audit/quality/blanks.h"
#include "audit/quality/checks.h"
#include "audit/quality/missing_by_group.h"
#include "audit/quality/rows.h"
#include "audit/suggest.h"
#include "base/sort_few.h"
#include "base/word_list.h"

namespace klarsicht::quality {

namespace {

constexpr std::string_view missing_limit = "quality.completeness.missing_share";
constexpr std::string_view key_limit = "quality.completeness.key_missing_share";
constexpr std::array limits = {missing_limit, key_limit, group_gap_limit};
constexpr std::size_t most_chart_rows = 12;

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
    bool may_lack = false;  ///< an empty cell is no gap
    bool nothing = false;   ///< no cell holds a value: quality.constant tells of it
    bool told = false;      ///< the first finding names the column
    bool part = false;      ///< what is not known is one of its values: counts_an_audience
    std::uint64_t all() const { return missing + hidden.rows; }
};

CodeFlags missing_flags(const AuditContext& context, const ColumnGaps& gaps) {
    const Interpretation& data = context.interpretation(gaps.column);
    CodeFlags flags = gaps.hidden.flags;
    flags.resize(data.states.size());
    for (std::size_t code = 0; code < flags.size(); ++code) {
        if (data.states[code] == CellState::missing) { flags[code] = 1; }
    }
    return flags;
}

/// Who is compared, who a person is and who agreed must be known of everybody; what happened, only where it could.
bool is_explained(const AuditContext& context, const ColumnGaps& gaps) {
    const double most = context.limit(missing_limit);
    if (gaps.share <= most || gaps.nothing) { return false; }
    for (const Role role : {Role::protected_, Role::person, Role::consent}) {
        if (context.plan.has_role(context.name(gaps.column), role)) { return false; }
    }
    return explained_by_another(context, gaps.column, missing_flags(context, gaps), most);
}

/// A report of what was shown and clicked, nobody in it: there "unknown" is a part of the audience like any other.
bool counts_an_audience(const AuditContext& context) {
    std::size_t counts = 0;
    for (std::size_t c = 0; c < context.table.columns.size(); ++c) {
        const std::string& name = context.name(c);
        if (context.plan.has_role(name, Role::person) || class_of(context.meaning(c)) == PersonalClass::direct) {
            return false;
        }
        const Kind kind = context.interpretation(c).kind;
        const bool number = is_numeric(kind);
        counts += number && name_speaks(plain_name(name), word_list("quality", "audience")) ? 1 : 0;
    }
    return counts >= 2;
}

std::vector<ColumnGaps> measure(const AuditContext& context) {
    std::vector<ColumnGaps> gaps;
    const bool audience = counts_an_audience(context);
    for (std::size_t c = 0; c < context.table.columns.size(); ++c) {
        if (ignored(context, c)) { continue; }
        // What stands in for a value is missing too, and told of on its own.
        const Interpretation& data = context.interpretation(c);
        std::uint64_t missing = data.missing;
        for (const std::uint32_t code : data.stand_ins) { missing -= context.table.columns[c].counts[code]; }
        ColumnGaps column{.column = c, .missing = missing, .hidden = find_placeholders(context, c)};
        column.share = share_of(column.all(), context.table.rows());
        column.nothing = column.all() == context.table.rows() && data.distinct <= 1;
        column.part = audience && missing == 0 && data.values.empty();
        // A number that most rows hold says that there is none: days since a purchase, of those who bought nothing.
        const bool mostly = is_numeric(data.kind) && column.hidden.rows * 2 > context.table.rows();
        column.may_lack = column.part || mostly || may_be_blank(context, c) || is_explained(context, column);
        gaps.push_back(std::move(column));
    }
    return gaps;
}

class Completeness final : public Check {
public:
    const CheckInfo& info() const override {
        static const CheckInfo value{.id = "quality.completeness",
                                     .area = Area::quality,
                                     .needs = {},
                                     .any = false,
                                     .limits = limits,
                                     .of_the_file = true,
                                     .answers = true};
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
        std::vector<ColumnGaps*> above;
        std::vector<ColumnGaps*> key_above;
        std::vector<std::string> rightly;  ///< above, but an empty cell is no gap there
        /// The columns that the finding names.
        const std::vector<ColumnGaps*>& named() const { return key_above.empty() ? above : key_above; }
        double share() const { return share_of(missing_cells, cells); }
    };

    static Overall add_up(const AuditContext& context, std::vector<ColumnGaps>& gaps) {
        const double limit = context.limit(missing_limit);
        Overall all;
        all.cells = context.table.rows() * gaps.size();
        for (ColumnGaps& column : gaps) {
            all.missing_cells += column.all();
            all.with_gaps += column.share > 0 ? 1 : 0;
            constexpr std::uint64_t fewest = 2;  // one cell of a few rows is no share
            if (column.nothing || column.all() < fewest) { continue; }
            if (column.may_lack) {
                if (column.share > limit) { all.rightly.push_back(context.name(column.column)); }
                continue;
            }
            if (column.share > limit) { all.above.push_back(&column); }
            if (column.share > context.limit(key_limit) && is_key(context, column.column)) {
                all.key_above.push_back(&column);
            }
        }
        // Columns without any value are told of by quality.constant; where they are most of the file, they are what is
        // to be said of it.
        if (all.above.empty() && all.share() > std::max(limit, 0.5)) {
            for (ColumnGaps& column : gaps) {
                if (context.interpretation(column.column).kind == Kind::empty) { all.above.push_back(&column); }
            }
        }
        for (ColumnGaps* column : all.named()) { column->told = true; }
        return all;
    }

    Outcome overall(const AuditContext& context, std::vector<ColumnGaps>& gaps) const {
        const Overall all = add_up(context, gaps);
        const bool key = !all.key_above.empty();
        const bool found = !all.named().empty();
        const double worst = found ? all.named().front()->share : 0;
        const bool rightly = !found && !all.rightly.empty();
        // No column is to be named, and yet much is missing: where nothing stands at all.
        const bool whole = !found && !rightly && all.share() > context.limit(missing_limit);
        std::vector<std::string> names = all.rightly, tokens;
        std::uint64_t hidden = 0;
        if (found) { names.clear(); }
        for (const ColumnGaps* column : all.named()) {
            names.push_back(context.name(column->column));
            hidden += column->hidden.rows;
            add_tokens(column->hidden, tokens);
        }
        const Severity severity = key ? Severity::high : worst > 0.2 ? Severity::medium : Severity::low;
        OutcomeBuilder finding(info(),
                               key                ? Status::fail
                               : found            ? Status::warn
                               : rightly || whole ? Status::info
                                                  : Status::pass,
                               found ? severity : Severity::none, found ? names : std::vector<std::string>());
        finding.values.text("names", listed(names))
            .count("columns", names.size())
            .count("with_gaps", all.with_gaps)
            .number("share", all.share())
            .text("column", found ? names[0] : "")
            .number("worst", worst)
            .number("limit", context.limit(key ? key_limit : missing_limit))
            .count("missing", all.missing_cells)
            .count("cells", all.cells)
            .count("hidden", hidden)
            .text("tokens", listed(tokens))
            // What the columns named lack is all: a sum of it says nothing new.
            .count("told", found && all.with_gaps == names.size() ? 1 : 0);
        const std::string_view variant = key                     ? "key"
                                         : found                 ? "gaps"
                                         : rightly               ? "rightly"
                                         : whole                 ? "whole"
                                         : all.missing_cells > 0 ? "few"
                                                                 : "none";
        finding.title(variant).summary(std::string(variant) + (tokens.empty() ? "" : "_hidden"));
        if (rightly || whole) { finding.remedy("rightly"); }
        Outcome outcome = finding.headline_note(found ? "column" : "all").make();
        // The headline's share is that of the worst column, where one is named.
        outcome.headline = Message(outcome.id + ".headline").number("share", found ? worst : all.share());
        outcome.metrics.count("cells", all.cells);
        outcome.metrics.count("missing_cells", all.missing_cells);
        outcome.metrics.share("missing_share", all.share());
        outcome.metrics.count("columns_with_missing", all.with_gaps);
        if (hidden > 0) { outcome.metrics.count("hidden_cells", hidden); }
        std::vector<std::size_t> columns;
        std::vector<CodeFlags> flags;
        for (const ColumnGaps* column : all.named()) {
            columns.push_back(column->column);
            flags.push_back(missing_flags(context, *column));
        }
        outcome.rows = rows_with_any(context, columns, flags);
        add_columns(context, gaps, outcome);
        if (context.options.show_cells) { add_cells(context, gaps, true, outcome); }
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
            bar.n = column.all();
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
            if (column.hidden.rows == 0 || column.told || column.nothing || column.part) { continue; }
            columns.push_back(column.column);
            flags.push_back(column.hidden.flags);
            names.push_back(context.name(column.column));
            cells += column.hidden.rows;
            numbers |= !context.interpretation(column.column).values.empty();
            add_tokens(column.hidden, tokens);
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
        const std::string_view variant = tokens.empty() ? "blank" : "hidden";
        finding.say(variant).headline("hidden").headline_note(variant);
        Outcome outcome = finding.remedy("hidden").why("hidden").make();
        outcome.metrics.count("hidden_cells", cells);
        outcome.groups = std::move(groups);
        outcome.rows = rows_with_any(context, columns, flags);
        if (context.options.show_cells) { add_cells(context, gaps, false, outcome); }
        return outcome;
    }

    static void add_tokens(const Placeholders& hidden, std::vector<std::string>& tokens) {
        for (const std::string& token : hidden.tokens) {
            if (std::ranges::find(tokens, token) == tokens.end()) { tokens.push_back(token); }
        }
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

    static void add_cells(const AuditContext& context, const std::vector<ColumnGaps>& gaps, bool told,
                          Outcome& outcome) {
        const std::uint32_t reason = outcome.cells.reason(Message("quality.completeness.cell"));
        for (const ColumnGaps& column : gaps) {
            if (column.hidden.rows == 0 || column.told != told) { continue; }
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
