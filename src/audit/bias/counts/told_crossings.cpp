#include "audit/bias/counts/told_crossings.h"

#include <algorithm>
#include <utility>

#include "base/sort_few.h"

namespace klarsicht::bias {

GroupKey group_key(const std::vector<DividedColumn>& divided, const std::vector<std::size_t>& columns,
                   const std::vector<std::uint32_t>& members) {
    std::vector<std::pair<std::size_t, std::uint32_t>> parts;
    for (std::size_t i = 0; i < columns.size(); ++i) {
        const auto found = std::ranges::find(divided, columns[i], &DividedColumn::column);
        if (found == divided.end()) { return {}; }
        parts.emplace_back(static_cast<std::size_t>(found - divided.begin()), members[i]);
    }
    sort_few(parts);
    GroupKey key;
    for (const auto& [place, member] : parts) {
        key.columns.push_back(place);
        key.members.push_back(member);
    }
    return key;
}

ToldCrossings::ToldCrossings(const AuditContext& context, std::vector<DividedColumn> columns,
                             std::vector<GroupKey> groups, const std::optional<CrossedPeople>& counted)
    : columns_(std::move(columns)) {
    for (GroupKey& group : groups) {
        if (group.columns.empty()) { continue; }
        if (place_.try_emplace({group.columns, group.members}, groups_.size()).second) {
            groups_.push_back(std::move(group));
        }
    }
    telling_ = counted ? telling_of(context, counted, columns_, groups_) : telling_of(context, columns_, groups_);
}

Telling ToldCrossings::of(const std::vector<std::size_t>& columns, const std::vector<std::uint32_t>& members) const {
    const GroupKey key = group_key(columns_, columns, members);
    const auto found = place_.find({key.columns, key.members});
    return found == place_.end() ? Telling::unchecked : telling_[found->second];
}

}  // namespace klarsicht::bias
