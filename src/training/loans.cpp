#include <algorithm>
#include <array>
#include <vector>

#include "training/best_first.h"
#include "training/random.h"
#include "training/settings.h"
#include "training/writer.h"

namespace klarsicht {

namespace {

/// What a loan brings the shop when it is paid back, and what it costs in arrears, in euros.
constexpr double earned = 40;
constexpr double lost = 150;

struct Customer {
    bool young = false;
    bool indebted = false;
    std::int64_t score = 0;  ///< how likely to take a loan, in thousandths
    double rank = 0;
    bool offer = false;
    bool would_take = false;
    bool would_pay = false;

    bool takes() const { return offer && would_take; }
    bool in_arrears() const { return takes() && !would_pay; }
};

/// The score is right: it says how likely somebody takes the offer, and who already owes money needs it most. Age plays
/// no part in it, but the young owe more often. Every die is cast whatever the settings are.
Customer invent(const Settings& s, Random& r) {
    Customer one;
    one.young = r.chance(0.3);
    one.indebted = r.chance(one.young ? 0.45 : 0.15);
    const double interest = std::clamp(0.25 + (one.indebted ? 0.35 : 0.0) + 0.12 * r.bell(), 0.01, 0.99);
    one.score = rounded(interest * 1000);
    one.would_take = r.chance(interest);
    one.would_pay = r.chance(one.indebted ? 0.6 : 0.95);
    const double lot = r.unit();
    const double by_score = s.share("by_score");
    one.rank = by_score * interest + (1 - by_score) * lot - (one.indebted ? s.share("against_loans") : 0.0);
    return one;
}

/// A shop offers to pay by instalments, to those likeliest to accept. Planted: these are the ones who already owe
/// money, and therefore often the young, who then fall into arrears.
void write(const Settings& s, const ScenarioSink& sink, ScenarioTally& tally) {
    Random r(s.seed);
    std::vector<Customer> customers;
    for (std::uint64_t row = 0; row < s.rows; ++row) { customers.push_back(invent(s, r)); }
    const std::vector<std::size_t> order = best_first(customers, &Customer::rank);
    const auto offers = static_cast<std::size_t>(rounded(s.share("offers") * static_cast<double>(order.size())));
    for (std::size_t i = 0; i < std::min(offers, order.size()); ++i) { customers[order[i]].offer = true; }

    CsvWriter out(sink);
    out.header({s.word("kunden_id", "customer_id"), s.word("altersgruppe", "age_group"),
                s.word("offene_kredite", "open_loans"), s.word("antwortscore", "response_score"),
                s.word("ratenplan", "instalment_plan"), s.word("zahlungsverzug", "late_payment")});
    for (const char* amount : {"contracts", "arrears", "earned", "lost", "result"}) { tally.add(amount, 0); }
    for (std::size_t i = 0; i < customers.size(); ++i) {
        const Customer& one = customers[i];
        out.cell("K" + padded(static_cast<std::int64_t>(620'000 + i), 7))
            .cell(one.young ? s.word("unter 30", "under 30") : s.word("ab 30", "30 and over"))
            .cell(s.yes_or_no(one.indebted))
            .cell(decimal_text(one.score, 3, s.german))
            .cell(s.yes_or_no(one.takes()))
            .cell(s.yes_or_no(one.in_arrears()));
        out.end_row();
        tally.person((one.young ? 0 : 2) + (one.indebted ? 1 : 0), one.in_arrears() ? 1 : one.takes() ? 0 : 2);
        const double gain = one.takes() && one.would_pay ? earned : 0;
        const double loss = one.in_arrears() ? lost : 0;
        tally.add("contracts", one.takes() ? 1 : 0);
        tally.add("arrears", one.in_arrears() ? 1 : 0);
        tally.add("earned", gain);
        tally.add("lost", loss);
        tally.add("result", gain - loss);
    }
    out.finish();
}

constexpr std::array settings = {ScenarioSetting{"by_score", 1}, ScenarioSetting{"against_loans", 0},
                                 ScenarioSetting{"offers", 0.3}};

}  // namespace

const Scenario loans_scenario = {{"loans", 4'000, settings}, write};

}  // namespace klarsicht
