#include "remedy/fields.h"

#include <algorithm>
#include <cmath>
#include <map>

#include <fast_float/fast_float.h>

#include "base/listed.h"
#include "base/shortest_number.h"
#include "table/trim.h"

namespace klarsicht::remedy {

namespace {

std::unexpected<Error> refuse(Message message) { return fail(ErrorCode::usage, std::move(message)); }

}  // namespace

std::unexpected<Error> Fields::wrong(std::string_view field, std::string_view expected) const {
    return refuse(Message("error.remedy.wrong")
                      .text("remedy", name())
                      .text("field", field)
                      .term("expected", "error.remedy.expected." + std::string(expected)));
}

std::unexpected<Error> Fields::impossible(std::string_view reason, std::string_view column) const {
    return refuse(Message("error.remedy." + std::string(reason)).text("remedy", name()).text("column", column));
}

std::unexpected<Error> Fields::key_too_short() const {
    return refuse(Message("error.remedy.key_short").count("least", least_key_bytes));
}

Result<std::size_t> Fields::known_column(std::string_view field, std::string_view name) const {
    const auto found = context_.table.find(name);
    if (!found) {
        return refuse(Message("error.remedy.unknown_column")
                          .text("remedy", this->name())
                          .text("field", field)
                          .text("name", name.substr(0, 200)));
    }
    return *found;
}

Result<std::size_t> Fields::column(std::string_view field, std::optional<Role> otherwise) const {
    if (!has(field) && otherwise) {
        if (const auto found = context_.first_with(*otherwise)) { return *found; }
    }
    const std::string* name = get<std::string>(field);
    if (name == nullptr) { return wrong(field, "column"); }
    return known_column(field, *name);
}

Result<std::vector<std::size_t>> Fields::columns(std::string_view field, std::optional<Role> otherwise) const {
    std::vector<std::size_t> found;
    if (!has(field) && otherwise) { found = context_.columns_with(*otherwise); }
    if (const std::string* name = get<std::string>(field)) {
        found.push_back(KLARSICHT_TRY(known_column(field, *name)));
    }
    if (const auto* names = get<std::vector<std::string>>(field)) {
        for (const std::string& name : *names) {
            const std::size_t column = KLARSICHT_TRY(known_column(field, name));
            if (std::ranges::find(found, column) == found.end()) { found.push_back(column); }
        }
    }
    if (found.empty()) { return wrong(field, "columns"); }
    return found;
}

Result<double> Fields::number(std::string_view field, double otherwise, double low, double high) const {
    if (!has(field)) { return otherwise; }
    const double* value = get<double>(field);
    if (value == nullptr || !(*value >= low) || !(*value <= high)) {
        return refuse(Message("error.remedy.range")
                          .text("remedy", name())
                          .text("field", field)
                          .number("low", low)
                          .number("high", high));
    }
    return *value;
}

Result<bool> Fields::flag(std::string_view field, bool otherwise) const {
    if (!has(field)) { return otherwise; }
    const bool* value = get<bool>(field);
    if (value == nullptr) { return wrong(field, "flag"); }
    return *value;
}

Result<std::string> Fields::text(std::string_view field, std::string_view otherwise) const {
    if (!has(field)) { return std::string(otherwise); }
    const std::string* value = get<std::string>(field);
    if (value == nullptr || trim(*value).empty()) { return wrong(field, "text"); }
    return *value;
}

Result<std::size_t> Fields::one_of(std::string_view field, std::initializer_list<std::string_view> words) const {
    if (!has(field)) { return std::size_t{0}; }
    const std::string* value = get<std::string>(field);
    const auto found = value == nullptr ? words.end() : std::ranges::find(words, *value);
    if (found == words.end()) {
        return refuse(
            Message("error.remedy.one_of").text("remedy", name()).text("field", field).text("known", listed(words)));
    }
    return static_cast<std::size_t>(found - words.begin());
}

Result<double> Fields::number_in(std::string_view field, std::string_view member, double otherwise) const {
    if (!has(field)) { return otherwise; }
    const NamedNumbers* numbers = get<NamedNumbers>(field);
    if (numbers == nullptr) { return wrong(field, "costs"); }
    double found = otherwise;
    for (const auto& [name, number] : *numbers) {
        if (name != "tp" && name != "fp" && name != "tn" && name != "fn") { return wrong(field, "costs"); }
        if (name == member) { found = number; }
    }
    return found;
}

std::string cell_of(double value) {
    if (!std::isfinite(value)) { return {}; }
    return shortest_number(value == 0 ? 0.0 : value);
}

ColumnWriter::ColumnWriter(std::string name, std::optional<std::size_t> replaces, std::size_t rows) {
    column_.name = std::move(name);
    column_.replaces = replaces;
    column_.codes.reserve(rows);
}

void ColumnWriter::add(std::string spelling) {
    const auto found = codes_.find(spelling);
    if (found != codes_.end()) {
        column_.codes.push_back(found->second);
        return;
    }
    const auto code = static_cast<std::uint32_t>(column_.dictionary.size());
    column_.dictionary.push_back(spelling);
    codes_.emplace(std::move(spelling), code);
    column_.codes.push_back(code);
}

CurrentColumn::CurrentColumn(const AuditContext& context, const Remedied& so_far, std::size_t column) {
    name = context.name(column);
    if (const RemedyColumn* instead = so_far.instead_of(column)) {
        codes = &instead->codes;
        name = instead->name;
        made = true;
        for (const std::string& spelling : instead->dictionary) {
            spellings.emplace_back(spelling);
            missing.push_back(trim(spelling).empty() ? 1 : 0);
            double value = std::nan("");
            const auto read = fast_float::from_chars(spelling.data(), spelling.data() + spelling.size(), value);
            values.push_back(read.ec == std::errc() && read.ptr == spelling.data() + spelling.size() ? value
                                                                                                     : std::nan(""));
        }
        return;
    }
    const Column& data = context.table.columns[column];
    const Interpretation& interpretation = context.interpretation(column);
    codes = &data.codes;
    const bool numbers = is_numeric(interpretation.kind) || interpretation.kind == Kind::boolean;
    for (std::uint32_t code = 0; code < data.counts.size(); ++code) {
        spellings.push_back(data.dictionary[code]);
        values.push_back(numbers ? interpretation.values[code] : std::nan(""));
        missing.push_back(interpretation.states[code] == CellState::missing ? 1 : 0);
        if (is_dated(interpretation.kind)) {
            constexpr double seconds_a_day = 86400;
            const double value = interpretation.values[code];
            days.push_back(interpretation.kind == Kind::datetime ? std::floor(value / seconds_a_day) : value);
        }
    }
}

bool CurrentColumn::numeric() const {
    return std::ranges::any_of(values, [](double value) { return !std::isnan(value); });
}

void put_instead(Remedied& result, std::size_t column, const CurrentColumn& current,
                 std::vector<std::string> spellings) {
    RemedyColumn made;
    made.name = current.name;
    made.replaces = column;
    std::map<std::string, std::uint32_t, std::less<>> known;
    std::vector<std::uint32_t> translated;
    translated.reserve(spellings.size());
    for (std::string& spelling : spellings) {
        const auto next = static_cast<std::uint32_t>(made.dictionary.size());
        const auto [at, fresh] = known.emplace(spelling, next);
        if (fresh) { made.dictionary.push_back(std::move(spelling)); }
        translated.push_back(at->second);
    }
    made.codes.reserve(current.codes->size());
    for (const std::uint32_t code : *current.codes) { made.codes.push_back(translated[code]); }
    put(result, std::move(made));
}

void put(Remedied& result, RemedyColumn column) {
    const auto same = std::ranges::find_if(result.columns, [&](const RemedyColumn& other) {
        return column.replaces ? other.replaces == column.replaces : !other.replaces && other.name == column.name;
    });
    if (same != result.columns.end()) {
        *same = std::move(column);
    } else {
        result.columns.push_back(std::move(column));
    }
}

}  // namespace klarsicht::remedy
