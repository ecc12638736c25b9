#include <gtest/gtest.h>

#include "audit/placeholders.h"
#include "support/audit.h"

namespace klarsicht {
namespace {

std::vector<const Outcome*> loud(const Report& report, std::string_view id) {
    std::vector<const Outcome*> found;
    for (const Outcome& outcome : report.outcomes) {
        if (outcome.id == id && (outcome.status == Status::warn || outcome.status == Status::fail)) {
            found.push_back(&outcome);
        }
    }
    return found;
}

/// 120 customers with a column more. @param cell of row i
template <class Cell>
std::string customers(const std::string& name, const Cell& cell, const std::string& more = "state") {
    std::string csv = "customer_id,signed_up,sex," + more + "," + name + "\n";
    for (int i = 0; i < 120; ++i) {
        csv += "K" + std::to_string(4000 + i) + ",2026-0" + std::to_string(1 + i % 6) + "-1" + std::to_string(i % 10) +
               "," + (i / 7 % 2 == 0 ? "f" : "m") + "," + (i % 4 == 0 ? "closed" : "open") + "," + cell(i) + "\n";
    }
    return csv;
}

std::size_t gaps(const std::string& csv) { return loud(test::audit_of(csv), "quality.completeness").size(); }

TEST(Blanks, ADayThatNeedNotHaveComeIsNoGap) {
    const auto later = [](int i) {
        return i % 3 == 0 ? "2026-0" + std::to_string(7 + i % 2) + "-1" + std::to_string(i % 10) : std::string();
    };
    for (const char* name : {"Austritt", "cancelled_at", "Date de clôture", "beendet am", "returned_on", "Rückgabe",
                             "reply_date", "Antwortdatum", "reviewed_at"}) {
        EXPECT_EQ(gaps(customers(name, later)), 0U) << name;
    }
    // Days before those of the other column, under a name that says nothing of an end, and a birthday.
    const auto before = [](int i) { return i % 2 == 0 ? "1980-0" + std::to_string(1 + i % 9) + "-11" : std::string(); };
    EXPECT_EQ(gaps(customers("first_contact", before)), 1U);
    EXPECT_EQ(gaps(customers("birth_date", before)), 1U);
}

TEST(Blanks, SomeNamesSayThatACellMayBeEmpty) {
    const auto seldom = [](int i) { return std::string(i % 4 == 1 ? "A" : i % 4 == 2 ? "B" : ""); };
    for (const char* name :
         {"Titel", "Anrede", "Prefix", "Gutscheincode", "Adresszusatz", "address_2", "Motif de perte", "Loss reason",
          "tags", "Firma", "Complément d'adresse", "rating", "Zufriedenheit", "review_title"}) {
        EXPECT_EQ(gaps(customers(name, seldom)), 0U) << name;
    }
    for (const char* name : {"company_size", "Tarif", "unit_price_class", "Kundengruppe", "credit_rating"}) {
        EXPECT_EQ(gaps(customers(name, seldom)), 1U) << name;
    }
}

TEST(Blanks, WhatAnotherColumnExplainsIsNoGap) {
    const auto by_state = [](int i) { return std::string(i % 4 != 0 ? "" : i % 8 == 0 ? "price" : "service"); };
    EXPECT_EQ(gaps(customers("lead_class", by_state)), 0U);
    const auto anywhere = [](int i) { return std::string(i % 5 != 0 ? "" : i % 2 == 0 ? "price" : "service"); };
    EXPECT_EQ(gaps(customers("lead_class", anywhere)), 1U);
    // Who is compared must be known of everybody.
    EXPECT_EQ(gaps(customers("gender", [](int i) { return std::string(i % 4 != 0   ? ""
                                                                      : i % 8 == 0 ? "f"
                                                                                   : "m"); })),
              1U);
}

TEST(Blanks, EitherAPersonOrAFirm) {
    std::string csv = "nr,Vorname,Geburtsdatum,Firmenname,Betrag\n";
    for (int i = 0; i < 120; ++i) {
        const bool firm = i % 3 == 0;
        csv += std::to_string(700 + i) + "," +
               (firm         ? ""
                : i % 2 == 0 ? "Anna"
                             : "Paul") +
               "," + (firm ? "" : "19" + std::to_string(50 + i % 45) + "-03-0" + std::to_string(1 + i % 9)) + "," +
               (firm ? "Werk " + std::to_string(i) + " GmbH" : "") + "," + std::to_string(20 + i % 30) + "\n";
    }
    EXPECT_EQ(gaps(csv), 0U);
}

TEST(Blanks, OneCellIsToldOfOnceAndCountedOnce) {
    std::string csv = "id,job,income,region\n";
    for (int i = 0; i < 200; ++i) {
        csv += std::to_string(9000 + i) + "," +
               (i % 5 == 0   ? "unknown"
                : i % 2 == 0 ? "nurse"
                             : "smith") +
               "," + (i % 50 == 0 ? "-999" : std::to_string(1000 + i * 13 % 900)) + "," + (i % 20 == 0 ? "" : "north") +
               "\n";
    }
    const Report report = test::audit_of(csv);
    const auto found = loud(report, "quality.completeness");
    ASSERT_EQ(found.size(), 2U);
    std::vector<std::string> subjects;
    for (const Outcome* outcome : found) {
        subjects.insert(subjects.end(), outcome->subject.begin(), outcome->subject.end());
    }
    std::ranges::sort(subjects);
    EXPECT_EQ(subjects, (std::vector<std::string>{"income", "job"}));
    // What was understood counts as completeness does.
    const auto cells = std::ranges::find_if(report.understanding.sentences,
                                            [](const Message& m) { return m.key == "understood.missing.both"; });
    ASSERT_NE(cells, report.understanding.sentences.end());
    const test::World world = test::world_of(test::table_of(csv));
    const MissingCells missing = missing_cells(world.context());
    EXPECT_EQ(missing.all(), 40U + 4U + 10U);
    EXPECT_GT(missing.empty, 0U);
    EXPECT_GT(missing.spoken, 0U);
    EXPECT_EQ(*cells, Message("understood.missing.both")
                          .count("cells", 54)
                          .count("empty", missing.empty)
                          .count("spoken", missing.spoken));
}

TEST(Blanks, OneCellOfAFewRowsIsNoShare) {
    EXPECT_EQ(gaps("first_name,email,newsletter\nAnna,a@x.org,yes\nUwe,,no\nLea,l@x.org,yes\n"), 0U);
    EXPECT_EQ(gaps("first_name,email,newsletter\nAnna,a@x.org,yes\nUwe,,no\nLea,,yes\nMax,m@x.org,no\n"), 1U);
}

TEST(Blanks, AnAudienceThatIsNotKnownIsAPartOfIt) {
    const auto report = [](const char* third, const char* fourth) {
        std::string csv = std::string("day,gender,") + third + "," + fourth + "\n";
        for (int i = 0; i < 120; ++i) {
            csv += "2026-05-1" + std::to_string(i % 10) + "," +
                   (i % 3 == 0   ? "unknown"
                    : i % 3 == 1 ? "female"
                                 : "male") +
                   "," + std::to_string(100 + i * 7 % 90) + "," + std::to_string(1 + i % 20) + "\n";
        }
        return csv;
    };
    EXPECT_EQ(gaps(report("impressions", "clicks")), 0U);
    EXPECT_EQ(gaps(report("Impressionen", "Klicks")), 0U);
    EXPECT_EQ(gaps(report("income", "visits")), 1U);
}

TEST(Blanks, AGapThatTheMonthExplainsIsNoneOfTheGroup) {
    const auto calls = [](bool by_month) {
        std::string csv = "call,age,month,contact\n";
        for (int i = 0; i < 900; ++i) {
            const bool old = i % 3 == 0;
            // The old were mostly called later.
            const int month = old == (i / 3 % 3 != 0) ? 6 : 5;
            const bool missing = by_month ? month == 5 && i % 10 != 1 : !old && i % 10 != 1;
            csv += std::to_string(30000 + i) + "," + std::to_string(old ? 61 + i % 20 : 25 + i % 30) + "," +
                   (month == 5 ? "may" : "june") + "," +
                   (missing      ? ""
                    : i % 2 == 0 ? "mobile"
                                 : "landline") +
                   "\n";
        }
        std::size_t unevenly = 0;
        const Report report = test::audit_of(csv, R"({"roles": {"age": ["protected"]}, "bins": {"age": [60]}})");
        for (const Outcome* outcome : loud(report, "quality.completeness")) {
            unevenly += outcome->title.key.ends_with(".groups") ? 1 : 0;
        }
        return unevenly;
    };
    EXPECT_EQ(calls(true), 0U);
    EXPECT_EQ(calls(false), 1U);
}

}  // namespace
}  // namespace klarsicht
