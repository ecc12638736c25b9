// What leaves the screen: a column's values where it is known to name nobody, and of them no person's name, address,
// illness, belief.
#include "audit/shown_values.h"

#include <gtest/gtest.h>

#include <array>
#include <set>
#include <string>
#include <utility>

#include "report/render.h"
#include "support/audit.h"

namespace klarsicht {
namespace {

/// Whether the values of a column of that header leave the screen. Each stands in twenty rows.
bool leaves(const std::string& header, const std::vector<std::string>& values, std::string_view plan = "{}") {
    std::string csv = "age," + header + "\n";
    for (std::size_t row = 0; row < 20 * values.size(); ++row) {
        csv += std::to_string(20 + row % 50) + "," + values[row % values.size()] + "\n";
    }
    const test::World world = test::world_of(test::table_of(csv), plan);
    return world.context().shows_values(1);
}

/// What leaves of a value of a column of that header, in which the others are known.
std::string left_of(const std::string& header, std::vector<std::string> known, const std::string& value) {
    std::string csv = "age," + header + ",approved\n";
    known.push_back(value);
    for (std::size_t row = 0; row < 20 * known.size(); ++row) {
        csv += std::to_string(20 + row % 50) + ",\"" + known[row % known.size()] + "\"," +
               (row % 3 == 0 ? "yes" : "no") + "\n";
    }
    const test::World world = test::world_of(test::table_of(csv), "{}");
    return world.context().shown(1, value);
}

TEST(ShownValues, OfColumnsThatAreKnownToNameNobody) {
    EXPECT_TRUE(leaves("gender", {"f", "m", "x"}));
    EXPECT_TRUE(leaves("channel", {"e-mail", "letter", "sms"}));
    EXPECT_TRUE(leaves("currency", {"EUR", "USD"}));
    EXPECT_TRUE(leaves("bought", {"yes", "no"}));
    EXPECT_TRUE(leaves("amount", {"12.50", "30.00", "99.95"}));
    EXPECT_TRUE(leaves("order_date", {"2026-01-02", "2026-03-04"}));
}

TEST(ShownValues, OfFewStatesThatWereDecidedOrHappened) {
    EXPECT_TRUE(leaves("outcome", {"Granted", "Denied"}));
    EXPECT_TRUE(leaves("Ergebnis", {"erreicht", "nicht erreicht", "Mailbox"}));
    EXPECT_TRUE(leaves("Entscheidung", {"bewilligt", "abgelehnt", "weitergereicht"}));
    EXPECT_TRUE(leaves("outcome", {"Converted", "Reclassified", "Escalated"}));
    EXPECT_TRUE(leaves("décision", {"accordé", "refusé", "en attente"}));
    for (const char* header : {"outcome", "Entscheidung"}) {
        EXPECT_FALSE(leaves(header, {"Kloppenbrink", "Zwickelmaier"})) << header;
        EXPECT_FALSE(leaves(header, {"erreicht Kloppenbrink", "abgelehnt Zwickelmaier"})) << header;
        EXPECT_FALSE(leaves(header, {"Gebhardt", "Verhoeft", "Mohamed"})) << header << ": names that end like states";
        EXPECT_FALSE(leaves(header, {"KX83746291", "KX83746292"})) << header;
    }
    EXPECT_FALSE(leaves("remark", {"weitergereicht", "umgeschrieben"})) << "of unknown nature";
}

TEST(ShownValues, OfAnswersThatFormsOffer) {
    EXPECT_TRUE(leaves("Familienstand", {"ledig", "verheiratet", "geschieden"}));
    EXPECT_TRUE(leaves("Altersgruppe", {"unter 25", "25 bis 39", "40 bis 59", "60 plus"}));
    EXPECT_TRUE(leaves("Beruf", {"Angestellte", "Rentner", "Student"}));
    EXPECT_FALSE(leaves("Beruf", {"Pfarrer Klabuhn", "Bürgermeisterin von Zwickelstadt", "Hebamme Quast"}));
}

TEST(ShownValues, OfBandsAndOccupationsThatManyShare) {
    EXPECT_TRUE(leaves("Income_Category", {"Less than $40K", "$40K - $60K", "$60K - $80K", "$120K +", "Unknown"}));
    EXPECT_TRUE(leaves("Monthly Income", {"No Income", "Below Rs.10000", "10001 to 25000", "More than 50000"}));
    EXPECT_TRUE(leaves("Nettoeinkommen", {"unter 1.500 €", "1.500 € bis 3.000 €", "über 3.000 €"}));
    EXPECT_FALSE(leaves("Einkommen", {"Kloppenbrink 40000", "Thistlewick 50000", "Wurstlinger 60000"}));
    EXPECT_TRUE(leaves("job", {"blue-collar", "management", "admin.", "self-employed", "housemaid", "student"}));
    EXPECT_TRUE(leaves("Occupation", {"Engineer", "Teacher", "Factory Worker", "Accountant"}));
    EXPECT_TRUE(leaves("Beruf", {"Ingenieurin", "Verkäufer", "leitende Angestellte"}));
    EXPECT_FALSE(leaves("job", {"Kloppenbrink", "Thistlewick", "Wurstlinger"}));
}

TEST(ShownValues, WhatFewPeopleAnsweredIsMaskedBesideTheOthers) {
    std::string csv = "age,Familienstand\n";
    for (int row = 0; row < 200; ++row) {
        csv += std::to_string(20 + row % 50) + "," +
               (row < 3        ? "widowed"
                : row % 3 == 0 ? "married"
                : row % 3 == 1 ? "single"
                               : "divorced") +
               "\n";
    }
    const test::World world = test::world_of(test::table_of(csv), "{}");
    const AuditContext context = world.context();
    EXPECT_EQ(context.shown(1, "married"), "married");
    EXPECT_EQ(context.shown(1, "widowed"), "•••") << "three people";
    EXPECT_EQ(context.shown(1, "nowhere"), "•••");
}

TEST(ShownValues, OfAScaleTheKnownOnes) {
    for (const char* header : {"Ship Mode", "Zahlungsart", "Sub-Category", "DepartmentName_Type"}) {
        EXPECT_EQ(left_of(header, {"Standard", "Express", "Premium"}, "Kloppenbrink"), "•••") << header;
        EXPECT_EQ(left_of(header, {"Kloppenbrink", "Express", "Premium"}, "Standard"), "Standard") << header;
        EXPECT_EQ(left_of(header, {"Kloppenbrink", "Thistlewick", "Wurstlinger"}, "Standard"), "•••") << header;
    }
    EXPECT_EQ(left_of("x", {"Kloppenbrink", "Express", "Premium"}, "Standard"), "•••") << "of unknown nature";
}

TEST(ShownValues, ASalutationBesideAnotherIsNobody) {
    for (const std::string_view name : {"Frau/Herr", "M/W/D", "Mr./Ms.", "Civilité (M./Mme)", "Herr / Frau / Divers"}) {
        EXPECT_EQ(without_full_names(name), name);
    }
    EXPECT_EQ(without_full_names("Frau/Herr Kloppenbrink"), "Frau/Herr •••");
    EXPECT_EQ(without_full_names("Herr Dr. Weber"), "Herr Dr. •••");
    EXPECT_EQ(without_full_names("Frau K. Weber"), "Frau •••");
}

TEST(ShownValues, NotOfNumbersThatWereGivenToSomebody) {
    const auto numbers = [](std::uint64_t first, std::uint64_t step, int count) {
        std::vector<std::string> values;
        for (int i = 0; i < count; ++i) {
            values.push_back(std::to_string(first + static_cast<std::uint64_t>(i) * step));
        }
        return values;
    };
    for (const char* header : {"CLIENTNUM", "Mandant", "ref", "x"}) {
        EXPECT_FALSE(leaves(header, numbers(708'082'083, 117, 60))) << header << ": of one length, though they repeat";
    }
    EXPECT_TRUE(leaves("Umsatz", numbers(708'082'083, 117, 60))) << "an amount";
    EXPECT_TRUE(leaves("x", numbers(1, 3, 60))) << "counts";
    EXPECT_TRUE(leaves("x", numbers(0, 12'345, 60))) << "of many lengths, and they repeat";
    std::string csv = "age,x\n";
    for (int row = 0; row < 60; ++row) {
        csv += std::to_string(20 + row % 50) + "," + std::to_string(7 * row * row) + "\n";
    }
    EXPECT_FALSE(test::world_of(test::table_of(csv)).context().shows_values(1)) << "hardly one of them twice";
}

TEST(ShownValues, NoNumberOfOneLeavesInABound) {
    // Three people in four have incomes in thousands; the quartile is one of them, the highest amount is paid by one.
    std::string csv = "coupon,gender,income,spend\n";
    for (int row = 0; row < 400; ++row) {
        csv += std::string(row % 3 == 0 ? "yes" : "no") + (row % 2 == 0 ? ",f," : ",m,") +
               std::to_string(31'003 + 97 * row) + "," + std::to_string(10 + row % 90) + "." +
               std::to_string(row % 10) + "7\n";
    }
    csv += "yes,f,99999,4711.13\n";
    const Report report = test::audit_of(csv, R"({"roles": {"coupon": ["decision"], "gender": ["protected"],
        "income": ["attribute"], "spend": ["price"]}})");
    const std::string json = report_to_json(report, Language::en).dump();
    EXPECT_NE(json.find("income=>=6"), std::string::npos) << "its subgroups are told, by round bounds";
    std::set<std::string> numbers;
    std::string number;
    for (const char c : json) {
        if ((c >= '0' && c <= '9') || c == '.') {
            number += c;
        } else {
            numbers.insert(std::exchange(number, {}));
        }
    }
    for (int row = 0; row < 400; ++row) { EXPECT_FALSE(numbers.contains(std::to_string(31'003 + 97 * row))) << row; }
    EXPECT_TRUE(numbers.contains("401"));
    EXPECT_FALSE(numbers.contains("4711.13"));
}

TEST(ShownValues, OfColumnsWhoseEveryWordIsKnown) {
    EXPECT_TRUE(leaves("OnlineBackup", {"Yes", "No", "No internet service"}));
    EXPECT_TRUE(leaves("Contract", {"Month-to-month", "One year", "Two year"}));
    EXPECT_TRUE(leaves("monat", {"Jan", "Feb", "März", "Dez"}));
    EXPECT_TRUE(leaves("x", {"Stufe 1", "Stufe 2", "Stufe 10"}));
    EXPECT_FALSE(leaves("x", {"plus 0171 2345678", "plus 0171 2345679"}));
    EXPECT_FALSE(leaves("x", {"Typ 1a", "Typ 1b"})) << "a code may be anybody's";
    EXPECT_FALSE(leaves("x", {"Yes", "No", "Kloppenbrink"}));
    EXPECT_FALSE(leaves("x", {"neu", "alt", "Anna"}));
    EXPECT_FALSE(leaves("x", {"gold", "Frau Gold", "silber"}));
    EXPECT_FALSE(leaves("x", {"gut", "schlecht", "depression"}));
}

TEST(ShownValues, EachValueMustBeKnownWhereNobodyChoseTheColumn) {
    for (const char* value : {"female (Erna Krause)", "Wisniewska Malgorzata"}) {
        EXPECT_EQ(left_of("gender", {"female", "male", "diverse"}, value), "•••") << value;
    }
    EXPECT_EQ(left_of("land", {"Deutschland", "Polen", "AT"}, "Deutschland (Erna Krause)"), "•••");
    EXPECT_EQ(left_of("produkt", {"Tasse rot", "Kissen blau", "Shirt rot"}, "Tasse Gülşen Öztürk"), "•••");
    EXPECT_EQ(left_of("kampagne", {"Winter Sale", "Sommer Sale", "Newsletter"}, "Geburtstag Oma Erna Krause"), "•••");
    EXPECT_EQ(left_of("segment", {"Standard", "Premium", "Basic"}, "Nachbarin Erna"), "•••");
    EXPECT_EQ(left_of("kanal", {"E-Mail", "SMS", "Brief"}, "WhatsApp Ayşe"), "•••");
    EXPECT_EQ(left_of("kanal", {"E-Mail", "SMS", "Brief"}, "Z. N."), "•••") << "initials";
    EXPECT_EQ(left_of("kanal", {"E-Mail", "SMS", "Brief"}, "Push"), "Push");
    EXPECT_EQ(left_of("gender", {"female", "male", "diverse"}, "x"), "x");
}

TEST(ShownValues, AnUnknownPersonIsNobodysVersionOrAnswer) {
    const std::vector<std::string> people{"Ayşe Yılmaz", "Zbigniew Nowacki", "Gülşen Öztürk"};
    const std::vector<std::string> handles{"bibbi87", "derkleineprinz", "mausi.krs"};
    for (const char* header : {"model_name", "modellname", "model_id", "gekauft_bei", "entscheidung", "target",
                               "gender", "anrede", "sprache", "einwilligung", "land", "currency", "nationality"}) {
        EXPECT_FALSE(leaves(header, people)) << header;
        EXPECT_FALSE(leaves(header, handles)) << header;
    }
    EXPECT_TRUE(leaves("model_version", {"v1", "v2.1", "v3"}));
    EXPECT_TRUE(leaves("entscheidung", {"Zusage", "Absage", "offen"}));
    EXPECT_TRUE(leaves("sprache", {"de", "en-GB", "Türkisch"}));
}

TEST(ShownValues, AHeadersWordIsNotEnough) {
    const std::vector<std::string> people{"Kloppenbrink", "Thistlewick", "Wurstlinger"};
    for (const char* header : {"Status", "Region", "Segment", "Kanal", "Produkt", "Marke", "event", "Kampagne"}) {
        EXPECT_FALSE(leaves(header, people)) << header;
    }
    EXPECT_TRUE(leaves("Status", {"offen", "storniert", "in Arbeit"}));
    EXPECT_TRUE(leaves("Produkt", {"Tasche rot", "Schuhe Modell Aarau", "Jacke blau"}));
    EXPECT_FALSE(leaves("Kampagne", {"CX-77", "CX-78"}));
    EXPECT_TRUE(leaves("Kampagne", {"CX-77", "CX-78"}, R"({"roles": {"Kampagne": ["campaign"]}})")) << "chosen";
}

TEST(ShownValues, NotOfOthersHoweverOftenTheyRepeat) {
    EXPECT_FALSE(leaves("betreuer", {"Aylin Demir", "Can Yilmaz", "Emre Kaya"}));
    EXPECT_FALSE(leaves("owner", {"xkloppen", "bthistle", "gkara"}));
    EXPECT_FALSE(leaves("x", {"Kloppenbrink", "Thistlewick", "Wurstlinger"}));
    EXPECT_FALSE(leaves("notes", {"calls back", "is ill", "on holiday"}));
    EXPECT_FALSE(leaves("city", {"Kiel", "Bonn"}));
}

TEST(ShownValues, OfColumnsThatThePersonAnswersFor) {
    const std::vector<std::string> values{"alpha", "beta", "gamma"};
    EXPECT_FALSE(leaves("team", values));
    EXPECT_TRUE(leaves("team", values, R"({"harmless": ["team"]})"));
    EXPECT_TRUE(leaves("team", values, R"({"roles": {"team": ["protected"]}})"));
    EXPECT_TRUE(leaves("team", values, R"({"roles": {"team": ["treatment"]}})"));
    EXPECT_TRUE(leaves("team", values, R"({"population": {"team": {"alpha": 0.5, "beta": 0.25, "gamma": 0.25}}})"));
    EXPECT_FALSE(leaves("team", values, R"({"roles": {"team": ["reviewer"]}})"));
    EXPECT_FALSE(leaves("team", values, R"({"roles": {"team": ["attribute"]}})"));
}

TEST(ShownValues, SpecialCategoriesOnlyWhereTheirComparisonWasChosen) {
    const std::vector<std::string> values{"katholisch", "evangelisch", "muslimisch"};
    EXPECT_FALSE(leaves("religion", values));
    EXPECT_TRUE(leaves("religion", values, R"({"roles": {"religion": ["protected"]}})"));
}

TEST(ShownValues, CampaignsThatReadLikeNotesDoNotLeave) {
    EXPECT_FALSE(leaves("campaign", {"Termin mit Zwickelmaier", "Beschwerde Wurstlinger", "an Schnurrbusch weiter",
                                     "Grabowitzky fragen", "Mauskopf krank", "für Quastenhuber"}));
    EXPECT_TRUE(leaves("campaign", {"Sommer Schuhe", "Sommer Taschen", "Winter Schuhe", "Winter Taschen",
                                    "Herbst Schuhe", "Herbst Taschen"}));
    EXPECT_TRUE(leaves("campaign", {"spring_sale", "autumn_sale", "newsletter_de"}));
}

TEST(WithoutPersonal, MasksTheNameAndLeavesTheRest) {
    EXPECT_EQ(without_personal("Rückruf Frau Kloppenbrink erbeten", false), "Rückruf Frau ••• erbeten");
    EXPECT_EQ(without_personal("Mr Barnaby Thistlewick", false), "Mr •••");
    EXPECT_EQ(without_personal("Herrn Özdemir", false), "Herrn •••");
    EXPECT_EQ(without_personal("frau im beruf", false), "frau im beruf");
}

TEST(WithoutPersonal, MasksAddressesAndNumbers) {
    EXPECT_EQ(without_personal("Rückruf rz@example.com erbeten", false), "Rückruf ••• erbeten");
    EXPECT_EQ(without_personal("call +49 170 1234567 or rz@example.com", false), "call ••• or •••");
    EXPECT_EQ(without_personal("sale 2026", false), "sale 2026");
    EXPECT_EQ(without_personal("https://shop.example/o?email=rz%40example.com", false), "•••");
}

TEST(WithoutPersonal, MasksIllnessBeliefAndOrientationUnlessThatIsMeant) {
    EXPECT_EQ(without_personal("Segment Diabetes", false), "Segment •••");
    EXPECT_EQ(without_personal("schwul", false), "•••");
    EXPECT_EQ(without_personal("katholisch", true), "katholisch");
    EXPECT_EQ(without_personal("Premium", false), "Premium");
}

TEST(WithoutPersonal, BrokenTextIsNoTrap) {
    for (const std::string_view text : {"", " ", "\xC3", "Frau", "Frau ", "Frau \xC3", "•••", "@", "Herr @ Frau"}) {
        EXPECT_EQ(without_personal(text, false), text);
    }
    EXPECT_EQ(without_personal("Frau \xC3\x96\xC3", false), "Frau •••");
}

}  // namespace
}  // namespace klarsicht
