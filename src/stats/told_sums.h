#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "stats/random.h"

namespace klarsicht::stats {

/// Places of the unknown numbers that are added up, ascending.
using Sum = std::vector<std::size_t>;

/// Which sums of unknown numbers can be told without telling what the numbers of fewer than `few` people add up to: a
/// sum follows from those told where a combination of them is that sum alone (it lies in their row space). Held as some
/// vectors drawn at random from the null space of what was told, modulo the prime 2^31 − 1; a sum follows where all of
/// them are orthogonal to it, up to a coincidence of one in 10^18.
///
///     ToldSums told({3, 40, 60}, 5, 2);
///     told.tell({0, 1, 2});
///     told.tell_if_safe({1});     // true
///     told.tell_if_safe({2});     // false: the first is the rest
class ToldSums {
public:
    /// @param people [unknowns] whom each number is about; where nobody, it is no unknown and counts in no sum
    /// @param most as many independent sums can be told
    ToldSums(std::vector<std::uint64_t> people, std::uint64_t few, std::size_t most);

    /// Also these sums must not follow, wherever one is tried; single numbers about few people need not be named. Sums
    /// about nobody or enough are left out.
    void watch(const std::vector<Sum>& sums);
    /// Whether the sum follows from what was told.
    bool follows(const Sum& sum) const;
    /// Tells the sum. False where it has told as many as it can; the sum must not be told then.
    bool tell(const Sum& sum);
    /// Tells the sum unless a sum about few people followed from it that did not follow before; false: it was not told.
    bool tell_if_safe(const Sum& sum);
    /// Sums about few people that follow, each once, whether watched or not: all of up to two numbers, and all of up to
    /// four where at most `most_searched` are about one person.
    std::vector<Sum> few_that_follow() const;

    static constexpr std::size_t most_searched = 300;

private:
    using Vector = std::vector<std::uint32_t>;  ///< [unknowns] modulo the prime
    struct Sample {
        const Vector& first;
        const Vector& second;  ///< both of the null space
    };

    std::uint64_t people_in(const Sum& sum) const;
    /// The vector that is given up for the sum to be told; `vectors_.size()` where the sum follows already.
    std::size_t pivot_for(const Sum& sum) const;
    void project(std::size_t pivot, const Sum& sum, Vector& vector) const;
    std::size_t watched_that_follow(const Sample& sample) const;
    std::vector<Sum> search(const Sample& sample) const;

    std::vector<std::uint64_t> people_;
    std::uint64_t few_;
    std::vector<Vector> vectors_;
    std::vector<Sum> watched_;
    std::vector<std::size_t> small_;    ///< unknowns about few people, those about fewest first
    std::optional<std::size_t> known_;  ///< watched sums that follow; empty: not looked since a sum was told
};

}  // namespace klarsicht::stats
