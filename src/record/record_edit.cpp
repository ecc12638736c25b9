#include "record/record_edit.h"

#include <algorithm>

#include "audit/plan.h"
#include "record/fields.h"
#include "table/date.h"

namespace klarsicht {

namespace {

std::unexpected<Error> refuse(std::string_view key) { return fail(ErrorCode::usage, Message(key)); }

Result<std::string> typed(std::string_view text, std::size_t most) {
    if (text.size() > most) { return fail(ErrorCode::usage, Message("error.record.too_long").count("bytes", most)); }
    return typed_text(text);
}

/// A day as it was typed: 2026-12-31, or where it is certain 31.12.2026.
Result<std::string> typed_day(std::string_view text) {
    std::string day = KLARSICHT_TRY(typed(text, most_name_bytes));
    if (day.empty() || days_of_iso_date(day)) { return day; }
    const auto scan = scan_date(day);
    const bool sure =
        scan && scan->certain && !scan->coarse && (scan->styles & style_bit(DateStyle::day_month_year)) != 0;
    if (!sure) { return fail(ErrorCode::usage, Message("error.record.day").text("value", day)); }
    return iso_date(static_cast<double>(days_of(*scan, DateStyle::day_month_year)));
}

struct Editing {
    Record& record;

    Result<void> operator()(const note::Decide& decide) const {
        const Decision decision = KLARSICHT_TRY(checked_decision(decide.decision));
        for (const FindingKey& key : decide.findings) {
            if (decision.empty()) {
                record.decisions.erase(key);
            } else {
                record.decisions[key] = decision;
            }
        }
        return {};
    }
    Result<void> operator()(const note::Answer& answer) const {
        std::string question = KLARSICHT_TRY(typed(answer.question, most_name_bytes));
        if (answer.answer) {
            record.readiness[std::move(question)] = *answer.answer;
        } else {
            record.readiness.erase(question);
        }
        return {};
    }
    Result<void> operator()(const note::Notes& notes) const {
        record.notes = KLARSICHT_TRY(typed(notes.text, most_note_bytes));
        return {};
    }
    Result<void> operator()(const note::Sign& sign) const {
        SignOff signed_off{.name = KLARSICHT_TRY(typed(sign.name, most_name_bytes)),
                           .day = KLARSICHT_TRY(typed_day(sign.day))};
        if (signed_off.name.empty()) {
            record.signed_off.reset();
            return {};
        }
        if (signed_off.day.empty()) { return refuse("error.record.sign_day"); }
        signed_off.findings = sign.findings;
        signed_off.decisions = record.decisions;
        record.signed_off = std::move(signed_off);
        return {};
    }
};

}  // namespace

Result<Decision> checked_decision(Decision decision) {
    decision.who = KLARSICHT_TRY(typed(decision.who, most_name_bytes));
    decision.until = KLARSICHT_TRY(typed_day(decision.until));
    decision.note = KLARSICHT_TRY(typed(decision.note, most_note_bytes));
    if (decision.choice == Choice::accept && decision.note.empty()) { return refuse("error.record.reason"); }
    return decision;
}

Result<Record> edit_record(Record record, const RecordEdit& edit) {
    KLARSICHT_TRY(std::visit(Editing{record}, edit));
    return record;
}

}  // namespace klarsicht
