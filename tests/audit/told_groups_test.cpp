// What a report tells of all its groups together: a solver that did not make it tries every sum and difference.
#include "audit/told_groups.h"

#include <map>
#include <random>

#include <gtest/gtest.h>

#include "support/audit.h"
#include "support/elimination.h"

namespace klarsicht {
namespace {

using Values = std::vector<std::string>;  ///< [columns], of a row

/// A file of some protected columns, which sets of them are crossed, and everything its report tells of decisions.
struct Trial {
    Values columns;
    std::vector<Values> rows;
    std::string csv;
    std::string plan;

    static Trial random(unsigned seed) {
        std::mt19937 random(seed);
        Trial trial;
        const std::size_t columns = 2 + random() % 2;
        trial.columns = {"sex", "race", "zone"};
        trial.columns.resize(columns);
        const std::size_t people = 14 + random() % 90;
        std::vector<std::size_t> values;
        for (std::size_t c = 0; c < columns; ++c) { values.push_back(2 + random() % 3); }
        for (std::size_t i = 0; i < people; ++i) {
            Values row;
            for (std::size_t c = 0; c < columns; ++c) {
                // Some values are rare, and some columns are nested in another.
                std::size_t value = std::min(random() % values[c], random() % (values[c] + 1));
                if (c > 0 && seed % 3 == 0 && row[0].back() == '0') { value = 0; }
                row.push_back(std::string(1, trial.columns[c][0]) + std::to_string(value));
            }
            trial.rows.push_back(std::move(row));
        }
        for (const std::string& column : trial.columns) { trial.csv += column + ","; }
        trial.csv += "chosen\n";
        for (const Values& row : trial.rows) {
            for (const std::string& value : row) { trial.csv += value + ","; }
            trial.csv += random() % 3 == 0 ? "yes\n" : "no\n";
        }
        std::string crossed;
        if (random() % 2 == 0) { crossed += R"(["sex", "race"])"; }
        if (columns > 2 && random() % 2 == 0) {
            crossed += (crossed.empty() ? "" : ", ") + std::string(R"(["zone", "sex"])");
        }
        if (columns > 2 && random() % 2 == 0) {
            crossed += (crossed.empty() ? "" : ", ") + std::string(R"(["sex", "race", "zone"])");
        }
        trial.plan = R"({"version": 1, "as_of": "2026-11-01", "roles": {"chosen": ["decision"])";
        for (const std::string& column : trial.columns) { trial.plan += ", \"" + column + "\": [\"protected\"]"; }
        trial.plan += R"(}, "positive": {"chosen": {"equals": "yes"}}, "crossed": [)" + crossed + "]}";
        return trial;
    }

