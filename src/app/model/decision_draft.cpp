#include "app/model/decision_draft.h"

#include <algorithm>

namespace klarsicht::app {

namespace {

template <std::size_t N>
void put(std::array<char, N>& into, const std::string& text) {
    into.fill('\0');
    text.copy(into.data(), N - 1);
}

}  // namespace

DecisionDraft draft_of(const PointModel* point) {
    DecisionDraft draft;
    if (point == nullptr) { return draft; }
    const auto found = std::ranges::find(decision_choices, point->choice);
    draft.choice = found == decision_choices.end() ? 0 : static_cast<std::size_t>(found - decision_choices.begin());
    put(draft.who, point->who);
    put(draft.until, point->until);
    put(draft.note, point->note);
    return draft;
}

}  // namespace klarsicht::app
