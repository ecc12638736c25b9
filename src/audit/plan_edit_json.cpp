#include "audit/plan_edit_json.h"

#include <algorithm>
#include <array>

#include "audit/plan_edit_typed.h"
#include "audit/plan_json.h"
#include "audit/plan_names.h"
#include "profile/meaning.h"

namespace klarsicht {

namespace {

/// The kinds of edits, in the order of `PlanEdit`; but for two they are called as the plan's field.
constexpr std::array<std::string_view, 19> kinds = {
    "roles",    "toggle_role", "meaning",        "positive",     "bins",      "favoured",   "crossed",
    "cross",    "limit",       "missing_tokens", "as_of",        "treatment", "population", "remedies",
    "harmless", "market",      "holder",         "toggle_cross", "date_order"};
static_assert(kinds.size() == std::variant_size_v<PlanEdit>);

std::unexpected<Error> wrong(std::string_view field, std::string_view expected) {
    Message message = Message("error.request.wrong").text("field", field.substr(0, 200));
    return fail(ErrorCode::usage, message.term("expected", "error.request.expected." + std::string(expected)));
}

/// The edit's text of that name, e.g. its column.
Result<std::string> text_of(const json& document, std::string_view name) {
    const auto found = document.find(name);
    if (found == document.end() || !found->is_string()) { return wrong(name, "text"); }
    return found->get<std::string>();
}

/// The plan that says nothing but this; its reader knows what fits.
Result<Plan> plan_of(std::string_view field, json value) {
    json plan = json::object();
    plan[std::string(field)] = std::move(value);
    return plan_from_json(plan, nullptr, field == "meaning" ? known_meanings() : std::vector<std::string_view>());
}

Result<Plan> plan_of(std::string_view field, const std::string& column, const json& value) {
    json entries = json::object();
    entries[column] = value;
    return plan_of(field, std::move(entries));
}

/// What the plan has once, not by column.
bool is_of_plan(std::string_view kind) {
    constexpr std::array<std::string_view, 7> once = {"crossed",  "missing_tokens", "as_of",     "treatment",
                                                      "remedies", "market",         "date_order"};
    return std::ranges::find(once, kind) != once.end();
}

class EditReader {
public:
    explicit EditReader(const json& document, std::string_view kind) : document_(document), kind_(kind) {}

    Result<PlanEdit> read() const {
        if (kind_ == "roles") { return roles(); }
        if (kind_ == "toggle_role") { return toggle_role(); }
        if (kind_ == "cross" || kind_ == "toggle_cross") { return cross(); }
        if (kind_ == "holder") { return holder(); }
        if (kind_ == "limit") { return limit(); }
        if (kind_ == "harmless") { return harmless(); }
        if (is_of_plan(kind_)) { return of_plan(); }
        return of_column();
    }

private:
    Result<json> value(std::string_view name) const {
        const auto found = document_.find(name);
        if (found == document_.end()) { return wrong(name, "value"); }
        return *found;
    }

    Result<PlanEdit> roles() const {
        const std::string column = KLARSICHT_TRY(text_of(document_, "column"));
        const json given = KLARSICHT_TRY(value("roles"));
        const Plan plan = KLARSICHT_TRY(plan_of("roles", column, given));
        return edit::SetRoles{column, plan.roles.at(column)};
    }

    Result<PlanEdit> toggle_role() const {
        const std::string column = KLARSICHT_TRY(text_of(document_, "column"));
        const json role = KLARSICHT_TRY(value("role"));
        const Plan plan = KLARSICHT_TRY(plan_of("roles", column, json::array({role})));
        return edit::ToggleRole{column, plan.roles.at(column).front()};
    }

    Result<PlanEdit> cross() const {
        const json columns = KLARSICHT_TRY(value("columns"));
        const Plan plan = KLARSICHT_TRY(plan_of("crossed", json::array({columns})));
        if (kind_ == "cross") { return edit::Cross{plan.crossed.front()}; }
        return edit::ToggleCross{plan.crossed.front()};
    }

