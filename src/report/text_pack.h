#pragma once
#include <string_view>

#include "base/json_fwd.h"
#include "report/message_format.h"

namespace klarsicht {

// The languages' files of a topic share their keys, so script/embed.mjs makes three assets of them:
// `i18n/<topic>/keys`, and `i18n/<topic>/<language>` with the texts in that order.

/// The texts of a language in the topics whose path below i18n/ begins so, `{"key": "text"|["line"]}`: "page/" is one
/// topic, "task_" are several, "" is all.
json texts_below(std::string_view path, Language language);

/// @param keys one a line, each beginning with how many parts it has from the one before it: `0a.b.c`, `2d` is a.b.d
/// @param texts a JSON list; null where the language has none
/// @param into an object
void unpack_texts(std::string_view keys, std::string_view texts, json& into);

}  // namespace klarsicht
