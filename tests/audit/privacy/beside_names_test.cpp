// What the checks say where a file names people anyway, and what they leave unsaid: a warning says something of its
// own.
#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "report/outcome_text.h"
#include "report/render.h"
#include "support/audit.h"

namespace klarsicht {
namespace {

using test::audit_of;
using test::outcome_of_check;

/// One value of a column in that row of 400; the further columns make most rows one of a kind.
std::string value_of(std::string_view column, int row) {
    static constexpr std::string_view given[] = {"Anna", "Bernd", "Clara", "Dirk"};
    static constexpr std::string_view family[] = {"Weber", "Schulz", "Koch"};
    static constexpr std::string_view towns[] = {"Kiel", "Bonn", "Köln", "Jena", "Ulm"};
    const std::string number = std::to_string(row);
    if (column == "Vorname") { return std::string(given[row % 4]); }
    if (column == "Nachname" || column == "Kontoinhaber" || column == "Bearbeiter") {
        const std::string name(family[row % 3]);
        return column == "Nachname" ? name : std::string(given[row % 4]) + " " + name;
    }
    if (column.starts_with("E-Mail")) { return "k" + number + "@example.org"; }
    if (column == "Telefon" || column == "Mobil") {
        return (column == "Mobil" ? "0171 " : "0431 ") + std::to_string(2345678 + 9241 * row);
    }
    if (column == "Straße") { return "Lindenweg " + number; }
    if (column == "Geburtsdatum") {
        return std::to_string(1950 + row % 50) + "-0" + std::to_string(1 + row % 9) + "-1" + std::to_string(row % 10);
    }
    if (column == "Ort") { return std::string(towns[row % 5]); }
    if (column == "Alter") { return std::to_string(row < 6 ? 90 + row : 30 + row % 20); }
    if (column == "Geburtsjahr") { return std::to_string(row < 6 ? 1930 + row : 1970 + row % 20); }
    if (column == "PLZ") { return std::to_string(10115 + 173 * row); }
    return number;
}

std::string file_with(const std::vector<std::string>& columns, int rows = 400) {
    std::string csv;
    for (const std::string& column : columns) { csv += (csv.empty() ? "" : ",") + column; }
    for (int row = 0; row < rows; ++row) {
        for (std::size_t c = 0; c < columns.size(); ++c) { csv += (c == 0 ? "\n" : ",") + value_of(columns[c], row); }
    }
    return csv + "\n";
}

Outcome reidentification_in(const std::vector<std::string>& columns) {
    return outcome_of_check(audit_of(file_with(columns)), "privacy.reidentification");
}

TEST(Reidentification, BesideNamesSaysWhatHoldsOnceTheyAreGone) {
    for (const std::vector<std::string>& columns :
         {std::vector<std::string>{"Vorname", "Nachname", "Geburtsdatum", "Ort"},
          std::vector<std::string>{"E-Mail", "Geburtsdatum", "Ort"},
          std::vector<std::string>{"Telefon", "Geburtsdatum", "Ort"}}) {
        const Outcome outcome = reidentification_in(columns);
        EXPECT_EQ(outcome.status, Status::warn) << columns.front() << ": that they are named is told already";
        EXPECT_EQ(outcome.title.key, "privacy.reidentification.title.named") << columns.front();
        for (const Language language : {Language::de, Language::en}) {
            const OutcomeText text = outcome_text(outcome, Texts::of(language));
            EXPECT_NE(text.summary.find(columns.front()), std::string::npos) << text.summary;
            EXPECT_NE(text.remedy.find(columns.front()), std::string::npos) << text.remedy;
            EXPECT_NE(text.why.find("Ort"), std::string::npos) << text.why;
        }
    }
}

TEST(Reidentification, WithoutNamesOfThePeopleStaysAFault) {
    for (const std::vector<std::string>& columns :
         {std::vector<std::string>{"Geburtsdatum", "Ort"}, std::vector<std::string>{"Nachname", "Geburtsdatum", "Ort"},
          std::vector<std::string>{"Bearbeiter", "Geburtsdatum", "Ort"}}) {
        const Outcome outcome = reidentification_in(columns);
        EXPECT_EQ(outcome.status, Status::fail) << columns.front();
        EXPECT_EQ(outcome.title.key, "privacy.reidentification.title.many") << columns.front();
        // A last name alone names nobody, but goes first as well.
        const bool named = outcome_text(outcome, Texts::of(Language::en)).remedy.contains("remove “Nachname”");
        EXPECT_EQ(named, columns.front() == "Nachname");
    }
}

TEST(Reidentification, AFewByOneColumnAloneIsNoWarning) {
    for (const char* column : {"Alter", "Geburtsjahr"}) {
        const Outcome outcome = reidentification_in({column, "Umsatz"});
        EXPECT_EQ(outcome.status, Status::info) << column;
        EXPECT_EQ(outcome.title.key, "privacy.reidentification.title.single") << column;
    }
    EXPECT_EQ(reidentification_in({"PLZ", "Umsatz"}).status, Status::fail) << "by which nearly everybody stands alone";
}

TEST(DataMinimisation, SaysWhichWaysLeadToTheSamePerson) {
    const Report report = audit_of(file_with({"Vorname", "Nachname", "E-Mail", "Telefon", "Mobil", "Straße"}));
    const Outcome& outcome = outcome_of_check(report, "privacy.data_minimisation");
    EXPECT_EQ(outcome.status, Status::warn);
    EXPECT_EQ(outcome.title.key, "privacy.data_minimisation.title.ways");
    EXPECT_EQ(outcome.subject, (std::vector<std::string>{"E-Mail", "Telefon", "Mobil", "Straße"}));
}

TEST(DataMinimisation, NamesRepeatedInEveryRowOfAPersonAreMoreThanItNeeds) {
    std::string csv = "Bestellnummer,Kundennummer,Vorname,Nachname,E-Mail,Telefon,Straße,Betrag\n";
    for (int row = 0; row < 400; ++row) {
        const int person = row % 100;
        csv += std::to_string(900'001 + row) + ",K" + std::to_string(4711 + 7 * person);
        for (const char* column : {"Vorname", "Nachname", "E-Mail", "Telefon", "Straße"}) {
            csv += "," + value_of(column, person);
        }
        csv += "," + std::to_string(10 + row % 90) + ".50\n";
    }
    const Report report = audit_of(csv);
    const Outcome& outcome = outcome_of_check(report, "privacy.data_minimisation");
    EXPECT_EQ(outcome.title.key, "privacy.data_minimisation.title.rows");
    EXPECT_NE(outcome_text(outcome, Texts::of(Language::en)).summary.find("400 rows are about 100 people"),
              std::string::npos);
}

TEST(PersonalTextCheck, OfThingsSpeaksOfSellers) {
    std::string csv = "product_id,title,price,units_sold\n";
    for (int row = 0; row < 60; ++row) {
        csv += "SKU-" + std::to_string(1000 + row) + ",Lamp " + std::to_string(row) +
               (row % 10 == 0 ? " ask shop" + std::to_string(row) + "@example.org" : " with a long cable") + "," +
               std::to_string(5 + row % 30) + ".90," + std::to_string(row * 3) + "\n";
    }
    const Report report = audit_of(csv);
    const Outcome& outcome = outcome_of_check(report, "privacy.personal_text");
    ASSERT_EQ(outcome.status, Status::warn);
    EXPECT_EQ(outcome.why.key, "privacy.personal_text.why.things");
    const std::string text = report_to_markdown(report, Language::en);
    EXPECT_NE(text.find("6 rows are affected. First: 1, 11, 21"), std::string::npos) << "the rows named";
}

}  // namespace
}  // namespace klarsicht
