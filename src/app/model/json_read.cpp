#include "app/model/json_read.h"
#include "base/json.h"

#include <cmath>

namespace klarsicht::app {

const json* member(const json& object, std::string_view name) {
    if (!object.is_object()) { return nullptr; }
    for (auto it = object.begin(); it != object.end(); ++it) {
        if (it.key() == name) { return &it.value(); }
    }
    return nullptr;
}

double number_of(const json& value) {
    return value.is_number() ? value.get<double>() : std::numeric_limits<double>::quiet_NaN();
}

std::uint64_t count_of(const json& value) {
    if (value.is_number_unsigned()) { return value.get<std::uint64_t>(); }
    const double number = number_of(value);
    return number > 0 && number < 1e18 ? static_cast<std::uint64_t>(std::llround(number)) : 0;
}

std::string string_in(const json& object, std::string_view name) {
    const json* found = member(object, name);
    return found != nullptr && found->is_string() ? found->get<std::string>() : std::string();
}

bool bool_in(const json& object, std::string_view name) {
    const json* found = member(object, name);
    return found != nullptr && found->is_boolean() && found->get<bool>();
}

double number_in(const json& object, std::string_view name) {
    const json* found = member(object, name);
    return found != nullptr ? number_of(*found) : std::numeric_limits<double>::quiet_NaN();
}

std::optional<double> optional_in(const json& object, std::string_view name) {
    const double number = number_in(object, name);
    return std::isnan(number) ? std::nullopt : std::optional(number);
}

std::uint64_t count_in(const json& object, std::string_view name) {
    const json* found = member(object, name);
    return found != nullptr ? count_of(*found) : 0;
}

std::vector<std::string> strings_in(const json& object, std::string_view name) {
    std::vector<std::string> texts;
    const json* found = member(object, name);
    if (found == nullptr) { return texts; }
    if (found->is_string()) { texts.push_back(found->get<std::string>()); }
    if (found->is_array()) {
        for (const json& one : *found) {
            if (one.is_string()) { texts.push_back(one.get<std::string>()); }
        }
    }
    return texts;
}

std::vector<double> numbers_in(const json& object, std::string_view name) {
    std::vector<double> numbers;
    const json* found = member(object, name);
    if (found == nullptr || !found->is_array()) { return numbers; }
    for (const json& one : *found) { numbers.push_back(number_of(one)); }
    return numbers;
}

std::optional<std::size_t> place_in(const json& object, std::string_view name) {
    const json* value = member(object, name);
    if (value == nullptr || !(number_of(*value) >= 0)) { return std::nullopt; }
    return static_cast<std::size_t>(count_of(*value));
}

std::vector<std::size_t> places_in(const json& object, std::string_view name) {
    std::vector<std::size_t> places;
    const json* found = member(object, name);
    if (found == nullptr || !found->is_array()) { return places; }
    for (const json& one : *found) {
        if (number_of(one) >= 0) { places.push_back(static_cast<std::size_t>(count_of(one))); }
    }
    return places;
}

}  // namespace klarsicht::app
