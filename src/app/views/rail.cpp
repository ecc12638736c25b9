#include "app/views/views.h"

#include <algorithm>

#include "app_icons.h"

namespace klarsicht::app {

namespace {

struct Entry {
    Page page;
    const char* icon;
    std::string_view label;
};

/// One entry of the rail; a long name takes two lines. `count` is the pill's text ("" for none). Returns its height.
float draw_entry(const Ui& ui, const Entry& entry, ImVec2 at, float width, bool icons_only, std::string_view count,
                 Status status) {
    const Palette& p = ui.colors();
    const bool on = ui.state.page == entry.page || (entry.page == Page::overview && ui.state.page == Page::start);
    const std::string_view label = entry.label;
    const Type type = on ? Type::strong : Type::body;
    const float room = width - ui.px(40 + 10) - (count.empty() ? 0 : pill_width(ui, count) + ui.px(8));
    // As high as its bold form, so that nothing moves when it is chosen.
    const bool two_lines = !icons_only && text_size(ui, Type::strong, label).x > room;
    const float height = two_lines ? ui.px(56) : ui.px(38);
    const ImRect box(at, ImVec2(at.x + width, at.y + height));
    const PassedByTab passed(!on);
    const Hit state = hit(ui, name_of(entry.page), box);
    if (on || state.hovered) { draw_box(ui, box, on ? p.accent_soft : p.hover, 0, 8); }
    const ImU32 ink = on ? p.accent : state.hovered ? p.text : p.muted;
    draw_icon(ui,
              ImVec2(at.x + (icons_only ? (width - ui.px(20)) * 0.5f : ui.px(10)),
                     at.y + std::round((height - ui.px(20)) * 0.5f)),
              ui.px(20), entry.icon, ink, 17);
    if (icons_only) {
        if (!count.empty() && status != Status::pass && status != Status::not_assessed) {
            const StatusColors colors = status_colors(p, status);
            ImGui::GetWindowDrawList()->AddCircleFilled(ImVec2(box.Max.x - ui.px(7), at.y + ui.px(9)), ui.px(4),
                                                        colors.ink);
        }
        if (state.hovered || state.focused) { tooltip(ui, label); }
    } else {
        if (!count.empty()) {
            const StatusColors colors = status_colors(p, status);
            draw_pill(
                ui,
                ImVec2(box.Max.x - ui.px(10) - pill_width(ui, count), at.y + std::round((height - ui.px(20)) * 0.5f)),
                count, colors.ink, colors.soft);
        }
        const float used = text_height(ui, type, label, room, 2);
        bool cut = false;
        draw_paragraph(ui, ImVec2(at.x + ui.px(40), at.y + std::round((height - used) * 0.5f)), type, ink, label, room,
                       2, &cut);
        if (cut && state.hovered) { tooltip(ui, label); }
    }
    draw_focus(ui, state, box);
    if (state.pressed) { ui.go(entry.page); }
    return height;
}

}  // namespace

void draw_rail(const Ui& ui, const ImRect& box) {
    const Palette& p = ui.colors();
    const bool icons_only = box.GetWidth() < ui.px(120);
    ImDrawList& list = *ImGui::GetWindowDrawList();
    list.AddRectFilled(box.Min, box.Max, p.surface);
    list.AddRectFilled(ImVec2(box.Max.x - ui.theme.hair(), box.Min.y), box.Max, p.line);

    const float inset = ui.px(12), width = box.GetWidth() - 2 * inset;
    float y = box.Min.y + ui.px(17);
    draw_logo(
        ui,
        ImVec2(icons_only ? std::round(box.Min.x + (box.GetWidth() - ui.px(24)) * 0.5f) : box.Min.x + inset + ui.px(11),
               y),
        ui.px(24));
    if (!icons_only) {
        draw_text(ui, ImVec2(box.Min.x + inset + ui.px(45), y - ui.px(1)), Type::brand, p.text, ui.word("app.brand"));
    }
    y = box.Min.y + ui.px(64);

    const auto entry = [&](const Entry& one, std::string_view count = {}, Status status = Status::pass) {
        y += draw_entry(ui, one, ImVec2(box.Min.x + inset, y), width, icons_only, count, status) + ui.px(2);
    };
    const auto rule = [&] {
        y += ui.px(9);
        draw_line(ui, ImVec2(box.Min.x + inset + ui.px(icons_only ? 4 : 12), y), width - ui.px(icons_only ? 8 : 24));
        y += ui.px(11);
    };
    entry({Page::overview, ICON_LAYOUT_DASHBOARD, ui.word("app.page.overview")});
    rule();
    for (const Area area : all_areas) {
        const AreaModel& model = ui.state.report->area(area);
        const std::uint64_t grave = model.count(Status::fail), some = model.count(Status::warn);
        const Status status = grave > 0 ? Status::fail : some > 0 ? Status::warn : model.status;
        std::string count;
        if (grave + some > 0) {
            count = ui.texts.integer(static_cast<std::int64_t>(grave > 0 ? grave : some));
        } else if (status == Status::not_assessed) {
            count = "–";
        }
        entry({page_of(area), area_icon(area), ui.area_word(area)}, count, status);
    }
    rule();
    entry({Page::columns, ICON_COLUMNS_3, ui.word("app.page.columns")});
    entry({Page::rows, ICON_TABLE, ui.word("app.page.rows")});
    if (can_ask_what_if(*ui.state.report)) { entry({Page::whatif, ICON_SPLIT, ui.word("what_if.title")}); }
    entry({Page::compare, ICON_HISTORY, ui.word("record.page")});
    entry({Page::report, ICON_FILE_TEXT, ui.word("app.page.report")});
    entry({Page::share, ICON_SEND, ui.word("task.share.title")});
    entry({Page::train, ICON_GRADUATION_CAP, ui.word("train.title")});

    // What was measured stands at the foot, where there is room for it.
    const float room = box.Max.y - y;
    if (room > ui.px(60)) {
        const bool compact = icons_only || room < ui.px(130);
        static float height = 0;  // of the last frame: the badge's text decides it
        const float foot = height > 0 ? height : ui.px(100);
        height = draw_privacy_badge(ui, ImVec2(box.Min.x + inset, box.Max.y - inset - foot), width, compact);
    }
}

float draw_privacy_badge(const Ui& ui, ImVec2 at, float width, bool compact) {
    const PassedByTab passed;  // reached from the rail's entries by the arrow keys
    const Palette& p = ui.colors();
    const Measured& measured = ui.state.measured;
    const bool good = measured.checked && measured.requests == 0 && measured.policy;
    const ImU32 ink = !measured.checked ? p.unknown : good ? p.pass : p.warn;
    const char* icon = good ? ICON_SHIELD_CHECK : ICON_SHIELD;
    std::string head, sentence;
    if (measured.checked) {
        head = ui.say(Message("app.measured.requests").count("n", measured.requests));
        sentence = std::string(ui.word(measured.policy ? "app.measured.policy" : "app.measured.no_policy"));
    } else {
        head = std::string(ui.word("app.measured.unknown"));
    }
    if (width < ui.px(120)) {
        const ImRect box(at, ImVec2(at.x + width, at.y + ui.px(38)));
        const Hit state = hit(ui, "measured", box);
        draw_box(ui, box, state.hovered ? p.hover : p.surface, p.line, 8);
        draw_icon(ui, ImVec2(at.x + (width - ui.px(20)) * 0.5f, at.y + ui.px(9)), ui.px(20), icon, ink, 18);
        if (state.hovered || state.focused) { tooltip(ui, head + " " + sentence); }
        draw_focus(ui, state, box);
        if (state.pressed) { ui.state.explaining_check = true; }
        return box.GetHeight();
    }
    Card card(ui, at, width);
    const float inset = ui.px(12);
    float y = at.y + ui.px(10);
    draw_icon(ui, ImVec2(at.x + inset - ui.px(1), y + ui.px(1)), ui.px(16), icon, ink, 16);
    y += draw_paragraph(ui, ImVec2(at.x + inset + ui.px(22), y), Type::note_strong, ink, head,
                        width - 2 * inset - ui.px(22));
    if (!compact && !sentence.empty()) {
        y += ui.px(2);
        y += draw_paragraph(ui, ImVec2(at.x + inset, y), Type::note, p.muted, sentence, width - 2 * inset);
    }
    y += ui.px(2);
    if (link(ui, "measured", ImVec2(at.x + inset, y), Type::note, ui.word("app.measured.how"))) {
        ui.state.explaining_check = true;
    }
    y += ui.theme.face(Type::note).line + ui.px(10);
    card.end(y, p.surface);
    return y - at.y;
}

}  // namespace klarsicht::app
