#pragma once
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "audit/context.h"
#include "audit/outcome.h"
#include "base/error.h"
#include "session/row_query.h"

namespace klarsicht {

/// The rows of a file to be looked at a page at a time. Which rows and in which order is found once and kept until
/// something else is asked for.
///
/// Every cell is a value about one person: it goes through `AuditContext::shown`, and columns that say what was
/// decided, predicted or measured are masked, unless values are asked for. What is masked is neither sorted nor picked
/// by value: order and choice would tell it.
class RowView {
public:
    /// @param outcomes of the report; they and what the context refers to must outlive the view
    RowView(AuditContext context, std::span<const Outcome> outcomes);

    /// @param first place of the first row @param count at most `most_page_rows`. A column, finding or order that is
    /// not to be had is an error that names it.
    Result<RowPage> page(const RowQuery& query, std::uint64_t first, std::uint64_t count);

    /// The values of a column that a filter can ask for: the most frequent ones that are shown as they are.
    Result<std::vector<std::string>> values(std::size_t column) const;

    /// What a file has of the rows that were asked for: takes each row's number, its line and its cells, whole.
    using TakeRow = std::function<void(std::uint64_t row, std::optional<std::uint64_t> line, std::span<std::string>)>;
    /// @param leaving masks the cells as what leaves the screen is masked; where it does not tell the column that they
    /// are sorted by, they come as in the file @return how many
    Result<std::uint64_t> each(const RowQuery& query, const AuditContext& leaving, const TakeRow& take);
    /// Which columns a query asks for; without a choice all of them, or as many as a page holds.
    Result<std::vector<std::size_t>> columns_of(const RowQuery& query, bool whole) const;

private:
    Result<void> select(const RowSelection& rows);
    Result<std::vector<std::uint32_t>> selected(const RowSelection& rows, std::uint64_t& of) const;
    std::vector<std::uint32_t> rows_of(std::optional<std::size_t> check) const;
    Result<void> keep(const RowFilter& filter, std::vector<std::uint32_t>& rows) const;
    Result<void> check_column(std::size_t column) const;
    std::string cell(auto& cells, std::uint32_t row, std::size_t column) const;
    char state_letter(std::uint32_t row, std::size_t column) const;
    std::uint64_t file_row(std::uint32_t row) const;

    AuditContext context_;
    std::span<const Outcome> outcomes_;
    std::vector<bool> measured_;        ///< [columns]
    std::optional<RowSelection> kept_;  ///< of `order_`
    std::vector<std::uint32_t> order_;  ///< rows of the table; beyond them those that were set apart
    std::uint64_t of_ = 0;
};

}  // namespace klarsicht
