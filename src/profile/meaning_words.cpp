#include "profile/meaning_words.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <unordered_map>
#include <utility>

#include <nlohmann/json.hpp>

#include "base/asset.h"
#include "base/fold.h"
#include "base/sort_few.h"
#include "base/word_list.h"

namespace klarsicht {

namespace {

constexpr std::string_view names_file = "words/privacy_names.json";
constexpr std::string_view places_file = "words/privacy_places.json";
constexpr std::string_view terms_file = "words/privacy_terms.json";
constexpr std::string_view special_file = "words/privacy_special.json";

struct Source {
    WordList list;
    std::string_view file;
    std::string_view key;
};

constexpr std::array<Source, 32> sources = {{
    {WordList::first_names, names_file, "first_names"},
    {WordList::last_names, names_file, "last_names"},
    {WordList::salutations, names_file, "salutations"},
    {WordList::cities, places_file, "cities"},
    {WordList::countries, places_file, "countries"},
    {WordList::street_words, places_file, "street_words"},
    {WordList::gender, terms_file, "gender"},
    {WordList::salutation, terms_file, "salutation"},
    {WordList::marital_status, terms_file, "marital_status"},
    {WordList::nationality, terms_file, "nationality"},
    {WordList::job_words, terms_file, "job_words"},
    {WordList::colours, terms_file, "colours"},
    {WordList::currency, terms_file, "currency"},
    {WordList::channel, terms_file, "channel"},
    {WordList::device, terms_file, "device"},
    {WordList::category, terms_file, "category"},
    {WordList::education, terms_file, "education"},
    {WordList::yes_no, terms_file, "yes_no"},
    {WordList::not_stated, terms_file, "not_stated"},
    {WordList::product_words, terms_file, "product_words"},
    {WordList::health, special_file, "health"},
    {WordList::religion, special_file, "religion"},
    {WordList::union_, special_file, "union"},
    {WordList::sexual_orientation, special_file, "sexual_orientation"},
    {WordList::political, special_file, "political"},
    {WordList::ethnicity, special_file, "ethnicity"},
    {WordList::biometric, special_file, "biometric"},
    {WordList::genetic, special_file, "genetic"},
    {WordList::criminal, special_file, "criminal"},
    {WordList::common_words, terms_file, "common_words"},
    {WordList::regions, places_file, "regions"},
    {WordList::company_words, terms_file, "company_words"},
}};

/// In the order of WordParts.
constexpr std::array<std::pair<std::string_view, std::string_view>, 9> part_sources = {{
    {names_file, "last_name_endings"},
    {places_file, "city_endings"},
    {places_file, "city_words"},
    {places_file, "city_joints"},
    {places_file, "street_endings"},
    {terms_file, "job_endings"},
    {terms_file, "basic_colours"},
    {terms_file, "person_prefixes"},
    {places_file, "region_codes"},
}};

using Words = std::unordered_map<std::string, WordLists>;

/// One of the files above, read once.
const nlohmann::ordered_json& word_file(std::string_view path) {
    static std::map<std::string_view, nlohmann::ordered_json> files;
    const auto known = files.find(path);
    if (known != files.end()) { return known->second; }
    const auto bytes = asset(path);
    return files.emplace(path, nlohmann::ordered_json::parse(bytes.value_or("{}"), nullptr, false)).first->second;
}

std::vector<std::string> folded_entries(std::string_view path, std::string_view key) {
    const nlohmann::ordered_json& file = word_file(path);
    const auto lines = file.find(key);
    std::vector<std::string> entries;
    if (lines == file.end()) { return entries; }
    entries = word_entries(*lines);
    for (std::string& entry : entries) { entry = folded(entry); }
    return entries;
}

Words read_words() {
    Words words;
    for (const Source& source : sources) {
        for (const std::string& entry : folded_entries(source.file, source.key)) { words[entry] |= in(source.list); }
    }
    return words;
}

const Words& all_words() {
    static const Words words = read_words();
    return words;
}

}  // namespace

std::vector<std::string> words_in(WordLists lists) {
    std::vector<std::string> found;
    for (const auto& [entry, member_of] : all_words()) {
        if ((member_of & lists) == 0) { continue; }
        std::size_t start = 0;
        while (start < entry.size()) {
            const std::size_t end = std::min(entry.find_first_of(" -/.'()", start), entry.size());
            if (end - start >= 4) { found.push_back(entry.substr(start, end - start)); }
            start = end + 1;
        }
    }
    // The map's order is no order to rely on.
    sort_few(found);
    found.erase(std::unique(found.begin(), found.end()), found.end());
    return found;
}

WordLists lists_with(const std::string& folded_text) {
    const Words& words = all_words();
    const auto found = words.find(folded_text);
    const WordLists lists = found == words.end() ? 0 : found->second;
    constexpr WordLists names = in(WordList::first_names) | in(WordList::last_names);
    if ((lists & names) != 0) { return lists; }
    // The lists of names are written without accents, and ä is folded to ae: "Jörg", "Mueller".
    std::string plain;
    for (const char c : folded_text) {
        const char before = plain.empty() ? '\0' : plain.back();
        if (c != 'e' || (before != 'a' && before != 'o' && before != 'u')) { plain += c; }
    }
    if (plain.size() == folded_text.size()) { return lists; }
    const auto without = words.find(plain);
    return lists | (without == words.end() ? 0 : without->second & names);
}

bool is_ordinary_word(std::string_view folded_word) {
    static const std::set<std::string, std::less<>> ordinary = [] {
        const std::vector<std::string> entries = folded_entries("words/ordinary.json", "words");
        return std::set<std::string, std::less<>>(entries.begin(), entries.end());
    }();
    return ordinary.contains(folded_word);
}

bool is_also_ordinary(std::string_view folded_word) {
    static const std::vector<std::string> ordinary = folded_entries(names_file, "also_ordinary_words");
    return std::ranges::find(ordinary, folded_word) != ordinary.end();
}

const std::vector<std::string>& parts(WordParts which) {
    static const std::array<std::vector<std::string>, part_sources.size()> lists = [] {
        std::array<std::vector<std::string>, part_sources.size()> read;
        for (std::size_t i = 0; i < read.size(); ++i) {
            read[i] = folded_entries(part_sources[i].first, part_sources[i].second);
        }
        // An entry cannot begin or end with a space: an underscore stands for it.
        for (std::string& joint : read[static_cast<std::size_t>(WordParts::city_joints)]) {
            std::ranges::replace(joint, '_', ' ');
        }
        return read;
    }();
    return lists[static_cast<std::size_t>(which)];
}

}  // namespace klarsicht
