#pragma once
#include <cstddef>
#include <string_view>
#include <vector>

namespace klarsicht {

/// Something personal inside a running text.
struct PersonalSpan {
    std::size_t start = 0;  ///< byte
    std::size_t end = 0;    ///< byte behind the last
    std::string_view type;  ///< `email`, `phone`, `iban`, `credit_card`, `ipv4`
    double score = 0;       ///< 0–1
};

/// Whether it is worth looking: an @, or enough digits. Cheap.
bool may_hold_personal(std::string_view text);

/// E-mail addresses, telephone numbers, IBANs, cards and IP addresses in a text, in the order of their start, without
/// overlap.
std::vector<PersonalSpan> find_personal(std::string_view text);

}  // namespace klarsicht
