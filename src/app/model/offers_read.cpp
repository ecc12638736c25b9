#include "app/model/offers_read.h"

#include <algorithm>

#include "app/model/json_read.h"
#include "audit/plan_json.h"
#include "base/json.h"

namespace klarsicht::app {

namespace {

/// A step as a plan holds it; without a kind where it cannot be read.
RemedyStep read_step(const json& step) {
    const auto plan = plan_from_json(json{{"remedies", json::array({step})}}, nullptr);
    return plan ? plan->remedies.front() : RemedyStep{};
}

std::vector<RemedyField> read_fields(const json& option) {
    json step = {{"do", "sets"}};
    if (const json* sets = member(option, "sets"); sets != nullptr && sets->is_object()) { step.update(*sets); }
    return read_step(step).fields;
}

RemedyParameterModel read_parameter(const json& from) {
    RemedyParameterModel parameter;
    parameter.id = string_in(from, "id");
    parameter.label = string_in(from, "label");
    parameter.several = bool_in(from, "several");
    parameter.usual = strings_in(from, "default");
    for_each_object(from, "options", [&](const json& option) {
        parameter.options.push_back({string_in(option, "id"), string_in(option, "label"), read_fields(option)});
    });
    return parameter;
}

TreeAnswerModel read_answer(const json& from, const std::vector<std::string>& questions) {
    TreeAnswerModel answer;
    answer.text = string_in(from, "text");
    if (const json* measure = member(from, "measure"); measure != nullptr && measure->is_object()) {
        answer.measure_name = string_in(*measure, "name");
        answer.measure_text = string_in(*measure, "text");
        answer.figure = string_in(*measure, "figure");
        return answer;
    }
    const auto next = std::ranges::find(questions, string_in(from, "question"));
    if (next != questions.end()) { answer.question = static_cast<std::size_t>(next - questions.begin()); }
    return answer;
}

bool leads_somewhere(const TreeQuestionModel& question) {
    return !question.answers.empty() && std::ranges::all_of(question.answers, [](const TreeAnswerModel& answer) {
        return answer.question || !answer.measure_name.empty();
    });
}

}  // namespace

std::vector<TreeQuestionModel> read_measure_tree(const json& tree) {
    std::vector<std::string> ids;
    for_each_object(tree, "questions", [&](const json& question) { ids.push_back(string_in(question, "id")); });
    std::vector<TreeQuestionModel> questions;
    for_each_object(tree, "questions", [&](const json& from) {
        TreeQuestionModel question{string_in(from, "id"), string_in(from, "text"), string_in(from, "why"), {}};
        for_each_object(from, "answers",
                        [&](const json& answer) { question.answers.push_back(read_answer(answer, ids)); });
        questions.push_back(std::move(question));
    });
    return std::ranges::all_of(questions, leads_somewhere) ? questions : std::vector<TreeQuestionModel>();
}

std::vector<RemedyOfferModel> read_remedies(const json& list) {
    std::vector<RemedyOfferModel> offers;
    for_each_object(json{{"offers", list}}, "offers", [&](const json& from) {
        RemedyOfferModel offer;
        if (const json* step = member(from, "step")) { offer.step = read_step(*step); }
        offer.name = string_in(from, "name");
        offer.text = string_in(from, "text");
        offer.law = string_in(from, "law");
        for_each_object(from, "parameters",
                        [&](const json& parameter) { offer.parameters.push_back(read_parameter(parameter)); });
        const bool open = std::ranges::any_of(offer.parameters, &std::vector<RemedyOptionModel>::empty,
                                              &RemedyParameterModel::options);
        if (!offer.step.kind.empty() && !open) { offers.push_back(std::move(offer)); }
    });
    return offers;
}

}  // namespace klarsicht::app
