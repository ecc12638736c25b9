#include "audit/offered_remedies.h"

#include <algorithm>
#include <utility>

#include "audit/report.h"

namespace klarsicht {

namespace {

/// What the columns of a report are to its remedies.
struct Usable {
    std::vector<std::string> groups;   ///< protected columns
    std::vector<std::string> numbers;  ///< that can be made anew: features and scores, no groups
    bool outcome = false, score = false;
};

Usable usable(const std::vector<ColumnReport>& columns) {
    Usable found;
    for (const ColumnReport& column : columns) {
        const auto is = [&](Role role) { return std::ranges::find(column.roles, role) != column.roles.end(); };
        if (is(Role::ignore)) { continue; }
        if (is(Role::protected_)) {
            found.groups.push_back(column.name);
            continue;
        }
        found.score = found.score || is(Role::score);
        found.outcome = found.outcome || is(Role::outcome);
        const Kind kind = column.summary.interpretation.kind;
        if (is_numeric(kind) && (is(Role::attribute) || is(Role::score))) { found.numbers.push_back(column.name); }
    }
    return found;
}

/// What a person selected rightly, selected wrongly, left rightly, left wrongly is worth: as the audit had it.
NamedNumbers costs_of(const Report& report) {
    NamedNumbers costs;
    const auto limits = report.limits.find("bias.mitigation");
    for (const std::string_view name : {"tp", "fp", "tn", "fn"}) {
        double value = 0;
        if (limits != report.limits.end()) {
            const auto limit =
                std::ranges::find(limits->second, "bias.mitigation.value_" + std::string(name), &UsedLimit::name);
            if (limit != limits->second.end()) { value = limit->value; }
        }
        costs.emplace_back(name, value);
    }
    return costs;
}

RemedyParameter by(const Usable& file, std::string_view field) {
    RemedyParameter parameter{.id = "by", .columns = true, .options = {}};
    for (const std::string& name : file.groups) { parameter.options.push_back({name, {{std::string(field), name}}}); }
    return parameter;
}

RemedyParameter parity() {
    RemedyParameter parameter{.id = "parity", .options = {}};
    for (const std::string name :
         {"demographic_parity", "true_positive_rate_parity", "false_positive_rate_parity", "equalized_odds"}) {
        parameter.options.push_back({name, {{"parity", name}}});
    }
    // No single threshold makes both error rates equal.
    parameter.options.back().sets.push_back({"randomised", true});
    return parameter;
}

RemedyOffer made_anew(std::string kind, std::string_view how_far, const Usable& file) {
    RemedyOffer offer{.step = {.kind = std::move(kind), .fields = {}}, .law = "learns", .parameters = {}};
    offer.parameters.push_back(by(file, "protected"));
    RemedyParameter columns{.id = "columns", .columns = true, .several = true, .options = {}};
    for (const std::string& name : file.numbers) {
        columns.options.push_back({name, {{"columns", std::vector<std::string>{name}}}});
    }
    offer.parameters.push_back(std::move(columns));
    const std::string field(how_far);
    offer.parameters.push_back({.id = "level", .options = {{"all", {{field, 1.0}}}, {"half", {{field, 0.5}}}}});
    return offer;
}

}  // namespace

std::vector<RemedyOffer> offered_remedies(const Report& report) {
    const Usable file = usable(report.columns);
    std::vector<RemedyOffer> offers;
    if (file.groups.empty()) { return offers; }
    if (file.outcome) {
        offers.push_back(
            {.step = {.kind = "reweigh", .fields = {}}, .law = "learns", .parameters = {by(file, "column")}});
    }
    if (file.outcome && file.score) {
        RemedyStep step{.kind = "thresholds", .fields = {{"objective", "profit"}, {"costs", costs_of(report)}}};
        offers.push_back({.step = std::move(step), .law = "decides", .parameters = {by(file, "column"), parity()}});
    }
    if (!file.numbers.empty()) {
        offers.push_back(made_anew("repair", "level", file));
        offers.push_back(made_anew("remove_correlation", "alpha", file));
    }
    return offers;
}

void set_fields(RemedyStep& step, const std::vector<RemedyField>& fields) {
    for (const RemedyField& field : fields) {
        const auto found = std::ranges::find(step.fields, field.name, &RemedyField::name);
        if (found == step.fields.end()) {
            step.fields.push_back(field);
            continue;
        }
        auto* list = std::get_if<std::vector<std::string>>(&found->value);
        const auto* more = std::get_if<std::vector<std::string>>(&field.value);
        if (list != nullptr && more != nullptr) {
            list->insert(list->end(), more->begin(), more->end());
        } else {
            found->value = field.value;
        }
    }
}

}  // namespace klarsicht
