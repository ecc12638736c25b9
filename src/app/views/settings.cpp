// Everything of the plan that can be set, folded into groups of which each says in one line what holds; and the plan as
// a file. What there is, and in which words, comes with the report.
#include <algorithm>

#include "app/views/views.h"
#include "app/widgets/dropdown.h"
#include "app/widgets/field.h"
#include "app_icons.h"
#include "base/json.h"

namespace klarsicht::app {

namespace {

void set(const Ui& ui, const std::string& field, std::string_view text) {
    ui.send(json{{"type", "set"}, {"field", field}, {"text", text}});
}

bool is_reading(const SettingModel& field) { return field.id.starts_with("read|"); }

/// What is chosen of a way to read, taken or not.
const std::string& chosen_of(const Ui& ui, const SettingModel& field) {
    const auto& reading = ui.state.settings.reading;
    const auto found = reading.find(field.id);
    return found == reading.end() ? field.value : found->second;
}

/// Sends the ways to read that are chosen: to look at them, or to take them.
void send_reading(const Ui& ui, const SettingsGroup& group, std::string_view type) {
    json reading = json::object();
    for (const SettingModel& field : group.fields) {
        if (is_reading(field)) { reading[field.id] = chosen_of(ui, field); }
    }
    ui.send(json{{"type", type}, {"reading", std::move(reading)}});
}

void draw_choice(const Ui& ui, Flow& flow, const SettingsGroup& group, const SettingModel& field) {
    std::vector<std::string> ids, labels;
    if (field.kind == "column") {
        ids.emplace_back();
        labels.emplace_back(ui.word("app.set.none"));
        for (const ColumnModel& column : ui.state.report->columns) {
            ids.push_back(column.name);
            labels.push_back(column.name);
        }
    }
    for (const SettingModel::Option& option : field.options) {
        ids.push_back(option.id);
        labels.push_back(option.label);
    }
    const std::string& chosen = chosen_of(ui, field);
    const auto place = static_cast<std::size_t>(std::ranges::find(ids, chosen) - ids.begin());
    const std::string& label = place < labels.size() ? labels[place] : chosen;
    if (const auto pressed = dropdown(ui, field.id, flow.at(), label, labels, place, ICON_CHEVRON_DOWN)) {
        if (is_reading(field)) {
            ui.state.settings.reading[field.id] = ids[*pressed];
            send_reading(ui, group, "preview");
        } else {
            set(ui, field.id, ids[*pressed]);
        }
    }
    flow.gap(button_height);
}

void draw_typed(const Ui& ui, Flow& flow, const SettingModel& field) {
    SettingsPanel& panel = ui.state.settings;
    std::array<char, 512> text{};
    if (field.value.size() >= text.size()) {  // typed over, its end would be lost
        flow.text(Type::small, ui.colors().text, field.value, text_measure);
        return;
    }
    if (panel.typing == field.id) {
        text = panel.text;
    } else {
        field.value.copy(text.data(), text.size() - 1);
    }
    if (text_field(ui, ("##" + field.id).c_str(), flow.at(), std::min(flow.width, ui.px(280)), text.data(), text.size(),
                   "")) {
        panel.typing = field.id;
        panel.text = text;
        panel.sent = false;
    }
    if (ImGui::IsItemDeactivatedAfterEdit()) {
        panel.sent = true;
        panel.wrong_field.clear();
        set(ui, field.id, text.data());
    }
    flow.gap(field_height);
}

void draw_pairs(const Ui& ui, Flow& flow, const SettingModel& field) {
    std::vector<std::string> labels;
    std::vector<bool> on;
    for (const SettingModel::Option& option : field.options) {
        labels.push_back(option.label);
        on.push_back(option.on);
    }
    if (const auto pressed = draw_toggles(ui, flow, field.id, labels, on)) {
        set(ui, field.id + "|" + field.options[*pressed].id, "");
    }
}

void draw_field(const Ui& ui, Flow& flow, const SettingsGroup& group, const SettingModel& field) {
    const Palette& p = ui.colors();
    flow.text(Type::note_strong, p.muted, field.label);
    flow.gap(3);
    if (field.kind == "text") {
        draw_typed(ui, flow, field);
    } else if (field.kind == "toggles") {
        draw_pairs(ui, flow, field);
    } else {
        draw_choice(ui, flow, group, field);
    }
    const SettingsPanel& panel = ui.state.settings;
    flow.gap(2);
    if (panel.wrong_field == field.id && !panel.wrong.empty()) {
        flow.text(Type::note, p.fail, panel.wrong);
    } else {
        flow.text(Type::note, p.faint, field.help.empty() ? field.hint : field.hint + " · " + field.help);
    }
    flow.gap(12);
}

/// Two beside each other where there is room.
void draw_fields(const Ui& ui, Flow& flow, const SettingsGroup& group) {
    const bool wide = flow.width >= ui.px(620);
    const float width = wide ? std::floor(flow.width * 0.5f) - ui.px(10) : flow.width;
    for (std::size_t i = 0; i < group.fields.size();) {
        float bottom = flow.y;
        for (std::size_t beside = 0; beside < (wide ? 2U : 1U) && i < group.fields.size(); ++beside, ++i) {
            Flow cell{ui, flow.x + static_cast<float>(beside) * (width + ui.px(20)), flow.y, width};
            draw_field(ui, cell, group, group.fields[i]);
            bottom = std::max(bottom, cell.y);
        }
        flow.y = bottom;
    }
}

void draw_preview(const Ui& ui, Flow& flow, const SettingsGroup& group) {
    const Palette& p = ui.colors();
    if (button(ui, "apply", flow.at(), ui.word("app.set.apply"), nullptr, ButtonKind::primary)) {
        send_reading(ui, group, "reading");
    }
    flow.gap(button_height + 12);
    if (!ui.state.settings.preview) { return; }
    const PreviewModel& preview = *ui.state.settings.preview;
    if (!preview.error.empty()) {
        flow.text(Type::small, p.fail, preview.error, text_measure);
        flow.gap(10);
        return;
    }
    flow.text(Type::note_strong, p.muted, ui.word("app.set.preview"));
    flow.text(Type::note, p.faint, preview.read_as);
    flow.gap(6);
    const float width = ui.px(preview.columns.size() == 1 ? 560 : 132), line = ui.px(24);
    const auto fits = static_cast<std::size_t>(std::max(1.0f, std::floor(flow.width / width)));
    const std::size_t columns = std::min(fits, preview.columns.size());
    for (std::size_t c = 0; c < columns; ++c) {
        const float x = flow.x + static_cast<float>(c) * width, room = std::min(width, flow.width) - ui.px(10);
        draw_text(ui, ImVec2(x, flow.y), Type::note_strong, p.text, preview.columns[c], room);
        for (std::size_t r = 0; r < preview.rows.size(); ++r) {
            if (c >= preview.rows[r].size()) { continue; }
            draw_text(ui, ImVec2(x, flow.y + static_cast<float>(r + 1) * line), Type::note, p.muted, preview.rows[r][c],
                      room);
        }
    }
    flow.y += static_cast<float>(preview.rows.size() + 1) * line;
    if (const std::uint64_t more = preview.more + preview.columns.size() - columns; more > 0) {
        flow.text(Type::note, p.faint, ui.say(Message("app.set.more").count("n", more)));
    }
    flow.gap(12);
}

/// What a group is about, and what holds; pressed, it opens or closes. @return whether it is open
bool draw_head(const Ui& ui, Flow& flow, const SettingsGroup& group, const std::string& id) {
    const Palette& p = ui.colors();
    std::set<std::string>& open = ui.state.settings.open;
    const bool was_open = open.contains(id);
    const ImRect box(flow.at(), ImVec2(flow.x + flow.width, flow.y + ui.px(52)));
    const Hit state = hit(ui, id, box);
    if (state.hovered) { draw_box(ui, box, p.hover, 0, 8); }
    draw_text(ui, ImVec2(flow.x + ui.px(10), flow.y + ui.px(7)), Type::small_strong, p.text, group.title,
              flow.width - ui.px(50));
    draw_text(ui, ImVec2(flow.x + ui.px(10), flow.y + ui.px(27)), Type::note, p.muted, group.now,
              flow.width - ui.px(50));
    draw_icon(ui, ImVec2(box.Max.x - ui.px(32), flow.y + ui.px(16)), ui.px(20),
              was_open ? ICON_CHEVRON_UP : ICON_CHEVRON_DOWN, state.hovered ? p.text : p.faint, 18);
    draw_focus(ui, state, box, 8);
    flow.y = box.Max.y;
    if (state.pressed && was_open) { open.erase(id); }
    if (state.pressed && !was_open) {
        open.insert(id);
        if (id == "read") { send_reading(ui, group, "preview"); }
    }
    return was_open;
}

void draw_group(const Ui& ui, Flow& flow, const SettingsGroup& group, const std::string& id);

void draw_body(const Ui& ui, Flow& flow, const SettingsGroup& group, const std::string& id) {
    Flow inner{ui, flow.x + ui.px(10), flow.y, flow.width - ui.px(20)};
    inner.gap(8);
    ImGui::PushID(id.c_str());
    draw_fields(ui, inner, group);
    if (id == "read") { draw_preview(ui, inner, group); }
    for (const SettingsGroup& part : group.groups) { draw_group(ui, inner, part, id + "." + part.id); }
    ImGui::PopID();
    flow.y = inner.y;
}

void draw_group(const Ui& ui, Flow& flow, const SettingsGroup& group, const std::string& id) {
    if (draw_head(ui, flow, group, id)) { draw_body(ui, flow, group, id); }
}

/// Heads two beside each other where there is room, what is open below them.
void draw_groups(const Ui& ui, Flow& flow, const std::vector<SettingsGroup>& groups) {
    const std::size_t beside = flow.width >= ui.px(720) ? 2 : 1;
    const float width = std::floor(flow.width / static_cast<float>(beside));
    for (std::size_t first = 0; first < groups.size(); first += beside) {
        const std::size_t end = std::min(first + beside, groups.size());
        std::vector<std::size_t> open;
        float bottom = flow.y;
        for (std::size_t i = first; i < end; ++i) {
            Flow head{ui, flow.x + static_cast<float>(i - first) * width, flow.y, width};
            if (draw_head(ui, head, groups[i], groups[i].id)) { open.push_back(i); }
            bottom = head.y;
        }
        flow.y = bottom;
        for (const std::size_t i : open) { draw_body(ui, flow, groups[i], groups[i].id); }
    }
}

/// The plan as a file.
void draw_plan(const Ui& ui, Flow& flow) {
    const std::string_view save = ui.word("app.set.save"), load = ui.word("app.set.load");
    const float saves = button_width(ui, save, ICON_DOWNLOAD) + ui.px(8), loads = button_width(ui, load, ICON_FILE_UP);
    if (button(ui, "save plan", flow.at(), save, ICON_DOWNLOAD, ButtonKind::ghost)) { ui.tell("save_plan"); }
    float x = flow.x + saves;
    if (x + loads > flow.x + flow.width) {
        x = flow.x;
        flow.gap(button_height);
    }
    if (button(ui, "load plan", ImVec2(x, flow.y), load, ICON_FILE_UP, ButtonKind::ghost)) { ui.tell("choose_file"); }
    const std::string_view help = ui.word("app.set.plan");
    const float left = x + loads + ui.px(16), room = flow.x + flow.width - left;
    if (text_size(ui, Type::note, help).x <= room) {
        draw_text(ui, ImVec2(left, flow.y + ui.px(9)), Type::note, ui.colors().faint, help);
        flow.gap(button_height);
        return;
    }
    flow.gap(button_height);
    flow.text(Type::note, ui.colors().faint, help);
}

}  // namespace

void draw_notice(const Ui& ui, Flow& flow) {
    if (ui.state.notice.empty()) { return; }
    flow.text(Type::small_strong, ui.colors().warn, ui.state.notice, text_measure);
    flow.gap(14);
}

void draw_plan_settings(const Ui& ui, Flow& flow) {
    const std::vector<SettingsGroup>& groups = ui.state.report->settings;
    if (groups.empty()) { return; }
    Card card(ui, flow.at(), flow.width);
    Flow inner{ui, flow.x + ui.px(8), flow.y + ui.px(6), flow.width - ui.px(16)};
    draw_groups(ui, inner, groups);
    inner.gap(4);
    draw_line(ui, ImVec2(inner.x + ui.px(10), inner.y), inner.width - ui.px(20));
    inner.gap(6);
    draw_plan(ui, inner);
    flow.y = inner.y + ui.px(6);
    card.end(flow.y);
    flow.gap(18);
}

}  // namespace klarsicht::app
