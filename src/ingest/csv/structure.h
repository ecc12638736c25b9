#pragma once
#include <cstddef>
#include <cstdint>
#include <limits>
#include <vector>

#include "ingest/csv/block.h"
#include "ingest/csv/dialect.h"

namespace klarsicht::csv {

/// Finds where cells and rows end in a text that grows at its end.
///
/// Two ways that give the same result. The fast one looks at 64 bytes at a time: the parity of the quotes before a byte
/// tells whether it lies inside quotes. That holds as long as quotes stand only around a cell and doubled inside it. A
/// quote anywhere else (in the middle of a cell, or a closing one with text behind it) is noticed; then the exact
/// parser, byte by byte, starts over from the row's beginning and keeps on until a row ends.
///
/// What the exact parser does is what Python's csv module does: a quote at the start of a cell opens it, `""` inside is
/// a quote, a single one closes it; text behind a closing quote belongs to the cell, up to the next delimiter; in a
/// cell without an opening quote, quotes are text.
class Structure {
public:
    /// @param exact never use the fast way (tests compare the two)
    explicit Structure(const Dialect& dialect, bool exact = false)
        : dialect_(dialect), blocks_(dialect), exact_only_(exact), exact_(exact) {}

    /// Goes on to `end`; the text before what has been scanned must be as it was. Up to 65 bytes at the end wait for
    /// the next call unless `last`. 64 bytes behind the end must be readable.
    void scan(const char* text, std::size_t end, bool last);

    /// Offsets of the delimiters and line ends that end cells, ascending. A CRLF is at its LF.
    const std::uint32_t* marks() const { return marks_.data(); }
    std::size_t mark_count() const { return count_; }
    /// For each row that has ended: how many marks there are up to and with its last one.
    const std::vector<std::uint32_t>& row_marks() const { return row_marks_; }
    /// Offsets of quotes where none should be, at least the first one of each cell.
    const std::vector<std::uint32_t>& stray_quotes() const { return stray_quotes_; }
    /// Start of the row that has not ended.
    std::size_t row_start() const { return row_start_; }
    std::size_t scanned() const { return at_; }
    /// Start of the cell that has not ended.
    std::size_t cell_start() const { return count_ == open_marks() ? row_start_ : marks_[count_ - 1] + std::size_t{1}; }
    /// Cells of that row before it.
    std::size_t open_cells() const { return count_ - open_marks(); }
    /// Whether what was scanned ends within quotes.
    bool in_quotes() const { return exact_ ? state_ == State::quoted : inside_ != 0; }
    /// Reads the row that has not ended once more, the quote that opened its last cell being text: nothing closed it.
    /// Call `scan` after it.
    /// @return the quote's offset
    std::size_t take_open_quote_as_text(const char* text);

    /// Ends the open row, if there is one, at the end of the text, where no line end stands. Call after the last
    /// `scan`.
    void end_last_row(std::size_t end);

    /// Forgets the rows that have ended; the open row's start becomes offset 0.
    void drop_rows();

private:
    enum class State : std::uint8_t {
        start,
        plain,
        quoted,
        quote
    };  ///< of the exact parser: what came last in the cell

    std::size_t open_marks() const { return row_marks_.empty() ? 0 : row_marks_.back(); }
    void reserve(std::size_t more);
    void scan_blocks(const char* text, std::size_t end, bool last);
    void scan_exactly(const char* text, std::size_t end, bool last);
    void emit(std::size_t base, std::uint64_t ends_of_cells, std::uint64_t ends_of_rows);
    void back_to_row_start();

    static constexpr std::size_t none = std::numeric_limits<std::size_t>::max();

    Dialect dialect_;
    BlockScanner blocks_;
    bool exact_only_;
    bool exact_;
    State state_ = State::start;
    std::size_t at_ = 0;
    std::size_t row_start_ = 0;
    std::size_t literal_ = none;   ///< offset of a quote that is text
    std::size_t exact_until_ = 0;  ///< the exact parser goes on at least so far
    std::size_t patience_ = 0;     ///< bytes it goes on, more each time it is needed
    // Carried from block to block.
    std::uint64_t inside_ = 0;         ///< all ones inside quotes
    std::uint64_t after_mark_ = 1;     ///< 1: the byte before the block ended a cell
    std::uint64_t after_closing_ = 0;  ///< 1: the byte before the block was a closing quote
    std::vector<std::uint32_t> marks_;
    std::size_t count_ = 0;
    std::vector<std::uint32_t> row_marks_;
    std::vector<std::uint32_t> stray_quotes_;
};

}  // namespace klarsicht::csv
