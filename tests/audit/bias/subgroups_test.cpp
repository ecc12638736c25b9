#include <gtest/gtest.h>

#include <cmath>
#include <map>
#include <numeric>
#include <set>

#include "audit/bias/checks/checks.h"
#include "stats/itemsets.h"
#include "stats/random.h"
#include "support/audit.h"
#include "support/data.h"
#include "support/dice.h"

namespace klarsicht {
namespace {

std::string key_of(const json& items) {
    std::set<std::string> sorted;
    for (const json& item : items) { sorted.insert(item.get<std::string>()); }
    return std::accumulate(sorted.begin(), sorted.end(), std::string(),
                           [](std::string text, const std::string& item) { return std::move(text) + item + "|"; });
}

TEST(Subgroups, AdultEqualsTheReference) {
    KLARSICHT_ADULT_OR_SKIP(csv);
    KLARSICHT_SHARED_OR_SKIP(reference_text, "../reference/bias_extra.json");
    const json reference = json::parse(reference_text, nullptr, false)["subgroup_search_adult"];
    const Report report =
        test::audit_of(csv,
                       R"({"version": 1, "missing_tokens": [""], "roles": {"sex": ["protected"], "race": ["protected"],
            "age": ["protected"],
        "workclass": ["attribute"], "education": ["attribute"], "marital_status": ["attribute"],
            "occupation": ["attribute"], "relationship": ["attribute"],
        "hours_per_week": ["decision"], "income": ["outcome"]}, "positive": {"hours_per_week": {"at_least": 45},
            "income": {"equals": ">50K"}},
        "bins": {"age": [25, 60]}, "limits": {"bias.subgroups.min_support": 0.02, "bias.subgroups.max_depth": 3}})",
                       {.show_values = true});
    const Outcome& outcome = test::outcome_of_check(report, "bias.subgroups");
    // The reference leaves out the empty one.
    const json metrics = test::metrics_of(outcome);
    const json groups = test::groups_of(outcome);
    EXPECT_EQ(metrics["itemsets"].get<std::size_t>(), reference["itemsets"].get<std::size_t>() + 1);
    for (const char* base : {"selection_rate", "fpr", "fnr", "accuracy"}) {
        EXPECT_EQ(metrics[base], reference["base"][base]) << base;
    }
    std::map<std::string, const json*> found;
    for (const json& group : groups) { found.emplace(key_of(group["items"]), &group); }
    std::size_t compared = 0;
    for (const char* list : {"lowest_d_selection_rate", "highest_d_selection_rate", "highest_d_fnr"}) {
        for (const json& want : reference[list]) {
            json items = json::array();
            for (const json& item : want["itemset"]) {
                std::string text = item.get<std::string>();
                if (text.starts_with("age_group=")) { text = "age=" + text.substr(10); }
                items.push_back(text);
            }
            const auto own = found.find(key_of(items));
            ASSERT_NE(own, found.end()) << key_of(items);
            const json& got = *own->second;
            for (const char* name : {"n", "tp", "fp", "tn", "fn"}) {
                EXPECT_EQ(got[name], want[name]) << key_of(items);
            }
            for (const auto& [mine, theirs] : {std::pair{"support", "support"},
                                               {"d_selection_rate", "d_selection_rate"},
                                               {"d_fpr", "d_fpr"},
                                               {"d_fnr", "d_fnr"},
                                               {"t", "t_fpr_beta"}}) {
                EXPECT_NEAR(got[mine].get<double>(), want[theirs].get<double>(),
                            1e-12 * std::max(1.0, std::fabs(want[theirs].get<double>())))
                    << mine << key_of(items);
                ++compared;
            }
        }
    }
    EXPECT_GE(compared, 200u);
    EXPECT_EQ(outcome.status, Status::warn);
    // Whatever stands out has something protected in it, and is shown as such.
    EXPECT_TRUE(groups[0]["stands_out"].get<bool>());
    const std::string first = key_of(groups[0]["items"]);
    EXPECT_TRUE(first.find("sex=") != std::string::npos || first.find("race=") != std::string::npos ||
                first.find("age=") != std::string::npos)
        << first;
    EXPECT_EQ(outcome.chart.rows.size(), 11u);
}

