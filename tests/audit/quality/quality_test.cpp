#include <gtest/gtest.h>

#include <algorithm>

#include "audit/quality/mojibake.h"
#include "base/word_list.h"
#include "report/message_format.h"
#include "support/audit.h"
#include "support/data.h"
#include "support/planted.h"

namespace klarsicht {
namespace {

using quality::encoding_damage;
using test::audit_of;
using test::Dice;
using test::groups_of;
using test::metrics_of;
using test::outcomes_of;

Outcome first(const Report& report, std::string_view id) {
    const auto found = outcomes_of(report, id);
    EXPECT_FALSE(found.empty()) << id;
    return found.empty() ? Outcome() : *found.front();
}

const Outcome* titled(const Report& report, std::string_view id, std::string_view variant) {
    for (const Outcome* outcome : outcomes_of(report, id)) {
        if (outcome->title.key == std::string(id) + ".title." + std::string(variant)) { return outcome; }
    }
    return nullptr;
}

TEST(Mojibake, TellsDamageFromForeignWords) {
    std::string example;
    EXPECT_TRUE(encoding_damage("ChloÃ©", example).misread);
    EXPECT_EQ(example, "Ã© → é");
    EXPECT_TRUE(encoding_damage("MÃ¼ller", example).misread);
    EXPECT_TRUE(encoding_damage("Ã„rger", example).misread);  // Ä: the second byte is a quotation mark in Windows-1252
    EXPECT_TRUE(encoding_damage("10 â‚¬", example).misread);  // €, three bytes
    EXPECT_TRUE(encoding_damage("donâ€™t", example).misread);
    for (const char* intact : {"Müller", "SÃO PAULO", "Ångström", "Ça va", "naïve", "Zoë", "¡Olé!", "Łódź", "10 €", "â",
                               "Ã", "日本", "plain"}) {
        EXPECT_FALSE(encoding_damage(intact, example).any()) << intact;
    }
}

TEST(Mojibake, EveryMisreadLetterIsFound) {
    // All of Latin-1's letters, written as UTF-8 and read back as Windows-1252 or Latin-1.
    const auto utf8 = [](unsigned code) {
        return std::string{static_cast<char>(0xC0 | code >> 6), static_cast<char>(0x80 | (code & 0x3F))};
    };
    for (unsigned code = 0xC0; code <= 0xFF; ++code) {
        const std::string letter = utf8(code);
        std::string misread;
        for (const char byte : letter) { misread += utf8(static_cast<unsigned char>(byte)); }  // Latin-1
        std::string example;
        EXPECT_TRUE(encoding_damage("x" + misread + "y", example).misread) << code;
        EXPECT_FALSE(encoding_damage("x" + letter + "y", example).any()) << code;
    }
}

TEST(QualityEncoding, AnUnsureGuessIsAQuestion) {
    // One name in bytes of a code page: a guess, and it says so without showing it.
    std::string csv = "id;surname;city\n";
    for (int i = 0; i < 40; ++i) { csv += std::to_string(1000 + i) + ";Smith;Ulm\n"; }
    csv += "1;M\xFCller;Ulm\n2;M\xFCller;Ulm\n";
    const Report report = audit_of(csv);
    const Outcome outcome = first(report, "quality.encoding");
    EXPECT_EQ(outcome.status, Status::warn);
    EXPECT_EQ(outcome.subject, std::vector<std::string>{"surname"});
    EXPECT_EQ(outcome.rows.count, 2U);
    EXPECT_EQ(outcome.rows.first(), (std::vector<std::uint64_t>{40, 41}));
    EXPECT_EQ(metrics_of(outcome)["unsure_cells"], 2);
    EXPECT_EQ(metrics_of(outcome)["read_as"], "windows-1252");
    for (const Language language : {Language::de, Language::en}) {
        const Texts& texts = Texts::of(language);
        const std::string said = texts.format(outcome.summary) + texts.format(outcome.title);
        EXPECT_EQ(said.find("ller"), std::string::npos);
        EXPECT_NE(said.find("(Windows-1252)"), std::string::npos);
        EXPECT_NE(said.find(texts.text("encoding." + report.source.encoding_alternatives.front())), std::string::npos);
    }
}

TEST(QualityEncoding, OnlyNamesOfColumnsMayHangOnIt) {
    const Report report = audit_of(
        "id;Gr\xF6\xDF"
        "e\n1;2\n2;3\n");
    const Outcome outcome = first(report, "quality.encoding");
    EXPECT_EQ(outcome.status, Status::warn);
    for (const Language language : {Language::de, Language::en}) {
        const std::string said = Texts::of(language).format(outcome.summary);
        EXPECT_EQ(said.find(" 0 "), std::string::npos) << said;
        EXPECT_NE(said.find(language == Language::de ? "Namen der Spalten" : "names of the columns"),
                  std::string::npos);
    }
    EXPECT_TRUE(outcome.headline.key.empty());
}

TEST(QualityEncoding, DamageInAGuessedFileSaysBoth) {
    const Report report = audit_of("id,surname\n1,M\xFCller & K&uuml;hn\n2,Smith\n3,Jones\n");
    const Outcome outcome = first(report, "quality.encoding");
    EXPECT_EQ(outcome.title.key, "quality.encoding.title.entities");
    ASSERT_EQ(outcome.notes.size(), 1U);
    EXPECT_EQ(outcome.notes[0].text.key, "quality.encoding.summary.unsure");
}

TEST(QualityEncoding, ASureFileIsNoQuestion) {
    for (const char* csv : {"id;surname\n1;Müller\n2;Smith\n", "id;surname\n1;Miller\n2;Smith\n"}) {
        const Outcome outcome = first(audit_of(csv), "quality.encoding");
        EXPECT_EQ(outcome.status, Status::pass);
        EXPECT_TRUE(outcome.notes.empty());
    }
}

TEST(Mojibake, OtherDamage) {
    std::string example;
    EXPECT_TRUE(encoding_damage("M\xEF\xBF\xBDller", example).replaced);
    EXPECT_TRUE(encoding_damage("ï¿½", example).replaced);
    EXPECT_TRUE(encoding_damage("M&uuml;ller", example).entity);
    EXPECT_TRUE(encoding_damage("smart \xC2\x93quotes\xC2\x94", example).control);
    EXPECT_TRUE(encoding_damage("\xFF\xFE", example).replaced);
    EXPECT_FALSE(encoding_damage("Müller & Söhne", example).any());
    EXPECT_TRUE(example.empty());
}

TEST(Completeness, FullFilePasses) {
    const Report report = audit_of("a,b\n1,x\n2,y\n3,x\n");
    EXPECT_EQ(first(report, "quality.completeness").status, Status::pass);
    EXPECT_EQ(metrics_of(first(report, "quality.completeness"))["missing_cells"], 0);
}

TEST(Completeness, MissingDecisionsAreGrave) {
    std::string csv = "decision,x\n";
    for (int i = 0; i < 100; ++i) {
        csv += std::string(i % 5 == 0 ? "" : i % 2 == 0 ? "yes" : "no") + "," + std::to_string(i % 7) + "\n";
    }
    const Outcome outcome = first(audit_of(csv, R"({"roles": {"decision": ["decision"]}})"), "quality.completeness");
    EXPECT_EQ(outcome.status, Status::fail);
    EXPECT_EQ(outcome.subject, std::vector<std::string>{"decision"});
    EXPECT_EQ(outcome.rows.count, 20U);
    EXPECT_EQ(outcome.rows.first()[1], 5U);
}

TEST(Completeness, AnEmptyOptOutIsNoGap) {
    std::string csv = "id,opt_out_at\n";
    for (int i = 0; i < 100; ++i) {
        csv += std::to_string(i) + "," + (i % 10 == 0 ? "2026-01-0" + std::to_string(1 + i % 9) : "") + "\n";
    }
    EXPECT_EQ(first(audit_of(csv, R"({"roles": {"opt_out_at": ["opt_out"]}})"), "quality.completeness").status,
              Status::info);
}

TEST(Completeness, NinesAndMinusOneOnlyWhereTheyStandApart) {
    std::string csv = "age,days,balance,price\n";
    for (int i = 0; i < 300; ++i) {
        csv += std::to_string(i % 100) + "," + (i % 10 == 0 ? "-1" : std::to_string(i)) + "," +
               std::to_string(i % 7 == 0 ? -1 : i - 150) + "," + (i % 50 == 0 ? "9999" : std::to_string(10 + i % 40)) +
               "\n";
    }
    const Report report = audit_of(csv);
    const Outcome* hidden = titled(report, "quality.completeness", "hidden");
    ASSERT_NE(hidden, nullptr);
    EXPECT_EQ(hidden->subject, std::vector<std::string>{"price"});  // 99 is an age, and a balance may be −1
    EXPECT_EQ(metrics_of(*hidden)["hidden_cells"], 6);
    const Outcome* gaps = titled(report, "quality.completeness", "gaps");
    ASSERT_NE(gaps, nullptr);
    EXPECT_EQ(gaps->subject, std::vector<std::string>{"days"});
    EXPECT_EQ(metrics_of(*gaps)["hidden_cells"], 30);
}

std::string gaps_by_group(int one_in_f, int one_in_m, int rows) {
    Dice dice(5);
    std::string csv = "sex,income\n";
    for (int i = 0; i < rows; ++i) {
        const bool f = dice.one_in(2);
        csv += std::string(f ? "F" : "M") + "," +
               (dice.one_in(static_cast<std::uint64_t>(f ? one_in_f : one_in_m))
                    ? ""
                    : std::to_string(1000 + dice.below(90000))) +
               "\n";
    }
    return csv;
}

TEST(Completeness, GapsThatFollowAGroupAreFoundAndEvenOnesAreNot) {
    constexpr const char* plan = R"({"roles": {"sex": ["protected"]}})";
    const Report uneven = audit_of(gaps_by_group(4, 20, 4000), plan);
    const Outcome* found = titled(uneven, "quality.completeness", "groups");
    ASSERT_NE(found, nullptr);
    EXPECT_EQ(found->subject, (std::vector<std::string>{"sex", "income"}));
    EXPECT_NEAR(metrics_of(*found)["largest_gap"].get<double>(), 0.2, 0.05);
    EXPECT_EQ(found->chart.rows.size(), 2U);
    EXPECT_EQ(titled(audit_of(gaps_by_group(10, 10, 4000), plan), "quality.completeness", "groups"), nullptr);
    // The same gap in too few rows is no evidence.
    EXPECT_EQ(titled(audit_of(gaps_by_group(4, 20, 50), plan), "quality.completeness", "groups"), nullptr);
}

TEST(Validity, AgesAndBirthDatesThatCannotBe) {
    std::string csv = "age,birth_date\n";
    for (int i = 0; i < 60; ++i) { csv += std::to_string(20 + i) + ",19" + std::to_string(40 + i % 60) + "-05-01\n"; }
    csv += "-3,2030-01-01\n200,1850-01-01\n";
    const Report report = audit_of(csv, R"({"meaning": {"age": "age", "birth_date": "birth_date"}})");
    const Outcome* age = titled(report, "quality.validity", "age");
    ASSERT_NE(age, nullptr);
    EXPECT_EQ(age->rows.first(), (std::vector<std::uint64_t>{60, 61}));
    const Outcome* birth = titled(report, "quality.validity", "birth_date");
    ASSERT_NE(birth, nullptr);
    EXPECT_EQ(birth->rows.first(), (std::vector<std::uint64_t>{60, 61}));
}

TEST(Validity, BalancesMayBeNegative) {
    std::string csv = "balance\n";
    for (int i = 0; i < 300; ++i) { csv += std::to_string(i * 37 % 400 - 40) + "\n"; }
    EXPECT_EQ(first(audit_of(csv), "quality.validity").status, Status::pass);
}

TEST(Validity, OneSlippedRowIsOneFinding) {
    std::string csv = "a,b,c,d\n";
    for (int i = 0; i < 50; ++i) {
        csv += std::to_string(i) + "," + std::to_string(i * 2) + "," + std::to_string(i % 9) + "," +
               std::to_string(i % 4) + "\n";
    }
    csv += "w,x,y,z\n";
    const Report report = audit_of(csv);
    const auto found = outcomes_of(report, "quality.validity");
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0]->title.key, "quality.validity.title.rows");
    EXPECT_EQ(found[0]->subject.size(), 4U);
    EXPECT_EQ(found[0]->rows.first(), std::vector<std::uint64_t>{50});
}

