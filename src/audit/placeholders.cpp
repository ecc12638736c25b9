#include "audit/placeholders.h"

#include <algorithm>

#include "base/fold.h"
#include "table/not_known.h"
#include "table/trim.h"

namespace klarsicht {

namespace {

class Finder {
public:
    Finder(const AuditContext& context, std::size_t column)
        : column_(context.table.columns[column]), data_(context.interpretation(column)) {}

    Placeholders find() {
        find_stand_ins();
        find_words();
        return std::move(found_);
    }

private:
    void flag(std::uint32_t code) {
        if (found_.flags.empty()) { found_.flags.resize(column_.counts.size()); }
        if (found_.flags[code] != 0) { return; }
        found_.flags[code] = 1;
        found_.rows += column_.counts[code];
    }

    void token(std::string_view text) {
        if (std::ranges::find(found_.tokens, text) == found_.tokens.end()) { found_.tokens.emplace_back(text); }
    }

    /// What the column's reading took for missing though something stands there.
    void find_stand_ins() {
        for (const std::uint32_t code : data_.stand_ins) {
            flag(code);
            const std::string_view text = trim(column_.dictionary[code]);
            if (text.empty()) {
                found_.blanks += column_.counts[code];
            } else {
                token(lower(text));
            }
        }
    }

    /// In a column of words such a word is a value.
    void find_words() {
        if (!data_.values.empty() && data_.invalid == 0) { return; }
        for (std::uint32_t code = 0; code < column_.counts.size(); ++code) {
            if (data_.states[code] == CellState::missing) { continue; }
            const std::string_view text = trim(column_.dictionary[code]);
            if (not_known(text) != NotKnown::yes) { continue; }
            flag(code);
            token(lower(text));
        }
    }

    const Column& column_;
    const Interpretation& data_;
    Placeholders found_;
};

}  // namespace

Placeholders find_placeholders(const AuditContext& context, std::size_t column) {
    return Finder(context, column).find();
}

MissingCells missing_cells(const AuditContext& context) {
    MissingCells cells;
    for (std::size_t c = 0; c < context.table.columns.size(); ++c) {
        if (context.plan.has_role(context.name(c), Role::ignore)) { continue; }
        const Interpretation& data = context.interpretation(c);
        const Column& column = context.table.columns[c];
        std::uint64_t all = data.missing + find_placeholders(context, c).rows, empty = 0;
        for (const std::uint32_t code : data.stand_ins) { all -= column.counts[code]; }
        for (std::uint32_t code = 0; code < column.counts.size(); ++code) {
            if (trim(column.dictionary[code]).empty()) { empty += column.counts[code]; }
        }
        empty = std::min(empty, all);  // who says that an empty cell is none has none
        cells.empty += empty;
        cells.spoken += all - empty;
    }
    return cells;
}

}  // namespace klarsicht
