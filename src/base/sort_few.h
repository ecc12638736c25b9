#pragma once
#include <cstddef>
#include <cstdint>
#include <functional>
#include <utility>
#include <vector>

namespace klarsicht {

/// Whether the item at the first place goes before the one at the second.
using GoesBefore = bool (*)(const void* context, std::uint32_t first, std::uint32_t second);

/// The places 0…n−1 in order; equal ones stay as they are.
std::vector<std::uint32_t> places_in_order(std::size_t n, GoesBefore before, const void* context);

/// Sorts what is few — names, groups, findings —, and equals keep their order. std::sort is compiled anew for every
/// type and order, 2 to 7 kB each; this is one program for all, at the price of a call a comparison. What has an item a
/// row or a value is sorted by std::sort. `sort_few(gaps, std::ranges::greater(), &Gap::share)`
template <class T, class Before = std::ranges::less, class By = std::identity>
void sort_few(std::vector<T>& items, const Before& before = {}, const By& by = {}) {
    if (items.size() < 2) { return; }
    const auto goes_before = [&](std::uint32_t first, std::uint32_t second) {
        return static_cast<bool>(std::invoke(before, std::invoke(by, items[first]), std::invoke(by, items[second])));
    };
    using Order = decltype(goes_before);
    const GoesBefore call = [](const void* context, std::uint32_t first, std::uint32_t second) {
        return (*static_cast<const Order*>(context))(first, second);
    };
    std::vector<T> sorted;
    sorted.reserve(items.size());
    for (const std::uint32_t place : places_in_order(items.size(), call, &goes_before)) {
        sorted.push_back(std::move(items[place]));
    }
    items = std::move(sorted);
}

}  // namespace klarsicht
