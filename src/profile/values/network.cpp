#include "profile/values/digits.h"
#include "profile/values/values.h"

namespace klarsicht::values {

bool ipv4(std::string_view value) {
    value = trimmed(value);
    if (value.size() < 7 || value.size() > 15) { return false; }
    int part = 0;
    int digits = 0;
    int parts = 0;
    for (std::size_t i = 0; i <= value.size(); ++i) {
        if (i == value.size() || value[i] == '.') {
            if (digits == 0 || part > 255) { return false; }
            ++parts;
            part = 0;
            digits = 0;
        } else if (is_digit(value[i])) {
            if (digits == 3 || (digits > 0 && part == 0)) { return false; }
            part = part * 10 + digit(value[i]);
            ++digits;
        } else {
            return false;
        }
    }
    return parts == 4;
}

bool ipv6(std::string_view value) {
    value = trimmed(value);
    if (const std::size_t zone = value.find_first_of("%/"); zone != std::string_view::npos) {
        value = value.substr(0, zone);
    }
    if (value.size() < 2 || value.size() > 45) { return false; }
    int groups = 0;
    bool gap = false;
    std::size_t i = 0;
    if (value.starts_with("::")) {
        gap = true;
        i = 2;
        if (i == value.size()) { return true; }
    }
    while (i < value.size()) {
        std::size_t end = i;
        while (end < value.size() && is_hex(value[end])) { ++end; }
        if (end < value.size() && value[end] == '.') {
            // The last 32 bits may be written as IPv4.
            return ipv4(value.substr(i)) && (gap ? groups <= 5 : groups == 6);
        }
        if (end == i || end - i > 4) { return false; }
        ++groups;
        if (end == value.size()) { break; }
        if (value[end] != ':') { return false; }
        i = end + 1;
        if (i == value.size()) { return false; }
        if (value[i] == ':') {
            if (gap) { return false; }
            gap = true;
            ++i;
            if (i == value.size()) { break; }
        }
    }
    return gap ? groups <= 7 : groups == 8;
}

bool mac(std::string_view value) {
    value = trimmed(value);
    if (value.size() == 14 && value[4] == '.' && value[9] == '.') {
        for (std::size_t i = 0; i < 14; ++i) {
            if (i != 4 && i != 9 && !is_hex(value[i])) { return false; }
        }
        return true;
    }
    if (value.size() != 17 || (value[2] != ':' && value[2] != '-')) { return false; }
    for (std::size_t i = 0; i < 17; ++i) {
        if (i % 3 == 2 ? value[i] != value[2] : !is_hex(value[i])) { return false; }
    }
    return true;
}

}  // namespace klarsicht::values