TEST(Validity, CellsAreListedOnlyWhenAsked) {
    std::string csv = "n\n";
    for (int i = 0; i < 40; ++i) { csv += std::to_string(i) + "\n"; }
    csv += "oops\n";
    EXPECT_TRUE(first(audit_of(csv), "quality.validity").cells.empty());
    const Report shown = audit_of(csv, "{}", {.show_values = false, .show_cells = true});
    ASSERT_EQ(first(shown, "quality.validity").cells.size(), 1U);
    EXPECT_EQ(first(shown, "quality.validity").cells.page(0).rows[0], 40U);
}

TEST(Duplicates, CountsWhatPandasWouldDrop) {
    // Against a plain comparison of every row with every other.
    Dice dice(21);
    for (int round = 0; round < 20; ++round) {
        std::vector<std::string> lines;
        std::string csv = "a,b,c\n";
        const std::uint64_t rows = 1 + dice.below(200);
        for (std::uint64_t i = 0; i < rows; ++i) {
            lines.push_back("v" + std::to_string(dice.below(4)) + ",w" + std::to_string(dice.below(6)) + "," +
                            std::to_string(dice.below(3)) + "\n");
            csv += lines.back();
        }
        std::uint64_t repeated = 0;
        std::vector<std::string> seen;
        std::vector<std::string> groups;
        for (const std::string& line : lines) {
            if (std::ranges::find(seen, line) == seen.end()) {
                seen.push_back(line);
                continue;
            }
            ++repeated;
            if (std::ranges::find(groups, line) == groups.end()) { groups.push_back(line); }
        }
        const Report report = audit_of(csv);
        EXPECT_EQ(metrics_of(first(report, "quality.duplicates"))["exact_rows"], repeated);
        EXPECT_EQ(metrics_of(first(report, "quality.duplicates"))["exact_groups"], groups.size());
    }
}

