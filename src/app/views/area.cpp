#include "app/views/views.h"

#include <algorithm>

#include "app/model/findings.h"
#include "app/model/values.h"
#include "app_icons.h"

namespace klarsicht::app {

namespace {

/// The one figure a person would say, and its small print, set to the right. @param at the upper right corner
void draw_headline(const Ui& ui, ImVec2 at, const Finding& finding, float width) {
    const Palette& p = ui.colors();
    draw_text_right(ui, at, Type::strong, p.text, finding.headline, width);
    at.y += ui.theme.face(Type::strong).line;
    if (text_size(ui, Type::note, finding.headline_note).x <= width) {
        draw_text_right(ui, at, Type::note, p.muted, finding.headline_note, width);
    } else {
        draw_paragraph(ui, ImVec2(at.x - width, at.y), Type::note, p.muted, finding.headline_note, width, 2);
    }
}

/// How high that is; 0 where there is no room for it.
float headline_height(const Ui& ui, const Finding& finding, float width) {
    if (width <= 0) { return 0; }
    return ui.theme.face(Type::strong).line +
           (finding.headline_note.empty() ? 0 : text_height(ui, Type::note, finding.headline_note, width, 2));
}

/// The check's name and the columns.
std::string detail_of(const Finding& finding) {
    return finding.name + (finding.name.empty() || finding.subject.empty() ? "" : " · ") + finding.subject_text();
}

/// The head line of a finding that can be unfolded.
void draw_finding(const Ui& ui, Flow& flow, std::size_t index, float first_top) {
    const Palette& p = ui.colors();
    State& app = ui.state;
    const Finding& finding = app.report->findings[index];
    const bool open = app.findings.opened.contains(index);
    const bool narrow = flow.width < ui.px(620);
    Card card(ui, flow.at(), flow.width);
    const float pad = ui.px(16), mark = ui.px(24), chevron = ui.px(20);
    const float figures = narrow || finding.headline.empty() ? 0 : std::floor(std::min(ui.px(320), flow.width * 0.34f));
    const float text_x = flow.x + pad + mark + ui.px(14);
    const float text_width =
        flow.x + flow.width - pad - chevron - ui.px(12) - figures - (figures > 0 ? ui.px(18) : 0) - text_x;
    const std::string& title = finding.title.empty() ? finding.name : finding.title;
    const std::string detail = detail_of(finding);
    const std::string mark_text = decision_mark(ui, finding);
    const float mark_line = mark_text.empty() ? 0 : ui.theme.face(Type::small_strong).line + ui.px(2);
    const bool with_summary = !open && says_something(finding.status) && !finding.summary.empty();
    const float text_block =
        text_height(ui, Type::strong, title, text_width) + ui.theme.face(Type::small).line + mark_line +
        (with_summary
             ? ui.px(6) + text_height(ui, Type::small, finding.summary, std::min(text_width, ui.px(text_measure)), 2)
             : 0);
    const float figure_block = headline_height(ui, finding, figures);
    const float height = std::max(text_block, figure_block) + ui.px(28);
    const ImRect head(flow.at(), ImVec2(flow.x + flow.width, flow.y + height));
    ImGui::PushID(static_cast<int>(index));
    const Hit state = hit(ui, "finding", head);
    if (state.hovered) {
        const float hair = ui.theme.hair();
        ImGui::GetWindowDrawList()->AddRectFilled(
            ImVec2(head.Min.x + hair, head.Min.y + hair), ImVec2(head.Max.x - hair, head.Max.y - (open ? 0 : hair)),
            p.hover, ui.px(11), open ? ImDrawFlags_RoundCornersTop : ImDrawFlags_RoundCornersAll);
    }
    draw_status_mark(ui, ImVec2(flow.x + pad, flow.y + ui.px(15)), finding.status, 24);
    float y = flow.y + ui.px(14);
    y += draw_paragraph(ui, ImVec2(text_x, y), Type::strong, p.text, title, text_width);
    draw_text(ui, ImVec2(text_x, y), Type::small, p.muted, detail, text_width);
    y += ui.theme.face(Type::small).line;
    draw_text(ui, ImVec2(text_x, y + ui.px(2)), Type::small_strong, p.accent, mark_text, text_width);
    y += mark_line;
    if (with_summary) {
        draw_paragraph(ui, ImVec2(text_x, y + ui.px(6)), Type::small, p.text, finding.summary,
                       std::min(text_width, ui.px(text_measure)), 2);
    }
    if (figures > 0) {
        const float right = flow.x + flow.width - pad - chevron - ui.px(12);
        draw_headline(ui, ImVec2(right, flow.y + ui.px(14)), finding, figures);
    }
    draw_icon(ui, ImVec2(flow.x + flow.width - pad - chevron, flow.y + ui.px(15)), chevron,
              open ? ICON_CHEVRON_UP : ICON_CHEVRON_DOWN, state.hovered ? p.text : p.faint, 18);
    draw_focus(ui, state, head, 12);
    flow.y = head.Max.y;
    if (open) {
        draw_line(ui, ImVec2(flow.x + ui.theme.hair(), flow.y), flow.width - 2 * ui.theme.hair());
        Flow inner{ui, flow.x + ui.px(20), flow.y + ui.px(18), flow.width - ui.px(40)};
        draw_finding_detail(ui, inner, index);
        draw_decision(ui, inner, finding);
        flow.y = inner.y + ui.px(20);
    }
    card.end(flow.y);
    if (app.findings.reveal == index) {
        ImGui::SetScrollY(ImGui::GetScrollY() + head.Min.y - first_top - ui.px(12));
        app.findings.reveal.reset();
    }
    if (state.pressed && app.findings.opened.erase(index) == 0) { app.findings.opened.insert(index); }
    ImGui::PopID();
    flow.gap(12);
}

/// Passed or unassessed findings, folded into one line until somebody asks.
void draw_folded(const Ui& ui, Flow& flow, const std::vector<std::size_t>& findings, Status status) {
    if (findings.empty()) { return; }
    const Palette& p = ui.colors();
    State& app = ui.state;
    const std::string id = "folded." + std::to_string(static_cast<int>(status)) + "." + std::string(name_of(app.page));
    for (const std::size_t index : findings) {
        if (app.findings.reveal == index) { app.findings.unfolded.insert(id); }
    }
    const bool open = app.findings.unfolded.contains(id);
    const ImRect head(flow.at(), ImVec2(flow.x + flow.width, flow.y + ui.px(46)));
    Card card(ui, flow.at(), flow.width);
    const Hit state = hit(ui, id, head);
    draw_status_mark(ui, ImVec2(flow.x + ui.px(16), flow.y + ui.px(12)), status, 22);
    const std::string label = ui.say(
        Message(status == Status::pass ? "app.area.passed" : "app.area.not_assessed").count("n", findings.size()));
    draw_text(ui, ImVec2(flow.x + ui.px(52), flow.y + ui.px(12)), Type::strong, state.hovered ? p.text : p.muted, label,
              flow.width - ui.px(100));
    draw_icon(ui, ImVec2(head.Max.x - ui.px(36), flow.y + ui.px(13)), ui.px(20),
              open ? ICON_CHEVRON_UP : ICON_CHEVRON_DOWN, state.hovered ? p.text : p.faint, 18);
    draw_focus(ui, state, head, 12);
    flow.y = head.Max.y;
    if (open) {
        const float pad = ui.px(52), width = flow.width - pad - ui.px(20);
        for (const std::size_t index : findings) {
            const Finding& finding = app.report->findings[index];
            if (app.findings.reveal == index) {
                ImGui::SetScrollY(ImGui::GetScrollY() + flow.y - ImGui::GetWindowPos().y - ui.px(60));
                app.findings.reveal.reset();
            }
            draw_line(ui, ImVec2(flow.x + pad, flow.y), width);
            flow.gap(10);
            std::string title = finding.title.empty() ? finding.name : finding.title;
            if (!finding.subject.empty()) { title += " · " + finding.subject_text(); }
            flow.y += draw_paragraph(ui, ImVec2(flow.x + pad, flow.y), Type::small_strong, p.text, title, width);
            const std::string text = status == Status::pass ? finding.summary
                                     : finding.needs.empty()
                                         ? finding.summary
                                         : ui.say(Message("app.overview.needs").text("needs", finding.needs));
            flow.y += draw_paragraph(ui, ImVec2(flow.x + pad, flow.y), Type::small, p.muted, text,
                                     std::min(width, ui.px(text_measure)));
            draw_wanted_roles(ui, flow, flow.x + pad, width, finding);
            flow.gap(10);
        }
        flow.gap(4);
    }
    card.end(flow.y);
    if (state.pressed) {
        if (open) {
            app.findings.unfolded.erase(id);
        } else {
            app.findings.unfolded.insert(id);
        }
    }
    flow.gap(12);
}

}  // namespace

void draw_area_head(const Ui& ui, Flow& flow, Area area) {
    const Palette& p = ui.colors();
    const AreaModel& model = ui.state.report->area(area);
    const std::string id(name_of(area));
    const std::uint64_t grave = model.count(Status::fail), some = model.count(Status::warn);
    flow.text(Type::title, p.text, ui.word("app.area." + id + ".question"));
    flow.gap(4);
    std::string answer;
    if (grave > 0) {
        answer = std::string(ui.word("app.area." + id + ".yes")) + " " +
                 counted(ui.texts, grave == 1 ? "app.area.fail_one" : "app.area.fail", grave);
        if (some > 0) {
            answer += " " + counted(ui.texts, some == 1 ? "app.overview.more_one" : "app.overview.more", some);
        }
    } else if (some > 0) {
        answer = std::string(ui.word("app.area." + id + ".maybe")) + " " +
                 counted(ui.texts, some == 1 ? "app.area.warn_one" : "app.area.warn", some);
    } else if (model.status == Status::pass) {
        answer = std::string(ui.word("app.area." + id + ".no"));
    } else if (model.status == Status::info) {
        answer = std::string(ui.word("app.area.told"));
    } else {
        answer = std::string(ui.word("app.area." + id + ".open"));
    }
    flow.text(Type::body, p.muted, answer, text_measure);
    flow.gap(20);
}

void draw_findings(const Ui& ui, Flow& flow, const std::vector<std::size_t>& findings) {
    const float top = ImGui::GetWindowPos().y;
    std::vector<std::size_t> passed, open;
    bool any = false;
    for (const std::size_t index : findings) {
        switch (ui.state.report->findings[index].status) {
            case Status::pass:
                passed.push_back(index);
                break;
            case Status::not_assessed:
                open.push_back(index);
                break;
            default:
                draw_finding(ui, flow, index, top);
                any = true;
        }
    }
    if (any && !(passed.empty() && open.empty())) { flow.gap(6); }
    draw_folded(ui, flow, passed, Status::pass);
    draw_folded(ui, flow, open, Status::not_assessed);
}

void draw_area(const Ui& ui, Flow& flow, Area area) {
    draw_area_head(ui, flow, area);
    draw_findings(ui, flow, findings_of(*ui.state.report, area));
}

}  // namespace klarsicht::app
