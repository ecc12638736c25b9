#include <algorithm>
#include <iterator>
#include <optional>
#include <string>

#include "audit/area_status.h"
#include "audit/column_report.h"
#include "audit/hidden_names.h"
#include "audit/placeholders.h"
#include "audit/plan_check.h"
#include "audit/plan_complete.h"
#include "audit/reading_order.h"
#include "audit/registry.h"
#include "audit/repeated_rows.h"
#include "audit/report.h"
#include "audit/small_cells.h"
#include "audit/withhold.h"

namespace klarsicht {

namespace {

/// Whether figures of unequal treatment can be opened: then there is something to choose a measure from.
bool explains_fairness(const Outcome& outcome) { return outcome.area == Area::bias && !outcome.explanations.empty(); }

/// Rows that were set apart among the others have numbers too: a person looks them up in the file.
void number_as_in_file(Outcome& outcome, const Table& table) {
    if (table.apart.empty() || table.apart.front().row >= table.rows()) { return; }
    if (!outcome.rows.as_in_file) {
        const auto as_in_file = [&](std::uint64_t row) { return table.file_row(row); };
        outcome.rows.all = outcome.rows.all.renumbered(as_in_file);
        outcome.rows.beside = outcome.rows.beside.renumbered(as_in_file);
    }
    if (outcome.cells.empty()) { return; }
    std::vector<std::uint64_t> numbers;
    numbers.reserve(static_cast<std::size_t>(table.rows()));
    std::size_t apart = 0;
    for (std::uint64_t row = 0; numbers.size() < table.rows(); ++row) {
        if (apart < table.apart.size() && table.apart[apart].row == row) {
            ++apart;
        } else {
            numbers.push_back(row);
        }
    }
    outcome.cells = outcome.cells.renumbered([&](std::uint32_t row) { return numbers[row]; });
}

/// What passes by a suggested answer to a question that only a person can answer is open, with the question.
void leave_open(const CheckInfo& info, const Understanding& understanding, std::vector<Outcome>& outcomes) {
    for (const UnderstandingQuestion& question : understanding.questions) {
        const bool judges_by_it = question.role && info.area == Area::bias &&
                                  std::ranges::find(info.needs, *question.role) != info.needs.end();
        if (!judges_by_it) { continue; }
        for (Outcome& outcome : outcomes) {
            if (outcome.status != Status::pass) { continue; }
            outcome = not_assessed(info, std::move(outcome.subject));
            outcome.needs = question.text;
        }
    }
}

/// What nothing that follows takes back: of the columns and cells, not of groups of people.
void tell_found(const CheckInfo& info, const std::vector<Outcome>& outcomes, Progress& progress) {
    if (info.area != Area::privacy && info.area != Area::quality) { return; }
    for (const Outcome& outcome : outcomes) {
        if (outcome.status == Status::fail || outcome.status == Status::warn) { progress.found(outcome.title); }
    }
}

}  // namespace

Result<Report> audit(const Table& own_table, const Profile& profile, Plan given, const Rules& rules,
                     const AuditOptions& options, Progress& progress) {
    if (own_table.rows() == 0) { return fail(ErrorCode::empty, Message("error.no_rows")); }
    const ProfileOptions profiled = KLARSICHT_TRY(profile_options_of(given));
    // The report holds the plan that was in fact used.
    given.as_of = iso_date(profiled.as_of);
    given.missing_tokens = profiled.missing_tokens;
    Plan plan = complete_plan(given, own_table, profile);
    KLARSICHT_TRY(check_plan(given, AuditContext(own_table, profile, plan, rules, options)));
    const bool leaves = !options.on_screen && !options.show_values;
    const std::optional<HiddenNames> hidden = leaves ? hide_names(own_table) : std::nullopt;
    if (hidden) {
        hidden->rename_in(plan);
        hidden->rename_in(given);
    }
    const Table& table = hidden ? hidden->table : own_table;
    const AuditContext context(table, profile, plan, rules, options);

    // What nobody may be told, even by subtraction, no check that judges people sees; what the file itself is like is
    // told of all of it.
    const std::optional<Withheld> withheld = withhold(context);
    // Which of two groups is selected more often may hang on those who are withheld.
    if (withheld) { plan.favoured = complete_plan(given, withheld->table, withheld->profile).favoured; }
    AuditContext kept = withheld ? AuditContext(withheld->table, withheld->profile, plan, rules, options) : context;
    if (withheld) { kept.withheld = &withheld->rows; }

    Report report;
    report.understanding = understand(kept, missing_cells(context));
    const auto checks = all_checks();
    for (std::size_t i = 0; i < checks.size(); ++i) {
        if (!progress.report("progress.checking", static_cast<double>(i) / static_cast<double>(checks.size()))) {
            return fail(ErrorCode::cancelled, Message("error.cancelled"));
        }
        const CheckInfo& info = checks[i]->info();
        if (!options.only.empty() && std::ranges::find(options.only, info.id) == options.only.end()) { continue; }
        std::vector<Outcome> outcomes = checks[i]->run(info.of_the_file ? context : kept);
        leave_open(info, report.understanding, outcomes);
        for (Outcome& outcome : outcomes) { number_as_in_file(outcome, table); }
        tell_found(info, outcomes, progress);
        std::ranges::move(outcomes, std::back_inserter(report.outcomes));
        report.limits.emplace(info.id, used_limits(info, context));
    }
    if (const auto distinct = distinct_rows(kept, report.outcomes)) {
        count_rows_once(kept, *distinct, checks, report.outcomes);
    }
    if (!options.show_values) { std::ranges::for_each(report.outcomes, suppress_small_cells); }
    sort_for_reading(report.outcomes);
    report.cards = privacy_cards(report.outcomes, table.columns.size());
    report.counts = joint_counts(kept);
    report.withheld_rows = withheld ? static_cast<std::uint64_t>(std::ranges::count(withheld->rows, 1)) : 0;
    progress.report("progress.checking", 1);
    report.source = table.source;
    report.plan = plan;
    report.rules = rules.id();
    for (std::size_t c = 0; c < table.columns.size(); ++c) {
        report.columns.push_back(column_report(kept, c));
        // A withheld cell is not missing in the file.
        report.columns.back().summary.interpretation.missing = profile.columns[c].interpretation.missing;
        report.columns.back().summary.interpretation.invalid = profile.columns[c].interpretation.invalid;
    }
    report.areas = areas_of(report);
    report.options = options;
    if (std::ranges::any_of(report.outcomes, explains_fairness)) { report.measure_tree = measure_tree(); }
    report.remedies = offered_remedies(report);
    return report;
}

}  // namespace klarsicht
