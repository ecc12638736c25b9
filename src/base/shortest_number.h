#pragma once
#include <string>

namespace klarsicht {

/// The shortest text that reads back as this finite number, plain or with an exponent, whichever is shorter: what
/// std::to_chars(value) writes. Its own, because that brings 115 kB of tables along; this one uses those that reading
/// numbers needs anyway.
std::string shortest_number(double value);

}  // namespace klarsicht
