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

/// Withholds what a total less the groups that are told would tell (docs/contract.md, "Few people"): the groups of a
/// protected column that are too small to be shown are, all together, fewer than five people. Groups that are five or
/// more together stay in: what subtraction gives back is about five people then. Empty where there is nothing to
/// withhold, and with `show_values`. A crossed group whose people follow from the sums whatever is hidden is withheld
/// as well.
std::optional<Withheld> withhold(const AuditContext& whole);

/// [rows] 1 for people in a crossed group that follows from the sums whatever is hidden (cell_exposed); empty if there
/// are none. Found by the bias area, which crosses columns: src/audit/bias/counts/subjects.cpp.
std::vector<std::uint8_t> exposed_rows(const AuditContext& context);

}  // namespace klarsicht
