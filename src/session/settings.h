#pragma once
#include "audit/context.h"
#include "base/json_fwd.h"
#include "report/message_format.h"

namespace klarsicht {

/// Everything of the plan that can be set, and what holds, as the page shows it: in words, so that the drawing and the
/// text version only lay it out. Groups: `{"id", "title", "now", "fields": [], "groups": []}`, `now` says in one line
/// what holds. Fields: `{"id", "label", "kind", "value", "hint", "help", "options": [{"id", "label", "on"}]}`, of the
/// kinds
///   text     something to type
///   choice   one of the options
///   column   one of the file's columns, or ""
///   toggles  options that are on or off
///
/// What a person types or chooses (of toggles the option that was pressed) goes back as the edit `typed`
/// (audit/plan_edit_typed.h), of toggles with `id|option` as its field. Fields `read|…` say how the file is read: they
/// are another way to open it.
/// @param context of the last audit @param given what of its plan the person chose
json settings_to_json(const AuditContext& context, const Plan& given, const Texts& texts);

/// What a column can be about, in groups: `[{"title", "options": [{"id", "label"}]}]`. The first group has no title: ""
/// (nobody says it) and `none` (nothing of these). Each is what the edit `typed` takes for `meaning|column`.
json meanings_to_json(const Texts& texts);

}  // namespace klarsicht
