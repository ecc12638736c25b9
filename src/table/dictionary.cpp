#include "table/dictionary.h"

#include <array>
#include <string>
#include <utility>

#include "base/assert.h"

namespace klarsicht {

namespace {

/// Asks for the cache line. WebAssembly has no instruction for it; there a load that nobody waits for does the same.
template <class T>
inline void ask_for(const T* place) {
#if defined(__wasm__)
    T value;
    std::memcpy(&value, place, sizeof value);
    asm volatile("" : : "r"(static_cast<std::uint32_t>(value)));
#else
    __builtin_prefetch(place);
#endif
}

}  // namespace

Dictionary& Dictionary::operator=(Dictionary&& other) noexcept {
    blocks_ = std::exchange(other.blocks_, {});
    owned_ = std::exchange(other.owned_, {});
    next_ = std::exchange(other.next_, 0);
    block_end_ = std::exchange(other.block_end_, 0);
    block_bytes_ = std::exchange(other.block_bytes_, 0);
    places_ = std::exchange(other.places_, {});
    index_ = std::exchange(other.index_, {});
    sorted_ = std::exchange(other.sorted_, {});
    return *this;
}

bool Dictionary::new_block(std::size_t bytes) {
    constexpr std::size_t growing_blocks = largest_bits - smallest_bits + 1;
    std::size_t size = 0;
    std::size_t pieces = 1;
    // A growing block that is too small stays empty; it costs places, no memory.
    while (blocks_.size() < growing_blocks && (size = std::size_t{1} << (smallest_bits + blocks_.size())) < bytes) {
        blocks_.push_back(nullptr);
    }
    if (blocks_.size() >= growing_blocks) {
        pieces = (bytes + (std::size_t{1} << largest_bits) - 1) >> largest_bits;
        size = pieces << largest_bits;
    }
    const std::uint64_t start = blocks_.size() < growing_blocks
                                    ? (std::uint64_t{1} << (smallest_bits + blocks_.size())) - (1U << smallest_bits)
                                    : growing + (std::uint64_t{blocks_.size() - growing_blocks} << largest_bits);
    if (start + size > npos) { return false; }
    owned_.push_back(std::make_unique_for_overwrite<char[]>(size + spelling_padding));
    for (std::size_t piece = 0; piece < pieces; ++piece) {
        blocks_.push_back(owned_.back().get() + (piece << largest_bits));
    }
    next_ = start;
    block_end_ = start + size;
    block_bytes_ += size;
    return true;
}

bool Dictionary::keep(const char* text, std::size_t length) {
    std::array<char, 10> head;
    std::size_t head_length = 0;
    std::size_t rest = length;
    while (rest >= 0x80) {
        head[head_length++] = static_cast<char>(rest | 0x80);
        rest >>= 7;
    }
    head[head_length++] = static_cast<char>(rest);
    if (head_length + length > block_end_ - next_ && !new_block(head_length + length)) { return false; }
    KLARSICHT_ASSERT(next_ + head_length + length <= block_end_ && next_ < npos);
    auto place = static_cast<std::uint32_t>(next_);
    // The block is ours; only its address was looked up as if it were not.
    if (blocks_.empty()) { return false; }
    char* to = const_cast<char*>(at(place));
    std::memcpy(to, head.data(), head_length);
    if (length > 0) { std::memcpy(to + head_length, text, length); }
    next_ += head_length + length;
    places_.push_back(place);
    return true;
}

void Dictionary::prefetch(std::span<const std::uint32_t> hashes) const {
    constexpr std::size_t most = 256;
    std::array<std::uint32_t, most> codes;
    KLARSICHT_ASSERT(!index_.empty());
    const std::size_t n = std::min(hashes.size(), most);
    const std::size_t mask = index_.size() - 1;
    const auto code_mask = static_cast<std::uint32_t>(mask);
    for (std::size_t i = 0; i < n; ++i) { ask_for(&index_[hashes[i] & mask]); }
    std::size_t known = 0;
    for (std::size_t i = 0; i < n; ++i) {
        // Nearly always it is in the first or the second slot, or not there.
        std::uint32_t held = index_[hashes[i] & mask];
        if (held != 0 && ((held ^ hashes[i]) & ~code_mask) != 0) { held = index_[(hashes[i] + 1) & mask]; }
        if (held == 0 || ((held ^ hashes[i]) & ~code_mask) != 0) { continue; }
        codes[known++] = (held & code_mask) - 1;
        ask_for(&places_[codes[known - 1]]);
    }
    for (std::size_t i = 0; i < known; ++i) { ask_for(at(places_[codes[i]])); }
}

void Dictionary::rehash(std::size_t slots) {
    KLARSICHT_ASSERT(std::has_single_bit(slots) && slots > size());
    index_ = {};
    index_.assign(slots, 0);
    const std::size_t mask = slots - 1;
    const auto code_mask = static_cast<std::uint32_t>(mask);
    const HashKeys& keys = hash_keys();
    sorted_.clear();
    std::array<std::uint32_t, 64> hashes;
    for (std::uint32_t first = 0; first < size(); first += static_cast<std::uint32_t>(hashes.size())) {
        const std::uint32_t n = std::min(static_cast<std::uint32_t>(hashes.size()), size() - first);
        for (std::uint32_t i = 0; i < n; ++i) {
            const std::string_view text = (*this)[first + i];
            hashes[i] = hash_spelling(text.data(), text.size(), keys);
            ask_for(&index_[hashes[i] & mask]);
        }
        for (std::uint32_t i = 0; i < n; ++i) {
            std::size_t slot = hashes[i] & mask;
            const std::size_t last = (slot + most_probes) & mask;
            bool placed = true;
            while (index_[slot] != 0 && placed) {
                slot = (slot + 1) & mask;
                placed = slot != last;
            }
            if (placed) {
                index_[slot] = (hashes[i] & ~code_mask) | (first + i + 1);
            } else {
                sorted_.emplace((*this)[first + i], first + i);
            }
        }
    }
}

void Dictionary::make_room(std::size_t more) {
    if (index_.size() * 2 < (places_.size() + more) * 3) {
        rehash(std::bit_ceil(std::max<std::size_t>(16, (places_.size() + more) * 3 / 2 + 1)));
    }
}

std::uint32_t Dictionary::add(std::string_view spelling) {
    std::array<char, 64> small;
    std::string large;
    const char* text = small.data();
    if (spelling.size() + spelling_padding <= small.size()) {
        if (!spelling.empty()) { std::memcpy(small.data(), spelling.data(), spelling.size()); }
        std::memset(small.data() + spelling.size(), 0, spelling_padding);
    } else {
        large.reserve(spelling.size() + spelling_padding);
        large.assign(spelling);
        large.append(spelling_padding, '\0');
        text = large.data();
    }
    return add_padded(text, spelling.size(), hash_spelling(text, spelling.size(), hash_keys()));
}

std::uint32_t Dictionary::find(std::string_view spelling) const {
    if (index_.empty()) {
        for (std::uint32_t code = 0; code < size(); ++code) {
            if ((*this)[code] == spelling) { return code; }
        }
        return npos;
    }
    const std::string padded = std::string(spelling) + std::string(spelling_padding, '\0');
    const std::uint32_t hash = hash_spelling(padded.data(), spelling.size(), hash_keys());
    const std::size_t mask = index_.size() - 1;
    const auto code_mask = static_cast<std::uint32_t>(mask);
    std::size_t slot = hash & mask;
    for (std::size_t probe = 0; probe < most_probes && index_[slot] != 0; ++probe, slot = (slot + 1) & mask) {
        const std::uint32_t code = (index_[slot] & code_mask) - 1;
        if ((*this)[code] == spelling) { return code; }
    }
    const auto found = sorted_.find(spelling);
    return found == sorted_.end() ? npos : found->second;
}

std::uint32_t Dictionary::add_sorted(const char* text, std::size_t length) {
    const auto place = sorted_.lower_bound(std::string_view(text, length));
    if (place != sorted_.end() && place->first == std::string_view(text, length)) { return place->second; }
    if (!keep(text, length)) { return npos; }
    sorted_.emplace_hint(place, (*this)[size() - 1], size() - 1);
    return size() - 1;
}

void Dictionary::drop_index() {
    index_ = {};
    sorted_.clear();
    places_.shrink_to_fit();
}

std::size_t Dictionary::bytes() const {
    return block_bytes_ + (places_.capacity() + index_.capacity()) * sizeof(std::uint32_t) + sorted_.size() * 64;
}

}  // namespace klarsicht
