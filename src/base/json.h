#pragma once
#include <cstddef>
#include <cstdint>
#include <expected>
#include <string>
#include <string_view>

#include <nlohmann/json.hpp>

#include "base/json_fwd.h"

namespace klarsicht {

// JSON whose objects keep the order in which they were filled. Including this costs a second or more of compiling: only
// who reads or writes JSON does.

/// Why a text was not read.
struct JsonProblem {
    enum class Kind : std::uint8_t { syntax, number_too_large, name_twice, too_deep };
    Kind kind = Kind::syntax;
    std::size_t offset = 0;  ///< of the first byte that will not do; syntax and number_too_large
    std::string name;        ///< name_twice
};

/// Reads JSON from somebody else, in time that grows with the text: the library looks for each name of an object among
/// all before it, so 100,000 of them take it ten seconds.
/// @param deepest brackets inside one another; whoever nests deeper would only exhaust the stack of those who walk it
std::expected<json, JsonProblem> read_json(std::string_view text, std::size_t deepest);

/// A number; a whole one stands as `10`, not as `10.0`.
json json_number(double number);

}  // namespace klarsicht
