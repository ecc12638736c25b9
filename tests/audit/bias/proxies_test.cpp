#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "support/audit.h"
#include "support/data.h"

namespace klarsicht {
namespace {

const Group* link_of(const Outcome& outcome, std::string_view column) {
    const auto found =
        std::ranges::find_if(outcome.groups, [&](const Group& link) { return link.text_of("column") == column; });
    return found == outcome.groups.end() ? nullptr : &*found;
}

/// A file of 600 rows in which `colour` follows sex, `coin` does not, `id` is unique, and the decision follows colour
/// or nothing.
std::string file(bool decision_follows_colour) {
    std::string csv = "id,sex,colour,coin,chosen\n";
    for (int i = 0; i < 600; ++i) {
        const bool woman = i % 2 == 0;
        const bool red = woman ? i % 10 != 4 : i % 10 == 3;
        const bool chosen = decision_follows_colour ? red : i / 2 % 3 == 0;
        csv += "K" + std::to_string(i * 7919 % 100003) + (woman ? ",f" : ",m") + (red ? ",red" : ",blue") +
               (i / 4 % 2 == 0 ? ",head" : ",tail") + (chosen ? ",1" : ",0") + "\n";
    }
    return csv;
}

constexpr std::string_view plan =
    R"({"version": 1, "roles": {"id": ["identifier"], "sex": ["protected"], "colour": ["attribute"],
            "coin": ["attribute"],
    "chosen": ["decision"]}, "positive": {"chosen": {"equals": "1"}}})";

TEST(Proxies, WarnsOfColumnsThatRevealAndAct) {
    const Report report = test::audit_of(file(true), plan);
    const Outcome& outcome = test::outcome_of_check(report, "bias.proxies");
    EXPECT_EQ(outcome.status, Status::warn);
    EXPECT_EQ(outcome.title.key, "bias.proxies.title.acting");
    EXPECT_EQ(outcome.metrics.text_of("strongest_column"), "colour");
    EXPECT_EQ(link_of(outcome, "colour")->text_of("verdict"), "proxy");
    EXPECT_EQ(link_of(outcome, "coin")->text_of("verdict"), "no_evidence");
    EXPECT_EQ(link_of(outcome, "id"), nullptr);  // every value once: tells everybody, means nothing
    EXPECT_EQ(link_of(outcome, "chosen")->text_of("verdict"), "not_judged");
}

TEST(Proxies, AColumnTheDecisionIgnoresIsNoFinding) {
    const Report report = test::audit_of(file(false), plan);
    const Outcome& outcome = test::outcome_of_check(report, "bias.proxies");
    EXPECT_EQ(outcome.status, Status::info);
    EXPECT_EQ(outcome.title.key, "bias.proxies.title.unused");
}

TEST(Proxies, AGroupOfFewPeopleIsNoExample) {
    // Sex and town have nothing to do with each other, but for three people of a third sex who all live in A.
    std::string csv = "sex,town,chosen\n";
    for (int i = 0; i < 600; ++i) {
        csv += std::string(i % 2 == 0 ? "f," : "m,") + "ABC"[i / 2 % 3] + (i % 5 == 0 ? ",1\n" : ",0\n");
    }
    csv += "d,A,1\nd,A,0\nd,A,1\n";
    const auto group_told = [&](AuditOptions options) {
        const Report report = test::audit_of(
            csv,
            R"({"version": 1, "roles": {"sex": ["protected"], "town": ["attribute"], "chosen": ["decision"]},
                "positive": {"chosen": {"equals": "1"}}})",
            options);
        const std::vector<MessageArg>& args = test::outcome_of_check(report, "bias.proxies").summary.args;
        const auto group = std::ranges::find(args, "group", &MessageArg::name);
        return group == args.end() ? std::string() : group->text;
    };
    EXPECT_EQ(group_told({.show_values = true}), "d");
    EXPECT_EQ(group_told({}), "m");
}

