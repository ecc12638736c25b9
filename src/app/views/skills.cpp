#include "app/views/views.h"

#include <algorithm>

#include "app/model/findings.h"
#include "app_icons.h"
#include "base/json.h"

namespace klarsicht::app {

namespace {

constexpr std::pair<Answer, std::string_view> answers[] = {
    {Answer::yes, "app.readiness.yes"}, {Answer::partly, "app.readiness.partly"}, {Answer::no, "app.readiness.no"}};

/// Three answers side by side; returns their width.
float draw_answers(const Ui& ui, ImVec2 right_top, const std::string& question, Answer& answer) {
    const Palette& p = ui.colors();
    float width = 0;
    for (const auto& [value, word] : answers) {
        width = std::max(width, text_size(ui, Type::small_strong, ui.word(word)).x + ui.px(24));
    }
    const float height = ui.px(32), all = 3 * width;
    ImVec2 at(right_top.x - all, right_top.y);
    draw_box(ui, ImRect(at, ImVec2(right_top.x, at.y + height)), p.background, p.line, 8);
    for (const auto& [value, word] : answers) {
        const ImRect box(at, ImVec2(at.x + width, at.y + height));
        const Hit state = hit(ui, word, box);
        const bool on = answer == value;
        const ImRect inner(ImVec2(box.Min.x + ui.px(3), box.Min.y + ui.px(3)),
                           ImVec2(box.Max.x - ui.px(3), box.Max.y - ui.px(3)));
        if (on) { draw_box(ui, inner, p.accent, 0, 6); }
        const std::string_view label = ui.word(word);
        const Type type = on ? Type::small_strong : Type::small;
        draw_text(ui,
                  ImVec2(at.x + std::round((width - text_size(ui, type, label).x) * 0.5f),
                         at.y + std::round((height - ui.theme.face(type).line) * 0.5f)),
                  type,
                  on              ? p.on_accent
                  : state.hovered ? p.text
                                  : p.muted,
                  label);
        draw_focus(ui, state, inner, 6);
        if (state.pressed) {
            answer = on ? Answer::none : value;
            ui.send(json{{"type", "answer"}, {"question", question}, {"answer", name_of(answer)}});
        }
        at.x += width;
    }
    return all;
}

void draw_readiness(const Ui& ui, Flow& flow) {
    const Palette& p = ui.colors();
    const std::vector<NoteModel> questions = readiness_questions(*ui.state.report);
    if (questions.empty()) { return; }
    std::vector<Answer>& given = ui.state.readiness.answers;
    given.resize(questions.size(), Answer::none);
    const ReadinessScore score = score_readiness(given);
    Card card(ui, flow.at(), flow.width);
    Flow inner{ui, flow.x + ui.px(20), flow.y + ui.px(18), flow.width - ui.px(40)};
    inner.text(Type::subtitle, p.text, ui.word("app.readiness.title"));
    inner.gap(2);
    inner.text(Type::small, p.muted, ui.word("app.readiness.text"), text_measure);
    inner.gap(14);
    const std::string said = score.answered == 0
                                 ? ui.say(Message("app.readiness.none").count("questions", score.questions))
                                 : ui.say(Message("app.readiness.score")
                                              .number("share", score.share)
                                              .count("answered", score.answered)
                                              .count("questions", score.questions));
    draw_progress(ui, ImRect(inner.at(), ImVec2(inner.x + std::min(inner.width, ui.px(420)), inner.y + ui.px(8))),
                  score.answered == 0 ? 0 : score.share);
    inner.gap(14);
    inner.text(Type::small_strong, p.text, said, text_measure);
    if (score.answered == score.questions) {
        inner.text(Type::small, p.muted,
                   ui.word(score.share >= 0.8   ? "app.readiness.good"
                           : score.share >= 0.5 ? "app.readiness.some"
                                                : "app.readiness.little"),
                   text_measure);
    }
    inner.gap(10);
    const bool narrow = inner.width < ui.px(620);
    for (std::size_t i = 0; i < questions.size(); ++i) {
        draw_line(ui, inner.at(), inner.width);
        inner.gap(12);
        ImGui::PushID(static_cast<int>(i));
        const float room = narrow ? inner.width : inner.width - ui.px(280), limit = std::min(room, ui.px(text_measure));
        if (!narrow) { draw_answers(ui, ImVec2(inner.x + inner.width, inner.y), questions[i].id, given[i]); }
        const float top = inner.y;
        inner.gap(4);
        inner.y += draw_paragraph(ui, inner.at(), Type::body, p.text, questions[i].text, limit);
        if (!questions[i].help.empty()) {
            inner.y += draw_paragraph(ui, inner.at(), Type::small, p.muted, questions[i].help, limit);
        }
        if (narrow) {
            inner.gap(8);
            draw_answers(ui, ImVec2(inner.x + ui.px(240), inner.y), questions[i].id, given[i]);
            inner.gap(32);
        }
        inner.y = std::max(inner.y, top + ui.px(32));
        ImGui::PopID();
        inner.gap(12);
    }
    flow.y = inner.y + ui.px(6);
    card.end(flow.y);
}

}  // namespace

void draw_skills(const Ui& ui, Flow& flow) {
    draw_area_head(ui, flow, Area::skills);
    std::vector<std::size_t> findings = findings_of(*ui.state.report, Area::skills);
    const bool has_questions = !readiness_questions(*ui.state.report).empty();
    if (has_questions) {
        std::erase_if(findings,
                      [&](std::size_t index) { return ui.state.report->findings[index].id == "skills.readiness"; });
    }
    draw_findings(ui, flow, findings);
    if (has_questions) {
        flow.gap(6);
        draw_readiness(ui, flow);
    }
}

}  // namespace klarsicht::app
