#pragma once
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"

namespace klarsicht::app {

// Readers that never fail: a report may come from another version, and a field that is missing or of another type reads
// as empty.

const json* member(const json& object, std::string_view name);
std::string string_in(const json& object, std::string_view name);
bool bool_in(const json& object, std::string_view name);
/// NaN where the field is missing, null or no number.
double number_in(const json& object, std::string_view name);
std::optional<double> optional_in(const json& object, std::string_view name);
std::uint64_t count_in(const json& object, std::string_view name);
/// A list of texts; a single text reads as a list of one.
std::vector<std::string> strings_in(const json& object, std::string_view name);
std::vector<double> numbers_in(const json& object, std::string_view name);
/// A place in a list, counted from 0; empty where the field is missing, null or no such number.
std::optional<std::size_t> place_in(const json& object, std::string_view name);
/// Places in a list; what is none is left out.
std::vector<std::size_t> places_in(const json& object, std::string_view name);

/// Hands every object of a list to `read`; nothing of what is no list.
template <class Read>
void for_each_object(const json& object, std::string_view name, Read read) {
    const json* list = member(object, name);
    if (list == nullptr || !list->is_array()) { return; }
    for (const json& one : *list) {
        if (one.is_object()) { read(one); }
    }
}

double number_of(const json& value);
std::uint64_t count_of(const json& value);

}  // namespace klarsicht::app
