#include <algorithm>
#include <array>
#include <cmath>

#include "audit/quality/checks.h"
#include "audit/quality/rows.h"
#include "audit/suggest.h"
#include "base/word_list.h"
#include "profile/distribution.h"

namespace klarsicht::quality {

namespace {

constexpr std::string_view newest_days = "quality.timeliness.newest_days";
constexpr std::string_view old_days = "quality.timeliness.old_days";
constexpr std::string_view old_share = "quality.timeliness.old_share";
constexpr std::array limits = {newest_days, old_days, old_share};
constexpr double days_a_year = 365.25;

/// Dates that lie ahead by nature, or say something else than when the row was true.
bool lies_ahead(std::string_view name) {
    static const std::vector<std::string>& words = word_list("quality", "lies_ahead");
    const std::string plain = plain_name(name);
    return std::ranges::any_of(words, [&](const std::string& word) { return name_matches(plain, word); });
}

struct Dates {
    std::size_t column;
    double oldest = 0, newest = 0;  ///< days; the newest that is not in the future
    std::uint64_t rows = 0;
    std::uint64_t old = 0;  ///< rows older than the limit
    std::uint64_t future = 0;
    CodeFlags future_flags, old_flags;
};

std::optional<Dates> look_at(const AuditContext& context, std::size_t c) {
    const double oldest_kept = context.limit(old_days);
    const Interpretation& data = context.interpretation(c);
    if (ignored(context, c) || (data.kind != Kind::date && data.kind != Kind::datetime)) { return std::nullopt; }
    const std::string_view meaning = context.meaning(c);
    if (meaning == "birth_date" || meaning == "birth_year") { return std::nullopt; }
    const double unit = data.kind == Kind::datetime ? 86400 : 1;
    const Column& column = context.table.columns[c];
    Dates dates{.column = c, .future_flags = {}, .old_flags = {}};
    bool first = true;
    dates.future_flags.resize(column.counts.size());
    dates.old_flags.resize(column.counts.size());
    for (std::uint32_t code = 0; code < column.counts.size(); ++code) {
        if (!data.valid(code) || column.counts[code] == 0) { continue; }
        double day = std::floor(data.values[code] / unit);
        dates.rows += column.counts[code];
        if (day > context.as_of + 1) {  // a day of grace for time zones
            dates.future += column.counts[code];
            dates.future_flags[code] = 1;
            continue;
        }
        day = std::min(day, context.as_of);
        if (context.as_of - day > oldest_kept) {
            dates.old += column.counts[code];
            dates.old_flags[code] = 1;
        }
        dates.oldest = first ? day : std::min(dates.oldest, day);
        dates.newest = first ? day : std::max(dates.newest, day);
        first = false;
    }
    if (dates.rows == 0 || first || dates.future * 2 > dates.rows) { return std::nullopt; }
    if (dates.future * 50 > dates.rows && lies_ahead(context.name(c))) { return std::nullopt; }
    return dates;
}

class Timeliness final : public Check {
public:
    const CheckInfo& info() const override {
        static constexpr std::array<Role, 1> needs = {Role::timestamp};
        static const CheckInfo value{.id = "quality.timeliness",
                                     .area = Area::quality,
                                     .needs = needs,
                                     .any = false,
                                     .limits = limits,
                                     .of_the_file = true};
        return value;
    }

