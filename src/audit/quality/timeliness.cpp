#include <algorithm>
#include <array>
#include <cmath>

#include "audit/quality/checks.h"
#include "audit/quality/placeholders.h"
#include "audit/quality/rows.h"
#include "audit/suggest.h"
#include "profile/distribution.h"

namespace klarsicht::quality {

namespace {

constexpr std::array<std::string_view, 3> limits = {"quality.timeliness.newest_days", "quality.timeliness.old_days", "quality.timeliness.old_share"};

/// Dates that lie ahead by nature, or say something else than when the row was true.
bool lies_ahead(std::string_view name) {
    constexpr std::array<std::string_view, 24> words = {
        "valid_until", "valid_to", "gueltig_bis", "bis", "until", "due", "faellig", "faelligkeit", "expiry", "expires", "expires_at", "expiration", "ablauf",
        "ablaufdatum", "termin", "next", "naechster", "renewal", "verlaengerung", "ende", "end", "planned", "geplant", "deadline",
    };
    const std::string plain = plain_name(name);
    return std::ranges::any_of(words, [&](std::string_view word) { return name_matches(plain, word); });
}

struct Dates {
    std::size_t column;
    double oldest = 0, newest = 0;  ///< days; the newest that is not in the future
    std::uint64_t rows = 0;
    std::uint64_t old = 0;          ///< rows older than the limit
    std::uint64_t future = 0;
    CodeFlags future_flags, old_flags;
};

std::optional<Dates> look_at(const AuditContext& context, std::size_t c, double old_days) {
    const Interpretation& data = context.interpretation(c);
    if (ignored(context, c) || (data.kind != Kind::date && data.kind != Kind::datetime)) { return std::nullopt; }
    const std::string_view meaning = context.meaning(c);
    if (meaning == "birth_date" || meaning == "birth_year") { return std::nullopt; }
    const double unit = data.kind == Kind::datetime ? 86400 : 1;
    const Placeholders placeholders = find_placeholders(context, c);
    const Column& column = context.table.columns[c];
    Dates dates{.column = c, .future_flags = {}, .old_flags = {}};
    bool first = true;
    dates.future_flags.resize(column.counts.size());
    dates.old_flags.resize(column.counts.size());
    for (std::uint32_t code = 0; code < column.counts.size(); ++code) {
        if (!data.valid(code) || column.counts[code] == 0) { continue; }
        if (!placeholders.flags.empty() && placeholders.flags[code] != 0) { continue; }
        double day = std::floor(data.values[code] / unit);
        dates.rows += column.counts[code];
        if (day > context.as_of + 1) {  // a day of grace for time zones
            dates.future += column.counts[code];
            dates.future_flags[code] = 1;
            continue;
        }
        day = std::min(day, context.as_of);
        if (context.as_of - day > old_days) {
            dates.old += column.counts[code];
            dates.old_flags[code] = 1;
        }
        dates.oldest = first ? day : std::min(dates.oldest, day);
        dates.newest = first ? day : std::max(dates.newest, day);
        first = false;
    }
    if (dates.rows == 0 || first || (lies_ahead(context.name(c)) && dates.future * 50 > dates.rows) || dates.future * 2 > dates.rows) { return std::nullopt; }
    return dates;
}

class Timeliness final : public Check {
public:
    const CheckInfo& info() const override {
        static constexpr std::array<Role, 1> needs = {Role::timestamp};
        static const CheckInfo value{.id = "quality.timeliness", .area = Area::quality, .needs = needs, .any = false, .limits = limits};
        return value;
    }

