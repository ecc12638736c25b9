#include <algorithm>
#include <array>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "training/people.h"
#include "training/random.h"
#include "training/settings.h"
#include "training/writer.h"

namespace klarsicht {

namespace {

/// Postal codes of the country side, by their first three digits; each has a few villages.
constexpr std::array<std::int64_t, 16> country = {482, 483, 484, 485, 486, 487, 492, 493,
                                                  494, 495, 496, 497, 593, 594, 595, 596};
constexpr std::int64_t villages = 5;
constexpr std::int64_t city_code = 48143;
constexpr std::int64_t districts = 10;

constexpr std::array<std::string_view, 5> topics_de = {"Heuschnupfen", "Rückenschmerzen", "Schlafstörung", "Diabetes",
                                                       "Depression"};
constexpr std::array<std::string_view, 5> topics_en = {"Hay fever", "Back pain", "Sleep disorder", "Diabetes",
                                                       "Depression"};

constexpr std::size_t depression = 4;
/// The colleague of the lesson: a woman, born on 14 May 1986, from a village.
constexpr std::int64_t colleague_birth = 5977;
constexpr std::string_view colleague_code = "48607";

/// Fewer people are too few for an answer, and fewer than five too few to hide among.
constexpr std::uint64_t enough_to_compare = 30;
constexpr std::uint64_t enough_to_hide = 5;

struct Customer {
    bool woman = false;
    bool in_city = false;
    std::string postal_code;
    std::int64_t birth_day = 0;
    std::size_t topic = 0;
    std::int64_t orders = 0;
};

std::string_view year_of(std::string_view iso_date) { return iso_date.substr(0, 4); }

Customer invent(const Settings& s, Random& r) {
    Customer one;
    one.woman = r.chance(0.55);
    one.in_city = r.chance(0.45);
    const std::int64_t village = country[r.below(country.size())] * 100 + 7 + 10 * r.between(0, villages - 1);
    const std::int64_t district = city_code + 2 * r.between(0, districts - 1);
    one.postal_code = padded(one.in_city ? district : village, 5);
    one.birth_day = invent_person(r, s.until, 18, 79).birth_day;
    one.topic = std::min(r.below(topics_de.size()), r.below(topics_de.size()));
    one.orders = r.between(1, 12);
    return one;
}

/// Whether the year, the place and the sex fit the colleague, so that the lesson could not be sure of her.
bool fits_colleague(const Customer& one) {
    const std::string born = date_text(one.birth_day, false);
    return one.woman && one.postal_code == colleague_code &&
           year_of(born) == year_of(date_text(colleague_birth, false));
}

std::vector<Customer> invent_all(const Settings& s) {
    Random r(s.seed);
    std::vector<Customer> customers;
    for (std::uint64_t row = 0; row < s.rows; ++row) {
        Customer one = invent(s, r);
        while (fits_colleague(one)) { one = invent(s, r); }
        customers.push_back(std::move(one));
    }
    Customer& colleague = customers[r.below(customers.size())];
    colleague = {.woman = true,
                 .in_city = false,
                 .postal_code = std::string(colleague_code),
                 .birth_day = colleague_birth,
                 .topic = depression,
                 .orders = 4};
    return customers;
}

enum class Age { none, generation, decade, year, day };

Age age_form(const Settings& s) { return static_cast<Age>(rounded(s.share("age") * 4)); }
std::size_t postal_digits(const Settings& s) { return static_cast<std::size_t>(rounded(s.share("postal") * 5)); }

/// Bands with open ends, where few would be left.
std::string band(const Settings& s, std::int64_t age, std::int64_t width, std::int64_t first, std::int64_t last) {
    const std::int64_t low = age - age % width;
    if (low < first) { return std::string(s.word("unter ", "under ")) + std::to_string(first); }
    if (low >= last) { return std::to_string(last) + std::string(s.word(" und älter", " and over")); }
    return std::to_string(low) + "–" + std::to_string(low + width - 1);
}

std::string age_text(const Settings& s, std::int64_t birth_day) {
    const std::int64_t age = age_at(birth_day, s.until);
    switch (age_form(s)) {
        case Age::day:
            return date_text(birth_day, s.german);
        case Age::year:
            return std::string(year_of(date_text(birth_day, false)));
        case Age::decade:
            return band(s, age, 10, 30, 70);
        case Age::generation:
            return band(s, age, 20, 40, 60);
        case Age::none:
            break;
    }
    return {};
}

std::string_view age_header(const Settings& s) {
    return age_form(s) == Age::day    ? s.word("geburtsdatum", "birth_date")
           : age_form(s) == Age::year ? s.word("geburtsjahr", "birth_year")
                                      : s.word("altersgruppe", "age_group");
}

using Counts = std::map<std::string, std::uint64_t, std::less<>>;

double enough(const Counts& counts) {
    return static_cast<double>(
        std::ranges::count_if(counts, [](const auto& one) { return one.second >= enough_to_compare; }));
}

/// A list of customers of a pharmacy's shop for an agency, without names and numbers. Planted: hardly anybody shares
/// postal code, birth date and sex with somebody else, and a column says what they suffer from.
void write(const Settings& s, const ScenarioSink& sink, ScenarioTally& tally) {
    const std::vector<Customer> customers = invent_all(s);
    const std::size_t digits = postal_digits(s);
    const bool with_age = age_form(s) != Age::none;
    const auto kind_of = [&](const Customer& one) {
        return one.postal_code.substr(0, digits) + "|" + age_text(s, one.birth_day) + (one.woman ? "|w" : "|m");
    };
    Counts kinds, areas, ages;
    for (const Customer& one : customers) {
        ++kinds[kind_of(one)];
        ++areas[one.postal_code.substr(0, digits)];
        ++ages[age_text(s, one.birth_day)];
    }

    CsvWriter out(sink);
    if (digits > 0) { out.cell(s.word("plz", "postal_code")); }
    if (with_age) { out.cell(age_header(s)); }
    out.header(
        {s.word("geschlecht", "gender"), s.word("gesundheitsthema", "health_topic"), s.word("bestellungen", "orders")});
    for (const Customer& one : customers) {
        if (digits > 0) { out.cell(one.postal_code.substr(0, digits)); }
        if (with_age) { out.cell(age_text(s, one.birth_day)); }
        out.cell(one.woman ? s.word("weiblich", "female") : s.word("männlich", "male"))
            .cell(s.word(topics_de[one.topic], topics_en[one.topic]))
            .cell(one.orders);
        out.end_row();
        const std::uint64_t alike = kinds[kind_of(one)];
        tally.person(one.in_city ? 0 : 1, alike == 1 ? 0 : alike < enough_to_hide ? 1 : 2);
        tally.add("alone", alike == 1 ? 1 : 0);
    }
    out.finish();
    tally.add("candidates",
              static_cast<double>(
                  kinds[std::string(colleague_code.substr(0, digits)) + "|" + age_text(s, colleague_birth) + "|w"]));
    tally.add("areas", enough(areas));
    tally.add("ages", enough(ages));
}

constexpr std::array settings = {ScenarioSetting{"postal", 1}, ScenarioSetting{"age", 1}};

}  // namespace

const Scenario anonymous_scenario = {{"anonymous", 3'000, settings}, write};

}  // namespace klarsicht
