#pragma once
#include <compare>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "audit/digest.h"

namespace klarsicht {

/// What people decided about a finding.
enum class Choice : std::uint8_t { open, mend, accept, not_applicable };
std::string_view name_of(Choice choice);
std::optional<Choice> choice_named(std::string_view name);

struct Decision {
    Choice choice = Choice::open;
    std::string who;    ///< is to see to it, or decided it
    std::string until;  ///< "2026-12-31"; "": no day
    std::string note;   ///< where it is accepted, the reason

    bool operator==(const Decision&) const = default;
    bool empty() const { return choice == Choice::open && who.empty() && until.empty() && note.empty(); }
};

using Decisions = std::map<FindingKey, Decision>;

/// An answer to a question of the readiness check.
enum class ReadyAnswer : std::uint8_t { no, partly, yes };
std::string_view name_of(ReadyAnswer answer);
std::optional<ReadyAnswer> ready_answer_named(std::string_view name);

/// Who took note of the report and its decisions, when, and what both said then.
struct SignOff {
    std::string name, day;  ///< day: "2026-11-30"
    Digest findings;
    Decisions decisions;

    bool operator==(const SignOff&) const = default;
};

/// What people decided, answered and noted about a report; nothing of it comes from the file.
struct Record {
    Decisions decisions;                                        ///< only those that say something
    std::map<std::string, ReadyAnswer, std::less<>> readiness;  ///< by question
    std::string notes;
    std::optional<SignOff> signed_off;

    bool operator==(const Record&) const = default;
    bool empty() const { return decisions.empty() && readiness.empty() && notes.empty() && !signed_off; }
};

}  // namespace klarsicht
