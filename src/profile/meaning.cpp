#include "profile/meaning.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <utility>

#include "base/sort_few.h"
#include "profile/meaning_evidence.h"
#include "profile/meaning_fit.h"
#include "profile/meaning_head.h"
#include "profile/meaning_judges.h"
#include "profile/meaning_name.h"

namespace klarsicht {

namespace {

/// docs/contract.md's personal types by class, sorted by name.
/// Meanings whose values name nobody, however often they repeat. A comment, a company, a file's or a person's name, a
/// code, a city are none of them.
constexpr std::array<std::string_view, 31> harmless = {"amount",   "brand",     "campaign", "channel",
                                                       "colour",   "consent",   "country",  "currency",
                                                       "date",     "device",    "duration", "ean",
                                                       "event",    "education", "flag",     "gender",
                                                       "language", "opt_out",   "price",    "product_category",
                                                       "quantity", "rate",      "region",   "salutation",
                                                       "score",    "segment",   "size",     "status",
                                                       "version",  "weight",    "year"};

constexpr std::array<std::pair<std::string_view, PersonalClass>, 71> classes = {{
    {"advertising_id", PersonalClass::online},
    {"age", PersonalClass::quasi},
    {"at_svnr", PersonalClass::direct},
    {"be_nn", PersonalClass::direct},
    {"bic", PersonalClass::financial},
    {"biometric", PersonalClass::special},
    {"birth_date", PersonalClass::direct},
    {"birth_year", PersonalClass::quasi},
    {"bitcoin", PersonalClass::financial},
    {"ch_ahv", PersonalClass::direct},
    {"child_age", PersonalClass::special},
    {"city", PersonalClass::quasi},
    {"credit_card", PersonalClass::financial},
    {"criminal", PersonalClass::special},
    {"customer_id", PersonalClass::direct},
    {"de_id_card", PersonalClass::direct},
    {"de_kvnr", PersonalClass::direct},
    {"de_plate", PersonalClass::direct},
    {"de_rvnr", PersonalClass::direct},
    {"de_tax_id", PersonalClass::direct},
    {"de_tax_number", PersonalClass::direct},
    {"de_vat", PersonalClass::direct},
    {"email", PersonalClass::direct},
    {"es_dni", PersonalClass::direct},
    {"ethnicity", PersonalClass::special},
    {"fbc", PersonalClass::online},
    {"fbp", PersonalClass::online},
    {"first_name", PersonalClass::direct},
    {"fr_nir", PersonalClass::direct},
    {"full_address", PersonalClass::direct},
    {"ga_client_id", PersonalClass::online},
    {"gclid", PersonalClass::online},
    {"gender", PersonalClass::quasi},
    {"genetic", PersonalClass::special},
    {"gps", PersonalClass::direct},
    {"hashed_email", PersonalClass::online},
    {"health", PersonalClass::special},
    {"iban", PersonalClass::financial},
    {"icd10", PersonalClass::special},
    {"imei", PersonalClass::online},
    {"income", PersonalClass::financial},
    {"ipv4", PersonalClass::online},
    {"ipv6", PersonalClass::online},
    {"it_cf", PersonalClass::direct},
    {"job_title", PersonalClass::quasi},
    {"jwt", PersonalClass::online},
    {"last_name", PersonalClass::direct},
    {"mac", PersonalClass::online},
    {"marital_status", PersonalClass::quasi},
    {"nationality", PersonalClass::quasi},
    {"nl_bsn", PersonalClass::direct},
    {"password", PersonalClass::direct},
    {"person_name", PersonalClass::direct},
    {"phone", PersonalClass::direct},
    {"pl_pesel", PersonalClass::direct},
    {"political", PersonalClass::special},
    {"postal_code", PersonalClass::quasi},
    {"profile_url", PersonalClass::direct},
    {"religion", PersonalClass::special},
    {"salutation", PersonalClass::quasi},
    {"se_pnr", PersonalClass::direct},
    {"sexual_orientation", PersonalClass::special},
    {"street_address", PersonalClass::direct},
    {"uk_nhs", PersonalClass::direct},
    {"uk_nino", PersonalClass::direct},
    {"union", PersonalClass::special},
    {"url_pii", PersonalClass::online},
    {"us_ssn", PersonalClass::direct},
    {"user_agent", PersonalClass::online},
    {"username", PersonalClass::direct},
    {"vin", PersonalClass::direct},
}};

/// From this confidence on, values outvote a name that says something else.
constexpr double outvotes_name = 0.9;
/// Below it a column's meaning stays unknown.
constexpr double least_confidence = 0.5;

struct Candidate {
    std::string_view meaning;
    Judgement judgement;
    double confidence = 0;
    int weight = 0;  ///< of the name's hint
};

/// What every judge says of the values, and how sure that is together with the name.
std::vector<Candidate> candidates_of(const Evidence& evidence, const std::vector<NameHint>& hints) {
    std::vector<Candidate> candidates;
    for (const auto judges : {format_judges(), number_judges(), name_judges(), term_judges()}) {
        for (const Judge& judge : judges) {
            const auto hint = std::ranges::find(hints, judge.meaning, &NameHint::meaning);
            const bool named = hint != hints.end();
            Candidate candidate{judge.meaning, judge.judge(evidence), 0, named ? hint->weight : 0};
            const Judgement& j = candidate.judgement;
            candidate.confidence = j.alone;
            if (named && hint->strong) { candidate.confidence = std::max(candidate.confidence, j.strong); }
            if (named) { candidate.confidence = std::max(candidate.confidence, j.weak); }
            candidates.push_back(candidate);
        }
    }
    return candidates;
}

}  // namespace

std::string_view name_of(PersonalClass personal_class) {
    switch (personal_class) {
        case PersonalClass::none:
            return "none";
        case PersonalClass::direct:
            return "direct";
        case PersonalClass::quasi:
            return "quasi";
        case PersonalClass::financial:
            return "financial";
        case PersonalClass::online:
            return "online";
        case PersonalClass::special:
            return "special";
    }
    return "";
}

bool is_harmless(std::string_view meaning) { return std::ranges::find(harmless, meaning) != harmless.end(); }

PersonalClass class_of(std::string_view meaning) {
    const auto found =
        std::ranges::lower_bound(classes, meaning, {}, &std::pair<std::string_view, PersonalClass>::first);
    return found != classes.end() && found->first == meaning ? found->second : PersonalClass::none;
}

std::vector<std::string_view> known_meanings() {
    std::vector<std::string_view> known = meanings_with_names();
    for (const auto& [meaning, personal_class] : classes) { known.push_back(meaning); }
    for (const auto judges : {format_judges(), number_judges(), name_judges(), term_judges()}) {
        for (const Judge& judge : judges) { known.push_back(judge.meaning); }
    }
    sort_few(known);
    const auto repeated = std::ranges::unique(known);
    known.erase(repeated.begin(), repeated.end());
    return known;
}

namespace {

Meaning meaning_from(const Candidate& candidate, double confidence) {
    // Thousandths are more than it can claim, and the same on every machine.
    return {std::string(candidate.meaning), std::round(confidence * 1000) / 1000, candidate.judgement.match,
            candidate.judgement.valid};
}

/// The name's say: the most specific hint that the values do not contradict.
std::optional<Candidate> told_by_name(const std::vector<NameHint>& hints, const std::vector<Candidate>& candidates,
                                      const Evidence& evidence) {
    for (const NameHint& hint : hints) {
        const auto found = std::ranges::find(candidates, hint.meaning, &Candidate::meaning);
        if (found == candidates.end()) {
            // A meaning that has no look of its own (order number, price …).
            if (!hint.strong || !values_fit(hint.meaning, evidence)) { continue; }
            return Candidate{hint.meaning, {}, hint.whole ? 0.9 : 0.8, hint.weight};
        }
        const double confidence = hint.strong ? found->judgement.strong : found->judgement.weak;
        if (confidence >= least_confidence) {
            Candidate told = *found;
            told.confidence = confidence;
            return told;
        }
    }
    return std::nullopt;
}

/// Whether what a column is called speaks against what its values look like. Months, flowers and products may be called
/// like people, classes like colours; orders, salts and sessions are numbered like devices.
bool speaks_against(const Candidate& candidate, std::string_view column) {
    constexpr double sure = 0.8;
    const std::string_view meaning = candidate.meaning;
    if (meaning == "first_name" || meaning == "last_name" || meaning == "person_name") {
        return column_holds_things(column) || (candidate.judgement.alone < sure && column_names_the_unknown(column));
    }
    if (meaning == "colour") { return column_holds_groups(column); }
    return meaning == "advertising_id" && !says_nothing(column);
}

/// The values' say.
const Candidate* told_by_values(const std::vector<Candidate>& candidates, std::string_view column) {
    const Candidate* best = nullptr;
    for (const Candidate& candidate : candidates) {
        const double alone = candidate.judgement.alone;
        if (alone < least_confidence || speaks_against(candidate, column)) { continue; }
        if (best == nullptr || alone > best->judgement.alone) { best = &candidate; }
    }
    return best;
}

}  // namespace

Meaning detect_meaning(const Column& column, const Interpretation& interpretation, double as_of) {
    const std::vector<NameHint> hints = hints_of_name(column.name);
    const Evidence evidence(column, interpretation, as_of);
    if (evidence.values().empty()) {
        // Nothing to see; only a name that says it outright counts.
        if (hints.empty() || !hints.front().strong) { return {}; }
        return {hints.front().meaning, 0.5, 0, 0};
    }
    const std::vector<Candidate> candidates = candidates_of(evidence, hints);
    const std::optional<Candidate> told = told_by_name(hints, candidates, evidence);
    const Candidate* by_values = told_by_values(candidates, column.name);
    if (told && by_values != nullptr && by_values->meaning != told->meaning) {
        // Values with a form of their own (an e-mail in a column called "customer") know better than the name, if they
        // fit better.
        const double alone = by_values->judgement.alone;
        if (alone >= outvotes_name && alone > told->confidence) { return meaning_from(*by_values, alone); }
    }
    if (told) { return meaning_from(*told, std::max(told->confidence, told->judgement.alone)); }
    if (by_values != nullptr) { return meaning_from(*by_values, by_values->judgement.alone); }
    if (interpretation.kind == Kind::datetime) { return {"timestamp", 0.8, 1, 1}; }
    if (interpretation.kind == Kind::date) { return {"date", 0.8, 1, 1}; }
    if (interpretation.kind == Kind::boolean) { return {"flag", 0.6, 1, 1}; }
    return {};
}

}  // namespace klarsicht
