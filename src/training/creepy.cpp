#include <algorithm>
#include <array>

#include "training/random.h"
#include "training/settings.h"
#include "training/writer.h"

namespace klarsicht {

namespace {

/// How much a card says of what the shop believes to know.
enum class Tone { same_for_all, hints, names };

struct Words {
    std::string_view de, en;
};

/// What a model believes to know about somebody, from purchases alone.
struct Fact {
    Words name;
    std::array<Words, 2> naming;
    std::array<Words, 2> hinting;
    double lives_with_others;
};

constexpr std::array<Fact, 4> facts = {
    Fact{{"schwanger", "pregnant"},
         {Words{"Alles Gute zur Schwangerschaft! Ihr Gutschein für das Kinderzimmer.",
                "All the best for your pregnancy! Your voucher for the nursery."},
          Words{"Sie sind schwanger: Wir haben die passende Wäsche.", "You are pregnant: we have the right clothes."}},
         {Words{"Bald wird es bei Ihnen lebhafter: Ideen für das kleine Zimmer.",
                "Things will soon be livelier at home: ideas for the small room."},
          Words{"Für die kommenden Monate: Wäsche, die mitwächst.",
                "For the months ahead: clothes that grow with you."}},
         0.85},
    Fact{
        {"Diabetes", "diabetes"},
        {Words{"Für Ihr Leben mit Diabetes: Schuhe, die nicht drücken.",
               "For your life with diabetes: shoes that fit."},
         Words{"Sie haben Diabetes: Unsere Naschereien passen dazu.", "You have diabetes: our treats suit you."}},
        {Words{"Für Sie ausgesucht: Süßes ohne Zucker und weite Schuhe.",
               "Picked for you: treats without sugar and wide shoes."},
         Words{"Ihre Füße haben Schonung verdient: Schuhe ohne Naht.", "Your feet deserve care: shoes without seams."}},
        0.65},
    Fact{{"verschuldet", "in debt"},
         {Words{"Sie haben Schulden? Unsere Vorräte sind günstig.", "Are you in debt? Our supplies are cheap."},
          Words{"Sparen trotz Schulden: Vorräte für den ganzen Monat.",
                "Saving in spite of debt: supplies for the whole month."}},
         {Words{"Für Monate, in denen jeder Euro zählt: unsere Vorräte.",
                "For months in which every euro counts: our supplies."},
          Words{"Wir wissen, dass es knapp ist: Vorräte für wenig Geld.",
                "We know that things are tight: supplies for little money."}},
         0.65},
    Fact{{"frisch getrennt", "just separated"},
         {Words{"Frisch getrennt? Möbel für die erste Wohnung allein.",
                "Just separated? Furniture for the first flat alone."},
          Words{"Nach Ihrer Trennung: Geschirr für eine Person.", "After your break-up: dishes for one person."}},
         {Words{"Neu anfangen, ganz für sich: kleine Möbel.", "A fresh start, all for yourself: small furniture."},
          Words{"Jetzt sind Sie dran: Geschirr für den kleinen Tisch.",
                "Now it is your turn: dishes for a small table."}},
         0.3}};

/// Something for each of them, side by side.
constexpr std::array<Words, 3> same_texts = {
    Words{"Unsere Herbstauswahl: Kinderzimmer, weite Schuhe, Vorräte, kleine Möbel.",
          "Our autumn choice: nursery, wide shoes, supplies, small furniture."},
    Words{"Neu im Herbst: Wäsche, Süßes ohne Zucker, Vorräte, Geschirr.",
          "New in autumn: clothes, treats without sugar, supplies, dishes."},
    Words{"Unsere beliebtesten Dinge: Schuhe, Vorräte, Geschirr, Wäsche.",
          "Our most popular things: shoes, supplies, dishes, clothes."}};

/// A card lies on the table: somebody at home picks it up.
constexpr double picked_up = 0.5;
constexpr double hint_understood = 0.6;
/// A hint is minded so much less often than plain speaking.
constexpr double hint_minded = 0.4;
/// How many order who do not mind, by tone: whoever finds their own thing first, orders more often.
constexpr std::array<double, 3> orders = {0.13, 0.155, 0.17};
constexpr double complains_when_minding = 0.1;
constexpr double complains_when_told_of = 0.05;
constexpr double complains_anyway = 0.002;

/// From "the same for all" over "all hint" to "all name".
Tone tone_of(double openness, double die) {
    const double steps = openness * 2;
    if (steps <= 1) { return die < steps ? Tone::hints : Tone::same_for_all; }
    return die < steps - 1 ? Tone::names : Tone::hints;
}

struct Reader {
    std::size_t fact = 0;
    Words text;
    bool told_of = false;  ///< somebody else at home read the card and knows now
    bool ordered = false;
    bool complained = false;
};

/// Every die is cast whatever the settings are, so that another choice meets the same people.
Reader invent(const Settings& s, Random& r) {
    Reader one;
    one.fact = r.below(facts.size());
    const Fact& fact = facts[one.fact];
    const Tone tone = tone_of(s.share("openness"), r.unit());
    const std::size_t which = r.below(6);
    const bool together = r.chance(fact.lives_with_others);
    const bool picked = r.chance(picked_up);
    const bool understood = r.chance(hint_understood);
    const double minds_from = r.unit();
    const double orders_from = r.unit();
    const double complains_from = r.unit();
    one.text = tone == Tone::names   ? fact.naming[which % fact.naming.size()]
               : tone == Tone::hints ? fact.hinting[which % fact.hinting.size()]
                                     : same_texts[which % same_texts.size()];
    one.told_of = together && picked && (tone == Tone::names || (tone == Tone::hints && understood));
    const double minding = tone == Tone::names ? 1 : tone == Tone::hints ? hint_minded : 0;
    const bool minds = minds_from < s.share("minding") * minding;
    one.ordered = !minds && orders_from < orders[static_cast<std::size_t>(tone)];
    one.complained = complains_from < complains_anyway + (minds ? complains_when_minding : 0) +
                                          (one.told_of ? complains_when_told_of : 0);
    return one;
}

/// Cards to people about whom a model guessed something. Planted: the words on the card tell what was guessed, to
/// whoever reads it. A card that says the same to everybody needs no guess, so its file has none.
void write(const Settings& s, const ScenarioSink& sink, ScenarioTally& tally) {
    const bool guessed = s.share("openness") > 0;
    const std::string_view id = s.word("kunden_id", "customer_id"),
                           guess = s.word("gesundheit_oder_lage", "health_or_situation"),
                           wording = s.word("wortlaut", "wording"), ordered = s.word("bestellt", "ordered");
    CsvWriter out(sink);
    if (guessed) {
        out.header({id, guess, wording, ordered});
    } else {
        out.header({id, wording, ordered});
    }
    Random r(s.seed);
    for (std::uint64_t row = 0; row < s.rows; ++row) {
        const Reader one = invent(s, r);
        const Fact& fact = facts[one.fact];
        out.cell("K" + padded(static_cast<std::int64_t>(520'000 + row), 7));
        if (guessed) { out.cell(s.word(fact.name.de, fact.name.en)); }
        out.cell(s.word(one.text.de, one.text.en)).cell(s.yes_or_no(one.ordered));
        out.end_row();
        tally.person(one.fact, one.told_of ? 1 : one.ordered ? 0 : 2);
        tally.add("orders", one.ordered ? 1 : 0);
        tally.add("complaints", one.complained ? 1 : 0);
        tally.add("told_of", one.told_of ? 1 : 0);
    }
    out.finish();
}

constexpr std::array settings = {ScenarioSetting{"openness", 1}, ScenarioSetting{"minding", 0.2}};

}  // namespace

const Scenario creepy_scenario = {{"creepy", 3'000, settings}, write};

}  // namespace klarsicht
