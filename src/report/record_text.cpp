#include "report/record_text.h"

#include <algorithm>

#include "base/sort_few.h"
#include "report/outcome_text.h"

namespace klarsicht {

namespace {

bool decides(const Outcome& outcome) {
    return outcome.status != Status::pass && outcome.status != Status::not_assessed && outcome.id != "skills.readiness";
}

/// What was decided about all of them, where that is the same.
Decision common(const Report& report, const std::vector<std::size_t>& checks) {
    std::optional<Decision> same;
    for (const std::size_t check : checks) {
        const auto found = report.record.decisions.find(key_of(report.outcomes[check]));
        if (found == report.record.decisions.end() || (same && *same != found->second)) { return {}; }
        same = found->second;
    }
    return same.value_or(Decision());
}

std::string joined(const std::vector<std::string>& parts, std::string_view between) {
    std::string text;
    for (const std::string& part : parts) {
        if (!part.empty()) { text += (text.empty() ? "" : std::string(between)) + part; }
    }
    return text;
}

std::string said(const Decision& decision, bool overdue, const Texts& texts) {
    const auto days = days_of_iso_date(decision.until);
    const std::string until =
        days ? texts.format(Message(overdue ? "record.overdue" : "record.until").number("day", *days)) : std::string();
    const std::string_view key = decision.choice == Choice::accept ? "record.reason" : "record.note";
    const std::string note =
        decision.note.empty() ? std::string() : texts.format(Message(key).text("note", decision.note));
    return joined({decision.who, until, note}, " · ");
}

std::string subject_text(const std::vector<std::string>& subject) { return joined(subject, " + "); }

ShownDecision shown(const Report& report, const Outcome& outcome, std::vector<std::size_t> checks, const Texts& texts) {
    ShownDecision one{.outcome = &outcome, .checks = std::move(checks)};
    one.decision = common(report, one.checks);
    const auto today = as_of_days(report.plan);
    const auto until = days_of_iso_date(one.decision.until);
    const bool undone = one.decision.choice == Choice::open || one.decision.choice == Choice::mend;
    one.overdue = undone && until && today && *until < *today;
    one.title = joined({outcome_text(outcome, texts).title, subject_text(outcome.subject)}, " · ");
    one.choice = texts.text("record.choice." + std::string(name_of(one.decision.choice)));
    one.said = said(one.decision, one.overdue, texts);
    return one;
}

/// Open ones first, then in the order of Choice.
std::pair<int, int> urgency(const ShownDecision& one) {
    return {static_cast<int>(one.decision.choice), one.overdue ? 0 : 1};
}

/// In reading order.
std::vector<ShownDecision> shown_decisions(const Report& report, const Texts& texts) {
    std::vector<ShownDecision> list;
    for (const Outcome* outcome : to_read(report.outcomes, report.cards)) {
        if (!decides(*outcome)) { continue; }
        const auto card = std::ranges::find_if(report.cards, [&](const Card& one) { return &one.outcome == outcome; });
        if (card == report.cards.end()) {
            list.push_back(
                shown(report, *outcome, {static_cast<std::size_t>(outcome - report.outcomes.data())}, texts));
            continue;
        }
        list.push_back(shown(report, *outcome, card->of, texts));
        if (!list.back().decision.empty()) { continue; }
        // What was decided about some of them stands by itself.
        for (const std::size_t check : card->of) {
            ShownDecision one = shown(report, report.outcomes[check], {check}, texts);
            if (!one.decision.empty()) { list.push_back(std::move(one)); }
        }
    }
    return list;
}

}  // namespace

std::vector<ShownDecision> decisions_to_do(const Report& report, const Texts& texts) {
    std::vector<ShownDecision> list = shown_decisions(report, texts);
    std::erase_if(list,
                  [](const ShownDecision& one) { return one.outcome->status == Status::info && one.decision.empty(); });
    sort_few(list, std::ranges::less(), urgency);
    return list;
}

std::vector<std::string> decisions_gone(const Report& report, const Texts& texts) {
    std::vector<std::string> lines;
    for (const auto& [key, decision] : report.record.decisions) {
        const bool there = std::ranges::any_of(report.outcomes, [&](const Outcome& outcome) {
            return outcome.status != Status::pass && outcome.status != Status::not_assessed && key_of(outcome) == key;
        });
        if (there) { continue; }
        const std::string_view choice = texts.text("record.choice." + std::string(name_of(decision.choice)));
        lines.push_back(
            joined({finding_text(key, texts) + ": " + std::string(choice), said(decision, false, texts)}, " · "));
    }
    return lines;
}

std::string finding_text(const FindingKey& key, const Texts& texts) {
    const std::string name_key = key.id + ".name";
    const std::string name = texts.has(name_key) ? std::string(texts.text(name_key)) : key.id;
    return joined({name, subject_text(key.subject)}, " · ");
}

std::string signed_text(const Record& record, const Texts& texts) {
    if (!record.signed_off) { return {}; }
    Message said = Message("record.signed").text("name", record.signed_off->name);
    said.number("day", days_of_iso_date(record.signed_off->day).value_or(0));
    return texts.format(said);
}

std::vector<std::string> since_lines(const Report& report, const Texts& texts) {
    if (!report.since_sign_off) { return {}; }
    std::vector<std::string> lines;
    for (const ComparedFinding& one : report.since_sign_off->findings) {
        lines.push_back(std::string(texts.text("record.change." + std::string(name_of(one.change)))) + ": " +
                        finding_text(one.key, texts));
    }
    for (const FindingKey& key : report.since_sign_off->decisions) {
        lines.push_back(texts.format(Message("record.since.decision").text("finding", finding_text(key, texts))));
    }
    if (lines.empty()) { lines.emplace_back(texts.text("record.since.none")); }
    return lines;
}

std::string answer_text(const Record& record, std::string_view question, const Texts& texts) {
    const auto found = record.readiness.find(question);
    return found == record.readiness.end()
               ? std::string()
               : std::string(texts.text("record.answer." + std::string(name_of(found->second))));
}

}  // namespace klarsicht
