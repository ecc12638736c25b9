#include <string>

#include "audit/skills/checks.h"

namespace klarsicht::skills {

namespace {

constexpr int questions = 10;

/// What no file can show is asked: texts `skills.readiness.q1.text` and `.help`. Answers are scored where they are given and never leave the
/// machine.
class Readiness final : public Check {
public:
    const CheckInfo& info() const override {
        static const CheckInfo value{.id = "skills.readiness", .area = Area::skills, .needs = {}, .any = false, .limits = {}};
        return value;
    }

    std::vector<Outcome> run(const AuditContext&) const override {
        Outcome outcome = outcome_of(info(), Status::info, Severity::none);
        outcome.title = Message(outcome.id + ".title.questions").integer("count", questions);
        outcome.summary = Message(outcome.id + ".summary.questions").integer("count", questions);
        json list = json::array();
        for (int i = 1; i <= questions; ++i) {
            const std::string id = "q" + std::to_string(i);
            list.push_back({{"id", id}});
            outcome.notes.push_back({id, Message(outcome.id + "." + id + ".text"), Message(outcome.id + "." + id + ".help")});
        }
        outcome.metrics["questions"] = std::move(list);
        return {std::move(outcome)};
    }
};

}  // namespace

const Check& readiness() {
    static const Readiness check;
    return check;
}

}  // namespace klarsicht::skills
