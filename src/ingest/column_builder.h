#pragma once
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "ingest/cell_text.h"
#include "table/column.h"

namespace klarsicht {

/// Numbers that come at the end and never move: a growing vector would hold everything twice for a moment, and
/// WebAssembly's memory never shrinks.
class CodeList {
public:
    void append(const std::uint32_t* codes, std::size_t count);
    void append_copies(std::uint32_t code, std::uint64_t count);
    std::uint64_t size() const { return size_; }
    std::size_t bytes() const { return bytes_; }
    /// All of them in one piece; the list is empty then.
    std::vector<std::uint32_t> take();

private:
    struct Block {
        std::unique_ptr<std::uint32_t[]> codes;
        std::size_t size = 0;
        std::size_t capacity = 0;
    };
    Block& open_block();

    std::vector<Block> blocks_;
    std::uint64_t size_ = 0;
    std::size_t bytes_ = 0;
};

/// Collects one column's cells.
class ColumnBuilder {
public:
    /// Adds cells in the order of rows. `spelling_padding` bytes behind each text are readable.
    /// @return false if the column's dictionary is full
    bool append(std::span<const CellText> cells);
    /// Adds empty cells until there are that many rows.
    bool fill(std::uint64_t rows);

    std::uint64_t rows() const { return codes_.size(); }
    std::size_t bytes() const { return dictionary_.bytes() + codes_.bytes(); }
    Dictionary& dictionary() { return dictionary_; }
    const Dictionary& dictionary() const { return dictionary_; }
    std::vector<std::uint32_t> take_codes() { return codes_.take(); }

private:
    bool append_few(std::span<const CellText> cells, std::uint32_t* codes);
    bool append_many(std::span<const CellText> cells, std::uint32_t* codes);

    Dictionary dictionary_;
    CodeList codes_;
};

}  // namespace klarsicht
