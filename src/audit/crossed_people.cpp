#include "audit/crossed_people.h"

#include <algorithm>
#include <array>
#include <utility>

namespace klarsicht {

namespace {

constexpr std::array measured_roles = {Role::decision, Role::outcome, Role::score, Role::price, Role::treatment};

constexpr MemoKey<std::optional<std::size_t>> person_key{"audit.person"};

/// The column that says who a row is about. Kept, because every two of many columns ask for it.
std::optional<std::size_t> person_column(const AuditContext& context) {
    return context.memo->get(person_key, [&] { return context.first_with(Role::person); });
}

/// Counts each person once.
class People {
public:
    explicit People(const AuditContext& context) {
        const std::optional<std::size_t> person = person_column(context);
        if (!person) { return; }
        const Column& column = context.table.columns[*person];
        interpretation_ = &context.interpretation(*person);
        // Most files have one row a person.
        if (interpretation_->distinct + interpretation_->missing + interpretation_->invalid == column.rows()) {
            return;
        }
        codes_ = column.codes.data();
        seen_.resize(column.dictionary.size());
    }

    std::vector<std::uint64_t> count(std::size_t cells, const std::vector<std::uint32_t>& cell_of_row,
                                     const auto& known) {
        std::vector<std::uint64_t> people(cells, 0);
        std::vector<std::uint8_t> rows(codes_ == nullptr ? 0 : cells, 0);
        std::ranges::fill(seen_, std::uint8_t{0});
        for (std::size_t row = 0; row < cell_of_row.size(); ++row) {
            if (!known(row)) { continue; }
            if (codes_ != nullptr) {
                rows[cell_of_row[row]] = 1;
                if (std::uint8_t& seen = seen_[codes_[row]]; interpretation_->valid(codes_[row])) {
                    if (seen != 0) { continue; }
                    seen = 1;
                }
            }
            ++people[cell_of_row[row]];
        }
        // Whose first row is elsewhere is still somebody.
        for (std::size_t cell = 0; cell < rows.size(); ++cell) {
            people[cell] = std::max<std::uint64_t>(people[cell], rows[cell]);
        }
        return people;
    }

private:
    const Interpretation* interpretation_ = nullptr;
    const std::uint32_t* codes_ = nullptr;
    std::vector<std::uint8_t> seen_;
};

void count_measures(const AuditContext& context, std::span<const std::size_t> measured,
                    const std::vector<std::uint8_t>& left_out, CrossedPeople& crossed) {
    People people(context);
    const auto in = [&](std::size_t row) { return left_out.empty() || left_out[row] == 0; };
    const auto take = [&](std::vector<std::uint64_t> counts) {
        if (std::ranges::find(crossed.people, counts) == crossed.people.end()) {
            crossed.people.push_back(std::move(counts));
        }
    };
    const std::size_t cells = crossed.members.size();
    bool everybody = measured.empty();
    bool counted = false;
    for (const std::size_t column : measured) {
        const Interpretation& interpretation = context.interpretation(column);
        if (interpretation.missing + interpretation.invalid == 0) {
            everybody = true;
        } else {
            const std::vector<std::uint32_t>& codes = context.table.columns[column].codes;
            take(people.count(cells, crossed.cell_of_row,
                              [&](std::size_t row) { return in(row) && interpretation.valid(codes[row]); }));
        }
        // In its turn, so that the first measure is the first column.
        if (everybody && !counted) {
            take(people.count(cells, crossed.cell_of_row, in));
            counted = true;
        }
    }
    if (everybody && !counted) { take(people.count(cells, crossed.cell_of_row, in)); }
}

}  // namespace

std::optional<CrossedPeople> cross_people(const AuditContext& context, std::span<const DividedColumn> columns,
                                          std::span<const std::size_t> measured,
                                          const std::vector<std::uint8_t>& left_out, std::size_t most,
                                          CellOfRow cell_of_row) {
    const std::optional<CrossedKeys> keys = CrossedKeys::of(context, columns);
    if (!keys) { return std::nullopt; }
    const bool rows_only = left_out.empty() && rows_are_people(context, measured);
    CrossedPeople crossed;
    if (cell_of_row == CellOfRow::yes || !rows_only) { crossed.cell_of_row.resize(context.table.rows()); }
    KeyNumbers numbers(keys->possible());
    keys->each_row(context.table.rows(), [&](std::size_t row, std::uint64_t key) {
        const std::uint32_t cell = numbers.of(key);
        if (cell == crossed.rows.size()) { crossed.rows.push_back(0); }
        ++crossed.rows[cell];
        if (!crossed.cell_of_row.empty()) { crossed.cell_of_row[row] = cell; }
        return crossed.rows.size() <= most;
    });
    if (crossed.rows.size() > most) { return std::nullopt; }
    for (const std::uint64_t key : numbers.keys()) { crossed.members.push_back(keys->members(key)); }
    if (rows_only) {
        crossed.people.push_back(crossed.rows);
    } else {
        count_measures(context, measured, left_out, crossed);
    }
    if (cell_of_row == CellOfRow::no) { crossed.cell_of_row = {}; }
    return crossed;
}

bool rows_are_people(const AuditContext& context, std::span<const std::size_t> measured) {
    return !people_have_several_rows(context) && std::ranges::all_of(measured, [&](std::size_t column) {
        return context.interpretation(column).missing + context.interpretation(column).invalid == 0;
    });
}

bool people_have_several_rows(const AuditContext& context) {
    const std::optional<std::size_t> person = person_column(context);
    if (!person) { return false; }
    const Interpretation& interpretation = context.interpretation(*person);
    return interpretation.distinct + interpretation.missing + interpretation.invalid < context.table.rows();
}

std::vector<std::size_t> measured_columns(const AuditContext& context) {
    std::vector<std::size_t> columns;
    for (const Role role : measured_roles) {
        for (const std::size_t column : context.columns_with(role)) {
            // An age may be a score and divide people; a decision is measured, whatever else it is.
            const bool divides = role != Role::decision && role != Role::outcome &&
                                 context.plan.has_role(context.name(column), Role::protected_);
            if (!divides && std::ranges::find(columns, column) == columns.end()) { columns.push_back(column); }
        }
    }
    return columns;
}

}  // namespace klarsicht