TEST(Duplicates, EqualRowsWithoutAKeyAreOnlyAHint) {
    std::string csv = "sex,age\n";
    for (int i = 0; i < 200; ++i) {
        csv += std::string(i % 2 == 0 ? "F" : "M") + "," + std::to_string(20 + i % 30) + "\n";
    }
    const Outcome outcome = first(audit_of(csv), "quality.duplicates");
    EXPECT_EQ(outcome.status, Status::info);
    EXPECT_EQ(outcome.title.key, "quality.duplicates.title.alike");
}

TEST(Duplicates, OnePersonUnderTwoEntries) {
    std::string csv = "customer_id,email,plan\n";
    for (int i = 0; i < 100; ++i) {
        csv += std::to_string(i) + ",p" + std::to_string(i == 99 ? 3 : i) + "@example.com," +
               (i % 2 == 0 ? "basic" : "pro") + "\n";
    }
    const Report report = audit_of(csv, R"({"meaning": {"email": "email"}})");
    const Outcome* people = titled(report, "quality.duplicates", "people");
    ASSERT_NE(people, nullptr);
    EXPECT_EQ(people->rows.first(), std::vector<std::uint64_t>{99});
}

TEST(Consistency, NamesMustBelongTogether) {
    std::string csv = "campaign_start,campaign_end,contract_end\n";
    for (int i = 0; i < 50; ++i) { csv += "2026-05-1" + std::to_string(i % 9) + ",2026-06-01," + "2026-01-01\n"; }
    csv += "2026-07-01,2026-06-01,2026-01-01\n";
    const Report report = audit_of(csv);
    const auto found = outcomes_of(report, "quality.consistency");
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0]->subject, (std::vector<std::string>{"campaign_start", "campaign_end"}));
    EXPECT_EQ(found[0]->rows.first(), std::vector<std::uint64_t>{50});
}

