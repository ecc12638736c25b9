// Steps that make people harder to recognise: coarser, replaced, left out.
#include <gtest/gtest.h>

#include <map>
#include <set>

#include "base/hmac.h"
#include "remedy/remedy.h"
#include "report/message_format.h"
#include "support/audit.h"

namespace klarsicht {
namespace {

constexpr std::string_view usual_key = "0123456789abcdef";

struct Made {
    std::string csv;
    std::string error;
    std::vector<std::string> effects = {};
};

Made protected_file(std::string_view csv, std::string_view steps, std::string_view key = usual_key,
                    std::string_view roles = "{}") {
    Session session(Progress::none());
    session.take(Input::current, test::table_of(csv));
    const std::string plan =
        R"({"version": 1, "roles": )" + std::string(roles) + R"(, "remedies": [)" + std::string(steps) + "]}";
    if (const Result<void> set = session.set_plan(plan); !set) { return {{}, set.error().message.key}; }
    const Result<Remedied> made = session.remedy(std::nullopt, key);
    if (!made) { return {{}, made.error().message.key}; }
    Made result;
    for (const Message& effect : made->effects) { result.effects.push_back(Texts::of(Language::en).format(effect)); }
    const Result<Guarded> written =
        write_remedied(*session.table(Input::current), *made, [&](std::string_view piece) { result.csv += piece; });
    if (!written) { result.error = written.error().message.key; }
    return result;
}

std::string error_of(std::string_view csv, std::string_view steps, std::string_view key = usual_key) {
    return protected_file(csv, steps, key).error;
}

constexpr std::string_view days = "day,x\n2024-01-31,a\n2024-03-02,b\n1999-12-31,c\n,d\nsoon,e\n2025-07-01,f\n";

std::string dates_with_exceptions(std::string_view to) {
    std::string csv(days);
    for (int i = 0; i < 40; ++i) { csv += "2020-05-17,g\n"; }
    const Made made =
        protected_file(csv, R"({"do": "coarsen_date", "column": "day", "to": ")" + std::string(to) + "\"}");
    EXPECT_EQ(made.error, "");
    return made.csv.substr(0, made.csv.find(",g"));
}

TEST(Protect, DatesBecomeMonthsQuartersYearsDecades) {
    EXPECT_EQ(dates_with_exceptions("month"), "day,x\n2024-01,a\n2024-03,b\n1999-12,c\n,d\n,e\n2025-07,f\n2020-05");
    EXPECT_EQ(dates_with_exceptions("quarter"), "day,x\n2024-Q1,a\n2024-Q1,b\n1999-Q4,c\n,d\n,e\n2025-Q3,f\n2020-Q2");
    EXPECT_EQ(dates_with_exceptions("year"), "day,x\n2024,a\n2024,b\n1999,c\n,d\n,e\n2025,f\n2020");
    EXPECT_EQ(dates_with_exceptions("decade"),
              "day,x\n2020-2029,a\n2020-2029,b\n1990-1999,c\n,d\n,e\n2020-2029,f\n2020-2029");
    EXPECT_EQ(error_of("x\na\nb\n", R"({"do": "coarsen_date", "column": "x"})"), "error.remedy.needs_dates");
    EXPECT_EQ(error_of(days, R"({"do": "coarsen_date", "column": "day", "to": "week"})"), "error.remedy.one_of");
    EXPECT_EQ(error_of(days, R"({"do": "coarsen_date", "column": "nowhere"})"), "error.plan_unknown_column");
}

TEST(Protect, WhatCannotBeReadIsEmptyWhereAskedFor) {
    std::string csv = "age\n31\n39\nold\n\n";
    for (int i = 0; i < 40; ++i) { csv += "44\n"; }
    const Made strict = protected_file(csv, R"({"do": "generalise", "column": "age", "width": 10, "strict": true})");
    EXPECT_TRUE(strict.csv.starts_with("age\n30-39\n30-39\n\"\"\n\"\"\n40-49\n")) << strict.csv.substr(0, 40);
    ASSERT_EQ(strict.effects.size(), 2u);
    EXPECT_EQ(strict.effects[1], "“age”: one cell could not be read and is empty now.");
    const Made usual = protected_file(csv, R"({"do": "generalise", "column": "age", "width": 10})");
    EXPECT_TRUE(usual.csv.starts_with("age\n30-39\n30-39\nold\n\"\"\n40-49\n")) << usual.csv.substr(0, 40);
}

TEST(Protect, PostalCodesKeepTheirFirstCharacters) {
    const Made made =
        protected_file("plz,x\n01067,a\n80331,b\n8,c\n,d\nÄÖÜ,e\n", R"({"do": "shorten", "column": "plz"})");
    EXPECT_EQ(made.csv, "plz,x\n01***,a\n80***,b\n8,c\n,d\nÄÖ*,e\n");
    EXPECT_EQ(error_of("plz\n01067\n", R"({"do": "shorten", "column": "plz", "keep": 0})"), "error.remedy.range");
}

TEST(Protect, RareValuesBecomeOne) {
    std::string csv = "job,x\n";
    for (int i = 0; i < 6; ++i) { csv += "nurse,1\n"; }
    csv += "smith,2\nsmith,3\nbaker,4\n,5\n";
    const Made made = protected_file(csv, R"({"do": "merge_rare", "column": "job", "least": 5, "as": "others"})");
    EXPECT_TRUE(made.csv.ends_with("nurse,1\nothers,2\nothers,3\nothers,4\n,5\n")) << made.csv;
    ASSERT_EQ(made.effects.size(), 1u);
    EXPECT_EQ(made.effects[0], "“job”: 2 rare values are now called “others”, in 3 rows.");
    // Somebody of many rows is one person.
    std::string people = "job,who\n";
    for (int i = 0; i < 12; ++i) { people += "king,p1\nnurse,p" + std::to_string(2 + i % 6) + "\n"; }
    const Made persons = protected_file(people, R"({"do": "merge_rare", "column": "job", "least": 5})", usual_key,
                                        R"({"who": ["person"]})");
    EXPECT_EQ(persons.csv.find("king"), std::string::npos) << persons.csv;
    EXPECT_NE(persons.csv.find("nurse"), std::string::npos);
}

TEST(Protect, OneValueHasOnePseudonymInEveryColumnAndFile) {
    const std::string anna = HmacSha256(usual_key).of("anna@example.org").substr(0, 32);
    const Made made = protected_file("from,to\nanna@example.org,bob@example.org\nbob@example.org, anna@example.org \n",
                                     R"({"do": "pseudonymise", "columns": ["from", "to"]})");
    EXPECT_EQ(made.error, "");
    const std::string bob = HmacSha256(usual_key).of("bob@example.org").substr(0, 32);
    EXPECT_EQ(made.csv, "from,to\n" + anna + "," + bob + "\n" + bob + "," + anna + "\n");
    const Made other = protected_file("who,x\nanna@example.org,1\n,2\n", R"({"do": "pseudonymise", "column": "who"})",
                                      "another key of sixteen");
    EXPECT_EQ(other.csv.find(anna), std::string::npos);
    EXPECT_TRUE(other.csv.ends_with("\n,2\n")) << other.csv;  // nobody gets no pseudonym
}

TEST(Protect, AKeyIsNeededAndLongEnoughAndNowhereToBeFound) {
    constexpr std::string_view step = R"({"do": "pseudonymise", "column": "x"})";
    EXPECT_EQ(error_of("x\na\n", step, ""), "error.remedy.needs_key");
    EXPECT_EQ(error_of("x\na\n", step, "fifteen letters"), "error.remedy.key_short");
    EXPECT_EQ(error_of("x\na\n", R"({"do": "pseudonymise", "column": "x", "key": "0123456789abcdef"})"),
              "error.remedy.unknown_field");
    EXPECT_EQ(error_of("x\na\n", R"({"do": "pseudonymise", "column": "x", "length": 8})"), "error.remedy.range");
    const Made made = protected_file("x\na\n", step);
    EXPECT_EQ(made.csv.find(usual_key), std::string::npos);
    EXPECT_EQ(made.effects.at(0).find(usual_key), std::string::npos);
}

TEST(Protect, RandomNumbersTellNothingOfTheOrder) {
    std::string csv = "id\n";
    for (int i = 0; i < 400; ++i) { csv += std::to_string(1000 + i / 2) + "\n"; }
    constexpr std::string_view step = R"({"do": "pseudonymise", "column": "id", "method": "number"})";
    const Made made = protected_file(csv, step, "");
    ASSERT_EQ(made.error, "");
    const Table table = test::table_of(made.csv);
    ASSERT_EQ(table.rows(), 400u);
    std::set<std::string> numbers;
    std::size_t rising = 0;
    for (std::uint64_t row = 0; row < 400; row += 2) {
        const std::string number(table.columns[0].spelling_at(row));
        EXPECT_EQ(number.size(), 10u);
        EXPECT_EQ(number, table.columns[0].spelling_at(row + 1));
        if (row > 0 && number > table.columns[0].spelling_at(row - 2)) { ++rising; }
        numbers.insert(number);
    }
    EXPECT_EQ(numbers.size(), 200u);
    EXPECT_GT(rising, 40u);  // of 199: about half
    EXPECT_LT(rising, 160u);
    EXPECT_NE(protected_file(csv, step, "").csv, made.csv);
}

TEST(Protect, MasksLeaveWhatTheySay) {
    EXPECT_EQ(protected_file("x\nDE123456\n12\n", R"({"do": "mask", "column": "x"})").csv, "x\n***\n***\n");
    EXPECT_EQ(protected_file("x\nDE123456\n12\n", R"({"do": "mask", "column": "x", "keep": 4})").csv,
              "x\n***3456\n***\n");
    constexpr std::string_view mails = "m\nanna@example.org\nnobody\n@x\n\"a@b\"\"@c.de\"\n";
    EXPECT_EQ(protected_file(mails, R"({"do": "partial_email", "column": "m"})").csv,
              "m\n***@example.org\n***\n***\n***@c.de\n");
    EXPECT_EQ(protected_file(mails, R"({"do": "partial_email", "column": "m", "keep": "first_letter"})").csv,
              "m\na***@example.org\n***\n***\na***@c.de\n");
}

TEST(Protect, AnAddressIsCountedAsItIsWritten) {
    // A letter is a character, not a byte: ä and ö begin with the same byte.
    std::string csv = "m,sex\n";
    for (int i = 0; i < 4; ++i) { csv += "ä" + std::to_string(i) + "@x.de,f\nö" + std::to_string(i) + "@x.de,f\n"; }
    csv += "@x.de,m\nnobody,m\n";
    const Made made = protected_file(csv, R"({"do": "partial_email", "column": "m", "keep": "first_letter"})");
    EXPECT_EQ(made.csv.find("ä***@x.de,f\nö***@x.de,f\n"), std::string_view("m,sex\n").size()) << made.csv;
    Session session(Progress::none());
    session.take(Input::current, test::table_of(csv));
    ASSERT_TRUE(session.set_plan(R"({"version": 1, "roles": {"m": ["identifier"]}, "meaning": {"m": "email"}})"));
    const Result<remedy::Sharing> sharing = session.sharing({.needed = {}, .chosen = {{"m", "email_letter"}}});
    ASSERT_TRUE(sharing);
    EXPECT_EQ(sharing->columns[0].values, 3u) << "ä***@x.de, ö***@x.de and ***, as in the file";
}

TEST(Protect, TextsLoseWhatNamesPeople) {
    const Made made = protected_file(
        "note,x\n\"Bitte Frau Weber unter anna.weber@example.org oder +49 170 1234567 anrufen, sie hat Diabetes\",a\n"
        "Paket kam an,b\n",
        R"({"do": "mask_text", "column": "note"})");
    ASSERT_EQ(made.error, "");
    for (const std::string_view gone : {"Weber", "anna", "1234567", "Diabetes"}) {
        EXPECT_EQ(made.csv.find(gone), std::string::npos) << made.csv;
    }
    EXPECT_NE(made.csv.find("[E-Mail]"), std::string::npos) << made.csv;
    EXPECT_NE(made.csv.find("Paket kam an"), std::string::npos);
}

TEST(Protect, RowsOfSmallClassesAreLeftOut) {
    std::string csv = "sex,age\n";
    for (int i = 0; i < 6; ++i) { csv += "f,30\nm,40\n"; }
    csv += "m,99\nf,98\n";
    constexpr std::string_view roles = R"({"sex": ["quasi_identifier"], "age": ["quasi_identifier"]})";
    const Made made = protected_file(csv, R"({"do": "suppress"})", usual_key, roles);
    EXPECT_EQ(test::table_of(made.csv).rows(), 12u);
    EXPECT_EQ(made.csv.find("99"), std::string::npos);
    ASSERT_EQ(made.effects.size(), 1u);
    EXPECT_NE(made.effects[0].find("2 of 14"), std::string::npos) << made.effects[0];
    // What came before counts: with ages left out, nobody stands alone.
    const Made coarser =
        protected_file(csv, R"({"do": "drop", "column": "age"}, {"do": "suppress", "k": 7})", usual_key, roles);
    EXPECT_EQ(test::table_of(coarser.csv).rows(), 14u);
    EXPECT_EQ(protected_file(csv, R"({"do": "suppress", "k": 1})", usual_key, roles).error, "error.remedy.range");
    // Rows that are gone already are neither counted again nor a cover for others.
    const Made twice = protected_file(csv, R"({"do": "suppress"}, {"do": "suppress", "k": 6})", usual_key, roles);
    ASSERT_EQ(twice.effects.size(), 2u);
    EXPECT_NE(twice.effects[1].find("0 of 14"), std::string::npos) << twice.effects[1];
    const Made cover =
        protected_file(csv, R"({"do": "suppress"}, {"do": "suppress", "columns": ["sex"], "k": 7})", usual_key, roles);
    ASSERT_EQ(cover.effects.size(), 2u);
    EXPECT_NE(cover.effects[1].find("12 of 14"), std::string::npos) << cover.effects[1];
}

TEST(Protect, HostileFilesAreTakenAsTheyAre) {
    const std::string empty = "a,b\n,1\n,2\n,3\n";
    for (const std::string_view step :
         {R"({"do": "shorten", "column": "a"})", R"({"do": "merge_rare", "column": "a"})",
          R"({"do": "pseudonymise", "column": "a"})", R"({"do": "mask", "column": "a"})",
          R"({"do": "partial_email", "column": "a"})", R"({"do": "mask_text", "column": "a"})"}) {
        EXPECT_EQ(protected_file(empty, step).csv, empty) << step;
    }
    // Two columns of one name: the second has a number, and each is its own.
    const Made twice = protected_file("a,a\nx,y\n", R"({"do": "mask", "column": "a"})");
    EXPECT_TRUE(twice.csv.ends_with("***,y\n")) << twice.csv;
    // What a spreadsheet would take for a formula is guarded, in words of a plan too.
    const Made formula = protected_file("a\nx\ny\n", R"({"do": "merge_rare", "column": "a", "as": "=1+2"})");
    EXPECT_EQ(formula.csv, "a\n\"'=1+2\"\n\"'=1+2\"\n");
    // A step on what another one made.
    const Made both =
        protected_file("m\nanna@example.org\nbob@example.org\n",
                       R"({"do": "partial_email", "column": "m"}, {"do": "pseudonymise", "column": "m"})");
    const std::string same = HmacSha256(usual_key).of("***@example.org").substr(0, 32);
    EXPECT_EQ(both.csv, "m\n" + same + "\n" + same + "\n");
}

}  // namespace
}  // namespace klarsicht
