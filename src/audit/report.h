#pragma once
#include <array>
#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "audit/card.h"
#include "audit/comparison.h"
#include "audit/context.h"
#include "audit/inputs.h"
#include "audit/joint_counts.h"
#include "audit/measure_tree.h"
#include "audit/offered_remedies.h"
#include "audit/outcome.h"
#include "audit/understanding.h"
#include "audit/used_limits.h"

namespace klarsicht {

struct ShownValue {
    std::string value;  ///< masked where it must be
    std::uint64_t count = 0;
};

/// A column as a report shows it: no raw value that must not be shown.
struct ColumnReport {
    std::string name;
    std::size_t index = 0;
    ColumnProfile summary;  ///< without per-code data
    std::string meaning;
    std::vector<Role> roles;
    std::vector<Message> why;  ///< what speaks for the roles
    std::vector<ShownValue> top;
    std::vector<ShownValue> patterns;  ///< how values are written (profile/patterns.h); none of few rows
    bool masked = false;               ///< its values are not in the report
    bool stays_here = false;  ///< they are, to be looked at, and would not leave the screen, not all of them at least
    bool harmless = false;    ///< the person says that it names nobody

    /// Whether its values leave the screen only because, or if, the person says that it names nobody.
    bool kept_back() const { return masked || stays_here || harmless; }
};

struct AreaReport {
    Area area;
    Status status;                          ///< audit/area_status.h
    std::array<std::uint64_t, 5> counts{};  ///< by Status
    std::array<std::uint64_t, 5> read{};    ///< the same of what people read: a card is one
};

/// All that an audit says, without a language. Rendered by src/report.
struct Report {
    Source source;
    std::vector<InputReport> inputs;  ///< the current file first; empty where it is the only one
    Plan plan;
    std::string rules;
    std::vector<ColumnReport> columns;
    Understanding understanding;
    std::vector<AreaReport> areas;  ///< in the order of Area
    std::vector<Outcome> outcomes;  ///< in the order in which people should look: audit/reading_order.h
    std::vector<Card> cards;        ///< what people read in place of some of them
    std::map<std::string, std::vector<UsedLimit>, std::less<>> limits;  ///< by check
    JointCounts counts;                                                 ///< decisions by protected columns crossed
    std::uint64_t withheld_rows =
        0;  ///< rows whose decisions no check saw, because they are of too few people (audit/withhold.h)
    std::span<const MeasureQuestion> measure_tree;  ///< empty where no figure of the bias area is explained
    std::vector<RemedyOffer> remedies;              ///< that the file allows
    Record record;                                  ///< what people decided about it
    std::optional<SinceSignOff> since_sign_off;     ///< where it was signed off
    std::optional<Comparison> comparison;           ///< with an earlier one
    AuditOptions options;
};

/// Completes the plan, runs every check, and collects what they say.
/// @param given the person's plan, as far as there is one
Result<Report> audit(const Table& table, const Profile& profile, Plan given, const Rules& rules,
                     const AuditOptions& options, Progress& progress);

}  // namespace klarsicht
