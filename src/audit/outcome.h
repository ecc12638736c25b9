#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "audit/cell_list.h"
#include "audit/figure.h"
#include "base/message.h"
#include "base/row_list.h"

namespace klarsicht {

enum class Area : std::uint8_t { privacy, bias, quality, ethics, skills };
std::string_view name_of(Area area);

enum class Status : std::uint8_t { pass, warn, fail, info, not_assessed };
std::string_view name_of(Status status);

enum class Severity : std::uint8_t { none, low, medium, high };
std::string_view name_of(Severity severity);

struct ChartRow {
    /// A rate with its interval and its denominator, which are people.
    static ChartRow of(std::string label, bool binned, const stats::Fraction& fraction);

    std::string section;  ///< heading above the row ("" for none), e.g. the column's name
    std::string label;    ///< a value or a column's name, already masked where it must be
    Message label_term;   ///< instead of `label`: a translated text, or a group from bins
    double value = stats::undefined;
    stats::Interval ci95;  ///< NaN: none
    std::optional<std::uint64_t> n;
    std::optional<std::uint64_t> people;  ///< whom the row tells of; fewer than `least_people_shown`: it is left out
    bool reference = false;               ///< the group the others are held against
    Status status = Status::info;         ///< colours the row
};

/// What the app and the HTML report draw for an outcome.
struct Chart {
    enum class Kind : std::uint8_t {
        none,
        intervals,  ///< rows: dot and interval, with the band of limits
        bars,       ///< rows: horizontal bars from 0
        histogram,  ///< edges and rows[i].value between edges[i] and edges[i+1]
    };
    Kind kind = Kind::none;
    Message title;
    Message axis;
    Unit unit = Unit::number;
    std::optional<double> limit_low, limit_high;  ///< the band that is no cause for concern
    Message limit_note;                           ///< says what the limit is
    std::vector<ChartRow> rows;
    std::vector<double> edges;
};

/// Rows an outcome is about, 0-based below the header. A report tells how many and the first of them; whoever holds the
/// file can see all (session/row_view.h).
struct RowSet {
    static constexpr std::size_t most_first = 20;

    std::uint64_t count = 0;
    RowList all;     ///< of a finished report numbered as in the file (`Table::apart`); may be fewer than `count`
    RowList beside;  ///< what is to be seen with them, or in their place: the rows that they repeat, those that
                     ///< stand out; no report counts or names them
    bool as_in_file = false;  ///< they have the numbers of the file already

    void add(std::uint64_t row) {
        ++count;
        all.add(row);
    }
    std::vector<std::uint64_t> first() const { return all.first(most_first); }
    /// All that can be looked at.
    RowList to_see() const {
        RowList rows = all;
        rows.add(beside);
        return rows;
    }
};

/// Groups of a list that is handed out in pages, on one of them.
inline constexpr std::size_t page_groups = 50;

/// One more thing that an outcome has to say or ask, e.g. a question of a questionnaire.
struct Note {
    std::string id;
    Message text;
    Message help;  ///< may be empty
};

/// A figure of a report opened: its formula with this file's numbers, what it says to three readers, and what it does
/// not show.
struct OpenedFigure {
    std::string figure;  ///< standard name
    double value = stats::undefined;
    stats::Interval ci95;  ///< NaN: none
    Message text;   ///< its texts are `<key>.name`, `.formula`, `.marketer`, `.officer`, `.trainer`, `.not_shown`, all
                    ///< with the same values
    Message shown;  ///< the value as a person reads it
    Message interval;  ///< the interval as a person reads it; may be empty
};

/// What a check found about one subject. Texts are messages; a report renders them in a language.
/// Where `why`, `limits`, `remedy` or `needs` stay empty, the texts `<id>.why`, `<id>.limits`, `<id>.remedy`,
/// `<id>.needs` are used, and `<id>.sources` (a list) always.
struct Outcome {
    std::string id;
    Area area = Area::privacy;
    Status status = Status::info;
    Severity severity = Severity::none;
    std::vector<std::string> subject;  ///< names of the columns
    Message title;                     ///< a finding in a few words: "Women are selected less often"
    Message summary;                   ///< one or two sentences with the figures and their denominators
    Message headline;                  ///< the one figure a person would say: "14.6 % against 33.8 %"
    Message headline_note;             ///< small print under it: "gap 18.4 to 19.9 points"
    Message why, limits, remedy, needs;
    Figures metrics;
    std::vector<Group> groups;
    bool binned = false;                  ///< the labels come from bins; reports add `label`, what a person says
    bool in_pages = false;                ///< the groups are a long list to read; nobody counts with them
    Figures intervals;                    ///< of figures that only the sentences or the chart tell
    std::vector<std::string> suppressed;  ///< names of figures in `metrics` that were suppressed
    RowSet rows;
    CellList cells;
    Chart chart;
    std::vector<Note> notes;
    std::vector<OpenedFigure> explanations;
};

}  // namespace klarsicht
