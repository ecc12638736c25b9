#include <algorithm>
#include <array>
#include <vector>

#include "training/people.h"
#include "training/settings.h"
#include "training/writer.h"

namespace klarsicht {

namespace {

constexpr std::array<std::string_view, 3> ages = {"18-39", "40-59", "60-85"};
/// Tabs with other shops that people of an age have open, at most.
constexpr std::array<double, 3> most_tabs = {6, 5, 2};
constexpr double list_price = 80;
constexpr double cost = 50;
/// Between nobody who looks willing and somebody who looks it wholly.
constexpr double widest_gap = 60;

struct Shopper {
    std::size_t age = 0;
    bool country = false;
    std::int64_t size = 0;
    double guess = 0;    ///< how willing to pay somebody looks to the shop, 0 to 1
    double willing = 0;  ///< what the pair is really worth to them
    double shares = 0;   ///< who tells others the price, and hears theirs
    double price = 0;
};

/// Nothing about the person goes into the guess: only what somebody does and how far the next shop is. Older people
/// compare less, people in the country have it farther; neither makes a pair of shoes worth more to them.
Shopper invent(const Settings& s, Random& r) {
    Shopper one;
    one.age = r.below(ages.size());
    one.country = r.chance(0.35);
    one.size = r.between(36, 46);
    const double keen = r.unit();
    one.willing = 70 + 40 * keen + 3 * r.bell();
    const double tabs = std::max(0.0, (1 - keen) * most_tabs[one.age] + r.bell());
    const double kilometres = one.country ? 8 + 22 * r.unit() : 12 * r.unit();
    one.guess = std::clamp(0.85 - 0.13 * static_cast<double>(rounded(tabs)) + 0.014 * (kilometres - 10), 0.0, 1.0);
    one.shares = r.unit();
    const double personal = list_price + s.share("by_guess") * widest_gap * (one.guess - 0.5);
    one.price = s.share("only_down") > 0.5 ? std::min(personal, list_price) : personal;
    return one;
}

/// Prices of one shoe, made for each customer. Planted: older people pay more, though nobody's age went into it.
void write(const Settings& s, const ScenarioSink& sink, ScenarioTally& tally) {
    Random r(s.seed);
    CsvWriter out(sink);
    out.header({s.word("kunden_id", "customer_id"), s.word("altersgruppe", "age_group"), s.word("wohngegend", "area"),
                s.word("schuhgroesse", "shoe_size"), s.word("preis_eur", "price_eur")});
    for (const char* amount : {"profit", "buyers", "left"}) { tally.add(amount, 0); }
    for (std::uint64_t row = 0; row < s.rows; ++row) {
        const Shopper one = invent(s, r);
        const std::int64_t euros = rounded(one.price);
        out.cell("K" + padded(static_cast<std::int64_t>(250'000 + row), 7))
            .cell(ages[one.age])
            .cell(one.country ? s.word("Land", "country") : s.word("Stadt", "town"))
            .cell(one.size)
            .cell(decimal_text(euros * 100 - 10, 2, s.german));
        out.end_row();
        const bool dear = euros > 80;
        // Who hears that others pay less does not buy here.
        const bool leaves = dear && one.shares < s.share("compares");
        const bool buys = !leaves && one.willing >= one.price;
        tally.person((one.age == 2 ? 1 : 0) + (one.country ? 2 : 0), dear ? 1 : euros < 80 ? 0 : 2);
        tally.add("left", leaves ? 1 : 0);
        tally.add("buyers", buys ? 1 : 0);
        tally.add("profit", buys ? static_cast<double>(euros) - cost : 0);
    }
    out.finish();
}

constexpr std::array settings = {ScenarioSetting{"by_guess", 0.5}, ScenarioSetting{"only_down", 0},
                                 ScenarioSetting{"compares", 0.1}};

}  // namespace

const Scenario prices_scenario = {{"prices", 3'000, settings}, write};

}  // namespace klarsicht
