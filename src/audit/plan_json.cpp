#include "audit/plan_json.h"

#include <algorithm>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace klarsicht {

namespace {

/// The most brackets inside one another: a remedy may hold some, and whoever nests deeper would only exhaust the stack
/// of those who walk it.
constexpr std::size_t deepest = 32;

Error at(std::string_view text, std::size_t offset, Message message) {
    const std::string_view before = text.substr(0, std::min(offset, text.size()));
    const auto line = static_cast<std::uint64_t>(std::ranges::count(before, '\n')) + 1;
    const std::size_t line_start = before.rfind('\n') == std::string_view::npos ? 0 : before.rfind('\n') + 1;
    std::uint64_t column = 1;
    for (const char c : before.substr(line_start)) {
        column += (static_cast<unsigned char>(c) & 0xC0) != 0x80 ? 1 : 0;
    }  // letters, not bytes
    return {ErrorCode::usage, message.count("line", line).count("place", column), {}, {}, {}};
}

/// Builds the tree itself. The library's own keeps the last of two values with one name and forgets where things stood,
/// and looks for each name among all before it: a population of 100,000 groups would take ten seconds.
class Reader {
public:
    using number_integer_t = json::number_integer_t;
    using number_unsigned_t = json::number_unsigned_t;
    using number_float_t = json::number_float_t;
    using string_t = json::string_t;
    using binary_t = json::binary_t;

    explicit Reader(std::string_view text) : text_(text) {}

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
            error = Error{ErrorCode::usage,
                          Message("error.plan_name_twice").text("name", std::string_view(name).substr(0, 200)),
                          {},
                          {},
                          {}};
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
        error = at(text_, offset < behind ? 0 : offset - behind,
                   Message(overflow ? "error.plan_number_too_large" : "error.plan_not_json"));
        return false;
    }

    std::optional<Error> error;
    json root;

private:
    struct Open {
        json* value;
        std::set<std::string> names;  ///< seen in it, if it is an object
    };

    /// @return the value where it stands in the tree
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
        if (open_.size() > deepest) {
            error = Error{ErrorCode::usage, Message("error.plan_too_deep").count("most", deepest), {}, {}, {}};
        }
        return !error;
    }

    bool close() {
        open_.pop_back();
        return true;
    }

    std::string_view text_;
    std::vector<Open> open_;  ///< outermost first
    std::string name_;        ///< of the value to come
};

}  // namespace

Result<json> read_plan_json(std::string_view text) {
    if (text.starts_with("\xEF\xBB\xBF")) { text.remove_prefix(3); }
    Reader reader(text);
    if (!json::sax_parse(text, &reader)) {
        return std::unexpected(reader.error.value_or(at(text, 0, Message("error.plan_not_json"))));
    }
    return std::move(reader.root);
}

}  // namespace klarsicht
