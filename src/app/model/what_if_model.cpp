#include "app/model/what_if_model.h"

#include "app/model/json_read.h"

namespace klarsicht::app {

namespace {

WhatIfModel::Said read_said(const json& message, std::string_view name) {
    const json* said = member(message, name);
    if (said == nullptr) { return {}; }
    return {string_in(*said, "text"), string_in(*said, "rows"), strings_in(*said, "rule")};
}

}  // namespace

WhatIfModel read_what_if(const json& message) {
    WhatIfModel model;
    model.error = string_in(message, "error");
    model.score = bool_in(message, "score");
    for_each_object(message, "columns", [&](const json& column) {
        model.columns.push_back({string_in(column, "name"), strings_in(column, "groups"), place_in(column, "before"),
                                 place_in(column, "after")});
    });
    model.changed = place_in(message, "changed");
    if (model.changed && *model.changed >= model.columns.size()) { model.changed.reset(); }
    model.now = read_said(message, "now");
    model.then = read_said(message, "then");
    model.sentences = strings_in(message, "sentences");
    if (const json* alike = member(message, "alike"); alike != nullptr && alike->is_object()) {
        model.alike_title = string_in(*alike, "title");
        for_each_object(*alike, "sides", [&](const json& side) {
            model.sides.push_back({string_in(side, "label"), string_in(side, "text"), number_in(side, "value")});
        });
    }
    if (const json* otherwise = member(message, "otherwise"); otherwise != nullptr && otherwise->is_object()) {
        model.otherwise_title = string_in(*otherwise, "title");
        model.otherwise_rows = string_in(*otherwise, "rows");
        model.otherwise_parts = strings_in(*otherwise, "parts");
    }
    return model;
}

}  // namespace klarsicht::app
