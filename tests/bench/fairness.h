#pragma once
#include <cstddef>

namespace klarsicht::bench {

/// Prints the benchmark's rows as CSV, for others to be timed on.
int print_rows(std::size_t rows);
/// Prints milliseconds for counting, for all figures of all groups, and for 1,000 bootstrap samples, as one line of
/// JSON.
int fairness(std::size_t rows);

}  // namespace klarsicht::bench
