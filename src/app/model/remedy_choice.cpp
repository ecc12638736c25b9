#include "app/model/remedy_choice.h"

#include <algorithm>

#include "base/json.h"

namespace klarsicht::app {

namespace {

bool has_role(const ColumnModel& column, std::string_view role) {
    return std::ranges::find(column.roles, role) != column.roles.end();
}

}  // namespace

RemedyOptions remedy_options(const ReportModel& report) {
    RemedyOptions options;
    bool score = false, outcome = false;
    for (const ColumnModel& column : report.columns) {
        if (has_role(column, "ignore")) { continue; }
        if (has_role(column, "protected")) {
            options.by.push_back(column.name);
            continue;
        }
        score = score || has_role(column, "score");
        outcome = outcome || has_role(column, "outcome");
        const bool number = column.kind == "integer" || column.kind == "number";
        if (number && (has_role(column, "attribute") || has_role(column, "score"))) {
            options.columns.push_back(column.name);
        }
    }
    if (options.by.empty()) { return options; }
    options.score_and_outcome = score && outcome;
    if (outcome) { options.remedies.push_back("reweigh"); }
    if (options.score_and_outcome) { options.remedies.push_back("thresholds"); }
    if (!options.columns.empty()) {
        options.remedies.push_back("repair");
        options.remedies.push_back("remove_correlation");
    }
    return options;
}

RemedyChoice settled(RemedyChoice choice, const RemedyOptions& options) {
    if (choice.remedy >= options.remedies.size()) { choice.remedy = 0; }
    if (choice.by >= options.by.size()) { choice.by = 0; }
    if (choice.parity >= parities.size()) { choice.parity = 0; }
    std::erase_if(choice.columns, [&](const std::string& name) {
        return std::ranges::find(options.columns, name) == options.columns.end();
    });
    return choice;
}

json remedies_of(const RemedyChoice& choice, const RemedyOptions& options, const std::array<double, 4>& costs) {
    if (options.remedies.empty()) { return json::array(); }
    const std::string_view remedy = options.remedies[choice.remedy];
    const std::string& by = options.by[choice.by];
    json entry = {{"do", remedy}};
    if (remedy == "reweigh") {
        entry["column"] = by;
    } else if (remedy == "thresholds") {
        entry["column"] = by;
        entry["parity"] = parities[choice.parity];
        entry["objective"] = "profit";
        entry["costs"] = {{"tp", costs[0]}, {"fp", costs[1]}, {"tn", costs[2]}, {"fn", costs[3]}};
        entry["randomised"] =
            parities[choice.parity] == "equalized_odds";  // no single threshold makes both error rates equal
    } else {
        if (choice.columns.empty()) { return json::array(); }
        entry["columns"] = choice.columns;
        entry["protected"] = by;
        entry[remedy == "repair" ? "level" : "alpha"] = choice.half ? 0.5 : 1.0;
    }
    return json::array({std::move(entry)});
}

}  // namespace klarsicht::app
