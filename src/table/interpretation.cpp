#include "table/interpretation.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <optional>

#include "base/assert.h"
#include "base/sort_doubles.h"
#include "base/word_list.h"
#include "table/boolean_words.h"
#include "table/date.h"
#include "table/date_numbers.h"
#include "table/date_order.h"
#include "table/not_known.h"
#include "table/number.h"
#include "table/trim.h"

namespace klarsicht {

namespace {

constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();

constexpr char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

/// Rows and distinct spellings that read in some way.
struct Tally {
    std::uint64_t rows = 0;
    std::uint64_t spellings = 0;
    void add(std::uint64_t more) {
        rows += more;
        ++spellings;
    }
};

/// Whether so much of a column reads as a kind that the rest are exceptions: at least 95 % of the rows that are not
/// missing (or all but one of ten and more), and at least half of the distinct spellings unless 99.5 % of the rows do.
bool is_kind(const Tally& tally, const Tally& all) {
    if (tally.rows == 0) { return false; }
    if (tally.rows == all.rows) { return true; }
    const bool enough_rows = tally.rows * 20 >= all.rows * 19 || (all.rows >= 10 && tally.rows + 1 == all.rows);
    return enough_rows && (tally.spellings * 2 >= all.spellings || tally.rows * 200 >= all.rows * 199);
}

class Reader {
public:
    Reader(const Column& column, const InterpretOptions& options) : column_(column), options_(options) {}

    Interpretation read() {
        const std::uint32_t n = column_.dictionary.size();
        result_.states.assign(n, CellState::valid);
        find_missing();
        scan();
        if (all_.rows == 0) {
            result_.kind = Kind::empty;
        } else if (!read_booleans()) {
            set_unknown_aside();
            if (read_numbers()) {
                find_shortened();
                read_as_dates();
                add_blanks();
            } else if (read_dates()) {
                add_blanks();
            } else {
                read_words();
            }
        }
        for (std::uint32_t code = 0; code < n; ++code) {
            if (result_.states[code] == CellState::missing) { result_.missing += column_.counts[code]; }
            if (result_.states[code] == CellState::invalid) { result_.invalid += column_.counts[code]; }
        }
        return std::move(result_);
    }

private:
    template <class F>
    void each(F&& f) const {
        for (std::uint32_t code = 0; code < column_.dictionary.size(); ++code) {
            if (result_.states[code] == CellState::valid) {
                f(code, trim(column_.dictionary[code]), std::uint64_t{column_.counts[code]});
            }
        }
    }

    void find_missing() {
        std::array<bool, 256> starts{};
        std::size_t longest = 0;
        for (const std::string& token : options_.missing_tokens) {
            const std::string_view text = trim(token);
            longest = std::max(longest, text.size());
            if (!text.empty()) { starts[static_cast<unsigned char>(lower(text[0]))] = true; }
        }
        for (std::uint32_t code = 0; code < column_.dictionary.size(); ++code) {
            const std::string_view text = trim(column_.dictionary[code]);
            bool missing = text.empty();
            if (missing && !column_.dictionary[code].empty()) { blanks_.push_back(code); }
            if (!missing && text.size() <= longest && starts[static_cast<unsigned char>(lower(text[0]))]) {
                missing = std::ranges::any_of(options_.missing_tokens,
                                              [&](const std::string& token) { return same_word(trim(token), text); });
            }
            if (missing) { result_.states[code] = CellState::missing; }
            if (column_.is_header(code)) { result_.states[code] = CellState::invalid; }
        }
    }