    std::vector<Outcome> run(const AuditContext& context) const override {
        std::vector<Dates> all;
        for (std::size_t c = 0; c < context.table.columns.size(); ++c) {
            if (auto dates = look_at(context, c, context.limit(limits[1]))) { all.push_back(std::move(*dates)); }
        }
        if (all.empty()) { return {not_assessed(info())}; }
        std::vector<Outcome> outcomes;
        for (const Dates& dates : all) {
            if (dates.future > 0) { outcomes.push_back(future(context, dates)); }
        }
        const Dates& newest = *std::ranges::max_element(all, {}, &Dates::newest);
        outcomes.push_back(age(context, newest));
        // The column that says last when something happened tells how long people are kept.
        if (static_cast<double>(newest.old) > context.limit(limits[2]) * static_cast<double>(newest.rows) && outcomes.back().status == Status::pass) {
            outcomes.push_back(old(context, newest));
        }
        sort_by_severity(outcomes);
        return outcomes;
    }

private:
    Outcome future(const AuditContext& context, const Dates& dates) const {
        const double share = share_of(dates.future, dates.rows);
        Outcome outcome = outcome_of(info(), Status::warn, share > 0.01 ? Severity::medium : Severity::low, {context.name(dates.column)});
        outcome.title = Message(outcome.id + ".title.future").text("column", context.name(dates.column));
        outcome.summary = Message(outcome.id + ".summary.future")
                              .text("column", context.name(dates.column))
                              .count("rows", dates.future)
                              .count("of", dates.rows)
                              .number("share", share)
                              .number("as_of", context.as_of);
        outcome.headline = Message(outcome.id + ".headline.future").count("rows", dates.future);
        outcome.headline_note = Message(outcome.id + ".headline_note.future").number("as_of", context.as_of);
        outcome.remedy = Message(outcome.id + ".remedy.future");
        outcome.why = Message(outcome.id + ".why.future");
        outcome.metrics["future_rows"] = dates.future;
        outcome.metrics["rows"] = dates.rows;
        outcome.rows = rows_with(context.table.columns[dates.column], dates.future_flags);
        return outcome;
    }

    Outcome age(const AuditContext& context, const Dates& dates) const {
        const double days = context.as_of - dates.newest;
        const double limit = context.limit(limits[0]);
        const bool stale = days > limit;
        Outcome outcome = outcome_of(info(), stale ? Status::warn : Status::pass, stale ? Severity::medium : Severity::none, {context.name(dates.column)});
        const std::string variant = stale ? "stale" : "current";
        outcome.title = Message(outcome.id + ".title." + variant);
        outcome.summary = Message(outcome.id + ".summary." + variant)
                              .text("column", context.name(dates.column))
                              .number("newest", dates.newest)
                              .number("oldest", dates.oldest)
                              .number("as_of", context.as_of)
                              .number("days", std::max(0.0, days))
                              .number("limit", limit);
        outcome.headline = Message(outcome.id + ".headline.age").number("days", std::max(0.0, days));
        outcome.headline_note = Message(outcome.id + ".headline_note.age").number("newest", dates.newest);
        outcome.metrics["newest_days_old"] = days;
        outcome.metrics["oldest_days_old"] = context.as_of - dates.oldest;
        outcome.metrics["older_than_limit_share"] = share_of(dates.old, dates.rows);
        return outcome;
    }

    Outcome old(const AuditContext& context, const Dates& dates) const {
        const double share = share_of(dates.old, dates.rows);
        Outcome outcome = outcome_of(info(), Status::warn, Severity::low, {context.name(dates.column)});
        outcome.title = Message(outcome.id + ".title.old");
        outcome.summary = Message(outcome.id + ".summary.old")
                              .text("column", context.name(dates.column))
                              .count("rows", dates.old)
                              .count("of", dates.rows)
                              .number("share", share)
                              .number("years", context.limit(limits[1]) / 365.25);
        outcome.headline = Message(outcome.id + ".headline.old").number("share", share);
        outcome.headline_note = Message(outcome.id + ".headline_note.old").number("years", context.limit(limits[1]) / 365.25);
        outcome.remedy = Message(outcome.id + ".remedy.old");
        outcome.metrics["old_rows"] = dates.old;
        outcome.metrics["rows"] = dates.rows;
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
