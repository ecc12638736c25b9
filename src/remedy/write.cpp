#include <algorithm>

#include "base/csv_cell.h"
#include "remedy/remedy.h"

namespace klarsicht {

namespace {

constexpr std::size_t piece_bytes = 64 * 1024;

/// A column as it is written: the file's own or a made one.
struct Written {
    std::string_view name;
    const Column* own = nullptr;
    const RemedyColumn* made = nullptr;

    std::string_view cell(std::size_t row) const {
        return made != nullptr ? std::string_view(made->dictionary[made->codes[row]]) : own->spelling_at(row);
    }
};

std::vector<Written> written_columns(const Table& table, const Remedied& remedied) {
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
    return columns;
}

}  // namespace

std::optional<Message> Guarded::said() const {
    if (cells == 0 && names == 0) { return std::nullopt; }
    Message message(names == 0 ? "remedy.guarded.cells" : cells == 0 ? "remedy.guarded.names" : "remedy.guarded.both");
    if (cells > 0) { message.count("cells", cells); }
    if (names > 0) { message.count("names", names); }
    return message;
}

char written_delimiter(const Source& source) {
    const char delimiter = source.delimiter.size() == 1 ? source.delimiter.front() : ',';
    const bool possible =
        delimiter != '"' && delimiter != '\r' && delimiter != '\n' && static_cast<unsigned char>(delimiter) < 0x80;
    return possible ? delimiter : ',';
}

bool written_with_mark(const Source& source) { return !source.encoding.empty() && source.encoding != "utf-8"; }

std::optional<Message> encoding_said(const Source& source) {
    if (!written_with_mark(source) || source.encoding == "utf-8-bom") { return std::nullopt; }
    return Message("remedy.encoding").term("encoding", "encoding." + source.encoding);
}

bool is_written(const Table& table, const Remedied& remedied, std::uint64_t row) {
    const auto place = static_cast<std::size_t>(row);
    if (!remedied.left_out.empty() && remedied.left_out[place] != 0) { return false; }
    // The header line again inside the data is no row of people.
    return table.columns.front().header_rows == 0 || !std::ranges::all_of(table.columns, [&](const Column& column) {
               return column.is_header(column.codes[place]);
           });
}

Result<Guarded> write_remedied(const Table& table, const Remedied& remedied,
                               const std::function<void(std::string_view)>& take) {
    const std::vector<Written> columns = written_columns(table, remedied);
    if (columns.empty()) { return fail(ErrorCode::usage, Message("error.remedy.nothing_left")); }
    const char delimiter = written_delimiter(table.source);
    Guarded guarded;
    std::string out(written_with_mark(table.source) ? "\xEF\xBB\xBF" : "");
    for (std::size_t c = 0; c < columns.size(); ++c) {
        if (c > 0) { out += delimiter; }
        guarded.names += add_csv_cell(out, columns[c].name, delimiter) ? 1 : 0;
    }
    out += '\n';
    for (std::size_t row = 0; row < table.rows(); ++row) {
        if (!is_written(table, remedied, row)) { continue; }
        const std::size_t start = out.size();
        for (std::size_t c = 0; c < columns.size(); ++c) {
            if (c > 0) { out += delimiter; }
            guarded.cells += add_csv_cell(out, columns[c].cell(row), delimiter) ? 1 : 0;
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
    return guarded;
}

}  // namespace klarsicht
