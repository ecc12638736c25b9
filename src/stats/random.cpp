#include "stats/random.h"

#include <algorithm>
#include <bit>
#include <cmath>

#include "base/assert.h"
#include "base/splitmix.h"

namespace klarsicht::stats {

namespace {

// std::log and std::exp differ in the last digit from one library to the next, and a draw that depends on it would send
// everything after it another way. These two use only what IEEE 754 defines to the last bit.

constexpr double ln2 = 0.6931471805599453;

double log_of(double x) {
    int exponent = 0;
    double m = std::frexp(x, &exponent);  // in [0.5, 1)
    if (m < 0.7071067811865476) {
        m *= 2;
        --exponent;
    }
    const double s = (m - 1) / (m + 1);
    const double t = s * s;
    double sum = 0;
    for (int k = 21; k >= 1; k -= 2) { sum = sum * t + 1.0 / k; }
    return exponent * ln2 + 2 * s * sum;
}

double exp_of(double x) {
    const double k = std::floor(x / ln2 + 0.5);
    if (k < -1074) { return 0; }
    const double r = x - k * ln2;
    double sum = 1;
    for (int i = 14; i >= 1; --i) { sum = 1 + sum * r / i; }
    return std::ldexp(sum, static_cast<int>(k));
}

/// ln n!
double log_factorial(std::uint64_t n) {
    static const auto table = [] {
        std::array<double, 64> values{};
        for (std::size_t i = 2; i < values.size(); ++i) { values[i] = values[i - 1] + log_of(static_cast<double>(i)); }
        return values;
    }();
    if (n < table.size()) { return table[n]; }
    // Stirling's series; its error is below 1e-17 from here on.
    const auto x = static_cast<double>(n) + 1;
    constexpr double half_log_two_pi = 0.9189385332046728;
    const double y = 1 / (x * x);
    return (x - 0.5) * log_of(x) - x + half_log_two_pi + (1.0 / 12 - y * (1.0 / 360 - y * (1.0 / 1260 - y / 1680))) / x;
}

/// Inverts a distribution on low … high from its mode outwards: `up(k)` is P(k+1)/P(k). The nearest values are tried
/// first, so that it takes about a standard deviation of steps.
template <class Up>
std::uint64_t invert(double u, std::uint64_t low, std::uint64_t mode, std::uint64_t high, double at_mode, Up up) {
    u -= at_mode;
    if (u < 0) { return mode; }
    std::uint64_t left = mode;
    std::uint64_t right = mode;
    double p_left = at_mode;
    double p_right = at_mode;
    while (left > low || right < high) {
        if (right < high) {
            p_right *= up(right);
            ++right;
            u -= p_right;
            if (u < 0) { return right; }
        }
        if (left > low) {
            --left;
            p_left /= up(left);
            u -= p_left;
            if (u < 0) { return left; }
        }
        // What rounding left over belongs to nobody.
        if (p_left < 1e-20 && p_right < 1e-20) { break; }
    }
    return mode;
}

}  // namespace

Random::Random(std::uint64_t seed) {
    // splitmix64 fills the state, as the authors advise.
    for (std::uint64_t& word : state_) { word = splitmix64(seed); }
}

std::uint64_t Random::next() {
    const std::uint64_t result = std::rotl(state_[1] * 5, 7) * 9;
    const std::uint64_t t = state_[1] << 17;
    state_[2] ^= state_[0];
    state_[3] ^= state_[1];
    state_[1] ^= state_[2];
    state_[0] ^= state_[3];
    state_[2] ^= t;
    state_[3] = std::rotl(state_[3], 45);
    return result;
}

std::uint64_t Random::below(std::uint64_t bound) {
    KLARSICHT_ASSERT(bound > 0);
    // Numbers above the last whole multiple would favour small results.
    const std::uint64_t limit = ~std::uint64_t{0} - ~std::uint64_t{0} % bound;
    std::uint64_t x = next();
    while (x >= limit) { x = next(); }
    return x % bound;
}

std::uint64_t Random::binomial(std::uint64_t n, double p) {
    if (n == 0 || !(p > 0)) { return 0; }
    if (p >= 1) { return n; }
    KLARSICHT_ASSERT(p > 0 && p < 1);
    const double q = 1 - p;
    const auto mode = std::min(n, static_cast<std::uint64_t>(std::floor((static_cast<double>(n) + 1) * p)));
    const double at_mode = exp_of(log_factorial(n) - log_factorial(mode) - log_factorial(n - mode) +
                                  static_cast<double>(mode) * log_of(p) + static_cast<double>(n - mode) * log_of(q));
    const double odds = p / q;
    return invert(uniform(), 0, mode, n, at_mode,
                  [&](std::uint64_t k) { return static_cast<double>(n - k) / static_cast<double>(k + 1) * odds; });
}

std::uint64_t Random::hypergeometric(std::uint64_t total, std::uint64_t marked, std::uint64_t drawn) {
    KLARSICHT_ASSERT(marked <= total && drawn <= total);
    const std::uint64_t rest = total - marked;
    const std::uint64_t low = drawn > rest ? drawn - rest : 0;
    const std::uint64_t high = std::min(marked, drawn);
    if (low == high) { return low; }
    const double around =
        (static_cast<double>(drawn) + 1) * (static_cast<double>(marked) + 1) / (static_cast<double>(total) + 2);
    const std::uint64_t mode = std::clamp(static_cast<std::uint64_t>(std::floor(around)), low, high);
    const auto choose = [](std::uint64_t n, std::uint64_t k) {
        return log_factorial(n) - log_factorial(k) - log_factorial(n - k);
    };
    const double at_mode = exp_of(choose(marked, mode) + choose(rest, drawn - mode) - choose(total, drawn));
    return invert(uniform(), low, mode, high, at_mode, [&](std::uint64_t k) {
        return static_cast<double>(marked - k) / static_cast<double>(k + 1) *
               (static_cast<double>(drawn - k) / static_cast<double>(rest + k + 1 - drawn));
    });
}

void resample(std::span<const std::uint64_t> counts, Random& random, std::span<std::uint64_t> drawn) {
    KLARSICHT_ASSERT(counts.size() == drawn.size());
    std::uint64_t mass = 0;
    for (const std::uint64_t count : counts) { mass += count; }
    std::uint64_t left = mass;
    for (std::size_t i = 0; i < counts.size(); ++i) {
        drawn[i] = mass == 0 ? 0 : random.binomial(left, static_cast<double>(counts[i]) / static_cast<double>(mass));
        left -= drawn[i];
        mass -= counts[i];
    }
}

void deal(std::span<const std::uint64_t> sizes, std::uint64_t marked, Random& random, std::span<std::uint64_t> dealt) {
    std::uint64_t total = 0;
    for (const std::uint64_t size : sizes) { total += size; }
    KLARSICHT_ASSERT(sizes.size() == dealt.size() && marked <= total);
    for (std::size_t i = 0; i < sizes.size(); ++i) {
        dealt[i] = random.hypergeometric(total, marked, sizes[i]);
        total -= sizes[i];
        marked -= dealt[i];
    }
}

}  // namespace klarsicht::stats
