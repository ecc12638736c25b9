#pragma once

namespace klarsicht::scores {

// How sure it is that a piece of text is what its form says, one number a kind; the table of docs/contract.md has them
// with their reasons. They order what overlaps, and let a reader choose; they are no measured frequencies.

inline constexpr double check_digits =
    0.99;                                ///< two check digits and the length of a country: one of 97 passes by chance
inline constexpr double address = 0.98;  ///< the form is taken for nothing else
inline constexpr double check_digit_in_form = 0.97;  ///< one check digit, and a form with fixed letters or a date
inline constexpr double card = 0.95;                 ///< a check digit, a known range and its length
inline constexpr double country_code = 0.95;         ///< a country's code and the length of its numbers
inline constexpr double check_digit = 0.9;  ///< a check digit in a row of digits: one of ten or fewer passes by chance
inline constexpr double network = 0.9;      ///< four numbers below 256; versions look so too
inline constexpr double said_so = 0.9;      ///< a day of the calendar behind "born" or "geb."
inline constexpr double postal = 0.85;      ///< a house number and a postal code at the places they have in an address
inline constexpr double letters_and_digits = 0.85;  ///< letters that are given out, and digits; nothing checks them
inline constexpr double addressed = 0.8;            ///< words with capitals behind a salutation
inline constexpr double national = 0.8;             ///< a leading zero and as many digits as a telephone number
inline constexpr double full_name = 0.8;            ///< a given name of the list before a family name
inline constexpr double said_who = 0.7;             ///< words with capitals behind "Kunde" or before "born"
inline constexpr double given_name = 0.6;           ///< a given name of the list before some word with a capital

}  // namespace klarsicht::scores
