#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <string>

#include "audit/privacy/checks.h"
#include "audit/privacy/personal_card.h"
#include "audit/suggest.h"
#include "audit/suggest_names.h"
#include "profile/values/values.h"

namespace klarsicht::privacy {

namespace {

/// Numbers that a state, a bank or a card network gives to one person, and keys that open an account: they do harm by
/// themselves.
bool opens_doors(std::string_view type) {
    static constexpr std::array<std::string_view, 18> types = {
        "credit_card", "jwt",   "de_tax_id", "de_rvnr",  "de_id_card", "de_kvnr", "at_svnr", "ch_ahv",  "fr_nir",
        "es_dni",      "it_cf", "nl_bsn",    "pl_pesel", "se_pnr",     "be_nn",   "uk_nhs",  "uk_nino", "us_ssn"};
    return std::ranges::find(types, type) != types.end();
}

/// Of these there is a coarser form: a year, a band, a region.
bool is_finely_graded(std::string_view type) {
    static constexpr std::array<std::string_view, 6> types = {"birth_date", "birth_year", "age",
                                                              "gps",        "city",       "postal_code"};
    return std::ranges::find(types, type) != types.end();
}

struct Verdict {
    Status status;
    Severity severity;
};

std::string_view personal_kind(std::string_view type) {
    if (opens_doors(type)) { return "secret"; }
    switch (class_of(type)) {
        case PersonalClass::special:
            return type == "child_age" ? "child" : type == "criminal" ? "criminal" : "special";
        case PersonalClass::direct:
            // A number leads to a person for whoever has the list; many people share a part of a name.
            if (type == "birth_date" || type == "gps") { return "quasi"; }
            if (type == "first_name" || type == "last_name") { return "part"; }
            return type == "customer_id" ? "pseudonym" : "direct";
        case PersonalClass::financial:
            return "financial";
        case PersonalClass::online:
            return "online";
        default:
            return "quasi";
    }
}

Verdict verdict_on(std::string_view type, std::string_view kind) {
    if (class_of(type) == PersonalClass::special || kind == "secret") { return {Status::fail, Severity::high}; }
    if (kind == "online" || kind == "staff") { return {Status::warn, Severity::low}; }
    // A birthday is exact enough to be warned of, though it tells who it is only together with others.
    const bool exact = type == "birth_date" || type == "gps";
    const bool worth_knowing = (kind == "quasi" && !exact) || kind == "pseudonym";
    return worth_knowing ? Verdict{Status::info, Severity::low} : Verdict{Status::warn, Severity::medium};
}

/// How many of the filled cells hold the type. Only where values have a form of their own; other types the name may
/// have told alone.
std::uint64_t cells_with(std::string_view type, const Meaning& detected, std::uint64_t filled) {
    const bool checked_only = type == "email" || type == "phone";
    const double share = checked_only ? detected.valid_share : detected.match_share;
    if (detected.id != type || share <= 0 || std::ranges::find(value_types(), type) == value_types().end()) {
        return filled;
    }
    return static_cast<std::uint64_t>(std::llround(share * static_cast<double>(filled)));
}

class PersonalData final : public Check {
public:
    const CheckInfo& info() const override {
        static const CheckInfo value{.id = "privacy.personal_data",
                                     .area = Area::privacy,
                                     .needs = {},
                                     .any = false,
                                     .limits = {},
                                     .answers = true};
        return value;
    }

