#include "record/fields.h"

#include <algorithm>
#include <cmath>

#include "audit/plan.h"
#include "base/visible_text.h"
#include "stats/interval.h"
#include "table/trim.h"

namespace klarsicht {

std::unexpected<Error> work_error(std::string_view field, std::string_view expected) {
    return fail(ErrorCode::usage, Message("error.work.wrong")
                                      .text("field", field.substr(0, 200))
                                      .term("expected", "error.work.expected." + std::string(expected)));
}

std::string typed_text(std::string_view text) { return std::string(trim(visible_line(text))); }

Result<WorkFields> WorkFields::of(const json& object, std::span<const std::string_view> known, std::string path) {
    if (!object.is_object()) { return work_error(path, "object"); }
    WorkFields fields(object, std::move(path));
    for (const auto& item : object.items()) {
        if (std::ranges::find(known, item.key()) == known.end()) {
            return fail(ErrorCode::usage, Message("error.work.unknown_field")
                                              .text("name", fields.path(std::string_view(item.key()).substr(0, 200))));
        }
    }
    return fields;
}

std::string WorkFields::path(std::string_view name) const {
    return path_.empty() ? std::string(name) : path_ + "." + std::string(name);
}

std::unexpected<Error> WorkFields::wrong(std::string_view name, std::string_view expected) const {
    return work_error(path(name), expected);
}

const json* WorkFields::find(std::string_view name) const {
    const auto found = object_->find(name);
    return found == object_->end() ? nullptr : &*found;
}

Result<std::string> WorkFields::text(std::string_view name, std::size_t most) const {
    const json* value = find(name);
    if (value == nullptr) { return std::string(); }
    if (!value->is_string()) { return wrong(name, "text"); }
    const auto& text = value->get_ref<const std::string&>();
    if (text.size() > most) { return wrong(name, "shorter"); }
    return typed_text(text);
}

Result<std::string> WorkFields::day(std::string_view name) const {
    std::string text = KLARSICHT_TRY(this->text(name, most_name_bytes));
    if (!text.empty() && !days_of_iso_date(text)) { return wrong(name, "day"); }
    return text;
}

Result<std::uint64_t> WorkFields::count(std::string_view name) const {
    const json* value = find(name);
    if (value == nullptr) { return 0; }
    if (!value->is_number_unsigned()) { return wrong(name, "count"); }
    return value->get<std::uint64_t>();
}

Result<double> WorkFields::number(std::string_view name) const {
    const json* value = find(name);
    if (value == nullptr || value->is_null()) { return stats::undefined; }
    if (!value->is_number()) { return wrong(name, "number"); }
    return value->get<double>();
}

Result<const json*> WorkFields::list(std::string_view name, std::size_t most) const {
    const json* value = find(name);
    if (value == nullptr) { return nullptr; }
    if (!value->is_array()) { return wrong(name, "list"); }
    if (value->size() > most) { return wrong(name, "shorter"); }
    return value;
}

}  // namespace klarsicht
