#include "app/model/record_read.h"

#include <algorithm>

#include "app/model/json_read.h"
#include "audit/names.h"

namespace klarsicht::app {

namespace {

PointModel read_point(const json& one) {
    PointModel point;
    point.checks = places_in(one, "checks");
    point.area = area_named(string_in(one, "area")).value_or(Area::privacy);
    point.status = status_named(string_in(one, "status")).value_or(Status::info);
    point.title = string_in(one, "title");
    point.choice = string_in(one, "choice");
    point.who = string_in(one, "who");
    point.until = string_in(one, "until");
    point.note = string_in(one, "note");
    point.said = string_in(one, "said");
    point.overdue = bool_in(one, "overdue");
    return point;
}

ComparedModel read_compared(const json& document) {
    ComparedModel compared{.sentences = strings_in(document, "sentences")};
    for_each_object(document, "findings", [&](const json& one) {
        const std::string change = string_in(one, "change");
        if (change == "unchanged") {
            ++compared.unchanged;
            return;
        }
        const json* text = member(one, "text");
        if (text == nullptr) { return; }
        compared.changes.push_back({change, string_in(*text, "finding"), string_in(*text, "change"),
                                    string_in(*text, "figure"), string_in(*text, "then"), string_in(*text, "now"),
                                    string_in(*text, "difference"), string_in(*text, "interval")});
    });
    for_each_object(document, "columns", [&](const json& one) {
        if (bool_in(one, "drifted")) { compared.drift.push_back({string_in(one, "name"), strings_in(one, "lines")}); }
    });
    return compared;
}

}  // namespace

const PointModel* RecordModel::point(const std::vector<std::size_t>& checks) const {
    const auto found = std::ranges::find(points, checks, &PointModel::checks);
    return found == points.end() ? nullptr : &*found;
}

RecordModel read_record(const json& message) {
    RecordModel record{.undo = string_in(message, "undo"), .redo = string_in(message, "redo")};
    record.undoable = count_in(message, "undoable");
    record.redoable = count_in(message, "redoable");
    record.unsaved = bool_in(message, "unsaved");
    if (const json* decided = member(message, "decided")) {
        for_each_object(*decided, "decisions", [&](const json& one) { record.points.push_back(read_point(one)); });
        record.gone = strings_in(*decided, "gone");
        record.notes = string_in(*decided, "notes");
        if (const json* answers = member(*decided, "readiness"); answers != nullptr && answers->is_object()) {
            for (const auto& item : answers->items()) {
                record.readiness[item.key()] = string_in(*answers, item.key());
            }
        }
        if (const json* signed_off = member(*decided, "signed_off"); signed_off != nullptr && signed_off->is_object()) {
            record.signed_off = SignedModel{string_in(*signed_off, "text"), strings_in(*signed_off, "since")};
        }
    }
    if (const json* comparison = member(message, "comparison"); comparison != nullptr && comparison->is_object()) {
        record.compared = read_compared(*comparison);
    }
    return record;
}

}  // namespace klarsicht::app
