#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "training/people.h"
#include "training/settings.h"
#include "training/writer.h"

namespace klarsicht {

namespace {

constexpr std::int64_t day_minutes = 24 * 60;
/// The quarter that work is counted for.
constexpr std::int64_t quarter_days = 91;
/// Mails in the file per person, about.
constexpr std::uint64_t mails_each = 8;
constexpr double most_match_days = 20;
constexpr double most_wait_days = 10;
constexpr double hours_of_a_match = 1.0 / 3;
constexpr double hours_of_typing = 0.5;

/// Somebody who objected; times in minutes since 1970-01-01.
struct Objector {
    bool by_link = false;
    std::string_view way_de, way_en;
    std::int64_t objected = 0;
    std::int64_t entered = 0;  ///< from when on the block list has it
    double patience = 1;       ///< who has little complains sooner
};

struct Mail {
    std::size_t objector = 0;
    std::int64_t sent = 0;
};

std::int64_t whole_days(double share, double most) { return rounded(share * most); }

/// Tuesday, Thursday and Saturday; 1970-01-01 was a Thursday.
bool is_mail_day(std::int64_t day) {
    const std::int64_t weekday = (day + 3) % 7;
    return weekday == 1 || weekday == 3 || weekday == 5;
}

/// The dice are the same whatever the settings are, so that a setting meets the same people.
Objector invent(const Settings& s, Random& r) {
    Objector one;
    one.by_link = r.chance(0.7);
    one.patience = r.unit();
    const double waited = r.unit();
    std::int64_t day = s.until - r.between(28, 84);
    if (one.by_link) {
        // Most click the link in the mail they are just reading.
        while (!is_mail_day(day)) { --day; }
        day += r.chance(0.75) ? 0 : 1;
        one.objected = day * day_minutes + r.between(11 * 60, 23 * 60 + 30);
        one.entered = one.objected;
        one.way_de = "Link";
        one.way_en = "link";
        return one;
    }
    const bool call = r.chance(0.6);
    one.way_de = call ? "Anruf" : "Brief";
    one.way_en = call ? "call" : "letter";
    one.objected = day * day_minutes + r.between(9 * 60, 17 * 60);
    const std::int64_t wait = whole_days(s.share("waits_for_typing"), most_wait_days);
    const auto days = static_cast<std::int64_t>(waited * static_cast<double>(wait));
    one.entered = one.objected + (wait == 0 ? 0 : days + 1) * day_minutes;
    return one;
}

/// When the block list keeps somebody's mails back: from the first match after the entry on, at midnight, counted from
/// a Monday; where it is matched before every mailing, at once.
std::int64_t blocked_from(std::int64_t entered, std::int64_t match_days) {
    if (match_days == 0) { return entered; }
    constexpr std::int64_t a_monday = 4;
    const std::int64_t days = entered / day_minutes - a_monday;
    return ((days / match_days + 1) * match_days + a_monday) * day_minutes;
}

/// Minutes since 1970-01-01 at which somebody gets a mail on a day: the sending takes an hour.
std::int64_t sent_on(std::int64_t day, std::size_t objector) {
    return day * day_minutes + 9 * 60 + 30 + static_cast<std::int64_t>(objector * 7 % 60);
}

/// Mails after the objection, then as many before it as make up the rows, the newest first.
std::vector<Mail> mails_to(const std::vector<Objector>& objectors, std::int64_t match_days, std::uint64_t rows) {
    std::vector<Mail> mails;
    for (std::size_t i = 0; i < objectors.size(); ++i) {
        const Objector& one = objectors[i];
        const std::int64_t blocked = blocked_from(one.entered, match_days);
        for (std::int64_t day = one.objected / day_minutes; day * day_minutes < blocked; ++day) {
            const std::int64_t sent = sent_on(day, i);
            if (is_mail_day(day) && sent > one.objected && sent < blocked) { mails.push_back({i, sent}); }
        }
    }
    for (std::int64_t back = 0; mails.size() < rows; ++back) {
        for (std::size_t i = 0; i < objectors.size(); ++i) {
            const std::int64_t day = objectors[i].objected / day_minutes - back;
            const std::int64_t sent = sent_on(day, i);
            if (is_mail_day(day) && sent <= objectors[i].objected) { mails.push_back({i, sent}); }
        }
    }
    mails.resize(rows);
    std::ranges::sort(mails, {}, [](const Mail& mail) { return std::pair(mail.sent, mail.objector); });
    return mails;
}

/// An extract of a mailing log: people who objected, and their mails. Planted: the block list is matched every few days
/// only, and what comes in by telephone or letter waits until somebody types it in, so mails go out after it.
void write(const Settings& s, const ScenarioSink& sink, ScenarioTally& tally) {
    Random r(s.seed);
    const std::int64_t match_days = whole_days(s.share("match_every"), most_match_days);
    std::vector<Objector> objectors;
    for (std::uint64_t i = 0; i < std::max<std::uint64_t>(s.rows / mails_each, 1); ++i) {
        objectors.push_back(invent(s, r));
    }
    const std::vector<Mail> mails = mails_to(objectors, match_days, s.rows);

    CsvWriter out(sink);
    out.header({s.word("versand_id", "mailing_id"), s.word("kunden_id", "customer_id"),
                s.word("gesendet_am", "sent_at"), s.word("widerspruch_am", "opt_out_date"),
                s.word("eingang_durch", "received_by")});
    std::vector<std::int64_t> late(objectors.size(), 0);
    for (std::size_t i = 0; i < mails.size(); ++i) {
        const Objector& one = objectors[mails[i].objector];
        out.cell(static_cast<std::int64_t>(4'000'000 + i))
            .cell("K" + padded(static_cast<std::int64_t>(31'000 + mails[i].objector), 6))
            .cell(datetime_text(mails[i].sent / day_minutes, mails[i].sent % day_minutes))
            .cell(datetime_text(one.objected / day_minutes, one.objected % day_minutes))
            .cell(s.word(one.way_de, one.way_en));
        out.end_row();
        late[mails[i].objector] += mails[i].sent > one.objected ? 1 : 0;
    }
    out.finish();
    for (std::size_t i = 0; i < objectors.size(); ++i) {
        const auto after = static_cast<double>(late[i]);
        tally.person(objectors[i].by_link ? 0 : 1, late[i] == 0 ? 0 : 1);
        tally.add("late_mails", after);
        tally.add("complaints", objectors[i].patience < 0.05 * after ? 1 : 0);
    }
    // Before each of three mailings a week, or every few nights; letters are typed in all at once.
    const std::int64_t matches = match_days == 0 ? quarter_days / 7 * 3 : quarter_days / match_days;
    const std::int64_t wait = whole_days(s.share("waits_for_typing"), most_wait_days);
    const std::int64_t rounds = quarter_days / std::max<std::int64_t>(wait, 1);
    tally.add("hours", static_cast<double>(matches) * hours_of_a_match + static_cast<double>(rounds) * hours_of_typing);
}

constexpr std::array settings = {ScenarioSetting{"match_every", 0.35}, ScenarioSetting{"waits_for_typing", 0.4}};

}  // namespace

const Scenario optout_scenario = {{"optout", 4'000, settings}, write};

}  // namespace klarsicht
