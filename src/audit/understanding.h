#pragma once
#include <optional>
#include <string>
#include <vector>

#include "audit/context.h"
#include "audit/placeholders.h"
#include "audit/plan_edit.h"
#include "base/message.h"

namespace klarsicht {

/// One of the answers that a question offers: what a click on it changes about the plan.
struct UnderstandingAnswer {
    Message label;
    std::vector<PlanEdit> edits;
};

/// What the file cannot tell and what would change results.
struct UnderstandingQuestion {
    std::string id;  ///< ends a key `ask.<id>`: "outcome", "control" …
    std::size_t column = 0;
    /// Of which role's values it asks: what passes by a guess about them stays open.
    std::optional<Role> role;
    Message text;
    Message changes;                           ///< what the answer would change
    std::vector<UnderstandingAnswer> answers;  ///< none where the values may not be shown: the plan can say it
};

/// What a file was taken for: what a row is, who the person is, what was decided and what happened, who is compared
/// with whom, what counts as missing, how it was read; and at most five questions.
struct Understanding {
    std::vector<Message> sentences;
    std::vector<UnderstandingQuestion> questions;
};

/// Whether only a column's place or the form of its name says that it is what happened: until the person answers,
/// nothing is judged by it.
bool outcome_is_asked(const AuditContext& context, std::size_t column);

/// Whether it is only a guess which arm of a test is the control group.
bool control_is_asked(const AuditContext& context);

/// Whether nothing says which value of a decision is good for the person, or at which one something happened: the
/// rarer one was taken. By such a decision nobody is judged.
bool positive_is_asked(const AuditContext& context, std::size_t column);

/// @param context its plan is complete. Values are told as reports tell them
/// @param missing of the file; the context may be without what must not be told
Understanding understand(const AuditContext& context, const MissingCells& missing);

}  // namespace klarsicht
