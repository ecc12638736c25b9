#include "session/settings.h"

#include <algorithm>
#include <utility>

#include "audit/chosen_meaning.h"
#include "audit/groups.h"
#include "audit/outcome.h"
#include "base/fold.h"
#include "base/json.h"
#include "base/sort_few.h"
#include "ingest/code_page.h"
#include "profile/meaning.h"
#include "report/input_text.h"
#include "table/interpretation.h"

namespace klarsicht {

namespace {

constexpr std::size_t most_options = 24;
/// More columns that are compared would make too many pairs to choose from.
constexpr std::size_t most_crossed = 5;
constexpr std::size_t most_said = 4;  ///< settings in the line that says what holds

class Settings {
public:
    Settings(const AuditContext& context, const Plan& given, const Texts& texts)
        : context_(context), plan_(context.plan), given_(given), texts_(texts) {}

    json all() { return json::array({reading(), people(), comparison(), limits()}); }

private:
    std::string word(std::string_view key) const { return std::string(texts_.text(key)); }
    std::string of_column(std::string_view key, const std::string& column) const {
        return texts_.format(Message(key).text("column", column));
    }

    /// As it can be typed again: every digit, no mark between thousands.
    std::string number(double value) const {
        std::string text = json_number(value).dump();
        if (texts_.language() == Language::de) { std::ranges::replace(text, '.', ','); }
        return text;
    }

    // --- one group, as it is being put together ---

    json& field(std::string id, std::string label, std::string_view kind, std::string value) {
        fields_.push_back(
            {{"id", std::move(id)}, {"label", std::move(label)}, {"kind", kind}, {"value", std::move(value)}});
        return fields_.back();
    }

    void say(const std::string& label, const std::string& value) {
        if (value.empty() || ++said_ > most_said) { return; }
        now_ += (now_.empty() ? "" : " · ") + label + ": " + value;
    }

    static json option(std::string_view id, std::string_view label) { return {{"id", id}, {"label", label}}; }

    /// What the program chooses by itself; the value in brackets, where that is what holds.
    json automatic(bool holds, const std::string& value) const {
        return option("", holds && !value.empty() ? texts_.format(Message("set.auto.value").text("value", value))
                                                  : word("set.auto"));
    }

    json group(std::string_view id, std::string now = {}) {
        if (now.empty()) { now = now_ + (said_ > most_said ? " …" : ""); }
        json made = {{"id", id},
                     {"title", word("set." + std::string(id))},
                     {"now", std::move(now)},
                     {"fields", std::exchange(fields_, json::array())},
                     {"groups", json::array()}};
        now_.clear();
        said_ = 0;
        return made;
    }

    // --- how the file is read ---

    std::string encoding_word(std::string_view name) const {
        const std::string key = std::string("encoding.").append(name);
        return texts_.has(key) ? word(key) : upper(name);
    }

    void delimiter() {
        const Source& source = context_.table.source;
        const std::string chosen = given_.reading.delimiter ? std::string(1, *given_.reading.delimiter) : "";
        json options = json::array({automatic(chosen.empty(), delimiter_name(source.delimiter, texts_))});
        for (const std::string mark : {",", ";", "\t", "|", ":", " "}) {
            options.push_back(option(mark, delimiter_name(mark, texts_)));
        }
        field("read|delimiter", word("set.delimiter"), "choice", chosen)["options"] = std::move(options);
    }

    void encoding() {
        const Source& source = context_.table.source;
        const std::string chosen = given_.reading.encoding.value_or("");
        json options = json::array({automatic(chosen.empty(), encoding_word(source.encoding))});
        for (const std::string_view name : {"utf-8", "utf-16le", "utf-16be"}) {
            options.push_back(option(name, encoding_word(name)));
        }
        for (const CodePage page : all_code_pages) {
            options.push_back(option(name_of(page), encoding_word(name_of(page))));
        }
        field("read|encoding", word("set.encoding"), "choice", chosen)["options"] = std::move(options);
    }

    /// Of dates as 03/04/2025, which no row need prove.
    void date_order() {
        bool dates = given_.date_order.has_value();
        for (std::size_t c = 0; c < context_.table.columns.size(); ++c) {
            dates = dates || is_dated(context_.interpretation(c).kind);
        }
        if (!dates) { return; }
        field("date_order", word("set.date_order"), "choice", given_.date_order.value_or(""))["options"] =
            json::array({automatic(false, ""), option("dmy", word("set.date_order.dmy")),
                         option("mdy", word("set.date_order.mdy"))});
    }

