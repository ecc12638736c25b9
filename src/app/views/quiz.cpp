// The end of a lesson: questions, the way to one's own file, the trainer's notes, and where it can be read.
#include <algorithm>

#include "app/views/training.h"
#include "app/views/views.h"
#include "app_icons.h"
#include "base/json.h"

namespace klarsicht::app {

namespace {

/// Before it is answered every answer can be pressed; afterwards the right one and the given one say so.
void draw_answer(const Ui& ui, Flow& flow, std::size_t question, std::size_t place, const LessonModel::Answer& answer,
                 std::optional<std::size_t> given) {
    const Palette& p = ui.colors();
    const bool shown = given && (answer.right || *given == place);
    const std::string text =
        shown ? answer.text + " – " + std::string(ui.word(answer.right ? "train.right" : "train.wrong")) : answer.text;
    const ImU32 ink = !shown ? (given ? p.muted : p.text) : answer.right ? p.pass : p.fail;
    const float room = std::min(flow.width, ui.px(760)) - ui.px(60);
    const float height = text_height(ui, Type::body, text, room) + ui.px(18);
    const ImRect box(flow.at(), ImVec2(flow.x + room + ui.px(60), flow.y + height));
    ImGui::PushID(static_cast<int>(place));
    const Hit state = given ? Hit() : hit(ui, "answer", box);
    ImGui::PopID();
    const ImU32 fill = !shown ? p.surface : answer.right ? p.pass_soft : p.fail_soft;
    draw_box(ui, box, fill, state.hovered ? p.accent : p.line, 10);
    const char* icon = !shown ? ICON_CHEVRON_RIGHT : answer.right ? ICON_CHECK : ICON_X;
    draw_icon(ui, ImVec2(box.Min.x + ui.px(12), box.Min.y + ui.px(9)), ui.px(22), icon, shown ? ink : p.faint, 17);
    draw_paragraph(ui, ImVec2(box.Min.x + ui.px(44), box.Min.y + ui.px(9)), Type::body, ink, text, room);
    draw_focus(ui, state, box, 10);
    if (state.pressed) {
        ui.send(json{{"type", "train"}, {"what", "answer"}, {"question", question}, {"answer", place}});
    }
    flow.y = box.Max.y;
    flow.gap(6);
}

void draw_question(const Ui& ui, Flow& flow, std::size_t place, const LessonModel::Question& question) {
    const auto given = ui.state.training.answers[place];
    ImGui::PushID(static_cast<int>(place));
    flow.text(Type::subtitle, ui.colors().text, question.text, 760);
    flow.gap(8);
    for (std::size_t i = 0; i < question.answers.size(); ++i) {
        draw_answer(ui, flow, place, i, question.answers[i], given);
    }
    if (given && *given < question.answers.size()) {
        flow.gap(2);
        flow.text(Type::body, ui.colors().muted, question.answers[*given].why, 760);
    }
    flow.gap(20);
    ImGui::PopID();
}

void draw_list(const Ui& ui, Flow& flow, const std::vector<std::string>& lines) {
    for (const std::string& line : lines) {
        flow.text(Type::small, ui.colors().muted, "– " + line, text_measure);
        flow.gap(4);
    }
}

void draw_own_file(const Ui& ui, Flow& inner) {
    inner.text(Type::body, ui.colors().muted, ui.word("train.own.hint"), text_measure);
    inner.gap(12);
    const std::string_view choose = ui.word("train.own.choose"), again = ui.word("train.again");
    if (button(ui, "own", inner.at(), choose, ICON_FILE_UP, ButtonKind::primary)) { ui.tell("choose_file"); }
    const float beside = button_width(ui, choose, ICON_FILE_UP) + ui.px(10);
    const bool fits = beside + button_width(ui, again, ICON_ROTATE_CCW) <= inner.width;
    if (!fits) { inner.gap(button_height + 8); }
    if (button(ui, "again", ImVec2(inner.x + (fits ? beside : 0), inner.y), again, ICON_ROTATE_CCW)) {
        ui.state.scroll_to_top = true;
        ui.send(json{{"type", "train"}, {"what", "again"}});
    }
    inner.gap(button_height);
}

}  // namespace

void draw_quiz(const Ui& ui, Flow& flow, const LessonModel& lesson) {
    const Palette& p = ui.colors();
    TrainingPanel& panel = ui.state.training;
    std::uint64_t right = 0, answered = 0;
    for (std::size_t i = 0; i < lesson.quiz.size(); ++i) {
        draw_question(ui, flow, i, lesson.quiz[i]);
        const auto given = panel.answers[i];
        answered += given ? 1 : 0;
        right += given && *given < lesson.quiz[i].answers.size() && lesson.quiz[i].answers[*given].right ? 1 : 0;
    }
    if (answered == lesson.quiz.size()) {
        flow.text(Type::figure, p.text,
                  ui.say(Message("train.score").count("right", right).count("n", lesson.quiz.size())));
        flow.gap(16);
    }
    in_card(ui, flow, ui.word("train.own"), [&](Flow& inner) { draw_own_file(ui, inner); });
    flow.gap(4);
    const std::string_view notes = ui.word("train.notes");
    if (button(ui, "notes", flow.at(), notes, panel.notes ? ICON_CHEVRON_UP : ICON_CHEVRON_DOWN, ButtonKind::ghost)) {
        panel.notes = !panel.notes;
    }
    flow.gap(button_height + 8);
    if (panel.notes) { draw_list(ui, flow, lesson.notes); }
    flow.gap(8);
    flow.text(Type::small_strong, p.text, ui.word("train.sources"));
    flow.gap(4);
    draw_list(ui, flow, lesson.sources);
    flow.gap(10);
}

}  // namespace klarsicht::app
