#include "app/model/sharing.h"

#include <algorithm>

#include "app/model/json_read.h"
#include "base/secret.h"

namespace klarsicht::app {

namespace {

std::vector<SharedFigure> figures_in(const json& object) {
    std::vector<SharedFigure> figures;
    for_each_object(object, "figures", [&](const json& one) {
        figures.push_back({string_in(one, "label"), string_in(one, "before"), string_in(one, "after")});
    });
    return figures;
}

SharedColumn read_column(const json& object) {
    SharedColumn column;
    column.name = string_in(object, "name");
    column.meaning = string_in(object, "meaning");
    column.lost = string_in(object, "lost");
    column.known = bool_in(object, "known");
    column.needed = bool_in(object, "needed");
    column.loss = optional_in(object, "loss");
    const std::string chosen = string_in(object, "chosen");
    for_each_object(object, "options", [&](const json& option) {
        column.ids.push_back(string_in(option, "id"));
        column.labels.push_back(string_in(option, "label"));
        if (column.ids.back() == chosen) { column.chosen = column.ids.size() - 1; }
    });
    return column;
}

}  // namespace

void take_sharing(SharePanel& panel, const json& message) {
    panel.making = bool_in(message, "making");
    panel.error = string_in(message, "error");
    panel.shown.reset();
    panel.made.reset();
    if (const json* shown = member(message, "shown"); shown != nullptr && shown->is_object()) {
        SharingModel model;
        for_each_object(*shown, "columns", [&](const json& one) { model.columns.push_back(read_column(one)); });
        std::erase_if(model.columns, [](const SharedColumn& column) { return column.ids.empty(); });
        model.figures = figures_in(*shown);
        model.notes = strings_in(*shown, "notes");
        model.verdict = string_in(*shown, "verdict");
        model.reached = bool_in(*shown, "reached");
        model.needs_key = bool_in(*shown, "needs_key");
        if (const json* rows = member(*shown, "rows"); rows != nullptr && rows->is_object()) {
            model.rows_on = bool_in(*rows, "on");
            model.rows_label = string_in(*rows, "label");
        }
        panel.shown = std::move(model);
    }
    if (const json* made = member(message, "made"); made != nullptr && made->is_object()) {
        panel.made = SharedModel{.figures = figures_in(*made),
                                 .notes = strings_in(*made, "notes"),
                                 .effects = strings_in(*made, "effects"),
                                 .verdict = string_in(*made, "verdict"),
                                 .reached = bool_in(*made, "reached")};
    }
}

void forget_key(SharePanel& panel) {
    for (char& c : panel.key) { static_cast<volatile char&>(c) = '\0'; }
    wipe(panel.new_key);
}

}  // namespace klarsicht::app