    json reading() {
        const Source& source = context_.table.source;
        if (!source.delimiter.empty()) { delimiter(); }
        const auto header = [&](bool there) { return word(there ? "set.header.yes" : "set.header.no"); };
        const auto& chosen = given_.reading.header;
        field("read|header", word("set.header"), "choice",
              !chosen   ? ""
              : *chosen ? "yes"
                        : "no")["options"] = json::array({automatic(!chosen, header(source.has_header)),
                                                          option("yes", header(true)), option("no", header(false))});
        if (!source.delimiter.empty()) { encoding(); }
        if (source.sheets.size() > 1) {
            json options = json::array({automatic(!given_.reading.sheet, source.sheet)});
            for (const std::string& sheet : source.sheets) { options.push_back(option(sheet, sheet)); }
            field("read|sheet", word("set.sheet"), "choice", given_.reading.sheet.value_or(""))["options"] =
                std::move(options);
        }
        std::string tokens;
        for (const std::string& token : plan_.missing_tokens ? *plan_.missing_tokens : default_missing_tokens()) {
            if (!token.empty()) { tokens += (tokens.empty() ? "" : "; ") + token; }
        }
        json& missing = field("missing_tokens", word("set.missing_tokens"), "text", tokens);
        missing["hint"] = word("set.missing_tokens.hint");
        date_order();
        return group("read", read_as(source, texts_));
    }

    // --- who the person is, and what is known of them ---

    json people() {
        for (const Role role :
             {Role::person, Role::decision, Role::outcome, Role::treatment, Role::score, Role::weight}) {
            const std::vector<std::string> columns = plan_.columns_with(role);
            const std::string name(name_of(role));
            const std::string label = word("role." + name);
            std::string held;
            for (const std::string& column : columns) { held += (held.empty() ? "" : ", ") + column; }
            say(label, held);
            // Of several each has the role in the table of columns.
            if (columns.size() <= 1) { field("holder|" + name, label, "column", held); }
        }
        return group("people");
    }

    // --- who is compared with whom ---

    bool is_number(std::size_t c) const { return is_numeric(context_.interpretation(c).kind); }

    /// The groups of a column to choose from, of which one holds; to type where they are many.
    void value_of(const std::string& id, const std::string& label, std::size_t c, const std::string& now, bool chosen) {
        if (!context_.shows_values(c)) { return; }
        const CodeGroups groups = groups_of(context_, c);
        const auto said = [&](const std::string& value) {
            return groups.binned ? texts_.group(value) : context_.shown(c, value);
        };
        const std::string shown = now.empty() ? "" : said(now);
        say(label, shown);
        if (groups.labels.size() > most_options) {
            field(id, label, "text", chosen ? now : "")["hint"] = shown;
            return;
        }
        json options = json::array({automatic(!chosen, shown)});
        for (const std::string& value : groups.labels) { options.push_back(option(value, said(value))); }
        field(id, label, "choice", chosen ? now : "")["options"] = std::move(options);
    }

    void positive(std::size_t c) {
        const std::string& name = context_.name(c);
        const auto found = plan_.positive.find(name);
        const Positive now = found == plan_.positive.end() ? Positive() : found->second;
        if (!is_number(c) || context_.interpretation(c).distinct <= 2) {
            value_of("positive|" + name, of_column("set.positive", name), c, now.equals.value_or(""),
                     given_.positive.contains(name));
            return;
        }
        const auto bound = [&](const std::string& id, const std::optional<double>& value) {
            const std::string label = of_column("set." + id, name), text = value ? number(*value) : "";
            field(id + "|" + name, label, "text", text);
            say(label, text);
        };
        bound("at_least", now.at_least);
        bound("at_most", now.at_most);
    }

    void favoured_and_bins(std::size_t c) {
        const std::string& name = context_.name(c);
        const auto favoured = plan_.favoured.find(name);
        value_of("favoured|" + name, of_column("set.favoured", name), c,
                 favoured == plan_.favoured.end() ? "" : favoured->second, given_.favoured.contains(name));
        const Kind kind = context_.interpretation(c).kind;
        if (!is_number(c) && kind != Kind::date && kind != Kind::datetime) { return; }
        std::string edges;
        if (const auto bins = plan_.bins.find(name); bins != plan_.bins.end()) {
            for (const double edge : bins->second) { edges += (edges.empty() ? "" : "; ") + number(edge); }
        }
        field("bins|" + name, of_column("set.bins", name), "text", edges)["hint"] = word("set.bins.hint");
    }

