#pragma once
#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "audit/inputs.h"
#include "audit/outcome.h"
#include "base/error.h"
#include "report/message_format.h"

namespace klarsicht::cli {

enum class Command : std::uint8_t {
    help,
    version,
    audit,
    plan,
    profile,
    rows,
    remedy,
    scenario,
    checks,
    check_value,
    find_personal,
};

/// How a file is read, as far as it was said; the rest is recognised.
struct Reading {
    std::optional<char> delimiter;
    std::optional<std::string> encoding;
    bool no_header = false;
    bool header = false;               ///< there is one: a plan can say so
    bool guarded = false;              ///< written by `klarsicht remedy`: apostrophes before formulas go
    std::optional<std::string> sheet;  ///< of a workbook

    bool operator==(const Reading&) const = default;
};

/// What the person asked for; CONTRACT.md, "The command".
struct Arguments {
    Command command = Command::help;
    std::string file;  ///< "-": standard input
    std::string name;  ///< scenario's name or type of value
    Language language = Language::en;
    std::optional<std::string> plan;
    std::optional<std::string> reference;   ///< an older file
    std::optional<std::string> work;        ///< a work file: plan, decisions, notes
    std::optional<std::string> compare;     ///< an earlier report, work file or file
    std::optional<std::string> population;  ///< a file of those whom `file` stands for
    std::array<Reading, input_count> readings;
    std::string rules = "eu-2026-11";
    std::vector<std::string> out;
    std::optional<std::string> key_file;     ///< the key of pseudonyms; "-": standard input
    std::optional<std::string> share_sheet;  ///< what goes with a file that is handed on
    bool show_values = false;
    bool show_cells = false;
    std::string check;                 ///< id: the rows of its finding
    std::vector<std::string> subject;  ///< columns that the finding is about
    bool explain = false;              ///< the plan in sentences
    std::optional<Status> fail_on;     ///< warn or fail
    std::optional<Area> area;
    std::uint64_t rows = 0;
    std::uint64_t seed = 1;
    std::vector<std::pair<std::string, std::string>> settings;

    /// How an input is read; each has its own way.
    Reading& reading(Input input) { return readings[static_cast<std::size_t>(input)]; }
    const Reading& reading(Input input) const { return readings[static_cast<std::size_t>(input)]; }
    /// The path of an input; nullptr where it was not named.
    const std::string* path(Input input) const;
};

/// @param words what stands after the program's name
/// An unknown option or a value that does not fit is an error that names it.
Result<Arguments> parse_arguments(std::span<const std::string_view> words);

/// The language asked for, even where the rest is wrong: the error is said in it.
Language language_of(std::span<const std::string_view> words);

/// The ending of a path in small letters without its dot, "" where there is none.
std::string extension_of(std::string_view path);

}  // namespace klarsicht::cli
