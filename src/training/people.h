#pragma once
#include <cstdint>
#include <string>
#include <string_view>

#include "training/random.h"

namespace klarsicht {

/// Somebody invented.
struct Person {
    bool woman = false;
    std::string_view first_name;
    std::string_view last_name;
    std::string_view city;
    std::string postal_code;     ///< belongs to the city
    std::int64_t birth_day = 0;  ///< days since 1970-01-01
};

/// @param today days since 1970-01-01
/// @param youngest, oldest age in years
Person invent_person(Random& random, std::int64_t today, int youngest, int oldest);

/// Completed years at `today`.
int age_at(std::int64_t birth_day, std::int64_t today);

}  // namespace klarsicht
