#include "remedy/remedy.h"

#include <gtest/gtest.h>

#include <cmath>
#include <map>

#include "report/message_format.h"
#include "stats/random.h"
#include "support/audit.h"
#include "support/data.h"
#include "support/dice.h"
#include "table/trim.h"

namespace klarsicht {
namespace {

/// The file that a plan's remedies make of a CSV text, or the key of the error.
struct Made {
    std::string csv;
    std::string error;
    std::vector<std::string> effects = {};
    Guarded guarded = {};
};

Made remedied(std::string_view csv, std::string_view plan_json) {
    Session session(Progress::none());
    session.take(Input::current, test::table_of(csv));
    if (const Result<void> set = session.set_plan(plan_json); !set) { return {{}, set.error().message.key}; }
    const Result<Remedied> made = session.remedy();
    if (!made) { return {{}, made.error().message.key}; }
    Made result;
    for (const Message& effect : made->effects) { result.effects.push_back(Texts::of(Language::en).format(effect)); }
    const Result<Guarded> written =
        write_remedied(*session.table(Input::current), *made, [&](std::string_view piece) { result.csv += piece; });
    if (!written) { result.error = written.error().message.key; }
    result.guarded = written.value_or(Guarded());
    return result;
}

TEST(Remedy, WeightsOfAdultAreTheReferences) {
    KLARSICHT_ADULT_OR_SKIP(csv);
    KLARSICHT_SHARED_OR_SKIP(text, "../reference/bias_extra.json");
    const json reference = json::parse(text, nullptr, false)["reweighing_adult"];
    for (const char* column : {"sex", "race"}) {
        const Made made = remedied(
            csv,
            std::string(
                R"({"version": 1, "missing_tokens": [""], "roles": {"income": ["outcome"]}, "positive": {"income": {"equals": ">50K"}},
            "remedies": [{"do": "reweigh", "column": ")") +
                column + R"("}]})");
        ASSERT_EQ(made.error, "");
        const Table table = test::table_of(made.csv);
        ASSERT_EQ(table.rows(), 48842u);
        ASSERT_EQ(table.columns.back().name, "weight");
        double sum = 0;
        for (std::size_t row = 0; row < table.rows(); ++row) {
            const std::string group(trim(table.columns[*table.find(column)].spelling_at(row)));
            const bool rich = trim(table.columns[*table.find("income")].spelling_at(row)) == ">50K";
            const double weight = std::atof(std::string(table.columns.back().spelling_at(row)).c_str());
            ASSERT_NEAR(weight, reference[column][group][rich ? "y=1" : "y=0"].get<double>(), 1e-12) << group;
            sum += weight;
        }
        EXPECT_NEAR(sum, 48842, 1e-6);
    }
}

TEST(Remedy, CorrelationOfAdultIsTheReferences) {
    KLARSICHT_ADULT_OR_SKIP(csv);
    KLARSICHT_SHARED_OR_SKIP(text, "../reference/bias_extra.json");
    const json reference = json::parse(text, nullptr, false)["correlation_remover_adult"];
    const Made made =
        remedied(csv, R"({"version": 1, "missing_tokens": [""], "roles": {"sex": ["protected"]}, "bins": {},
        "remedies": [{"do": "remove_correlation", "columns": ["hours_per_week", "education_num", "age"], "protected": "sex", "alpha": 1}]})");
    ASSERT_EQ(made.error, "");
    const Table table = test::table_of(made.csv);
    const char* columns[] = {"hours_per_week", "education_num", "age"};
    for (std::size_t c = 0; c < 3; ++c) {
        for (std::size_t row = 0; row < 3; ++row) {
            EXPECT_NEAR(std::atof(std::string(table.columns[*table.find(columns[c])].spelling_at(row)).c_str()),
                        reference["first_rows_after"][row][c].get<double>(), 1e-9);
        }
    }
}

std::string scored(std::size_t rows) {
    stats::Random random(6);
    std::string csv = "sex,score,bought\n";
    for (std::size_t i = 0; i < rows; ++i) {
        const bool f = random.below(2) == 0;
        const double score = random.uniform() * (f ? 0.8 : 1);
        csv += std::string(f ? "f" : "m") + "," + std::to_string(score) + "," + (random.uniform() < score ? "1" : "0") +
               "\n";
    }
    return csv;
}

constexpr std::string_view scored_roles =
    R"("roles": {"sex": ["protected"], "score": ["score"], "bought": ["outcome"]}, "positive": {"bought": {"equals": "1"}})";

