#pragma once
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/error.h"
#include "base/progress.h"
#include "base/shared_list.h"
#include "profile/meaning.h"
#include "table/interpretation.h"
#include "table/table.h"

namespace klarsicht {

struct TopValue {
    std::uint32_t code;
    std::uint64_t rows;
};

/// Counts over the valid values between edges[i] and edges[i+1]; the last bin includes its upper edge.
struct Histogram {
    std::vector<double> edges;  ///< [bins + 1]
    std::vector<std::uint64_t> counts;
};

inline constexpr std::array<double, 5> profile_quantiles = {0.05, 0.25, 0.5, 0.75, 0.95};

/// One column's summary. Figures are over valid values; undefined ones are empty.
struct ColumnProfile {
    Interpretation interpretation;
    Meaning meaning;
    std::uint64_t rows = 0;
    std::optional<double> min, max, mean, std;       ///< std divides by n−1; dates in days, datetimes in seconds
    std::array<std::optional<double>, 5> quantiles;  ///< profile_quantiles, linear interpolation (type 7), exact
    Histogram histogram;
    std::vector<TopValue> top;  ///< at most 10, most rows first, ties by first appearance; missing cells left out
};

struct ProfileOptions {
    std::vector<std::string> missing_tokens;
    double as_of = 0;                   ///< days since 1970-01-01
    DateStyle dates = DateStyle::none;  ///< of dates that fit both orders, if somebody said it
};

struct Profile {
    SharedList<ColumnProfile> columns;  ///< [table.columns.size()]; a copy shares them
};

/// Makes the figures of a summary anew after rows of the column were given another code; kind, meaning and style stay.
/// @param summary its interpretation fits the column's codes
void summarise_again(const Column& column, ColumnProfile& summary);

/// One pass over the table's dictionaries.
Result<Profile> profile_table(const Table& table, const ProfileOptions& options, Progress& progress);

}  // namespace klarsicht
