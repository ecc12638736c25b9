#include "audit/privacy/equivalence_classes.h"

#include <cstring>
#include <limits>
#include <unordered_map>
#include <utility>

namespace klarsicht::privacy {

namespace {

constexpr std::uint32_t none = std::numeric_limits<std::uint32_t>::max();

/// Numbers the values of one class after the other, each from 0, without clearing anything in between.
class LocalNumbers {
public:
    explicit LocalNumbers(std::uint32_t values) : marks_(values) {}

    void next_class() { ++stamp_; }
    /// The value's number in this class; `next` if it is new.
    std::uint32_t number(std::uint32_t value, std::uint32_t next) {
        Mark& mark = marks_[value];
        if (mark.stamp != stamp_) { mark = {stamp_, next}; }
        return mark.number;
    }

private:
    struct Mark {
        std::uint32_t stamp = 0;
        std::uint32_t number = 0;
    };
    std::vector<Mark> marks_;
    std::uint32_t stamp_ = 0;
};

/// Counts sizes; most are small and go to a table.
class SizeCounter {
public:
    void add(std::uint64_t size, std::uint64_t times = 1) {
        if (size < small_.size()) {
            small_[static_cast<std::size_t>(size)] += times;
        } else {
            counts_[size] += times;
        }
    }
    SizeCounts take() {
        for (std::size_t size = 1; size < small_.size(); ++size) {
            if (small_[size] > 0) { counts_[size] = small_[size]; }
        }
        return std::move(counts_);
    }

private:
    std::vector<std::uint64_t> small_ = std::vector<std::uint64_t>(256, 0);
    SizeCounts counts_;
};

}  // namespace

ValueIds value_ids(const Column& column, const Interpretation& interpretation) {
    const std::uint32_t codes = column.dictionary.size();
    ValueIds ids;
    ids.of_code.resize(codes);
    const bool numbers = !interpretation.values.empty();
    std::unordered_map<std::uint64_t, std::uint32_t> known;  // only looked up, never walked through
    if (numbers) { known.reserve(codes); }
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
            const auto [entry, fresh] = known.try_emplace(bits, ids.count);
            if (fresh) { ++ids.count; }
            id = entry->second;
        } else {
            id = ids.count++;
        }
    }
    return ids;
}

RowValues row_values(const Column& column, const ValueIds& ids) {
    RowValues values;
    values.count = ids.count;
    values.of_row.resize(column.codes.size());
    for (std::size_t row = 0; row < values.of_row.size(); ++row) {
        values.of_row[row] = ids.of_code[column.codes[row]];
    }
    return values;
}

EquivalenceClasses::EquivalenceClasses(std::uint64_t rows) : order_(static_cast<std::size_t>(rows)) {
    for (std::size_t row = 0; row < order_.size(); ++row) { order_[row] = static_cast<std::uint32_t>(row); }
    if (rows == 1) {
        alone_.swap(order_);
    } else if (rows > 1) {
        ends_.push_back(static_cast<std::uint32_t>(rows));
    }
}

void EquivalenceClasses::refine(const RowValues& values) {
    if (values.count <= 1) { return; }
    LocalNumbers numbers(values.count);
    std::vector<std::uint32_t> order(order_.size());
    std::vector<std::uint32_t> ends;
    ends.reserve(ends_.size());
    std::vector<std::uint32_t> part;    // of each row of the class: which part it goes to
    std::vector<std::uint32_t> places;  // by part: its rows, then where its next row is written
    std::size_t start = 0;
    std::uint32_t written = 0;
    for (const std::uint32_t end : ends_) {
        numbers.next_class();
        part.clear();
        places.clear();
        for (std::size_t i = start; i < end; ++i) {
            const std::uint32_t number =
                numbers.number(values.of_row[order_[i]], static_cast<std::uint32_t>(places.size()));
            if (number == places.size()) { places.push_back(0); }
            ++places[number];
            part.push_back(number);
        }
        for (std::uint32_t& place : places) {
            const std::uint32_t rows = place;
            place = none;
            if (rows == 1) { continue; }
            place = written;
            written += rows;
            ends.push_back(written);
        }
        for (std::size_t i = start; i < end; ++i) {
            std::uint32_t& place = places[part[i - start]];
            if (place == none) {
                alone_.push_back(order_[i]);
            } else {
                order[place++] = order_[i];
            }
        }
        start = end;
    }
    order.resize(written);
    order_ = std::move(order);
    ends_ = std::move(ends);
}

SizeCounts count_sizes(const EquivalenceClasses& classes) {
    SizeCounter counter;
    classes.for_each([&](std::span<const std::uint32_t> rows) { counter.add(rows.size()); });
    return counter.take();
}

SizeCounts count_sizes(const EquivalenceClasses& classes, const RowValues& people) {
    SizeCounter counter;
    LocalNumbers numbers(people.count);
    classes.for_each([&](std::span<const std::uint32_t> rows) {
        numbers.next_class();
        std::uint32_t different = 0;
        for (const std::uint32_t row : rows) {
            if (numbers.number(people.of_row[row], different) == different) { ++different; }
        }
        counter.add(different);
    });
    return counter.take();
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
