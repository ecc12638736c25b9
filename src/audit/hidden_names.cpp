#include "audit/hidden_names.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "audit/shown_values.h"

namespace klarsicht {

namespace {

using Names = HiddenNames::Names;

/// The columns whose names are personal, with names that are not, each another one.
Names new_names(const Table& table) {
    Names names;
    std::set<std::string, std::less<>> taken;
    for (const Column& column : table.columns) { taken.insert(column.name); }
    std::map<std::string, std::size_t, std::less<>> last;  // number of each new name: thousands may be the same
    for (const Column& column : table.columns) {
        std::string name = without_full_names(column.name);
        if (name == column.name) { continue; }
        const std::string first = name;
        std::size_t& number = last.try_emplace(first, 1).first->second;
        while (!taken.insert(name).second) { name = first + " " + std::to_string(++number); }
        names.emplace(column.name, std::move(name));
    }
    return names;
}

void rename(std::string& name, const Names& names) {
    if (const auto found = names.find(name); found != names.end()) { name = found->second; }
}

void rename(std::vector<std::string>& list, const Names& names) {
    for (std::string& name : list) { rename(name, names); }
}

template <class Value>
void rename(std::map<std::string, Value, std::less<>>& by_column, const Names& names) {
    for (const auto& [old_name, new_name] : names) {
        if (auto entry = by_column.extract(old_name)) {
            entry.key() = new_name;
            by_column.insert(std::move(entry));
        }
    }
}

}  // namespace

void HiddenNames::rename_in(Plan& plan) const {
    rename(plan.roles, names);
    rename(plan.meaning, names);
    rename(plan.positive, names);
    rename(plan.bins, names);
    rename(plan.favoured, names);
    rename(plan.population, names);
    for (std::vector<std::string>& set : plan.crossed) { rename(set, names); }
    if (plan.treatment) { rename(plan.treatment->column, names); }
    rename(plan.harmless, names);
    rename(plan.suggested, names);
    rename(plan.column_order, names);
    for (RemedyStep& step : plan.remedies) {
        for (RemedyField& field : step.fields) {
            if (auto* text = std::get_if<std::string>(&field.value)) { rename(*text, names); }
            if (auto* list = std::get_if<std::vector<std::string>>(&field.value)) { rename(*list, names); }
        }
    }
}

namespace {

/// @return whether anything changed
bool hide(std::string& name) {
    std::string hidden = without_full_names(name);
    if (hidden == name) { return false; }
    name = std::move(hidden);
    return true;
}

bool hide(Source& source) {
    bool any = hide(source.name);
    any = hide(source.sheet) || any;
    for (std::string& sheet : source.sheets) { any = hide(sheet) || any; }
    return any;
}

}  // namespace

bool has_personal_names(const Table& table) {
    Source source = table.source;
    return hide(source) || std::ranges::any_of(table.columns, [](const Column& column) {
               return without_full_names(column.name) != column.name;
           });
}

std::optional<HiddenNames> hide_names(const Table& table) {
    HiddenNames hidden{table, new_names(table)};
    const bool file = hide(hidden.table.source);
    if (!file && hidden.names.empty()) { return std::nullopt; }
    for (std::size_t c = 0; c < table.columns.size(); ++c) {
        const auto found = hidden.names.find(table.columns[c].name);
        if (found == hidden.names.end()) { continue; }
        Column column = table.columns[c].copy();
        column.dictionary.drop_index();
        column.name = found->second;
        hidden.table.columns.replace(c, std::move(column));
    }
    return hidden;
}

void hide_names(InputReport& input) {
    hide(input.source);
    for (ColumnMatch& match : input.matched) {
        hide(match.current);
        hide(match.other);
    }
    for (std::string& name : input.only_current) { hide(name); }
    for (std::string& name : input.only_other) { hide(name); }
}

}  // namespace klarsicht
