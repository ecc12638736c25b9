#include "profile/meaning.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "profile/meaning_name.h"
#include "report/message_format.h"
#include "support/audit.h"
#include "support/data.h"

namespace klarsicht {
namespace {

constexpr double as_of = 20758;  // 2026-11-01

Meaning meaning_of(std::string_view name, const std::vector<std::string>& values) {
    Column column;
    column.name = name;
    for (const std::string& value : values) {
        const std::uint32_t code = column.dictionary.add(value);
        column.codes.push_back(code);
        column.counts.resize(column.dictionary.size());
        ++column.counts[code];
    }
    const InterpretOptions options{default_missing_tokens()};
    return detect_meaning(column, interpret(column, options), as_of);
}

/// The value `n` times with a running number in place of `#`.
std::vector<std::string> numbered(std::string_view pattern, int n = 30) {
    std::vector<std::string> values;
    for (int i = 0; i < n; ++i) {
        std::string value(pattern);
        const std::size_t at = value.find('#');
        if (at != std::string::npos) { value.replace(at, 1, std::to_string(100 + 37 * i)); }
        values.push_back(value);
    }
    return values;
}

std::vector<std::string> repeated(const std::vector<std::string>& values, int times = 10) {
    std::vector<std::string> all;
    for (int i = 0; i < times; ++i) { all.insert(all.end(), values.begin(), values.end()); }
    return all;
}

TEST(MeaningByName, SecretsAndProfilePages) {
    for (const std::string_view name : {"Passwort", "user_password", "pwd", "Geheimzahl", "api_key", "Mot de passe"}) {
        EXPECT_EQ(meaning_of(name, numbered("Xq#!z")).id, "password") << name;
    }
    EXPECT_EQ(meaning_of("PIN", {"4711", "0815", "1234", "9001", "7777"}).id, "password");
    // India's postal codes.
    EXPECT_NE(meaning_of("Pin code", {"560001", "560034", "560076", "560103", "560066"}).id, "password");
    EXPECT_NE(meaning_of("Passwort gesetzt", repeated({"ja", "nein"})).id, "password");
    EXPECT_NE(meaning_of("Produkt", numbered("Xq#!z")).id, "password");
    EXPECT_EQ(meaning_of("x", numbered("https://www.linkedin.com/in/anna-weber-#")).id, "profile_url");
    EXPECT_EQ(meaning_of("Profil", numbered("https://de.linkedin.com/in/anna#/")).id, "profile_url");
    EXPECT_EQ(meaning_of("x", numbered("xing.com/profile/Anna_Weber#")).id, "profile_url");
    EXPECT_EQ(meaning_of("link", numbered("https://www.instagram.com/anna.weber#")).id, "profile_url");
    EXPECT_EQ(meaning_of("website", numbered("facebook.com/anna.weber.#")).id, "profile_url");
    EXPECT_NE(meaning_of("Kanal", numbered("https://instagram.com/marke.#")).id, "profile_url");
    EXPECT_NE(meaning_of("website", numbered("weber.com/anna schulz #")).id, "profile_url") << "no address";
    EXPECT_EQ(meaning_of("WhatsApp", numbered("49176123450#")).id, "phone");
    EXPECT_EQ(meaning_of("Rückrufnummer", numbered("0176 123450#")).id, "phone");
    EXPECT_NE(meaning_of("Link", numbered("https://shop.example/?to=linkedin.com/in/anna#")).id, "profile_url");
    EXPECT_NE(meaning_of("campaign_key", numbered("NL-2024-#-A")).id, "password");
    EXPECT_NE(meaning_of("Link", numbered("https://www.linkedin.com/company/firma#")).id, "profile_url");
    EXPECT_NE(meaning_of("Link", numbered("https://notlinkedin.com/in/anna#")).id, "profile_url");
    EXPECT_NE(meaning_of("Post", repeated({"https://instagram.com/p/abc123", "https://instagram.com/p/abd124"})).id,
              "profile_url");
}

TEST(MeaningByName, GermanEnglishFrench) {
    for (const std::string_view name :
         {"kd_email", "E-Mail-Adresse", "emailAddress", "Adresse e-mail", "KontaktEmail"}) {
        EXPECT_EQ(meaning_of(name, numbered("a#@example.org")).id, "email") << name;
    }
    for (const std::string_view name : {"dateOfBirth", "Geburtsdatum", "geb_datum", "Date de naissance", "DOB"}) {
        EXPECT_EQ(meaning_of(name, {"1980-01-02", "1975-06-30", "1990-12-24", "2001-03-04"}).id, "birth_date") << name;
    }
}

TEST(MeaningByName, TheMostSpecificHintWins) {
    ASSERT_FALSE(hints_of_name("campaign_name").empty());
    EXPECT_EQ(hints_of_name("campaign_name").front().meaning, "campaign");
    EXPECT_EQ(hints_of_name("Newsletter-Einwilligung E-Mail").front().meaning, "consent");
    EXPECT_EQ(hints_of_name("email_sha256").front().meaning, "hashed_email");
    EXPECT_EQ(hints_of_name("Bestelldatum").front().meaning, "date");
    EXPECT_TRUE(hints_of_name("xq_17").empty());
}

TEST(MeaningByName, TheHeadNounSaysWhatAColumnIs) {
    const auto first = [](std::string_view name) {
        const std::vector<NameHint> hints = hints_of_name(name);
        return hints.empty() ? std::string() : hints.front().meaning;
    };
    const std::vector<std::pair<std::string, std::string>> names = {{"Conversion Currency", "currency"},
                                                                    {"product_color", "colour"},
                                                                    {"Campaign status", "status"},
                                                                    {"Conversion Time", "timestamp"},
                                                                    {"order_date", "date"},
                                                                    {"email_count", "quantity"},
                                                                    {"age group", "age"},
                                                                    {"Income_Category", "income"},
                                                                    {"brand name", "brand"},
                                                                    {"Date of birth", "birth_date"},
                                                                    {"Year_Birth", "birth_year"},
                                                                    {"Telefon Kunde", "phone"},
                                                                    {"Kosten gesamt", "amount"},
                                                                    {"numéro client", "customer_id"},
                                                                    {"Cust_num", "customer_id"},
                                                                    {"CLIENTNUM", "customer_id"},
                                                                    {"subscriber key", "customer_id"},
                                                                    {"Spendernummer", "customer_id"},
                                                                    {"IsActiveMember", "status"}};
    for (const auto& [name, meaning] : names) { EXPECT_EQ(first(name), meaning) << name; }
    for (const std::string_view name : {"Conversion Name", "flower_name", "Monatsname", "Budget name", "Quantity Unit",
                                        "uses_ad_boosts", "badge_product_quality", "product_variation_size_id"}) {
        for (const NameHint& hint : hints_of_name(name)) {
            const bool needs_values = !hint.strong || hint.meaning == "quantity";
            EXPECT_TRUE(needs_values && hint.meaning != "person_name") << name << ' ' << hint.meaning;
        }
    }
    for (const NameHint& hint : hints_of_name("If you had to choose one channel to hear from us, which would it be?")) {
        EXPECT_FALSE(hint.strong) << hint.meaning;
    }
}

TEST(MeaningByName, ValuesHaveToBeWhatTheNamePromises) {
    EXPECT_EQ(meaning_of("Partner", repeated({"Yes", "No"})).id, "flag");
    EXPECT_EQ(meaning_of("housing", repeated({"yes", "no"})).id, "flag");
    EXPECT_EQ(meaning_of("Revenue", repeated({"TRUE", "FALSE"})).id, "flag");
    EXPECT_NE(meaning_of("comment", repeated({"1", "7", "19"})).id, "comment");
    EXPECT_NE(meaning_of("Price Category", repeated({"low", "middle", "premium"})).id, "price");
    EXPECT_NE(meaning_of("Quantity Unit", repeated({"pcs", "kg", "m"})).id, "quantity");
    EXPECT_NE(meaning_of("facebook_account_id", repeated({"-1"}, 40)).id, "customer_id");
    EXPECT_NE(meaning_of("customer code", repeated({"A1", "B2", "C3"}, 300)).id, "customer_id");
    EXPECT_EQ(meaning_of("user_id", repeated(numbered("#"), 300)).id, "customer_id");
    for (const std::string_view name : {"member_since", "customer_since", "Kunde seit", "Client depuis"}) {
        EXPECT_EQ(meaning_of(name, repeated({"1999", "2004", "2017"})).id, "year") << name;
        EXPECT_EQ(meaning_of(name, repeated({"1999-02-03", "2004-05-06", "2017-08-09"})).id, "date") << name;
    }
    EXPECT_NE(meaning_of("EMPLOYMENT", repeated({"FULL_TIME", "MINI_JOB", "FREELANCE"})).id, "job_title");
    EXPECT_NE(meaning_of("Card_Category", repeated({"Blue", "Gold", "Silver"})).id, "colour");
    EXPECT_EQ(meaning_of("Pin code", {"560001", "560034", "560076", "560103", "560066"}).id, "postal_code");
}

TEST(MeaningByValue, NamesOfPeopleInAnyCase) {
    const std::vector<std::string> small = {"miguel hernandez", "lucia romero", "carlos ortega", "amit sharma",
                                            "wei zhang",        "kwame mensah", "olga petrova",  "aisha hussain",
                                            "yuki tanaka",      "marta gil"};
    EXPECT_EQ(meaning_of("name", small).id, "person_name");
    for (const std::string_view name :
         {"Kontoinhaber", "Ansprechpartner", "Bearbeiter", "account holder", "Betreuername"}) {
        EXPECT_EQ(meaning_of(name, small).id, "person_name") << name;
    }
    EXPECT_EQ(meaning_of("first", {"alice", "brian", "cora", "dennis", "edith", "frank"}).id, "first_name");
    EXPECT_EQ(meaning_of("last", {"hernandez", "sharma", "zhang", "mueller", "schmidt", "dunn"}).id, "last_name");
    const std::vector<std::string> flowers = {"Rose",    "Lily",  "Daisy",  "Iris",  "Violet", "Jasmine",
                                              "Heather", "Flora", "Linnea", "Erica", "Dahlia", "Veronica"};
    for (const std::string_view name : {"flower", "flower_name", "Blumenname", "product name", "Sorte", "month_name"}) {
        EXPECT_EQ(class_of(meaning_of(name, flowers).id), PersonalClass::none) << name;
    }
    const std::vector<std::string> hotels = {"Villa Rosa",  "Hotel Sofia",    "Haus Anna",    "Pension Maria",
                                             "Hotel Felix", "Gasthof Lorenz", "Hotel Martin", "Haus Sonja",
                                             "Hotel Emma",  "Haus Karl"};
    for (const std::string_view name : {"property_name", "hotel_name", "Hotelname"}) {
        EXPECT_NE(meaning_of(name, hotels).id, "person_name") << name;
    }
    EXPECT_NE(meaning_of("Bearbeiter", repeated({"Team Nord", "Vertrieb", "Support"})).id, "person_name");
    EXPECT_NE(meaning_of("name", repeated({"oak chair", "summer sale", "rose gold", "basic plan"})).id, "person_name");
}

TEST(MeaningByValue, PagesHandlesAndPlacesOfPeople) {
    const std::vector<std::string> pages = {
        "https://www.network.example/in/alice-abbott-10000", "https://www.network.example/in/brian-hobbs-12377",
        "https://www.network.example/in/cora-osborn-14754", "https://www.network.example/in/dennis-barlow-17131",
        "https://www.network.example/in/edith-ingram-19508"};
    EXPECT_EQ(meaning_of("URL", pages).id, "profile_url");
    EXPECT_NE(meaning_of("URL", numbered("https://shop.example/p/oak-chair-#")).id, "profile_url");
    EXPECT_EQ(meaning_of("x", numbered("@mausi.#")).id, "username");
    for (const std::string_view place : {"POINT(13.40# 52.52001)", "52.520# N, 13.40512 E", "52,5#1; 13,40512"}) {
        EXPECT_EQ(meaning_of("Standort", numbered(place)).id, "gps") << place;
    }
    const std::vector<std::string> uuids = [] {
        std::vector<std::string> made;
        for (int i = 10; i < 40; ++i) { made.push_back("74bf20f8-76ff-4474-9025-1908fcdce4" + std::to_string(i)); }
        return made;
    }();
    EXPECT_EQ(meaning_of("idfa", uuids).id, "advertising_id");
    for (const std::string_view name : {"SALT", "Prüfwert", "request"}) {
        EXPECT_NE(meaning_of(name, uuids).id, "advertising_id") << name;
    }
}

TEST(MeaningByName, ValuesThatContradictTheNameWin) {
    EXPECT_NE(meaning_of("email", repeated({"ja", "nein"})).id, "email");
    EXPECT_EQ(meaning_of("kunde", numbered("a#@example.org")).id, "email");
    EXPECT_NE(meaning_of("title", repeated({"Sommerschuhe im Angebot", "Neue Kollektion", "Nur heute"})).id,
              "salutation");
    EXPECT_EQ(meaning_of("title", repeated({"Mr", "Mrs", "Dr"})).id, "salutation");
}

TEST(MeaningByName, SpecialCategoriesNeedNoKnownValue) {
    for (const auto& [name, id] :
         std::vector<std::pair<std::string, std::string>>{{"Konfession", "religion"},
                                                          {"Schwanger", "health"},
                                                          {"trade_union_member", "union"},
                                                          {"Vorstrafen", "criminal"},
                                                          {"sexual_orientation", "sexual_orientation"},
                                                          {"Gentest", "genetic"}}) {
        const Meaning meaning = meaning_of(name, repeated({"ja", "nein"}));
        EXPECT_EQ(meaning.id, id) << name;
        EXPECT_EQ(class_of(meaning.id), PersonalClass::special);
    }
}

TEST(MeaningByValue, WhateverTheColumnIsCalled) {
    EXPECT_EQ(meaning_of("x1", numbered("person#@example.org")).id, "email");
    EXPECT_EQ(
        meaning_of("x2", {"DE89 3704 0044 0532 0130 00", "GB82 WEST 1234 5698 7654 32", "FR1420041010050500013M02606"})
            .id,
        "iban");
    EXPECT_EQ(meaning_of("x3", repeated({"Diabetes", "Asthma", "keine", "Migräne"})).id, "health");
    EXPECT_EQ(meaning_of("x4", repeated({"weiblich", "männlich", "divers"})).id, "gender");
    EXPECT_EQ(meaning_of("x5", repeated({"Herr", "Frau"})).id, "salutation");
    EXPECT_EQ(meaning_of("x6", repeated({"evangelisch", "römisch-katholisch", "muslimisch", "keine"})).id, "religion");
    EXPECT_EQ(meaning_of("x7", {"Anna", "Lukas", "Mehmet", "Sophie", "Felix", "Marie", "Jonas", "Lena", "Paul", "Emma",
                                "Leon", "Mia"})
                  .id,
              "first_name");
}

TEST(MeaningByValue, ThingsThatLookPersonalButAreNot) {
    EXPECT_EQ(class_of(meaning_of("v", numbered("2.4.#")).id), PersonalClass::none);  // versions
    EXPECT_EQ(class_of(meaning_of("v", {"1.2.3.4", "1.2.3.5", "2.0.0.1", "2.0.1.7", "3.1.4.1", "3.1.4.2", "4.0.0.0",
                                        "4.2.0.1"})
                           .id),
              PersonalClass::none);
    EXPECT_EQ(class_of(meaning_of("f", repeated({"rot", "grün", "blau", "Gold"})).id), PersonalClass::none);  // colours
    EXPECT_EQ(class_of(meaning_of("l", repeated({"Deutschland", "Frankreich", "Spanien", "Polen"})).id),
              PersonalClass::none);
    EXPECT_EQ(class_of(meaning_of("c", numbered("a1b2c3d4e5f60718293a4b5c6d7e8f9012345#", 5)).id), PersonalClass::none);
    EXPECT_EQ(class_of(meaning_of("Bestellnummer", numbered("49015420323#")).id), PersonalClass::none);
    EXPECT_EQ(class_of(meaning_of("Firma", {"Müller GmbH", "Schmidt AG", "Anna Weber KG", "Becker & Sohn"}).id),
              PersonalClass::none);
}

TEST(MeaningShares, CountRowsNotSpellings) {
    std::vector<std::string> values = repeated({"anna@example.org"}, 8);
    values.push_back("anna(at)example.org");
    values.push_back("");
    const Meaning meaning = meaning_of("email", values);
    EXPECT_EQ(meaning.id, "email");
    EXPECT_DOUBLE_EQ(meaning.valid_share, 8.0 / 9.0);  // the empty cell does not count
}

TEST(MeaningShares, CheckDigitsAreCountedApart) {
    const Meaning meaning = meaning_of("iban", {"DE89370400440532013000", "DE89370400440532013001"});
    EXPECT_EQ(meaning.id, "iban");
    EXPECT_DOUBLE_EQ(meaning.match_share, 1);
    EXPECT_DOUBLE_EQ(meaning.valid_share, 0.5);
}

TEST(Meaning, EmptyColumnsAndOddNames) {
    EXPECT_EQ(meaning_of("", {"", ""}).id, "");
    EXPECT_EQ(meaning_of("email", {}).id, "email");
    EXPECT_EQ(meaning_of("\xff\xfe***", {"1"}).id, "");
}

TEST(Meaning, EveryMeaningHasANameInBothLanguages) {
    const std::string names = *test::read_file(test::project_dir() + "/assets/words/privacy_headers.json");
    const auto file = nlohmann::json::parse(names, nullptr, false);
    for (const auto& [id, patterns] : file.items()) {
        if (id == "about") { continue; }
        for (const Language language : {Language::de, Language::en}) {
            EXPECT_TRUE(Texts::of(language).has("meaning." + id)) << id;
            EXPECT_EQ(Texts::of(language).has("meaning.many." + id), is_personal(id)) << id;
        }
    }
}

/// The figures of ../shared/checks/personal.py, a little stricter.
TEST(Meaning, LabelledTables) {
    const auto text = test::read_shared("personal/labels.json");
    if (!text) { GTEST_SKIP() << "no shared data"; }
    const auto labels = nlohmann::json::parse(*text, nullptr, false);
    std::map<std::string, std::vector<Meaning>> tables;
    int clear = 0, clear_right = 0, cryptic = 0, cryptic_right = 0, others = 0, alarms = 0;
    for (const auto& label : labels) {
        const auto name = label["table"].get<std::string>();
        if (!tables.contains(name)) {
            const Table table = test::table_of(*test::read_shared("personal/" + name));
            const InterpretOptions options{default_missing_tokens()};
            for (const Column& column : table.columns) {
                tables[name].push_back(detect_meaning(column, interpret(column, options), as_of));
            }
        }
        const Meaning& found = tables[name][label["column"].get<std::size_t>()];
        const auto wanted = label["label"].get<std::string>();
        const bool is_cryptic = name.starts_with("cryptic");
        if (wanted == "none") {
            ++others;
            alarms += is_personal(found.id) ? 1 : 0;
        } else {
            ++(is_cryptic ? cryptic : clear);
            (is_cryptic ? cryptic_right : clear_right) += found.id == wanted ? 1 : 0;
        }
    }
    EXPECT_GE(clear_right, 0.97 * clear);
    EXPECT_GE(cryptic_right, 0.9 * cryptic);
    EXPECT_LE(alarms, 0.01 * others);
}

TEST(Meaning, CodesOfACharacteristicAreIt) {
    EXPECT_EQ(meaning_of("marital_code", repeated({"M", "S", "D", "U"})).id, "marital_status");
    EXPECT_EQ(meaning_of("Famstand", repeated({"VH", "LD", "GS", "VW"})).id, "marital_status");
    EXPECT_EQ(meaning_of("MARRIAGE", repeated({"1", "2", "3"})).id, "marital_status");
    EXPECT_EQ(meaning_of("gender_id", repeated({"1", "2"})).id, "gender");
    EXPECT_NE(meaning_of("city_code", repeated({"1", "2", "3"})).id, "city");
    EXPECT_EQ(meaning_of("country", repeated({"PRT", "GBR", "FRA"})).id, "country");
    EXPECT_EQ(meaning_of("age", repeated({"21", "26", "50plus", "below21"})).id, "age");
}

TEST(Meaning, CodesOfOneCountrysStates) {
    EXPECT_EQ(meaning_of("bl", repeated({"BY", "HE", "SN", "BE", "NW", "BW"})).id, "region");
    EXPECT_EQ(meaning_of("x1", repeated({"CA", "TX", "NY", "FL", "WA", "OH", "IL", "NV"})).id, "region");
    EXPECT_NE(meaning_of("x1", repeated({"DE", "FR", "NL", "BE", "IT", "ES", "PT", "GB"})).id, "region");
    EXPECT_NE(meaning_of("x1", repeated({"BE", "BY"})).id, "region");
}

TEST(Meaning, FrenchBeginsWithTheNumber) {
    EXPECT_EQ(meaning_of("NUM_CLIENT", numbered("#")).id, "customer_id");
    EXPECT_EQ(meaning_of("code du client", numbered("#")).id, "customer_id");
    EXPECT_EQ(meaning_of("N° adhérent", numbered("#")).id, "customer_id");
    EXPECT_NE(meaning_of("num clients", numbered("#")).id, "customer_id");
    EXPECT_NE(meaning_of("no contact", repeated({"0", "1"})).id, "customer_id");
}

TEST(Meaning, AHandfulOfWordsNumbersNobody) {
    EXPECT_NE(meaning_of("Loyalty Card", repeated({"Star", "Aurora", "Nova"}, 60)).id, "customer_id");
    EXPECT_EQ(meaning_of("Loyalty Card", numbered("LC#")).id, "customer_id");
}

}  // namespace
}  // namespace klarsicht
