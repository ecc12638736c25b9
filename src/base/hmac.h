#pragma once
#include <string>
#include <string_view>

#include "base/sha256.h"

namespace klarsicht {

/// HMAC-SHA-256 (RFC 2104, FIPS 198-1) of many texts with one key: the two blocks that hold the key are hashed once.
class HmacSha256 {
public:
    explicit HmacSha256(std::string_view key);
    /// 64 lower-case hex digits.
    std::string of(std::string_view text) const;

private:
    Sha256 inner_;
    Sha256 outer_;
};

}  // namespace klarsicht
