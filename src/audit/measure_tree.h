#pragma once
#include <span>
#include <string_view>

namespace klarsicht {

/// An answer of the tree, and where it leads: to another question or to a fairness measure.
struct MeasureAnswer {
    std::string_view id;        ///< key `tree.a.<id>`
    std::string_view question;  ///< key `tree.q.<question>`; empty at an end
    std::string_view measure;   ///< key `tree.r.<measure>`; empty on the way
    std::string_view figure;    ///< of the measure, as in Outcome::explanations; some are of another check, or of none
};

struct MeasureQuestion {
    std::string_view id;  ///< key `tree.q.<id>`, and why it is asked: `tree.q.<id>.why`
    std::span<const MeasureAnswer> answers;
};

/// The questions that help to pick a fairness measure, the first one first (after M. Makhlouf et al. 2021 and the
/// Aequitas fairness tree). Every question is reached from the first, and every way ends at a measure.
std::span<const MeasureQuestion> measure_tree();

}  // namespace klarsicht
