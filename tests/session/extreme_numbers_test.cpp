// Numbers and days at the ends of what a file can write, through everything that computes with them. What is undefined
// there the sanitizers see (cmake/flags.cmake); without them these tests say that an answer comes.
#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <optional>

#include "audit/registry.h"
#include "remedy/remedy.h"
#include "report/render.h"
#include "support/audit.h"

namespace klarsicht {
namespace {

constexpr std::array<std::string_view, 14> extremes = {"5.9e20",
                                                       "1e308",
                                                       "-1e308",
                                                       "1e-308",
                                                       "9007199254740993",
                                                       "18446744073709551616",
                                                       "-9223372036854775809",
                                                       "4294967296",
                                                       "-2147483649",
                                                       "1.7976931348623157e308",
                                                       "-1.7976931348623157e308",
                                                       "5e-324",
                                                       "0",
                                                       "-0"};
constexpr std::array<std::string_view, 6> days = {"9999-12-31", "1000-01-01", "0001-01-01",
                                                  "1969-12-31", "2026-10-31", "1600-02-29"};

/// People whose numbers are ordinary in most rows and extreme in some, or extreme in all.
/// @param only extreme number that stands in each row; absent: one of them in every eighth
std::string people(std::optional<std::size_t> only = std::nullopt, std::size_t rows = 96) {
    std::string csv =
        "id,sex,age,city,amount,score,latitude,born,sent,decided_at,stopped,channel,consent,treated,reviewer,bought,"
        "chosen\n";
    for (std::size_t i = 0; i < rows; ++i) {
        const auto number = [&](std::string ordinary, std::size_t shift) {
            if (only) { return i % 3 == 0 ? ordinary : std::string(extremes[*only]); }
            return (i + shift) % 8 == 0 ? std::string(extremes[(i / 8 + shift) % extremes.size()]) : ordinary;
        };
        const auto day = [&](std::size_t shift) {
            return (i + shift) % 4 == 0 ? "2026-0" + std::to_string(1 + i % 9) + "-11"
                                        : std::string(days[(i + shift) % days.size()]);
        };
        csv += "P" + std::to_string(i / 2) + "," + (i % 2 == 0 ? "f," : "m,") + number(std::to_string(18 + i % 60), 0) +
               ",Ort" + std::to_string(i % 5) + "," + number(std::to_string(100 + 7 * i), 1) + "," +
               number("0." + std::to_string(100 + i * 9), 2) + "," + number("50." + std::to_string(1000 + i), 3) + "," +
               day(0) + "," + day(1) + "T23:59:59," + day(2) + "T00:00:00Z," + (i % 3 == 0 ? day(3) : "") + ",mail," +
               (i % 2 == 0 ? "yes," : "no,") + (i % 4 < 2 ? "1," : "0,") + "R" + std::to_string(i % 3) + "," +
               (i % 3 == 0 ? "1," : "0,") + (i % 5 < 2 ? "1" : "0") + "\n";
    }
    return csv;
}

constexpr std::string_view roles =
    R"("version": 1, "as_of": "2026-11-01", "roles": {"id": ["person"], "sex": ["protected"], "age": ["protected", "quasi_identifier", "attribute"],
    "city": ["quasi_identifier", "attribute"], "amount": ["price", "attribute", "sensitive"], "score": ["score"], "latitude": ["quasi_identifier"],
    "born": ["quasi_identifier"], "sent": ["timestamp"], "decided_at": ["quasi_identifier"], "stopped": ["opt_out"], "channel": ["channel"],
    "consent": ["consent"], "treated": ["treatment"], "reviewer": ["reviewer"], "bought": ["outcome"], "chosen": ["decision"]},
    "positive": {"bought": {"equals": "1"}, "chosen": {"equals": "1"}},
    "meaning": {"born": "birth_date", "latitude": "gps", "age": "age"})";

/// Everything that is made of an audit.
void expect_reports(std::string_view csv, const std::string& plan) {
    const Report report = test::audit_of(csv, plan, {.show_cells = true});
    EXPECT_GT(report.outcomes.size(), 10u) << plan;
    for (const Language language : {Language::de, Language::en}) {
        for (const std::string& text : {report_to_json_file(report, language), report_to_html(report, language),
                                        report_to_markdown(report, language), report_to_csv(report, language)}) {
            EXPECT_EQ(text.find("⟦"), std::string::npos);
            EXPECT_GT(text.size(), 1000u);
        }
    }
}

