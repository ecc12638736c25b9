#include <algorithm>
#include <array>
#include <span>

#include "audit/suggest.h"
#include "base/fold.h"

namespace klarsicht {

namespace {

/// Words in a column's name that speak for a role, German, English and French, the surest first. `=`: the whole name.
constexpr std::string_view decision_words[] = {
    "decision",    "entscheidung",  "y_pred",     "prediction", "predicted", "vorhersage", "selected",
    "ausgewaehlt", "selectionne",   "chosen",     "approved",   "genehmigt", "approuve",   "bewilligt",
    "bewilligung", "zusage",        "accepted",   "angenommen", "accepte",   "coupon",     "gutschein",
    "voucher",     "rabatt",        "discount",   "remise",     "bon",       "targeted",   "shortlisted",
    "eingeladen",  "invited",       "eligible",   "granted",    "hired",     "=pred",      "=angebot",
    "=offer",      "*entscheidung", "*gutschein", "*rabatt",
};
constexpr std::string_view outcome_words[] = {
    "outcome",  "y_true",   "ground_truth", "=target",  "zielvariable", "converted", "conversion", "konversion",
    "converti", "gekauft",  "purchased",    "=kauf",    "=purchase",    "bought",    "achat",      "bestellt",
    "ordered",  "response", "responded",    "reagiert", "reponse",      "visit",     "visited",    "besucht",
    "clicked",  "geklickt", "churn",        "churned",  "gekuendigt",   "=y",        "=label",     "=class",
    "=klasse",  "ergebnis", "really",       "actual",
};
constexpr std::string_view score_words[] = {
    "score",       "y_score", "y_prob",      "propensity",          "wahrscheinlichkeit",
    "probability", "proba",   "probabilite", "likelihood",          "affinity",
    "affinitaet",  "scoring", "scorewert",   "*wahrscheinlichkeit", "*score",
};
constexpr std::string_view weight_words[] = {"sample_weight", "gewichtung", "=weight", "=weights",   "=gewicht",
                                             "=fnlwgt",       "=wgt",       "=poids",  "ponderation"};
constexpr std::string_view treatment_words[] = {
    "treatment", "treated",  "behandlung", "test_group", "testgruppe", "versuchsgruppe",
    "variant",   "variante", "ab_test",    "abtest",     "experiment", "=arm",
    "segment",   "gruppe",   "group",      "groupe",     "bucket",
};
constexpr std::string_view event_words[] = {
    "sent",      "gesendet",   "versendet",   "versand",      "versanddatum", "envoye",    "contact",
    "contacted", "kontakt",    "kontaktiert", "kontaktdatum", "event",        "delivered", "zugestellt",
    "mailing",   "=timestamp", "zeitpunkt",   "=date",        "=datum",
};
constexpr std::string_view person_words[] = {
    "person_id",    "person",     "personen_id",   "customer_id",   "customer",   "kunden_id",       "kundennummer",
    "kundennr",     "kunden_nr",  "kunde",         "user_id",       "nutzer_id",  "benutzer_id",     "client_id",
    "id_client",    "contact_id", "kontakt_id",    "subscriber_id", "member_id",  "mitgliedsnummer", "recipient",
    "recipient_id", "empfaenger", "empfaenger_id", "lead_id",       "visitor_id",
};
constexpr std::string_view consent_words[] = {
    "consent",    "einwilligung", "werbeeinwilligung", "zustimmung", "opt_in", "optin", "consentement",
    "permission", "doi",          "subscribed",        "angemeldet",
};
constexpr std::string_view opt_out_words[] = {
    "opt_out",     "optout",       "opted_out",    "widerspruch",    "werbewiderspruch", "widerrufen",     "widerruf",
    "abgemeldet",  "abmeldung",    "unsubscribed", "unsubscribe",    "desinscrit",       "desinscription", "opposition",
    "werbesperre", "sperrvermerk", "robinson",     "do_not_contact", "do_not_call",      "do_not_email",   "dnc",
};
constexpr std::string_view channel_words[] = {"channel",      "kanal",   "canal",     "versandkanal",
                                              "kontaktkanal", "=medium", "utm_medium"};
constexpr std::string_view campaign_words[] = {"campaign",     "kampagne", "campagne", "campaign_id",
                                               "kampagnen_id", "mailing",  "=aktion",  "utm_campaign"};
constexpr std::string_view copy_words[] = {
    "copy",     "betreff", "subject", "subject_line", "message", "nachricht", "werbetext", "anzeigentext",
    "headline", "slogan",  "text",    "objet",        "body",    "creative",  "ad_text",
};
constexpr std::string_view price_words[] = {"price",         "preis",    "prix",        "angebotspreis",
                                            "verkaufspreis", "endpreis", "tarif_preis", "*preis"};
constexpr std::string_view product_words[] = {"product", "produkt", "produit", "artikel", "sku", "=item", "=article"};
constexpr std::string_view reviewer_words[] = {
    "reviewer",       "reviewed_by",  "human_review",   "geprueft_von", "pruefer",     "prueferin",
    "bearbeiter",     "bearbeiterin", "sachbearbeiter", "approved_by",  "checked_by",  "freigegeben_von",
    "freigabe_durch", "freigabe",     "validated_by",   "valide_par",   "verifie_par",
};
constexpr std::string_view model_version_words[] = {
    "model_version", "modellversion", "modell_version", "version_modele",
    "model_id",      "model_name",    "modellname",     "algorithm_version",
};
constexpr std::string_view ai_flag_words[] = {
    "ai_flag", "is_ai", "ai_generated", "ki_generiert",  "ki_erzeugt", "generated_by_ai", "created_by_ai",
    "ki_flag", "=ki",   "=ai",          "automatisiert", "automated",  "genere_par_ia",
};
constexpr std::string_view label_flag_words[] = {
    "label_flag",    "ai_label", "ki_label", "ki_kennzeichnung", "gekennzeichnet",
    "kennzeichnung", "labelled", "labeled",  "disclosed",        "etiquete",
};
constexpr std::string_view id_words[] = {
    "id",     "uuid",       "guid",    "key",   "nr",  "no",     "number", "nummer",
    "numero", "identifier", "kennung", "index", "row", "rownum", "zeile",  "schluessel",
};

struct NamedRole {
    Role role;
    std::span<const std::string_view> words;
};

/// Place of the first word that matches; −1 if none does.
int rank_in(std::span<const std::string_view> words, std::string_view plain) {
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (name_matches(plain, words[i])) { return static_cast<int>(i); }
    }
    return -1;
}

bool any_of(std::string_view value, std::initializer_list<std::string_view> list) {
    return std::ranges::find(list, value) != list.end();
}

/// What a decision may look like: few values.
bool few_values(const Interpretation& interpretation) {
    return interpretation.distinct >= 1 && interpretation.distinct <= 10;
}

bool numeric(Kind kind) { return kind == Kind::integer || kind == Kind::number; }
bool date_like(Kind kind) { return kind == Kind::date || kind == Kind::datetime; }

double mean_length(const Column& column, const Interpretation& interpretation) {
    double letters = 0;
    double spellings = 0;
    for (std::uint32_t code = 0; code < column.dictionary.size() && spellings < 1000; ++code) {
        if (!interpretation.valid(code)) { continue; }
        letters += static_cast<double>(column.dictionary[code].size());
        spellings += 1;
    }
    return spellings > 0 ? letters / spellings : 0;
}

bool fits(Role role, std::string_view plain, const Column& column, const Interpretation& data) {
    switch (role) {
        case Role::decision:
            return few_values(data) && !date_like(data.kind);
        case Role::outcome:
            return few_values(data) && !date_like(data.kind) && data.kind != Kind::text;
        case Role::score:
            return numeric(data.kind) && data.distinct > 2;
        case Role::weight:
        case Role::price:
            return numeric(data.kind);
        case Role::treatment:
            return data.distinct >= 2 && data.distinct <= 20 && control_value(column, data).has_value();
        // A number called "campaign" counts contacts more often than it names a campaign.
        case Role::campaign:
            return !date_like(data.kind) && (!numeric(data.kind) || name_matches(plain, "id"));
        case Role::copy:
            return (data.kind == Kind::text || data.kind == Kind::category) && mean_length(column, data) > 12;
        case Role::channel:
            return data.kind == Kind::category || data.kind == Kind::boolean || data.kind == Kind::text;
        case Role::product:
            return !date_like(data.kind) && data.kind != Kind::boolean;
        default:
            return data.kind != Kind::empty;
    }
}

/// The roles that follow from what a column means.
void add_roles_of_meaning(std::string_view meaning, const Interpretation& data, std::vector<RoleSuggestion>& roles) {
    const PersonalClass personal = class_of(meaning);
    const bool groups = data.distinct <= 50 || numeric(data.kind) || date_like(data.kind);
    const bool quasi = any_of(meaning, {"birth_date", "birth_year", "age", "child_age", "gender", "salutation",
                                        "postal_code", "city", "marital_status", "nationality", "job_title", "gps"});
    const bool is_protected = any_of(meaning, {"gender", "age", "birth_year", "birth_date", "nationality", "ethnicity",
                                               "religion", "sexual_orientation", "political", "disability"});
    if (quasi) { roles.push_back({Role::quasi_identifier}); }
    if (personal == PersonalClass::special) { roles.push_back({Role::sensitive}); }
    if (is_protected && groups) { roles.push_back({Role::protected_}); }
    if (quasi && !is_protected && personal != PersonalClass::special && meaning != "gps" && meaning != "salutation" &&
        meaning != "child_age") {
        roles.push_back({Role::attribute});
    }
    const bool identifies =
        personal == PersonalClass::direct || personal == PersonalClass::online || personal == PersonalClass::financial;
    if (identifies && !quasi && meaning != "income") { roles.push_back({Role::identifier}); }
}

/// Protected characteristics under names that say so by themselves.
std::string_view meaning_of_name(std::string_view plain) {
    struct Entry {
        std::string_view word;
        std::string_view meaning;
    };
    constexpr std::array entries = {
        Entry{"gender", "gender"},
        Entry{"sex", "gender"},
        Entry{"geschlecht", "gender"},
        Entry{"sexe", "gender"},
        Entry{"genre", "gender"},
        Entry{"=age", "age"},
        Entry{"=alter", "age"},
        Entry{"age_group", "age"},
        Entry{"altersgruppe", "age"},
        Entry{"race", "ethnicity"},
        Entry{"ethnicity", "ethnicity"},
        Entry{"ethnic", "ethnicity"},
        Entry{"ethnie", "ethnicity"},
        Entry{"religion", "religion"},
        Entry{"nationality", "nationality"},
        Entry{"nationalitaet", "nationality"},
        Entry{"staatsangehoerigkeit", "nationality"},
        Entry{"nationalite", "nationality"},
        Entry{"native_country", "nationality"},
        Entry{"disability", "disability"},
        Entry{"behinderung", "disability"},
        Entry{"handicap", "disability"},
    };
    for (const Entry& entry : entries) {
        if (name_matches(plain, entry.word)) { return entry.meaning; }
    }
    return {};
}

/// Short spellings without blanks, each with a digit: keys of some system.
bool looks_like_code(const Column& column, const Interpretation& data) {
    if (data.kind != Kind::text) { return false; }
    for (std::uint32_t code = 0; code < column.dictionary.size() && code < 200; ++code) {
        const std::string_view text = column.dictionary[code];
        if (!data.valid(code)) { continue; }
        if (text.size() > 40 || text.find(' ') != std::string_view::npos ||
            text.find_first_of("0123456789") == std::string_view::npos) {
            return false;
        }
    }
    return true;
}

bool whole_sequence(const ColumnProfile& profile) {
    const Interpretation& data = profile.interpretation;
    return data.kind == Kind::integer && profile.min &&
           *profile.max - *profile.min + 1 == static_cast<double>(data.distinct);
}

}  // namespace

