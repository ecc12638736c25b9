#include <algorithm>
#include <array>
#include <cmath>

#include "audit/privacy/checks.h"

namespace klarsicht::privacy {

namespace {

/// Numbers that a state, a bank or a card network gives to one person, and keys that open an account: they do harm by themselves.
bool opens_doors(std::string_view type) {
    static constexpr std::array<std::string_view, 18> types = {"credit_card", "jwt",    "de_tax_id", "de_rvnr", "de_id_card", "de_kvnr",
                                                               "at_svnr",     "ch_ahv", "fr_nir",    "es_dni",  "it_cf",      "nl_bsn",
                                                               "pl_pesel",    "se_pnr", "be_nn",     "uk_nhs",  "uk_nino",    "us_ssn"};
    return std::ranges::find(types, type) != types.end();
}

struct Verdict {
    Status status;
    Severity severity;
    std::string_view variant;  ///< of the texts
};

Verdict verdict_on(std::string_view type, PersonalClass personal) {
    if (personal == PersonalClass::special) {
        return {Status::fail, Severity::high, type == "child_age" ? "child" : type == "criminal" ? "criminal" : "special"};
    }
    if (opens_doors(type)) { return {Status::fail, Severity::high, "secret"}; }
    switch (personal) {
        // A birthday is exact enough to be warned of, but tells who it is only together with others.
        case PersonalClass::direct:
            return {Status::warn, Severity::medium, type == "birth_date" ? "quasi" : "direct"};
        case PersonalClass::financial:
            return {Status::warn, Severity::medium, "financial"};
        case PersonalClass::online:
            return {Status::warn, Severity::low, "online"};
        default:
            return {Status::info, Severity::low, "quasi"};
    }
}

class PersonalData final : public Check {
public:
    const CheckInfo& info() const override {
        static const CheckInfo value{.id = "privacy.personal_data", .area = Area::privacy, .needs = {}, .any = false, .limits = {}};
        return value;
    }

    std::vector<Outcome> run(const AuditContext& context) const override {
        std::vector<Outcome> outcomes;
        for (std::size_t column = 0; column < context.table.columns.size(); ++column) {
            const std::string_view type = context.meaning(column);
            const PersonalClass personal = class_of(type);
            if (personal == PersonalClass::none) { continue; }
            // A column without a single value tells nothing about anybody.
            if (context.table.rows() == 0 || context.interpretation(column).missing >= context.table.rows()) { continue; }
            outcomes.push_back(outcome_for(context, column, type, personal));
        }
        if (!outcomes.empty()) { return outcomes; }
        Outcome none = outcome_of(info(), Status::pass, Severity::none);
        none.title = Message(none.id + ".title.none");
        none.summary = Message(none.id + ".summary.none").count("columns", context.table.columns.size());
        return {none};
    }

private:
    Outcome outcome_for(const AuditContext& context, std::size_t column, std::string_view type, PersonalClass personal) const {
        const Verdict verdict = verdict_on(type, personal);
        const Meaning& detected = context.profile.columns[column].meaning;
        const bool own = detected.id == type;  // else the plan says what the column means
        const Interpretation& data = context.interpretation(column);
        const std::uint64_t filled = context.table.rows() - data.missing;
        Outcome outcome = outcome_of(info(), verdict.status, verdict.severity, {context.name(column)});
        const std::string term = "meaning.many." + std::string(type);
        outcome.title = Message(outcome.id + ".title.found").text("column", context.name(column)).term("meaning", term);
        const std::string variant(verdict.variant);
        outcome.summary = Message(outcome.id + ".summary." + variant)
                              .text("column", context.name(column))
                              .term("meaning", term)
                              .count("filled", filled)
                              .number("filled_share", static_cast<double>(filled) / static_cast<double>(context.table.rows()))
                              .count("distinct", data.distinct);
        outcome.why = Message(outcome.id + ".why." + variant);
        outcome.remedy = Message(outcome.id + ".remedy." + variant);
        outcome.headline = Message(outcome.id + ".headline.found").count("filled", filled);
        outcome.headline_note = Message(outcome.id + ".headline_note.found")
                                    .number("filled_share", static_cast<double>(filled) / static_cast<double>(context.table.rows()));
        outcome.metrics["type"] = type;
        outcome.metrics["class"] = name_of(personal);
        outcome.metrics["match_share"] = own ? json(detected.match_share) : json(nullptr);
        outcome.metrics["valid_share"] = own ? json(detected.valid_share) : json(nullptr);
        outcome.metrics["confidence"] = own ? json(detected.confidence) : json(1.0);
        outcome.metrics["filled"] = filled;
        outcome.metrics["distinct"] = data.distinct;
        return outcome;
    }
};

}  // namespace

const Check& personal_data() {
    static const PersonalData check;
    return check;
}

}  // namespace klarsicht::privacy
