#include <algorithm>
#include <ranges>

#include "base/json.h"
#include "report/what_if_json.h"
#include "session/session.h"

namespace klarsicht {

namespace {

/// The row of a table that the file counts so; nothing for one that was set apart or that is not there.
std::optional<std::uint64_t> row_of(const Table& table, std::uint64_t in_file) {
    const auto rows = std::views::iota(std::uint64_t{0}, table.rows());
    const auto found =
        std::ranges::lower_bound(rows, in_file, {}, [&](std::uint64_t row) { return table.file_row(row); });
    return found != rows.end() && table.file_row(*found) == in_file ? std::optional(*found) : std::nullopt;
}

}  // namespace

Result<json> Session::what_if(what_if::Ask ask, Language language) {
    if (!audited_) { return fail(ErrorCode::usage, Message("error.request.not_audited")); }
    const AuditContext context = context_of(audited_->report, audited_->report.options);
    if (!audited_->learned) { audited_->learned = what_if::learn_from(context); }
    if (!audited_->learned) { return fail(ErrorCode::usage, Message("error.what_if.none")); }
    if (ask.row) {
        const std::optional<std::uint64_t> row = row_of(context.table, *ask.row);
        if (!row) {
            return fail(ErrorCode::usage,
                        Message("error.what_if.row").count("row", *ask.row + 1).count("count", context.table.rows()));
        }
        ask.row = row;
    }
    const what_if::Answer answer = KLARSICHT_TRY(what_if::answer(context, *audited_->learned, ask));
    return what_if_to_json(answer, *audited_->learned, context, context.options.show_values, Texts::of(language));
}

}  // namespace klarsicht
