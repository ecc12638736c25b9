#include "audit/withhold.h"

#include <algorithm>
#include <array>
#include <functional>
#include <utility>
#include <vector>

#include "audit/groups.h"

namespace klarsicht {

namespace {

/// Columns of these roles say what was decided, predicted or measured.
constexpr std::array measured_roles = {Role::decision, Role::outcome, Role::score, Role::price, Role::treatment};
/// Columns of more groups are not compared.
constexpr std::size_t most_groups = 200;
/// What is withheld can expose others; it comes to an end, because every round withholds more people.
constexpr int most_rounds = 10;

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

class Search {
public:
    Search(const AuditContext& context, std::vector<std::uint8_t> also)
        : context_(context),
          measured_(measured_columns(context)),
          rows_(std::move(also)),
          withheld_(static_cast<std::uint64_t>(std::ranges::count(rows_, 1))) {
        for (const std::size_t column : context.columns_with(Role::protected_)) {
            if (context.interpretation(column).distinct > most_groups &&
                context.plan.bins.find(context.name(column)) == context.plan.bins.end()) {
                continue;
            }
            if (CodeGroups groups = groups_of(context, column); groups.labels.size() <= most_groups) {
                divided_.push_back({column, std::move(groups)});
            }
        }
    }

    const std::vector<std::size_t>& measured() const { return measured_; }

    /// [rows] 1 where the row is withheld; empty where none is. What is withheld can make another group small: again,
    /// until none is.
    std::vector<std::uint8_t> run() {
        if (measured_.empty()) { return {}; }
        for (bool changed = true; changed;) {
            changed = false;
            for (const Divided& divided : divided_) {
                for (const std::size_t column : measured_) { changed = withhold_small(divided, column) || changed; }
            }
        }
        return std::move(rows_);
    }

private:
    struct Divided {
        std::size_t column;
        CodeGroups groups;
    };

    /// Whether any group can have fewer known cells than may be shown: told from the counts, without looking at rows.
    bool may_be_small(const Divided& divided, std::size_t column) const {
        const Interpretation& interpretation = context_.interpretation(column);
        const std::uint64_t unknown = interpretation.missing + interpretation.invalid + withheld_;
        const auto small = [&](std::uint64_t size) { return size > 0 && size < least_people_shown + unknown; };
        std::uint64_t without_group = context_.table.rows();
        for (const std::uint64_t size : divided.groups.sizes) { without_group -= size; }
        return small(without_group) || std::ranges::any_of(divided.groups.sizes, small);
    }

    bool withhold_small(const Divided& divided, std::size_t column) {
        if (!may_be_small(divided, column)) { return false; }
        const std::vector<std::uint32_t>& group_codes = context_.table.columns[divided.column].codes;
        const std::vector<std::uint32_t>& codes = context_.table.columns[column].codes;
        const Interpretation& interpretation = context_.interpretation(column);
        // Who is in no group is the last one: a total less all groups tells of them as well.
        const std::size_t groups = divided.groups.labels.size() + 1;
        const auto group_of = [&](std::size_t row) -> std::size_t {
            if (!interpretation.valid(codes[row]) || (!rows_.empty() && rows_[row] != 0)) { return groups; }
            return std::min<std::size_t>(divided.groups.group[group_codes[row]], groups - 1);
        };
        std::vector<std::uint64_t> known(groups);
        for (std::size_t row = 0; row < codes.size(); ++row) {
            if (const std::size_t group = group_of(row); group < groups) { ++known[group]; }
        }
        std::uint64_t together = 0;
        for (const std::uint64_t people : known) { together += people < least_people_shown ? people : 0; }
        if (together == 0 || together >= least_people_shown) { return false; }
        std::vector<std::uint8_t> more(codes.size());
        for (std::size_t row = 0; row < codes.size(); ++row) {
            const std::size_t group = group_of(row);
            more[row] = group < groups && known[group] < least_people_shown ? 1 : 0;
        }
        rows_.resize(codes.size());
        for (std::size_t row = 0; row < codes.size(); ++row) { rows_[row] |= more[row]; }
        withheld_ += together;
        return true;
    }

    const AuditContext& context_;
    std::vector<std::size_t> measured_;
    std::vector<Divided> divided_;
    std::vector<std::uint8_t> rows_;
    std::uint64_t withheld_;
};

/// The column without these rows' values. @param summary its profile, changed with it
Column without(const Column& column, const std::vector<std::uint8_t>& rows, ColumnProfile& summary) {
    Column result;
    result.name = column.name;
    result.header_rows = column.header_rows;
    result.header_code = column.header_code;
    for (std::uint32_t code = 0; code < column.dictionary.size(); ++code) {
        result.dictionary.add(column.dictionary[code]);
    }
    result.codes = column.codes;
    result.counts = column.counts;
    Interpretation& interpretation = summary.interpretation;
    auto missing = static_cast<std::uint32_t>(std::ranges::find(interpretation.states, CellState::missing) -
                                              interpretation.states.begin());
    if (missing == interpretation.states.size()) {
        missing = result.dictionary.add("");
        result.counts.push_back(0);
        interpretation.states.push_back(CellState::missing);
        if (!interpretation.values.empty()) { interpretation.values.push_back(stats::undefined); }
    }
    result.dictionary.drop_index();
    for (std::size_t row = 0; row < rows.size(); ++row) {
        std::uint32_t& code = result.codes[row];
        if (rows[row] == 0 || interpretation.states[code] == CellState::missing) { continue; }
        --result.counts[code];
        interpretation.invalid -= interpretation.states[code] == CellState::invalid ? 1 : 0;
        ++interpretation.missing;
        ++result.counts[missing];
        code = missing;
    }
    summarise_again(result, summary);
    return result;
}

/// @param also [rows] 1: withheld in any case; may be empty
std::optional<Withheld> withhold_with(const AuditContext& whole, std::vector<std::uint8_t> also) {
    Search search(whole, std::move(also));
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

}  // namespace

std::optional<Withheld> withhold(const AuditContext& whole) {
    if (whole.options.show_values) { return std::nullopt; }
    std::optional<Withheld> withheld = withhold_with(whole, {});
    for (int round = 0; round < most_rounds; ++round) {
        std::vector<std::uint8_t> exposed =
            withheld
                ? exposed_rows(AuditContext(withheld->table, withheld->profile, whole.plan, whole.rules, whole.options))
                : exposed_rows(whole);
        if (exposed.empty()) { break; }
        if (withheld) { std::ranges::transform(exposed, withheld->rows, exposed.begin(), std::bit_or<>{}); }
        withheld = withhold_with(whole, std::move(exposed));
    }
    return withheld;
}

}  // namespace klarsicht
