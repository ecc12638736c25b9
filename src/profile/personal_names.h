#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "profile/personal_text.h"

namespace klarsicht {

/// A word of a running text with its place in it.
struct TextWord {
    std::size_t start = 0;  ///< byte
    std::size_t end = 0;    ///< byte behind the last
    bool capital = false;
    std::string folded;  ///< base/fold.h
};

/// The words of a text, divided at blanks, commas, points, brackets and the like.
std::vector<TextWord> words_of(std::string_view text);

/// What stands before a word that is not the first one.
std::string_view gap_before(std::string_view text, const std::vector<TextWord>& words, std::size_t word);

/// Whether the word stands in a list of assets/words/privacy_prose.json.
bool is_listed(const TextWord& word, std::string_view list);

/// The words behind a salutation that look like a name: "Frau [Nelly Krauspe]".
void find_addressed(const std::vector<TextWord>& words, std::vector<PersonalSpan>& spans);

/// A given name of the list before a family name: of the list, or long and ending like one.
void find_full_names(const std::vector<TextWord>& words, std::vector<PersonalSpan>& spans);

/// The same in names of files and columns, which join words: Bewerbung_Anna_Schmidt, mueller-petra, HerrMeier.
void find_joined_names(std::string_view text, std::vector<PersonalSpan>& spans);

/// Whether the text is two or three words with a capital, none of them an ordinary one: a name, as far as form goes.
bool may_be_full_name(std::string_view text);

/// Names as a reader of prose would mark them: with the salutation, not across the end of a sentence, and, less surely,
/// a given name of the list before any other word with a capital letter that is not known as an ordinary one.
void find_names_in_prose(std::string_view text, const std::vector<TextWord>& words, std::vector<PersonalSpan>& spans);

}  // namespace klarsicht
