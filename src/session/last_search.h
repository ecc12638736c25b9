#pragma once
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "audit/report.h"
#include "base/hash_keys.h"
#include "table/table.h"

namespace klarsicht {

/// The last thing a written report goes through: a search for the file's personal values, whatever part of the program
/// wrote them there. Nothing is ever found unless something else is at fault; what is found is masked.
///
/// Looks for a sample: of every column that the report masks at most `most_values` spellings, spread evenly, that can
/// hardly stand in a report by chance: addresses, numbers with letters or a plus sign, and full names in a column of
/// them.
class LastSearch {
public:
    static constexpr std::size_t most_values = 500;  ///< a column

    LastSearch(const Table& table, const Report& report);

    /// Masks what is found. @return how often
    std::size_t mask(std::string& text) const;
    std::size_t values() const { return values_.size(); }

private:
    /// What a shown column also has may stand in the report.
    void allow(const Dictionary& shown, const ColumnReport& column);

    std::vector<std::string> values_;
    std::unordered_map<std::uint64_t, std::vector<std::size_t>, KeyedHash> by_start_;  ///< first eight bytes: values_
};

}  // namespace klarsicht
