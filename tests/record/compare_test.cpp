#include "record/compare.h"

#include <gtest/gtest.h>

#include <cmath>

#include "audit/registry.h"
#include "base/asset.h"
#include "record/digest_of.h"
#include "record/key_figures.h"
#include "report/render.h"
#include "stats/mover.h"
#include "support/audit.h"
#include "support/dice.h"

namespace klarsicht {
namespace {

std::string key_text(const auto& result) { return result ? "done" : result.error().message.key; }

/// `women` of 100 women and 60 of 100 men are chosen; some ages are missing.
std::string people(int women, int missing = 0) {
    std::string csv = "sex,age,chosen\n";
    for (int i = 0; i < 200; ++i) {
        const bool woman = i % 2 == 0;
        const bool chosen = i / 2 < (woman ? women : 60);
        csv += std::string(woman ? "f" : "m") + "," + (i < missing ? "" : std::to_string(20 + i % 50)) + "," +
               (chosen ? "yes" : "no") + "\n";
    }
    return csv;
}

constexpr std::string_view plan =
    R"({"version": 1, "roles": {"sex": ["protected"], "chosen": ["decision"], "age": ["attribute"]},
        "favoured": {"sex": "m"}, "positive": {"chosen": {"equals": "yes"}}})";

ComparedFinding of(const Comparison& comparison, std::string_view id) {
    for (const ComparedFinding& one : comparison.findings) {
        if (one.key.id == id) { return one; }
    }
    ADD_FAILURE() << id;
    return {};
}

TEST(Mover, IsNewcombesMethodTenOfWilsonsIntervals) {
    // R. G. Newcombe (1998), Statistics in Medicine 17, table II: 56/70 against 48/80, and 9/10 against 3/10.
    struct Case {
        std::uint64_t k1, n1, k2, n2;
        double low, high;
    };
    for (const Case& one : {Case{56, 70, 48, 80, 0.0524, 0.3339}, Case{9, 10, 3, 10, 0.1705, 0.8090},
                            Case{6, 7, 2, 7, 0.0582, 0.8062}, Case{5, 56, 0, 29, -0.0381, 0.1926}}) {
        const stats::Interval ci = stats::mover_difference(stats::rate(one.k1, one.n1), stats::wilson(one.k1, one.n1),
                                                           stats::rate(one.k2, one.n2), stats::wilson(one.k2, one.n2));
        EXPECT_NEAR(ci.low, one.low, 5e-5);
        EXPECT_NEAR(ci.high, one.high, 5e-5);
    }
    EXPECT_TRUE(std::isnan(stats::mover_difference(1, {}, 0.5, {0.4, 0.6}).low));
}

TEST(Compare, AReportIsUnchangedBesideItself) {
    const Digest digest = digest_of(test::audit_of(people(30, 12), plan));
    const Comparison same = compare(digest, digest);
    ASSERT_FALSE(same.findings.empty());
    for (const ComparedFinding& one : same.findings) {
        EXPECT_EQ(one.change, Change::unchanged) << one.key.id;
        EXPECT_EQ(one.then, one.now);
    }
    for (const ComparedColumn& one : same.columns) { EXPECT_FALSE(one.drifted) << one.name; }
}

TEST(Compare, WhatAForeignReportSaysOfColumnsIsTakenNoFurtherThanItCanBe) {
    json report = report_to_json(test::audit_of(people(30, 12), plan), Language::de);
    report["columns"][0]["missing"] = 1e12;
    report["columns"][0]["kind"] = "a kind of its own";
    const Result<Digest> read = digest_of_json(report);
    ASSERT_EQ(key_text(read), "done");
    EXPECT_EQ(read->columns[0].missing, read->columns[0].rows);
    EXPECT_EQ(read->columns[0].kind, "empty");
    json kept = digest_to_json(*read);
    EXPECT_EQ(key_text(digest_from_json(kept, "findings")), "done");
    kept["columns"][0]["kind"] = "kind kind";
    EXPECT_NE(key_text(digest_from_json(kept, "findings")), "done");
}

TEST(Compare, AReportsJsonGivesTheSameDigest) {
    for (const auto& [csv, with] : {std::pair{people(30, 12), plan}, std::pair{people(55), plan}}) {
        const Report report = test::audit_of(csv, with);
        const Digest direct = digest_of(report);
        const Result<Digest> read = digest_of_json(report_to_json(report, Language::de));
        ASSERT_EQ(key_text(read), "done");
        EXPECT_EQ(*read, direct);
        const Result<Digest> again = digest_from_json(digest_to_json(direct), "findings");
        ASSERT_EQ(key_text(again), "done");
        EXPECT_EQ(*again, direct);
    }
}

TEST(Compare, AWiderGapIsWorseOnlyBeyondChance) {
    const Digest small = digest_of(test::audit_of(people(30), plan));
    const Digest larger = digest_of(test::audit_of(people(5), plan));
    const Digest near = digest_of(test::audit_of(people(28), plan));
    const ComparedFinding worse = of(compare(small, larger), "bias.group_gaps");
    ASSERT_TRUE(worse.before && worse.after);
    EXPECT_EQ(worse.change, Change::worse);
    EXPECT_NEAR(worse.difference, -0.25, 1e-12);
    EXPECT_LT(worse.ci95.high, 0);
    const stats::Interval expected =
        stats::mover_difference(worse.after->value, worse.after->ci95, worse.before->value, worse.before->ci95);
    EXPECT_EQ(worse.ci95.low, expected.low);
    const Comparison back = compare(larger, small);
    EXPECT_EQ(of(back, "bias.group_gaps").change, Change::better);
    EXPECT_EQ(of(compare(small, near), "bias.group_gaps").change, Change::chance);
}

