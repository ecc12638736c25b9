#include "audit/quality/placeholders.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "base/word_list.h"
#include "table/date.h"
#include "table/trim.h"

namespace klarsicht::quality {

namespace {

/// Longer cells are none of the words, even with white space around them.
constexpr std::size_t longest_cell = 25;

const std::vector<std::string>& placeholder_words() {
    static const std::vector<std::string>& words = word_list("quality", "placeholders");
    return words;
}

/// Days that programs write where they have none.
struct Day {
    std::int64_t days;  ///< since 1970-01-01
    std::string_view text;
};
constexpr std::array days = {
    Day{days_from_civil(1753, 1, 1), "1753-01-01"},   Day{days_from_civil(1800, 1, 1), "1800-01-01"},
    Day{days_from_civil(1899, 12, 30), "1899-12-30"}, Day{days_from_civil(1899, 12, 31), "1899-12-31"},
    Day{days_from_civil(1900, 1, 1), "1900-01-01"},   Day{days_from_civil(1901, 1, 1), "1901-01-01"},
    Day{days_from_civil(1969, 12, 31), "1969-12-31"}, Day{days_from_civil(1970, 1, 1), "1970-01-01"},
    Day{days_from_civil(1111, 11, 11), "1111-11-11"}, Day{days_from_civil(2099, 12, 31), "2099-12-31"},
    Day{days_from_civil(2999, 12, 31), "2999-12-31"}, Day{days_from_civil(9999, 12, 31), "9999-12-31"},
};

bool all_nines(double value) {
    for (std::uint64_t nines = 9; nines < 10'000'000'000; nines = nines * 10 + 9) {
        if (value == static_cast<double>(nines)) { return true; }
    }
    return false;
}

class Finder {
public:
    Finder(const AuditContext& context, std::size_t column)
        : column_(context.table.columns[column]),
          data_(context.interpretation(column)),
          profile_(context.profile.columns[column]) {}

    Placeholders find() {
        find_words();
        if (data_.kind == Kind::integer || data_.kind == Kind::number) { find_numbers(); }
        if (data_.kind == Kind::date || data_.kind == Kind::datetime) { find_days(); }
        return std::move(found_);
    }

private:
    void flag(std::uint32_t code) {
        if (found_.flags.empty()) { found_.flags.resize(column_.counts.size()); }
        if (found_.flags[code] != 0) { return; }
        found_.flags[code] = 1;
        found_.rows += column_.counts[code];
    }

    void token(std::string_view text) {
        if (std::ranges::find(found_.tokens, text) == found_.tokens.end()) { found_.tokens.emplace_back(text); }
    }

    /// In a column of numbers or dates such a word is an invalid cell; in a column of words a value.
    void find_words() {
        if (!data_.values.empty() && data_.invalid == 0) { return; }
        std::array<bool, 256> starts{};
        const std::vector<std::string>& words = placeholder_words();
        for (const std::string& word : words) {
            starts[static_cast<unsigned char>(word[0])] = true;
            if (word[0] >= 'a' && word[0] <= 'z') { starts[static_cast<unsigned char>(word[0] - 'a' + 'A')] = true; }
        }
        for (std::uint32_t code = 0; code < column_.counts.size(); ++code) {
            const std::string_view raw = column_.dictionary[code];
            if (raw.size() > longest_cell || raw.empty() || data_.states[code] == CellState::missing) { continue; }
            const std::string_view text = trim(raw);
            if (text.empty() || !starts[static_cast<unsigned char>(text[0])]) { continue; }
            const std::string plain = lower(text);
            const auto word = std::ranges::find(words, plain);
            if (word == words.end()) { continue; }
            flag(code);
            token(*word);
        }
    }

    void flag_value(double low, double high, std::string_view text) {
        for (std::uint32_t code = 0; code < column_.counts.size(); ++code) {
            if (data_.valid(code) && data_.values[code] >= low && data_.values[code] < high) { flag(code); }
        }
        token(text);
    }

    std::uint64_t rows_between(double low, double high) const {
        std::uint64_t rows = 0;
        for (std::uint32_t code = 0; code < column_.counts.size(); ++code) {
            if (data_.valid(code) && data_.values[code] >= low && data_.values[code] < high) {
                rows += column_.counts[code];
            }
        }
        return rows;
    }

    /// Rows of nines, and −1, that stand apart from all else.
    void find_numbers() {
        constexpr std::uint64_t fewest = 3;
        if (!profile_.min) { return; }
        const double infinity = std::numeric_limits<double>::infinity();
        if (*profile_.min == -1 || all_nines(-*profile_.min)) {
            double least = infinity;  // the smallest value that is no candidate
            for (std::uint32_t code = 0; code < column_.counts.size(); ++code) {
                if (!data_.valid(code)) { continue; }
                const double value = data_.values[code];
                if (value < least && value != -1 && !all_nines(-value)) { least = value; }
            }
            if (least >= 0) {
                for (const double value : {-1.0, -9.0, -99.0, -999.0, -9999.0, -99999.0, -999999.0}) {
                    number(value, fewest);
                }
            }
        }
        if (*profile_.max >= 99 && all_nines(*profile_.max)) {
            double next = -infinity;
            for (std::uint32_t code = 0; code < column_.counts.size(); ++code) {
                if (data_.valid(code) && data_.values[code] < *profile_.max) {
                    next = std::max(next, data_.values[code]);
                }
            }
            if (next >= 0 && next * 2 < *profile_.max && data_.distinct > 2) { number(*profile_.max, fewest); }
        }
    }

    void number(double value, std::uint64_t fewest) {
        const double above = std::nextafter(value, std::numeric_limits<double>::infinity());
        if (rows_between(value, above) >= fewest) {
            flag_value(value, above, std::to_string(static_cast<std::int64_t>(value)));
        }
    }

    void find_days() {
        const double unit = data_.kind == Kind::datetime ? 86400 : 1;
        const double filled = static_cast<double>(profile_.rows - data_.missing - data_.invalid);
        const double usual = filled / static_cast<double>(std::max<std::uint64_t>(1, data_.distinct));
        for (const Day& day : days) {
            const double low = static_cast<double>(day.days) * unit;
            const double high = low + unit;
            if (!profile_.min || high <= *profile_.min || low > *profile_.max) { continue; }
            const std::uint64_t rows = rows_between(low, high);
            if (rows >= 3 && static_cast<double>(rows) > 5 * usual) { flag_value(low, high, day.text); }
        }
    }

    const Column& column_;
    const Interpretation& data_;
    const ColumnProfile& profile_;
    Placeholders found_;
};

}  // namespace

Placeholders find_placeholders(const AuditContext& context, std::size_t column) {
    return Finder(context, column).find();
}

}  // namespace klarsicht::quality
