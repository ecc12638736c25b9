#pragma once
#include "audit/what_if/what_if.h"
#include "base/json.h"
#include "report/message_format.h"

namespace klarsicht {

/// What a page lays out of a what-if, every text in the reader's language: `{"decision", "honest", "columns": [{"name",
/// "groups": [label; "" where it is not shown], "before", "after": place of the group, null: unknown}], "changed":
/// place of the column or null, "now", "then": {"value", "text", "rows", "rule": []}, "sentences": [], "alike":
/// {"title", "sides": [{"label", "value", "text"}]} or null, "otherwise": {"title", "parts": [], "rows"}}`. Values are
/// shares, or scores where `score` is true. @param show_rows which rows the nearest ones are may be told
json what_if_to_json(const what_if::Answer& answer, const what_if::Learned& learned, const AuditContext& context,
                     bool show_rows, const Texts& texts);

}  // namespace klarsicht