TEST(Proxies, OfManyProtectedColumnsTheFirstAreHeldAgainstAll) {
    constexpr std::size_t most = 30;
    for (const std::size_t count : {most, most + 1, 4 * most}) {
        std::string csv = "colour,chosen";
        std::string roles = R"({"version": 1, "roles": {"colour": ["attribute"], "chosen": ["decision"])";
        for (std::size_t c = 0; c < count; ++c) {
            csv += ",sex" + std::to_string(c);
            roles += ", \"sex" + std::to_string(c) + R"(": ["protected"])";
        }
        for (std::size_t row = 0; row < 60; ++row) {
            csv += row % 2 == 0 ? "\nred," : "\nblue,";
            csv += row % 3 == 0 ? "1" : "0";
            for (std::size_t c = 0; c < count; ++c) { csv += (row >> c % 5 & 1) == 0 ? ",f" : ",m"; }
        }
        const Report report = test::audit_of(csv + "\n", roles + R"(}, "positive": {"chosen": {"equals": "1"}}})");
        std::size_t links = 0;
        std::size_t left_out = 0;
        for (const Outcome& outcome : report.outcomes) {
            if (outcome.id != "bias.proxies") { continue; }
            links += outcome.groups.size();
            left_out += outcome.needs.key == "bias.proxies.needs.too_many" ? 1 : 0;
        }
        EXPECT_EQ(links, most * (count + 1)) << "each of the first against all other columns";
        EXPECT_EQ(left_out, count - most);
    }
}

TEST(Proxies, NoiseIsNoFindingHoweverManyValues) {
    // Forty values for 400 rows of two groups, unrelated: U is above 0.05 by chance alone.
    std::string csv = "sex,shop\n";
    std::uint32_t state = 12345;
    const auto next = [&](std::uint32_t bound) {
        state = state * 1664525u + 1013904223u;
        return (state >> 16) % bound;
    };
    for (int i = 0; i < 400; ++i) {
        csv += std::string(next(2) == 0 ? "f" : "m") + ",shop" + std::to_string(next(40)) + "\n";
    }
    const Report report =
        test::audit_of(csv, R"({"version": 1, "roles": {"sex": ["protected"], "shop": ["attribute"]}})");
    const Outcome& outcome = test::outcome_of_check(report, "bias.proxies");
    EXPECT_EQ(outcome.status, Status::pass);
    EXPECT_GT(link_of(outcome, "shop")->number_of("theils_u"), 0.04);
    EXPECT_LT(link_of(outcome, "shop")->number_of("theils_u_adjusted"), 0.04);
}

TEST(Proxies, AdultEqualsTheReference) {
    KLARSICHT_ADULT_OR_SKIP(csv);
    KLARSICHT_SHARED_OR_SKIP(reference_text, "../reference/bias.json");
    const json reference = json::parse(reference_text, nullptr, false);
    const Report report =
        test::audit_of(csv,
                       R"({"version": 1, "missing_tokens": [""], "roles": {"sex": ["protected"], "race": ["protected"],
            "age": ["protected"],
        "hours_per_week": ["decision"], "income": ["outcome"]}, "positive": {"hours_per_week": {"at_least": 45},
            "income": {"equals": ">50K"}},
        "bins": {"age": [25, 60]}})");
    std::size_t compared = 0;
    for (const Outcome* outcome : test::outcomes_of(report, "bias.proxies")) {
        const std::string name = outcome->subject[0] == "age" ? "age_group" : outcome->subject[0];
        for (const auto& [column, want] : reference["datasets"]["adult"]["proxy_associations"][name].items()) {
            const Group* got = link_of(*outcome, column);
            if (column == "age" && name == "age_group") { continue; }
            ASSERT_NE(got, nullptr) << name << " " << column;
            const std::pair<const char*, const char*> figures[] = {
                {"theils_u", "theils_u_sensitive_given_column"},
                {"cramers_v_bias_corrected", "cramers_v_bias_corrected"},
                {"correlation_ratio", "correlation_ratio_eta2"}};
            for (const auto& [own, theirs] : figures) {
                if (!want.contains(theirs)) { continue; }
                const auto value = want[theirs].get<double>();
                EXPECT_NEAR(got->number_of(own), value, 1e-11 * std::max(value, 0.01))
                    << name << " " << column << " " << own;
                ++compared;
            }
        }
    }
    EXPECT_GE(compared, 60u);
}

}  // namespace
}  // namespace klarsicht
