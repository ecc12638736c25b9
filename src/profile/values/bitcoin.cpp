#include <algorithm>
#include <array>
#include <cstdint>
#include <span>
#include <string>

#include "base/sha256.h"
#include "profile/values/digits.h"
#include "profile/values/values.h"

namespace klarsicht::values {

namespace {

constexpr std::string_view bech32_letters = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";

/// BIP 173 (constant 1) and BIP 350 (constant 0x2bc830a3, for version 1 and later).
bool bech32(std::string_view value) {
    const bool any_upper = std::ranges::any_of(value, is_upper);
    const bool any_lower = std::ranges::any_of(value, is_lower);
    if ((any_upper && any_lower) || value.size() < 14 || value.size() > 74) { return false; }
    std::uint32_t check = 1;
    const auto step = [&check](std::uint32_t v) {
        constexpr std::array<std::uint32_t, 5> generator = {0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3};
        const std::uint32_t top = check >> 25;
        check = ((check & 0x1ffffff) << 5) ^ v;
        for (std::size_t i = 0; i < 5; ++i) {
            if ((top >> i) & 1) { check ^= generator[i]; }
        }
    };
    for (const char c : std::string_view("bc")) { step(static_cast<std::uint32_t>(c >> 5)); }
    step(0);
    for (const char c : std::string_view("bc")) { step(static_cast<std::uint32_t>(c & 31)); }
    std::size_t version = 0;
    for (std::size_t i = 3; i < value.size(); ++i) {
        const std::size_t place = bech32_letters.find(to_lower(value[i]));
        if (place == std::string_view::npos) { return false; }
        if (i == 3) { version = place; }
        step(static_cast<std::uint32_t>(place));
    }
    if (version > 16) { return false; }
    const std::size_t program = (value.size() - 3 - 1 - 6) * 5 / 8;
    if (version == 0 ? (program != 20 && program != 32) : (program < 2 || program > 40)) { return false; }
    return check == (version == 0 ? 1u : 0x2bc830a3u);
}

std::array<std::uint8_t, 32> sha256(std::span<const std::byte> bytes) {
    Sha256 hash;
    hash.update(bytes);
    const std::string hex = hash.finish();
    const auto nibble = [](char c) { return is_digit(c) ? digit(c) : c - 'a' + 10; };
    std::array<std::uint8_t, 32> digest{};
    for (std::size_t i = 0; i < digest.size(); ++i) {
        digest[i] = static_cast<std::uint8_t>(nibble(hex[2 * i]) * 16 + nibble(hex[2 * i + 1]));
    }
    return digest;
}

/// 25 bytes in base 58: version 0 or 5, hash, four bytes of checksum (the start of the twofold SHA-256).
bool base58(std::string_view value) {
    constexpr std::string_view letters = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
    if (value.size() < 26 || value.size() > 35) { return false; }
    std::array<std::uint8_t, 25> bytes{};
    for (const char c : value) {
        const std::size_t place = letters.find(c);
        if (place == std::string_view::npos) { return false; }
        auto carry = static_cast<std::uint32_t>(place);
        for (std::size_t i = bytes.size(); i-- > 0;) {
            carry += 58u * bytes[i];
            bytes[i] = static_cast<std::uint8_t>(carry);
            carry >>= 8;
        }
        if (carry != 0) { return false; }
    }
    // Leading zero bytes are written as leading ones, no more and no fewer.
    const auto ones =
        static_cast<std::size_t>(std::ranges::find_if(value, [](char c) { return c != '1'; }) - value.begin());
    const auto zeros =
        static_cast<std::size_t>(std::ranges::find_if(bytes, [](std::uint8_t b) { return b != 0; }) - bytes.begin());
    if (ones != zeros || (bytes[0] != 0 && bytes[0] != 5)) { return false; }
    const std::array<std::uint8_t, 32> once = sha256(std::as_bytes(std::span(bytes).first(21)));
    const std::array<std::uint8_t, 32> twice = sha256(std::as_bytes(std::span(once)));
    return std::equal(bytes.begin() + 21, bytes.end(), twice.begin());
}

}  // namespace

bool bitcoin(std::string_view value) {
    value = trimmed(value);
    if (value.starts_with("bc1") || value.starts_with("BC1")) { return bech32(value); }
    return (value.starts_with('1') || value.starts_with('3')) && base58(value);
}

}  // namespace klarsicht::values
