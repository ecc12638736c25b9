#include <algorithm>
#include <array>
#include <vector>

#include "training/best_first.h"
#include "training/people.h"
#include "training/settings.h"
#include "training/writer.h"

namespace klarsicht {

namespace {

/// Parcels that come back, of a hundred to addresses that were not checked.
constexpr double comes_back = 0.25;
/// How much worse than the average a missing delivery time can make somebody.
constexpr double worst_of_a_gap = 0.3;

struct Customer {
    std::size_t nationality = 0;
    std::int64_t purchases = 0;
    std::int64_t days = 0;  ///< until a parcel is there, known or not
    bool by_hand = false;   ///< somebody read what the import could not
    bool gap = false;
    bool undeliverable = false;
    double worth = 0;  ///< with everything known
    double score = 0;
    bool deserves = false, offer = false;
};

/// Whoever has letters in the name or the street that the import does not know falls out of the check of addresses.
Customer invent(const Settings& s, Random& r) {
    Customer one;
    const double of = r.unit();
    one.nationality = of < 0.955 ? 0 : of < 0.9775 ? 1 : 2;
    one.purchases = static_cast<std::int64_t>(r.below(9) + r.below(9) * r.below(3) / 2);
    one.days = r.between(1, 5);
    const bool letters = r.chance(one.nationality == 0 ? 0.006 : 0.8);
    one.by_hand = r.unit() < s.share("read") && letters;
    one.gap = letters && !one.by_hand;
    one.undeliverable = r.chance(comes_back) && one.gap;
    const double habits = 0.05 * static_cast<double>(one.purchases) + 0.04 * r.bell();
    one.worth = habits + 0.03 * static_cast<double>(3 - one.days);
    one.score = one.gap ? habits - s.share("gap_counts") * worst_of_a_gap : one.worth;
    return one;
}

/// The best 30 of 100 of those who are looked at.
std::vector<std::size_t> best(const std::vector<Customer>& customers, double Customer::* by, bool without_gaps) {
    std::vector<std::size_t> order =
        best_first(customers, by, [&](const Customer& one) { return !without_gaps || !one.gap; });
    order.resize(std::min(order.size(), customers.size() * 3 / 10));
    return order;
}

/// Offers by a score that makes the worst of what is missing. Planted: few values are missing, and nearly all of them
/// of few people, who lose their offers by it.
void write(const Settings& s, const ScenarioSink& sink, ScenarioTally& tally) {
    Random r(s.seed);
    std::vector<Customer> customers;
    for (std::uint64_t row = 0; row < s.rows; ++row) { customers.push_back(invent(s, r)); }
    const bool deletes = s.share("deletes") > 0.5;
    for (const std::size_t i : best(customers, &Customer::worth, false)) { customers[i].deserves = true; }
    for (const std::size_t i : best(customers, &Customer::score, deletes)) { customers[i].offer = true; }

    constexpr std::array<std::string_view, 3> nationalities_de = {"deutsch", "polnisch", "türkisch"};
    constexpr std::array<std::string_view, 3> nationalities_en = {"German", "Polish", "Turkish"};
    CsvWriter out(sink);
    out.header({s.word("kunden_id", "customer_id"), s.word("staatsangehoerigkeit", "nationality"),
                s.word("kaeufe_12_monate", "purchases_12_months"), s.word("lieferzeit_tage", "delivery_days"),
                s.word("angebot", "offer")});
    for (std::size_t i = 0; i < customers.size(); ++i) {
        const Customer& one = customers[i];
        tally.person(one.nationality == 0 ? 1 : 0, one.offer ? 0 : one.deserves ? 1 : 2);
        tally.add("gaps", one.gap ? 1 : 0);
        tally.add("returned", one.offer && one.undeliverable ? 1 : 0);
        tally.add("by_hand", one.by_hand ? 1 : 0);
        if (deletes && one.gap) { continue; }
        out.cell("K" + padded(static_cast<std::int64_t>(920'000 + i), 7))
            .cell(s.word(nationalities_de[one.nationality], nationalities_en[one.nationality]))
            .cell(one.purchases)
            .cell(one.gap ? std::string() : std::to_string(one.days))
            .cell(s.yes_or_no(one.offer));
        out.end_row();
    }
    out.finish();
}

constexpr std::array settings = {ScenarioSetting{"read", 0}, ScenarioSetting{"gap_counts", 1},
                                 ScenarioSetting{"deletes", 0}};

}  // namespace

const Scenario dirty_scenario = {{"dirty", 4'000, settings}, write};

}  // namespace klarsicht
