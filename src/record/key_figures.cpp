#include "record/key_figures.h"

#include <map>
#include <vector>

#include "audit/names.h"
#include "base/assert.h"
#include "base/asset.h"
#include "base/json.h"

namespace klarsicht {

namespace {

using Rules = std::map<std::string, std::vector<KeyFigureRule>, std::less<>>;

KeyFigureRule rule_of(const json& one) {
    const std::string worse = one.value("worse", "");
    const auto unit = unit_named(one.value("unit", ""));
    KLARSICHT_ASSERT(unit.has_value());
    KeyFigureRule rule{.figure = one.value("figure", ""), .of = one.value("of", ""), .in = one.value("in", "")};
    rule.worse = worse == "lower"     ? KeyFigure::Worse::lower
                 : worse == "farther" ? KeyFigure::Worse::farther
                                      : KeyFigure::Worse::higher;
    rule.unit = *unit;
    return rule;
}

Rules load() {
    Rules rules;
    const json document = json::parse(asset("record/key_figures.json").value_or("{}"), nullptr, false);
    for (const auto& item : document.items()) {
        std::vector<KeyFigureRule>& list = rules[item.key()];
        for (const json& one : item.value()) { list.push_back(rule_of(one)); }
    }
    return rules;
}

}  // namespace

std::span<const KeyFigureRule> key_figures_of(std::string_view check) {
    static const Rules rules = load();
    const auto found = rules.find(check);
    return found == rules.end() ? std::span<const KeyFigureRule>() : found->second;
}

}  // namespace klarsicht
