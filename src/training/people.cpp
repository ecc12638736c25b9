#include "training/people.h"

#include <array>
#include <chrono>

#include "training/writer.h"

namespace klarsicht {

namespace {

using Names = std::array<std::string_view, 36>;

constexpr Names women = {"Anna",     "Lena",   "Sophie", "Marie",  "Katharina", "Julia", "Laura",     "Sabine",
                         "Petra",    "Monika", "Ursula", "Karin",  "Renate",    "Heike", "Andrea",    "Claudia",
                         "Stefanie", "Nicole", "Ayşe",   "Fatma",  "Elif",      "Olga",  "Svetlana",  "Agnieszka",
                         "Jasmin",   "Nadja",  "Miriam", "Hannah", "Emma",      "Mia",   "Charlotte", "Greta",
                         "Jördis",   "Bärbel", "Käthe",  "Zoë"};
constexpr Names men = {"Thomas", "Michael", "Andreas",  "Stefan", "Peter", "Klaus",  "Jürgen", "Günter", "Frank",
                       "Uwe",    "Markus",  "Jan",      "Lukas",  "Felix", "Paul",   "Jonas",  "Leon",   "Maximilian",
                       "Ali",    "Mehmet",  "Mustafa",  "Igor",   "Piotr", "Luca",   "David",  "Samuel", "Tobias",
                       "Björn",  "Sören",   "Matthias", "Ralf",   "Bernd", "Dieter", "Hans",   "Emil",   "Noah"};
constexpr std::array<std::string_view, 48> surnames = {
    "Müller",  "Schmidt", "Schneider", "Fischer",  "Weber", "Meyer",    "Wagner",   "Becker",  "Schulz",  "Hoffmann",
    "Schäfer", "Koch",    "Bauer",     "Richter",  "Klein", "Wolf",     "Schröder", "Neumann", "Schwarz", "Zimmermann",
    "Braun",   "Krüger",  "Hofmann",   "Hartmann", "Lange", "Werner",   "Krause",   "Lehmann", "Köhler",  "Maier",
    "König",   "Mayer",   "Huber",     "Kaiser",   "Fuchs", "Peters",   "Lang",     "Scholz",  "Möller",  "Weiß",
    "Jung",    "Hahn",    "Yılmaz",    "Kaya",     "Nowak", "Kowalski", "Petrov",   "Rossi"};

struct Place {
    std::string_view city;
    std::int64_t first_code;  ///< postal codes of the city
    std::int64_t codes;
    std::uint64_t weight;
};

constexpr std::array places = {Place{"Berlin", 10115, 900, 36},
                               Place{"Hamburg", 20095, 700, 18},
                               Place{"München", 80331, 700, 15},
                               Place{"Köln", 50667, 400, 11},
                               Place{"Frankfurt am Main", 60306, 300, 8},
                               Place{"Stuttgart", 70173, 250, 6},
                               Place{"Leipzig", 4103, 250, 6},
                               Place{"Dresden", 1067, 200, 6},
                               Place{"Hannover", 30159, 300, 5},
                               Place{"Nürnberg", 90402, 90, 5},
                               Place{"Bremen", 28195, 180, 6},
                               Place{"Münster", 48143, 30, 3},
                               Place{"Freiburg", 79098, 20, 2},
                               Place{"Rostock", 18055, 60, 2},
                               Place{"Görlitz", 2826, 4, 1},
                               Place{"Husum", 25813, 1, 1}};

}  // namespace

int age_at(std::int64_t birth_day, std::int64_t today) {
    const std::chrono::year_month_day born{std::chrono::sys_days{std::chrono::days{birth_day}}};
    const std::chrono::year_month_day now{std::chrono::sys_days{std::chrono::days{today}}};
    const int years = static_cast<int>(now.year()) - static_cast<int>(born.year());
    const bool birthday_to_come = std::pair{now.month(), now.day()} < std::pair{born.month(), born.day()};
    return birthday_to_come ? years - 1 : years;
}

Person invent_person(Random& random, std::int64_t today, int youngest, int oldest) {
    Person person;
    person.woman = random.chance(0.52);
    person.first_name = random.pick(person.woman ? women : men);
    person.last_name = random.pick(surnames);
    std::uint64_t total = 0;
    for (const Place& place : places) { total += place.weight; }
    std::uint64_t draw = random.below(total);
    for (const Place& place : places) {
        if (draw < place.weight) {
            person.city = place.city;
            person.postal_code = padded(random.between(place.first_code, place.first_code + place.codes - 1), 5);
            break;
        }
        draw -= place.weight;
    }
    // Two uniforms: the middle ages are the commonest.
    const double where = (random.unit() + random.unit()) / 2;
    const auto span_days = static_cast<double>(oldest - youngest) * 365.25;
    person.birth_day =
        today - static_cast<std::int64_t>(static_cast<double>(youngest) * 365.25 + where * span_days) - 1;
    return person;
}

}  // namespace klarsicht
