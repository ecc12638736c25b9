#include <algorithm>
#include <array>

#include "training/people.h"
#include "training/settings.h"
#include "training/writer.h"

namespace klarsicht {

namespace {

constexpr std::array<std::string_view, 5> favourites_de = {"Werkzeug", "Unterhaltungselektronik", "Haushalt", "Mode",
                                                           "Kosmetik"};
constexpr std::array<std::string_view, 5> favourites_en = {"Tools", "Electronics", "Household", "Fashion", "Cosmetics"};
/// How often each favourite is a man's, of 100: the column gives the sex away without naming it.
constexpr std::array<std::uint64_t, 5> mens_share = {92, 78, 45, 22, 6};
constexpr std::array<std::string_view, 4> reviewers = {"m.krause", "s.yilmaz", "t.berg", "j.nowak"};

/// Who got a coupon. Planted: women and people of 60 and more get fewer at the same shopping habits, the favourite
/// category stands in for the sex, one score explains nearly the whole decision, and hardly anybody looked at it.
void write(const Settings& s, const ScenarioSink& sink, ScenarioTally&) {
    CsvWriter out(sink);
    Random r(s.seed);
    out.header({s.word("kunden_id", "customer_id"), s.word("geschlecht", "gender"), s.word("alter", "age"),
                s.word("region", "region"), s.word("lieblingskategorie", "favourite_category"),
                s.word("kaeufe_12_monate", "purchases_12_months"), s.word("tage_seit_kauf", "days_since_purchase"),
                s.word("warenkorb_eur", "basket_eur"), s.word("kaufwahrscheinlichkeit", "purchase_score"),
                s.word("gutschein", "coupon"), s.word("gekauft", "purchased"), s.word("geprueft_von", "reviewed_by"),
                s.word("modellversion", "model_version"), s.word("entschieden_am", "decided_at")});
    for (std::uint64_t row = 0; row < s.rows; ++row) {
        const Person person = invent_person(r, s.until, 18, 86);
        const int age = age_at(person.birth_day, s.until);
        std::size_t favourite = r.below(favourites_de.size());
        while ((r.below(100) < mens_share[favourite]) == person.woman) { favourite = r.below(favourites_de.size()); }
        const auto purchases = static_cast<std::int64_t>(r.below(9) + r.below(9) * r.below(3) / 2);
        const std::int64_t days = r.between(1, 365);
        const std::int64_t basket = r.between(900, 9'000) + r.between(0, 12'000);
        // What really predicts a purchase: habits, nothing about the person.
        const double interest = 0.16 + 0.035 * static_cast<double>(purchases) - 0.0004 * static_cast<double>(days) +
                                0.000004 * static_cast<double>(basket);
        const bool bought = r.chance(std::clamp(interest, 0.02, 0.9));
        // What the model makes of it: the same, less for women and for older people.
        const double model = interest + 0.05 * r.bell() - (person.woman ? s.share("gender_gap") : 0) -
                             (age >= 60 ? s.share("age_gap") : 0);
        const std::int64_t score = std::clamp<std::int64_t>(static_cast<std::int64_t>(model * 1000 + 200), 1, 999);
        const bool coupon = score >= 500 || r.chance(0.02);
        const bool reviewed = r.chance(s.share("reviewed"));
        const std::int64_t day = s.until - r.between(0, 13);
        out.cell("K" + padded(static_cast<std::int64_t>(700'000 + row), 7));
        out.cell(person.woman ? s.word("weiblich", "female") : s.word("männlich", "male"))
            .cell(std::int64_t{age})
            .cell(person.city);
        out.cell(s.word(favourites_de[favourite], favourites_en[favourite])).cell(purchases).cell(days);
        out.cell(decimal_text(basket, 2, s.german)).cell(decimal_text(score, 3, s.german));
        out.cell(s.yes_or_no(coupon)).cell(s.yes_or_no(bought));
        out.cell(reviewed ? r.pick(reviewers) : std::string_view());
        out.cell(day < s.until - 9 ? "2.3" : "2.4").cell(datetime_text(day, r.between(7 * 60, 19 * 60)));
        out.end_row();
    }
    out.finish();
}

constexpr std::array settings = {ScenarioSetting{"gender_gap", 0.12}, ScenarioSetting{"age_gap", 0.15},
                                 ScenarioSetting{"reviewed", 0.08}};

}  // namespace

const Scenario campaign_scenario = {{"campaign", 30'000, settings}, write};

}  // namespace klarsicht