TEST(Remedy, ThresholdsMakeRatesEqual) {
    for (const bool randomised : {false, true}) {
        const Made made = remedied(
            scored(4000),
            std::string(R"({"version": 1, )") + std::string(scored_roles) +
                R"(, "remedies": [{"do": "thresholds", "parity": "demographic_parity", "as": "chosen", "randomised": )" +
                (randomised ? "true" : "false") + "}]}");
        ASSERT_EQ(made.error, "");
        const Report report = test::audit_of(
            made.csv,
            R"({"version": 1, "roles": {"sex": ["protected"], "score": ["ignore"], "bought": ["ignore"], "chosen": ["decision"]}, "positive": {"chosen": {"equals": "1"}}})");
        const Outcome& rates = test::outcome_of_check(report, "bias.group_rates");
        EXPECT_LT(rates.metrics.number_of("demographic_parity_difference"), randomised ? 0.05 : 0.01);
        EXPECT_NE(test::outcome_of_check(report, "bias.group_gaps").status, Status::fail);
    }
}

TEST(Remedy, OneAfterAnotherAndDropped) {
    const Made made = remedied("name,age,sex\n\"Müller, A\",31,f\nB,49,m\nC,,f\n\"say \"\"x\"\"\",5,m\n",
                               R"({"version": 1, "roles": {"sex": ["protected"]},
        "remedies": [{"do": "generalise", "column": "age", "width": 10}, {"do": "drop", "column": "sex"}]})");
    EXPECT_EQ(made.error, "");
    EXPECT_EQ(made.csv, "name,age\n\"Müller, A\",30-39\nB,40-49\nC,\n\"say \"\"x\"\"\",0-9\n");
}

TEST(Remedy, FormulasAreGuardedInCellsAndNames) {
    const Made made = remedied(
        "=cmd|x,age,delta\n\"=HYPERLINK(\"\"http://x\"\",\"\"y\"\")\",31,-5\n@a,49,\"-3,5\"\n"
        "'=b,50,+49 30 1\nplain,51,-\n",
        R"({"version": 1, "remedies": [{"do": "drop", "column": "age"}]})");
    EXPECT_EQ(made.error, "");
    EXPECT_EQ(made.csv,
              "\"'=cmd|x\",delta\n\"'=HYPERLINK(\"\"http://x\"\",\"\"y\"\")\",-5\n\"'@a\",\"-3,5\"\n"
              "\"''=b\",+49 30 1\nplain,-\n");
    EXPECT_EQ(made.guarded.cells, 3u);
    EXPECT_EQ(made.guarded.names, 1u);
    EXPECT_EQ(Texts::of(Language::en).format(*made.guarded.said()),
              "3 cells, or parts of them, and the name of a column begin like a formula. An apostrophe is now put in "
              "front, so that no "
              "spreadsheet calculates them or opens a link. The klarsicht command reads the file without it if you add "
              "“--guarded”.");
    EXPECT_EQ(Texts::of(Language::de).format(*Guarded{.cells = 1}.said()),
              "1 Zelle oder ein Teil davon beginnt wie eine Formel. Davor steht jetzt ein Apostroph, damit keine "
              "Tabellenkalkulation sie "
              "ausrechnet oder einen Link öffnet. Der Befehl klarsicht liest die Datei ohne ihn, wenn Sie "
              "„--guarded“ anfügen.");
    EXPECT_FALSE(Guarded().said());
}

/// What a remedy makes is guarded like what the file held: a new column's name comes from the plan.
TEST(Remedy, ANameFromThePlanIsGuarded) {
    const Made made = remedied("sex,yes\nf,1\nm,0\nm,1\nf,0\n", R"({"version": 1, "roles": {"sex": ["protected"],
        "yes": ["outcome"]}, "positive": {"yes": {"equals": "1"}}, "remedies": [{"do": "reweigh", "as": "=1+1"}]})");
    EXPECT_EQ(made.csv.substr(0, made.csv.find('\n')), "sex,yes,\"'=1+1\"");
    EXPECT_EQ(made.guarded.names, 1u);
    EXPECT_EQ(made.guarded.cells, 0u);
}

