#include "table/dictionary.h"

#include <algorithm>
#include <bit>
#include <chrono>
#include <cstring>

#define XXH_INLINE_ALL
#include <xxhash.h>

namespace klarsicht {

namespace {

/// Differs from run to run, so that nobody can write a file whose spellings all fall into one slot. Codes do not depend on it.
std::uint64_t seed() {
    static const std::uint64_t value =
        static_cast<std::uint64_t>(std::chrono::high_resolution_clock::now().time_since_epoch().count()) * 0x9E3779B97F4A7C15u;
    return value;
}

std::uint32_t hash_of(std::string_view text) {
    const std::uint64_t h = XXH64(text.data(), text.size(), seed());
    return static_cast<std::uint32_t>(h >> 32);
}

}  // namespace

Dictionary::Dictionary() = default;
Dictionary::~Dictionary() = default;
Dictionary::Dictionary(Dictionary&&) noexcept = default;
Dictionary& Dictionary::operator=(Dictionary&&) noexcept = default;

const char* Dictionary::keep(std::string_view text) {
    if (text.size() > block_size_ - block_used_ || blocks_.empty()) {
        // Blocks grow with the dictionary up to 1 MiB: small columns stay small, large ones never copy their text.
        block_size_ = std::max<std::size_t>(text.size(), std::clamp<std::size_t>(text_bytes_, 256, std::size_t{1} << 20));
        blocks_.push_back(std::make_unique_for_overwrite<char[]>(block_size_));
        block_used_ = 0;
    }
    char* place = blocks_.back().get() + block_used_;
    if (!text.empty()) { std::memcpy(place, text.data(), text.size()); }
    block_used_ += text.size();
    text_bytes_ += text.size();
    return place;
}

void Dictionary::rehash(std::size_t slots) {
    index_.assign(slots, 0);
    const std::size_t mask = slots - 1;
    for (std::uint32_t code = 0; code < entries_.size(); ++code) {
        std::size_t slot = entries_[code].hash & mask;
        while (index_[slot] != 0) { slot = (slot + 1) & mask; }
        index_[slot] = code + 1;
    }
}

std::uint32_t Dictionary::add(std::string_view spelling) {
    // At most two thirds full.
    if (index_.size() * 2 < (entries_.size() + 1) * 3) { rehash(std::bit_ceil(std::max<std::size_t>(16, (entries_.size() + 1) * 2))); }
    const std::uint32_t hash = hash_of(spelling);
    const std::size_t mask = index_.size() - 1;
    std::size_t slot = hash & mask;
    while (index_[slot] != 0) {
        const Entry& entry = entries_[index_[slot] - 1];
        if (entry.hash == hash && entry.length == spelling.size() && std::memcmp(entry.text, spelling.data(), spelling.size()) == 0) {
            return index_[slot] - 1;
        }
        slot = (slot + 1) & mask;
    }
    entries_.push_back({keep(spelling), static_cast<std::uint32_t>(spelling.size()), hash});
    index_[slot] = static_cast<std::uint32_t>(entries_.size());
    return static_cast<std::uint32_t>(entries_.size() - 1);
}

std::uint32_t Dictionary::find(std::string_view spelling) const {
    if (index_.empty()) {
        for (std::uint32_t code = 0; code < entries_.size(); ++code) {
            if ((*this)[code] == spelling) { return code; }
        }
        return npos;
    }
    const std::uint32_t hash = hash_of(spelling);
    const std::size_t mask = index_.size() - 1;
    for (std::size_t slot = hash & mask; index_[slot] != 0; slot = (slot + 1) & mask) {
        const std::uint32_t code = index_[slot] - 1;
        if (entries_[code].hash == hash && (*this)[code] == spelling) { return code; }
    }
    return npos;
}

void Dictionary::drop_index() {
    index_ = {};
    entries_.shrink_to_fit();
}

std::size_t Dictionary::bytes() const {
    return text_bytes_ + entries_.capacity() * sizeof(Entry) + index_.capacity() * sizeof(std::uint32_t);
}

}  // namespace klarsicht
