#include "profile/values/digits.h"

#include <algorithm>

namespace klarsicht::values {

Compact::Compact(std::string_view value, std::string_view separators) {
    for (char c : trimmed(value)) {
        if (separators.find(c) != std::string_view::npos) { continue; }
        if (size_ == text_.size() - 1) {
            size_ = 0;
            return;
        }
        text_[size_++] = is_lower(c) ? static_cast<char>(c - 32) : c;
    }
}

Compact& Compact::without_prefix(std::string_view prefix) {
    if (view().starts_with(prefix)) {
        std::copy(text_.begin() + static_cast<std::ptrdiff_t>(prefix.size()),
                  text_.begin() + static_cast<std::ptrdiff_t>(size_), text_.begin());
        size_ -= prefix.size();
    }
    return *this;
}

bool all_digits(std::string_view text) { return !text.empty() && std::ranges::all_of(text, is_digit); }
bool all_alnum(std::string_view text) { return !text.empty() && std::ranges::all_of(text, is_alnum); }

std::string_view trimmed(std::string_view text) {
    const auto blank = [](char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; };
    while (!text.empty() && blank(text.front())) { text.remove_prefix(1); }
    while (!text.empty() && blank(text.back())) { text.remove_suffix(1); }
    return text;
}

std::int64_t number(std::string_view digits) {
    std::int64_t value = 0;
    for (const char c : digits) { value = value * 10 + digit(c); }
    return value;
}

int weighted_sum(std::string_view digits, std::span<const int> weights) {
    int sum = 0;
    for (std::size_t i = 0; i < weights.size(); ++i) { sum += weights[i] * digit(digits[i]); }
    return sum;
}

bool luhn(std::string_view digits) {
    if (!all_digits(digits)) { return false; }
    int sum = 0;
    bool twice = false;
    for (std::size_t i = digits.size(); i-- > 0; twice = !twice) {
        const int d = digit(digits[i]);
        sum += twice ? (2 * d > 9 ? 2 * d - 9 : 2 * d) : d;
    }
    return sum % 10 == 0;
}

int mod_97(std::string_view text) {
    int remainder = 0;
    for (const char c : text) {
        if (is_digit(c)) {
            remainder = (remainder * 10 + digit(c)) % 97;
        } else if (is_upper(c)) {
            remainder = (remainder * 100 + (c - 'A' + 10)) % 97;
        } else {
            return -1;
        }
    }
    return remainder;
}

bool mod_11_10(std::string_view digits) {
    if (digits.size() < 2 || !all_digits(digits)) { return false; }
    int check = 5;
    for (const char c : digits) { check = (((check == 0 ? 10 : check) * 2) % 11 + digit(c)) % 10; }
    return check == 1;
}

bool is_date(int year, int month, int day) {
    if (month < 1 || month > 12 || day < 1) { return false; }
    constexpr std::array<int, 12> days = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return day <= days[static_cast<std::size_t>(month - 1)] + (month == 2 && leap ? 1 : 0);
}

}  // namespace klarsicht::values
