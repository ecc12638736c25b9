#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace klarsicht {

/// One value that a message shows. How it is shown (percent, integer, one in n …) is decided by the placeholder in the
/// text, per language.
struct MessageArg {
    enum class Kind : std::uint8_t { text, integer, number, key, bins };

    std::string name;
    Kind kind = Kind::text;
    /// For `text`: as is; for `key`: the key of another message, shown in the reader's language; for `bins`: a group's
    /// label with `<25`, `25-59`, `>=60` in it, said in the reader's language.
    std::string text;
    std::int64_t integer = 0;
    double number = 0;

    bool operator==(const MessageArg&) const = default;
};

/// A sentence without a language: the key of a text in assets/i18n and the values it shows. Rendered by
/// report/message_format.h.
struct Message {
    std::string key;
    std::vector<MessageArg> args;

    Message() = default;
    explicit Message(std::string_view message_key) : key(message_key) {}

    bool operator==(const Message&) const = default;
    bool empty() const { return key.empty(); }

    Message& text(std::string_view name, std::string_view value);
    Message& integer(std::string_view name, std::int64_t value);
    Message& count(std::string_view name, std::uint64_t value);
    Message& number(std::string_view name, double value);
    /// A group's label. @param binned whether it comes from bins (Grouping::binned), and is to be read as `under 25`,
    /// `25 to 59`, `60 and over`
    Message& group(std::string_view name, std::string_view label, bool binned);
    /// The value is the key of another text, e.g. `meaning.email`, or several with blanks between, shown as a list.
    /// These texts may show the message's other values.
    Message& term(std::string_view name, std::string_view key_of_text);
};

}  // namespace klarsicht
