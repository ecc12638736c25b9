#include "audit/plan_json.h"

#include <algorithm>
#include <string>
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

/// Walks through the text before a tree is built of it: a tree keeps the last of two values with one name and forgets
/// where things stood.
class Walk {
public:
    using number_integer_t = json::number_integer_t;
    using number_unsigned_t = json::number_unsigned_t;
    using number_float_t = json::number_float_t;
    using string_t = json::string_t;
    using binary_t = json::binary_t;

    explicit Walk(std::string_view text) : text_(text) {}

    bool null() { return true; }
    bool boolean(bool) { return true; }
    bool number_integer(number_integer_t) { return true; }
    bool number_unsigned(number_unsigned_t) { return true; }
    bool number_float(number_float_t, const string_t&) { return true; }
    bool string(string_t&) { return true; }
    bool binary(binary_t&) { return true; }
    bool start_object(std::size_t) { return open(); }
    bool end_object() { return close(); }
    bool start_array(std::size_t) { return open(); }
    bool end_array() { return close(); }

    bool key(string_t& name) {
        if (std::ranges::find(names_.back(), name) != names_.back().end()) {
            error = Error{ErrorCode::usage,
                          Message("error.plan_name_twice").text("name", std::string_view(name).substr(0, 200)),
                          {},
                          {},
                          {}};
            return false;
        }
        names_.back().push_back(name);
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

private:
    bool open() {
        names_.emplace_back();
        if (names_.size() > deepest) {
            error = Error{ErrorCode::usage, Message("error.plan_too_deep").count("most", deepest), {}, {}, {}};
        }
        return !error;
    }

    bool close() {
        names_.pop_back();
        return true;
    }

    std::string_view text_;
    std::vector<std::vector<std::string>> names_;  ///< [nesting] names seen in that object
};

}  // namespace

Result<json> read_plan_json(std::string_view text) {
    if (text.starts_with("\xEF\xBB\xBF")) { text.remove_prefix(3); }
    Walk walk(text);
    if (!json::sax_parse(text, &walk)) {
        return std::unexpected(walk.error.value_or(at(text, 0, Message("error.plan_not_json"))));
    }
    return json::parse(text, nullptr, false);
}

}  // namespace klarsicht
