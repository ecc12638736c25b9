// Names of columns and of the file can be about people: pivoted tables have them as headers, and files are called after
// them.
#include "audit/hidden_names.h"

#include <gtest/gtest.h>

#include <optional>
#include <set>
#include <string>

#include "audit/shown_values.h"
#include "report/render.h"
#include "support/audit.h"

namespace klarsicht {
namespace {

TEST(WithoutFullNames, OfFilesAndColumns) {
    EXPECT_EQ(without_full_names("Kündigung Frau Kloppenbrink.xlsx"), "Kündigung Frau •••.xlsx");
    EXPECT_EQ(without_full_names("Anna Weber"), "•••");
    EXPECT_EQ(without_full_names("Umsatz Anna Weber (EUR)"), "Umsatz ••• (EUR)");
    EXPECT_EQ(without_full_names("anna.weber@example.com"), "•••");
    EXPECT_EQ(without_full_names("DE89 3704 0044 0532 0130 00.csv"), "•••.csv");
    EXPECT_EQ(without_full_names("list for +49 170 1234567"), "list for •••");
}

TEST(WithoutFullNames, AlsoWhereNamesAreJoined) {
    EXPECT_EQ(without_full_names("Bewerbung_Anna_Schmidt.csv"), "Bewerbung_•••.csv");
    EXPECT_EQ(without_full_names("Anna-Schmidt-Beschwerde.csv"), "•••-Beschwerde.csv");
    EXPECT_EQ(without_full_names("AnnaSchmidt.csv"), "•••.csv");
    EXPECT_EQ(without_full_names("anna.schmidt.csv"), "•••.csv");
    EXPECT_EQ(without_full_names("mueller_petra_krankmeldung.csv"), "•••_krankmeldung.csv");
    EXPECT_EQ(without_full_names("Kunde_Herr_Kloppenbrink.csv"), "Kunde_Herr_•••.csv");
    EXPECT_EQ(without_full_names("Frau_Anna_Schmidt.csv"), "Frau_•••.csv");
    EXPECT_EQ(without_full_names("umsatz_petra_meier"), "umsatz_•••");
    EXPECT_EQ(without_full_names("anna_schmidt_2024"), "•••_2024");
    EXPECT_EQ(without_full_names("GEHALT_ANNA_SCHMIDT"), "GEHALT_•••");
}

TEST(WithoutFullNames, OfManyCountriesAndForms) {
    for (const std::string_view name :
         {"Müller, Peter", "MÜLLER PETER", "peter.mueller", "PeterMüller", "E. Krause", "P. Müller", "Anna Kowalska",
          "Zbigniew Nowacki", "Małgorzata Wiśniewska", "Erna Krause", "Maëlle Lefèvre", "Gülşen Öztürk", "@mausi.krs",
          "https://instagram.com/mausi.krs", "M-AB 1234"}) {
        EXPECT_EQ(without_full_names(name), "•••") << name;
    }
    EXPECT_EQ(without_full_names("Hr. Nowacki"), "Hr. •••");
    EXPECT_EQ(without_full_names("Fam. Nebelung"), "Fam. •••");
    EXPECT_EQ(without_full_names("Sayın Yılmaz"), "Sayın •••");
    EXPECT_EQ(without_full_names("Kd-Nr 4711883"), "Kd-Nr •••");
    for (const std::string_view name : {"export_20260131_142233.csv", "20260131142233.csv", "umsatz_202601", "AB-Test",
                                        "E-Mail 2", "S-Bahn", "Nr. 471188"}) {
        EXPECT_EQ(without_full_names(name), name);
    }
}

TEST(WithoutFullNames, WithUmlauts) {
    for (const std::string_view name :
         {"Jörg Müller", "Joerg Mueller", "Jürgen Schröder", "Günter König", "Jörg Weber"}) {
        EXPECT_EQ(without_full_names(name), "•••") << name;
    }
    EXPECT_EQ(without_full_names("Neue Treue"), "Neue Treue");
}

TEST(WithoutFullNames, LeavesOrdinaryNamesAlone) {
    for (const std::string_view name : {"customer_id",
                                        "Max Preis",
                                        "Max Einkaufswert",
                                        "Umsatz 2026",
                                        "Postleitzahl",
                                        "Anna",
                                        "decision",
                                        "E-Mail",
                                        "kunden.csv",
                                        "Export Oktober.xlsx",
                                        "Anzahl Bestellungen",
                                        "Mark Price",
                                        "Frau",
                                        "",
                                        "max_price",
                                        "total_day_charge",
                                        "MaxBetrag",
                                        "Anzahl_Herr_Frau",
                                        "Mark-Up",
                                        "last_name",
                                        "kim_version",

                                        "Grant_Date",
                                        "sales_may_june.csv",
                                        "Art_Kunde"}) {
        EXPECT_EQ(without_full_names(name), name);
    }
}

/// A pivoted table: rows are months, columns people.
std::string pivoted() {
    std::string csv = "month,Anna Weber,Jonas Becker,rz@example.com,total\n";
    for (int i = 0; i < 60; ++i) {
        csv += std::to_string(i % 12 + 1) + "," + std::to_string(i * 7 % 90) + "," + std::to_string(i * 3 % 80) + "," +
               std::to_string(i % 9) + "," + std::to_string(i) + "\n";
    }
    return csv;
}

TEST(HiddenNames, OfPeopleBesidePeople) {
    const auto names = [](const std::string& header) {
        std::string csv = header + "\n";
        for (int i = 0; i < 20; ++i) { csv += std::to_string(i) + ",1,2,3,4\n"; }
        const auto hidden = hide_names(test::table_of(csv));
        std::vector<std::string> left;
        for (std::size_t c = 0; hidden && c < hidden->table.columns.size(); ++c) {
            left.push_back(hidden->table.columns[c].name);
        }
        return left;
    };
    EXPECT_EQ(names("Monat,Anna Weber,Lya Klabuhn,Jonas Becker,Umsatz Gesamt"),
              (std::vector<std::string>{"Monat", "•••", "••• 2", "••• 3", "Umsatz Gesamt"}));
    EXPECT_EQ(names("Monat,Anna Weber,Lya Klabuhn,Umsatz,Kosten")[2], "Lya Klabuhn") << "one name makes no pivot";
    EXPECT_TRUE(names("Monat,Lya Klabuhn,Brix Oderbruch,Umsatz,Kosten").empty());
}

constexpr std::string_view plan = R"({"version": 1, "roles": {"Anna Weber": ["score"], "Jonas Becker": ["price"],
    "total": ["attribute"]}, "bins": {"rz@example.com": [3, 6]}, "harmless": ["Jonas Becker"],
    "remedies": [{"do": "drop", "columns": ["Anna Weber", "total"]}]})";

