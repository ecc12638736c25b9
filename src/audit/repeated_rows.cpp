#include "audit/repeated_rows.h"

#include <algorithm>

#include "stats/confusion.h"
#include "stats/equivalence_classes.h"

namespace klarsicht {

namespace {

/// A smaller share of repeats changes no verdict.
constexpr double least_share = 0.05;

/// What the check of duplicates says of rows that are probably not different people.
bool calls_them_duplicates(std::span<const Outcome> outcomes) {
    return std::ranges::any_of(outcomes, [](const Outcome& outcome) {
        return outcome.id == "quality.duplicates" && (outcome.title.key == "quality.duplicates.title.unlikely" ||
                                                      outcome.title.key == "quality.duplicates.title.exact");
    });
}

/// [rows] 1: equal to an earlier one in every column. Whether they are equal in what is withheld is not told.
std::vector<std::uint8_t> repeated_rows(const AuditContext& context) {
    const Table& table = context.table;
    stats::EquivalenceClasses classes(table.rows());
    for (const Column& column : table.columns) {
        if (classes.all_alone()) { break; }
        classes.refine(column.codes, static_cast<std::uint32_t>(column.dictionary.size()));
    }
    std::vector<std::uint8_t> repeated(static_cast<std::size_t>(table.rows()), 0);
    classes.for_each([&](std::span<const std::uint32_t> rows) {
        for (const std::uint32_t row : rows.subspan(1)) {
            repeated[row] = context.withheld == nullptr || (*context.withheld)[row] == 0 ? 1 : 0;
        }
    });
    return repeated;
}

/// Every spelling still stands in one row at least, so that the codes stay.
void leave_out(const std::vector<std::uint8_t>& rows, Column& column, ColumnProfile& summary) {
    std::size_t kept = 0;
    Interpretation& read = summary.interpretation;
    std::ranges::fill(column.counts, 0);
    read.missing = read.invalid = 0;
    for (std::size_t row = 0; row < column.codes.size(); ++row) {
        if (rows[row] != 0) { continue; }
        const std::uint32_t code = column.codes[row];
        column.codes[kept++] = code;
        ++column.counts[code];
        read.missing += read.states[code] == CellState::missing ? 1 : 0;
        read.invalid += read.states[code] == CellState::invalid ? 1 : 0;
    }
    column.codes.resize(kept);
    summarise_again(column, summary);
}

bool alarms(const Outcome& outcome) { return outcome.status == Status::warn || outcome.status == Status::fail; }

}  // namespace

std::optional<DistinctRows> distinct_rows(const AuditContext& context, std::span<const Outcome> outcomes) {
    if (context.first_with(Role::person) || !calls_them_duplicates(outcomes)) { return std::nullopt; }
    const std::vector<std::uint8_t> repeated = repeated_rows(context);
    const auto repeats = static_cast<std::uint64_t>(std::ranges::count(repeated, 1));
    if (stats::rate(repeats, context.table.rows()) < least_share) { return std::nullopt; }
    DistinctRows result{context.table, context.profile, repeats};
    for (std::size_t c = 0; c < context.table.columns.size(); ++c) {
        Column column = context.table.columns[c].copy();
        ColumnProfile summary = context.profile.columns[c];
        leave_out(repeated, column, summary);
        column.dictionary.drop_index();
        result.table.columns.replace(c, std::move(column));
        result.profile.columns.replace(c, std::move(summary));
    }
    return result;
}

void count_rows_once(const AuditContext& context, const DistinctRows& distinct, std::span<const Check* const> checks,
                     std::vector<Outcome>& outcomes) {
    const AuditContext once(distinct.table, distinct.profile, context.plan, context.rules, context.options);
    for (const Check* check : checks) {
        const CheckInfo& info = check->info();
        const auto judges = [&](const Outcome& outcome) { return outcome.id == info.id && alarms(outcome); };
        if (info.area != Area::bias || std::ranges::none_of(outcomes, judges)) { continue; }
        const std::vector<Outcome> again = check->run(once);
        for (Outcome& outcome : outcomes) {
            if (!judges(outcome)) { continue; }
            const bool holds = std::ranges::any_of(
                again, [&](const Outcome& other) { return alarms(other) && other.subject == outcome.subject; });
            if (!holds) {
                outcome.status = Status::info;
                outcome.severity = Severity::none;
            }
            Message text(holds ? "bias.repeated.holds" : "bias.repeated.gone");
            text.count("repeats", distinct.repeats).count("rows", context.table.rows());
            outcome.notes.push_back({.id = "repeated_rows", .text = std::move(text), .help = {}});
        }
    }
}

}  // namespace klarsicht
