#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace klarsicht {

/// Lists of words by which values are told (assets/words/privacy_*.json).
enum class WordList : std::uint8_t {
    first_names,
    last_names,
    salutations,
    cities,
    countries,
    street_words,
    gender,
    salutation,
    marital_status,
    nationality,
    job_words,
    colours,
    currency,
    channel,
    device,
    category,
    education,
    yes_no,
    not_stated,
    product_words,
    health,
    religion,
    union_,
    sexual_orientation,
    political,
    ethnicity,
    biometric,
    genetic,
    criminal,
    common_words,
    regions,
    company_words,
};

/// Set of word lists.
using WordLists = std::uint32_t;
constexpr WordLists in(WordList list) { return WordLists{1} << static_cast<unsigned>(list); }

/// The lists that hold this word or phrase; it must be folded (base/fold.h).
WordLists lists_with(const std::string& folded_text);

/// Whether a folded word stands in assets/words/ordinary.json: states, tariffs, times, grades.
bool is_ordinary_word(std::string_view folded_word);

/// Whether a folded word is a name and an ordinary word as well: "rose", "will".
bool is_also_ordinary(std::string_view folded_word);

/// The single words (four letters or more) of the entries in these lists, folded, sorted.
std::vector<std::string> words_in(WordLists lists);

/// Lists of parts of words and of names; folded.
enum class WordParts : std::uint8_t {
    last_name_endings,
    city_endings,
    city_words,   ///< first words of a place's name
    city_joints,  ///< between the words of a place's name, with the spaces around them
    street_endings,
    job_endings,
    basic_colours,
    person_prefixes,  ///< letters before the number of a person
    region_codes,     ///< of one country's states, with blanks between them
};
const std::vector<std::string>& parts(WordParts which);

}  // namespace klarsicht
