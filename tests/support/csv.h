#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "ingest/csv/csv_ingest.h"
#include "ingest/ingest.h"

namespace klarsicht::test {

inline Result<void> feed(Ingest& ingest, std::string_view text) {
    return ingest.feed(std::as_bytes(std::span(text.data(), text.size())));
}

/// Hands a text over in slices of a size (0: whole).
inline Result<Table> read_with(Ingest& ingest, std::string_view text, std::size_t slice = 0) {
    if (slice == 0) { slice = text.empty() ? 1 : text.size(); }
    for (std::size_t at = 0; at < text.size(); at += slice) {
        if (Result<void> fed = feed(ingest, text.substr(at, slice)); !fed) { return std::unexpected(fed.error()); }
    }
    return ingest.finish();
}

/// Reads a file of any format in slices.
inline Result<Table> read_file_text(std::string_view bytes, IngestOptions options = {}, std::size_t slice = 0) {
    return read_with(*make_ingest(std::move(options)), bytes, slice);
}

/// Reads CSV in slices. @param exact without the fast structure scan
inline Result<Table> read_csv(std::string_view text, IngestOptions options = {}, std::size_t slice = 0,
                              bool exact = false) {
    return read_with(exact ? *csv::make_exact_csv_ingest(std::move(options)) : *make_csv_ingest(std::move(options)),
                     text, slice);
}

/// Everything that a table says, as one text: two tables are the same if these are.
inline std::string dump(const Result<Table>& table) {
    std::string out;
    if (!table) {
        out = "error " + table.error().message.key;
        for (const auto& where : {table.error().row, table.error().column, table.error().byte_offset}) {
            out += where ? " " + std::to_string(*where) : " -";
        }
        return out;
    }
    const Source& s = table->source;
    out = s.format + " " + s.compression + " " + s.sheet + " " + s.encoding + " " + s.delimiter + " " + s.quote + " " +
          s.line_end + " " + s.sha256 + " " + std::to_string(s.bytes) + (s.has_header ? " header" : "") +
          (s.skips_space ? " skips space" : "") + (s.encoding_sure ? "" : " unsure");
    for (const std::string& alternative : s.encoding_alternatives) { out += " or " + alternative; }
    out += "\n";
    for (const StructureIssue& issue : s.issues) {
        out += std::string(name_of(issue.kind)) + " " + std::to_string(issue.count) + ":";
        for (const std::uint64_t row : issue.first_rows) { out += " " + std::to_string(row); }
        out += "\n";
    }
    for (const Column& column : table->columns) {
        out += "[" + column.name + "] " + std::to_string(column.header_rows) + " " +
               std::to_string(static_cast<int>(column.declared)) + "\n";
        for (std::uint32_t code = 0; code < column.dictionary.size(); ++code) {
            out += std::string(column.dictionary[code]) + " x" + std::to_string(column.counts[code]) + "\n";
        }
        for (const std::uint32_t code : column.codes) { out += std::to_string(code) + ","; }
        out += "\n";
    }
    return out;
}

using Rows = std::vector<std::vector<std::string>>;

/// A table's cells by row; without the header.
inline Rows rows_of(const Table& table) {
    Rows rows(table.rows());
    for (std::uint64_t row = 0; row < table.rows(); ++row) {
        for (const Column& column : table.columns) { rows[row].emplace_back(column.spelling_at(row)); }
    }
    return rows;
}

inline std::vector<std::string> names_of(const Table& table) {
    std::vector<std::string> names;
    for (const Column& column : table.columns) { names.push_back(column.name); }
    return names;
}

/// Reads rows byte by byte as Python's csv module does (not strict): the plainest possible statement of what the ingest
/// must find. Blank lines are left out. A quote that nothing closes is text.
inline Rows parse_plainly(std::string_view text, char delimiter, char quote = '"') {
    Rows rows;
    std::size_t at = 0;
    while (at < text.size()) {
        std::vector<std::string> row;
        std::string cell;
        bool blank = true;
        for (;;) {
            cell.clear();
            const std::size_t start = at;
            if (at < text.size() && text[at] == quote && quote != '\0') {
                bool closed = false;
                for (++at; at < text.size(); ++at) {
                    if (text[at] == quote) {
                        if (at + 1 < text.size() && text[at + 1] == quote) {
                            ++at;
                        } else {
                            closed = true;
                            ++at;
                            break;
                        }
                    }
                    cell += text[at];
                }
                if (!closed) {
                    cell.clear();
                    at = start;
                } else {
                    blank = false;
                }
            }
            while (at < text.size() && text[at] != delimiter && text[at] != '\n' && text[at] != '\r') {
                cell += text[at++];
            }
            blank &= cell.empty();
            row.push_back(cell);
            if (at == text.size()) { break; }
            const char c = text[at++];
            if (c == '\r' && at < text.size() && text[at] == '\n') { ++at; }
            if (c != delimiter) { break; }
            blank = false;
        }
        if (!blank) { rows.push_back(std::move(row)); }
    }
    return rows;
}

}  // namespace klarsicht::test
