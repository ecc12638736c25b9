#include <gtest/gtest.h>

#include <algorithm>

#include "support/audit.h"

namespace klarsicht {
namespace {

/// Names of the columns of which completeness says that too much is missing.
std::vector<std::string> lacking(const std::string& csv) {
    const Report report = test::audit_of(csv, "{}");
    for (const Outcome& outcome : report.outcomes) {
        if (outcome.id == "quality.completeness" && outcome.status == Status::warn && !outcome.subject.empty()) {
            return outcome.subject;
        }
    }
    return {};
}

/// 120 rows: banner and its text in every third, an amount in every row but each fifth.
std::string offers(const char* mark, bool text_elsewhere) {
    std::string csv = "price,banner,banner_text,stock\n";
    for (int i = 0; i < 120; ++i) {
        const bool banner = i % 3 == 0;
        const bool text = text_elsewhere ? i % 3 == 1 : banner;
        const std::string words = i % 2 ? "Nur heute" : "Letzte Chance";
        csv += std::to_string(10 + i) + "," + (banner ? mark : "") + "," + (text ? words : "") + "," +
               (i % 5 ? std::to_string(i * 7 % 40) : "") + "\n";
    }
    return csv;
}

TEST(Completeness, AnEmptyCellBesideAMarkSaysNo) {
    EXPECT_EQ(lacking(offers("1", false)), std::vector<std::string>{"stock"});
    EXPECT_EQ(lacking(offers("ja", false)), std::vector<std::string>{"stock"});
    // Where the text stands in other rows than the mark, it lacks something.
    const auto elsewhere = lacking(offers("1", true));
    EXPECT_TRUE(std::ranges::find(elsewhere, "banner_text") != elsewhere.end());
}

TEST(Completeness, AddressesOfPeopleAreNoRemarks) {
    std::string csv = "Vorname,E-Mail,Bemerkung\n";
    for (int i = 0; i < 60; ++i) {
        const std::string n = std::to_string(i);
        csv += "Anna," + (i % 3 == 0 ? "a" + n + "@example.org" : std::string()) + "," +
               (i % 3 == 0 ? "hat am " + n + ". angerufen" : std::string()) + "\n";
    }
    EXPECT_EQ(lacking(csv), std::vector<std::string>{"E-Mail"});
}

}  // namespace
}  // namespace klarsicht
