#include "base/message.h"

namespace klarsicht {

Message& Message::text(std::string_view name, std::string_view value) {
    args.push_back({.name = std::string(name), .kind = MessageArg::Kind::text, .text = std::string(value)});
    return *this;
}

Message& Message::integer(std::string_view name, std::int64_t value) {
    args.push_back({.name = std::string(name), .kind = MessageArg::Kind::integer, .text = {}, .integer = value});
    return *this;
}

Message& Message::count(std::string_view name, std::uint64_t value) {
    return integer(name, static_cast<std::int64_t>(value));
}

Message& Message::number(std::string_view name, double value) {
    args.push_back(
        {.name = std::string(name), .kind = MessageArg::Kind::number, .text = {}, .integer = 0, .number = value});
    return *this;
}

Message& Message::group(std::string_view name, std::string_view label, bool binned) {
    args.push_back({.name = std::string(name),
                    .kind = binned ? MessageArg::Kind::bins : MessageArg::Kind::text,
                    .text = std::string(label)});
    return *this;
}

Message& Message::term(std::string_view name, std::string_view key_of_text) {
    args.push_back({.name = std::string(name), .kind = MessageArg::Kind::key, .text = std::string(key_of_text)});
    return *this;
}

}  // namespace klarsicht
