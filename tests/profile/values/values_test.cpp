#include "profile/values/values.h"

#include <gtest/gtest.h>

#include <array>
#include <map>
#include <set>
#include <string>

#include <nlohmann/json.hpp>

#include "support/data.h"

namespace klarsicht {
namespace {

struct Example {
    std::string_view type;
    std::string_view good;
    std::string_view bad;
};

// Published examples and numbers made for this test; the bad one differs in a digit, a date or the form.
constexpr std::array examples = {
    Example{"iban", "DE89 3704 0044 0532 0130 00", "DE89 3704 0044 0532 0130 01"},
    Example{"iban", "GB82WEST12345698765432", "GB82WEST1234569876543"},
    Example{"bic", "DEUTDEFF500", "DEUTQQFF500"},
    Example{"credit_card", "4111 1111 1111 1111", "4111 1111 1111 1112"},
    Example{"credit_card", "378282246310005", "378282246310006"},
    Example{"email", "anna.müller+news@sub.example.org", "anna@example"},
    Example{"email", "a@b.de", "a..b@c.de"},
    Example{"phone", "+49 (0) 30 901820", "+49 3"},
    Example{"phone", "0171/2345678", "12-34"},
    Example{"phone", "(555) 010-1234 x56", "555"},
    Example{"ipv4", "192.168.0.1", "192.168.0.256"},
    Example{"ipv6", "2001:db8::1", "2001:db8::1::2"},
    Example{"ipv6", "::ffff:192.0.2.128", "1:2:3:4:5:6:7"},
    Example{"mac", "01:23:45:67:89:ab", "01:23:45:67:89"},
    Example{"uuid", "123e4567-e89b-42d3-a456-426614174000", "123e4567e89b42d3a456426614174000"},
    Example{"imei", "490154203237518", "490154203237519"},
    Example{"vin", "1M8GDM9AXKP042788", "1M8GDM9A1KP042788"},
    Example{"ean", "4006381333931", "4006381333932"},
    Example{"isbn", "978-3-16-148410-0", "978-3-16-148410-1"},
    Example{"isbn", "0-8044-2957-X", "0-8044-2957-1"},
    Example{"lei", "5299000J2N45DDNE4Y28", "5299000J2N45DDNE4Y29"},
    Example{"luhn", "7992 7398 713", "7992 7398 710"},
    Example{"de_tax_id", "86095742719", "86095742718"},
    Example{"de_tax_id", "47036892816", "11111111111"},
    Example{"de_vat", "DE136695976", "DE136695978"},
    Example{"de_kvnr", "A123456780", "A123456781"},
    Example{"de_plate", "B-MW 1234", "BERL-MW 1"},
    Example{"de_plate", "KÜN-AB 12E", "K-A 01234"},
    Example{"at_svnr", "1237 010180", "2237 010180"},
    Example{"ch_ahv", "756.9217.0769.85", "756.9217.0769.84"},
    Example{"fr_nir", "2 95 10 99 126 111 93", "2 95 10 99 126 112 93"},
    Example{"es_dni", "54362315-K", "54362315-Z"},
    Example{"it_cf", "RCCMNL83S18D969H", "RCCMNL83S18D967H"},
    Example{"nl_bsn", "111222333", "111252333"},
    Example{"pl_pesel", "44051401359", "44051401358"},
    Example{"se_pnr", "880320-0016", "880320-0018"},
    Example{"be_nn", "85.07.30-033 28", "85.07.30-033 29"},
    Example{"uk_nhs", "943-476-5870", "943-476-5871"},
    Example{"uk_nino", "AB 12 34 56 C", "BG 12 34 56 C"},
    Example{"us_ssn", "536-90-4399", "666-90-4399"},
    Example{"bitcoin", "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa", "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNb"},
    Example{"bitcoin", "bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq", "bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdx"},
    Example{"icd10", "F32.1", "32.1"},
    Example{"gps", "50.016273,13.866381", "150.016273,13.866381"},
    Example{"gps", "48°12'30\"N 11°34'12.5\"E", "48°12'30 11°34'12"},
    Example{"gps", "48° 12′ N, 11° 34′ E", "48°, 11°"},
    Example{"fbp", "fb.1.1671802432412.4635152299", "fb.1.1671802432412"},
    Example{"ga_client_id", "GA1.2.1923201775.1657008883", "GA1.2.x"},
    Example{"url_pii", "https://shop.example/?utm_source=nl&email=anna%40example.org",
            "https://shop.example/?utm_source=nl"},
    Example{"jwt", "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl", "eyJhbGciOiJIUzI1NiJ9"},
};

TEST(Values, ExamplesAndTheirFaultyNeighbours) {
    for (const Example& example : examples) {
        EXPECT_TRUE(is_valid(example.type, example.good)) << example.type << " " << example.good;
        EXPECT_FALSE(is_valid(example.type, example.bad)) << example.type << " " << example.bad;
    }
}

TEST(Values, UnknownTypesAndHostileValues) {
    EXPECT_FALSE(is_valid("shoe_size", "42"));
    const std::string long_value(100'000, '1');
    for (const std::string_view type : value_types()) {
        EXPECT_FALSE(is_valid(type, "")) << type;
        EXPECT_FALSE(is_valid(type, " ")) << type;
        is_valid(type, long_value);
        is_valid(type, std::string_view("\0\0\0\xff\xfe", 5));
    }
}

TEST(Values, TypesAreSortedAndDistinct) {
    const auto types = value_types();
    for (std::size_t i = 1; i < types.size(); ++i) { EXPECT_LT(types[i - 1], types[i]); }
}

/// A check digit finds every single wrong digit.
TEST(Values, OneWrongDigitIsFound) {
    const std::map<std::string_view, std::string> numbers = {
        {"iban", "DE89370400440532013000"}, {"credit_card", "4111111111111111"},
        {"ean", "4006381333931"},           {"imei", "490154203237518"},
        {"de_tax_id", "86095742719"},       {"nl_bsn", "111222333"},
        {"uk_nhs", "9434765870"},           {"luhn", "79927398713"}};
    for (const auto& [type, number] : numbers) {
        for (std::size_t i = 0; i < number.size(); ++i) {
            if (number[i] < '0' || number[i] > '9') { continue; }
            for (char c = '0'; c <= '9'; ++c) {
                if (c == number[i]) { continue; }
                std::string wrong = number;
                wrong[i] = c;
                EXPECT_FALSE(is_valid(type, wrong)) << type << " " << wrong;
            }
        }
    }
}

TEST(Values, AgreeWithAnIndependentOracle) {
    const auto text = test::read_shared("stdnum/vectors.jsonl");
    if (!text) { GTEST_SKIP() << "no shared data"; }
    // What these accept on purpose goes beyond the oracle, or the oracle looks makers up in a register.
    const std::set<std::string> others = {"mac",  "imei",  "it.codicefiscale", "de.stnr", "isbn",
                                          "iban", "be.nn", "fr.nir",           "de.idnr", "bitcoin"};
    std::map<std::string, std::pair<int, int>> agree;
    std::size_t start = 0;
    while (start < text->size()) {
        const std::size_t end = std::min(text->find('\n', start), text->size());
        const auto line = nlohmann::json::parse(std::string_view(*text).substr(start, end - start), nullptr, false);
        start = end + 1;
        if (line.is_discarded()) { continue; }
        const auto type = line["module"].get<std::string>();
        if (std::ranges::find(value_types(), type) == value_types().end()) { continue; }
        const auto value = line["value"].get<std::string>();
        auto& [same, all] = agree[type];
        ++all;
        same += is_valid(type, value) == line["valid"].get<bool>() ? 1 : 0;
    }
    EXPECT_GE(agree.size(), 20U);
    for (const auto& [type, counts] : agree) {
        const double share = static_cast<double>(counts.first) / counts.second;
        if (others.contains(type)) {
            EXPECT_GE(share, type == "imei" || type == "mac" ? 0.25 : 0.85) << type;
        } else {
            EXPECT_EQ(counts.first, counts.second) << type;
        }
    }
}

}  // namespace
}  // namespace klarsicht
