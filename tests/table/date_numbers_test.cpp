#include <gtest/gtest.h>

#include "report/message_format.h"
#include "support/audit.h"
#include "table/date.h"
#include "table/date_numbers.h"

namespace klarsicht {
namespace {

double day(int year, unsigned month, unsigned day_of_month) {
    return static_cast<double>(days_from_civil(year, month, day_of_month));
}

double days_in(const DateScan& scan) {
    const bool iso = (scan.styles & style_bit(DateStyle::iso)) != 0;
    return static_cast<double>(days_of(scan, iso ? DateStyle::iso : DateStyle::day_month_year));
}

TEST(Dates, MonthsAndWeeksAreTheirFirstDay) {
    const std::pair<const char*, double> dates[] = {
        {"2024-05", day(2024, 5, 1)},          {"05/2024", day(2024, 5, 1)},        {"Mai 2024", day(2024, 5, 1)},
        {"May-24", day(2024, 5, 1)},           {"décembre 2023", day(2023, 12, 1)}, {"2024-W05", day(2024, 1, 29)},
        {"2024W05", day(2024, 1, 29)},         {"KW 5/2024", day(2024, 1, 29)},     {"2024-KW05", day(2024, 1, 29)},
        {"semaine 1 2026", day(2025, 12, 29)}, {"W53/2020", day(2020, 12, 28)},
    };
    for (const auto& [text, expected] : dates) {
        const auto date = scan_date(text);
        ASSERT_TRUE(date) << text;
        EXPECT_TRUE(date->coarse) << text;
        EXPECT_EQ(days_in(*date), expected) << text;
    }
    for (const char* text : {"1234-05", "2024-13", "KW 12", "KW 54/2024", "13/2024", "05.2024", "Mai 24", "W12-A 2024",
                             "2024-05 10:00", "Marke 2024", "2024-123"}) {
        EXPECT_FALSE(scan_date(text)) << text;
    }
}

TEST(Dates, AsLettersAndPeopleHaveThem) {
    const double noon = 12 * 3600;
    const std::pair<const char*, double> dates[] = {
        {"Tue, 05 Mar 2024 12:00:00 +0000", day(2024, 3, 5) * 86400 + noon},
        {"Tue, 05 Mar 2024 12:00:00 GMT", day(2024, 3, 5) * 86400 + noon},
        {"Tue Mar 05 2024 14:00:00 GMT+0200 (Osteuropäische Zeit)", day(2024, 3, 5) * 86400 + noon},
        {"Di., 05.03.2024 12:00", day(2024, 3, 5) * 86400 + noon},
        {"Dienstag, 5. März 2024", day(2024, 3, 5) * 86400},
        {"05/03/2024 à 12h00", day(2024, 3, 5) * 86400 + noon},
        {"5 mars 2024 à 12 h 00", day(2024, 3, 5) * 86400 + noon},
        {"mardi 5 mars 2024", day(2024, 3, 5) * 86400},
        {"1er mars 2024", day(2024, 3, 1) * 86400},
        {"March 5th, 2024", day(2024, 3, 5) * 86400},
        {"5th March 2024", day(2024, 3, 5) * 86400},
        {"05.03.2024 um 12:00 Uhr", day(2024, 3, 5) * 86400 + noon},
        {"19. Jän. 2024", day(2024, 1, 19) * 86400},
        {"19. JÄNNER 2024", day(2024, 1, 19) * 86400},
        {"19. Sept. 2024", day(2024, 9, 19) * 86400},
    };
    for (const auto& [text, expected] : dates) {
        const auto date = scan_date(text);
        ASSERT_TRUE(date) << text;
        EXPECT_EQ(days_in(*date) * 86400 + date->seconds, expected) << text;
    }
    for (const char* text :
         {"Tue, 45 Mar 2024", "Montag", "Samstag 14", "5 mars 2024 à midi", "sat on 12", "05/03/2024 h"}) {
        EXPECT_FALSE(scan_date(text)) << text;
    }
}

TEST(Dates, NumbersThatCountSecondsOrDays) {
    const std::vector<double> seconds = {1714521600, 1714525200, 1714611600};
    const std::vector<double> serial = {45321, 45400, 46010};
    for (const char* name : {"created_at", "eventTime", "Zeitstempel", "last seen", "Erstellt am", "ts"}) {
        EXPECT_EQ(date_numbers(name, seconds), DateNumbers::seconds) << name;
    }
    for (const char* name : {"Mobilnummer", "order_no", "amount", "status", "format", "candidate"}) {
        EXPECT_EQ(date_numbers(name, seconds), DateNumbers::none) << name;
        EXPECT_EQ(date_numbers(name, serial), DateNumbers::none) << name;
    }
    EXPECT_EQ(date_numbers("timestamp", std::vector<double>{1714521600000, 1714525200000}), DateNumbers::milliseconds);
    EXPECT_EQ(date_numbers("event_ts", std::vector<double>{1714521600000000, 1714525200000000}),
              DateNumbers::microseconds);
    EXPECT_EQ(date_numbers("created", std::vector<double>{1714521600000000000, 1714525200000000000}),
              DateNumbers::nanoseconds);
    EXPECT_EQ(seconds_of(DateNumbers::microseconds, 1714521600000000), 1714521600);
    for (const char* name : {"Kaufdatum", "Order Date", "date_naissance", "gekauft am"}) {
        EXPECT_EQ(date_numbers(name, serial), DateNumbers::days) << name;
    }
    EXPECT_EQ(date_numbers("updates", serial), DateNumbers::none);
    EXPECT_EQ(date_numbers("date", std::vector<double>{1999, 2004, 2020}), DateNumbers::none);  // years
    EXPECT_EQ(date_numbers("timestamp", serial), DateNumbers::none);
    EXPECT_EQ(seconds_of(DateNumbers::days, 45321.5), day(2024, 1, 30) * 86400 + 43200);
}

TEST(Dates, AColumnOfCountedSecondsIsOneOfTimes) {
    std::string csv = "id,sent_at,unsubscribed_at,bought\n";
    for (int i = 0; i < 60; ++i) {
        csv += "a" + std::to_string(i) + "," + std::to_string(1714521600 + i * 5000) + "," +
               (i % 10 == 0 ? std::to_string(1715521600 + i) : "0") + "," + std::to_string(45000 + i) + "\n";
    }
    const Table table = test::table_of(csv);
    const auto read = [&](std::size_t c) {
        return interpret(table.columns[c], {.missing_tokens = default_missing_tokens()});
    };
    EXPECT_EQ(read(1).kind, Kind::datetime);
    EXPECT_EQ(read(2).kind, Kind::datetime);
    EXPECT_EQ(read(2).missing, 54U);
    EXPECT_EQ(read(2).distinct, 6U);
    EXPECT_EQ(read(3).kind, Kind::integer);  // no day by its name
}

TEST(Dates, FineTimesAreTimesAndNoIdentifiers) {
    const auto kind = [](const char* name, const char* tail) {
        std::string csv = std::string("campaign,") + name + "\n";
        for (int i = 0; i < 60; ++i) { csv += "a," + std::to_string(1714521600 + i * 5000) + tail + "\n"; }
        const Table table = test::table_of(csv);
        return interpret(table.columns[1], {.missing_tokens = default_missing_tokens()}).kind;
    };
    EXPECT_EQ(kind("event_timestamp", "123456"), Kind::datetime);
    EXPECT_EQ(kind("Zeitstempel", "123456"), Kind::datetime);
    EXPECT_EQ(kind("created_at", "123456789"), Kind::datetime);
    EXPECT_NE(kind("ad_id", "123456"), Kind::datetime);
    EXPECT_NE(kind("created_at", "12345678"), Kind::datetime);  // 18 digits are no unit of time
}

TEST(Dates, MonthsAreToldAsMonths) {
    const auto stale = [](const char* first, const char* second) {
        std::string csv = "month,email\n";
        for (int i = 0; i < 40; ++i) {
            csv += std::string(i % 2 == 0 ? first : second) + ",p" + std::to_string(i) + "@example.org\n";
        }
        const Report report = test::audit_of(csv);
        return Texts::of(Language::en).format(test::outcomes_of(report, "quality.timeliness").front()->summary);
    };
    EXPECT_NE(stale("2021-03", "2021-04").find("is Apr\u00A02021"), std::string::npos) << stale("2021-03", "2021-04");
    EXPECT_NE(stale("März 2021", "April 2021").find("is Apr\u00A02021"), std::string::npos);
    EXPECT_NE(stale("2021-03-01", "2021-04-01").find("1\u00A0Apr\u00A02021"), std::string::npos);
}

}  // namespace
}  // namespace klarsicht
