#pragma once
#include <string>

#include "audit/report.h"
#include "report/message_format.h"

namespace klarsicht {

/// The table of columns: what each holds, how it was read, what it is for.
std::string columns_html(const Report& report, const Texts& texts);

}  // namespace klarsicht
