#include "audit/privacy/classes.h"

#include <algorithm>
#include <bit>
#include <cstring>
#include <limits>
#include <utility>

namespace klarsicht::privacy {

namespace {

constexpr std::uint32_t none = std::numeric_limits<std::uint32_t>::max();
/// Up to this many combinations of class and value a plain table is faster than a hash table (16 MB).
constexpr std::uint64_t table_limit = std::uint64_t{1} << 22;

/// Open addressing from a pair of numbers to the next free number. At most half full.
class PairNumbers {
public:
    explicit PairNumbers(std::uint64_t expected) { resize(std::bit_ceil(std::max<std::uint64_t>(1024, expected * 2))); }

    /// The pair's number; `next` if it was not there.
    std::uint32_t number(std::uint32_t a, std::uint32_t b, std::uint32_t next) {
        if (used_ * 2 >= keys_.size()) { grow(); }
        const std::uint64_t key = (static_cast<std::uint64_t>(a) << 32) | b;
        for (std::size_t slot = place(key);; slot = (slot + 1) & mask_) {
            if (numbers_[slot] == none) {
                keys_[slot] = key;
                numbers_[slot] = next;
                ++used_;
                return next;
            }
            if (keys_[slot] == key) { return numbers_[slot]; }
        }
    }

private:
    std::size_t place(std::uint64_t key) const {
        std::uint64_t h = key * 0x9E3779B97F4A7C15u;
        h ^= h >> 32;
        h *= 0xD6E8FEB86659FD93u;
        return static_cast<std::size_t>(h >> 32) & mask_;
    }
    void resize(std::uint64_t slots) {
        keys_.assign(static_cast<std::size_t>(slots), 0);
        numbers_.assign(static_cast<std::size_t>(slots), none);
        mask_ = static_cast<std::size_t>(slots) - 1;
    }
    void grow() {
        std::vector<std::uint64_t> keys = std::move(keys_);
        std::vector<std::uint32_t> numbers = std::move(numbers_);
        resize(keys.size() * 2);
        for (std::size_t i = 0; i < keys.size(); ++i) {
            if (numbers[i] == none) { continue; }
            std::size_t slot = place(keys[i]);
            while (numbers_[slot] != none) { slot = (slot + 1) & mask_; }
            keys_[slot] = keys[i];
            numbers_[slot] = numbers[i];
        }
    }

    std::vector<std::uint64_t> keys_;
    std::vector<std::uint32_t> numbers_;
    std::size_t mask_ = 0;
    std::size_t used_ = 0;
};

}  // namespace

ValueIds value_ids(const Column& column, const Interpretation& interpretation) {
    const std::uint32_t codes = column.dictionary.size();
    ValueIds ids;
    ids.of_code.resize(codes);
    const bool numbers = !interpretation.values.empty();
    PairNumbers known(numbers ? codes : 0);
    std::uint32_t missing = none;
    for (std::uint32_t code = 0; code < codes; ++code) {
        std::uint32_t& id = ids.of_code[code];
        if (interpretation.states[code] == CellState::missing) {
            if (missing == none) { missing = ids.count++; }
            id = missing;
        } else if (numbers && interpretation.valid(code)) {
            const double value = interpretation.values[code] + 0.0;  // −0 is 0
            std::uint64_t bits = 0;
            std::memcpy(&bits, &value, sizeof bits);
            id = known.number(static_cast<std::uint32_t>(bits >> 32), static_cast<std::uint32_t>(bits), ids.count);
            if (id == ids.count) { ++ids.count; }
        } else {
            id = ids.count++;
        }
    }
    return ids;
}

Classes::Classes(std::uint64_t rows) : class_of_(static_cast<std::size_t>(rows), 0) {
    if (rows > 0) { sizes_.push_back(static_cast<std::uint32_t>(rows)); }
}

void Classes::refine(const Column& column, const ValueIds& ids) {
    const std::vector<std::uint32_t> before = std::move(sizes_);
    sizes_ = {};
    sizes_.reserve(before.size());
    const auto next = [this] {
        sizes_.push_back(0);
        return static_cast<std::uint32_t>(sizes_.size() - 1);
    };
    // A class of one record cannot be divided further: it only gets its new number.
    std::vector<std::uint32_t> first(before.size(), none);
    std::uint64_t divisible = 0;
    for (std::uint32_t& place : first) {
        if (before[static_cast<std::size_t>(&place - first.data())] > 1) { place = static_cast<std::uint32_t>(divisible++); }
    }
    if (divisible * ids.count <= table_limit) {
        std::vector<std::uint32_t> table(static_cast<std::size_t>(divisible * ids.count), none);
        for (std::size_t row = 0; row < class_of_.size(); ++row) {
            const std::uint32_t group = first[class_of_[row]];
            std::uint32_t number = none;
            if (group == none) {
                number = next();
            } else {
                std::uint32_t& slot = table[static_cast<std::size_t>(group) * ids.count + ids.of_code[column.codes[row]]];
                if (slot == none) { slot = next(); }
                number = slot;
            }
            ++sizes_[number];
            class_of_[row] = number;
        }
        return;
    }
    PairNumbers pairs(before.size());
    for (std::size_t row = 0; row < class_of_.size(); ++row) {
        std::uint32_t number = none;
        if (first[class_of_[row]] == none) {
            number = next();
        } else {
            const auto free = static_cast<std::uint32_t>(sizes_.size());
            number = pairs.number(class_of_[row], ids.of_code[column.codes[row]], free);
            if (number == free) { next(); }
        }
        ++sizes_[number];
        class_of_[row] = number;
    }
}

SizeCounts count_sizes(const std::vector<std::uint32_t>& sizes) {
    // Most classes are small; a table for these, the map for the few large ones.
    std::vector<std::uint64_t> small(1024, 0);
    SizeCounts counts;
    for (const std::uint32_t size : sizes) {
        if (size < small.size()) {
            ++small[size];
        } else {
            ++counts[size];
        }
    }
    for (std::size_t size = 1; size < small.size(); ++size) {
        if (small[size] > 0) { counts[size] = small[size]; }
    }
    return counts;
}

Risk risk_of(const SizeCounts& sizes, double threshold) {
    Risk risk;
    double sum = 0;
    for (const auto& [size, classes] : sizes) {
        if (risk.k == 0) { risk.k = size; }
        risk.classes += classes;
        risk.records += size * classes;
        if (size == 1) { risk.sample_uniques = classes; }
        if (1.0 / static_cast<double>(size) > threshold) { risk.records_at_risk += size * classes; }
        sum += static_cast<double>(classes) / static_cast<double>(size);
    }
    if (risk.classes > 0) {
        risk.prosecutor_max = 1.0 / static_cast<double>(risk.k);
        risk.prosecutor_average = static_cast<double>(risk.classes) / static_cast<double>(risk.records);
        risk.class_average_risk = sum / static_cast<double>(risk.classes);
    }
    return risk;
}

}  // namespace klarsicht::privacy