/// Nothing may be found where nothing is: the e-mail was assigned at random.
TEST(Subgroups, HillstromIsSilent) {
    KLARSICHT_SHARED_OR_SKIP(csv, "hillstrom/hillstrom.csv");
    const Report report = test::audit_of(
        csv,
        R"({"version": 1, "roles": {"zip_code": ["protected"], "newbie": ["protected"], "channel": ["attribute"],
            "recency": ["attribute"],
        "history": ["attribute"], "history_segment": ["attribute"], "mens": ["attribute"], "womens": ["attribute"],
            "segment": ["decision"], "visit": ["outcome"],
        "conversion": ["ignore"], "spend": ["ignore"]}, "positive": {"segment": {"equals": "Womens E-Mail"},
            "visit": {"equals": "1"}}})");
    const Outcome& outcome = test::outcome_of_check(report, "bias.subgroups");
    EXPECT_EQ(outcome.status, Status::pass);
    EXPECT_GT(outcome.metrics.number_of("itemsets"), 300);
    EXPECT_EQ(outcome.metrics.number_of("subgroups_found"), 0);
}

/// Older women are left out, although women and the old each are not far behind.
TEST(Subgroups, FindsWhatSingleColumnsHide) {
    std::string csv = "sex,age,town,chosen\n";
    stats::Random random(9);
    for (int i = 0; i < 6000; ++i) {
        const bool woman = random.below(2) == 0;
        const bool old = random.below(2) == 0;
        const double rate = woman && old ? 0.10 : !woman && !old ? 0.40 : 0.55;
        csv += std::string(woman ? "f" : "m") + "," + (old ? "70" : "30") + ",T" + std::to_string(random.below(4)) +
               "," + (random.uniform() < rate ? "1" : "0") + "\n";
    }
    const Report report =
        test::audit_of(csv,
                       R"({"version": 1, "roles": {"sex": ["protected"], "age": ["protected"], "town": ["attribute"],
            "chosen": ["decision"]},
        "positive": {"chosen": {"equals": "1"}}, "bins": {"age": [60]}})");
    const Outcome& outcome = test::outcome_of_check(report, "bias.subgroups");
    EXPECT_EQ(outcome.status, Status::warn);
    const json first = test::groups_of(outcome)[0];
    EXPECT_EQ(key_of(first["items"]), "age=>=60|sex=f|");
    const json& shapley = first["shapley"];
    EXPECT_NEAR(shapley[0].get<double>() + shapley[1].get<double>(), first["d_selection_rate"].get<double>(), 1e-12);
    // Everybody, the two single values, and both.
    const json lattice = test::metrics_of(outcome)["lattice"];
    ASSERT_EQ(lattice.size(), 4u);
    EXPECT_EQ(lattice[0]["items"], json::array());
    EXPECT_EQ(lattice[3]["above"].size(), 2u);
    EXPECT_EQ(test::outcome_of_check(
                  test::audit_of(
                      csv,
                      R"({"version": 1, "roles": {"sex": ["protected"], "age": ["protected"], "town": ["attribute"],
            "chosen": ["decision"]},
        "positive": {"chosen": {"equals": "1"}}, "bins": {"age": [60]}, "limits": {"bias.subgroups.max_depth": 1}})"),
                  "bias.subgroups")
                  .metrics.number_of("itemsets"),
              9);
}

/// Subgroups of fewer than five people are listed, last and without what was decided about them.
TEST(Subgroups, OfFewPeopleNothingIsTold) {
    std::string csv = "sex,town,chosen\n";
    for (int i = 0; i < 60; ++i) {
        csv += std::string(i % 2 == 0 ? "f" : "m") + (i < 3 || i > 50 ? ",A" : ",B") + (i % 4 == 0 ? ",1\n" : ",0\n");
    }
    for (int i = 0; i < 6; ++i) { csv += std::string("d,") + (i < 3 ? "A" : "B") + (i % 2 == 0 ? ",1\n" : ",0\n"); }
    constexpr std::string_view plan =
        R"({"version": 1, "roles": {"sex": ["protected"], "town": ["attribute"], "chosen": ["decision"]},
        "positive": {"chosen": {"equals": "1"}}, "limits": {"bias.subgroups.min_support": 0.02}})";
    const Report report = test::audit_of(csv, plan);
    const std::vector<Group>& groups = test::outcome_of_check(report, "bias.subgroups").groups;
    ASSERT_EQ(groups.size(), 12u);
    std::size_t hidden = 0;
    int parts_told = 0;
    for (std::size_t i = 0; i < groups.size(); ++i) {
        const double n = groups[i].number_of("n");
        const bool told = !std::isnan(groups[i].number_of("selected"));
        if (n < 5) { EXPECT_FALSE(told) << i; }
        EXPECT_EQ(told, !std::isnan(groups[i].number_of("selection_rate"))) << i;
        if (hidden > 0) { EXPECT_FALSE(told) << "the hidden ones come last: " << i; }
        hidden += told ? 0 : 1;
        const std::size_t items = groups[i].figures.find("items")->parts.size();
        if (told && n == 15) { EXPECT_EQ(items, 1u); }
        if (told && n == 6 && items == 2) { ++parts_told; }
    }
    // The town's 15 people less the six women and the six men would be the three others.
    EXPECT_EQ(parts_told, 1);
    EXPECT_EQ(hidden, 4u);
    const Report full = test::audit_of(csv, plan, {.show_values = true});
    for (const Group& group : test::outcome_of_check(full, "bias.subgroups").groups) {
        EXPECT_FALSE(std::isnan(group.number_of("selected")));
    }
}

