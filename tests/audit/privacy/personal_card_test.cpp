// Columns with personal data are one finding to read, by kind; programs get them one by one.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "report/render.h"
#include "support/audit.h"

namespace klarsicht {
namespace {

/// Thirty rows of a file with these columns.
std::string file_of(const std::vector<std::string>& columns) {
    static constexpr std::string_view given[] = {"Anna", "Bernd", "Clara", "Dora", "Emil"};
    static constexpr std::string_view family[] = {"Weber", "Schulz", "Meyer", "Koch", "Wagner", "Becker"};
    std::string csv;
    for (const std::string& column : columns) { csv += (csv.empty() ? "" : ",") + column; }
    for (int i = 0; i < 30; ++i) {
        const std::string first(given[i % 5]), last(family[i % 6]), number = std::to_string(i);
        std::string row;
        for (const std::string& column : columns) {
            std::string cell = number;
            if (column == "first_name") { cell = first; }
            if (column == "last_name") { cell = last; }
            if (column == "name" || column == "Kontoinhaber") { cell = first + " " + last; }
            if (column == "Bearbeiter") { cell = i % 2 == 0 ? "Rosa Luchs" : "Karl Dachs"; }
            if (column == "email") { cell = "a" + number + "@example.org"; }
            if (column == "phone") { cell = "0151 23456" + std::to_string(100 + i); }
            if (column == "customer_id") { cell = "C-" + std::to_string(4711 + 7 * i); }
            if (column == "birth_date") { cell = "19" + std::to_string(60 + i) + "-03-0" + std::to_string(1 + i % 9); }
            if (column == "religion") { cell = i % 2 == 0 ? "evangelisch" : "katholisch"; }
            if (column == "bought") { cell = i % 3 == 0 ? "yes" : "no"; }
            row += (row.empty() ? "" : ",") + cell;
        }
        csv += "\n" + row;
    }
    return csv + "\n";
}

/// The card's kinds, each with its columns: "direct: email name".
std::vector<std::string> kinds_of(const Report& report) {
    std::vector<std::string> kinds;
    if (report.cards.empty()) { return kinds; }
    for (const Section& section : report.cards.front().sections) {
        std::string kind = section.title.key.substr(section.title.key.rfind('.') + 1) + ":";
        for (const Section::Row& row : section.rows) { kind += " " + row.column; }
        kinds.push_back(kind);
    }
    return kinds;
}

using Kinds = std::vector<std::string>;

TEST(PersonalCard, ListsColumnsByKindTheGravestFirst) {
    const Report report = test::audit_of(file_of({"customer_id", "name", "email", "birth_date", "religion", "amount"}));
    EXPECT_EQ(kinds_of(report),
              (Kinds{"special: religion", "direct: name email", "quasi: birth_date", "pseudonym: customer_id"}));
    const Card& card = report.cards.front();
    EXPECT_EQ(card.of.size(), 5U);
    EXPECT_EQ(card.outcome.status, Status::fail) << "the worst of them";
    EXPECT_EQ(report.outcomes[card.of.front()].subject, std::vector<std::string>{"religion"});
    const std::vector<const Outcome*> read = to_read(report.outcomes, report.cards);
    EXPECT_EQ(read.size(), report.outcomes.size() - 4);
    EXPECT_EQ(read[card.of.front()], &card.outcome) << "where the gravest of them stood";
}

TEST(PersonalCard, CountsAsOneWherePeopleRead) {
    const Report report = test::audit_of(file_of({"customer_id", "name", "email", "amount"}));
    const AreaReport& privacy = report.areas.front();
    const auto warn = static_cast<std::size_t>(Status::warn), info = static_cast<std::size_t>(Status::info);
    EXPECT_EQ(privacy.counts[warn], privacy.read[warn] + 1) << "two columns of a warning each";
    EXPECT_EQ(privacy.counts[info], privacy.read[info] + 1) << "a number of a customer is worth knowing";
    const json shown = report_to_json(report, Language::en);
    EXPECT_EQ(shown["areas"][0]["findings"]["warn"].get<std::uint64_t>(), privacy.read[warn]);
    EXPECT_EQ(shown["areas"][0]["counts"]["warn"].get<std::uint64_t>(), privacy.counts[warn]);
}

TEST(PersonalCard, IsNoneForASingleColumn) {
    EXPECT_TRUE(test::audit_of(file_of({"customer_id", "amount"})).cards.empty());
    EXPECT_TRUE(test::audit_of(file_of({"amount"})).cards.empty());
}

TEST(PersonalCard, BothPartsOfANameAreOne) {
    EXPECT_EQ(kinds_of(test::audit_of(file_of({"first_name", "last_name", "amount"}))),
              (Kinds{"direct: first_name last_name"}));
    EXPECT_EQ(kinds_of(test::audit_of(file_of({"last_name", "customer_id", "amount"}))),
              (Kinds{"part: last_name", "pseudonym: customer_id"}));
}

TEST(PersonalCard, NomBesidePrenomIsTheFamilyName) {
    std::string csv = "PRENOM,NOM,EMAIL\n";
    static constexpr std::string_view given[] = {"ZOE", "CAMILLE", "LEA", "HUGO"},
                                      family[] = {"GARCIA", "MOREAU", "PETIT"};
    for (int i = 0; i < 24; ++i) {
        csv +=
            std::string(given[i % 4]) + "," + std::string(family[i % 3]) + ",z" + std::to_string(i) + "@example.org\n";
    }
    const Report report = test::audit_of(csv);
    EXPECT_EQ(report.columns[0].meaning, "first_name");
    EXPECT_EQ(report.columns[1].meaning, "last_name");
    for (const ColumnReport& column : report.columns) { EXPECT_TRUE(column.masked) << column.name; }
}

TEST(PersonalCard, TellsStaffFromCustomers) {
    const Report report = test::audit_of(file_of({"Kontoinhaber", "Bearbeiter", "email", "bought"}));
    EXPECT_EQ(kinds_of(report), (Kinds{"direct: Kontoinhaber email", "staff: Bearbeiter"}));
    const Outcome& minimisation = test::outcome_of_check(report, "privacy.data_minimisation");
    EXPECT_EQ(minimisation.subject, (std::vector<std::string>{"Kontoinhaber", "email"}));
    EXPECT_EQ(minimisation.status, Status::info) << "that they are named is told already";
}

TEST(PersonalCard, StandsInEveryReportOnceAndInJsonBeside) {
    const Report report = test::audit_of(file_of({"customer_id", "name", "email", "phone", "amount"}));
    for (const std::string& text : {report_to_html(report, Language::en), report_to_markdown(report, Language::en)}) {
        EXPECT_NE(text.find("4 columns hold personal data"), std::string::npos);
        EXPECT_NE(text.find("Identify a person at once"), std::string::npos);
        EXPECT_NE(text.find("A number in place of a name"), std::string::npos);
        EXPECT_EQ(text.find("holds e-mail addresses"), std::string::npos) << "no finding of its own";
    }
    const json shown = report_to_json(report, Language::en);
    const json& card = shown["cards"][0];
    EXPECT_EQ(card["head"].dump(), R"(["Column","Meaning","matching cells"])");
    EXPECT_EQ(card["sections"][0]["rows"][1]["column"].dump(), "\"email\"");
    EXPECT_EQ(card["sections"][0]["rows"][1]["share"].dump(), "\"100%\"");
    std::size_t checks = 0;
    for (const json& check : shown["checks"]) { checks += check["id"] == "privacy.personal_data" ? 1 : 0; }
    EXPECT_EQ(checks, 4U);
    EXPECT_EQ(card["stands_for"].size(), 4U);
    for (const json& place : card["stands_for"]) {
        EXPECT_EQ(shown["checks"][place.get<std::size_t>()]["id"].dump(), "\"privacy.personal_data\"");
    }
}

TEST(PersonalCard, ANameWithACommaStaysOne) {
    const Report report = test::audit_of(
        "\"Nachname, Vorname\",email\n\"Weber, Anna\",a1@example.org\n"
        "\"Schulz, Bernd\",a2@example.org\n\"Koch, Clara\",a3@example.org\n");
    const std::string text = report_to_markdown(report, Language::de);
    EXPECT_EQ(text.find("„Nachname“"), std::string::npos);
    EXPECT_NE(text.find("„Nachname,\u00A0Vorname“"), std::string::npos);
}

}  // namespace
}  // namespace klarsicht
