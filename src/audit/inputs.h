#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "table/table.h"

namespace klarsicht {

/// The files an audit may look at: the one that is audited, an older one to compare it with, the population it stands
/// for.
enum class Input : std::uint8_t { current, reference, population };
inline constexpr std::size_t input_count = 3;
std::string_view name_of(Input input);

/// A column of the current file and the one of another file that has its name.
struct ColumnMatch {
    std::string current;
    std::string other;

    bool operator==(const ColumnMatch&) const = default;
};

/// What a report says of a file that an audit had. The three lists are empty for the current one.
struct InputReport {
    Input input = Input::current;
    Source source;
    std::uint64_t rows = 0, columns = 0;
    std::vector<ColumnMatch> matched;       ///< in the current file's order
    std::vector<std::string> only_current;  ///< columns that the other file lacks
    std::vector<std::string> only_other;
};

/// Describes an input; its columns are matched with the current file's by name: the very same one first, then the same
/// but for case, accents and what stands between the words. A column is matched once.
InputReport describe_input(Input input, const Table& table, const Table& current);

}  // namespace klarsicht
