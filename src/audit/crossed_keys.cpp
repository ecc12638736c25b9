#include "audit/crossed_keys.h"

#include <algorithm>

namespace klarsicht {

namespace {

/// Leaves room for what is added.
constexpr std::uint64_t most_possible = std::uint64_t{1} << 56;

}  // namespace

std::optional<CrossedKeys> CrossedKeys::of(const AuditContext& context, std::span<const DividedColumn> columns) {
    CrossedKeys keys;
    for (const DividedColumn& divided : columns) {
        const std::uint64_t values = divided.groups.labels.size() + 1;
        if (keys.possible_ > most_possible / values) { return std::nullopt; }
        Axis axis{context.table.columns[divided.column].codes.data(), values, {}};
        for (const std::uint32_t group : divided.groups.group) {
            axis.part.push_back(keys.possible_ * std::min<std::uint64_t>(group, values - 1));
        }
        keys.axes_.push_back(std::move(axis));
        keys.possible_ *= values;
    }
    return keys;
}

void CrossedKeys::add(const Column& column, std::span<const std::uint8_t> what, std::uint64_t values) {
    Axis axis{column.codes.data(), values, {}};
    for (const std::uint8_t one : what) { axis.part.push_back(possible_ * one); }
    axes_.push_back(std::move(axis));
    possible_ *= values;
}

void CrossedKeys::of_rows(std::size_t first, std::span<std::uint64_t> keys) const {
    std::ranges::fill(keys, 0);
    for (const Axis& axis : axes_) {
        const std::uint32_t* codes = axis.codes + first;
        const std::uint64_t* part = axis.part.data();
        for (std::size_t i = 0; i < keys.size(); ++i) { keys[i] += part[codes[i]]; }
    }
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
