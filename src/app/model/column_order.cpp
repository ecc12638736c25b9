#include "app/model/column_order.h"

#include <algorithm>

#include "base/fold.h"
#include "base/sort_few.h"

namespace klarsicht::app {

std::vector<std::size_t> ordered_columns(const std::vector<ColumnModel>& columns, ColumnOrder order, bool descending,
                                         std::string_view search) {
    const std::string wanted = folded(search);
    std::vector<std::size_t> indices;
    for (std::size_t i = 0; i < columns.size(); ++i) {
        const ColumnModel& column = columns[i];
        if (wanted.empty() || folded(column.name).contains(wanted) || folded(column.meaning_title).contains(wanted) ||
            column.meaning.contains(wanted)) {
            indices.push_back(i);
        }
    }
    const auto before = [&](std::size_t a, std::size_t b) {
        const ColumnModel &x = columns[a], &y = columns[b];
        switch (order) {
            case ColumnOrder::position:
                return false;
            case ColumnOrder::name:
                return folded(x.name) < folded(y.name);
            case ColumnOrder::kind:
                return x.kind < y.kind;
            case ColumnOrder::meaning:
                return folded(x.meaning_title.empty() ? x.meaning : x.meaning_title) <
                       folded(y.meaning_title.empty() ? y.meaning : y.meaning_title);
            case ColumnOrder::missing:
                return x.missing_share() < y.missing_share();
            case ColumnOrder::distinct:
                return x.distinct < y.distinct;
        }
        return false;
    };
    sort_few(indices, [&](std::size_t a, std::size_t b) { return descending ? before(b, a) : before(a, b); });
    return indices;
}

}  // namespace klarsicht::app
