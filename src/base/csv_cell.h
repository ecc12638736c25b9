#pragma once
#include <string>
#include <string_view>

namespace klarsicht {

/// Whether a spreadsheet may take the cell for a formula: behind blanks and quotes it begins with = + - @ (or the wide
/// forms of these), or it begins with a tab or a line end (OWASP, "CSV Injection"). Not if it holds nothing but a sign,
/// digits and the marks of numbers and telephone numbers: such a cell names no function, cell or program.
bool needs_guard(std::string_view cell);

/// The cell with an apostrophe, which makes it text to a spreadsheet, wherever one may take it or a part of it for a
/// formula. A spreadsheet that divides the file elsewhere than at `delimiter` (Excel does so at semicolons in some
/// countries and at commas in others, whatever the file says) does not see that the cell is in quotes: so a part behind
/// a semicolon, comma, tab or line end gets one as well if it begins with =, or with + - @ and calls something
/// (`(`, `|`, `!`).
std::string guarded(std::string_view cell, char delimiter);

/// The cell as it was before it was guarded: without its apostrophes where what is behind them needs the guard. Of
/// every cell: without_guard(guarded(cell, d), d) == cell.
std::string without_guard(std::string_view cell, char delimiter);

/// Appends a cell as RFC 4180 has it, guarded, in quotes where it needs them. @return whether it was guarded
bool add_csv_cell(std::string& out, std::string_view cell, char delimiter = ',');

}  // namespace klarsicht
