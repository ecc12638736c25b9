#include "session/session.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "audit/column_report.h"
#include "audit/groups.h"
#include "audit/hidden_names.h"
#include "audit/placeholders.h"
#include "audit/plan_check.h"
#include "audit/plan_complete.h"
#include "audit/plan_fit.h"
#include "audit/plan_json.h"
#include "audit/plan_names.h"
#include "base/listed.h"
#include "profile/meaning.h"
#include "report/render.h"
#include "session/read_back.h"
#include "session/settings.h"
#include "session/step_label.h"

namespace klarsicht {

namespace {

constexpr std::string_view usual_rules = "eu-2026-11";

std::unexpected<Error> no_file() { return fail(ErrorCode::usage, Message("error.page.no_file")); }
std::unexpected<Error> not_audited() { return fail(ErrorCode::usage, Message("error.request.not_audited")); }

}  // namespace

// --- inputs ---

void Session::forget(Input input) {
    slot(input).reset();
    audited_.reset();
    if (input != Input::current) { return; }
    tables_ = {};
    profile_.reset();
    steps_ = WorkSteps();
    misfits_.clear();
    earlier_.reset();
    earlier_file_.reset();
}

Result<void> Session::open(Input input, IngestOptions options) {
    if (input != Input::current && table(Input::current) == nullptr) { return no_file(); }
    forget(input);
    reading_ = input;
    ingest_ = make_ingest(std::move(options));
    whole_ = false;
    return {};
}

Result<void> Session::feed(std::span<const std::byte> slice) {
    if (!ingest_) { return no_file(); }
    return ingest_->feed(slice);
}

Result<void> Session::read(ByteSource& source) {
    if (!ingest_) { return no_file(); }
    Result<Table> table = ingest_->read(source, progress_);
    ingest_.reset();
    target() = KLARSICHT_TRY(std::move(table));
    whole_ = true;
    return {};
}

Result<void> Session::finish() {
    if (std::exchange(whole_, false)) { return {}; }
    if (!ingest_) { return no_file(); }
    Result<Table> table = ingest_->finish();
    ingest_.reset();
    if (!table) { return std::unexpected(std::move(table).error()); }
    target() = std::move(*table);
    return {};
}

void Session::open_preview(IngestOptions options) {
    reading_.reset();
    preview_.reset();
    ingest_ = make_ingest(std::move(options));
    whole_ = false;
}

Result<Preview> Session::preview(bool show_values) {
    if (!preview_) { return no_file(); }
    const Table table = std::move(*std::exchange(preview_, std::nullopt));
    return preview_of(table, *KLARSICHT_TRY(rules()), show_values);
}

void Session::take(Input input, Table table) {
    forget(input);
    slot(input) = std::move(table);
}

std::uint64_t Session::rows_read() const {
    if (ingest_) { return ingest_->rows(); }
    const Table* current = table(Input::current);
    return current == nullptr ? 0 : current->rows();
}

const Table* Session::table(Input input) const {
    const std::optional<Table>& table = tables_[static_cast<std::size_t>(input)];
    return table ? &*table : nullptr;
}

// --- plan ---

Result<void> Session::set_rules(std::string_view id) {
    if (rules_ && rules_->id() == id) { return {}; }
    rules_ = KLARSICHT_TRY(Rules::load(id));
    return {};
}

Result<const Rules*> Session::rules() {
    if (!rules_) { KLARSICHT_TRY(set_rules(usual_rules)); }
    return &*rules_;
}

Result<void> Session::set_plan(std::string_view text, bool fit) {
    const Table* current = table(Input::current);
    if (current == nullptr) { return no_file(); }
    Plan plan;
    misfits_.clear();
    if (fit && !text.empty()) {
        const json document = KLARSICHT_TRY(read_plan_json(text));
        plan = KLARSICHT_TRY(plan_from_json(document, nullptr, known_meanings()));
        KLARSICHT_TRY(this->fit(plan));
    } else if (!text.empty()) {
        plan = KLARSICHT_TRY(parse_plan(text, *current));
    }
    steps_.begin(std::move(plan));
    return {};
}

Result<void> Session::fit(Plan& plan) {
    const auto say = [&](std::string_view key, const std::vector<std::string>& names) {
        constexpr std::size_t most_named = 12;
        if (names.empty()) { return; }
        std::vector<std::string> told;
        std::ranges::transform(names, std::back_inserter(told), without_full_names);
        misfits_.push_back(std::move(Message(key).count("n", names.size()).text("names", listed(told, most_named))));
    };
    const Table& current = *table(Input::current);
    const bool lists_columns = plan.roles.size() * 2 > current.columns.size();
    say("understood.plan_lacks", drop_lacking_columns(plan, current));
    std::vector<std::string> fresh;
    for (const Column& column : current.columns) {
        if (lists_columns && !plan.roles.contains(column.name)) { fresh.push_back(column.name); }
    }
    say("understood.plan_new", fresh);
    steps_.begin(plan);
    KLARSICHT_TRY(use_profile());
    const Rules& pack = *KLARSICHT_TRY(rules());
    const Plan used = KLARSICHT_TRY(suggested_plan());
    say("understood.plan_unfit", drop_unfit(plan, AuditContext(current, *profile_, used, pack)));
    return {};
}

Result<void> Session::edit(std::span<const PlanEdit> edits) {
    const Plan used = KLARSICHT_TRY(suggested_plan());
    Plan edited = KLARSICHT_TRY(edit_plan(given(), used, edits));
    if (edited == given()) { return {}; }
    WorkSteps before = steps_;
    steps_.push(std::move(edited), record(), step_label(edits));
    if (Result<Plan> checked = checked_plan(); !checked) {
        steps_ = std::move(before);
        return std::unexpected(std::move(checked).error());
    }
    return {};
}

Result<void> Session::undo() {
    if (undoable() == 0) { return fail(ErrorCode::usage, Message("error.request.nothing_to_undo")); }
    steps_.undo();
    return tell_record();
}

Result<void> Session::redo() {
    if (steps_.redoable() == 0) { return fail(ErrorCode::usage, Message("error.request.nothing_to_redo")); }
    steps_.redo();
    return tell_record();
}

/// Profiles the current file, unless it was profiled in the same way.
Result<void> Session::use_profile() {
    const Table* current = table(Input::current);
    if (current == nullptr) { return no_file(); }
    ProfileOptions options = KLARSICHT_TRY(profile_options_of(given()));
    if (profile_ && profiled_with_.missing_tokens == options.missing_tokens && profiled_with_.as_of == options.as_of &&
        profiled_with_.dates == options.dates) {
        return {};
    }
    if (audited_) { audited_->to_share.reset(); }  // it looks at the profile
    profile_ = KLARSICHT_TRY(profile_table(*current, options, progress_));
    profiled_with_ = std::move(options);
    return {};
}

Result<Plan> Session::suggested_plan() {
    KLARSICHT_TRY(use_profile());
    return complete_plan(given(), *table(Input::current), *profile_);
}

Result<Plan> Session::checked_plan() {
    const Rules& pack = *KLARSICHT_TRY(rules());
    Plan plan = KLARSICHT_TRY(suggested_plan());
    KLARSICHT_TRY(check_plan(given(), AuditContext(*table(Input::current), *profile_, plan, pack)));
    return plan;
}

// --- audit ---

Result<void> Session::audit(const AuditOptions& options) {
    Result<Report> report = audited(options);
    if (!report) {
        // What cannot be audited must not stand in the way of the next change.
        if (audited_) { steps_.drop_to(audited_->given); }
        return std::unexpected(std::move(report).error());
    }
    audited_ = Audited{std::move(*report), given(), {}, {}, {}, {}, {}, {}, {}};
    // An earlier file that this plan does not suit says nothing; the report stands without it.
    if (!audit_earlier()) { compare_with_nothing(); }
    return tell_record();
}

Result<Report> Session::audited(const AuditOptions& options) {
    const Rules& pack = *KLARSICHT_TRY(rules());
    KLARSICHT_TRY(use_profile());
    const Table& current = *table(Input::current);
    Report report = KLARSICHT_TRY(klarsicht::audit(current, *profile_, given(), pack, options, progress_));
    report.understanding.sentences.insert(report.understanding.sentences.begin(), misfits_.begin(), misfits_.end());
    for (const Input input : {Input::reference, Input::population}) {
        if (const Table* other = table(input)) { report.inputs.push_back(describe_input(input, *other, current)); }
    }
    if (!report.inputs.empty()) {
        report.inputs.insert(report.inputs.begin(), describe_input(Input::current, current, current));
    }
    if (!options.on_screen && !options.show_values) {
        std::ranges::for_each(report.inputs, [](InputReport& input) { hide_names(input); });
    }
    return report;
}

Result<const Report*> Session::leaving_report() {
    if (!audited_) { return not_audited(); }
    const Report& seen = audited_->report;
    AuditOptions options = seen.options;
    options.on_screen = false;
    bool differs = std::ranges::any_of(seen.columns, &ColumnReport::stays_here);
    for (const std::optional<Table>& input : tables_) { differs = differs || (input && has_personal_names(*input)); }
    if (!differs || options.show_values || !seen.options.on_screen) { return &seen; }
    if (!audited_->leaving) {
        // The plan may have been edited since, and not been audited yet.
        WorkSteps steps = std::exchange(steps_, WorkSteps(audited_->given, Record()));
        Result<Report> report = audited(options);
        steps_ = std::move(steps);
        audited_->leaving = KLARSICHT_TRY(std::move(report));
        copy_record(seen, *audited_->leaving);
    }
    return &*audited_->leaving;
}

Result<std::string> Session::leaving_file(std::string_view format, Language language) {
    const Report& report = *KLARSICHT_TRY(leaving_report());
    std::string text = report_to_format(report, format, language);
    if (!report.options.show_values) { last_search(report).mask(text); }
    return text;
}

const LastSearch& Session::last_search(const Report& leaving) {
    std::optional<LastSearch>& search = audited_->last_search;
    if (!search) { search.emplace(*table(Input::current), leaving); }
    return *search;
}

Result<Report> Session::profile(const AuditOptions& options) {
    const Rules& pack = *KLARSICHT_TRY(rules());
    const Plan plan = KLARSICHT_TRY(suggested_plan());
    const Table& current = *table(Input::current);
    const AuditContext context(current, *profile_, plan, pack, options);
    Report report;
    report.source = current.source;
    report.rules = pack.id();
    report.options = options;
    for (std::size_t c = 0; c < current.columns.size(); ++c) { report.columns.push_back(column_report(context, c)); }
    report.plan = plan;
    report.understanding = understand(context, missing_cells(context));
    return report;
}

Result<PlanChoices> Session::choices(std::string_view column) const {
    if (!audited_) { return not_audited(); }
    const Report& report = audited_->report;
    const auto found = std::ranges::find(report.columns, column, &ColumnReport::name);
    if (found == report.columns.end()) {
        const std::vector<std::string>& names = report.plan.column_order;
        return unknown_name("column", "column", column, {names.begin(), names.end()});
    }
    const Interpretation& interpretation = found->summary.interpretation;
    const Kind kind = interpretation.kind;
    ColumnFacts facts{.name = found->name, .distinct = interpretation.distinct, .values = {}};
    facts.number = is_numeric(kind);
    facts.date = is_dated(kind);
    facts.kept_back = found->kept_back();
    for (const ShownValue& value : found->top) { facts.values.push_back(value.value); }
    return plan_choices(report.plan, facts);
}

AuditContext Session::context_of(const Report& report, const AuditOptions& options) const {
    return AuditContext(*table(Input::current), *profile_, report.plan, *rules_, options);
}

Result<json> Session::settings(Language language) const {
    if (!audited_) { return not_audited(); }
    const Report& report = audited_->report;
    return settings_to_json(context_of(report, report.options), audited_->given, Texts::of(language));
}

Result<Plan> Session::plan_to_keep() const {
    if (!audited_) { return not_audited(); }
    const Plan& given = audited_->given;
    Plan plan = audited_->report.plan;
    AuditOptions leaving = audited_->report.options;
    leaving.on_screen = false;
    const AuditContext context = context_of(audited_->report, leaving);
    // The audit's day and words are filled in; the next file's are its own.
    plan.as_of = given.as_of;
    plan.missing_tokens = given.missing_tokens;
    const auto keep_or_erase = [](auto& map, const auto& chosen, const std::string& name, bool keep) {
        if (!keep && !chosen.contains(name)) { map.erase(name); }
    };
    for (std::size_t c = 0; c < context.table.columns.size(); ++c) {
        const std::string& name = context.name(c);
        const auto leaves = [&](const std::string& value) { return context.shown(c, value) == value; };
        const auto positive = plan.positive.find(name);
        const auto favoured = plan.favoured.find(name);
        keep_or_erase(plan.positive, given.positive, name,
                      positive == plan.positive.end() || leaves(positive->second.equals.value_or("")));
        keep_or_erase(plan.favoured, given.favoured, name, favoured == plan.favoured.end() || leaves(favoured->second));
        if (!given.treatment && plan.treatment && plan.treatment->column == name && !leaves(plan.treatment->control)) {
            plan.treatment.reset();
        }
    }
    for (const UnderstandingQuestion& question : audited_->report.understanding.questions) {
        const std::string& name = context.name(question.column);
        keep_or_erase(plan.roles, given.roles, name, question.id != "outcome");
        keep_or_erase(plan.positive, given.positive, name, false);
        if (!given.treatment && question.id == "control") { plan.treatment.reset(); }
    }
    return plan;
}

Result<DetailPage> Session::detail(std::size_t check, std::size_t page) const {
    if (!audited_) { return not_audited(); }
    const std::vector<Outcome>& outcomes = audited_->report.outcomes;
    if (check >= outcomes.size()) {
        return fail(ErrorCode::usage,
                    Message("error.request.no_check").count("check", check).count("count", outcomes.size()));
    }
    const std::size_t total = outcomes[check].groups.size();
    // The first page is there even if nothing is on it.
    const std::size_t pages = std::max<std::size_t>(1, (total + page_groups - 1) / page_groups);
    if (page >= pages) {
        return fail(ErrorCode::usage, Message("error.request.no_page").count("page", page).count("count", pages));
    }
    const std::size_t first = page * page_groups;
    return DetailPage{&outcomes[check], first, std::min(first + page_groups, total), total};
}

Result<Dots> Session::dots(std::string_view group, std::string_view decision) const {
    if (!audited_) { return not_audited(); }
    const Table& current = *table(Input::current);
    const auto group_column = current.find(group);
    const auto decision_column = current.find(decision);
    if (!group_column || !decision_column) { return Dots(); }
    const Report& report = audited_->report;
    const AuditContext context = context_of(report, report.options);
    const Grouping grouping = group_rows(context, {*group_column});
    const std::vector<std::uint8_t> positive = positive_codes(context, *decision_column);
    const std::vector<std::uint32_t>& codes = current.columns[*decision_column].codes;
    std::vector<DotGroup> groups;
    for (const std::string& label : grouping.labels) { groups.push_back({.label = label}); }
    for (std::size_t row = 0; row < codes.size(); ++row) {
        const std::uint8_t verdict = positive[codes[row]];
        if (grouping.group[row] == Grouping::none || verdict > 1) { continue; }
        ++groups[grouping.group[row]].n;
        groups[grouping.group[row]].selected += verdict;
    }
    const bool all = report.options.show_values;
    std::erase_if(groups, [&](const DotGroup& one) { return !all && one.n < least_people_shown; });
    Dots dots{.groups = std::move(groups), .binned = grouping.binned};
    for (const DotGroup& one : dots.groups) { dots.rows += one.n; }
    return dots;
}

Result<Plan> Session::plan_in_force() {
    if (audited_ && audited_->given == given()) { return audited_->report.plan; }
    return checked_plan();
}

Result<Remedied> Session::remedy(const std::optional<std::vector<RemedyStep>>& steps, std::string_view key) {
    Plan plan = KLARSICHT_TRY(checked_plan());
    if (steps) { plan.remedies = *steps; }
    return apply_remedies(AuditContext(*table(Input::current), *profile_, plan, *rules_), key);
}

Result<remedy::Sharing> Session::sharing(const remedy::ShareChoice& choice) {
    KLARSICHT_TRY(use_profile());
    Plan plan = KLARSICHT_TRY(plan_in_force());
    KLARSICHT_TRY(rules());
    const bool as_audited = audited_ && audited_->given == given();
    if (as_audited && audited_->to_share) { return audited_->to_share->sharer.with(choice); }
    const auto share = std::make_shared<ToShare>(*table(Input::current), *profile_, std::move(plan), *rules_);
    if (as_audited) { audited_->to_share = share; }
    return share->sharer.with(choice);
}

Result<SharedFile> Session::write_to_share(const Remedied& remedied,
                                           const std::function<void(std::string_view)>& take) {
    const Plan plan = KLARSICHT_TRY(plan_in_force());
    KLARSICHT_TRY(rules());
    const Table& current = *table(Input::current);
    const AuditContext context(current, *profile_, plan, *rules_);
    ReadBack again(current.source);
    SharedFile made;
    made.guarded = KLARSICHT_TRY(write_remedied(current, remedied, [&](std::string_view piece) {
        again.feed(piece);
        take(piece);
    }));
    made.sheet = sheet_before(context, remedied);
    made.sheet.after = KLARSICHT_TRY(again.check(context, remedied, progress_));
    return made;
}

}  // namespace klarsicht
