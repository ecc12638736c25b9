#include "audit/customers_text.h"

#include "support/audit.h"

namespace klarsicht {
namespace {

bool is_customers(std::string_view header, const std::vector<std::string>& texts, std::size_t column = 1) {
    std::string csv = std::string(header) + "\n";
    for (std::size_t i = 0; i < texts.size(); ++i) { csv += std::to_string(4000 + i) + ",\"" + texts[i] + "\"\n"; }
    const Table table = test::table_of(csv);
    return is_customers_text(table.columns[column], table);
}

TEST(CustomersText, ReviewsMessagesAndPostsAre) {
    EXPECT_TRUE(is_customers("id,text", {"I love this dress", "My sister hates it", "it fits me well", "So pretty"}));
    EXPECT_TRUE(is_customers("ticket,message", {"Article 12 is out of stock", "The lamp costs 49.90", "Room 3.14"}));
    EXPECT_TRUE(is_customers("Ticketnummer,Nachricht", {"Art.-Nr. 12 fehlt", "Punkt 3 fehlt", "Raum 3.14 ist zu"}));
    EXPECT_TRUE(is_customers("id,text", {"@airline where is the bag", "@airline thanks", "late again", "@airline no"}));
    EXPECT_TRUE(is_customers("id,ReviewText", {"Too small", "Very soft fabric", "Colour is off"}));
}

TEST(CustomersText, AdvertisingIsNot) {
    EXPECT_FALSE(is_customers("id,message", {"New shoes for autumn", "10 % off garden furniture", "Last chance"}));
    EXPECT_FALSE(is_customers("id,Betreff", {"Neu im Sortiment", "Nein danke, ich zahle gern mehr", "Nur heute"}));
    EXPECT_FALSE(is_customers("rating,urgency_text", {"Quantité limitée !", "Plus que 3 en stock", "Vente flash"}));
    EXPECT_FALSE(is_customers("stars,text", {"Cotton shirt in white", "Wool socks, three pairs", "Linen trousers"}));
    EXPECT_FALSE(is_customers("id,text", {"mail@example.org", "write to info@example.org", "Shop the look"}));
}

}  // namespace
}  // namespace klarsicht
