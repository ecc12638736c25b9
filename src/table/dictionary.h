#pragma once
#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <map>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "table/spelling_hash.h"

namespace klarsicht {

/// The distinct spellings of a column, numbered 0, 1, 2 … in the order of their first appearance. Never moves or
/// forgets a spelling: a string_view from it stays good as long as the dictionary lives. Not thread-safe.
///
/// Five bytes a spelling beside its text: the texts lie in blocks, each behind its length; a spelling's place is one
/// 32-bit number. The hash index holds codes and the rest of the hash's bits, and is given back when the table is
/// built. A spelling that finds its first `most_probes` places taken goes to a sorted map, so that the worst file costs
/// a logarithm a cell; with keyed hashes (base/hash_keys.h) nobody can write that file.
class Dictionary {
public:
    Dictionary() = default;
    ~Dictionary() = default;
    Dictionary(Dictionary&& other) noexcept { *this = std::move(other); }
    Dictionary& operator=(Dictionary&& other) noexcept;
    Dictionary(const Dictionary&) = delete;
    Dictionary& operator=(const Dictionary&) = delete;

    /// Code of the spelling; a new one if it was not there. `npos` if the dictionary is full: 4 GiB of text (an ingest
    /// stops long before).
    std::uint32_t add(std::string_view spelling);
    /// The same for a text with `spelling_padding` readable bytes behind it and its hash_spelling() with hash_keys().
    std::uint32_t add_padded(const char* text, std::size_t length, std::uint32_t hash);
    /// Code of the spelling, or `npos`.
    std::uint32_t find(std::string_view spelling) const;

    std::uint32_t size() const { return static_cast<std::uint32_t>(places_.size()); }
    std::string_view operator[](std::uint32_t code) const;

    /// Makes room in the index for that many more spellings, so that `add_padded` does not move it.
    void make_room(std::size_t more);
    /// Has the cache load what `add_padded` will look at for these hashes, at most 256, all at once instead of one wait
    /// after the other.
    void prefetch(std::span<const std::uint32_t> hashes) const;

    /// Gives the hash index back (memory) once nothing more is added; `add` builds it anew when it needs it, `find`
    /// then looks at every spelling.
    void drop_index();
    /// Bytes held: texts, places and index.
    std::size_t bytes() const;

    static constexpr std::uint32_t npos = 0xFFFFFFFFu;
    /// At two thirds full, one spelling in some ten million gets so far by chance (D. E. Knuth 1998, The Art of
    /// Computer Programming 3, 6.4).
    static constexpr std::size_t most_probes = 256;

private:
    // Places count through the blocks: block k < 11 has 1 KiB << k, every later one 1 MiB. A longer text has
    // consecutive blocks of its own.
    static constexpr std::uint32_t smallest_bits = 10;
    static constexpr std::uint32_t largest_bits = 20;
    static constexpr std::uint32_t growing =
        (1U << (largest_bits + 1)) - (1U << smallest_bits);  ///< bytes in the growing blocks

    const char* at(std::uint32_t place) const {
        if (place < growing) {
            const std::uint32_t shifted = place + (1U << smallest_bits);
            const auto bits = static_cast<std::uint32_t>(std::bit_width(shifted)) - 1;
            return blocks_[bits - smallest_bits] + (shifted - (1U << bits));
        }
        const std::uint32_t further = place - growing;
        return blocks_[(further >> largest_bits) + (largest_bits - smallest_bits + 1)] +
               (further & ((1U << largest_bits) - 1));
    }
    static std::string_view text_of(const char* entry);
    bool same(std::uint32_t code, const char* text, std::size_t length) const;
    bool keep(const char* text, std::size_t length);
    bool new_block(std::size_t bytes);
    void rehash(std::size_t slots);
    std::uint32_t add_sorted(const char* text, std::size_t length);

    std::vector<char*> blocks_;  ///< start of each block; null where no text lies
    std::vector<std::unique_ptr<char[]>> owned_;
    std::uint64_t next_ = 0;       ///< place of the next text
    std::uint64_t block_end_ = 0;  ///< place where the current block ends
    std::size_t block_bytes_ = 0;
    std::vector<std::uint32_t> places_;  ///< [codes]
    std::vector<std::uint32_t>
        index_;  ///< open addressing, a power of two of slots: code + 1 below, bits of the hash above; 0 = free
    std::map<std::string_view, std::uint32_t> sorted_;  ///< codes that found no slot
};

inline std::string_view Dictionary::text_of(const char* entry) {
    // The length, seven bits a byte, the lowest first.
    std::size_t length = static_cast<unsigned char>(*entry++);
    if (length >= 0x80) {
        length &= 0x7F;
        for (unsigned shift = 7;; shift += 7) {
            const auto byte = static_cast<unsigned char>(*entry++);
            length |= static_cast<std::size_t>(byte & 0x7F) << shift;
            if (byte < 0x80) { break; }
        }
    }
    return {entry, length};
}

inline std::string_view Dictionary::operator[](std::uint32_t code) const { return text_of(at(places_[code])); }

inline bool Dictionary::same(std::uint32_t code, const char* text, std::size_t length) const {
    const std::string_view mine = (*this)[code];
    if (mine.size() != length) { return false; }
    if (length <= ShortKey::longest) { return short_key(mine.data(), length) == short_key(text, length); }
    return std::memcmp(mine.data(), text, length) == 0;
}

inline std::uint32_t Dictionary::add_padded(const char* text, std::size_t length, std::uint32_t hash) {
    // At most two thirds full.
    if (index_.size() * 2 < (places_.size() + 1) * 3) { make_room(1); }
    const std::size_t mask = index_.size() - 1;
    const auto code_mask = static_cast<std::uint32_t>(mask);
    const std::uint32_t tag = hash & ~code_mask;
    std::size_t slot = hash & mask;
    const std::size_t last = (slot + most_probes) & mask;
    for (std::uint32_t held = 0; (held = index_[slot]) != 0;) {
        if (((held ^ tag) & ~code_mask) == 0 && same((held & code_mask) - 1, text, length)) {
            return (held & code_mask) - 1;
        }
        slot = (slot + 1) & mask;
        if (slot == last) { return add_sorted(text, length); }
    }
    if (!keep(text, length)) { return npos; }
    index_[slot] = tag | static_cast<std::uint32_t>(places_.size());
    return static_cast<std::uint32_t>(places_.size() - 1);
}

}  // namespace klarsicht
