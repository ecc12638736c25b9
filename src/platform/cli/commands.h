#pragma once
#include <span>
#include <string_view>

#include "platform/cli/console.h"

namespace klarsicht::cli {

/// Exit statuses of the command; docs/contract.md, "The command".
inline constexpr int exit_done = 0;
inline constexpr int exit_fail_on = 1;
inline constexpr int exit_usage = 2;
inline constexpr int exit_unreadable = 3;

/// Runs the command on the words after the program's name.
/// @return the exit status
int run(std::span<const std::string_view> words, Console& console);

}  // namespace klarsicht::cli
