#include <array>

#include "training/people.h"
#include "training/settings.h"
#include "training/writer.h"

namespace klarsicht {

namespace {

constexpr std::array<std::string_view, 14> jobs_de = {"Erzieherin oder Erzieher",
                                                      "Pflegekraft",
                                                      "Softwareentwicklung",
                                                      "Verkauf",
                                                      "Lehramt",
                                                      "Handwerk",
                                                      "Verwaltung",
                                                      "Ingenieurwesen",
                                                      "Gastronomie",
                                                      "Logistik",
                                                      "Ärztin oder Arzt",
                                                      "Rechtswesen",
                                                      "Studium",
                                                      "Rente"};
constexpr std::array<std::string_view, 14> jobs_en = {
    "Childcare",      "Nursing",     "Software development", "Sales",     "Teaching", "Crafts",
    "Administration", "Engineering", "Hospitality",          "Logistics", "Doctor",   "Law",
    "Student",        "Retired"};
constexpr std::array<std::string_view, 6> faith_de = {"evangelisch", "römisch-katholisch", "muslimisch",
                                                      "jüdisch",     "konfessionslos",     "orthodox"};
constexpr std::array<std::string_view, 6> faith_en = {"Protestant", "Roman Catholic", "Muslim",
                                                      "Jewish",     "none",           "Orthodox"};
constexpr std::array<std::string_view, 6> notes_de = {
    "ruft lieber abends an",         "Diabetes, fragt nach zuckerfreien Produkten",
    "möchte keinen Katalog",         "Rückruf unter 030 23125 114",
    "Reha nach Bandscheibenvorfall", "Stammkunde seit der Eröffnung"};
constexpr std::array<std::string_view, 6> notes_en = {
    "prefers calls in the evening", "diabetes, asks for sugar-free products", "does not want a catalogue",
    "call back on 030 23125 114",   "in rehab after a slipped disc",          "customer since the opening"};
constexpr std::array<std::string_view, 10> streets = {"Hauptstraße",  "Bahnhofstraße", "Gartenweg",    "Lindenallee",
                                                      "Schulstraße",  "Am Markt",      "Goethestraße", "Birkenweg",
                                                      "Mühlenstraße", "Kirchplatz"};
constexpr std::array<std::string_view, 4> providers = {"example.org", "example.com", "mail.example", "post.example"};

/// A German IBAN with right check digits (ISO 13616) of an invented bank.
std::string invent_iban(Random& random) {
    const std::string account = padded(random.between(0, 999'999'999), 10);
    const std::string bank = padded(random.between(10'000'000, 99'999'999), 8);
    // DE00 at the end, letters as numbers: D = 13, E = 14.
    int remainder = 0;
    for (const char c : bank + account + "131400") { remainder = (remainder * 10 + (c - '0')) % 97; }
    return "DE" + padded(98 - remainder, 2) + bank + account;
}

/// A customer list with far more in it than a mailing needs. Planted: faith and health remarks, bank accounts, people
/// who can be recognised by birth date, postal code and sex, duplicates, damaged umlauts, broken e-mail addresses,
/// hidden missing jobs, impossible birth dates.
void write(const Settings& s, const ScenarioSink& sink, ScenarioTally&) {
    CsvWriter out(sink);
    Random random(s.seed);
    out.header({s.word("kundennummer", "customer_id"),
                s.word("anrede", "salutation"),
                s.word("vorname", "first_name"),
                s.word("nachname", "last_name"),
                s.word("email", "email"),
                s.word("telefon", "phone"),
                s.word("strasse", "street"),
                s.word("plz", "postal_code"),
                s.word("ort", "city"),
                s.word("geburtsdatum", "birth_date"),
                s.word("geschlecht", "gender"),
                s.word("beruf", "job_title"),
                s.word("jahreseinkommen", "annual_income"),
                s.word("konfession", "religion"),
                s.word("iban", "iban"),
                s.word("newsletter", "newsletter"),
                s.word("kunde_seit", "customer_since"),
                s.word("letzte_bestellung", "last_order"),
                s.word("umsatz_12_monate", "revenue_12_months"),
                s.word("bemerkung", "note"),
                s.word("quelle", "source")});
    Random repeats(s.seed + 1);
    for (std::uint64_t row = 0; row < s.rows; ++row) {
        const Random before = random;
        const int copies = row + 1 < s.rows && repeats.chance(s.share("duplicates")) ? 2 : 1;
        for (int copy = 0; copy < copies; ++copy) {
            if (copy == 1) { ++row; }
            Random r = before;
            const Person person = invent_person(r, s.until, 16, 92);
            const bool broken = r.chance(s.share("damage"));
            const auto name = [&](std::string_view text) { return broken ? damaged(text) : std::string(text); };
            const bool bad_email = r.chance(s.share("bad_email"));
            const std::string mail = mail_name(person.first_name) + "." + mail_name(person.last_name) +
                                     std::to_string(r.below(90'000)) + (bad_email ? "" : "@") +
                                     std::string(r.pick(providers));
            out.cell(static_cast<std::int64_t>(100'000 + row - static_cast<std::uint64_t>(copy)));
            out.cell(person.woman ? s.word("Frau", "Ms") : s.word("Herr", "Mr"));
            out.cell(name(person.first_name)).cell(name(person.last_name)).cell(mail);
            out.cell(r.chance(0.15) ? std::string() : "+49 15" + padded(r.between(0, 999'999'999), 9));
            out.cell(name(std::string(r.pick(streets)) + " " + std::to_string(r.between(1, 140))));
            out.cell(person.postal_code).cell(person.city);
            const bool placeholder_birth = r.chance(0.01);
            out.cell(date_text(placeholder_birth ? -25567 : person.birth_day, s.german));
            out.cell(person.woman ? s.word("weiblich", "female") : s.word("männlich", "male"));
            const auto job = r.below(jobs_de.size());
            out.cell(r.chance(s.share("unknown_job")) ? s.word("k.A.", "unknown") : s.word(jobs_de[job], jobs_en[job]));
            const auto income = static_cast<std::int64_t>(2'000 + r.unit() * 40'000 + r.unit() * 40'000);
            out.cell(r.chance(0.02) ? std::string("-999") : std::to_string(income / 100 * 100));
            const auto faith = r.below(faith_de.size());
            out.cell(r.chance(0.3) ? std::string_view() : s.word(faith_de[faith], faith_en[faith]));
            out.cell(r.chance(0.4) ? invent_iban(r) : std::string());
            out.cell(s.yes_or_no(r.chance(0.55)));
            const std::int64_t since = s.until - r.between(30, 4'000);
            out.cell(date_text(since, s.german));
            const bool future = r.chance(0.002);
            out.cell(date_text(future ? s.until + 400 : s.until - r.between(0, s.until - since), s.german));
            out.cell(decimal_text(r.between(0, 90'000) + r.between(0, 60'000), 2, s.german));
            const auto note = r.below(notes_de.size());
            out.cell(r.chance(0.9) ? std::string_view() : s.word(notes_de[note], notes_en[note]));
            out.cell("CRM");
            out.end_row();
            random = r;
        }
    }
    out.finish();
}

constexpr std::array settings = {ScenarioSetting{"duplicates", 0.01}, ScenarioSetting{"damage", 0.02},
                                 ScenarioSetting{"bad_email", 0.01}, ScenarioSetting{"unknown_job", 0.06}};

}  // namespace

const Scenario customers_scenario = {{"customers", 12'000, settings}, write};

}  // namespace klarsicht
