#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "table/column.h"
#include "table/interpretation.h"

namespace klarsicht {

/// Whether a plain name (`plain_name`) speaks of what one entry says: as `name_matches` reads it, with a leading `~`
/// anywhere, also inside a word ("~werbesperr"); `a+b` asks for both.
bool name_speaks(std::string_view plain, const std::vector<std::string>& entries);

/// The entry by which it does; empty: by none.
std::string_view word_of_name(std::string_view plain, const std::vector<std::string>& entries);

/// A value as words are compared: folded, everything but letters and digits one blank ("NEVER_SUBSCRIBED" → "never
/// subscribed").
std::string plain_value(std::string_view spelling);

/// Whether a plain value has one of the entries: words in a row, with `=` the whole value, with `^` its beginning.
bool value_speaks(std::string_view plain, const std::vector<std::string>& entries);

/// The rows (not missing) whose value fits, as a share; 0 where there are none.
template <class Fits>
double share_of_rows(const Column& column, const Interpretation& data, const Fits& fits) {
    std::uint64_t of = 0;
    std::uint64_t those = 0;
    for (std::uint32_t code = 0; code < column.dictionary.size(); ++code) {
        if (data.states[code] == CellState::missing) { continue; }
        of += column.counts[code];
        those += fits(code) ? column.counts[code] : 0;
    }
    return of == 0 ? 0 : static_cast<double>(those) / static_cast<double>(of);
}

}  // namespace klarsicht
