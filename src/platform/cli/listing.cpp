#include "platform/cli/listing.h"

#include <algorithm>
#include <string>
#include <vector>

#include "audit/registry.h"
#include "base/visible_text.h"
#include "platform/cli/files.h"
#include "report/outcome_text.h"
#include "report/render.h"
#include "training/scenario.h"

namespace klarsicht::cli {

namespace {

constexpr std::size_t buffer_bytes = std::size_t{1} << 20;

/// A limit of the rule pack with its date and its source.
json limit_entry(const Rules& rules, std::string_view name, Language language) {
    json entry = {{"name", name}, {"value", rules.limit(name)}};
    if (const Limit* limit = rules.find(name)) {
        entry["range"] = {json_number(limit->low), json_number(limit->high)};
        entry["date"] = limit->date.empty() ? json(nullptr) : json(limit->date);
        const auto source = limit->source.find(name_of(language));
        entry["source"] = source == limit->source.end() ? std::string() : source->second;
    }
    return entry;
}

constexpr bool stands_for_itself(char c) { return c >= ' ' && c <= '~' && c != '"' && c != '\\'; }

/// A JSON string without building a JSON value; bytes that are no UTF-8 never reach a table. What would act on a
/// terminal is escaped, so that the cells are exact and harmless.
void append_string(std::string& out, std::string_view text) {
    out += '"';
    while (!text.empty()) {
        // Most cells are letters and digits throughout.
        const auto plain = static_cast<std::size_t>(std::ranges::find_if_not(text, stands_for_itself) - text.begin());
        out += text.substr(0, plain);
        text.remove_prefix(plain);
        if (text.empty()) { break; }
        const CodePoint point = first_code_point(text);
        const std::size_t length = std::max<std::size_t>(1, point.length);
        switch (point.value) {
            case '"':
                out += "\\\"";
                break;
            case '\\':
                out += "\\\\";
                break;
            case '\n':
                out += "\\n";
                break;
            case '\r':
                out += "\\r";
                break;
            case '\t':
                out += "\\t";
                break;
            default:
                if (point.length > 0 && is_invisible(point.value)) {
                    append_json_escape(point.value, out);
                } else if (length == 1) {
                    out += text.front();
                } else {
                    out += text.substr(0, length);
                }
        }
        text.remove_prefix(length);
    }
    out += '"';
}

}  // namespace

json checks_listing(const Rules& rules, std::optional<Area> area, Language language) {
    const Texts& texts = Texts::of(language);
    json list = json::array();
    for (const Check* check : all_checks()) {
        const CheckInfo& info = check->info();
        if (area && info.area != *area) { continue; }
        json roles = json::array();
        for (const Role role : info.needs) { roles.push_back(name_of(role)); }
        json limits = json::array();
        for (const std::string_view limit : info.limits) { limits.push_back(limit_entry(rules, limit, language)); }
        json sources = json::array();
        for (const std::string_view source : texts.list(std::string(info.id) + ".sources")) {
            sources.push_back(source);
        }
        list.push_back({{"id", info.id},
                        {"area", name_of(info.area)},
                        {"name", check_text(info.id, "name", texts)},
                        {"needs", check_text(info.id, "needs", texts)},
                        {"roles", std::move(roles)},
                        {"any_role", info.any},
                        {"limits", std::move(limits)},
                        {"sources", std::move(sources)}});
    }
    return list;
}

std::string scenario_listing() {
    std::string text;
    for (const ScenarioInfo& info : scenarios()) {
        text += std::string(info.name) + " --rows " + std::to_string(info.rows);
        for (const ScenarioSetting& setting : info.settings) {
            text += " --set " + std::string(setting.name) + "=" + json_text(setting.standard);
        }
        text += "\n";
    }
    return text;
}

void print_rows(const Table& table, Console& console) {
    std::string buffer = "[";
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
        if (i > 0) { buffer += ','; }
        append_string(buffer, table.columns[i].name);
    }
    buffer += "]\n";
    std::vector<const Column*> columns;
    for (const Column& column : table.columns) { columns.push_back(&column); }
    auto apart = table.apart.begin();
    std::uint64_t row = 0;
    for (std::uint64_t line = 0; line < table.rows() + table.apart.size(); ++line) {
        const RowApart* beside = apart != table.apart.end() && apart->row == line ? &*apart++ : nullptr;
        buffer += '[';
        for (std::size_t i = 0; i < columns.size(); ++i) {
            if (i > 0) { buffer += ','; }
            if (beside == nullptr) {
                append_string(buffer, columns[i]->spelling_at(row));
            } else {
                append_string(buffer, i < beside->cells.size() ? std::string_view(beside->cells[i]) : "");
            }
        }
        row += beside == nullptr ? 1 : 0;
        buffer += "]\n";
        if (buffer.size() >= buffer_bytes) {
            console.out(buffer);
            buffer.clear();
        }
    }
    console.out(buffer);
}

}  // namespace klarsicht::cli
