#include <algorithm>
#include <array>
#include <string_view>

#include "audit/privacy/checks.h"
#include "audit/privacy/prose.h"
#include "base/sort_few.h"
#include "base/word_list.h"
#include "profile/personal_names.h"

namespace klarsicht::privacy {

namespace {

/// What a text may tell of somebody: of GDPR Art. 9, and of Art. 10 the last one. Each has its words and stems in
/// words/privacy_notes.json.
constexpr std::array<std::string_view, 5> kinds = {"health", "religion", "sexual_orientation", "union", "criminal"};

/// A word, or how words begin, and of which kinds it tells, a bit each; none: it looks like another and tells nothing.
struct Known {
    std::string_view text;
    bool stem;
    std::uint32_t kinds;
};

/// Which of `kinds` a text tells of, a bit each.
class Telling {
public:
    Telling() {
        const auto add = [&](std::string_view list, bool stem, std::uint32_t bits) {
            for (const std::string& word : word_list("privacy_notes", list)) { known_.push_back({word, stem, bits}); }
        };
        add("others_stems", true, 0);
        for (std::size_t kind = 0; kind < kinds.size(); ++kind) {
            add(kinds[kind], false, 1U << kind);
            add(std::string(kinds[kind]) + "_stems", true, 1U << kind);
        }
        sort_few(known_, std::ranges::less(), [](const Known& one) { return beginning(one.text); });
    }

    std::uint32_t of(std::string_view text) const {
        const std::vector<TextWord> words = words_of(text);
        // One word alone is a name, a product or a state.
        if (words.size() < 2) { return 0; }
        std::uint32_t told = 0;
        for (const TextWord& word : words) { told |= of_word(word.folded); }
        return told;
    }

private:
    /// Every known word has so many letters.
    static std::string_view beginning(std::string_view word) { return word.substr(0, 3); }

    std::uint32_t of_word(std::string_view word) const {
        std::uint32_t told = 0;
        for (const Known& one : std::ranges::equal_range(known_, beginning(word), {},
                                                         [](const Known& known) { return beginning(known.text); })) {
            const bool met = one.stem ? word.starts_with(one.text) : word == one.text;
            if (met && one.kinds == 0) { return 0; }
            if (met) { told |= one.kinds; }
        }
        return told;
    }

    std::vector<Known> known_;  ///< by how they begin
};

/// Sentences, three words and more in the middle: no names, kinds or states.
bool holds_notes(const AuditContext& context, std::size_t column) {
    constexpr std::ptrdiff_t least_words = 3;
    if (!may_hold_prose(context, column) || context.plan.has_role(context.name(column), Role::copy)) { return false; }
    std::ptrdiff_t values = 0;
    std::ptrdiff_t blanks = 0;
    const Interpretation& data = context.interpretation(column);
    const Dictionary& dictionary = context.table.columns[column].dictionary;
    for (std::uint32_t code = 0; code < dictionary.size(); ++code) {
        if (!data.valid(code)) { continue; }
        ++values;
        blanks += std::ranges::count(dictionary[code], ' ');
    }
    return values > 0 && blanks >= (least_words - 1) * values;
}

class SpecialText final : public Check {
public:
    const CheckInfo& info() const override {
        static const CheckInfo value{
            .id = "privacy.special_text", .area = Area::privacy, .needs = {}, .any = false, .limits = {}};
        return value;
    }

    std::vector<Outcome> run(const AuditContext& context) const override {
        std::vector<Outcome> outcomes;
        bool any = false;
        const Telling telling;
        const bool things = speaks_to_everybody(context);
        for (std::size_t column = 0; column < context.table.columns.size() && !things; ++column) {
            if (!holds_notes(context, column)) { continue; }
            any = true;
            if (auto outcome = outcome_for(context, column, telling)) { outcomes.push_back(std::move(*outcome)); }
        }
        if (!any) { return {not_assessed(info())}; }
        if (!outcomes.empty()) { return outcomes; }
        return {OutcomeBuilder(info(), Status::pass, Severity::none).say("none").make()};
    }

private:
    std::optional<Outcome> outcome_for(const AuditContext& context, std::size_t column, const Telling& telling) const {
        const Column& data = context.table.columns[column];
        std::vector<std::uint32_t> told(data.dictionary.size());
        std::array<std::uint64_t, kinds.size()> by_kind{};
        std::uint64_t rows = 0;
        for (std::uint32_t code = 0; code < told.size(); ++code) {
            told[code] = telling.of(data.dictionary[code]);
            rows += told[code] != 0 ? data.counts[code] : 0;
            for (std::size_t kind = 0; kind < kinds.size(); ++kind) {
                by_kind[kind] += (told[code] >> kind & 1U) != 0 ? data.counts[code] : 0;
            }
        }
        if (rows == 0) { return std::nullopt; }
        const auto most = std::ranges::max_element(by_kind);
        const auto kind = kinds[static_cast<std::size_t>(most - by_kind.begin())];
        const bool several = std::ranges::count_if(by_kind, [](std::uint64_t n) { return n > 0; }) > 1;
        OutcomeBuilder finding(info(), Status::warn, kind == "health" ? Severity::high : Severity::medium,
                               {context.name(column)});
        finding.values.text("column", context.name(column))
            .count("rows", rows)
            .count("of", context.table.rows() - context.interpretation(column).missing)
            .term("kind", "privacy.special_text.kind." + std::string(kind))
            .count("most", *most);
        Outcome outcome =
            finding.title("found").summary(several ? "several" : "one").headline("found").headline_note("found").make();
        outcome.metrics.count("rows", rows);
        for (std::size_t i = 0; i < kinds.size(); ++i) {
            if (by_kind[i] > 0) { outcome.metrics.count("rows_with_" + std::string(kinds[i]), by_kind[i]); }
        }
        for (std::size_t row = 0; row < data.codes.size(); ++row) {
            if (told[data.codes[row]] == 0) { continue; }
            outcome.rows.add(row);
        }
        return outcome;
    }
};

}  // namespace

const Check& special_text() {
    static const SpecialText check;
    return check;
}

}  // namespace klarsicht::privacy
