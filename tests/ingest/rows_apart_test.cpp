#include <algorithm>

#include <gtest/gtest.h>

#include "support/audit.h"
#include "support/csv.h"
#include "table/interpretation.h"

namespace klarsicht {
namespace {

using Kind = StructureIssue::Kind;

/// The file's numbers of the rows noted so.
std::vector<std::uint64_t> rows_of(const Table& table, Kind kind) {
    const auto found = std::ranges::find(table.source.issues, kind, &StructureIssue::kind);
    return found == table.source.issues.end() ? std::vector<std::uint64_t>() : found->first_rows;
}

std::vector<std::uint64_t> totals(std::string_view csv) {
    const Result<Table> table = test::read_csv(csv);
    EXPECT_TRUE(table);
    return rows_of(*table, Kind::total_row);
}

using Rows = std::vector<std::uint64_t>;

TEST(RowsApart, SumsThatAreCalledSoAreNoRows) {
    EXPECT_EQ(totals("campaign,clicks,cost\nA,10,1.5\nB,25,2.25\nC,31,3.5\nTotal,66,7.25\n"), Rows{3});
    EXPECT_EQ(totals("Kampagne;Klicks;Kosten\nA;10;1,5\nB;25;2,25\nC;31;3,5\nSumme;66;7,25\n"), Rows{3});
    EXPECT_EQ(totals("produit;clics;cout\nA;10;1,5\nB;25;2,25\nC;31;3,5\nTotal général;66;7,25\n"), Rows{3});
    EXPECT_EQ(
        totals("region,rep,q1\nN,A,10.5\nN,B,30.25\nN total,,40.75\nS,C,11\nS,D,12.5\nS total,,23.5\nTotal,,64.25\n"),
        (Rows{2, 5, 6}));
}

Rows header_lines(std::string_view csv) {
    const Result<Table> table = test::read_csv(csv);
    EXPECT_TRUE(table);
    return rows_of(*table, Kind::header_row);
}

TEST(RowsApart, AReportTellsOfItselfAboveTheTable) {
    const Result<Table> table = test::read_csv(
        "Attendee Report\nReport Generated:,\"May 17, 2024\"\nTopic,Webinar ID,Registered\nMail that sells,874 "
        "5512,640\n"
        "Attendee Details\nAttended,User "
        "Name,Email,Minutes\nYes,Ann,a@x.org,37\nNo,Bob,b@x.org,--\nYes,Cid,c@x.org,12\n"
        "Yes,Dee,d@x.org,44\nNo,Eve,e@x.org,--\nYes,Fay,f@x.org,9\nYes,Gus,g@x.org,3\n");
    ASSERT_TRUE(table);
    ASSERT_EQ(table->columns.size(), 4U);
    EXPECT_EQ(table->columns[2].name, "Email");
    EXPECT_EQ(table->rows(), 7U);
    // A header that lacks a name is none of a report.
    const Result<Table> short_header = test::read_csv("age,sex,town\nr1,31,f,Ulm\nr2,44,m,Bonn\nr3,29,f,Kiel\n");
    ASSERT_TRUE(short_header);
    EXPECT_EQ(short_header->rows(), 3U);
}

TEST(RowsApart, AHeaderMayHaveSeveralLines) {
    // A questionnaire's kinds of answers, with its second column of names; a table's units; long and short names.
    EXPECT_EQ(
        header_lines("id,How likely?,How old?,Why?\n,Response,Response,Open-Ended Response\n7,9,31,cheap\n8,3,44,dear\n"
                     "9,10,29,\n"),
        Rows{0});
    EXPECT_EQ(header_lines("Artikel;Gewicht;Preis\n;kg;EUR\nStuhl;4,5;49\nTisch;12;129\nBank;9,5;89\n"), Rows{0});
    EXPECT_EQ(
        header_lines(
            "start,q1,q2\nStart Date,How old are you?,How likely?\n\"{\"\"ImportId\"\":1}\",\"{\"\"ImportId\"\":2}\","
            "\"{\"\"ImportId\"\":3}\"\n2024-01-02,31,5\n2024-01-03,44,6\n2024-01-04,29,7\n"),
        (Rows{0, 1}));
}

TEST(RowsApart, AFirstRowOfWordsMayBeARow) {
    // Answers that nobody gave, words in one column only, a table of words.
    EXPECT_EQ(header_lines("name,age,income\nAnn,unknown,n/a\nBob,31,2500\nCid,44,1900\nDee,29,2200\n"), Rows{});
    EXPECT_EQ(header_lines("name,age,income\nAnn,,\nBob,31,2500\nCid,44,1900\nDee,29,2200\n"), Rows{});
    EXPECT_EQ(header_lines("name,age\nAnn,thirty\nBob,31\nCid,44\nDee,29\n"), Rows{});
    EXPECT_EQ(header_lines("name,city\nAnn,Ulm\nBob,Bonn\nCid,Kiel\nDee,Wien\n"), Rows{});
    EXPECT_EQ(header_lines("name,age,income\nAnn,old,1200\nBob,31,2500\nCid,44,1900\nDee,29,2200\n"), Rows{});
}

TEST(RowsApart, SumsWithoutANameAreKnownByBeingSums) {
    EXPECT_EQ(totals("name,amount,pieces\nAnn,12.5,1\nBob,13.75,2\nCid,20.25,3\n,46.5,6\n"), Rows{3});
    EXPECT_EQ(totals("name,amount,pieces\n,46.5,6\nAnn,12.5,1\nBob,13.75,2\nCid,20.25,3\n"), Rows{0});
    // A gap in the last row is a gap.
    EXPECT_EQ(totals("name,amount,pieces\nAnn,12.5,1\nBob,13.75,2\nCid,20.25,3\n,46,7\n"), Rows{});
}

TEST(RowsApart, ABreakdownIsItsFinestRows) {
    EXPECT_EQ(totals("age,sex,shown,clicks\nAll,All,1000,100\n18-24,All,600,55\n18-24,f,400,30\n18-24,m,200,25\n"
                     "25-34,All,400,45\n25-34,f,150,15\n25-34,m,250,30\n"),
              (Rows{0, 1, 4}));
}

TEST(RowsApart, ATotalThatIsNoSumIsCalledSoThroughout) {
    // Who was reached by two of them is counted once in the total.
    EXPECT_EQ(totals("age,sex,reach\nAll,All,900\n18-24,f,400\n18-24,m,200\n25-34,f,150\n25-34,m,250\n"), Rows{0});
    EXPECT_EQ(totals("Alter;Geschlecht;Reichweite;Kosten\n18-24;w;400;10,5\n18-24;m;200;9\nAlle;Alle;500;21\n"
                     "25-34;w;150;4\n25-34;m;250;5\n"),
              Rows{2});
    // One of several answers, and one whose numbers are like the others'.
    EXPECT_EQ(totals("post,mail,age\nall,all,71\nsome,none,42\nall,all,53\nnone,some,44\n"), Rows{});
    EXPECT_EQ(totals("post,mail,age\nall,all,31\nsome,none,42\nnone,all,53\nnone,some,44\n"), Rows{});
}

TEST(RowsApart, WhatOnlySoundsLikeASumStays) {
    EXPECT_EQ(totals("id,brand,price\n1,Total,4.99\n2,Aral,5.2\n3,Total,5.01\n4,Shell,6.05\n5,Esso,5.5\n"), Rows{});
    EXPECT_EQ(totals("id,school,pupils\n1,Gesamtschule,400\n2,Gymnasium,350\n3,Summerhill,50\n"), Rows{});
    EXPECT_EQ(totals("name,allowed,age\nAnn,all,31\nBob,some,42\nCid,all,53\nDan,none,44\nEve,all,35\n"), Rows{});
}

TEST(RowsApart, LeavesNoTraceInTheColumns) {
    const Result<Table> table =
        test::read_csv("region,amount\nN,10.5\nN,20\nSumme N,30.5\n\nS,11\nS,12\nSumme S,23\nSumme,53.5\n");
    ASSERT_TRUE(table);
    EXPECT_EQ(table->rows(), 4U);
    EXPECT_EQ(table->columns[0].dictionary.size(), 2U);
    EXPECT_EQ(table->columns[1].counts, (std::vector<std::uint32_t>{1, 1, 1, 1}));
    ASSERT_EQ(table->apart.size(), 3U);
    EXPECT_EQ(table->apart[0].cells, (std::vector<std::string>{"Summe N", "30.5"}));
    EXPECT_EQ(table->file_row(0), 0U);
    EXPECT_EQ(table->file_row(2), 3U);
    EXPECT_EQ(table->file_row(3), 4U);
}

TEST(RowsApart, NotesAndEmptyRowsAreApartToo) {
    const Result<Table> table = test::read_csv(
        "Name;Betrag;Menge\nAnn;12,50;1\n;;\nBob;13,75;2\nCid;20,00;3\nQuelle: Lager, Stand 1.3.2026;;\n;;\n");
    ASSERT_TRUE(table);
    EXPECT_EQ(table->rows(), 3U);
    EXPECT_EQ(rows_of(*table, Kind::blank_row), (Rows{1, 5}));
    EXPECT_EQ(rows_of(*table, Kind::trailing_junk), Rows{4});
    // Somebody of whom only the name is known stays.
    EXPECT_EQ(test::read_csv("Name;Betrag;Menge\nAnn;12,50;1\nBob;13,75;2\nCid;20,00;3\nDan;;\n")->rows(), 4U);
}

TEST(RowsApart, LabelsWithValuesStandAboveTheHeader) {
    for (const char* above :
         {"Account,4711\nPeriod,May\n", "Account,4711,,\nPeriod,May,,\n", "Report\nAccount,4711\n\n"}) {
        const Result<Table> table = test::read_csv(
            std::string(above) + "campaign,clicks,shown,cost\nA,10,200,1.5\nB,25,300,2.25\nC,31,90,3.5\n");
        ASSERT_TRUE(table);
        EXPECT_EQ(test::names_of(*table), (std::vector<std::string>{"campaign", "clicks", "shown", "cost"})) << above;
        EXPECT_EQ(table->rows(), 3U);
    }
}

TEST(RowsApart, TheReportNamesThemAndCountsRowsAsTheFileDoes) {
    std::string csv = "region,amount\nN,10.5\nN,20\nSumme N,30.5\n";
    for (int i = 0; i < 40; ++i) { csv += "S," + std::to_string(i) + ".5\n"; }
    csv += "S,l2\n";
    const Report report = test::audit_of(csv);
    const auto structure = test::outcomes_of(report, "quality.structure");
    ASSERT_EQ(structure.size(), 1U);
    EXPECT_EQ(structure[0]->status, Status::warn);
    EXPECT_EQ(structure[0]->summary.key, "quality.structure.summary.one_apart");
    EXPECT_EQ(structure[0]->rows.first(), Rows{2});
    const auto validity = test::outcomes_of(report, "quality.validity");
    ASSERT_FALSE(validity.empty());
    EXPECT_EQ(validity[0]->rows.first(), Rows{43});
}

TEST(RowsApart, PartsAreTheWhole) {
    const std::string header = "region,amount\n", north = "N,10.5\nN,20\nSumme N,30.5\n",
                      south = "S,11\nS,12\nSumme S,23\n";
    Result<Table> front = test::read_csv(header + north);
    const Result<Table> back = test::read_csv(header + south), whole = test::read_csv(header + north + south);
    ASSERT_TRUE(front && back && whole);
    ASSERT_TRUE(front->append(*back));
    EXPECT_EQ(front->rows(), 4U);
    ASSERT_EQ(front->apart.size(), whole->apart.size());
    for (std::size_t i = 0; i < whole->apart.size(); ++i) {
        EXPECT_EQ(front->apart[i].row, whole->apart[i].row);
        EXPECT_EQ(front->apart[i].cells, whole->apart[i].cells);
    }
}

}  // namespace
}  // namespace klarsicht
