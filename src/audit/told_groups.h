#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "audit/crossed_people.h"
#include "stats/told_sums.h"

namespace klarsicht {

/// People with these values in these columns.
struct GroupKey {
    std::vector<std::size_t> columns;    ///< places among the divided columns, ascending
    std::vector<std::uint32_t> members;  ///< [columns] number of the group
    bool operator==(const GroupKey&) const = default;
};

inline constexpr std::uint64_t most_telling_work = 100'000'000;

enum class Telling : std::uint8_t {
    told,
    hidden,     ///< of fewer than five people, or what was decided about fewer would follow from it and the others
    unchecked,  ///< too many groups together to find that out
};

/// Which groups may be told of, all of them in one report together with the total over everybody: none of one to four
/// people, and none from which, added to and subtracted from those before it in the list, it would follow what was
/// decided about one to four. A group early in the list is told rather than a later one. Solved over the finest cells
/// that the columns make together where that takes no too long, else over those of every set of columns that a group
/// has, which does not see what only several sets tell together.
/// @param told as many groups at the beginning are told in any case; then single people and groups that up to three
/// columns make are looked after, and not any other two to four people as well, whom many columns would tell of
/// @param most_work multiplications and looks at rows that may be spent; a hundred million take a tenth of a second
/// @return [groups]; all told with `show_values`
std::vector<Telling> telling_of(const AuditContext& context, std::span<const DividedColumn> columns,
                                std::span<const GroupKey> groups, std::size_t told = 0,
                                std::uint64_t most_work = most_telling_work);
/// The same where the people of these columns are counted already. @param crossed empty, or of
/// too many cells: set by set
std::vector<Telling> telling_of(const AuditContext& context, const std::optional<CrossedPeople>& crossed,
                                std::span<const DividedColumn> columns, std::span<const GroupKey> groups,
                                std::size_t told = 0, std::uint64_t most_work = most_telling_work);

/// Sums about few people that are looked after by name: every group that some of the columns make, and what is left of
/// a group when all groups of another column that lie within it are taken away.
/// @param members [cells][columns]
std::vector<stats::Sum> watched_sums(const std::vector<std::vector<std::uint32_t>>& members,
                                     const std::vector<std::uint64_t>& people);

}  // namespace klarsicht
