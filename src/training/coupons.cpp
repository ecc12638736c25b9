#include <algorithm>
#include <array>
#include <vector>

#include "training/best_first.h"
#include "training/random.h"
#include "training/settings.h"
#include "training/writer.h"

namespace klarsicht {

namespace {

constexpr std::array<std::string_view, 5> favourites_de = {"Werkzeug", "Unterhaltungselektronik", "Haushalt", "Mode",
                                                           "Kosmetik"};
constexpr std::array<std::string_view, 5> favourites_en = {"Tools", "Electronics", "Household", "Fashion", "Cosmetics"};
/// How often each favourite is a woman's.
constexpr std::array<double, 5> womens_share = {0.04, 0.08, 0.90, 0.94, 0.97};

struct Customer {
    bool woman = false;
    std::size_t favourite = 0;
    std::int64_t purchases = 0, days = 0;
    bool would_buy = false;
    double score = 0;
    bool coupon = false;
};

/// What the model holds against this customer: what it learned from old campaigns, as far as its columns tell it who
/// is a woman. That is the best guess from what it knows; a model that learns from labels comes to the same.
double held_against(const Settings& s, const Customer& one) {
    const double guess = s.share("gender_known") > 0.5     ? (one.woman ? 1.0 : 0.0)
                         : s.share("category_known") > 0.5 ? womens_share[one.favourite]
                                                           : 0.5;
    return s.share("old_habit") * guess;
}

Customer invent(const Settings& s, Random& r) {
    Customer one;
    one.woman = r.chance(0.5);
    do { one.favourite = r.below(womens_share.size()); } while (r.chance(womens_share[one.favourite]) != one.woman);
    one.purchases = static_cast<std::int64_t>(r.below(9) + r.below(9) * r.below(3) / 2);
    one.days = r.between(1, 365);
    // What really predicts a purchase: habits, nothing about the person.
    const double interest = 0.1 + 0.05 * static_cast<double>(one.purchases) - 0.0003 * static_cast<double>(one.days);
    one.would_buy = r.chance(std::clamp(interest, 0.02, 0.95));
    one.score = interest + 0.04 * r.bell() - held_against(s, one);
    return one;
}

/// A model that decides who gets a coupon, learned from campaigns in which women got fewer. Planted: women get fewer at
/// the same shopping habits; without the column for the sex the favourite category stands in for it.
void write(const Settings& s, const ScenarioSink& sink, ScenarioTally& tally) {
    Random r(s.seed);
    std::vector<Customer> customers;
    for (std::uint64_t row = 0; row < s.rows; ++row) { customers.push_back(invent(s, r)); }
    // The best 30 of 100 get one, whatever their scores are.
    const std::vector<std::size_t> order = best_first(customers, &Customer::score);
    for (std::size_t i = 0; i < order.size() * 3 / 10; ++i) { customers[order[i]].coupon = true; }

    CsvWriter out(sink);
    out.header({s.word("kunden_id", "customer_id"), s.word("geschlecht", "gender"),
                s.word("lieblingskategorie", "favourite_category"), s.word("kaeufe_12_monate", "purchases_12_months"),
                s.word("tage_seit_kauf", "days_since_purchase"), s.word("gutschein", "coupon")});
    for (std::size_t i = 0; i < customers.size(); ++i) {
        const Customer& one = customers[i];
        out.cell("K" + padded(static_cast<std::int64_t>(700'000 + i), 7))
            .cell(one.woman ? s.word("weiblich", "female") : s.word("männlich", "male"))
            .cell(s.word(favourites_de[one.favourite], favourites_en[one.favourite]))
            .cell(one.purchases)
            .cell(one.days)
            .cell(s.yes_or_no(one.coupon));
        out.end_row();
        tally.person(one.woman ? 0 : 1, one.coupon ? 0 : one.would_buy ? 1 : 2);
        tally.add("redeemed", one.coupon && one.would_buy ? 1 : 0);
    }
    out.finish();
}

constexpr std::array settings = {ScenarioSetting{"gender_known", 1}, ScenarioSetting{"category_known", 1},
                                 ScenarioSetting{"old_habit", 0.2}};

}  // namespace

const Scenario coupons_scenario = {{"coupons", 3'000, settings}, write};

}  // namespace klarsicht
