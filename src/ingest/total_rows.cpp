#include "ingest/total_rows.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <optional>
#include <string_view>

#include "base/word_list.h"
#include "table/number.h"
#include "table/trim.h"

namespace klarsicht {

namespace {

constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();
/// A name longer than this is a text.
constexpr std::size_t longest_label = 80;
/// Rows at the end, or at the start, that may be a sum without being called so.
constexpr std::uint64_t unnamed_rows = 3;
/// Rows times candidates that are looked at: a column in which every second cell says "all" is none of sums.
constexpr std::uint64_t most_looks = 30'000'000;
constexpr std::size_t most_number_columns = 24;

constexpr char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

bool starts_with_word(std::string_view text, std::string_view word) {
    return text.size() >= word.size() &&
           std::ranges::equal(text.substr(0, word.size()), word, [](char x, char y) { return lower(x) == y; });
}

enum class Label : std::uint8_t {
    none,
    within,  ///< Summe Nord, Nord gesamt: may as well be a name
    whole,   ///< Total, Total: Campaigns
};

/// Words that name sums, told apart by their first and last letters before they are compared.
class TotalWords {
public:
    TotalWords() : words_(word_list("table", "totals")) {
        for (const std::string& word : words_) {
            starts_[static_cast<unsigned char>(word.front())] = true;
            ends_[static_cast<unsigned char>(word.back())] = true;
        }
    }

    Label of(std::string_view text) const {
        text = trim(text);
        if (text.empty() || text.size() > longest_label) { return Label::none; }
        if (starts_[static_cast<unsigned char>(lower(text.front()))]) {
            Label found = Label::none;
            for (const std::string& word : words_) {
                if (starts_with_word(text, word)) { found = std::max(found, behind(text.substr(word.size()))); }
            }
            if (found != Label::none) { return found; }
        }
        if (ends_[static_cast<unsigned char>(lower(text.back()))]) {
            for (const std::string& word : words_) {
                if (text.size() > word.size() && text[text.size() - word.size() - 1] == ' ' &&
                    starts_with_word(text.substr(text.size() - word.size()), word)) {
                    return Label::within;
                }
            }
        }
        return Label::none;
    }

private:
    static Label behind(std::string_view rest) {
        if (rest.empty() || rest.front() == ':') { return Label::whole; }
        return rest.front() == ' ' || rest.front() == '(' ? Label::within : Label::none;
    }

    const std::vector<std::string>& words_;
    std::array<bool, 256> starts_{}, ends_{};
};

bool says_nothing(std::string_view text) {
    text = trim(text);
    if (text.size() > 3) { return false; }
    return text.empty() || text == "-" || text == "--" || text == "\xE2\x80\x93" || text == "\xE2\x80\x94";
}

/// A column read as numbers, if most of it are some.
std::vector<double> numbers_of(const Column& column) {
    std::array<std::uint64_t, 4> rows{};
    std::uint64_t filled = 0;
    const std::uint32_t n = column.dictionary.size();
    // What a style is shows in some hundred spellings.
    for (std::uint32_t code = 0; code < std::min<std::uint32_t>(n, 1000); ++code) {
        const std::string_view text = trim(column.dictionary[code]);
        if (says_nothing(text)) { continue; }
        filled += column.counts[code];
        const auto scan = scan_number(text);
        if (!scan || scan->code) { continue; }
        for (std::size_t style = 1; style < rows.size(); ++style) {
            if (scan->styles >> style & 1) { rows[style] += column.counts[code]; }
        }
    }
    const auto best = static_cast<std::size_t>(std::ranges::max_element(rows) - rows.begin());
    if (rows[best] == 0 || rows[best] * 10 < filled * 8) { return {}; }
    // Where grouped and plain readings are as many, marks decide: 1,234 beside 12.50.
    std::vector<double> values(n, not_a_number);
    for (std::uint32_t code = 0; code < n; ++code) {
        if (const auto value = read_number(trim(column.dictionary[code]), static_cast<NumberStyle>(best))) {
            values[code] = *value;
        }
    }
    return values;
}

struct Candidate {
    std::uint64_t row;
    Label label = Label::none;
    std::size_t column = 0;  ///< where the label stands
    bool sum = false;
};

class Finder {
public:
    Finder(const Table& table, std::uint64_t rows) : table_(table), rows_(rows) {}

