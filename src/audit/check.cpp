#include "audit/check.h"

namespace klarsicht {

OutcomeBuilder::OutcomeBuilder(const CheckInfo& info, Status status, Severity severity,
                               std::vector<std::string> subject)
    : outcome_(outcome_of(info, status, severity, std::move(subject))) {}

OutcomeBuilder& OutcomeBuilder::part(Message& message, std::string_view name, std::string_view variant) {
    message.key = outcome_.id + "." + std::string(name);
    if (!variant.empty()) { message.key += "." + std::string(variant); }
    return *this;
}

Outcome OutcomeBuilder::make() {
    for (Message* message : {&outcome_.title, &outcome_.summary, &outcome_.headline, &outcome_.headline_note,
                             &outcome_.remedy, &outcome_.why}) {
        if (!message->empty()) { message->args = values.args; }
    }
    return std::move(outcome_);
}

Outcome outcome_of(const CheckInfo& info, Status status, Severity severity, std::vector<std::string> subject) {
    Outcome outcome;
    outcome.id = info.id;
    outcome.area = info.area;
    outcome.status = status;
    outcome.severity = severity;
    outcome.subject = std::move(subject);
    return outcome;
}

Outcome not_assessed(const CheckInfo& info, std::vector<std::string> subject) {
    Outcome outcome = outcome_of(info, Status::not_assessed, Severity::none, std::move(subject));
    outcome.title = Message(outcome.id + ".title.not_assessed");
    outcome.needs = Message(outcome.id + ".needs");
    return outcome;
}

Outcome not_assessed_for_want_of(const CheckInfo& info, bool has_first, std::string_view first_key, bool has_second,
                                 std::string_view second_key) {
    Outcome outcome = not_assessed(info);
    if (has_first && !has_second) { outcome.needs = Message(second_key); }
    if (has_second && !has_first) { outcome.needs = Message(first_key); }
    return outcome;
}

}  // namespace klarsicht
