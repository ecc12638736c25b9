#pragma once
#include <cstddef>
#include <cstring>
#include <memory>
#include <string_view>

#include "ingest/csv/rows.h"

namespace klarsicht::csv {

/// The piece of the text that is being read: what has not become rows yet, and the bytes that came since. Grows only
/// when a row does not fit.
class TextBuffer {
public:
    const char* data() const { return text_.get(); }
    std::size_t size() const { return size_; }

    void append(const char* text, std::size_t count) {
        if (size_ + count > capacity_) { grow(size_ + count); }
        std::memcpy(text_.get() + size_, text, count);
        size_ += count;
    }
    /// Forgets the first bytes.
    void drop(std::size_t count) {
        if (count == 0) { return; }
        std::memmove(text_.get(), text_.get() + count, size_ - count);
        size_ -= count;
    }
    /// Nothing more comes: makes the bytes behind the end zeros.
    void end() {
        if (!text_) { grow(1); }
        std::memset(text_.get() + size_, 0, Rows::padding);
    }

private:
    void grow(std::size_t needed) {
        const std::size_t capacity = needed > 2 * capacity_ ? needed : 2 * capacity_;
        auto larger = std::make_unique<char[]>(capacity + Rows::padding);
        if (size_ > 0) { std::memcpy(larger.get(), text_.get(), size_); }
        text_ = std::move(larger);
        capacity_ = capacity;
    }

    std::unique_ptr<char[]> text_;
    std::size_t size_ = 0;
    std::size_t capacity_ = 0;
};

}  // namespace klarsicht::csv