TEST(ExtremeNumbers, AnAuditOfThemEnds) {
    expect_reports(people(), "{" + std::string(roles) + "}");
    expect_reports(people(), R"({"version": 1})");
    expect_reports(people(), "{" + std::string(roles) + R"(, "bins": {"age": [-1e308, 5.9e20, 1e308]}})");
    for (std::size_t i = 0; i < extremes.size(); ++i) {
        SCOPED_TRACE(extremes[i]);
        expect_reports(people(i), "{" + std::string(roles) + "}");
    }
}

/// Numbers where days and people are expected, and days where numbers are.
TEST(ExtremeNumbers, RolesThatDoNotFitThem) {
    expect_reports(
        people(),
        R"({"version": 1, "as_of": "9999-12-31", "roles": {"id": ["person"], "amount": ["timestamp"], "score": ["opt_out"],
        "age": ["weight"], "born": ["score"], "sent": ["price"], "latitude": ["outcome"], "decided_at": ["decision"], "sex": ["protected"]},
        "positive": {"latitude": {"at_least": 5.9e20}, "decided_at": {"equals": "9999-12-31T00:00:00Z"}},
        "meaning": {"latitude": "birth_date", "amount": "birth_year", "sent": "birth_date", "score": "age"}})");
    expect_reports(
        people(),
        R"({"version": 1, "as_of": "1000-01-01", "roles": {"id": ["person"], "sent": ["timestamp"], "born": ["opt_out", "protected"],
        "age": ["price"], "amount": ["score"], "bought": ["outcome"], "chosen": ["decision"], "channel": ["channel"]},
        "positive": {"bought": {"equals": "1"}, "chosen": {"equals": "1"}},
        "meaning": {"born": "birth_date", "age": "birth_year"}})");
}

/// Large numbers close to each other: as many doubles between the ends as bins, or fewer.
TEST(ExtremeNumbers, NeighboursFarOut) {
    for (const double start : {1e17, 5.9e20, 1e300, -1e300, 1e-300, 5e-324}) {
        std::string csv = "name,x,y\n";
        double x = start;
        for (int i = 0; i < 60; ++i) {
            csv += "a" + std::to_string(i) + "," + json(x).dump() + "," + std::to_string(i % 2) + "\n";
            if (i % 7 == 6) { x = std::nextafter(x, 1e308); }
        }
        SCOPED_TRACE(start);
        expect_reports(
            csv,
            R"({"version": 1, "roles": {"x": ["score", "quasi_identifier"], "y": ["outcome"]}, "positive": {"y": {"equals": "1"}}})");
    }
}

TEST(ExtremeNumbers, EveryLimitAtBothEndsOfItsRange) {
    const Rules rules = *Rules::load("eu-2026-11");
    const std::string csv = people(std::nullopt, 32);  // some hundred audits
    std::string all_low, all_high;
    for (const Check* check : all_checks()) {
        for (const std::string_view name : check->info().limits) {
            const Limit* limit = rules.find(name);
            ASSERT_NE(limit, nullptr) << name;
            for (const double end : {limit->low, limit->high}) {
                if (!std::isfinite(end)) { continue; }
                const std::string entry = "\"" + std::string(name) + "\": " + json(end).dump();
                SCOPED_TRACE(entry);
                const Report report = test::audit_of(csv, "{" + std::string(roles) + ", \"limits\": {" + entry + "}}");
                EXPECT_GT(report.outcomes.size(), 10u);
                std::string& all = end == limit->low ? all_low : all_high;
                if (all.find("\"" + std::string(name) + "\"") == std::string::npos) {
                    all += (all.empty() ? "" : ", ") + entry;
                }
            }
        }
    }
    expect_reports(people(), "{" + std::string(roles) + ", \"limits\": {" + all_low + "}}");
    expect_reports(people(), "{" + std::string(roles) + ", \"limits\": {" + all_high + "}}");
}

