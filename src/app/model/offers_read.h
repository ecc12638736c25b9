#pragma once
#include <optional>
#include <string>
#include <vector>

#include "audit/remedy_step.h"
#include "base/json_fwd.h"

namespace klarsicht::app {

// What a report offers beside its findings, every text in the reader's language. Never fails: what is missing or of
// another type is not offered.

/// An answer of the tree that leads to a fairness measure: to another question, or to a measure.
struct TreeAnswerModel {
    std::string text;
    std::optional<std::size_t> question;             ///< place in the tree; empty at an end
    std::string measure_name, measure_text, figure;  ///< at an end; `figure` as in ExplanationModel
};

struct TreeQuestionModel {
    std::string id, text, why;
    std::vector<TreeAnswerModel> answers;  ///< at least one
};

/// `measure_tree`: its questions, the first one first. Empty where one leads nowhere.
std::vector<TreeQuestionModel> read_measure_tree(const json& tree);

struct RemedyOptionModel {
    std::string id, label;
    std::vector<RemedyField> sets;  ///< of a plan's step
};

/// Something to choose about a remedy.
struct RemedyParameterModel {
    std::string id, label;
    bool several = false;                    ///< one option or more; else exactly one
    std::vector<std::string> usual;          ///< ids of the options chosen to begin with
    std::vector<RemedyOptionModel> options;  ///< at least one
};

struct RemedyOfferModel {
    RemedyStep step;  ///< what a plan's step begins with
    std::string name, text, law;
    std::vector<RemedyParameterModel> parameters;
};

/// `offered_remedies`
std::vector<RemedyOfferModel> read_remedies(const json& list);

}  // namespace klarsicht::app
