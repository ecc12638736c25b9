#pragma once
#include <cstdint>
#include <optional>
#include <vector>

#include "audit/context.h"

namespace klarsicht {

/// A file as its checks see it where so few people have a property that a total and the others' figures would tell what
/// was decided about them: in the columns that say what was decided, predicted or measured, the cells of these people
/// read as missing.
struct Withheld {
    Table table;                     ///< shares all other columns
    Profile profile;                 ///< likewise
    std::vector<std::uint8_t> rows;  ///< [rows] 1: its cells are withheld
};

/// Withholds what the groups of single protected columns would tell by subtraction (docs/contract.md, "Few people"):
/// the groups that are too small to be shown are, all together, fewer than five people, so that everybody less the
/// others tells of them; or a group less those of another column that lie within it. Groups that are five or more
/// together stay in: what subtraction gives back is about five people then. Empty where there is nothing to withhold,
/// and with `show_values`. Crossed groups are not withheld but hidden (told_groups.h). Where people have
/// several rows, checks count rows: groups of enough rows but one to four people are withheld, crossed ones too.
std::optional<Withheld> withhold(const AuditContext& whole);

}  // namespace klarsicht
