#include "table/spelling_hash.h"

#include <bit>
#include <set>
#include <string>

#include <gtest/gtest.h>

#include "base/splitmix.h"

namespace klarsicht {
namespace {

HashKeys keys_of(std::uint64_t seed) {
    HashKeys keys{};
    for (std::uint64_t& key : keys.start) { key = splitmix64(seed); }
    for (std::uint64_t& key : keys.pairs) { key = splitmix64(seed); }
    keys.start_long = splitmix64(seed);
    keys.length = splitmix64(seed);
    for (std::uint64_t& key : keys.block) { key = splitmix64(seed); }
    keys.further = splitmix64(seed);
    return keys;
}

std::uint32_t hash_of(std::string text, const HashKeys& keys) {
    const std::size_t length = text.size();
    text.append(spelling_padding, '#');
    return hash_spelling(text.data(), length, keys);
}

void flip(std::string& text, std::size_t bit) {
    text[bit / 8] = static_cast<char>(static_cast<unsigned char>(text[bit / 8]) ^ (1U << (bit % 8)));
}

/// Every choice of `places` differences applied or not, each one bit of two words that a rotation by 29 used to cancel.
std::size_t different_hashes(const std::string& text, const std::vector<std::pair<std::size_t, std::size_t>>& pairs,
                             const HashKeys& keys) {
    std::set<std::uint32_t> hashes;
    for (std::size_t choice = 0; choice < std::size_t{1} << pairs.size(); ++choice) {
        std::string changed = text;
        for (std::size_t i = 0; i < pairs.size(); ++i) {
            if ((choice >> i & 1) == 0) { continue; }
            flip(changed, pairs[i].first);
            flip(changed, pairs[i].second);
        }
        hashes.insert(hash_of(changed, keys));
    }
    return hashes.size();
}

TEST(SpellingHash, TextsThatOnceCollidedForEverySeedAreApart) {
    for (std::uint64_t seed = 0; seed < 20; ++seed) {
        const HashKeys keys = keys_of(seed);
        EXPECT_EQ(different_hashes(std::string(16, 'x'), {{63, 64 + 28}}, keys), 2U);
        std::vector<std::pair<std::size_t, std::size_t>> pairs;
        for (std::size_t word = 0; word < 28; word += 2) { pairs.emplace_back(64 * word + 63, 64 * (word + 1) + 28); }
        EXPECT_GT(different_hashes(std::string(8 * 28, 'x'), pairs, keys), (1U << 14) - 5);
    }
}

TEST(SpellingHash, EveryBitOfTheTextAndOfTheKeysMattersToEveryBitOfTheHash) {
    for (const std::size_t length : {1U, 3U, 8U, 9U, 16U, 17U, 31U, 256U, 257U, 300U, 530U}) {
        std::array<std::size_t, 32> text_flips{};
        std::size_t pairs = 0;
        for (std::uint64_t seed = 0; seed < 50; ++seed) {
            const HashKeys keys = keys_of(seed * 1000 + length);
            std::string text(length, 'x');
            const std::uint32_t hash = hash_of(text, keys);
            for (std::size_t bit = 0; bit < 8 * length; bit += 1 + length / 16) {
                flip(text, bit);
                const std::uint32_t difference = hash ^ hash_of(text, keys);
                flip(text, bit);
                EXPECT_NE(difference, 0U) << length << ", bit " << bit;
                for (std::size_t out = 0; out < 32; ++out) { text_flips[out] += difference >> out & 1; }
                ++pairs;
            }
            EXPECT_NE(hash, hash_of(text, keys_of(seed * 1000 + length + 1)));
        }
        for (const std::size_t flips : text_flips) {
            EXPECT_NEAR(static_cast<double>(flips) / static_cast<double>(pairs), 0.5, 0.12) << length;
        }
    }
}

TEST(SpellingHash, TextsOfOneByteAndDifferentLengthsAreApart) {
    const HashKeys keys = keys_of(1);
    for (const char byte : {'\0', ' ', '0', '\xFF'}) {
        std::set<std::uint32_t> hashes;
        for (std::size_t length = 0; length < 1200; ++length) {
            hashes.insert(hash_of(std::string(length, byte), keys));
        }
        EXPECT_EQ(hashes.size(), 1200U);
    }
}

TEST(KeyedHash, NumbersThatShareARemainderAreApart) {
    const HashKeys keys = keys_of(2);
    const KeyedHash hash{&keys};
    for (const std::uint64_t step : {std::uint64_t{107897}, std::uint64_t{1} << 32, std::uint64_t{1} << 52}) {
        std::set<std::size_t> hashes;
        for (std::uint64_t i = 0; i < 4096; ++i) { hashes.insert(hash(i * step)); }
        EXPECT_GT(hashes.size(), 4096U - 5);
    }
}

}  // namespace
}  // namespace klarsicht