TEST(Compare, FindingsComeAndGo) {
    const Digest fair = digest_of(test::audit_of(people(60), plan));
    const Digest unfair = digest_of(test::audit_of(people(20), plan));
    EXPECT_EQ(of(compare(fair, unfair), "bias.group_gaps").change, Change::added);
    EXPECT_EQ(of(compare(unfair, fair), "bias.group_gaps").change, Change::gone);
    Digest without = fair;
    std::erase_if(without.findings, [](const DigestEntry& entry) { return entry.key.id == "bias.group_gaps"; });
    EXPECT_EQ(of(compare(unfair, without), "bias.group_gaps").change, Change::gone);
    EXPECT_EQ(of(compare(without, unfair), "bias.group_gaps").change, Change::added);
    Digest unasked = unfair;
    for (DigestEntry& entry : unasked.findings) { entry.status = Status::not_assessed; }
    EXPECT_EQ(of(compare(unfair, unasked), "bias.group_gaps").change, Change::unchecked);
}

TEST(Compare, ColumnsDrift) {
    Digest now = digest_of(test::audit_of(people(30, 60), plan));
    const Comparison comparison = compare(digest_of(test::audit_of(people(30), plan)), now);
    ASSERT_EQ(comparison.columns.size(), 3u);
    const ComparedColumn& age = comparison.columns.front();
    EXPECT_EQ(age.name, "age");
    EXPECT_TRUE(age.drifted);
    const stats::Interval expected = stats::newcombe_difference(60, 200, 0, 200);
    EXPECT_EQ(age.missing_ci95.low, expected.low);
    EXPECT_FALSE(comparison.columns.back().drifted);
    now.columns.erase(now.columns.begin());
    const Comparison gone = compare(digest_of(test::audit_of(people(30), plan)), now);
    EXPECT_FALSE(gone.columns[1].now && gone.columns[0].now);
}

TEST(Compare, RandomDigestsGoBackTheWayTheyCame) {
    test::Dice dice(7);
    constexpr Change opposite[] = {Change::better, Change::gone,  Change::added, Change::moved,
                                   Change::chance, Change::worse, Change::added, Change::unchanged};
    for (int round = 0; round < 500; ++round) {
        Digest a, b;
        for (int i = 0; i < 6; ++i) {
            for (Digest* digest : {&a, &b}) {
                const double value = static_cast<double>(dice.below(100)) / 100;
                KeyFigure figure{.name = "f", .value = value};
                figure.ci95 = {value - 0.1, value + 0.1};
                figure.worse = i % 2 == 0 ? KeyFigure::Worse::lower : KeyFigure::Worse::higher;
                digest->findings.push_back({{"id", {std::to_string(i)}}, static_cast<Status>(dice.below(4)), {figure}});
            }
        }
        const Comparison there = compare(a, b), back = compare(b, a);
        for (const ComparedFinding& one : there.findings) {
            for (const ComparedFinding& other : back.findings) {
                if (one.key != other.key) { continue; }
                EXPECT_DOUBLE_EQ(one.difference, -other.difference);
                // What is unsure of a finding is no news of what is none.
                if (one.change == Change::unchanged || other.change == Change::unchanged) { continue; }
                EXPECT_EQ(other.change, opposite[static_cast<std::size_t>(one.change)]) << round;
            }
        }
    }
}

TEST(Compare, WhatAFileLacksIsOneFindingWhicheverColumnsItTouches) {
    const Digest then = digest_of(test::audit_of("a,b\n1,\n2,\n3,\n4,5\n"));
    const Digest now = digest_of(test::audit_of("a,b\n,1\n,2\n,3\n4,5\n"));
    std::size_t completeness = 0;
    for (const ComparedFinding& one : compare(then, now).findings) {
        if (one.key.id != "quality.completeness") { continue; }
        ++completeness;
        EXPECT_EQ(one.change, Change::unchanged);
    }
    EXPECT_EQ(completeness, 1u);
}

TEST(KeyFigures, AreOfChecksThatThereAre) {
    const json all = json::parse(asset("record/key_figures.json").value_or("{}"));
    ASSERT_GT(all.size(), 20u);
    for (const auto& item : all.items()) { EXPECT_NE(check_named(item.key()), nullptr) << item.key(); }
    for (const std::string_view id : {"bias.group_gaps", "privacy.reidentification", "quality.completeness"}) {
        EXPECT_FALSE(key_figures_of(id).empty()) << id;
    }
    EXPECT_TRUE(key_figures_of("no.such.check").empty());
}

TEST(Compare, WhatIsNoReportIsRefused) {
    for (const char* text :
         {R"({"format": "klarsicht-report"})", R"({"checks": [], "columns": []})",
          R"({"format": "klarsicht-report", "version": 2, "checks": [], "columns": []})",
          R"({"format": "klarsicht-report", "version": 1, "checks": [7], "columns": []})",
          R"({"format": "klarsicht-report", "version": 1, "checks": [{"id": "x"}], "columns": []})"}) {
        EXPECT_NE(key_text(digest_of_json(json::parse(text))), "done") << text;
    }
}

}  // namespace
}  // namespace klarsicht
