#include "audit/inputs.h"

#include <algorithm>
#include <optional>

#include "audit/suggest.h"

namespace klarsicht {

namespace {

/// [column of the current table] its match in the other one.
std::vector<std::optional<std::size_t>> matches(const Table& current, const Table& other) {
    std::vector<std::optional<std::size_t>> found(current.columns.size());
    std::vector<bool> taken(other.columns.size(), false);
    const auto match_by = [&](auto&& name) {
        std::vector<std::string> names;
        for (const Column& column : other.columns) { names.push_back(name(column.name)); }
        for (std::size_t c = 0; c < found.size(); ++c) {
            const std::string wanted = name(current.columns[c].name);
            for (std::size_t o = 0; o < names.size() && !found[c]; ++o) {
                if (taken[o] || names[o] != wanted || wanted.empty()) { continue; }
                found[c] = o;
                taken[o] = true;
            }
        }
    };
    match_by([](const std::string& name) { return name; });
    match_by([](const std::string& name) { return plain_name(name); });
    return found;
}

}  // namespace

std::string_view name_of(Input input) {
    switch (input) {
        case Input::current:
            return "current";
        case Input::reference:
            return "reference";
        case Input::population:
            return "population";
    }
    return "";
}

InputReport describe_input(Input input, const Table& table, const Table& current) {
    InputReport report{.input = input, .source = table.source, .rows = table.rows(), .columns = table.columns.size()};
    if (input == Input::current) { return report; }
    const auto found = matches(current, table);
    for (std::size_t c = 0; c < found.size(); ++c) {
        if (found[c]) {
            report.matched.push_back({current.columns[c].name, table.columns[*found[c]].name});
        } else {
            report.only_current.push_back(current.columns[c].name);
        }
    }
    for (std::size_t o = 0; o < table.columns.size(); ++o) {
        if (std::ranges::find(found, std::optional(o)) == found.end()) {
            report.only_other.push_back(table.columns[o].name);
        }
    }
    return report;
}

}  // namespace klarsicht
