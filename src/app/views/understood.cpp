// What the file was taken for, in sentences, and what it cannot tell by itself: each question is answered by one click.
#include "app/views/views.h"

namespace klarsicht::app {

namespace {

/// A button for each answer; those that do not fit go into the next line.
void draw_answers(const Ui& ui, Flow& flow, const QuestionModel& question) {
    float x = flow.x;
    for (std::size_t i = 0; i < question.answers.size(); ++i) {
        const AnswerModel& answer = question.answers[i];
        const float width = std::min(button_width(ui, answer.label), flow.width);
        if (x > flow.x && x + width > flow.x + flow.width) {
            x = flow.x;
            flow.gap(button_height + 8);
        }
        ImGui::PushID(static_cast<int>(i));
        if (button(ui, "answer", ImVec2(x, flow.y), answer.label)) { ui.edit_as(answer.edits); }
        ImGui::PopID();
        x += width + ui.px(8);
    }
    flow.gap(button_height);
}

void draw_questions(const Ui& ui, Flow& flow) {
    const Palette& p = ui.colors();
    const std::vector<QuestionModel>& questions = ui.state.report->questions;
    for (std::size_t i = 0; i < questions.size(); ++i) {
        ImGui::PushID(static_cast<int>(i));
        flow.gap(14);
        draw_line(ui, flow.at(), flow.width);
        flow.gap(12);
        flow.text(Type::strong, p.text, questions[i].text, text_measure);
        flow.text(Type::small, p.muted, questions[i].changes, text_measure);
        flow.gap(8);
        draw_answers(ui, flow, questions[i]);
        ImGui::PopID();
    }
}

}  // namespace

void draw_understood(const Ui& ui, Flow& flow) {
    const Palette& p = ui.colors();
    const ReportModel& report = *ui.state.report;
    if (report.understood.empty()) { return; }
    flow.text(Type::note_strong, p.muted, report.understood_title);
    flow.gap(8);
    Card card(ui, flow.at(), flow.width);
    Flow inner{ui, flow.x + ui.px(16), flow.y + ui.px(14), flow.width - ui.px(32)};
    for (const std::string& sentence : report.understood) {
        inner.text(Type::body, p.text, sentence, text_measure);
        inner.gap(3);
    }
    draw_questions(ui, inner);
    flow.y = inner.y + ui.px(14);
    card.end(flow.y);
}

void draw_understood_line(const Ui& ui, Flow& flow) {
    const ReportModel& report = *ui.state.report;
    if (report.understood.empty()) { return; }
    const std::string row = report.understood.front();
    flow.text(Type::small, ui.colors().muted, row, text_measure);
    flow.gap(2);
    if (link(ui, "understood", flow.at(), Type::small, ui.word("app.overview.understood"))) { ui.go(Page::columns); }
    flow.y += ui.theme.face(Type::small).line;
}

}  // namespace klarsicht::app