/// A plan within its limits once asked for six million subgroups: 4.3 GB.
TEST(Subgroups, CombinesFewerColumnsWhereThereAreTooMany) {
    test::Dice dice(5);
    std::string csv = "sex,decision";
    std::string roles = R"("sex": ["protected"], "decision": ["decision"])";
    for (int c = 0; c < 11; ++c) {
        csv += ",a" + std::to_string(c);
        roles += R"(, "a)" + std::to_string(c) + R"(": ["attribute"])";
    }
    for (int row = 0; row < 3000; ++row) {
        csv += row % 2 == 0 ? "\nf," : "\nm,";
        csv += std::to_string(dice.below(2));
        for (int c = 0; c < 11; ++c) { csv += ",v" + std::to_string(dice.below(6)); }
    }
    const Report report = test::audit_of(csv, R"({"version": 1, "roles": {)" + roles + R"(},
        "positive": {"decision": {"equals": "1"}},
        "limits": {"bias.subgroups.min_support": 0.0001, "bias.subgroups.max_depth": 6}})");
    const Outcome& outcome = test::outcome_of_check(report, "bias.subgroups");
    const json metrics = test::metrics_of(outcome);
    EXPECT_EQ(metrics["max_depth"], 6);
    EXPECT_EQ(metrics["depth_searched"], 3);
    EXPECT_LE(metrics["itemsets"].get<int>(), 100'000);
    EXPECT_EQ(outcome.limits.key, "bias.subgroups.limits.depth");
}

TEST(Subgroups, SayWhatIsMissing) {
    const Report report = test::audit_of("sex,chosen\nf,1\nm,1\nf,1\n",
                                         R"({"version": 1, "roles": {"sex": ["protected"], "chosen": ["decision"]},
            "positive": {"chosen": {"equals": "1"}}})");
    EXPECT_EQ(test::outcome_of_check(report, "bias.subgroups").status, Status::not_assessed);
    EXPECT_EQ(test::outcome_of_check(report, "bias.subgroups").needs.key, "bias.groups.needs.same_decisions");
}

}  // namespace

