#pragma once
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "audit/decision.h"
#include "audit/plan.h"
#include "base/message.h"

namespace klarsicht {

/// What a person did with a file, step by step: the plan and the record as they were, are, and would be again. Steps
/// that were taken back stay until another one is made.
class WorkSteps {
public:
    WorkSteps() : WorkSteps(Plan(), Record()) {}
    WorkSteps(Plan plan, Record record);

    const Plan& plan() const { return steps_[at_].plan; }
    const Record& record() const { return steps_[at_].record; }

    /// Begins anew with another plan; nothing can be undone. What was decided stays, and stays as unsaved as it was.
    void begin(Plan plan);
    /// @param label says what the step was: assets/i18n, `record.step.…`
    void push(Plan plan, Record record, Message label);
    /// Takes everything back for good since the plan was last that one.
    void drop_to(const Plan& plan);
    void undo() { at_ -= at_ > 0 ? 1 : 0; }
    void redo() { at_ += redoable() > 0 ? 1 : 0; }
    std::size_t undoable() const { return at_; }
    std::size_t redoable() const { return steps_.size() - 1 - at_; }
    /// What `undo` takes back, what `redo` does again; empty where there is nothing.
    const Message& undo_label() const { return steps_[at_].label; }
    const Message& redo_label() const;

    /// Whether something is not as it was saved, or was at the beginning.
    bool unsaved() const { return plan() != saved_.first || record() != saved_.second; }
    void saved() { saved_ = {plan(), record()}; }
    void plan_saved() { saved_.first = plan(); }

private:
    struct Step {
        Plan plan;
        Record record;
        Message label;
    };
    std::vector<Step> steps_;  ///< never empty
    std::size_t at_ = 0;       ///< the present one
    std::pair<Plan, Record> saved_;
};

}  // namespace klarsicht
