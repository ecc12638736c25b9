#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "audit/context.h"
#include "base/error.h"

namespace klarsicht {

/// Rows divided into groups by one column or by several crossed ones.
struct Grouping {
    std::vector<std::size_t> columns;
    std::vector<std::string> labels;   ///< [groups], values joined by " & "
    std::vector<std::uint32_t> group;  ///< [rows], `none` where a column is missing or invalid
    std::vector<std::uint64_t> sizes;  ///< [groups] rows
    std::optional<std::uint32_t>
        favoured;                ///< the plan's favoured group, else the largest; empty if the named one does not occur
    std::uint64_t left_out = 0;  ///< rows in no group
    bool too_many = false;       ///< more groups than were asked for; nothing else is filled in
    bool binned = false;         ///< some labels have bins in them: `<25`, `25-59`, `>=60`
    static constexpr std::uint32_t none = 0xFFFFFFFFu;
};

/// The groups of one column, by code: what `group_rows` does for single columns, without looking at the rows.
struct CodeGroups {
    std::vector<std::string> labels;   ///< [groups]
    std::vector<std::uint32_t> group;  ///< [codes], Grouping::none for missing and invalid cells
    std::vector<std::uint64_t> sizes;  ///< [groups] rows
    bool binned = false;
    /// The largest group of which something is known, the first of several.
    std::optional<std::uint32_t> largest() const;
    std::optional<std::uint32_t> find(std::string_view label) const;
};

/// What a chart's row is labelled with instead of the label itself: a label from bins as a person says it, else
/// nothing.
Message spoken_label(const std::string& label, bool binned);

/// Groups by the values of a column (spellings of one number or truth value are one group, white space around a text
/// does not count), or between `bins`, ascending: `<25`, `25-59`, `>=60` for whole numbers, `<25`, `25-<60`, `>=60` for
/// others. A column of dates with bins is grouped by completed years before `as_of`: birth dates become age groups.
CodeGroups group_codes(const Column& column, const Interpretation& interpretation, const std::vector<double>& bins,
                       double as_of);

/// The groups of one column as the plan wants them: by its values or its bins.
CodeGroups groups_of(const AuditContext& context, std::size_t column);

/// Groups of rows by the columns' values, or by the plan's bins (`<25`, `25-59`, `>=60`). Groups appear in the order of
/// first appearance for values, ascending for bins (a crossed set with a binned column: by its columns' orders); only
/// groups that occur are listed.
/// @param most gives up (`too_many`) where there are more groups: many columns crossed give nearly every row its own
Grouping group_rows(const AuditContext& context, const std::vector<std::size_t>& columns,
                    std::size_t most = Grouping::none);

/// The group of a value as the plan names it: the file's, whose label may be masked.
std::optional<std::uint32_t> group_of_value(const AuditContext& context, std::size_t column, const CodeGroups& groups,
                                            std::string_view value);

/// The favoured group of one column: the plan's, else the largest; empty if the named one does not occur.
std::optional<std::uint32_t> favoured_group(const AuditContext& context, std::size_t column, const CodeGroups& groups);

/// Per code of a decision or outcome column: 1 positive, 0 negative, 2 missing or invalid.
std::vector<std::uint8_t> positive_codes(const AuditContext& context, std::size_t column);
std::vector<std::uint8_t> positive_codes(const Column& column, const Interpretation& interpretation,
                                         const Positive& positive);

}  // namespace klarsicht
