#include "platform/web/engine/request.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "audit/plan_edit_json.h"
#include "audit/plan_json.h"
#include "base/json.h"
#include "report/render.h"

namespace klarsicht::web {

namespace {

/// A plan's brackets and those around it.
constexpr std::size_t deepest = 64;

std::unexpected<Error> refuse(Message message) { return fail(ErrorCode::usage, std::move(message)); }

/// The fields of a request, taken one by one; what is left at the end does not belong there.
class Fields {
public:
    Fields(const json& document, std::string_view request) : document_(document), request_(request) {}

    Result<std::string> text(std::string_view name, std::optional<std::string_view> otherwise = std::nullopt) {
        const json* value = take(name);
        if (value == nullptr && otherwise) { return std::string(*otherwise); }
        if (value == nullptr || !value->is_string()) { return wrong(name, "text"); }
        return value->get<std::string>();
    }

    bool has(std::string_view name) const { return document_.contains(name); }

    Result<std::optional<char>> letter(std::string_view name) {
        const json* value = take(name);
        if (value == nullptr) { return std::nullopt; }
        const std::string text = value->is_string() ? value->get<std::string>() : std::string();
        if (text.size() != 1) { return wrong(name, "letter"); }
        return text[0];
    }

    Result<std::optional<bool>> flag(std::string_view name) {
        const json* value = take(name);
        if (value == nullptr) { return std::nullopt; }
        if (!value->is_boolean()) { return wrong(name, "flag"); }
        return value->get<bool>();
    }

    Result<std::uint64_t> count(std::string_view name, std::optional<std::uint64_t> otherwise = std::nullopt) {
        constexpr double exact = 9007199254740992.0;  // 2^53
        const json* value = take(name);
        if (value == nullptr && otherwise) { return *otherwise; }
        const double number = value != nullptr && value->is_number() ? value->get<double>() : -1;
        if (!(number >= 0 && number <= exact) || number != std::trunc(number)) { return wrong(name, "count"); }
        return static_cast<std::uint64_t>(number);
    }

    /// A number of a column or a finding, where there is one.
    Result<std::optional<std::size_t>> place(std::string_view name) {
        constexpr std::uint64_t none = ~std::uint64_t{0};
        const std::uint64_t number = KLARSICHT_TRY(count(name, none));
        if (number == none) { return std::nullopt; }
        if (number > 0xFFFFFFFFU) { return wrong(name, "count"); }
        return static_cast<std::size_t>(number);
    }

    /// A list; an empty one where there is none.
    Result<json> list_or_none(std::string_view name) {
        const json* value = take(name);
        if (value == nullptr) { return json::array(); }
        if (!value->is_array()) { return wrong(name, "list"); }
        return *value;
    }

    /// An amount of money; empty where none is given.
    Result<std::optional<double>> amount(std::string_view name) {
        constexpr double most = 1e9;
        const json* value = take(name);
        if (value == nullptr) { return std::nullopt; }
        const double number = value->is_number() ? value->get<double>() : -1;
        if (!(number >= 0 && number <= most)) { return wrong(name, "amount"); }
        return number;
    }

    /// A list; nullptr where there may be none.
    Result<const json*> list(std::string_view name) {
        const json* value = take(name);
        if (value == nullptr || !value->is_array()) { return wrong(name, "list"); }
        return value;
    }

    /// A list of texts; none without one.
    Result<std::vector<std::string>> texts(std::string_view name) {
        std::vector<std::string> all;
        const json* value = take(name);
        if (value == nullptr) { return all; }
        if (!value->is_array()) { return wrong(name, "list"); }
        for (const json& one : *value) {
            if (!one.is_string()) { return wrong(name, "list"); }
            all.push_back(one.get<std::string>());
        }
        return all;
    }

    /// An object; nullptr without one.
    Result<const json*> object(std::string_view name) {
        const json* value = take(name);
        if (value == nullptr) { return nullptr; }
        if (!value->is_object()) { return wrong(name, "object"); }
        return value;
    }

    std::unexpected<Error> wrong(std::string_view name, std::string_view expected) const {
        return refuse(Message("error.request.wrong")
                          .text("field", name)
                          .term("expected", "error.request.expected." + std::string(expected)));
    }

