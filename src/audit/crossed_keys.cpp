#include "audit/crossed_keys.h"

#include <algorithm>

namespace klarsicht {

std::optional<CrossedKeys> CrossedKeys::of(const AuditContext& context, std::span<const DividedColumn> columns) {
    CrossedKeys keys;
    for (const DividedColumn& divided : columns) {
        const std::uint64_t values = divided.groups.labels.size() + 1;
        if (keys.possible_ > (std::uint64_t{1} << 62) / values) { return std::nullopt; }
        Axis axis{context.table.columns[divided.column].codes.data(), values, {}};
        for (const std::uint32_t group : divided.groups.group) {
            axis.part.push_back(keys.possible_ * std::min<std::uint64_t>(group, values - 1));
        }
        keys.axes_.push_back(std::move(axis));
        keys.possible_ *= values;
    }
    return keys;
}

std::vector<std::uint32_t> CrossedKeys::members(std::uint64_t key) const {
    std::vector<std::uint32_t> members;
    for (const Axis& axis : axes_) {
        const std::uint64_t member = key % axis.values;
        members.push_back(member == axis.values - 1 ? Grouping::none : static_cast<std::uint32_t>(member));
        key /= axis.values;
    }
    return members;
}

}  // namespace klarsicht
