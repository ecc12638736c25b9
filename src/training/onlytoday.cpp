#include <array>
#include <string>

#include "training/random.h"
#include "training/settings.h"
#include "training/writer.h"

namespace klarsicht {

namespace {

constexpr std::int64_t weeks = 52;
/// How often hardly anything is left, so that a line may say so.
constexpr double really_scarce = 0.06;
constexpr std::int64_t low_stock = 3;

/// What a newsletter may offer: as it is, and pressing.
struct Line {
    std::string_view de, en;
    std::string_view pressing_de, pressing_en;
};

constexpr std::array lines = {
    Line{"Regenjacke „Fjord“ in sechs Farben", "Rain jacket “Fjord” in six colours",
         "Nur noch 2 Stück auf Lager: Regenjacke „Fjord“", "Only 2 left in stock: rain jacket “Fjord”"},
    Line{"Wanderschuhe mit weicher Sohle", "Hiking boots with a soft sole",
         "Letzte Chance: Wanderschuhe mit weicher Sohle", "Last chance: hiking boots with a soft sole"},
    Line{"Rucksack, 28 Liter, für zwei Tage", "Rucksack, 28 litres, for two days", "Nur heute: Rucksack, 28 Liter",
         "Today only: rucksack, 28 litres"},
    Line{"Schlafsack für kühle Nächte", "Sleeping bag for cool nights", "Fast ausverkauft: Schlafsack für kühle Nächte",
         "Almost sold out: sleeping bag for cool nights"},
    Line{"Kocher und Topf im Set", "Stove and pot in one set", "Nur noch 3 Stück auf Lager: Kocher und Topf",
         "Only 3 left in stock: stove and pot"},
};

struct Reader {
    bool loyal = false;
    bool noticed = false;  ///< knows that the lines press without a reason
    bool gone = false;
    std::int64_t purchases = 0;
    bool bought_first = false;
};

struct Dice {
    double press, buy, notice, leave, stock;
};

/// One mail a week. A pressing line sells more to somebody who believes it; who has noticed buys less and leaves
/// sooner. @return whether the line presses without a reason. Every die is cast whatever the settings are, so that
/// another choice meets the same people.
bool live_a_week(const Settings& s, const Dice& dice, Reader& one) {
    const bool scarce = dice.stock < really_scarce;
    const bool pressed = !scarce && dice.press < s.share("invented");
    if (one.gone) { return pressed; }
    const double wish = one.loyal ? 0.045 : 0.02;
    const double pull = scarce && !one.noticed ? 1.25 : !pressed ? 1 : one.noticed ? 0.8 : 1.25;
    one.purchases += dice.buy < wish * pull ? 1 : 0;
    // Who is there for long sees the same offer come again.
    one.noticed = one.noticed || (pressed && dice.notice < s.share("noticed") * (one.loyal ? 2 : 1));
    one.gone = dice.leave < (pressed && one.noticed ? 0.02 : 0.002);
    return pressed;
}

/// Mails of an outdoor shop. Planted: subject lines that press although there is plenty in stock and the offer lasts
/// for weeks. A line that says the truth about the last pieces stands among them: words alone do not tell.
void write(const Settings& s, const ScenarioSink& sink, ScenarioTally& tally) {
    CsvWriter out(sink);
    out.header({"mail_id", s.word("betreff", "subject"), s.word("lagerbestand", "pieces_in_stock"),
                s.word("gesendet_am", "sent_on"), s.word("angebot_bis", "offer_until"), s.word("bestellt", "ordered")});
    Random r(s.seed);
    for (std::uint64_t row = 0; row < s.rows; ++row) {
        Reader one;
        one.loyal = r.chance(0.4);
        const std::size_t line = r.below(lines.size());
        const std::int64_t few = r.between(1, low_stock);
        const std::int64_t plenty = r.between(40, 900);
        const std::int64_t sent = s.until - r.between(0, 6);
        const std::int64_t ends = sent + r.between(21, 60);
        bool scarce = false;
        bool pressed = false;
        for (std::int64_t week = 0; week < weeks; ++week) {
            const Dice dice = {r.unit(), r.unit(), r.unit(), r.unit(), r.unit()};
            const bool pressed_now = live_a_week(s, dice, one);
            if (week > 0) { continue; }
            scarce = dice.stock < really_scarce;
            pressed = pressed_now;
            one.bought_first = one.purchases > 0;
        }
        const Line& text = lines[line];
        const std::int64_t stock = scarce ? few : plenty;
        const std::string true_line = std::string(s.word("Nur noch ", "Only ")) + std::to_string(stock) +
                                      std::string(s.word(" Stück auf Lager: ", " left in stock: ")) +
                                      std::string(s.word(text.de, text.en));
        out.cell("M" + padded(static_cast<std::int64_t>(310'000 + row), 7))
            .cell(scarce    ? std::string_view(true_line)
                  : pressed ? s.word(text.pressing_de, text.pressing_en)
                            : s.word(text.de, text.en))
            .cell(stock)
            .cell(date_text(sent, s.german))
            .cell(date_text(ends, s.german))
            .cell(s.yes_or_no(one.bought_first));
        out.end_row();
        tally.person(one.loyal ? 0 : 1, one.gone ? 1 : one.purchases > 0 ? 0 : 2);
        tally.add("invented_lines", pressed ? 1 : 0);
        tally.add("first_week", one.bought_first ? 1 : 0);
        tally.add("year", static_cast<double>(one.purchases));
        tally.add("gone", one.gone ? 1 : 0);
    }
    out.finish();
}

constexpr std::array settings = {ScenarioSetting{"invented", 1}, ScenarioSetting{"noticed", 0.04}};

}  // namespace

const Scenario onlytoday_scenario = {{"onlytoday", 3'000, settings}, write};

}  // namespace klarsicht
