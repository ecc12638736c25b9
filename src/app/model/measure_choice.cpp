#include "app/model/measure_choice.h"

#include <array>

namespace klarsicht::app {

namespace {

struct Question {
    std::string_view id;
    std::span<const MeasureAnswer> answers;
};

constexpr std::array<MeasureAnswer, 2> reason = {
    {{"yes", "", "conditional", "conditional_difference"}, {"no", "outcome", "", ""}}};
constexpr std::array<MeasureAnswer, 2> outcome = {
    {{"yes", "trust", "", ""}, {"no", "", "parity", "demographic_parity_difference"}}};
constexpr std::array<MeasureAnswer, 3> trust = {{{"yes", "harm", "", ""},
                                                 {"no", "", "parity", "demographic_parity_difference"},
                                                 {"unknown", "", "parity", "demographic_parity_difference"}}};
constexpr std::array<MeasureAnswer, 4> harm = {{{"passed_over", "", "opportunity", "equal_opportunity_difference"},
                                                {"wrongly_selected", "", "fpr", "fpr"},
                                                {"both", "", "odds", "equalized_odds_difference"},
                                                {"promise", "", "predictive", "ppv"}}};
constexpr std::array<Question, 4> questions = {
    {{"reason", reason}, {"outcome", outcome}, {"trust", trust}, {"harm", harm}}};

}  // namespace

std::span<const MeasureAnswer> answers_to(std::string_view question) {
    for (const Question& one : questions) {
        if (one.id == question) { return one.answers; }
    }
    return {};
}

}  // namespace klarsicht::app
