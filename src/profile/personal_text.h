#pragma once
#include <cstddef>
#include <string_view>
#include <vector>

namespace klarsicht {

/// Something personal inside a running text.
struct PersonalSpan {
    std::size_t start = 0;  ///< byte
    std::size_t end = 0;    ///< byte behind the last
    std::string_view type;  ///< a personal type (docs/contract.md)
    double score = 0;       ///< 0–1, of profile/personal_scores.h
};

/// Whether it is worth looking for what `find_personal` finds: an @, or enough digits. Cheap.
bool may_hold_personal(std::string_view text);

/// What has a form of its own: e-mail addresses, telephone numbers, IBANs, cards and IP addresses in a text, in the
/// order of their start, without overlap. In cells of any kind.
std::vector<PersonalSpan> find_personal(std::string_view text);

/// That, and what only sentences tell: names, days of birth, addresses, numbers that states give to people. In time
/// that grows with the text's length.
std::vector<PersonalSpan> find_personal_in_prose(std::string_view text);

/// Of spans that overlap the surest stays, of equally sure ones the longest, then the first. In the order of their
/// start.
std::vector<PersonalSpan> without_overlap(std::vector<PersonalSpan> spans);

}  // namespace klarsicht