/// @return the file, or the key of the error
std::string remedied(std::string_view csv, const std::string& step) {
    Session session(Progress::none());
    test::open_session(session, csv, "{" + std::string(roles) + ", \"remedies\": [" + step + "]}");
    const Result<Remedied> made = session.remedy();
    if (!made) { return made.error().message.key; }
    for (const Message& effect : made->effects) {
        EXPECT_EQ(Texts::of(Language::de).format(effect).find("⟦"), std::string::npos);
    }
    std::string text;
    EXPECT_TRUE(write_remedied(*session.table(Input::current), *made, [&](std::string_view piece) { text += piece; }));
    return text;
}

/// A column of which too few cells are numbers is refused.
bool ended(const std::string& made) { return made.starts_with("id,sex,") || made == "error.remedy.needs_numbers"; }

TEST(ExtremeNumbers, EveryRemedyEnds) {
    std::vector<std::string> files = {people()};
    for (std::size_t i = 0; i < extremes.size(); ++i) { files.push_back(people(i)); }
    for (const std::string& csv : files) {
        for (const std::string_view column : {"age", "amount", "score", "latitude"}) {
            const std::string by = ", \"column\": \"" + std::string(column) + "\"";
            const std::string columns = ", \"columns\": [\"" + std::string(column) + "\"], \"protected\": \"sex\"}";
            for (const std::string_view width : {"1e-9", "0.1", "1", "3", "1e15"}) {
                const std::string made =
                    remedied(csv, R"({"do": "generalise")" + by + ", \"width\": " + std::string(width) + "}");
                EXPECT_TRUE(ended(made)) << made.substr(0, 60) << column << width;
            }
            for (const std::string_view kind : {"repair", "remove_correlation"}) {
                EXPECT_TRUE(ended(remedied(csv, "{\"do\": \"" + std::string(kind) + "\"" + columns)));
            }
        }
        for (const std::string_view parity :
             {"demographic_parity", "true_positive_rate_parity", "false_positive_rate_parity", "equalized_odds"}) {
            for (const std::string_view more :
                 {R"("grid_size": 10)", R"("grid_size": 100000, "randomised": true, "seed": 9007199254740991)",
                  R"("objective": "profit", "costs": {"tp": 1e308, "fp": -1e308, "tn": 5.9e20, "fn": -5e-324})"}) {
                const std::string made = remedied(csv, R"({"do": "thresholds", "column": "sex", "parity": ")" +
                                                           std::string(parity) + "\", " + std::string(more) + "}");
                EXPECT_TRUE(ended(made)) << made.substr(0, 60) << parity << more;
            }
        }
        EXPECT_TRUE(remedied(csv, R"({"do": "reweigh", "column": "sex"})").starts_with("id,sex,"));
        EXPECT_TRUE(remedied(csv, R"({"do": "drop", "column": "amount"})").starts_with("id,sex,"));
    }
}

/// A band holds its value, and no two of them are one because a number was too large for them.
TEST(ExtremeNumbers, ABandHoldsItsValue) {
    const auto bands = [](std::initializer_list<std::string_view> values, std::string_view width) {
        Session session(Progress::none());
        std::string csv = "name,x\n";
        for (const std::string_view value : values) { csv += "a," + std::string(value) + "\n"; }
        test::open_session(session, csv,
                           R"({"version": 1, "remedies": [{"do": "generalise", "column": "x", "width": )" +
                               std::string(width) + "}]}");
        const Result<Remedied> made = session.remedy();
        EXPECT_TRUE(made) << made.error().message.key;
        std::string text;
        if (!made) { return text; }
        EXPECT_TRUE(
            write_remedied(*session.table(Input::current), *made, [&](std::string_view piece) { text += piece; }));
        return text.substr(text.find('\n') + 1);
    };
    EXPECT_EQ(bands({"31", "5.9e20", "49"}, "10"), "a,30-39\na,5.9e+20\na,40-49\n");
    EXPECT_EQ(bands({"1", "9.007199254740993e15", "12"}, "10"),
              "a,0-9\na,9007199254740990-<9007199254741000\na,10-19\n");
    EXPECT_EQ(bands({"5", "1e308", "-1e308"}, "0.001"), "a,5-<5.001\na,1e+308\na,-1e+308\n");
    EXPECT_EQ(bands({"0.5", "5e-324", "-1"}, "0.25"), "a,0.5-<0.75\na,0-<0.25\na,-1-<-0.75\n");
}

}  // namespace
}  // namespace klarsicht
