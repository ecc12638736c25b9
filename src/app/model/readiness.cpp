#include "app/model/readiness.h"

#include <array>

namespace klarsicht::app {

std::string_view name_of(Answer answer) {
    constexpr std::array<std::string_view, 4> names = {"", "no", "partly", "yes"};
    return names[static_cast<std::size_t>(answer)];
}

Answer answer_named(std::string_view name) {
    for (const Answer one : {Answer::no, Answer::partly, Answer::yes}) {
        if (name_of(one) == name) { return one; }
    }
    return Answer::none;
}

ReadinessScore score_readiness(const std::vector<Answer>& answers) {
    ReadinessScore score;
    score.questions = answers.size();
    double points = 0;
    for (const Answer answer : answers) {
        if (answer == Answer::none) { continue; }
        ++score.answered;
        points += answer == Answer::yes ? 1.0 : answer == Answer::partly ? 0.5 : 0.0;
    }
    score.share = score.answered == 0 ? 0 : points / static_cast<double>(score.answered);
    return score;
}

std::vector<NoteModel> readiness_questions(const ReportModel& report) {
    for (const Finding& finding : report.findings) {
        if (finding.id == "skills.readiness") { return finding.notes; }
    }
    return {};
}

}  // namespace klarsicht::app