    Result<PlanEdit> holder() const {
        const std::string role = KLARSICHT_TRY(text_of(document_, "role"));
        const json column = KLARSICHT_TRY(value("column"));
        const Plan plan = KLARSICHT_TRY(plan_of("roles", "", json::array({role})));
        edit::SetHolder edit{plan.roles.at("").front(), std::nullopt};
        if (!column.is_null()) { edit.column = KLARSICHT_TRY(text_of(document_, "column")); }
        return edit;
    }

    Result<PlanEdit> limit() const {
        const std::string name = KLARSICHT_TRY(text_of(document_, "name"));
        const json given = KLARSICHT_TRY(value("value"));
        if (given.is_null()) { return edit::SetLimit{name, std::nullopt}; }
        const Plan plan = KLARSICHT_TRY(plan_of("limits", name, given));
        return edit::SetLimit{name, plan.limits.at(name)};
    }

    Result<PlanEdit> harmless() const {
        const std::string column = KLARSICHT_TRY(text_of(document_, "column"));
        const json given = KLARSICHT_TRY(value("harmless"));
        if (!given.is_boolean()) { return wrong("harmless", "flag"); }
        return edit::SetHarmless{column, given.get<bool>()};
    }

    /// What the plan has once.
    Result<PlanEdit> of_plan() const {
        const json given = KLARSICHT_TRY(value(kind_));
        const bool back = given.is_null();
        const Plan plan = back ? Plan() : KLARSICHT_TRY(plan_of(kind_, given));
        if (kind_ == "crossed") { return back ? edit::SetCrossed{} : edit::SetCrossed{plan.crossed}; }
        if (kind_ == "missing_tokens") { return edit::SetMissingTokens{plan.missing_tokens}; }
        if (kind_ == "as_of") { return edit::SetAsOf{plan.as_of}; }
        if (kind_ == "date_order") { return edit::SetDateOrder{plan.date_order}; }
        if (kind_ == "market") { return edit::SetMarket{plan.market}; }
        if (kind_ == "remedies") { return edit::SetRemedies{plan.remedies}; }
        return edit::SetTreatment{plan.treatment};
    }

    /// What the plan has for a column.
    Result<PlanEdit> of_column() const {
        const std::string column = KLARSICHT_TRY(text_of(document_, "column"));
        const json given = KLARSICHT_TRY(value(kind_));
        const Plan plan = given.is_null() ? Plan() : KLARSICHT_TRY(plan_of(kind_, column, given));
        const auto entry = [&](const auto& map) {
            using Value = std::decay_t<decltype(map.begin()->second)>;
            const auto found = map.find(column);
            return found == map.end() ? std::optional<Value>() : std::optional<Value>(found->second);
        };
        if (kind_ == "meaning") { return edit::SetMeaning{column, entry(plan.meaning)}; }
        if (kind_ == "positive") { return edit::SetPositive{column, entry(plan.positive)}; }
        if (kind_ == "bins") { return edit::SetBins{column, entry(plan.bins)}; }
        if (kind_ == "favoured") { return edit::SetFavoured{column, entry(plan.favoured)}; }
        return edit::SetPopulation{column, entry(plan.population)};
    }

