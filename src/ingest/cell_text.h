#pragma once
#include <cstddef>
#include <memory>
#include <vector>

#include "table/spelling_hash.h"

namespace klarsicht {

/// What stands in a cell. `spelling_padding` bytes behind it are readable.
struct CellText {
    const char* text = "\0\0\0\0\0\0\0\0";
    std::size_t length = 0;
};

/// Texts that are made while rows are read; all are forgotten at once. A text stays where it is and has
/// `spelling_padding` bytes behind it.
class Scratch {
public:
    char* take(std::size_t bytes) {
        bytes += spelling_padding;
        if (bytes > left_) {
            left_ = bytes > block_size ? bytes : block_size;
            blocks_.push_back(std::make_unique_for_overwrite<char[]>(left_));
            held_ += left_;
            next_ = blocks_.back().get();
        }
        char* text = next_;
        next_ += bytes;
        left_ -= bytes;
        return text;
    }
    /// Keeps a text.
    CellText keep(const char* text, std::size_t length) {
        char* kept = take(length);
        if (length > 0) { std::memcpy(kept, text, length); }
        return {kept, length};
    }
    void clear() {
        blocks_.clear();
        left_ = 0;
        held_ = 0;
    }
    /// Memory held.
    std::size_t bytes() const { return held_; }

private:
    static constexpr std::size_t block_size = 64 << 10;
    std::vector<std::unique_ptr<char[]>> blocks_;
    char* next_ = nullptr;
    std::size_t left_ = 0;
    std::size_t held_ = 0;
};

}  // namespace klarsicht
