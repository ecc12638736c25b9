#include "audit/rules.h"

#include <limits>

#include "base/asset.h"

namespace klarsicht {

namespace {

/// `range` is two numbers with the limit's own value between them.
bool has_range(const json& limit) {
    const auto range = limit.find("range");
    if (range == limit.end() || !range->is_array() || range->size() != 2 || !(*range)[0].is_number() || !(*range)[1].is_number()) { return false; }
    const auto value = limit["value"].get<double>();
    return (*range)[0].get<double>() <= value && value <= (*range)[1].get<double>();
}

}  // namespace

Result<Rules> Rules::load(std::string_view id) {
    const auto text = asset("rules/" + std::string(id) + ".json");
    if (!text) {
        std::string known;
        for (const Asset& pack : assets("rules/")) {
            std::string_view name = pack.path;
            name.remove_prefix(std::string_view("rules/").size());
            if (name.ends_with(".json")) { name.remove_suffix(std::string_view(".json").size()); }
            known += (known.empty() ? "" : ", ") + std::string(name);
        }
        return fail(ErrorCode::usage, Message("error.rules_unknown").text("name", id).text("known", known));
    }
    return parse(*text);
}

Result<Rules> Rules::parse(std::string_view text) {
    const json document = json::parse(text, nullptr, false);
    if (!document.is_object() || !document.contains("id") || !document["id"].is_string() || !document.contains("limits") ||
        !document["limits"].is_object()) {
        return fail(ErrorCode::usage, Message("error.rules_malformed"));
    }
    Rules rules;
    rules.id_ = document["id"].get<std::string>();
    rules.limits_ = json::object();
    for (const auto& section : document["limits"].items()) {
        if (!section.value().is_object()) { return fail(ErrorCode::usage, Message("error.rules_malformed")); }
        for (const auto& limit : section.value().items()) {
            if (!limit.value().is_object() || !limit.value().contains("value") || !limit.value()["value"].is_number()) {
                return fail(ErrorCode::usage, Message("error.rules_limit").text("name", limit.key()));
            }
            if (!has_range(limit.value())) { return fail(ErrorCode::usage, Message("error.rules_range").text("name", limit.key())); }
            rules.limits_[limit.key()] = limit.value();
        }
    }
    return rules;
}

bool Rules::has(std::string_view limit) const { return limits_.contains(limit); }

double Rules::limit(std::string_view name) const {
    const auto found = limits_.find(name);
    return found == limits_.end() ? std::numeric_limits<double>::quiet_NaN() : (*found)["value"].get<double>();
}

std::pair<double, double> Rules::range(std::string_view name) const {
    const auto found = limits_.find(name);
    if (found == limits_.end()) { return {-std::numeric_limits<double>::infinity(), std::numeric_limits<double>::infinity()}; }
    return {(*found)["range"][0].get<double>(), (*found)["range"][1].get<double>()};
}

}  // namespace klarsicht
