#include "audit/decision.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "audit/comparison.h"

namespace klarsicht {

namespace {

constexpr std::array<std::string_view, 4> choices = {"open", "mend", "accept", "not_applicable"};
constexpr std::array<std::string_view, 3> answers = {"no", "partly", "yes"};
constexpr std::array<std::string_view, 8> changes = {"worse",  "added",  "unchecked", "moved",
                                                     "chance", "better", "gone",      "unchanged"};

template <class Enum, class Names>
std::optional<Enum> named(const Names& names, std::string_view name) {
    const auto found = std::ranges::find(names, name);
    return found == names.end() ? std::nullopt : std::optional(static_cast<Enum>(found - names.begin()));
}

bool same(double a, double b) { return a == b || (std::isnan(a) && std::isnan(b)); }

}  // namespace

std::string_view name_of(Choice choice) { return choices[static_cast<std::size_t>(choice)]; }
std::optional<Choice> choice_named(std::string_view name) { return named<Choice>(choices, name); }
std::string_view name_of(ReadyAnswer answer) { return answers[static_cast<std::size_t>(answer)]; }
std::optional<ReadyAnswer> ready_answer_named(std::string_view name) { return named<ReadyAnswer>(answers, name); }
std::string_view name_of(Change change) { return changes[static_cast<std::size_t>(change)]; }

bool KeyFigure::operator==(const KeyFigure& other) const {
    return name == other.name && group == other.group && same(value, other.value) && same(ci95.low, other.ci95.low) &&
           same(ci95.high, other.ci95.high) && unit == other.unit && worse == other.worse;
}

}  // namespace klarsicht
