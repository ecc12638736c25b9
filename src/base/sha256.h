#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>

namespace klarsicht {

/// SHA-256 (FIPS 180-4) of bytes that come in pieces of any size.
class Sha256 {
public:
    void update(std::span<const std::byte> bytes);
    /// The digest of everything so far as 64 lower-case hex digits; call once, at the end.
    std::string finish();

private:
    void blocks(const unsigned char* bytes, std::size_t count);

    std::array<std::uint32_t, 8> state_ = {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
                                           0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};
    std::array<unsigned char, 64> rest_{};
    std::size_t rest_size_ = 0;
    std::uint64_t size_ = 0;
};

}  // namespace klarsicht
