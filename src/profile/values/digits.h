#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace klarsicht::values {

/// A short value without its separators, in upper case, held without allocation. Longer than 63 characters reads as
/// empty.
class Compact {
public:
    /// Drops every character of `separators`; leaves out leading and trailing white space.
    explicit Compact(std::string_view value, std::string_view separators = " -./");

    std::size_t size() const { return size_; }
    char operator[](std::size_t i) const { return text_[i]; }
    std::string_view view() const { return {text_.data(), size_}; }
    operator std::string_view() const { return view(); }
    /// Drops the prefix if it is there.
    Compact& without_prefix(std::string_view prefix);

private:
    std::array<char, 64> text_{};
    std::size_t size_ = 0;
};

constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }
constexpr bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
constexpr bool is_lower(char c) { return c >= 'a' && c <= 'z'; }
constexpr bool is_letter(char c) { return is_upper(c) || is_lower(c); }
constexpr bool is_alnum(char c) { return is_digit(c) || is_letter(c); }
constexpr bool is_hex(char c) { return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); }
constexpr char to_lower(char c) { return is_upper(c) ? static_cast<char>(c + 32) : c; }
constexpr int digit(char c) { return c - '0'; }

bool all_digits(std::string_view text);
bool all_alnum(std::string_view text);
std::string_view trimmed(std::string_view text);

/// The number that the digits write; the text holds digits only, at most 18 of them.
std::int64_t number(std::string_view digits);
/// Σ weight·digit over the first weights.size() digits.
int weighted_sum(std::string_view digits, std::span<const int> weights);

/// Luhn's check (ISO/IEC 7812-1, annex B) over a text of digits.
bool luhn(std::string_view digits);
/// Remainder modulo 97 of a text of digits and letters (A = 10 … Z = 35), ISO/IEC 7064.
int mod_97(std::string_view text);
/// ISO/IEC 7064, mod 11,10: true if the last digit checks the others.
bool mod_11_10(std::string_view digits);

/// True for a day of the Gregorian calendar.
bool is_date(int year, int month, int day);

}  // namespace klarsicht::values
