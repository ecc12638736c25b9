#pragma once
#include "table/table.h"

namespace klarsicht {

/// Whether customers wrote the texts of a column: reviews, messages to a service, posts. They speak of themselves (I,
/// my), address somebody (@name), and a rating or a ticket stands beside them. What a company writes to many people is
/// something else, though it may put words into their mouths ("No thanks, I like paying more").
bool is_customers_text(const Column& column, const Table& table);

}  // namespace klarsicht
