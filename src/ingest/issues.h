#pragma once
#include <array>
#include <cstdint>
#include <vector>

#include "table/table.h"

namespace klarsicht {

/// Rows in which something is odd.
struct OddRows {
    static constexpr std::size_t listed = 20;
    std::uint64_t count = 0;
    std::vector<std::uint64_t> first;
    RowList all;

    void add(std::uint64_t row) {
        ++count;
        all.add(row);
        if (first.size() < listed) { first.push_back(row); }
    }
};

/// Collects what a file has of each kind of issue.
class IssueLog {
public:
    void add(StructureIssue::Kind kind, std::uint64_t row) { of(kind).add(row); }
    OddRows& of(StructureIssue::Kind kind) { return kinds_[static_cast<std::size_t>(kind)]; }

    /// In the order of the kinds; those that do not occur are left out.
    std::vector<StructureIssue> issues() const {
        std::vector<StructureIssue> all;
        for (std::size_t k = 0; k < kinds_.size(); ++k) {
            if (kinds_[k].count > 0) {
                const OddRows& odd = kinds_[k];
                all.push_back({static_cast<StructureIssue::Kind>(k), odd.count, odd.first, odd.all});
            }
        }
        return all;
    }

private:
    std::array<OddRows, structure_issue_kinds> kinds_;
};

}  // namespace klarsicht
