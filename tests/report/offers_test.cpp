// What the HTML report offers beside its findings: the way to a measure, and remedies as a plan takes them.
#include <gtest/gtest.h>

#include "report/render.h"
#include "support/audit.h"

namespace klarsicht {
namespace {

constexpr std::string_view hostile = "<script>alert(1)</script>";

/// 200 people, a protected column, a score, an outcome, a decision, and a feature whose name would be markup.
Report campaign() {
    std::string csv = "sex,score,bought,coupon," + std::string(hostile) + "\n";
    for (int i = 0; i < 200; ++i) {
        csv += std::string(i % 2 == 0 ? "f" : "m") + ",0." + std::to_string(10 + i * 13 % 90) +
               (i % 3 == 0 ? ",1" : ",0") + (i % 5 < 2 ? ",yes," : ",no,") + std::to_string(i * 7 % 50) + "\n";
    }
    return test::audit_of(csv, R"({"roles": {"sex": ["protected"], "score": ["score"], "bought": ["outcome"],
        "coupon": ["decision"], "<script>alert(1)</script>": ["attribute"]},
        "positive": {"coupon": {"equals": "yes"}, "bought": {"equals": "1"}}})");
}

std::size_t count_of(std::string_view text, std::string_view part) {
    std::size_t count = 0;
    for (std::size_t at = text.find(part); at != std::string_view::npos; at = text.find(part, at + 1)) { ++count; }
    return count;
}

/// What stands between two parts of a page, from a place on.
std::string_view between(std::string_view page, std::string_view from, std::string_view to) {
    const std::size_t at = page.find(from);
    if (at == std::string_view::npos) { return {}; }
    return page.substr(at + from.size(), page.find(to, at) - at - from.size());
}

std::string unescaped(std::string text) {
    for (const auto& [escaped, plain] : {std::pair{"&quot;", "\""}, {"&lt;", "<"}, {"&gt;", ">"}, {"&amp;", "&"}}) {
        for (std::size_t at = text.find(escaped); at != std::string::npos; at = text.find(escaped, at + 1)) {
            text.replace(at, std::string_view(escaped).size(), plain);
        }
    }
    return text;
}

TEST(HtmlOffers, EveryAnswerOfTheTreeLeadsToAMeasure) {
    for (const Language language : {Language::de, Language::en}) {
        const std::string page = report_to_html(campaign(), language);
        const std::string_view tree = between(page, "id=\"measure-tree\"", "id=\"remedies\"");
        const std::string result(Texts::of(language).text("tree.result"));
        EXPECT_EQ(count_of(tree, "<b>" + result + ": "), 8U);
        EXPECT_EQ(count_of(tree, "<details>"), 11U) << "8 ends, and 3 answers that lead on";
        EXPECT_EQ(count_of(tree, "<details>"), count_of(tree, "</details>"));
    }
}

TEST(HtmlOffers, RemediesShowEntriesThatAPlanTakes) {
    const Report report = campaign();
    const std::string page = report_to_html(report, Language::en);
    EXPECT_EQ(page.find(hostile), std::string::npos);
    std::string_view offers = between(page, "id=\"remedies\"", "</section>");
    ASSERT_EQ(report.remedies.size(), 4U);
    for (const RemedyOffer& offer : report.remedies) {
        const std::string entry = unescaped(std::string(between(offers, "<pre>", "</pre>")));
        const Result<Plan> plan = plan_from_json(json::parse(entry, nullptr, false), nullptr);
        ASSERT_TRUE(plan.has_value()) << entry;
        ASSERT_EQ(plan->remedies.size(), 1U);
        EXPECT_EQ(plan->remedies.front().kind, offer.step.kind);
        offers.remove_prefix(offers.find("</pre>") + 1);
    }
    EXPECT_EQ(offers.find("<pre>"), std::string_view::npos);
}

TEST(HtmlOffers, NothingStandsThereWhereNothingIsPossible) {
    const Report report = test::audit_of("town,n\nA,1\nB,2\n", R"({"roles": {"town": ["ignore"], "n": ["ignore"]}})");
    const std::string page = report_to_html(report, Language::en);
    EXPECT_EQ(page.find("id=\"remedies\""), std::string::npos);
    EXPECT_EQ(page.find("id=\"measure-tree\""), std::string::npos);
}

}  // namespace
}  // namespace klarsicht
