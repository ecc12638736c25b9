#pragma once

namespace klarsicht::bench {

/// Prints, as one line of JSON, milliseconds for inputs made to be slow, each time twice as many: spellings and numbers
/// that collided in hashes without a secret key, rows that differ in their last column only, a line in which what is
/// personal is looked for at every word, a file of nothing but protected columns, one whose columns are called after
/// people, and a plan that names ever more groups.
int hostile();

}  // namespace klarsicht::bench
