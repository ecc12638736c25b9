#pragma once
#include <cstddef>
#include <string_view>
#include <vector>

#include "profile/personal_text.h"

namespace klarsicht {

/// Whether somebody may have spelt an address out: "(at)", " at … dot ".
bool may_spell_address(std::string_view text);

/// "cora.dunn(at)example.org", "frieda [at] example [punkt] de", "j.barlow at example dot com".
void find_spelt_emails(std::string_view text, std::vector<PersonalSpan>& spans);

/// What the words before a place say of the number that begins there.
enum class NumberOf : unsigned char { unknown, thing, telephone };
NumberOf number_of_what(std::string_view text, std::size_t start);

}  // namespace klarsicht