TEST(Consistency, AgeAgainstBirthDateOfAnOlderFile) {
    // Ages were written down five years ago: consistent all the same, apart from one row.
    std::string csv = "age,birth_date\n";
    for (int i = 0; i < 80; ++i) {
        csv += std::to_string(2021 - (1940 + i % 60)) + "," + std::to_string(1940 + i % 60) + "-03-01\n";
    }
    csv += "80,1990-03-01\n";
    const Report report = audit_of(csv, R"({"meaning": {"age": "age", "birth_date": "birth_date"}})");
    const auto found = outcomes_of(report, "quality.consistency");
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0]->rows.first(), std::vector<std::uint64_t>{80});
}

TEST(Consistency, RareTownUnderAPostalCode) {
    std::string csv = "plz,ort\n";
    for (int i = 0; i < 200; ++i) { csv += std::string(i % 2 == 0 ? "10115,Berlin" : "20095,Hamburg") + "\n"; }
    csv += "10115,Bremen\n";
    const Report report = audit_of(csv, R"({"meaning": {"plz": "postal_code", "ort": "city"}})");
    const Outcome* city = titled(report, "quality.consistency", "city");
    ASSERT_NE(city, nullptr);
    EXPECT_EQ(city->rows.first(), std::vector<std::uint64_t>{200});
}