std::string plain_name(std::string_view name) {
    std::string plain;
    char before = '_';  // kind of the character before: a lower, A upper, 0 digit, _ other
    for (std::size_t i = 0; i < name.size();) {
        if (const std::string_view letters = plain_letters(name.substr(i)); !letters.empty()) {
            plain += letters;
            before = 'a';
            i += 2;
            continue;
        }
        const char c = name[i++];
        if (c >= 'A' && c <= 'Z') {
            const bool next_is_lower = i < name.size() && name[i] >= 'a' && name[i] <= 'z';
            if (before == 'a' || (before == 'A' && next_is_lower)) { plain += '_'; }
            plain += static_cast<char>(c - 'A' + 'a');
            before = 'A';
        } else if (c >= 'a' && c <= 'z') {
            plain += c;
            before = 'a';
        } else if (c >= '0' && c <= '9') {
            plain += c;
            before = '0';
        } else {
            if (!plain.empty() && plain.back() != '_') { plain += '_'; }
            before = '_';
        }
    }
    while (plain.ends_with('_')) { plain.pop_back(); }
    return plain;
}

bool name_matches(std::string_view plain, std::string_view pattern) {
    if (pattern.starts_with('=')) { return plain == pattern.substr(1); }
    if (pattern.starts_with('*')) {
        const std::string_view ending = pattern.substr(1);
        for (std::size_t at = plain.find(ending); at != std::string_view::npos; at = plain.find(ending, at + 1)) {
            if (at + ending.size() == plain.size() || plain[at + ending.size()] == '_') { return true; }
        }
        return false;
    }
    for (std::size_t at = plain.find(pattern); at != std::string_view::npos; at = plain.find(pattern, at + 1)) {
        const std::size_t end = at + pattern.size();
        if ((at == 0 || plain[at - 1] == '_') && (end == plain.size() || plain[end] == '_')) { return true; }
    }
    return false;
}

