#include "report/html_offers.h"

#include <algorithm>

#include "audit/plan_json.h"
#include "report/html_text.h"
#include "report/json_lines.h"
#include "report/offer_text.h"

namespace klarsicht {

namespace {

std::string paragraph(std::string_view text) { return "<p>" + html_text(text) + "</p>"; }

/// A question with its answers; what an answer leads to lies inside it.
std::string question_html(std::span<const MeasureQuestion> tree, std::string_view id, const Texts& texts) {
    const auto question = std::ranges::find(tree, id, &MeasureQuestion::id);
    if (question == tree.end()) { return {}; }
    const std::string key = "tree.q." + std::string(id);
    std::string out = "<p><b>" + html_text(texts.text(key)) + "</b> " + html_text(texts.text(key + ".why")) + "</p>";
    for (const MeasureAnswer& answer : question->answers) {
        out += "<details><summary>" + html_text(texts.text("tree.a." + std::string(answer.id))) + "</summary>";
        if (answer.measure.empty()) {
            out += question_html(tree, answer.question, texts);
        } else {
            const std::string measure = "tree.r." + std::string(answer.measure);
            out += "<p><b>" + html_text(texts.text("tree.result")) + ": " + html_text(texts.text(measure)) + "</b> " +
                   html_text(texts.text(measure + ".text")) + "</p>";
        }
        out += "</details>";
    }
    return out;
}

/// An entry of a plan's remedies: everywhere the first that can be chosen.
RemedyStep example_of(const RemedyOffer& offer) {
    RemedyStep step = offer.step;
    for (const RemedyParameter& parameter : offer.parameters) { set_fields(step, parameter.options.front().sets); }
    return step;
}

std::string offer_html(const RemedyOffer& offer, const Texts& texts) {
    const std::string key = "remedy." + offer.step.kind;
    std::string out = "<details><summary>" + html_text(texts.text(key)) + "</summary>" +
                      paragraph(texts.text(key + ".text")) + "<ul>";
    for (const RemedyParameter& parameter : offer.parameters) {
        out += "<li>" + html_text(texts.text("remedy." + std::string(parameter.id))) + " ";
        for (const RemedyOption& option : parameter.options) {
            out += (&option == &parameter.options.front() ? "<bdi>" : ", <bdi>") +
                   html_text(option_label(parameter, option, texts)) + "</bdi>";
        }
        out += "</li>";
    }
    return out + "</ul>" + paragraph(texts.text("remedy.law." + std::string(offer.law))) +
           paragraph(texts.text("remedy.offered.step")) + "<pre>" +
           html_text(json_lines(json{{"remedies", remedies_to_json({example_of(offer)})}}, 1)) + "</pre></details>";
}

std::string section_html(std::string_view id, std::string_view title, std::string_view text, const std::string& body,
                         const Texts& texts) {
    return "<h3 class=\"sub\" id=\"" + std::string(id) + "\">" + html_text(texts.text(title)) +
           "</h3><div class=\"card offers\">" + paragraph(texts.text(text)) + body + "</div>";
}

}  // namespace

std::string measure_tree_html(std::span<const MeasureQuestion> tree, const Texts& texts) {
    if (tree.empty()) { return {}; }
    return section_html("measure-tree", "tree.title", "tree.text", question_html(tree, tree.front().id, texts), texts);
}

std::string remedies_html(const std::vector<RemedyOffer>& offers, const Texts& texts) {
    std::string body;
    for (const RemedyOffer& offer : offers) { body += offer_html(offer, texts); }
    if (body.empty()) { return {}; }
    return section_html("remedies", "remedy.offered", "remedy.offered.text", body, texts);
}

}  // namespace klarsicht
