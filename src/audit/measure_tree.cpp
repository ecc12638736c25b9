#include "audit/measure_tree.h"

#include <array>

namespace klarsicht {

namespace {

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
constexpr std::array<MeasureQuestion, 4> questions = {
    {{"reason", reason}, {"outcome", outcome}, {"trust", trust}, {"harm", harm}}};

}  // namespace

std::span<const MeasureQuestion> measure_tree() { return questions; }

}  // namespace klarsicht
