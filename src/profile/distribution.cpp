#include "profile/distribution.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <utility>

namespace klarsicht {

namespace {

struct Keyed {
    std::uint64_t key;
    std::uint64_t rows;
};

constexpr std::uint64_t sign_bit = std::uint64_t{1} << 63;

/// A number whose unsigned order is the order of the doubles.
std::uint64_t key_of(double value) {
    const auto bits = std::bit_cast<std::uint64_t>(value == 0 ? 0.0 : value);
    return (bits & sign_bit) != 0 ? ~bits : bits | sign_bit;
}

double value_of(std::uint64_t key) { return std::bit_cast<double>((key & sign_bit) != 0 ? key & ~sign_bit : ~key); }

/// Least significant digit first, 11 bits at a time; a digit that is the same everywhere costs no pass.
void radix_sort(std::vector<Keyed>& items) {
    constexpr unsigned bits = 11;
    constexpr std::size_t digits = (64 + bits - 1) / bits;
    constexpr std::size_t buckets = std::size_t{1} << bits;
    std::vector<std::uint32_t> histogram(digits * buckets);
    for (const Keyed& item : items) {
        for (std::size_t d = 0; d < digits; ++d) { ++histogram[d * buckets + ((item.key >> (d * bits)) & (buckets - 1))]; }
    }
    std::vector<Keyed> other(items.size());
    for (std::size_t d = 0; d < digits; ++d) {
        std::uint32_t* counts = histogram.data() + d * buckets;
        const std::size_t first = (items.front().key >> (d * bits)) & (buckets - 1);
        if (counts[first] == items.size()) { continue; }
        std::uint32_t place = 0;
        for (std::size_t b = 0; b < buckets; ++b) { place += std::exchange(counts[b], place); }
        for (const Keyed& item : items) { other[counts[(item.key >> (d * bits)) & (buckets - 1)]++] = item; }
        items.swap(other);
    }
}

/// Neumaier's compensated sum: the error does not grow with the number of terms.
class Sum {
public:
    void add(double term) {
        const double total = sum_ + term;
        rest_ += std::abs(sum_) >= std::abs(term) ? (sum_ - total) + term : (term - total) + sum_;
        sum_ = total;
    }
    double value() const { return sum_ + rest_; }

private:
    double sum_ = 0;
    double rest_ = 0;
};

}  // namespace

Distribution::Distribution(const Column& column, const Interpretation& interpretation) {
    if (interpretation.values.empty()) { return; }
    std::vector<Keyed> items;
    items.reserve(column.counts.size());
    bool sorted = true;
    for (std::uint32_t code = 0; code < column.counts.size(); ++code) {
        if (!interpretation.valid(code) || column.counts[code] == 0) { continue; }
        const std::uint64_t key = key_of(interpretation.values[code]);
        sorted = sorted && (items.empty() || items.back().key <= key);
        items.push_back({key, column.counts[code]});
    }
    if (items.empty()) { return; }
    if (!sorted) {
        if (items.size() < 4096) {
            std::ranges::sort(items, {}, &Keyed::key);
        } else {
            radix_sort(items);
        }
    }
    entries_.reserve(items.size());
    std::uint64_t last_key = 0;
    for (const Keyed& item : items) {
        rows_ += item.rows;
        if (!entries_.empty() && item.key == last_key) {
            entries_.back().rows += item.rows;
        } else {
            entries_.push_back({value_of(item.key), item.rows});
            last_key = item.key;
        }
    }
}

Distribution::Distribution(std::vector<Entry> entries) : entries_(std::move(entries)) {
    for (const Entry& entry : entries_) { rows_ += entry.rows; }
}

double Distribution::mean() const {
    Sum sum;
    for (const Entry& entry : entries_) { sum.add(entry.value * static_cast<double>(entry.rows)); }
    return sum.value() / static_cast<double>(rows_);
}

std::optional<double> Distribution::std_deviation() const {
    if (rows_ < 2) { return std::nullopt; }
    const double center = mean();
    Sum squares;
    for (const Entry& entry : entries_) {
        const double distance = entry.value - center;
        squares.add(distance * distance * static_cast<double>(entry.rows));
    }
    return std::sqrt(squares.value() / static_cast<double>(rows_ - 1));
}

std::vector<double> Distribution::quantiles(const std::vector<double>& probabilities) const {
    std::vector<double> result;
    if (entries_.empty()) { return result; }
    std::size_t i = 0;
    std::uint64_t rows_through = entries_[0].rows;  // rows up to and with entry i
    for (const double p : probabilities) {
        const double position = static_cast<double>(rows_ - 1) * p;
        const auto below = static_cast<std::uint64_t>(position);
        while (rows_through <= below) { rows_through += entries_[++i].rows; }
        const double low = entries_[i].value;
        const double high = below + 1 < rows_through || i + 1 == entries_.size() ? low : entries_[i + 1].value;
        const double part = position - static_cast<double>(below);
        result.push_back(part == 0 ? low : low + part * (high - low));
    }
    return result;
}

}  // namespace klarsicht
