#include <gtest/gtest.h>

#include "support/audit.h"

namespace klarsicht {
namespace {

using test::audit_of;
using test::metrics_of;
using test::outcomes_of;

struct Share {
    const char* value;
    int rows;
};

/// A file with one column that holds the values so often, beside a number.
std::string column(const std::vector<Share>& values) {
    std::string csv = "n,label\n";
    int n = 0;
    for (const Share& one : values) {
        for (int i = 0; i < one.rows; ++i) { csv += std::to_string(7 * ++n % 10) + "," + one.value + "\n"; }
    }
    return csv;
}

const Outcome* found(const Report& report, std::string_view variant) {
    for (const Outcome* outcome : outcomes_of(report, "quality.validity")) {
        if (outcome->title.key == "quality.validity.title." + std::string(variant)) { return outcome; }
    }
    return nullptr;
}

TEST(Spellings, CapitalsBlanksHyphensAndAccentsAreCertain) {
    const Report report =
        audit_of(column({{"Abidjan", 60}, {"abidjan", 7}, {"Abidjan ", 4}, {"San-Pédro", 40}, {"San Pedro", 3}}));
    const Outcome* outcome = found(report, "spelling");
    ASSERT_NE(outcome, nullptr);
    EXPECT_EQ(outcome->status, Status::warn);
    EXPECT_EQ(outcome->subject, std::vector<std::string>{"label"});
    EXPECT_EQ(metrics_of(*outcome)["rows"], 14);
    EXPECT_EQ(metrics_of(*outcome)["values"], 3);
    EXPECT_EQ(found(report, "spelling_likely"), nullptr);
}

TEST(Spellings, ARareSlipBesideAFrequentValueIsLikely) {
    for (const Share wrong : {Share{"Elektonik", 3}, {"Elektornik", 2}, {"Electronik", 5}}) {
        const Report report = audit_of(column({{"Elektronik", 80}, {"Garten", 50}, {wrong.value, wrong.rows}}));
        const Outcome* outcome = found(report, "spelling_likely");
        ASSERT_NE(outcome, nullptr) << wrong.value;
        EXPECT_EQ(metrics_of(*outcome)["rows"], wrong.rows);
        EXPECT_EQ(found(report, "spelling"), nullptr);
    }
}

TEST(Spellings, InitialsOfAnotherValueAreLikely) {
    const Report report = audit_of(column({{"Debit Card", 60},
                                           {"Credit Card", 50},
                                           {"CC", 20},
                                           {"UPI", 30},
                                           {"COD", 12},
                                           {"Cash on Delivery", 15},
                                           {"E wallet", 20}}));
    const Outcome* outcome = found(report, "spelling_likely");
    ASSERT_NE(outcome, nullptr);
    EXPECT_EQ(metrics_of(*outcome)["rows"], 32);
}

TEST(Spellings, LettersSwappedAgainstAnotherColumn) {
    std::string csv = "division,class\n";
    for (int i = 0; i < 120; ++i) { csv += i % 4 == 0 ? "Initmates,Intimates\n" : "General,Dresses\n"; }
    const Report report = audit_of(csv);
    const Outcome* outcome = found(report, "spelling_likely");
    ASSERT_NE(outcome, nullptr);
    EXPECT_EQ(outcome->subject, (std::vector<std::string>{"division", "class"}));
}

TEST(Spellings, WordsThatOnlyLookAlikeStayApart) {
    const std::vector<std::vector<Share>> files = {
        {{"Monday", 60}, {"Sunday", 4}, {"Tuesday", 50}, {"Thursday", 3}},
        {{"male", 60}, {"female", 5}},
        {{"Group 1", 70}, {"Group 2", 5}, {"Group A", 60}, {"Group B", 3}},
        {{"Austria", 60}, {"Australia", 5}, {"Gambia", 70}, {"Zambia", 3}, {"Niger", 3}, {"Nigeria", 60}},
        {{"typical", 70}, {"atypical", 4}},
        {{"Level I", 60}, {"Level II", 5}, {"Level III", 4}},
        {{"gate_30", 60}, {"gate_40", 5}},
        {{"Elektronik", 50}, {"Electronik", 45}},
        {{"aB3x9", 30}, {"Ab3x9", 30}, {"zK4m2", 40}},
        {{"1-2", 50}, {"12", 40}, {"3-4", 20}, {"x", 3}},
    };
    for (const std::vector<Share>& values : files) {
        const Report report = audit_of(column(values));
        EXPECT_EQ(found(report, "spelling"), nullptr) << values[0].value;
        EXPECT_EQ(found(report, "spelling_likely"), nullptr) << values[0].value;
    }
}

}  // namespace
}  // namespace klarsicht
