#include "stats/equivalence_classes.h"

#include <limits>
#include <utility>

namespace klarsicht::stats {

namespace {

constexpr std::uint32_t none = std::numeric_limits<std::uint32_t>::max();

}  // namespace

EquivalenceClasses::EquivalenceClasses(std::uint64_t rows) : order_(static_cast<std::size_t>(rows)) {
    for (std::size_t row = 0; row < order_.size(); ++row) { order_[row] = static_cast<std::uint32_t>(row); }
    if (rows == 1) {
        alone_.swap(order_);
    } else if (rows > 1) {
        ends_.push_back(static_cast<std::uint32_t>(rows));
    }
}

void EquivalenceClasses::refine(std::span<const std::uint32_t> of_row, std::uint32_t values) {
    if (values <= 1) { return; }
    LocalNumbers numbers(values);
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
            const std::uint32_t number = numbers.number(of_row[order_[i]], static_cast<std::uint32_t>(places.size()));
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

}  // namespace klarsicht::stats
