#include "base/sort_few.h"

#include <algorithm>
#include <numeric>

namespace klarsicht {

std::vector<std::uint32_t> places_in_order(std::size_t n, GoesBefore before, const void* context) {
    std::vector<std::uint32_t> places(n);
    std::iota(places.begin(), places.end(), 0U);
    std::ranges::stable_sort(places, [&](std::uint32_t a, std::uint32_t b) { return before(context, a, b); });
    return places;
}

}  // namespace klarsicht