TEST(Consistency, SaysWhatItNeeds) {
    EXPECT_EQ(first(audit_of("a\nx\ny\n"), "quality.consistency").status, Status::not_assessed);
}

TEST(Completeness, AFileOfEmptyCellsIsNotComplete) {
    const Outcome outcome = first(audit_of("a,b\n,\nNA,\n,\n"), "quality.completeness");
    EXPECT_EQ(outcome.status, Status::warn);
    EXPECT_EQ(outcome.subject, (std::vector<std::string>{"a", "b"}));
}

std::string leak_csv(bool leak) {
    Dice dice(8);
    std::string csv = "name,noise,amount,outcome\n";
    for (int i = 0; i < 2000; ++i) {
        const bool yes = dice.one_in(5);
        const std::uint64_t amount = leak ? (yes ? 1 + dice.below(500) : 0) : dice.below(500);
        csv += "unique" + std::to_string(i) + "," + std::to_string(dice.below(100000)) + "," + std::to_string(amount) +
               "," + (yes ? "1" : "0") + "\n";
    }
    return csv;
}

TEST(Leakage, FindsTheColumnThatComesWithTheOutcome) {
    constexpr const char* plan = R"({"roles": {"outcome": ["outcome"], "name": ["attribute"]}})";
    const Outcome outcome = first(audit_of(leak_csv(true), plan), "quality.leakage");
    EXPECT_EQ(outcome.status, Status::warn) << "nothing is predicted here";
    EXPECT_EQ(first(audit_of(leak_csv(true),
                             R"({"roles": {"outcome": ["outcome"], "name": ["attribute"], "noise": ["score"]}})"),
                    "quality.leakage")
                  .status,
              Status::fail);
    EXPECT_EQ(outcome.subject, (std::vector<std::string>{"amount", "outcome"}));
    EXPECT_GT(metrics_of(outcome)["auc_low"].get<double>(), 0.98);
}