    std::vector<std::uint64_t> find() {
        if (rows_ < 3 || table_.columns.size() < 2) { return {}; }
        find_named();
        find_unnamed();
        if (candidates_.empty()) { return {}; }
        std::ranges::sort(candidates_, {}, &Candidate::row);
        if (candidates_.size() * rows_ > most_looks) { return {}; }
        read_numbers();
        if (number_columns_.empty()) { return {}; }
        for (Candidate& candidate : candidates_) { candidate.sum = is_sum(candidate); }
        // Once more without those that only seemed to be some: they may belong to a sum.
        for (const Candidate& candidate : candidates_) {
            is_candidate_[candidate.row] = candidate.sum || candidate.label == Label::whole;
        }
        for (Candidate& candidate : candidates_) { candidate.sum = candidate.sum || is_sum(candidate); }
        drop_names();
        add_last_rows();
        add_total_of_all();
        std::vector<std::uint64_t> found;
        for (const Candidate& candidate : candidates_) {
            if (candidate.sum) { found.push_back(candidate.row); }
        }
        // A table of sums only is one of something else.
        return found.size() * 3 > rows_ * 2 ? std::vector<std::uint64_t>() : found;
    }

private:
    std::string_view cell(std::size_t column, std::uint64_t row) const {
        return table_.columns[column].spelling_at(row);
    }
    bool blank(std::size_t column, std::uint64_t row) const { return says_nothing(cell(column, row)); }

    void find_named() {
        static const TotalWords words;
        std::vector<std::uint8_t> labels;
        for (std::size_t c = 0; c < table_.columns.size(); ++c) {
            const Column& column = table_.columns[c];
            std::uint64_t named = 0;
            labels.clear();
            for (std::uint32_t code = 0; code < column.dictionary.size(); ++code) {
                const Label label = words.of(column.dictionary[code]);
                if (label == Label::none) { continue; }
                if (labels.empty()) { labels.resize(column.dictionary.size()); }
                labels[code] = static_cast<std::uint8_t>(label);
                named += column.counts[code];
            }
            label_codes_.push_back(labels);
            if (named == 0 || (candidates_.size() + named) * rows_ > most_looks) { continue; }
            for (std::uint64_t row = 0; row < rows_ && named > 0; ++row) {
                const auto label = static_cast<Label>(labels[column.codes[row]]);
                if (label == Label::whole || (label == Label::within && leads(c, row))) { add({row, label, c}); }
            }
        }
    }

    /// Whether nothing stands before that cell.
    bool leads(std::size_t c, std::uint64_t row) const {
        for (std::size_t before = 0; before < c; ++before) {
            if (!blank(before, row)) { return false; }
        }
        return true;
    }

    /// Of a row that is called so twice (All, All), the surer name counts.
    void add(const Candidate& candidate) {
        const auto known = std::ranges::find(candidates_, candidate.row, &Candidate::row);
        if (known == candidates_.end()) {
            candidates_.push_back(candidate);
        } else if (candidate.label > known->label) {
            *known = candidate;
        }
    }

    /// Rows of numbers only, with nothing where the others have a name.
    void find_unnamed() {
        for (std::uint64_t row = 0; row < rows_; ++row) {
            if (row > 0 && row + unnamed_rows < rows_) { row = rows_ - unnamed_rows; }
            bool number = false, gap = false, text = false;
            for (std::size_t c = 0; c < table_.columns.size() && !text; ++c) {
                if (blank(c, row)) {
                    gap = gap || usually_filled(c);
                } else if (scan_number(trim(cell(c, row)))) {
                    number = true;
                } else {
                    text = table_.columns[c].counts[table_.columns[c].codes[row]] * 10 < rows_ * 9;
                }
            }
            if (number && gap && !text) { add({row, Label::none, 0}); }
        }
    }

    bool usually_filled(std::size_t c) const {
        const Column& column = table_.columns[c];
        std::uint64_t blanks = 0;
        for (std::uint32_t code = 0; code < column.dictionary.size(); ++code) {
            if (says_nothing(column.dictionary[code])) { blanks += column.counts[code]; }
        }
        return blanks * 10 <= rows_ || blanks <= 2;
    }

    void read_numbers() {
        numbers_.resize(table_.columns.size());
        for (std::size_t c = 0; c < table_.columns.size() && number_columns_.size() < most_number_columns; ++c) {
            const bool asked = std::ranges::any_of(candidates_, [&](const Candidate& candidate) {
                return scan_number(trim(cell(c, candidate.row))).has_value();
            });
            if (asked) { numbers_[c] = numbers_of(table_.columns[c]); }
            if (!numbers_[c].empty()) { number_columns_.push_back(c); }
        }
        is_candidate_.assign(static_cast<std::size_t>(rows_), false);
        for (const Candidate& candidate : candidates_) { is_candidate_[candidate.row] = true; }
    }

