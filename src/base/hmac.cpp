#include "base/hmac.h"

#include <algorithm>
#include <array>
#include <span>

namespace klarsicht {

namespace {

constexpr std::size_t block_bytes = 64;
using Digest = std::array<std::byte, 32>;

std::span<const std::byte> bytes_of(std::string_view text) {
    return std::as_bytes(std::span(text.data(), text.size()));
}

Digest digest_of(const std::string& hex) {
    const auto value = [](char c) { return c <= '9' ? c - '0' : c - 'a' + 10; };
    Digest digest{};
    for (std::size_t i = 0; i < digest.size(); ++i) {
        digest[i] = static_cast<std::byte>(value(hex[2 * i]) * 16 + value(hex[2 * i + 1]));
    }
    return digest;
}

}  // namespace

HmacSha256::HmacSha256(std::string_view key) {
    std::array<std::byte, block_bytes> padded{};
    if (key.size() > block_bytes) {
        Sha256 hash;
        hash.update(bytes_of(key));
        std::ranges::copy(digest_of(hash.finish()), padded.begin());
    } else {
        std::ranges::copy(bytes_of(key), padded.begin());
    }
    std::array<std::byte, block_bytes> inner{};
    std::array<std::byte, block_bytes> outer{};
    for (std::size_t i = 0; i < block_bytes; ++i) {
        inner[i] = padded[i] ^ std::byte{0x36};
        outer[i] = padded[i] ^ std::byte{0x5c};
    }
    inner_.update(inner);
    outer_.update(outer);
}

std::string HmacSha256::of(std::string_view text) const {
    Sha256 inner = inner_;
    inner.update(bytes_of(text));
    Sha256 outer = outer_;
    outer.update(digest_of(inner.finish()));
    return outer.finish();
}

}  // namespace klarsicht
