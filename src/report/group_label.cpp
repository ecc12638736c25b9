#include "report/group_label.h"

#include <fast_float/fast_float.h>

namespace klarsicht {

namespace {

constexpr std::string_view cross = " & ";

/// The number at the start of `text`, which is then shortened by it, with all its decimals in the reader's language; "" for none.
std::string take_number(std::string_view& text, const Texts& texts) {
    double value = 0;
    const auto read = fast_float::from_chars(text.data(), text.data() + text.size(), value);
    if (read.ec != std::errc()) { return {}; }
    const std::string_view written = text.substr(0, static_cast<std::size_t>(read.ptr - text.data()));
    text.remove_prefix(written.size());
    const std::size_t point = written.find('.');
    const std::size_t decimals = point == std::string_view::npos ? 0 : written.size() - point - 1;
    if (decimals > 6 || written.find_first_of("eE") != std::string_view::npos) { return std::string(written); }
    return texts.number(value, "p" + std::to_string(decimals));
}

bool take(std::string_view& text, std::string_view start) {
    if (!text.starts_with(start)) { return false; }
    text.remove_prefix(start.size());
    return true;
}

std::string said(std::string_view part, const Texts& texts) {
    std::string_view rest = part;
    const bool below = take(rest, "<");
    const bool from = !below && take(rest, ">=");
    const std::string low = take_number(rest, texts);
    if (low.empty()) { return std::string(part); }
    if (below || from) {
        return rest.empty() ? texts.format(Message(below ? "report.bin.below" : "report.bin.from").text("edge", low)) : std::string(part);
    }
    if (!take(rest, "-")) { return std::string(part); }
    const bool open = take(rest, "<");
    const std::string high = take_number(rest, texts);
    if (high.empty() || !rest.empty()) { return std::string(part); }
    return texts.format(Message(open ? "report.bin.between_open" : "report.bin.between").text("low", low).text("high", high));
}

}  // namespace

std::string group_label(std::string_view label, const Texts& texts) {
    std::string text;
    for (;;) {
        const std::size_t end = label.find(cross);
        text += said(label.substr(0, end), texts);
        if (end == std::string_view::npos) { return text; }
        text += cross;
        label.remove_prefix(end + cross.size());
    }
}

}  // namespace klarsicht