    double number(std::size_t c, std::uint64_t row) const { return numbers_[c][table_.columns[c].codes[row]]; }

    /// The columns whose cell in that row says which rows it is about.
    std::vector<std::size_t> keys_of(const Candidate& candidate) const {
        std::vector<std::size_t> keys;
        for (std::size_t c = 0; c < table_.columns.size(); ++c) {
            if (!numbers_[c].empty() || blank(c, candidate.row)) { continue; }
            if (!label_codes_[c].empty() && label_codes_[c][table_.columns[c].codes[candidate.row]] != 0) { continue; }
            keys.push_back(c);
        }
        return keys;
    }

    bool is_sum(const Candidate& candidate) const {
        const std::vector<std::size_t> keys = keys_of(candidate);
        const auto named = [&](std::uint64_t row) {
            return std::ranges::all_of(keys, [&](std::size_t c) {
                return table_.columns[c].codes[row] == table_.columns[c].codes[candidate.row];
            });
        };
        if (agrees(candidate, 0, rows_, named)) { return true; }
        if (candidate.label == Label::none) { return false; }
        std::uint64_t from = candidate.row;
        while (from > 0 && !is_candidate_[from - 1]) { --from; }
        const auto all = [](std::uint64_t) { return true; };
        return agrees(candidate, from, candidate.row, all) || agrees(candidate, 0, rows_, all);
    }

    /// Whether numbers of the row are the sums of others: one is enough where many add up to it.
    bool agrees(const Candidate& candidate, std::uint64_t from, std::uint64_t to, const auto& belongs) const {
        std::vector<double> sums(number_columns_.size());
        std::vector<std::uint64_t> addends(number_columns_.size());
        for (std::uint64_t row = from; row < to; ++row) {
            if (is_candidate_[row] || !belongs(row)) { continue; }
            for (std::size_t n = 0; n < number_columns_.size(); ++n) {
                const double value = number(number_columns_[n], row);
                if (std::isnan(value) || value == 0) { continue; }
                sums[n] += value;
                ++addends[n];
            }
        }
        std::size_t filled = 0, same = 0, sure = 0;
        for (std::size_t n = 0; n < number_columns_.size(); ++n) {
            const double value = number(number_columns_[n], candidate.row);
            if (std::isnan(value) || value == 0) { continue; }
            ++filled;
            // What is rounded in each row is off by a little in the sum.
            const double tolerance = candidate.label == Label::whole ? 2e-4 : 1e-9;
            if (addends[n] == 0 || std::abs(sums[n] - value) > tolerance * std::abs(value) + 1e-9) { continue; }
            if (candidate.label != Label::whole && addends[n] < 2) { continue; }
            ++same;
            const bool telling = std::abs(value) >= 20 || value != std::trunc(value);
            sure += addends[n] >= 3 && telling ? 1 : 0;
        }
        if (candidate.label == Label::none) { return sure >= 2 || (sure == 1 && filled <= 2); }
        return sure >= 1 || same >= 2 || (same == 1 && filled == 1);
    }

    /// Where the same word stands in other rows that are no sums, it is a value of the column.
    void drop_names() {
        for (Candidate& candidate : candidates_) {
            if (!candidate.sum || candidate.label == Label::none) { continue; }
            const std::uint32_t code = table_.columns[candidate.column].codes[candidate.row];
            std::uint64_t alike = 0, sums = 0;
            for (const Candidate& other : candidates_) {
                if (table_.columns[candidate.column].codes[other.row] != code) { continue; }
                ++alike;
                sums += other.sum ? 1 : 0;
            }
            if (sums * 10 < alike * 6) { candidate.label = Label::none; }
        }
        for (Candidate& candidate : candidates_) {
            if (candidate.label == Label::none && label_at(candidate)) { candidate.sum = false; }
        }
    }

    bool label_at(const Candidate& candidate) const {
        const auto& codes = label_codes_[candidate.column];
        return !codes.empty() && codes[table_.columns[candidate.column].codes[candidate.row]] != 0;
    }

