#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "table/dictionary.h"

namespace klarsicht {

/// What a format with types says of a column's cells. Their spellings say the rest: dates are written as ISO dates,
/// truth values as TRUE and FALSE.
enum class DeclaredKind : std::uint8_t {
    none,    ///< the format has no types, or the cells are of several
    text,    ///< never numbers, even where they look like some: postal codes, customer numbers
    number,  ///< quantities, even where they look like names: many digits
};

/// A column as it stands in the file: which spelling each row holds. What the spellings mean (a number, a date,
/// missing) is an `Interpretation` (table/interpretation.h), made once per distinct spelling, so that another list of
/// missing tokens never reads the file again.
class Column {
public:
    std::string name;
    DeclaredKind declared = DeclaredKind::none;
    Dictionary dictionary;
    std::vector<std::uint32_t>
        codes;  ///< [rows] code of each row's spelling; an empty or absent cell has the spelling ""
    std::vector<std::uint32_t> counts;  ///< [dictionary.size()] rows with that code
    /// Rows that are the header line again. They stay rows of the table, so that row numbers are the file's and nothing
    /// is lost; their cells read as invalid: see `is_header`.
    std::uint64_t header_rows = 0;
    std::uint32_t header_code = Dictionary::npos;  ///< the name as those lines spell it

    std::uint64_t rows() const { return codes.size(); }
    /// Whether the spelling stands in repeated header lines and nowhere else.
    bool is_header(std::uint32_t code) const {
        return header_rows > 0 && code == header_code && counts[code] == header_rows;
    }
    /// The same column for an audit to change: its dictionary can still take spellings (`drop_index` ends that).
    Column copy() const;
    std::string_view spelling_at(std::uint64_t row) const { return dictionary[codes[row]]; }
};

}  // namespace klarsicht
