// What a column is for: its roles, the value that counts as chosen, the group the others are compared with.
#include <algorithm>

#include "app/model/plan_edit.h"
#include "app/views/columns.h"
#include "app/widgets/dropdown.h"
#include "app/widgets/field.h"
#include "app_icons.h"
#include "base/json.h"

namespace klarsicht::app {

std::string role_word(const Ui& ui, std::string_view role) {
    const std::string key = "role." + std::string(role);
    return ui.texts.has(key) ? std::string(ui.word(key)) : std::string(role);
}

namespace {

/// A line that can be chosen: a box or a dot and the words.
Hit draw_choice(const Ui& ui, std::string_view id, Flow& flow, float x, float width, std::string_view label, bool on,
                bool round) {
    const Palette& p = ui.colors();
    const float height = ui.px(32), side = ui.px(18);
    const ImRect box(ImVec2(x, flow.y), ImVec2(x + width, flow.y + height));
    const Hit state = hit(ui, id, box);
    if (state.hovered) { draw_box(ui, box, p.hover, 0, 6); }
    const ImRect square(ImVec2(x + ui.px(8), flow.y + ui.px(7)), ImVec2(x + ui.px(8) + side, flow.y + ui.px(7) + side));
    draw_box(ui, square, on ? p.accent : p.surface, on ? p.accent : p.faint, round ? 9 : 5);
    if (on && round) {
        ImGui::GetWindowDrawList()->AddCircleFilled(square.GetCenter(), ui.px(3.5f), p.on_accent);
    } else if (on) {
        draw_icon(ui, square.Min, side, ICON_CHECK, p.on_accent, 13);
    }
    if (draw_text(ui, ImVec2(x + ui.px(34), flow.y + ui.px(6)), Type::small, p.text, label, width - ui.px(40)) &&
        state.hovered) {
        tooltip(ui, label);
    }
    draw_focus(ui, state, box, 6);
    return state;
}

/// What the column is about: one of many, in groups.
void draw_meaning(const Ui& ui, Flow& flow, const ColumnModel& column, const PlanChoices& choices, PlanDraft& draft) {
    std::vector<std::string> ids, labels, heads;
    for (const MeaningsGroup& group : ui.state.report->meanings) {
        for (const SettingModel::Option& option : group.options) {
            heads.push_back(&option == &group.options.front() ? group.title : std::string());
            ids.push_back(option.id);
            labels.push_back(option.label);
        }
    }
    if (ids.empty()) { return; }
    const auto place = static_cast<std::size_t>(std::ranges::find(ids, choices.meaning) - ids.begin());
    std::string label = place < labels.size() ? labels[place] : choices.meaning;
    if (choices.meaning.empty() && !column.meaning_title.empty() && !draft.before.meaning.contains(column.name)) {
        label += " (" + column.meaning_title + ")";
    }
    flow.text(Type::note_strong, ui.colors().muted, ui.word("app.roles.meaning"));
    flow.gap(4);
    const auto pressed =
        dropdown(ui, "meaning", flow.at(), label, labels, place, ICON_CHEVRON_DOWN, ButtonKind::outline, heads);
    if (pressed) {
        draft.add(edit::SetMeaning{column.name, ids[*pressed].empty() ? std::nullopt : std::optional(ids[*pressed])});
    }
    flow.gap(button_height + 10);
}

void draw_role_choices(const Ui& ui, Flow& flow, const ColumnModel& column, const PlanChoices& choices,
                       PlanDraft& draft) {
    const std::span<const Role> roles = offered_roles();
    const int columns = flow.width >= ui.px(420) ? 2 : 1;
    const float width = std::floor(flow.width / static_cast<float>(columns));
    const std::size_t per_column =
        (roles.size() + static_cast<std::size_t>(columns) - 1) / static_cast<std::size_t>(columns);
    const float top = flow.y;
    // Without a pointer above one: what those do that are chosen.
    std::string help, of_chosen;
    for (std::size_t i = 0; i < roles.size(); ++i) {
        flow.y = top + static_cast<float>(i % per_column) * ui.px(32);
        const float x = flow.x + static_cast<float>(i / per_column) * width;
        const std::string_view role = name_of(roles[i]);
        const bool on = std::ranges::find(choices.roles, roles[i]) != choices.roles.end();
        const Hit choice = draw_choice(ui, role, flow, x, width, role_word(ui, role), on, false);
        if (choice.pressed) { draft.add(edit::ToggleRole{column.name, roles[i]}); }
        const std::string text(ui.word("role_help." + std::string(role)));
        if (choice.hovered || choice.focused) { help = text; }
        if (on) { of_chosen += (of_chosen.empty() ? "" : " ") + text; }
    }
    if (help.empty()) { help = of_chosen.empty() ? std::string(ui.word("app.roles.help")) : of_chosen; }
    flow.y = top + static_cast<float>(per_column) * ui.px(32) + ui.px(6);
    // Always as high as the longest explanation, so that nothing moves under the pointer.
    const int lines = columns == 2 ? 2 : 3;
    draw_paragraph(ui, ImVec2(flow.x + ui.px(8), flow.y), Type::note, ui.colors().muted, help, flow.width - ui.px(16),
                   lines);
    flow.y += static_cast<float>(lines) * ui.theme.face(Type::note).line;
}

/// One of the column's most frequent values is chosen.
template <class Choose>
void draw_value_choices(const Ui& ui, Flow& flow, const ValueChoice& choice, std::string_view title, Choose&& choose) {
    flow.gap(10);
    draw_line(ui, flow.at(), flow.width);
    flow.gap(10);
    flow.text(Type::note_strong, ui.colors().muted, title);
    flow.gap(2);
    ImGui::PushID(title.data(), title.data() + title.size());
    for (std::size_t i = 0; i < choice.values.size(); ++i) {
        const std::string& value = choice.values[i];
        ImGui::PushID(static_cast<int>(i));
        if (draw_choice(ui, "value", flow, flow.x, flow.width, value, value == choice.chosen, true).pressed) {
            choose(value);
        }
        flow.gap(32);
        ImGui::PopID();
    }
    ImGui::PopID();
}

/// For numbers: from which value on somebody counts as chosen.
void draw_bound(const Ui& ui, Flow& flow, const ColumnModel& column, const PlanChoices& choices, PlanDraft& draft) {
    static char text[32] = "";
    flow.gap(10);
    draw_line(ui, flow.at(), flow.width);
    flow.gap(10);
    flow.text(Type::note_strong, ui.colors().muted, ui.word("app.roles.at_least"));
    flow.gap(4);
    if (ImGui::IsWindowAppearing()) {
        const std::string shown = choices.at_least ? json(*choices.at_least).dump() : std::string();
        shown.copy(text, sizeof(text) - 1);
        text[std::min(shown.size(), sizeof(text) - 1)] = '\0';
    }
    if (text_field(ui, "##bound", flow.at(), ui.px(160), text, sizeof(text), ui.word("app.roles.number"))) {
        std::string number(text);
        std::ranges::replace(number, ',', '.');
        const json value = json::parse(std::string_view(number), nullptr, false);
        if (value.is_number()) { draft.add(edit::SetPositive{column.name, Positive{.at_least = value.get<double>()}}); }
    }
    flow.gap(field_height + 4);
}

/// Whether the column's values may leave the screen.
void draw_harmless(const Ui& ui, Flow& flow, const ColumnModel& column, bool on, PlanDraft& draft) {
    flow.gap(10);
    draw_line(ui, flow.at(), flow.width);
    flow.gap(6);
    const std::string_view label = ui.word("app.roles.harmless");
    if (draw_choice(ui, "harmless", flow, flow.x, flow.width, label, on, false).pressed) {
        draft.add(edit::SetHarmless{column.name, !on});
    }
    flow.gap(32);
    flow.y += draw_paragraph(ui, ImVec2(flow.x + ui.px(34), flow.y), Type::note, ui.colors().muted,
                             ui.word("app.roles.harmless_text"), flow.width - ui.px(42));
}

/// At the foot, in sight however much stands above.
void draw_editor_buttons(const Ui& ui, PlanDraft& draft, float width) {
    const ImVec2 origin = ImGui::GetCursorScreenPos();
    const float y = origin.y + ui.px(14);
    const std::string_view done = ui.word("app.roles.done");
    const std::string_view cancel = ui.word("app.roles.cancel");
    const float right = origin.x + width - button_width(ui, done);
    if (button(ui, "cancel", ImVec2(right - ui.px(10) - button_width(ui, cancel), y), cancel)) {
        draft = PlanDraft(*ui.state.report);
        ImGui::CloseCurrentPopup();
    }
    if (button(ui, "done", ImVec2(right, y), done, nullptr, ButtonKind::primary)) { ImGui::CloseCurrentPopup(); }
    ImGui::SetCursorScreenPos(origin);
    ImGui::Dummy(ImVec2(width, ui.px(14 + button_height)));
}

void draw_editor(const Ui& ui, const ColumnModel& column) {
    State& app = ui.state;
    if (ImGui::IsWindowAppearing() || !app.columns.draft) { app.columns.draft.emplace(*app.report); }
    PlanDraft& draft = *app.columns.draft;
    const PlanChoices choices = plan_choices(draft.plan, facts_of(column));
    const ImVec2 display = ImGui::GetIO().DisplaySize;
    const float width = std::min(ui.px(460), display.x - ui.px(72));
    // As tall as it was drawn last; of what is taller than the page a part, above the buttons.
    float& height = *ImGui::GetStateStorage()->GetFloatRef(ImGui::GetID("height"), 1);
    const float room = display.y - ui.px(2 * 8 + 2 * 16 + 14 + 8 + button_height);
    const float scrollbar = height > room ? ImGui::GetStyle().ScrollbarSize : 0;
    ImGui::BeginChild("content", ImVec2(width + scrollbar, std::min(height, room)));
    const ImVec2 origin = ImGui::GetCursorScreenPos();
    Flow flow{ui, origin.x, origin.y, width};
    flow.text(Type::subtitle, ui.colors().text, ui.say(Message("app.roles.title").text("column", column.name)));
    flow.gap(2);
    flow.text(Type::note, ui.colors().muted, column.why);
    flow.gap(8);
    draw_meaning(ui, flow, column, choices, draft);
    draw_role_choices(ui, flow, column, choices, draft);
    if (choices.bound) { draw_bound(ui, flow, column, choices, draft); }
    if (choices.positive) {
        draw_value_choices(ui, flow, *choices.positive, ui.word("app.roles.positive"), [&](const std::string& value) {
            draft.add(edit::SetPositive{column.name, Positive{.equals = value}});
        });
    }
    if (choices.favoured) {
        draw_value_choices(ui, flow, *choices.favoured, ui.word("app.roles.favoured"),
                           [&](const std::string& value) { draft.add(edit::SetFavoured{column.name, value}); });
    }
    if (choices.harmless) { draw_harmless(ui, flow, column, *choices.harmless, draft); }
    height = flow.y - origin.y;
    ImGui::SetCursorScreenPos(origin);
    ImGui::Dummy(ImVec2(width, height));
    ImGui::EndChild();
    draw_editor_buttons(ui, draft, width + scrollbar);
}

}  // namespace

void draw_roles_cell(const Ui& ui, std::size_t index, const ImRect& cell) {
    const Palette& p = ui.colors();
    State& app = ui.state;
    const ColumnModel& column = app.report->columns[index];
    const ImRect box(ImVec2(cell.Min.x - ui.px(6), cell.Min.y + ui.px(6)), ImVec2(cell.Max.x, cell.Max.y - ui.px(6)));
    const Hit state = hit(ui, "roles", box);
    const bool open = ImGui::IsPopupOpen("editor");
    if (state.hovered || open) { draw_box(ui, box, p.hover, p.line, 8); }
    float x = cell.Min.x;
    const float right = cell.Max.x - ui.px(26), y = std::round((cell.Min.y + cell.Max.y - ui.px(20)) * 0.5f);
    std::size_t shown = 0;
    std::string all;
    for (const std::string& role : column.roles) { all += (all.empty() ? "" : ", ") + role_word(ui, role); }
    for (const std::string& role : column.roles) {
        const std::string word = role_word(ui, role);
        const bool last = shown + 1 == column.roles.size();
        const float more = last ? 0 : ui.px(34);
        if (x + pill_width(ui, word) + more > right) { break; }
        const bool quiet = role == "ignore" || role == "attribute";
        x += draw_pill(ui, ImVec2(x, y), word, quiet ? p.unknown : p.accent, quiet ? p.unknown_soft : p.accent_soft) +
             ui.px(6);
        ++shown;
    }
    if (column.roles.empty()) {
        draw_text(ui, ImVec2(x, std::round((cell.Min.y + cell.Max.y - ui.theme.face(Type::small).line) * 0.5f)),
                  Type::small, p.faint, ui.word("app.columns.no_role"), right - x);
    } else if (shown < column.roles.size()) {
        const std::size_t left = column.roles.size() - shown;
        const std::string rest = column.roles.size() == 1 ? role_word(ui, column.roles.front())
                                 : shown == 0 ? ui.say(Message("app.columns.several_roles").count("roles", left))
                                              : "+" + std::to_string(left);
        if (column.roles.size() == 1) {
            draw_text(ui, ImVec2(x, std::round((cell.Min.y + cell.Max.y - ui.theme.face(Type::small).line) * 0.5f)),
                      Type::small, p.accent, rest, right - x);
        } else {
            draw_pill(ui, ImVec2(x, y), rest, p.unknown, p.unknown_soft);
        }
        if (state.hovered && !open) { tooltip(ui, all); }
    }
    if (state.hovered || state.focused) {
        draw_icon(ui, ImVec2(cell.Max.x - ui.px(24), std::round((cell.Min.y + cell.Max.y - ui.px(18)) * 0.5f)),
                  ui.px(18), ICON_PENCIL, p.muted, 14);
    }
    draw_focus(ui, state, box);
    if (state.pressed) { ImGui::OpenPopup("editor"); }

    const ImVec2 screen = ImGui::GetIO().DisplaySize;
    // It grows when a role asks for a value; it then moves up, so that its button stays within reach.
    static ImVec2 size;  // of the one editor that is open
    const float margin = ui.px(8);
    if (state.pressed) { size = ImVec2(0, 0); }
    ImGui::SetNextWindowPos(ImVec2(std::max(margin, std::min(cell.Min.x, screen.x - margin - size.x)),
                                   std::max(margin, std::min(cell.Max.y, screen.y - margin - size.y))));
    ImGui::SetNextWindowSizeConstraints(ImVec2(0, 0), ImVec2(screen.x - ui.px(16), screen.y - ui.px(16)));
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(ui.px(18), ui.px(16)));
    if (ImGui::BeginPopup("editor", ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings)) {
        draw_editor(ui, column);
        size = ImGui::GetWindowSize();
        app.columns.edited = index;
        ImGui::EndPopup();
    }
    ImGui::PopStyleVar();
    // Closed, by its button or by a click elsewhere: what was chosen holds.
    if (app.columns.edited == index && app.columns.draft && !ImGui::IsPopupOpen("editor")) {
        if (app.columns.draft->changed()) { ui.edit(app.columns.draft->edits); }
        app.columns.draft.reset();
        app.columns.edited.reset();
    }
}

}  // namespace klarsicht::app
