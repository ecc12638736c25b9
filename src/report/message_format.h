#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/json_fwd.h"
#include "base/message.h"

namespace klarsicht {

enum class Language : std::uint8_t { de, en };
std::string_view name_of(Language language);
std::optional<Language> language_named(std::string_view name);

/// The texts of one language: keys of assets/i18n/<language>/*.json.
class Texts {
public:
    /// All texts of a language: the embedded ones, or those that were given instead.
    static const Texts& of(Language language);
    /// Gives the texts of a language, `{"key": "text"|["line"]}`: the program that draws has none of its own. Views of
    /// earlier texts end.
    static void give(Language language, const json& texts);

    Language language() const { return language_; }
    /// The text of a key; a key without a text reads as the key itself in ⟦⟧, which a test looks for.
    std::string_view text(std::string_view key) const;
    bool has(std::string_view key) const;
    /// The lines of a list, e.g. `<id>.sources`.
    std::vector<std::string_view> list(std::string_view key) const;

    /// Renders a message; what its values hold is shown as visible_text has it. Placeholders in a text:
    ///   {name}          text as is; integers and numbers in the language's way (12.345 · 0,43 / 12,345 · 0.43)
    ///   {name:percent}  0.1464 → 14,6 % / 14.6 %       {name:points}  0.191 → 19,1 / 19.1 (percentage points, no sign
    ///   for the unit) {name:p2}       fixed decimals (p0 … p6)        {name:factor}  0.4327 → 0,43 {name:one_in}
    ///   0.0294 → 1 von 34 / 1 in 34     {name:log10p}  -3.2 → p = 0,0006; below 1e-4: p < 0,0001 {name:date}     days
    ///   since 1970 → 31.12.2025 / 31 Dec 2025    {name:bytes}  181 MB {name|one|many} the first form when the number
    ///   is 1, else the second: {rows} {rows|Zeile|Zeilen};
    ///                   a form may hold placeholders: {people|eine Person|{people} Personen}
    ///   {names:quoted}  a list of names: age, sex … → „age“, „sex“ … / “age”, “sex” …
    std::string format(const Message& message) const;

    /// A group's label from bins as a person says it: `<25` → under 25, `25-59` → 25 to 59, `>=60` → 60 and over; in a
    /// crossed label the other parts stay as they are.
    std::string group(std::string_view label) const;

    std::string integer(std::int64_t value) const;
    std::string number(double value, std::string_view style) const;

private:
    friend struct TextsAccess;
    Language language_ = Language::en;
    std::vector<std::pair<std::string, std::vector<std::string>>> texts_;  ///< sorted by key
};

}  // namespace klarsicht
