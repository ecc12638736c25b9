#include "audit/bias/explain_parts.h"

#include <cmath>

#include "audit/groups.h"

namespace klarsicht::bias {

double number_of(const json& from, std::string_view name) {
    const auto found = from.find(name);
    return found != from.end() && found->is_number() ? found->get<double>() : unknown;
}

std::string text_of(const json& from, std::string_view name) {
    const auto found = from.find(name);
    return found != from.end() && found->is_string() ? found->get<std::string>() : std::string();
}

Ends ends(const Outcome& outcome, std::string_view figure, std::string_view people) {
    Ends found;
    for (const json& group : outcome.groups) {
        const double value = number_of(group, figure);
        if (std::isnan(value) || number_of(group, people) < static_cast<double>(least_people_shown)) { continue; }
        ++found.known;
        if (found.low == nullptr || value < number_of(*found.low, figure)) { found.low = &group; }
        if (found.high == nullptr || value > number_of(*found.high, figure)) { found.high = &group; }
    }
    return found;
}

Message opened(std::string_view figure) { return Message("bias.explain." + std::string(figure)); }

void add(Outcome& outcome, std::string_view figure, Message text, double value, std::string_view shown, const json* interval) {
    if (std::isnan(value)) { return; }
    text.number("value", value);
    Explanation one{.figure = std::string(figure), .value = value, .low = unknown, .high = unknown, .text = std::move(text), .shown = {}, .interval = {}};
    one.shown = one.text;
    one.shown.key = "bias.explain.shown." + std::string(shown);
    if (interval != nullptr && interval->is_array() && interval->size() == 2 && (*interval)[0].is_number() && !std::isnan((*interval)[0].get<double>())) {
        one.low = (*interval)[0].get<double>();
        one.high = (*interval)[1].get<double>();
        one.interval = Message("bias.explain.ci." + std::string(shown)).number("low", one.low).number("high", one.high);
    }
    outcome.explanations.push_back(std::move(one));
}

const json* member(const json& from, std::string_view name) {
    const auto found = from.find(name);
    return found == from.end() ? nullptr : &*found;
}

void add_pair(Outcome& outcome, std::string_view figure, std::string_view people, std::string_view shown) {
    const Ends found = ends(outcome, figure, people);
    if (found.known < 2) { return; }
    Message text = opened(figure);
    text.group("low_group", text_of(*found.low, "group"), outcome.binned).number("low", number_of(*found.low, figure));
    text.group("high_group", text_of(*found.high, "group"), outcome.binned).number("high", number_of(*found.high, figure));
    add(outcome, figure, std::move(text), number_of(*found.high, figure) - number_of(*found.low, figure), shown, nullptr);
}

}  // namespace klarsicht::bias
