#include "report/what_if_json.h"

#include <string>
#include <utility>

namespace klarsicht {

namespace {

using what_if::Answer;
using what_if::Feature;
using what_if::Learned;

std::string label_of(const Feature& feature, std::size_t bin, const Texts& texts) {
    if (bin >= feature.labels.size()) { return std::string(texts.text("what_if.unknown")); }
    if (feature.labels[bin].empty()) { return std::string(texts.text("what_if.hidden")); }
    return feature.binned ? texts.group(feature.labels[bin]) : feature.labels[bin];
}

json columns_of(const Answer& answer, const Learned& learned, const AuditContext& context, const Texts& texts) {
    json columns = json::array();
    for (std::size_t f = 0; f < learned.features.size(); ++f) {
        const Feature& feature = learned.features[f];
        json groups = json::array();
        for (std::size_t bin = 0; bin < feature.labels.size(); ++bin) {
            groups.push_back(feature.labels[bin].empty() ? std::string() : label_of(feature, bin, texts));
        }
        const auto place = [&](std::uint32_t bin) { return bin < feature.labels.size() ? json(bin) : json(nullptr); };
        columns.push_back({{"name", context.name(feature.column)},
                           {"groups", std::move(groups)},
                           {"before", place(answer.before[f])},
                           {"after", place(answer.after[f])}});
    }
    return columns;
}

std::string value_text(double value, const Learned& learned, const Texts& texts) {
    return texts.number(value, learned.decided.score ? "p2" : "percent");
}

json said_to_json(const what_if::Said& said, const Learned& learned, const Texts& texts) {
    json rule = json::array();
    for (const Message& condition : said.rule) { rule.push_back(texts.format(condition)); }
    return {{"value", said.value},
            {"text", value_text(said.value, learned, texts)},
            {"rows", texts.format(Message(learned.decided.score ? "what_if.rows" : "what_if.rows.share")
                                      .count("n", said.n)
                                      .number("low", said.ci95.low)
                                      .number("high", said.ci95.high))},
            {"rule", std::move(rule)}};
}

json alike_to_json(const Answer& answer, const Learned& learned, const Texts& texts) {
    if (!answer.alike || !answer.changed) { return nullptr; }
    const Feature& feature = learned.features[*answer.changed];
    const auto side = [&](std::uint32_t bin, double value) {
        return json{
            {"label", label_of(feature, bin, texts)}, {"value", value}, {"text", value_text(value, learned, texts)}};
    };
    return {{"title", texts.format(Message("what_if.alike.text").count("n", answer.alike->n))},
            {"sides", json::array({side(answer.before[*answer.changed], answer.alike->before),
                                   side(answer.after[*answer.changed], answer.alike->after)})}};
}

json otherwise_to_json(const Answer& answer, const Learned& learned, const AuditContext& context, bool show_rows,
                       const Texts& texts) {
    const what_if::Otherwise& found = answer.otherwise;
    json parts = json::array();
    for (const what_if::Otherwise::Part& part : found.parts) {
        const Feature& feature = learned.features[part.feature];
        parts.push_back(texts.format(Message("what_if.otherwise.part")
                                         .text("column", context.name(feature.column))
                                         .count("differ", part.differ)
                                         .text("most", label_of(feature, part.most, texts))));
    }
    if (!found.rows.empty() && parts.empty()) { parts.push_back(texts.text("what_if.otherwise.same")); }
    std::string rows;
    for (const std::uint64_t row : found.rows) {
        rows += (rows.empty() ? "" : ", ") + texts.integer(static_cast<std::int64_t>(context.table.file_row(row)) + 1);
    }
    const std::string_view title = found.rows.empty()  ? "what_if.otherwise.none"
                                   : found.decided_for ? "what_if.otherwise.for"
                                                       : "what_if.otherwise.against";
    return {{"title", texts.text(std::string(title) + (learned.decided.score ? ".score" : ""))},
            {"parts", std::move(parts)},
            {"rows", show_rows && !rows.empty() ? texts.format(Message("what_if.otherwise.rows").text("rows", rows))
                                                : std::string()}};
}

}  // namespace

json what_if_to_json(const Answer& answer, const Learned& learned, const AuditContext& context, bool show_rows,
                     const Texts& texts) {
    json sentences = json::array();
    for (const Message& sentence : answer.sentences) { sentences.push_back(texts.format(sentence)); }
    return {{"decision", context.name(learned.decided.column)},
            {"score", learned.decided.score},
            {"columns", columns_of(answer, learned, context, texts)},
            {"changed", answer.changed ? json(*answer.changed) : json(nullptr)},
            {"now", said_to_json(answer.said_before, learned, texts)},
            {"then", said_to_json(answer.said_after, learned, texts)},
            {"sentences", std::move(sentences)},
            {"alike", alike_to_json(answer, learned, texts)},
            {"otherwise", otherwise_to_json(answer, learned, context, show_rows, texts)}};
}

}  // namespace klarsicht
