#include "report/number_format.h"
#include "report/render.h"

namespace klarsicht {

std::string error_to_text(const Error& error, Language language) {
    const Texts& texts = Texts::of(language);
    std::string where;
    const auto add = [&](std::string_view key, std::uint64_t value) {
        if (!where.empty()) { where += ", "; }
        where += texts.format(Message(key).count("n", value));
    };
    if (error.row) { add("error.at.row", *error.row + 1); }
    if (error.column) { add("error.at.column", *error.column + 1); }
    if (error.byte_offset) { add("error.at.byte", *error.byte_offset); }
    const std::string text = texts.format(error.message);
    return where.empty() ? text : where + ": " + text;
}

}  // namespace klarsicht
