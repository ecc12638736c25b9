// What people decide about a report, keep of it, and hold it against.
#include <algorithm>
#include <utility>

#include "audit/plan_json.h"
#include "record/compare.h"
#include "record/digest_of.h"
#include "record/work_file.h"
#include "report/json_lines.h"
#include "session/session.h"
#include "session/step_label.h"

namespace klarsicht {

namespace {

std::unexpected<Error> not_audited() { return fail(ErrorCode::usage, Message("error.request.not_audited")); }

}  // namespace

Result<std::vector<FindingKey>> Session::keys_of(std::span<const std::uint64_t> checks) const {
    if (!audited_) { return not_audited(); }
    const std::vector<Outcome>& outcomes = audited_->report.outcomes;
    std::vector<FindingKey> keys;
    for (const std::uint64_t check : checks) {
        if (check >= outcomes.size()) {
            return fail(ErrorCode::usage,
                        Message("error.request.no_check").count("check", check).count("count", outcomes.size()));
        }
        keys.push_back(key_of(outcomes[static_cast<std::size_t>(check)]));
    }
    return keys;
}

Result<void> Session::note(RecordEdit edit) {
    if (table(Input::current) == nullptr) { return fail(ErrorCode::usage, Message("error.page.no_file")); }
    if (auto* sign = std::get_if<note::Sign>(&edit); sign != nullptr && !sign->name.empty()) {
        sign->findings = *KLARSICHT_TRY(kept_digest());
    }
    Record record = KLARSICHT_TRY(edit_record(this->record(), edit));
    if (record == this->record()) { return {}; }
    steps_.push(given(), std::move(record), step_label(edit));
    return tell_record();
}

Result<void> Session::set_work(std::string_view text) {
    WorkFile work = KLARSICHT_TRY(read_work_file(text));
    KLARSICHT_TRY(set_plan(work.plan.is_null() ? std::string() : json_lines(work.plan, 2), true));
    steps_ = WorkSteps(given(), std::move(work.record));
    const bool same_file = work.findings.sha256 == table(Input::current)->source.sha256;
    earlier_file_.reset();
    earlier_.reset();
    if (!same_file && !work.findings.findings.empty()) { earlier_ = std::move(work.findings); }
    return tell_record();
}

Result<void> Session::set_record(std::string_view text) {
    auto document = read_json(text, 64);
    if (!document) { return fail(ErrorCode::malformed, Message("error.work.not_json")); }
    Record record = KLARSICHT_TRY(record_from_json(*document));
    steps_ = WorkSteps(given(), std::move(record));
    return tell_record();
}

Result<std::string> Session::work_file() {
    if (!audited_) { return not_audited(); }
    WorkFile work{.plan = plan_to_json(KLARSICHT_TRY(plan_to_keep())), .record = record(), .findings = {}};
    work.findings = *KLARSICHT_TRY(kept_digest());
    steps_.saved();
    return work_file_text(work);
}

// --- an earlier one beside it ---

Result<void> Session::compare_with(std::string_view text) {
    if (!audited_) { return not_audited(); }
    earlier_ = KLARSICHT_TRY(read_earlier(text));
    earlier_file_.reset();
    return tell_record();
}

Result<void> Session::compare_with_file(std::optional<Table> table) {
    if (!audited_) { return not_audited(); }
    if (!table) { table = std::exchange(preview_, std::nullopt); }
    if (!table) { return fail(ErrorCode::usage, Message("error.page.no_file")); }
    auto earlier = std::make_unique<Session>(progress_);
    earlier->take(Input::current, std::move(*table));
    earlier_file_ = std::move(earlier);
    if (Result<void> held = audit_earlier(); !held) {
        compare_with_nothing();
        return held;
    }
    return tell_record();
}

void Session::compare_with_nothing() {
    earlier_.reset();
    earlier_file_.reset();
    if (audited_) {
        audited_->report.comparison.reset();
        if (audited_->leaving) { audited_->leaving->comparison.reset(); }
    }
}

/// The earlier file under the plan of this one.
Result<void> Session::audit_earlier() {
    if (!earlier_file_) { return {}; }
    const Plan plan = KLARSICHT_TRY(plan_to_keep());
    if (rules_) { KLARSICHT_TRY(earlier_file_->set_rules(rules_->id())); }
    KLARSICHT_TRY(earlier_file_->set_plan(plan_text(plan), true));
    KLARSICHT_TRY(earlier_file_->audit({}));
    earlier_ = *KLARSICHT_TRY(earlier_file_->kept_digest());
    return {};
}

/// The present report in short, as it may be kept.
Result<const Digest*> Session::kept_digest() {
    if (!audited_) { return not_audited(); }
    if (audited_->digest) { return &*audited_->digest; }
    if (audited_->report.options.show_values) {
        WorkSteps steps = std::exchange(steps_, WorkSteps(audited_->given, Record()));
        Result<Report> hidden = audited({});
        steps_ = std::move(steps);
        audited_->digest = digest_of(KLARSICHT_TRY(std::move(hidden)));
    } else {
        audited_->digest = digest_of(*KLARSICHT_TRY(leaving_report()));
    }
    return &*audited_->digest;
}

/// Puts what was decided, and what has changed, into the report.
Result<void> Session::tell_record() {
    if (!audited_) { return {}; }
    std::optional<SinceSignOff> since;
    std::optional<Comparison> comparison;
    if (record().signed_off) {
        since = since_sign_off(*record().signed_off, *KLARSICHT_TRY(kept_digest()), record().decisions);
    }
    if (earlier_) { comparison = compare(*earlier_, *KLARSICHT_TRY(kept_digest())); }
    audited_->report.record = record();
    audited_->report.since_sign_off = std::move(since);
    audited_->report.comparison = std::move(comparison);
    if (audited_->leaving) { copy_record(audited_->report, *audited_->leaving); }
    return {};
}

void Session::copy_record(const Report& from, Report& to) {
    to.record = from.record;
    to.since_sign_off = from.since_sign_off;
    to.comparison = from.comparison;
}

}  // namespace klarsicht
