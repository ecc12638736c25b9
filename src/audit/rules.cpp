#include "audit/rules.h"

#include <algorithm>

#include "base/asset.h"
#include "base/json.h"

namespace klarsicht {

namespace {

std::unexpected<Error> malformed(std::string_view key, std::string_view name) {
    return fail(ErrorCode::usage, Message(key).text("name", name));
}

/// `{"value": 0.8, "range": [0.01, 1], "date": "1978-08-25", "source": {"de": "…", "en": "…"}}`
Result<Limit> limit_of(const std::string& name, const json& entry) {
    const auto is_number = [&](std::string_view field) { return entry.contains(field) && entry[field].is_number(); };
    if (!entry.is_object() || !is_number("value")) { return malformed("error.rules_limit", name); }
    Limit limit{.name = name, .value = entry["value"].get<double>(), .date = {}, .source = {}};
    const auto range = entry.find("range");
    if (range == entry.end() || !range->is_array() || range->size() != 2 || !(*range)[0].is_number() ||
        !(*range)[1].is_number()) {
        return malformed("error.rules_range", name);
    }
    limit.low = (*range)[0].get<double>();
    limit.high = (*range)[1].get<double>();
    if (!(limit.low <= limit.value && limit.value <= limit.high)) { return malformed("error.rules_range", name); }
    if (const auto date = entry.find("date"); date != entry.end() && date->is_string()) {
        limit.date = date->get<std::string>();
    }
    if (const auto source = entry.find("source"); source != entry.end() && source->is_object()) {
        for (const auto& [language, sentence] : source->items()) {
            if (sentence.is_string()) { limit.source[language] = sentence.get<std::string>(); }
        }
    }
    return limit;
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
    if (!document.is_object() || !document.contains("id") || !document["id"].is_string() ||
        !document.contains("limits") || !document["limits"].is_object()) {
        return fail(ErrorCode::usage, Message("error.rules_malformed"));
    }
    Rules rules;
    rules.id_ = document["id"].get<std::string>();
    for (const auto& section : document["limits"].items()) {
        if (!section.value().is_object()) { return fail(ErrorCode::usage, Message("error.rules_malformed")); }
        for (const auto& entry : section.value().items()) {
            Limit limit = KLARSICHT_TRY(limit_of(entry.key(), entry.value()));
            if (rules.find(limit.name) != nullptr) { return malformed("error.rules_limit", limit.name); }
            rules.limits_.push_back(std::move(limit));
        }
    }
    return rules;
}

const Limit* Rules::find(std::string_view name) const {
    const auto found = std::ranges::find(limits_, name, &Limit::name);
    return found == limits_.end() ? nullptr : &*found;
}

double Rules::limit(std::string_view name) const {
    const Limit* found = find(name);
    return found == nullptr ? std::numeric_limits<double>::quiet_NaN() : found->value;
}

}  // namespace klarsicht
