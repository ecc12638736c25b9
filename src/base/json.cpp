#include "base/json.h"

#include <cmath>
#include <cstdint>
#include <set>
#include <utility>
#include <vector>

namespace klarsicht {

namespace {

/// Builds the tree. The library's own also keeps the last of two values with one name, and forgets where things stood.
class Reader {
public:
    using number_integer_t = json::number_integer_t;
    using number_unsigned_t = json::number_unsigned_t;
    using number_float_t = json::number_float_t;
    using string_t = json::string_t;
    using binary_t = json::binary_t;

    explicit Reader(std::size_t deepest) : deepest_(deepest) {}

    bool null() { return add(nullptr); }
    bool boolean(bool value) { return add(value); }
    bool number_integer(number_integer_t value) { return add(value); }
    bool number_unsigned(number_unsigned_t value) { return add(value); }
    bool number_float(number_float_t value, const string_t&) { return add(value); }
    bool string(string_t& value) { return add(std::move(value)); }
    bool binary(binary_t&) { return false; }
    bool start_object(std::size_t) { return open(json::object()); }
    bool end_object() { return close(); }
    bool start_array(std::size_t) { return open(json::array()); }
    bool end_array() { return close(); }

    bool key(string_t& name) {
        if (!open_.back().names.insert(name).second) {
            problem = {JsonProblem::Kind::name_twice, 0, std::move(name)};
            return false;
        }
        name_ = std::move(name);
        return true;
    }

    bool parse_error(std::size_t offset, const std::string& last_token, const nlohmann::detail::exception& what) {
        // The parser stands behind what it could not read; a number that overflows is pointed at from its first digit.
        constexpr int number_overflow = 406;
        const bool overflow = what.id == number_overflow;
        const std::size_t behind = 1 + (overflow ? last_token.size() : 0);
        problem = {overflow ? JsonProblem::Kind::number_too_large : JsonProblem::Kind::syntax,
                   offset < behind ? 0 : offset - behind,
                   {}};
        return false;
    }

    JsonProblem problem;
    json root;

private:
    struct Open {
        json* value;
        std::set<std::string> names;  ///< seen in it, if it is an object
    };

    /// @return the value where it stands in the tree; it stays there until what it is in is closed
    json* place(json value) {
        if (open_.empty()) { return &(root = std::move(value)); }
        json& parent = *open_.back().value;
        if (parent.is_array()) { return &parent.get_ref<json::array_t&>().emplace_back(std::move(value)); }
        // Nothing looks for the name: it is new.
        return &parent.get_ref<json::object_t&>().emplace_back(std::move(name_), std::move(value)).second;
    }

    bool add(json value) {
        place(std::move(value));
        return true;
    }

    bool open(json value) {
        open_.push_back({place(std::move(value)), {}});
        if (open_.size() <= deepest_) { return true; }
        problem = {JsonProblem::Kind::too_deep, 0, {}};
        return false;
    }

    bool close() {
        open_.pop_back();
        return true;
    }

    std::size_t deepest_;
    std::vector<Open> open_;  ///< outermost first
    std::string name_;        ///< of the value to come
};

}  // namespace

std::expected<json, JsonProblem> read_json(std::string_view text, std::size_t deepest) {
    Reader reader(deepest);
    if (!json::sax_parse(text, &reader)) { return std::unexpected(std::move(reader.problem)); }
    return std::move(reader.root);
}

json json_number(double number) {
    constexpr double exact = 9007199254740992.0;  // 2^53
    if (std::abs(number) < exact && number == std::trunc(number)) { return static_cast<std::int64_t>(number); }
    return number;
}

}  // namespace klarsicht
