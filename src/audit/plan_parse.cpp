#include <algorithm>
#include <array>
#include <set>

#include "audit/chosen_meaning.h"
#include "audit/plan_json.h"
#include "audit/plan_names.h"
#include "profile/meaning.h"
#include "table/table.h"

namespace klarsicht {

namespace {

constexpr std::array<std::string_view, 17> fields = {
    "version",        "roles",  "meaning",  "positive", "bins",   "favoured",   "crossed",  "population", "treatment",
    "missing_tokens", "limits", "harmless", "as_of",    "market", "date_order", "remedies", "reading"};

/// @param column the column whose entry it is, if it is one's
std::unexpected<Error> wrong(std::string_view field, std::string_view expected, std::string_view column = {}) {
    const std::string path = std::string(field) + (column.empty() ? "" : " → " + std::string(column.substr(0, 200)));
    return fail(ErrorCode::usage, Message("error.plan_wrong")
                                      .text("field", path)
                                      .term("expected", "error.plan_expected." + std::string(expected)));
}

/// Text as is; numbers and truth values as JSON spells them, for people who write {"equals": 1}.
std::optional<std::string> scalar(const json& value) {
    if (value.is_string()) { return value.get<std::string>(); }
    if (value.is_number() || value.is_boolean()) { return value.dump(); }
    return std::nullopt;
}

class Parser {
public:
    Parser(const std::vector<std::string>* columns, const std::vector<std::string_view>& meanings)
        : any_column_(columns == nullptr), meanings_(meanings) {
        if (columns == nullptr) { return; }
        columns_.assign(columns->begin(), columns->end());
        known_.insert(columns->begin(), columns->end());
    }

    Result<Plan> parse(const json& document) {
        if (!document.is_object()) {
            return fail(ErrorCode::usage,
                        Message("error.plan_not_object").text("example", R"({"version": 1, "roles": {}})"));
        }
        for (const auto& item : document.items()) {
            if (std::ranges::find(fields, item.key()) == fields.end()) {
                return unknown_name("field", "plan", item.key(), {fields.begin(), fields.end()});
            }
        }
        for (const auto& item : document.items()) { KLARSICHT_TRY(field(item.key(), item.value())); }
        return std::move(plan_);
    }

private:
    Result<void> field(const std::string& name, const json& value) {
        if (name == "version") {
            if (!value.is_number_integer() || value != 1) { return wrong(name, "version"); }
            return {};
        }
        if (name == "roles") {
            return each(name, value, [&](const std::string& c, const json& v) { return roles(c, v); });
        }
        if (name == "positive") {
            return each(name, value, [&](const std::string& c, const json& v) { return positive(c, v); });
        }
        if (name == "bins") {
            return each(name, value, [&](const std::string& c, const json& v) { return bins(c, v); });
        }
        if (name == "meaning") {
            return each(name, value, [&](const std::string& c, const json& v) { return meaning(c, v); });
        }
        if (name == "favoured") {
            return each(name, value, [&](const std::string& c, const json& v) { return favoured(c, v); });
        }
        if (name == "population") {
            return each(name, value, [&](const std::string& c, const json& v) { return population(c, v); });
        }
        if (name == "crossed") { return crossed(value); }
        if (name == "treatment") { return treatment(value); }
        if (name == "missing_tokens") { return missing_tokens(value); }
        if (name == "limits") { return limits(value); }
        if (name == "harmless") { return harmless(value); }
        if (name == "as_of") { return as_of(value); }
        if (name == "market") { return market(value); }
        if (name == "date_order") { return date_order(value); }
        if (name == "reading") { return reading(value); }
        return remedies(value);
    }

    /// An object whose keys are columns.
    Result<void> each(std::string_view name, const json& value, auto&& read) {
        if (!value.is_object()) { return wrong(name, "object_of_columns"); }
        for (const auto& item : value.items()) {
            KLARSICHT_TRY(known_column(name, item.key()));
            KLARSICHT_TRY(read(item.key(), item.value()));
        }
        return {};
    }

    Result<void> known_column(std::string_view name, std::string_view column) {
        if (!any_column_ && !known_.contains(column)) { return unknown_name("column", name, column, columns_); }
        return {};
    }

    Result<void> roles(const std::string& column, const json& value) {
        if (!value.is_array()) { return wrong("roles", "roles", column); }
        std::vector<Role>& roles = plan_.roles[column];
        for (const json& entry : value) {
            if (!entry.is_string()) { return wrong("roles", "roles", column); }
            const auto name = entry.get<std::string>();
            const auto role = role_named(name);
            if (!role) {
                std::vector<std::string_view> known;
                for (std::size_t i = 0; i <= static_cast<std::size_t>(Role::ignore); ++i) {
                    known.push_back(name_of(static_cast<Role>(i)));
                }
                return unknown_name("role", column, name, known);
            }
            if (std::ranges::find(roles, *role) == roles.end()) { roles.push_back(*role); }
        }
        return {};
    }

