#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "table/interpretation.h"

namespace klarsicht {

/// How a personal meaning endangers people; `none` for meanings that are not personal data.
enum class PersonalClass : std::uint8_t { none, direct, quasi, financial, online, special };
std::string_view name_of(PersonalClass personal_class);

/// What a column is about.
struct Meaning {
    std::string id;  ///< docs/contract.md's list (`email`, `birth_date` …), others for what is not personal (`amount`,
                     ///< `campaign` …), "" if unknown
    double confidence = 0;   ///< 0–1
    double match_share = 0;  ///< share of the non-missing rows whose value has the form of the meaning
    double valid_share = 0;  ///< share of the non-missing rows whose value also passes the meaning's check (check
                             ///< digits, calendar); equals match_share where there is none
};

/// Class of a meaning's id.
PersonalClass class_of(std::string_view meaning);
/// Whether the meaning is one of the closed list whose values name nobody: gender, channel, product, currency …
bool is_harmless(std::string_view meaning);
/// Whether a row of a file with such a column is about somebody: names, numbers of people, ages, places of living.
inline bool tells_of_people(std::string_view meaning) {
    const PersonalClass personal = class_of(meaning);
    return personal == PersonalClass::direct || personal == PersonalClass::quasi;
}
inline bool is_personal(std::string_view meaning) { return class_of(meaning) != PersonalClass::none; }

/// Every meaning a column can have, sorted: what is detected, and what a plan may say.
std::vector<std::string_view> known_meanings();

/// Detects what a column is about from its name (German, English, French) and its values.
/// @param as_of today's date as days since 1970-01-01, for ages and birth dates
Meaning detect_meaning(const Column& column, const Interpretation& interpretation, double as_of);

}  // namespace klarsicht
