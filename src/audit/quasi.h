#pragma once
#include <optional>
#include <string>
#include <vector>

#include "audit/context.h"
#include "audit/equivalence_classes.h"

namespace klarsicht::privacy {

/// The plan's quasi-identifiers, with what each tells about a row.
struct QuasiIdentifiers {
    std::vector<std::size_t> columns;
    std::vector<RowValues> values;   ///< [columns]
    std::vector<std::string> names;  ///< [columns]
};

/// Columns with the role, in the table's order; columns to be ignored and empty ones left out.
QuasiIdentifiers quasi_identifiers(const AuditContext& context);

/// Classes of rows with identical quasi-identifiers.
EquivalenceClasses classes_of(const AuditContext& context, const QuasiIdentifiers& quasi);

/// Who each row is about, where persons have several rows; a class then counts people, not rows. Empty if rows are
/// people, or nobody knows.
std::optional<RowValues> repeated_people(const AuditContext& context);

/// Sizes of the classes: in people where they are known to have several rows, else in rows.
ClassSizes class_sizes(const EquivalenceClasses& classes, const std::optional<RowValues>& people);

/// "age, sex, city"; at most `most` names, the rest as "…".
std::string joined(const std::vector<std::string>& names, std::size_t most = 6);

}  // namespace klarsicht::privacy
