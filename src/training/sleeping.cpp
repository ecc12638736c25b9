#include <array>
#include <string>

#include "training/random.h"
#include "training/settings.h"
#include "training/writer.h"

namespace klarsicht {

namespace {

/// What a letter does to members of one age.
struct Effect {
    double stays_anyway = 0;   ///< without any letter
    double won = 0;            ///< would leave, and stays because of it
    double woken = 0;          ///< would stay, and leaves because of it
    std::uint64_t visits = 0;  ///< at most nearly twice as many, in the last three months
};

/// The younger train and waver. The older pay and rarely come: a letter reminds them that they could leave.
constexpr Effect younger = {0.55, 0.14, 0.01, 16};
constexpr Effect older = {0.90, 0.01, 0.11, 5};

struct Member {
    bool is_older = false;
    std::int64_t visits = 0;
    bool asked = false;   ///< belongs to the campaign
    bool letter = false;  ///< and is not in its control group
    bool stays_without = false;
    bool stays_with = false;

    bool stays() const { return letter ? stays_with : stays_without; }
};

/// Every die is cast whatever the settings are, so that another choice meets the same people.
Member invent(const Settings& s, Random& r) {
    Member one;
    one.is_older = r.chance(0.6);
    const Effect& effect = one.is_older ? older : younger;
    const double mood = r.unit();
    one.stays_without = mood < effect.stays_anyway;
    const bool woken = mood < effect.woken;
    const bool won = mood >= effect.stays_anyway && mood < effect.stays_anyway + effect.won;
    one.stays_with = won || (one.stays_without && !woken);
    one.asked = r.chance(s.share(one.is_older ? "to_older" : "to_younger"));
    one.letter = !r.chance(s.share("control")) && one.asked;
    one.visits = static_cast<std::int64_t>(r.below(effect.visits) + r.below(effect.visits) * r.below(3) / 2);
    return one;
}

/// A gym writes to its members before their year ends. A control group, drawn by chance, gets no letter. Planted: the
/// letter drives older members away, who nevertheless renew most often.
void write(const Settings& s, const ScenarioSink& sink, ScenarioTally& tally) {
    Random r(s.seed);
    CsvWriter out(sink);
    out.header({s.word("kunden_id", "customer_id"), s.word("altersgruppe", "age_group"),
                s.word("besuche_vorher", "visits_before"), s.word("testgruppe", "test_group"),
                s.word("verlaengert", "renewed")});
    for (const char* amount : {"won", "lost", "members"}) { tally.add(amount, 0); }
    std::uint64_t letters = 0, renewed = 0;
    for (std::uint64_t row = 0; row < s.rows; ++row) {
        const Member one = invent(s, r);
        const bool won = one.letter && one.stays_with && !one.stays_without;
        const bool lost = one.letter && !one.stays_with && one.stays_without;
        tally.person(one.is_older ? 1 : 0, won ? 0 : lost ? 1 : 2);
        tally.add("won", won ? 1 : 0);
        tally.add("lost", lost ? 1 : 0);
        tally.add("members", one.stays() ? 1 : 0);
        letters += one.letter ? 1 : 0;
        renewed += one.letter && one.stays_with ? 1 : 0;
        if (!one.asked) { continue; }
        out.cell("M" + padded(static_cast<std::int64_t>(310'000 + row), 7))
            .cell(one.is_older ? s.word("ab 40", "40 and over") : s.word("unter 40", "under 40"))
            .cell(one.visits)
            .cell(one.letter ? s.word("Brief", "letter") : s.word("Kontrollgruppe", "control group"))
            .cell(s.yes_or_no(one.stays()));
        out.end_row();
    }
    out.finish();
    tally.add("letters", static_cast<double>(letters));
    const std::uint64_t in_hundred = letters == 0 ? 0 : (200 * renewed + letters) / (2 * letters);  // rounded
    tally.add("response", static_cast<double>(in_hundred));
}

constexpr std::array settings = {ScenarioSetting{"to_younger", 1}, ScenarioSetting{"to_older", 1},
                                 ScenarioSetting{"control", 0.25}};

}  // namespace

const Scenario sleeping_scenario = {{"sleeping", 4'000, settings}, write};

}  // namespace klarsicht
