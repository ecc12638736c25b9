// Remedies that put something else in the place of what names people: pseudonyms, numbers, masks.
#include <algorithm>
#include <array>
#include <set>

#include "audit/shown_values.h"
#include "base/hmac.h"
#include "base/secret.h"
#include "profile/personal_text.h"
#include "remedy/coarse.h"
#include "remedy/fields.h"
#include "table/trim.h"

namespace klarsicht::remedy {

namespace {

std::string_view last_characters(std::string_view text, std::size_t count) {
    std::size_t start = text.size();
    while (start > 0 && count > 0) {
        --start;
        while (start > 0 && (static_cast<unsigned char>(text[start]) & 0xC0U) == 0x80U) { --start; }
        --count;
    }
    return text.substr(start);
}

/// Numbers of ten digits, of which nobody can tell what they stand for or in which order they were given: a keyed hash
/// under a key that was drawn for this once and is forgotten.
class RandomNumbers {
public:
    RandomNumbers() : hash_(drawn_key() + drawn_key()) {}
    std::string of(std::string_view text) {
        constexpr std::uint64_t first = 1'000'000'000;
        constexpr std::uint64_t count = 9'000'000'000;
        for (std::uint32_t attempt = 0;; ++attempt) {
            const std::string hex = hash_.of(std::to_string(attempt) + ":" + std::string(text)).substr(0, 15);
            std::uint64_t number = 0;
            for (const char c : hex) {
                number = number * 16 + static_cast<std::uint64_t>(c <= '9' ? c - '0' : c - 'a' + 10);
            }
            number = first + number % count;
            if (given_.insert(number).second) { return std::to_string(number); }
        }
    }

private:
    HmacSha256 hash_;
    std::set<std::uint64_t> given_;
};

/// Every spelling that is not missing through `replace`; spellings that differ only in white space are one value.
template <class Replace>
std::vector<std::string> replaced(const CurrentColumn& column, Replace replace) {
    std::map<std::string_view, std::string> known;
    std::vector<std::string> spellings;
    spellings.reserve(column.spellings.size());
    for (std::size_t code = 0; code < column.spellings.size(); ++code) {
        if (column.missing[code] != 0) {
            spellings.emplace_back();
            continue;
        }
        const std::string_view text = trim(column.spellings[code]);
        auto at = known.find(text);
        if (at == known.end()) { at = known.emplace(text, replace(text)).first; }
        spellings.push_back(at->second);
    }
    return spellings;
}

std::uint64_t values_in(const CurrentColumn& column) {
    std::set<std::string_view> values;
    for (std::size_t code = 0; code < column.spellings.size(); ++code) {
        if (column.missing[code] == 0) { values.insert(trim(column.spellings[code])); }
    }
    return values.size();
}

/// What stands in the place of something personal, the same in German and English.
std::string_view word_for(std::string_view type) {
    using Word = std::pair<std::string_view, std::string_view>;
    constexpr std::array<Word, 8> words = {{{"email", "[E-Mail]"},
                                            {"phone", "[Tel.]"},
                                            {"iban", "[IBAN]"},
                                            {"ipv4", "[IP]"},
                                            {"ipv6", "[IP]"},
                                            {"person_name", "[Name]"},
                                            {"customer_id", "[ID]"},
                                            {"url", "[URL]"}}};
    const auto found = std::ranges::find(words, type, &Word::first);
    return found == words.end() ? std::string_view("[***]") : found->second;
}

struct MaskedText {
    std::string text;
    std::uint64_t spans = 0;
};

MaskedText masked_text(std::string_view text) {
    MaskedText masked;
    std::size_t at = 0;
    for (const PersonalSpan& span : find_personal_in_prose(text)) {
        masked.text += text.substr(at, span.start - at);
        masked.text += word_for(span.type);
        at = span.end;
        ++masked.spans;
    }
    masked.text += text.substr(at);
    // What reports mask besides: the name behind a salutation, illness, belief, orientation.
    std::string further = without_personal(masked.text, false);
    if (further != masked.text) { ++masked.spans; }
    masked.text = std::move(further);
    return masked;
}

Result<std::vector<std::size_t>> columns_meant(const Fields& fields) {
    return fields.columns(fields.has("columns") ? "columns" : "column");
}

}  // namespace

Result<void> pseudonymise(const Fields& fields, const AuditContext& context, Remedied& result) {
    const std::vector<std::size_t> columns = KLARSICHT_TRY(columns_meant(fields));
    const bool numbers = KLARSICHT_TRY(fields.one_of("method", {"hmac", "number"})) == 1;
    const auto length = static_cast<std::size_t>(KLARSICHT_TRY(fields.number("length", 32, 16, 64)));
    if (!numbers && fields.key().empty()) { return fields.impossible("needs_key"); }
    if (!numbers && fields.key().size() < least_key_bytes) { return fields.key_too_short(); }
    const HmacSha256 hash(fields.key());
    RandomNumbers random;  // one value has one number in all these columns
    std::map<std::string, std::string, std::less<>> given;
    for (const std::size_t column : columns) {
        const CurrentColumn current(context, result, column);
        std::vector<std::string> spellings = replaced(current, [&](std::string_view text) {
            if (!numbers) { return hash.of(text).substr(0, length); }
            auto at = given.find(text);
            if (at == given.end()) { at = given.emplace(std::string(text), random.of(text)).first; }
            return at->second;
        });
        result.effects.push_back(Message(numbers ? "remedy.effect.numbered" : "remedy.effect.pseudonym")
                                     .text("column", current.name)
                                     .count("values", values_in(current)));
        put_instead(result, column, current, std::move(spellings));
    }
    return {};
}

Result<void> mask(const Fields& fields, const AuditContext& context, Remedied& result) {
    const std::vector<std::size_t> columns = KLARSICHT_TRY(columns_meant(fields));
    const auto keep = static_cast<std::size_t>(KLARSICHT_TRY(fields.number("keep", 0, 0, 4)));
    for (const std::size_t column : columns) {
        const CurrentColumn current(context, result, column);
        // Where hardly more stands than would stay, nothing stays.
        std::vector<std::string> spellings = replaced(current, [&](std::string_view text) {
            const std::string_view last = last_characters(text, keep);
            return std::string(mask_stars) + std::string(last.size() * 2 > text.size() ? std::string_view() : last);
        });
        result.effects.push_back(
            Message("remedy.effect.masked").text("column", current.name).count("values", values_in(current)));
        put_instead(result, column, current, std::move(spellings));
    }
    return {};
}

Result<void> partial_email(const Fields& fields, const AuditContext& context, Remedied& result) {
    const std::size_t column = KLARSICHT_TRY(fields.column("column"));
    const bool letter = KLARSICHT_TRY(fields.one_of("keep", {"domain", "first_letter"})) == 1;
    const CurrentColumn current(context, result, column);
    std::vector<std::string> spellings =
        replaced(current, [&](std::string_view text) { return masked_email(text, letter); });
    result.effects.push_back(Message(letter ? "remedy.effect.email_letter" : "remedy.effect.email_domain")
                                 .text("column", current.name)
                                 .count("values", values_in(current)));
    put_instead(result, column, current, std::move(spellings));
    return {};
}

Result<void> mask_text(const Fields& fields, const AuditContext& context, Remedied& result) {
    for (const std::size_t column : KLARSICHT_TRY(columns_meant(fields))) {
        const CurrentColumn current(context, result, column);
        std::uint64_t changed = 0;
        std::vector<std::string> spellings = replaced(current, [&](std::string_view text) {
            MaskedText masked = masked_text(text);
            changed += masked.spans > 0 ? 1 : 0;
            return std::move(masked.text);
        });
        result.effects.push_back(Message("remedy.effect.text_masked")
                                     .text("column", current.name)
                                     .count("texts", changed)
                                     .count("all", values_in(current)));
        put_instead(result, column, current, std::move(spellings));
    }
    return {};
}

}  // namespace klarsicht::remedy
