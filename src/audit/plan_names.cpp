#include "audit/plan_names.h"

#include <algorithm>
#include <numeric>

#include "base/listed.h"
#include "table/table.h"

namespace klarsicht {

namespace {

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

/// Letters to insert, remove or change (Levenshtein) without regard to ASCII case.
std::size_t distance(std::string_view a, std::string_view b) {
    std::vector<std::size_t> row(b.size() + 1);
    std::iota(row.begin(), row.end(), std::size_t{0});
    for (std::size_t i = 0; i < a.size(); ++i) {
        std::size_t diagonal = row[0];
        row[0] = i + 1;
        for (std::size_t j = 0; j < b.size(); ++j) {
            const std::size_t change = diagonal + (lower(a[i]) == lower(b[j]) ? 0 : 1);
            diagonal = row[j + 1];
            row[j + 1] = std::min({change, row[j] + 1, row[j + 1] + 1});
        }
    }
    return row[b.size()];
}

}  // namespace

std::unexpected<Error> unknown_name(std::string_view what, std::string_view field, std::string_view name,
                                    const std::vector<std::string_view>& known) {
    std::string_view nearest;
    const std::string_view head = name.substr(0, 200);
    // A third of the letters may differ; of one or two letters none but their case: `x` resembles nothing.
    std::size_t best = std::min<std::size_t>(head.size(), 60) / 3 + 1;
    for (const std::string_view candidate : known) {
        const std::size_t d = distance(head, candidate.substr(0, 200));
        if (d < best) {
            best = d;
            nearest = candidate;
        }
    }
    std::string key = "error.plan_unknown_" + std::string(what);
    if (!nearest.empty()) { key += "_near"; }
    return fail(
        ErrorCode::usage,
        Message(key).text("name", head).text("field", field).text("nearest", nearest).text("known", listed(known, 12)));
}

std::vector<std::string> names_of(const Table& table) {
    std::vector<std::string> names;
    for (const Column& column : table.columns) { names.push_back(column.name); }
    return names;
}

}  // namespace klarsicht
