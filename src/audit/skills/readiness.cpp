#include <string>

#include "audit/skills/checks.h"

namespace klarsicht::skills {

namespace {

constexpr int questions = 10;

/// What no file can show is asked: texts `skills.readiness.q1.text` and `.help`. Answers are scored where they are
/// given and never leave the machine.
class Readiness final : public Check {
public:
    const CheckInfo& info() const override {
        static const CheckInfo value{
            .id = "skills.readiness", .area = Area::skills, .needs = {}, .any = false, .limits = {}};
        return value;
    }

    std::vector<Outcome> run(const AuditContext&) const override {
        OutcomeBuilder finding(info(), Status::info, Severity::none);
        finding.values.integer("count", questions);
        Outcome outcome = finding.say("questions").make();
        std::vector<Figure> list;
        for (int i = 1; i <= questions; ++i) {
            const std::string id = "q" + std::to_string(i);
            Figures question;
            question.text("id", id);
            list.push_back(Figures::part_item(std::move(question)));
            outcome.notes.push_back(
                {id, Message(outcome.id + "." + id + ".text"), Message(outcome.id + "." + id + ".help")});
        }
        outcome.metrics.list("questions", std::move(list));
        return {std::move(outcome)};
    }
};

}  // namespace

const Check& readiness() {
    static const Readiness check;
    return check;
}

}  // namespace klarsicht::skills
