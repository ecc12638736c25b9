// The last resort: rows of people whom too few others resemble are left out.
#include <algorithm>
#include <optional>

#include "audit/quasi.h"
#include "remedy/coarse.h"
#include "remedy/fields.h"
#include "remedy/small_classes.h"

namespace klarsicht::remedy {

SmallRows rows_of_small_classes(const privacy::EquivalenceClasses& classes,
                                const std::optional<privacy::RowValues>& people, std::uint64_t k) {
    SmallRows small{std::vector<std::uint8_t>(static_cast<std::size_t>(classes.rows()), 0), 0};
    std::optional<stats::LocalNumbers> numbers;
    if (people) { numbers.emplace(people->count); }
    classes.for_each([&](std::span<const std::uint32_t> rows) {
        std::uint64_t size = rows.size();
        if (numbers) {
            numbers->next_class();
            std::uint32_t different = 0;
            for (const std::uint32_t row : rows) {
                if (numbers->number(people->of_row[row], different) == different) { ++different; }
            }
            size = different;
        }
        if (size >= k) { return; }
        for (const std::uint32_t row : rows) { small.rows[row] = 1; }
        small.count += rows.size();
    });
    return small;
}

Result<void> suppress(const Fields& fields, const AuditContext& context, Remedied& result) {
    const double limit = std::clamp(context.limit("privacy.reidentification.k"), 2.0, 1000.0);
    const auto k = static_cast<std::uint64_t>(KLARSICHT_TRY(fields.number("k", limit, 2, 1e6)));
    const bool named = fields.has("columns");
    std::vector<std::size_t> columns;
    if (named) { columns = KLARSICHT_TRY(fields.columns("columns")); }
    if (!named) { columns = privacy::quasi_identifiers(context).columns; }
    std::erase_if(
        columns, [&](std::size_t column) { return std::ranges::find(result.dropped, column) != result.dropped.end(); });
    privacy::EquivalenceClasses classes(context.table.rows());
    // Rows that an earlier step left out are no cover, and are not left out again.
    if (!result.left_out.empty()) {
        classes.refine(privacy::RowValues{{result.left_out.begin(), result.left_out.end()}, 2});
    }
    for (const std::size_t column : columns) {
        const CurrentColumn current(context, result, column);
        const privacy::ValueIds ids = ids_of(context, current, column);
        privacy::RowValues values{{}, ids.count};
        values.of_row.reserve(current.codes->size());
        for (const std::uint32_t code : *current.codes) { values.of_row.push_back(ids.of_code[code]); }
        classes.refine(values);
    }
    const SmallRows small = rows_of_small_classes(classes, privacy::repeated_people(context), k);
    if (result.left_out.empty()) { result.left_out.resize(small.rows.size(), 0); }
    std::uint64_t rows = 0;
    for (std::size_t row = 0; row < small.rows.size(); ++row) {
        rows += small.rows[row] != 0 && result.left_out[row] == 0 ? 1 : 0;
        result.left_out[row] |= small.rows[row];
    }
    result.effects.push_back(
        Message("remedy.effect.suppressed").count("rows", rows).count("all", context.table.rows()).count("k", k));
    return {};
}

}  // namespace klarsicht::remedy
