#include "ingest/xlsx/sheet_table.h"

#include <algorithm>

#include "ingest/first_rows.h"

namespace klarsicht::xlsx {

namespace {

constexpr std::size_t batch_cells = 256 << 10;
constexpr std::size_t most_batch_rows = 4096;
constexpr std::size_t most_batch_bytes = 8 << 20;

}  // namespace

Result<void> SheetTable::add(std::uint32_t row, std::span<const Cell> cells) {
    if (builder_) { return add_row(row, cells); }
    first_rows_.push_back({row, {cells.begin(), cells.end()}});
    return first_rows_.size() == rows_looked_at ? begin() : Result<void>();
}

Result<void> SheetTable::begin() {
    // What is kept to the end, the rows up to the header, must not depend on texts that are forgotten.
    layout_ = find_layout(first_rows_, merges_, options_.header);
    builder_.emplace(layout_.has_header, options_.name);
    for (std::size_t line = 0; line < layout_.above; ++line) {
        builder_->issues().add(StructureIssue::Kind::leading_junk, 0);
    }
    KLARSICHT_TRY(builder_->start(header_names(first_rows_, layout_, merges_)));
    kinds_.resize(layout_.columns);
    batch_rows_ = std::clamp<std::size_t>(batch_cells / layout_.columns, 1, most_batch_rows);
    cells_.assign(batch_rows_ * layout_.columns, CellText());
    std::vector<FirstRow> rows = std::exchange(first_rows_, {});
    const std::size_t names = layout_.has_header ? layout_.header + 1 : layout_.above;
    for (std::size_t r = 0; r < rows.size(); ++r) {
        if (r < names) {
            for (Cell& cell : rows[r].cells) { cell.text = kept_.keep(cell.text.text, cell.text.length); }
            first_rows_.push_back(std::move(rows[r]));
        }
    }
    if (names > 0) { last_row_ = first_rows_.back().row; }
    replaying_ = true;
    for (std::size_t r = names; r < rows.size(); ++r) { KLARSICHT_TRY(add_row(rows[r].row, rows[r].cells)); }
    replaying_ = false;
    return {};
}

Result<void> SheetTable::add_row(std::uint32_t row, std::span<const Cell> cells) {
    if (last_row_) { builder_->add_blank_lines(row - *last_row_ - 1); }
    last_row_ = row;
    builder_->on_line(std::uint64_t{row} + 1);
    const std::uint32_t first = layout_.first_column;
    const auto end = first + static_cast<std::uint32_t>(layout_.columns);
    // An empty cell in a table of one column is a row, as in CSV.
    for (std::uint64_t blank = builder_->take_blank_rows(); blank > 0; --blank) {
        if (++waiting_ == batch_rows_) { KLARSICHT_TRY(flush()); }
    }
    const bool inside = cells.front().column >= first && cells.back().column < end;
    KLARSICHT_TRY(builder_->add_row(inside ? layout_.columns : layout_.columns + 1,
                                    cells.size() == 1 && cells.front().column == first));
    for (const Cell& cell : cells) {
        if (cell.column < first || cell.column >= end) { continue; }
        const std::size_t column = cell.column - first;
        cells_[column * batch_rows_ + waiting_] = cell.text;
        Kinds& kinds = kinds_[column];
        ++(cell.kind == Cell::Kind::text     ? kinds.texts
           : cell.kind == Cell::Kind::number ? kinds.numbers
                                             : kinds.others);
    }
    if (!inside) { KLARSICHT_TRY(add_surplus(cells)); }
    if (++waiting_ < batch_rows_ && texts_.bytes() <= most_batch_bytes) { return {}; }
    KLARSICHT_TRY(flush());
    if (!replaying_) { texts_.clear(); }
    return {};
}

/// Cells beside the table get columns of their own, as they come; the last of them takes what all further columns have.
Result<void> SheetTable::add_surplus(std::span<const Cell> cells) {
    const std::uint32_t first = layout_.first_column;
    std::vector<std::pair<std::size_t, CellText>> found;
    std::string rest;
    for (const Cell& cell : cells) {
        if (cell.column >= first && cell.column < first + layout_.columns) { continue; }
        const std::size_t place = surplus_.try_emplace(cell.column, surplus_.size()).first->second;
        if (place + 1 < TableBuilder::most_surplus_columns) {
            found.emplace_back(place, cell.text);
        } else {
            rest.append(rest.empty() ? "" : "; ").append(cell.text.text, cell.text.length);
        }
    }
    if (!rest.empty()) {
        found.emplace_back(TableBuilder::most_surplus_columns - 1, texts_.keep(rest.data(), rest.size()));
    }
    for (const auto& [place, text] : found) { KLARSICHT_TRY(builder_->append_surplus(place, text)); }
    return {};
}

Result<void> SheetTable::flush() {
    for (std::size_t c = 0; c < layout_.columns; ++c) {
        const std::span<CellText> column = std::span(cells_).subspan(c * batch_rows_, waiting_);
        KLARSICHT_TRY(builder_->append(c, column));
        std::ranges::fill(column, CellText());
    }
    waiting_ = 0;
    return {};
}

/// Text cells are no numbers, if the workbook knows numbers at all: some programs write every cell as text, and then it
/// means nothing.
void SheetTable::declare_kinds() {
    const bool typed = std::ranges::any_of(kinds_, [](const Kinds& kinds) { return kinds.numbers + kinds.others > 0; });
    for (std::size_t c = 0; c < kinds_.size(); ++c) {
        const Kinds& kinds = kinds_[c];
        if (kinds.numbers > 0 && kinds.texts + kinds.others == 0) { builder_->declare(c, DeclaredKind::number); }
        if (typed && kinds.texts > 0 && kinds.numbers + kinds.others == 0) { builder_->declare(c, DeclaredKind::text); }
    }
}

bool SheetTable::moves_header(std::span<const Merge> merges) {
    if (!builder_ || !layout_.has_header || first_rows_.empty()) { return false; }
    const std::uint32_t header = first_rows_[layout_.header].row;
    return merges_.empty() && std::ranges::any_of(merges, [&](const Merge& merge) {
               return merge.first_row == header && merge.last_row == header && merge.last_column > merge.first_column;
           });
}

Result<Table> SheetTable::finish(std::span<const Merge> merges, std::uint64_t not_calculated) {
    if (!builder_ && !first_rows_.empty()) {
        merges_.assign(merges.begin(), merges.end());
        KLARSICHT_TRY(begin());
    }
    if (!builder_) { return fail(ErrorCode::empty, Message("error.file.empty").text("name", options_.name)); }
    KLARSICHT_TRY(flush());
    if (builder_->rows() == 0) {
        return fail(ErrorCode::empty, Message("error.table.only_header").text("name", options_.name));
    }
    builder_->names() = header_names(first_rows_, layout_, merges);
    builder_->issues().of(StructureIssue::Kind::formula_without_value).count = not_calculated;
    declare_kinds();
    return builder_->finish(TextRepair::none, false);
}

}  // namespace klarsicht::xlsx
