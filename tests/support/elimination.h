#pragma once
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace klarsicht::test {

/// Which sums follow from others: Gauß elimination sum by sum, modulo another prime and made in another way than what
/// it is to check (stats/told_sums.h). Sums are places of the unknowns that are added.
class Elimination {
public:
    explicit Elimination(std::size_t unknowns) : unknowns_(unknowns) {}
    void add(const std::vector<std::size_t>& sum) {
        Row row = reduced(sum);
        const auto pivot = std::ranges::find_if(row, [](std::int64_t value) { return value != 0; });
        if (pivot == row.end()) { return; }
        const std::int64_t inverse = power(*pivot, prime - 2);
        for (std::int64_t& value : row) { value = value * inverse % prime; }
        rows_.push_back(std::move(row));
    }
    bool holds(const std::vector<std::size_t>& sum) const {
        return std::ranges::all_of(reduced(sum), [](std::int64_t value) { return value == 0; });
    }

private:
    using Row = std::vector<std::int64_t>;
    static constexpr std::int64_t prime = 1'000'003;
    static std::int64_t power(std::int64_t base, std::int64_t exponent) {
        std::int64_t result = 1;
        for (; exponent > 0; exponent >>= 1) {
            if ((exponent & 1) != 0) { result = result * base % prime; }
            base = base * base % prime;
        }
        return result;
    }
    Row reduced(const std::vector<std::size_t>& sum) const {
        Row row(unknowns_, 0);
        for (const std::size_t place : sum) { row[place] = 1; }
        for (const Row& known : rows_) {
            const auto pivot =
                std::ranges::find_if(known, [](std::int64_t value) { return value != 0; }) - known.begin();
            const std::int64_t factor = row[static_cast<std::size_t>(pivot)];
            for (std::size_t i = 0; i < unknowns_; ++i) {
                row[i] = ((row[i] - factor * known[i]) % prime + prime) % prime;
            }
        }
        return row;
    }
    std::size_t unknowns_;
    std::vector<Row> rows_;
};

}  // namespace klarsicht::test