    /// Rows with these values in these columns.
    std::vector<std::size_t> rows_with(const Values& names, const Values& values) const {
        std::vector<std::size_t> found;
        for (std::size_t row = 0; row < rows.size(); ++row) {
            bool in = true;
            for (std::size_t i = 0; i < names.size(); ++i) {
                const auto column = std::ranges::find(columns, names[i]) - columns.begin();
                in = in && rows[row][static_cast<std::size_t>(column)] == values[i];
            }
            if (in) { found.push_back(row); }
        }
        return found;
    }
};

Values split(const std::string& label, std::string_view by) {
    Values parts;
    std::size_t from = 0;
    for (std::size_t at = label.find(by); at != std::string::npos; at = label.find(by, from)) {
        parts.push_back(label.substr(from, at - from));
        from = at + by.size();
    }
    parts.push_back(label.substr(from));
    return parts;
}

/// The groups whose decisions the report tells, as rows, and how many people it says each has.
struct Told {
    std::vector<std::size_t> rows;
    std::uint64_t n;
};

std::vector<Told> told_by(const Trial& trial, const Report& report) {
    std::vector<Told> told;
    const auto add = [&](const Values& names, const Values& values, double n) {
        if (n == 0) { return; }  // all withheld: that is no news of them
        told.push_back({trial.rows_with(names, values), static_cast<std::uint64_t>(n)});
    };
    for (const JointCounts::Set& set : report.counts.sets) {
        for (const JointCounts::Cell& cell : set.cells) {
            if (!cell.selected) { continue; }
            Values names;
            Values values;
            for (std::size_t i = 0; i < set.columns.size(); ++i) {
                const JointCounts::Column& column = report.counts.columns[set.columns[i]];
                names.push_back(column.name);
                values.push_back(column.groups[cell.members[i]]);
            }
            add(names, values, static_cast<double>(cell.n));
        }
    }
    for (const Outcome* outcome : test::outcomes_of(report, "bias.group_rates")) {
        for (const Group& group : outcome->groups) {
            if (std::isnan(group.number_of("selected"))) { continue; }
            add(outcome->subject, split(std::string(group.label()), " & "), group.number_of("n"));
        }
    }
    for (const Outcome* outcome : test::outcomes_of(report, "bias.subgroups")) {
        for (const Group& group : outcome->groups) {
            if (std::isnan(group.number_of("selected"))) { continue; }
            Values names;
            Values values;
            for (const Figure& item : group.figures.find("items")->parts) {
                const Values parts = split(item.text, "=");
                names.push_back(parts[0]);
                values.push_back(parts[1]);
            }
            add(names, values, group.number_of("n"));
        }
    }
    return told;
}

/// Every group of one to four people that values of some columns make.
std::map<std::vector<std::size_t>, std::string> small_groups(const Trial& trial) {
    std::map<std::vector<std::size_t>, std::string> groups;
    for (unsigned chosen = 1; chosen < 1U << trial.columns.size(); ++chosen) {
        for (const Values& row : trial.rows) {
            Values names;
            Values values;
            std::string text;
            for (std::size_t c = 0; c < trial.columns.size(); ++c) {
                if ((chosen >> c & 1U) == 0) { continue; }
                names.push_back(trial.columns[c]);
                values.push_back(row[c]);
                text += row[c] + " ";
            }
            std::vector<std::size_t> rows = trial.rows_with(names, values);
            if (rows.size() < least_people_shown) { groups.emplace(std::move(rows), std::move(text)); }
        }
    }
    return groups;
}

TEST(ToldGroups, NoSumOrDifferenceOfAReportTellsOfFewerThanFivePeople) {
    std::size_t sums = 0;
    std::size_t small = 0;
    for (unsigned seed = 0; seed < 150; ++seed) {
        const Trial trial = Trial::random(seed);
        const Report report = test::audit_of(trial.csv, trial.plan);
        test::Elimination solver(trial.rows.size());
        const std::vector<Told> told = told_by(trial, report);
        for (const Told& group : told) {
            EXPECT_GE(group.n, least_people_shown);
            // Of withheld people nothing is known: n says how many of the group are not.
            if (report.withheld_rows == 0) {
                EXPECT_EQ(group.n, group.rows.size());
                solver.add(group.rows);
            }
        }
        sums += told.size();
        if (report.withheld_rows > 0) { continue; }
        std::vector<std::size_t> everybody(trial.rows.size());
        for (std::size_t row = 0; row < everybody.size(); ++row) { everybody[row] = row; }
        solver.add(everybody);
        for (const auto& [rows, name] : small_groups(trial)) {
            EXPECT_FALSE(solver.holds(rows)) << "seed " << seed << ": " << name;
            ++small;
        }
    }
    EXPECT_GT(sums, 1500U);
    EXPECT_GT(small, 500U) << "what is not there cannot be found";
}

constexpr std::string_view nested_plan = R"({"version": 1, "roles": {"land": ["protected"], "town": ["protected"],
    "chosen": ["decision"]}, "positive": {"chosen": {"equals": "yes"}}, "crossed": []})";

/// 40 people in the north: 20 in Kiel, `others` in other places, the rest in Husum; 30 in the south.
std::string nested(int others, std::string_view chosen) {
    std::string csv = "land,town,chosen\n";
    for (int i = 0; i < 40; ++i) {
        const bool other = i >= 40 - others;
        csv += std::string("north,") +
               (i < 20  ? "Kiel,"
                : other ? "Ulm,"
                        : "Husum,") +
               (other        ? std::string(chosen)
                : i % 3 == 0 ? "yes"
                             : "no") +
               "\n";
    }
    for (int i = 0; i < 30; ++i) { csv += std::string("south,Ulm,") + (i % 2 == 0 ? "yes" : "no") + "\n"; }
    return csv;
}

TEST(ToldGroups, AColumnWithinAnotherDoesNotTellOfTheRest) {
    // The north less Kiel and Husum would be these three, though nobody asked for land and town together.
    const Report report = test::audit_of(nested(3, "yes"), nested_plan);
    EXPECT_EQ(report.withheld_rows, 3U);
    EXPECT_EQ(test::audit_of(nested(5, "yes"), nested_plan).withheld_rows, 0U);
    EXPECT_EQ(test::audit_of(nested(0, "yes"), nested_plan).withheld_rows, 0U);
}

