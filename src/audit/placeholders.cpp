#include "audit/placeholders.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "base/fold.h"
#include "table/not_known.h"
#include "table/trim.h"

namespace klarsicht {

namespace {

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
        find_stand_ins();
        find_words();
        if (is_numeric(data_.kind)) { find_numbers(); }
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

    /// What the column's reading took for missing though something stands there.
    void find_stand_ins() {
        for (const std::uint32_t code : data_.stand_ins) {
            flag(code);
            const std::string_view text = trim(column_.dictionary[code]);
            token(text.empty() ? std::string("␣") : lower(text));
        }
    }

    /// In a column of words such a word is a value.
    void find_words() {
        if (!data_.values.empty() && data_.invalid == 0) { return; }
        for (std::uint32_t code = 0; code < column_.counts.size(); ++code) {
            if (data_.states[code] == CellState::missing) { continue; }
            const std::string_view text = trim(column_.dictionary[code]);
            if (not_known(text) != NotKnown::yes) { continue; }
            flag(code);
            token(lower(text));
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

    const Column& column_;
    const Interpretation& data_;
    const ColumnProfile& profile_;
    Placeholders found_;
};

}  // namespace

Placeholders find_placeholders(const AuditContext& context, std::size_t column) {
    return Finder(context, column).find();
}

std::uint64_t missing_cells(const AuditContext& context) {
    std::uint64_t cells = 0;
    for (std::size_t c = 0; c < context.table.columns.size(); ++c) {
        if (context.plan.has_role(context.name(c), Role::ignore)) { continue; }
        const Interpretation& data = context.interpretation(c);
        cells += data.missing + find_placeholders(context, c).rows;
        for (const std::uint32_t code : data.stand_ins) { cells -= context.table.columns[c].counts[code]; }
    }
    return cells;
}

}  // namespace klarsicht
