#include "record/work_file.h"

#include <array>

#include "base/version.h"
#include "base/visible_text.h"
#include "record/digest_of.h"
#include "record/fields.h"
#include "record/record_edit.h"

namespace klarsicht {

namespace {

constexpr std::string_view format = "klarsicht-work";
/// A report's brackets are the deepest.
constexpr std::size_t deepest = 64;

json decisions_to_json(const Decisions& decisions) {
    json list = json::array();
    for (const auto& [key, decision] : decisions) {
        json one = key_to_json(key);
        one["choice"] = name_of(decision.choice);
        for (const auto& [name, text] : {std::pair{"who", &decision.who}, std::pair{"until", &decision.until},
                                         std::pair{"note", &decision.note}}) {
            if (!text->empty()) { one[name] = *text; }
        }
        list.push_back(std::move(one));
    }
    return list;
}

Result<Decisions> decisions_from_json(const WorkFields& fields) {
    constexpr std::array<std::string_view, 7> known = {"id", "subject", "case", "choice", "who", "until", "note"};
    Decisions decisions;
    const json* list = KLARSICHT_TRY(fields.list("decisions", most_listed));
    if (list == nullptr) { return decisions; }
    const std::string path = fields.path("decisions");
    for (const json& document : *list) {
        const WorkFields one = KLARSICHT_TRY(WorkFields::of(document, known, path));
        json key = document;
        for (const char* name : {"choice", "who", "until", "note"}) { key.erase(name); }
        const auto choice = choice_named(KLARSICHT_TRY(one.text("choice", most_name_bytes)));
        if (!choice) { return one.wrong("choice", "choice"); }
        Decision decision{.choice = *choice};
        decision.who = KLARSICHT_TRY(one.text("who", most_name_bytes));
        decision.until = KLARSICHT_TRY(one.day("until"));
        decision.note = KLARSICHT_TRY(one.text("note", most_note_bytes));
        decision = KLARSICHT_TRY(checked_decision(std::move(decision)));
        decisions[KLARSICHT_TRY(key_from_json(key, path))] = std::move(decision);
    }
    return decisions;
}

Result<SignOff> sign_off_from_json(const json& document) {
    constexpr std::array<std::string_view, 4> known = {"name", "day", "findings", "decisions"};
    const WorkFields fields = KLARSICHT_TRY(WorkFields::of(document, known, "record.signed_off"));
    SignOff signed_off;
    signed_off.name = KLARSICHT_TRY(fields.text("name", most_name_bytes));
    signed_off.day = KLARSICHT_TRY(fields.day("day"));
    if (signed_off.name.empty()) { return fields.wrong("name", "text"); }
    if (signed_off.day.empty()) { return fields.wrong("day", "day"); }
    if (const json* findings = fields.find("findings")) {
        signed_off.findings = KLARSICHT_TRY(digest_from_json(*findings, fields.path("findings")));
    }
    signed_off.decisions = KLARSICHT_TRY(decisions_from_json(fields));
    return signed_off;
}

/// A file's JSON; a byte order mark is passed over.
Result<json> document_of(std::string_view text) {
    if (text.starts_with("\xEF\xBB\xBF")) { text.remove_prefix(3); }
    auto document = read_json(text, deepest);
    if (!document || !document->is_object()) { return fail(ErrorCode::malformed, Message("error.work.not_json")); }
    return std::move(*document);
}

bool is_work_file(const json& document) {
    const auto found = document.find("format");
    return found != document.end() && *found == format;
}

Result<WorkFile> work_file_of(const json& document) {
    constexpr std::array<std::string_view, 6> known = {"format", "version", "generator", "findings", "plan", "record"};
    if (!is_work_file(document)) { return fail(ErrorCode::malformed, Message("error.work.not_json")); }
    const auto version = document.find("version");
    if (version == document.end() || !version->is_number_integer() || *version != 1) {
        return fail(ErrorCode::unsupported, Message("error.work.version"));
    }
    const WorkFields fields = KLARSICHT_TRY(WorkFields::of(document, known, ""));
    WorkFile work;
    if (const json* plan = fields.find("plan"); plan != nullptr && !plan->is_null()) {
        if (!plan->is_object()) { return fields.wrong("plan", "object"); }
        work.plan = *plan;
    }
    if (const json* record = fields.find("record")) { work.record = KLARSICHT_TRY(record_from_json(*record)); }
    if (const json* findings = fields.find("findings")) {
        work.findings = KLARSICHT_TRY(digest_from_json(*findings, "findings"));
    }
    return work;
}

}  // namespace

json record_to_json(const Record& record) {
    json out = {{"decisions", decisions_to_json(record.decisions)}};
    json answers = json::object();
    for (const auto& [question, answer] : record.readiness) { answers[question] = name_of(answer); }
    out["readiness"] = std::move(answers);
    out["notes"] = record.notes;
    if (record.signed_off) {
        out["signed_off"] = {{"name", record.signed_off->name},
                             {"day", record.signed_off->day},
                             {"findings", digest_to_json(record.signed_off->findings)},
                             {"decisions", decisions_to_json(record.signed_off->decisions)}};
    }
    return out;
}

Result<Record> record_from_json(const json& document) {
    constexpr std::array<std::string_view, 4> known = {"decisions", "readiness", "notes", "signed_off"};
    const WorkFields fields = KLARSICHT_TRY(WorkFields::of(document, known, "record"));
    Record record;
    record.decisions = KLARSICHT_TRY(decisions_from_json(fields));
    record.notes = KLARSICHT_TRY(fields.text("notes", most_note_bytes));
    if (const json* readiness = fields.find("readiness")) {
        if (!readiness->is_object() || readiness->size() > most_name_bytes) {
            return fields.wrong("readiness", "object");
        }
        for (const auto& item : readiness->items()) {
            const auto answer =
                item.value().is_string() ? ready_answer_named(item.value().get<std::string>()) : std::nullopt;
            if (!answer || item.key().size() > most_name_bytes) { return fields.wrong("readiness", "answer"); }
            record.readiness[typed_text(item.key())] = *answer;
        }
    }
    if (const json* signed_off = fields.find("signed_off")) {
        record.signed_off = KLARSICHT_TRY(sign_off_from_json(*signed_off));
    }
    return record;
}

std::string work_file_text(const WorkFile& work) {
    const json document = {{"format", format},
                           {"version", 1},
                           {"generator", {{"name", "klarsicht"}, {"version", program_version}}},
                           {"findings", digest_to_json(work.findings)},
                           {"plan", work.plan},
                           {"record", record_to_json(work.record)}};
    return escape_invisible(document.dump(1, ' ', false, json::error_handler_t::replace)) + "\n";
}

Result<WorkFile> read_work_file(std::string_view text) {
    if (text.size() > most_work_bytes) { return fail(ErrorCode::too_large, Message("error.work.too_large")); }
    return work_file_of(KLARSICHT_TRY(document_of(text)));
}

Result<Digest> read_earlier(std::string_view text) {
    constexpr std::size_t most_report_bytes = 64U << 20U;
    if (text.size() > most_report_bytes) { return fail(ErrorCode::too_large, Message("error.work.too_large")); }
    const json document = KLARSICHT_TRY(document_of(text));
    if (!is_work_file(document)) { return digest_of_json(document); }
    WorkFile work = KLARSICHT_TRY(work_file_of(document));
    return std::move(work.findings);
}

}  // namespace klarsicht
