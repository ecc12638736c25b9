#include "remedy/coarse.h"

#include <chrono>
#include <cmath>
#include <limits>

#include "audit/quasi.h"
#include "base/shortest_number.h"
#include "base/whole_number.h"
#include "table/dictionary.h"
#include "table/trim.h"

namespace klarsicht::remedy {

namespace {

/// A number that is farther from the next one a double can hold than a step is wide stands alone.
std::string band_of(double value, double width, bool whole) {
    if (std::nextafter(std::fabs(value), std::numeric_limits<double>::infinity()) - std::fabs(value) >= width) {
        return cell_of(value);
    }
    const double from = std::floor(value / width) * width;
    const double to = from + width;
    constexpr double exact = 9007199254740992.0;  // 2^53: beyond, there is no number just below `to`
    if (!whole || std::fabs(from) >= exact || std::fabs(to) >= exact) { return cell_of(from) + "-<" + cell_of(to); }
    return cell_of(from) + (width > 1 ? "-" + cell_of(to - 1) : "");
}

std::string two_digits(unsigned number) { return (number < 10 ? "0" : "") + std::to_string(number); }

std::string coarse_date(double days, DateStep to) {
    const std::chrono::year_month_day date{
        std::chrono::sys_days(std::chrono::days(whole_number<std::int32_t>(std::floor(days))))};
    const int year = static_cast<int>(date.year());
    const auto month = static_cast<unsigned>(date.month());
    const std::string text = std::to_string(year);
    switch (to) {
        case DateStep::month:
            return text + "-" + two_digits(month);
        case DateStep::quarter:
            return text + "-Q" + std::to_string((month - 1) / 3 + 1);
        case DateStep::year:
            return text;
        case DateStep::decade:
            break;
    }
    const int first = year - year % 10;
    return std::to_string(first) + "-" + std::to_string(first + 9);
}

}  // namespace

std::string_view first_characters(std::string_view text, std::size_t count) {
    std::size_t at = 0;
    while (at < text.size() && count > 0) {
        ++at;
        while (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U) { ++at; }
        --count;
    }
    return text.substr(0, at);
}

std::string masked_email(std::string_view text, bool letter) {
    const std::size_t at = text.rfind('@');
    if (at == std::string_view::npos || at == 0) { return std::string(mask_stars); }
    return std::string(first_characters(text, letter ? 1 : 0)).append(mask_stars).append(text.substr(at));
}

std::vector<std::string> bands_of(const CurrentColumn& column, double width) {
    bool whole = width == std::floor(width);
    for (const double value : column.values) { whole = whole && (std::isnan(value) || value == std::floor(value)); }
    std::vector<std::string> coarse;
    coarse.reserve(column.values.size());
    for (const double value : column.values) {
        coarse.push_back(std::isfinite(value) ? band_of(value, width, whole) : std::string());
    }
    return coarse;
}

std::vector<std::string> coarse_dates(const CurrentColumn& column, DateStep to) {
    std::vector<std::string> coarse;
    coarse.reserve(column.days.size());
    for (const double days : column.days) {
        coarse.push_back(std::isfinite(days) ? coarse_date(days, to) : std::string());
    }
    return coarse;
}

std::vector<std::string> shortened(const CurrentColumn& column, std::size_t keep) {
    std::vector<std::string> coarse;
    coarse.reserve(column.spellings.size());
    for (std::size_t code = 0; code < column.spellings.size(); ++code) {
        std::string_view text = column.missing[code] != 0 ? std::string_view() : trim(column.spellings[code]);
        const std::size_t kept = first_characters(text, keep).size();
        std::string cell(text.substr(0, kept));
        for (text.remove_prefix(kept); !text.empty(); text.remove_prefix(first_characters(text, 1).size())) {
            cell += '*';
        }
        coarse.push_back(std::move(cell));
    }
    return coarse;
}

std::vector<std::uint64_t> holders_of(const AuditContext& context, const CurrentColumn& column,
                                      const privacy::ValueIds& ids) {
    std::vector<std::uint64_t> holders(ids.count, 0);
    const auto people = privacy::repeated_people(context);
    if (!people) {
        for (const std::uint32_t code : *column.codes) { ++holders[ids.of_code[code]]; }
        return holders;
    }
    stats::EquivalenceClasses classes(column.codes->size());
    stats::RowValues values{{}, ids.count};
    for (const std::uint32_t code : *column.codes) { values.of_row.push_back(ids.of_code[code]); }
    classes.refine(values);
    classes.refine(*people);
    classes.for_each([&](std::span<const std::uint32_t> rows) { ++holders[values.of_row[rows.front()]]; });
    return holders;
}

std::vector<std::string> merged_rare(const CurrentColumn& column, const privacy::ValueIds& ids,
                                     const std::vector<std::uint64_t>& holders, double least, const std::string& word) {
    std::vector<std::string> merged;
    merged.reserve(column.spellings.size());
    for (std::size_t code = 0; code < column.spellings.size(); ++code) {
        const bool rare = static_cast<double>(holders[ids.of_code[code]]) < least;
        merged.push_back(column.missing[code] != 0 ? std::string() : rare ? word : std::string(column.spellings[code]));
    }
    return merged;
}

privacy::ValueIds ids_of(const AuditContext& context, const CurrentColumn& column, std::size_t index) {
    if (!column.made) { return privacy::value_ids(context.table.columns[index], context.interpretation(index)); }
    privacy::ValueIds ids;
    std::optional<std::uint32_t> missing;
    for (const std::uint8_t is_missing : column.missing) {
        if (is_missing != 0 && missing) {
            ids.of_code.push_back(*missing);
            continue;
        }
        if (is_missing != 0) { missing = ids.count; }
        ids.of_code.push_back(ids.count++);
    }
    return ids;
}

privacy::ValueIds ids_of(const std::vector<std::string>& spellings) {
    privacy::ValueIds ids;
    ids.of_code.reserve(spellings.size());
    Dictionary known;
    for (const std::string& spelling : spellings) { ids.of_code.push_back(known.add(spelling)); }
    ids.count = known.size();
    return ids;
}

}  // namespace klarsicht::remedy
