#pragma once
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/json_fwd.h"

namespace klarsicht::app {

struct RowFilterModel {
    std::size_t column = 0;
    std::string is, value;  ///< missing, invalid, present, value
};

/// Which rows are looked at, in which order; session/row_query.h.
struct RowsQuery {
    std::optional<std::size_t> check;  ///< a finding's `order`
    std::vector<RowFilterModel> filters;
    std::optional<std::size_t> sort;
    bool descending = false;
    std::vector<std::size_t> columns;
};

struct RowModel {
    std::uint64_t row = 0;
    std::optional<std::uint64_t> line;
    std::vector<std::string> cells;
    std::string states;  ///< a letter a cell: v, m, i
};

struct RowColumnModel {
    std::size_t index = 0;
    std::string name;
    bool tells = false;  ///< its values are shown: it can be sorted and filtered by value
};

/// The rows that are looked at, as far as they were asked for: some hundred around those in sight.
struct RowsPanel {
    static constexpr std::uint64_t block_rows = 100;
    static constexpr std::size_t most_blocks = 24;

    RowsQuery query;
    std::uint64_t key = 0;  ///< of the query: an answer to an older one is not for us
    bool known = false;     ///< the numbers below hold for the query
    std::uint64_t total = 0, of = 0;
    bool sheet = false;
    std::vector<RowColumnModel> columns;
    std::map<std::uint64_t, std::vector<RowModel>> blocks;  ///< by place of the first row
    std::set<std::uint64_t> asked;                          ///< blocks that are on their way
    std::uint64_t top = 0;                                  ///< place of the first row in sight
    std::optional<std::size_t> filter_column;               ///< being chosen
    std::optional<std::size_t> values_of;                   ///< of which column `values` are
    std::vector<std::string> values;
    bool released = false;  ///< the wheel was turned on at an end: it turns the page
    std::string saved;      ///< name of the last list

    /// These rows, from their start, with nothing being chosen.
    void look_at(RowsQuery other);
    /// Another question: what was answered goes, and so does where one stood.
    void ask_anew();
    /// The row at a place; nullptr while it is not there.
    const RowModel* at(std::uint64_t place) const;
    /// What is to be asked so that these rows come: empty where all are there or on their way. Blocks far from them go.
    std::vector<std::uint64_t> wanted(std::uint64_t first, std::uint64_t end);
    /// Hears the page: `rows`, an answer; `rows_query`, other rows are looked at; `rows_saved`, a list was.
    void hear(std::string_view type, const json& message);

private:
    void take(const json& message);
};

json query_to_json(const RowsQuery& query);
/// Never fails: what is of another type is left out.
RowsQuery read_query(const json& from);

}  // namespace klarsicht::app
