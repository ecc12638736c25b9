#include "session/row_view.h"

#include <algorithm>
#include <numeric>

#include "audit/crossed_people.h"
#include "base/visible_text.h"
#include "session/row_order.h"

namespace klarsicht {

namespace {

constexpr std::size_t most_page_columns = 40, most_cell_bytes = 200, most_values = 200;

std::unexpected<Error> refuse(Message message) { return fail(ErrorCode::usage, std::move(message)); }

/// A cell may be long; in a table nobody reads it to its end.
std::string cut(std::string text) {
    if (text.size() <= most_cell_bytes) { return text; }
    std::size_t end = most_cell_bytes;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) { --end; }
    return text.substr(0, end) + "…";
}

/// Cells as they are shown. What many rows share is worked out once.
class Cells {
public:
    /// @param rows that will be shown: for fewer than there are values none is kept
    Cells(const AuditContext& context, std::size_t column, bool masked, std::size_t rows)
        : context_(context), data_(context.table.columns[column]), column_(column), masked_(masked) {
        if (data_.dictionary.size() <= std::min(most_known, rows)) { known_.resize(data_.dictionary.size()); }
    }

    /// @param text of a row that was set apart
    std::string apart(std::string_view text) const {
        if (text.empty()) { return {}; }
        return masked_ ? "•••" : visible_text(context_.shown(column_, text));
    }
    std::string of(std::uint32_t code) {
        if (data_.dictionary[code].empty()) { return {}; }
        if (masked_) { return "•••"; }
        if (known_.empty()) { return visible_text(context_.shown(column_, code)); }
        std::string& known = known_[code];
        if (known.empty()) { known = visible_text(context_.shown(column_, code)); }
        return known;
    }

private:
    static constexpr std::size_t most_known = 65'536;
    const AuditContext& context_;
    const Column& data_;
    std::size_t column_;
    bool masked_;
    std::vector<std::string> known_;  ///< [codes] or empty
};

std::vector<bool> measured_in(const AuditContext& context) {
    std::vector<bool> measured(context.table.columns.size());
    for (const std::size_t column : measured_columns(context)) { measured[column] = true; }
    return measured;
}

/// Whether the rows of a column may be told apart by its values.
bool tells(const AuditContext& context, const std::vector<bool>& measured, std::size_t column) {
    return context.options.show_values || (context.shows_values(column) && !measured[column]);
}

/// Whether the order of all values may leave the screen.
bool order_leaves(const AuditContext& leaving, const std::vector<bool>& measured, std::size_t column) {
    const bool all =
        leaving.leaving(column) == Shows::all && !leaving.plan.has_role(leaving.name(column), Role::quasi_identifier);
    return leaving.options.show_values || (all && !measured[column]);
}

}  // namespace

RowView::RowView(AuditContext context, std::span<const Outcome> outcomes)
    : context_(std::move(context)), outcomes_(outcomes), measured_(measured_in(context_)) {}

Result<void> RowView::check_column(std::size_t column) const {
    const std::size_t count = context_.table.columns.size();
    if (column < count) { return {}; }
    return refuse(Message("error.request.no_column").count("column", column).count("count", count));
}

std::uint64_t RowView::file_row(std::uint32_t row) const {
    const Table& table = context_.table;
    return row < table.rows() ? table.file_row(row) : table.apart[static_cast<std::size_t>(row - table.rows())].row;
}

std::string RowView::cell(auto& cells, std::uint32_t row, std::size_t column) const {
    const Table& table = context_.table;
    if (row < table.rows()) { return cells.of(table.columns[column].codes[row]); }
    const std::vector<std::string>& texts = table.apart[static_cast<std::size_t>(row - table.rows())].cells;
    return column < texts.size() ? cells.apart(texts[column]) : std::string();
}

char RowView::state_letter(std::uint32_t row, std::size_t column) const {
    const Table& table = context_.table;
    if (row >= table.rows()) { return 'i'; }
    const CellState state = context_.interpretation(column).states[table.columns[column].codes[row]];
    return state == CellState::valid ? 'v' : state == CellState::missing ? 'm' : 'i';
}