    Result<void> end() const {
        for (const auto& item : document_.items()) {
            if (item.key() == "request" || item.key() == "lang" ||
                std::ranges::find(taken_, item.key()) != taken_.end()) {
                continue;
            }
            return refuse(Message("error.request.unknown_field")
                              .text("request", request_)
                              .text("name", std::string_view(item.key()).substr(0, 200)));
        }
        return {};
    }

private:
    /// The field; nullptr where it is missing or null.
    const json* take(std::string_view name) {
        taken_.push_back(name);
        const auto found = document_.find(name);
        return found == document_.end() || found->is_null() ? nullptr : &*found;
    }

    const json& document_;
    std::string_view request_;
    std::vector<std::string_view> taken_;
};

using What = decltype(Request::what);

Result<What> open(Fields& fields) {
    ask::Open open;
    const std::string input = KLARSICHT_TRY(fields.text("input", "current"));
    constexpr std::array inputs = {Input::current, Input::reference, Input::population};
    const auto found = std::ranges::find_if(inputs, [&](Input one) { return name_of(one) == input; });
    open.preview = input == "preview" || input == "earlier";
    if (found == inputs.end() && !open.preview) { return fields.wrong("input", "input"); }
    if (!open.preview) { open.input = *found; }
    open.options.name = KLARSICHT_TRY(fields.text("name"));
    const std::uint64_t bytes = KLARSICHT_TRY(fields.count("size", 0));
    if (bytes > 0) { open.options.file_bytes = bytes; }
    open.options.delimiter = KLARSICHT_TRY(fields.letter("delimiter"));
    open.options.quote = KLARSICHT_TRY(fields.letter("quote"));
    open.options.header = KLARSICHT_TRY(fields.flag("header"));
    if (std::string encoding = KLARSICHT_TRY(fields.text("encoding", "")); !encoding.empty()) {
        open.options.encoding = std::move(encoding);
    }
    if (std::string sheet = KLARSICHT_TRY(fields.text("sheet", "")); !sheet.empty()) {
        open.options.sheet = std::move(sheet);
    }
    return open;
}

Result<What> set_plan(Fields& fields) {
    const json* plan = KLARSICHT_TRY(fields.object("plan"));
    const bool fit = KLARSICHT_TRY(fields.flag("fit")).value_or(false);
    return ask::SetPlan{plan == nullptr ? std::string() : json_text(*plan), fit};
}

Result<What> edit(Fields& fields) {
    ask::Edit edit;
    for (const json& one : *KLARSICHT_TRY(fields.list("edits"))) {
        edit.edits.push_back(KLARSICHT_TRY(plan_edit_from_json(one)));
    }
    return edit;
}

Result<What> audit(Fields& fields) {
    ask::Audit audit;
    audit.show_values = KLARSICHT_TRY(fields.flag("show_values")).value_or(false);
    audit.show_cells = KLARSICHT_TRY(fields.flag("show_cells")).value_or(false);
    audit.rules = KLARSICHT_TRY(fields.text("rules", ""));
    return audit;
}

Result<What> render(Fields& fields) {
    constexpr std::array<std::string_view, 7> formats = {"",    "json",       "html", "one-page.html",
                                                         "csv", "counts.csv", "md"};
    ask::Render render{KLARSICHT_TRY(fields.text("format", ""))};
    if (std::ranges::find(formats, render.format) == formats.end()) { return fields.wrong("format", "format"); }
    return render;
}

Result<What> chart(Fields& fields) {
    ask::ChartFile chart;
    chart.check = KLARSICHT_TRY(fields.count("check"));
    chart.all = KLARSICHT_TRY(fields.flag("all")).value_or(false);
    const std::string theme = KLARSICHT_TRY(fields.text("theme", "light"));
    if (theme != "light" && theme != "dark") { return fields.wrong("theme", "theme"); }
    chart.dark = theme == "dark";
    return chart;
}

Result<What> one_page(Fields& fields) {
    return ask::OnePage{
        {.contact = KLARSICHT_TRY(fields.amount("contact")), .sale = KLARSICHT_TRY(fields.amount("sale"))}};
}

Result<What> remedy(Fields& fields) {
    json plan = json::object();
    plan["remedies"] = *KLARSICHT_TRY(fields.list("remedies"));
    return ask::Remedy{KLARSICHT_TRY(plan_from_json(plan, nullptr)).remedies};
}

Result<std::pair<std::string, std::uint64_t>> column_and_group(const json& chosen) {
    Fields fields(chosen, "what_if");
    std::string column = KLARSICHT_TRY(fields.text("column"));
    const std::uint64_t group = KLARSICHT_TRY(fields.count("group"));
    KLARSICHT_TRY(fields.end());
    return std::pair(std::move(column), group);
}

Result<What> what_if(Fields& fields) {
    constexpr std::uint64_t none = ~std::uint64_t{0};
    ask::WhatIf what_if;
    if (const std::uint64_t row = KLARSICHT_TRY(fields.count("row", none)); row != none) { what_if.ask.row = row; }
    for (const json& one : *KLARSICHT_TRY(fields.list("set"))) {
        what_if.ask.set.push_back(KLARSICHT_TRY(column_and_group(one)));
    }
    if (const json* change = KLARSICHT_TRY(fields.object("change"))) {
        what_if.ask.change = KLARSICHT_TRY(column_and_group(*change));
    }
    what_if.ask.suggest = KLARSICHT_TRY(fields.flag("suggest")).value_or(false);
    return what_if;
}

Result<remedy::ShareChoice> share_choice(Fields& fields) {
    remedy::ShareChoice choice;
    choice.needed = KLARSICHT_TRY(fields.texts("needed"));
    if (const json* chosen = KLARSICHT_TRY(fields.object("chosen"))) {
        for (const auto& [name, value] : chosen->items()) {
            if (!value.is_string()) { return fields.wrong("chosen", "object"); }
            choice.chosen.emplace(name, value.get<std::string>());
        }
    }
    choice.leave_out_rows = KLARSICHT_TRY(fields.flag("leave_out_rows"));
    return choice;
}

Result<What> share(Fields& fields) {
    ask::Share share;
    share.choice = KLARSICHT_TRY(share_choice(fields));
    std::string key = KLARSICHT_TRY(fields.text("key", ""));
    share.key = Secret(std::move(key));
    return share;
}

Result<std::vector<std::pair<std::string, std::string>>> scenario_settings(Fields& fields) {
    std::vector<std::pair<std::string, std::string>> list;
    if (const json* settings = KLARSICHT_TRY(fields.object("settings"))) {
        for (const auto& [name, value] : settings->items()) {
            list.emplace_back(name, value.is_string() ? value.get<std::string>() : json_text(value));
        }
    }
    return list;
}

Result<What> scenario(Fields& fields) {
    ask::Scenario scenario;
    scenario.name = KLARSICHT_TRY(fields.text("name"));
    scenario.options.rows = KLARSICHT_TRY(fields.count("rows", 0));
    scenario.options.seed = KLARSICHT_TRY(fields.count("seed", 1));
    scenario.options.settings = KLARSICHT_TRY(scenario_settings(fields));
    return scenario;
}

Result<What> lesson(Fields& fields) {
    ask::Lesson lesson;
    lesson.ask.id = KLARSICHT_TRY(fields.text("id"));
    lesson.ask.seed = KLARSICHT_TRY(fields.count("seed", 1));
    lesson.ask.settings = KLARSICHT_TRY(scenario_settings(fields));
    return lesson;
}

Result<What> text(Fields& fields) {
    ask::Text text{Message(KLARSICHT_TRY(fields.text("key")))};
    if (const json* args = KLARSICHT_TRY(fields.object("args"))) {
        for (const auto& [name, value] : args->items()) {
            if (value.is_string()) {
                text.message.text(name, value.get<std::string>());
            } else if (value.is_number_integer()) {
                text.message.integer(name, value.get<std::int64_t>());
            } else if (value.is_number()) {
                text.message.number(name, value.get<double>());
            }
        }
    }
    return text;
}

Result<RowFilter> row_filter(const json& document, Fields& outer) {
    if (!document.is_object()) { return outer.wrong("filters", "object"); }
    constexpr std::array<std::string_view, 4> names = {"missing", "invalid", "present", "value"};
    Fields fields(document, "rows");
    RowFilter filter;
    const std::optional<std::size_t> column = KLARSICHT_TRY(fields.place("column"));
    const std::string is = KLARSICHT_TRY(fields.text("is"));
    const auto found = std::ranges::find(names, is);
    if (!column) { return fields.wrong("column", "count"); }
    if (found == names.end()) { return fields.wrong("is", "condition"); }
    filter.column = *column;
    filter.is = static_cast<RowFilter::Is>(found - names.begin());
    if (filter.is == RowFilter::Is::value) { filter.value = KLARSICHT_TRY(fields.text("value")); }
    KLARSICHT_TRY(fields.end());
    return filter;
}

Result<RowQuery> row_query(Fields& fields) {
    constexpr std::size_t most_filters = 50, most_columns = 16'384;
    RowQuery query;
    query.rows.check = KLARSICHT_TRY(fields.place("check"));
    query.rows.sort = KLARSICHT_TRY(fields.place("sort"));
    query.rows.descending = KLARSICHT_TRY(fields.flag("descending")).value_or(false);
    const json filters = KLARSICHT_TRY(fields.list_or_none("filters"));
    if (filters.size() > most_filters) { return fields.wrong("filters", "list"); }
    for (const json& filter : filters) { query.rows.filters.push_back(KLARSICHT_TRY(row_filter(filter, fields))); }
    const json columns = KLARSICHT_TRY(fields.list_or_none("columns"));
    if (columns.size() > most_columns) { return fields.wrong("columns", "list"); }
    for (const json& column : columns) {
        if (!column.is_number_unsigned() || column.get<std::uint64_t>() > 0xFFFFFFFFU) {
            return fields.wrong("columns", "count");
        }
        query.columns.push_back(column.get<std::size_t>());
    }
    return query;
}

Result<What> rows(Fields& fields) {
    ask::Rows rows{.query = KLARSICHT_TRY(row_query(fields))};
    rows.first = KLARSICHT_TRY(fields.count("first", 0));
    rows.count = KLARSICHT_TRY(fields.count("count", most_page_rows));
    rows.values_of = KLARSICHT_TRY(fields.place("values_of"));
    return rows;
}

Result<What> decide(Fields& fields) {
    ask::Decide decide;
    for (const json& one : *KLARSICHT_TRY(fields.list("checks"))) {
        if (!one.is_number_unsigned()) { return fields.wrong("checks", "list"); }
        decide.checks.push_back(one.get<std::uint64_t>());
    }
    const auto choice = choice_named(KLARSICHT_TRY(fields.text("choice")));
    if (!choice) { return fields.wrong("choice", "choice"); }
    decide.decision.choice = *choice;
    decide.decision.who = KLARSICHT_TRY(fields.text("who", ""));
    decide.decision.until = KLARSICHT_TRY(fields.text("until", ""));
    decide.decision.note = KLARSICHT_TRY(fields.text("note", ""));
    return decide;
}

Result<What> note(Fields& fields) {
    if (fields.has("question")) {
        note::Answer answer{.question = KLARSICHT_TRY(fields.text("question")), .answer = {}};
        const std::string given = KLARSICHT_TRY(fields.text("answer", ""));
        answer.answer = ready_answer_named(given);
        if (!answer.answer && !given.empty()) { return fields.wrong("answer", "answer"); }
        return ask::Note{std::move(answer)};
    }
    if (fields.has("notes")) { return ask::Note{note::Notes{KLARSICHT_TRY(fields.text("notes"))}}; }
    note::Sign sign;
    sign.name = KLARSICHT_TRY(fields.text("name"));
    sign.day = KLARSICHT_TRY(fields.text("day", ""));
    return ask::Note{std::move(sign)};
}

Result<What> set_record(Fields& fields) {
    const json* record = KLARSICHT_TRY(fields.object("record"));
    return ask::SetRecord{record == nullptr ? std::string("{}") : json_text(*record)};
}

Result<What> compare(Fields& fields) {
    ask::Compare compare{.text = KLARSICHT_TRY(fields.text("text", ""))};
    compare.file = KLARSICHT_TRY(fields.flag("file")).value_or(false);
    return compare;
}

struct Known {
    std::string_view name;
    Result<What> (*read)(Fields& fields);
};

constexpr std::array<Known, std::variant_size_v<What>> known = {{
    {"open", open},
    {"finish", [](Fields&) -> Result<What> { return ask::Finish{}; }},
    {"plan", set_plan},
    {"edit", edit},
    {"undo", [](Fields&) -> Result<What> { return ask::Undo{}; }},
    {"audit", audit},
    {"render", render},
    {"choices", [](Fields& fields) -> Result<What> { return ask::Choices{KLARSICHT_TRY(fields.text("column"))}; }},
    {"detail",
     [](Fields& fields) -> Result<What> {
         return ask::Detail{KLARSICHT_TRY(fields.count("check")), KLARSICHT_TRY(fields.count("page", 0))};
     }},
    {"dots",
     [](Fields& fields) -> Result<What> {
         return ask::DotsBy{KLARSICHT_TRY(fields.text("group")), KLARSICHT_TRY(fields.text("decision"))};
     }},
    {"remedy", remedy},
    {"scenario", scenario},
    {"lesson", lesson},
    {"lessons", [](Fields&) -> Result<What> { return ask::Lessons{}; }},
    {"text", text},
    {"texts", [](Fields&) -> Result<What> { return ask::Texts{}; }},
    {"preview",
     [](Fields& fields) -> Result<What> {
         return ask::Preview{KLARSICHT_TRY(fields.flag("show_values")).value_or(false)};
     }},
    {"keep_plan", [](Fields&) -> Result<What> { return ask::KeepPlan{}; }},
    {"what_if", what_if},
    {"sharing", [](Fields& fields) -> Result<What> { return ask::Sharing{KLARSICHT_TRY(share_choice(fields))}; }},
    {"share", share},
    {"share_key", [](Fields&) -> Result<What> { return ask::ShareKey{}; }},
    {"rows", rows},
    {"save_rows", [](Fields& fields) -> Result<What> { return ask::SaveRows{KLARSICHT_TRY(row_query(fields))}; }},
    {"chart", chart},
    {"one_page", one_page},
    {"redo", [](Fields&) -> Result<What> { return ask::Redo{}; }},
    {"decide", decide},
    {"note", note},
    {"work", [](Fields& fields) -> Result<What> { return ask::Work{KLARSICHT_TRY(fields.text("text"))}; }},
    {"record", set_record},
    {"keep_work", [](Fields&) -> Result<What> { return ask::KeepWork{}; }},
    {"compare", compare},
    {"read_plan", [](Fields& fields) -> Result<What> { return ask::ReadPlan{KLARSICHT_TRY(fields.text("text"))}; }},
}};

}  // namespace

Result<Request> parse_request(std::string_view text) {
    json document = read_json(text, deepest).value_or(json());
    // A key does not stay behind in what was asked.
    struct Wiping {
        json& document;
        ~Wiping() {
            const auto key = document.is_object() ? document.find("key") : document.end();
            if (key != document.end() && key->is_string()) { wipe(key->get_ref<std::string&>()); }
        }
    } wiping{document};
    if (!document.is_object()) { return refuse(Message("error.request.not_json")); }
    const auto name = document.find("request");
    const std::string asked = name != document.end() && name->is_string() ? name->get<std::string>() : std::string();
    const auto found = std::ranges::find(known, asked, &Known::name);
    if (found == known.end()) {
        std::string names;
        for (const Known& one : known) { names += (names.empty() ? "" : ", ") + std::string(one.name); }
        return refuse(
            Message("error.request.unknown").text("name", std::string_view(asked).substr(0, 200)).text("known", names));
    }
    Fields fields(document, found->name);
    Request request{.language = Language::en, .what = KLARSICHT_TRY(found->read(fields))};
    KLARSICHT_TRY(fields.end());
    if (const auto lang = document.find("lang"); lang != document.end()) {
        const auto language = lang->is_string() ? language_named(lang->get<std::string>()) : std::nullopt;
        if (!language) { return fields.wrong("lang", "language"); }
        request.language = *language;
    }
    return request;
}

Language language_of_request(std::string_view text) {
    const json document = read_json(text, deepest).value_or(json());
    if (!document.is_object()) { return Language::en; }
    const auto lang = document.find("lang");
    return lang != document.end() && lang->is_string() ? language_named(lang->get<std::string>()).value_or(Language::en)
                                                       : Language::en;
}

}  // namespace klarsicht::web