    /// One look at every spelling: how often it reads as what.
    void scan() {
        each([&](std::uint32_t code, std::string_view text, std::uint64_t rows) {
            all_.add(rows);
            const bool bare = text.size() == column_.dictionary[code].size();
            bytes_ += text.size() * rows;
            if (const BooleanWord* word = boolean_word(text)) {
                booleans_.add(rows);
                (word->value ? yes_ : no_) |= word->says;
            } else {
                most_other_ = std::max(most_other_, rows);
            }
            if (const auto number = scan_number(text)) {
                numbers_.add(rows);
                if ((number->styles & style_bit(NumberStyle::plain)) != 0 && !number->code) {
                    if (plain_numbers_.empty()) { plain_numbers_.assign(column_.dictionary.size(), not_a_number); }
                    plain_numbers_[code] = number->plain;
                    plain_fractions_ |=
                        !number->integer && (number->decimals > 0 || number->plain != std::trunc(number->plain));
                    distinct_numbers_ &= bare && number->canonical && (decimals_ < 0 || decimals_ == number->decimals);
                    decimals_ = number->decimals;
                }
                for (std::size_t style = 1; style < number_styles_.size(); ++style) {
                    if (number->styles >> style & 1) { number_styles_[style].add(rows); }
                }
                units_[static_cast<std::size_t>(number->unit)] += rows;
                if (!number->integer) { fractions_.add(rows); }
                if ((number->styles & style_bit(NumberStyle::plain)) == 0) { grouped_.add(rows); }
                if (number->code) { codes_.add(rows); }
                if (number->digits > 15) { long_.add(rows); }
                if (number->integer || number->spaced) {
                    least_digits_ = std::min<unsigned>(least_digits_, number->digits);
                    most_digits_ = std::max<unsigned>(most_digits_, number->digits);
                }
                if (number->spaced) { spaced_.add(rows); }
                if (number->exponent) { exponents_.add(rows); }
            }
            if (const auto date = scan_date(text)) {
                dates_.add(rows);
                if ((date->styles & style_bit(DateStyle::iso)) != 0) {
                    if (iso_seconds_.empty()) { iso_seconds_.assign(column_.dictionary.size(), not_a_number); }
                    iso_seconds_[code] = static_cast<double>(days_of(*date, DateStyle::iso)) * 86400 + date->seconds;
                }
                const std::uint32_t shape = bare ? plain_date_shape(text) : 0;
                distinct_dates_ &= shape != 0 && (shape_ == 0 || shape_ == shape);
                shape_ = shape;
                if (date->time) { times_.add(rows); }
                if (date->coarse) { coarse_.add(rows); }
                if (date->compact && !date->time) { compact_.add(rows); }
                date_order_.add(*date, rows);
            }
        });
    }

    /// Where numbers or dates are only because some cells say that nothing is known not what the column is of, these
    /// cells are missing. Of few values, such a word may be one more.
    void set_unknown_aside() {
        const bool dated = dates_.rows > numbers_.rows;
        const Tally& most = dated ? dates_ : numbers_;
        constexpr std::uint64_t fewest = 5;
        if (most.rows == all_.rows || most.rows * 2 < all_.rows || most.spellings < fewest) { return; }
        Tally unknown;
        std::vector<std::uint32_t> codes;
        each([&](std::uint32_t code, std::string_view text, std::uint64_t rows) {
            if (not_known(text) == NotKnown::no) { return; }
            unknown.add(rows);
            codes.push_back(code);
        });
        const Tally known{all_.rows - unknown.rows, all_.spellings - unknown.spellings};
        if (codes.empty() || !is_kind(most, known)) { return; }
        for (const std::uint32_t code : codes) { result_.states[code] = CellState::missing; }
        result_.stand_ins = std::move(codes);
        all_ = known;
    }

    /// Blanks in a column that lacks nothing else seem to be filled.
    void add_blanks() {
        std::uint64_t blank = 0, missing = 0;
        for (const std::uint32_t code : blanks_) { blank += column_.counts[code]; }
        if (blank == 0 || blank * 20 > column_.rows()) { return; }
        for (std::uint32_t code = 0; code < column_.dictionary.size(); ++code) {
            if (result_.states[code] == CellState::missing) { missing += column_.counts[code]; }
        }
        if (missing == blank) { result_.stand_ins.insert(result_.stand_ins.end(), blanks_.begin(), blanks_.end()); }
    }

    /// Spreadsheets shorten what has twelve digits and more: telephone numbers, identifiers.
    void find_shortened() {
        if (exponents_.rows == 0 || column_.declared == DeclaredKind::number) { return; }
        constexpr double least = 1e9;
        const bool long_ones = most_digits_ >= 9 && least_digits_ >= 7;
        if (!long_ones && exponents_.rows < numbers_.rows) { return; }
        each([&](std::uint32_t code, std::string_view text, std::uint64_t) {
            if (result_.values[code] < least || text.find("E+") == std::string_view::npos) { return; }
            result_.shortened.push_back(code);
        });
    }

    bool read_booleans() {
        // A third value that comes again and again is an answer (unknown), not a typo: then the column has categories.
        const bool pair = ((yes_ | no_) & whole_boolean_word) != 0 || (yes_ & no_) != 0;
        if (!pair || !is_kind(booleans_, all_) || most_other_ > std::max<std::uint64_t>(1, all_.rows / 1000)) {
            return false;
        }
        result_.kind = Kind::boolean;
        result_.values.assign(column_.dictionary.size(), not_a_number);
        std::array<bool, 2> seen{};
        each([&](std::uint32_t code, std::string_view text, std::uint64_t) {
            if (const BooleanWord* word = boolean_word(text)) {
                result_.values[code] = word->value ? 1 : 0;
                seen[word->value ? 1 : 0] = true;
            } else {
                result_.states[code] = CellState::invalid;
            }
        });
        result_.distinct = static_cast<std::uint64_t>(seen[0]) + static_cast<std::uint64_t>(seen[1]);
        return true;
    }

