// The rows of the file or of a finding: a table of any length, of which only the rows in sight are there.
#include <algorithm>
#include <cmath>

#include "app/views/views.h"
#include "app/widgets/dropdown.h"
#include "app_icons.h"
#include "base/json.h"

namespace klarsicht::app {

namespace {

constexpr float row_height = 32, head_height = 40, number_width = 92, line_width = 112;  // CSS pixels

RowsPanel& panel(const Ui& ui) { return ui.state.rows; }

const Finding* finding_of(const Ui& ui) {
    const auto& check = panel(ui).query.check;
    if (!check) { return nullptr; }
    const std::vector<Finding>& findings = ui.state.report->findings;
    const auto found = std::ranges::find(findings, *check, &Finding::order);
    return found == findings.end() ? nullptr : &*found;
}

void ask(const Ui& ui, std::uint64_t first, std::uint64_t end) {
    RowsPanel& rows = panel(ui);
    for (const std::uint64_t block : rows.wanted(first, end)) {
        json message = {{"type", "rows"},
                        {"key", rows.key},
                        {"query", query_to_json(rows.query)},
                        {"first", block},
                        {"count", RowsPanel::block_rows}};
        if (rows.filter_column && rows.values_of != rows.filter_column) { message["values_of"] = *rows.filter_column; }
        ui.send(message);
    }
}

std::string_view column_name(const Ui& ui, std::size_t column) {
    const std::vector<ColumnModel>& columns = ui.state.report->columns;
    return column < columns.size() ? std::string_view(columns[column].name) : std::string_view();
}

/// One control behind the other; what does not fit goes into the next line.
struct Line {
    const Ui& ui;
    Flow& flow;
    float x;

