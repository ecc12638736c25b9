// How the file was read where it could be read otherwise: the sheet of a workbook, the encoding of a file that does not
// say its own; each as a button that lists the others.
#include <algorithm>

#include "app/views/views.h"
#include "app/widgets/dropdown.h"
#include "app_icons.h"
#include "base/json.h"

namespace klarsicht::app {

namespace {

struct Choice {
    const char* field;  ///< of the message that is sent, and its type
    const char* icon;
    std::string label;
    const std::string& chosen;
    const std::vector<std::string>& names;
    std::vector<std::string> shown = {};  ///< as many as names
};

float draw_choice(const Ui& ui, ImVec2 at, float room, const Choice& choice) {
    const float width = button_width(ui, choice.label, choice.icon);
    if (width > room) { return 0; }
    const auto place = std::ranges::find(choice.names, choice.chosen) - choice.names.begin();
    if (const auto pressed = dropdown(ui, choice.field, at, choice.label, choice.shown, static_cast<std::size_t>(place),
                                      choice.icon, ButtonKind::ghost)) {
        ui.send(json{{"type", choice.field}, {choice.field, choice.names[*pressed]}});
    }
    return width + ui.px(14);
}

}  // namespace

float draw_reading_choices(const Ui& ui, ImVec2 at, float room) {
    const ReportModel& report = *ui.state.report;
    float used = 0;
    if (report.sheets.size() > 1) {
        used += draw_choice(ui, at, room,
                            {.field = "sheet",
                             .icon = ICON_TABLE,
                             .label = ui.say(Message("app.top.sheet").text("sheet", report.sheet)),
                             .chosen = report.sheet,
                             .names = report.sheets,
                             .shown = report.sheets});
    }
    if (report.encodings.size() > 1) {
        Choice choice = {.field = "encoding",
                         .icon = ICON_LANGUAGES,
                         .label = ui.say(Message("app.top.encoding").text("encoding", report.encoding)),
                         .chosen = report.encoding,
                         .names = report.encodings};
        for (const std::string& name : report.encodings) {
            choice.shown.push_back(ui.say(Message(std::string("encoding.").append(name))));
        }
        used += draw_choice(ui, ImVec2(at.x + used, at.y), room - used, choice);
    }
    return used;
}

}  // namespace klarsicht::app
