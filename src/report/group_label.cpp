#include "report/group_label.h"

namespace klarsicht {

namespace {

constexpr std::string_view cross = " & ";

/// The number at the start of `text`, which is then shortened by it, with all its decimals in the reader's language; ""
/// for none. Read by hand: the app has no other use for a number parser, which would weigh 14 kB there.
std::string take_number(std::string_view& text, const Texts& texts) {
    const auto digits_from = [&](std::size_t at) {
        while (at < text.size() && text[at] >= '0' && text[at] <= '9') { ++at; }
        return at;
    };
    const std::size_t sign = text.starts_with('-') ? 1 : 0;
    const std::size_t whole_end = digits_from(sign);
    std::size_t end = whole_end;
    if (whole_end == sign) { return {}; }
    if (end + 1 < text.size() && text[end] == '.' && digits_from(end + 1) > end + 1) { end = digits_from(end + 1); }
    const std::size_t decimals = end == whole_end ? 0 : end - whole_end - 1;
    constexpr std::size_t most_digits = 15;  // a double holds them exactly
    constexpr std::size_t year_digits = 4;   // stay together: a year is not 1,985
    if (end < text.size() && (text[end] == 'e' || text[end] == 'E')) {
        end += end + 1 < text.size() && (text[end + 1] == '+' || text[end + 1] == '-') ? 2 : 1;
        end = digits_from(end);
    } else if (end <= most_digits && decimals <= 6 && (decimals > 0 || whole_end - sign != year_digits)) {
        double digits = 0;
        double scale = 1;
        for (std::size_t i = sign; i < end; ++i) {
            if (text[i] != '.') { digits = digits * 10 + (text[i] - '0'); }
            if (i > whole_end) { scale *= 10; }
        }
        text.remove_prefix(end);
        return texts.number((sign == 1 ? -digits : digits) / scale, "p" + std::to_string(decimals));
    }
    const std::string written = (sign == 1 ? "\u2212" : "") + std::string(text.substr(sign, end - sign));
    text.remove_prefix(end);
    return written;
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
        return rest.empty() ? texts.format(Message(below ? "report.bin.below" : "report.bin.from").text("edge", low))
                            : std::string(part);
    }
    if (!take(rest, "-")) { return std::string(part); }
    const bool open = take(rest, "<");
    const std::string high = take_number(rest, texts);
    if (high.empty() || !rest.empty()) { return std::string(part); }
    return texts.format(
        Message(open ? "report.bin.between_open" : "report.bin.between").text("low", low).text("high", high));
}

}  // namespace

std::string group_label(std::string_view label, const Texts& texts) {
    std::string text;
    for (;;) {
        const std::size_t end = label.find(cross);
        std::string_view part = label.substr(0, end);
        // A value that stands under its column's name, as in subgroups: `age: >=60`.
        if (const std::size_t named = part.find(": "); named != std::string_view::npos) {
            text += part.substr(0, named + 2);
            part.remove_prefix(named + 2);
        }
        text += said(part, texts);
        if (end == std::string_view::npos) { return text; }
        text += cross;
        label.remove_prefix(end + cross.size());
    }
}

}  // namespace klarsicht
