// A lesson in five steps: decide, see, understand, mend, check. The page knows where somebody is; here it is drawn, and
// what they do is told.
#include <algorithm>

#include "app/charts/charts.h"
#include "app/views/training.h"
#include "app/views/views.h"
#include "app/widgets/slider.h"
#include "app_icons.h"
#include "base/json.h"

namespace klarsicht::app {

namespace {

void tell(const Ui& ui, json message) {
    message["type"] = "train";
    ui.send(message);
}

void go(const Ui& ui, std::size_t step) {
    ui.state.scroll_to_top = true;
    tell(ui, {{"what", "step"}, {"step", step}});
}

void draw_lines(const Ui& ui, Flow& flow, const std::vector<std::string>& lines) {
    for (const std::string& line : lines) {
        flow.text(Type::lead, ui.colors().text, line, 760);
        flow.gap(10);
    }
    flow.gap(8);
}

/// Where one is, and the way to every step.
void draw_steps(const Ui& ui, Flow& flow, std::size_t step) {
    std::vector<std::string> labels;
    for (std::size_t i = 0; i < lesson_steps.size(); ++i) {
        labels.push_back(std::to_string(i + 1) + ". " +
                         std::string(ui.word("train.step." + std::string(lesson_steps[i]))));
    }
    if (const auto pressed = draw_choices(ui, flow, "steps", labels, step)) { go(ui, *pressed); }
    flow.gap(14);
}

void draw_amounts(const Ui& ui, Flow& flow, const LessonModel& lesson) {
    if (lesson.amounts.empty()) { return; }
    const Palette& p = ui.colors();
    const float width = std::floor(std::min(flow.width / static_cast<float>(lesson.amounts.size()), ui.px(260)));
    float bottom = flow.y;
    for (std::size_t i = 0; i < lesson.amounts.size(); ++i) {
        Flow one{ui, flow.x + width * static_cast<float>(i), flow.y, width - ui.px(16)};
        one.text(Type::note_strong, p.muted, lesson.amounts[i].label);
        one.text(Type::figure, p.text, lesson.amounts[i].text);
        bottom = std::max(bottom, one.y);
    }
    flow.y = bottom;
    flow.gap(14);
}

void draw_options(const Ui& ui, Flow& flow, const LessonModel& lesson) {
    const Palette& p = ui.colors();
    const auto chosen = ui.state.training.option;
    flow.text(Type::subtitle, p.text, lesson.question);
    flow.gap(10);
    for (std::size_t i = 0; i < lesson.options.size(); ++i) {
        const float width = std::min(flow.width, ui.px(760)), room = width - ui.px(64);
        const float height = text_height(ui, Type::body, lesson.options[i].label, room) + ui.px(22);
        const ImRect box(flow.at(), ImVec2(flow.x + width, flow.y + height));
        ImGui::PushID(static_cast<int>(i));
        const Hit state = hit(ui, "option", box);
        ImGui::PopID();
        const bool on = chosen == i;
        draw_box(ui, box, on ? p.accent_soft : p.surface, on || state.hovered ? p.accent : p.line, 10);
        draw_icon(ui, ImVec2(box.Min.x + ui.px(14), box.Min.y + ui.px(11)), ui.px(22),
                  on ? ICON_CIRCLE_CHECK : ICON_CHEVRON_RIGHT, on ? p.accent : p.faint, 18);
        draw_paragraph(ui, ImVec2(box.Min.x + ui.px(46), box.Min.y + ui.px(11)), Type::body, on ? p.accent : p.text,
                       lesson.options[i].label, room);
        draw_focus(ui, state, box, 10);
        if (state.pressed) { tell(ui, {{"what", "option"}, {"option", i}}); }
        flow.y = box.Max.y;
        flow.gap(8);
    }
    if (!chosen || *chosen >= lesson.options.size()) { return; }
    flow.gap(10);
    flow.text(Type::lead, p.text, lesson.options[*chosen].then, 760);
    flow.gap(20);
    draw_people(ui, flow, lesson);
}

const std::string& title_of(const Finding& finding) { return finding.title.empty() ? finding.name : finding.title; }

/// What the audit says of the invented file: its sentence, its chart, and the figure opened to its formula.
void draw_finding(const Ui& ui, Flow& inner, const Finding& finding) {
    const Palette& p = ui.colors();
    draw_status_pill(ui, inner.at(), finding.status);
    inner.gap(pill_height + 8);
    inner.text(Type::subtitle, p.text, title_of(finding));
    inner.gap(4);
    inner.text(Type::body, p.muted, finding.summary, text_measure);
    inner.gap(14);
    draw_chart(ui, inner, finding.chart);
    if (finding.explanations.empty()) { return; }
    const ExplanationModel& one = finding.explanations.front();
    inner.gap(14);
    inner.text(Type::small_strong, p.text, one.name + (one.shown.empty() ? "" : ": " + one.shown));
    inner.text(Type::small, p.muted, one.formula, text_measure);
    inner.gap(4);
    inner.text(Type::small, p.muted, one.trainer, text_measure);
}

void draw_sliders(const Ui& ui, Flow& flow, const LessonModel& lesson) {
    const Palette& p = ui.colors();
    TrainingPanel& panel = ui.state.training;
    for (const LessonModel::Slider& slider : lesson.sliders) {
        const auto moved = panel.places.find(slider.name);
        std::size_t place = moved == panel.places.end() ? slider.place() : moved->second;
        const std::size_t before = place;
        flow.text(Type::small_strong, p.text, slider.label);
        flow.gap(2);
        const float width = std::min(flow.width, ui.px(520));
        draw_slider(ui, slider.name, ImRect(flow.at(), ImVec2(flow.x + width, flow.y + ui.px(32))), place,
                    slider.places(), p.accent, true);
        flow.gap(34);
        draw_text(ui, flow.at(), Type::note, p.muted, slider.low, width * 0.5f);
        draw_text_right(ui, ImVec2(flow.x + width, flow.y), Type::note, p.muted, slider.high, width * 0.5f);
        flow.gap(28);
        if (place != before) {
            panel.places[slider.name] = place;
            const double value = std::min(slider.to, slider.from + slider.step * static_cast<double>(place));
            tell(ui, {{"what", "slide"}, {"name", slider.name}, {"value", value}});
        }
    }
}

/// The audit's verdict on what stands there now, in a line each.
void draw_verdicts(const Ui& ui, Flow& flow, const LessonModel& lesson) {
    const Palette& p = ui.colors();
    for (const Finding& finding : lesson.report.findings) {
        const std::string& title = title_of(finding);
        draw_status_mark(ui, flow.at(), finding.status, 20);
        const float used =
            draw_paragraph(ui, ImVec2(flow.x + ui.px(30), flow.y), Type::body, p.text,
                           finding.headline.empty() ? title : title + " · " + finding.headline, flow.width - ui.px(30));
        flow.y += std::max(used, ui.px(22));
        flow.gap(6);
    }
    flow.gap(8);
}

void draw_mend(const Ui& ui, Flow& flow, const LessonModel& lesson) {
    const Palette& p = ui.colors();
    draw_lines(ui, flow, lesson.mend);
    draw_sliders(ui, flow, lesson);
    draw_amounts(ui, flow, lesson);
    draw_verdicts(ui, flow, lesson);
    draw_people(ui, flow, lesson);
    flow.text(Type::small_strong, p.text, ui.word("train.cost"));
    flow.gap(2);
    flow.text(Type::body, p.muted, lesson.cost, 760);
    flow.gap(14);
}

void draw_step(const Ui& ui, Flow& flow, const LessonModel& lesson, std::size_t step) {
    const Palette& p = ui.colors();
    switch (step) {
        case 0:
            draw_lines(ui, flow, lesson.act);
            draw_options(ui, flow, lesson);
            return;
        case 1:
            draw_lines(ui, flow, lesson.see);
            draw_amounts(ui, flow, lesson);
            draw_people(ui, flow, lesson);
            return;
        case 2:
            draw_lines(ui, flow, lesson.why);
            flow.text(Type::note_strong, p.muted, ui.word("train.finding"));
            flow.gap(8);
            for (const Finding& finding : lesson.report.findings) {
                ImGui::PushID(finding.id.c_str());
                in_card(ui, flow, {}, [&](Flow& inner) { draw_finding(ui, inner, finding); });
                ImGui::PopID();
            }
            return;
        case 3:
            draw_mend(ui, flow, lesson);
            return;
        default:
            draw_quiz(ui, flow, lesson);
            return;
    }
}

}  // namespace

void draw_lesson(const Ui& ui, Flow& flow) {
    const Palette& p = ui.colors();
    const TrainingPanel& panel = ui.state.training;
    if (button(ui, "lessons", flow.at(), ui.word("train.all"), ICON_CHEVRON_LEFT)) {
        ui.send(json{{"type", "page"}, {"page", "train"}, {"part", ""}});
    }
    flow.gap(button_height + 14);
    if (!panel.error.empty()) { flow.text(Type::body, p.fail, panel.error, text_measure); }
    if (!panel.lesson) { return; }
    const LessonModel& lesson = *panel.lesson;
    flow.text(Type::title, p.text, lesson.title);
    flow.gap(10);
    const std::size_t step = panel.step;
    draw_steps(ui, flow, step);
    draw_step(ui, flow, lesson, step);
    flow.gap(8);
    const std::string_view back = ui.word("train.previous"), next = ui.word("train.next");
    float x = flow.x;
    if (step > 0) {
        if (button(ui, "back", ImVec2(x, flow.y), back, ICON_CHEVRON_LEFT)) { go(ui, step - 1); }
        x += button_width(ui, back, ICON_CHEVRON_LEFT) + ui.px(10);
    }
    if (step + 1 < lesson_steps.size() &&
        button(ui, "next", ImVec2(x, flow.y), next, ICON_ARROW_RIGHT, ButtonKind::primary)) {
        go(ui, step + 1);
    }
    flow.gap(button_height);
}

}  // namespace klarsicht::app
