#include "audit/withhold.h"

#include <algorithm>
#include <array>
#include <map>
#include <span>
#include <utility>
#include <vector>

#include "audit/crossed_people.h"
#include "audit/told_groups.h"

namespace klarsicht {

namespace {

using stats::Sum;

/// Columns of more groups are not compared.
constexpr std::size_t most_groups = 200;
/// All columns are looked at together up to so many cells and multiplications, else two at a time.
constexpr std::size_t most_cells = 20'000;
constexpr std::uint64_t most_work = 100'000'000;

std::vector<DividedColumn> divided_columns(const AuditContext& context) {
    std::vector<DividedColumn> divided;
    for (const std::size_t column : context.columns_with(Role::protected_)) {
        if (context.interpretation(column).distinct > most_groups &&
            context.plan.bins.find(context.name(column)) == context.plan.bins.end()) {
            continue;
        }
        if (CodeGroups groups = groups_of(context, column); groups.labels.size() <= most_groups) {
            divided.push_back({column, std::move(groups)});
        }
    }
    return divided;
}

/// Finds the people about whom the groups of single columns tell too much.
class Search {
public:
    explicit Search(const AuditContext& context)
        : context_(context), measured_(measured_columns(context)), divided_(divided_columns(context)) {}

    const std::vector<std::size_t>& measured() const { return measured_; }

    /// [rows] 1 where the row is withheld; empty where none is. What is withheld can make another group small: again,
    /// until none is.
    std::vector<std::uint8_t> run() {
        if (measured_.empty() || divided_.empty()) { return {}; }
        if (people_have_several_rows(context_)) { withhold_few_of_many_rows(); }
        if (const auto together = withhold_by(divided_); together || divided_.size() < 2) { return std::move(rows_); }
        for (bool changed = true; changed;) {
            changed = false;
            for (std::size_t a = 0; a < divided_.size(); ++a) {
                for (std::size_t b = a + 1; b < divided_.size(); ++b) {
                    changed = withhold_by(std::array{divided_[a], divided_[b]}).value_or(false) || changed;
                }
            }
        }
        return std::move(rows_);
    }

private:
    /// Checks count rows. A group of enough rows that are only one to four people must look like nobody to them, alone
    /// or crossed.
    void withhold_few_of_many_rows() {
        std::vector<std::vector<DividedColumn>> sets;
        for (const DividedColumn& divided : divided_) { sets.push_back({divided}); }
        for (const std::vector<std::string>& names : context_.plan.crossed) {
            std::vector<DividedColumn>& set = sets.emplace_back();
            for (const DividedColumn& divided : divided_) {
                if (std::ranges::find(names, context_.name(divided.column)) != names.end()) { set.push_back(divided); }
            }
        }
        for (const std::vector<DividedColumn>& set : sets) {
            const std::optional<CrossedPeople> crossed =
                cross_people(context_, set, measured_, rows_, most_cells, CellOfRow::yes);
            if (!crossed) { continue; }
            std::vector<std::uint8_t> few(crossed->rows.size(), 0);
            for (const std::vector<std::uint64_t>& people : crossed->people) {
                for (std::size_t cell = 0; cell < few.size(); ++cell) {
                    few[cell] |= people[cell] > 0 && people[cell] < least_people_shown ? 1 : 0;
                }
            }
            for (std::size_t cell = 0; cell < few.size(); ++cell) {
                few[cell] &= crossed->rows[cell] >= least_people_shown ? 1 : 0;
            }
            if (std::ranges::find(few, 1) != few.end()) { withhold_rows(*crossed, few); }
        }
    }

    /// @return whether anybody more is withheld; empty where the columns make too many cells
    std::optional<bool> withhold_by(std::span<const DividedColumn> columns) {
        for (bool any = false;; any = true) {
            const std::optional<CrossedPeople> crossed =
                cross_people(context_, columns, measured_, rows_, most_cells, CellOfRow::no);
            if (!crossed) { return std::nullopt; }
            std::uint64_t sums = 1;
            for (const DividedColumn& divided : columns) { sums += divided.groups.labels.size(); }
            if (sums * sums * crossed->members.size() * crossed->people.size() > most_work) { return std::nullopt; }
            const std::optional<std::vector<std::uint8_t>> exposed = exposed_cells(*crossed, columns.size());
            if (!exposed) { return any; }
            // Which rows those are is asked for only here: most files withhold nothing.
            withhold_rows(*cross_people(context_, columns, measured_, rows_, most_cells, CellOfRow::yes), *exposed);
        }
    }

    /// @return [cells] 1 where too much follows about the people; empty where nothing does
    static std::optional<std::vector<std::uint8_t>> exposed_cells(const CrossedPeople& crossed, std::size_t columns) {
        std::vector<std::uint8_t> exposed(crossed.members.size(), 0);
        bool any = false;
        for (const std::vector<std::uint64_t>& people : crossed.people) {
            for (const Sum& few : exposed_by(crossed.members, people, columns)) {
                for (const std::size_t cell : few) { exposed[cell] |= people[cell] > 0 ? 1 : 0; }
                any = true;
            }
        }
        return any ? std::optional(std::move(exposed)) : std::nullopt;
    }

