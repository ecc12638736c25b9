#include "ingest/csv/csv_ingest.h"

#include <algorithm>
#include <optional>
#include <string>

#include "ingest/csv/rows.h"
#include "ingest/csv/sniffer.h"
#include "ingest/csv/structure.h"
#include "ingest/csv/text_buffer.h"
#include "ingest/encoding.h"
#include "ingest/file_kind.h"
#include "ingest/guarded_ingest.h"

namespace klarsicht {

namespace csv {

namespace {

/// The text is read in pieces of this size, counted from its start, however the file is sliced: so slices cannot change
/// a table. Small enough for the cells of a piece to stay in the cache while they go into the columns.
constexpr std::size_t piece_bytes = 256 << 10;

/// A quoted cell that goes on for so long was opened by a quote that means nothing.
constexpr std::size_t cell_bytes = Rows::most_cell_bytes;
/// A row that has not ended after so many bytes is none.
constexpr std::size_t row_bytes = 256U << 20;

/// Every code page, those that fit first: a guess may be wrong where it is sure.
std::vector<std::string> encodings_to_choose(const CodePageGuess& guess) {
    std::vector<CodePage> pages = {guess.page};
    pages.insert(pages.end(), guess.alternatives.begin(), guess.alternatives.end());
    std::ranges::copy_if(all_code_pages, std::back_inserter(pages),
                         [&](CodePage page) { return std::ranges::find(pages, page) == pages.end(); });
    std::vector<std::string> names;
    for (const CodePage page : pages) { names.emplace_back(klarsicht::name_of(page)); }
    return names;
}

class CsvIngest final : public GuardedIngest {
public:
    CsvIngest(IngestOptions options, bool exact)
        : options_(std::move(options)), exact_(exact), forecast_(options_.file_bytes, options_.memory_limit) {}

    std::uint64_t rows() const override { return rows_ ? rows_->builder().rows() : 0; }

private:
    std::string_view name() const { return options_.name; }

    Result<void> take(std::span<const std::byte> slice) override {
        std::string_view bytes(reinterpret_cast<const char*>(slice.data()), slice.size());
        read_ += bytes.size();
        if (!rows_) {
            const std::string_view first = bytes.substr(0, sniffed_bytes - start_.size());
            start_.append(first);
            if (start_.size() < sniffed_bytes) { return {}; }
            KLARSICHT_TRY(begin(false));
            bytes.remove_prefix(first.size());
        }
        return decode(bytes);
    }

    Result<Table> end() override {
        if (!rows_) { KLARSICHT_TRY(begin(true)); }
        if (utf16_) {
            decoded_.clear();
            utf16_->finish(decoded_);
            KLARSICHT_TRY(take_text(decoded_));
        }
        text_.end();
        KLARSICHT_TRY(scan(true));
        check_.finish();
        if (!rows_->builder().started()) {
            return fail(ErrorCode::empty, Message("error.file.empty").text("name", name()));
        }
        if (rows_->builder().rows() == 0) {
            return fail(ErrorCode::empty, Message("error.table.only_header").text("name", name()));
        }
        const FoundEncoding found = found_encoding();
        Table table = KLARSICHT_TRY(rows_->finish(found.repair, nul_, found.guess.page));
        Source& source = table.source;
        source.name = options_.name;
        source.format = "csv";
        source.encoding = found.name;
        source.encoding_sure = found.guess.sure;
        for (const CodePage page : found.guess.alternatives) {
            source.encoding_alternatives.emplace_back(klarsicht::name_of(page));
        }
        if (found.repair == TextRepair::code_page) { source.encodings = encodings_to_choose(found.guess); }
        source.delimiter = std::string(1, sniffed_.dialect.delimiter);
        source.quote = sniffed_.dialect.quote == '\0' ? std::string() : std::string(1, sniffed_.dialect.quote);
        source.skips_space = sniffed_.dialect.skip_space;
        return table;
    }

