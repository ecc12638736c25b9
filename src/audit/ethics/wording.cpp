#include "audit/ethics/wording.h"

#include <algorithm>
#include <iterator>

#include <nlohmann/json.hpp>

#include "base/asset.h"

namespace klarsicht::ethics {

namespace {

constexpr std::size_t longest_gap = 4;

bool is_number(std::string_view token) { return !token.empty() && token.front() >= '0' && token.front() <= '9'; }

}  // namespace

std::vector<std::string> words_of(std::string_view text) {
    std::vector<std::string> words;
    std::string word;
    const auto close = [&] {
        if (!word.empty()) { words.push_back(std::move(word)); }
        word.clear();
    };
    const auto add = [&](char c) {
        // A number next to letters is a word of its own: "24h" is 24 and h.
        if (!word.empty() && is_number(word) != (c >= '0' && c <= '9')) { close(); }
        word += c;
    };
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto byte = static_cast<unsigned char>(text[i]);
        if (byte >= 'A' && byte <= 'Z') {
            add(static_cast<char>(byte - 'A' + 'a'));
        } else if ((byte >= 'a' && byte <= 'z') || (byte >= '0' && byte <= '9')) {
            add(text[i]);
        } else if (byte == '%') {
            close();
            words.emplace_back("%");
        } else if (byte == '\'') {
            // don't → dont
        } else if (byte == 0xE2 && i + 2 < text.size() && text.substr(i, 3) == "\xE2\x80\x99") {
            i += 2;
        } else if (byte == 0xC3 && i + 1 < text.size()) {
            const auto second = static_cast<unsigned char>(text[++i]);
            if (second == 0x97 || second == 0xB7) {
                close();  // × and ÷
                continue;
            }
            // À–Þ to à–þ
            const bool upper = second >= 0x80 && second <= 0x9E;
            add(static_cast<char>(0xC3));
            word += static_cast<char>(upper ? second + 0x20 : second);
        } else {
            close();
        }
    }
    close();
    return words;
}

WordingList::Word WordingList::read_word(std::string_view text) const {
    using enum Word::Kind;
    if (text.find('|') != std::string_view::npos) {
        Word word{one_of, {}, {}};
        for (std::size_t at = 0; at <= text.size();) {
            const std::size_t end = std::min(text.find('|', at), text.size());
            word.choices.push_back(read_word(text.substr(at, end - at)));
            at = end + 1;
        }
        return word;
    }
    if (text.starts_with('{')) {
        const auto known = classes_.find(text.substr(1, text.size() - 2));
        return known == classes_.end() ? Word{exact, std::string(text), {}} : known->second;
    }
    if (text == "#") { return {number, {}, {}}; }
    if (text == "_") { return {any, {}, {}}; }
    if (text == "..") { return {gap, {}, {}}; }
    if (text == "^") { return {begin, {}, {}}; }
    if (text.size() > 1 && text.starts_with('*')) { return {suffix, std::string(text.substr(1)), {}}; }
    if (text.ends_with('*')) { return {prefix, std::string(text.substr(0, text.size() - 1)), {}}; }
    return {exact, std::string(text), {}};
}

bool WordingList::fits(const Word& word, std::string_view token) {
    switch (word.kind) {
        case Word::Kind::exact:
            return token == word.text;
        case Word::Kind::prefix:
            return token.starts_with(word.text);
        case Word::Kind::suffix:
            return token.ends_with(word.text);
        case Word::Kind::number:
            return is_number(token);
        case Word::Kind::any:
            return true;
        case Word::Kind::one_of:
            return std::ranges::any_of(word.choices, [&](const Word& choice) { return fits(choice, token); });
        case Word::Kind::gap:
        case Word::Kind::begin:
            break;
    }
    return false;
}

std::size_t WordingList::match(const std::vector<Word>& words, std::size_t word, const std::vector<std::string>& tokens,
                               std::size_t token) {
    for (; word < words.size(); ++word, ++token) {
        if (words[word].kind == Word::Kind::gap) {
            for (std::size_t skipped = 0; skipped <= longest_gap && token + skipped <= tokens.size(); ++skipped) {
                if (const std::size_t end = match(words, word + 1, tokens, token + skipped); end != 0) { return end; }
            }
            return 0;
        }
        if (words[word].kind == Word::Kind::begin) {
            if (token != 0) { return 0; }
            ++word;
        }
        if (token >= tokens.size() || !fits(words[word], tokens[token])) { return 0; }
    }
    return token;
}

void WordingList::index() {
    for (std::uint32_t i = 0; i < patterns_.size(); ++i) {
        const Word& first = patterns_[i].words.front();
        const auto fixed = [](const Word& word) {
            return word.kind == Word::Kind::exact || word.kind == Word::Kind::suffix;
        };
        const auto put = [&](const Word& word) {
            auto& index = word.kind == Word::Kind::exact ? by_first_word_ : by_first_ending_;
            index[word.text].push_back(i);
        };
        if (fixed(first)) {
            put(first);
        } else if (first.kind == Word::Kind::one_of && std::ranges::all_of(first.choices, fixed)) {
            std::ranges::for_each(first.choices, put);
        } else {
            others_.push_back(i);
        }
    }
}

