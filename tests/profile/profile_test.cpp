#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <span>
#include <string>

#include "ingest/ingest.h"
#include "profile/distribution.h"
#include "profile/histogram.h"
#include "profile/profile.h"
#include "support/data.h"
#include "support/dice.h"

namespace klarsicht {
namespace {

Table read(std::string_view csv) {
    const auto ingest = make_csv_ingest({.name = "t.csv", .header = true});
    EXPECT_TRUE(ingest->feed(std::as_bytes(std::span(csv.data(), csv.size()))));
    Result<Table> table = ingest->finish();
    EXPECT_TRUE(table.has_value());
    return table ? std::move(*table) : Table();
}

Profile profile(const Table& table) {
    ProfileOptions options;
    options.missing_tokens = default_missing_tokens();
    options.as_of = 20758;  // 2026-11-01
    auto result = profile_table(table, options, Progress::none());
    EXPECT_TRUE(result.has_value());
    return result ? std::move(*result) : Profile();
}

TEST(Profile, FiguresOfASmallColumn) {
    const Table table = read("n,c\n1,a\n2,b\n2,a\n,a\n10,\n");
    const Profile p = profile(table);
    const ColumnProfile& n = p.columns[0];
    EXPECT_EQ(n.interpretation.kind, Kind::integer);
    EXPECT_EQ(n.interpretation.missing, 1U);
    EXPECT_EQ(n.interpretation.distinct, 3U);
    EXPECT_EQ(*n.min, 1);
    EXPECT_EQ(*n.max, 10);
    EXPECT_EQ(*n.mean, 3.75);
    EXPECT_DOUBLE_EQ(*n.std, std::sqrt((2.75 * 2.75 + 2 * 1.75 * 1.75 + 6.25 * 6.25) / 3));
    // numpy.quantile([1, 2, 2, 10], profile_quantiles)
    EXPECT_DOUBLE_EQ(*n.quantiles[0], 1.15);
    EXPECT_DOUBLE_EQ(*n.quantiles[1], 1.75);
    EXPECT_DOUBLE_EQ(*n.quantiles[2], 2);
    EXPECT_DOUBLE_EQ(*n.quantiles[3], 4);
    EXPECT_DOUBLE_EQ(*n.quantiles[4], 8.8);
    const ColumnProfile& c = p.columns[1];
    ASSERT_EQ(c.top.size(), 2U);
    EXPECT_EQ(table.columns[1].dictionary[c.top[0].code], "a");
    EXPECT_EQ(c.top[0].rows, 3U);
    EXPECT_FALSE(c.mean.has_value());
}

/// 30 rows; `#` is a number of four digits that grows by more than one.
std::string rows_of(std::string_view header, std::string_view row) {
    std::string csv(header);
    for (int i = 0; i < 30; ++i) {
        std::string line(row);
        for (std::size_t at = line.find('#'); at != std::string::npos; at = line.find('#')) {
            line.replace(at, 1, std::to_string(1000 + 37 * i));
        }
        csv += '\n' + line;
    }
    return csv;
}

TEST(Profile, WhatStandsBesideTellsNumbersOfPeople) {
    const auto first = [](const std::string& csv) { return profile(read(csv)).columns[0].meaning.id; };
    EXPECT_EQ(first(rows_of("ID,gender,Year_Birth,Income", "#,f,1980,50#")), "customer_id");
    EXPECT_EQ(first(rows_of("id,Geschlecht,Alter", "a#f0,w,40")), "customer_id");
    EXPECT_EQ(first(rows_of("ID,price,quantity", "#,5.50,3")), "row_id");
    EXPECT_EQ(first(rows_of("ID,customer_id,gender,age", "#,C#,f,40")), "row_id");
    EXPECT_EQ(first(rows_of("Row ID,gender,age", "#,f,40")), "row_id");
    EXPECT_EQ(first(rows_of("id,order number,gender,age", "#,B-#,f,40")), "row_id");
}

TEST(Profile, WhatStandsBesideTellsNames) {
    const std::string names = "first,last\nalice,xantip\nbrian,quorvo\ncora,belmin\ndennis,tolfrey\nedith,marrun\n";
    EXPECT_EQ(profile(read(names)).columns[1].meaning.id, "last_name");
    const std::string answers = "first,last\nyes,no\nno,no\nyes,yes\n";
    EXPECT_EQ(class_of(profile(read(answers)).columns[1].meaning.id), PersonalClass::none);
    const std::string people =
        "name,email,phone\nxantip bor,a@example.org,+49 30 23125001\nquorvo lin,b@example.org,+49 30 23125002\n"
        "belmin ska,c@example.org,+49 30 23125003\n";
    EXPECT_EQ(profile(read(people)).columns[0].meaning.id, "person_name");
    const std::string goods = "name,price\nxantip bor,5.50\nquorvo lin,7.50\nbelmin ska,8.50\n";
    EXPECT_EQ(profile(read(goods)).columns[0].meaning.id, "");
    const std::string brands = "name,price\nhugo boss,5.50\ntommy hilfiger,7.50\nralph lauren,8.50\npaul smit,9.50\n";
    EXPECT_EQ(profile(read(brands)).columns[0].meaning.id, "");
    const std::string firms = "name,city\nMüller GmbH,Bonn\nSchmidt AG,Köln\nAnna Weber GmbH,Bonn\nWolf Ltd,Ulm\n";
    EXPECT_NE(profile(read(firms)).columns[0].meaning.id, "person_name");
}

TEST(Profile, OneRowHasNoSpread) {
    const Profile p = profile(read("n\n7\n"));
    EXPECT_FALSE(p.columns[0].std.has_value());
    EXPECT_EQ(*p.columns[0].quantiles[0], 7);
}

TEST(Profile, SpellingsOfOneNumberAreOneValue) {
    const Profile p = profile(read("n\n1\n1.0\n1.00\n2.5\n-0\n0\n"));
    EXPECT_EQ(p.columns[0].interpretation.distinct, 3U);
    EXPECT_EQ(*p.columns[0].min, 0);
    EXPECT_EQ(*p.columns[0].quantiles[2], 1);
}

TEST(Profile, TiesInTopKeepTheOrderOfAppearance) {
    std::string csv = "c\n";
    for (int round = 0; round < 2; ++round) {
        for (char c = 'a'; c <= 'o'; ++c) { csv += std::string(1, c) + "x\n"; }
    }
    const Table table = read(csv);
    const Profile p = profile(table);
    ASSERT_EQ(p.columns[0].top.size(), 10U);
    for (std::size_t i = 0; i < 10; ++i) {
        EXPECT_EQ(table.columns[0].dictionary[p.columns[0].top[i].code],
                  std::string(1, static_cast<char>('a' + i)) + "x");
    }
}

TEST(Distribution, RadixSortEqualsSort) {
    test::Dice random(3);
    Table table;
    Column column;
    Interpretation interpretation;
    interpretation.kind = Kind::number;
    std::vector<double> all;
    for (std::uint32_t i = 0; i < 20000; ++i) {
        const double value = (static_cast<double>(random.below(2000000)) - 1e6) *
                             std::pow(10.0, static_cast<double>(random.below(7)) - 3.0);
        interpretation.values.push_back(value);
        interpretation.states.push_back(CellState::valid);
        const auto count = static_cast<std::uint32_t>(1 + random.below(3));
        column.counts.push_back(count);
        all.insert(all.end(), count, value);
    }
    std::ranges::sort(all);
    const Distribution distribution(column, interpretation);
    std::vector<double> expanded;
    for (const auto& entry : distribution.entries()) { expanded.insert(expanded.end(), entry.rows, entry.value); }
    EXPECT_EQ(expanded, all);
    EXPECT_EQ(distribution.rows(), all.size());
    const double position = static_cast<double>(all.size() - 1) * 0.95;
    const auto below = static_cast<std::size_t>(position);
    EXPECT_DOUBLE_EQ(distribution.quantiles({0.95})[0],
                     all[below] + (position - static_cast<double>(below)) * (all[below + 1] - all[below]));
}

TEST(Distribution, LargeOffsetKeepsTheSpread) {
    // A one-pass sum of squares would lose everything here.
    const Distribution distribution(std::vector<Distribution::Entry>{{1e9 + 1, 1}, {1e9 + 2, 1}, {1e9 + 3, 1}});
    EXPECT_DOUBLE_EQ(*distribution.std_deviation(), 1);
    EXPECT_DOUBLE_EQ(distribution.mean(), 1e9 + 2);
}

TEST(Histogram, CountsEveryRowOnRoundEdges) {
    test::Dice random(5);
    for (int round = 0; round < 200; ++round) {
        std::vector<double> values;
        const double scale = std::pow(10.0, static_cast<double>(random.below(9)) - 4.0);
        for (std::uint64_t i = 0; i <= random.below(300); ++i) {
            values.push_back((static_cast<double>(random.below(10000)) - 3000) * scale);
        }
        std::ranges::sort(values);
        std::vector<Distribution::Entry> entries;
        for (const double value : values) {
            if (!entries.empty() && entries.back().value == value) {
                ++entries.back().rows;
            } else {
                entries.push_back({value, 1});
            }
        }
        const Histogram h = histogram_of(Distribution(entries), false);
        ASSERT_EQ(h.edges.size(), h.counts.size() + 1);
        EXPECT_LE(h.counts.size(), max_histogram_bins);
        EXPECT_LE(h.edges.front(), values.front());
        EXPECT_GE(h.edges.back(), values.back());
        for (std::size_t bin = 0; bin < h.counts.size(); ++bin) {
            const bool last = bin + 1 == h.counts.size();
            const auto inside = std::ranges::count_if(values, [&](double v) {
                return v >= h.edges[bin] && (v < h.edges[bin + 1] || (last && v == h.edges[bin + 1]));
            });
            EXPECT_EQ(static_cast<std::uint64_t>(inside), h.counts[bin]);
        }
    }
}

TEST(Histogram, WholeNumbersGetWholeBins) {
    const Histogram h = histogram_of(Distribution(std::vector<Distribution::Entry>{{1, 10}, {2, 5}, {3, 1}}), true);
    EXPECT_EQ(h.edges, (std::vector<double>{1, 2, 3, 4}));
    EXPECT_EQ(h.counts, (std::vector<std::uint64_t>{10, 5, 1}));
}

void expect_same(const ColumnProfile& a, const ColumnProfile& b) {
    EXPECT_EQ(a.rows, b.rows);
    EXPECT_EQ(a.interpretation.kind, b.interpretation.kind);
    EXPECT_EQ(a.interpretation.missing, b.interpretation.missing);
    EXPECT_EQ(a.interpretation.invalid, b.interpretation.invalid);
    EXPECT_EQ(a.interpretation.distinct, b.interpretation.distinct);
    EXPECT_EQ(a.min, b.min);
    EXPECT_EQ(a.max, b.max);
    EXPECT_EQ(a.mean, b.mean);  // to the last bit: the sums run over sorted values
    EXPECT_EQ(a.std, b.std);
    EXPECT_EQ(a.quantiles, b.quantiles);
    EXPECT_EQ(a.histogram.edges, b.histogram.edges);
    EXPECT_EQ(a.histogram.counts, b.histogram.counts);
    ASSERT_EQ(a.top.size(), b.top.size());
    for (std::size_t i = 0; i < a.top.size(); ++i) {
        EXPECT_EQ(a.top[i].code, b.top[i].code);
        EXPECT_EQ(a.top[i].rows, b.top[i].rows);
    }
}

TEST(ProfileMerge, ProfileOfAppendedTablesIsTheProfileOfTheWhole) {
    test::Dice random(11);
    for (int round = 0; round < 40; ++round) {
        const std::string header = "id,amount,city,day\n";
        std::vector<std::string> lines;
        const std::uint64_t rows = 2 + random.below(400);
        for (std::uint64_t i = 0; i < rows; ++i) {
            const std::string amount =
                random.below(20) == 0 ? "NA"
                                      : std::to_string(random.below(500)) + "." + std::to_string(10 + random.below(90));
            const std::string day =
                "2025-0" + std::to_string(1 + random.below(9)) + "-1" + std::to_string(random.below(10));
            const char* cities[] = {"Berlin", "Köln", "", "Paris", "Köln "};
            lines.push_back(std::to_string(i) + "," + amount + "," + cities[random.below(5)] + "," + day + "\n");
        }
        const std::size_t split = static_cast<std::size_t>(1 + random.below(rows - 1));
        std::string first = header;
        std::string second = header;
        std::string whole = header;
        for (std::size_t i = 0; i < lines.size(); ++i) {
            (i < split ? first : second) += lines[i];
            whole += lines[i];
        }
        Table a = read(first);
        const Table b = read(second);
        ASSERT_TRUE(a.append(b).has_value());
        const Table all = read(whole);
        const Profile merged = profile(a);
        const Profile direct = profile(all);
        ASSERT_EQ(merged.columns.size(), direct.columns.size());
        for (std::size_t c = 0; c < direct.columns.size(); ++c) { expect_same(merged.columns[c], direct.columns[c]); }
    }
}

TEST(ProfileMerge, FiguresDoNotDependOnTheOrderOfTheRows) {
    test::Dice random(13);
    std::vector<std::string> lines;
    for (int i = 0; i < 300; ++i) {
        lines.push_back(std::to_string(random.below(100000)) + "." + std::to_string(random.below(1000)) + "\n");
    }
    std::string one = "x\n";
    for (const auto& line : lines) { one += line; }
    std::ranges::reverse(lines);
    std::string other = "x\n";
    for (const auto& line : lines) { other += line; }
    const ColumnProfile a = std::move(profile(read(one)).columns[0]);
    const ColumnProfile b = std::move(profile(read(other)).columns[0]);
    EXPECT_EQ(a.mean, b.mean);
    EXPECT_EQ(a.std, b.std);
    EXPECT_EQ(a.quantiles, b.quantiles);
}

TEST(Profile, CancelsBetweenColumns) {
    class Stop final : public Progress {
    public:
        bool report(std::string_view, double) override { return false; }
    } stop;
    const auto result = profile_table(read("a\n1\n"), {}, stop);
    ASSERT_FALSE(result.has_value());
    EXPECT_EQ(result.error().code, ErrorCode::cancelled);
}

TEST(Profile, AdultAgesAsPandasCountsThem) {
    KLARSICHT_SHARED_OR_SKIP(csv, "arx/adult.csv");
    const Table table = read(csv);
    const Profile p = profile(table);
    const auto age = table.find("age");
    ASSERT_TRUE(age.has_value());
    EXPECT_EQ(*p.columns[*age].min, 17);
    EXPECT_EQ(*p.columns[*age].max, 90);
    EXPECT_EQ(p.columns[*age].interpretation.distinct, 72U);
    EXPECT_EQ(p.columns[*age].rows, 30162U);
}

}  // namespace
}  // namespace klarsicht
