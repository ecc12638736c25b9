#include "session/step_label.h"

namespace klarsicht {

namespace {

struct PlanLabel {
    static Message of(std::string_view key, const std::string& column) {
        return std::move(Message(key).text("column", column));
    }

    Message operator()(const edit::SetRoles& edit) const { return of("record.step.role", edit.column); }
    Message operator()(const edit::ToggleRole& edit) const { return of("record.step.role", edit.column); }
    Message operator()(const edit::SetMeaning& edit) const { return of("record.step.meaning", edit.column); }
    Message operator()(const edit::SetPositive& edit) const { return of("record.step.positive", edit.column); }
    Message operator()(const edit::SetBins& edit) const { return of("record.step.bins", edit.column); }
    Message operator()(const edit::SetFavoured& edit) const { return of("record.step.favoured", edit.column); }
    Message operator()(const edit::SetHarmless& edit) const { return of("record.step.harmless", edit.column); }
    Message operator()(const edit::SetPopulation& edit) const { return of("record.step.population", edit.column); }
    Message operator()(const edit::SetHolder& edit) const {
        return edit.column ? of("record.step.role", *edit.column) : Message("record.step.plan");
    }
    Message operator()(const edit::SetCrossed&) const { return Message("record.step.crossed"); }
    Message operator()(const edit::Cross&) const { return Message("record.step.crossed"); }
    Message operator()(const edit::ToggleCross&) const { return Message("record.step.crossed"); }
    Message operator()(const edit::SetLimit&) const { return Message("record.step.limit"); }
    Message operator()(const edit::SetAsOf&) const { return Message("record.step.as_of"); }
    Message operator()(const edit::SetTreatment&) const { return Message("record.step.treatment"); }
    Message operator()(const edit::SetRemedies&) const { return Message("record.step.remedies"); }
    Message operator()(const auto&) const { return Message("record.step.plan"); }
};

struct RecordLabel {
    Message operator()(const note::Decide& decide) const {
        return std::move(Message("record.step.decision")
                             .term("choice", "record.choice." + std::string(name_of(decide.decision.choice))));
    }
    Message operator()(const note::Answer&) const { return Message("record.step.answer"); }
    Message operator()(const note::Notes&) const { return Message("record.step.notes"); }
    Message operator()(const note::Sign& sign) const {
        return Message(sign.name.empty() ? "record.step.unsigned" : "record.step.signed");
    }
};

}  // namespace

Message step_label(std::span<const PlanEdit> edits) {
    if (edits.empty()) { return Message("record.step.plan"); }
    // Several that go together are told by the first.
    return std::visit(PlanLabel{}, edits.front());
}

Message step_label(const RecordEdit& edit) { return std::visit(RecordLabel{}, edit); }

}  // namespace klarsicht