    /// Digits that name something instead of counting it: postal codes, telephone numbers, identifiers of more than 15
    /// digits.
    bool digits_are_names() const {
        if (column_.declared != DeclaredKind::none) { return column_.declared == DeclaredKind::text; }
        if (codes_.rows * 100 >= numbers_.rows) { return true; }
        if (codes_.rows > 0 && fractions_.rows == 0 && least_digits_ == most_digits_) { return true; }
        if (long_.rows * 20 >= numbers_.rows) { return !counts_fine_times(); }
        return spaced_.rows * 2 >= numbers_.rows && least_digits_ == most_digits_ && least_digits_ >= 9;
    }

    /// Microseconds and nanoseconds since 1970 have 16 digits and more, as identifiers do.
    bool counts_fine_times() const {
        if (fractions_.rows > 0 || long_.rows != numbers_.rows || least_digits_ != most_digits_) { return false; }
        const DateNumbers counted = date_numbers(column_.name, plain_numbers_);
        return counted == DateNumbers::microseconds || counted == DateNumbers::nanoseconds;
    }

    bool read_numbers() {
        if (!is_kind(numbers_, all_) || digits_are_names()) { return false; }
        if (is_kind(compact_, all_) && compact_.rows == numbers_.rows) { return false; }  // 20251231
        // The style that reads most rows; of several, the plainest.
        NumberStyle style = NumberStyle::plain;
        for (const NumberStyle other : {NumberStyle::english, NumberStyle::german}) {
            if (tally(other).rows > tally(style).rows) { style = other; }
        }
        const bool told = options_.numbers != NumberStyle::none && tally(options_.numbers).rows == tally(style).rows;
        if (told && options_.numbers == NumberStyle::german) { style = NumberStyle::german; }
        if (!told && style == NumberStyle::plain && are_thousands()) { style = NumberStyle::german; }
        std::size_t unit = 1;
        for (std::size_t u = 2; u < units_.size(); ++u) {
            if (units_[u] > units_[unit]) { unit = u; }
        }
        // A bare number may stand among prices, but not among percentages: there it might be a share.
        const bool percent = unit == static_cast<std::size_t>(NumberUnit::percent);
        const bool bare = !percent || units_[unit] < units_[0];
        const auto unit_fits = [&](NumberUnit u) {
            if (u == NumberUnit::none) { return bare; }
            return static_cast<std::size_t>(u) == unit && !(percent && bare);
        };
        if (style == NumberStyle::plain && units_[0] == numbers_.rows && !plain_numbers_.empty()) {
            // Nothing to decide: the numbers are what the first look saw.
            if (tally(style).rows * 2 < all_.rows) { return false; }
            result_.kind = plain_fractions_ ? Kind::number : Kind::integer;
            result_.number_style = style;
            if (!told) { find_ambiguous_numbers(plain_numbers_); }
            keep(std::move(plain_numbers_), distinct_numbers_);
            return true;
        }
        std::vector<double> values(column_.dictionary.size(), not_a_number);
        Tally valid;
        bool integer = true;
        each([&](std::uint32_t code, std::string_view text, std::uint64_t rows) {
            const auto number = scan_number(text);
            if (!number || !unit_fits(number->unit) || number->code) { return; }
            if (const auto value = read_number(text, style)) {
                values[code] = *value;
                valid.add(rows);
                integer &= number->integer || *value == std::trunc(*value);
            }
        });
        if (valid.rows * 2 < all_.rows) { return false; }
        // Whole numbers are integers only if they are written so: 1.0 says that there could be a 1.5.
        if (integer && fractions_.rows > 0) {
            each([&](std::uint32_t code, std::string_view text, std::uint64_t) {
                if (std::isnan(values[code])) { return; }
                const std::string_view marks = style == NumberStyle::german ? "," : ".";
                if (text.find_first_of(marks) != std::string_view::npos) { integer = false; }
            });
        }
        result_.kind = integer ? Kind::integer : Kind::number;
        result_.number_style = style;
        if (!told) { find_ambiguous_numbers(values); }
        keep(std::move(values), false);
        return true;
    }

