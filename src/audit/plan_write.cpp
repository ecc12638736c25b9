#include "audit/plan_json.h"

namespace klarsicht {

namespace {

template <class Map>
json object_of(const Map& map, auto&& to_json) {
    json object = json::object();
    for (const auto& [key, value] : map) { object[key] = to_json(value); }
    return object;
}

json roles_to_json(const std::vector<Role>& roles) {
    json names = json::array();
    for (const Role role : roles) { names.push_back(name_of(role)); }
    return names;
}

json positive_to_json(const Positive& positive) {
    json object = json::object();
    if (positive.equals) { object["equals"] = *positive.equals; }
    if (positive.at_least) { object["at_least"] = *positive.at_least; }
    if (positive.at_most) { object["at_most"] = *positive.at_most; }
    return object;
}

json remedy_value_to_json(const RemedyValue& value) {
    if (const double* number = std::get_if<double>(&value)) { return json_number(*number); }
    if (const bool* flag = std::get_if<bool>(&value)) { return *flag; }
    if (const std::string* text = std::get_if<std::string>(&value)) { return *text; }
    if (const auto* texts = std::get_if<std::vector<std::string>>(&value)) { return *texts; }
    json numbers = json::object();
    for (const auto& [name, number] : std::get<NamedNumbers>(value)) { numbers[name] = json_number(number); }
    return numbers;
}

json reading_to_json(const ReadingChoice& reading) {
    json object = json::object();
    if (reading.delimiter) { object["delimiter"] = std::string(1, *reading.delimiter); }
    if (reading.header) { object["header"] = *reading.header; }
    if (reading.encoding) { object["encoding"] = *reading.encoding; }
    if (reading.sheet) { object["sheet"] = *reading.sheet; }
    return object;
}

}  // namespace

json remedy_fields_to_json(const std::vector<RemedyField>& fields) {
    json object = json::object();
    for (const RemedyField& field : fields) { object[field.name] = remedy_value_to_json(field.value); }
    return object;
}

json remedies_to_json(const std::vector<RemedyStep>& remedies) {
    json list = json::array();
    for (const RemedyStep& step : remedies) {
        json entry = {{"do", step.kind}};
        entry.update(remedy_fields_to_json(step.fields));
        list.push_back(std::move(entry));
    }
    return list;
}

json plan_to_json(const Plan& plan) {
    const auto as_is = [](const auto& value) { return json(value); };
    json object = json::object();
    object["version"] = 1;
    json roles = json::object();
    for (const std::string& name : plan.column_order) {
        const auto found = plan.roles.find(name);
        if (found != plan.roles.end()) { roles[name] = roles_to_json(found->second); }
    }
    for (const auto& [name, column_roles] : plan.roles) {
        if (!roles.contains(name)) { roles[name] = roles_to_json(column_roles); }
    }
    object["roles"] = std::move(roles);
    if (!plan.meaning.empty()) { object["meaning"] = object_of(plan.meaning, as_is); }
    if (!plan.positive.empty()) { object["positive"] = object_of(plan.positive, positive_to_json); }
    if (!plan.bins.empty()) { object["bins"] = object_of(plan.bins, as_is); }
    if (!plan.favoured.empty()) { object["favoured"] = object_of(plan.favoured, as_is); }
    if (plan.crossed_given || !plan.crossed.empty()) { object["crossed"] = plan.crossed; }
    if (!plan.population.empty()) { object["population"] = object_of(plan.population, as_is); }
    if (plan.treatment) {
        object["treatment"] = {{"column", plan.treatment->column}, {"control", plan.treatment->control}};
    }
    if (plan.missing_tokens) { object["missing_tokens"] = *plan.missing_tokens; }
    if (!plan.limits.empty()) { object["limits"] = object_of(plan.limits, as_is); }
    if (!plan.harmless.empty()) { object["harmless"] = plan.harmless; }
    if (plan.as_of) { object["as_of"] = *plan.as_of; }
    if (plan.market) { object["market"] = *plan.market; }
    if (plan.date_order) { object["date_order"] = *plan.date_order; }
    if (!plan.remedies.empty()) { object["remedies"] = remedies_to_json(plan.remedies); }
    if (plan.reading != ReadingChoice()) { object["reading"] = reading_to_json(plan.reading); }
    return object;
}

}  // namespace klarsicht
