#include <algorithm>
#include <array>
#include <vector>

#include "training/best_first.h"
#include "training/people.h"
#include "training/settings.h"
#include "training/writer.h"

namespace klarsicht {

namespace {

struct Customer {
    bool older = false;
    bool profiled = false;
    bool would_buy = false;
    std::int64_t score = 0;  ///< in thousandths
    bool offer = false;
};

/// Older and younger people buy equally often. The score is right on average in both groups, but of people without a
/// profile it knows less, and so it says something middling of all of them.
Customer invent(const Settings& s, Random& r) {
    Customer one;
    one.older = r.chance(0.4);
    one.profiled = r.chance(one.older ? s.share("profiled") : 0.95);
    const double seen_of_all = 0.08 * r.bell();
    const double seen_in_profiles = 0.76 * r.unit() - 0.38;
    const double chance = std::clamp(0.4 + seen_of_all + seen_in_profiles, 0.01, 0.99);
    one.would_buy = r.chance(chance);
    const double known = one.profiled ? chance : std::clamp(0.4 + seen_of_all, 0.01, 0.99);
    one.score = rounded(known * 1000);
    return one;
}

/// Customers of one group, the best score first, and how many buyers are among the first of them.
struct Line {
    std::vector<std::size_t> order;
    std::vector<std::size_t> buyers = {0};  ///< [n] among the first n

    Line(const std::vector<Customer>& customers, bool older)
        : order(best_first(customers, &Customer::score, [&](const Customer& one) { return one.older == older; })) {
        for (const std::size_t i : order) { buyers.push_back(buyers.back() + (customers[i].would_buy ? 1 : 0)); }
    }
};

/// How many of the offers go to older people where one threshold holds for all.
std::size_t by_threshold(const std::vector<Customer>& customers, const Line& younger, const Line& older,
                         std::size_t offers) {
    std::size_t a = 0, b = 0;
    while (a + b < offers) {
        const bool take_older =
            b < older.order.size() &&
            (a == younger.order.size() || customers[older.order[b]].score > customers[younger.order[a]].score);
        ++(take_older ? b : a);
    }
    return b;
}

/// How many go to older people where the same share of the buyers of both groups gets one.
std::size_t by_chance(const Line& younger, const Line& older, std::size_t offers) {
    const std::size_t least = offers > younger.order.size() ? offers - younger.order.size() : 0;
    std::size_t b = least;
    while (b < std::min(offers, older.order.size()) &&
           older.buyers[b] * younger.buyers.back() < younger.buyers[offers - b] * older.buyers.back()) {
        ++b;
    }
    return b;
}

/// Offers by a score that knows one group better than the other. Planted: with one threshold for all, older people get
/// fewer offers though they buy as often.
void write(const Settings& s, const ScenarioSink& sink, ScenarioTally& tally) {
    Random r(s.seed);
    std::vector<Customer> customers;
    for (std::uint64_t row = 0; row < s.rows; ++row) { customers.push_back(invent(s, r)); }
    const Line younger(customers, false), older(customers, true);
    const std::size_t offers = customers.size() * 7 / 20;
    // Between one threshold (0), the same share of each group (0.5) and the same share of its buyers (1).
    const double balance = s.share("balance");
    const auto threshold = static_cast<double>(by_threshold(customers, younger, older, offers));
    const double rate = static_cast<double>(offers) * static_cast<double>(older.order.size()) /
                        static_cast<double>(std::max<std::size_t>(customers.size(), 1));
    const auto chance = static_cast<double>(by_chance(younger, older, offers));
    const double to_older =
        balance < 0.5 ? threshold + 2 * balance * (rate - threshold) : rate + (2 * balance - 1) * (chance - rate);
    const std::size_t b = std::min(static_cast<std::size_t>(rounded(to_older)), older.order.size());
    for (std::size_t i = 0; i < b; ++i) { customers[older.order[i]].offer = true; }
    for (std::size_t i = 0; i < std::min(offers - b, younger.order.size()); ++i) {
        customers[younger.order[i]].offer = true;
    }

    CsvWriter out(sink);
    out.header({s.word("kunden_id", "customer_id"), s.word("altersgruppe", "age_group"),
                s.word("kaufscore", "purchase_score"), s.word("angebot", "offer"), s.word("gekauft", "purchased")});
    for (std::size_t i = 0; i < customers.size(); ++i) {
        const Customer& one = customers[i];
        out.cell("K" + padded(static_cast<std::int64_t>(480'000 + i), 7))
            .cell(one.older ? s.word("ab 60", "60 and over") : s.word("unter 60", "under 60"))
            .cell(decimal_text(one.score, 3, s.german))
            .cell(s.yes_or_no(one.offer))
            .cell(s.yes_or_no(one.would_buy));
        out.end_row();
        tally.person(one.older ? 1 : 0, one.offer ? 0 : one.would_buy ? 1 : 2);
        tally.add("sales", one.offer && one.would_buy ? 1 : 0);
        tally.add("in_vain", one.offer && !one.would_buy ? 1 : 0);
        tally.add("profiles", one.older && one.profiled ? 1 : 0);
    }
    out.finish();
}

constexpr std::array settings = {ScenarioSetting{"balance", 0}, ScenarioSetting{"profiled", 0.2}};

}  // namespace

const Scenario threshold_scenario = {{"threshold", 3'000, settings}, write};

}  // namespace klarsicht