    Result<void> positive(const std::string& column, const json& value) {
        if (!value.is_object() || value.size() != 1) { return wrong("positive", "positive", column); }
        const auto item = value.items().begin();
        Positive& positive = plan_.positive[column];
        if (item.key() == "equals") {
            positive.equals = scalar(item.value());
            if (!positive.equals) { return wrong("positive", "positive", column); }
        } else if (item.key() == "at_least" || item.key() == "at_most") {
            if (!item.value().is_number()) { return wrong("positive", "positive", column); }
            (item.key() == "at_least" ? positive.at_least : positive.at_most) = item.value().get<double>();
        } else {
            return unknown_name("field", "positive", item.key(), {"equals", "at_least", "at_most"});
        }
        return {};
    }

    Result<void> bins(const std::string& column, const json& value) {
        if (!value.is_array() || value.empty()) { return wrong("bins", "bins", column); }
        std::vector<double>& edges = plan_.bins[column];
        for (const json& edge : value) {
            if (!edge.is_number() || (!edges.empty() && !(edges.back() < edge.get<double>()))) {
                return wrong("bins", "bins", column);
            }
            edges.push_back(edge.get<double>());
        }
        return {};
    }

    Result<void> meaning(const std::string& column, const json& value) {
        if (!value.is_string()) { return wrong("meaning", "meaning", column); }
        const auto name = value.get<std::string>();
        if (!meanings_.empty() && name != no_meaning && std::ranges::find(meanings_, name) == meanings_.end()) {
            return unknown_name("meaning", column, name, meanings_);
        }
        plan_.meaning[column] = name;
        return {};
    }

    Result<void> favoured(const std::string& column, const json& value) {
        const auto text = scalar(value);
        if (!text) { return wrong("favoured", "text", column); }
        plan_.favoured[column] = *text;
        return {};
    }

    Result<void> population(const std::string& column, const json& value) {
        if (!value.is_object() || value.empty()) { return wrong("population", "population", column); }
        double sum = 0;
        for (const auto& item : value.items()) {
            if (!item.value().is_number() || !(item.value().get<double>() >= 0)) {
                return wrong("population", "population", column);
            }
            plan_.population[column][item.key()] = item.value().get<double>();
            sum += item.value().get<double>();
        }
        if (!(sum > 0)) { return wrong("population", "population", column); }
        return {};
    }

    Result<void> crossed(const json& value) {
        if (!value.is_array()) { return wrong("crossed", "crossed"); }
        plan_.crossed_given = true;
        for (const json& set : value) {
            if (!set.is_array() || set.size() < 2) { return wrong("crossed", "crossed"); }
            std::vector<std::string> names;
            std::set<std::string> once;
            for (const json& entry : set) {
                if (!entry.is_string()) { return wrong("crossed", "crossed"); }
                names.push_back(entry.get<std::string>());
                KLARSICHT_TRY(known_column("crossed", names.back()));
                if (!once.insert(names.back()).second) { return wrong("crossed", "crossed"); }
            }
            plan_.crossed.push_back(std::move(names));
        }
        return {};
    }

    Result<void> treatment(const json& value) {
        if (!value.is_object()) { return wrong("treatment", "treatment"); }
        Treatment treatment;
        for (const auto& item : value.items()) {
            if (item.key() == "column" && item.value().is_string()) {
                treatment.column = item.value().get<std::string>();
            } else if (item.key() == "control" && scalar(item.value())) {
                treatment.control = *scalar(item.value());
            } else if (item.key() == "column" || item.key() == "control") {
                return wrong("treatment", "treatment");
            } else {
                return unknown_name("field", "treatment", item.key(), {"column", "control"});
            }
        }
        if (!value.contains("column") || !value.contains("control")) { return wrong("treatment", "treatment"); }
        KLARSICHT_TRY(known_column("treatment", treatment.column));
        plan_.treatment = std::move(treatment);
        return {};
    }

    Result<void> missing_tokens(const json& value) {
        if (!value.is_array()) { return wrong("missing_tokens", "texts"); }
        plan_.missing_tokens.emplace();
        for (const json& token : value) {
            const auto text = scalar(token);
            if (!text) { return wrong("missing_tokens", "texts"); }
            plan_.missing_tokens->push_back(*text);
        }
        return {};
    }

    Result<void> limits(const json& value) {
        if (!value.is_object()) { return wrong("limits", "limits"); }
        for (const auto& item : value.items()) {
            if (!item.value().is_number()) { return wrong("limits", "limits", item.key()); }
            plan_.limits[item.key()] = item.value().get<double>();
        }
        return {};
    }