TEST(ToldGroups, SomebodyOfSeveralRowsIsOnePerson) {
    // Eight rows of two others: not eight people.
    std::string csv = "customer,sex,chosen\n";
    for (int i = 0; i < 60; ++i) {
        csv += "c" + std::to_string(i) + (i % 2 == 0 ? ",f," : ",m,") + (i % 3 == 0 ? "yes\n" : "no\n");
    }
    for (int i = 0; i < 8; ++i) { csv += i % 2 == 0 ? "c90,x,yes\n" : "c91,x,no\n"; }
    const std::string plan = R"({"version": 1, "roles": {"sex": ["protected"], "chosen": ["decision"])";
    const std::string rest = R"(}, "positive": {"chosen": {"equals": "yes"}}})";
    const auto told = [&](const std::string& text) {
        const Report report = test::audit_of(csv, text);
        for (const Group& group : test::outcome_of_check(report, "bias.group_rates").groups) {
            if (group.label() == "x") { return !std::isnan(group.number_of("selected")); }
        }
        return false;
    };
    EXPECT_TRUE(told(plan + R"(, "customer": ["ignore"])" + rest)) << "as far as the file says, eight people";
    EXPECT_FALSE(told(plan + R"(, "customer": ["person"])" + rest));
    // Nor does any other check count their rows as people.
    EXPECT_EQ(test::audit_of(csv, plan + R"(, "customer": ["person"])" + rest).withheld_rows, 8U);
}

/// Set by set, as where the columns together make too many cells.
TEST(ToldGroups, EachSetIsLookedAtWithAllThatLiesWithinIt) {
    std::mt19937 random(4);
    constexpr std::size_t count = 7;
    std::string csv = "chosen";
    std::string roles = R"({"version": 1, "roles": {"chosen": ["decision"])";
    for (std::size_t c = 0; c < count; ++c) {
        csv += ",c" + std::to_string(c);
        roles += ", \"c" + std::to_string(c) + R"(": ["protected"])";
    }
    for (int row = 0; row < 80; ++row) {
        csv += row % 3 == 0 ? "\n1" : "\n0";
        for (std::size_t c = 0; c < count; ++c) { csv += "," + std::string(1, "aabc"[random() % 4]); }
    }
    const test::World world = test::world_of(test::table_of(csv + "\n"), roles + "}}");
    const AuditContext context = world.context();
    std::vector<DividedColumn> columns;
    for (std::size_t c = 0; c < count; ++c) { columns.push_back({c + 1, groups_of(context, c + 1)}); }
    const auto crossings = [](const std::vector<std::vector<std::size_t>>& sets) {
        std::vector<GroupKey> groups;
        for (const std::vector<std::size_t>& set : sets) {
            std::size_t combinations = 1;
            for (std::size_t i = 0; i < set.size(); ++i) { combinations *= 3; }
            for (std::size_t one = 0; one < combinations; ++one) {
                GroupKey group{set, {}};
                for (std::size_t i = 0, rest = one; i < set.size(); ++i, rest /= 3) {
                    group.members.push_back(static_cast<std::uint32_t>(rest % 3));
                }
                groups.push_back(std::move(group));
            }
        }
        return groups;
    };
    // The first four lie within one another, the wide one has more parts than there are sets, the last stands alone.
    const std::vector<std::vector<std::size_t>> sets = {{1}, {0, 1}, {0, 1, 2}, {1, 2}, {0, 3, 4, 5}, {4, 5}, {2, 6}};
    const std::vector<Telling> told = telling_of(context, std::nullopt, columns, crossings(sets));
    std::vector<Telling> expected;
    const auto expect = [&](const std::vector<std::size_t>& widest,
                            const std::vector<std::vector<std::size_t>>& within) {
        std::vector<DividedColumn> own;
        for (const std::size_t place : widest) { own.push_back(columns[place]); }
        const std::vector<Telling> alone = telling_of(context, own, crossings(within));
        expected.insert(expected.end(), alone.begin(), alone.end());
    };
    expect({0, 1, 2}, {{1}, {0, 1}, {0, 1, 2}, {1, 2}});
    expect({0, 3, 4, 5}, {{0, 1, 2, 3}, {2, 3}});
    expect({2, 6}, {{0, 1}});
    EXPECT_EQ(told, expected);
    EXPECT_GT(std::ranges::count(told, Telling::hidden), 0);
}

}  // namespace
}  // namespace klarsicht