std::string hostile_cell(test::Dice& dice) {
    constexpr std::string_view parts[] = {"'",        "''",     "\"",
                                          " ",        "=",      "+",
                                          "-",        "@",      "5",
                                          "1.5",      ",",      ";",
                                          "\n",       "\t",     "HYPERLINK(A1)",
                                          "cmd|x",    "Müller", "\xEF\xBC\x9D",
                                          "\xC2\xA0", "e5"};
    std::string cell;
    for (std::uint64_t n = dice.below(6); n > 0; --n) { cell += parts[dice.below(std::size(parts))]; }
    return cell;
}

/// Written, read and freed of its guards, a file holds what it was made of; and again and again.
TEST(Remedy, WithoutItsGuardsAFileHoldsWhatItWasMadeOf) {
    for (std::uint64_t seed = 1; seed <= 40; ++seed) {
        test::Dice dice(seed);
        std::string csv = "id,\"=" + std::to_string(seed) + "\",\"'=x\",note\n";
        for (int row = 0; row < 50; ++row) {
            csv += "r" + std::to_string(row);
            for (int c = 0; c < 3; ++c) {
                csv += ",\"";
                for (const char each : hostile_cell(dice)) {
                    csv += each == '"' ? std::string("\"\"") : std::string(1, each);
                }
                csv += '"';
            }
            csv += '\n';
        }
        const Table before = test::table_of(csv);
        std::string text = csv;
        for (int again = 0; again < 3; ++again) {
            Session session(Progress::none());
            Result<Table> read = without_guards(test::table_of(text));
            ASSERT_TRUE(read);
            ASSERT_EQ(read->columns.size(), before.columns.size()) << text;
            ASSERT_EQ(read->rows(), before.rows()) << text;
            if (again > 0) {
                for (std::size_t c = 0; c < before.columns.size(); ++c) {
                    ASSERT_EQ(read->columns[c].name, before.columns[c].name);
                    for (std::size_t row = 0; row < before.rows(); ++row) {
                        ASSERT_EQ(read->columns[c].spelling_at(row), before.columns[c].spelling_at(row)) << text;
                    }
                }
            }
            text.clear();
            ASSERT_TRUE(
                write_remedied(again == 0 ? before : *read, {}, [&](std::string_view piece) { text += piece; }));
        }
    }
}

std::string in_quotes(std::string_view cell) {
    std::string text = "\"";
    for (const char each : cell) { text += each == '"' ? std::string("\"\"") : std::string(1, each); }
    return text + '"';
}

std::string written(const Table& table, const Remedied& remedied = {}) {
    std::string text;
    EXPECT_TRUE(write_remedied(table, remedied, [&](std::string_view piece) { text += piece; }));
    return text;
}

/// What opened the file opens the new one: a double-click in a German Excel divides at semicolons.
TEST(Remedy, AFileKeepsItsDelimiter) {
    for (const std::string delimiter : {";", ",", "\t", "|"}) {
        test::Dice dice(7);
        std::string csv = "id" + delimiter + "note" + delimiter + "price\n";
        for (int row = 0; row < 60; ++row) {
            csv += "r" + std::to_string(row) + delimiter + in_quotes(hostile_cell(dice)) + delimiter +
                   (row % 7 == 0 ? "" : in_quotes(std::to_string(row) + ",5")) + "\n";
        }
        const Table before = test::table_of(csv);
        ASSERT_EQ(before.source.delimiter, delimiter);
        const std::string text = written(before);
        EXPECT_TRUE(text.starts_with("id" + delimiter + "note" + delimiter + "price\n"));
        const Result<Table> read = without_guards(test::table_of(text));
        ASSERT_TRUE(read);
        ASSERT_EQ(read->columns.size(), 3U);
        ASSERT_EQ(read->rows(), before.rows());
        for (std::size_t c = 0; c < 3; ++c) {
            for (std::size_t row = 0; row < before.rows(); ++row) {
                ASSERT_EQ(read->columns[c].spelling_at(row), before.columns[c].spelling_at(row)) << text;
            }
        }
        // Also where one column is left, whose cells hold other delimiters.
        const Table left = test::table_of(written(before, {.columns = {}, .dropped = {0, 1}, .effects = {}}));
        ASSERT_EQ(left.columns.size(), 1U) << delimiter;
        EXPECT_EQ(left.columns[0].spelling_at(1), "1,5");
    }
}

TEST(Remedy, ABookHasCommas) {
    Table table = test::table_of("a;b\n1;2\n");
    for (const std::string delimiter : {"", "\"", "\n", "\xC2\xA7"}) {
        table.source.delimiter = delimiter;
        EXPECT_EQ(written(table), "a,b\n1,2\n");
    }
}

