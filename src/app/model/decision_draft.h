#pragma once
#include <array>
#include <map>
#include <string>

#include "app/model/record_read.h"

namespace klarsicht::app {

/// What is being typed about a finding and not entered yet; texts are zero-terminated.
struct DecisionDraft {
    std::size_t choice = 0;  ///< place in decision_choices
    std::array<char, 200> who{};
    std::array<char, 32> until{};
    std::array<char, 1000> note{};

    bool operator==(const DecisionDraft&) const = default;
};

/// The names of the choices, as they are sent.
inline constexpr std::array<std::string_view, 4> decision_choices = {"open", "mend", "accept", "not_applicable"};

/// What was decided, ready to be typed over. @param point nullptr: nothing was
DecisionDraft draft_of(const PointModel* point);

/// What a person does with decisions on the panels.
struct DecisionsPanel {
    std::map<std::size_t, DecisionDraft> drafts;  ///< by the finding's place in the report
    std::array<char, 200> sign_name{};
    std::array<char, 32> sign_day{};
    std::array<char, 4001> notes{};
    bool writing_notes = false;
};

}  // namespace klarsicht::app
