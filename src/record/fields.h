#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "base/json.h"

namespace klarsicht {

/// An object of somebody's work file, read field by field; every error names the field.
class WorkFields {
public:
    /// @param known the fields there may be; any other is an error @param path where the object stands, "" at the top
    static Result<WorkFields> of(const json& object, std::span<const std::string_view> known, std::string path);

    /// "" where it is missing. Control characters are taken out; more than `most` bytes are an error.
    Result<std::string> text(std::string_view name, std::size_t most) const;
    /// The same that must be a day ("2026-12-31") or nothing.
    Result<std::string> day(std::string_view name) const;
    Result<std::uint64_t> count(std::string_view name) const;
    /// NaN where it is missing or null.
    Result<double> number(std::string_view name) const;
    /// nullptr where it is missing.
    const json* find(std::string_view name) const;
    /// nullptr where it is missing; @param most items
    Result<const json*> list(std::string_view name, std::size_t most) const;
    std::string path(std::string_view name) const;
    std::unexpected<Error> wrong(std::string_view name, std::string_view expected) const;

private:
    WorkFields(const json& object, std::string path) : object_(&object), path_(std::move(path)) {}
    const json* object_;
    std::string path_;
};

/// What a person typed, as it is kept: on one line, without characters that act instead of being seen, or blanks around
/// it.
std::string typed_text(std::string_view text);

/// "In “field” belongs …". @param expected ends the key `error.work.expected.…`
std::unexpected<Error> work_error(std::string_view field, std::string_view expected);

/// Bytes of what can be typed.
inline constexpr std::size_t most_name_bytes = 200, most_note_bytes = 4000;
/// Findings or columns of a file.
inline constexpr std::size_t most_listed = 20000;

}  // namespace klarsicht
