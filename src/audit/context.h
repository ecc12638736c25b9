#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "audit/figure.h"
#include "audit/memo.h"
#include "audit/plan.h"
#include "audit/rules.h"
#include "audit/shown_values.h"
#include "base/progress.h"
#include "profile/profile.h"
#include "table/table.h"

namespace klarsicht {

struct AuditOptions {
    bool show_values = false;  ///< all values appear, also what was decided about few people
    /// Who holds the file looks at it: values of columns that are not known to be harmless are seen as well, unless
    /// they are known to be personal. What leaves the screen goes without.
    bool on_screen = false;
    bool show_cells = false;                  ///< outcomes list their cells
    std::vector<std::string_view> only = {};  ///< ids of the checks to run; empty: all
    bool operator==(const AuditOptions&) const = default;
};

/// All that a check may look at. The plan is complete; its columns exist. Everything handed over must outlive it.
struct AuditContext {
    AuditContext(const Table& audited, const Profile& profiled, const Plan& complete, const Rules& pack,
                 AuditOptions asked = {});

    const Table& table;
    const Profile& profile;
    const Plan& plan;
    const Rules& rules;
    AuditOptions options;
    double as_of = 0;  ///< the plan's date, else today: days since 1970-01-01
    std::shared_ptr<Memo> memo = std::make_shared<Memo>();
    const std::vector<std::uint8_t>* withheld =
        nullptr;  ///< [rows] 1: its decisions read as missing (audit/withhold.h)

    /// The limit of that name: the plan's if it has one, else the rule pack's.
    double limit(std::string_view name) const;
    /// Indices of the columns with that role, in the table's order.
    std::vector<std::size_t> columns_with(Role role) const;
    std::optional<std::size_t> first_with(Role role) const;
    /// The meaning's id: the plan's if it names one, else the detected one.
    std::string_view meaning(std::size_t column) const;
    bool personal(std::size_t column) const;
    /// Which of the column's values may leave the screen.
    Shows leaving(std::size_t column) const;
    /// Whether values of the column may be written where the report goes; each of them is still looked through.
    bool shows_values(std::size_t column) const;
    /// A spelling as a report may have it: `•••` where the column's values are not shown; else without what is personal
    /// in it all the same. The one door by which a spelling leaves the table.
    std::string shown(std::size_t column, std::string_view spelling) const;
    std::string shown(std::size_t column, std::uint32_t code) const {
        return shown(column, table.columns[column].dictionary[code], table.columns[column].counts[code]);
    }
    /// Whether results about so many people may be told: CONTRACT.md, "Suppression".
    bool shows(std::uint64_t people) const { return people >= least_people_shown || options.show_values; }
    /// @param rows that hold the spelling, where it is known
    std::string shown(std::size_t column, std::string_view spelling, std::optional<std::uint64_t> rows) const;
    const std::string& name(std::size_t column) const { return table.columns[column].name; }
    const Interpretation& interpretation(std::size_t column) const { return profile.columns[column].interpretation; }
};

}  // namespace klarsicht
