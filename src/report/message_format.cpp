#include "report/message_format.h"

#include <algorithm>
#include <memory>

#include "base/json.h"
#include "base/sort_few.h"
#include "base/visible_text.h"
#include "report/group_label.h"
#include "report/number_format.h"
#include "report/text_pack.h"

namespace klarsicht {

namespace {

std::string missing_text(std::string_view key) { return "⟦" + std::string(key) + "⟧"; }

const MessageArg* find_arg(const Message& message, std::string_view name) {
    for (const MessageArg& arg : message.args) {
        if (arg.name == name) { return &arg; }
    }
    return nullptr;
}

double number_of(const MessageArg& arg) {
    return arg.kind == MessageArg::Kind::integer ? static_cast<double>(arg.integer) : arg.number;
}

bool is_one(const MessageArg& arg) {
    return (arg.kind == MessageArg::Kind::integer && arg.integer == 1) ||
           (arg.kind == MessageArg::Kind::number && arg.number == 1);
}

/// Where `wanted` stands outside of inner braces; for '}' the brace that closes what stands before `from`.
std::size_t find_outside(std::string_view text, char wanted, std::size_t from) {
    std::size_t depth = 0;
    for (std::size_t i = from; i < text.size(); ++i) {
        if (text[i] == wanted && depth == 0) { return i; }
        if (text[i] == '{') {
            ++depth;
        } else if (text[i] == '}' && depth > 0) {
            --depth;
        }
    }
    return std::string_view::npos;
}

std::string fill_all(const Texts& texts, const Message& message, std::string_view text);

/// "a", "a and b", "a, b and c"; "a, b …" where not all are told.
std::string and_listed(std::span<const std::string> members, bool shortened, const Texts& texts) {
    std::string list;
    for (std::size_t i = 0; i < members.size(); ++i) {
        const bool last = i + 1 == members.size() && !shortened;
        if (i > 0) { list += last ? texts.text("report.list_and") : ", "; }
        list += members[i];
    }
    return shortened ? list.append(" …") : list;
}

/// "age, sex, job" as „age“, „sex“ und „job“.
std::string each_quoted(std::string_view names, const Texts& texts) {
    constexpr std::string_view comma = ", ";
    constexpr std::string_view more = " …";
    const bool shortened = names.ends_with(more);
    if (shortened) { names.remove_suffix(more.size()); }
    std::vector<std::string> quoted;
    for (std::size_t from = 0; from <= names.size() && !names.empty();) {
        const std::size_t to = std::min(names.find(comma, from), names.size());
        quoted.push_back(texts.format(Message("report.quoted").text("text", names.substr(from, to - from))));
        from = to + comma.size();
    }
    return and_listed(quoted, shortened, texts);
}

/// The other texts that a message names, filled in with its values, as a list.
std::string terms(const Texts& texts, const Message& message, std::string_view keys) {
    std::vector<std::string> told;
    while (!keys.empty()) {
        const std::size_t end = std::min(keys.find(' '), keys.size());
        told.push_back(fill_all(texts, message, texts.text(keys.substr(0, end))));
        keys.remove_prefix(std::min(end + 1, keys.size()));
    }
    return and_listed(told, false, texts);
}

/// One placeholder's text without its braces.
std::string fill(const Texts& texts, const Message& message, std::string_view placeholder) {
    const std::size_t name_end = placeholder.find_first_of(":|");
    const std::string_view name = placeholder.substr(0, name_end);
    const MessageArg* arg = find_arg(message, name);
    if (arg == nullptr) { return missing_text(placeholder); }
    if (name_end != std::string_view::npos && placeholder[name_end] == '|') {
        const std::string_view forms = placeholder.substr(name_end + 1);
        const std::size_t bar = find_outside(forms, '|', 0);
        if (bar == std::string_view::npos) { return missing_text(placeholder); }
        return fill_all(texts, message, is_one(*arg) ? forms.substr(0, bar) : forms.substr(bar + 1));
    }
    const std::string_view style =
        name_end == std::string_view::npos ? std::string_view() : placeholder.substr(name_end + 1);
    switch (arg->kind) {
        case MessageArg::Kind::text:
            return style == "quoted" ? each_quoted(visible_text(arg->text), texts) : visible_text(arg->text);
        case MessageArg::Kind::key:
            return terms(texts, message, arg->text);
        case MessageArg::Kind::bins:
            return visible_text(texts.group(arg->text));
        case MessageArg::Kind::integer:
            return style.empty() ? texts.integer(arg->integer) : texts.number(number_of(*arg), style);
        case MessageArg::Kind::number:
            return texts.number(arg->number, style);
    }
    return {};
}

/// A text with its placeholders filled in; the forms of {n|one|many} may hold placeholders themselves.
std::string fill_all(const Texts& texts, const Message& message, std::string_view text) {
    std::string filled;
    filled.reserve(text.size() + 32);
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t open = text.find('{', at);
        const std::size_t close = open == std::string_view::npos ? open : find_outside(text, '}', open + 1);
        if (close == std::string_view::npos) {
            filled += text.substr(at);
            break;
        }
        filled += text.substr(at, open - at);
        const std::string value = fill(texts, message, text.substr(open + 1, close - open - 1));
        filled += value;
        at = close + 1;
        // A list that was cut short ends the sentence with its own dots.
        if (value.ends_with("…") && text.substr(at).starts_with('.')) { ++at; }
    }
    return filled;
}

}  // namespace