    /// Numbers that count seconds or days are times: 1714521600 in "created_at", 45321 in "Kaufdatum".
    void read_as_dates() {
        if (units_[0] != numbers_.rows || !result_.shortened.empty()) { return; }
        const DateNumbers counted = date_numbers(column_.name, result_.values);
        if (counted == DateNumbers::none) { return; }
        const bool time = counted != DateNumbers::days || result_.kind == Kind::number;
        const bool zero = std::ranges::any_of(result_.values, [](double value) { return value == 0; });
        const bool minus = std::ranges::any_of(result_.values, [](double value) { return value == -1; });
        each([&](std::uint32_t code, std::string_view, std::uint64_t) {
            double& value = result_.values[code];
            value = seconds_of(counted, value) / (time ? 1 : 86400);
            if (std::isnan(value)) { result_.states[code] = CellState::missing; }
        });
        result_.distinct -= (zero ? 1 : 0) + (minus ? 1 : 0);
        result_.kind = time ? Kind::datetime : Kind::date;
        result_.number_style = NumberStyle::none;
        result_.date_style = DateStyle::iso;
        result_.ambiguous = false;
    }

    /// 2.155 beside 354: a measured value has now and then another number of decimals, and beyond 999 there is a point.
    bool are_thousands() const {
        constexpr std::uint64_t fewest = 5;
        return tally(NumberStyle::german).rows == tally(NumberStyle::plain).rows && fractions_.spellings >= fewest &&
               fractions_.spellings < numbers_.spellings && most_digits_ <= 3;
    }

    /// Whether another style fits as many rows and reads one of them as another number.
    void find_ambiguous_numbers(const std::vector<double>& values) {
        const NumberStyle style = result_.number_style;
        for (const NumberStyle other : {NumberStyle::plain, NumberStyle::english, NumberStyle::german}) {
            if (other == style || tally(other).rows < tally(style).rows || fractions_.rows + grouped_.rows == 0) {
                continue;
            }
            // English reads every plain spelling alike.
            if (style == NumberStyle::plain && other == NumberStyle::english) { continue; }
            each([&](std::uint32_t code, std::string_view text, std::uint64_t) {
                if (result_.ambiguous || std::isnan(values[code])) { return; }
                const auto value = read_number(text, other);
                if (value && *value != values[code]) { result_.ambiguous = true; }
            });
        }
    }

    bool read_dates() {
        if (!is_kind(dates_, all_)) { return false; }
        const bool time = times_.rows * 20 >= dates_.rows;
        result_.kind = time ? Kind::datetime : Kind::date;
        if (date_order_.rows(DateNotation::year_first) == dates_.rows && (time || times_.rows == 0)) {
            result_.date_style = DateStyle::iso;
            if (!time) {
                for (double& value : iso_seconds_) { value /= 86400; }
            }
            keep(std::move(iso_seconds_), distinct_dates_);
        } else {
            const DateOrder::Found found = date_order_.find(column_, result_.states, options_.dates);
            result_.ambiguous = found.ambiguous;
            result_.date_style =
                date_order_.rows(DateNotation::year_first) * 2 >= dates_.rows ? DateStyle::iso : found.order;
            keep(dates_in(column_, result_.states, found.order, time), distinct_dates_ && (time || times_.rows == 0));
        }
        result_.other_dates = date_order_.other_rows();
        result_.months = coarse_.rows == dates_.rows;
        find_stand_in_days();
        return true;
    }

    /// A day that programs write where they have none, if it is far more frequent than others.
    void find_stand_in_days() {
        struct Day {
            double day;
            std::uint64_t rows = 0;
            std::vector<std::uint32_t> codes;
        };
        const double unit = result_.kind == Kind::datetime ? 86400 : 1;
        std::vector<Day> found;
        std::uint64_t filled = 0;
        each([&](std::uint32_t code, std::string_view, std::uint64_t rows) {
            filled += rows;
            const double day = std::floor(result_.values[code] / unit);
            if (!is_stand_in_day(static_cast<std::int64_t>(day))) { return; }
            auto known = std::ranges::find(found, day, &Day::day);
            if (known == found.end()) { known = found.insert(known, Day{.day = day, .codes = {}}); }
            known->rows += rows;
            known->codes.push_back(code);
        });
        const double usual =
            static_cast<double>(filled) / static_cast<double>(std::max<std::uint64_t>(1, result_.distinct));
        constexpr std::uint64_t fewest = 3;
        for (const Day& day : found) {
            if (day.rows < fewest || static_cast<double>(day.rows) <= 5 * usual) { continue; }
            std::vector<double> values;
            for (const std::uint32_t code : day.codes) {
                values.push_back(result_.values[code]);
                result_.values[code] = not_a_number;
                result_.states[code] = CellState::missing;
                result_.stand_ins.push_back(code);
            }
            std::ranges::sort(values);
            result_.distinct -= static_cast<std::uint64_t>(std::ranges::unique(values).begin() - values.begin());
        }
    }

