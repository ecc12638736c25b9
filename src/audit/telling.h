#pragma once
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "audit/context.h"

namespace klarsicht::privacy {

/// Whether a column names somebody of the company: whose customers they are is another matter.
bool is_of_staff(const AuditContext& context, std::size_t column);

/// What a column tells of whom its rows are about.
enum class Telling : std::uint8_t {
    nobody,
    key,    ///< a number by which a person or a device is recognised again
    part,   ///< a first or a last name, which many share
    person  ///< who somebody is
};
Telling telling_of(const AuditContext& context, std::size_t column);

/// Names of the columns that tell who somebody is: also the parts of a name, where there are both or `parts` is asked
/// for. Columns to be ignored are left out.
std::vector<std::string> columns_naming(const AuditContext& context, bool parts);

}  // namespace klarsicht::privacy
