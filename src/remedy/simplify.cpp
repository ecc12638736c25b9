// Remedies that make a file say less: coarser values, fewer columns.
#include <cmath>
#include <set>

#include "remedy/coarse.h"
#include "remedy/fields.h"

namespace klarsicht::remedy {

namespace {

/// Cells in which something stood that could not be read, and is gone.
std::uint64_t emptied_cells(const CurrentColumn& column, const std::vector<std::string>& coarse) {
    std::vector<std::uint64_t> rows(column.spellings.size(), 0);
    for (const std::uint32_t code : *column.codes) { ++rows[code]; }
    std::uint64_t emptied = 0;
    for (std::size_t code = 0; code < coarse.size(); ++code) {
        if (coarse[code].empty() && column.missing[code] == 0) { emptied += rows[code]; }
    }
    return emptied;
}

void say_coarser(const CurrentColumn& column, const std::vector<std::string>& coarse, std::uint64_t emptied,
                 Remedied& result) {
    const std::set<std::string_view> before(column.spellings.begin(), column.spellings.end());
    const std::set<std::string_view> after(coarse.begin(), coarse.end());
    result.effects.push_back(Message("remedy.effect.coarser")
                                 .text("column", column.name)
                                 .count("before", before.size())
                                 .count("after", after.size()));
    if (emptied == 0) { return; }
    result.effects.push_back(Message("remedy.effect.emptied").text("column", column.name).count("cells", emptied));
}

}  // namespace

Result<void> generalise(const Fields& fields, const AuditContext& context, Remedied& result) {
    const std::size_t column = KLARSICHT_TRY(fields.column("column"));
    if (!fields.has("width")) { return fields.wrong("width", "width"); }
    const double width = KLARSICHT_TRY(fields.number("width", 1, 1e-9, 1e15));
    const bool strict = KLARSICHT_TRY(fields.flag("strict", false));
    const CurrentColumn current(context, result, column);
    if (!current.numeric()) { return fields.impossible("needs_numbers", current.name); }
    std::vector<std::string> coarse = bands_of(current, width);
    for (std::size_t code = 0; !strict && code < coarse.size(); ++code) {
        if (!std::isfinite(current.values[code])) { coarse[code] = current.spellings[code]; }
    }
    say_coarser(current, coarse, strict ? emptied_cells(current, coarse) : 0, result);
    put_instead(result, column, current, std::move(coarse));
    return {};
}

Result<void> coarsen_date(const Fields& fields, const AuditContext& context, Remedied& result) {
    const std::size_t column = KLARSICHT_TRY(fields.column("column"));
    const auto to = static_cast<DateStep>(KLARSICHT_TRY(fields.one_of("to", {"month", "quarter", "year", "decade"})));
    const CurrentColumn current(context, result, column);
    if (current.days.empty()) { return fields.impossible("needs_dates", current.name); }
    std::vector<std::string> coarse = coarse_dates(current, to);
    say_coarser(current, coarse, emptied_cells(current, coarse), result);
    put_instead(result, column, current, std::move(coarse));
    return {};
}

Result<void> shorten(const Fields& fields, const AuditContext& context, Remedied& result) {
    const std::size_t column = KLARSICHT_TRY(fields.column("column"));
    const auto keep = static_cast<std::size_t>(KLARSICHT_TRY(fields.number("keep", 2, 1, 100)));
    const CurrentColumn current(context, result, column);
    std::vector<std::string> coarse = shortened(current, keep);
    say_coarser(current, coarse, 0, result);
    put_instead(result, column, current, std::move(coarse));
    return {};
}

Result<void> merge_rare(const Fields& fields, const AuditContext& context, Remedied& result) {
    const std::size_t column = KLARSICHT_TRY(fields.column("column"));
    const double least = KLARSICHT_TRY(fields.number("least", 5, 2, 1e15));
    const std::string word = KLARSICHT_TRY(fields.text("as", "other"));
    const CurrentColumn current(context, result, column);
    const privacy::ValueIds ids = ids_of(context, current, column);
    const std::vector<std::uint64_t> holders = holders_of(context, current, ids);
    std::vector<std::string> merged = merged_rare(current, ids, holders, least, word);
    std::set<std::uint32_t> rare;
    std::uint64_t rows = 0;
    for (const std::uint32_t code : *current.codes) {
        const std::uint32_t id = ids.of_code[code];
        if (current.missing[code] != 0 || static_cast<double>(holders[id]) >= least) { continue; }
        rare.insert(id);
        ++rows;
    }
    if (rows > 0) {
        result.effects.push_back(Message("remedy.effect.merged")
                                     .text("column", current.name)
                                     .count("values", rare.size())
                                     .count("rows", rows)
                                     .text("word", word));
    }
    put_instead(result, column, current, std::move(merged));
    return {};
}

Result<void> drop(const Fields& fields, const AuditContext& context, Remedied& result) {
    for (const std::size_t column : KLARSICHT_TRY(fields.columns(fields.has("columns") ? "columns" : "column"))) {
        result.dropped.push_back(column);
        result.effects.push_back(Message("remedy.effect.dropped").text("column", context.name(column)));
    }
    return {};
}

}  // namespace klarsicht::remedy
