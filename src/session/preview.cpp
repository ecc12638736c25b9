#include "session/preview.h"

#include <algorithm>

#include "audit/context.h"
#include "audit/plan_complete.h"

namespace klarsicht {

namespace {

constexpr std::size_t most_columns = 30, most_rows = 8, most_bytes = 120;

/// A cell may be long; nobody reads it here.
std::string cut(std::string text) {
    if (text.size() <= most_bytes) { return text; }
    std::size_t end = most_bytes;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) { --end; }
    return text.substr(0, end) + "…";
}

}  // namespace

Result<Preview> preview_of(const Table& table, const Rules& rules, bool show_values) {
    const ProfileOptions options = KLARSICHT_TRY(profile_options_of(Plan()));
    const Profile profile = KLARSICHT_TRY(profile_table(table, options, Progress::none()));
    const Plan plan = complete_plan(Plan(), table, profile);
    const AuditContext context(table, profile, plan, rules, {.show_values = show_values, .on_screen = true});
    Preview preview{.source = table.source, .columns = {}, .rows = {}};
    const std::size_t columns = std::min(table.columns.size(), most_columns);
    preview.more = table.columns.size() - columns;
    for (std::size_t c = 0; c < columns; ++c) { preview.columns.push_back(cut(table.columns[c].name)); }
    for (std::size_t row = 0; row < std::min<std::uint64_t>(table.rows(), most_rows); ++row) {
        std::vector<std::string>& cells = preview.rows.emplace_back();
        for (std::size_t c = 0; c < columns; ++c) {
            const Column& column = table.columns[c];
            const std::uint32_t code = column.codes[row];
            cells.push_back(column.dictionary[code].empty() ? std::string() : cut(context.shown(c, code)));
        }
    }
    return preview;
}

}  // namespace klarsicht
