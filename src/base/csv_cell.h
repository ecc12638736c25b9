#pragma once
#include <string>
#include <string_view>

namespace klarsicht {

/// Whether a spreadsheet may take the cell for a formula: behind blanks and quotes it begins with = + - @ (or the wide
/// forms of these), or it begins with a tab or a line end (OWASP, "CSV Injection"). Not if it holds nothing but a sign,
/// digits and the marks of numbers and telephone numbers: such a cell names no function, cell or program.
bool needs_guard(std::string_view cell);

/// The cell as it was before `add_csv_cell` guarded it: without its first apostrophe where what is behind it needs the
/// guard. Of every cell: what was written of it gives it back.
std::string_view without_guard(std::string_view cell);

/// Appends a cell as RFC 4180 has it, in quotes where it needs them. What needs the guard gets an apostrophe in front,
/// which makes it text to a spreadsheet. @return whether it got one
bool add_csv_cell(std::string& out, std::string_view cell);

}  // namespace klarsicht
