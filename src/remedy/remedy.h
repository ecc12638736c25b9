#pragma once
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "audit/context.h"

namespace klarsicht {

/// A column that a remedy makes: new ones stand behind the file's, others in the place of the one they replace.
struct RemedyColumn {
    std::string name;
    std::optional<std::size_t> replaces;  ///< column of the table
    std::vector<std::string> dictionary;
    std::vector<std::uint32_t> codes;  ///< [rows]
};

/// What the plan's remedies make of a table.
struct Remedied {
    std::vector<RemedyColumn> columns;
    std::vector<std::size_t> dropped;         ///< columns of the table that are left out
    std::vector<Message> effects;             ///< what each remedy changed and what it cost, a sentence each
    std::vector<std::uint8_t> left_out = {};  ///< [rows] 1: the row is left out; empty: none is

    /// The column made instead of the table's, if one was.
    const RemedyColumn* instead_of(std::size_t column) const;
};

/// Carries out `plan.remedies` one after another; each sees what the ones before it made of its columns. An unknown
/// remedy, field or column, or a remedy whose roles are missing, is an error that names it.
/// @param key for keyed pseudonyms; it comes from a person, never from a plan
Result<Remedied> apply_remedies(const AuditContext& context, std::string_view key = {});

/// Whether one of the steps is there to make people harder to recognise: what is written then is read again and
/// counted.
bool protects_people(std::span<const RemedyStep> steps);
/// A key is of at least so many bytes: fewer are tried out too fast.
inline constexpr std::size_t least_key_bytes = 16;

/// What the remedies are called in a plan ("do"), and the fields each one knows.
struct RemedyInfo {
    std::string_view name;
    std::vector<std::string_view> fields;
};
std::span<const RemedyInfo> all_remedies();

/// What of a written file a spreadsheet would have taken for formulas (base/csv_cell.h).
struct Guarded {
    std::uint64_t cells = 0;
    std::uint64_t names = 0;  ///< of columns

    /// In a sentence, with the reason; nothing where nothing was guarded.
    std::optional<Message> said() const;
};

/// The delimiter that a file made of this one is written with: its own, so that what opened the one opens the other; a
/// comma where it has none (a workbook) or one that cannot be written.
char written_delimiter(const Source& source);
/// Whether it begins with a byte order mark, by which Excel knows UTF-8: unless the file was read as UTF-8 without one.
bool written_with_mark(const Source& source);
/// Says that the new file is encoded in another way; nothing where it is not.
std::optional<Message> encoding_said(const Source& source);

/// The table as CSV with what the remedies made: UTF-8, quotes where needed, LF, delimiter and mark as above; what a
/// spreadsheet would take for a formula is guarded. @param take gets pieces of about 64 KiB
Result<Guarded> write_remedied(const Table& table, const Remedied& remedied,
                               const std::function<void(std::string_view)>& take);

/// Whether a row of the table is in the file: not if it was left out, or is the header line again inside the data.
bool is_written(const Table& table, const Remedied& remedied, std::uint64_t row);

/// A table that was read from such a file, with the guards off: the names and cells it was written from.
Result<Table> without_guards(const Table& table);

}  // namespace klarsicht