std::optional<WordingList::Pattern> WordingList::read_pattern(const json& entry, std::uint32_t category) const {
    if (!entry.is_string()) { return std::nullopt; }
    Pattern pattern{category, {}};
    const auto& text = entry.get_ref<const std::string&>();
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find(' ', at), text.size());
        if (end > at) { pattern.words.push_back(read_word(std::string_view(text).substr(at, end - at))); }
        at = end + 1;
    }
    if (pattern.words.empty() || pattern.words.front().kind == Word::Kind::gap) { return std::nullopt; }
    return pattern;
}

Result<WordingList> WordingList::parse(std::string_view json_text) {
    const auto wrong = [](std::string_view what) {
        return fail(ErrorCode::malformed, Message("error.word_list").text("what", what));
    };
    const auto root = nlohmann::ordered_json::parse(json_text, nullptr, false);
    if (!root.is_object() || !root.contains("categories") || !root["categories"].is_object()) {
        return wrong("categories");
    }
    WordingList list;
    const auto classes = root.value("classes", nlohmann::ordered_json::object());
    for (const auto& [name, words] : classes.items()) {
        if (!words.is_array()) { return wrong(name); }
        Word any{Word::Kind::one_of, {}, {}};
        for (const auto& line : words) {
            if (!line.is_string()) { return wrong(name); }
            Word some = list.read_word(line.get_ref<const std::string&>());
            if (some.kind != Word::Kind::one_of) { any.choices.push_back(std::move(some)); }
            std::ranges::move(some.choices, std::back_inserter(any.choices));
        }
        list.classes_.emplace(name, std::move(any));
    }
    for (const auto& [category, patterns] : root["categories"].items()) {
        if (!patterns.is_array()) { return wrong(category); }
        for (const auto& entry : patterns) {
            auto pattern = list.read_pattern(entry, static_cast<std::uint32_t>(list.categories_.size()));
            if (!pattern) { return wrong(category); }
            list.patterns_.push_back(std::move(*pattern));
        }
        list.categories_.push_back(category);
    }
    if (root.contains("harmless")) {
        if (!root["harmless"].is_array()) { return wrong("harmless"); }
        for (const auto& entry : root["harmless"]) {
            auto pattern = list.read_pattern(entry, 0);
            if (!pattern) { return wrong("harmless"); }
            list.harmless_.push_back(std::move(*pattern));
        }
    }
    if (root.contains("numbers") && root["numbers"].is_string()) {
        list.numbers_ = " " + root["numbers"].get<std::string>() + " ";
    }
    list.index();
    return list;
}

const WordingList& WordingList::standard() {
    static const WordingList list = [] {
        const auto text = asset("words/dark_patterns.json");
        Result<WordingList> parsed = text ? parse(*text) : Result<WordingList>(WordingList());
        return parsed ? std::move(*parsed) : WordingList();
    }();
    return list;
}

std::vector<std::pair<std::size_t, std::size_t>> WordingList::harmless_in(
    const std::vector<std::string>& tokens) const {
    std::vector<std::pair<std::size_t, std::size_t>> spans;
    for (std::size_t token = 0; token < tokens.size(); ++token) {
        for (const Pattern& pattern : harmless_) {
            if (const std::size_t end = match(pattern.words, 0, tokens, token); end != 0) {
                spans.emplace_back(token, end);
            }
        }
    }
    return spans;
}

std::vector<WordingList::Hit> WordingList::find(std::string_view text) const {
    const std::vector<std::string> shown = words_of(text);
    std::vector<std::string> tokens = shown;
    for (std::string& token : tokens) {
        if (numbers_.find(" " + token + " ") != std::string::npos) { token = "2"; }
    }
    std::optional<std::vector<std::pair<std::size_t, std::size_t>>> harmless;  // few texts need it
    const auto is_harmless = [&](std::size_t begin, std::size_t end) {
        if (!harmless) { harmless = harmless_in(tokens); }
        return std::ranges::any_of(*harmless,
                                   [&](const auto& span) { return begin < span.second && span.first < end; });
    };
    std::vector<Hit> hits;
    const auto look = [&](std::uint32_t pattern, std::size_t token) {
        const std::uint32_t category = patterns_[pattern].category;
        if (std::ranges::find(hits, category, &Hit::category) != hits.end()) { return; }
        const std::size_t end = match(patterns_[pattern].words, 0, tokens, token);
        if (end == 0 || is_harmless(token, end)) { return; }
        std::string wording;
        for (std::size_t i = token; i < end; ++i) { wording += (i == token ? "" : " ") + shown[i]; }
        hits.push_back({category, std::move(wording)});
    };
    for (std::size_t token = 0; token < tokens.size(); ++token) {
        if (const auto found = by_first_word_.find(tokens[token]); found != by_first_word_.end()) {
            for (const std::uint32_t pattern : found->second) { look(pattern, token); }
        }
        for (const auto& [ending, patterns] : by_first_ending_) {
            if (!tokens[token].ends_with(ending)) { continue; }
            for (const std::uint32_t pattern : patterns) { look(pattern, token); }
        }
        for (const std::uint32_t pattern : others_) { look(pattern, token); }
    }
    return hits;
}

}  // namespace klarsicht::ethics
