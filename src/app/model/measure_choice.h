#pragma once
#include <span>
#include <string_view>

namespace klarsicht::app {

/// An answer of the decision tree, and where it leads: to another question or to a fairness measure.
struct MeasureAnswer {
    std::string_view answer;    ///< key `tree.a.<answer>`
    std::string_view question;  ///< key `tree.q.<question>`, empty at an end
    std::string_view measure;   ///< key `tree.r.<measure>`, empty on the way
    std::string_view
        figure;  ///< the standard figure of the measure, as in `explanations`; empty where another check has it
};

/// The first question of the tree that helps to pick a fairness measure (after M. Makhlouf et al. 2021 and the Aequitas
/// fairness tree).
inline constexpr std::string_view first_question = "reason";

/// The answers to a question; none for an unknown one.
std::span<const MeasureAnswer> answers_to(std::string_view question);

}  // namespace klarsicht::app
