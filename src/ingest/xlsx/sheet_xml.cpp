#include "ingest/xlsx/sheet_xml.h"

#include <algorithm>
#include <optional>

#include "ingest/table_builder.h"
#include "ingest/xlsx/cell_value.h"

namespace klarsicht::xlsx {

namespace {

constexpr std::uint32_t most_rows = 1U << 24;  // Excel has 2^20
constexpr std::size_t most_merges = 4096;
constexpr std::size_t most_value_bytes = 4 * 32'767;  // as shared texts

struct Place {
    std::uint32_t row, column;
};

/// B12 -> row 11, column 1, as far as the sheet may go.
std::optional<Place> place_of(std::string_view reference) {
    std::uint64_t column = 0, row = 0;
    std::size_t at = 0;
    for (; at < reference.size() && at < 4; ++at) {
        const char c = static_cast<char>(reference[at] & ~0x20);
        if (c < 'A' || c > 'Z') { break; }
        column = column * 26 + static_cast<std::uint64_t>(c - 'A' + 1);
    }
    if (at == 0 || at == reference.size() || reference.size() - at > 9) { return std::nullopt; }
    for (; at < reference.size(); ++at) {
        if (reference[at] < '0' || reference[at] > '9') { return std::nullopt; }
        row = row * 10 + static_cast<std::uint64_t>(reference[at] - '0');
    }
    if (row == 0 || row > most_rows || column > TableBuilder::most_columns) { return std::nullopt; }
    return Place{static_cast<std::uint32_t>(row - 1), static_cast<std::uint32_t>(column - 1)};
}

std::optional<Merge> merge_of(std::string_view reference) {
    const std::size_t colon = reference.find(':');
    if (colon == std::string_view::npos) { return std::nullopt; }
    const auto first = place_of(reference.substr(0, colon)), last = place_of(reference.substr(colon + 1));
    if (!first || !last) { return std::nullopt; }
    return Merge{first->row, last->row, first->column, last->column};
}

}  // namespace

void SheetHandler::damaged() {
    refuse({ErrorCode::malformed,
            Message("error.xlsx.malformed").text("name", archive_.name()).text("part", part_),
            {},
            {},
            {}});
}

void SheetHandler::start(std::string_view name, const Attributes& attributes) {
    if (name == "c") {
        start_cell(attributes);
    } else if (name == "v") {
        in_value_ = in_cell_;
    } else if (name == "row") {
        start_row(attributes);
    } else if (name == "f") {
        has_formula_ = true;
    } else if (name == "mergeCell") {
        const auto merge = merge_of(attributes.value("ref"));
        if (merge && merges_.size() < most_merges) { merges_.push_back(*merge); }
    } else if (in_cell_ && type_ == Type::inline_text) {
        inline_text_.start(name);
    }
}

void SheetHandler::text(std::string_view piece) {
    if (in_value_) {
        value_ += piece;
    } else if (in_cell_ && type_ == Type::inline_text) {
        inline_text_.text(piece);
    }
    if (value_.size() + inline_text_.bytes() > most_value_bytes) {
        Message message("error.xlsx.cell_too_large");
        refuse(
            {ErrorCode::too_large, message.text("name", archive_.name()).count("limit", most_value_bytes), {}, {}, {}});
    }
}

void SheetHandler::end(std::string_view name) {
    if (name == "v") {
        in_value_ = false;
    } else if (name == "c") {
        if (in_cell_) { end_cell(); }
    } else if (name == "row") {
        end_row();
    } else if (in_cell_ && type_ == Type::inline_text) {
        inline_text_.end(name);
    }
}

void SheetHandler::start_row(const Attributes& attributes) {
    row_ = next_row_;
    if (attributes.find("r")) {
        const auto number = attributes.number("r");
        if (!number || *number <= next_row_) { return damaged(); }
        row_ = *number - 1;
    }
    if (row_ >= most_rows) { return damaged(); }
    next_row_ = row_ + 1;
    next_column_ = 0;
    cells_.clear();
}

void SheetHandler::start_cell(const Attributes& attributes) {
    column_ = next_column_;
    if (const auto reference = attributes.find("r")) {
        const auto place = place_of(*reference);
        if (!place || place->column < next_column_) { return damaged(); }
        column_ = place->column;
    }
    if (column_ >= TableBuilder::most_columns) { return damaged(); }
    next_column_ = column_ + 1;
    const std::string_view type = attributes.value("t");
    type_ = type.empty() || type == "n" ? Type::number
            : type == "s"               ? Type::shared
            : type == "inlineStr"       ? Type::inline_text
            : type == "b"               ? Type::boolean
            : type == "e"               ? Type::error
            : type == "d"               ? Type::date
                                        : Type::text;
    const std::uint32_t style = attributes.number("s").value_or(0);
    format_ = style < workbook_.formats.size() ? workbook_.formats[style] : NumberFormat{};
    in_cell_ = true;
    has_formula_ = false;
    value_.clear();
}

void SheetHandler::add_cell(Cell::Kind kind, CellText text) {
    if (text.length > 0) { cells_.push_back({column_, kind, text}); }
}

void SheetHandler::add_shared() {
    std::size_t number = 0;
    for (const char c : value_) {
        if (c < '0' || c > '9' || number > 0xFFFFFFFu) { return damaged(); }
        number = number * 10 + static_cast<std::size_t>(c - '0');
    }
    if (strings_ == nullptr) { return add_cell(Cell::Kind::text, texts_.keep("?", 1)); }
    if (number >= strings_->size()) { return damaged(); }
    add_cell(Cell::Kind::text, (*strings_)[number]);
}

void SheetHandler::add_number() {
    formatted_.clear();
    append_formatted(value_, format_, workbook_.from_1904, formatted_);
    using enum NumberFormat::Kind;
    const bool name = format_.kind == NumberFormat::Kind::text || format_.kind == zeros;
    const Cell::Kind kind = name ? Cell::Kind::text : format_.kind == number ? Cell::Kind::number : Cell::Kind::other;
    add_cell(kind, texts_.keep(formatted_.data(), formatted_.size()));
}

void SheetHandler::end_cell() {
    in_cell_ = in_value_ = false;
    if (type_ == Type::inline_text) { value_ = inline_text_.take(); }
    if (value_.empty()) {
        not_calculated_ += has_formula_ && type_ != Type::text ? 1 : 0;  // a formula may well give the text ""
        return;
    }
    const auto keep = [&](Cell::Kind kind, const std::string& text) {
        add_cell(kind, texts_.keep(text.data(), text.size()));
    };
    switch (type_) {
        case Type::number:
            return add_number();
        case Type::shared:
            return add_shared();
        case Type::text:
            return keep(Cell::Kind::text, unescaped(std::move(value_)));
        case Type::inline_text:
            return keep(Cell::Kind::text, value_);
        case Type::boolean:
            return keep(Cell::Kind::other, value_ == "1" ? "TRUE" : value_ == "0" ? "FALSE" : value_);
        case Type::error:
        case Type::date:
            return keep(Cell::Kind::other, value_);
    }
}

void SheetHandler::end_row() {
    if (cells_.empty()) { return; }
    if (Result<void> added = sink_.add(row_, cells_); !added) { return refuse(std::move(added).error()); }
    cells_.clear();
    if (sink_.full()) { stop(); }
}

}  // namespace klarsicht::xlsx