    /// Below the table a row called so that says nothing but numbers is a sum, if not of the rows that are left.
    void add_last_rows() {
        for (std::size_t i = candidates_.size(); i-- > 0;) {
            Candidate& candidate = candidates_[i];
            if (candidate.row + (candidates_.size() - i) != rows_) { return; }
            if (candidate.sum) { continue; }
            if (candidate.label != Label::whole || !only_numbers(candidate)) { return; }
            candidate.sum = true;
        }
    }

    /// A row that alone is called so in each of its names. People reached twice are in it once: it is no sum.
    void add_total_of_all() {
        const auto total = std::ranges::find_if(candidates_, [&](const Candidate& one) { return called_all(one.row); });
        if (total == candidates_.end()) { return; }
        const bool alone =
            std::none_of(total + 1, candidates_.end(), [&](const Candidate& one) { return called_all(one.row); });
        total->sum = total->sum || (alone && is_greatest(total->row));
    }

    /// Whether each of several names in a row is a word for all: "All, All, 120".
    bool called_all(std::uint64_t row) const {
        std::size_t names = 0;
        for (std::size_t c = 0; c < table_.columns.size(); ++c) {
            if (!numbers_[c].empty() || blank(c, row)) { continue; }
            const std::vector<std::uint8_t>& labels = label_codes_[c];
            if (labels.empty() || static_cast<Label>(labels[table_.columns[c].codes[row]]) != Label::whole) {
                return false;
            }
            ++names;
        }
        return names >= 2;
    }

    /// Whether most numbers of a row are the greatest of their column.
    bool is_greatest(std::uint64_t row) const {
        std::size_t filled = 0, greatest = 0;
        for (const std::size_t c : number_columns_) {
            const double value = number(c, row);
            if (std::isnan(value)) { continue; }
            ++filled;
            greatest += std::ranges::none_of(numbers_[c], [&](double other) { return other > value; }) ? 1 : 0;
        }
        return filled > 0 && greatest * 2 > filled;
    }

    bool only_numbers(const Candidate& candidate) const {
        std::size_t numbers = 0;
        for (std::size_t c = 0; c < table_.columns.size(); ++c) {
            if (c < candidate.column && !blank(c, candidate.row)) { return false; }
            if (c == candidate.column || blank(c, candidate.row)) { continue; }
            if (!numbers_[c].empty() && !std::isnan(number(c, candidate.row))) {
                ++numbers;
                continue;
            }
            const Column& column = table_.columns[c];
            if (column.counts[column.codes[candidate.row]] * 10 < rows_ * 8) { return false; }
        }
        return numbers > 0;
    }

    const Table& table_;
    std::uint64_t rows_;
    std::vector<Candidate> candidates_;
    std::vector<std::vector<std::uint8_t>> label_codes_;  ///< [columns][codes] a Label; empty where there are none
    std::vector<std::vector<double>> numbers_;            ///< [columns][codes] empty: no numbers
    std::vector<std::size_t> number_columns_;
    std::vector<bool> is_candidate_;  ///< [rows]
};

}  // namespace

std::vector<std::uint64_t> find_total_rows(const Table& table, std::uint64_t rows) {
    return Finder(table, rows).find();
}

std::vector<std::uint64_t> find_blank_rows(const Table& table) {
    if (table.columns.size() < 3) { return {}; }
    // Rows that are blank in the fullest column are looked at whole.
    std::vector<std::vector<bool>> blanks;
    std::size_t fullest = 0;
    std::uint64_t least = std::numeric_limits<std::uint64_t>::max();
    for (std::size_t c = 0; c < table.columns.size(); ++c) {
        const Column& column = table.columns[c];
        std::uint64_t rows = 0;
        std::vector<bool>& codes = blanks.emplace_back(column.dictionary.size());
        for (std::uint32_t code = 0; code < column.dictionary.size(); ++code) {
            if (!trim(column.dictionary[code]).empty()) { continue; }
            codes[code] = true;
            rows += column.counts[code];
        }
        if (rows == 0) { return {}; }
        if (rows < least) {
            least = rows;
            fullest = c;
        }
    }
    std::vector<std::uint64_t> found;
    const Column& first = table.columns[fullest];
    for (std::uint64_t row = 0; row < table.rows(); ++row) {
        if (!blanks[fullest][first.codes[row]]) { continue; }
        bool blank = true;
        for (std::size_t c = 0; c < table.columns.size() && blank; ++c) {
            blank = blanks[c][table.columns[c].codes[row]];
        }
        if (blank) { found.push_back(row); }
    }
    return found;
}

}  // namespace klarsicht
