#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "app/model/report_model.h"

namespace klarsicht::app {

enum class Answer : std::uint8_t { none, no, partly, yes };
/// As it is sent; "" for none.
std::string_view name_of(Answer answer);
Answer answer_named(std::string_view name);

/// What the answers of the readiness questionnaire amount to: yes 1, partly ½, no 0.
struct ReadinessScore {
    std::size_t answered = 0;
    std::size_t questions = 0;
    double share = 0;  ///< of the points of the answered questions, 0–1; 0 while none is answered
};
ReadinessScore score_readiness(const std::vector<Answer>& answers);

/// The questions of `skills.readiness`, with what helps to answer them.
std::vector<NoteModel> readiness_questions(const ReportModel& report);

}  // namespace klarsicht::app
