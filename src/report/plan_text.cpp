#include "report/plan_text.h"

namespace klarsicht {

namespace {

std::string one_line(const json& value) {
    const auto text = [](const json& part) { return part.dump(-1, ' ', false, json::error_handler_t::replace); };
    std::string out;
    if (value.is_array()) {
        for (const json& item : value) {
            out += (out.empty() ? "" : ", ") + one_line(item);
        }
        return "[" + out + "]";
    }
    if (value.is_object()) {
        for (const auto& [key, item] : value.items()) {
            out += (out.empty() ? "" : ", ") + text(key) + ": " + one_line(item);
        }
        return "{" + out + "}";
    }
    return text(value);
}

}  // namespace

std::string plan_text(const Plan& plan) {
    const json whole = plan_to_json(plan);
    std::string out = "{";
    bool first = true;
    for (const auto& [key, value] : whole.items()) {
        out += first ? "\n  " : ",\n  ";
        first = false;
        out += one_line(key) + ": ";
        if (!value.is_object() || value.empty()) {
            out += one_line(value);
            continue;
        }
        out += "{";
        bool first_entry = true;
        for (const auto& [name, entry] : value.items()) {
            out += first_entry ? "\n    " : ",\n    ";
            first_entry = false;
            out += one_line(name) + ": " + one_line(entry);
        }
        out += "\n  }";
    }
    return out + "\n}\n";
}

}  // namespace klarsicht
