#pragma once
#include <cstdint>
#include <string>
#include <string_view>

#include "report/message_format.h"

namespace klarsicht {

/// Numbers as people read them, without a locale: the same text natively and as WebAssembly. German has a decimal
/// comma, dots between the thousands and a narrow no-break space (U+202F) before the percent sign; English has a point,
/// commas and none. Minus is U+2212, undefined (NaN) is an en dash.
namespace number_format {

std::string integer(std::int64_t value, Language language);
/// Exactly that many decimals (0–9), rounded half away from zero.
std::string fixed(double value, int decimals, Language language);
/// About three significant digits; whole numbers as integers; very small and very large ones as powers of ten.
std::string plain(double value, Language language);
/// A share as percent: one decimal, two below 1 % and above 99 %, none where it is whole; "unter 0,01 %" where it would
/// round to 0.
std::string percent(double share, Language language);
/// A difference of shares in percentage points, without a word for the unit.
std::string points(double difference, Language language);
/// A factor: two decimals, fewer for large ones.
std::string factor(double value, Language language);
/// A share as "1 von 34" / "1 in 34".
std::string one_in(double share, Language language);
/// "p = 0,0006", "p < 0,0001" from the decimal logarithm of p.
std::string log10_p(double log10_p, Language language);
/// Days since 1970-01-01 as 31.12.2025 / 31 Dec 2025.
std::string date(double days, Language language);
/// Aug 2020; 08/2020
std::string month(double days, Language language);
/// Bytes in powers of 1000: 181 MB.
std::string bytes(double value, Language language);

/// Days since 1970-01-01 as 2025-12-31; years outside 0–9999 as "".
std::string iso_date(double days);
/// Seconds since 1970-01-01T00:00Z as 2025-12-31T23:59:59Z.
std::string iso_datetime(double seconds);

}  // namespace number_format

}  // namespace klarsicht
