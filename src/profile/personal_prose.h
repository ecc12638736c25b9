#pragma once
#include <string_view>
#include <vector>

#include "profile/personal_names.h"
#include "profile/personal_text.h"

namespace klarsicht {

// What is personal in sentences, besides names. Each adds to `spans`; words are those of the text.

/// Numbers that a state gives to people and firms, by their form and check digits.
void find_numbers_of_people(std::string_view text, std::vector<PersonalSpan>& spans);

/// A day of the calendar right behind a word that says that it is one of birth.
void find_births(std::string_view text, const std::vector<TextWord>& words, std::vector<PersonalSpan>& spans);

/// Street, house number, postal code and town, as German ("Ringstr. 3, 10115 Berlin") and British ("3 High Street,
/// Leeds LS1 4AB") letters have them.
void find_addresses(std::string_view text, const std::vector<TextWord>& words, std::vector<PersonalSpan>& spans);

}  // namespace klarsicht
