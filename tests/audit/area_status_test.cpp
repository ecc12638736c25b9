#include "audit/area_status.h"

#include <gtest/gtest.h>

namespace klarsicht {
namespace {

Outcome outcome(std::string id, Area area, Status status) {
    Outcome made;
    made.id = std::move(id);
    made.area = area;
    made.status = status;
    return made;
}

Status status_of(Area area, std::vector<Outcome> outcomes) {
    Report report;
    report.outcomes = std::move(outcomes);
    return areas_of(report)[static_cast<std::size_t>(area)].status;
}

TEST(AreaStatus, WhatWarnsDecides) {
    EXPECT_EQ(status_of(Area::ethics, {outcome("ethics.contact_without_consent", Area::ethics, Status::pass),
                                       outcome("ethics.minors", Area::ethics, Status::warn)}),
              Status::warn);
}

TEST(AreaStatus, IsNotPassedByACheckBesideItsQuestion) {
    EXPECT_EQ(status_of(Area::ethics, {outcome("ethics.minors", Area::ethics, Status::pass),
                                       outcome("ethics.contact_without_consent", Area::ethics, Status::not_assessed)}),
              Status::not_assessed);
    EXPECT_EQ(status_of(Area::bias, {outcome("bias.proxies", Area::bias, Status::pass)}), Status::not_assessed);
    EXPECT_EQ(status_of(Area::bias, {outcome("bias.proxies", Area::bias, Status::pass),
                                     outcome("bias.group_gaps", Area::bias, Status::pass)}),
              Status::pass);
}

TEST(AreaStatus, WhatIsToBeKnownIsNoPass) {
    // 564 people without consent in a list that nobody says was written to.
    EXPECT_EQ(status_of(Area::ethics, {outcome("ethics.contact_without_consent", Area::ethics, Status::info),
                                       outcome("ethics.contact_after_opt_out", Area::ethics, Status::pass)}),
              Status::info);
    // Beside its question it takes no pass away.
    EXPECT_EQ(status_of(Area::quality, {outcome("quality.timeliness", Area::quality, Status::info),
                                        outcome("quality.completeness", Area::quality, Status::pass)}),
              Status::pass);
}

}  // namespace
}  // namespace klarsicht
