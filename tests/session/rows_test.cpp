// The rows behind a finding, looked at a page at a time and saved as a list.
#include <gtest/gtest.h>

#include "support/audit.h"
#include "support/csv.h"

namespace klarsicht {
namespace {

std::string key_of(const auto& result) { return result ? "done" : result.error().message.key; }

/// A row in ten was contacted after its objection; some names act instead of being read.
std::string contacts(std::size_t rows = 400) {
    std::string csv = "mail,contacted,objected,amount,kind\n";
    for (std::size_t i = 0; i < rows; ++i) {
        const std::string mail = i == 7 ? "\"=HYPERLINK(1)\nx\"" : "p" + std::to_string(i) + "@example.org";
        csv += mail + ",2026-05-" + (i % 10 == 3 ? "20" : "05") + "," + (i % 10 < 4 ? "2026-05-10" : "") + "," +
               std::to_string((i * 37) % 101) + "," +
               (i % 4 == 0   ? "b"
                : i % 4 == 1 ? "A"
                             : "c") +
               "\n";
    }
    return csv;
}

constexpr std::string_view contact_plan =
    R"({"version": 1, "roles": {"mail": ["person"], "contacted": ["timestamp"], "objected": ["opt_out"]}})";

class RowsTest : public testing::Test {
protected:
    void open(std::string_view csv, std::string_view plan = R"({"version": 1})",
              AuditOptions options = {.on_screen = true}) {
        test::open_session(session_, csv, plan);
        ASSERT_EQ(key_of(session_.audit(options)), "done");
    }
    RowPage page(const RowQuery& query, std::uint64_t first = 0, std::uint64_t count = most_page_rows) {
        Result<RowPage> page = session_.rows(query, first, count);
        EXPECT_EQ(key_of(page), "done");
        return page ? std::move(*page) : RowPage();
    }
    std::string error(const RowQuery& query) { return key_of(session_.rows(query, 0, 1)); }
    std::string saved(const RowQuery& query, Language language = Language::en) {
        std::string text;
        EXPECT_EQ(key_of(session_.write_rows(query, language, [&](std::string_view piece) { text += piece; })), "done");
        return text;
    }
    std::vector<std::uint64_t> numbers(const RowQuery& query) {
        std::vector<std::uint64_t> found;
        for (std::uint64_t first = 0;;) {
            const RowPage one = page(query, first, 100);
            for (const ShownRow& row : one.rows) { found.push_back(row.row); }
            first += one.rows.size();
            if (one.rows.empty()) { return found; }
        }
    }
    Session session_{Progress::none()};
};

TEST_F(RowsTest, AFindingGivesEveryRow) {
    open(contacts(), contact_plan);
    RowQuery query;
    const Result<std::size_t> check = session_.finding("ethics.contact_after_opt_out", {});
    ASSERT_EQ(key_of(check), "done");
    query.rows.check = *check;
    std::vector<std::uint64_t> expected;
    for (std::uint64_t row = 3; row < 400; row += 10) { expected.push_back(row); }
    EXPECT_EQ(numbers(query), expected);
    const RowPage first = page(query, 0, 5);
    EXPECT_EQ(first.total, 40U);
    EXPECT_EQ(first.of, 40U);
    ASSERT_EQ(first.rows.size(), 5U);
    // The head is line 1; the row with a line end in it moves those below by one.
    EXPECT_EQ(first.rows[0].line, 5U);
    EXPECT_EQ(first.rows[1].line, 16U);
}

TEST_F(RowsTest, PersonalValuesAreMaskedUntilTheyAreAskedFor) {
    open(contacts(), contact_plan);
    RowQuery query;
    query.columns = {0, 3};
    RowPage shown = page(query, 7, 1);
    ASSERT_EQ(shown.rows.size(), 1U);
    EXPECT_EQ(shown.rows[0].cells[0], "•••");
    EXPECT_EQ(shown.tells, (std::vector<bool>{false, true}));
    query.rows.sort = 0;
    EXPECT_EQ(error(query), "error.request.rows_masked");
    query.rows.sort.reset();
    query.rows.filters = {{0, RowFilter::Is::value, "p8@example.org"}};
    EXPECT_EQ(error(query), "error.request.rows_masked");
    EXPECT_TRUE(session_.row_values(0)->empty());
    query.rows.filters.clear();
    ASSERT_EQ(key_of(session_.audit({.show_values = true, .on_screen = true})), "done");
    shown = page(query, 7, 2);
    EXPECT_EQ(shown.rows[0].cells[0], "=HYPERLINK(1) x");
    EXPECT_EQ(shown.rows[1].cells[0], "p8@example.org");
}

TEST_F(RowsTest, WhatWasDecidedAboutSomebodyIsMasked) {
    std::string csv = "sex,town,chosen\n";
    for (int i = 0; i < 200; ++i) {
        csv += std::string(i % 2 == 0 ? "f" : "m") + "," + (i % 5 == 0 ? "Bonn" : "Ulm") + "," +
               (i % 3 == 0 ? "yes" : "no") + "\n";
    }
    const std::string_view plan = R"({"version": 1, "roles": {"sex": ["protected"], "chosen": ["decision"]}})";
    open(csv, plan);
    const RowPage shown = page({}, 0, 3);
    EXPECT_EQ(shown.rows[0].cells[2], "•••");
    EXPECT_EQ(shown.rows[0].states, "vvv");
    EXPECT_EQ(error({.rows = {.sort = 2}, .columns = {}}), "error.request.rows_masked");
    EXPECT_EQ(error({.rows = {.filters = {{2, RowFilter::Is::value, "yes"}}}, .columns = {}}),
              "error.request.rows_masked");
    EXPECT_EQ(saved({}).find("yes"), std::string::npos);
    open(csv, plan, {.show_values = true});
    EXPECT_EQ(page({}, 0, 3).rows[0].cells[2], "yes");
    EXPECT_NE(saved({}).find("yes"), std::string::npos);
}

TEST_F(RowsTest, SortedByWhatTheValuesAre) {
    open(
        "n,d,w\n10,03.02.2026,Öl\n9,11.01.2026,zebra\n,02.02.2026,apfel\nx,,Apfel\n9,01.01.2027,\n100,1.1.2026,Birne\n"
        "12,03.03.2026,Ofen\n7,04.03.2026,Uhr\n8,05.03.2026,Tor\n11,06.03.2026,Rad\n5,07.03.2026,Ast\n4,08.03.2026,"
        "Ei\n",
        R"({"version": 1})", {.show_values = true});
    const auto order = [&](std::size_t column, bool descending) {
        return numbers({.rows = {.sort = column, .descending = descending}, .columns = {}});
    };
    EXPECT_EQ(order(0, false), (std::vector<std::uint64_t>{11, 10, 7, 8, 1, 4, 0, 9, 6, 5, 3, 2}));
    EXPECT_EQ(order(0, true), (std::vector<std::uint64_t>{5, 6, 9, 0, 1, 4, 8, 7, 10, 11, 3, 2}));
    EXPECT_EQ(order(1, false), (std::vector<std::uint64_t>{5, 1, 2, 0, 6, 7, 8, 9, 10, 11, 4, 3}));
    EXPECT_EQ(order(2, false), (std::vector<std::uint64_t>{3, 2, 10, 5, 11, 0, 6, 9, 8, 7, 1, 4}));
}

TEST_F(RowsTest, FiltersAreAllMet) {
    open(contacts(), contact_plan, {.show_values = true});
    using Is = RowFilter::Is;
    const auto total = [&](std::vector<RowFilter> filters) {
        return page({.rows = {.filters = std::move(filters)}, .columns = {}}).total;
    };
    EXPECT_EQ(total({{2, Is::missing, {}}}), 240U);
    EXPECT_EQ(total({{2, Is::present, {}}}), 160U);
    EXPECT_EQ(total({{2, Is::invalid, {}}}), 0U);
    EXPECT_EQ(total({{4, Is::value, "b"}}), 100U);
    EXPECT_EQ(total({{4, Is::value, "b"}, {2, Is::present, {}}}), 40U);
    EXPECT_EQ(total({{4, Is::value, "no such value"}}), 0U);
    EXPECT_EQ(*session_.row_values(4), (std::vector<std::string>{"c", "b", "A"}));
}

TEST_F(RowsTest, OutOfRangeIsAnErrorThatNamesIt) {
    EXPECT_EQ(key_of(session_.rows({}, 0, 1)), "error.request.not_audited");
    open(contacts(), contact_plan);
    EXPECT_EQ(error({.rows = {.check = 9999}, .columns = {}}), "error.request.no_check");
    EXPECT_EQ(error({.rows = {.sort = 99}, .columns = {}}), "error.request.no_column");
    EXPECT_EQ(error({.rows = {}, .columns = {99}}), "error.request.no_column");
    EXPECT_EQ(error({.rows = {.filters = {{99, RowFilter::Is::missing, {}}}}, .columns = {}}),
              "error.request.no_column");
    EXPECT_TRUE(page({}, 1'000'000, 10).rows.empty());
}

TEST_F(RowsTest, ASavedListIsWhatASpreadsheetOfThatLanguageOpens) {
    open(contacts(), contact_plan, {.show_values = true});
    RowQuery query;
    query.columns = {0, 3};
    query.rows.filters = {{3, RowFilter::Is::value, "57"}};
    const std::string german = saved(query, Language::de), english = saved(query);
    EXPECT_TRUE(german.starts_with("\xEF\xBB\xBFZeile;Zeile in der Datei;mail;amount\r\n8;9;")) << german;
    EXPECT_NE(german.find("8;9;\"'=HYPERLINK(1)\nx\";57\r\n"), std::string::npos) << german;
    EXPECT_TRUE(english.starts_with("\xEF\xBB\xBFRow,Line of the file,mail,amount\r\n8,9,")) << english;
    EXPECT_NE(english.find("\r\n109,111,p108@example.org,57\r\n"), std::string::npos) << english;
}

TEST_F(RowsTest, ASavedListIsMaskedAsAReportThatLeaves) {
    open(contacts(), contact_plan);
    RowQuery query;
    query.columns = {0, 3};
    const std::string text = saved(query);
    EXPECT_EQ(text.find("example.org"), std::string::npos);
    EXPECT_NE(text.find("\r\n1,2,•••,0\r\n"), std::string::npos) << text.substr(0, 200);
}

TEST_F(RowsTest, RepeatedRowsComeWithWhatTheyRepeat) {
    std::string csv = "name,town,amount\n";
    for (int i = 0; i < 100; ++i) { csv += "n" + std::to_string(i) + ",Bonn," + std::to_string(i * 3) + "\n"; }
    csv += "n4,Bonn,12\nn9,Bonn,27\n";
    open(csv);
    const Outcome& found = test::outcome_of_check(*session_.report(), "quality.duplicates");
    EXPECT_EQ(found.rows.first(), (std::vector<std::uint64_t>{100, 101}));
    EXPECT_EQ(found.rows.to_see().first(9), (std::vector<std::uint64_t>{4, 9, 100, 101}));
}

TEST_F(RowsTest, RowsSetApartAreSeenWhereAFindingIsAboutThem) {
    std::string csv = "name,town,amount\n";
    for (int i = 0; i < 60; ++i) {
        csv += "n" + std::to_string(i) + ",Bonn," + std::to_string(i) + "\n";
        if (i == 29) { csv += ",,\n"; }
    }
    open(csv, R"({"version": 1})", {.show_values = true});
    RowQuery query;
    query.rows.check = *session_.finding("quality.structure", {});
    EXPECT_EQ(numbers(query), std::vector<std::uint64_t>{30});
    EXPECT_EQ(page(query).rows[0].states, "iii");
    EXPECT_EQ(page({}).total, 60U);
    EXPECT_EQ(page({}, 30, 1).rows[0].row, 31U);
    EXPECT_EQ(page({}, 30, 1).rows[0].cells[0], "n30");
}

TEST_F(RowsTest, AllSmallClassesCanBeSeen) {
    std::string csv = "sex,age,town\n";
    for (int i = 0; i < 300; ++i) {
        csv += i == 200 ? "f,91,Ulm\n"
                        : std::string(i % 2 == 0 ? "f" : "m") + "," + std::to_string(30 + i % 3) + ",Bonn\n";
    }
    open(
        csv,
        R"({"version": 1, "roles": {"sex": ["quasi_identifier"], "age": ["quasi_identifier"], "town": ["quasi_identifier"]}})");
    const Outcome& found = test::outcome_of_check(*session_.report(), "privacy.reidentification");
    EXPECT_EQ(found.rows.count, 0U);
    EXPECT_EQ(found.rows.to_see().first(9), std::vector<std::uint64_t>{200});
}

}  // namespace
}  // namespace klarsicht
