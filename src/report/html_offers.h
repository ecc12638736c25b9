#pragma once
#include <span>
#include <string>
#include <vector>

#include "audit/measure_tree.h"
#include "audit/offered_remedies.h"
#include "report/message_format.h"

namespace klarsicht {

/// The questions that lead to a fairness measure, as sections that open. "" without questions.
std::string measure_tree_html(std::span<const MeasureQuestion> tree, const Texts& texts);

/// What a new file could do against unequal treatment, each remedy with what can be chosen and the step of a plan that
/// carries it out as it is usually chosen. "" where nothing is possible.
std::string remedies_html(const std::vector<RemedyOffer>& offers, const Texts& texts);

}  // namespace klarsicht
