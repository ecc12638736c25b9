#include "session/row_order.h"

#include <algorithm>
#include <bit>
#include <string>
#include <string_view>

#include "base/fold.h"

namespace klarsicht {

namespace {

struct Keyed {
    std::uint64_t key;
    std::uint32_t code;
};

/// Of doubles without NaN: the same order.
std::uint64_t key_of(double value) {
    const auto bits = std::bit_cast<std::uint64_t>(value == 0 ? 0.0 : value);
    constexpr std::uint64_t sign = std::uint64_t{1} << 63;
    return (bits & sign) != 0 ? ~bits : bits | sign;
}

char small(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

bool plain(std::string_view text) {
    return std::ranges::none_of(text, [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
}

/// The first eight letters, so that most words are told apart by one number.
std::uint64_t key_of(std::string_view text) {
    std::string letters;
    if (!plain(text)) {
        letters = folded(text);
        text = letters;
    }
    std::uint64_t key = 0;
    for (std::size_t i = 0; i < 8; ++i) {
        key = key << 8 | (i < text.size() ? static_cast<unsigned char>(small(text[i])) : 0U);
    }
    return key;
}

bool comes_before(std::string_view a, std::string_view b) {
    if (plain(a) && plain(b)) {
        const auto [x, y] = std::ranges::mismatch(a, b, {}, small, small);
        if (x != a.end() && y != b.end()) {
            return static_cast<unsigned char>(small(*x)) < static_cast<unsigned char>(small(*y));
        }
        if (a.size() != b.size()) { return a.size() < b.size(); }
        return a < b;
    }
    const std::string left = folded(a), right = folded(b);
    return left != right ? left < right : a < b;
}

}  // namespace

ValueRanks value_ranks(const Column& column, const Interpretation& interpretation, bool descending,
                       std::uint32_t least_rows) {
    const bool typed = !interpretation.values.empty();
    std::vector<Keyed> valid;
    valid.reserve(column.dictionary.size());
    for (std::uint32_t code = 0; code < column.dictionary.size(); ++code) {
        if (!interpretation.valid(code) || column.counts[code] < least_rows) { continue; }
        valid.push_back({typed ? key_of(interpretation.values[code]) : key_of(column.dictionary[code]), code});
    }
    if (typed) {
        std::ranges::sort(valid, {}, &Keyed::key);
    } else {
        std::ranges::sort(valid, [&](const Keyed& a, const Keyed& b) {
            if (a.key != b.key) { return a.key < b.key; }
            return a.code != b.code && comes_before(column.dictionary[a.code], column.dictionary[b.code]);
        });
    }
    ValueRanks ranks;
    ranks.of_code.assign(column.dictionary.size(), 0);
    std::uint32_t rank = 0;
    for (std::size_t i = 0; i < valid.size(); ++i) {
        if (i > 0 && (!typed || valid[i].key != valid[i - 1].key)) { ++rank; }
        ranks.of_code[valid[i].code] = rank;
    }
    const std::uint32_t values = valid.empty() ? 0 : rank + 1;
    for (std::uint32_t code = 0; code < ranks.of_code.size(); ++code) {
        const CellState state = interpretation.states[code];
        std::uint32_t& own = ranks.of_code[code];
        if (state != CellState::valid) {
            own = values + (state == CellState::invalid ? 1 : 2);
        } else if (column.counts[code] < least_rows) {
            own = values;
        } else if (descending) {
            own = values - 1 - own;
        }
    }
    ranks.count = values + 3;
    return ranks;
}

void sort_rows(std::vector<std::uint32_t>& rows, const Column& column, const ValueRanks& ranks) {
    const auto rank_of = [&](std::uint32_t row) {
        return row < column.codes.size() ? ranks.of_code[column.codes[row]] : ranks.count;
    };
    std::vector<std::uint32_t> starts(std::size_t{ranks.count} + 2);
    for (const std::uint32_t row : rows) { ++starts[std::size_t{rank_of(row)} + 1]; }
    for (std::size_t rank = 1; rank < starts.size(); ++rank) { starts[rank] += starts[rank - 1]; }
    std::vector<std::uint32_t> sorted(rows.size());
    for (const std::uint32_t row : rows) { sorted[starts[rank_of(row)]++] = row; }
    rows = std::move(sorted);
}

}  // namespace klarsicht
