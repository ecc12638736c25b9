#include "ingest/column_builder.h"

#include <algorithm>
#include <array>

namespace klarsicht {

CodeList::Block& CodeList::open_block() {
    if (blocks_.empty() || blocks_.back().size == blocks_.back().capacity) {
        const std::size_t capacity = std::clamp<std::size_t>(size_, 64, 64 << 10);
        blocks_.push_back({std::make_unique_for_overwrite<std::uint32_t[]>(capacity), 0, capacity});
        bytes_ += capacity * sizeof(std::uint32_t);
    }
    return blocks_.back();
}

void CodeList::append(const std::uint32_t* codes, std::size_t count) {
    while (count > 0) {
        Block& block = open_block();
        const std::size_t n = std::min(count, block.capacity - block.size);
        std::copy_n(codes, n, block.codes.get() + block.size);
        block.size += n;
        size_ += n;
        codes += n;
        count -= n;
    }
}

void CodeList::append_copies(std::uint32_t code, std::uint64_t count) {
    while (count > 0) {
        Block& block = open_block();
        const auto n = static_cast<std::size_t>(std::min<std::uint64_t>(count, block.capacity - block.size));
        std::fill_n(block.codes.get() + block.size, n, code);
        block.size += n;
        size_ += n;
        count -= n;
    }
}

std::vector<std::uint32_t> CodeList::take() {
    std::vector<std::uint32_t> all;
    all.reserve(static_cast<std::size_t>(size_));
    for (Block& block : blocks_) {
        all.insert(all.end(), block.codes.get(), block.codes.get() + block.size);
        block.codes.reset();
    }
    *this = {};
    return all;
}

namespace {

/// So many cells are looked up together.
constexpr std::size_t batch = 256;
/// Beyond so many spellings a look into the index misses the cache.
constexpr std::uint32_t many = 4096;

}  // namespace

bool ColumnBuilder::append(std::span<const CellText> cells) {
    std::array<std::uint32_t, batch> codes;
    while (!cells.empty()) {
        const auto now = cells.first(std::min(cells.size(), batch));
        if (!(dictionary_.size() < many ? append_few(now, codes.data()) : append_many(now, codes.data()))) {
            return false;
        }
        codes_.append(codes.data(), now.size());
        cells = cells.subspan(now.size());
    }
    return true;
}

bool ColumnBuilder::append_few(std::span<const CellText> cells, std::uint32_t* codes) {
    const HashKeys& keys = hash_keys();
    ShortKey last_key;
    std::size_t last_length = ShortKey::longest + 1;
    std::uint32_t last = 0;
    for (std::size_t i = 0; i < cells.size(); ++i) {
        const auto [text, length] = cells[i];
        std::uint32_t hash = 0;
        if (length <= ShortKey::longest) {
            const ShortKey key = short_key(text, length);
            if (length == last_length && key == last_key) {  // runs are frequent
                codes[i] = last;
                continue;
            }
            last_key = key;
            last_length = length;
            hash = hash_short(key, length, keys);
        } else {
            hash = hash_long(text, length, keys);
            last_length = ShortKey::longest + 1;
        }
        codes[i] = last = dictionary_.add_padded(text, length, hash);
        if (last == Dictionary::npos) { return false; }
    }
    return true;
}

bool ColumnBuilder::append_many(std::span<const CellText> cells, std::uint32_t* codes) {
    const HashKeys& keys = hash_keys();
    std::array<std::uint32_t, batch> hashes;
    dictionary_.make_room(cells.size());
    for (std::size_t i = 0; i < cells.size(); ++i) { hashes[i] = hash_spelling(cells[i].text, cells[i].length, keys); }
    dictionary_.prefetch(std::span(hashes).first(cells.size()));
    for (std::size_t i = 0; i < cells.size(); ++i) {
        codes[i] = dictionary_.add_padded(cells[i].text, cells[i].length, hashes[i]);
        if (codes[i] == Dictionary::npos) { return false; }
    }
    return true;
}

bool ColumnBuilder::fill(std::uint64_t rows) {
    if (rows <= codes_.size()) { return true; }
    const std::uint32_t code = dictionary_.add("");
    codes_.append_copies(code, rows - codes_.size());
    return code != Dictionary::npos;
}

}  // namespace klarsicht
