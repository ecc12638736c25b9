#include "stats/told_sums.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <iterator>
#include <utility>

#include "base/assert.h"
#include "base/sort_few.h"

namespace klarsicht::stats {

namespace {

constexpr std::uint64_t prime = 2147483647;
/// Two vectors of the null space stay to look at, and one more to make both of when a sum is tried.
constexpr std::size_t least_vectors = 3;

std::uint32_t reduced(std::uint64_t value) {
    value = (value & prime) + (value >> 31);
    value = (value & prime) + (value >> 31);
    return static_cast<std::uint32_t>(value == prime ? 0 : value);
}

std::uint32_t power(std::uint64_t base, std::uint64_t exponent) {
    std::uint64_t result = 1;
    for (; exponent > 0; exponent >>= 1) {
        if ((exponent & 1) != 0) { result = reduced(result * base); }
        base = reduced(base * base);
    }
    return static_cast<std::uint32_t>(result);
}

std::uint32_t at(const std::vector<std::uint32_t>& vector, const Sum& sum) {
    std::uint64_t total = 0;
    for (const std::size_t place : sum) { total += vector[place]; }
    return reduced(total);
}

std::uint32_t plus(std::uint32_t a, std::uint32_t b) { return reduced(std::uint64_t{a} + b); }
std::uint32_t minus(std::uint32_t a) { return a == 0 ? 0 : static_cast<std::uint32_t>(prime - a); }

/// What a sum of few numbers comes to in both vectors, and which numbers they are.
struct Part {
    std::uint64_t value;
    std::array<std::uint32_t, 2> places;
};

std::uint64_t both(std::uint32_t first, std::uint32_t second) { return std::uint64_t{first} << 32 | second; }
std::uint64_t opposite(std::uint64_t value) {
    return both(minus(static_cast<std::uint32_t>(value >> 32)), minus(static_cast<std::uint32_t>(value)));
}
std::uint64_t added(std::uint64_t a, std::uint64_t b) {
    return both(plus(static_cast<std::uint32_t>(a >> 32), static_cast<std::uint32_t>(b >> 32)),
                plus(static_cast<std::uint32_t>(a), static_cast<std::uint32_t>(b)));
}

}  // namespace

ToldSums::ToldSums(std::vector<std::uint64_t> people, std::uint64_t few, std::size_t most)
    : people_(std::move(people)), few_(few) {
    Random random(20261126);
    std::size_t unknowns = 0;
    for (std::size_t i = 0; i < people_.size(); ++i) {
        unknowns += people_[i] > 0 ? 1 : 0;
        if (people_[i] > 0 && people_[i] < few) { small_.push_back(i); }
    }
    sort_few(small_, {}, [&](std::size_t i) { return people_[i]; });
    vectors_.resize(std::min(most, unknowns) + least_vectors);
    for (Vector& vector : vectors_) {
        for (const std::uint64_t about : people_) {
            vector.push_back(about == 0 ? 0 : static_cast<std::uint32_t>(random.below(prime)));
        }
    }
}

std::uint64_t ToldSums::people_in(const Sum& sum) const {
    std::uint64_t total = 0;
    for (const std::size_t place : sum) { total += people_[place]; }
    return total;
}

void ToldSums::watch(const std::vector<Sum>& sums) {
    for (const Sum& sum : sums) {
        KLARSICHT_ASSERT(std::ranges::all_of(sum, [&](std::size_t place) { return place < people_.size(); }));
        const std::uint64_t about = people_in(sum);
        if (about > 0 && about < few_) { watched_.push_back(sum); }
    }
    sort_few(watched_);
    const auto repeated = std::ranges::unique(watched_);
    watched_.erase(repeated.begin(), repeated.end());
    known_.reset();
}

std::size_t ToldSums::pivot_for(const Sum& sum) const {
    // All but never the first one is it; where none is, the sum follows.
    for (std::size_t v = vectors_.size(); v > 0; --v) {
        if (at(vectors_[v - 1], sum) != 0) { return v - 1; }
    }
    return vectors_.size();
}

bool ToldSums::follows(const Sum& sum) const { return pivot_for(sum) == vectors_.size(); }

void ToldSums::project(std::size_t pivot, const Sum& sum, Vector& vector) const {
    const Vector& given_up = vectors_[pivot];
    const std::uint64_t factor = reduced(std::uint64_t{at(vector, sum)} * power(at(given_up, sum), prime - 2));
    const std::uint64_t taken = factor == 0 ? 0 : prime - factor;
    for (std::size_t i = 0; i < vector.size(); ++i) { vector[i] = reduced(vector[i] + taken * given_up[i]); }
}

bool ToldSums::tell(const Sum& sum) {
    const std::size_t pivot = pivot_for(sum);
    if (pivot == vectors_.size()) { return true; }
    if (vectors_.size() <= least_vectors) { return false; }
    known_.reset();
    for (std::size_t v = 0; v < vectors_.size(); ++v) {
        if (v != pivot) { project(pivot, sum, vectors_[v]); }
    }
    vectors_.erase(vectors_.begin() + static_cast<std::ptrdiff_t>(pivot));
    return true;
}

bool ToldSums::tell_if_safe(const Sum& sum) {
    const std::size_t pivot = pivot_for(sum);
    if (pivot == vectors_.size()) { return true; }
    if (vectors_.size() <= least_vectors) { return false; }
    if (!known_) { known_ = watched_that_follow({vectors_[0], vectors_[1]}); }
    const std::size_t known = *known_;
    Vector first = vectors_[pivot == 0 ? 1 : 0];
    Vector second = vectors_[pivot <= 1 ? 2 : 1];
    project(pivot, sum, first);
    project(pivot, sum, second);
    if (watched_that_follow({first, second}) > known) { return false; }
    tell(sum);
    known_ = known;
    return true;
}

std::size_t ToldSums::watched_that_follow(const Sample& sample) const {
    const auto zero = [&](const Sum& sum) { return at(sample.first, sum) == 0 && at(sample.second, sum) == 0; };
    const auto single = [&](std::size_t i) { return sample.first[i] == 0 && sample.second[i] == 0; };
    return static_cast<std::size_t>(std::ranges::count_if(watched_, zero) + std::ranges::count_if(small_, single));
}

std::vector<Sum> ToldSums::search(const Sample& sample) const {
    std::vector<Sum> all;
    std::vector<Part> single;
    std::size_t ones = 0;  // those about one person come first
    for (const std::size_t i : small_) {
        single.push_back({both(sample.first[i], sample.second[i]), {static_cast<std::uint32_t>(i), 0}});
        ones += people_[i] == 1 ? 1 : 0;
    }
    const auto about = [&](const Part& part) { return people_[part.places[0]]; };
    std::vector<Part> sorted = single;
    std::ranges::sort(sorted, {}, &Part::value);
    const auto each_opposite = [&](const std::vector<Part>& parts, std::uint64_t value, const auto& take) {
        for (const Part& part : std::ranges::equal_range(parts, opposite(value), {}, &Part::value)) { take(part); }
    };
    for (const Part& one : single) {
        if (one.value == 0) { all.push_back({one.places[0]}); }
        each_opposite(sorted, one.value, [&](const Part& other) {
            if (one.places[0] < other.places[0] && about(one) + about(other) < few_) {
                all.push_back({one.places[0], other.places[0]});
            }
        });
    }
    if (ones < 2 || ones > most_searched) { return all; }
    std::vector<Part> pairs;
    for (std::size_t i = 0; i < ones; ++i) {
        for (std::size_t j = i + 1; j < ones; ++j) {
            pairs.push_back({added(single[i].value, single[j].value), {single[i].places[0], single[j].places[0]}});
        }
    }
    std::ranges::sort(pairs, {}, &Part::value);
    for (const Part& pair : pairs) {
        each_opposite(sorted, pair.value, [&](const Part& third) {
            const std::uint32_t place = third.places[0];
            const bool later = about(third) > 1 || place > pair.places[1];
            if (later && 2 + about(third) < few_) { all.push_back({pair.places[0], pair.places[1], place}); }
        });
        each_opposite(pairs, pair.value, [&](const Part& other) {
            if (other.places[0] > pair.places[1] && few_ > 4) {
                all.push_back({pair.places[0], pair.places[1], other.places[0], other.places[1]});
            }
        });
    }
    return all;
}

std::vector<Sum> ToldSums::few_that_follow() const {
    const Sample sample{vectors_[0], vectors_[1]};
    std::vector<Sum> all = search(sample);
    std::ranges::copy_if(watched_, std::back_inserter(all),
                         [&](const Sum& sum) { return at(sample.first, sum) == 0 && at(sample.second, sum) == 0; });
    for (Sum& sum : all) { std::ranges::sort(sum); }
    sort_few(all);
    const auto repeated = std::ranges::unique(all);
    all.erase(repeated.begin(), repeated.end());
    return all;
}

}  // namespace klarsicht::stats
