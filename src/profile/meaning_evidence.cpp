#include "profile/meaning_evidence.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "base/fold.h"
#include "profile/values/digits.h"

namespace klarsicht {

namespace {

/// Longer values are prose, not names or terms.
constexpr std::size_t longest_term = 96;

bool is_letters(std::string_view text) {
    return std::ranges::all_of(text, [](char c) {
        return values::is_letter(c) || static_cast<unsigned char>(c) >= 0x80 || c == ' ' || c == '-' || c == '\'' ||
               c == '.' || c == ',';
    });
}

bool starts_with_capital(std::string_view text) {
    if (text.empty()) { return false; }
    if (values::is_upper(text[0])) { return true; }
    if (static_cast<unsigned char>(text[0]) < 0x80 || text.size() < 2) { return false; }
    // Ä, Ö, Ü, É … and Ś, Ż … of Latin Extended-A (even code points are capitals up to U+0137, odd ones for Ź, Ż, Ž and
    // Ł's neighbours).
    const auto second = static_cast<unsigned char>(text[1]);
    return static_cast<unsigned char>(text[0]) == 0xC3 ? second < 0xA0 : true;
}

std::uint8_t count_words(std::string_view text) {
    std::size_t words = 0;
    bool inside = false;
    for (const char c : text) {
        const bool space = c == ' ' || c == '\t';
        words += !space && !inside ? 1 : 0;
        inside = !space;
    }
    return static_cast<std::uint8_t>(std::min<std::size_t>(words, 255));
}

/// Lists of the parts of a value that names several things.
WordLists lists_of_parts(const std::string& fold) {
    WordLists lists = 0;
    std::size_t start = 0;
    while (start < fold.size()) {
        const std::size_t end = std::min(fold.find_first_of(",;|/+&", start), fold.size());
        const std::string_view part = values::trimmed(std::string_view(fold).substr(start, end - start));
        if (!part.empty()) { lists |= lists_with(std::string(part)); }
        start = end + 1;
    }
    return lists;
}

}  // namespace

Evidence::Evidence(const Column& column, const Interpretation& interpretation, double as_of)
    : interpretation_(&interpretation), as_of_(as_of) {
    const std::uint32_t codes = column.dictionary.size();
    for (std::uint32_t code = 0; code < codes; ++code) {
        distinct_ += interpretation.states[code] != CellState::missing ? 1 : 0;
    }
    const auto wanted = static_cast<std::uint32_t>(std::min<std::uint64_t>(distinct_, sample_size));
    if (wanted == 0) { return; }
    values_.reserve(wanted);
    const bool terms = !numeric() && !dated();
    std::uint32_t code = 0;
    for (std::uint32_t i = 0; i < wanted && code < codes; ++i, ++code) {
        // Equal steps through the dictionary; where few values are missing this is an even spread over the values.
        if (distinct_ > sample_size) {
            code = std::max(code, static_cast<std::uint32_t>(std::uint64_t{i} * codes / wanted));
        }
        while (code < codes && interpretation.states[code] == CellState::missing) { ++code; }
        if (code == codes) { break; }
        SampledValue value;
        value.text = values::trimmed(column.dictionary[code]);
        if (value.text.empty()) { continue; }
        value.rows = static_cast<double>(column.counts[code]);
        value.number = code < interpretation.values.size() ? interpretation.values[code]
                                                           : std::numeric_limits<double>::quiet_NaN();
        if (terms && value.text.size() <= longest_term) {
            value.fold = folded(value.text);
            value.lists = lists_with(value.fold);
            if (value.lists == 0 && value.fold.find_first_of(",;|/+&") != std::string::npos) {
                value.lists = lists_of_parts(value.fold);
            }
            value.letters = is_letters(value.text);
            value.capital = starts_with_capital(value.text);
            value.words = count_words(value.text);
        }
        rows_ += value.rows;
        if (!std::isnan(value.number)) {
            numeric_rows_ += value.rows;
            numbers_.emplace_back(value.number, value.rows);
        }
        values_.push_back(std::move(value));
    }
    std::ranges::sort(numbers_);
}

double Evidence::quantile(double p) const {
    if (numbers_.empty()) { return std::numeric_limits<double>::quiet_NaN(); }
    const double target = p * numeric_rows_;
    double sum = 0;
    for (const auto& [value, rows] : numbers_) {
        sum += rows;
        if (sum >= target) { return value; }
    }
    return numbers_.back().first;
}

const ShapeScore& Evidence::shape() const {
    if (!shape_) {
        shape_.emplace();
        for (const SampledValue& value : values_) {
            // Codes of two or three capitals (EUR, DE) are no words.
            if (value.letters && value.capital && value.words == 1 && value.text.size() >= 3 &&
                values::is_lower(value.text.back())) {
                shape_->add(value.fold, 1);
            }
        }
    }
    return *shape_;
}

}  // namespace klarsicht
