#include <gtest/gtest.h>

#include "audit/quality/mojibake.h"
#include "support/audit.h"

namespace klarsicht {
namespace {

std::vector<std::string> loud(const Report& report, std::string_view area) {
    std::vector<std::string> titles;
    for (const Outcome& outcome : report.outcomes) {
        if (outcome.id.starts_with(area) && (outcome.status == Status::warn || outcome.status == Status::fail)) {
            titles.push_back(outcome.title.key);
        }
    }
    return titles;
}

TEST(ToldOnce, ACopyOfTheTargetIsNoLeakAsWell) {
    const auto file = [](bool letter) {
        std::string csv = "id,age,churn,again\n";
        for (int i = 0; i < 200; ++i) {
            const bool left = i % 3 == 0;
            csv += std::to_string(5000 + i) + "," + std::to_string(20 + i * 7 % 50) + "," + (left ? "yes" : "no") +
                   "," +
                   (letter ? left ? "y" : "n"
                    : left ? "yes"
                           : "no") +
                   "\n";
        }
        return loud(test::audit_of(csv, R"({"roles": {"churn": ["outcome"]}})"), "quality.leakage");
    };
    EXPECT_EQ(file(false), std::vector<std::string>{"quality.leakage.title.copy"});
    EXPECT_EQ(file(true), std::vector<std::string>{"quality.leakage.title.certain"});
}

TEST(ToldOnce, ARowThatIsCutOffHasNoWrongValuesAsWell) {
    std::string csv = "id,sent,amount\n";
    for (int i = 0; i < 60; ++i) { csv += std::to_string(100 + i) + ",2026-03-0" + std::to_string(1 + i % 9) + ",5\n"; }
    EXPECT_TRUE(loud(test::audit_of(csv + "160,2026-0"), "quality.validity").empty());
    EXPECT_EQ(loud(test::audit_of(csv + "160,2026-0"), "quality.structure"),
              std::vector<std::string>{"quality.structure.title.cut_off"});
    EXPECT_EQ(loud(test::audit_of(csv + "160,2026-0\n161,2026-03-01,5\n"), "quality.structure"),
              std::vector<std::string>{"quality.structure.title.one"});
    EXPECT_EQ(loud(test::audit_of(csv + "160,2026-0,7\n"), "quality.validity").size(), 1U);
}

TEST(ToldOnce, AColumnWithoutANameThatCountsTheRowsIsNoFault) {
    const auto structure = [](const char* name, int step) {
        std::string csv = std::string(name) + ",b,c\n";
        for (int i = 0; i < 40; ++i) { csv += std::to_string(i * step % 41) + ",2," + std::to_string(i % 7) + "\n"; }
        const Report report = test::audit_of(csv);
        const Outcome& outcome = *test::outcomes_of(report, "quality.structure").front();
        return std::pair(outcome.status, outcome.title.key);
    };
    using Told = std::pair<Status, std::string>;
    EXPECT_EQ(structure("", 1), Told(Status::info, "quality.structure.title.counter"));
    EXPECT_EQ(structure("", 7), Told(Status::warn, "quality.structure.title.unnamed"));
    EXPECT_EQ(structure("a", 1), Told(Status::pass, "quality.structure.title.none"));
}

TEST(ToldOnce, WhatHoldsForTheWholeExportMayBeTheSame) {
    const auto file = [](const char* name, const char* value, int rows) {
        std::string csv = std::string("id,") + name + ",clicks\n";
        for (int i = 0; i < rows; ++i) {
            csv += std::to_string(800 + i) + "," + value + "," + std::to_string(i * 7 % 13) + "\n";
        }
        return loud(test::audit_of(csv), "quality.constant").size();
    };
    EXPECT_EQ(file("Währung", "EUR", 50), 0U);
    EXPECT_EQ(file("Reporting starts", "2026-05-01", 50), 0U);
    EXPECT_EQ(file("AGB akzeptiert", "ja", 50), 0U);
    EXPECT_EQ(file("shop", "17", 50), 1U);
    EXPECT_EQ(file("shop", "17", 4), 0U);  // of four rows that is no wonder
}

TEST(ToldOnce, AShortenedNumberIsNobodysTwice) {
    std::string csv = "Kundennummer,Ort,Betrag\n";
    for (int i = 0; i < 200; ++i) {
        csv += (i % 10 == 0 ? "\"4,479E+11\"" : std::to_string(447900000000 + i * 7919)) + std::string(",Ort ") +
               std::to_string(i % 40) + "," + std::to_string(20 + i * 3) + "\n";
    }
    const Report report = test::audit_of(csv);
    EXPECT_TRUE(loud(report, "quality.duplicates").empty());
    EXPECT_EQ(loud(report, "quality.completeness"), std::vector<std::string>{"quality.completeness.title.shortened"});
}

TEST(ToldOnce, OneRowOfFourIsNoShare) {
    const Report report = test::audit_of("name,clicks,impressions\nA,5,100\nB,7,3\nC,2,90\nD,1,80\n");
    const auto found = std::ranges::find(report.outcomes, "quality.consistency", &Outcome::id);
    ASSERT_NE(found, report.outcomes.end());
    EXPECT_EQ(found->status, Status::warn);
    EXPECT_EQ(found->title.key, "quality.consistency.title.counts");
}

TEST(ToldOnce, SpellingsOfTheWebInAnyForm) {
    std::string example;
    for (const char* text : {"Caf&eacute;", "a &#8211; b", "&#x2019;", "Kaffee &amp; Kuchen", "&lt;b&gt;", "&Ntilde;",
                             "it&rsquo;s", "&acute;"}) {
        EXPECT_TRUE(quality::encoding_damage(text, example).entity) << text;
    }
    for (const char* text : {"https://x.de/?a=1&amp;b=2", "R&B; Soul", "Q&A", "A & B; C", "&; x", "&uumlaut;"}) {
        EXPECT_FALSE(quality::encoding_damage(text, example).entity) << text;
    }
}

TEST(ToldOnce, AFewWordsThatMakeSenseInOneReadingOnlyAreSure) {
    // página, Categoría, publicación in Windows-1252; in code page 850: pßgina, CategorÝa, publicaci¾n.
    std::string csv =
        "id;p\xE1gina;Categor\xED"
        "a;publicaci\xF3n\n";
    for (int i = 0; i < 30; ++i) { csv += std::to_string(i) + ";" + std::to_string(i * 7 % 11) + ";foto;5\n"; }
    EXPECT_TRUE(loud(test::audit_of(csv), "quality.encoding").empty());
}

TEST(ToldOnce, TwoNotationsAreShownAsTheFileHasThem) {
    std::string csv = "id,born\n";
    for (int i = 0; i < 40; ++i) {
        const std::string day = std::to_string(10 + i % 18);
        csv += std::to_string(i) + "," + (i % 4 == 0 ? "1980-03-" + day : day + "/11/1975") + "\n";
    }
    const Report report = test::audit_of(csv);
    const auto found = std::ranges::find(report.outcomes, "quality.consistency.title.notation",
                                         [](const Outcome& outcome) { return outcome.title.key; });
    ASSERT_NE(found, report.outcomes.end());
    const auto text = [&](std::string_view name) {
        return std::ranges::find(found->summary.args, name, &MessageArg::name)->text;
    };
    EXPECT_EQ(text("usual"), "31/12/2025");
    EXPECT_EQ(text("other"), "2025-12-31");
}

}  // namespace
}  // namespace klarsicht