    ImVec2 place(float width) {
        if (x > flow.x && x + width > flow.x + flow.width) {
            x = flow.x;
            flow.gap(button_height + 8);
        }
        const ImVec2 at(x, flow.y);
        x += width + ui.px(8);
        return at;
    }
    bool press(std::string_view id, std::string_view label, const char* icon, ButtonKind kind = ButtonKind::outline) {
        return button(ui, id, place(button_width(ui, label, icon)), label, icon, kind);
    }
    std::optional<std::size_t> choose(std::string_view id, std::string_view label,
                                      const std::vector<std::string>& options, std::size_t chosen,
                                      const char* icon = nullptr) {
        const float width = std::min(flow.width, button_width(ui, label, icon));
        return dropdown(ui, id, place(width), label, options, chosen, icon);
    }
    void end() { flow.gap(button_height + 10); }
};

void draw_sort(const Ui& ui, Line& line) {
    RowsPanel& rows = panel(ui);
    std::vector<std::string> options = {std::string(ui.word("rows.sort.file"))};
    std::vector<std::size_t> columns;
    for (const RowColumnModel& column : rows.columns) {
        if (!column.tells) { continue; }
        columns.push_back(column.index);
        options.push_back(column.name);
    }
    std::size_t chosen = 0;
    if (rows.query.sort) {
        const auto at = std::ranges::find(columns, *rows.query.sort);
        chosen = at == columns.end() ? 0 : static_cast<std::size_t>(at - columns.begin()) + 1;
    }
    const std::string label = std::string(ui.word("rows.sort")) + ": " + options[chosen];
    if (const auto taken = line.choose("sort", label, options, chosen)) {
        rows.query.sort = *taken == 0 ? std::nullopt : std::optional(columns[*taken - 1]);
        rows.query.descending = false;
        rows.ask_anew();
    }
    if (!rows.query.sort) { return; }
    if (line.press("direction", ui.word(rows.query.descending ? "rows.sort.down" : "rows.sort.up"),
                   rows.query.descending ? ICON_ARROW_DOWN : ICON_ARROW_UP)) {
        rows.query.descending = !rows.query.descending;
        rows.ask_anew();
    }
}

/// A column first, then what is asked of it.
void draw_filter(const Ui& ui, Line& line) {
    RowsPanel& rows = panel(ui);
    std::vector<std::string> names;
    for (const RowColumnModel& column : rows.columns) { names.push_back(column.name); }
    if (names.empty()) { return; }
    const auto place = std::ranges::find_if(
        rows.columns, [&](const RowColumnModel& column) { return column.index == rows.filter_column; });
    const std::size_t chosen = static_cast<std::size_t>(place - rows.columns.begin());
    const std::string label =
        std::string(ui.word("rows.filter")) + (chosen < names.size() ? ": " + names[chosen] : std::string());
    if (const auto taken = line.choose("filter", label, names, chosen)) {
        rows.filter_column = rows.columns[*taken].index;
        rows.values.clear();
        rows.values_of.reset();
        rows.asked.clear();
        rows.blocks.erase(rows.top / RowsPanel::block_rows * RowsPanel::block_rows);  // comes again, with the values
    }
    if (!rows.filter_column || chosen >= names.size()) { return; }
    std::vector<std::string> conditions;
    for (const std::string_view is : {"missing", "present", "invalid"}) {
        conditions.emplace_back(ui.word("rows.is." + std::string(is)));
    }
    const bool have = rows.values_of == rows.filter_column;
    for (std::size_t i = 0; have && i < rows.values.size(); ++i) {
        conditions.push_back(ui.say(Message("rows.is.value").text("value", rows.values[i])));
    }
    const auto taken =
        line.choose("condition", ui.word("rows.filter.condition"), conditions, conditions.size(), ICON_CHEVRON_DOWN);
    if (!taken) { return; }
    constexpr std::array<std::string_view, 3> states = {"missing", "present", "invalid"};
    RowFilterModel filter{.column = *rows.filter_column, .is = "value", .value = {}};
    if (*taken < states.size()) {
        filter.is = states[*taken];
    } else {
        filter.value = rows.values[*taken - states.size()];
    }
    rows.query.filters.push_back(std::move(filter));
    rows.filter_column.reset();
    rows.ask_anew();
}

/// The filters that hold; pressing one takes it away.
void draw_filters(const Ui& ui, Flow& flow) {
    RowsPanel& rows = panel(ui);
    if (rows.query.filters.empty()) { return; }
    Line line{ui, flow, flow.x};
    std::optional<std::size_t> off;
    for (std::size_t i = 0; i < rows.query.filters.size(); ++i) {
        const RowFilterModel& filter = rows.query.filters[i];
        const std::string condition = ui.say(Message("rows.is." + filter.is).text("value", filter.value));
        const std::string text = ui.say(
            Message("rows.filter.is").text("column", column_name(ui, filter.column)).text("condition", condition));
        ImGui::PushID(static_cast<int>(i));
        if (line.press("off", text, ICON_X, ButtonKind::primary)) { off = i; }
        ImGui::PopID();
    }
    line.end();
    if (!off) { return; }
    rows.query.filters.erase(rows.query.filters.begin() + static_cast<std::ptrdiff_t>(*off));
    rows.ask_anew();
}

/// Which columns are shown, in a list that stays open while one chooses.
void draw_column_choice(const Ui& ui, Line& line) {
    RowsPanel& rows = panel(ui);
    const std::vector<ColumnModel>& all = ui.state.report->columns;
    const std::string label =
        ui.say(Message("rows.columns.some").count("n", rows.columns.size()).count("of", all.size()));
    const ImVec2 at = line.place(button_width(ui, label, ICON_COLUMNS_3));
    if (button(ui, "columns", at, label, ICON_COLUMNS_3)) { ImGui::OpenPopup("columns list"); }
    ImGui::SetNextWindowPos(ImVec2(at.x, at.y + ui.px(button_height + 4)));
    ImGui::SetNextWindowSizeConstraints(ImVec2(0, 0), ImVec2(ui.px(360), ImGui::GetIO().DisplaySize.y * 0.6f));
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(ui.px(12), ui.px(12)));
    if (ImGui::BeginPopup("columns list", ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings)) {
        std::vector<std::size_t> shown;
        for (const RowColumnModel& column : rows.columns) { shown.push_back(column.index); }
        const ImVec2 origin = ImGui::GetCursorScreenPos();
        const float width = ui.px(300), height = ui.px(32);
        std::optional<std::size_t> pressed;
        for (std::size_t c = 0; c < all.size(); ++c) {
            const ImVec2 place(origin.x, origin.y + static_cast<float>(c) * height);
            if (!ImGui::IsRectVisible(place, ImVec2(place.x + width, place.y + height))) { continue; }
            bool on = std::ranges::find(shown, c) != shown.end();
            ImGui::PushID(static_cast<int>(c));
            if (checkbox(ui, "column", place, all[c].name, on, width)) { pressed = c; }
            ImGui::PopID();
        }
        ImGui::SetCursorScreenPos(origin);
        ImGui::Dummy(ImVec2(width, static_cast<float>(all.size()) * height));
        if (pressed) {
            const auto there = std::ranges::find(shown, *pressed);
            if (there == shown.end()) {
                shown.push_back(*pressed);
            } else if (shown.size() > 1) {
                shown.erase(there);
            }
            const std::uint64_t top = rows.top;
            rows.query.columns = shown;
            rows.ask_anew();
            rows.top = top;
        }
        ImGui::EndPopup();
    }
    ImGui::PopStyleVar();
}

/// What stands above the table.
void draw_controls(const Ui& ui, Flow& flow) {
    const Palette& p = ui.colors();
    RowsPanel& rows = panel(ui);
    const Finding* finding = finding_of(ui);
    flow.text(Type::title, p.text, ui.word("rows.title"));
    flow.gap(4);
    flow.text(Type::body, p.muted,
              finding != nullptr ? ui.say(Message("rows.of_finding").text("title", finding->title))
                                 : std::string(ui.word("rows.of_file")),
              text_measure);
    flow.gap(12);
    if (finding != nullptr) {
        Line line{ui, flow, flow.x};
        const auto index = static_cast<std::size_t>(finding - ui.state.report->findings.data());
        if (line.press("back", ui.word("app.rows.back"), ICON_CHEVRON_LEFT)) { ui.open_finding(index); }
        if (line.press("all", ui.word("rows.all"), ICON_TABLE)) { rows.look_at({}); }
        line.end();
    }
    bool on = ui.state.saving.show_values;
    if (checkbox(ui, "values", flow.at(), ui.word("rows.show_values"), on, flow.width)) {
        ui.state.saving.show_values = on;
        ui.send(json{{"type", "show_values"}, {"on", on}});
    }
    flow.gap(28);
    if (!on) {
        flow.text(Type::small, p.muted, ui.word("rows.masked"), text_measure);
        flow.gap(12);
    }
    Line line{ui, flow, flow.x};
    draw_sort(ui, line);
    draw_filter(ui, line);
    draw_column_choice(ui, line);
    if (line.press("save", ui.word("rows.save"), ICON_DOWNLOAD, ButtonKind::primary)) {
        ui.send(json{{"type", "save_rows"}, {"query", query_to_json(rows.query)}});
    }
    line.end();
    draw_filters(ui, flow);
    flow.text(Type::small, p.muted,
              rows.saved.empty() ? std::string(ui.word("rows.save_hint"))
                                 : ui.say(Message("rows.saved").text("name", rows.saved)),
              text_measure);
    flow.gap(12);
}

/// Pressing a heading sorts by it: up, down, and back to the file's order.
void draw_head(const Ui& ui, ImVec2 at, float width, const RowColumnModel& column) {
    const Palette& p = ui.colors();
    RowsPanel& rows = panel(ui);
    const bool on = rows.query.sort == column.index;
    const float text_y = at.y + std::round((ui.px(head_height) - ui.theme.face(Type::note_strong).line) * 0.5f);
    if (!column.tells) {
        draw_text(ui, ImVec2(at.x + ui.px(12), text_y), Type::note_strong, p.muted, column.name, width - ui.px(20));
        return;
    }
    const ImRect box(ImVec2(at.x + ui.px(4), at.y + ui.px(4)),
                     ImVec2(at.x + width - ui.px(4), at.y + ui.px(head_height - 4)));
    ImGui::PushID(static_cast<int>(column.index));
    const Hit state = hit(ui, "head", box);
    ImGui::PopID();
    if (state.hovered) { draw_box(ui, box, p.hover, 0, 6); }
    draw_text(ui, ImVec2(at.x + ui.px(12), text_y), Type::note_strong, on || state.hovered ? p.text : p.muted,
              column.name, width - ui.px(on ? 38 : 20));
    if (on) {
        draw_icon(ui, ImVec2(at.x + width - ui.px(24), text_y + ui.px(2)), ui.px(14),
                  rows.query.descending ? ICON_ARROW_DOWN : ICON_ARROW_UP, p.text, 12);
    }
    draw_focus(ui, state, box, 6);
    if (!state.pressed) { return; }
    if (!on) {
        rows.query.sort = column.index;
        rows.query.descending = false;
    } else if (!rows.query.descending) {
        rows.query.descending = true;
    } else {
        rows.query.sort.reset();
        rows.query.descending = false;
    }
    rows.ask_anew();
}

void draw_cell(const Ui& ui, ImVec2 at, float width, std::string_view text, char state) {
    const Palette& p = ui.colors();
    const float y = at.y + std::round((ui.px(row_height) - ui.theme.face(Type::small).line) * 0.5f);
    const std::string_view shown = state == 'm' && text.empty() ? ui.word("rows.missing") : text;
    const ImU32 ink = state == 'v' ? p.text : state == 'm' ? p.faint : p.warn;
    const bool cut = draw_text(ui, ImVec2(at.x + ui.px(12), y), Type::small, ink, shown, width - ui.px(20));
    if (!ImGui::IsWindowHovered() || (!cut && state == 'v')) { return; }
    if (!ImGui::IsMouseHoveringRect(at, ImVec2(at.x + width, at.y + ui.px(row_height)))) { return; }
    std::string whole(shown);
    if (state != 'v') {
        whole += std::string(" (") + std::string(ui.word(state == 'm' ? "rows.missing" : "rows.invalid")) + ")";
    }
    tooltip(ui, whole);
}

void draw_row(const Ui& ui, ImVec2 at, float cell, float width, const RowModel* row) {
    const Palette& p = ui.colors();
    draw_line(ui, at, width);
    if (row == nullptr) {
        draw_box(ui, ImRect(ImVec2(at.x + ui.px(12), at.y + ui.px(12)), ImVec2(at.x + ui.px(72), at.y + ui.px(20))),
                 p.hover, 0, 4);
        return;
    }
    const float y = at.y + std::round((ui.px(row_height) - ui.theme.face(Type::small).line) * 0.5f);
    draw_text_right(ui, ImVec2(at.x + ui.px(number_width - 12), y), Type::small, p.muted,
                    ui.texts.integer(static_cast<std::int64_t>(row->row) + 1));
    if (row->line) {
        draw_text_right(ui, ImVec2(at.x + ui.px(number_width + line_width - 12), y), Type::small, p.muted,
                        ui.texts.integer(static_cast<std::int64_t>(*row->line)));
    }
    for (std::size_t i = 0; i < row->cells.size(); ++i) {
        draw_cell(ui, ImVec2(at.x + ui.px(number_width + line_width) + static_cast<float>(i) * cell, at.y), cell,
                  row->cells[i], row->states[i]);
    }
}

/// Moves the rows in sight by wheel and keys. @param fit how many whole rows there are
void move(RowsPanel& rows, std::uint64_t fit) {
    const std::uint64_t last = rows.total > fit ? rows.total - fit : 0;
    const auto by = [&](double steps) {
        const double to = static_cast<double>(rows.top) + steps;
        rows.top = to <= 0 ? 0 : std::min(last, static_cast<std::uint64_t>(to));
    };
    const auto page = static_cast<double>(std::max<std::uint64_t>(fit, 2) - 1);
    if (ImGui::IsWindowHovered(ImGuiHoveredFlags_ChildWindows) && !ImGui::GetIO().KeyShift) {
        // At its ends the page goes on.
        const float wheel = ImGui::GetIO().MouseWheel;
        if (wheel != 0) { rows.released = wheel > 0 ? rows.top == 0 : rows.top == last; }
        if (!rows.released) {
            ImGui::SetKeyOwner(ImGuiKey_MouseWheelY, ImGui::GetID("wheel"));
            by(-3.0 * static_cast<double>(wheel));
        }
    }
    if (!ImGui::IsWindowFocused(ImGuiFocusedFlags_ChildWindows)) {
        rows.top = std::min(rows.top, last);
        return;
    }
    if (ImGui::IsKeyPressed(ImGuiKey_PageDown)) { by(page); }
    if (ImGui::IsKeyPressed(ImGuiKey_PageUp)) { by(-page); }
    if (ImGui::IsKeyPressed(ImGuiKey_Home)) { rows.top = 0; }
    if (ImGui::IsKeyPressed(ImGuiKey_End)) { rows.top = last; }
    rows.top = std::min(rows.top, last);
}

/// Buttons for who has no wheel: the rows before and after those in sight.
void draw_turns(const Ui& ui, Flow& flow, std::uint64_t fit) {
    RowsPanel& rows = panel(ui);
    if (rows.total <= fit) { return; }
    const std::uint64_t last = rows.total - fit;
    Line line{ui, flow, flow.x};
    if (line.press("previous", ui.word("rows.previous"), ICON_ARROW_UP)) { rows.top -= std::min(rows.top, fit); }
    if (line.press("next", ui.word("rows.next"), ICON_ARROW_DOWN)) { rows.top = std::min(last, rows.top + fit); }
    const std::string range = ui.say(Message("rows.range")
                                         .count("from", rows.top + 1)
                                         .count("to", std::min(rows.total, rows.top + fit))
                                         .count("total", rows.total));
    const ImVec2 at = line.place(text_size(ui, Type::small, range).x);
    draw_text(ui, ImVec2(at.x + ui.px(4), at.y + ui.px(7)), Type::small, ui.colors().muted, range);
    line.end();
}

void draw_table(const Ui& ui, Flow& flow, float height) {
    const Palette& p = ui.colors();
    RowsPanel& rows = panel(ui);
    const float bar = ImGui::GetStyle().ScrollbarSize, numbers = ui.px(number_width + line_width);
    const auto columns = static_cast<float>(std::max<std::size_t>(1, rows.columns.size()));
    const float room = flow.width - bar - numbers;
    const float cell = std::floor(std::max(ui.px(150), room / columns)), width = numbers + cell * columns;
    const auto fit =
        static_cast<std::uint64_t>(std::max(1.0f, std::floor((height - ui.px(head_height) - bar) / ui.px(row_height))));
    const ImRect box(flow.at(), ImVec2(flow.x + flow.width, flow.y + height));
    draw_box(ui, box, p.surface, p.line, 12);
    ImGui::SetCursorScreenPos(box.Min);
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(0, 0));
    const bool visible = ImGui::BeginChild(
        "rows", ImVec2(flow.width - bar, height), ImGuiChildFlags_NavFlattened,
        ImGuiWindowFlags_NoBackground | ImGuiWindowFlags_HorizontalScrollbar | ImGuiWindowFlags_NoScrollWithMouse);
    ImGui::PopStyleVar();
    if (visible) {
        move(rows, fit);
        ask(ui, rows.top, rows.top + fit + 1);
        const ImVec2 origin = ImGui::GetCursorScreenPos();
        const float text_y = origin.y + std::round((ui.px(head_height) - ui.theme.face(Type::note_strong).line) * 0.5f);
        draw_text_right(ui, ImVec2(origin.x + ui.px(number_width - 12), text_y), Type::note_strong, p.muted,
                        ui.word("rows.row"));
        draw_text_right(ui, ImVec2(origin.x + ui.px(number_width + line_width - 12), text_y), Type::note_strong,
                        p.muted, ui.word(rows.sheet ? "rows.line.sheet" : "rows.line"), ui.px(line_width - 12));
        const std::vector<RowColumnModel> heads = rows.columns;  // a pressed one asks anew
        for (std::size_t i = 0; i < heads.size(); ++i) {
            draw_head(ui, ImVec2(origin.x + numbers + static_cast<float>(i) * cell, origin.y), cell, heads[i]);
        }
        for (std::uint64_t i = 0; i < fit && rows.known && rows.top + i < rows.total; ++i) {
            draw_row(ui, ImVec2(origin.x, origin.y + ui.px(head_height) + static_cast<float>(i) * ui.px(row_height)),
                     cell, width, rows.at(rows.top + i));
        }
        if (!rows.known || rows.total == 0) {
            draw_text(ui, ImVec2(origin.x + ui.px(16), origin.y + ui.px(head_height + 12)), Type::body, p.muted,
                      ui.word(!rows.known    ? "rows.loading"
                              : rows.of == 0 ? "rows.empty"
                                             : "rows.none"));
        }
        ImGui::SetCursorScreenPos(origin);
        ImGui::Dummy(ImVec2(width, height - bar));
    }
    ImGui::EndChild();
    if (rows.known && rows.total > fit) {
        auto place = static_cast<ImS64>(rows.top);
        const ImRect scroll(ImVec2(box.Max.x - bar, box.Min.y + ui.px(head_height)),
                            ImVec2(box.Max.x, box.Max.y - ui.px(10)));
        ImGui::ScrollbarEx(scroll, ImGui::GetID("rows bar"), ImGuiAxis_Y, &place, static_cast<ImS64>(fit),
                           static_cast<ImS64>(rows.total), ImDrawFlags_RoundCornersAll);
        rows.top = static_cast<std::uint64_t>(std::max<ImS64>(0, place));
    }
    flow.y = box.Max.y;
    flow.gap(10);
    draw_turns(ui, flow, fit);
}

}  // namespace

