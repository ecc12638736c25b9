#include <algorithm>
#include <array>
#include <cstdint>

#include "base/word_list.h"
#include "profile/values/digits.h"
#include "profile/values/values.h"

namespace klarsicht::values {

namespace {

bool is_base64url(char c) { return is_alnum(c) || c == '-' || c == '_'; }

/// Takes digits off the front; how many there were.
std::size_t take_digits(std::string_view& text) {
    std::size_t n = 0;
    while (n < text.size() && is_digit(text[n])) { ++n; }
    text.remove_prefix(n);
    return n;
}

bool take(std::string_view& text, std::string_view prefix) {
    if (!text.starts_with(prefix)) { return false; }
    text.remove_prefix(prefix.size());
    return true;
}

/// "fb.1.<milliseconds>." of Meta's cookies.
bool take_meta_prefix(std::string_view& text) {
    return take(text, "fb.") && take_digits(text) >= 1 && take(text, ".") && take_digits(text) >= 10 && take(text, ".");
}

}  // namespace

bool uuid(std::string_view value) {
    value = trimmed(value);
    if (value.size() != 36) { return false; }
    for (std::size_t i = 0; i < 36; ++i) {
        const bool dash = i == 8 || i == 13 || i == 18 || i == 23;
        if (dash ? value[i] != '-' : !is_hex(value[i])) { return false; }
    }
    return true;
}

bool imei(std::string_view value) {
    const Compact c(value, " -/");
    return c.size() == 15 && luhn(c);
}

bool jwt(std::string_view value) {
    value = trimmed(value);
    if (!value.starts_with("eyJ")) { return false; }
    int dots = 0;
    for (const char c : value) {
        if (c == '.') {
            ++dots;
        } else if (!is_base64url(c) && c != '=') {
            return false;
        }
    }
    return dots == 2 && value.size() > 30;
}

bool url(std::string_view value) {
    value = trimmed(value);
    return (value.starts_with("http://") || value.starts_with("https://") || value.starts_with("www.")) &&
           value.find('.') != std::string_view::npos && value.find(' ') == std::string_view::npos;
}

bool profile_url(std::string_view value) {
    // Where these networks keep people and nobody else. On the others firms have the same addresses.
    constexpr std::array<std::string_view, 5> people = {"linkedin.com/in/", "linkedin.com/pub/", "xing.com/profile/",
                                                        "facebook.com/profile.php?id=", "facebook.com/people/"};
    value = trimmed(value);
    return std::ranges::any_of(people, [&](std::string_view place) {
        const std::size_t at = value.find(place);
        if (at == std::string_view::npos || (at > 0 && value[at - 1] != '.' && value[at - 1] != '/')) { return false; }
        // In front of it there is no more than "https://" and "www." or "de.".
        const std::string_view front = value.substr(0, at);
        return front.find('/', front.starts_with("http") ? front.find("//") + 2 : 0) == std::string_view::npos &&
               value.size() >= at + place.size() + 2;
    });
}

bool url_pii(std::string_view value) {
    if (!url(value)) { return false; }
    const std::size_t query = value.find_first_of("?#");
    if (query == std::string_view::npos) { return false; }
    std::string_view rest = value.substr(query + 1);
    static const std::vector<std::string>& telling = word_list("privacy_online", "url_parameters");
    while (!rest.empty()) {
        const std::size_t end = std::min(rest.find_first_of("&;#"), rest.size());
        const std::string_view pair = rest.substr(0, end);
        const std::size_t equals = pair.find('=');
        if (equals != std::string_view::npos && equals + 1 < pair.size()) {
            const std::string_view text = pair.substr(equals + 1);
            if (text.find('@') != std::string_view::npos || text.find("%40") != std::string_view::npos) { return true; }
            const auto is_key = [&](std::string_view word) {
                return std::ranges::equal(pair.substr(0, equals), word, {}, to_lower);
            };
            if (std::ranges::any_of(telling, is_key)) { return true; }
        }
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    return false;
}

bool user_agent(std::string_view value) {
    value = trimmed(value);
    if (value.starts_with("Mozilla/") || value.starts_with("Opera/") || value.starts_with("Dalvik/") ||
        value.starts_with("okhttp/") || value.starts_with("curl/")) {
        return true;
    }
    // "Product/1.2.3" as RFC 9110 writes a product with its version; without a version it could be any path.
    const std::size_t slash = value.find('/');
    if (slash == std::string_view::npos || slash < 2 || slash + 1 >= value.size() || !is_digit(value[slash + 1]) ||
        !is_letter(value.front())) {
        return false;
    }
    if (!std::ranges::all_of(value.substr(0, slash),
                             [](char c) { return is_alnum(c) || c == '-' || c == '_' || c == '.'; })) {
        return false;
    }
    return value.find('.', slash) != std::string_view::npos;
}

bool ga_client_id(std::string_view value) {
    value = trimmed(value);
    if (take(value, "GA")) {
        if (take_digits(value) == 0 || !take(value, ".") || take_digits(value) == 0) { return false; }
        while (take(value, "-")) {
            if (take_digits(value) == 0) { return false; }
        }
        if (!take(value, ".")) { return false; }
    }
    const std::size_t random = take_digits(value);
    return random >= 5 && random <= 10 && take(value, ".") && take_digits(value) == 10 && value.empty();
}

bool fbp(std::string_view value) {
    value = trimmed(value);
    return take_meta_prefix(value) && take_digits(value) >= 5 && value.empty();
}

bool fbc(std::string_view value) {
    value = trimmed(value);
    return take_meta_prefix(value) && value.size() >= 20 &&
           std::ranges::all_of(value, [](char c) { return is_base64url(c) || c == '.'; }) && !all_digits(value);
}

bool gclid(std::string_view value) {
    value = trimmed(value);
    if (value.size() < 20 || value.size() > 200 || !std::ranges::all_of(value, is_base64url)) { return false; }
    // Google's click ids are protocol buffers in base64url; these are the beginnings that occur.
    return value.starts_with("Cj") || value.starts_with("EAIaIQ") || value.starts_with("CIaIQ") ||
           (value.starts_with("C") && value.ends_with("wcB")) || value.ends_with("_wcB") || value.ends_with("_BwE");
}

namespace {

bool take_compass(std::string_view& value) {
    const std::string_view rest = trimmed(value);
    if (rest.empty() || !std::string_view("NSEWO").contains(rest[0])) { return false; }
    value = rest.substr(1);
    return true;
}

/// What stands behind the sign of degrees: 12'30.5"N.
bool take_minutes(std::string_view& value) {
    value = trimmed(value);
    if (take_digits(value) == 0 || (!take(value, "'") && !take(value, "′"))) { return false; }
    value = trimmed(value);
    if (take_digits(value) > 0) {
        if (take(value, ".") || take(value, ",")) { take_digits(value); }
        if (!take(value, "\"") && !take(value, "″") && !take(value, "''")) { return false; }
    }
    return take_compass(value);
}

/// Degrees with three decimals or more, with their sign or their point of the compass: -33.8688, 52.5200° N, 13,4050.
bool take_degrees(std::string_view& value, int limit) {
    if (value.starts_with('-') || value.starts_with('+')) { value.remove_prefix(1); }
    const std::string_view whole = value;
    const std::size_t digits = take_digits(value);
    if (digits < 1 || digits > 3 || number(whole.substr(0, digits)) > limit) { return false; }
    if (take(value, "°")) { return take_minutes(value); }
    if (!take(value, ".") && !take(value, ",")) { return false; }
    if (take_digits(value) < 3) { return false; }
    take(value, "°");
    take_compass(value);
    return true;
}

}  // namespace

bool gps(std::string_view value) {
    value = trimmed(value);
    take(value, "geo:");
    const bool point = take(value, "POINT");  // of databases: the longitude comes first
    value = trimmed(value);
    if ((value.starts_with('(') && value.ends_with(')')) || (value.starts_with('[') && value.ends_with(']'))) {
        value = value.substr(1, value.size() - 2);
    }
    if (!take_degrees(value, point ? 180 : 90)) { return false; }
    const bool apart = value.starts_with(' ');
    value = trimmed(value);
    if (!take(value, ",") && !take(value, ";") && !take(value, "/") && !apart) { return false; }
    value = trimmed(value);
    return take_degrees(value, point ? 90 : 180) && value.empty();
}

}  // namespace klarsicht::values
