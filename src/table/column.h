#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "table/dictionary.h"

namespace klarsicht {

/// A column as it stands in the file: which spelling each row holds. What the spellings mean (a number, a date, missing) is an
/// `Interpretation` (table/interpretation.h), made once per distinct spelling, so that another list of missing tokens never reads the file again.
class Column {
public:
    std::string name;
    Dictionary dictionary;
    std::vector<std::uint32_t> codes;   ///< [rows] code of each row's spelling; an empty or absent cell has the spelling ""
    std::vector<std::uint32_t> counts;  ///< [dictionary.size()] rows with that code

    std::uint64_t rows() const { return codes.size(); }
    std::string_view spelling_at(std::uint64_t row) const { return dictionary[codes[row]]; }
};

}  // namespace klarsicht
