#include <algorithm>

#include "base/csv_cell.h"
#include "remedy/remedy.h"

namespace klarsicht {

namespace {

bool any_guarded(const Dictionary& dictionary, char delimiter) {
    for (std::uint32_t code = 0; code < dictionary.size(); ++code) {
        const std::string_view text = dictionary[code];
        if (text.find('\'') != std::string_view::npos && without_guard(text, delimiter).size() < text.size()) {
            return true;
        }
    }
    return false;
}

/// Two spellings may become one, where somebody wrote into the file.
Result<Column> without_guards(const Column& column, char delimiter) {
    Column plain;
    plain.name = column.name;
    plain.declared = column.declared;
    std::vector<std::uint32_t> translated(column.dictionary.size());
    for (std::uint32_t code = 0; code < translated.size(); ++code) {
        translated[code] = plain.dictionary.add(without_guard(column.dictionary[code], delimiter));
        if (translated[code] == Dictionary::npos) {
            return fail(ErrorCode::too_large, Message("error.table.column_full").text("column", column.name));
        }
    }
    plain.dictionary.drop_index();
    plain.counts.resize(plain.dictionary.size());
    for (std::uint32_t code = 0; code < translated.size(); ++code) {
        plain.counts[translated[code]] += column.counts[code];
    }
    plain.codes.reserve(column.codes.size());
    for (const std::uint32_t code : column.codes) { plain.codes.push_back(translated[code]); }
    plain.header_rows = column.header_rows;
    if (column.header_code != Dictionary::npos) { plain.header_code = translated[column.header_code]; }
    return plain;
}

}  // namespace

Result<Table> without_guards(const Table& table) {
    Table plain = table;
    const char delimiter = written_delimiter(table.source);
    for (std::size_t c = 0; c < table.columns.size(); ++c) {
        const Column& column = table.columns[c];
        const std::string name = without_guard(column.name, delimiter);
        // A name stands once.
        const bool renamed = name != column.name && !plain.find(name);
        if (!renamed && !any_guarded(column.dictionary, delimiter)) { continue; }
        Column made = KLARSICHT_TRY(without_guards(column, delimiter));
        if (renamed) { made.name = name; }
        plain.columns.replace(c, std::move(made));
    }
    return plain;
}

}  // namespace klarsicht
