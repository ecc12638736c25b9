#include "ingest/xlsx/xlsx_ingest.h"

#include <algorithm>
#include <ranges>

#include "base/listed.h"
#include "ingest/offset_ingest.h"
#include "ingest/xlsx/package.h"
#include "ingest/xlsx/sheet_table.h"

namespace klarsicht::xlsx {

namespace {

constexpr std::size_t rows_counted = 200;
constexpr std::size_t sheets_counted = 200;
constexpr std::size_t sheets_told = 20;

/// Counts filled cells.
class Counter final : public RowSink {
public:
    explicit Counter(Scratch& texts) : texts_(texts) {}
    Result<void> add(std::uint32_t, std::span<const Cell> cells) override {
        ++rows_;
        wide_rows_ += cells.size() > 1 ? 1 : 0;
        cells_ += cells.size();
        texts_.clear();
        return {};
    }
    bool full() const override { return rows_ == rows_counted; }
    /// A table has more than one column and more than a header.
    bool is_table() const { return wide_rows_ > 1; }
    std::uint64_t cells() const { return cells_; }

private:
    Scratch& texts_;
    std::size_t rows_ = 0, wide_rows_ = 0;
    std::uint64_t cells_ = 0;
};

class XlsxIngest final : public OffsetIngest {
public:
    using OffsetIngest::OffsetIngest;

    Result<Table> read(ByteSource& source, Progress& progress) override {
        const zip::Archive archive = KLARSICHT_TRY(zip::Archive::open(source, options_.name));
        const Workbook workbook = KLARSICHT_TRY(open_workbook(archive));
        const Sheet& sheet = *KLARSICHT_TRY(choose_sheet(archive, workbook));
        SharedStrings strings;
        KLARSICHT_TRY(strings.read(archive, workbook.shared_strings, options_.memory_limit / 2));
        Table table = KLARSICHT_TRY(read_table(archive, workbook, strings, sheet, progress));
        table.source.format = "xlsx";
        table.source.encoding = "utf-8";
        table.source.sheet = sheet.name;
        for (const Sheet& one : workbook.sheets) { table.source.sheets.push_back(one.name); }
        return table;
    }

    std::uint64_t rows() const override { return table_ ? table_->rows() : 0; }

private:
    Result<Table> read_table(const zip::Archive& archive, const Workbook& workbook, const SharedStrings& strings,
                             const Sheet& sheet, Progress& progress) {
        std::vector<Merge> merges;
        for (;;) {
            Scratch texts;
            SheetTable made(options_, merges, texts);
            table_ = &made;
            SheetHandler handler(archive, sheet.part->name, workbook, &strings, texts, made);
            const Result<void> read = read_sheet(archive, *sheet.part, handler, [&](const zip::EntryReader& reader) {
                return after_piece(reader, made, strings, progress);
            });
            Result<Table> table = std::unexpected(read ? Error{} : read.error());
            const bool again = read && made.moves_header(handler.merges());
            if (read && !again) { table = made.finish(handler.merges(), handler.not_calculated()); }
            table_ = nullptr;
            if (!again) { return table; }
            merges = handler.merges();
        }
    }

    Result<void> after_piece(const zip::EntryReader& reader, const SheetTable& made, const SharedStrings& strings,
                             Progress& progress) const {
        const std::uint64_t limit = options_.memory_limit;
        if (made.bytes() + strings.bytes() > limit) {
            Message message("error.table.too_much_data");
            return fail(ErrorCode::too_large,
                        message.text("name", options_.name).count("rows", made.rows()).count("limit", limit));
        }
        const double all = static_cast<double>(std::max<std::uint64_t>(reader.entry().packed, 1));
        if (progress.report("progress.reading", static_cast<double>(reader.packed_read()) / all)) { return {}; }
        return fail(ErrorCode::cancelled, Message("error.cancelled"));
    }

    /// How many filled cells a sheet has, as its first rows and its size say; less than one if it holds no table.
    Result<double> weight(const zip::Archive& archive, const Workbook& workbook, const Sheet& sheet) const {
        Scratch texts;
        Counter counter(texts);
        SheetHandler handler(archive, sheet.part->name, workbook, nullptr, texts, counter);
        double packed = 1;
        KLARSICHT_TRY(read_sheet(archive, *sheet.part, handler, [&](const zip::EntryReader& reader) {
            packed = static_cast<double>(std::max<std::uint64_t>(reader.unpacked(), 1));
            return Result<void>();
        }));
        const double share = counter.full() ? std::max(1.0, static_cast<double>(sheet.part->size) / packed) : 1;
        const double cells = static_cast<double>(counter.cells()) * share;
        return counter.is_table() ? cells : cells / 1e12;
    }

    Result<const Sheet*> choose_sheet(const zip::Archive& archive, const Workbook& workbook) const {
        if (options_.sheet) { return named_sheet(workbook); }
        const bool all_hidden = std::ranges::all_of(workbook.sheets, &Sheet::hidden);
        std::vector<const Sheet*> candidates;
        for (const Sheet& sheet : workbook.sheets) {
            if ((all_hidden || !sheet.hidden) && candidates.size() < sheets_counted) { candidates.push_back(&sheet); }
        }
        if (candidates.size() == 1) { return candidates.front(); }
        const Sheet* best = candidates.front();
        double most = -1;
        for (const Sheet* sheet : candidates) {
            const double cells = KLARSICHT_TRY(weight(archive, workbook, *sheet));
            if (cells > most) {
                most = cells;
                best = sheet;
            }
        }
        return best;
    }

    Result<const Sheet*> named_sheet(const Workbook& workbook) const {
        const auto found = std::ranges::find(workbook.sheets, *options_.sheet, &Sheet::name);
        if (found != workbook.sheets.end()) { return &*found; }
        const auto names =
            workbook.sheets | std::views::transform([](const Sheet& s) -> std::string_view { return s.name; });
        Message message("error.xlsx.no_such_sheet");
        return fail(ErrorCode::usage, message.text("name", options_.name)
                                          .text("sheet", *options_.sheet)
                                          .text("sheets", listed(names, sheets_told)));
    }

    const SheetTable* table_ = nullptr;  ///< while it is being read
};

}  // namespace

std::unique_ptr<Ingest> make_xlsx_ingest(IngestOptions options) {
    return std::make_unique<XlsxIngest>(std::move(options));
}

}  // namespace klarsicht::xlsx
