#include <algorithm>
#include <array>
#include <cstddef>
#include <tuple>
#include <vector>

#include "training/random.h"
#include "training/settings.h"
#include "training/writer.h"

namespace klarsicht {

namespace {

/// Half a year; the file shows its newest mails.
constexpr std::int64_t weeks = 26;
constexpr std::size_t most_mails = 7;
/// Monday to Sunday.
constexpr std::array<std::string_view, most_mails> mails_de = {"Neuheiten", "Tipps",   "Bestseller", "Rezepte",
                                                               "Vorschau",  "Magazin", "Rückblick"};
constexpr std::array<std::string_view, most_mails> mails_en = {"New arrivals", "Tips",     "Bestsellers", "Recipes",
                                                               "Preview",      "Magazine", "Review"};
/// The days that are taken first.
constexpr std::array<std::size_t, most_mails> favourite_days = {1, 3, 5, 0, 4, 2, 6};

/// A mail meets somebody who wants something just then and sees it.
constexpr double caught = 0.45;
/// Each mail beyond what somebody bears.
constexpr double leaves = 0.03;
constexpr double complains = 0.01;

/// Tenths, so that a slider moves by whole mails.
std::size_t mails_a_week(const Settings& s) {
    return std::clamp(static_cast<std::size_t>(rounded(s.share("mails") * 10)), std::size_t{1}, most_mails);
}

struct Mail {
    std::int64_t week = 0;
    std::size_t place = 0;  ///< in the week
    std::size_t subscriber = 0;
    bool ordered = false;
    auto key() const { return std::tuple(week, place, subscriber); }
};

struct Subscriber {
    bool regular = false;
    std::size_t bears = 0;  ///< mails a week
    bool gone = false;
    std::int64_t orders = 0;
    std::int64_t orders_by_last = 0;  ///< by a week's last mail
    std::int64_t complaints = 0;
};

/// One week. Every die is cast whatever the settings are, so that another choice meets the same people.
/// @param mail its week and its subscriber
void live_a_week(Random& r, std::size_t mails, Mail mail, Subscriber& one, std::vector<Mail>& log) {
    bool wants = r.chance(one.regular ? 0.16 : 0.05);
    for (mail.place = 0; mail.place < most_mails; ++mail.place) {
        const bool sees = r.chance(caught);
        const bool fed_up = r.chance(leaves);
        const bool angry = r.chance(complains);
        if (mail.place >= mails || one.gone) { continue; }
        mail.ordered = wants && sees;
        log.push_back(mail);
        if (mail.ordered) {
            wants = false;
            ++one.orders;
            one.orders_by_last += mail.place + 1 == mails ? 1 : 0;
        }
        if (mail.place < one.bears) { continue; }
        one.complaints += angry ? 1 : 0;
        one.gone = fed_up;
    }
}

/// The newest mails, as many as rows are asked for.
void write_mails(const Settings& s, const ScenarioSink& sink, std::vector<Mail>& log) {
    // Only the tail is put in order: a slider waits for it.
    const std::size_t first = log.size() - std::min<std::size_t>(s.rows, log.size());
    const auto tail = log.begin() + static_cast<std::ptrdiff_t>(first);
    std::ranges::nth_element(log, tail, {}, &Mail::key);
    std::ranges::sort(tail, log.end(), {}, &Mail::key);
    std::array<std::size_t, most_mails> days = favourite_days;
    std::ranges::sort(days.begin(), days.begin() + static_cast<std::ptrdiff_t>(mails_a_week(s)));
    // The Monday of the last whole week; 1970-01-01 was a Thursday.
    const std::int64_t last_monday = s.until - (s.until + 3) % 7 - 7;
    Random r(s.seed + 1);
    CsvWriter out(sink);
    out.header({"mail_id", "person_id", s.word("gesendet_am", "sent_at"), s.word("kampagne", "campaign"),
                s.word("bestellt", "ordered")});
    for (std::size_t i = first; i < log.size(); ++i) {
        const Mail& mail = log[i];
        const std::size_t day = days[mail.place];
        const std::int64_t date = last_monday - 7 * (weeks - 1 - mail.week) + static_cast<std::int64_t>(day);
        out.cell(static_cast<std::int64_t>(600'000 + i))
            .cell("P" + padded(static_cast<std::int64_t>(40'000 + mail.subscriber), 6))
            .cell(datetime_text(date, r.between(6 * 60, 6 * 60 + 50)))
            .cell(s.word(mails_de[day], mails_en[day]))
            .cell(s.yes_or_no(mail.ordered));
        out.end_row();
    }
    out.finish();
}

/// Half a year of a newsletter. Planted: more mails a week than most want. Each brings some orders and drives some
/// people away, who are then missing for good.
void write(const Settings& s, const ScenarioSink& sink, ScenarioTally& tally) {
    Random r(s.seed);
    // So many that the file shows about the last week.
    const std::uint64_t people = std::max<std::uint64_t>(20, s.rows * 2 / 5);
    std::vector<Mail> log;
    for (std::size_t i = 0; i < people; ++i) {
        Subscriber one;
        const std::size_t before = log.size();
        one.regular = r.chance(0.3);
        one.bears = 1 + r.below(most_mails);
        for (std::int64_t week = 0; week < weeks; ++week) {
            live_a_week(r, mails_a_week(s), {.week = week, .subscriber = i}, one, log);
        }
        tally.person(one.regular ? 0 : 1, one.gone ? 1 : one.orders > 0 ? 0 : 2);
        tally.add("sent", static_cast<double>(log.size() - before));
        tally.add("orders", static_cast<double>(one.orders));
        tally.add("orders_by_last", static_cast<double>(one.orders_by_last));
        tally.add("complaints", static_cast<double>(one.complaints));
        tally.add("gone", one.gone ? 1 : 0);
    }
    write_mails(s, sink, log);
}

constexpr std::array settings = {ScenarioSetting{"mails", 0.5}};

}  // namespace

const Scenario onemore_scenario = {{"onemore", 4'000, settings}, write};

}  // namespace klarsicht
