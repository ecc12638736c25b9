#pragma once
#include "audit/report.h"

namespace klarsicht {

/// A column as a report shows it. Without `show_values`, values of personal columns are masked and identifiers show
/// none; a minimum, maximum, quantile or histogram bin that fewer than 5 rows stand behind is left out or joined with
/// its neighbour where the column is personal, or is what is decided, scored or paid; of a masked column there are no
/// quantiles.
ColumnReport column_report(const AuditContext& context, std::size_t column);

}  // namespace klarsicht
