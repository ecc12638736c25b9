#pragma once
#include <cstdint>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "base/json_fwd.h"

namespace klarsicht {

// Lessons are data: assets/training/<id>.json, with every text in each language (`{"de": …, "en": …}`). What stands in
// them is written down in assets/training/README.md, and a test holds every lesson to it.

/// Ids of the lessons, in the order in which they are offered.
const std::vector<std::string_view>& lesson_ids();
/// A lesson as it is kept. An unknown one is an error that names it and those there are.
Result<const json*> lesson_named(std::string_view id);
/// As many of the quiz's questions as a lesson asks, drawn by a seed, and their answers in an order of its own; the
/// same seed asks the same. @param pool the lesson's `quiz`
json draw_quiz(const json& pool, std::uint64_t seed);

}  // namespace klarsicht
