// A remedy names what was done to come to its figure: every column with its step, none that is not in the file.
#include <gtest/gtest.h>

#include <string>

#include "report/message_format.h"
#include "support/audit.h"

namespace klarsicht {
namespace {

using test::audit_of;
using test::outcome_of_check;

std::string remedy(const Report& report) {
    return Texts::of(Language::en).format(outcome_of_check(report, "privacy.reidentification").remedy);
}

/// A plan in which the columns tell who somebody is.
std::string known(std::initializer_list<std::string_view> columns) {
    std::string roles;
    for (const std::string_view column : columns) {
        roles += (roles.empty() ? "\"" : ",\"") + std::string(column) + "\": [\"quasi_identifier\"]";
    }
    return R"({"version": 1, "roles": {)" + roles + "}}";
}

TEST(ReidentificationSteps, ColumnsThatAreLeftOutAreNamed) {
    std::string csv = "job,town,hobby,car,pet,age\n";
    for (int i = 0; i < 400; ++i) {
        const auto word = [&](const char* name, int of) { return name + std::to_string(i * 7919 % 1009 % of) + ","; };
        csv += word("job", 9) + word("town", 11) + word("hobby", 13) + word("car", 8) + word("pet", 7) +
               std::to_string(20 + i % 50) + "\n";
    }
    const std::string text = remedy(audit_of(csv, known({"job", "town", "hobby", "car", "pet", "age"})));
    EXPECT_NE(text.find("leave out “job”"), std::string::npos) << text;
    EXPECT_NE(text.find("make “age” coarser (make ten-year bands)"), std::string::npos) << text;
    EXPECT_EQ(text.find("postal code"), std::string::npos) << text;
    EXPECT_EQ(text.find("year instead of date"), std::string::npos) << text;
}

TEST(ReidentificationSteps, ManyAreToldByWhatIsDoneToThem) {
    std::string csv;
    std::initializer_list<std::string_view> columns = {"a", "b", "c", "d", "e", "f", "age"};
    for (int i = 0; i < 600; ++i) {
        for (int c = 0; c < 6; ++c) { csv += "v" + std::to_string((i * 31 + i / (c + 2)) % (c + 5)) + ","; }
        csv += std::to_string(20 + i % 40) + "\n";
    }
    const std::string text = remedy(audit_of("a,b,c,d,e,f,age\n" + csv, known(columns)));
    EXPECT_NE(text.find("leave out “"), std::string::npos) << text;
    EXPECT_EQ(text.find("⟦"), std::string::npos) << text;
}

TEST(ReidentificationSteps, TheDayOfJoiningTellsMore) {
    std::string csv = "customer_id,age,sex,joined_on\n";
    for (int i = 0; i < 400; ++i) {
        const int day = i * 37 % 360;
        csv += std::to_string(70001 + i) + "," + std::to_string(i < 6 ? 80 + i : 30 + i % 20) +
               (i % 2 ? ",f," : ",m,") + "2023-" + (day / 30 + 1 < 10 ? "0" : "") + std::to_string(day / 30 + 1) + "-" +
               (day % 28 + 1 < 10 ? "0" : "") + std::to_string(day % 28 + 1) + "\n";
    }
    const std::string text = remedy(audit_of(csv));
    EXPECT_NE(text.find("knows the day in “joined_on”"), std::string::npos) << text;
    // Nothing of it where no column holds a day.
    const std::string without = remedy(audit_of(csv, R"({"version": 1, "roles": {"joined_on": ["ignore"]}})"));
    EXPECT_EQ(without.find("knows the day"), std::string::npos) << without;
    EXPECT_EQ(without.find("⟦"), std::string::npos) << without;
}

}  // namespace
}  // namespace klarsicht
