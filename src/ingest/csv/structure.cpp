#include "ingest/csv/structure.h"

#include <algorithm>
#include <bit>

namespace klarsicht::csv {

void Structure::reserve(std::size_t more) {
    // Eight are written at a time, the surplus ones over again.
    if (marks_.size() < count_ + more + 8) { marks_.resize(std::max(count_ + more + 8, marks_.size() * 2)); }
}

void Structure::scan(const char* text, std::size_t end, bool last) {
    while (at_ < end) {
        const std::size_t before = at_;
        const bool was_exact = exact_;
        if (exact_) {
            scan_exactly(text, end, last);
        } else {
            scan_blocks(text, end, last);
        }
        if (at_ == before && exact_ == was_exact) { break; }
    }
}

void Structure::emit(std::size_t base, std::uint64_t ends_of_cells, std::uint64_t ends_of_rows) {
    std::uint32_t* out = marks_.data() + count_;
    const auto offset = static_cast<std::uint32_t>(base);
    const auto n = static_cast<unsigned>(std::popcount(ends_of_cells));
    std::uint64_t left = ends_of_cells;
    // Without a branch per mark; what a round writes too much, the next block overwrites.
    for (unsigned done = 0; done < n; done += 8) {
        for (unsigned i = 0; i < 8; ++i) {
            out[done + i] = offset + static_cast<std::uint32_t>(std::countr_zero(left));
            left &= left - 1;
        }
    }
    while (ends_of_rows != 0) {
        const std::uint64_t lowest = ends_of_rows & (~ends_of_rows + 1);
        row_marks_.push_back(static_cast<std::uint32_t>(
            count_ + static_cast<unsigned>(std::popcount(ends_of_cells & (lowest | (lowest - 1))))));
        row_start_ = base + static_cast<unsigned>(std::countr_zero(lowest)) + 1;
        ends_of_rows ^= lowest;
    }
    count_ += n;
}

void Structure::back_to_row_start() {
    exact_ = true;
    state_ = State::start;
    at_ = row_start_;
    count_ = open_marks();
    while (!stray_quotes_.empty() && stray_quotes_.back() >= row_start_) { stray_quotes_.pop_back(); }
}

void Structure::scan_blocks(const char* text, std::size_t end, bool last) {
    // One byte more than the block must be there, to tell a CR from a CRLF.
    while (last ? at_ < end : at_ + block_bytes < end) {
        reserve(block_bytes);
        const BlockMasks masks = blocks_.masks(text + at_);
        const std::size_t size = std::min(block_bytes, end - at_);
        const std::uint64_t valid = size == block_bytes ? ~std::uint64_t{0} : (std::uint64_t{1} << size) - 1;
        const std::uint64_t quotes = masks.quote & valid;
        const std::uint64_t inside = prefix_xor(quotes) ^ inside_;
        const std::uint64_t next_is_lf =
            at_ + block_bytes < end && text[at_ + block_bytes] == '\n' ? std::uint64_t{1} << 63 : 0;
        const std::uint64_t lone_cr = masks.carriage_return & ~(((masks.line_feed & valid) >> 1) | next_is_lf);
        const std::uint64_t ends_of_rows = (masks.line_feed | lone_cr) & ~inside & valid;
        const std::uint64_t ends_of_cells = (masks.delimiter & ~inside & valid) | ends_of_rows;
        if ((quotes | after_closing_) != 0) {
            const std::uint64_t opening = quotes & inside;
            const std::uint64_t closing = quotes & ~inside;
            const std::uint64_t behind_closing = closing << 1 | after_closing_;
            const std::uint64_t behind_mark = ends_of_cells << 1 | after_mark_;
            const std::uint64_t stray = ((opening & ~(behind_mark | behind_closing)) |
                                         (behind_closing & ~(quotes | ends_of_cells | masks.carriage_return))) &
                                        valid;
            if (stray != 0) {
                const std::uint64_t sure = (stray & (~stray + 1)) - 1;
                emit(at_, ends_of_cells & sure, ends_of_rows & sure);
                patience_ = std::min<std::size_t>(patience_ * 2 + 64, 16384);
                exact_until_ = at_ + patience_;
                back_to_row_start();
                return;
            }
            after_closing_ = closing >> 63;
        }
        emit(at_, ends_of_cells, ends_of_rows);
        after_mark_ = ends_of_cells >> 63;
        inside_ = (std::popcount(quotes) & 1) != 0 ? ~inside_ : inside_;
        at_ += size;
    }
}

void Structure::scan_exactly(const char* text, std::size_t end, bool last) {
    const std::size_t stop = last ? end : end - 1;
    const char quote = dialect_.quote;
    const bool quoting = quote != '\0';
    while (at_ < stop) {
        const char c = text[at_];
        const std::size_t here = at_++;
        if (state_ == State::quoted) {
            if (c == quote) { state_ = State::quote; }
            continue;
        }
        const bool end_of_row = c == '\n' || (c == '\r' && (at_ == end || text[at_] != '\n'));
        if (end_of_row || c == dialect_.delimiter) {
            reserve(1);
            marks_[count_++] = static_cast<std::uint32_t>(here);
            state_ = State::start;
            if (end_of_row) {
                row_marks_.push_back(static_cast<std::uint32_t>(count_));
                row_start_ = at_;
                literal_ = none;
                if (!exact_only_ && at_ >= exact_until_) {
                    exact_ = false;
                    inside_ = 0;
                    after_mark_ = 1;
                    after_closing_ = 0;
                    return;
                }
            }
            continue;
        }
        if (c == '\r') { continue; }  // of a CRLF
        switch (state_) {
            case State::start:
                if (quoting && c == quote && here != literal_) {
                    state_ = State::quoted;
                } else if (!(dialect_.skip_space && c == ' ')) {
                    state_ = State::plain;
                }
                break;
            case State::plain:
                if (quoting && c == quote) { stray_quotes_.push_back(static_cast<std::uint32_t>(here)); }
                break;
            case State::quote:
                if (c == quote) {
                    state_ = State::quoted;
                } else {
                    stray_quotes_.push_back(static_cast<std::uint32_t>(here));
                    state_ = State::plain;
                }
                break;
            case State::quoted:
                break;
        }
    }
}

std::size_t Structure::take_open_quote_as_text(const char* text) {
    std::size_t quote = cell_start();
    while (dialect_.skip_space && text[quote] == ' ') { ++quote; }
    literal_ = quote;
    back_to_row_start();
    return quote;
}

void Structure::end_last_row(std::size_t end) {
    if (row_start_ == end && count_ == open_marks()) { return; }
    reserve(1);
    marks_[count_++] = static_cast<std::uint32_t>(end);
    row_marks_.push_back(static_cast<std::uint32_t>(count_));
    row_start_ = end;
}

void Structure::drop_rows() {
    const std::size_t first = open_marks();
    const auto shift = static_cast<std::uint32_t>(row_start_);
    std::size_t kept = 0;
    for (std::size_t i = first; i < count_; ++i) { marks_[kept++] = marks_[i] - shift; }
    count_ = kept;
    row_marks_.clear();
    // Quotes of the open row stay; those of ended rows have been read.
    std::size_t quotes = 0;
    for (const std::uint32_t quote : stray_quotes_) {
        if (quote >= shift) { stray_quotes_[quotes++] = quote - shift; }
    }
    stray_quotes_.resize(quotes);
    at_ -= shift;
    exact_until_ = exact_until_ > shift ? exact_until_ - shift : 0;
    if (literal_ != none) { literal_ -= shift; }
    row_start_ = 0;
}

}  // namespace klarsicht::csv