    void read_words() {
        const double rows = static_cast<double>(all_.rows);
        const bool mostly_distinct = all_.spellings >= 10 && all_.spellings * 2 > all_.rows;
        result_.kind = mostly_distinct || static_cast<double>(bytes_) > 50 * rows ? Kind::text : Kind::category;
        result_.distinct = all_.spellings;
    }

    /// Takes over the values; a cell without one is invalid.
    /// @param distinct each is another value: nothing need be compared
    void keep(std::vector<double> values, bool distinct) {
        std::vector<std::uint64_t> keys;
        bool ascending = true;
        each([&](std::uint32_t code, std::string_view, std::uint64_t) {
            if (std::isnan(values[code])) {
                result_.states[code] = CellState::invalid;
            } else if (distinct) {
                ++result_.distinct;
            } else {
                const std::uint64_t key = order_key(values[code]);
                ascending = ascending && (keys.empty() || keys.back() <= key);
                keys.push_back(key);
            }
        });
        if (!ascending) {
            radix_sort(keys, [](std::uint64_t key) { return key; });
        }
        if (!distinct) {
            result_.distinct = static_cast<std::uint64_t>(std::ranges::unique(keys).begin() - keys.begin());
        }
        result_.values = std::move(values);
    }

    const Tally& tally(NumberStyle style) const { return number_styles_[static_cast<std::size_t>(style)]; }

    const Column& column_;
    const InterpretOptions& options_;
    Interpretation result_;
    std::vector<double> plain_numbers_;  ///< [codes] read as `plain`; NaN where that fails; empty if it always does
    std::vector<double> iso_seconds_;    ///< [codes] the same for ISO dates
    bool plain_fractions_ = false;       ///< one of the plain numbers is not whole, or might as well not be
    bool distinct_numbers_ = true;       ///< no two of the plain numbers are the same
    bool distinct_dates_ = true;         ///< no two of the dates are the same
    int decimals_ = -1;                  ///< of the last plain number
    std::uint32_t shape_ = 0;            ///< of the last date
    Tally all_, booleans_, numbers_, fractions_, grouped_, codes_, long_, spaced_, dates_, times_, coarse_, compact_,
        exponents_;
    std::array<Tally, 4> number_styles_{};
    DateOrder date_order_;
    std::vector<std::uint32_t> blanks_;  ///< codes of white space
    std::array<std::uint64_t, 7> units_{};
    std::uint64_t bytes_ = 0;
    std::uint64_t most_other_ = 0;
    std::uint8_t yes_ = 0, no_ = 0;
    unsigned least_digits_ = 1000, most_digits_ = 0;
};

}  // namespace

std::string_view name_of(Kind kind) {
    constexpr std::array<std::string_view, 8> names = {"integer",  "number",   "boolean", "date",
                                                       "datetime", "category", "text",    "empty"};
    return names[static_cast<std::size_t>(kind)];
}

std::string_view name_of(NumberStyle style) {
    constexpr std::array<std::string_view, 4> names = {"none", "plain", "english", "german"};
    return names[static_cast<std::size_t>(style)];
}

std::string_view name_of(DateStyle style) {
    constexpr std::array<std::string_view, 4> names = {"none", "iso", "day_month_year", "month_day_year"};
    return names[static_cast<std::size_t>(style)];
}

const std::vector<std::string>& default_missing_tokens() {
    static const std::vector<std::string> tokens = [] {
        std::vector<std::string> all = word_list("table", "missing");
        all.emplace(all.begin());  // a cell with nothing in it, in any language
        return all;
    }();
    return tokens;
}

Interpretation interpret(const Column& column, const InterpretOptions& options) {
    KLARSICHT_ASSERT(column.counts.size() == column.dictionary.size());
    Interpretation read = Reader(column, options).read();
    KLARSICHT_ASSERT(read.states.size() == column.dictionary.size());
    KLARSICHT_ASSERT(read.values.empty() || read.values.size() == read.states.size());
    KLARSICHT_ASSERT(read.missing + read.invalid <= column.rows());
    return read;
}

}  // namespace klarsicht
