#include "table/interpretation.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <optional>

#include "base/assert.h"
#include "base/sort_doubles.h"
#include "base/word_list.h"
#include "table/date.h"
#include "table/number.h"
#include "table/trim.h"

namespace klarsicht {

namespace {

constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();

constexpr char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

bool same_word(std::string_view a, std::string_view b) {
    return a.size() == b.size() && std::ranges::equal(a, b, [](char x, char y) { return lower(x) == lower(y); });
}

/// A word for yes or no. Single letters count only in pairs, because F is also a gender and T a size.
struct Word {
    std::string text;
    bool value;
    std::uint8_t says;  ///< `whole_word`, or the pairs of letters it belongs to, a bit each
};
constexpr std::uint8_t whole_word = 0x80;

struct BooleanWords {
    std::vector<Word> words;
    std::size_t longest = 0;  ///< bytes
};

/// `y/n` of the list: the letter for yes and the one for no. A letter of several pairs stands once, with a bit for
/// each.
void add_letter(std::vector<Word>& words, char letter, bool value, std::uint8_t pair) {
    const auto known =
        std::ranges::find_if(words, [&](const Word& word) { return word.text.size() == 1 && word.text[0] == letter; });
    if (known != words.end()) {
        known->says |= pair;
    } else {
        words.push_back({std::string(1, letter), value, pair});
    }
}

BooleanWords read_boolean_words() {
    BooleanWords read;
    for (const std::string& word : word_list("table", "yes")) { read.words.push_back({word, true, whole_word}); }
    for (const std::string& word : word_list("table", "no")) { read.words.push_back({word, false, whole_word}); }
    std::uint8_t bit = 1;
    for (const std::string& pair : word_list("table", "letter_pairs")) {
        KLARSICHT_ASSERT(pair.size() == 3 && pair[1] == '/' && bit < whole_word);
        add_letter(read.words, pair.front(), true, bit);
        add_letter(read.words, pair.back(), false, bit);
        bit = static_cast<std::uint8_t>(bit << 1);
    }
    for (const Word& word : read.words) { read.longest = std::max(read.longest, word.text.size()); }
    return read;
}

const Word* boolean_word(std::string_view text) {
    static const BooleanWords known = read_boolean_words();
    if (text.empty() || text.size() > known.longest) { return nullptr; }
    for (const Word& word : known.words) {
        if (same_word(word.text, text)) { return &word; }
    }
    return nullptr;
}

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

/// How a date is written, if in one of the ways in which two spellings are always two values: all digits there, no zone
/// but Z. 0 if not.
std::uint32_t plain_shape(std::string_view text) {
    const std::size_t n = text.size();
    if (n != 10 && n != 16 && n != 19 && n != 20) { return 0; }
    const bool year_first = text[4] == '-' && text[7] == '-';
    const bool year_last = text[2] == '.' && text[5] == '.';
    if (!year_first && !year_last) { return 0; }
    if (n > 10) {
        if (text[13] != ':' || text.substr(11, 2) == "24") { return 0; }
        if (n > 16 && (text[16] != ':' || text.substr(17, 2) == "60")) { return 0; }
        if (n == 20 && text[19] != 'Z') { return 0; }
    }
    return static_cast<std::uint32_t>(n << 16) | (year_first ? 1U << 8 : 0U) |
           (n > 10 ? static_cast<unsigned char>(text[10]) : 0U);
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
        } else if (!read_booleans() && !read_numbers() && !read_dates()) {
            read_words();
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
            if (const Word* word = boolean_word(text)) {
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
            }
            if (const auto date = scan_date(text)) {
                dates_.add(rows);
                if ((date->styles & style_bit(DateStyle::iso)) != 0) {
                    if (iso_seconds_.empty()) { iso_seconds_.assign(column_.dictionary.size(), not_a_number); }
                    iso_seconds_[code] = static_cast<double>(days_of(*date, DateStyle::iso)) * 86400 + date->seconds;
                }
                const std::uint32_t shape = bare ? plain_shape(text) : 0;
                distinct_dates_ &= shape != 0 && (shape_ == 0 || shape_ == shape);
                shape_ = shape;
                for (std::size_t style = 1; style < date_styles_.size(); ++style) {
                    if (date->styles >> style & 1) { date_styles_[style].add(rows); }
                }
                if (date->time) { times_.add(rows); }
                if (date->compact && !date->time) { compact_.add(rows); }
                if (date->short_year) { short_years_.add(rows); }
            }
        });
    }

    bool read_booleans() {
        // A third value that comes again and again is an answer (unknown), not a typo: then the column has categories.
        const bool pair = ((yes_ | no_) & whole_word) != 0 || (yes_ & no_) != 0;
        if (!pair || !is_kind(booleans_, all_) || most_other_ > std::max<std::uint64_t>(1, all_.rows / 1000)) {
            return false;
        }
        result_.kind = Kind::boolean;
        result_.values.assign(column_.dictionary.size(), not_a_number);
        std::array<bool, 2> seen{};
        each([&](std::uint32_t code, std::string_view text, std::uint64_t) {
            if (const Word* word = boolean_word(text)) {
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
        if (long_.rows * 20 >= numbers_.rows) { return true; }
        return spaced_.rows * 2 >= numbers_.rows && least_digits_ == most_digits_ && least_digits_ >= 9;
    }

    bool read_numbers() {
        if (!is_kind(numbers_, all_) || digits_are_names()) { return false; }
        if (is_kind(compact_, all_) && compact_.rows == numbers_.rows) { return false; }  // 20251231
        // The style that reads most rows; of several, the plainest.
        NumberStyle style = NumberStyle::plain;
        for (const NumberStyle other : {NumberStyle::english, NumberStyle::german}) {
            if (tally(other).rows > tally(style).rows) { style = other; }
        }
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
            find_ambiguous_numbers(plain_numbers_);
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
        find_ambiguous_numbers(values);
        keep(std::move(values), false);
        return true;
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
        // The style that reads most rows; where day and month can be told in no row, the day comes first.
        DateStyle style = DateStyle::iso;
        for (const DateStyle other : {DateStyle::day_month_year, DateStyle::month_day_year}) {
            if (tally(other).rows > tally(style).rows) { style = other; }
        }
        const bool time = times_.rows * 20 >= dates_.rows;
        result_.kind = time ? Kind::datetime : Kind::date;
        result_.date_style = style;
        const DateStyle other =
            style == DateStyle::day_month_year ? DateStyle::month_day_year : DateStyle::day_month_year;
        const bool tie = style != DateStyle::iso && tally(other).rows >= tally(style).rows;
        result_.ambiguous = short_years_.rows > 0;
        if (style == DateStyle::iso && (time || times_.rows == 0)) {
            if (!time) {
                for (double& value : iso_seconds_) { value /= 86400; }
            }
            keep(std::move(iso_seconds_), distinct_dates_);
            return true;
        }
        std::vector<double> values(column_.dictionary.size(), not_a_number);
        each([&](std::uint32_t code, std::string_view text, std::uint64_t) {
            const auto date = scan_date(text);
            if (!date || (date->styles & style_bit(style)) == 0) { return; }
            const std::int64_t days = days_of(*date, style);
            values[code] = time ? static_cast<double>(days) * 86400 + date->seconds : static_cast<double>(days);
            if (tie && (date->styles & style_bit(other)) != 0 && days_of(*date, other) != days) {
                result_.ambiguous = true;
            }
        });
        keep(std::move(values), distinct_dates_ && (time || times_.rows == 0));
        return true;
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
    const Tally& tally(DateStyle style) const { return date_styles_[static_cast<std::size_t>(style)]; }

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
    Tally all_, booleans_, numbers_, fractions_, grouped_, codes_, long_, spaced_, dates_, times_, compact_,
        short_years_;
    std::array<Tally, 4> number_styles_{};
    std::array<Tally, 4> date_styles_{};
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
