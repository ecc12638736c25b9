#pragma once
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "audit/bias/counts/cube.h"
#include "audit/bias/counts/told_crossings.h"
#include "audit/check.h"
#include "audit/dividing_columns.h"
#include "audit/groups.h"
#include "stats/decision_cube.h"

namespace klarsicht::bias {

/// The columns whose decisions are compared.
struct DecisionColumns {
    std::optional<std::size_t> decision;
    std::optional<std::size_t> outcome;
};
DecisionColumns decision_columns(const AuditContext& context);

/// A protected column or a crossed set.
struct SubjectColumns {
    std::vector<std::size_t> columns;
    bool crossed = false;
    bool holds_decision =
        false;  ///< decision or outcome are among the columns: groups of them would only repeat what was decided
};
std::vector<SubjectColumns> subjects_of(const AuditContext& context, const DecisionColumns& columns);
std::vector<std::string> names_of(const AuditContext& context, const std::vector<std::size_t>& columns);

/// Rows of a known decision by their weight.
struct WeightedSelection {
    double weight = 0;
    double selected = 0;
    double squares = 0;  ///< sum of squared weights
};

/// Groups of a subject with everything counted.
struct Subject {
    std::vector<std::string> names;
    bool crossed = false;
    /// Why nothing can be compared: `too_many_groups`, `too_many_crossed`, `needs_bins`, `one_value`, `one_group`,
    /// `same_decisions`, `holds_decision`; empty if it can. Ends a key `….needs.<problem>`.
    std::string_view problem;
    Grouping grouping;  ///< without the group of each row
    std::vector<std::vector<std::uint32_t>>
        members;               ///< [groups][columns] numbers of the columns' own groups, as in the joint cube
    stats::DecisionCube cube;  ///< [groups]
    /// [groups] not 0: what was decided about them is not told (told_groups.h); all 0 with `show_values`.
    std::vector<std::uint8_t> hidden;
    std::vector<std::uint64_t> withheld;  ///< [groups] people whose decisions no check sees (audit/withhold.h)

    /// People of the group, about whom more may be known than is told.
    std::uint64_t people(std::size_t group) const { return cube.selection(group).n + withheld[group]; }
    std::vector<WeightedSelection> weighted;  ///< [groups]; empty without a weight column
    std::uint64_t undecided = 0;              ///< rows of a group whose decision is missing or invalid
    std::uint64_t outcome_unknown = 0;
};
/// The groups of which may be told what was decided about them.
std::vector<std::size_t> shown_groups(const Subject& subject);
/// Says which of the two roles is missing where there is nothing to compare: the decision, the protected columns, or
/// both.
Outcome nothing_to_compare(const CheckInfo& info, const AuditContext& context, const DecisionColumns& columns);
/// What is needed instead where `problem` stands in the way.
Message needs_of(std::string_view problem);
/// All columns of all subjects counted together, in one pass over the rows; empty where they make too many cells for
/// that. Once an audit.
const std::optional<Cube>& joint_cube(const AuditContext& context);
/// Counts by one column that has no problem; rows without a value are a cell of their own. Empty where it has too many
/// values.
std::optional<Cube> cube_by(const AuditContext& context, std::size_t column);
/// The subjects of `subjects_of`, in its order, from the joint cube where there is one. Once an audit.
const std::vector<Subject>& measured_subjects(const AuditContext& context);

/// Which groups of the subjects and of the joint sets may be told of. Once an audit, with the subjects.
const ToldCrossings& told_crossings(const AuditContext& context);

/// What a crossed set says that one of its columns says already, at least as gravely, is less grave than it looks.
void quieten_crossed(std::vector<Outcome>& outcomes);

/// More groups than a crossed set is divided into.
inline constexpr std::size_t most_crossed_groups = 5000;

}  // namespace klarsicht::bias
