#include "profile/meaning_shape.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <vector>

#include "profile/meaning_words.h"
#include "profile/values/digits.h"

namespace klarsicht {

namespace {

constexpr std::size_t shapes = 4;
/// a–z, the word's border, everything else.
constexpr std::size_t letters = 28;
constexpr std::size_t triples = letters * letters * letters;

std::size_t letter(char c) { return values::is_lower(c) ? static_cast<std::size_t>(c - 'a') : 27; }

/// Calls `each(triple)` for the letter triples of a word with its borders.
template <class Each>
void each_triple(std::string_view word, Each each) {
    std::size_t a = 26;
    std::size_t b = 26;
    for (std::size_t i = 0; i <= word.size(); ++i) {
        const std::size_t c = i == word.size() ? 26 : letter(word[i]);
        each((a * letters + b) * letters + c, a * letters + b, b * letters + c);
        a = b;
        b = c;
    }
}

/// log P(c | a b) by shape, triples smoothed with pairs.
class Model {
public:
    Model() : log_(shapes * triples) {
        for (std::size_t shape = 0; shape < shapes; ++shape) { learn(shape, words_of(static_cast<WordShape>(shape))); }
    }
    float log(std::size_t shape, std::size_t triple) const { return log_[shape * triples + triple]; }

private:
    void learn(std::size_t shape, const std::vector<std::string>& words) {
        std::vector<float> three(triples, 0);
        std::vector<float> three_before(letters * letters, 0);
        std::vector<float> two(letters * letters, 0);
        std::vector<float> two_before(letters, 0);
        for (const std::string& word : words) {
            each_triple(word, [&](std::size_t triple, std::size_t before, std::size_t pair) {
                ++three[triple];
                ++three_before[before];
                ++two[pair];
                ++two_before[pair / letters];
            });
        }
        constexpr float pairs_weight = 3;  // triples count fully once their beginning was seen a few times
        for (std::size_t triple = 0; triple < triples; ++triple) {
            const std::size_t before = triple / letters;
            const std::size_t pair = triple % (letters * letters);
            const float by_pair = (two[pair] + 0.5F) / (two_before[pair / letters] + 0.5F * letters);
            log_[shape * triples + triple] =
                std::log((three[triple] + pairs_weight * by_pair) / (three_before[before] + pairs_weight));
        }
    }
    static std::vector<std::string> words_of(WordShape shape) {
        switch (shape) {
            case WordShape::first_name:
                return words_in(in(WordList::first_names));
            case WordShape::last_name:
                return words_in(in(WordList::last_names));
            case WordShape::city:
                return words_in(in(WordList::cities));
            case WordShape::other:
                break;
        }
        return words_in(in(WordList::product_words) | in(WordList::job_words) | in(WordList::colours) |
                        in(WordList::category) | in(WordList::channel) | in(WordList::device) |
                        in(WordList::countries) | in(WordList::education) | in(WordList::health) |
                        in(WordList::common_words));
    }

    std::vector<float> log_;
};

}  // namespace

void ShapeScore::add(std::string_view word, double weight) {
    static const Model model;
    std::array<double, shapes> sums{};
    each_triple(word, [&](std::size_t triple, std::size_t, std::size_t) {
        for (std::size_t shape = 0; shape < shapes; ++shape) {
            sums[shape] += static_cast<double>(model.log(shape, triple));
        }
    });
    for (std::size_t shape = 0; shape < shapes; ++shape) {
        sums_[shape] += weight * sums[shape] / static_cast<double>(word.size() + 1);
    }
    words_ += weight;
}

double ShapeScore::lead(WordShape shape) const {
    if (words_ == 0) { return -std::numeric_limits<double>::infinity(); }
    double others = -std::numeric_limits<double>::infinity();
    for (std::size_t i = 0; i < shapes; ++i) {
        if (i != static_cast<std::size_t>(shape)) { others = std::max(others, sums_[i]); }
    }
    return (sums_[static_cast<std::size_t>(shape)] - others) / words_;
}

}  // namespace klarsicht