    std::vector<Outcome> run(const AuditContext& context) const override {
        std::vector<Dates> all;
        for (std::size_t c = 0; c < context.table.columns.size(); ++c) {
            if (auto dates = look_at(context, c)) { all.push_back(std::move(*dates)); }
        }
        if (all.empty()) { return {not_assessed(info())}; }
        std::vector<Outcome> outcomes;
        for (const Dates& dates : all) {
            // Where day and month are a guess, the guess is in question, not the days.
            const bool guess = context.interpretation(dates.column).ambiguous;
            if (dates.future > 0 && !guess) { outcomes.push_back(future(context, dates)); }
        }
        const Dates& newest = *std::ranges::max_element(all, {}, &Dates::newest);
        outcomes.push_back(age(context, newest));
        // The column that says last when something happened tells how long people are kept.
        const double many = context.limit(old_share) * static_cast<double>(newest.rows);
        if (static_cast<double>(newest.old) > many && outcomes.back().status == Status::pass && about_people(context)) {
            outcomes.push_back(old(context, newest));
        }
        sort_by_severity(outcomes);
        return outcomes;
    }

private:
    /// Whether the rows are about people, who move, marry and object; figures of ads and goods only grow old.
    static bool about_people(const AuditContext& context) {
        for (const Role role : {Role::person, Role::quasi_identifier, Role::consent, Role::opt_out}) {
            if (context.first_with(role)) { return true; }
        }
        const std::vector<std::size_t> keys = context.columns_with(Role::identifier);
        return std::ranges::any_of(keys, [&](std::size_t c) { return is_personal(context.meaning(c)); });
    }

    Outcome future(const AuditContext& context, const Dates& dates) const {
        const double share = share_of(dates.future, dates.rows);
        const Severity severity = share > 0.01 ? Severity::medium : Severity::low;
        OutcomeBuilder finding(info(), Status::warn, severity, {context.name(dates.column)});
        finding.values.text("column", context.name(dates.column))
            .count("rows", dates.future)
            .count("of", dates.rows)
            .number("share", share)
            .number("as_of", context.as_of);
        finding.say("future").headline("future").headline_note("future");
        Outcome outcome = finding.remedy("future").why("future").make();
        outcome.metrics.count("future_rows", dates.future);
        outcome.metrics.count("rows", dates.rows);
        outcome.rows = rows_with(context.table.columns[dates.column], dates.future_flags);
        return outcome;
    }

    Outcome age(const AuditContext& context, const Dates& dates) const {
        const double days = context.as_of - dates.newest;
        const double limit = context.limit(newest_days);
        const bool stale = days > limit;
        // A test that is over does not get any newer.
        const bool people = stale && about_people(context) && !context.plan.treatment;
        OutcomeBuilder finding(info(),
                               people  ? Status::warn
                               : stale ? Status::info
                                       : Status::pass,
                               people ? Severity::medium : Severity::none, {context.name(dates.column)});
        finding.values.text("column", context.name(dates.column))
            .number("newest", dates.newest)
            .number("oldest", dates.oldest)
            .number("as_of", context.as_of)
            .number("days", std::max(0.0, days))
            .count("months", context.interpretation(dates.column).months ? 1 : 0)
            .number("limit", limit);
        if (stale && !people) { finding.why("things"); }
        Outcome outcome = finding.say(stale ? "stale" : "current").headline("age").headline_note("age").make();
        outcome.metrics.number("newest_days_old", days);
        outcome.metrics.number("oldest_days_old", context.as_of - dates.oldest);
        outcome.metrics.share("older_than_limit_share", share_of(dates.old, dates.rows));
        return outcome;
    }

    Outcome old(const AuditContext& context, const Dates& dates) const {
        OutcomeBuilder finding(info(), Status::warn, Severity::low, {context.name(dates.column)});
        finding.values.text("column", context.name(dates.column))
            .count("rows", dates.old)
            .count("of", dates.rows)
            .number("share", share_of(dates.old, dates.rows))
            .number("years", context.limit(old_days) / days_a_year);
        Outcome outcome = finding.say("old").headline("old").headline_note("old").remedy("old").make();
        outcome.metrics.count("old_rows", dates.old);
        outcome.metrics.count("rows", dates.rows);
        outcome.rows = rows_with(context.table.columns[dates.column], dates.old_flags);
        return outcome;
    }
};

}  // namespace

const Check& timeliness() {
    static const Timeliness check;
    return check;
}

}  // namespace klarsicht::quality