bool holds_remarks(std::string_view name) {
    constexpr std::array<std::string_view, 16> words = {
        "note",    "notes",    "notiz",  "notizen", "bemerkung", "bemerkungen", "kommentar", "kommentare",
        "comment", "comments", "remark", "remarks", "anmerkung", "anmerkungen", "remarque",  "commentaire"};
    return rank_in(words, plain_name(name)) >= 0;
}

std::vector<RoleSuggestion> suggest_roles(const Column& column, const ColumnProfile& profile,
                                          std::string_view meaning) {
    const Interpretation& data = profile.interpretation;
    const std::string plain = plain_name(column.name);
    std::vector<RoleSuggestion> roles;
    if (data.kind == Kind::empty || data.distinct == 0) { return roles; }
    const std::uint64_t valid_rows = profile.rows - data.missing - data.invalid;
    const bool unique =
        valid_rows >= 20 && static_cast<double>(data.distinct) >= 0.95 * static_cast<double>(valid_rows);

    // What somebody wrote about the handling of a person (consent, reviewer …) is said by the name alone, before what
    // the values look like.
    const NamedRole handling[] = {
        {Role::opt_out, opt_out_words},   {Role::consent, consent_words},
        {Role::reviewer, reviewer_words}, {Role::label_flag, label_flag_words},
        {Role::ai_flag, ai_flag_words},   {Role::model_version, model_version_words},
    };
    const NamedRole by_name[] = {
        {Role::weight, weight_words},     {Role::score, score_words},         {Role::decision, decision_words},
        {Role::outcome, outcome_words},   {Role::treatment, treatment_words}, {Role::channel, channel_words},
        {Role::campaign, campaign_words}, {Role::copy, copy_words},           {Role::price, price_words},
        {Role::product, product_words},
    };
    for (const NamedRole& named : handling) {
        if (rank_in(named.words, plain) < 0) { continue; }
        // Who reviewed is a person too; the others are not about what they happen to look like.
        if (named.role == Role::reviewer && is_personal(meaning)) { return {{Role::reviewer}, {Role::identifier}}; }
        return {{named.role}};
    }
    add_roles_of_meaning(meaning, data, roles);
    const bool person_id = meaning == "customer_id" || meaning == "username" ||
                           (!date_like(data.kind) && rank_in(person_words, plain) >= 0 && data.distinct > 10);
    if (person_id && (roles.empty() || meaning == "customer_id" || meaning == "username")) {
        if (roles.empty()) { roles.push_back({Role::identifier}); }
        if (!unique) {
            roles.push_back({Role::person, rank_in(person_words, plain) < 0 ? 50 : rank_in(person_words, plain)});
        }
    }
    if (meaning == "email" || meaning == "hashed_email") {
        if (!unique) { roles.push_back({Role::person, 100}); }
    }
    if (!roles.empty()) { return roles; }

    for (const NamedRole& named : by_name) {
        const int rank = rank_in(named.words, plain);
        if (rank >= 0 && fits(named.role, plain, column, data)) { return {{named.role, rank}}; }
    }
    if (const std::string_view by_its_name = meaning_of_name(plain); !by_its_name.empty() && data.kind != Kind::text) {
        add_roles_of_meaning(by_its_name, data, roles);
        if (!roles.empty()) { return roles; }
    }
    if (holds_remarks(column.name)) { return roles; }
    if (date_like(data.kind)) { return {{Role::timestamp, rank_in(event_words, plain) >= 0 ? 0 : 1}}; }
    const bool names_something = rank_in(id_words, plain) >= 0 || plain.ends_with("nummer") ||
                                 plain.ends_with("number") || plain.ends_with("nr");
    if (unique &&
        (names_something || data.kind == Kind::category || whole_sequence(profile) || looks_like_code(column, data))) {
        return {{Role::identifier}};
    }
    if (numeric(data.kind) || data.kind == Kind::boolean || (data.kind == Kind::category && data.distinct <= 100)) {
        return {{Role::attribute}};
    }
    return roles;
}

}  // namespace klarsicht
