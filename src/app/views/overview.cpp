#include "app/views/views.h"

#include <algorithm>

#include "app/model/findings.h"
#include "app/model/values.h"
#include "app_icons.h"

namespace klarsicht::app {

namespace {

void draw_head(const Ui& ui, Flow& flow) {
    const Palette& p = ui.colors();
    const ReportModel& report = *ui.state.report;
    std::uint64_t grave = 0, some = 0, open_areas = 0;
    for (const AreaModel& area : report.areas) {
        grave += area.count(Status::fail);
        some += area.count(Status::warn);
        open_areas += area.count(Status::not_assessed) > 0 ? 1 : 0;
    }
    const Texts& texts = ui.texts;
    std::string title, text;
    if (grave > 0) {
        title = counted(texts, grave == 1 ? "app.overview.title.fail_one" : "app.overview.title.fail", grave);
        if (some > 0) { text = counted(texts, some == 1 ? "app.overview.more_one" : "app.overview.more", some); }
    } else if (some > 0) {
        title = counted(texts, some == 1 ? "app.overview.title.warn_one" : "app.overview.title.warn", some);
    } else {
        title = std::string(ui.word("app.overview.title.none"));
    }
    if (open_areas > 0) {
        text += (text.empty() ? "" : " ") +
                counted(texts, open_areas == 1 ? "app.overview.open_one" : "app.overview.open", open_areas);
    }
    flow.text(Type::title, p.text, title);
    flow.gap(4);
    if (!text.empty()) { flow.text(Type::body, p.muted, text, text_measure); }
}

struct AreaCard {
    Area area;
    Status status;
    std::string name, figure, text;
};

AreaCard area_card(const Ui& ui, Area area) {
    const ReportModel& report = *ui.state.report;
    AreaCard card{area, report.area(area).status, std::string(ui.area_word(area)), "–", {}};
    const std::size_t gravest = gravest_of(report, area);
    if (gravest == npos || card.status == Status::not_assessed) {
        const auto missing = std::ranges::find_if(
            report.findings, [&](const Finding& one) { return one.area == area && !one.needs.empty(); });
        card.text = missing != report.findings.end()
                        ? ui.say(Message("app.overview.needs").text("needs", missing->needs))
                        : std::string(ui.word("app.overview.nothing_to_judge"));
        return card;
    }
    const Finding& finding = report.findings[gravest];
    if (asks_for_a_decision(finding.status)) {
        card.figure = finding.headline;
        card.text = !finding.title.empty() ? finding.title : finding.summary;
        if (card.figure.empty()) {
            const std::uint64_t n = report.area(area).count(finding.status);
            card.figure = ui.say(Message("app.overview.findings").count("n", n));
        }
    } else if (card.status == Status::info && finding.status == Status::info) {
        card.figure = !finding.headline.empty()
                          ? finding.headline
                          : ui.say(Message("app.overview.notes").count("n", report.area(area).count(Status::info)));
        card.text = !finding.title.empty() ? finding.title : finding.summary;
    } else {
        card.figure = ui.say(Message("app.overview.checks_passed").count("n", report.area(area).count(Status::pass)));
        card.text = std::string(ui.word("app.overview.nothing_found"));
    }
    return card;
}

void draw_cards(const Ui& ui, Flow& flow) {
    const Palette& p = ui.colors();
    std::vector<AreaCard> cards;
    bool pill_beside_name = true;
    const float gap = ui.px(14), pad = ui.px(16);
    int columns = std::clamp(static_cast<int>((flow.width + gap) / (ui.px(166) + gap)), 1, 5);
    if (columns == 4) { columns = 3; }  // rather three and two than four and one
    const float width = std::floor((flow.width - gap * static_cast<float>(columns - 1)) / static_cast<float>(columns)),
                inner = width - 2 * pad;
    for (const Area area : all_areas) {
        cards.push_back(area_card(ui, area));
        const AreaCard& card = cards.back();
        pill_beside_name =
            pill_beside_name &&
            text_size(ui, Type::subtitle, card.name).x + ui.px(8) + status_pill_width(ui, card.status) <= inner;
    }
    float text_lines = 0;
    for (const AreaCard& card : cards) {
        text_lines = std::max(text_lines, text_height(ui, Type::small, card.text, inner, 4));
    }
    const float head = pill_beside_name ? ui.px(24) : ui.px(24 + 26);
    const float height = pad + head + ui.px(10) + ui.theme.face(Type::figure).line + ui.px(4) + text_lines + pad;
    for (std::size_t i = 0; i < cards.size(); ++i) {
        const AreaCard& card = cards[i];
        const ImVec2 at(flow.x + static_cast<float>(i % static_cast<std::size_t>(columns)) * (width + gap),
                        flow.y + static_cast<float>(i / static_cast<std::size_t>(columns)) * (height + gap));
        const ImRect box(at, ImVec2(at.x + width, at.y + height));
        ImGui::PushID(static_cast<int>(i));
        const PassedByTab passed(i > 0);
        const Hit state = hit(ui, "area", box);
        ImGui::PopID();
        draw_box(ui, box, p.surface, state.hovered ? mixed(p.line, p.accent, 0.55f) : p.line, 12);
        const bool name_cut =
            draw_text(ui, ImVec2(at.x + pad, at.y + pad + ui.px(1)), Type::subtitle, p.text, card.name, inner);
        const float pill = status_pill_width(ui, card.status);
        draw_status_pill(
            ui,
            pill_beside_name ? ImVec2(box.Max.x - pad - pill, at.y + pad) : ImVec2(at.x + pad, at.y + pad + ui.px(25)),
            card.status);
        float y = at.y + pad + head + ui.px(10);
        Type figure_type = Type::figure;
        for (const Type smaller : {Type::figure_small, Type::strong, Type::small_strong, Type::note_strong}) {
            if (text_size(ui, figure_type, card.figure).x > inner) { figure_type = smaller; }
        }
        const float lower = std::round((ui.theme.face(Type::figure).line - ui.theme.face(figure_type).line) * 0.5f);
        const bool figure_cut = draw_text(ui, ImVec2(at.x + pad, y + lower), figure_type,
                                          card.status == Status::not_assessed ? p.faint : p.text, card.figure, inner);
        y += ui.theme.face(Type::figure).line + ui.px(4);
        bool text_cut = false;
        draw_paragraph(ui, ImVec2(at.x + pad, y), Type::small, p.muted, card.text, inner, 4, &text_cut);
        draw_focus(ui, state, box, 12);
        if (state.hovered && (name_cut || figure_cut || text_cut)) {
            tooltip(ui, (name_cut ? card.name + "\n" : "") + (figure_cut ? card.figure + "\n" : "") + card.text);
        }
        if (state.pressed) { ui.go(page_of(card.area)); }
    }
    const int rows = (5 + columns - 1) / columns;
    flow.y += static_cast<float>(rows) * (height + gap) - gap;
}

/// One line of "look at these first".
void draw_look(const Ui& ui, Flow& flow, const FirstLook& look, bool last, bool first) {
    const Palette& p = ui.colors();
    const Finding& finding = ui.state.report->findings[look.finding];
    const bool narrow = flow.width < ui.px(560);
    const float pad = ui.px(16), mark = ui.px(22), chevron = ui.px(20);
    const float figures = narrow ? 0 : std::floor(std::min(ui.px(270), flow.width * 0.36f));
    const float text_x = flow.x + pad + mark + ui.px(14);
    const float text_width =
        flow.x + flow.width - pad - chevron - ui.px(10) - figures - (narrow ? 0 : ui.px(16)) - text_x;
    std::string detail(ui.area_word(finding.area));
    if (!finding.subject.empty()) { detail += " · " + finding.subject_text(); }
    if (look.more > 0) { detail += " · " + ui.say(Message("app.overview.more_of_these").count("n", look.more)); }
    const std::string& title = finding.title.empty() ? finding.summary : finding.title;
    const float title_height = text_height(ui, Type::strong, title, text_width, 2);
    const float figure_lines = narrow || finding.headline.empty() ? 0 : (finding.headline_note.empty() ? 24 : 42);
    const float height =
        std::max(title_height + ui.theme.face(Type::small).line + (narrow && !finding.headline.empty() ? ui.px(22) : 0),
                 ui.px(figure_lines)) +
        ui.px(26);
    const ImRect box(flow.at(), ImVec2(flow.x + flow.width, flow.y + height));
    ImGui::PushID(static_cast<int>(look.finding));
    const Hit state = hit(ui, "look", box);
    ImGui::PopID();
    if (state.hovered) {
        const float hair = ui.theme.hair();
        const ImDrawFlags corners =
            (first ? ImDrawFlags_RoundCornersTop : 0) | (last ? ImDrawFlags_RoundCornersBottom : 0);
        ImGui::GetWindowDrawList()->AddRectFilled(ImVec2(box.Min.x + hair, box.Min.y + (first ? hair : 0)),
                                                  ImVec2(box.Max.x - hair, box.Max.y - (last ? hair : 0)), p.hover,
                                                  ui.px(11), corners == 0 ? ImDrawFlags_RoundCornersNone : corners);
    }
    draw_status_mark(ui, ImVec2(flow.x + pad, std::round(flow.y + (height - mark) * 0.5f)), finding.status);
    float y = flow.y + ui.px(13);
    if (!narrow && figure_lines * ui.theme.scale() > title_height + ui.px(20)) {
        y = std::round(flow.y + (height - title_height - ui.theme.face(Type::small).line) * 0.5f);
    }
    bool cut = false;
    y += draw_paragraph(ui, ImVec2(text_x, y), Type::strong, p.text, title, text_width, 2, &cut);
    cut = draw_text(ui, ImVec2(text_x, y), Type::small, p.muted, detail, text_width) || cut;
    y += ui.theme.face(Type::small).line;
    if (narrow) {
        if (!finding.headline.empty()) {
            draw_text(ui, ImVec2(text_x, y + ui.px(1)), Type::small_strong, p.text, finding.headline, text_width);
        }
    } else if (!finding.headline.empty()) {
        const float right = flow.x + flow.width - pad - chevron - ui.px(10);
        float figure_y = std::round(flow.y + (height - ui.px(figure_lines)) * 0.5f);
        draw_text_right(ui, ImVec2(right, figure_y), Type::strong, p.text, finding.headline, figures);
        figure_y += ui.theme.face(Type::strong).line;
        draw_text_right(ui, ImVec2(right, figure_y), Type::note, p.muted, finding.headline_note, figures);
        cut = cut || text_size(ui, Type::note, finding.headline_note).x > figures ||
              text_size(ui, Type::strong, finding.headline).x > figures;
    }
    draw_icon(ui, ImVec2(flow.x + flow.width - pad - chevron, std::round(flow.y + (height - chevron) * 0.5f)), chevron,
              ICON_CHEVRON_RIGHT, state.hovered ? p.text : p.faint, 17);
    if (state.hovered && cut) {
        tooltip(ui, title + "\n" + detail +
                        (finding.headline.empty()
                             ? ""
                             : "\n" + finding.headline +
                                   (finding.headline_note.empty() ? "" : " · " + finding.headline_note)));
    }
    draw_focus(ui, state, box, 10);
    flow.y = box.Max.y;
    if (!last) {
        draw_line(ui, ImVec2(flow.x + ui.theme.hair(), flow.y - ui.theme.hair()), flow.width - 2 * ui.theme.hair());
    }
    if (state.pressed) { ui.open_finding(look.finding); }
}

void draw_first_looks(const Ui& ui, Flow& flow) {
    const Palette& p = ui.colors();
    const std::vector<FirstLook> looks = first_looks(*ui.state.report);
    flow.text(Type::note_strong, p.muted, ui.word("app.overview.first"));
    flow.gap(8);
    Card card(ui, flow.at(), flow.width);
    if (looks.empty()) {
        Flow inner{ui, flow.x + ui.px(16), flow.y + ui.px(16), flow.width - ui.px(32)};
        draw_status_mark(ui, inner.at(), Status::pass, 28);
        inner.x += ui.px(42);
        inner.width -= ui.px(42);
        inner.text(Type::strong, p.text, ui.word("app.overview.calm.title"));
        inner.text(Type::small, p.muted, ui.word("app.overview.calm.text"), text_measure);
        flow.y = inner.y + ui.px(16);
        card.end(flow.y);
        return;
    }
    constexpr std::size_t at_first = 7;
    const bool all = ui.state.findings.unfolded.contains("overview.looks") || looks.size() <= at_first + 1;
    const std::size_t shown = all ? looks.size() : at_first;
    for (std::size_t i = 0; i < shown; ++i) { draw_look(ui, flow, looks[i], all && i + 1 == shown, i == 0); }
    if (!all) {
        flow.gap(11);
        if (link(ui, "all looks", ImVec2(flow.x + ui.px(52), flow.y), Type::small,
                 ui.say(Message("app.overview.show_more").count("n", looks.size() - shown)))) {
            ui.state.findings.unfolded.insert("overview.looks");
        }
        flow.y += ui.theme.face(Type::small).line + ui.px(12);
    }
    card.end(flow.y);
}

void draw_not_assessed(const Ui& ui, Flow& flow) {
    const Palette& p = ui.colors();
    const std::vector<std::size_t> open = not_assessed(*ui.state.report);
    if (open.empty()) { return; }
    flow.text(Type::note_strong, p.muted, ui.word("app.overview.not_assessed"));
    flow.gap(8);
    Card card(ui, flow.at(), flow.width);
    const float pad = ui.px(16), inner = flow.width - 2 * pad - ui.px(16);
    constexpr std::size_t at_first = 7;
    const bool all = ui.state.findings.unfolded.contains("overview.open") || open.size() <= at_first + 1;
    const std::size_t shown = all ? open.size() : at_first;
    flow.gap(4);
    for (std::size_t i = 0; i < shown; ++i) {
        const Finding& finding = ui.state.report->findings[open[i]];
        flow.gap(10);
        flow.y += draw_paragraph(ui, ImVec2(flow.x + pad, flow.y), Type::small, p.text,
                                 finding.name.empty() ? finding.title : finding.name, inner);
        if (!finding.needs.empty()) {
            flow.y += draw_paragraph(ui, ImVec2(flow.x + pad, flow.y), Type::small, p.muted, finding.needs, inner);
        }
        draw_wanted_roles(ui, flow, flow.x + pad, inner, finding);
        flow.gap(10);
        if (i + 1 < shown || !all) { draw_line(ui, ImVec2(flow.x + pad, flow.y), inner); }
    }
    if (!all) {
        flow.gap(10);
        if (link(ui, "all open", ImVec2(flow.x + pad, flow.y), Type::small,
                 ui.say(Message("app.overview.show_more").count("n", open.size() - shown)))) {
            ui.state.findings.unfolded.insert("overview.open");
        }
        flow.y += ui.theme.face(Type::small).line + ui.px(8);
    }
    flow.gap(10);
    if (link(ui, "give roles", ImVec2(flow.x + pad, flow.y), Type::small, ui.word("app.overview.give_roles"))) {
        ui.go(Page::columns);
    }
    flow.y += ui.theme.face(Type::small).line + ui.px(12);
    card.end(flow.y);
}

}  // namespace

void draw_overview(const Ui& ui, Flow& flow) {
    draw_head(ui, flow);
    flow.gap(12);
    // What is open stands before what hangs on it.
    if (ui.state.report->questions.empty()) {
        draw_understood_line(ui, flow);
    } else {
        draw_understood(ui, flow);
    }
    flow.gap(20);
    draw_cards(ui, flow);
    flow.gap(20);
    draw_share_offer(ui, flow);
    flow.gap(24);
    const bool two_columns = flow.width >= ui.px(860) && !not_assessed(*ui.state.report).empty();
    if (!two_columns) {
        draw_first_looks(ui, flow);
        flow.gap(24);
        draw_not_assessed(ui, flow);
        return;
    }
    const float gap = ui.px(20), side = ui.px(flow.width >= ui.px(1000) ? 320 : 280);
    Flow left{ui, flow.x, flow.y, flow.width - gap - side}, right{ui, flow.x + flow.width - side, flow.y, side};
    draw_first_looks(ui, left);
    draw_not_assessed(ui, right);
    flow.y = std::max(left.y, right.y);
}

}  // namespace klarsicht::app
