#include "session/last_search.h"

#include <gtest/gtest.h>

#include "report/render.h"
#include "support/audit.h"

namespace klarsicht {
namespace {

constexpr std::array<std::string_view, 5> formats = {"json", "html", "md", "csv", "counts.csv"};

/// 300 people; every one has a name, an address and an IBAN of their own.
std::string people() {
    std::string csv = "Name,E-Mail,IBAN,Kundennummer,Stadt,Geschlecht,Auswahl\n";
    for (int i = 0; i < 300; ++i) {
        const std::string n = std::to_string(1000 + i);
        const std::string letters = {static_cast<char>('a' + i % 26), static_cast<char>('a' + i / 26)};
        csv += "Anna Quintz" + letters + ",xaveria." + letters + "@canary.example,DE" + n + "0044053201" + n + ",K-" +
               n + ",Kiel," + (i % 2 == 0 ? "w," : "m,") + (i % 3 == 0 ? "ja\n" : "nein\n");
    }
    return csv;
}

TEST(LastSearch, FindsNothingInAReportAndMuchWhereValuesAreShown) {
    const std::string csv = people();
    const Table table = test::table_of(csv);
    const Report report = test::audit_of(csv);
    const LastSearch search(table, report);
    EXPECT_GT(search.values(), 600U);
    Report open = test::audit_of(csv, R"({"version": 1})", {.show_values = true});
    for (const Language language : {Language::de, Language::en}) {
        for (const std::string_view format : formats) {
            std::string text = report_to_format(report, format, language);
            const std::string before = text;
            EXPECT_EQ(search.mask(text), 0U) << format;
            EXPECT_EQ(text, before);
        }
        // A fault anywhere: the report has the values after all.
        std::string text = report_to_format(open, "json", language);
        EXPECT_NE(text.find("@canary.example"), std::string::npos);
        EXPECT_GE(search.mask(text), 20U);
        EXPECT_EQ(text.find("@canary.example"), std::string::npos);
        EXPECT_TRUE(json::accept(text));
    }
}

std::string masked(const LastSearch& search, std::string text) {
    search.mask(text);
    return text;
}

TEST(LastSearch, MasksWholeValuesOnly) {
    const std::string csv = people();
    const LastSearch search(test::table_of(csv), test::audit_of(csv));
    EXPECT_EQ(masked(search, "xaveria.ba@canary.example"), "•••");
    EXPECT_EQ(masked(search, "<td>Anna Quintzba</td>, Anna Quintzca."), "<td>•••</td>, •••.");
    EXPECT_EQ(masked(search, "Anna Quintzbanone"), "Anna Quintzbanone");
    EXPECT_EQ(masked(search, "AAnna Quintzba"), "AAnna Quintzba");
    EXPECT_EQ(masked(search, "Anna"), "Anna");
    EXPECT_EQ(masked(search, ""), "");
}

TEST(LastSearch, LeavesNumbersDatesAndShownColumnsAlone) {
    std::string csv = "Kundennummer,Geburtsdatum,Produkt,Auswahl\n";
    for (int i = 0; i < 200; ++i) {
        csv += std::to_string(10000000 + i) + ",19" + std::to_string(50 + i % 40) + "-01-0" +
               std::to_string(1 + i % 9) + ",Sofa Kopenhagen Blau," + (i % 2 == 0 ? "ja\n" : "nein\n");
    }
    const LastSearch search(test::table_of(csv), test::audit_of(csv));
    EXPECT_EQ(masked(search, "10000005 1955-01-06 Sofa Kopenhagen Blau"), "10000005 1955-01-06 Sofa Kopenhagen Blau");
}

TEST(LastSearch, IsTheLastThingAFileOfTheSessionGoesThrough) {
    Session session(Progress::none());
    test::open_session(session, people());
    ASSERT_TRUE(session.audit({.on_screen = true}));
    for (const std::string_view format : formats) {
        Result<std::string> file = session.leaving_file(format, Language::de);
        ASSERT_TRUE(file);
        EXPECT_EQ(file->find("Anna Quintz"), std::string::npos);
        EXPECT_EQ(file->find("canary.example"), std::string::npos);
    }
    Session empty(Progress::none());
    EXPECT_FALSE(empty.leaving_file("json", Language::de));
}

}  // namespace
}  // namespace klarsicht
