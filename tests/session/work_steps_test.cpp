#include "session/work_steps.h"

#include <gtest/gtest.h>

namespace klarsicht {
namespace {

Plan plan_of(std::string_view column) {
    Plan plan;
    plan.roles[std::string(column)] = {Role::ignore};
    return plan;
}

Record noted(std::string notes) {
    Record record;
    record.notes = std::move(notes);
    return record;
}

TEST(WorkSteps, APlanThatFailedTakesNoDecisionWithIt) {
    WorkSteps steps(plan_of("a"), {});
    steps.push(plan_of("b"), {}, Message("x"));  // was audited
    steps.undo();
    steps.push(plan_of("c"), noted("decided since"), Message("y"));  // cannot be audited; "b" is gone from the list
    steps.drop_to(plan_of("b"));
    EXPECT_EQ(steps.plan(), plan_of("b"));
    EXPECT_EQ(steps.record().notes, "decided since");
    EXPECT_EQ(steps.undoable(), 0u);
}

TEST(WorkSteps, BackToAPlanThatIsStillThere) {
    WorkSteps steps(plan_of("a"), noted("before"));
    steps.push(plan_of("b"), noted("after"), Message("x"));
    steps.drop_to(plan_of("a"));
    EXPECT_EQ(steps.plan(), plan_of("a"));
    EXPECT_EQ(steps.record().notes, "before");
    EXPECT_EQ(steps.redoable(), 0u);
}

}  // namespace
}  // namespace klarsicht
