#pragma once
#include <cstddef>
#include <cstring>

#include "ingest/cell_text.h"
#include "ingest/csv/dialect.h"

namespace klarsicht::csv {

/// What stands in the cell: the text between the quotes with `""` as one, and whatever follows the closing quote. A
/// cell whose quote nothing closes is text, quote and all.
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
    if (length > 0 && dialect.quote != '\0' && *text == dialect.quote) {
        return unquote(text, length, dialect.quote, scratch);
    }
    return {text, length};
}

}  // namespace klarsicht::csv
