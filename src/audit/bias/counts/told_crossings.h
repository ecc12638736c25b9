#pragma once
#include <cstdint>
#include <map>
#include <optional>
#include <vector>

#include "audit/told_groups.h"

namespace klarsicht::bias {

/// What may be told of the groups that the protected columns make, alone and crossed, in one report: found out once for
/// the findings about them and for the report's joint counts.
class ToldCrossings {
public:
    ToldCrossings() = default;
    /// @param groups in the order in which they are told rather than later ones
    /// @param counted people of these columns where they are counted already
    ToldCrossings(const AuditContext& context, std::vector<DividedColumn> columns, std::vector<GroupKey> groups,
                  const std::optional<CrossedPeople>& counted);

    const std::vector<DividedColumn>& columns() const { return columns_; }
    const std::vector<GroupKey>& groups() const { return groups_; }
    const std::vector<Telling>& telling() const { return telling_; }

    /// @param columns of the table, in any order; told_of with others than the divided ones is `unchecked`
    /// @param members [columns] number of the group
    Telling of(const std::vector<std::size_t>& columns, const std::vector<std::uint32_t>& members) const;

private:
    std::vector<DividedColumn> columns_;
    std::vector<GroupKey> groups_;
    std::vector<Telling> telling_;  ///< [groups]
    std::map<std::pair<std::vector<std::size_t>, std::vector<std::uint32_t>>, std::size_t> place_;
};

/// The group of these columns' groups, by the columns' places among the divided ones; without columns where one is
/// none of them.
GroupKey group_key(const std::vector<DividedColumn>& divided, const std::vector<std::size_t>& columns,
                   const std::vector<std::uint32_t>& members);

}  // namespace klarsicht::bias
