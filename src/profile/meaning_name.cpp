#include "profile/meaning_name.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <utility>

#include <nlohmann/json.hpp>

#include "base/asset.h"
#include "base/fold.h"
#include "base/word_list.h"
#include "profile/meaning.h"
#include "profile/meaning_head.h"

namespace klarsicht {

namespace {

struct Pattern {
    std::vector<std::string> words;
    std::string joined;
    std::string meaning;
    bool weak = false;
    bool outweighs = false;
    bool whole = false;
    bool wild = false;
};

std::vector<Pattern> read_patterns() {
    std::vector<Pattern> patterns;
    const auto bytes = asset("words/privacy_headers.json");
    if (!bytes) { return patterns; }
    const auto file = nlohmann::ordered_json::parse(*bytes, nullptr, false);
    for (const auto& [meaning, lines] : file.items()) {
        for (std::string entry : word_entries(lines)) {
            Pattern pattern;
            pattern.meaning = meaning;
            while (!entry.empty() && (entry[0] == '~' || entry[0] == '!' || entry[0] == '=')) {
                pattern.weak |= entry[0] == '~';
                pattern.outweighs |= entry[0] == '!';
                pattern.whole |= entry[0] == '=';
                entry.erase(0, 1);
            }
            pattern.words = header_words(entry, false);
            for (const std::string& word : pattern.words) {
                pattern.joined += word;
                pattern.wild |= word.find('*') != std::string::npos;
            }
            if (!pattern.joined.empty()) { patterns.push_back(std::move(pattern)); }
        }
    }
    return patterns;
}

/// `*` at either end stands for any letters, at least one.
bool word_matches(std::string_view pattern, std::string_view word) {
    if (pattern == "*") { return true; }
    const bool front = pattern.starts_with('*');
    const bool back = pattern.ends_with('*');
    if (front) { pattern.remove_prefix(1); }
    if (back) { pattern.remove_suffix(1); }
    if (front && back) { return word.size() > pattern.size() && word.find(pattern) != std::string_view::npos; }
    if (front) { return word.size() > pattern.size() && word.ends_with(pattern); }
    if (back) { return word.size() > pattern.size() && word.starts_with(pattern); }
    return word == pattern;
}

/// Where a pattern stands in a name.
enum class Place : std::uint8_t {
    nowhere,
    beside,
    head,
    through,  ///< before "name" or "group", which say less than what they belong to
};

/// What somebody or something is called, or put into groups by: "brand name" is a brand, "age group" an age. A measure
/// is not: "price category" is a category.
bool seen_through(const Pattern& pattern, const HeaderName& name, std::size_t end) {
    if (end != name.head) { return false; }
    const std::string& head = name.words[name.head];
    const PersonalClass personal = class_of(pattern.meaning);
    if (in_header_list("naming", head)) {
        static constexpr std::array<std::string_view, 14> named = {
            "brand",    "campaign", "channel", "city",    "company", "country",          "device",
            "language", "product",  "region",  "segment", "event",   "product_category", "currency"};
        return std::ranges::find(named, pattern.meaning) != named.end();
    }
    // "marital_code", "gender id": the few codes of a characteristic are that.
    static constexpr std::array<std::string_view, 4> coded = {"gender", "salutation", "marital_status", "nationality"};
    if (in_header_list("numbers", head)) { return std::ranges::find(coded, pattern.meaning) != coded.end(); }
    if (!in_header_list("grouping", head)) { return false; }
    return personal == PersonalClass::quasi || personal == PersonalClass::financial ||
           personal == PersonalClass::special || pattern.meaning == "education";
}

Place place_of(const Pattern& pattern, const HeaderName& name) {
    const std::vector<std::string>& words = name.words;
    const std::size_t n = pattern.words.size();
    if (pattern.whole && words.size() != n) { return Place::nowhere; }
    Place place = Place::nowhere;
    const auto take = [&](std::size_t start, std::size_t end) {
        const bool head = start <= name.head && name.head < end;
        const Place here = head ? Place::head : seen_through(pattern, name, end) ? Place::through : Place::beside;
        place = std::max(place, here);
    };
    for (std::size_t start = 0; start + n <= words.size() && place < Place::head; ++start) {
        bool all = true;
        for (std::size_t i = 0; i < n && all; ++i) { all = word_matches(pattern.words[i], words[start + i]); }
        if (all) { take(start, start + n); }
    }
    // "date of birth" also stands in "dateofbirth".
    if (n > 1 && !pattern.wild && place < Place::head) {
        const auto joined = std::ranges::find(words, pattern.joined);
        const auto at = static_cast<std::size_t>(joined - words.begin());
        if (joined != words.end()) { take(at, at + 1); }
    }
    return place;
}

const std::vector<Pattern>& all_patterns() {
    static const std::vector<Pattern> patterns = read_patterns();
    return patterns;
}

}  // namespace

std::vector<std::string_view> meanings_with_names() {
    std::vector<std::string_view> meanings;
    for (const Pattern& pattern : all_patterns()) { meanings.push_back(pattern.meaning); }
    return meanings;
}

namespace {

/// What becomes of a pattern that stands beside the word that says what the column is.
enum class Beside : std::uint8_t { counts, needs_values, is_nothing };

Beside beside(const Pattern& pattern, bool head_is_known) {
    // Whoever agreed or objected must not be overlooked.
    if (pattern.meaning == "consent" || pattern.meaning == "opt_out") { return Beside::counts; }
    if (head_is_known) { return Beside::is_nothing; }
    if (is_personal(pattern.meaning)) { return Beside::counts; }
    static constexpr std::array<std::string_view, 8> measures = {"quantity", "amount",   "price", "rate",
                                                                 "score",    "duration", "date",  "timestamp"};
    if (std::ranges::find(measures, pattern.meaning) != measures.end()) { return Beside::counts; }
    return Beside::needs_values;
}

/// Both ways to divide a name into words: "customerName" has two, "GAID" one.
struct BothNames {
    HeaderName plain;
    HeaderName camel;
    std::string joined;
    bool known_head = false;
};

BothNames both_names(std::string_view name) {
    BothNames both{.plain = header_name(name, false), .camel = header_name(name, true), .joined = {}};
    for (const std::string& word : both.plain.words) { both.joined += word; }
    const auto known = [](const HeaderName& header) {
        return !header.words.empty() && is_known_head(header.words[header.head]);
    };
    both.known_head = known(both.plain) || known(both.camel);
    return both;
}

void add_hint(std::vector<NameHint>& hints, NameHint hint) {
    const auto known = std::ranges::find(hints, hint.meaning, &NameHint::meaning);
    if (known == hints.end()) {
        hints.push_back(std::move(hint));
        return;
    }
    known->strong |= hint.strong;
    known->whole |= hint.whole;
    known->weight = std::max(known->weight, hint.weight);
}

struct Found {
    const Pattern* pattern;
    bool whole;
    Place place;
};

/// A hint of what a pattern says at its place; `question`: words of a sentence need values to bear them out.
NameHint hint_of(const Found& found, Beside how, bool question) {
    constexpr int head_weight = 60;
    const Pattern& pattern = *found.pattern;
    const auto letters = static_cast<int>(std::ranges::count_if(pattern.joined, [](char c) { return c != '*'; }));
    const int place = found.place == Place::through ? 2 * head_weight : found.place == Place::head ? head_weight : 0;
    const int weight = letters * 4 + (found.whole ? 200 : 0) + place + (pattern.outweighs ? 100 : 0) -
                       (pattern.wild ? 3 : 0) - (pattern.weak ? 1 : 0);
    const bool asked = question && pattern.meaning != "consent" && pattern.meaning != "opt_out";
    const bool strong = !pattern.weak && !asked && how == Beside::counts;
    return {pattern.meaning, weight, strong, found.whole};
}

/// "name" alone, "contact name", "Betreuername" may name somebody; "flower_name", "Conversion Name" do not.
void judge_naming(const BothNames& names, std::vector<NameHint>& hints) {
    const NameOf plain = name_of_what(names.plain);
    const NameOf camel = name_of_what(names.camel);
    if (plain == NameOf::people || camel == NameOf::people) {
        add_hint(hints, {"person_name", 20, false, false});
    } else if (plain == NameOf::thing || camel == NameOf::thing || plain == NameOf::unknown ||
               camel == NameOf::unknown) {
        std::erase_if(hints, [](const NameHint& hint) { return hint.meaning == "person_name" && !hint.strong; });
    }
}

/// "Vehicle_Age", "product age": how old a thing is says nothing of anybody; "age of the car owner" does.
void judge_ages(const BothNames& names, std::vector<NameHint>& hints) {
    bool thing = false;
    for (const std::string& word : names.camel.words) {
        if (means_people(word)) { return; }
        thing |= in_header_list("things", word) && !in_header_list("grouping", word);
    }
    if (!thing) { return; }
    std::erase_if(hints, [](const NameHint& hint) { return hint.meaning == "age" && !hint.whole; });
}

}  // namespace

std::vector<NameHint> hints_of_name(std::string_view name) {
    BothNames names = both_names(name);
    std::vector<Found> found;
    for (const Pattern& pattern : all_patterns()) {
        const bool whole = !pattern.wild && pattern.joined == names.joined;
        const Place place =
            whole ? Place::head : std::max(place_of(pattern, names.plain), place_of(pattern, names.camel));
        if (place == Place::nowhere) { continue; }
        found.push_back({&pattern, whole, place});
        names.known_head |= place >= Place::head;
    }
    std::vector<NameHint> hints;
    const bool question = is_question(name);
    for (const Found& one : found) {
        const Beside how = one.place >= Place::head ? Beside::counts : beside(*one.pattern, names.known_head);
        if (how != Beside::is_nothing) { add_hint(hints, hint_of(one, how, question)); }
    }
    if (numbers_people(names.plain) || numbers_people(names.camel)) {
        add_hint(hints, {"customer_id", 100, true, false});
    }
    judge_naming(names, hints);
    judge_ages(names, hints);
    // Insertion keeps the file's order among equals; there are a handful.
    for (std::size_t i = 1; i < hints.size(); ++i) {
        for (std::size_t k = i; k > 0 && hints[k - 1].weight < hints[k].weight; --k) {
            std::swap(hints[k - 1], hints[k]);
        }
    }
    return hints;
}

bool column_holds_things(std::string_view name) {
    return holds_things(header_name(name, false)) || holds_things(header_name(name, true));
}

bool column_names_the_unknown(std::string_view name) {
    return name_of_what(header_name(name, true)) == NameOf::unknown;
}

bool column_holds_groups(std::string_view name) {
    return holds_groups(header_name(name, false)) || holds_groups(header_name(name, true));
}

}  // namespace klarsicht
