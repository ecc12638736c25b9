// A check that could not run waits for a role: here it is given to a column, without the way to the columns' page.
#include "app/views/views.h"
#include "app/widgets/dropdown.h"
#include "app_icons.h"

namespace klarsicht::app {

void draw_wanted_roles(const Ui& ui, Flow& flow, float x, float width, const Finding& finding) {
    if (finding.assignable.empty()) { return; }
    const std::vector<std::string>& names = ui.state.report->column_names;
    flow.gap(6);
    ImVec2 at(x, flow.y);
    for (const std::string& role : finding.assignable) {
        const std::string label = ui.say(Message("column.give_role").text("role", role_word(ui, role)));
        const float room = button_width(ui, label, ICON_CHEVRON_DOWN);
        if (at.x > x && at.x + room > x + width) { at = ImVec2(x, at.y + ui.px(button_height + 6)); }
        const std::string id = finding.id + "." + role;
        if (const auto column =
                dropdown(ui, id, at, label, names, names.size(), ICON_CHEVRON_DOWN, ButtonKind::ghost)) {
            if (const auto known = role_named(role)) { ui.edit({edit::ToggleRole{names[*column], *known}}); }
        }
        at.x += room + ui.px(8);
    }
    flow.y = at.y + ui.px(button_height + 4);
}

}  // namespace klarsicht::app
