#pragma once
#include <limits>
#include <string>
#include <string_view>

#include "audit/outcome.h"

namespace klarsicht::bias {

// What the functions of explain_findings.h read from a finding and write into it.

inline constexpr double unknown = std::numeric_limits<double>::quiet_NaN();

/// A member's number; `unknown` where there is none.
double number_of(const json& from, std::string_view name);
/// A member's text; empty where there is none.
std::string text_of(const json& from, std::string_view name);
/// A member, or nullptr.
const json* member(const json& from, std::string_view name);

/// The groups, or columns, with the lowest and the highest value of a figure, of those with five people or more.
struct Ends {
    const json* low = nullptr;
    const json* high = nullptr;
    std::size_t known = 0;
};
/// @param people member that holds how many stand behind a group's figure
Ends ends(const Outcome& outcome, std::string_view figure, std::string_view people = "n");

/// The texts of a figure, still without values.
Message opened(std::string_view figure);

/// Opens a figure, unless its value is undefined. @param shown end of the keys `bias.explain.shown.…` and `bias.explain.ci.…`
void add(Outcome& outcome, std::string_view figure, Message text, double value, std::string_view shown, const json* interval = nullptr);

/// Opens a figure that every group has: the lowest and the highest.
void add_pair(Outcome& outcome, std::string_view figure, std::string_view people = "n", std::string_view shown = "pair");

}  // namespace klarsicht::bias
