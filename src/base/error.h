#pragma once
#include <cstdint>
#include <expected>
#include <optional>
#include <utility>

#include "base/message.h"

namespace klarsicht {

/// What kind of failure; the command turns it into an exit status (usage 2, everything else 3).
enum class ErrorCode : std::uint8_t { usage, unreadable, unsupported, too_large, empty, malformed, cancelled };

/// Why something could not be done. The message (assets/i18n/*/errors.json, key `error.…`) says what, where and what to
/// do, in one sentence.
struct Error {
    ErrorCode code = ErrorCode::malformed;
    Message message;
    std::optional<std::uint64_t> row;          ///< 0-based, below the header
    std::optional<std::uint64_t> column;       ///< 0-based
    std::optional<std::uint64_t> byte_offset;  ///< from the start of the file
};

template <class T>
using Result = std::expected<T, Error>;

inline std::unexpected<Error> fail(ErrorCode code, Message message) {
    return std::unexpected(Error{code, std::move(message), {}, {}, {}});
}

}  // namespace klarsicht

/// Takes the value out of a Result, or returns its error from the function.
#define KLARSICHT_TRY(...)                                                                      \
    __extension__({                                                                             \
        auto klarsicht_result = (__VA_ARGS__);                                                  \
        if (!klarsicht_result) { return std::unexpected(std::move(klarsicht_result).error()); } \
        std::move(klarsicht_result).value();                                                    \
    })
