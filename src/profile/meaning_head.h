#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace klarsicht {

/// The words of a column's name, folded: divided at everything but letters and digits; `camel_case` also where a
/// capital follows a small letter.
std::vector<std::string> header_words(std::string_view name, bool camel_case);

/// A column's name and the word in it that says what the column is: the last one in German and English ("Conversion
/// Name" is a name), the one before "of" or "de", the first one in French. assets/words/headers.json has the words.
struct HeaderName {
    std::vector<std::string> words;
    std::size_t head = 0;  ///< index into the words; 0 without any
};
HeaderName header_name(std::string_view name, bool camel_case);

/// Whether a folded word stands in a list of assets/words/headers.json.
bool in_header_list(std::string_view list, std::string_view folded_word);

/// Words by which people are meant: customers, agents, "first" and "last".
bool means_people(std::string_view folded_word);
/// Whether it is one of the people that a file may be about, also as a part of a compound: "kunden", "mitglieds".
bool means_customers(std::string_view folded_word);
/// Words that say something of a column by themselves, although they are no meaning: unit, count, id.
bool is_known_head(std::string_view folded_word);

/// "customer_key", "Cust_num", "Kundennr": a number that somebody gives to people.
bool numbers_people(const HeaderName& name);
/// What the head word "name" belongs to: "flower_name", "Monatsname".
enum class NameOf : unsigned char { nothing, people, thing, unknown };
NameOf name_of_what(const HeaderName& name);
/// Whether the column holds things that may be called like people: months, flowers, products.
bool holds_things(const HeaderName& name);

/// Whether the column puts something into groups: "Card_Category", "Kundenklasse".
bool holds_groups(const HeaderName& name);

/// "feld_27", "x1", "column 3": nothing is said.
bool says_nothing(std::string_view name);

/// More than a name: "How satisfied are you with our service today?"
bool is_question(std::string_view name);

}  // namespace klarsicht