    std::vector<Outcome> run(const AuditContext& context) const override {
        std::vector<Outcome> outcomes;
        for (std::size_t column = 0; column < context.table.columns.size(); ++column) {
            const std::string_view type = context.meaning(column);
            if (class_of(type) == PersonalClass::none) { continue; }
            // A column without a single value tells nothing about anybody.
            if (context.table.rows() == 0 || context.interpretation(column).missing >= context.table.rows()) {
                continue;
            }
            outcomes.push_back(outcome_for(context, column, type));
        }
        if (!outcomes.empty()) { return outcomes; }
        OutcomeBuilder none(info(), Status::pass, Severity::none);
        none.values.count("columns", context.table.columns.size());
        return {none.say("none").make()};
    }

private:
    Outcome outcome_for(const AuditContext& context, std::size_t column, std::string_view type) const {
        const std::string_view kind = is_of_staff(context, column) ? "staff" : personal_kind(type);
        const Verdict verdict = verdict_on(type, kind);
        const Meaning& detected = context.profile.columns[column].meaning;
        const bool own = detected.id == type;  // else the plan says what the column means
        const Interpretation& data = context.interpretation(column);
        const std::uint64_t filled = context.table.rows() - data.missing;
        const std::uint64_t cells = cells_with(type, detected, filled);
        OutcomeBuilder finding(info(), verdict.status, verdict.severity, {context.name(column)});
        finding.values.text("column", context.name(column))
            .term("meaning", "meaning.many." + std::string(type))
            .count("filled", cells)
            .number("filled_share", stats::rate(cells, context.table.rows()))
            .count("distinct", std::min<std::uint64_t>(data.distinct, cells));
        finding.title("found").summary(kind).headline("found").headline_note("found");
        finding.why(kind).remedy(kind == "quasi" && !is_finely_graded(type) ? "trait" : kind);
        Outcome outcome = finding.make();
        outcome.metrics.word("type", type, "meaning");
        outcome.metrics.word("class", name_of(class_of(type)), "class");
        outcome.metrics.share("match_share", own ? detected.match_share : stats::undefined);
        outcome.metrics.share("valid_share", own ? detected.valid_share : stats::undefined);
        outcome.metrics.number("confidence", own ? detected.confidence : 1.0);
        outcome.metrics.count("filled", filled);
        outcome.metrics.count("distinct", data.distinct);
        return outcome;
    }
};

}  // namespace

bool is_of_staff(const AuditContext& context, std::size_t column) {
    constexpr std::array contacts = {"person_name", "first_name", "last_name", "email", "phone", "username"};
    const std::string& name = context.name(column);
    return std::ranges::find(contacts, context.meaning(column)) != contacts.end() &&
           (context.plan.has_role(name, Role::reviewer) || names_staff(plain_name(name)));
}

Telling telling_of(const AuditContext& context, std::size_t column) {
    const std::string_view meaning = context.meaning(column);
    // A birthday or a place belongs to the attributes; whether these are too exact is another check's question.
    if (is_of_staff(context, column) || meaning == "birth_date" || meaning == "gps" || meaning == "income") {
        return Telling::nobody;
    }
    switch (class_of(meaning)) {
        case PersonalClass::direct:
            if (meaning == "first_name" || meaning == "last_name") { return Telling::part; }
            return meaning == "customer_id" ? Telling::key : Telling::person;
        case PersonalClass::financial:
            return Telling::person;
        case PersonalClass::online:
            return meaning == "url_pii" ? Telling::person : Telling::key;
        default:
            return Telling::nobody;
    }
}

std::vector<std::string> columns_naming(const AuditContext& context, bool parts) {
    bool first = false;
    bool last = false;
    const std::size_t count = context.table.columns.size();
    for (std::size_t column = 0; column < count; ++column) {
        first = first || context.meaning(column) == "first_name";
        last = last || context.meaning(column) == "last_name";
    }
    std::vector<std::string> names;
    for (std::size_t column = 0; column < count; ++column) {
        const Telling telling = telling_of(context, column);
        const bool names_somebody =
            telling == Telling::person || (telling == Telling::part && (parts || (first && last)));
        if (names_somebody && !context.plan.has_role(context.name(column), Role::ignore)) {
            names.push_back(context.name(column));
        }
    }
    return names;
}

const Check& personal_data() {
    static const PersonalData check;
    return check;
}

}  // namespace klarsicht::privacy
