#include "base/sha256.h"

#include <string>
#include <string_view>

#include <gtest/gtest.h>

namespace klarsicht {
namespace {

std::string sha256(std::string_view text, std::size_t piece = 1U << 20) {
    Sha256 sha;
    for (std::size_t at = 0; at < text.size(); at += piece) {
        const std::string_view part = text.substr(at, piece);
        sha.update(std::as_bytes(std::span(part.data(), part.size())));
    }
    return sha.finish();
}

// FIPS 180-4 examples (NIST CSRC, "SHA256.pdf").
TEST(Sha256, EqualsTheStandardsExamples) {
    EXPECT_EQ(sha256(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    EXPECT_EQ(sha256("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    EXPECT_EQ(sha256("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"),
              "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
    EXPECT_EQ(sha256("abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmnhijklmnoijklmnopjklmnopqklmnopqrlmnopqrsm"
                     "nopqrstnopqrstu"),
              "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1");
    EXPECT_EQ(sha256(std::string(1'000'000, 'a')), "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

TEST(Sha256, DoesNotDependOnThePieces) {
    std::string text;
    for (int i = 0; i < 300; ++i) {
        text += static_cast<char>(i * 7);
        const std::string whole = sha256(text);
        for (const std::size_t piece : {1U, 3U, 55U, 63U, 64U, 65U}) {
            ASSERT_EQ(sha256(text, piece), whole) << i << " in pieces of " << piece;
        }
    }
}

}  // namespace
}  // namespace klarsicht