std::vector<std::uint32_t> RowView::rows_of(std::optional<std::size_t> check) const {
    const Table& table = context_.table;
    const auto table_rows = static_cast<std::uint32_t>(table.rows());
    std::vector<std::uint32_t> rows;
    if (!check) {
        rows.resize(table_rows);
        std::iota(rows.begin(), rows.end(), 0U);
        return rows;
    }
    std::size_t above = 0;  // rows set apart
    outcomes_[*check].rows.to_see().for_each([&](std::uint64_t row) {
        while (above < table.apart.size() && table.apart[above].row < row) { ++above; }
        const bool apart = above < table.apart.size() && table.apart[above].row == row;
        if (!apart && row - above >= table_rows) { return; }
        rows.push_back(static_cast<std::uint32_t>(apart ? table_rows + above : row - above));
    });
    return rows;
}

Result<void> RowView::keep(const RowFilter& filter, std::vector<std::uint32_t>& rows) const {
    KLARSICHT_TRY(check_column(filter.column));
    const Column& column = context_.table.columns[filter.column];
    const std::vector<CellState>& states = context_.interpretation(filter.column).states;
    std::uint32_t wanted = Dictionary::npos;
    if (filter.is == RowFilter::Is::value) {
        if (!tells(context_, measured_, filter.column)) { return refuse(Message("error.request.rows_masked")); }
        wanted = column.dictionary.find(filter.value);
        // What is shown in another way than it is written is not told by asking for it.
        if (wanted != Dictionary::npos && context_.shown(filter.column, wanted) != filter.value) {
            wanted = Dictionary::npos;
        }
    }
    std::erase_if(rows, [&](std::uint32_t row) {
        const bool apart = row >= column.codes.size();
        const CellState state = apart ? CellState::invalid : states[column.codes[row]];
        switch (filter.is) {
            case RowFilter::Is::missing:
                return state != CellState::missing;
            case RowFilter::Is::invalid:
                return state != CellState::invalid;
            case RowFilter::Is::present:
                return state == CellState::missing;
            case RowFilter::Is::value:
                break;
        }
        return apart || wanted == Dictionary::npos || column.codes[row] != wanted;
    });
    return {};
}

Result<std::vector<std::uint32_t>> RowView::selected(const RowSelection& rows, std::uint64_t& of) const {
    if (rows.check && *rows.check >= outcomes_.size()) {
        return refuse(Message("error.request.no_check").count("check", *rows.check).count("count", outcomes_.size()));
    }
    std::vector<std::uint32_t> order = rows_of(rows.check);
    of = order.size();
    for (const RowFilter& filter : rows.filters) { KLARSICHT_TRY(keep(filter, order)); }
    if (!rows.sort) { return order; }
    KLARSICHT_TRY(check_column(*rows.sort));
    if (!tells(context_, measured_, *rows.sort)) { return refuse(Message("error.request.rows_masked")); }
    const bool frequent_only = !context_.options.show_values && context_.leaving(*rows.sort) == Shows::frequent;
    const Column& column = context_.table.columns[*rows.sort];
    const ValueRanks ranks = value_ranks(column, context_.interpretation(*rows.sort), rows.descending,
                                         frequent_only ? static_cast<std::uint32_t>(least_people_shown) : 0);
    sort_rows(order, column, ranks);
    return order;
}

Result<void> RowView::select(const RowSelection& rows) {
    if (kept_ == rows) { return {}; }
    kept_.reset();
    order_ = KLARSICHT_TRY(selected(rows, of_));
    kept_ = rows;
    return {};
}

Result<std::vector<std::size_t>> RowView::columns_of(const RowQuery& query, bool whole) const {
    for (const std::size_t column : query.columns) { KLARSICHT_TRY(check_column(column)); }
    std::vector<std::size_t> columns = query.columns;
    if (columns.empty()) {
        if (query.rows.check && *query.rows.check < outcomes_.size()) {
            for (const std::string& name : outcomes_[*query.rows.check].subject) {
                const auto column = context_.table.find(name);
                if (column && std::ranges::find(columns, *column) == columns.end()) { columns.push_back(*column); }
            }
        }
        const std::size_t named = columns.size();
        for (std::size_t c = 0; c < context_.table.columns.size(); ++c) {
            const auto end = columns.begin() + static_cast<std::ptrdiff_t>(named);
            if (std::find(columns.begin(), end, c) == end) { columns.push_back(c); }
        }
    }
    if (!whole && columns.size() > most_page_columns) { columns.resize(most_page_columns); }
    return columns;
}

