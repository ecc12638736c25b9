// The lessons to choose from, with or without a file.
#include "app/views/training.h"

#include <algorithm>

#include "app/views/views.h"
#include "app_icons.h"
#include "audit/names.h"
#include "base/json.h"

namespace klarsicht::app {

namespace {

void open_lesson(const Ui& ui, const std::string& id) {
    ui.state.page = Page::train;
    ui.state.scroll_to_top = true;
    ui.send(json{{"type", "page"}, {"page", "train"}, {"part", id}});
}

float entry_height(const Ui& ui, const LessonEntry& lesson, float width) {
    return ui.px(50) + text_height(ui, Type::small, lesson.teaser, width - ui.px(36)) + ui.px(40);
}

void draw_entry(const Ui& ui, const LessonEntry& lesson, const ImRect& box) {
    const Palette& p = ui.colors();
    const Hit state = hit(ui, lesson.id, box);
    draw_box(ui, box, p.surface, state.hovered ? p.accent : p.line, 12);
    const float x = box.Min.x + ui.px(18), width = box.GetWidth() - ui.px(36);
    float y = box.Min.y + ui.px(16);
    draw_text(ui, ImVec2(x, y), Type::subtitle, p.text, lesson.title, width - ui.px(28));
    draw_icon(ui, ImVec2(box.Max.x - ui.px(36), y + ui.px(2)), ui.px(20), ICON_ARROW_RIGHT,
              state.hovered ? p.accent : p.faint, 16);
    y += ui.px(30);
    y += draw_paragraph(ui, ImVec2(x, y), Type::small, p.muted, lesson.teaser, width);
    y += ui.px(6);
    const auto area = area_named(lesson.area);
    const std::string minutes = ui.say(Message("train.minutes").count("n", lesson.minutes));
    draw_text(ui, ImVec2(x, y), Type::note, p.faint,
              area ? std::string(ui.area_word(*area)) + " · " + minutes : minutes, width);
    draw_focus(ui, state, box, 12);
    if (state.pressed) { open_lesson(ui, lesson.id); }
}

}  // namespace

void draw_training(const Ui& ui, Flow& flow) {
    const Palette& p = ui.colors();
    const TrainingPanel& panel = ui.state.training;
    if (!panel.id.empty()) {
        draw_lesson(ui, flow);
        return;
    }
    flow.text(Type::title, p.text, ui.word("train.title"));
    flow.gap(4);
    flow.text(Type::body, p.muted, ui.word("train.hint"), text_measure);
    flow.gap(4);
    flow.text(Type::small, p.muted, ui.word("train.invented"), text_measure);
    flow.gap(18);
    const int columns = flow.width < ui.px(640) ? 1 : flow.width < ui.px(980) ? 2 : 3;
    const float gap = ui.px(16),
                width = std::floor((flow.width - gap * static_cast<float>(columns - 1)) / static_cast<float>(columns));
    const std::vector<LessonEntry> lessons = panel.lessons;  // what is pressed may bring others
    float height = 0;
    for (const LessonEntry& lesson : lessons) { height = std::max(height, entry_height(ui, lesson, width)); }
    for (std::size_t i = 0; i < lessons.size(); ++i) {
        const auto column = static_cast<float>(i % static_cast<std::size_t>(columns));
        const ImVec2 at(flow.x + column * (width + gap), flow.y);
        draw_entry(ui, lessons[i], ImRect(at, ImVec2(at.x + width, at.y + height)));
        if (i + 1 == lessons.size() || (i + 1) % static_cast<std::size_t>(columns) == 0) { flow.y += height + gap; }
    }
}

void draw_training_alone(const Ui& ui, Flow& flow) {
    draw_settings(ui, flow.x + flow.width, flow.y);
    // A lesson has its own way back, to the list.
    if (ui.state.training.id.empty()) {
        if (button(ui, "start", flow.at(), ui.word("train.start"), ICON_CHEVRON_LEFT)) { ui.go(Page::start); }
        flow.gap(button_height + 28);
    }
    draw_training(ui, flow);
}

void draw_lesson_link(const Ui& ui, Flow& flow, const Finding& finding) {
    const LessonEntry* lesson = lesson_of(ui.state.training, finding);
    if (lesson == nullptr) { return; }
    const std::string label = ui.say(Message("train.try").text("title", lesson->title));
    const std::string id = lesson->id;
    if (button(ui, "lesson", flow.at(), label, ICON_GRADUATION_CAP, ButtonKind::ghost)) { open_lesson(ui, id); }
    flow.gap(button_height + 8);
}

}  // namespace klarsicht::app
