#pragma once
#include <string_view>

namespace klarsicht {

/// Whether a value of a few words can be nobody's: all its words are known and no names ("no offer", "Stufe 2",
/// "weiblich", "Frankfurt am Main"), it is a range of numbers or a version ("18-25", "v2.1"), or a code of what the
/// column means ("w", "de", "EUR"). "Tasse Ayşe" and "Deutschland (Erna Krause)" are not known.
bool is_known_value(std::string_view value, std::string_view meaning);

/// The same where a column of few values says what happened or was decided: words that are not known may end as such
/// words do ("zurückgestellt", "Reklamation", "referred").
bool reads_like_state(std::string_view value, std::string_view meaning);

}  // namespace klarsicht
