#include "audit/quality/spellings.h"

#include <algorithm>
#include <array>
#include <string>

#include "audit/quality/rows.h"
#include "base/fold.h"
#include "base/sort_few.h"
#include "profile/meaning_words.h"
#include "table/trim.h"

namespace klarsicht::quality {

namespace {

/// Beyond these a column holds names of things rather than categories, of which many are alike.
constexpr std::size_t most_values = 2000;
constexpr std::size_t most_categories = 60;
constexpr std::uint64_t fewest_rows = 50;
/// Shorter words differ in one letter by nature: Iran and Iraq.
constexpr std::size_t shortest_word = 5;
/// A misspelt value is at most so frequent beside the right one.
constexpr double rare_beside = 0.1;
/// Rows that have the one in this column and the other in that one, of the rows with the rarer one.
constexpr double together_share = 0.9;

constexpr bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }
constexpr bool parts_words(char c) { return c == ' ' || c == '-' || c == '_' || c == '\t'; }

/// What a value is compared by: small letters without accents, nothing between the words; blanks and hyphens between
/// digits stay (1-2 is not 12).
std::string compact(std::string_view spelling) {
    const std::string text = folded(trim(spelling));
    std::string result;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool between = i > 0 && i + 1 < text.size() && is_digit(text[i - 1]) && is_digit(text[i + 1]);
        if (!parts_words(text[i]) || between) { result += text[i]; }
    }
    return result;
}

/// Words of letters (UTF-8 counts), without any digit or sign.
bool only_words(std::string_view text) {
    return std::ranges::all_of(
        text, [](char c) { return is_letter(c) || parts_words(c) || static_cast<unsigned char>(c) >= 0x80; });
}

/// Codes of machines (aB3x, Ab3x) differ in capitals on purpose.
bool machine_code(std::string_view text) {
    for (std::size_t i = 1; i + 1 < text.size(); ++i) {
        if (is_digit(text[i]) && is_letter(text[i - 1]) && is_letter(text[i + 1])) { return true; }
    }
    return text.size() < 2;
}

/// The one word in which two texts differ; both empty where it is more or none.
struct WordPair {
    std::string_view a, b;
};

WordPair differing_words(std::string_view a, std::string_view b) {
    std::size_t from = 0;
    const std::size_t shorter = std::min(a.size(), b.size());
    while (from < shorter && a[from] == b[from]) { ++from; }
    std::size_t back = 0;
    while (back < shorter - from && a[a.size() - 1 - back] == b[b.size() - 1 - back]) { ++back; }
    while (from > 0 && !parts_words(a[from - 1])) { --from; }
    while (back > 0 && !parts_words(a[a.size() - back])) { --back; }
    return {a.substr(from, a.size() - back - from), b.substr(from, b.size() - back - from)};
}

/// Two letters side by side the other way round, and nothing else.
bool swapped(std::string_view a, std::string_view b) {
    if (a.size() != b.size()) { return false; }
    std::size_t at = 0;
    while (at < a.size() && a[at] == b[at]) { ++at; }
    return at + 1 < a.size() && a[at] == b[at + 1] && a[at + 1] == b[at] && a.substr(at + 2) == b.substr(at + 2);
}

/// One letter too many, too few, another or two swapped, not the first: nobody errs there, and it turns the sense
/// (typical, atypical).
bool one_slip(std::string_view a, std::string_view b) {
    if (a.size() > b.size()) { std::swap(a, b); }
    if (a.size() < shortest_word || b.size() - a.size() > 1 || a[0] != b[0] || a == b) { return false; }
    if (swapped(a, b)) { return true; }
    std::size_t at = 0;
    while (at < a.size() && a[at] == b[at]) { ++at; }
    return a.substr(at + (a.size() == b.size() ? 1 : 0)) == b.substr(at + 1);
}

bool known_word(std::string_view folded_word) {
    return lists_with(std::string(folded_word)) != 0 || is_ordinary_word(folded_word);
}

/// Whether the letters (CC, COD) are the first ones of the words: credit card, cash on delivery.
bool initials(std::string_view letters, std::string_view words) {
    std::string first;
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (!parts_words(words[i]) && (i == 0 || parts_words(words[i - 1]))) { first += words[i]; }
    }
    return letters.size() >= 2 && first == letters;
}

struct Value {
    std::uint32_t code;
    std::uint64_t rows;
    std::string text;  ///< folded, trimmed
    std::string key;   ///< what it is compared by
};

class Speller {
public:
    explicit Speller(const AuditContext& context) : context_(context) {}

    std::vector<Variant> find() {
        for (std::size_t c = 0; c < context_.table.columns.size(); ++c) {
            if (!is_category(c)) { continue; }
            std::vector<Value> values = values_of(c);
            same_letters(c, values);
            if (values.size() > most_categories || values.size() < 2 || filled_rows(context_, c) < fewest_rows) {
                continue;
            }
            for (const Value& value : values) { slips_and_initials(c, value, values); }
            keep_words(c, std::move(values));
        }
        across_columns();
        return std::move(found_);
    }

private:
    struct Word {
        std::string sorted;  ///< its letters in order: the same for all ways to place them
        std::size_t column;
        Value value;
    };

