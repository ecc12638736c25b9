#pragma once
#include <optional>
#include <string>
#include <vector>

#include "audit/context.h"
#include "audit/privacy/classes.h"

namespace klarsicht::privacy {

/// The plan's quasi-identifiers, with what each tells about a row.
struct QuasiIdentifiers {
    std::vector<std::size_t> columns;
    std::vector<ValueIds> ids;       ///< [columns]
    std::vector<std::string> names;  ///< [columns]
};

/// Columns with the role, in the table's order; columns to be ignored and empty ones left out.
QuasiIdentifiers quasi_identifiers(const AuditContext& context);

/// Classes of rows with identical quasi-identifiers.
Classes classes_of(const AuditContext& context, const QuasiIdentifiers& quasi);

/// A column that says which rows are about the same person, where persons have several rows; a class then counts people, not rows.
struct People {
    std::size_t column;
    ValueIds ids;
};
std::optional<People> repeated_people(const AuditContext& context);

/// Size of each class: its rows, or the different people in it.
std::vector<std::uint32_t> class_sizes(const AuditContext& context, const Classes& classes, const std::optional<People>& people);

/// "age, sex, city"; at most `most` names, the rest as "…".
std::string joined(const std::vector<std::string>& names, std::size_t most = 6);

}  // namespace klarsicht::privacy