    Result<void> harmless(const json& value) {
        if (!value.is_array()) { return wrong("harmless", "columns"); }
        std::set<std::string> once;
        for (const json& column : value) {
            if (!column.is_string()) { return wrong("harmless", "columns"); }
            std::string name = column.get<std::string>();
            KLARSICHT_TRY(known_column("harmless", name));
            if (once.insert(name).second) { plan_.harmless.push_back(std::move(name)); }
        }
        return {};
    }

    Result<void> as_of(const json& value) {
        if (!value.is_string()) { return wrong("as_of", "date"); }
        plan_.as_of = value.get<std::string>();
        if (!days_of_iso_date(*plan_.as_of)) {
            return fail(ErrorCode::usage, Message("error.plan_not_a_date").text("value", plan_.as_of->substr(0, 60)));
        }
        return {};
    }

    Result<void> date_order(const json& value) {
        if (value != "dmy" && value != "mdy") { return wrong("date_order", "date_order"); }
        plan_.date_order = value.get<std::string>();
        return {};
    }

    Result<void> market(const json& value) {
        const auto is_letter = [](char c) { return c >= 'A' && c <= 'Z'; };
        if (!value.is_string()) { return wrong("market", "country"); }
        plan_.market = value.get<std::string>();
        if (plan_.market->size() != 2 || !std::ranges::all_of(*plan_.market, is_letter)) {
            return wrong("market", "country");
        }
        return {};
    }

    /// Which encodings and sheets there are is known where the file is read.
    Result<void> reading(const json& value) {
        if (!value.is_object()) { return wrong("reading", "reading"); }
        ReadingChoice& reading = plan_.reading;
        for (const auto& item : value.items()) {
            const std::string text = item.value().is_string() ? item.value().get<std::string>() : std::string();
            if (item.key() == "header" && item.value().is_boolean()) {
                reading.header = item.value().get<bool>();
            } else if (item.key() == "delimiter" && text.size() == 1) {
                reading.delimiter = text[0];
            } else if (item.key() == "encoding" && !text.empty()) {
                reading.encoding = text;
            } else if (item.key() == "sheet" && !text.empty()) {
                reading.sheet = text;
            } else {
                return wrong("reading", "reading", item.key());
            }
        }
        return {};
    }

    /// What each remedy means is known where it is carried out; here only its shape and its column are looked at.
    Result<void> remedies(const json& value) {
        if (!value.is_array()) { return wrong("remedies", "remedies"); }
        for (const json& remedy : value) {
            if (!remedy.is_object() || !remedy.contains("do") || !remedy["do"].is_string()) {
                return wrong("remedies", "remedies");
            }
            RemedyStep step{.kind = remedy["do"].get<std::string>(), .fields = {}};
            for (const auto& item : remedy.items()) {
                if (item.key() != "do") {
                    step.fields.push_back(
                        {item.key(), KLARSICHT_TRY(remedy_value(step.kind, item.key(), item.value()))});
                }
            }
            if (const RemedyValue* column = step.find("column")) {
                const std::string* name = std::get_if<std::string>(column);
                if (name == nullptr) { return wrong("remedies", "remedies"); }
                KLARSICHT_TRY(known_column("remedies", *name));
            }
            plan_.remedies.push_back(std::move(step));
        }
        return {};
    }

    static Result<RemedyValue> remedy_value(std::string_view remedy, std::string_view field, const json& value) {
        const auto misfit = [&](std::string_view expected) {
            Message message =
                Message("error.remedy.wrong").text("remedy", remedy.substr(0, 200)).text("field", field.substr(0, 200));
            return fail(ErrorCode::usage, message.term("expected", "error.remedy.expected." + std::string(expected)));
        };
        if (value.is_number()) { return value.get<double>(); }
        if (value.is_boolean()) { return value.get<bool>(); }
        if (value.is_string()) { return value.get<std::string>(); }
        if (value.is_array()) {
            std::vector<std::string> texts;
            for (const json& text : value) {
                if (!text.is_string()) { return misfit("columns"); }
                texts.push_back(text.get<std::string>());
            }
            return texts;
        }
        if (!value.is_object()) { return misfit("value"); }
        NamedNumbers numbers;
        for (const auto& item : value.items()) {
            if (!item.value().is_number()) { return misfit("costs"); }
            numbers.emplace_back(item.key(), item.value().get<double>());
        }
        return numbers;
    }

    bool any_column_;
    std::vector<std::string_view> columns_;
    std::set<std::string_view> known_;               ///< the same, to look up
    const std::vector<std::string_view>& meanings_;  ///< none: any will do
    Plan plan_;
};

}  // namespace

Result<Plan> parse_plan(std::string_view text, const Table& table) {
    const json document = KLARSICHT_TRY(read_plan_json(text));
    const std::vector<std::string> columns = names_of(table);
    return plan_from_json(document, &columns, known_meanings());
}

Result<Plan> plan_from_json(const json& document, const std::vector<std::string>* columns,
                            const std::vector<std::string_view>& meanings) {
    return Parser(columns, meanings).parse(document);
}

}  // namespace klarsicht
