// Stands in until meanings are detected: every symbol is weak and this file is the last of its folder, so the real ones win. To be deleted then.
#include "profile/meaning.h"

namespace klarsicht {

[[gnu::weak]] PersonalClass class_of(std::string_view) { return PersonalClass::none; }
[[gnu::weak]] std::string_view name_of(PersonalClass) { return "none"; }
[[gnu::weak]] Meaning detect_meaning(const Column&, const Interpretation&, double) { return {}; }

}  // namespace klarsicht