TEST(Leakage, DistinctNamesAndNoiseExplainNothing) {
    const Outcome outcome = first(
        audit_of(leak_csv(false), R"({"roles": {"outcome": ["outcome"], "name": ["attribute"]}})"), "quality.leakage");
    EXPECT_EQ(outcome.status, Status::pass);
    for (const Group& group : outcome.groups) {
        EXPECT_NEAR(group.number_of("auc"), 0.5, 0.06) << group.text_of("column");
    }
}

TEST(Leakage, TooFewCasesAreTooFew) {
    EXPECT_EQ(first(audit_of("x,outcome\n1,1\n2,0\n3,0\n", R"({"roles": {"outcome": ["outcome"]}})"), "quality.leakage")
                  .status,
              Status::not_assessed);
    EXPECT_EQ(first(audit_of("x,y2\n1,a\n2,b\n"), "quality.leakage").status, Status::not_assessed);
}

TEST(Leakage, CallDurationOfTheBank) {
    KLARSICHT_SHARED_OR_SKIP(csv, "bank/bank-full.csv");
    const Outcome outcome = first(audit_of(csv), "quality.leakage");
    EXPECT_EQ(outcome.title.key, "quality.leakage.title.afterwards");
    EXPECT_EQ(outcome.subject, (std::vector<std::string>{"duration", "y"}));
    EXPECT_NEAR(metrics_of(outcome)["auc"].get<double>(), 0.807, 0.01);
}

TEST(Timeliness, StaleCurrentAndFuture) {
    const auto file = [](const std::string& newest) {
        std::string csv = "seen_at\n2025-12-01\n2026-01-01\n";
        for (int i = 0; i < 30; ++i) { csv += "2025-0" + std::to_string(1 + i % 9) + "-15\n"; }
        return csv + newest + "\n";
    };
    EXPECT_NE(titled(audit_of(file("2026-10-30")), "quality.timeliness", "current"), nullptr);
    EXPECT_NE(titled(audit_of(file("2026-10-30"), R"({"as_of": "2029-01-01"})"), "quality.timeliness", "stale"),
              nullptr);
    const Report future_report = audit_of(file("2087-01-01"));
    const Outcome* future = titled(future_report, "quality.timeliness", "future");
    ASSERT_NE(future, nullptr);
    EXPECT_EQ(future->rows.first(), std::vector<std::uint64_t>{32});
    EXPECT_EQ(first(audit_of("valid_until\n2030-01-01\n2031-01-01\n2032-05-01\n"), "quality.timeliness").status,
              Status::not_assessed);
}

TEST(Outliers, ExtremeValuesButNotLongTails) {
    Dice dice(4);
    std::string csv = "height,amount\n";
    for (int i = 0; i < 2000; ++i) {
        const auto height = 1500 + dice.below(200) + dice.below(200) + dice.below(200);
        double amount = 10;
        for (int k = 0; k < 12; ++k) { amount *= 0.6 + static_cast<double>(dice.below(1000)) / 1000.0; }
        csv += std::to_string(height) + "," + std::to_string(static_cast<int>(amount * 100)) + "\n";
    }
    csv += "170000,1000\n";
    const Report report = audit_of(csv);
    EXPECT_EQ(titled(report, "quality.outliers", "extreme")->subject, std::vector<std::string>{"height"});
    const Outcome outcome = *titled(report, "quality.outliers", "found");
    EXPECT_EQ(outcome.groups[0].text_of("column"), "height");
    EXPECT_TRUE(outcome.rows.all.contains(2000));
    for (const Group& group : outcome.groups) { EXPECT_LE(group.number_of("share"), 0.01); }
}

TEST(Outliers, EvenNumbersHaveNone) {
    std::string csv = "n\n";
    for (int i = 0; i < 500; ++i) { csv += std::to_string(i) + "\n"; }
    // A running number is an identifier; said to be a feature, it still has no outliers.
    EXPECT_EQ(first(audit_of(csv, R"({"roles": {"n": ["attribute"]}})"), "quality.outliers").status, Status::pass);
}

