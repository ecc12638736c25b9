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
    EXPECT_GE(head_rank("product_id", "product"), 0);
    for (const char* name :
         {"product_color", "product_related", "badge_product_quality", "product_variation_size_id"}) {
        EXPECT_LT(head_rank(name, "product"), 0) << name;
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
    EXPECT_GE(event_rank("churn_status", "outcome"), 0);
    EXPECT_GE(event_rank("coupon_sent", "decision"), 0);
    EXPECT_LT(event_rank("churn_reason", "outcome"), 0);
    EXPECT_LT(event_rank("conversion_value", "outcome"), 0);
    EXPECT_LT(event_rank("coupon_code", "decision"), 0);
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
