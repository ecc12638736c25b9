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
#include "base/progress.h"
#include "profile/profile.h"
#include "table/table.h"

namespace klarsicht {

struct AuditOptions {
    bool show_values = false;  ///< values of personal columns appear in the report
    bool show_cells = false;   ///< outcomes list their cells
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
    /// A spelling as a report may show it: masked (`•••`) where the column is personal, not protected, and values are
    /// not to be shown.
    std::string shown(std::size_t column, std::uint32_t code) const;
    /// Whether results about so many people may be told: CONTRACT.md, "Suppression".
    bool shows(std::uint64_t people) const { return people >= least_people_shown || options.show_values; }
    const std::string& name(std::size_t column) const { return table.columns[column].name; }
    const Interpretation& interpretation(std::size_t column) const { return profile.columns[column].interpretation; }
};

}  // namespace klarsicht
