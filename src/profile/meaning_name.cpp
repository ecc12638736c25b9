#include "profile/meaning_name.h"

#include <algorithm>
#include <utility>

#include <nlohmann/json.hpp>

#include "base/asset.h"
#include "base/fold.h"
#include "base/word_list.h"
#include "profile/meaning_words.h"
#include "profile/values/digits.h"

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

/// The words of a column's name, folded: divided at everything but letters and digits; `camel_case` also where a
/// capital follows a small letter.
std::vector<std::string> name_words(std::string_view name, bool camel_case) {
    std::string parted;
    for (std::size_t i = 0; i < name.size(); ++i) {
        if (camel_case && i > 0 && values::is_upper(name[i]) && values::is_lower(name[i - 1])) { parted += ' '; }
        parted += name[i];
    }
    std::vector<std::string> words(1);
    for (const char c : folded(parted)) {
        if (values::is_alnum(c) || static_cast<unsigned char>(c) >= 0x80 || c == '*') {
            words.back() += c;
        } else if (!words.back().empty()) {
            words.emplace_back();
        }
    }
    if (words.back().empty()) { words.pop_back(); }
    return words;
}

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
            pattern.words = name_words(entry, false);
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

bool matches(const Pattern& pattern, const std::vector<std::string>& words) {
    const std::size_t n = pattern.words.size();
    if (pattern.whole && words.size() != n) { return false; }
    for (std::size_t start = 0; start + n <= words.size(); ++start) {
        bool all = true;
        for (std::size_t i = 0; i < n && all; ++i) { all = word_matches(pattern.words[i], words[start + i]); }
        if (all) { return true; }
    }
    // "date of birth" also stands in "dateofbirth".
    if (n > 1 && !pattern.wild) { return std::ranges::find(words, pattern.joined) != words.end(); }
    return false;
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

std::vector<NameHint> hints_of_name(std::string_view name) {
    const std::vector<Pattern>& patterns = all_patterns();
    const std::vector<std::string> words = name_words(name, false);
    const std::vector<std::string> camel = name_words(name, true);
    std::string joined;
    for (const std::string& word : words) { joined += word; }
    std::vector<NameHint> hints;
    for (const Pattern& pattern : patterns) {
        const bool whole = !pattern.wild && pattern.joined == joined;
        if (!whole && !matches(pattern, words) && !matches(pattern, camel)) { continue; }
        const auto letters = static_cast<int>(std::ranges::count_if(pattern.joined, [](char c) { return c != '*'; }));
        const int weight = letters * 4 + (whole ? 200 : 0) + (pattern.outweighs ? 100 : 0) - (pattern.wild ? 3 : 0) -
                           (pattern.weak ? 1 : 0);
        const auto known = std::ranges::find(hints, pattern.meaning, &NameHint::meaning);
        if (known == hints.end()) {
            hints.push_back({pattern.meaning, weight, !pattern.weak, whole});
        } else {
            known->strong |= !pattern.weak;
            known->whole |= whole;
            known->weight = std::max(known->weight, weight);
        }
    }
    // Insertion keeps the file's order among equals; there are a handful.
    for (std::size_t i = 1; i < hints.size(); ++i) {
        for (std::size_t k = i; k > 0 && hints[k - 1].weight < hints[k].weight; --k) {
            std::swap(hints[k - 1], hints[k]);
        }
    }
    return hints;
}

}  // namespace klarsicht
