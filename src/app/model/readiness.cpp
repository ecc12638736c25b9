#include "app/model/readiness.h"

#include "app/model/json_read.h"

namespace klarsicht::app {

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

std::vector<std::string> readiness_questions(const ReportModel& report) {
    for (const Finding& finding : report.findings) {
        if (finding.id != "skills.readiness") { continue; }
        if (!finding.notes.empty()) { return finding.notes; }
        std::vector<std::string> questions = strings_in(finding.metrics, "questions");
        if (questions.empty()) {
            if (const json* entries = member(finding.metrics, "questions"); entries != nullptr && entries->is_array()) {
                for (const json& one : *entries) {
                    if (std::string text = string_in(one, "text"); !text.empty()) { questions.push_back(std::move(text)); }
                }
            }
        }
        return questions;
    }
    return {};
}

}  // namespace klarsicht::app
