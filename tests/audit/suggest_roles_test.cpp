#include <gtest/gtest.h>

#include <array>
#include <functional>

#include "audit/suggest.h"
#include "support/audit.h"

namespace klarsicht {
namespace {

/// The plan of a file of 200 rows, of which each cell is made from the row's number.
Plan plan_of(const std::vector<std::pair<std::string, std::function<std::string(int)>>>& columns) {
    std::string csv;
    for (const auto& [name, cell] : columns) { csv += (csv.empty() ? "" : ",") + name; }
    csv += '\n';
    for (int i = 0; i < 200; ++i) {
        std::string line;
        for (const auto& [name, cell] : columns) { line += (line.empty() ? "" : ",") + cell(i); }
        csv += line + '\n';
    }
    return test::audit_of(csv, "{}").plan;
}

std::string id(int i) { return std::to_string(70000 + i * 7); }
std::string age(int i) { return std::to_string(20 + i * 7 % 50); }
std::string amount(int i) { return std::to_string(100 + i * 37 % 900) + ".5"; }

/// Yes for one row in `one_in`.
std::function<std::string(int)> flag(int one_in, std::string yes = "1", std::string no = "0") {
    return [=](int i) { return i % one_in == 0 ? yes : no; };
}

TEST(SuggestRoles, WhatHappenedIsFoundByTheHeadOfItsName) {
    for (const char* name : {"Exited", "Churn", "Attrition_Flag", "retention_7", "Recommended IND", "Kündigung",
                             "has_purchased", "Reklamation", "visit"}) {
        const Plan plan = plan_of({{"customer_id", id}, {"age", age}, {name, flag(5)}, {"spent", amount}});
        EXPECT_TRUE(plan.has_role(name, Role::outcome)) << name;
        EXPECT_EQ(plan.positive.at(name).equals, "1") << name;
    }
    for (const char* name : {"churn_reason", "visit_type", "PurchaseChannel", "response_team"}) {
        const Plan plan = plan_of({{"customer_id", id}, {"age", age}, {name, flag(5)}, {"spent", amount}});
        EXPECT_FALSE(plan.has_role(name, Role::outcome)) << name;
    }
}

TEST(SuggestRoles, SeveralOutcomesButNoCopyOfOne) {
    const Plan plan = plan_of({{"userid", id},
                               {"retention_1", flag(3, "TRUE", "FALSE")},
                               {"retention_7", flag(5, "TRUE", "FALSE")},
                               {"converted", flag(3, "yes", "no")}});
    EXPECT_TRUE(plan.has_role("retention_1", Role::outcome));
    EXPECT_TRUE(plan.has_role("retention_7", Role::outcome));
    EXPECT_FALSE(plan.has_role("converted", Role::outcome));
}

TEST(SuggestRoles, TheLastColumnWhereNoNameSaysIt) {
    const auto last = [](const char* name) {
        return plan_of({{"pages", amount}, {"weekend", flag(4)}, {"month", age}, {name, flag(6, "TRUE", "FALSE")}});
    };
    EXPECT_TRUE(last("Revenue").has_role("Revenue", Role::outcome));
    EXPECT_FALSE(last("is_member").has_role("is_member", Role::outcome));
    EXPECT_FALSE(last("HasCard").has_role("HasCard", Role::outcome));
    // Where something else was decided, the last column is an ordinary one.
    const Plan plan =
        plan_of({{"gutschein", flag(3)}, {"pages", amount}, {"month", age}, {"Revenue", flag(6, "TRUE", "FALSE")}});
    EXPECT_FALSE(plan.has_role("Revenue", Role::outcome));
}

TEST(SuggestRoles, TwoNounsInTheLastColumnAreKindsNoEvents) {
    const auto last = [](const char* name, const char* a, const char* b) {
        return plan_of({{"pages", amount}, {"weekend", flag(4)}, {"month", age}, {name, flag(3, a, b)}});
    };
    EXPECT_FALSE(last("Sprache", "de", "en").has_role("Sprache", Role::outcome));
    EXPECT_FALSE(last("Zahlart", "bar", "Karte").has_role("Zahlart", Role::outcome));
    EXPECT_FALSE(last("Gutscheincode", "SOMMER10", "").has_role("Gutscheincode", Role::outcome));
}

TEST(SuggestRoles, ValuesOfGrantAndRefusalAreADecisionUnderAnyName) {
    for (const auto& [name, granted, refused] :
         std::vector<std::array<const char*, 3>>{{"Bonitätsprüfung", "genehmigt", "abgelehnt"},
                                                 {"outcome", "Granted", "Denied"},
                                                 {"Statut du dossier", "Accepté", "Refusé"},
                                                 {"Besichtigung", "Zusage", "Absage"}}) {
        const Plan plan = plan_of({{"age", age}, {name, flag(3, refused, granted)}, {"spent", amount}});
        EXPECT_TRUE(plan.has_role(name, Role::decision)) << name;
        EXPECT_EQ(plan.positive.at(name).equals, granted) << name;
    }
    const Plan feelings = plan_of({{"age", age}, {"Befinden", flag(3, "gut", "schlecht")}, {"spent", amount}});
    EXPECT_FALSE(feelings.has_role("Befinden", Role::decision));
}

TEST(SuggestRoles, WhoWasNotRefusedIsTheGoodOne) {
    for (const char* name : {"rejected", "Ablehnung", "gesperrt", "not_selected", "Mahnung"}) {
        const Plan plan = plan_of({{"age", age}, {name, flag(3)}});
        EXPECT_TRUE(plan.has_role(name, Role::decision)) << name;
        EXPECT_EQ(plan.positive.at(name).equals, "0") << name;
    }
    const Plan words = plan_of({{"age", age}, {"credit_decision", flag(3, "declined", "accepted")}});
    EXPECT_EQ(words.positive.at("credit_decision").equals, "accepted");
    const Plan offers = plan_of({{"age", age}, {"selected", flag(3, "no offer", "offer of May")}});
    EXPECT_EQ(offers.positive.at("selected").equals, "offer of May");
}

TEST(SuggestRoles, ArmsOfATestByTheirValues) {
    const auto arms = [](const char* name, const char* a, const char* b, int one_in) {
        return plan_of({{"userid", id}, {name, flag(one_in, a, b)}, {"converted", flag(7)}});
    };
    EXPECT_EQ(arms("version", "gate_30", "gate_40", 2).treatment->control, "gate_30");
    EXPECT_EQ(arms("variant", "B", "A", 2).treatment->control, "A");
    EXPECT_EQ(arms("is_control", "1", "0", 3).treatment->control, "1");
    EXPECT_EQ(arms("holdout", "yes", "no", 9).treatment->control, "yes");
    EXPECT_FALSE(arms("version", "3.1", "4.0", 20).treatment);    // versions of an app, one of them rare
    EXPECT_FALSE(arms("version", "light", "dark", 2).treatment);  // of no stem
    EXPECT_FALSE(arms("Klasse", "A", "B", 2).treatment);
}

TEST(SuggestRoles, WhoComesAgainIsAPerson) {
    const auto twice = [](int i) { return id(i / 2); };
    const auto mail = [](int i) { return "a" + std::to_string(i / 4) + "@example.org"; };
    const Plan plan = plan_of({{"user_id", twice}, {"Contact Owner", mail}, {"spent", amount}});
    EXPECT_TRUE(plan.has_role("user_id", Role::person));
    EXPECT_FALSE(plan.has_role("Contact Owner", Role::person));
    // A few who come again are enough: of 200 rows two are of one user.
    const Plan few = plan_of({{"user_id", [](int i) { return id(i == 1 ? 0 : i); }}, {"spent", amount}});
    EXPECT_TRUE(few.has_role("user_id", Role::person));
    for (const char* name : {"customer_value", "Family members", "Kunde seit"}) {
        const Plan other = plan_of({{name, [](int i) { return std::to_string(1990 + i % 30); }}, {"spent", amount}});
        EXPECT_FALSE(other.has_role(name, Role::person)) << name;
    }
}

TEST(SuggestRoles, PlacesAreTellingBesideAPerson) {
    const auto country = [](int i) { return std::string(i % 3 == 0 ? "France" : i % 3 == 1 ? "Spain" : "Germany"); };
    EXPECT_TRUE(plan_of({{"age", age}, {"country", country}}).has_role("country", Role::quasi_identifier));
    EXPECT_FALSE(plan_of({{"clicks", amount}, {"country", country}}).has_role("country", Role::quasi_identifier));
}

TEST(SuggestRoles, OpinionsAreNoScoresOfAModel) {
    const auto five = [](int i) { return std::to_string(1 + i % 5); };
    EXPECT_FALSE(plan_of({{"age", age}, {"SatisfactionScore", five}}).has_role("SatisfactionScore", Role::score));
    EXPECT_FALSE(plan_of({{"age", age}, {"NPS-Score", five}}).has_role("NPS-Score", Role::score));
    EXPECT_TRUE(plan_of({{"age", age}, {"churn_score", amount}}).has_role("churn_score", Role::score));
}

/// The plan of customers with one more column in the middle.
Plan plan_with(const char* name, const std::function<std::string(int)>& cell) {
    return plan_of({{"Kundennummer", id}, {"sex", flag(2, "w", "m")}, {name, cell}, {"spent", amount}});
}

using NamedFlag = std::array<const char*, 4>;  ///< name, one value, the other, the positive one

void expect_events(const std::vector<NamedFlag>& columns, Role role) {
    for (const auto& [name, a, b, positive] : columns) {
        const Plan plan = plan_with(name, flag(3, a, b));
        EXPECT_TRUE(plan.has_role(name, role)) << name;
        const auto found = plan.positive.find(name);
        EXPECT_TRUE(found != plan.positive.end() && found->second.equals == positive) << name;
    }
}

TEST(SuggestRoles, StemsAnywhereInTheNameOfYesAndNo) {
    expect_events({{"excluded_from_campaign", "1", "0", "0"},
                   {"Kontingent gesperrt", "ja", "nein", "nein"},
                   {"Lieferstopp", "ja", "nein", "nein"},
                   {"not_invited", "1", "0", "0"},
                   {"Limit erhöht", "ja", "nein", "ja"},
                   {"bnpl_allowed", "true", "false", "true"},
                   {"remboursement accordé", "oui", "non", "oui"},
                   {"was_offered_discount", "1", "0", "1"}},
                  Role::decision);
    expect_events({{"purchased_again", "1", "0", "1"},
                   {"canceled_subscription", "1", "0", "1"},
                   {"responded_to_mailing", "1", "0", "1"},
                   {"Termin wahrgenommen", "ja", "nein", "ja"},
                   {"A répondu", "oui", "non", "oui"},
                   {"Zahlungsausfall", "ja", "nein", "ja"},
                   {"attended", "Yes", "No", "Yes"}},
                  Role::outcome);
}

TEST(SuggestRoles, OfWhatIsNoEventNothingHappened) {
    for (const auto& [name, a, b] :
         std::vector<std::array<const char*, 3>>{{"purchased_item", "Mug", "Cap"},
                                                 {"churn_reason_code", "1", "0"},
                                                 {"verifizierter Kauf", "ja", "nein"},
                                                 {"Kündigungsfrist", "1", "3"},
                                                 {"Kauf auf Rechnung", "ja", "nein"},
                                                 {"selected_color", "red", "blue"},
                                                 {"offer_language", "de", "en"},
                                                 {"Predicted Gender", "Likely Male", "Likely Female"}}) {
        const Plan plan = plan_with(name, flag(3, a, b));
        EXPECT_FALSE(plan.has_role(name, Role::outcome) || plan.has_role(name, Role::decision)) << name;
    }
}

TEST(SuggestRoles, WhoStayedAndWhoLeftIsAnOutcomeUnderAnyName) {
    expect_events({{"customer_status", "Churned", "Stayed", "Churned"},
                   {"Kundenstatus", "gekündigt", "Bestand", "gekündigt"},
                   {"membership", "terminated", "ongoing", "terminated"},
                   {"deal_stage", "Closed Won", "Closed Lost", "Closed Won"},
                   {"customer_state", "lost", "retained", "lost"}},
                  Role::outcome);
    EXPECT_FALSE(plan_with("account", flag(3, "active", "premium")).has_role("account", Role::outcome));
}

TEST(SuggestRoles, WhoTakesAnOfferActsAndWhoGrantsDecides) {
    expect_events({{"Angebot angenommen", "J", "N", "J"},
                   {"offer_accepted", "Yes", "No", "Yes"},
                   {"took_offer", "1", "0", "1"},
                   {"Angebot", "angenommen", "abgelehnt", "angenommen"}},
                  Role::outcome);
    expect_events({{"Antrag", "angenommen", "abgelehnt", "angenommen"},
                   {"Angebot erhalten", "ja", "nein", "ja"},
                   {"underwriting", "accept", "refer to refuse", "accept"}},
                  Role::decision);
}

TEST(SuggestRoles, ArmsByOneWordOfControl) {
    const auto control = [](const char* name, const char* a, const char* b) {
        const auto treatment =
            plan_of({{"id", id}, {name, flag(2, a, b)}, {"spent", amount}, {"gekauft", flag(7)}}).treatment;
        return treatment && treatment->column == name ? treatment->control : "none";
    };
    EXPECT_EQ(control("cell", "ctrl", "exp"), "ctrl");
    EXPECT_EQ(control("x7", "discount", "control"), "control");
    EXPECT_EQ(control("Gruppe", "KG", "ZG"), "KG");
    EXPECT_EQ(control("bras", "relance", "contrôle"), "contrôle");
    EXPECT_EQ(control("Werbemittel", "Flyer", "ohne"), "ohne");
    EXPECT_EQ(control("landing_page", "new_page", "old_page"), "old_page");
    EXPECT_EQ(control("Nullgruppe", "1", "0"), "1");
    EXPECT_EQ(control("got_email", "1", "0"), "0");
    EXPECT_EQ(control("q4", "v1", "v0"), "v0");
    for (const auto& [name, a, b] : std::vector<std::array<const char*, 3>>{{"app_version", "4.1", "4.2"},
                                                                            {"Zusatzversicherung", "keine", "Basis"},
                                                                            {"Kundengruppe", "A", "B"},
                                                                            {"warranty", "no warranty", "2 years"},
                                                                            {"Rabattgruppe", "R1", "R2"}}) {
        EXPECT_EQ(control(name, a, b), "none") << name;
    }
}

TEST(SuggestRoles, TheBestKeyIsThePersonAndAPlaceholderNone) {
    const auto twice = [](int i) { return id(i / 2); };
    const auto home = [](int i) { return id(i / 4); };
    const Plan plan = plan_of({{"household_id", home}, {"Kartennummer", twice}, {"spent", amount}});
    EXPECT_TRUE(plan.has_role("Kartennummer", Role::person));
    EXPECT_FALSE(plan.has_role("household_id", Role::person));
    // Where each row has a number of its own, no household stands for a person.
    EXPECT_FALSE(plan_of({{"Kundennummer", id}, {"household_id", home}}).has_role("household_id", Role::person));
    const auto damaged = [](int i) { return "4." + std::to_string(100 + i % 20) + "E+11"; };
    EXPECT_FALSE(plan_of({{"Kartennummer", damaged}, {"spent", amount}}).has_role("Kartennummer", Role::person));
    const auto year = [](int i) { return std::to_string(1990 + i % 30); };
    EXPECT_FALSE(plan_of({{"Kundennr", year}, {"Mitglied", year}}).has_role("Mitglied", Role::person));
}

TEST(SuggestRoles, PricesProductsChannelsAndTextsByNameAndValues) {
    const auto pick = [](const char* a, const char* b, const char* c) {
        return [=](int i) { return std::string(i % 3 == 0 ? a : i % 3 == 1 ? b : c); };
    };
    EXPECT_TRUE(plan_with("Preis/Monat", amount).has_role("Preis/Monat", Role::price));
    EXPECT_TRUE(plan_with("Prime annuelle", amount).has_role("Prime annuelle", Role::price));
    EXPECT_TRUE(plan_with("Rabatt %", pick("0", "5", "10")).has_role("Rabatt %", Role::price));
    EXPECT_TRUE(plan_with("Tarif", pick("S", "M", "L")).has_role("Tarif", Role::product));
    EXPECT_TRUE(plan_with("Tarif", amount).has_role("Tarif", Role::price));
    EXPECT_TRUE(plan_with("Artikelnr.", pick("10-222", "10-223", "11-900")).has_role("Artikelnr.", Role::product));
    EXPECT_FALSE(plan_with("sold products", pick("0", "5", "10")).has_role("sold products", Role::product));
    EXPECT_TRUE(plan_with("Vertriebsweg", pick("Agentur", "Makler", "Web")).has_role("Vertriebsweg", Role::channel));
    const auto advert = pick("Jetzt 20 % sparen und Versand geschenkt", "Nur heute alles reduziert", "Ihr Gutschein");
    EXPECT_TRUE(plan_with("Headline 1", advert).has_role("Headline 1", Role::copy));
    EXPECT_TRUE(plan_with("Betreffzeile", advert).has_role("Betreffzeile", Role::copy));
    EXPECT_FALSE(plan_with("Titel", pick("Dr.", "Mag.", "")).has_role("Titel", Role::copy));
}

TEST(SuggestRoles, ScoresLieBetweenZeroAndOneOrAreCalledSo) {
    const auto share = [](int i) { return "0." + std::to_string(100 + i * 37 % 900); };
    for (const char* name : {"p_churn", "y_hat", "Churn Risk Prediction", "Affinität Wertpapier", "pred"}) {
        EXPECT_TRUE(plan_with(name, share).has_role(name, Role::score)) << name;
    }
    // What a bureau thinks of somebody is a score where the file decides by it.
    const auto credit = [](const char* beside) {
        return plan_of({{"id", id}, {"age", age}, {"Bonität", amount}, {beside, flag(3, "ja", "nein")}})
            .has_role("Bonität", Role::score);
    };
    EXPECT_TRUE(credit("Zusage"));
    EXPECT_FALSE(credit("gekündigt"));
    EXPECT_FALSE(plan_with("open_rate", share).has_role("open_rate", Role::score));
    EXPECT_FALSE(plan_with("pred", amount).has_role("pred", Role::score));
}

TEST(SuggestRoles, ProtectedUnderOtherNames) {
    const auto ages = [](int i) { return std::string(i % 3 == 0 ? "18-29" : i % 3 == 1 ? "30-49" : "50+"); };
    const auto alone = [](const char* name, const std::function<std::string(int)>& cell) {
        return plan_of({{"Kundennummer", id}, {name, cell}, {"spent", amount}}).has_role(name, Role::protected_);
    };
    EXPECT_TRUE(alone("is_female", flag(2)));
    EXPECT_TRUE(alone("Anrede", flag(2, "1", "2")));
    EXPECT_TRUE(alone("Generation", ages));
    EXPECT_TRUE(alone("Wie alt bist du?", age));
    EXPECT_TRUE(alone("Schwerbehindert", flag(9, "ja", "nein")));
    EXPECT_FALSE(alone("Titel", flag(3, "Dr.", "Mag.")));
    EXPECT_FALSE(alone("Vehicle_Age", ages));
    EXPECT_FALSE(alone("Freigabe", flag(3, "ja", "nein")));
}

TEST(SuggestRoles, ImpressionsByAgeAreSumsOfMany) {
    const auto ages = [](int i) { return std::string(i % 2 == 0 ? "18-29" : "30-49"); };
    const Plan sums = plan_of({{"Alter", ages}, {"Impressionen", amount}, {"Klicks", amount}});
    EXPECT_TRUE(sums.has_role("Alter", Role::protected_));
    EXPECT_FALSE(sums.has_role("Alter", Role::quasi_identifier));
    EXPECT_TRUE(plan_of({{"Alter", ages}, {"Klicks", amount}}).has_role("Alter", Role::quasi_identifier));
}

TEST(SuggestRoles, TheOneThingDoneIsWhatHappenedWhereNothingElseIs) {
    const Plan plan = plan_with("Checked In", flag(3, "Yes", "No"));
    EXPECT_TRUE(plan.has_role("Checked In", Role::outcome));
    for (const char* name : {"married", "verified", "has_garden"}) {
        EXPECT_FALSE(plan_with(name, flag(3, "Yes", "No")).has_role(name, Role::outcome)) << name;
    }
    const Plan two = plan_of({{"id", id}, {"age", age}, {"checked_in", flag(3)}, {"screened", flag(4)}, {"x", amount}});
    EXPECT_FALSE(two.has_role("checked_in", Role::outcome) || two.has_role("screened", Role::outcome));
    EXPECT_FALSE(plan_with("heated_seats", flag(3, "yes", "no")).has_role("heated_seats", Role::outcome));
}

TEST(SuggestRoles, OneGoodAndOneBadValueInTheLastColumn) {
    const auto last = [](const char* name, const char* a, const char* b) {
        return plan_of({{"pages", amount}, {"weekend", flag(4)}, {"age", age}, {name, flag(3, a, b)}});
    };
    EXPECT_TRUE(last("Risk", "bad", "good").has_role("Risk", Role::outcome));
    EXPECT_TRUE(last("Verlauf", "gut", "schlecht").has_role("Verlauf", Role::outcome));
    EXPECT_TRUE(last("income", ">50K", "<=50K").has_role("income", Role::outcome));
    EXPECT_TRUE(last("mood", "satisfied", "neutral or dissatisfied").has_role("mood", Role::outcome));
    EXPECT_FALSE(last("Class", "Eco", "Business").has_role("Class", Role::outcome));
}

TEST(SuggestRoles, FractionsOfNothingAreYesAndNo) {
    const Plan churn = plan_with("Churn", flag(3, "1.0", "0.0"));
    EXPECT_TRUE(churn.has_role("Churn", Role::outcome));
    EXPECT_EQ(churn.positive.at("Churn").equals, "1.0");
    EXPECT_TRUE(plan_with("converted", flag(4, "1.0", "0.0")).has_role("converted", Role::outcome));
    // An amount with cents is none.
    EXPECT_FALSE(plan_with("Conversions", flag(4, "15.00", "0.00")).has_role("Conversions", Role::outcome));
}

TEST(SuggestRoles, OffersAcceptedSeveralTimesAreWhatHappened) {
    const Plan plan =
        plan_of({{"id", id}, {"age", age}, {"Accepted_1", flag(7)}, {"Accepted_2", flag(9)}, {"Response", flag(5)}});
    for (const char* name : {"Accepted_1", "Accepted_2", "Response"}) {
        EXPECT_TRUE(plan.has_role(name, Role::outcome)) << name;
        EXPECT_FALSE(plan.has_role(name, Role::decision)) << name;
    }
    EXPECT_TRUE(plan_with("accepted", flag(7)).has_role("accepted", Role::decision));
}

TEST(SuggestRoles, WithoutIsAnArmWhereTheOthersAreSomethingSent) {
    const auto beside = [](const char* name, std::vector<std::string> values) {
        const auto arm = [=](int i) { return values[static_cast<std::size_t>(i) % values.size()]; };
        return plan_of({{"Kundennr", id}, {name, arm}, {"bestellt", flag(11)}});
    };
    const Plan flyer = beside("Aussendung", {"ohne", "Flyer", "Flyer+Gutschein"});
    ASSERT_TRUE(flyer.treatment);
    EXPECT_EQ(flyer.treatment->control, "ohne");
    EXPECT_TRUE(beside("Welle", {"kein", "Katalog"}).has_role("Welle", Role::treatment));
    EXPECT_TRUE(beside("Mailing", {"A", "B"}).has_role("Mailing", Role::treatment));
    EXPECT_FALSE(beside("Schutz", {"ohne", "Basis"}).has_role("Schutz", Role::treatment));
    const Plan group = plan_of({{"Kundennr", id}, {"KG", flag(5)}, {"Kauf", flag(11)}});
    ASSERT_TRUE(group.treatment);
    EXPECT_EQ(group.treatment->control, "1");
}

TEST(SuggestRoles, WhoIsNotBlockedWasGrantedSomething) {
    for (const auto& [no, yes] : {std::pair("blocked", "not blocked"), std::pair("not approved", "approved"),
                                  std::pair("nicht genehmigt", "genehmigt")}) {
        const Plan plan = plan_with("status", flag(3, no, yes));
        EXPECT_TRUE(plan.has_role("status", Role::decision)) << no;
        EXPECT_EQ(plan.positive.at("status").equals, yes);
    }
}

TEST(SuggestRoles, WhatASpreadsheetShortenedIsNobodysKey) {
    const auto broken = [](int i) { return "4.4" + std::to_string(10 + i % 80) + "E+11"; };
    const Plan plan = plan_of({{"customer_id", broken}, {"age", age}, {"converted", flag(4)}, {"spent", amount}});
    EXPECT_FALSE(plan.has_role("customer_id", Role::person));
}

TEST(SuggestRoles, WordsInsideOthersAndNamesOfMoneyAreNoKeys) {
    const auto cents = [](int i) { return std::to_string(10 + i * 13) + ".25"; };
    EXPECT_FALSE(plan_with("TransactionAmount (INR)", cents).has_role("TransactionAmount (INR)", Role::identifier));
    EXPECT_FALSE(plan_with("Annual Income (k$)", age).has_role("Annual Income (k$)", Role::identifier));
    EXPECT_TRUE(plan_with("Kdnr", id).has_role("Kdnr", Role::identifier));
    const auto country = [](int i) { return std::string(i % 2 ? "Italy" : "Australia"); };
    EXPECT_FALSE(plan_with("Reviewer_Nationality", country).has_role("Reviewer_Nationality", Role::reviewer));
}

TEST(SuggestRoles, DescriptionsOfGoodsAreNoAdvertising) {
    const auto goods = [](int i) { return "JUMBO BAG RED " + std::to_string(i % 40); };
    const auto code = [](int i) { return std::to_string(20000 + i % 40) + "A"; };
    const Plan shop = plan_of({{"StockCode", code}, {"Description", goods}, {"UnitPrice", amount}});
    EXPECT_FALSE(shop.has_role("Description", Role::copy));
    EXPECT_TRUE(shop.has_role("Description", Role::product));
    const Plan ads = plan_of({{"Campaign", code}, {"Description", goods}, {"Clicks", age}});
    EXPECT_TRUE(ads.has_role("Description", Role::copy));
}

TEST(SuggestRoles, AnIncomeIsKnownToOthersInBandsOnly) {
    const auto bands = [](int i) { return std::string(i % 3 == 0 ? "low" : i % 3 == 1 ? "middle" : "high"); };
    EXPECT_TRUE(plan_with("income", bands).has_role("income", Role::quasi_identifier));
    EXPECT_TRUE(plan_with("Nettoeinkommen", bands).has_role("Nettoeinkommen", Role::quasi_identifier));
    for (const char* name : {"EstimatedSalary", "income", "Jahresgehalt"}) {
        EXPECT_FALSE(plan_with(name, amount).has_role(name, Role::quasi_identifier)) << name;
    }
}

TEST(SuggestRoles, AQuestionOfTheSurveyTellsWhatThePersonDid) {
    for (const char* name : {"Did you buy a product after seeing an advertisement for it?",
                             "Haben Sie nach unserer Werbung schon einmal etwas bei uns bestellt?",
                             "Avez vous achete un produit apres avoir vu notre annonce ?"}) {
        const Plan plan = plan_of({{"age", age}, {name, flag(3, "yes", "no")}, {"spent", amount}, {"pages", amount}});
        EXPECT_TRUE(plan.has_role(name, Role::outcome)) << name;
    }
    for (const char* name : {"Would you buy a product after seeing an advertisement for it?",
                             "Haben Sie unsere Werbung in den letzten Wochen schon gesehen?",
                             "Do you think that a discount would help you to decide sooner?"}) {
        const Plan plan = plan_of({{"age", age}, {name, flag(3, "yes", "no")}, {"spent", amount}, {"pages", amount}});
        EXPECT_FALSE(plan.has_role(name, Role::outcome)) << name;
    }
}

TEST(SuggestRoles, AMarkBehindWhatHappened) {
    for (const char* name : {"response_att", "target_b", "bad_12m"}) {
        const Plan plan = plan_of({{"customer_id", id}, {"age", age}, {name, flag(5)}, {"spent", amount}});
        EXPECT_TRUE(plan.has_role(name, Role::outcome)) << name;
        EXPECT_FALSE(plan.has_role(name, Role::decision)) << name;
    }
    const Plan plan = plan_of({{"customer_id", id}, {"age", age}, {"target_region", flag(5)}, {"spent", amount}});
    EXPECT_FALSE(plan.has_role("target_region", Role::outcome));
}

TEST(SuggestRoles, PlacesOfCustomersUnderNamesOfTheirOwn) {
    const auto country = [](int i) { return std::string(i % 3 == 0 ? "DE" : i % 3 == 1 ? "FR" : "NLD"); };
    const auto state = [](int i) { return std::array{"BY", "HE", "NW", "SN", "BE", "HH", "BW"}[std::size_t(i % 7)]; };
    Plan plan = plan_of({{"user_country", country}, {"pages", amount}});
    EXPECT_TRUE(plan.has_role("user_country", Role::quasi_identifier));
    plan = plan_of({{"country", country}, {"guest_type", flag(3, "new", "old")}, {"is_canceled", flag(4)}});
    EXPECT_TRUE(plan.has_role("country", Role::quasi_identifier));
    plan = plan_of({{"country", country}, {"pages", amount}});
    EXPECT_FALSE(plan.has_role("country", Role::quasi_identifier));
    plan = plan_of({{"geb_jahr", [](int i) { return std::to_string(1950 + i % 50); }}, {"bl", state}});
    EXPECT_TRUE(plan.has_role("bl", Role::quasi_identifier));
}

TEST(SuggestRoles, WhatSomebodyIsReachedByBesideAConsent) {
    const auto yes = [](int n) { return flag(n, "ja", "nein"); };
    Plan plan = plan_of({{"Werbung E-Mail", yes(2)}, {"Telefonisch", yes(3)}, {"Postalisch", yes(5)}, {"age", age}});
    for (const char* name : {"Werbung E-Mail", "Telefonisch", "Postalisch"}) {
        EXPECT_TRUE(plan.has_role(name, Role::consent)) << name;
    }
    plan = plan_of({{"age", age}, {"SMS", yes(3)}, {"Post", yes(5)}, {"spent", amount}});
    EXPECT_FALSE(plan.has_role("SMS", Role::consent));
    EXPECT_FALSE(plan.has_role("Post", Role::consent));
}

TEST(SuggestRoles, PricesOverATimeAndForAThing) {
    for (const char* name : {"Bestellwert 12 Monate", "Monthly Premium Auto", "fees_last_3_months", "montant_panier"}) {
        EXPECT_TRUE(plan_of({{"customer_id", id}, {name, amount}}).has_role(name, Role::price)) << name;
    }
    for (const char* name : {"price_group", "discount_days", "orders_12_months"}) {
        EXPECT_FALSE(plan_of({{"customer_id", id}, {name, age}}).has_role(name, Role::price)) << name;
    }
}

TEST(SuggestRoles, FrenchBeginsWithWhatWasOffered) {
    const Plan plan = plan_of({{"id_abonne", id}, {"offre_retention", flag(3, "oui", "non")}, {"spent", amount}});
    EXPECT_TRUE(plan.has_role("offre_retention", Role::decision));
    EXPECT_FALSE(plan.has_role("offre_retention", Role::outcome));
}

TEST(SuggestRoles, ANameOfArmsMaySayThatTheyWereShown) {
    for (const char* name : {"variant_shown", "version_sent", "Variante gezeigt"}) {
        const Plan plan = plan_of({{"customer_id", id}, {name, flag(2, "A", "B")}, {"converted", flag(9)}});
        EXPECT_TRUE(plan.has_role(name, Role::treatment)) << name;
    }
}

}  // namespace
}  // namespace klarsicht
