#pragma once
#include <cstdint>
#include <string_view>
#include <vector>

#include "app/model/report_model.h"

namespace klarsicht::app {

/// How the columns' table is sorted.
enum class ColumnOrder : std::uint8_t { position, name, kind, meaning, missing, distinct };

/// Indices of the columns whose name or meaning holds the words, folded (base/fold.h), in that order; equal ones in the
/// file's order.
std::vector<std::size_t> ordered_columns(const std::vector<ColumnModel>& columns, ColumnOrder order, bool descending,
                                         std::string_view search);

}  // namespace klarsicht::app
