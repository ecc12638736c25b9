// What a report shows of a file's values unless asked for all.
#include <gtest/gtest.h>

#include "report/render.h"
#include "support/audit.h"

namespace klarsicht {
namespace {

std::string lines(const std::string& line, int count) {
    std::string text;
    for (int i = 0; i < count; ++i) { text += line + "\n"; }
    return text;
}

std::string everything(const Report& report) {
    return report_to_json_file(report, Language::de) + report_to_html(report, Language::de) +
           report_to_markdown(report, Language::en) + report_to_csv(report, Language::en);
}

TEST(ShownValues, WhatIsPersonalInAColumnThatIsNotIsLeftOut) {
    const std::string csv = "status,approved\n" + lines("ok,0", 80) + lines("secret@example.com,1", 6) +
                            lines("call 0171 2345678 back,1", 6);
    const std::string text = everything(test::audit_of(csv));
    EXPECT_EQ(text.find("secret@example.com"), std::string::npos);
    EXPECT_EQ(text.find("2345678"), std::string::npos);
    EXPECT_NE(text.find("call ••• back"), std::string::npos);
    EXPECT_NE(text.find("\"ok\""), std::string::npos);
}

TEST(ShownValues, AdvertisingCopyIsShownWithoutItsReaders) {
    std::string csv = "betreff,n\n";
    for (int i = 0; i < 60; ++i) {
        csv += "\"Nur noch heute! Letzte Chance für secret" + std::to_string(i) + "@example.com\"," +
               std::to_string(i) + "\n";
    }
    const Report report = test::audit_of(csv, R"({"version": 1, "roles": {"betreff": ["copy"]}})");
    EXPECT_EQ(everything(report).find("@example.com"), std::string::npos);
}

TEST(ShownValues, ReviewersArePeople) {
    const std::string csv = "chosen,reviewed_by\n" + lines("1,Q. Zwackelmann", 30) + lines("0,P. Hotzenplotz", 30);
    EXPECT_EQ(everything(test::audit_of(
                             csv, R"({"version": 1, "roles": {"chosen": ["decision"], "reviewed_by": ["reviewer"]}})"))
                  .find("Zwackelmann"),
              std::string::npos);
}

}  // namespace
}  // namespace klarsicht
