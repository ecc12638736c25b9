#include "audit/hidden_groups.h"

#include <utility>

#include "audit/small_cells.h"

namespace klarsicht {

std::vector<std::uint8_t> hidden_groups(const AuditContext& context, std::span<const std::uint64_t> people,
                                        std::uint64_t others) {
    if (context.options.show_values) { return std::vector<std::uint8_t>(people.size(), 0); }
    std::vector<std::vector<std::uint32_t>> members;
    for (std::uint32_t group = 0; group < people.size(); ++group) { members.push_back({group}); }
    // Five others who are not told of either are enough to hide among.
    std::vector<std::vector<std::size_t>> margins;
    if (others < least_people_shown) { margins.emplace_back(); }
    return hidden_cells(members, people, margins);
}

}  // namespace klarsicht
