#pragma once
#include <cstdint>
#include <optional>
#include <vector>

#include "audit/context.h"
#include "audit/outcome.h"

namespace klarsicht {

/// The columns that make a file a log of contacts, as far as it has them.
struct ContactColumns {
    std::optional<std::size_t> person, timestamp, consent, opt_out, channel;
    /// The file says how or with what people were contacted (a campaign, a text, or a channel with a date): its rows are contacts, not just people.
    bool contacts = false;
};

ContactColumns contact_columns(const AuditContext& context);

/// Days since 1970-01-01 with a fraction for the time of day; NaN where a row has no date.
/// @param code of a column whose kind is date or datetime
double day_of(const Interpretation& interpretation, std::uint32_t code);

/// Counts distinct codes of a column as rows come by.
class DistinctPeople {
public:
    explicit DistinctPeople(const AuditContext& context, std::optional<std::size_t> person)
        : codes_(person ? &context.table.columns[*person].codes : nullptr), seen_(person ? context.table.columns[*person].dictionary.size() : 0) {}

    void add(std::uint64_t row) {
        if (codes_ == nullptr) { return; }
        std::uint8_t& seen = seen_[(*codes_)[static_cast<std::size_t>(row)]];
        count_ += seen == 0 ? 1 : 0;
        seen = 1;
    }
    /// Without a column of persons nobody can be counted.
    std::optional<std::uint64_t> count() const { return codes_ == nullptr ? std::nullopt : std::optional(count_); }

private:
    const std::vector<std::uint32_t>* codes_;
    std::vector<std::uint8_t> seen_;
    std::uint64_t count_ = 0;
};

/// Remembers a row, and its number if it is among the first twenty.
void add_row(RowSet& rows, std::uint64_t row);

}  // namespace klarsicht
