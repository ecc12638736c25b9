#include "stats/linear_disclosure.h"

#include <algorithm>
#include <utility>

namespace klarsicht::stats {

namespace {

constexpr std::uint64_t prime = 2147483647;

std::uint64_t power(std::uint64_t base, std::uint64_t exponent) {
    std::uint64_t result = 1;
    for (; exponent > 0; exponent >>= 1) {
        if ((exponent & 1) != 0) { result = result * base % prime; }
        base = base * base % prime;
    }
    return result;
}

using Row = std::vector<std::uint64_t>;

/// Takes `factor` times one row from another, from the pivot on.
void subtract(Row& from, const Row& row, std::uint64_t factor, std::size_t pivot) {
    for (std::size_t c = pivot; c < row.size(); ++c) {
        if (row[c] != 0) { from[c] = (from[c] + (prime - factor) * row[c]) % prime; }
    }
}

}  // namespace

std::vector<std::uint8_t> determined_by_sums(std::span<const std::vector<std::size_t>> sums, std::size_t unknowns) {
    std::vector<Row> rows;
    for (const std::vector<std::size_t>& sum : sums) {
        Row& row = rows.emplace_back(unknowns, 0);
        for (const std::size_t place : sum) { row[place] = 1; }
    }
    std::size_t rank = 0;
    for (std::size_t column = 0; column < unknowns && rank < rows.size(); ++column) {
        const auto pivot = std::ranges::find_if(rows.begin() + static_cast<std::ptrdiff_t>(rank), rows.end(),
                                                [&](const Row& row) { return row[column] != 0; });
        if (pivot == rows.end()) { continue; }
        std::swap(rows[rank], *pivot);
        const std::uint64_t inverse = power(rows[rank][column], prime - 2);
        for (std::uint64_t& value : rows[rank]) { value = value * inverse % prime; }
        for (std::size_t r = 0; r < rows.size(); ++r) {
            if (r != rank && rows[r][column] != 0) { subtract(rows[r], rows[rank], rows[r][column], column); }
        }
        ++rank;
    }
    std::vector<std::uint8_t> determined(unknowns, 0);
    for (std::size_t r = 0; r < rank; ++r) {
        const auto others = std::ranges::count_if(rows[r], [](std::uint64_t value) { return value != 0; });
        const auto place =
            std::ranges::find_if(rows[r], [](std::uint64_t value) { return value != 0; }) - rows[r].begin();
        if (others == 1) { determined[static_cast<std::size_t>(place)] = 1; }
    }
    return determined;
}

}  // namespace klarsicht::stats
