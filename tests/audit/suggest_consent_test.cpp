#include "audit/suggest_consent.h"

#include "support/audit.h"

namespace klarsicht {
namespace {

using test::table_of;

/// A file of one address and one column, whose values come again and again.
Table list_of(std::string_view name, const std::vector<std::string>& values) {
    std::string csv = "email;\"" + std::string(name) + "\"\n";
    for (std::size_t i = 0; i < 60; ++i) {
        csv += "p" + std::to_string(i) + "@example.org;" + values[i % values.size()] + "\n";
    }
    return table_of(csv);
}

std::optional<Role> role_of(std::string_view name, const std::vector<std::string>& values) {
    const test::World world = test::world_of(list_of(name, values));
    return consent_evidence(world.table.columns[1], world.profile.columns[1], world.profile.columns[1].meaning.id).role;
}

std::vector<ConsentState> states_of(std::string_view name, const std::vector<std::string>& values, Role role) {
    const test::World world = test::world_of(list_of(name, values));
    return consent_states(world.table.columns[1], world.profile.columns[1].interpretation, role);
}

TEST(SuggestConsent, NamesThatAskWithValuesThatAnswer) {
    EXPECT_EQ(role_of("Newsletter", {"ja", "nein"}), Role::consent);
    EXPECT_EQ(role_of("Werbeeinwilligung", {"J", "N"}), Role::consent);
    EXPECT_EQ(role_of("$consent", {"\"[\"\"email\"\"]\"", "[]"}), Role::consent);
    EXPECT_EQ(role_of("Would you like to receive updates about our products?", {"Yes", "No"}), Role::consent);
    EXPECT_EQ(role_of("Accepts Email Marketing", {"yes", "no"}), Role::consent);
    EXPECT_EQ(role_of("Ich stimme der Kontaktaufnahme zu", {"ja", "nein"}), Role::consent);
    EXPECT_EQ(role_of("Postwerbung", {"erlaubt", "gesperrt"}), Role::consent);
    EXPECT_EQ(role_of("Accepte les newsletters", {"oui", "non"}), Role::consent);
    EXPECT_EQ(role_of("OPTIN_TIME", {"2026-01-02", "2026-03-04"}), Role::consent);
}

TEST(SuggestConsent, ValuesThatSayWhoSubscribedUnderAnyName) {
    EXPECT_EQ(role_of("status", {"subscribed", "unsubscribed", "cleaned"}), Role::consent);
    EXPECT_EQ(role_of("EMAIL_STATE", {"NEVER_SUBSCRIBED", "SUBSCRIBED"}), Role::consent);
    EXPECT_EQ(role_of("List Status", {"Active", "Unsubscribed", "Bounced", "Unconfirmed"}), Role::consent);
    EXPECT_EQ(role_of("Anmeldung", {"DOI", "SOI", "kein"}), Role::consent);
    EXPECT_EQ(role_of("basis", {"Legitimate interest – existing customer", "Freely given consent from contact"}),
              Role::consent);
}

TEST(SuggestConsent, ObjectionsByWhateverName) {
    for (const std::string_view name :
         {"doNotContact", "Werbesperre", "Kontaktverbot Telefon", "Robinsonliste", "do_not_phone", "Blocklisted",
          "unsubscribed", "kein Newsletter", "Mailsperre", "Désinscrit", "no_consent", "Newsletter abbestellt",
          "Refus de prospection", "No solicitation", "keine Mails"}) {
        EXPECT_EQ(role_of(name, {"ja", "nein"}), Role::opt_out) << name;
    }
}

TEST(SuggestConsent, AWayOfContactThatIsAllowedOrForbidden) {
    for (const std::string_view name :
         {"Push erlaubt", "mailing_ok", "agreed_to_be_contacted", "Autorise SMS", "Darf angerufen werden",
          "marketing_emails_enabled", "Accepte e-mailing", "Newsletter-Abonnent", "DSGVO", "Katalog gewünscht",
          "Newsletterempfänger", "Acceptation emails commerciaux", "Ja, ich möchte Angebote erhalten"}) {
        EXPECT_EQ(role_of(name, {"1", "0"}), Role::consent) << name;
    }
    for (const std::string_view name :
         {"Telefonanrufe nicht zulassen", "not_contactable", "Kein Mailing", "Lehnt Werbung ab", "Anrufverbot",
          "Sperrkennzeichen Werbung", "Ne pas démarcher", "never_email", "Do Not Solicit", "Mailingsperre",
          "Ne plus contacter", "Does not want e-mail", "Einwilligung widerrufen"}) {
        EXPECT_EQ(role_of(name, {"1", "0"}), Role::opt_out) << name;
    }
    for (const std::string_view name : {"E-Mail zugestellt",
                                        "Offer accepted",
                                        "Call accepted",
                                        "Werbemittel erlaubt",
                                        "email_verified",
                                        "Widerruf Bestellung",
                                        "Parental consent",
                                        "Newsletter geöffnet",
                                        "Widerspruch gegen Bescheid",
                                        "Foto-Einwilligung",
                                        "Schufa-Einwilligung",
                                        "Haustiere erlaubt",
                                        "2fa_sms_enabled",
                                        "deactivated",
                                        "subscribed_plan",
                                        "abonné fibre",
                                        "is_marketing_user",
                                        "permission_admin",
                                        "Werbung gesehen",
                                        "Rechnung per E-Mail erlaubt",
                                        "can_post",
                                        "bulk_discount_allowed",
                                        "promo_code_allowed",
                                        "Konto gesperrt"}) {
        EXPECT_EQ(role_of(name, {"1", "0"}), std::nullopt) << name;
    }
    EXPECT_EQ(role_of("E-Mails", {"Zulassen", "Nicht zulassen"}), Role::consent);
    EXPECT_EQ(role_of("E-Mails", {"ja", "nein"}), std::nullopt);
}

TEST(SuggestConsent, ListsOfChannelsAgreedTo) {
    EXPECT_EQ(role_of("Marketing-Kanäle", {"E-Mail", "E-Mail, SMS", "keine"}), Role::consent);
    EXPECT_EQ(role_of("subscriptions", {"\"[\"\"email\"\"]\"", "[]"}), Role::consent);
    EXPECT_EQ(role_of("Marketing channels", {"email", "sms", "phone"}), std::nullopt) << "nobody said no";
    using enum ConsentState;
    EXPECT_EQ(states_of("Marketing-Kanäle", {"E-Mail", "E-Mail, SMS", "keine"}, Role::consent),
              (std::vector{given, given, refused}));
    EXPECT_EQ(states_of("Email Suppressions", {"\"[\"\"UNSUBSCRIBE\"\"]\"", "[]", "\"[\"\"HARD_BOUNCE\"\"]\""},
                        Role::opt_out),
              (std::vector{withdrawn, given, unreachable}));
}

TEST(SuggestConsent, AnswersThatAreNumberedOrDated) {
    using enum ConsentState;
    EXPECT_EQ(role_of("DOUBLE_OPT-IN", {"1", "2"}), Role::consent);
    EXPECT_EQ(states_of("DOUBLE_OPT-IN", {"1", "2"}, Role::consent), (std::vector{given, refused}));
    EXPECT_EQ(role_of("call_stop_time", {"10.01.2026", "", "12.02.2026"}), std::nullopt);
    EXPECT_EQ(role_of("opt_in_step", {"1", "2", "3"}), std::nullopt);
    EXPECT_EQ(states_of("opted_out", {"t", "f"}, Role::opt_out), (std::vector{withdrawn, given}));
    EXPECT_EQ(role_of("Deaktiviert", {"10.01.2026", "", "12.02.2026"}), Role::opt_out);
    EXPECT_EQ(role_of("Newsletter", {"2025-03-01", "", "2025-04-01"}), Role::consent);
    EXPECT_EQ(role_of("Newsletter", {"2025-03-01", "2025-04-01"}), std::nullopt) << "the day of an issue";
}

TEST(SuggestConsent, WhoLeftAListOfAddresses) {
    const auto planned = [](std::string_view name, const std::vector<std::string>& values) {
        const test::World world = test::world_of(list_of(name, values));
        return std::pair{world.plan.has_role(name, Role::consent), world.plan.has_role(name, Role::opt_out)};
    };
    EXPECT_EQ(planned("Status", {"aktiv", "abgemeldet", "nicht zustellbar"}), std::pair(true, false));
    EXPECT_EQ(planned("Status", {"aktiv", "inaktiv"}), std::pair(false, false));
    EXPECT_EQ(planned("Status", {"aktiv", "abgemeldet", "neu", "gebounced"}), std::pair(true, false));
    // Who was imported has such a time as well.
    EXPECT_EQ(planned("CONFIRM_TIME", {"2026-01-02 10:00", "2026-02-03 11:00"}), std::pair(false, false));
    EXPECT_EQ(planned("deactivated_at", {"2026-01-02 10:00", ""}), std::pair(false, true));
}

TEST(SuggestConsent, WhatOnlySoundsLikeIt) {
    EXPECT_EQ(role_of("AGB-Zustimmung", {"ja", "nein"}), std::nullopt);
    EXPECT_EQ(role_of("privacy_policy_accepted", {"yes", "no"}), std::nullopt);
    EXPECT_EQ(role_of("cookie_consent", {"yes", "no"}), std::nullopt);
    EXPECT_EQ(role_of("unsubscribes", {"12", "40", "7"}), std::nullopt);
    EXPECT_EQ(role_of("opt_in_rate", {"0.2", "0.4"}), std::nullopt);
    EXPECT_EQ(role_of("UNSUB_REASON", {"no longer interested", "too many"}), std::nullopt);
    EXPECT_EQ(role_of("status", {"active", "cancelled"}), std::nullopt);
    EXPECT_EQ(role_of("newsletter", {"weekly", "monthly"}), std::nullopt);
    EXPECT_EQ(role_of("signup_source", {"newsletter", "search"}), std::nullopt);
}

TEST(SuggestConsent, EveryValueSaysWhatItMeans) {
    using enum ConsentState;
    EXPECT_EQ(states_of("status", {"subscribed", "unsubscribed", "cleaned", "not subscribed"}, Role::consent),
              (std::vector{given, withdrawn, unreachable, refused}));
    EXPECT_EQ(states_of("Einwilligung", {"liegt vor", "liegt nicht vor", "widerrufen"}, Role::consent),
              (std::vector{given, refused, withdrawn}));
    EXPECT_EQ(states_of("Consent", {"Agreed", "Not agreed", "not asked"}, Role::consent),
              (std::vector{given, refused, none}));
    EXPECT_EQ(states_of("optin type", {"confirmed optin", "single optin", "kein Optin"}, Role::consent),
              (std::vector{given, given, refused}));
    EXPECT_EQ(role_of("IsOptInPending", {"true", "false"}), std::nullopt);
    EXPECT_EQ(states_of("Opt-in SMS", {"O", "N"}, Role::consent), (std::vector{given, refused}));
    EXPECT_EQ(states_of("doi", {"double", "kein", "irgendwas"}, Role::consent), (std::vector{given, refused, none}));
    EXPECT_EQ(states_of("x", {"Legitimate interest – other", "Not applicable"}, Role::consent),
              (std::vector{none, none}));
    // In a column of objections yes is the objection, and words of their own keep what they mean.
    EXPECT_EQ(states_of("Werbesperre", {"ja", "nein", "X"}, Role::opt_out), (std::vector{withdrawn, given, withdrawn}));
    EXPECT_EQ(states_of("donotphone", {"Allow", "Do Not Allow"}, Role::opt_out), (std::vector{given, withdrawn}));
    EXPECT_EQ(states_of("Sperre", {"keine", "Telefon"}, Role::opt_out), (std::vector{given, withdrawn}));
}

TEST(SuggestConsent, AWishAboutOneWaySpeaksOfNoOther) {
    EXPECT_EQ(contact_way("Kontaktverbot Telefon"), ContactWay::phone);
    EXPECT_EQ(contact_way("last_email_sent"), ContactWay::email);
    EXPECT_EQ(contact_way("Letzter Versand"), ContactWay::written);
    EXPECT_EQ(contact_way("email or phone"), ContactWay::any);
    EXPECT_FALSE(speaks_of(ContactWay::phone, ContactWay::email));
    EXPECT_FALSE(speaks_of(ContactWay::phone, ContactWay::written));
    EXPECT_TRUE(speaks_of(ContactWay::email, ContactWay::written));
    EXPECT_TRUE(speaks_of(ContactWay::any, ContactWay::phone));
}

}  // namespace
}  // namespace klarsicht