TEST(HiddenNames, OfARowOfValuesTakenForNames) {
    std::string csv = "Klabuhn,amount,code\n";
    for (int i = 0; i < 12; ++i) { csv += (i % 3 == 0 ? "Klabuhn," : "Zwick,") + std::to_string(i) + ",x\n"; }
    const auto hidden = hide_names(test::table_of(csv));
    ASSERT_TRUE(hidden.has_value());
    EXPECT_EQ(hidden->table.columns[0].name, "•••");
    EXPECT_EQ(hidden->table.columns[1].name, "amount");
    // A file that was put together of several repeats all its names.
    EXPECT_FALSE(hide_names(test::table_of("Gewebe,Zwirn\n1,2\nGewebe,Zwirn\n3,4\nGewebe,Zwirn\n5,6\n")).has_value());
}

TEST(HiddenNames, LeaveInNoOutput) {
    const Report report = test::audit_of(pivoted(), plan);
    EXPECT_EQ(report.columns[1].name, "•••");
    EXPECT_EQ(report.columns[2].name, "••• 2");
    EXPECT_EQ(report.columns[3].name, "••• 3");
    EXPECT_EQ(report.columns[1].roles, std::vector{Role::score}) << "the plan goes with them";
    EXPECT_TRUE(report.columns[2].harmless);
    for (const Language language : {Language::de, Language::en}) {
        for (const std::string& text :
             {report_to_json_file(report, language), report_to_html(report, language),
              report_to_markdown(report, language), report_to_csv(report, language), counts_to_csv(report)}) {
            for (const std::string_view name : {"Weber", "Becker", "rz@example"}) {
                EXPECT_EQ(text.find(name), std::string::npos) << name;
            }
        }
    }
}

TEST(HiddenNames, OfThousandsEachIsAnother) {
    std::string csv = "••• 3,Frau ••• 2";
    for (int i = 0; i < 4000; ++i) { csv += i % 2 == 0 ? ",Anna Weber" : ",Frau Kloppenbrink"; }
    csv += "\n1,1";
    for (int i = 0; i < 4000; ++i) { csv += ",1"; }
    const Table table = test::table_of(csv + "\n");
    const std::optional<HiddenNames> hidden = hide_names(table);
    ASSERT_TRUE(hidden.has_value());
    std::set<std::string> names;
    for (const Column& column : hidden->table.columns) {
        EXPECT_TRUE(names.insert(column.name).second) << column.name;
        EXPECT_EQ(column.name.find("Weber"), std::string::npos);
        EXPECT_EQ(column.name.find("Kloppenbrink"), std::string::npos);
    }
    EXPECT_EQ(hidden->table.columns[0].name, "••• 3");
    EXPECT_EQ(hidden->table.columns[1].name, "Frau ••• 2");
    EXPECT_EQ(hidden->table.columns[2].name, "•••");
    EXPECT_EQ(hidden->table.columns[3].name, "Frau •••");
}

TEST(HiddenNames, AreSeenOnTheScreenAndWhereValuesAreAskedFor) {
    EXPECT_EQ(test::audit_of(pivoted(), plan, {.on_screen = true}).columns[1].name, "Anna Weber");
    EXPECT_EQ(test::audit_of(pivoted(), plan, {.show_values = true}).columns[1].name, "Anna Weber");
}

TEST(HiddenNames, ChangeNoFigure) {
    const Report hidden = test::audit_of(pivoted(), plan);
    const Report seen = test::audit_of(pivoted(), plan, {.on_screen = true});
    for (std::size_t c = 0; c < seen.columns.size(); ++c) {
        EXPECT_EQ(hidden.columns[c].summary.mean, seen.columns[c].summary.mean);
        EXPECT_EQ(hidden.columns[c].summary.interpretation.distinct, seen.columns[c].summary.interpretation.distinct);
    }
}

}  // namespace
}  // namespace klarsicht
