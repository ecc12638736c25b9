// The fairness measures of this file: which one fits, and each with its formula, what it says to whom, and what it does
// not show.
#include <algorithm>

#include "app/model/measures.h"
#include "app/views/views.h"
#include "app_icons.h"

namespace klarsicht::app {

namespace {

/// Opens a figure and scrolls to it.
void open_measure(const Ui& ui, const std::string& key) {
    ui.state.findings.unfolded.insert("measure." + key);
    ui.state.measures.reveal = key;
}

/// Where the answers lead: the measure, and the way to its figure where the file has one.
void draw_tree_end(const Ui& ui, Flow& flow, const TreeAnswerModel& end, const MeasureSubject& subject) {
    const Palette& p = ui.colors();
    const ImVec2 box = flow.at();
    const float pad = ui.px(16), width = flow.width - 2 * pad;
    const float text = text_height(ui, Type::small, end.measure_text, std::min(width, ui.px(text_measure)));
    const auto found = std::ranges::find_if(
        subject.measures, [&](const OpenedMeasure& one) { return one.measure->figure == end.figure; });
    const bool has = found != subject.measures.end();
    const float height = pad + ui.theme.face(Type::note).line + ui.theme.face(Type::strong).line + ui.px(4) + text +
                         (has ? ui.px(button_height + 10) : 0) + pad;
    draw_box(ui, ImRect(box, ImVec2(box.x + flow.width, box.y + height)), p.accent_soft, 0, 10);
    Flow result{ui, box.x + pad, box.y + pad, width};
    result.text(Type::note, p.muted, ui.word("tree.result"));
    result.text(Type::strong, p.text, end.measure_name);
    result.gap(4);
    result.text(Type::small, p.text, end.measure_text, text_measure);
    result.gap(10);
    if (has && button(ui, "open", result.at(), ui.word("app.bias.measures.open"), ICON_CHEVRON_DOWN)) {
        open_measure(ui, found->key);
    }
    flow.y = box.y + height + ui.px(12);
    if (button(ui, "again", flow.at(), ui.word("tree.again"), ICON_ROTATE_CCW, ButtonKind::ghost)) {
        ui.state.measures.answers.clear();
    }
    flow.gap(button_height + 4);
}

/// The questions up to the first that has no answer. @return the answer that names a measure; nullptr on the way
const TreeAnswerModel* draw_questions(const Ui& ui, Flow& flow, const std::vector<TreeQuestionModel>& tree) {
    const Palette& p = ui.colors();
    std::vector<std::size_t>& given = ui.state.measures.answers;
    const TreeQuestionModel* question = &tree.front();
    for (std::size_t step = 0;; ++step) {
        const std::optional<std::size_t> answer =
            step < given.size() ? std::optional(std::min(given[step], question->answers.size() - 1)) : std::nullopt;
        flow.text(Type::strong, answer ? p.muted : p.text, question->text, text_measure);
        if (!answer) { flow.text(Type::small, p.muted, question->why, text_measure); }
        flow.gap(8);
        std::vector<std::string> labels;
        for (const TreeAnswerModel& one : question->answers) { labels.push_back(one.text); }
        if (const auto pressed = draw_choices(ui, flow, question->id, labels, answer)) {
            given.resize(step);  // another answer to an earlier question drops what followed
            given.push_back(*pressed);
        }
        flow.gap(6);
        if (!answer) { return nullptr; }
        const TreeAnswerModel& chosen = question->answers[*answer];
        if (!chosen.question) { return &chosen; }
        question = &tree[*chosen.question];
    }
}

void draw_tree(const Ui& ui, Flow& flow, const MeasureSubject& subject) {
    const std::vector<TreeQuestionModel>& tree = ui.state.report->measure_tree;
    if (tree.empty()) { return; }
    const Palette& p = ui.colors();
    ImGui::PushID("tree");
    Card card(ui, flow.at(), flow.width);
    Flow inner{ui, flow.x + ui.px(20), flow.y + ui.px(18), flow.width - ui.px(40)};
    inner.text(Type::subtitle, p.text, ui.word("tree.title"));
    inner.gap(4);
    inner.text(Type::small, p.muted, ui.word("tree.text"), text_measure);
    inner.gap(14);
    if (const TreeAnswerModel* end = draw_questions(ui, inner, tree)) { draw_tree_end(ui, inner, *end, subject); }
    flow.y = inner.y + ui.px(10);
    card.end(flow.y);
    flow.gap(18);
    ImGui::PopID();
}

/// One measure: its name and figure; opened also the formula and what it says.
void draw_measure(const Ui& ui, Flow& flow, const OpenedMeasure& opened, bool last) {
    const Palette& p = ui.colors();
    State& app = ui.state;
    const ExplanationModel& measure = *opened.measure;
    const std::string id = "measure." + opened.key;
    const bool open = app.findings.unfolded.contains(id);
    const float row = ui.px(44), right = flow.x + flow.width - ui.px(30);
    const float interval =
        measure.interval.empty() ? 0 : std::min(text_size(ui, Type::note, measure.interval).x, flow.width * 0.28f);
    const ImRect head(flow.at(), ImVec2(flow.x + flow.width, flow.y + row));
    const Hit state = hit(ui, id, head);
    if (state.hovered) { draw_box(ui, head, p.hover, 0, 8); }
    const float line = std::round(flow.y + (row - ui.theme.face(Type::small).line) * 0.5f);
    const float shown = std::min(text_size(ui, Type::small_strong, measure.shown).x, flow.width * 0.3f);
    draw_text(ui, ImVec2(flow.x + ui.px(10), line), open ? Type::small_strong : Type::small, p.text, measure.name,
              right - shown - interval - ui.px(30) - flow.x);
    draw_text_right(ui, ImVec2(right, line), Type::note, p.muted, measure.interval, interval);
    draw_text_right(ui, ImVec2(right - (interval > 0 ? interval + ui.px(12) : 0), line), Type::small_strong, p.text,
                    measure.shown, shown);
    draw_icon(ui, ImVec2(right + ui.px(8), flow.y + ui.px(13)), ui.px(18), open ? ICON_CHEVRON_UP : ICON_CHEVRON_DOWN,
              p.faint, 16);
    draw_focus(ui, state, head);
    if (app.measures.reveal == opened.key) {
        ImGui::SetScrollY(ImGui::GetScrollY() + head.Min.y - ImGui::GetWindowPos().y - ui.px(60));
        app.measures.reveal.clear();
    }
    flow.y += row;
    if (open) {
        Flow inner{ui, flow.x + ui.px(10), flow.y + ui.px(2), flow.width - ui.px(20)};
        const float pad = ui.px(12);
        const float height = text_height(ui, Type::small, measure.formula, inner.width - 2 * pad) + 2 * pad;
        draw_box(ui, ImRect(inner.at(), ImVec2(inner.x + inner.width, inner.y + height)), p.background, p.line, 8);
        draw_paragraph(ui, ImVec2(inner.x + pad, inner.y + pad), Type::small, p.text, measure.formula,
                       inner.width - 2 * pad);
        inner.y += height + ui.px(12);
        const auto part = [&](Flow& at, std::string_view title, const std::string& text, const char* icon) {
            draw_icon(ui, ImVec2(at.x, at.y + ui.px(1)), ui.px(18), icon, p.faint, 15);
            draw_text(ui, ImVec2(at.x + ui.px(24), at.y), Type::small_strong, p.text, title, at.width - ui.px(24));
            at.y += ui.theme.face(Type::small_strong).line + ui.px(2);
            at.y += draw_paragraph(ui, ImVec2(at.x + ui.px(24), at.y), Type::small, p.muted, text,
                                   std::min(at.width - ui.px(24), ui.px(text_measure)));
            at.gap(12);
        };
        const bool two = inner.width >= ui.px(720);
        const float gap = ui.px(28), width = two ? std::floor((inner.width - gap) * 0.5f) : inner.width;
        Flow left{ui, inner.x, inner.y, width};
        part(left, ui.word("app.bias.voice.marketer"), measure.marketer, ICON_USERS);
        part(left, ui.word("app.bias.voice.officer"), measure.officer, ICON_SHIELD_CHECK);
        Flow side{ui, two ? inner.x + width + gap : inner.x, two ? inner.y : left.y, width};
        part(side, ui.word("app.bias.voice.trainer"), measure.trainer, ICON_GRADUATION_CAP);
        part(side, ui.word("app.finding.limits"), measure.not_shown, ICON_EYE_OFF);
        flow.y = std::max(left.y, side.y) + ui.px(2);
    }
    if (!last) { draw_line(ui, ImVec2(flow.x, flow.y), flow.width); }
    if (state.pressed) {
        if (open) {
            app.findings.unfolded.erase(id);
        } else {
            app.findings.unfolded.insert(id);
        }
    }
}

}  // namespace

void draw_measures(const Ui& ui, Flow& flow) {
    const Palette& p = ui.colors();
    State& app = ui.state;
    const std::vector<MeasureSubject> subjects = measure_subjects(*app.report);
    if (subjects.empty()) { return; }
    app.measures.subject = std::min(app.measures.subject, subjects.size() - 1);
    const MeasureSubject& chosen = subjects[app.measures.subject];
    draw_tree(ui, flow, chosen);
    ImGui::PushID("measures");
    Card card(ui, flow.at(), flow.width);
    Flow inner{ui, flow.x + ui.px(20), flow.y + ui.px(18), flow.width - ui.px(40)};
    inner.text(Type::subtitle, p.text, ui.word("app.bias.measures.title"));
    inner.gap(4);
    inner.text(Type::small, p.muted, ui.word("app.bias.measures.text"), text_measure);
    inner.gap(12);
    if (subjects.size() > 1) {
        std::vector<std::string> labels;
        for (const MeasureSubject& subject : subjects) {
            labels.push_back(subject.name.empty() ? std::string(ui.word("app.bias.measures.everybody")) : subject.name);
        }
        if (const auto pressed = draw_choices(ui, inner, "subjects", labels, app.measures.subject)) {
            app.measures.subject = *pressed;
        }
    }
    std::string_view check;
    for (const OpenedMeasure& one : chosen.measures) {
        if (one.check != check) {
            inner.gap(check.empty() ? 4 : 20);
            inner.text(Type::small_strong, p.accent, one.check);
            inner.gap(4);
            check = one.check;
        }
        draw_measure(ui, inner, one, &one == &chosen.measures.back());
    }
    flow.y = inner.y + ui.px(10);
    card.end(flow.y);
    flow.gap(14);
    ImGui::PopID();
}

}  // namespace klarsicht::app
