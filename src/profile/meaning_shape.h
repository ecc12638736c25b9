#pragma once
#include <array>
#include <string_view>

namespace klarsicht {

/// What kinds of proper words there are, by their letters.
enum class WordShape : unsigned char { first_name, last_name, city, other };

/// Mean log-likelihood of words under each shape: a model of letter triples, learned from the word lists. Tells
/// "Wyludda" from "Wyludorf" although neither stands in a list; says little about one word, much about a column of
/// them.
class ShapeScore {
public:
    /// @param word folded, a single one
    void add(std::string_view word, double weight);
    /// Nats a letter by which the shape fits better than the best of the others.
    double lead(WordShape shape) const;
    double words() const { return words_; }

private:
    std::array<double, 4> sums_{};
    double words_ = 0;
};

}  // namespace klarsicht
