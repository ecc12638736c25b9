// What was decided about a finding: a row to decide in, and a mark on the finding's head.
#include <algorithm>

#include "app/model/decision_draft.h"
#include "app/views/views.h"
#include "app/widgets/dropdown.h"
#include "app/widgets/field.h"
#include "app_icons.h"
#include "base/json.h"

namespace klarsicht::app {

namespace {

std::string choice_word(const Ui& ui, std::string_view choice) {
    return std::string(ui.word("record.choice." + std::string(choice)));
}

void send(const Ui& ui, const Finding& finding, const DecisionDraft& draft) {
    ui.state.settings.wrong_field.clear();
    ui.send(json{{"type", "decide"},
                 {"checks", finding.checks},
                 {"choice", decision_choices[draft.choice]},
                 {"who", draft.who.data()},
                 {"until", draft.until.data()},
                 {"note", draft.note.data()}});
}

/// A field with its label above; as wide as told. Returns whether its text changed.
bool labelled(const Ui& ui, Flow& flow, std::string_view label, const char* id, float width, char* text,
              std::size_t capacity, std::string_view hint = {}) {
    draw_text(ui, flow.at(), Type::note_strong, ui.colors().muted, label, width);
    const float y = flow.y + ui.theme.face(Type::note_strong).line + ui.px(3);
    return text_field(ui, id, ImVec2(flow.x, y), width, text, capacity, hint);
}

/// Fields beside one another, in a new line where the room ends.
class Row {
public:
    Row(const Ui& ui, Flow& flow) : ui_(ui), flow_(flow), x_(flow.x) {}
    Flow next(float width) {
        if (x_ > flow_.x && x_ + width > flow_.x + flow_.width + 1) {
            x_ = flow_.x;
            flow_.y += height();
        }
        Flow cell{ui_, x_, flow_.y, width};
        x_ += width + ui_.px(12);
        return cell;
    }
    void end() { flow_.y += height(); }
    float room() const { return flow_.x + flow_.width - x_; }

private:
    float height() const { return ui_.theme.face(Type::note_strong).line + ui_.px(3 + field_height + 10); }
    const Ui& ui_;
    Flow& flow_;
    float x_;
};

void draw_fields(const Ui& ui, Flow& flow, const Finding& finding, DecisionDraft& draft) {
    const float label = ui.theme.face(Type::note_strong).line + ui.px(3);
    Row row(ui, flow);
    Flow choice = row.next(ui.px(170));
    draw_text(ui, choice.at(), Type::note_strong, ui.colors().muted, ui.word("record.field.choice"));
    std::vector<std::string> words;
    for (const std::string_view one : decision_choices) { words.push_back(choice_word(ui, one)); }
    if (const auto pressed = dropdown(ui, "choice", ImVec2(choice.x, choice.y + label), words[draft.choice], words,
                                      draft.choice, ICON_CHEVRON_DOWN)) {
        draft.choice = *pressed;
    }
    Flow who = row.next(std::min(flow.width, ui.px(200)));
    labelled(ui, who, ui.word("record.field.who"), "##who", who.width, draft.who.data(), draft.who.size());
    Flow until = row.next(ui.px(150));
    labelled(ui, until, ui.word("record.field.until"), "##until", until.width, draft.until.data(), draft.until.size(),
             ui.word("record.field.day"));
    const float enter = button_width(ui, ui.word("record.enter"));
    const float room = row.room() - enter - ui.px(12);
    Flow note = row.next(room > ui.px(220) ? room : std::min(flow.width, ui.px(360)));
    labelled(ui, note, ui.word("record.field.note"), "##note", note.width, draft.note.data(), draft.note.size());
    Flow button_at = row.next(enter);
    if (button(ui, "enter", ImVec2(button_at.x, button_at.y + label + ui.px(1)), ui.word("record.enter"))) {
        send(ui, finding, draft);
    }
    row.end();
}

}  // namespace

std::string decision_mark(const Ui& ui, const Finding& finding) {
    const PointModel* point = ui.state.record.point(finding.checks);
    if (point == nullptr || (point->choice == "open" && point->said.empty())) { return {}; }
    return choice_word(ui, point->choice) + (point->said.empty() ? "" : " · " + point->said);
}

void draw_decision(const Ui& ui, Flow& flow, const Finding& finding) {
    if (finding.checks.empty()) { return; }
    const Palette& p = ui.colors();
    flow.gap(14);
    draw_line(ui, flow.at(), flow.width);
    flow.gap(14);
    flow.text(Type::small_strong, p.text, ui.word("record.decision"));
    flow.gap(8);
    ImGui::PushID("decision");
    const DecisionDraft decided = draft_of(ui.state.record.point(finding.checks));
    auto& drafts = ui.state.decisions.drafts;
    const auto typed = drafts.find(finding.order);
    DecisionDraft draft = typed == drafts.end() ? decided : typed->second;
    draw_fields(ui, flow, finding, draft);
    if (draft == decided) {
        drafts.erase(finding.order);
    } else {
        drafts[finding.order] = draft;
    }
    ImGui::PopID();
    const SettingsPanel& panel = ui.state.settings;
    if (panel.wrong_field == "decision|" + std::to_string(finding.order) && !panel.wrong.empty()) {
        flow.text(Type::small, p.fail, panel.wrong, text_measure);
        flow.gap(8);
    }
}

}  // namespace klarsicht::app
