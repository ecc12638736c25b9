#pragma once
#include <string>
#include <variant>
#include <vector>

#include "audit/decision.h"
#include "base/error.h"

namespace klarsicht {

/// What a person changes about the record.
namespace note {

/// What was decided about findings: one, or all that a card stands for. An empty decision takes it back.
struct Decide {
    std::vector<FindingKey> findings;
    Decision decision;
};
/// Absent: not answered.
struct Answer {
    std::string question;
    std::optional<ReadyAnswer> answer;
};
struct Notes {
    std::string text;
};
/// An empty name takes it back.
struct Sign {
    std::string name, day;
    Digest findings;
};

}  // namespace note

using RecordEdit = std::variant<note::Decide, note::Answer, note::Notes, note::Sign>;

/// Changes the record as a person asked. What was typed is checked: a day that is none, an acceptance without a reason,
/// a text that is too long are errors that say so.
Result<Record> edit_record(Record record, const RecordEdit& edit);

/// Where the typed parts of a decision do not fit.
Result<Decision> checked_decision(Decision decision);

}  // namespace klarsicht
