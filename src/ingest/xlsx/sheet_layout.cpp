#include "ingest/xlsx/sheet_layout.h"

#include <algorithm>
#include <limits>

#include "ingest/first_rows.h"
#include "table/trim.h"

namespace klarsicht::xlsx {

namespace {

constexpr std::size_t most_above = 20;

std::string_view text_of(const Cell& cell) { return {cell.text.text, cell.text.length}; }

/// The leftmost column of those rows; rows of one cell are notes, unless there are no others.
std::uint32_t leftmost(std::span<const FirstRow> rows) {
    constexpr std::uint32_t none = std::numeric_limits<std::uint32_t>::max();
    std::uint32_t left = none, single = none;
    for (const FirstRow& row : rows) {
        std::uint32_t& mine = row.cells.size() > 1 ? left : single;
        mine = std::min(mine, row.cells.front().column);
    }
    return left != none ? left : single != none ? single : 0;
}

/// The rows as texts from a column on, gaps filled, as far as each goes.
std::vector<TextRow> texts_of(std::span<const FirstRow> rows, std::uint32_t first_column) {
    std::vector<TextRow> texts;
    for (const FirstRow& row : rows) {
        TextRow& text = texts.emplace_back();
        for (const Cell& cell : row.cells) {
            if (cell.column < first_column) { continue; }
            text.resize(cell.column - first_column + 1);
            text.back() = text_of(cell);
        }
    }
    return texts;
}

/// Whether the row's cells are merged side by side over names in the row below.
bool is_group_header(std::span<const FirstRow> rows, std::size_t at, std::span<const Merge> merges) {
    if (at + 1 >= rows.size() || rows[at + 1].row != rows[at].row + 1) { return false; }
    const auto names_below = [](const Cell& cell) {
        return type_of(text_of(cell)) == TextType::text || cell.kind == Cell::Kind::text;
    };
    if (!std::ranges::all_of(rows[at + 1].cells, names_below)) { return false; }
    return std::ranges::any_of(merges, [&](const Merge& merge) {
        if (merge.first_row != rows[at].row || merge.last_row != merge.first_row ||
            merge.last_column == merge.first_column) {
            return false;
        }
        const auto below = std::ranges::count_if(
            rows[at + 1].cells, [&](const Cell& cell) { return merge.covers(merge.first_row, cell.column); });
        return below > 1;
    });
}

/// Rows of the sheet above the table.
std::size_t titles(std::span<const FirstRow> rows, std::span<const TextRow> texts, std::size_t width,
                   std::span<const Merge> merges) {
    if (width < 3) { return 0; }
    std::size_t above = 0;
    const auto title = [&](std::size_t r) {
        const std::size_t filled = rows[r].cells.size();
        const bool blank_below = rows[r + 1].row > rows[r].row + 1;
        // A label with its value. Two names over merged cells are a header; of a long sheet the merges come later.
        const bool beside = filled == 2 && rows[r].cells[1].column == rows[r].cells[0].column + 1;
        const bool pair = beside && !is_group_header(rows, r, merges);
        return texts[r].size() < width && (filled <= 1 || ((blank_below || pair) && filled * 2 <= width));
    };
    while (above + 1 < rows.size() && above < most_above && title(above)) { ++above; }
    // What follows must look like a whole row; else the lines above may just be short.
    return rows[above].cells.size() * 2 > width ? above : 0;
}

/// Text of a cell of the first rows, of a merged one the text of them all.
std::string_view shown_at(std::span<const FirstRow> rows, std::span<const Merge> merges, std::uint32_t row,
                          std::uint32_t column) {
    const auto merge = std::ranges::find_if(merges, [&](const Merge& one) { return one.covers(row, column); });
    if (merge != merges.end()) {
        row = merge->first_row;
        column = merge->first_column;
    }
    const auto at = std::ranges::find(rows, row, &FirstRow::row);
    if (at == rows.end()) { return {}; }
    const auto cell = std::ranges::find(at->cells, column, &Cell::column);
    return cell == at->cells.end() ? std::string_view() : text_of(*cell);
}

}  // namespace

Layout find_layout(std::span<const FirstRow> rows, std::span<const Merge> merges, std::optional<bool> named) {
    Layout layout;
    if (rows.empty()) { return layout; }
    std::vector<TextRow> texts = texts_of(rows, leftmost(rows));
    std::size_t alike = 0;
    layout.above = titles(rows, texts, most_frequent_width(texts, alike), merges);
    layout.header = layout.above;
    const auto table = rows.subspan(layout.above);
    layout.first_column = leftmost(table);
    texts = texts_of(table, layout.first_column);
    const std::size_t usual = most_frequent_width(texts, alike);
    const bool grouped = named.value_or(true) && is_group_header(rows, layout.above, merges);
    layout.header += grouped ? 1 : 0;
    layout.has_header = named.value_or(grouped || has_header(texts, std::max(usual, texts.front().size())));
    layout.columns = std::max({std::size_t{1}, usual, texts[layout.header - layout.above].size()});
    if (!layout.has_header) {
        for (const TextRow& row : texts) { layout.columns = std::max(layout.columns, row.size()); }
    }
    return layout;
}

std::vector<std::string> header_names(std::span<const FirstRow> rows, const Layout& layout,
                                      std::span<const Merge> merges) {
    std::vector<std::string> names(layout.columns);
    if (!layout.has_header) { return names; }
    const std::uint32_t row = rows[layout.header].row;
    for (std::size_t c = 0; c < names.size(); ++c) {
        const auto column = layout.first_column + static_cast<std::uint32_t>(c);
        names[c] = shown_at(rows, merges, row, column);
        if (layout.header == layout.above) { continue; }
        const std::string_view group = trim(shown_at(rows, merges, rows[layout.above].row, column));
        if (!group.empty() && group != trim(names[c])) {
            names[c] = names[c].empty() ? std::string(group) : std::string(group) + " " + names[c];
        }
    }
    return names;
}

}  // namespace klarsicht::xlsx
