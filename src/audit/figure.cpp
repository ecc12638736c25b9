#include "audit/figure.h"

#include <algorithm>

namespace klarsicht {

std::string_view name_of(Unit unit) {
    switch (unit) {
        case Unit::share:
            return "share";
        case Unit::count:
            return "count";
        case Unit::number:
            return "number";
        case Unit::factor:
            return "factor";
        case Unit::points:
            return "points";
        case Unit::p_value:
            return "p_value";
        case Unit::log10_p:
            return "log10_p";
    }
    return "";
}

namespace {

const Figure* found_in(const std::vector<Figure>& list, std::string_view name) {
    const auto found = std::ranges::find(list, name, &Figure::name);
    return found == list.end() ? nullptr : &*found;
}

Figure spelled(Figure::Kind kind, std::string_view text) {
    Figure figure;
    figure.kind = kind;
    figure.text = text;
    figure.open = true;
    return figure;
}

}  // namespace

double Figure::number() const {
    switch (kind) {
        case Kind::number:
            return value;
        case Kind::count:
            return static_cast<double>(whole);
        default:
            return stats::undefined;
    }
}

std::string_view Figure::word() const {
    const std::string_view all = text;
    return kind == Kind::word ? all.substr(all.find('.') + 1) : all;
}

const Figure* Figure::find(std::string_view part_name) const { return found_in(parts, part_name); }

Figure& Figure::child(std::string_view part_name) {
    kind = Kind::part;
    const auto present = std::ranges::find(parts, part_name, &Figure::name);
    if (present != parts.end()) { return *present; }
    parts.emplace_back().name = part_name;
    return parts.back();
}

Figure& Figure::set(double number_value, Unit number_unit) {
    kind = Kind::number;
    value = number_value;
    unit = number_unit;
    return *this;
}

Figure& Figure::with(const stats::Interval& interval) {
    ci95 = interval;
    has_interval = true;
    return *this;
}

Figure& Figure::of(std::uint64_t people_counted) {
    people = people_counted;
    return *this;
}

Figure& Figure::opened() {
    open = true;
    return *this;
}

Figure& Figures::put(std::string_view name, Figure figure) {
    figure.name = name;
    if (Figure* present = find(name)) {
        *present = std::move(figure);
        return *present;
    }
    return list_.emplace_back(std::move(figure));
}

Figure& Figures::number(std::string_view name, double value, Unit unit) { return put(name, number_item(value, unit)); }

Figure& Figures::share(std::string_view name, const stats::Fraction& fraction) {
    return share(name, fraction.value()).with(fraction.ci95()).of(fraction.n);
}

Figure& Figures::count(std::string_view name, std::uint64_t value) { return put(name, count_item(value)); }
Figure& Figures::flag(std::string_view name, bool value) { return put(name, flag_item(value)); }
Figure& Figures::text(std::string_view name, std::string_view value) { return put(name, text_item(value)); }
Figure& Figures::label(std::string_view name, std::string_view value) { return put(name, label_item(value)); }

Figure& Figures::word(std::string_view name, std::string_view value, std::string_view vocabulary) {
    Figure figure = spelled(Figure::Kind::word, std::string(vocabulary) + "." + std::string(value));
    figure.open = false;  // a verdict says what was measured
    return put(name, std::move(figure));
}

Figure& Figures::none(std::string_view name) { return put(name, none_item()); }

Figure& Figures::interval(std::string_view name, const stats::Interval& ci95) { return put(name, interval_item(ci95)); }

Figure& Figures::texts(std::string_view name, const std::vector<std::string>& values) {
    std::vector<Figure> items;
    for (const std::string& value : values) { items.push_back(text_item(value)); }
    return list(name, std::move(items)).opened();
}

Figure& Figures::labels(std::string_view name, const std::vector<std::string>& values) {
    std::vector<Figure> items;
    for (const std::string& value : values) { items.push_back(label_item(value)); }
    return list(name, std::move(items)).opened();
}

Figure& Figures::list(std::string_view name, std::vector<Figure> items) {
    return put(name, list_item(std::move(items)));
}
Figure& Figures::part(std::string_view name, Figures figures) { return put(name, part_item(std::move(figures))); }

Figure& Figures::at(std::string_view name) {
    Figure* present = find(name);
    return present != nullptr ? *present : put(name, {});
}

Figure Figures::interval_item(const stats::Interval& ci95) {
    Figure figure;
    figure.kind = Figure::Kind::interval;
    figure.with(ci95);
    return figure;
}

Figure Figures::number_item(double value, Unit unit) {
    Figure figure;
    figure.kind = Figure::Kind::number;
    figure.value = value;
    figure.unit = unit;
    return figure;
}

Figure Figures::count_item(std::uint64_t value) {
    Figure figure;
    figure.kind = Figure::Kind::count;
    figure.whole = value;
    figure.unit = Unit::count;
    return figure;
}

Figure Figures::text_item(std::string_view value) { return spelled(Figure::Kind::text, value); }
Figure Figures::label_item(std::string_view value) { return spelled(Figure::Kind::label, value); }

Figure Figures::flag_item(bool value) {
    Figure figure;
    figure.kind = Figure::Kind::flag;
    figure.whole = value ? 1 : 0;
    return figure;
}

Figure Figures::list_item(std::vector<Figure> items) {
    Figure figure;
    figure.kind = Figure::Kind::list;
    figure.parts = std::move(items);
    return figure;
}

Figure Figures::part_item(Figures figures) {
    Figure figure;
    figure.kind = Figure::Kind::part;
    figure.parts = std::move(figures.list_);
    return figure;
}

const Figure* Figures::find(std::string_view name) const { return found_in(list_, name); }
Figure* Figures::find(std::string_view name) { return const_cast<Figure*>(std::as_const(*this).find(name)); }

double Figures::number_of(std::string_view name) const {
    const Figure* figure = find(name);
    return figure == nullptr ? stats::undefined : figure->number();
}

std::string_view Figures::text_of(std::string_view name) const {
    const Figure* figure = find(name);
    return figure == nullptr ? std::string_view() : figure->word();
}

stats::Interval Figures::interval_of(std::string_view name) const {
    const Figure* figure = find(name);
    return figure == nullptr ? stats::Interval{} : figure->ci95;
}

}  // namespace klarsicht
