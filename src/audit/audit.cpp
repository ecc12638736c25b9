#include <algorithm>
#include <chrono>
#include <iterator>
#include <string>

#include "audit/column_report.h"
#include "audit/plan_check.h"
#include "audit/plan_complete.h"
#include "audit/registry.h"
#include "audit/report.h"

namespace klarsicht {

namespace {

/// The gravest status; a check that could not run says nothing about the others.
Status status_of(const std::array<std::uint64_t, 5>& counts) {
    for (const Status status : {Status::fail, Status::warn, Status::pass, Status::info}) {
        if (counts[static_cast<std::size_t>(status)] > 0) { return status; }
    }
    return Status::not_assessed;
}

std::vector<AreaReport> areas_of(const std::vector<Outcome>& outcomes) {
    std::vector<AreaReport> areas;
    for (const Area area : {Area::privacy, Area::bias, Area::quality, Area::ethics, Area::skills}) {
        AreaReport report{area, Status::not_assessed, {}};
        for (const Outcome& outcome : outcomes) {
            if (outcome.area == area) { ++report.counts[static_cast<std::size_t>(outcome.status)]; }
        }
        report.status = status_of(report.counts);
        areas.push_back(report);
    }
    return areas;
}

std::string iso_date(double days) {
    const std::chrono::year_month_day date{std::chrono::sys_days(std::chrono::days(static_cast<std::int32_t>(days)))};
    const auto padded = [](int value, std::size_t width) {
        std::string text = std::to_string(value);
        return text.size() < width ? std::string(width - text.size(), '0') + text : text;
    };
    return padded(static_cast<int>(date.year()), 4) + "-" + padded(static_cast<int>(static_cast<unsigned>(date.month())), 2) + "-" +
           padded(static_cast<int>(static_cast<unsigned>(date.day())), 2);
}

}  // namespace

Result<Report> audit(const Table& table, const Profile& profile, Plan given, const Rules& rules, const AuditOptions& options, Progress& progress) {
    if (table.rows() == 0) { return fail(ErrorCode::empty, Message("error.no_rows")); }
    const ProfileOptions profiled = KLARSICHT_TRY(profile_options_of(given));
    // The report holds the plan that was in fact used.
    given.as_of = iso_date(profiled.as_of);
    given.missing_tokens = profiled.missing_tokens;
    const Plan plan = complete_plan(given, table, profile);
    const AuditContext context(table, profile, plan, rules, options);
    KLARSICHT_TRY(check_plan(given, context));

    Report report;
    const auto checks = all_checks();
    for (std::size_t i = 0; i < checks.size(); ++i) {
        if (!progress.report("progress.checking", static_cast<double>(i) / static_cast<double>(checks.size()))) {
            return fail(ErrorCode::cancelled, Message("error.cancelled"));
        }
        std::vector<Outcome> outcomes = checks[i]->run(context);
        std::ranges::move(outcomes, std::back_inserter(report.outcomes));
    }
    progress.report("progress.checking", 1);
    report.source = table.source;
    report.plan = plan;
    report.rules = rules.id();
    for (std::size_t c = 0; c < table.columns.size(); ++c) { report.columns.push_back(column_report(context, c)); }
    report.areas = areas_of(report.outcomes);
    report.options = options;
    return report;
}

}  // namespace klarsicht
