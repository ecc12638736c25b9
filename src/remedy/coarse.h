#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "audit/context.h"
#include "audit/equivalence_classes.h"
#include "remedy/fields.h"

namespace klarsicht::remedy {

// Coarser forms of a column, a spelling for each of its spellings. The steps write them, and who proposes steps counts
// with them: what is promised is what is written. Missing cells are empty in all of them, and so are cells that do not
// read as the column's kind: an odd cell would make its row recognisable again.

/// [codes] "30-39", "0.5-<0.75"
std::vector<std::string> bands_of(const CurrentColumn& column, double width);

enum class DateStep : std::uint8_t { month, quarter, year, decade };
/// [codes] 2024-03, 2024-Q1, 2024, 2020-2029
std::vector<std::string> coarse_dates(const CurrentColumn& column, DateStep to);

/// [codes] The first `keep` characters; a star in the place of each of the others, so that no program reads a number
/// and it is seen that something was taken off.
std::vector<std::string> shortened(const CurrentColumn& column, std::size_t keep);

/// What stands in a masked value's place.
inline constexpr std::string_view mask_stars = "***";
/// The first `count` characters of a text.
std::string_view first_characters(std::string_view text, std::size_t count);
/// "***@example.org", with the first letter "a***@example.org"; what is no address is stars alone.
std::string masked_email(std::string_view text, bool letter);

/// [values] How many have each value: people where they have several rows, else rows.
std::vector<std::uint64_t> holders_of(const AuditContext& context, const CurrentColumn& column,
                                      const privacy::ValueIds& ids);
/// [codes] Values that fewer than `least` hold become one.
std::vector<std::string> merged_rare(const CurrentColumn& column, const privacy::ValueIds& ids,
                                     const std::vector<std::uint64_t>& holders, double least, const std::string& word);

/// Which value each spelling stands for: as the audit tells them apart, or, of a made column, by the spelling.
privacy::ValueIds ids_of(const AuditContext& context, const CurrentColumn& column, std::size_t index);
/// The same of spellings that are to be written.
privacy::ValueIds ids_of(const std::vector<std::string>& spellings);

}  // namespace klarsicht::remedy
