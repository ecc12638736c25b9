#include "app/model/gravity.h"

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

TEST(Gravity, StatusBeforeSeverityBeforeFigure) {
    Finding with_figure = finding("a", Area::bias, Status::warn);
    with_figure.headline = "14,6 %";
    EXPECT_TRUE(graver(finding("a", Area::bias, Status::fail, Severity::low), finding("b", Area::bias, Status::warn, Severity::high)));
    EXPECT_TRUE(graver(finding("a", Area::bias, Status::fail, Severity::high), finding("b", Area::bias, Status::fail, Severity::low)));
    EXPECT_TRUE(graver(with_figure, finding("b", Area::bias, Status::warn)));
    EXPECT_FALSE(graver(with_figure, with_figure)) << "a strict order";
    EXPECT_TRUE(graver(finding("a", Area::bias, Status::pass), finding("b", Area::bias, Status::not_assessed)));
}

TEST(Gravity, EqualOnesKeepTheReportsOrder) {
    const ReportModel model = report_of({finding("a", Area::quality, Status::pass), finding("b", Area::quality, Status::fail), finding("c", Area::bias, Status::fail),
                                         finding("d", Area::quality, Status::fail), finding("e", Area::quality, Status::warn)});
    EXPECT_EQ(findings_of(model, Area::quality), (std::vector<std::size_t>{1, 3, 4, 0}));
}

TEST(Gravity, FirstLooksNameACheckOnceAndCountTheRest) {
    const ReportModel model = report_of({finding("privacy.personal_data", Area::privacy, Status::warn), finding("privacy.personal_data", Area::privacy, Status::fail),
                                         finding("privacy.personal_data", Area::privacy, Status::warn), finding("quality.duplicates", Area::quality, Status::pass)});
    const std::vector<FirstLook> looks = first_looks(model);
    ASSERT_EQ(looks.size(), 1u);
    EXPECT_EQ(looks[0].finding, 1u) << "the gravest of the check";
    EXPECT_EQ(looks[0].more, 2u);
}

TEST(Gravity, OneAreaDoesNotHideTheOthers) {
    const ReportModel model = report_of({finding("privacy.a", Area::privacy, Status::fail), finding("privacy.b", Area::privacy, Status::fail),
                                         finding("privacy.c", Area::privacy, Status::fail), finding("bias.a", Area::bias, Status::fail),
                                         finding("ethics.a", Area::ethics, Status::warn)});
    const std::vector<FirstLook> looks = first_looks(model);
    ASSERT_EQ(looks.size(), 5u);
    EXPECT_EQ(model.findings[looks[0].finding].id, "privacy.a");
    EXPECT_EQ(model.findings[looks[1].finding].id, "bias.a");
    EXPECT_EQ(model.findings[looks[4].finding].id, "ethics.a") << "a warning never comes before a failure";
}

TEST(Gravity, NothingToSayIsNotTheGravest) {
    EXPECT_EQ(gravest_of(report_of({finding("a", Area::ethics, Status::not_assessed)}), Area::ethics), npos);
    EXPECT_EQ(gravest_of(report_of({}), Area::ethics), npos);
    EXPECT_EQ(gravest_of(report_of({finding("a", Area::ethics, Status::not_assessed), finding("b", Area::ethics, Status::pass)}), Area::ethics), 1u);
}

TEST(Gravity, EachUnassessedCheckOnce) {
    const ReportModel model = report_of({finding("a", Area::ethics, Status::not_assessed), finding("a", Area::ethics, Status::not_assessed),
                                         finding("b", Area::bias, Status::not_assessed)});
    EXPECT_EQ(not_assessed(model), (std::vector<std::size_t>{0, 2}));
}

}  // namespace
}  // namespace klarsicht::app
