#include "audit/suggest_names.h"

#include <gtest/gtest.h>

#include "audit/suggest.h"

namespace klarsicht {
namespace {

TEST(SuggestNames, TheHeadSaysWhatAColumnIs) {
    EXPECT_EQ(name_head("attrition_flag"), "attrition");
    EXPECT_EQ(name_head("date_of_birth"), "date");
    EXPECT_EQ(name_head("retention_7"), "retention");
    EXPECT_EQ(name_head("prix_de_vente"), "prix");
    EXPECT_EQ(name_head("campaign_status"), "campaign_status");
    EXPECT_EQ(name_head("opt_in_date"), "opt_in_date");
    EXPECT_EQ(name_head("7"), "7");
    EXPECT_EQ(name_head(""), "");
}

TEST(SuggestNames, AWordInsideAWordOrBeforeAnotherDecidesNothing) {
    for (const char* name : {"product_id", "artikelnr", "tarifbezeichnung", "type_de_contrat", "product_line"}) {
        EXPECT_GE(head_rank(without_classifier(name), "product"), 0) << name;
    }
    for (const char* name :
         {"product_color", "product_related", "badge_product_quality", "product_variation_size_id"}) {
        EXPECT_LT(head_rank(without_classifier(name), "product"), 0) << name;
    }
    EXPECT_GE(head_rank("customer_id", "person"), 0);
    EXPECT_GE(head_rank("erste_kundennummer", "person"), 0);
    for (const char* name :
         {"customer_value", "kundenwert", "customer_since", "customer_since_year", "member_discount", "user_type"}) {
        EXPECT_LT(head_rank(name, "person"), 0) << name;
    }
    EXPECT_GE(head_rank("verkaufspreis", "price"), 0);
    EXPECT_GE(head_rank("prix_unitaire", "price"), 0);
    EXPECT_LT(head_rank("preisgruppe", "price"), 0);
    EXPECT_LT(head_rank("price_category", "price"), 0);
    EXPECT_GE(head_rank("first_campaign", "campaign"), 0);
    EXPECT_LT(head_rank("campaign_status", "campaign"), 0);
    EXPECT_LT(head_rank("von_kampagne_ausgeschlossen", "campaign"), 0);
}

TEST(SuggestNames, WhatHappenedMaySayHowItStands) {
    EXPECT_EQ(event_word("churn_status"), "churn");
    EXPECT_EQ(event_word("has_exited"), "exited");
    EXPECT_EQ(event_word("churn_reason"), "reason");
    EXPECT_GE(event_rank("coupon_sent", "decision"), 0);
    EXPECT_GE(event_rank("made_conversion", "outcome"), 0);
    EXPECT_TRUE(word_anywhere("newly_canceled_subscription", "outcome_verbs"));
    EXPECT_FALSE(word_anywhere("product_color", "outcome_verbs"));
    EXPECT_LT(event_rank("conversion_value", "outcome"), 0);
    EXPECT_LT(event_rank("coupon_code", "decision"), 0);
}

TEST(SuggestNames, StemsTakeTheEndingsOfGrammarAndNoOther) {
    EXPECT_TRUE(inflects("excluded", "exclud"));
    EXPECT_TRUE(inflects("gekuendigter", "gekuendigt"));
    EXPECT_TRUE(inflects("refusees", "refus"));
    EXPECT_TRUE(inflects("wiederkaufs", "*kauf"));
    EXPECT_FALSE(inflects("wiederkauf", "kauf"));
    EXPECT_FALSE(inflects("kaufmann", "*kauf"));
    EXPECT_FALSE(inflects("suspended", "*spende"));  // compounds are German, this ending is not
}

TEST(SuggestNames, NumbersOfPeopleUnderAnyWordOfPeople) {
    for (const char* name : {"kartennummer", "code_client", "n_adherent", "mitgl_nr", "device_id", "household_id",
                             "user_pseudo_id", "numero_de_societaire", "shopper", "abonnentennummer", "caller_id"}) {
        EXPECT_GE(person_rank(name), 0) << name;
    }
    for (const char* name : {"bestellnummer", "store_id", "belegnummer", "engaged_users", "family_members", "ticket_id",
                             "customer_value", "kundengruppe", "transaction_no"}) {
        EXPECT_LT(person_rank(name), 0) << name;
    }
    EXPECT_LT(person_rank("kundennummer"), person_rank("kontonummer"));
    EXPECT_LT(person_rank("kontonummer"), person_rank("device_id"));
    EXPECT_LT(person_rank("device_id"), person_rank("haushaltsnr"));
}

TEST(SuggestNames, WhatAPriceIsPaidForIsLeftOut) {
    for (const char* name : {"grundpreis_monat", "cotisation_mensuelle", "beitrag_p_a", "preisnachlass_in"}) {
        EXPECT_GE(head_rank(without_periods(name), "price"), 0) << name;
    }
    for (const char* name : {"price_category", "preisgruppe", "discount_code", "tarifgruppe_a"}) {
        EXPECT_LT(head_rank(without_periods(name), "price"), 0) << name;
    }
}

TEST(SuggestNames, SinceStaffAndQuestions) {
    EXPECT_TRUE(says_since("member_since"));
    EXPECT_TRUE(says_since("kunde_seit"));
    EXPECT_TRUE(says_since("client_depuis"));
    EXPECT_FALSE(says_since("since_value"));
    EXPECT_TRUE(names_staff("contact_owner"));
    EXPECT_TRUE(names_staff("kundenbetreuer"));
    EXPECT_TRUE(names_staff("sales_rep"));
    EXPECT_FALSE(names_staff("customer"));
}

}  // namespace
}  // namespace klarsicht