    struct FoundEncoding {
        std::string_view name;
        TextRepair repair;
        CodePageGuess guess;
    };
    FoundEncoding found_encoding() const {
        const auto in_page = [](const CodePageGuess& guess) {
            return FoundEncoding{klarsicht::name_of(guess.page), TextRepair::code_page, guess};
        };
        switch (encoding_.encoding) {
            case Encoding::utf16le:
                return {"utf-16le", TextRepair::none, {.sure = true}};
            case Encoding::utf16be:
                return {"utf-16be", TextRepair::none, {.sure = true}};
            case Encoding::code_page:
                return in_page({.page = encoding_.page, .sure = true});
            case Encoding::utf8:
                break;
            case Encoding::bytes:
                if (check_.invalid > check_.valid) { return in_page(rows_->builder().guess_code_page()); }
                break;
        }
        const bool marked = encoding_.encoding == Encoding::utf8 && bom_ > 0;
        return {marked ? "utf-8-bom" : "utf-8",
                check_.invalid > 0 ? TextRepair::replace : TextRepair::none,
                {.sure = true}};
    }

    Result<void> choose_encoding() {
        const EncodingGuess guess = guess_encoding(start_);
        encoding_.encoding = guess.encoding;
        bom_ = guess.bom;
        if (!options_.encoding) { return {}; }
        const std::optional<NamedEncoding> named = encoding_named(*options_.encoding);
        if (!named) {
            return fail(ErrorCode::usage, Message("error.csv.unknown_encoding")
                                              .text("encoding", *options_.encoding)
                                              .text("possible", encoding_names()));
        }
        const bool same_family = guess.encoding == named->encoding ||
                                 (named->encoding == Encoding::utf8 && guess.encoding == Encoding::bytes);
        encoding_ = *named;
        bom_ = same_family ? guess.bom : 0;
        return {};
    }

    /// Looks at the first bytes and gets ready to read.
    Result<void> begin(bool whole) {
        if (start_.empty()) { return fail(ErrorCode::empty, Message("error.file.empty").text("name", name())); }
        KLARSICHT_TRY(choose_encoding());
        const bool utf16 = encoding_.encoding == Encoding::utf16le || encoding_.encoding == Encoding::utf16be;
        if (std::optional<Error> error = not_a_text_table(start_, utf16, name())) {
            return std::unexpected(std::move(*error));
        }
        std::string_view text = start_;
        text.remove_prefix(bom_);
        if (utf16) {
            utf16_.emplace(encoding_.encoding == Encoding::utf16be);
            decoded_.clear();
            utf16_->decode(text, decoded_);
            text = decoded_;
        }
        sniffed_ = sniff(text, whole, options_);
        if (sniffed_.dialect.delimiter == sniffed_.dialect.quote || sniffed_.dialect.delimiter == '\n' ||
            sniffed_.dialect.delimiter == '\r') {
            return fail(ErrorCode::usage, Message("error.csv.bad_delimiter"));
        }
        structure_.emplace(sniffed_.dialect, exact_);
        rows_.emplace(sniffed_.dialect, sniffed_.header, sniffed_.columns, text.substr(0, sniffed_.skip),
                      options_.name);
        for (std::size_t line = 0; line < sniffed_.skip_lines; ++line) {
            rows_->builder().issues().add(StructureIssue::Kind::leading_junk, 0);
        }
        const std::string start(text.substr(sniffed_.skip));
        start_ = {};
        return take_text(start);
    }

    Result<void> decode(std::string_view bytes) {
        if (!utf16_) { return take_text(bytes); }
        while (!bytes.empty()) {
            const std::string_view piece = bytes.substr(0, piece_bytes);
            decoded_.clear();
            utf16_->decode(piece, decoded_);
            KLARSICHT_TRY(take_text(decoded_));
            bytes.remove_prefix(piece.size());
        }
        return {};
    }