/// Without the mark Excel takes UTF-8 for the country's code page: "DÃ¼sseldorf".
TEST(Remedy, AFileThatWasNoPlainUtf8BeginsWithAMark) {
    const std::string plain = "city;n\nDüsseldorf;1\nKöln;2\nDüren;3\nLübeck;4\nMünchen;5\n";
    const std::string mark = "\xEF\xBB\xBF";
    std::string latin;
    std::string utf16 = "\xFF\xFE";
    for (std::size_t i = 0; i < plain.size(); ++i) {
        char c = plain[i];
        if (c == '\xC3') { c = static_cast<char>(plain[++i] + 0x40); }
        latin += c;
        utf16 += c;
        utf16 += '\0';
    }
    EXPECT_EQ(written(test::table_of(plain)), plain);
    EXPECT_EQ(written(test::table_of(mark + plain)), mark + plain);
    EXPECT_EQ(written(test::table_of(latin)), mark + plain);
    EXPECT_EQ(written(test::table_of(utf16)), mark + plain);
    EXPECT_EQ(written(test::table_of(written(test::table_of(latin)))), mark + plain);
    EXPECT_FALSE(encoding_said(test::table_of(plain).source));
    EXPECT_FALSE(encoding_said(test::table_of(mark + plain).source)) << "it was so before";
    ASSERT_TRUE(encoding_said(test::table_of(latin).source));
    EXPECT_NE(Texts::of(Language::en).format(*encoding_said(test::table_of(latin).source)).find("(Windows-1252)"),
              std::string::npos);
    EXPECT_TRUE(encoding_said(test::table_of(utf16).source));
}

TEST(Remedy, RepairLeavesGapsAlone) {
    const Made made = remedied(
        "sex,income\nf,1\nf,2\nf,\nm,11\nm,12\nx,\n",
        R"({"version": 1, "roles": {"sex": ["protected"]}, "remedies": [{"do": "repair", "column": "income"}]})");
    EXPECT_EQ(made.error, "");
    EXPECT_EQ(made.csv, "sex,income\nf,6\nf,7\nf,\nm,6\nm,7\nx,\n");
}

TEST(Remedy, SaysWhatIsWrong) {
    const std::string csv = scored(50);
    const auto error_of = [&](const std::string& remedy) {
        return remedied(csv, std::string(R"({"version": 1, )") + std::string(scored_roles) + R"(, "remedies": [)" +
                                 remedy + "]}")
            .error;
    };
    EXPECT_EQ(remedied(csv, R"({"version": 1})").error, "error.remedy.none");
    EXPECT_EQ(error_of(R"({"do": "pray"})"), "error.remedy.unknown");
    EXPECT_EQ(error_of(R"({"do": "reweigh", "colum": "sex"})"), "error.remedy.unknown_field");
    EXPECT_EQ(error_of(R"({"do": "repair", "columns": ["height"]})"), "error.remedy.unknown_column");
    EXPECT_EQ(error_of(R"({"do": "repair", "columns": ["sex"]})"), "error.remedy.needs_numbers");
    EXPECT_EQ(error_of(R"({"do": "repair", "columns": [], "level": 1})"), "error.remedy.wrong");
    EXPECT_EQ(error_of(R"({"do": "repair", "column": "score", "level": 2})"), "error.remedy.range");
    EXPECT_EQ(error_of(R"({"do": "thresholds", "parity": "fairness"})"), "error.remedy.one_of");
    EXPECT_EQ(error_of(R"({"do": "thresholds", "costs": {"tp": "much"}})"), "error.remedy.wrong");
    EXPECT_EQ(error_of(R"({"do": "reweigh", "as": "score"})"), "error.remedy.name_taken");
    EXPECT_EQ(error_of(R"({"do": "generalise", "column": "score"})"), "error.remedy.wrong");
    EXPECT_EQ(error_of(R"({"do": "drop", "columns": ["sex", "score", "bought"]})"), "error.remedy.nothing_left");
    EXPECT_EQ(remedied("sex,age\nf,1\nm,2\n",
                       R"({"version": 1, "roles": {"sex": ["protected"]}, "remedies": [{"do": "reweigh"}]})")
                  .error,
              "error.remedy.needs_outcome");
    EXPECT_EQ(remedied("sex,score,bought\nf,1,1\nf,2,0\nm,1,1\nm,2,1\n", std::string(R"({"version": 1, )") +
                                                                             std::string(scored_roles) +
                                                                             R"(, "remedies": [{"do": "thresholds"}]})")
                  .error,
              "error.remedy.needs_both_outcomes");
}

