// A file that is handed on: what is proposed, what is counted beforehand, and what is found in it afterwards.
#include "remedy/share/sharing.h"

#include <gtest/gtest.h>

#include <map>

#include "base/hmac.h"
#include "report/share_sheet.h"
#include "support/audit.h"
#include "training/scenario.h"

namespace klarsicht {
namespace {

std::string customers(std::uint64_t rows) {
    std::string csv;
    const auto made = generate_scenario("customers", {.rows = rows, .seed = 3, .settings = {}},
                                        [&](std::string_view piece) { csv += piece; });
    EXPECT_TRUE(made.has_value());
    return csv;
}

struct Written {
    std::string csv;
    SharedFile file;
};

Written written(Session& session, const remedy::Sharing& sharing, std::string_view key = {}) {
    Written result;
    const Result<Remedied> made = session.remedy(sharing.steps, key);
    EXPECT_TRUE(made.has_value()) << (made ? "" : made.error().message.key);
    if (!made) { return result; }
    Result<SharedFile> file = session.write_to_share(*made, [&](std::string_view piece) { result.csv += piece; });
    EXPECT_TRUE(file.has_value()) << (file ? "" : file.error().message.key);
    if (file) { result.file = std::move(*file); }
    return result;
}

const remedy::ShareColumn& column_of(const remedy::Sharing& sharing, std::string_view name) {
    return *std::ranges::find(sharing.columns, name, &remedy::ShareColumn::name);
}

std::string chosen_of(const remedy::Sharing& sharing, std::string_view name) {
    const remedy::ShareColumn& column = column_of(sharing, name);
    return column.options[column.chosen].id;
}

/// Size of the smallest group of rows alike in these columns.
std::size_t smallest_group(const Table& table, const std::vector<std::string>& columns) {
    std::map<std::string, std::size_t> groups;
    for (std::uint64_t row = 0; row < table.rows(); ++row) {
        std::string key;
        for (const std::string& name : columns) {
            key += std::string(table.columns[*table.find(name)].spelling_at(row)) + "\x1f";
        }
        ++groups[key];
    }
    std::size_t least = table.rows();
    for (const auto& [key, size] : groups) { least = std::min(least, size); }
    return least;
}

TEST(Sharing, ProposesAFileThatReachesK) {
    Session session(Progress::none());
    test::open_session(session, customers(3000));
    const Result<remedy::Sharing> sharing = session.sharing({});
    ASSERT_TRUE(sharing.has_value());
    EXPECT_LT(sharing->before.risk.k, 5u);
    EXPECT_TRUE(sharing->reaches);
    EXPECT_GE(sharing->after.risk.k, 5u);
    EXPECT_LE(static_cast<double>(sharing->small_rows), sharing->most_left_out * 3000);
    EXPECT_TRUE(sharing->naming.empty());
    EXPECT_EQ(chosen_of(*sharing, "email"), "leave_out");
    EXPECT_EQ(chosen_of(*sharing, "bemerkung"), "leave_out");
    EXPECT_EQ(chosen_of(*sharing, "konfession"), "leave_out");
    EXPECT_EQ(chosen_of(*sharing, "newsletter"), "keep");
    const Written made = written(session, *sharing);
    const CheckedFile& checked = made.file.sheet.after;
    EXPECT_TRUE(checked.reaches());
    EXPECT_EQ(checked.figures.risk.k, sharing->after.risk.k);
    EXPECT_EQ(checked.rows, 3000 - sharing->small_rows);
    EXPECT_EQ(checked.figures.risk.records_at_risk, sharing->after.risk.records_at_risk);
    const Table table = test::table_of(made.csv);
    EXPECT_EQ(table.source.sha256, checked.sha256);
    EXPECT_EQ(smallest_group(table, checked.counted), checked.figures.risk.k);
}

TEST(Sharing, WhatIsNeededStaysFiner) {
    Session session(Progress::none());
    test::open_session(session, customers(3000));
    const Result<remedy::Sharing> usual = session.sharing({});
    const Result<remedy::Sharing> needed = session.sharing({.needed = {"geburtsdatum"}});
    ASSERT_TRUE(usual && needed);
    EXPECT_TRUE(needed->reaches);
    EXPECT_LE(*column_of(*needed, "geburtsdatum").loss, *column_of(*usual, "geburtsdatum").loss);
    EXPECT_LT(*column_of(*needed, "geburtsdatum").loss, 1.0);
    const Result<remedy::Sharing> mail = session.sharing({.needed = {"email"}});
    ASSERT_TRUE(mail);
    EXPECT_EQ(chosen_of(*mail, "email"), "keep");
    EXPECT_EQ(mail->naming, std::vector<std::string>{"email"});
}

TEST(Sharing, WhatIsChosenHoldsAndAMissIsSaid) {
    Session session(Progress::none());
    test::open_session(session, customers(2000));
    remedy::ShareChoice choice;
    choice.chosen = {{"geburtsdatum", "keep"}};
    choice.leave_out_rows = false;
    const Result<remedy::Sharing> sharing = session.sharing(choice);
    ASSERT_TRUE(sharing);
    EXPECT_EQ(chosen_of(*sharing, "geburtsdatum"), "keep");
    EXPECT_FALSE(sharing->reaches);
    const Written made = written(session, *sharing);
    EXPECT_FALSE(made.file.sheet.after.reaches());
    const std::string sheet = share_sheet_html(made.file.sheet, Language::de);
    EXPECT_NE(sheet.find("nicht erreicht"), std::string::npos);
    choice.chosen["email"] = "pseudonym";
    const Result<remedy::Sharing> keyed = session.sharing(choice);
    ASSERT_TRUE(keyed);
    EXPECT_FALSE(session.remedy(keyed->steps).has_value());
    const Written pseudonyms = written(session, *keyed, "a key of sixteen letters");
    const std::string_view email = session.table(Input::current)->columns[4].spelling_at(0);
    EXPECT_NE(pseudonyms.csv.find(HmacSha256("a key of sixteen letters").of(email).substr(0, 32)), std::string::npos);
    EXPECT_EQ(pseudonyms.csv.find("@example"), std::string::npos);
    choice.chosen["email"] = "nonsense";
    EXPECT_EQ(session.sharing(choice).error().message.key, "error.remedy.no_option");
    EXPECT_FALSE(session.sharing({.needed = {"nowhere"}}).has_value());
}

TEST(Sharing, PeopleOfSeveralRowsAreCountedOnceEvenWithoutTheirKey) {
    std::string csv = "customer,city,amount\n";
    for (int person = 0; person < 40; ++person) {
        for (int order = 0; order < 6; ++order) {
            csv += "c" + std::to_string(person) + "," + (person < 2 ? "Ulm" : "Kiel") + ",1\n";
        }
    }
    Session session(Progress::none());
    test::open_session(
        session, csv,
        R"({"version": 1, "roles": {"customer": ["identifier", "person"], "city": ["quasi_identifier"], "amount": []}})");
    remedy::ShareChoice choice;
    choice.chosen = {{"customer", "leave_out"}, {"city", "keep"}};
    choice.leave_out_rows = false;
    const Result<remedy::Sharing> sharing = session.sharing(choice);
    ASSERT_TRUE(sharing);
    EXPECT_TRUE(sharing->of_people);
    EXPECT_EQ(sharing->after.risk.k, 2u);  // twelve rows, two people
    const Written made = written(session, *sharing);
    EXPECT_EQ(made.file.sheet.after.figures.risk.k, 2u);
    EXPECT_FALSE(made.file.sheet.after.reaches());
    choice.leave_out_rows = true;
    choice.chosen.erase("customer");
    const Result<remedy::Sharing> kept = session.sharing(choice);
    ASSERT_TRUE(kept);
    EXPECT_EQ(chosen_of(*kept, "customer"), "number");
    EXPECT_EQ(kept->small_rows, 12u);
    EXPECT_TRUE(kept->reaches);
    const Written numbered = written(session, *kept);
    EXPECT_EQ(numbered.file.sheet.after.figures.risk.k, 38u);
    EXPECT_EQ(numbered.file.sheet.after.rows, 228u);
}

TEST(Sharing, TheSheetHoldsFiguresPointsAndNoValue) {
    Session session(Progress::none());
    test::open_session(session, customers(1000));
    const Result<remedy::Sharing> sharing = session.sharing({});
    ASSERT_TRUE(sharing);
    const Written made = written(session, *sharing);
    for (const Language language : {Language::de, Language::en}) {
        const std::string sheet = share_sheet_html(made.file.sheet, language);
        EXPECT_EQ(sheet.find("⟦"), std::string::npos);
        EXPECT_EQ(sheet.find("<script"), std::string::npos);
        EXPECT_NE(sheet.find("Art. 28"), std::string::npos);
        EXPECT_NE(sheet.find(made.file.sheet.after.sha256), std::string::npos);
        EXPECT_EQ(sheet.find(session.table(Input::current)->columns[4].spelling_at(0)), std::string::npos);
    }
}

TEST(Sharing, SmallAndEmptyFilesAreNoTrouble) {
    for (const char* csv : {"age,sex\n30,f\n", "age,sex\n,\n,\n", "x\n1\n2\n3\n"}) {
        Session session(Progress::none());
        session.take(Input::current, test::table_of(csv));
        const Result<remedy::Sharing> sharing = session.sharing({});
        ASSERT_TRUE(sharing.has_value()) << csv;
        EXPECT_FALSE(sharing->reaches && sharing->after.risk.k < sharing->k) << csv;
    }
}

}  // namespace
}  // namespace klarsicht
