#include "report/offers_json.h"

#include <string>
#include <utility>

#include "audit/plan_json.h"
#include "report/offer_text.h"

namespace klarsicht {

namespace {

json answer_to_json(const MeasureAnswer& answer, const Texts& texts) {
    json one = {{"id", answer.id}, {"text", texts.text("tree.a." + std::string(answer.id))}};
    if (answer.measure.empty()) {
        one["question"] = answer.question;
        return one;
    }
    const std::string key = "tree.r." + std::string(answer.measure);
    one["measure"] = {{"id", answer.measure},
                      {"name", texts.text(key)},
                      {"text", texts.text(key + ".text")},
                      {"figure", answer.figure}};
    return one;
}

json parameter_to_json(const RemedyParameter& parameter, const Texts& texts) {
    json options = json::array();
    for (const RemedyOption& option : parameter.options) {
        options.push_back({{"id", option.id},
                           {"label", option_label(parameter, option, texts)},
                           {"sets", remedy_fields_to_json(option.sets)}});
    }
    json usual = json::array();
    if (!parameter.several) { usual.push_back(parameter.options.front().id); }
    return {{"id", parameter.id},
            {"label", texts.text("remedy." + std::string(parameter.id))},
            {"several", parameter.several},
            {"default", std::move(usual)},
            {"options", std::move(options)}};
}

}  // namespace

json measure_tree_to_json(std::span<const MeasureQuestion> tree, const Texts& texts) {
    if (tree.empty()) { return nullptr; }
    json questions = json::array();
    for (const MeasureQuestion& question : tree) {
        const std::string key = "tree.q." + std::string(question.id);
        json answers = json::array();
        for (const MeasureAnswer& answer : question.answers) { answers.push_back(answer_to_json(answer, texts)); }
        questions.push_back({{"id", question.id},
                             {"text", texts.text(key)},
                             {"why", texts.text(key + ".why")},
                             {"answers", std::move(answers)}});
    }
    return {{"questions", std::move(questions)}};
}

json offers_to_json(const std::vector<RemedyOffer>& offers, const Texts& texts) {
    json list = json::array();
    for (const RemedyOffer& offer : offers) {
        const std::string key = "remedy." + offer.step.kind;
        json parameters = json::array();
        for (const RemedyParameter& parameter : offer.parameters) {
            parameters.push_back(parameter_to_json(parameter, texts));
        }
        list.push_back({{"id", offer.step.kind},
                        {"name", texts.text(key)},
                        {"text", texts.text(key + ".text")},
                        {"law", texts.text("remedy.law." + std::string(offer.law))},
                        {"step", remedies_to_json({offer.step}).front()},
                        {"parameters", std::move(parameters)}});
    }
    return list;
}

}  // namespace klarsicht
