#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "ingest/cell_text.h"
#include "ingest/zip/archive.h"

namespace klarsicht::xlsx {

/// Gathers the text of a rich text item: its runs joined, what is said above the letters (phonetic runs) left out.
class RichText {
public:
    void start(std::string_view name);
    void end(std::string_view name);
    void text(std::string_view piece) {
        if (inside_ && phonetic_ == 0) { text_ += piece; }
    }
    /// The whole text, `_x000D_` and the like as the characters they stand for; then it is empty.
    std::string take();
    std::size_t bytes() const { return text_.size(); }

private:
    std::string text_;
    bool inside_ = false;
    unsigned phonetic_ = 0;
};

/// A character that XML cannot hold is written _xHHHH_ (ECMA-376 Part 1, 22.9.2.19).
std::string unescaped(std::string text);

/// The texts that the cells of all sheets refer to by number. They stay where they are as long as this does.
class SharedStrings {
public:
    /// @param part null: none @param memory_limit bytes
    Result<void> read(const zip::Archive& archive, const zip::Entry* part, std::uint64_t memory_limit);
    std::size_t size() const { return texts_.size(); }
    const CellText& operator[](std::size_t number) const { return texts_[number]; }
    std::uint64_t bytes() const { return held_.bytes() + texts_.capacity() * sizeof(CellText); }

private:
    Scratch held_;
    std::vector<CellText> texts_;
};

}  // namespace klarsicht::xlsx
