#include "audit/hidden_names.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "audit/known_values.h"
#include "audit/shown_values.h"
#include "profile/meaning_name.h"
#include "profile/personal_names.h"

namespace klarsicht {

namespace {

using Names = HiddenNames::Names;

/// How names that stand side by side are hidden. Where two and more of them are people of the lists, the table is
/// pivoted, and others that look like a given and a family name are people as well: "Lya Klabuhn" beside "Anna Weber".
class Hiding {
public:
    void see(std::string_view name) { people_ += without_full_names(name) != name ? 1 : 0; }
    std::string hidden(const std::string& name) const {
        constexpr std::size_t least = 2;
        std::string hidden = without_full_names(name);
        return hidden == name && people_ >= least && may_be_full_name(name) && hints_of_name(name).empty() ? "•••"
                                                                                                           : hidden;
    }
    /// @return whether anything changed
    bool hide(std::string& name) const {
        std::string other = hidden(name);
        if (other == name) { return false; }
        name = std::move(other);
        return true;
    }

private:
    std::size_t people_ = 0;
};

/// Whether a column's name stands among its values, and is no word that heads a column.
bool is_own_value(const Column& column) {
    constexpr std::uint32_t most = 1000;
    if (!hints_of_name(column.name).empty() || is_known_value(column.name, {})) { return false; }
    const auto values = static_cast<std::uint32_t>(std::min<std::size_t>(column.dictionary.size(), most));
    for (std::uint32_t code = 0; code < values; ++code) {
        if (column.dictionary[code] == column.name) { return true; }
    }
    return false;
}

/// The columns whose names are personal, with names that are not, each another one.
Names new_names(const Table& table) {
    Names names;
    // Where the file has no row of names, the first person stands there. One that repeats its names among the rows has
    // all of them there.
    std::vector<bool> own;
    for (const Column& column : table.columns) { own.push_back(is_own_value(column)); }
    const bool no_names = 2 * std::ranges::count(own, true) <= std::ssize(own);
    std::size_t place = 0;
    Hiding hiding;
    for (const Column& column : table.columns) { hiding.see(column.name); }
    std::set<std::string, std::less<>> taken;
    for (const Column& column : table.columns) { taken.insert(column.name); }
    std::map<std::string, std::size_t, std::less<>> last;  // number of each new name: thousands may be the same
    for (const Column& column : table.columns) {
        const bool hide = no_names && own[place++];
        std::string name = hide ? "•••" : hiding.hidden(column.name);
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
    rename(plan.suggested_positive, names);
    rename(plan.column_order, names);
    for (RemedyStep& step : plan.remedies) {
        for (RemedyField& field : step.fields) {
            if (auto* text = std::get_if<std::string>(&field.value)) { rename(*text, names); }
            if (auto* list = std::get_if<std::vector<std::string>>(&field.value)) { rename(*list, names); }
        }
    }
}

namespace {

bool hide(Source& source) {
    Hiding hiding;
    for (const std::string& sheet : source.sheets) { hiding.see(sheet); }
    bool any = hiding.hide(source.name);
    any = hiding.hide(source.sheet) || any;
    for (std::string& sheet : source.sheets) { any = hiding.hide(sheet) || any; }
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
    std::vector<std::string*> columns;
    for (ColumnMatch& match : input.matched) { columns.insert(columns.end(), {&match.current, &match.other}); }
    for (std::string& name : input.only_current) { columns.push_back(&name); }
    for (std::string& name : input.only_other) { columns.push_back(&name); }
    Hiding hiding;
    for (const std::string* name : columns) { hiding.see(*name); }
    for (std::string* name : columns) { hiding.hide(*name); }
}

}  // namespace klarsicht
