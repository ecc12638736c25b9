#include "report/json_lines.h"

#include <utility>

#include "base/visible_text.h"

namespace klarsicht {

namespace {

void append_scalar(std::string& out, const json& value) {
    out += value.dump(-1, ' ', false, json::error_handler_t::replace);
}

void append(std::string& out, const json& value, int depth, int level) {
    if (!value.is_structured()) {
        append_scalar(out, value);
        return;
    }
    const bool is_object = value.is_object();
    const bool broken = level < depth && !value.empty();
    const auto new_line = [&](int at) { out += "\n" + std::string(static_cast<std::size_t>(2 * at), ' '); };
    out += is_object ? '{' : '[';
    bool first = true;
    for (auto item = value.begin(); item != value.end(); ++item) {
        if (!first) { out += broken ? "," : ", "; }
        first = false;
        if (broken) { new_line(level + 1); }
        if (is_object) {
            append_scalar(out, json(item.key()));
            out += ": ";
        }
        append(out, *item, depth, level + 1);
    }
    if (broken) { new_line(level); }
    out += is_object ? '}' : ']';
}

}  // namespace

std::string json_lines(const json& value, int depth) {
    std::string out;
    append(out, value, depth, 0);
    return escape_invisible(std::move(out)) + "\n";
}

}  // namespace klarsicht
