#pragma once
#include <string>
#include <vector>

#include "audit/figure.h"
#include "base/json_fwd.h"
#include "report/figure_table.h"

namespace klarsicht::app {

// The figures of a report read back: what the drawing counts with. What people read stands beside them as text. Never
// fails: what is missing or of another type reads as no figure.

/// An object of figures: numbers, flags, texts, lists and parts by name. Words of the program and group labels read as
/// texts.
Figures read_figures(const json& object);
/// `groups[]`
std::vector<Group> read_groups(const json& list);
/// `figures[]`, what people read of the metrics
std::vector<ShownFigure> read_shown_figures(const json& list);
/// `table`, what people read of the groups
ShownTable read_table(const json& object);

/// Whole numbers ≥ 0, rounded; 0 where there is none.
std::uint64_t count_of(const Figures& figures, std::string_view name);
/// The same, empty where there is none: suppressed.
std::optional<std::uint64_t> known_count(const Figure* figure);
/// A list of whole numbers; empty where one of them is none.
std::vector<std::uint64_t> counts_of(const Figure* list);
std::vector<double> numbers_of(const Figure* list);
std::vector<std::string> texts_of(const Figure* list);
bool is_set(const Figure* flag);
/// Every digit a figure has, as JSON writes it; lists and parts have none ("").
std::string exact_text(const Figure& figure);

/// A group's label as a person says it, and (without bins) as the file has it.
std::string spoken_label(const Group& group);

}  // namespace klarsicht::app
