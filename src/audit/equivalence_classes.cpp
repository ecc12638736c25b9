#include "audit/equivalence_classes.h"

#include <optional>
#include <utility>

#include "base/key_numbers.h"

namespace klarsicht::privacy {

namespace {

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
    KeyNumbers known;
    std::vector<std::uint32_t> id_of_known;
    std::optional<std::uint32_t> missing;
    for (std::uint32_t code = 0; code < codes; ++code) {
        std::uint32_t& id = ids.of_code[code];
        if (interpretation.states[code] == CellState::missing) {
            if (!missing) { missing = ids.count++; }
            id = *missing;
        } else if (numbers && interpretation.valid(code)) {
            const std::uint32_t number = known.of(interpretation.values[code]);
            if (number == id_of_known.size()) { id_of_known.push_back(ids.count++); }
            id = id_of_known[number];
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

SizeCounts count_sizes(const EquivalenceClasses& classes) {
    SizeCounter counter;
    classes.for_each([&](std::span<const std::uint32_t> rows) { counter.add(rows.size()); });
    return counter.take();
}

ClassSizes class_sizes(const EquivalenceClasses& classes) {
    ClassSizes sizes{.classes = count_sizes(classes), .records = {}};
    for (const auto& [size, count] : sizes.classes) { sizes.records[size] = size * count; }
    return sizes;
}

ClassSizes class_sizes(const EquivalenceClasses& classes, const RowValues& people) {
    constexpr std::uint32_t nowhere = 0;
    SizeCounter counter;
    stats::LocalNumbers numbers(people.count);
    std::vector<std::uint32_t> smallest(people.count, nowhere);
    std::uint64_t memberships = 0;
    classes.for_each([&](std::span<const std::uint32_t> rows) {
        numbers.next_class();
        std::uint32_t different = 0;
        for (const std::uint32_t row : rows) {
            if (numbers.number(people.of_row[row], different) == different) { ++different; }
        }
        counter.add(different);
        memberships += different;
        for (const std::uint32_t row : rows) {
            std::uint32_t& least = smallest[people.of_row[row]];
            if (least == nowhere || different < least) { least = different; }
        }
    });
    ClassSizes sizes{.classes = counter.take(), .records = {}};
    SizeCounter by_person;
    std::uint64_t persons = 0;
    for (const std::uint32_t size : smallest) {
        if (size == nowhere) { continue; }
        by_person.add(size);
        ++persons;
    }
    sizes.records = by_person.take();
    sizes.varying = memberships * 5 >= persons * 6;
    return sizes;
}

Risk risk_of(const ClassSizes& sizes, double threshold) {
    Risk risk;
    double by_class = 0;
    double by_record = 0;
    for (const auto& [size, classes] : sizes.classes) {
        risk.classes += classes;
        by_class += static_cast<double>(classes) / static_cast<double>(size);
    }
    for (const auto& [size, records] : sizes.records) {
        if (risk.k == 0) { risk.k = size; }
        risk.records += records;
        if (size == 1) { risk.sample_uniques = records; }
        if (1.0 / static_cast<double>(size) > threshold) { risk.records_at_risk += records; }
        by_record += static_cast<double>(records) / static_cast<double>(size);
    }
    if (risk.classes > 0) {
        risk.prosecutor_max = 1.0 / static_cast<double>(risk.k);
        risk.prosecutor_average = by_record / static_cast<double>(risk.records);
        risk.class_average_risk = by_class / static_cast<double>(risk.classes);
    }
    return risk;
}

RowList rows_at_risk(const EquivalenceClasses& classes, const std::optional<RowValues>& people, double threshold) {
    stats::LocalNumbers numbers(people ? people->count : 0);
    std::vector<bool> at_risk(static_cast<std::size_t>(classes.rows()));
    classes.for_each([&](std::span<const std::uint32_t> rows) {
        auto different = static_cast<std::uint32_t>(rows.size());
        if (people) {
            numbers.next_class();
            different = 0;
            for (const std::uint32_t row : rows) {
                if (numbers.number(people->of_row[row], different) == different) { ++different; }
            }
        }
        if (1.0 / different <= threshold) { return; }
        for (const std::uint32_t row : rows) { at_risk[row] = true; }
    });
    RowList list;
    for (std::size_t row = 0; row < at_risk.size(); ++row) {
        if (at_risk[row]) { list.add(row); }
    }
    return list;
}

}  // namespace klarsicht::privacy
