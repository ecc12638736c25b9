#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "table/column.h"

namespace klarsicht {

/// What the values of a column are; the names are the contract's (`name_of`).
enum class Kind : std::uint8_t { integer, number, boolean, date, datetime, category, text, empty };
std::string_view name_of(Kind kind);
constexpr bool is_numeric(Kind kind) { return kind == Kind::integer || kind == Kind::number; }
constexpr bool is_dated(Kind kind) { return kind == Kind::date || kind == Kind::datetime; }

enum class CellState : std::uint8_t {
    valid,
    missing,  ///< one of the missing tokens, or only white space
    invalid,  ///< does not read as the column's kind
};

/// How the numbers of a column are written. A column has one; cells that only read in another are invalid.
enum class NumberStyle : std::uint8_t {
    none,
    plain,    ///< 1234.56
    english,  ///< 1,234.56
    german,   ///< 1.234,56
};
std::string_view name_of(NumberStyle style);

/// Order of day, month and year. A column has one.
enum class DateStyle : std::uint8_t { none, iso, day_month_year, month_day_year };
std::string_view name_of(DateStyle style);

struct InterpretOptions {
    std::vector<std::string> missing_tokens;  ///< compared after trimming, without regard to ASCII case
    /// What the rest of the file says of spellings that read in two ways; none: nothing.
    NumberStyle numbers = NumberStyle::none;
    DateStyle dates = DateStyle::none;
};

/// What a column's spellings mean. Everything is per code, so it costs one step per distinct spelling.
struct Interpretation {
    Kind kind = Kind::empty;
    /// [codes] integer, number: the number; boolean: 0 or 1; date: days since 1970-01-01; datetime: seconds since
    /// 1970-01-01T00:00Z (a time without a zone is read as UTC); NaN for missing and invalid cells; empty for category,
    /// text and empty columns.
    std::vector<double> values;
    std::vector<CellState> states;  ///< [codes]
    /// Codes of missing cells in which something stands all the same: "keine Angabe" or a blank among numbers, a day
    /// like 1900-01-01 that is far more frequent than others, −1 or 999 apart from all other numbers. Among words such
    /// a word is a value.
    std::vector<std::uint32_t> stand_ins;
    /// Codes of long numbers that a spreadsheet has shortened: 4,479E+11. Their last digits are lost.
    std::vector<std::uint32_t> shortened;
    std::uint64_t missing = 0;   ///< rows
    std::uint64_t invalid = 0;   ///< rows
    std::uint64_t distinct = 0;  ///< distinct valid values (spellings of one number or date count once)
    NumberStyle number_style = NumberStyle::none;
    DateStyle date_style = DateStyle::none;
    bool months = false;            ///< months or weeks are written, no days: each date is the first day of one
    std::uint64_t other_dates = 0;  ///< rows whose date is written in another way than most
    /// Rows whose spelling reads differently in another style that fits the whole column as well (1.234 or 01/02/2025):
    /// the reading is a guess.
    bool ambiguous = false;
    bool valid(std::uint32_t code) const { return states[code] == CellState::valid; }
};

/// Infers the kind from the distinct spellings weighted by their rows; a few exceptions (typos) stay in the column as
/// invalid cells.
///
/// * A column is of a kind if 95 % of its rows that are not missing read as it (or all but one of ten and more), and
/// half of its distinct
///   spellings do, unless 99.5 % of the rows do. Words for what is not known are left out of that count where the rest,
///   at least half, are numbers or dates: they are missing. Asked in this order: boolean, number, date; else category
///   or text.
/// * Boolean are words for yes and no (German, English, French; single letters only as a pair, because F is also a
/// gender). 0 and 1 are
///   integers. A third value that comes again and again (unknown) is an answer: then the column is a category.
/// * A number column has one style, the one that reads most rows; a unit (%, €, $ …) is left out, but percentages and
/// bare numbers do not mix.
///   Leading zeros (1 % of the rows, or all spellings of one length), + and seven digits, more than 15 digits (5 % of
///   the rows), and numbers of nine and more digits all of one length in groups divided by spaces are names (postal
///   codes, telephones, identifiers), not numbers. What a format declares (Column::declared) settles whether digits are
///   names. Integers are written without a decimal mark: 1.0 is a number.
/// * A date column has one order of day and month where they are divided by / or -, the one that reads most rows; where
/// every row reads in both, the one in which the rows are in order, or that the file's other columns have, or the day
/// first. Years first, dots and names of months can be read in one way only, and are, whatever the others are. With 5 %
/// times or more it is a datetime.
/// * Text is mostly distinct (ten spellings and more, more than one for two rows) or long (50 bytes a row); the rest is
/// a category.
/// * Cells of repeated header lines (Column::is_header) are invalid.
Interpretation interpret(const Column& column, const InterpretOptions& options);

/// The tokens read as missing when a plan names none (assets/words/table.json).
const std::vector<std::string>& default_missing_tokens();

}  // namespace klarsicht
