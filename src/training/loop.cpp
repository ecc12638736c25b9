#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include "training/random.h"
#include "training/settings.h"
#include "training/writer.h"

namespace klarsicht {

namespace {

/// Of a day's hundred decisions ninety fall into office hours, the last ten into the night.
constexpr std::uint64_t decisions_a_day = 100;
constexpr std::uint64_t daytime_decisions = 90;
constexpr double most_hours = 20;
constexpr double most_seconds = 600;
/// Somebody who looks so long finds half of the errors.
constexpr double seconds_to_see = 25;

constexpr std::array<std::string_view, 6> reviewers = {"R-01", "R-02", "R-03", "R-04", "R-05", "R-06"};

struct Case {
    std::int64_t months = 0, orders = 0, cents = 0;
    bool pays = false;     ///< what a careful look would bring to light
    bool wrong = false;    ///< the model says the opposite
    double picked = 0;     ///< reviewed, if below the share that is
    double attention = 0;  ///< sees the error, if below what the time is worth
    double haste = 0;
    std::string_view reviewer;
};

/// Every die is cast whatever the settings are, so that another choice meets the same people.
Case invent(Random& r) {
    Case one;
    one.months = r.chance(0.4) ? r.between(0, 11) : r.between(12, 119);
    one.orders = 1 + static_cast<std::int64_t>(r.below(4)) + one.months / 12 * r.between(0, 3);
    one.cents = r.between(1'500, 24'000);
    one.pays = r.chance(0.78);
    // About new customers the model knows least.
    one.wrong = r.chance(one.months < 12 ? 0.14 : 0.04);
    one.picked = r.unit();
    one.attention = r.unit();
    one.haste = 0.6 + 0.8 * r.unit();
    one.reviewer = r.pick(reviewers);
    return one;
}

/// How much time a decision gets where the hours are shared out evenly.
double seconds_each(const Settings& s) {
    const std::uint64_t daytime = s.rows * daytime_decisions / decisions_a_day;
    const double reviewed = s.share("reviewed") * static_cast<double>(daytime);
    return reviewed < 1 ? 0 : std::min(most_seconds, s.share("hours") * most_hours * 3600 / reviewed);
}

std::string moment(const Settings& s, std::uint64_t row) {
    const auto place = static_cast<std::int64_t>(row % decisions_a_day);
    const std::uint64_t days = (s.rows + decisions_a_day - 1) / decisions_a_day;
    const std::int64_t day = s.until - static_cast<std::int64_t>(days - 1 - row / decisions_a_day);
    constexpr auto by_day = static_cast<std::int64_t>(daytime_decisions);
    return datetime_text(day, place < by_day ? 8 * 60 + place * 7 : 20 * 60 + (place - by_day) * 20);
}

/// A model decides who may pay by invoice, and people look at what it decided. Planted: at night nobody does. And
/// whoever has four seconds agrees: nearly always, though the model is wrong 80 times in 1,000.
void write(const Settings& s, const ScenarioSink& sink, ScenarioTally& tally) {
    Random r(s.seed);
    const double seconds = seconds_each(s);
    const double seen = seconds * seconds / (seconds * seconds + seconds_to_see * seconds_to_see);
    CsvWriter out(sink);
    out.header({s.word("fall_id", "case_id"), s.word("zeitpunkt", "decided_at"),
                s.word("warenkorb_euro", "basket_euro"), s.word("bestellungen_bisher", "orders_so_far"),
                s.word("kunde_seit_monaten", "customer_for_months"), s.word("entscheidung", "decision"),
                s.word("geprueft_von", "reviewed_by"), s.word("pruefdauer_sekunden", "review_seconds")});
    for (std::uint64_t row = 0; row < s.rows; ++row) {
        const Case one = invent(r);
        const bool reviewed = row % decisions_a_day < daytime_decisions && one.picked < s.share("reviewed");
        const bool found = one.wrong && reviewed && one.attention < seen;
        const bool granted = (one.wrong && !found) != one.pays;
        out.cell("F" + padded(static_cast<std::int64_t>(200'000 + row), 7))
            .cell(moment(s, row))
            .cell(decimal_text(one.cents, 2, s.german))
            .cell(one.orders)
            .cell(one.months)
            .cell(granted ? s.word("genehmigt", "approved") : s.word("abgelehnt", "refused"))
            .cell(reviewed ? one.reviewer : s.word("automatisch", "automatic"));
        out.cell(reviewed ? std::max<std::int64_t>(1, rounded(seconds * one.haste)) : 0);
        out.end_row();
        tally.person(one.months < 12 ? 0 : 1, found ? 0 : one.wrong ? 1 : 2);
        tally.add("found", found ? 1 : 0);
        tally.add("missed", one.wrong && !found ? 1 : 0);
    }
    out.finish();
    tally.add("seconds", seconds);
    tally.add("hours", s.share("reviewed") > 0 ? s.share("hours") * most_hours : 0);
}

constexpr std::array settings = {ScenarioSetting{"reviewed", 1}, ScenarioSetting{"hours", 0.2}};

}  // namespace

const Scenario loop_scenario = {{"loop", 4'000, settings}, write};

}  // namespace klarsicht
