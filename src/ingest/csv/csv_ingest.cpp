#include <algorithm>
#include <array>
#include <string>

#include "ingest/ingest.h"

namespace klarsicht {

namespace {

/// First version: keeps the whole file and parses it, exactly, at the end.
class CsvIngest final : public Ingest {
public:
    explicit CsvIngest(IngestOptions options) : options_(std::move(options)) {}

    Result<void> feed(std::span<const std::byte> slice) override {
        text_.append(reinterpret_cast<const char*>(slice.data()), slice.size());
        return {};
    }

    std::uint64_t rows() const override { return rows_; }

    Result<Table> finish() override {
        Table table;
        table.source.name = options_.name;
        table.source.bytes = text_.size();
        table.source.format = "csv";
        table.source.encoding = "utf-8";
        table.source.line_end = "lf";
        if (text_.starts_with("\xEF\xBB\xBF")) {
            text_.erase(0, 3);
            table.source.encoding = "utf-8-bom";
        }
        if (text_.empty()) { return fail(ErrorCode::empty, Message("error.csv.empty_file").text("name", options_.name)); }
        const char delimiter = options_.delimiter.value_or(sniff());
        table.source.delimiter = std::string(1, delimiter);
        table.source.quote = "\"";

        std::vector<std::string> cells;
        std::string cell;
        bool header = options_.header.value_or(true);
        table.source.has_header = header;
        std::size_t at = 0;
        const std::size_t n = text_.size();
        while (at < n) {
            cells.clear();
            for (;;) {
                cell.clear();
                if (at < n && text_[at] == '"') {
                    ++at;
                    while (at < n) {
                        if (text_[at] == '"') {
                            if (at + 1 < n && text_[at + 1] == '"') {
                                cell += '"';
                                at += 2;
                                continue;
                            }
                            ++at;
                            break;
                        }
                        cell += text_[at++];
                    }
                }
                while (at < n && text_[at] != delimiter && text_[at] != '\n' && text_[at] != '\r') { cell += text_[at++]; }
                cells.push_back(cell);
                if (at < n && text_[at] == delimiter) {
                    ++at;
                    continue;
                }
                if (at < n && text_[at] == '\r') {
                    ++at;
                    table.source.line_end = "crlf";
                }
                if (at < n && text_[at] == '\n') { ++at; }
                break;
            }
            if (cells.size() == 1 && cells[0].empty()) { continue; }
            if (table.columns.empty()) {
                for (std::size_t c = 0; c < cells.size(); ++c) {
                    Column column;
                    column.name = header ? cells[c] : "column_" + std::to_string(c + 1);
                    table.columns.push_back(std::move(column));
                }
                if (header) { continue; }
            }
            for (std::size_t c = 0; c < table.columns.size(); ++c) {
                Column& column = table.columns[c];
                const std::uint32_t code = column.dictionary.add(c < cells.size() ? std::string_view(cells[c]) : std::string_view());
                if (code == column.counts.size()) { column.counts.push_back(0); }
                ++column.counts[code];
                column.codes.push_back(code);
            }
            ++rows_;
        }
        return table;
    }

private:
    char sniff() const {
        const std::string_view line = std::string_view(text_).substr(0, text_.find('\n'));
        char best = ',';
        std::ptrdiff_t most = 0;
        for (const char candidate : {',', ';', '\t', '|'}) {
            const std::ptrdiff_t count = std::ranges::count(line, candidate);
            if (count > most) {
                most = count;
                best = candidate;
            }
        }
        return best;
    }

    IngestOptions options_;
    std::string text_;
    std::uint64_t rows_ = 0;
};

}  // namespace

std::unique_ptr<Ingest> make_csv_ingest(IngestOptions options) { return std::make_unique<CsvIngest>(std::move(options)); }

}  // namespace klarsicht
