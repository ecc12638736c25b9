#include "profile/meaning_fit.h"

#include <algorithm>
#include <array>
#include <cstdint>

#include "profile/values/digits.h"

namespace klarsicht {

namespace {

/// What values of a meaning have to have.
enum class Need : std::uint8_t {
    anything,  ///< but yes and no
    yes_or_no_too,
    digits,
    day,  ///< of a calendar, in whatever notation
    year,
    words,  ///< neither numbers nor days
};

struct Fit {
    std::string_view meaning;
    Need need;
};

constexpr std::array<Fit, 22> fits = {{
    {"amount", Need::digits},
    {"brand", Need::words},
    {"comment", Need::words},
    {"company", Need::words},
    {"consent", Need::yes_or_no_too},
    {"copy", Need::words},
    {"date", Need::day},
    {"duration", Need::digits},
    {"file_name", Need::words},
    {"flag", Need::yes_or_no_too},
    {"language", Need::words},
    {"opt_out", Need::yes_or_no_too},
    {"price", Need::digits},
    {"quantity", Need::digits},
    {"rate", Need::digits},
    {"status", Need::yes_or_no_too},
    {"timestamp", Need::day},
    {"url", Need::words},
    {"weight", Need::digits},
    {"year", Need::year},
    {"household", Need::anything},
    {"event", Need::anything},
}};

bool has_digit(const SampledValue& v) { return std::ranges::any_of(v.text, values::is_digit); }

/// "Jan 2024", "20240131", but no year alone.
bool like_day(const SampledValue& v) {
    const auto digits = static_cast<std::size_t>(std::ranges::count_if(v.text, values::is_digit));
    return digits >= 6 || (digits >= 3 && digits < v.text.size());
}

bool like_year(const SampledValue& v) {
    for (const std::string_view century : {"17", "18", "19", "20", "21"}) {
        const std::size_t at = v.text.find(century);
        if (at != std::string_view::npos && at + 4 <= v.text.size() && values::all_digits(v.text.substr(at, 4))) {
            return true;
        }
    }
    return false;
}

}  // namespace

bool values_fit(std::string_view meaning, const Evidence& evidence) {
    constexpr double most = 0.5;
    const auto found = std::ranges::find(fits, meaning, &Fit::meaning);
    const Need need = found == fits.end() ? Need::anything : found->need;
    if (need == Need::yes_or_no_too) { return true; }
    if (evidence.kind() == Kind::boolean) { return false; }
    switch (need) {
        case Need::digits:
            return evidence.numeric() || (!evidence.dated() && evidence.share(has_digit) >= most);
        case Need::day:
            return evidence.dated() || evidence.share(like_day) >= most;
        case Need::year:
            return evidence.dated() || evidence.share(like_year) >= most;
        case Need::words:
            return !evidence.numeric() && !evidence.dated();
        default:
            return true;
    }
}

}  // namespace klarsicht
