// Every invented person of a lesson as a mark, by group: what became of them is a shape as well as a colour.
#include <algorithm>
#include <cmath>

#include "app/views/training.h"

namespace klarsicht::app {

namespace {

using Tone = LessonModel::Tone;

ImU32 tone_color(const Palette& p, Tone tone) {
    return tone == Tone::good ? p.reference : tone == Tone::bad ? p.other : mixed(p.surface, p.muted, 0.45f);
}

/// A disc, a diamond, or a small square.
void draw_mark(ImDrawList& list, ImVec2 at, float radius, Tone tone, ImU32 color) {
    if (tone == Tone::good) {
        list.AddNgonFilled(at, radius, color, 8);
    } else if (tone == Tone::bad) {
        list.AddQuadFilled(ImVec2(at.x, at.y - radius), ImVec2(at.x + radius, at.y), ImVec2(at.x, at.y + radius),
                           ImVec2(at.x - radius, at.y), color);
    } else {
        const float half = radius * 0.55f;
        list.AddRectFilled(ImVec2(at.x - half, at.y - half), ImVec2(at.x + half, at.y + half), color);
    }
}

std::uint64_t all_of(const LessonModel::PeopleGroup& group) {
    std::uint64_t n = 0;
    for (const std::uint64_t count : group.counts) { n += count; }
    return n;
}

/// Name and number of a group, then each state with its mark, side by side as far as there is room.
void draw_group_head(const Ui& ui, Flow& flow, const LessonModel& lesson, const LessonModel::PeopleGroup& group) {
    const Palette& p = ui.colors();
    flow.text(Type::small_strong, p.text,
              ui.say(Message("train.group").text("label", group.label).count("n", all_of(group))));
    flow.gap(2);
    float x = flow.x;
    const float side = ui.px(14), line = ui.theme.face(Type::small).line;
    for (std::size_t s = 0; s < lesson.states.size(); ++s) {
        const std::string text = lesson.states[s].label + " " + group.texts[s];
        const float width = side + ui.px(4) + text_size(ui, Type::small, text).x;
        if (x > flow.x && x + width > flow.x + flow.width) {
            x = flow.x;
            flow.y += line;
        }
        draw_mark(*ImGui::GetWindowDrawList(), ImVec2(x + side * 0.5f, flow.y + line * 0.5f), ui.px(5),
                  lesson.states[s].tone, tone_color(p, lesson.states[s].tone));
        draw_text(ui, ImVec2(x + side + ui.px(4), flow.y), Type::small, p.muted, text, flow.width - side);
        x += width + ui.px(18);
    }
    flow.y += line;
    flow.gap(6);
}

}  // namespace

void draw_people(const Ui& ui, Flow& flow, const LessonModel& lesson) {
    const Palette& p = ui.colors();
    std::uint64_t all = 0;
    for (const LessonModel::PeopleGroup& group : lesson.people) { all += all_of(group); }
    if (all == 0) { return; }
    flow.text(Type::subtitle, p.text, ui.word("train.people"));
    flow.text(Type::note, p.muted, ui.word("train.people.dot"));
    flow.gap(10);
    // As large as they can be in the room they have.
    const float room = ui.px(300);
    const float pitch =
        std::clamp(std::floor(std::sqrt(flow.width * room / static_cast<float>(all))), ui.px(4), ui.px(16));
    const auto columns = static_cast<std::uint64_t>(std::max(1.0f, std::floor(flow.width / pitch)));
    const float radius = pitch * 0.42f;
    ImDrawList& list = *ImGui::GetWindowDrawList();
    for (const LessonModel::PeopleGroup& group : lesson.people) {
        draw_group_head(ui, flow, lesson, group);
        std::uint64_t place = 0;
        for (std::size_t s = 0; s < group.counts.size(); ++s) {
            const Tone tone = lesson.states[s].tone;
            const ImU32 color = tone_color(p, tone);
            for (std::uint64_t i = 0; i < group.counts[s]; ++i, ++place) {
                const ImVec2 at(flow.x + pitch * (static_cast<float>(place % columns) + 0.5f),
                                flow.y + pitch * (static_cast<float>(place / columns) + 0.5f));
                draw_mark(list, at, radius, tone, color);
            }
        }
        flow.y += pitch * static_cast<float>((place + columns - 1) / columns);
        flow.gap(14);
    }
}

}  // namespace klarsicht::app
