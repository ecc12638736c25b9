#include <gtest/gtest.h>

#include "support/audit.h"
#include "support/csv.h"
#include "table/date.h"
#include "table/interpretation.h"
#include "table/not_known.h"
#include "table/number.h"

namespace klarsicht {
namespace {

using test::audit_of;
using test::outcomes_of;

Interpretation read(const std::vector<std::string>& cells) {
    Column column;
    for (const std::string& text : cells) {
        const std::uint32_t code = column.dictionary.add(text);
        column.counts.resize(column.dictionary.size());
        ++column.counts[code];
        column.codes.push_back(code);
    }
    return interpret(column, {.missing_tokens = default_missing_tokens()});
}

/// Forty numbers, then the word fifteen times.
std::vector<std::string> ages_and(const std::string& word) {
    std::vector<std::string> cells;
    for (int i = 0; i < 40; ++i) { cells.push_back(std::to_string(20 + i)); }
    cells.insert(cells.end(), 15, word);
    return cells;
}

TEST(OddValues, WordsForNotKnownDoNotSwitchANumberColumnOff) {
    for (const char* word : {"keine Angabe", "k. A.", "Unbekannt", "weiß nicht", "prefer not to say", "not stated",
                             "non renseigné", "#WERT!", "#VALUE!", "Select", "0000-00-00"}) {
        const Interpretation ages = read(ages_and(word));
        EXPECT_EQ(ages.kind, Kind::integer) << word;
        EXPECT_EQ(ages.missing, 15U) << word;
        EXPECT_EQ(ages.invalid, 0U) << word;
    }
    // A word that is a value: the column is of something else.
    EXPECT_EQ(read(ages_and("Rentner")).kind, Kind::text);
}

TEST(OddValues, DatesTheSame) {
    for (const char* word : {"0000-00-00", "0001-01-01", "1900-01-01", "unbekannt", "keine Angabe"}) {
        std::vector<std::string> cells(12, word);
        for (int i = 0; i < 28; ++i) {
            cells.push_back("2025-03-" + std::string(i < 9 ? "0" : "") + std::to_string(i + 1));
        }
        const Interpretation dates = read(cells);
        EXPECT_EQ(dates.kind, Kind::date) << word;
        EXPECT_EQ(dates.missing, 12U) << word;
        EXPECT_EQ(dates.stand_ins.size(), 1U) << word;
        EXPECT_EQ(dates.distinct, 28U) << word;
    }
    // One birth in 1900 among others is one.
    EXPECT_EQ(read({"1900-01-01", "1901-05-02", "1902-07-03", "1903-08-04"}).missing, 0U);
}

TEST(OddValues, AmongFewValuesAWordIsOneMore) {
    std::vector<std::string> cells(20, "0");
    cells.insert(cells.end(), 20, "1");
    cells.insert(cells.end(), 10, "unknown");
    EXPECT_EQ(read(cells).kind, Kind::category);
    EXPECT_EQ(read({"red", "blue", "unknown", "red"}).missing, 0U);
}

TEST(OddValues, BlanksWhereNothingElseIsMissingAreToldOf) {
    std::vector<std::string> cells;
    for (int i = 0; i < 60; ++i) { cells.push_back(std::to_string(i) + ".5"); }
    cells.push_back(" ");
    EXPECT_EQ(read(cells).stand_ins.size(), 1U);
    EXPECT_EQ(read(cells).missing, 1U);
    cells.push_back("");
    EXPECT_TRUE(read(cells).stand_ins.empty());
}

TEST(OddValues, ASpikeAtTheEndOfRowsThatLackTheRestIsMissing) {
    const auto file = [](bool lacking, int odd) {
        std::string csv = "nr,age,sex\n";
        for (int i = 0; i < 400; ++i) {
            const bool strange = i % 8 == 0;
            csv += std::to_string(5000 + i) + "," + std::to_string(strange ? odd : 18 + i * 7 % 60) + "," +
                   (strange && lacking ? ""
                    : i % 2 == 1       ? "f"
                                       : "m") +
                   "\n";
        }
        return audit_of(csv);
    };
    EXPECT_EQ(file(true, 118).columns[1].summary.interpretation.missing, 50U);
    EXPECT_EQ(file(true, 118).columns[1].summary.max, 77);
    EXPECT_EQ(file(false, 118).columns[1].summary.interpretation.missing, 0U);
    EXPECT_EQ(file(true, 78).columns[1].summary.interpretation.missing, 0U);  // the next year of age
    EXPECT_EQ(file(true, 0).columns[1].summary.interpretation.missing, 0U);   // who has none has 0
}

TEST(OddValues, ANumberThatStandsForNoneIsMissingForEverybody) {
    const auto file = [](const char* odd, const char* more) {
        std::string csv = "visits,minutes,reach,amount\n";
        for (int i = 0; i < 300; ++i) {
            csv += std::to_string(1 + i * 7 % 23) + "," + (i % 20 == 3 ? odd : std::to_string(i * 11 % 60)) + "," +
                   std::to_string(100 + i * 13 % 170) + "," + (i % 2 == 0 ? more : std::to_string(5 + i % 30)) + "\n";
        }
        return audit_of(csv);
    };
    for (const char* odd : {"-1", "-99", "999", "99999", "-1.0"}) {
        const Report report = file(odd, "12");
        const auto& minutes = report.columns[1].summary;
        EXPECT_EQ(minutes.interpretation.missing, 15U) << odd;
        EXPECT_EQ(minutes.min, 0) << odd;
        EXPECT_EQ(minutes.max, 59) << odd;
        // Told once, by completeness.
        for (const Outcome& outcome : report.outcomes) {
            const bool about = std::ranges::find(outcome.subject, "minutes") != outcome.subject.end();
            if (outcome.id.starts_with("quality.") && outcome.status != Status::pass && about) {
                EXPECT_EQ(outcome.id, "quality.completeness") << odd;
            }
        }
    }
}

TEST(OddValues, AmongFewOthersOrAloneANumberIsAValue) {
    const auto missing = [](const std::vector<std::string>& values) {
        std::string csv = "id,mark\n";
        for (int i = 0; i < 120; ++i) {
            csv += "a" + std::to_string(i) + "," + values[static_cast<std::size_t>(i) % values.size()] + "\n";
        }
        return audit_of(csv).columns[1].summary.interpretation.missing;
    };
    EXPECT_EQ(missing({"-1", "0", "1"}), 0U);                // worse, the same, better
    EXPECT_EQ(missing({"-1"}), 0U);                          // the same everywhere
    EXPECT_EQ(missing({"19", "29", "39", "49", "99"}), 0U);  // prices
    EXPECT_EQ(missing({"-2", "-1", "0", "1", "2"}), 0U);
    EXPECT_EQ(missing({"1", "2", "3", "4", "5", "99"}), 20U);  // no answer
    EXPECT_EQ(missing({"0", "3", "8", "-1"}), 30U);
}

double day(int year, unsigned month, unsigned day_of_month) {
    return static_cast<double>(days_from_civil(year, month, day_of_month));
}

TEST(OddValues, DatesAsPeopleWriteThem) {
    const std::pair<const char*, double> dates[] = {
        {"2.3.24", day(2024, 3, 2)},           {"05-Oct-25", day(2025, 10, 5)},   {"5. Okt. 2024", day(2024, 10, 5)},
        {"05.Okt.2024", day(2024, 10, 5)},     {"Oct 5, 2025", day(2025, 10, 5)}, {"Sept. 5, 2025", day(2025, 9, 5)},
        {"14 juillet 2024", day(2024, 7, 14)}, {"1 déc. 2024", day(2024, 12, 1)}, {"31.12.1999", day(1999, 12, 31)},
    };
    for (const auto& [text, expected] : dates) {
        const auto date = scan_date(text);
        ASSERT_TRUE(date) << text;
        EXPECT_EQ(static_cast<double>(days_of(*date, DateStyle::day_month_year)), expected) << text;
        EXPECT_FALSE(date->time) << text;
    }
    for (const char* text :
         {"1.2.3", "1.2.345", "32.1.24", "May", "March hare 24", "Marktplatz 12", "12.50", "192.168.1.24"}) {
        EXPECT_FALSE(scan_date(text)) << text;
    }
}

TEST(OddValues, TimesAsProgramsWriteThem) {
    EXPECT_EQ(scan_date("25-08-2014 9.30")->seconds, 9 * 3600 + 30 * 60);
    EXPECT_EQ(scan_date("2023/03/21 8:16:53 AM OEZ")->seconds, 6 * 3600 + 16 * 60 + 53);
    EXPECT_EQ(scan_date("2023-03-21 08:16:53 MESZ")->seconds, 6 * 3600 + 16 * 60 + 53);
    EXPECT_FALSE(scan_date("2023-03-21 08:16:53 XYZ"));
    EXPECT_FALSE(scan_date("25-08-2014 9.3"));
}

TEST(OddValues, DayAndMonthAreToldByTheRowsOrTheFile) {
    // Ascending as months and days only.
    const Interpretation sorted = read({"01/02/2026", "01/05/2026", "01/09/2026", "02/01/2026", "02/07/2026",
                                        "02/11/2026", "03/03/2026", "03/08/2026", "04/02/2026", "04/10/2026"});
    EXPECT_EQ(sorted.date_style, DateStyle::month_day_year);
    EXPECT_FALSE(sorted.ambiguous);
    const Interpretation open = read({"01/02/2026", "08/06/2026", "03/11/2026", "10/04/2026", "05/09/2026",
                                      "12/02/2026", "07/08/2026", "02/12/2026", "09/05/2026"});
    EXPECT_TRUE(open.ambiguous);
    // Another column of the file says it.
    std::string csv = "ordered,shipped,n\n";
    for (int i = 0; i < 30; ++i) {
        csv += std::to_string(1 + i * 5 % 12) + "/" + std::to_string(1 + i * 7 % 12) + "/2025," +
               std::to_string(1 + i * 5 % 12) + "/" + std::to_string(1 + i * 11 % 28) + "/2025," + std::to_string(i) +
               "\n";
    }
    const Report report = audit_of(csv);
    EXPECT_EQ(report.columns[0].summary.interpretation.date_style, DateStyle::month_day_year);
    EXPECT_FALSE(report.columns[0].summary.interpretation.ambiguous);
}

TEST(OddValues, TwoNotationsAreBothRead) {
    std::vector<std::string> cells;
    for (int i = 10; i < 29; ++i) { cells.push_back(std::to_string(i) + ".03.2025"); }
    for (int i = 10; i < 20; ++i) { cells.push_back("2025-04-" + std::to_string(i)); }
    cells.push_back("1 May 2025");
    const Interpretation dates = read(cells);
    EXPECT_EQ(dates.kind, Kind::date);
    EXPECT_EQ(dates.invalid, 0U);
    EXPECT_EQ(dates.distinct, 30U);
    EXPECT_EQ(dates.other_dates, 10U);
    // 05/13 among days that come first is no month.
    EXPECT_EQ(read({"13/05/2025", "14/05/2025", "15/05/2025", "16/05/2025", "17/05/2025", "05/18/2025"}).invalid, 1U);
}

TEST(OddValues, SeveralNotationsAreToldOf) {
    const auto consistency = [](const char* other) {
        std::string csv = "nr,signup\n";
        for (int i = 10; i < 29; ++i) {
            csv += std::to_string(i) + "," + (i % 5 == 0 ? other : "2025-04-" + std::to_string(i)) + "\n";
        }
        const Report report = audit_of(csv);
        return *outcomes_of(report, "quality.consistency").front();
    };
    EXPECT_EQ(consistency("17.04.2025").title.key, "quality.consistency.title.notation");
    EXPECT_EQ(consistency("17.04.2025").rows.first(), (std::vector<std::uint64_t>{0, 5, 10, 15}));
    EXPECT_EQ(consistency("2025-04-17").status, Status::not_assessed);
}

TEST(OddValues, ThousandsAreToldByTheFile) {
    std::string german = "Kampagne;Klicks;Kosten\n", english = "campaign;clicks;cost\n";
    for (int i = 0; i < 20; ++i) {
        const std::string clicks = std::to_string(1 + i * 3) + "." + std::to_string(100 + i * 17);
        german += "A" + std::to_string(i) + ";" + (i == 3 ? "354" : clicks) + ";" + std::to_string(i) + ",50\n";
        english += "A" + std::to_string(i) + ";" + clicks + ";" + std::to_string(i) + ".5\n";
    }
    const Report thousands = audit_of(german);
    EXPECT_EQ(thousands.columns[1].summary.interpretation.kind, Kind::integer);
    EXPECT_EQ(thousands.columns[1].summary.min, 354);
    EXPECT_FALSE(thousands.columns[1].summary.interpretation.ambiguous);
    const Report fractions = audit_of(english);
    EXPECT_EQ(fractions.columns[1].summary.interpretation.kind, Kind::number);
    EXPECT_EQ(fractions.columns[1].summary.min, 1.1);
}

TEST(OddValues, ShortenedNumbersAreToldOf) {
    std::string csv = "Name;Telefon\n";
    for (int i = 0; i < 30; ++i) {
        csv += "K" + std::to_string(i) + ";" +
               (i % 10 == 3 ? "4,479E+11" : "4917" + std::to_string(10000000 + i * 77)) + "\n";
    }
    const Report report = audit_of(csv);
    bool found = false;
    for (const Outcome* outcome : outcomes_of(report, "quality.completeness")) {
        found = found || (outcome->title.key == "quality.completeness.title.shortened" && outcome->rows.count == 3);
    }
    EXPECT_TRUE(found);
    // Measured values are no numbers of somebody.
    EXPECT_TRUE(read({"1.5E+11", "12", "3.25", "2.5E+12"}).shortened.empty());
}

TEST(OddValues, ACodeWithAnEIsACode) {
    EXPECT_TRUE(scan_number("12E5")->code);
    EXPECT_FALSE(scan_number("1.2E5")->code);
    EXPECT_FALSE(scan_number("1E+05")->code);
    EXPECT_EQ(read({"12E5", "1234", "98E1", "7741", "5520", "33E7"}).kind, Kind::category);
    EXPECT_EQ(read({"1E+05", "2E+05", "31000", "4.5E+06"}).kind, Kind::number);
}

}  // namespace
}  // namespace klarsicht
