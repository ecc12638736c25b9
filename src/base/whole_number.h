#pragma once
#include <concepts>
#include <limits>

namespace klarsicht {

/// The whole number next to a double towards 0: what static_cast gives where it gives anything. Beyond the type's ends
/// (also of infinity) the end, of NaN 0; there static_cast is undefined.
template <std::integral Whole>
constexpr Whole whole_number(double value) {
    using Ends = std::numeric_limits<Whole>;
    if (value != value) { return 0; }
    // The largest 64-bit numbers become a power of two that is one too large: what reaches it is beyond.
    if (value >= static_cast<double>(Ends::max())) { return Ends::max(); }
    if (value <= static_cast<double>(Ends::min())) { return Ends::min(); }
    return static_cast<Whole>(value);
}

}  // namespace klarsicht
