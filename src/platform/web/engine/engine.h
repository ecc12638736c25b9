#pragma once
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "audit/report.h"
#include "base/error.h"
#include "base/progress.h"
#include "ingest/ingest.h"
#include "report/message_format.h"

namespace klarsicht::web {

/// One file in the worker: read once, audited as often as the person changes the plan, rendered in any language.
class Engine {
public:
    explicit Engine(Progress& progress) : progress_(progress) {}

    /// Forgets the last file and begins the next. @param options `{"name": …, "delimiter"?, "quote"?, "header"?, "encoding"?, "sheet"?}`
    Result<void> open(std::string_view options);
    Result<void> feed(std::span<const std::byte> slice);
    /// The whole file at once, in place of `feed` and `finish`.
    Result<void> read(ByteSource& source);
    /// Rows read so far.
    std::uint64_t rows() const;
    /// Ends the file: now there is a table.
    Result<void> finish();
    /// @param plan the person's plan as far as there is one, or ""
    /// @param options `{"show_values"?, "show_cells"?, "rules"?}`
    Result<void> audit(std::string_view plan, std::string_view options);

    // Of the last audit.
    Result<std::string> render(std::string_view format, Language language) const;
    /// `{"first": …, "columns": […], "rows": [[…]]}`, masked as the report is.
    Result<std::string> preview(std::uint64_t first, std::uint64_t count) const;
    /// Rows by group and decision, for the picture in which every row is a dot: little-endian u32 groups, rows; per group n, selected,
    /// label_length, and the label's bytes, filled up with zeros to a multiple of 4. Rows without a group or a decision are left out.
    Result<std::string> dots(std::string_view group, std::string_view decision, Language language) const;
    /// Carries out remedies on the file as the last audit's plan sees it, and gives the new file piece by piece.
    /// @param remedies as a plan's "remedies": `[{"do": …}, …]`
    /// @return what they changed and what it cost: `["…", …]`
    Result<std::string> remedy(std::string_view remedies, const std::function<void(std::string_view)>& take, Language language) const;

private:
    struct Audited {
        Rules rules;
        Report report;
        double as_of = 0;
    };
    Result<AuditContext> context() const;
    Result<void> take(Result<Table> table);

    Progress& progress_;
    std::unique_ptr<Ingest> ingest_;
    std::optional<Table> table_;
    std::optional<Profile> profile_;
    ProfileOptions profiled_with_;
    std::optional<Audited> audited_;
};

/// A scenario's CSV. @param options `{"name": …, "rows"?, "seed"?, "settings"?: {…}}`
Result<std::string> scenario(std::string_view options);

/// A text of assets/i18n with its values filled in. @param message `{"key": …, "args"?: {name: text or number}}`
std::string text_of(std::string_view message, Language language);

/// Every text the page's own HTML needs: one JSON object, key -> string or list.
std::string page_texts(Language language);

}  // namespace klarsicht::web
