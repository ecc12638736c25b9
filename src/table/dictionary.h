#pragma once
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

namespace klarsicht {

/// The distinct spellings of a column, numbered 0, 1, 2 … in the order of their first appearance. Never moves or forgets a spelling:
/// a string_view from it stays good as long as the dictionary lives. Not thread-safe.
class Dictionary {
public:
    Dictionary();
    ~Dictionary();
    Dictionary(Dictionary&&) noexcept;
    Dictionary& operator=(Dictionary&&) noexcept;
    Dictionary(const Dictionary&) = delete;
    Dictionary& operator=(const Dictionary&) = delete;

    /// Code of the spelling; a new one if it was not there. At most 2^32-2 spellings.
    std::uint32_t add(std::string_view spelling);
    /// Code of the spelling, or `npos`.
    std::uint32_t find(std::string_view spelling) const;

    std::uint32_t size() const { return static_cast<std::uint32_t>(entries_.size()); }
    std::string_view operator[](std::uint32_t code) const { return {entries_[code].text, entries_[code].length}; }

    /// Gives the hash index back (memory) once nothing more is added; `add` builds it anew when it needs it, `find` then looks at every spelling.
    void drop_index();
    /// Bytes held: texts, entries and index.
    std::size_t bytes() const;

    static constexpr std::uint32_t npos = 0xFFFFFFFFu;

private:
    struct Entry {
        const char* text;
        std::uint32_t length;
        std::uint32_t hash;  ///< upper half of the 64-bit hash
    };

    const char* keep(std::string_view text);
    void rehash(std::size_t slots);

    std::vector<std::unique_ptr<char[]>> blocks_;
    std::size_t block_used_ = 0;
    std::size_t block_size_ = 0;
    std::size_t text_bytes_ = 0;
    std::vector<Entry> entries_;
    std::vector<std::uint32_t> index_;  ///< open addressing, code + 1, 0 = free; size is a power of two
};

}  // namespace klarsicht
