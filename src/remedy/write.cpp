#include <algorithm>

#include "remedy/remedy.h"

namespace klarsicht {

namespace {

constexpr std::size_t piece_bytes = 64 * 1024;

void add_cell(std::string& out, std::string_view cell) {
    if (cell.find_first_of(",\"\r\n") == std::string_view::npos && !cell.starts_with(' ') && !cell.ends_with(' ')) {
        out += cell;
        return;
    }
    out += '"';
    for (const char c : cell) {
        if (c == '"') { out += '"'; }
        out += c;
    }
    out += '"';
}

/// A column as it is written: the file's own or a made one.
struct Written {
    std::string_view name;
    const Column* own = nullptr;
    const RemedyColumn* made = nullptr;

    std::string_view cell(std::size_t row) const {
        return made != nullptr ? std::string_view(made->dictionary[made->codes[row]]) : own->spelling_at(row);
    }
};

}  // namespace

Result<void> write_remedied(const Table& table, const Remedied& remedied,
                            const std::function<void(std::string_view)>& take) {
    std::vector<Written> columns;
    for (std::size_t c = 0; c < table.columns.size(); ++c) {
        if (std::ranges::find(remedied.dropped, c) != remedied.dropped.end()) { continue; }
        const RemedyColumn* made = remedied.instead_of(c);
        columns.push_back(
            {.name = made != nullptr ? std::string_view(made->name) : std::string_view(table.columns[c].name),
             .own = &table.columns[c],
             .made = made});
    }
    for (const RemedyColumn& made : remedied.columns) {
        if (!made.replaces) { columns.push_back({.name = made.name, .made = &made}); }
    }
    if (columns.empty()) { return fail(ErrorCode::usage, Message("error.remedy.nothing_left")); }
    std::string out;
    for (std::size_t c = 0; c < columns.size(); ++c) {
        if (c > 0) { out += ','; }
        add_cell(out, columns[c].name);
    }
    out += '\n';
    for (std::size_t row = 0; row < table.rows(); ++row) {
        // The header line again inside the data is no row of people.
        if (table.columns.front().header_rows > 0 && std::ranges::all_of(table.columns, [&](const Column& column) {
                return column.is_header(column.codes[row]);
            })) {
            continue;
        }
        const std::size_t start = out.size();
        for (std::size_t c = 0; c < columns.size(); ++c) {
            if (c > 0) { out += ','; }
            add_cell(out, columns[c].cell(row));
        }
        // A line of nothing would read as no row at all.
        if (out.size() == start) { out += "\"\""; }
        out += '\n';
        if (out.size() >= piece_bytes) {
            take(out);
            out.clear();
        }
    }
    take(out);
    return {};
}

}  // namespace klarsicht
