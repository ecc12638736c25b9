#pragma once
#include <cstdint>
#include <span>
#include <string_view>

#include "profile/meaning_evidence.h"

namespace klarsicht {

/// How well a column's values bear out one meaning.
struct Judgement {
    double match = 0;   ///< share of rows with the meaning's form
    double valid = 0;   ///< share of rows that also pass its check
    double alone = 0;   ///< confidence from the values alone, whatever the column is called; 0: not enough
    double weak = 0;    ///< confidence if the name hints at it weakly
    double strong = 0;  ///< confidence if the name says it; 0: the values contradict
};

struct Judge {
    std::string_view meaning;
    Judgement (*judge)(const Evidence&);
};

// Each family in its own file.
std::span<const Judge> format_judges();  ///< things with a form and check digits
std::span<const Judge> number_judges();  ///< dates, ages, amounts, codes
std::span<const Judge> name_judges();    ///< people, firms, places, addresses
std::span<const Judge> term_judges();    ///< columns of a few known words

/// Share of the rows whose value is made of letters, in at most so many words that are no ordinary ones, of goods or of
/// firms.
double share_of_possible_names(const Evidence& evidence, std::uint8_t most_words);
/// Share of the rows whose value is a given name and a family name of the lists.
double share_of_listed_names(const Evidence& evidence);

}  // namespace klarsicht