    const json& document_;
    std::string_view kind_;
};

/// The fields an edit has besides its kind.
std::vector<std::string_view> fields_of(std::string_view kind) {
    if (kind == "toggle_role" || kind == "holder") { return {"column", "role"}; }
    if (kind == "cross" || kind == "toggle_cross") { return {"columns"}; }
    if (kind == "limit") { return {"name", "value"}; }
    return is_of_plan(kind) ? std::vector<std::string_view>{kind} : std::vector<std::string_view>{"column", kind};
}

/// What a plan of this alone has in the field; null where it has nothing.
json entry_of(const Plan& plan, std::string_view field) {
    const json whole = plan_to_json(plan);
    const auto found = whole.find(field);
    return found == whole.end() ? json(nullptr) : *found;
}

/// Writes an edit by way of a plan that says nothing else.
struct EditWriter {
    json operator()(const edit::SetRoles& edit) const {
        Plan plan;
        plan.roles[edit.column] = edit.roles;
        return of_column(edit.column, "roles", plan);
    }
    json operator()(const edit::ToggleRole& edit) const {
        return {{"column", edit.column}, {"role", name_of(edit.role)}};
    }
    json operator()(const edit::SetMeaning& edit) const {
        Plan plan;
        if (edit.meaning) { plan.meaning[edit.column] = *edit.meaning; }
        return of_column(edit.column, "meaning", plan);
    }
    json operator()(const edit::SetPositive& edit) const {
        Plan plan;
        if (edit.positive) { plan.positive[edit.column] = *edit.positive; }
        return of_column(edit.column, "positive", plan);
    }
    json operator()(const edit::SetBins& edit) const {
        Plan plan;
        if (edit.edges) { plan.bins[edit.column] = *edit.edges; }
        return of_column(edit.column, "bins", plan);
    }
    json operator()(const edit::SetFavoured& edit) const {
        Plan plan;
        if (edit.group) { plan.favoured[edit.column] = *edit.group; }
        return of_column(edit.column, "favoured", plan);
    }
    json operator()(const edit::SetPopulation& edit) const {
        Plan plan;
        if (edit.shares) { plan.population[edit.column] = *edit.shares; }
        return of_column(edit.column, "population", plan);
    }
    json operator()(const edit::SetCrossed& edit) const {
        return {{"crossed", edit.sets ? json(*edit.sets) : json(nullptr)}};
    }
    json operator()(const edit::Cross& edit) const { return {{"columns", edit.columns}}; }
    json operator()(const edit::ToggleCross& edit) const { return {{"columns", edit.columns}}; }
    json operator()(const edit::SetMarket& edit) const {
        return {{"market", edit.market ? json(*edit.market) : json(nullptr)}};
    }
    json operator()(const edit::SetHolder& edit) const {
        return {{"column", edit.column ? json(*edit.column) : json(nullptr)}, {"role", name_of(edit.role)}};
    }
    json operator()(const edit::SetHarmless& edit) const { return {{"column", edit.column}, {"harmless", edit.on}}; }
    json operator()(const edit::SetLimit& edit) const {
        return {{"name", edit.name}, {"value", edit.value ? json(*edit.value) : json(nullptr)}};
    }
    json operator()(const edit::SetMissingTokens& edit) const {
        return {{"missing_tokens", edit.tokens ? json(*edit.tokens) : json(nullptr)}};
    }
    json operator()(const edit::SetAsOf& edit) const {
        return {{"as_of", edit.date ? json(*edit.date) : json(nullptr)}};
    }
    json operator()(const edit::SetDateOrder& edit) const {
        return {{"date_order", edit.order ? json(*edit.order) : json(nullptr)}};
    }
    json operator()(const edit::SetTreatment& edit) const {
        Plan plan;
        plan.treatment = edit.treatment;
        return {{"treatment", entry_of(plan, "treatment")}};
    }
    json operator()(const edit::SetRemedies& edit) const {
        Plan plan;
        plan.remedies = edit.remedies;
        return {{"remedies", edit.remedies.empty() ? json::array() : entry_of(plan, "remedies")}};
    }

    static json of_column(const std::string& column, std::string_view field, const Plan& plan) {
        const json entries = entry_of(plan, field);
        json value = entries.is_null() || !entries.contains(column) ? json(nullptr) : entries[column];
        json written = {{"column", column}};
        written[std::string(field)] = std::move(value);
        return written;
    }
};

}  // namespace

json plan_edit_to_json(const PlanEdit& edit) {
    json document = {{"edit", kinds[edit.index()]}};
    document.update(std::visit(EditWriter{}, edit));
    return document;
}

Result<PlanEdit> plan_edit_from_json(const json& document) {
    if (!document.is_object()) { return wrong("edit", "object"); }
    const std::string kind = KLARSICHT_TRY(text_of(document, "edit"));
    if (kind == "typed") {
        return typed_edit(KLARSICHT_TRY(text_of(document, "field")), KLARSICHT_TRY(text_of(document, "text")));
    }
    if (std::ranges::find(kinds, kind) == kinds.end()) {
        return unknown_name("edit", "edit", kind, {kinds.begin(), kinds.end()});
    }
    const std::vector<std::string_view> fields = fields_of(kind);
    for (const auto& item : document.items()) {
        if (item.key() != "edit" && std::ranges::find(fields, item.key()) == fields.end()) {
            return unknown_name("field", kind, item.key(), fields);
        }
    }
    return EditReader(document, kind).read();
}

}  // namespace klarsicht
