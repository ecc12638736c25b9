#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace klarsicht {

/// What a column's name suggests.
struct NameHint {
    std::string meaning;
    int weight = 0;       ///< how specific: more letters of the name explained, a name that outweighs others
    bool strong = false;  ///< the name alone says it; a weak one needs values to bear it out
    bool whole = false;   ///< explains the whole name
};

/// Hints of a column's name (German, English, French and some others; assets/words/privacy_headers.json), the most
/// specific first. At most one per meaning.
std::vector<NameHint> hints_of_name(std::string_view name);

/// Whether the name says that the column holds things which may be called like people: months, flowers, products.
bool column_holds_things(std::string_view name);

/// Whether the column is called the name of something of which it is not known what it is: "property_name".
bool column_names_the_unknown(std::string_view name);

/// Whether it says that the column puts something into groups: "Card_Category", "Kundenklasse".
bool column_holds_groups(std::string_view name);

/// Every meaning that some name can suggest; each once or more often, in no order.
std::vector<std::string_view> meanings_with_names();

}  // namespace klarsicht