namespace stats {
namespace {

ItemsetData random_data(std::size_t rows, std::uint64_t seed) {
    Random random(seed);
    ItemsetData data;
    data.values = {3, 2, 4, 5};
    data.columns.resize(4);
    for (std::size_t row = 0; row < rows; ++row) {
        for (std::size_t c = 0; c < 4; ++c) {
            const auto value = static_cast<std::uint16_t>(random.below(data.values[c] + 1));
            data.columns[c].push_back(value == data.values[c] ? ItemsetData::no_value : value);
        }
        data.selected.push_back(static_cast<std::uint8_t>(random.below(2)));
        data.outcome.push_back(static_cast<std::uint8_t>(random.below(3)));
        data.weight.push_back(1);
    }
    return data;
}

TEST(Itemsets, AreAllOfThemAndCountedRight) {
    const ItemsetData data = random_data(200, 4);
    const std::vector<Itemset> found = *frequent_itemsets(data, 6, 3);
    // Every combination of up to three columns, one by one.
    std::size_t expected = 0;
    for (std::uint32_t mask = 0; mask < 16; ++mask) {
        if (std::popcount(mask) > 3) { continue; }
        std::vector<std::uint32_t> columns;
        std::uint64_t combinations = 1;
        for (std::uint32_t c = 0; c < 4; ++c) {
            if ((mask >> c & 1) != 0) {
                columns.push_back(c);
                combinations *= data.values[c];
            }
        }
        for (std::uint64_t combination = 0; combination < combinations; ++combination) {
            std::vector<Item> items;
            std::uint64_t rest = combination;
            for (const std::uint32_t c : columns) {
                items.push_back({c, static_cast<std::uint32_t>(rest % data.values[c])});
                rest /= data.values[c];
            }
            Itemset want;
            for (std::size_t row = 0; row < data.rows(); ++row) {
                if (!std::ranges::all_of(
                        items, [&](const Item& item) { return data.columns[item.column][row] == item.value; })) {
                    continue;
                }
                ++want.n;
                want.selected += data.selected[row];
                if (data.outcome[row] > 1) { continue; }
                ++(data.selected[row] != 0 ? (data.outcome[row] != 0 ? want.known.tp : want.known.fp)
                                           : (data.outcome[row] != 0 ? want.known.fn : want.known.tn));
            }
            const auto place = std::ranges::find(found, items, &Itemset::items);
            ASSERT_EQ(place != found.end(), want.n >= 6);
            if (want.n < 6) { continue; }
            ++expected;
            EXPECT_EQ(place->n, want.n);
            EXPECT_EQ(place->selected, want.selected);
            EXPECT_EQ(place->known, want.known);
        }
    }
    EXPECT_EQ(found.size(), expected);
    EXPECT_TRUE(found.front().items.empty());
}

TEST(Itemsets, KeepToTheirBounds) {
    const ItemsetData data = random_data(200, 4);
    const std::size_t all = frequent_itemsets(data, 6, 3)->size();
    EXPECT_TRUE(frequent_itemsets(data, 6, 3, {.itemsets = all}));
    EXPECT_FALSE(frequent_itemsets(data, 6, 3, {.itemsets = all - 1}));
    EXPECT_FALSE(frequent_itemsets(data, 6, 3, {.work = 1000}));
    EXPECT_TRUE(frequent_itemsets(data, 6, 0, {.itemsets = 1, .work = 0}));
}

TEST(Itemsets, CollapsedRowsGiveTheSame) {
    const ItemsetData data = random_data(5000, 5);
    const ItemsetData small = collapse(data);
    EXPECT_LT(small.rows(), 2500u);
    const std::vector<Itemset> all = *frequent_itemsets(data, 50, 4);
    const std::vector<Itemset> same = *frequent_itemsets(small, 50, 4);
    ASSERT_EQ(all.size(), same.size());
    for (std::size_t i = 0; i < all.size(); ++i) {
        EXPECT_EQ(all[i].items, same[i].items);
        EXPECT_EQ(all[i].n, same[i].n);
        EXPECT_EQ(all[i].known, same[i].known);
    }
}

TEST(Itemsets, RedundancyAndShapley) {
    const std::vector<Itemset> found = *frequent_itemsets(random_data(300, 6), 5, 3);
    const std::vector<std::vector<std::size_t>> subsets = subset_places(found);
    std::vector<double> divergence;
    for (const Itemset& itemset : found) {
        divergence.push_back(rate(itemset.selected, itemset.n) - rate(found[0].selected, found[0].n));
    }
    const std::vector<std::uint8_t> marked = redundant(subsets, divergence, 0.03);
    EXPECT_EQ(marked[0], 0);
    for (std::size_t i = 0; i < found.size(); ++i) {
        const std::vector<double> parts = shapley(found, divergence, subsets, i);
        EXPECT_NEAR(std::accumulate(parts.begin(), parts.end(), 0.0), divergence[i], 1e-12);
        if (found[i].items.size() != 1) { continue; }
        EXPECT_EQ(marked[i], std::fabs(divergence[i]) <= 0.03 ? 1 : 0);
    }
    // Two items by hand: half of each order's step.
    const auto two = static_cast<std::size_t>(
        std::ranges::find_if(found, [](const Itemset& itemset) { return itemset.items.size() == 2; }) - found.begin());
    const double first = divergence[subsets[two][1]];
    const double second = divergence[subsets[two][0]];
    EXPECT_NEAR(shapley(found, divergence, subsets, two)[0], (first + divergence[two] - second) / 2, 1e-15);
}

}  // namespace
}  // namespace stats
}  // namespace klarsicht
