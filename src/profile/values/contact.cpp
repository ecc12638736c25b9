#include <algorithm>
#include <array>

#include "profile/values/digits.h"
#include "profile/values/values.h"

namespace klarsicht::values {

bool email(std::string_view value) {
    value = trimmed(value);
    if (value.starts_with("mailto:")) { value.remove_prefix(7); }
    const std::size_t at = value.rfind('@');
    if (at == std::string_view::npos || at == 0 || at > 64 || value.size() > 254) { return false; }
    const std::string_view local = value.substr(0, at);
    const std::string_view domain = value.substr(at + 1);
    if (local.front() == '.' || local.back() == '.' || local.find("..") != std::string_view::npos) { return false; }
    for (const char c : local) {
        // Letters beyond ASCII are allowed (RFC 6531).
        if (!is_alnum(c) && static_cast<unsigned char>(c) < 0x80 &&
            std::string_view("!#$%&'*+/=?^_`{|}~.-").find(c) == std::string_view::npos) {
            return false;
        }
    }
    std::size_t labels = 0;
    std::size_t start = 0;
    while (start <= domain.size()) {
        std::size_t end = domain.find('.', start);
        if (end == std::string_view::npos) { end = domain.size(); }
        const std::string_view label = domain.substr(start, end - start);
        if (label.empty() || label.size() > 63 || label.front() == '-' || label.back() == '-') { return false; }
        for (const char c : label) {
            if (!is_alnum(c) && c != '-' && static_cast<unsigned char>(c) < 0x80) { return false; }
        }
        ++labels;
        if (end == domain.size()) {
            // A top-level domain has at least two characters and is no number.
            return labels >= 2 && label.size() >= 2 && !std::ranges::all_of(label, is_digit);
        }
        start = end + 1;
    }
    return false;
}

namespace {

struct CallingCode {
    std::string_view code;
    int shortest;  ///< digits after the code
    int longest;
};

/// Lengths of national numbers (ITU-T E.164 and the national plans) of countries often met; any other code allows 6 to
/// 13 digits.
constexpr std::array<CallingCode, 37> calling_codes = {{
    {"1", 10, 10}, {"7", 10, 10},  {"20", 8, 10},  {"27", 9, 9},   {"30", 10, 10}, {"31", 9, 9},   {"32", 8, 9},
    {"33", 9, 9},  {"34", 9, 9},   {"36", 8, 9},   {"39", 6, 11},  {"40", 9, 9},   {"41", 9, 9},   {"43", 4, 13},
    {"44", 9, 10}, {"45", 8, 8},   {"46", 7, 10},  {"47", 8, 8},   {"48", 9, 9},   {"49", 4, 13},  {"61", 9, 9},
    {"81", 9, 10}, {"86", 8, 11},  {"90", 10, 10}, {"91", 10, 10}, {"351", 9, 9},  {"352", 4, 11}, {"353", 7, 9},
    {"354", 7, 9}, {"358", 5, 12}, {"359", 7, 9},  {"370", 8, 8},  {"371", 8, 8},  {"372", 7, 8},  {"380", 9, 9},
    {"420", 9, 9}, {"421", 9, 9},
}};

}  // namespace

bool phone(std::string_view value) {
    value = trimmed(value);
    if (value.starts_with("tel:")) { value.remove_prefix(4); }
    // An extension does not belong to the number: "x123", "ext. 12", ";ext=7".
    for (const std::string_view mark : {" x", "x", " ext", ";ext", ",ext"}) {
        if (const std::size_t at = value.find(mark); at != std::string_view::npos && at >= 7) {
            value = trimmed(value.substr(0, at));
        }
    }
    if (value.size() < 5 || value.size() > 32) { return false; }
    std::array<char, 20> digits{};
    std::size_t n = 0;
    bool plus = false;
    int depth = 0;
    for (std::size_t i = 0; i < value.size(); ++i) {
        const char c = value[i];
        if (is_digit(c)) {
            if (n == digits.size()) { return false; }
            // "+49 (0) 30": the zero in brackets is not dialled from abroad.
            const bool trunk =
                c == '0' && plus && depth == 1 && i + 1 < value.size() && value[i + 1] == ')' && value[i - 1] == '(';
            if (!trunk) { digits[n++] = c; }
        } else if (c == '+') {
            if (n != 0 || plus) { return false; }
            plus = true;
        } else if (c == '(') {
            ++depth;
        } else if (c == ')') {
            --depth;
        } else if (c != ' ' && c != '-' && c != '/' && c != '.') {
            return false;
        }
    }
    std::string_view number(digits.data(), n);
    if (depth != 0) { return false; }
    if (!plus && number.starts_with("00")) {
        plus = true;
        number.remove_prefix(2);
    }
    if (!plus) {
        // A national number: trunk prefix 0 where the country has one; 7 to 14 digits.
        return number.size() >= 6 && number.size() <= 14;
    }
    if (number.size() < 7 || number.size() > 15 || number.front() == '0') { return false; }
    for (const CallingCode& entry : calling_codes) {
        if (number.starts_with(entry.code)) {
            std::string_view rest = number.substr(entry.code.size());
            if (entry.code != "39" && rest.starts_with('0')) { rest.remove_prefix(1); }
            const int length = static_cast<int>(rest.size());
            return length >= entry.shortest && length <= entry.longest;
        }
    }
    return true;
}

}  // namespace klarsicht::values
