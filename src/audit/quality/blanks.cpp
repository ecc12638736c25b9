#include "audit/quality/blanks.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "audit/suggest.h"
#include "audit/suggest_names.h"
#include "base/word_list.h"
#include "table/not_known.h"
#include "table/trim.h"

namespace klarsicht::quality {

namespace {

constexpr std::size_t most_values = 40;
/// Rows that are looked at, evenly spread over the file.
constexpr std::size_t most_rows = 20'000;
/// A value with which the cell is missing in nearly all rows.
constexpr double nearly_all = 0.98;

bool any_word(std::string_view plain, std::string_view list) {
    return std::ranges::any_of(word_list("quality", list),
                               [&](const std::string& word) { return name_matches(plain, word); });
}

/// Whether one of the words is what the column is, not only of what ("company", no "company_size"); with `^` the first.
bool is_word(std::string_view plain, std::string_view list) {
    const std::string_view head = name_head(plain);
    return std::ranges::any_of(word_list("quality", list), [&](std::string_view word) {
        if (word.front() == '=' || word.front() == '*') { return name_matches(plain, word); }
        if (word.front() == '^') {
            word.remove_prefix(1);
            return plain.starts_with(word) && (plain.size() == word.size() || plain[word.size()] == '_');
        }
        const auto ends = [&](std::string_view name) {
            return name.ends_with(word) && (name.size() == word.size() || name[name.size() - word.size() - 1] == '_');
        };
        return ends(plain) || ends(head);
    });
}

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

/// Whether a column of days follows another one that is fuller: a parcel comes back after it was sent, if it does.
bool comes_after(const AuditContext& context, std::size_t column, std::size_t before) {
    constexpr std::uint64_t fewest = 5;
    const auto day = [&](std::size_t c, std::size_t row) {
        const Interpretation& data = context.interpretation(c);
        const double value = data.values[context.table.columns[c].codes[row]];
        return data.kind == Kind::datetime ? std::floor(value / 86400) : value;
    };
    std::uint64_t compared = 0, earlier = 0;
    const std::size_t rows = static_cast<std::size_t>(context.table.rows());
    for (std::size_t row = 0; row < rows; row += std::max<std::size_t>(1, rows / most_rows)) {
        const double first = day(before, row), then = day(column, row);
        if (std::isnan(first) || std::isnan(then)) { continue; }
        ++compared;
        earlier += then < first ? 1 : 0;
        if (static_cast<double>(earlier) > (1 - nearly_all) * static_cast<double>(std::min(rows, most_rows))) { break; }
    }
    return compared >= fewest && share_of(earlier, compared) <= 1 - nearly_all;
}

/// Whether another column is filled just where this one is not: a firm has a name and no birthday.
bool stands_for_another(const AuditContext& context, std::size_t column) {
    const auto& columns = context.table.columns;
    const std::uint64_t rows = context.table.rows(), missing = context.interpretation(column).missing;
    const auto nearly = static_cast<std::uint64_t>(nearly_all * static_cast<double>(rows));
    for (std::size_t other = 0; other < columns.size(); ++other) {
        const Interpretation& data = context.interpretation(other);
        // Together they lack one cell in nearly every row.
        if (other == column || data.missing + missing < nearly || data.missing + missing > 2 * rows - nearly) {
            continue;
        }
        std::uint64_t alike = 0;
        for (std::size_t row = 0; row < rows && alike <= rows - nearly; ++row) {
            const bool here = context.interpretation(column).states[columns[column].codes[row]] == CellState::missing;
            alike += here == (data.states[columns[other].codes[row]] == CellState::missing) ? 1 : 0;
        }
        if (alike <= rows - nearly && data.missing > 0) { return true; }
    }
    return false;
}

/// Days of something that need not have happened.
bool may_not_have_happened(const AuditContext& context, std::size_t column) {
    const Interpretation& data = context.interpretation(column);
    if (!is_dated(data.kind) || context.meaning(column) == "birth_date") { return false; }
    if (any_word(plain_name(context.name(column)), "happens_later")) { return true; }
    if (data.missing * 2 > context.table.rows()) { return true; }
    for (std::size_t other = 0; other < context.table.columns.size(); ++other) {
        const Interpretation& before = context.interpretation(other);
        if (other == column || !is_dated(before.kind) || ignored(context, other) || before.missing * 2 > data.missing) {
            continue;
        }
        if (context.meaning(other) != "birth_date" && comes_after(context, column, other)) { return true; }
    }
    return false;
}

struct Explaining {
    std::uint64_t lacking = 0;        ///< rows with values that go without
    std::uint64_t elsewhere = 0;      ///< rows with others
    std::uint64_t still_missing = 0;  ///< of those
};

/// The other columns, the nearest first; of very many so few that all pairs together take some hundredths of a second.
std::vector<std::size_t> nearest_columns(const Table& table, std::size_t column) {
    constexpr std::size_t most_steps = 30'000'000, fewest = 8;
    const std::size_t rows = std::min<std::size_t>(static_cast<std::size_t>(table.rows()), most_rows);
    const std::size_t count = table.columns.size();
    const std::size_t most = std::max(fewest, most_steps / (count * rows + 1));
    std::vector<std::size_t> nearest;
    for (std::size_t distance = 1; distance < count && nearest.size() < most; ++distance) {
        if (distance <= column) { nearest.push_back(column - distance); }
        if (column + distance < count) { nearest.push_back(column + distance); }
    }
    return nearest;
}

/// How the missing cells of a column divide by the values of another.
Explaining divide(const Column& column, const CodeFlags& missing, const Column& by, const Interpretation& data,
                  double share) {
    std::vector<std::uint32_t> rows(by.counts.size()), lacks(by.counts.size());
    const std::size_t step = std::max<std::size_t>(1, column.codes.size() / most_rows);
    for (std::size_t row = 0; row < column.codes.size(); row += step) {
        ++rows[by.codes[row]];
        lacks[by.codes[row]] += missing[column.codes[row]];
    }
    Explaining result;
    for (std::size_t value = 0; value < rows.size(); ++value) {
        // So many in a row are no chance: with a share of a half, ten of ten.
        constexpr double surely = -6.9;
        const bool all = data.valid(static_cast<std::uint32_t>(value)) && lacks[value] >= nearly_all * rows[value] &&
                         not_known(trim(by.dictionary[static_cast<std::uint32_t>(value)])) == NotKnown::no &&
                         rows[value] * std::log(share) < surely;
        (all ? result.lacking : result.elsewhere) += rows[value];
        result.still_missing += all ? 0 : lacks[value];
    }
    return result;
}

}  // namespace

bool may_be_blank(const AuditContext& context, std::size_t column) {
    const std::string& name = context.name(column);
    const Interpretation& data = context.interpretation(column);
    const Plan& plan = context.plan;
    const auto roles = plan.roles.find(name);
    const bool unused = roles == plan.roles.end() || roles->second.empty();  // notes and the like
    // Most texts are remarks, but addresses and names of people are what a file is for.
    const bool remarks = data.kind == Kind::text && class_of(context.meaning(column)) != PersonalClass::direct;
    if (unused || remarks || holds_remarks(name) || is_mark(context, column)) { return true; }
    if (data.missing == 0) { return false; }
    if (is_word(plain_name(name), "may_be_blank")) { return true; }
    if (belongs_to_mark(context, column) || may_not_have_happened(context, column)) { return true; }
    if (stands_for_another(context, column)) { return true; }
    // Nobody has to tell a religion or an illness: gaps there are no fault.
    for (const Role role : {Role::sensitive, Role::opt_out, Role::reviewer, Role::label_flag}) {
        if (plan.has_role(name, role)) { return true; }
    }
    return plan.has_role(name, Role::consent) && is_dated(data.kind);
}

bool explained_by_another(const AuditContext& context, std::size_t column, const CodeFlags& missing, double most) {
    const auto& columns = context.table.columns;
    std::uint64_t rows = 0;
    for (std::size_t code = 0; code < missing.size(); ++code) {
        rows += missing[code] != 0 ? columns[column].counts[code] : 0;
    }
    const double share = share_of(rows, context.table.rows());
    if (share == 0 || share == 1) { return false; }
    for (const std::size_t by : nearest_columns(context.table, column)) {
        const Interpretation& data = context.interpretation(by);
        const bool groups = data.kind == Kind::category || data.kind == Kind::boolean || data.kind == Kind::integer;
        if (!groups || data.distinct < 2 || columns[by].counts.size() > most_values || ignored(context, by) ||
            context.plan.has_role(context.name(by), Role::protected_)) {
            continue;
        }
        const Explaining parts = divide(columns[column], missing, columns[by], data, share);
        constexpr std::uint64_t fewest = 10;
        if (parts.lacking > 0 && parts.elsewhere >= fewest && share_of(parts.still_missing, parts.elsewhere) <= most) {
            return true;
        }
    }
    return false;
}

}  // namespace klarsicht::quality
