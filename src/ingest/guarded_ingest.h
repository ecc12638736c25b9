#pragma once
#include <optional>
#include <span>

#include "ingest/ingest.h"

namespace klarsicht {

/// Stops at its first error: who goes on feeding hears it again, and what was finished takes no more.
class GuardedIngest : public Ingest {
public:
    Result<void> feed(std::span<const std::byte> slice) final {
        if (failed_) { return std::unexpected(*failed_); }
        Result<void> fed = take(slice);
        if (!fed) { failed_ = fed.error(); }
        return fed;
    }

    Result<Table> finish() final {
        if (failed_) { return std::unexpected(*failed_); }
        Result<Table> table = end();
        failed_ = table ? Error{ErrorCode::usage, Message("error.file.finished"), {}, {}, {}} : table.error();
        return table;
    }

private:
    virtual Result<void> take(std::span<const std::byte> slice) = 0;
    virtual Result<Table> end() = 0;

    std::optional<Error> failed_;
};

}  // namespace klarsicht
