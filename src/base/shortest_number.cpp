// Schubfach: Raffaello Giulietti, The Schubfach way to render doubles (2021), after the form that Alexander Bolz gave
// it (Drachennest). Of the decimals in the interval that reads as the number: the shortest, of these the nearest.
#include "base/shortest_number.h"

#include <array>
#include <bit>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <cstdlib>

#include <fast_float/fast_float.h>

#include "base/assert.h"

namespace klarsicht {

namespace {

using Wide = unsigned __int128;

constexpr int mantissa_bits = 52;
constexpr int exponent_bias = 1023 + mantissa_bits;
constexpr std::uint64_t hidden_bit = std::uint64_t{1} << mantissa_bits;

/// digits × 10^exponent
struct Decimal {
    std::uint64_t digits;
    int exponent;
};

struct Bits128 {
    std::uint64_t high, low;
};

/// Powers beyond those that are needed for reading: of the smallest numbers there are.
constexpr int first_large_power = 309;
constexpr std::array<Bits128, 16> large_powers = {{
    {0xb201833b35d63f73, 0x2cd2cc6551e513db},
    {0xde81e40a034bcf4f, 0xf8077f7ea65e58d2},
    {0x8b112e86420f6191, 0xfb04afaf27faf783},
    {0xadd57a27d29339f6, 0x79c5db9af1f9b564},
    {0xd94ad8b1c7380874, 0x18375281ae7822bd},
    {0x87cec76f1c830548, 0x8f2293910d0b15b6},
    {0xa9c2794ae3a3c69a, 0xb2eb3875504ddb23},
    {0xd433179d9c8cb841, 0x5fa60692a46151ec},
    {0x849feec281d7f328, 0xdbc7c41ba6bcd334},
    {0xa5c7ea73224deff3, 0x12b9b522906c0801},
    {0xcf39e50feae16bef, 0xd768226b34870a01},
    {0x81842f29f2cce375, 0xe6a1158300d46641},
    {0xa1e53af46f801c53, 0x60495ae3c1097fd1},
    {0xca5e89b18b602368, 0x385bb19cb14bdfc5},
    {0xfcf62c1dee382c42, 0x46729e03dd9ed7b6},
    {0x9e19db92b4e31ba9, 0x6c07a2c26a8346d2},
}};

/// 10^power × 2^n for the n that makes it 128 bits long, rounded up.
Bits128 power_of_ten(int power) {
    using Table = fast_float::powers;
    if (power >= first_large_power) { return large_powers[static_cast<std::size_t>(power - first_large_power)]; }
    const std::size_t at = 2 * static_cast<std::size_t>(power - Table::smallest_power_of_five);
    Wide bits = Wide{Table::power_of_five_128[at]} << 64 | Table::power_of_five_128[at + 1];
    // The table is rounded down but for these, where it is exact or rounded up.
    if (power < -27 || power > 55) { ++bits; }
    return {static_cast<std::uint64_t>(bits >> 64), static_cast<std::uint64_t>(bits)};
}

/// The top of the product; its last bit says whether anything is left below.
std::uint64_t round_to_odd(const Bits128& power, std::uint64_t factor) {
    const Wide low = Wide{power.low} * factor;
    const Wide sum = Wide{power.high} * factor + static_cast<std::uint64_t>(low >> 64);
    return static_cast<std::uint64_t>(sum >> 64) | (static_cast<std::uint64_t>(sum) > 1 ? 1U : 0U);
}

constexpr int floor_log2_pow10(int e) { return (e * 1741647) >> 19; }

/// @param mantissa its 52 bits @param exponent as it is stored; the number is not 0
Decimal shortest_decimal(std::uint64_t mantissa, int exponent) {
    const std::uint64_t c = exponent != 0 ? hidden_bit | mantissa : mantissa;
    const int q = (exponent != 0 ? exponent : 1) - exponent_bias;
    if (q <= 0 && q > -mantissa_bits - 1 && (c & ((std::uint64_t{1} << -q) - 1)) == 0) { return {c >> -q, 0}; }

    const bool even = c % 2 == 0;
    const bool lower_is_closer = mantissa == 0 && exponent > 1;
    const int k = (q * 1262611 - (lower_is_closer ? 524031 : 0)) >> 22;  // floor(log10 of the interval)
    const int h = q + floor_log2_pow10(-k) + 1;
    const Bits128 power = power_of_ten(-k);
    const std::uint64_t below = round_to_odd(power, (4 * c - (lower_is_closer ? 1 : 2)) << h);
    const std::uint64_t at = round_to_odd(power, 4 * c << h);
    const std::uint64_t above = round_to_odd(power, (4 * c + 2) << h);
    const std::uint64_t lower = below + (even ? 0 : 1);
    const std::uint64_t upper = above - (even ? 0 : 1);

    const std::uint64_t s = at / 4;
    if (s >= 10) {
        const std::uint64_t shorter = s / 10;
        const bool down = lower <= 40 * shorter;
        const bool up = 40 * shorter + 40 <= upper;
        if (down != up) { return {shorter + (up ? 1 : 0), k + 1}; }
    }
    const bool down = lower <= 4 * s;
    const bool up = 4 * s + 4 <= upper;
    if (down != up) { return {s + (up ? 1 : 0), k}; }
    const std::uint64_t middle = 4 * s + 2;
    return {s + (at > middle || (at == middle && s % 2 != 0) ? 1 : 0), k};
}

std::string text_of(Wide whole) {
    std::string reversed;
    for (; whole != 0; whole /= 10) { reversed += static_cast<char>('0' + static_cast<int>(whole % 10)); }
    return {reversed.rbegin(), reversed.rend()};
}

std::string with_exponent(std::string digits, int exponent) {
    const int magnitude = std::abs(exponent);
    if (digits.size() > 1) { digits.insert(1, 1, '.'); }
    digits += exponent < 0 ? "e-" : "e+";
    if (magnitude < 10) { digits += '0'; }
    return digits + text_of(static_cast<Wide>(magnitude)).append(magnitude == 0 ? 1 : 0, '0');
}

}  // namespace

std::string shortest_number(double value) {
    KLARSICHT_ASSERT(std::isfinite(value));
    const auto bits = std::bit_cast<std::uint64_t>(value);
    const std::string sign = std::signbit(value) ? "-" : "";
    if (value == 0) { return sign + "0"; }
    Decimal decimal = shortest_decimal(bits & (hidden_bit - 1), static_cast<int>(bits >> mantissa_bits & 0x7FF));
    while (decimal.digits % 10 == 0) {
        decimal.digits /= 10;
        ++decimal.exponent;
    }
    const std::string digits = text_of(decimal.digits);
    const int length = static_cast<int>(digits.size());
    const int point = length + decimal.exponent;  // digits before the decimal point
    const std::string scientific = with_exponent(digits, point - 1);
    const int plain = decimal.exponent >= 0 ? point : point > 0 ? length + 1 : 2 - point + length;
    if (plain > static_cast<int>(scientific.size())) { return sign + scientific; }
    if (decimal.exponent >= 0) {
        // A whole number written out is exact to the last digit.
        return sign + text_of(static_cast<Wide>(std::fabs(value)));
    }
    if (point <= 0) { return sign + "0." + std::string(static_cast<std::size_t>(-point), '0') + digits; }
    return sign + digits.substr(0, static_cast<std::size_t>(point)) + "." +
           digits.substr(static_cast<std::size_t>(point));
}

}  // namespace klarsicht
