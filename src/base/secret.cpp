#include "base/secret.h"

#include <cstdint>
#include <random>

namespace klarsicht {

std::string drawn_key() {
    constexpr const char* digits = "0123456789abcdef";
    std::random_device random;
    std::string key;
    for (int word = 0; word < 4; ++word) {
        const std::uint32_t bits = random();
        for (int shift = 28; shift >= 0; shift -= 4) { key += digits[bits >> shift & 15]; }
    }
    return key;
}

}  // namespace klarsicht