    /// Takes text, and reads it whenever a piece is full.
    Result<void> take_text(std::string_view text) {
        while (!text.empty()) {
            const std::string_view part = text.substr(0, piece_bytes - pending_);
            look(part);
            text_.append(part.data(), part.size());
            pending_ += part.size();
            text.remove_prefix(part.size());
            if (pending_ == piece_bytes) {
                pending_ = 0;
                KLARSICHT_TRY(scan(false));
            }
        }
        return {};
    }

    /// Notes NULs, and what is no ASCII.
    void look(std::string_view text) {
        const auto* bytes = reinterpret_cast<const unsigned char*>(text.data());
        std::size_t at = 0;
        for (; at + block_bytes <= text.size(); at += block_bytes) {
            const BlockTraits traits = block_traits(text.data() + at);
            nul_ |= traits.nul;
            if (!traits.ascii || !check_.between_characters()) { check_.add(bytes + at, block_bytes); }
        }
        check_.add(bytes + at, text.size() - at);
        nul_ |= text.find('\0', at) != std::string_view::npos;
    }

    Result<void> scan(bool last) {
        structure_->scan(text_.data(), text_.size(), last);
        // A quote that nothing closes is text; at most one remains, because behind it quotes come in pairs.
        while (structure_->in_quotes() && (last ? true : text_.size() - structure_->cell_start() > cell_bytes)) {
            rows_->builder().issues().add(StructureIssue::Kind::unclosed_quote, open_row());
            structure_->take_open_quote_as_text(text_.data());
            structure_->scan(text_.data(), text_.size(), last);
        }
        if (last) { structure_->end_last_row(text_.size()); }
        const std::size_t open_cell = text_.size() - structure_->cell_start();
        if (open_cell > cell_bytes && !structure_->in_quotes()) {
            return too_long("error.csv.cell_too_large", cell_bytes);
        }
        if (text_.size() - structure_->row_start() > row_bytes) {
            return too_long("error.csv.row_too_large", row_bytes);
        }
        KLARSICHT_TRY(rows_->add_rows(text_.data(), text_.size(), *structure_));
        text_.drop(structure_->row_start());
        structure_->drop_rows();
        KLARSICHT_TRY(rows_->builder().check_forecast(forecast_, read_));
        return rows_->builder().check_memory(options_.memory_limit);
    }

    /// Number of the row that has not ended.
    std::uint64_t open_row() const {
        const std::uint64_t above = rows_->builder().rows() + structure_->row_marks().size();
        return above > 0 && !rows_->builder().started() && sniffed_.header ? above - 1 : above;
    }

    Result<void> too_long(std::string_view key, std::size_t limit) const {
        Error error{ErrorCode::too_large, Message(key).text("name", name()).count("limit", limit), {}, {}, {}};
        error.row = open_row();
        error.column = structure_->open_cells();
        return std::unexpected(std::move(error));
    }

    IngestOptions options_;
    bool exact_;
    std::string start_;  ///< the first bytes, until there are enough to sniff
    NamedEncoding encoding_ = {Encoding::bytes};
    std::size_t bom_ = 0;
    std::optional<Utf16Decoder> utf16_;
    std::string decoded_;
    Sniffed sniffed_;
    Utf8Check check_;
    bool nul_ = false;
    MemoryForecast forecast_;
    std::uint64_t read_ = 0;  ///< bytes of the file
    TextBuffer text_;
    std::size_t pending_ = 0;  ///< bytes that came since the last scan
    std::optional<Structure> structure_;
    std::optional<Rows> rows_;
};

}  // namespace

std::unique_ptr<Ingest> make_exact_csv_ingest(IngestOptions options) {
    return std::make_unique<CsvIngest>(std::move(options), true);
}

}  // namespace csv

std::unique_ptr<Ingest> make_csv_ingest(IngestOptions options) {
    return std::make_unique<csv::CsvIngest>(std::move(options), false);
}

}  // namespace klarsicht