    bool is_category(std::size_t c) const {
        constexpr std::array<std::string_view, 9> left_alone = {"first_name",  "last_name",    "person_name",
                                                                "customer_id", "username",     "email",
                                                                "phone",       "hashed_email", "advertising_id"};
        const Interpretation& data = context_.interpretation(c);
        if (ignored(context_, c) || data.kind != Kind::category || data.distinct < 2 || data.distinct > most_values) {
            return false;
        }
        return std::ranges::find(left_alone, context_.meaning(c)) == left_alone.end() &&
               !context_.plan.has_role(context_.name(c), Role::identifier) &&
               !context_.plan.has_role(context_.name(c), Role::person);
    }

    std::vector<Value> values_of(std::size_t c) const {
        const Column& column = context_.table.columns[c];
        std::vector<Value> values;
        for (std::uint32_t code = 0; code < column.counts.size(); ++code) {
            if (!context_.interpretation(c).valid(code) || column.counts[code] == 0) { continue; }
            const std::string_view spelling = column.dictionary[code];
            std::string text = folded(trim(spelling));
            // Ways of saying that nothing is known are another check's.
            if ((lists_with(text) & in(WordList::not_stated)) != 0) { continue; }
            values.push_back({code, column.counts[code], std::move(text), compact(spelling)});
        }
        return values;
    }

    /// Leaves the most frequent spelling of each value.
    void same_letters(std::size_t c, std::vector<Value>& values) {
        sort_few(values, [](const Value& a, const Value& b) {
            if (a.key != b.key) { return a.key < b.key; }
            return a.rows != b.rows ? a.rows > b.rows : a.code < b.code;
        });
        std::vector<Value> different;
        for (Value& value : values) {
            if (!different.empty() && different.back().key == value.key && !machine_code(value.key)) {
                found_.push_back({"letters", c, value.code, c, different.back().code});
                different.back().rows += value.rows;
            } else {
                different.push_back(std::move(value));
            }
        }
        values = std::move(different);
    }

    void slips_and_initials(std::size_t c, const Value& value, const std::vector<Value>& values) {
        const Value* whole = nullptr;
        std::size_t expansions = 0;
        const std::string_view spelling = trim(context_.table.columns[c].dictionary[value.code]);
        const bool capitals =
            spelling.size() <= 5 && std::ranges::all_of(spelling, [](char x) { return x >= 'A' && x <= 'Z'; });
        for (const Value& other : values) {
            if (&other == &value) { continue; }
            if (capitals && only_words(other.text) && initials(value.text, other.text)) {
                whole = &other;
                ++expansions;
            }
            if (static_cast<double>(value.rows) > rare_beside * static_cast<double>(other.rows)) { continue; }
            if (!only_words(value.text) || !only_words(other.text)) { continue; }
            const WordPair words = differing_words(value.text, other.text);
            if (one_slip(words.a, words.b) && !(known_word(words.a) && known_word(words.b))) {
                found_.push_back({"typo", c, value.code, c, other.code});
            }
        }
        if (expansions == 1) { found_.push_back({"initials", c, value.code, c, whole->code}); }
    }

    void keep_words(std::size_t c, std::vector<Value> values) {
        for (Value& value : values) {
            if (value.key.size() < shortest_word || !only_words(value.text)) { continue; }
            std::string sorted = value.key;
            std::ranges::sort(sorted);
            words_.push_back({std::move(sorted), c, std::move(value)});
        }
    }

    /// Two letters swapped against the same word in another column, in the same rows: one of the two is misspelt.
    void across_columns() {
        sort_few(words_, [](const Word& a, const Word& b) {
            return a.sorted != b.sorted ? a.sorted < b.sorted : a.column < b.column;
        });
        for (std::size_t i = 0; i < words_.size(); ++i) {
            for (std::size_t k = i + 1; k < words_.size() && words_[k].sorted == words_[i].sorted; ++k) {
                const Word& a = words_[i];
                const Word& b = words_[k];
                if (a.column == b.column || !swapped(a.value.key, b.value.key)) { continue; }
                if (known_word(a.value.text) && known_word(b.value.text)) { continue; }
                if (!together(a, b)) { continue; }
                const bool first = !known_word(a.value.text);
                const Word& one = first ? a : b;
                const Word& other = first ? b : a;
                found_.push_back({"swapped", one.column, one.value.code, other.column, other.value.code});
            }
        }
    }

    bool together(const Word& a, const Word& b) const {
        const std::vector<std::uint32_t>& codes_a = context_.table.columns[a.column].codes;
        const std::vector<std::uint32_t>& codes_b = context_.table.columns[b.column].codes;
        std::uint64_t both = 0;
        for (std::size_t row = 0; row < codes_a.size(); ++row) {
            both += codes_a[row] == a.value.code && codes_b[row] == b.value.code ? 1 : 0;
        }
        return share_of(both, std::min(a.value.rows, b.value.rows)) >= together_share;
    }

    const AuditContext& context_;
    std::vector<Word> words_;
    std::vector<Variant> found_;
};

}  // namespace

std::vector<Variant> spelling_variants(const AuditContext& context) { return Speller(context).find(); }

}  // namespace klarsicht::quality
