#include <algorithm>
#include <array>
#include <vector>

#include "training/people.h"
#include "training/settings.h"
#include "training/writer.h"

namespace klarsicht {

namespace {

struct Subject {
    std::string_view de, en;
    bool presses;
};

constexpr std::array subjects = {
    Subject{"Neu im Sortiment: leichte Jacken für den Herbst", "New in: light jackets for autumn", false},
    Subject{"Ihre Bestellübersicht für diesen Monat", "Your order overview for this month", false},
    Subject{"Fünf Rezepte mit Kürbis", "Five recipes with pumpkin", false},
    Subject{"So pflegen Sie Ihre Wanderschuhe", "How to look after your hiking boots", false},
    Subject{"Unsere Öffnungszeiten an den Feiertagen", "Our opening hours over the holidays", false},
    Subject{"10 % auf Gartenmöbel bis zum 30. September", "10% off garden furniture until 30 September", false},
    Subject{"Nur noch heute: Ihr Rabatt verfällt um Mitternacht!", "Today only: your discount expires at midnight!",
            true},
    Subject{"Letzte Chance! Nur noch 2 Stück auf Lager", "Last chance! Only 2 left in stock", true},
    Subject{"23 andere Personen sehen sich gerade dieses Angebot an",
            "23 other people are looking at this offer right now", true},
    Subject{"Nein danke, ich zahle gern mehr", "No thanks, I like paying full price", true},
};

struct Recipient {
    Person person;
    bool consent = true;
    std::int64_t objected = 0;  ///< day of the objection, 0 for none
    bool ignored = false;       ///< contacted all the same after it
    bool pressed = false;
};

/// A year of e-mails and text messages. Planted: contacts after an objection, contacts without consent, people who get
/// a message nearly every day, minors among the recipients, and subject lines that press.
void write(const Settings& s, const ScenarioSink& sink, ScenarioTally&) {
    CsvWriter out(sink);
    Random r(s.seed);
    out.header({s.word("kontakt_id", "contact_id"), s.word("person_id", "person_id"), s.word("zeitpunkt", "sent_at"),
                s.word("kanal", "channel"), s.word("kampagne", "campaign"), s.word("betreff", "subject"),
                s.word("einwilligung", "consent"), s.word("widerspruch_am", "opt_out_date"),
                s.word("geburtsjahr", "birth_year"), s.word("geoeffnet", "opened")});
    std::vector<Recipient> people(static_cast<std::size_t>(std::max<std::uint64_t>(20, s.rows / 12)));
    for (Recipient& one : people) {
        const bool minor = r.chance(s.share("minors"));
        one.person = minor ? invent_person(r, s.until, 13, 16) : invent_person(r, s.until, 20, 84);
        one.consent = !r.chance(s.share("without_consent"));
        one.ignored = r.chance(s.share("after_opt_out"));
        if (one.ignored || r.chance(0.1)) { one.objected = s.until - r.between(20, 340); }
        one.pressed = r.chance(s.share("pressed"));
    }
    std::vector<std::size_t> pressed;
    for (std::size_t i = 0; i < people.size(); ++i) {
        if (people[i].pressed) { pressed.push_back(i); }
    }
    for (std::uint64_t row = 0; row < s.rows; ++row) {
        // A fifth of the messages goes to the few who are pressed.
        const bool again = !pressed.empty() && r.chance(0.2);
        const Recipient& one = people[again ? pressed[r.below(pressed.size())] : r.below(people.size())];
        std::int64_t day = s.until - r.between(0, 364);
        if (one.objected != 0 && !one.ignored && day > one.objected) { day = r.between(s.until - 364, one.objected); }
        const Subject& subject = subjects[r.below(subjects.size())];
        const bool sms = r.chance(0.2);
        const std::int64_t minute = r.chance(0.97) ? r.between(8 * 60, 20 * 60) : r.between(22 * 60, 23 * 60 + 59);
        out.cell(static_cast<std::int64_t>(1'000'000 + row))
            .cell("P" + padded(static_cast<std::int64_t>(&one - people.data()) + 5'000, 6));
        out.cell(datetime_text(day, minute)).cell(sms ? "SMS" : s.word("E-Mail", "E-mail"));
        out.cell(s.word(subject.presses ? "Abverkauf" : "Magazin", subject.presses ? "Clearance" : "Magazine"))
            .cell(s.word(subject.de, subject.en));
        out.cell(s.yes_or_no(one.consent));
        out.cell(one.objected == 0 ? std::string() : date_text(one.objected, false));
        out.cell(date_text(one.person.birth_day, false).substr(0, 4));
        out.cell(s.yes_or_no(r.chance(subject.presses ? 0.31 : 0.27)));
        out.end_row();
    }
    out.finish();
}

constexpr std::array settings = {ScenarioSetting{"after_opt_out", 0.04}, ScenarioSetting{"without_consent", 0.03},
                                 ScenarioSetting{"pressed", 0.02}, ScenarioSetting{"minors", 0.015}};

}  // namespace

const Scenario contacts_scenario = {{"contacts", 40'000, settings}, write};

}  // namespace klarsicht
