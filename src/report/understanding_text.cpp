#include "report/understanding_text.h"

#include "audit/plan_edit_json.h"
#include "base/visible_text.h"
#include "report/input_text.h"
#include "report/why_text.h"

namespace klarsicht {

std::vector<std::string> understood_sentences(const Report& report, const Texts& texts) {
    std::vector<std::string> sentences;
    for (const Message& sentence : report.understanding.sentences) { sentences.push_back(texts.format(sentence)); }
    sentences.push_back(texts.format(Message("understood.read").text("how", read_as(report.source, texts))));
    return sentences;
}

json understanding_to_json(const Report& report, const Texts& texts) {
    json questions = json::array();
    for (const UnderstandingQuestion& question : report.understanding.questions) {
        json answers = json::array();
        for (const UnderstandingAnswer& answer : question.answers) {
            json edits = json::array();
            for (const PlanEdit& edit : answer.edits) { edits.push_back(plan_edit_to_json(edit)); }
            answers.push_back({{"label", texts.format(answer.label)}, {"edits", std::move(edits)}});
        }
        questions.push_back({{"id", question.id},
                             {"column", report.columns[question.column].name},
                             {"text", texts.format(question.text)},
                             {"changes", texts.format(question.changes)},
                             {"answers", std::move(answers)}});
    }
    return {{"title", texts.text("understood.title")},
            {"sentences", understood_sentences(report, texts)},
            {"questions", std::move(questions)}};
}

std::string understanding_to_text(const Report& report, Language language) {
    const Texts& texts = Texts::of(language);
    std::string text = std::string(texts.text("understood.title")) + "\n";
    for (const std::string& sentence : understood_sentences(report, texts)) { text += "  " + sentence + "\n"; }
    text += "\n" + std::string(texts.text("understood.questions")) + "\n";
    if (report.understanding.questions.empty()) {
        text += "  " + std::string(texts.text("understood.no_questions")) + "\n";
    }
    for (const UnderstandingQuestion& question : report.understanding.questions) {
        text += "  " + texts.format(question.text) + " " + texts.format(question.changes) + "\n   ";
        for (const UnderstandingAnswer& answer : question.answers) { text += " [" + texts.format(answer.label) + "]"; }
        text += "\n";
    }
    text += "\n" + std::string(texts.text("understood.columns")) + "\n";
    for (const ColumnReport& column : report.columns) {
        text += "  " + visible_text(column.name) + ": " + why_text(column, texts) + "\n";
    }
    return text;
}

}  // namespace klarsicht
