#include "audit/reading_order.h"

#include <gtest/gtest.h>

#include <string>

namespace klarsicht {
namespace {

Outcome outcome(std::string id, Area area, Status status, Severity severity = Severity::medium,
                std::string subject = {}) {
    Outcome one;
    one.id = std::move(id);
    one.area = area;
    one.status = status;
    one.severity = severity;
    if (!subject.empty()) { one.subject = {std::move(subject)}; }
    return one;
}

std::string order_of(std::vector<Outcome> outcomes) {
    sort_for_reading(outcomes);
    std::string order;
    for (const Outcome& one : outcomes) {
        order += (order.empty() ? "" : " ") + one.id + (one.subject.empty() ? "" : ":" + one.subject.front());
    }
    return order;
}

TEST(ReadingOrder, StatusBeforeSeverityBeforeRegistry) {
    EXPECT_EQ(
        order_of({outcome("a", Area::privacy, Status::pass), outcome("b", Area::privacy, Status::not_assessed),
                  outcome("c", Area::privacy, Status::info), outcome("d", Area::privacy, Status::warn, Severity::high),
                  outcome("e", Area::privacy, Status::fail, Severity::low),
                  outcome("f", Area::privacy, Status::fail, Severity::high),
                  outcome("g", Area::privacy, Status::fail, Severity::high)}),
        "f g e d c b a");
}

TEST(ReadingOrder, OneAreaDoesNotHideTheOthers) {
    EXPECT_EQ(order_of({outcome("p1", Area::privacy, Status::fail), outcome("p2", Area::privacy, Status::fail),
                        outcome("p3", Area::privacy, Status::fail), outcome("b1", Area::bias, Status::fail),
                        outcome("e1", Area::ethics, Status::warn)}),
              "p1 b1 p2 p3 e1")
        << "a warning never comes before a failure";
}

TEST(ReadingOrder, WhatTouchesPeopleComesBeforeWhatIsOddAboutTheFile) {
    EXPECT_EQ(order_of({outcome("personal", Area::privacy, Status::fail),
                        outcome("reidentified", Area::privacy, Status::fail),
                        outcome("garbled", Area::quality, Status::fail, Severity::medium),
                        outcome("leak", Area::quality, Status::fail, Severity::high)}),
              "leak personal reidentified garbled");
}

TEST(ReadingOrder, AllFindingsOfACheckAreOneTurn) {
    EXPECT_EQ(order_of({outcome("p1", Area::privacy, Status::warn, Severity::low, "x"),
                        outcome("p1", Area::privacy, Status::warn, Severity::low, "y"),
                        outcome("p2", Area::privacy, Status::warn, Severity::low),
                        outcome("b1", Area::bias, Status::warn, Severity::low, "x"),
                        outcome("b2", Area::bias, Status::warn, Severity::low)}),
              "p1:x p1:y b1:x p2 b2");
}

TEST(ReadingOrder, WhatAsksForNothingKeepsTheRegistrysOrder) {
    EXPECT_EQ(order_of({outcome("p1", Area::privacy, Status::pass), outcome("p2", Area::privacy, Status::pass),
                        outcome("b1", Area::bias, Status::pass)}),
              "p1 p2 b1");
}

}  // namespace
}  // namespace klarsicht
