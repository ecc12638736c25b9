// A card that stands for several columns: they are listed by kind, with why and what to do of each kind.
#include "app/views/views.h"

#include <algorithm>

#include "app_icons.h"

namespace klarsicht::app {

namespace {

constexpr float share_width = 76;

/// Name, what it holds, and the share of the cells that do, set to the right; what is long goes into a second line.
void draw_row(const Ui& ui, Flow& flow, const std::array<std::string, 3>& row) {
    const Palette& p = ui.colors();
    const float share = ui.px(share_width), gap = ui.px(12), name = std::floor((flow.width - share - 2 * gap) * 0.42f);
    flow.gap(7);
    const float left = draw_paragraph(ui, flow.at(), Type::small_strong, p.text, row[0], name);
    const float middle = draw_paragraph(ui, ImVec2(flow.x + name + gap, flow.y), Type::small, p.muted, row[1],
                                        flow.width - share - 2 * gap - name);
    draw_text_right(ui, ImVec2(flow.x + flow.width, flow.y), Type::small, p.muted, row[2], share);
    flow.y += std::max(left, middle);
    flow.gap(6);
    draw_line(ui, flow.at(), flow.width);
}

/// A paragraph behind an icon.
void draw_advice(const Ui& ui, Flow& flow, const char* icon, ImU32 ink, std::string_view text) {
    draw_icon(ui, ImVec2(flow.x, flow.y + ui.px(1)), ui.px(18), icon, ui.colors().faint, 16);
    flow.y += draw_paragraph(ui, ImVec2(flow.x + ui.px(26), flow.y), Type::small, ink, text,
                             std::min(flow.width - ui.px(26), ui.px(text_measure)));
    flow.gap(10);
}

}  // namespace

void draw_card_sections(const Ui& ui, Flow& flow, const Finding& finding) {
    const Palette& p = ui.colors();
    const bool wide = flow.width >= ui.px(780);
    const float gap = ui.px(40);
    for (const SectionModel& section : finding.sections) {
        flow.text(Type::strong, p.text, section.title);
        Flow list{ui, flow.x, flow.y, wide ? std::floor((flow.width - gap) * 0.5f) : flow.width};
        if (&section == finding.sections.data() && finding.head.size() == 3) {
            draw_text_right(ui, ImVec2(list.x + list.width, list.y), Type::note, p.muted, finding.head[2]);
            list.y += ui.theme.face(Type::note).line;
        }
        for (const std::array<std::string, 3>& row : section.rows) { draw_row(ui, list, row); }
        list.gap(14);
        Flow advice{ui, wide ? flow.x + list.width + gap : flow.x, wide ? flow.y + ui.px(4) : list.y,
                    wide ? flow.width - list.width - gap : flow.width};
        draw_advice(ui, advice, ICON_LIST_CHECKS, p.text, section.remedy);
        draw_advice(ui, advice, ICON_INFO, p.muted, section.why);
        flow.y = std::max(list.y, advice.y);
        flow.gap(14);
    }
}

}  // namespace klarsicht::app