std::string_view name_of(Language language) { return language == Language::de ? "de" : "en"; }

std::optional<Language> language_named(std::string_view name) {
    if (name == "de") { return Language::de; }
    if (name == "en") { return Language::en; }
    return std::nullopt;
}

/// Builds the texts of a language.
struct TextsAccess {
    static Texts load(Language language) {
        Texts texts;
        texts.language_ = language;
        // A test reads every file; a broken one shows as missing texts.
        add(texts, texts_below("", language));
        sort(texts);
        return texts;
    }

    static void replace(Texts& texts, const json& file) {
        texts.texts_.clear();
        add(texts, file);
        sort(texts);
    }

    static Texts& held(Language language) {
        static Texts german = load(Language::de);
        static Texts english = load(Language::en);
        return language == Language::de ? german : english;
    }

    static void add(Texts& texts, const json& file) {
        if (!file.is_object()) { return; }
        for (const auto& [key, value] : file.items()) {
            std::vector<std::string> lines;
            if (value.is_string()) {
                lines.push_back(value.get<std::string>());
            } else if (value.is_array()) {
                for (const auto& line : value) {
                    if (line.is_string()) { lines.push_back(line.get<std::string>()); }
                }
            }
            texts.texts_.emplace_back(key, std::move(lines));
        }
    }

    static void sort(Texts& texts) {
        sort_few(texts.texts_, [](const auto& a, const auto& b) { return a.first < b.first; });
    }

    static const std::vector<std::string>* find(const Texts& texts, std::string_view key) {
        const auto at =
            std::lower_bound(texts.texts_.begin(), texts.texts_.end(), key,
                             [](const auto& entry, std::string_view wanted) { return entry.first < wanted; });
        return at != texts.texts_.end() && at->first == key ? &at->second : nullptr;
    }
};

const Texts& Texts::of(Language language) { return TextsAccess::held(language); }

void Texts::give(Language language, const json& texts) { TextsAccess::replace(TextsAccess::held(language), texts); }

std::string_view Texts::text(std::string_view key) const {
    if (const auto* lines = TextsAccess::find(*this, key); lines != nullptr && !lines->empty()) {
        return lines->front();
    }
    // The view must outlive the call; the few keys that miss are kept for good.
    static std::vector<std::unique_ptr<std::string>> missing;
    const std::string shown = missing_text(key);
    for (const auto& known : missing) {
        if (*known == shown) { return *known; }
    }
    missing.push_back(std::make_unique<std::string>(shown));
    return *missing.back();
}

bool Texts::has(std::string_view key) const { return TextsAccess::find(*this, key) != nullptr; }

std::vector<std::string_view> Texts::list(std::string_view key) const {
    const auto* lines = TextsAccess::find(*this, key);
    return lines == nullptr ? std::vector<std::string_view>()
                            : std::vector<std::string_view>(lines->begin(), lines->end());
}

std::string Texts::format(const Message& message) const {
    if (message.empty()) { return {}; }
    return fill_all(*this, message, text(message.key));
}

std::string Texts::group(std::string_view label) const { return group_label(label, *this); }

std::string Texts::integer(std::int64_t value) const { return number_format::integer(value, language_); }

std::string Texts::number(double value, std::string_view style) const {
    if (style == "percent") { return number_format::percent(value, language_); }
    if (style == "points") { return number_format::points(value, language_); }
    if (style == "factor") { return number_format::factor(value, language_); }
    if (style == "one_in") { return number_format::one_in(value, language_); }
    if (style == "log10p") { return number_format::log10_p(value, language_); }
    if (style == "date") { return number_format::date(value, language_); }
    if (style == "month") { return number_format::month(value, language_); }
    if (style == "bytes") { return number_format::bytes(value, language_); }
    if (style.size() == 2 && style[0] == 'p' && style[1] >= '0' && style[1] <= '6') {
        return number_format::fixed(value, style[1] - '0', language_);
    }
    return number_format::plain(value, language_);
}

}  // namespace klarsicht