    /// The sets that are crossed, and pairs that could be.
    void crossed(const std::vector<std::size_t>& columns) {
        std::vector<std::vector<std::string>> sets = plan_.crossed;
        for (std::size_t i = 0; i < std::min(columns.size(), most_crossed); ++i) {
            for (std::size_t j = i + 1; j < std::min(columns.size(), most_crossed); ++j) {
                std::vector<std::string> pair = {context_.name(columns[i]), context_.name(columns[j])};
                const auto same = [&](const auto& set) { return std::ranges::is_permutation(set, pair); };
                if (std::ranges::none_of(sets, same)) { sets.push_back(std::move(pair)); }
            }
        }
        if (sets.empty()) { return; }
        json options = json::array();
        for (std::size_t i = 0; i < sets.size(); ++i) {
            std::string label;
            for (const std::string& name : sets[i]) { label += (label.empty() ? "" : " × ") + name; }
            json one = option(json(sets[i]).dump(), label);
            one["on"] = i < plan_.crossed.size();
            options.push_back(std::move(one));
        }
        field("crossed", word("set.crossed"), "toggles", "")["options"] = std::move(options);
    }

    json comparison() {
        for (const Role role : {Role::decision, Role::outcome}) {
            for (const std::size_t c : context_.columns_with(role)) { positive(c); }
        }
        const std::vector<std::size_t> columns = context_.columns_with(Role::protected_);
        for (const std::size_t c : columns) { favoured_and_bins(c); }
        crossed(columns);
        if (const auto c = context_.first_with(Role::treatment)) {
            const bool known = plan_.treatment && plan_.treatment->column == context_.name(*c);
            value_of("control|" + context_.name(*c), of_column("set.control", context_.name(*c)), *c,
                     known ? plan_.treatment->control : "", given_.treatment.has_value());
        }
        return group("compare", fields_.empty() ? word("set.compare.none") : std::string());
    }

    // --- limits, and the day ---

    /// Those of one area, whose names begin so.
    json limits_of(std::string_view area) {
        std::size_t own = 0;
        for (const Limit& limit : context_.rules.limits()) {
            if (!limit.name.starts_with(area)) { continue; }
            json& one =
                field("limit|" + limit.name, word("limit." + limit.name), "text", number(context_.limit(limit.name)));
            Message range = Message("set.range").text("low", number(limit.low)).text("high", number(limit.high));
            one["hint"] = texts_.format(range.text("value", number(limit.value)));
            if (const auto why = limit.source.find(name_of(texts_.language())); why != limit.source.end()) {
                one["help"] = why->second;
            }
            own += given_.limits.contains(limit.name) ? 1 : 0;
        }
        json made = group("limits", own_limits(own));
        made["id"] = area;
        made["title"] = word("report.area." + std::string(area));
        return made;
    }

    std::string own_limits(std::size_t own) const {
        return own == 0 ? word("set.limits.usual") : texts_.format(Message("set.limits.own").count("n", own));
    }

    json limits() {
        field("as_of", word("set.as_of"), "text", given_.as_of.value_or(""))["hint"] = word("set.as_of.hint");
        field("market", word("set.market"), "text", plan_.market.value_or(""))["hint"] = word("set.market.hint");
        say(word("set.as_of"), given_.as_of ? *given_.as_of : word("set.today"));
        if (plan_.market) { say(word("set.market"), *plan_.market); }
        json made = group("limits", now_ + " · " + own_limits(given_.limits.size()));
        for (const Area area : {Area::privacy, Area::bias, Area::quality, Area::ethics, Area::skills}) {
            made["groups"].push_back(limits_of(name_of(area)));
        }
        return made;
    }

    const AuditContext& context_;
    const Plan& plan_;
    const Plan& given_;
    const Texts& texts_;
    json fields_ = json::array();
    std::string now_;
    std::size_t said_ = 0;
};

/// The meanings of one class by their names, as a reader looks for them.
json meanings_of(PersonalClass personal_class, const Texts& texts) {
    std::vector<std::pair<std::string, std::string_view>> named;
    for (const std::string_view id : known_meanings()) {
        const std::string key = std::string("meaning.").append(id);
        if (class_of(id) == personal_class && texts.has(key)) { named.emplace_back(texts.text(key), id); }
    }
    sort_few(named, std::ranges::less(), [](const auto& one) { return folded(one.first); });
    json options = json::array();
    for (const auto& [label, id] : named) { options.push_back({{"id", id}, {"label", label}}); }
    return {{"title", texts.text(std::string("set.meaning.").append(name_of(personal_class)))},
            {"options", std::move(options)}};
}

}  // namespace

json meanings_to_json(const Texts& texts) {
    json groups = json::array();
    groups.push_back({{"title", ""},
                      {"options",
                       {{{"id", ""}, {"label", texts.text("set.auto")}},
                        {{"id", no_meaning}, {"label", texts.text("set.meaning.nothing")}}}}});
    for (const auto personal_class : {PersonalClass::direct, PersonalClass::quasi, PersonalClass::special,
                                      PersonalClass::financial, PersonalClass::online, PersonalClass::none}) {
        groups.push_back(meanings_of(personal_class, texts));
    }
    return groups;
}

json settings_to_json(const AuditContext& context, const Plan& given, const Texts& texts) {
    return Settings(context, given, texts).all();
}

}  // namespace klarsicht
