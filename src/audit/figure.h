#pragma once
#include <concepts>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "stats/confusion.h"
#include "stats/interval.h"

namespace klarsicht {

/// Results about fewer people are suppressed: CONTRACT.md, "Suppression".
inline constexpr std::uint64_t least_people_shown = 5;

/// What a number is measured in, and so how people read it.
enum class Unit : std::uint8_t {
    share,    ///< 0–1, shown as percent
    count,    ///< whole things
    number,   ///< as is
    factor,   ///< 0.43 times
    points,   ///< a difference of shares, shown as percentage points
    p_value,  ///< a probability under the null hypothesis
    log10_p,  ///< its decimal logarithm
};
std::string_view name_of(Unit unit);

class Figures;

/// One thing that a check found out, under its standard name. It knows its unit, its interval where it is an estimate,
/// and how many people it rests on; a report writes it, nothing reads it back.
struct Figure {
    enum class Kind : std::uint8_t {
        undefined,  ///< 0/0, or not there: `null`
        flag,
        count,     ///< whole number
        number,    ///< NaN and infinity are `null`
        interval,  ///< only `ci95`: of a figure that sentences or a chart tell
        text,      ///< a column's name, a value as it may be shown
        label,     ///< a group's label, perhaps from bins
        word,  ///< a word of the program, e.g. a verdict; `text` is the key of what it is called: `<vocabulary>.<word>`
        list,  ///< `parts`, nameless
        part,  ///< `parts`, each with its name
    };

    std::string name;
    std::string text;
    std::vector<Figure> parts;
    double value = stats::undefined;
    std::uint64_t whole = 0;              ///< of a count or flag
    stats::Interval ci95;                 ///< 95 %; NaN: none
    std::optional<std::uint64_t> people;  ///< how many it rests on, where that is fewer than its group
    Kind kind = Kind::undefined;
    Unit unit = Unit::number;
    bool has_interval = false;  ///< `ci95` is written, even if undefined
    bool open = false;  ///< says nothing that was decided, predicted or measured: stays where its group is small

    /// As a number; NaN for anything that is none.
    double number() const;
    /// What stands in a report's JSON: the text, of a word without its vocabulary.
    std::string_view word() const;
    /// Of `parts`, by name.
    const Figure* find(std::string_view part_name) const;
    /// The same, made where it is not there; the figure becomes a part.
    Figure& child(std::string_view part_name);

    // To go on from where a figure is added: `figures.number("mean", m).with(interval).of(people)`.
    Figure& set(double number_value, Unit number_unit = Unit::number);
    Figure& with(const stats::Interval& interval);
    Figure& of(std::uint64_t people_counted);
    Figure& opened();
};

/// Figures in the order in which they are told. A name that is there already is written anew in its place.
class Figures {
public:
    Figure& number(std::string_view name, double value, Unit unit = Unit::number);
    Figure& share(std::string_view name, double value) { return number(name, value, Unit::share); }
    Figure& points(std::string_view name, double value) { return number(name, value, Unit::points); }
    Figure& factor(std::string_view name, double value) { return number(name, value, Unit::factor); }
    Figure& p_value(std::string_view name, double value) { return number(name, value, Unit::p_value); }
    Figure& log10_p(std::string_view name, double value) { return number(name, value, Unit::log10_p); }
    /// A rate with its Wilson interval and the people it is about.
    Figure& share(std::string_view name, const stats::Fraction& fraction);
    Figure& count(std::string_view name, std::uint64_t value);
    /// How many people, rows or columns there are: nothing about them, and so told of the smallest group too.
    Figure& size(std::string_view name, std::uint64_t value) { return count(name, value).opened(); }
    Figure& flag(std::string_view name, bool value);
    Figure& text(std::string_view name, std::string_view value);
    Figure& label(std::string_view name, std::string_view value);
    /// @param vocabulary `value`, `meaning` or `class`: where the word's texts are
    Figure& word(std::string_view name, std::string_view value, std::string_view vocabulary = "value");
    Figure& none(std::string_view name);
    Figure& interval(std::string_view name, const stats::Interval& ci95);
    Figure& texts(std::string_view name, const std::vector<std::string>& values);
    Figure& labels(std::string_view name, const std::vector<std::string>& values);
    /// A list of numbers or counts, all of one unit. Of floating-point type: numbers, else counts.
    template <class Range>
    Figure& numbers(std::string_view name, const Range& values, Unit unit = Unit::number) {
        std::vector<Figure> list;
        for (const auto& value : values) {
            if constexpr (std::floating_point<std::remove_cvref_t<decltype(value)>>) {
                list.push_back(number_item(value, unit));
            } else {
                list.push_back(count_item(value));
            }
        }
        return this->list(name, std::move(list));
    }
    /// A list of whatever `…_item` makes.
    Figure& list(std::string_view name, std::vector<Figure> items);
    /// Figures that belong together under one name.
    Figure& part(std::string_view name, Figures figures);
    /// The figure of that name, made (undefined) where it is not there: `at("between_groups").child("tpr") =
    /// Figures::number_item(0.3)`.
    Figure& at(std::string_view name);

    // Items of lists: figures without a name.
    static Figure interval_item(const stats::Interval& ci95);
    static Figure number_item(double value, Unit unit = Unit::number);
    static Figure count_item(std::uint64_t value);
    static Figure text_item(std::string_view value);
    static Figure label_item(std::string_view value);
    static Figure none_item() { return {}; }
    static Figure flag_item(bool value);
    static Figure list_item(std::vector<Figure> items);
    static Figure part_item(Figures figures);

    bool empty() const { return list_.empty(); }
    const std::vector<Figure>& all() const { return list_; }
    std::size_t size() const { return list_.size(); }
    auto begin() const { return list_.begin(); }
    auto end() const { return list_.end(); }
    auto begin() { return list_.begin(); }
    auto end() { return list_.end(); }

    const Figure* find(std::string_view name) const;
    Figure* find(std::string_view name);
    bool has(std::string_view name) const { return find(name) != nullptr; }
    /// The figure's number; NaN where it is none, or not there.
    double number_of(std::string_view name) const;
    /// The figure's text; "" where it is none, or not there.
    std::string_view text_of(std::string_view name) const;
    /// Its interval; undefined where it has none, or is not there.
    stats::Interval interval_of(std::string_view name) const;

private:
    Figure& put(std::string_view name, Figure figure);
    std::vector<Figure> list_;
};

/// One row of an outcome's table: a group of people, or a column, a rule, a reviewer.
struct Group {
    /// How many people what it says is about; empty where it does not tell of people. Fewer than `least_people_shown`:
    /// all figures but the open ones are suppressed.
    std::optional<std::uint64_t> people;
    bool hidden = false;  ///< suppressed all the same, lest another group could be had by subtraction
    Figures figures;
    std::vector<std::string> suppressed;  ///< names of the figures that were

    double number_of(std::string_view name) const { return figures.number_of(name); }
    std::string_view text_of(std::string_view name) const { return figures.text_of(name); }
    /// The label of the group, "" where it has none.
    std::string_view label() const { return figures.text_of("group"); }
    bool few() const { return hidden || (people && *people > 0 && *people < least_people_shown); }
};

}  // namespace klarsicht
