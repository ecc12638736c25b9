#include "profile/distribution.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "base/assert.h"
#include "base/sort_doubles.h"

namespace klarsicht {

namespace {

struct Keyed {
    std::uint64_t key;
    std::uint64_t rows;
};

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
        const std::uint64_t key = order_key(interpretation.values[code]);
        sorted = sorted && (items.empty() || items.back().key <= key);
        items.push_back({key, column.counts[code]});
    }
    if (items.empty()) { return; }
    if (!sorted) {
        if (items.size() < 4096) {
            std::ranges::sort(items, {}, &Keyed::key);
        } else {
            radix_sort(items, [](const Keyed& item) { return item.key; });
        }
    }
    entries_.reserve(items.size());
    std::uint64_t last_key = 0;
    for (const Keyed& item : items) {
        rows_ += item.rows;
        if (!entries_.empty() && item.key == last_key) {
            entries_.back().rows += item.rows;
        } else {
            entries_.push_back({value_of_order_key(item.key), item.rows});
            last_key = item.key;
        }
    }
    KLARSICHT_ASSERT(std::ranges::is_sorted(entries_, {}, &Entry::value));
}

Distribution::Distribution(std::vector<Entry> entries) : entries_(std::move(entries)) {
    for (const Entry& entry : entries_) { rows_ += entry.rows; }
}

double Distribution::mean() const {
    KLARSICHT_ASSERT(rows_ > 0);
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
    KLARSICHT_ASSERT(std::ranges::is_sorted(probabilities));
    for (const double p : probabilities) {
        KLARSICHT_ASSERT(p >= 0 && p <= 1);
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
