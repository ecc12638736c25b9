#include "audit/quality/chance.h"

#include <algorithm>

#include "base/sort_few.h"

namespace klarsicht::quality {

namespace {

constexpr std::uint32_t no_row = 0xFFFFFFFFu;
/// Rows times pairs of columns that are looked at: some twenty milliseconds.
constexpr std::size_t most_steps = 4'000'000;
constexpr std::size_t most_rows = 5000;
/// Fewer pairs of equal cells do not tell whether another column follows.
constexpr double fewest_pairs = 20;
/// Of the pairs that agree in one column, so many agree in another one that follows from it.
constexpr double follows_share = 0.9;
/// A column in which nearly all pairs agree tells hardly anything apart.
constexpr double says_little = 0.9;

double pairs_of(double n) { return n * (n - 1) / 2; }

/// Share of the pairs of rows that agree in the column, of the rows that repeat none.
double agreement(const Column& column, const std::vector<std::uint32_t>& first_equal) {
    std::vector<std::uint64_t> counts(column.counts.begin(), column.counts.end());
    for (std::size_t row = 0; row < first_equal.size(); ++row) {
        if (first_equal[row] != no_row) { --counts[column.codes[row]]; }
    }
    double equal = 0, rows = 0;
    for (const std::uint64_t n : counts) {
        equal += pairs_of(static_cast<double>(n));
        rows += static_cast<double>(n);
    }
    return equal / pairs_of(std::max(2.0, rows));
}

/// Pairs of equal keys.
double equal_pairs(std::vector<std::uint64_t>& keys) {
    std::ranges::sort(keys);
    double pairs = 0;
    for (std::size_t from = 0; from < keys.size();) {
        std::size_t to = from + 1;
        while (to < keys.size() && keys[to] == keys[from]) { ++to; }
        pairs += pairs_of(static_cast<double>(to - from));
        from = to;
    }
    return pairs;
}

class Sample {
public:
    Sample(const Table& table, std::size_t columns, const std::vector<std::uint32_t>& first_equal) : table_(table) {
        std::vector<std::uint32_t> different;
        for (std::uint32_t row = 0; row < table.rows(); ++row) {
            if (first_equal.empty() || first_equal[row] == no_row) { different.push_back(row); }
        }
        const std::size_t wanted = std::min(most_rows, most_steps / (columns * columns + 1) + 50);
        const std::size_t step = std::max<std::size_t>(1, different.size() / wanted);
        for (std::size_t i = 0; i < different.size(); i += step) { rows_.push_back(different[i]); }
    }

    double pairs(std::size_t a) { return equal_pairs(keys(a, a)); }

    /// Whether rows that agree in `a` nearly always agree in `b`.
    bool follows(std::size_t a, double pairs_of_a, std::size_t b) {
        return pairs_of_a >= fewest_pairs && equal_pairs(keys(a, b)) >= follows_share * pairs_of_a;
    }

private:
    std::vector<std::uint64_t>& keys(std::size_t a, std::size_t b) {
        const std::vector<std::uint32_t>& first = table_.columns[a].codes;
        const std::vector<std::uint32_t>& second = table_.columns[b].codes;
        keys_.clear();
        for (const std::uint32_t row : rows_) {
            keys_.push_back(std::uint64_t{first[row]} << 32 | (a == b ? 0 : second[row]));
        }
        return keys_;
    }

    const Table& table_;
    std::vector<std::uint32_t> rows_;
    std::vector<std::uint64_t> keys_;
};

}  // namespace

Chance repeats_by_chance(const Table& table, std::vector<std::size_t> columns,
                         const std::vector<std::uint32_t>& first_equal) {
    Chance chance{.pairs = pairs_of(static_cast<double>(table.rows())), .columns = 0};
    std::vector<double> agree(table.columns.size());
    for (const std::size_t c : columns) { agree[c] = agreement(table.columns[c], first_equal); }
    // The finest column first: the coarser ones may follow from it.
    sort_few(columns, [&](std::size_t a, std::size_t b) { return agree[a] < agree[b]; });
    Sample sample(table, columns.size(), first_equal);
    struct Used {
        std::size_t column;
        double pairs;
    };
    std::vector<Used> used;
    for (const std::size_t c : columns) {
        const bool follows =
            std::ranges::any_of(used, [&](const Used& finer) { return sample.follows(finer.column, finer.pairs, c); });
        if (follows) { continue; }
        chance.pairs *= agree[c];
        if (agree[c] < says_little) { ++chance.columns; }
        used.push_back({c, sample.pairs(c)});
    }
    return chance;
}

}  // namespace klarsicht::quality