    /// @param cells [cells] 1: what is known of their people is withheld
    void withhold_rows(const CrossedPeople& crossed, const std::vector<std::uint8_t>& cells) {
        rows_.resize(crossed.cell_of_row.size());
        for (std::size_t row = 0; row < rows_.size(); ++row) {
            if (cells[crossed.cell_of_row[row]] != 0 && is_measured(row)) { rows_[row] = 1; }
        }
    }

    /// Sums about fewer than five people that follow from the groups of single columns that are large enough to be
    /// told, and from everybody's.
    static std::vector<Sum> exposed_by(const std::vector<std::vector<std::uint32_t>>& members,
                                       const std::vector<std::uint64_t>& people, std::size_t columns) {
        const auto few = [](std::uint64_t count) { return count > 0 && count < least_people_shown; };
        if (std::ranges::none_of(people, few)) { return {}; }
        std::vector<Sum> told(1);
        for (std::size_t cell = 0; cell < members.size(); ++cell) { told.front().push_back(cell); }
        for (std::size_t column = 0; column < columns; ++column) {
            std::map<std::uint32_t, Sum> groups;
            for (std::size_t cell = 0; cell < members.size(); ++cell) { groups[members[cell][column]].push_back(cell); }
            for (auto& [group, cells] : groups) {
                std::uint64_t size = 0;
                for (const std::size_t cell : cells) { size += people[cell]; }
                if (size >= least_people_shown && group != Grouping::none) { told.push_back(std::move(cells)); }
            }
        }
        stats::ToldSums sums(people, least_people_shown, told.size());
        sums.watch(watched_sums(members, people));
        for (const Sum& sum : told) { sums.tell(sum); }
        return sums.few_that_follow();
    }

    bool is_measured(std::size_t row) const {
        return std::ranges::any_of(measured_, [&](std::size_t column) {
            return context_.interpretation(column).valid(context_.table.columns[column].codes[row]);
        });
    }

    const AuditContext& context_;
    std::vector<std::size_t> measured_;
    std::vector<DividedColumn> divided_;
    std::vector<std::uint8_t> rows_;  ///< [rows] 1: withheld
};

/// The column without these rows' values, and without a trace of them: spellings that only they have are gone, and the
/// others stand in the order in which the other rows have them, on which the last digit of a sum may hang.
/// @param summary its profile, changed with it
Column without(const Column& column, const std::vector<std::uint8_t>& rows, ColumnProfile& summary) {
    const Interpretation& read = summary.interpretation;
    Column result;
    result.name = column.name;
    result.declared = column.declared;
    result.header_rows = column.header_rows;
    Interpretation interpretation = read;
    interpretation.states.clear();
    interpretation.values.clear();
    interpretation.missing = interpretation.invalid = 0;
    std::vector<std::uint32_t> number(column.counts.size(), Dictionary::npos);
    const auto numbered = [&](std::string_view spelling, CellState state, double value) {
        const std::uint32_t code = result.dictionary.add(spelling);
        if (code == result.counts.size()) {
            result.counts.push_back(0);
            interpretation.states.push_back(state);
            if (!read.values.empty()) { interpretation.values.push_back(value); }
        }
        return code;
    };
    result.codes.reserve(column.codes.size());
    for (std::size_t row = 0; row < column.codes.size(); ++row) {
        const std::uint32_t old = column.codes[row];
        std::uint32_t code = number[old];
        if (rows[row] != 0) {
            code = numbered("", CellState::missing, stats::undefined);
        } else if (code == Dictionary::npos) {
            const double value = read.values.empty() ? 0 : read.values[old];
            code = number[old] = numbered(column.dictionary[old], read.states[old], value);
        }
        result.codes.push_back(code);
        ++result.counts[code];
        interpretation.missing += interpretation.states[code] == CellState::missing ? 1 : 0;
        interpretation.invalid += interpretation.states[code] == CellState::invalid ? 1 : 0;
    }
    if (column.header_code != Dictionary::npos) { result.header_code = number[column.header_code]; }
    result.dictionary.drop_index();
    summary.interpretation = std::move(interpretation);
    summarise_again(result, summary);
    return result;
}

}  // namespace

std::optional<Withheld> withhold(const AuditContext& whole) {
    if (whole.options.show_values) { return std::nullopt; }
    Search search(whole);
    std::vector<std::uint8_t> rows = search.run();
    if (rows.empty()) { return std::nullopt; }
    Withheld result{whole.table, whole.profile, std::move(rows)};
    for (const std::size_t column : search.measured()) {
        ColumnProfile summary = whole.profile.columns[column];
        result.table.columns.replace(column, without(whole.table.columns[column], result.rows, summary));
        result.profile.columns.replace(column, std::move(summary));
    }
    return result;
}

}  // namespace klarsicht
