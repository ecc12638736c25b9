#pragma once
#include <string>
#include <vector>

#include "audit/report.h"
#include "report/message_format.h"

namespace klarsicht {

/// A finding that people read, with what was decided about it, every text in one language.
struct ShownDecision {
    const Outcome* outcome = nullptr;
    std::vector<std::size_t> checks;  ///< places of the outcomes it stands for
    Decision decision;                ///< of a card: where all that it stands for were decided alike, else open
    bool overdue = false;             ///< its day is past, and it is not done
    std::string title;                ///< of the finding, with its columns
    std::string choice;               ///< in a word
    std::string said;                 ///< who, until when, why: in a line; may be empty
};

/// All findings that a person decides about, what is to be done first: open ones, then those to mend, accepted, not
/// applicable; in each what is overdue first. What is only told (info) is there where something was decided.
std::vector<ShownDecision> decisions_to_do(const Report& report, const Texts& texts);
/// Decisions about findings that the report does not have any more, a line each.
std::vector<std::string> decisions_gone(const Report& report, const Texts& texts);

/// The check's name and its columns.
std::string finding_text(const FindingKey& key, const Texts& texts);
/// By whom and when the report was signed off; "" where it was not.
std::string signed_text(const Record& record, const Texts& texts);
/// What has changed since, a line each; where nothing has, one that says so.
std::vector<std::string> since_lines(const Report& report, const Texts& texts);
/// An answer to a readiness question in a word; "" where there is none.
std::string answer_text(const Record& record, std::string_view question, const Texts& texts);

}  // namespace klarsicht