/// Every figure by hand.
TEST(Remedy, SaysWhatItChangedAndCost) {
    // 40 f with 10 yes, 60 m with 30 yes: 40 of 100. Weights: f yes 40·40/100/10 = 1.6, f no 40·60/100/30 = 0.8, m yes
    // 60·40/100/30 = 0.8, m no 1.2. (Σw)² / Σw² = 100² / (10·1.6² + 30·0.8² + 30·0.8² + 30·1.2²) = 10000 / 107.2
    // = 93.28.
    std::string csv = "sex,yes,x\n";
    for (int i = 0; i < 100; ++i) {
        const bool f = i < 40;
        csv += std::string(f ? "f," : "m,") + (f ? (i < 10 ? "1" : "0") : (i < 70 ? "1" : "0")) + "," +
               std::to_string(f ? 10 + i % 2 : 20 + i % 2) + "\n";
    }
    const std::string plan =
        R"({"version": 1, "roles": {"sex": ["protected"], "yes": ["outcome"], "x": ["attribute"]}, "positive": {"yes": {"equals": "1"}}, "remedies": [)";
    EXPECT_EQ(remedied(csv, plan + R"({"do": "reweigh"}]})").effects,
              std::vector<std::string>{
                  "Weights from 0.800 to 1.600: weighted, “yes” no longer depends on “sex”; before, the rates lay up "
                  "to 25 points apart. The price: 100 weighted rows say as much as 93 unweighted ones."});
    // Between the groups 24·10² = 2400 squares, within them 25: 98.97 %. Without the groups' means 25 of 2425 are left.
    EXPECT_EQ(remedied(csv, plan + R"({"do": "remove_correlation", "column": "x"}]})").effects,
              std::vector<std::string>{"“x”: “sex” explained 99.0% of the differences (η²), now 0%. The price: of what "
                                       "the old column told apart, the new one still tells 1.0% (r²)."});
    EXPECT_EQ(
        remedied(csv, plan + R"({"do": "generalise", "column": "x", "width": 10}, {"do": "drop", "column": "sex"}]})")
            .effects,
        (std::vector<std::string>{"“x”: 4 different values, now 2.", "“sex” is no longer in the new file."}));
    EXPECT_TRUE(remedied("sex,yes\nf,\nm,\nf,\n",
                         plan.substr(0, plan.find(", \"x\"")) + R"(}, "remedies": [{"do": "reweigh"}]})")
                    .effects.empty());
}

/// Two groups that a score tells apart without an error: f 10 of 40, m 30 of 60 are right, all of them above 0.5.
TEST(Remedy, ThresholdsSayWhatTheyAreWorth) {
    std::string csv = "sex,yes,score\n";
    for (int i = 0; i < 100; ++i) {
        const bool f = i < 40, yes = f ? i < 10 : i < 70;
        csv += std::string(f ? "f," : "m,") + (yes ? "1,0." : "0,0.") + std::to_string((yes ? 600 : 100) + i) + "\n";
    }
    const std::string plan =
        R"({"version": 1, "roles": {"sex": ["protected"], "yes": ["outcome"], "score": ["score"]}, "positive": {"yes": {"equals": "1"}}, "remedies": [{"do": "thresholds", )";
    // Everybody right is selected: 40 of 100 are worth 1 each. Where rates must be equal, 25 % of m are left out, or
    // more of f selected wrongly: 4 + 15.
    EXPECT_EQ(
        remedied(
            csv,
            plan +
                R"("objective": "profit", "costs": {"tp": 1, "fp": -1, "tn": 0, "fn": 0}, "parity": "true_positive_rate_parity"}]})")
            .effects,
        std::vector<std::string>{
            "Thresholds on “score”, first one for all, then one for each group. Selection rates: 25 points apart, now "
            "25. True positive rates: 0, now 0. False positive rates: 0, now 0. Right decisions: 100%, "
            "now 100%. Value per person: 0.4000, now 0.4000."});
    const std::vector<std::string> equal = remedied(csv, plan + R"("parity": "demographic_parity"}]})").effects;
    ASSERT_EQ(equal.size(), 1u);
    EXPECT_NE(equal[0].find("Selection rates: 25 points apart, now 0."), std::string::npos) << equal[0];
    EXPECT_EQ(equal[0].find("Value"), std::string::npos) << equal[0];
}

}  // namespace
}  // namespace klarsicht
