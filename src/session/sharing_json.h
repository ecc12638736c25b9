#pragma once
#include "base/json_fwd.h"
#include "remedy/share/sharing.h"
#include "report/message_format.h"
#include "report/share_sheet.h"

namespace klarsicht {

/// A choice of what to hand on, as the page shows it, in words: `{"columns": [{"name", "meaning", "known", "needed",
/// "chosen", "proposed", "options": [{"id", "label", "key"}], "lost", "loss"}], "figures": [{"id", "label", "before",
/// "after"}], "reached", "verdict", "notes": [], "rows": {"on", "count", "label"}, "needs_key", "k"}`. `loss` is null
/// where only the written file tells.
json sharing_to_json(const remedy::Sharing& sharing, const Texts& texts);

/// What was found in a file that was written and read again: `{"reached", "verdict", "notes", "figures", "effects",
/// "rows", "sha256"}`.
json shared_to_json(const ShareSheet& sheet, const Texts& texts);

}  // namespace klarsicht
