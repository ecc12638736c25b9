#pragma once
#include <string>
#include <string_view>

#include "audit/outcome.h"

namespace klarsicht::bias {

// What the functions of explain_findings.h read from a finding and write into it.

/// Whether a group's figure may be told: it is known and is about five people or more, where it is about people.
bool tells(const Group& group, std::string_view figure);

/// Puts a group's label into a text.
Message& name_group(Message& text, std::string_view name, const Outcome& outcome, const Group& group);

/// The groups, or columns, with the lowest and the highest value of a figure, of those whose figure may be told.
struct Ends {
    const Group* low = nullptr;
    const Group* high = nullptr;
    std::size_t known = 0;
};
/// @param counted figure that holds how many people, or impressions, stand behind a group's
Ends ends(const Outcome& outcome, std::string_view figure, std::string_view counted = "n");

/// The texts of a figure, still without values.
Message opened(std::string_view figure);

/// Opens a figure, unless its value is undefined. @param shown end of the keys `bias.explain.shown.…` and
/// `bias.explain.ci.…`
void add(Outcome& outcome, std::string_view figure, Message text, double value, std::string_view shown,
         const stats::Interval& ci95 = {});

/// Opens a figure that every group has: the lowest and the highest.
void add_pair(Outcome& outcome, std::string_view figure, std::string_view shown = "pair");

}  // namespace klarsicht::bias