Result<RowPage> RowView::page(const RowQuery& query, std::uint64_t first, std::uint64_t count) {
    KLARSICHT_TRY(select(query.rows));
    RowPage page{.total = order_.size(), .of = of_, .first = std::min<std::uint64_t>(first, order_.size())};
    page.columns = KLARSICHT_TRY(columns_of(query, false));
    for (const std::size_t column : page.columns) { page.tells.push_back(tells(context_, measured_, column)); }
    const std::uint64_t end = page.first + std::min({count, most_page_rows, page.total - page.first});
    std::vector<Cells> cells;
    for (const std::size_t column : page.columns) {
        cells.emplace_back(context_, column, measured_[column] && !context_.options.show_values,
                           static_cast<std::size_t>(end - page.first));
    }
    for (std::uint64_t place = page.first; place < end; ++place) {
        const std::uint32_t row = order_[static_cast<std::size_t>(place)];
        ShownRow& shown = page.rows.emplace_back();
        shown.row = file_row(row);
        shown.line = context_.table.lines.of(shown.row);
        for (std::size_t i = 0; i < page.columns.size(); ++i) {
            const std::size_t column = page.columns[i];
            shown.cells.push_back(cut(visible_line(cell(cells[i], row, column))));
            shown.states += state_letter(row, column);
        }
    }
    return page;
}

Result<std::vector<std::string>> RowView::values(std::size_t column) const {
    KLARSICHT_TRY(check_column(column));
    std::vector<std::string> values;
    if (!tells(context_, measured_, column)) { return values; }
    const Column& data = context_.table.columns[column];
    std::vector<std::uint32_t> codes;
    for (std::uint32_t code = 0; code < data.dictionary.size(); ++code) {
        if (context_.interpretation(column).valid(code)) { codes.push_back(code); }
    }
    const auto by_rows = [&](std::uint32_t a, std::uint32_t b) {
        return data.counts[a] != data.counts[b] ? data.counts[a] > data.counts[b] : a < b;
    };
    const std::size_t looked_at = std::min(codes.size(), most_values);
    std::partial_sort(codes.begin(), codes.begin() + static_cast<std::ptrdiff_t>(looked_at), codes.end(), by_rows);
    for (std::size_t i = 0; i < looked_at; ++i) {
        const std::string_view text = data.dictionary[codes[i]];
        if (text.size() <= most_cell_bytes && context_.shown(column, codes[i]) == text && visible_line(text) == text) {
            values.emplace_back(text);
        }
    }
    return values;
}

Result<std::uint64_t> RowView::each(const RowQuery& query, const AuditContext& leaving, const TakeRow& take) {
    RowSelection rows = query.rows;
    if (rows.sort && *rows.sort < measured_.size() && !order_leaves(leaving, measured_, *rows.sort)) {
        rows.sort.reset();
    }
    std::uint64_t of = 0;
    const std::vector<std::uint32_t> order = KLARSICHT_TRY(selected(rows, of));
    const std::vector<std::size_t> columns = KLARSICHT_TRY(columns_of(query, true));
    std::vector<Cells> shown;
    for (const std::size_t column : columns) {
        // What tells people apart together names them row by row.
        const bool narrows = leaving.plan.has_role(leaving.name(column), Role::quasi_identifier);
        shown.emplace_back(leaving, column, !leaving.options.show_values && (measured_[column] || narrows),
                           order.size());
    }
    std::vector<std::string> cells(columns.size());
    for (const std::uint32_t row : order) {
        for (std::size_t i = 0; i < columns.size(); ++i) { cells[i] = cell(shown[i], row, columns[i]); }
        const std::uint64_t number = file_row(row);
        take(number, context_.table.lines.of(number), cells);
    }
    return order.size();
}

}  // namespace klarsicht
