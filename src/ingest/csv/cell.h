#pragma once
#include <cstddef>
#include <cstring>
#include <memory>
#include <vector>

#include "ingest/csv/dialect.h"
#include "table/spelling_hash.h"

namespace klarsicht::csv {

/// Texts that are made while rows are read; all are forgotten at once. A text stays where it is and has `spelling_padding` bytes behind it.
class Scratch {
public:
    char* take(std::size_t bytes) {
        bytes += spelling_padding;
        if (bytes > left_) {
            left_ = bytes > block_size ? bytes : block_size;
            blocks_.push_back(std::make_unique_for_overwrite<char[]>(left_));
            next_ = blocks_.back().get();
        }
        char* text = next_;
        next_ += bytes;
        left_ -= bytes;
        return text;
    }
    void clear() {
        blocks_.clear();
        left_ = 0;
    }

private:
    static constexpr std::size_t block_size = 64 << 10;
    std::vector<std::unique_ptr<char[]>> blocks_;
    char* next_ = nullptr;
    std::size_t left_ = 0;
};

struct CellText {
    const char* text;
    std::size_t length;
};

/// What stands in the cell: the text between the quotes with `""` as one, and whatever follows the closing quote. A cell whose quote nothing
/// closes is text, quote and all.
inline CellText unquote(const char* text, std::size_t length, char quote, Scratch& scratch) {
    const char* end = text + length;
    const char* open = text + 1;
    const auto* close = static_cast<const char*>(std::memchr(open, quote, length - 1));
    if (close == nullptr) { return {text, length}; }
    if (close + 1 == end) { return {open, length - 2}; }
    char* out = scratch.take(length);
    std::size_t n = 0;
    const char* from = open;
    for (;;) {
        if (close == nullptr) { return {text, length}; }
        std::memcpy(out + n, from, static_cast<std::size_t>(close - from));
        n += static_cast<std::size_t>(close - from);
        from = close + 1;
        if (from == end || *from != quote) { break; }
        out[n++] = quote;
        ++from;
        close = static_cast<const char*>(std::memchr(from, quote, static_cast<std::size_t>(end - from)));
    }
    std::memcpy(out + n, from, static_cast<std::size_t>(end - from));
    n += static_cast<std::size_t>(end - from);
    return {out, n};
}

/// The cell between two marks.
inline CellText cell_text(const char* text, std::size_t length, const Dialect& dialect, Scratch& scratch) {
    if (dialect.skip_space) {
        while (length > 0 && *text == ' ') {
            ++text;
            --length;
        }
    }
    if (length > 0 && dialect.quote != '\0' && *text == dialect.quote) { return unquote(text, length, dialect.quote, scratch); }
    return {text, length};
}

}  // namespace klarsicht::csv
