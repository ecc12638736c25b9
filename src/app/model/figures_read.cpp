#include "app/model/figures_read.h"

#include <cmath>
#include <optional>

#include "app/model/json_read.h"
#include "base/json.h"

namespace klarsicht::app {

namespace {

Figure read_item(const json& value) {
    if (value.is_boolean()) { return Figures::flag_item(value.get<bool>()); }
    if (value.is_number_unsigned()) { return Figures::count_item(value.get<std::uint64_t>()); }
    if (value.is_number()) { return Figures::number_item(value.get<double>()); }
    if (value.is_string()) { return Figures::text_item(value.get_ref<const std::string&>()); }
    if (value.is_object()) { return Figures::part_item(read_figures(value)); }
    if (!value.is_array()) { return Figures::none_item(); }
    std::vector<Figure> items;
    items.reserve(value.size());
    for (const json& item : value) { items.push_back(read_item(item)); }
    return Figures::list_item(std::move(items));
}

}  // namespace

Figures read_figures(const json& object) {
    Figures figures;
    if (!object.is_object()) { return figures; }
    for (auto at = object.begin(); at != object.end(); ++at) {
        Figure& figure = figures.none(at.key());
        figure = read_item(at.value());
        figure.name = at.key();
    }
    return figures;
}

std::vector<Group> read_groups(const json& list) {
    std::vector<Group> groups;
    if (!list.is_array()) { return groups; }
    for (const json& one : list) {
        if (!one.is_object()) { continue; }
        Group& group = groups.emplace_back();
        group.figures = read_figures(one);
        group.suppressed = strings_in(one, "suppressed");
    }
    return groups;
}

std::vector<ShownFigure> read_shown_figures(const json& list) {
    std::vector<ShownFigure> figures;
    if (!list.is_array()) { return figures; }
    for (const json& one : list) {
        figures.push_back(
            {string_in(one, "name"), string_in(one, "label"), string_in(one, "text"), string_in(one, "interval")});
    }
    return figures;
}

ShownTable read_table(const json& object) {
    ShownTable table;
    const json* columns = member(object, "columns");
    const json* rows = member(object, "rows");
    if (columns == nullptr || rows == nullptr || !columns->is_array() || !rows->is_array()) { return table; }
    for (const json& column : *columns) {
        table.columns.push_back({string_in(column, "name"), string_in(column, "label"), bool_in(column, "numeric")});
    }
    for (const json& row : *rows) {
        if (!row.is_array() || row.size() != table.columns.size()) { continue; }
        std::vector<ShownCell>& cells = table.rows.emplace_back();
        for (const json& cell : row) {
            const bool pair = cell.is_array() && cell.size() == 2 && cell[0].is_string() && cell[1].is_string();
            ShownCell& read = cells.emplace_back();
            read.text = pair ? cell[0].get<std::string>() : cell.is_string() ? cell.get<std::string>() : std::string();
            read.interval = pair ? cell[1].get<std::string>() : std::string();
            read.numeric = table.columns[cells.size() - 1].numeric;
        }
    }
    table.more = count_in(object, "more");
    return table;
}

std::optional<std::uint64_t> known_count(const Figure* figure) {
    if (figure == nullptr) { return std::nullopt; }
    if (figure->kind == Figure::Kind::count) { return figure->whole; }
    const double number = figure->number();
    return number >= 0 && number < 1e18 ? std::optional(static_cast<std::uint64_t>(std::llround(number)))
                                        : std::nullopt;
}

std::uint64_t count_of(const Figures& figures, std::string_view name) {
    return known_count(figures.find(name)).value_or(0);
}

std::vector<std::uint64_t> counts_of(const Figure* list) {
    std::vector<std::uint64_t> counts;
    if (list == nullptr) { return counts; }
    for (const Figure& item : list->parts) {
        const std::optional<std::uint64_t> count = known_count(&item);
        if (!count) { return {}; }
        counts.push_back(*count);
    }
    return counts;
}

std::vector<double> numbers_of(const Figure* list) {
    std::vector<double> numbers;
    if (list == nullptr) { return numbers; }
    for (const Figure& item : list->parts) { numbers.push_back(item.number()); }
    return numbers;
}

std::vector<std::string> texts_of(const Figure* list) {
    std::vector<std::string> texts;
    if (list == nullptr) { return texts; }
    for (const Figure& item : list->parts) {
        if (item.kind == Figure::Kind::text) { texts.push_back(item.text); }
    }
    return texts;
}

bool is_set(const Figure* flag) { return flag != nullptr && flag->kind == Figure::Kind::flag && flag->whole != 0; }

std::string exact_text(const Figure& figure) {
    switch (figure.kind) {
        case Figure::Kind::count:
            return std::to_string(figure.whole);
        case Figure::Kind::number:
            return std::isfinite(figure.value) ? json(figure.value).dump() : std::string();
        case Figure::Kind::text:
            return figure.text;
        case Figure::Kind::list:
            break;
        default:
            return {};
    }
    std::string text;
    for (const Figure& item : figure.parts) {
        const std::string one = exact_text(item);
        if (one.empty()) { return {}; }
        text += (text.empty() ? "" : " · ") + one;
    }
    return text;
}

std::string spoken_label(const Group& group) {
    const std::string_view spoken = group.text_of("label");
    return std::string(spoken.empty() ? group.label() : spoken);
}

}  // namespace klarsicht::app