TEST(Constant, EmptyConstantAndNearlyConstant) {
    std::string csv = "a,b,c,d\n";
    for (int i = 0; i < 300; ++i) {
        csv += ",x," + std::string(i == 5 ? "rare" : "often") + "," + std::to_string(i % 5) + "\n";
    }
    const Outcome outcome = first(audit_of(csv), "quality.constant");
    EXPECT_EQ(outcome.status, Status::warn);
    EXPECT_EQ(outcome.subject, (std::vector<std::string>{"a", "b"}));
    EXPECT_EQ(metrics_of(outcome)["nearly_constant_columns"], 1);
}

TEST(Structure, NamesEveryIssueWithItsRows) {
    const Outcome outcome = first(audit_of("a,b,c\n1,2,3\n4,5\n6,7,8\n"), "quality.structure");
    EXPECT_NE(outcome.status, Status::pass);
    bool found = false;
    for (const Group& group : outcome.groups) {
        found |= group.text_of("issue") == "short_row" && group.number_of("count") == 1;
    }
    EXPECT_TRUE(found);
    EXPECT_EQ(outcome.rows.first(), std::vector<std::uint64_t>{1});
}

TEST(Structure, NamesOfColumnsAreNoRows) {
    const Outcome outcome = first(audit_of("a,a,c\n1,2,3\n4,5,6\n"), "quality.structure");
    ASSERT_EQ(outcome.groups.size(), 1U);
    EXPECT_EQ(groups_of(outcome)[0]["issue"], "duplicate_name");
    EXPECT_EQ(groups_of(outcome)[0]["first_columns"], json::array({1}));
    EXPECT_FALSE(outcome.groups[0].figures.has("first_rows"));
    EXPECT_EQ(outcome.rows.count, 0U);
    EXPECT_EQ(outcome.remedy.key, "quality.structure.remedy.names");
}

TEST(Structure, AFileWithoutNamesOfColumnsIsToldOf) {
    const Outcome outcome = first(audit_of("x,5,7\ny,6,8\nz,7,7\nx,8,9\n"), "quality.structure");
    EXPECT_EQ(outcome.status, Status::info);
    EXPECT_EQ(outcome.title.key, "quality.structure.title.no_header");
    EXPECT_EQ(metrics_of(outcome)["has_header"], false);
}

TEST(Quality, EveryWordListIsThere) {
    for (const char* list : {"known_afterwards", "lies_ahead", "names_something", "number_orders", "date_orders"}) {
        EXPECT_GT(word_list("quality", list).size(), 5U) << list;
    }
    for (const char* list : {"yes", "machine_words", "machine_values"}) {
        EXPECT_GT(word_list("skills", list).size(), 5U) << list;
    }
    for (const char* list : {"number_orders", "date_orders"}) {
        for (const std::string& entry : word_list("quality", list)) { EXPECT_NE(entry.find(" < "), std::string::npos); }
    }
}

TEST(Quality, IgnoredColumnsAreLeftAlone) {
    std::string csv = "keep,leave\n";
    for (int i = 0; i < 100; ++i) { csv += std::to_string(i) + "," + (i % 2 == 0 ? "unbekannt" : "") + "\n"; }
    const Report report = audit_of(csv, R"({"roles": {"leave": ["ignore"]}})");
    for (const Outcome& outcome : report.outcomes) {
        if (outcome.area == Area::quality) {
            EXPECT_EQ(std::ranges::find(outcome.subject, "leave"), outcome.subject.end()) << outcome.id;
        }
    }
}

TEST(Quality, NothingBreaksOnTinyFiles) {
    for (const char* csv : {"a\n1\n", "a,b\n,\n", "a\n\"\"\n", "x\nNaN\n", "d\n2026-01-01\n", "a,a\n1,2\n"}) {
        const Report report = audit_of(csv);
        EXPECT_FALSE(report.outcomes.empty()) << csv;
    }
}

}  // namespace
}  // namespace klarsicht
