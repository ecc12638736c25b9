#pragma once
#include <memory>
#include <string_view>

#include "audit/context.h"
#include "ingest/ingest.h"
#include "remedy/remedy.h"
#include "report/share_sheet.h"

namespace klarsicht {

/// Reads a file again while it is written, and counts what is in it: nothing is said of a file that was only meant to
/// be written.
class ReadBack {
public:
    /// @param source of the table it is made of, which says how it is written
    explicit ReadBack(const Source& source);
    /// The next piece of the file. What cannot be read is said by `check`.
    void feed(std::string_view piece);
    /// The privacy audit of what was read, under the same roles. Classes count people as the first file knows them,
    /// even where what tells them apart was left out.
    /// @param before the file that it was made of, and its plan
    Result<CheckedFile> check(const AuditContext& before, const Remedied& remedied, Progress& progress);

private:
    std::unique_ptr<Ingest> ingest_;
    Result<void> fed_;
};

/// Of the sheet that goes with the file what the first file tells.
ShareSheet sheet_before(const AuditContext& context, const Remedied& remedied);

}  // namespace klarsicht
