#include "report/html_text.h"

#include "base/visible_text.h"

namespace klarsicht {

namespace {

constexpr std::string_view replacement = "\uFFFD";

}  // namespace

std::string html_text(std::string_view text) {
    std::string out;
    out.reserve(text.size() + text.size() / 8);
    while (!text.empty()) {
        const CodePoint point = first_code_point(text);
        if (point.length == 0 || is_invisible(point.value)) {
            out += replacement;
        } else if (point.value == '&') {
            out += "&amp;";
        } else if (point.value == '<') {
            out += "&lt;";
        } else if (point.value == '>') {
            out += "&gt;";
        } else if (point.value == '"') {
            out += "&quot;";
        } else if (point.value == '\'') {
            out += "&#39;";
        } else {
            out += text.substr(0, point.length);
        }
        text.remove_prefix(point.length == 0 ? 1 : point.length);
    }
    return out;
}

std::string shortened(std::string_view text, std::size_t limit) {
    std::size_t at = 0;
    for (std::size_t count = 0; at < text.size(); ++count) {
        if (count == limit) { return std::string(text.substr(0, at)) + "…"; }
        const CodePoint point = first_code_point(text.substr(at));
        at += point.length == 0 ? 1 : point.length;
    }
    return std::string(text);
}

std::string open_scrolling(std::string_view css_class, std::string_view label) {
    return "<div class=\"" + std::string(css_class) + "\" tabindex=\"0\" role=\"group\" aria-label=\"" +
           html_text(label) + "\">";
}

}  // namespace klarsicht