void draw_rows(const Ui& ui, Flow& flow) {
    const Palette& p = ui.colors();
    RowsPanel& rows = panel(ui);
    draw_controls(ui, flow);
    if (rows.known) {
        flow.text(Type::strong, p.text,
                  rows.total == rows.of
                      ? ui.say(Message("rows.count_all").count("total", rows.total))
                      : ui.say(Message("rows.count").count("total", rows.total).count("of", rows.of)));
    } else {
        flow.gap(22);
    }
    flow.gap(8);
    // As much as the screen holds between what stands above and below, and never so little that nothing is seen. In a
    // frame that grows with the page it must not grow with the frame.
    constexpr float below = 87, in_a_frame = 520;
    const float room = ImGui::GetIO().DisplaySize.y - (flow.y + ImGui::GetScrollY()) - ui.px(below);
    const float height = ui.state.embedded ? ui.px(in_a_frame) : std::clamp(room, ui.px(300), ui.px(760));
    draw_table(ui, flow, height);
}

float see_rows_button(const Ui& ui, ImVec2 at, const Finding& finding) {
    if (finding.listed_rows == 0) { return 0; }
    if (button(ui, "see rows", at, ui.say(Message("rows.see").count("n", finding.listed_rows)), ICON_TABLE)) {
        RowsQuery query;
        query.check = finding.order;
        ui.state.rows.look_at(std::move(query));
        ui.go(Page::rows);
    }
    return ui.px(button_height);
}

}  // namespace klarsicht::app
