#include "app/model/findings.h"

#include <gtest/gtest.h>

namespace klarsicht::app {
namespace {

Finding finding(std::string id, Area area, Status status, Severity severity = Severity::medium) {
    Finding one;
    one.id = std::move(id);
    one.area = area;
    one.status = status;
    one.severity = severity;
    return one;
}

ReportModel report_of(std::vector<Finding> findings) {
    ReportModel model;
    model.findings = std::move(findings);
    return model;
}

TEST(Findings, KeepTheReportsOrder) {
    const ReportModel model =
        report_of({finding("a", Area::quality, Status::pass), finding("b", Area::quality, Status::fail),
                   finding("c", Area::bias, Status::fail), finding("d", Area::quality, Status::fail),
                   finding("e", Area::quality, Status::warn)});
    EXPECT_EQ(findings_of(model, Area::quality), (std::vector<std::size_t>{0, 1, 3, 4}));
}

TEST(Findings, FirstLooksNameACheckOnceAndCountTheRest) {
    const ReportModel model = report_of({finding("privacy.personal_data", Area::privacy, Status::fail),
                                         finding("privacy.personal_data", Area::privacy, Status::warn),
                                         finding("bias.a", Area::bias, Status::warn),
                                         finding("privacy.personal_data", Area::privacy, Status::warn),
                                         finding("quality.duplicates", Area::quality, Status::info)});
    const std::vector<FirstLook> looks = first_looks(model);
    ASSERT_EQ(looks.size(), 2u);
    EXPECT_EQ(looks[0].finding, 0u);
    EXPECT_EQ(looks[0].more, 2u);
    EXPECT_EQ(looks[1].finding, 2u);
}

TEST(Findings, NothingToSayIsNotTheGravest) {
    EXPECT_EQ(gravest_of(report_of({finding("a", Area::ethics, Status::not_assessed)}), Area::ethics), npos);
    EXPECT_EQ(gravest_of(report_of({}), Area::ethics), npos);
    EXPECT_EQ(gravest_of(report_of({finding("a", Area::ethics, Status::not_assessed),
                                    finding("b", Area::ethics, Status::pass)}),
                         Area::ethics),
              1u);
}

TEST(Findings, EachUnassessedCheckOnce) {
    const ReportModel model =
        report_of({finding("a", Area::ethics, Status::not_assessed), finding("a", Area::ethics, Status::not_assessed),
                   finding("b", Area::bias, Status::not_assessed)});
    EXPECT_EQ(not_assessed(model), (std::vector<std::size_t>{0, 2}));
}

}  // namespace
}  // namespace klarsicht::app
