#include <algorithm>
#include <array>
#include <map>

#include "audit/privacy/checks.h"
#include "audit/privacy/prose.h"
#include "profile/personal_scores.h"
#include "profile/personal_text.h"
#include "profile/values/digits.h"

namespace klarsicht::privacy {

namespace {

/// "Herr", "Frau" and their like; not "Dr.", which is in names of shoes and drinks.
bool addresses_somebody(std::string_view text) {
    static constexpr std::array<std::string_view, 9> salutations = {"Herr ", "Herrn ", "Frau ", "Mr ",    "Mr. ",
                                                                    "Mrs ",  "Mrs. ",  "Mme ",  "Madame "};
    return std::ranges::any_of(salutations, [&](std::string_view word) { return text.contains(word); });
}

/// What is worth a look: details of a form, a birthday, somebody who is addressed.
bool worth_a_look(std::string_view text) {
    constexpr std::ptrdiff_t digits_of_a_day = 5;
    return may_hold_personal(text) || std::ranges::count_if(text, values::is_digit) >= digits_of_a_day ||
           addresses_somebody(text);
}

/// What a sentence tells. A cell that is nothing but a number may be any number: an order, a parcel, a meter. Names
/// without a salutation may be those of brands and shops.
std::vector<PersonalSpan> told_in_prose(std::string_view text) {
    const bool prose = std::ranges::count_if(text, values::is_letter) >= 4 && text.find(' ') != std::string_view::npos;
    std::vector<PersonalSpan> spans = prose ? find_personal_in_prose(text) : find_personal(text);
    const bool addressed = addresses_somebody(text);
    std::erase_if(spans, [&](const PersonalSpan& span) {
        if (!prose) { return span.type != "email" && span.type != "iban"; }
        return span.type == "person_name" && (!addressed || span.score != scores::addressed);
    });
    return spans;
}

class PersonalText final : public Check {
public:
    const CheckInfo& info() const override {
        static const CheckInfo value{
            .id = "privacy.personal_text", .area = Area::privacy, .needs = {}, .any = false, .limits = {}};
        return value;
    }

    std::vector<Outcome> run(const AuditContext& context) const override {
        std::vector<Outcome> outcomes;
        bool any = false;
        for (std::size_t column = 0; column < context.table.columns.size(); ++column) {
            if (!may_hold_prose(context, column)) { continue; }
            any = true;
            if (auto outcome = outcome_for(context, column)) { outcomes.push_back(std::move(*outcome)); }
        }
        if (!any) { return {not_assessed(info())}; }
        if (!outcomes.empty()) { return outcomes; }
        return {OutcomeBuilder(info(), Status::pass, Severity::none).say("none").make()};
    }

private:
    struct Telling {
        std::vector<bool> codes;  ///< [codes] whether a text of that spelling tells of a person
        std::map<std::string, std::uint64_t, std::less<>> rows_by_type;
        std::uint64_t rows = 0;
    };

    static Telling look_at(const Column& data) {
        Telling telling;
        telling.codes.resize(data.dictionary.size());
        for (std::uint32_t code = 0; code < data.dictionary.size(); ++code) {
            const std::string_view text = data.dictionary[code];
            if (!worth_a_look(text)) { continue; }
            const std::vector<PersonalSpan> spans = told_in_prose(text);
            if (spans.empty()) { continue; }
            telling.codes[code] = true;
            telling.rows += data.counts[code];
            std::vector<std::string_view> types;
            for (const PersonalSpan& span : spans) {
                if (std::ranges::find(types, span.type) == types.end()) { types.push_back(span.type); }
            }
            for (const std::string_view type : types) {
                telling.rows_by_type.try_emplace(std::string(type), 0).first->second += data.counts[code];
            }
        }
        return telling;
    }

    std::optional<Outcome> outcome_for(const AuditContext& context, std::size_t column) const {
        const Column& data = context.table.columns[column];
        const Telling telling = look_at(data);
        if (telling.rows == 0) { return std::nullopt; }
        const auto most =
            std::ranges::max_element(telling.rows_by_type, {}, [](const auto& entry) { return entry.second; });
        OutcomeBuilder finding(info(), Status::warn, Severity::medium, {context.name(column)});
        finding.values.text("column", context.name(column))
            .count("rows", telling.rows)
            .count("of", context.table.rows() - context.interpretation(column).missing)
            .term("meaning", "meaning.many." + most->first)
            .count("most", most->second);
        finding.title("found").summary(telling.rows_by_type.size() > 1 ? "several" : "one");
        if (is_about_things(context)) { finding.why("things").remedy("things"); }
        Outcome outcome = finding.headline("found").headline_note("found").make();
        outcome.metrics.count("rows", telling.rows);
        for (const auto& [type, count] : telling.rows_by_type) { outcome.metrics.count("rows_with_" + type, count); }
        for (std::size_t row = 0; row < data.codes.size(); ++row) {
            if (telling.codes[data.codes[row]]) { outcome.rows.add(row); }
        }
        return outcome;
    }
};

}  // namespace

const Check& personal_text() {
    static const PersonalText check;
    return check;
}

}  // namespace klarsicht::privacy
