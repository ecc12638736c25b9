// Every figure here against what Fairlearn, AIF360 and scipy computed for the same counts (reference/bias.json beside
// the data).
#include <gtest/gtest.h>

#include <cmath>
#include <nlohmann/json.hpp>

#include "stats/confusion.h"
#include "stats/contingency.h"
#include "stats/decision_cube.h"
#include "stats/tests.h"
#include "support/data.h"

namespace klarsicht::stats {
namespace {

using Json = nlohmann::ordered_json;

void expect_near(double got, const Json& want, const std::string& where, double tolerance = 1e-12) {
    if (want.is_null()) {
        EXPECT_TRUE(std::isnan(got)) << where;
        return;
    }
    if (!want.is_number()) { return; }
    const auto value = want.get<double>();
    EXPECT_LE(std::fabs(got - value), tolerance * std::max(std::fabs(value), 1e-3))
        << where << ": " << got << " should be " << value;
}

Confusion confusion_of(const Json& group) {
    return {.tp = group["tp"].get<std::uint64_t>(),
            .fp = group["fp"].get<std::uint64_t>(),
            .tn = group["tn"].get<std::uint64_t>(),
            .fn = group["fn"].get<std::uint64_t>()};
}

Json reference() {
    const auto text = test::read_shared("../reference/bias.json");
    return text ? Json::parse(*text, nullptr, false) : Json();
}

TEST(Reference, GroupRates) {
    const Json data = reference();
    if (!data.is_object()) { GTEST_SKIP() << "no reference/bias.json"; }
    std::size_t figures = 0;
    for (const auto& [name, set] : data["datasets"].items()) {
        if (!set.contains("analyses")) { continue; }
        for (const auto& [analysis, a] : set["analyses"].items()) {
            std::vector<Confusion> groups;
            Confusion favoured;
            Confusion others;
            Confusion all;
            Contingency table(a["groups"].size(), 2);
            for (const auto& [label, group] : a["groups"].items()) {
                const Confusion c = confusion_of(group);
                for (const RateDefinition& rate : confusion_rates()) {
                    expect_near(rate.of(c).value(), group[std::string(rate.name)], name + "/" + analysis + "/" + label);
                    if (const auto ci = group.find(std::string(rate.name) + "_wilson95");
                        ci != group.end() && ci->is_array()) {
                        expect_near(rate.of(c).ci95().low, (*ci)[0], name + "/" + label + "/low");
                        expect_near(rate.of(c).ci95().high, (*ci)[1], name + "/" + label + "/high");
                    }
                    ++figures;
                }
                table.add(groups.size(), 0, c.selected());
                table.add(groups.size(), 1, c.n() - c.selected());
                groups.push_back(c);
                all += c;
                (label == a["aif360"]["privileged"].get<std::string>() ? favoured : others) += c;
            }
            const std::string where = name + "/" + analysis + "/";
            const BetweenGroups between = between_groups(groups);
            const Json& fairlearn = a["fairlearn"];
            expect_near(between.demographic_parity_difference, fairlearn["demographic_parity_difference"],
                        where + "dpd");
            expect_near(between.demographic_parity_ratio, fairlearn["demographic_parity_ratio"], where + "dpr");
            if (fairlearn["groups_where_fairlearn_writes_0_for_0_over_0"].empty()) {
                expect_near(between.equal_opportunity_difference, fairlearn["equal_opportunity_difference"],
                            where + "eod");
                expect_near(between.equal_opportunity_ratio, fairlearn["equal_opportunity_ratio"], where + "eor");
                expect_near(between.equalized_odds_difference, fairlearn["equalized_odds_difference"], where + "eodds");
                expect_near(between.equalized_odds_ratio, fairlearn["equalized_odds_ratio"], where + "eodds ratio");
            }
            const Json& aif = a["aif360"];
            const FavouredAgainstOthers against = favoured_against_others(favoured, others);
            expect_near(against.statistical_parity_difference, aif["statistical_parity_difference"], where + "spd");
            expect_near(against.disparate_impact, aif["disparate_impact"], where + "di");
            expect_near(against.equal_opportunity_difference, aif["equal_opportunity_difference"], where + "aif eod");
            expect_near(against.average_odds_difference, aif["average_odds_difference"], where + "aod");
            expect_near(against.average_abs_odds_difference, aif["average_abs_odds_difference"], where + "aaod");
            expect_near(generalized_entropy_index(all, 1), aif["theil_index"], where + "theil");
            expect_near(generalized_entropy_index(all, 2), aif["generalized_entropy_index_alpha2"], where + "gei");
            const Json& tests = a["tests"];
            const Association found = association(table);
            expect_near(found.chi2, tests["chi2_decision_vs_group"], where + "chi2", 1e-11);
            expect_near(found.cramers_v_bias_corrected, tests["cramers_v_bias_corrected"], where + "V");
            expect_near(found.mutual_information, tests["mutual_information_nats"], where + "I", 1e-11);
            if (tests["chi2_p"].is_number() && tests["chi2_p"].get<double>() > 0) {
                EXPECT_NEAR(found.log10_p, std::log10(tests["chi2_p"].get<double>()), 1e-8) << where;
            }
            figures += 15;
        }
    }
    EXPECT_GT(figures, 1000u);
}

TEST(Reference, EachGroupAgainstTheFavoured) {
    const Json data = reference();
    if (!data.is_object()) { GTEST_SKIP() << "no reference/bias.json"; }
    std::size_t compared = 0;
    for (const auto& [name, set] : data["datasets"].items()) {
        if (!set.contains("analyses")) { continue; }
        for (const auto& [analysis, a] : set["analyses"].items()) {
            const Json& groups = a["groups"];
            const Confusion favoured = confusion_of(groups[a["aif360"]["privileged"].get<std::string>()]);
            for (const auto& [label, want] : a["tests"]["each_group_vs_privileged"].items()) {
                const Confusion c = confusion_of(groups[label]);
                const std::string where = name + "/" + analysis + "/" + label + "/";
                const TestResult z = two_proportion_z(c.selected(), c.n(), favoured.selected(), favoured.n());
                expect_near(z.statistic, want["z_two_proportions_pooled"], where + "z", 1e-11);
                expect_near(z.p, want["z_p_two_sided"], where + "p", 1e-9);
                expect_near(fisher_exact(c.selected(), c.n(), favoured.selected(), favoured.n()).p,
                            want["fisher_exact_p_two_sided"], where + "fisher", 1e-6);
                const Interval difference = newcombe_difference(c.selected(), c.n(), favoured.selected(), favoured.n());
                expect_near(difference.low, want["difference_newcombe95"][0], where + "newcombe low");
                expect_near(difference.high, want["difference_newcombe95"][1], where + "newcombe high");
                if (want["ratio_katz95"].is_array()) {
                    const Interval ratio = katz_ratio(c.selected(), c.n(), favoured.selected(), favoured.n());
                    expect_near(ratio.low, want["ratio_katz95"][0], where + "katz low");
                    expect_near(ratio.high, want["ratio_katz95"][1], where + "katz high");
                }
                ++compared;
            }
        }
    }
    EXPECT_GT(compared, 100u);
}

TEST(DecisionCube, CountsMergeAndAddUp) {
    DecisionCube all(3);
    DecisionCube left(3);
    DecisionCube right(3);
    std::uint32_t state = 7;
    const auto next = [&](std::uint32_t bound) {
        state = state * 1664525u + 1013904223u;
        return (state >> 16) % bound;
    };
    for (int i = 0; i < 1000; ++i) {
        const std::uint32_t group = next(3);
        const auto outcome = static_cast<std::uint8_t>(next(3));
        const auto decision = static_cast<std::uint8_t>(next(3));
        all.add(group, outcome, decision);
        (next(2) == 0 ? left : right).add(group, outcome, decision);
    }
    left.merge(right);
    EXPECT_EQ(left, all);
    std::uint64_t rows = 0;
    for (std::size_t g = 0; g < 3; ++g) {
        rows += all.rows(g);
        EXPECT_LE(all.confusion(g).n(), all.selection(g).n);
        EXPECT_LE(all.selection(g).n, all.rows(g));
    }
    EXPECT_EQ(rows, 1000u);
}

TEST(Confusion, NothingIsUndefinedNotZero) {
    const Confusion never{.tp = 0, .fp = 0, .tn = 10, .fn = 0};
    EXPECT_TRUE(std::isnan(true_positive_rate(never).value()));
    EXPECT_EQ(selection_rate(never).value(), 0);
    const Confusion groups[] = {never, {.tp = 0, .fp = 0, .tn = 5, .fn = 5}};
    EXPECT_TRUE(std::isnan(between_groups(groups).demographic_parity_ratio));
    EXPECT_EQ(between_groups(groups).demographic_parity_difference, 0);
    EXPECT_EQ(between_groups(groups).equal_opportunity_difference, 0);
    EXPECT_TRUE(std::isnan(generalized_entropy_index({}, 2)));
}

}  // namespace
}  // namespace klarsicht::stats
