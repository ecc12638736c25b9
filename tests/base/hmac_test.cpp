#include "base/hmac.h"

#include <gtest/gtest.h>

#include "base/secret.h"

namespace klarsicht {
namespace {

std::string times(std::size_t count, char byte) { return std::string(count, byte); }

// RFC 4231, test cases 1 to 7 (5 compares 128 bits).
TEST(HmacSha256, FitsTheVectorsOfRfc4231) {
    EXPECT_EQ(HmacSha256(times(20, '\x0b')).of("Hi There"),
              "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7");
    EXPECT_EQ(HmacSha256("Jefe").of("what do ya want for nothing?"),
              "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
    EXPECT_EQ(HmacSha256(times(20, '\xaa')).of(times(50, '\xdd')),
              "773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe");
    std::string counting;
    for (char byte = 1; byte <= 25; ++byte) { counting += byte; }
    EXPECT_EQ(HmacSha256(counting).of(times(50, '\xcd')),
              "82558a389a443c0ea4cc819899f2083a85f0faa3e578f8077a2e3ff46729665b");
    EXPECT_EQ(HmacSha256(times(20, '\x0c')).of("Test With Truncation").substr(0, 32),
              "a3b6167473100ee06e0c796c2955552b");
    EXPECT_EQ(HmacSha256(times(131, '\xaa')).of("Test Using Larger Than Block-Size Key - Hash Key First"),
              "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54");
    EXPECT_EQ(HmacSha256(times(131, '\xaa'))
                  .of("This is a test using a larger than block-size key and a larger than block-size data. The key "
                      "needs to be hashed before being used by the HMAC algorithm."),
              "9b09ffa71b942fcb27635fbcd5b0e944bfdc63644f0713938a7f51535c3a35e2");
}

TEST(HmacSha256, OneKeyServesManyTexts) {
    const HmacSha256 hash("Jefe");
    EXPECT_EQ(hash.of("a"), HmacSha256("Jefe").of("a"));
    EXPECT_EQ(hash.of("a"), hash.of("a"));
    EXPECT_NE(hash.of("a"), hash.of("b"));
    EXPECT_NE(hash.of("a"), HmacSha256("Jefd").of("a"));
}

TEST(Secret, IsEmptyOnceItWasMoved) {
    std::string typed = "a key of some length";
    Secret key(std::move(typed));
    EXPECT_TRUE(typed.empty());
    Secret other(std::move(key));
    EXPECT_TRUE(key.empty());
    EXPECT_EQ(other.view(), "a key of some length");
    key = std::move(other);
    EXPECT_TRUE(other.empty());
    EXPECT_EQ(key.view(), "a key of some length");
}

TEST(Secret, DrawsKeysThatDiffer) {
    const std::string key = drawn_key();
    EXPECT_EQ(key.size(), 32u);
    EXPECT_EQ(key.find_first_not_of("0123456789abcdef"), std::string::npos);
    EXPECT_NE(key, drawn_key());
}

}  // namespace
}  // namespace klarsicht
