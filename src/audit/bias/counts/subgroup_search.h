#pragma once
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "audit/bias/counts/subjects.h"
#include "stats/itemsets.h"

namespace klarsicht::bias {

/// The groups in which a column is searched: as the plan divides it, else by value, numbers of more than 20 values
/// between their quartiles.
CodeGroups searched_groups(const AuditContext& context, std::size_t column);

/// One subgroup that a search found, with everything that is said about it.
struct Subgroup {
    std::size_t itemset = 0;  ///< place in SubgroupSearch::itemsets
    double support = stats::undefined;
    stats::Divergence selection_rate;
    stats::Divergence fpr;
    stats::Divergence fnr;
    double log10_p = stats::undefined;     ///< selected among the subgroup against selected among all others
    double log10_p_bh = stats::undefined;  ///< corrected for all itemsets
    bool kept = false;  ///< not redundant in the figure that decides: fpr with an outcome, else selection rate
    bool kept_selection = false;  ///< not redundant in the selection rate
};

/// Exhaustive search over the values of the columns with role protected or attribute.
struct SubgroupSearch {
    struct Column {
        std::size_t column = 0;
        bool is_protected = false;
        std::vector<std::string> labels;    ///< of its frequent values; masked where they must be
        std::vector<std::uint32_t> groups;  ///< [labels] number among the column's groups (searched_groups)
    };
    std::vector<Column> columns;
    std::vector<std::string> left_out;  ///< names of columns for which the search would have taken too long
    std::vector<stats::Itemset> itemsets;
    std::vector<std::vector<std::size_t>> subsets;
    std::vector<Subgroup> subgroups;  ///< one per itemset, in the same order; the first is everybody
    std::vector<double> divergence;   ///< of the selection rate
    /// [itemsets] 1: nothing is told of it: too few people, or what was decided about too few would follow from it and
    /// the others (told_groups.h); all 0 with `show_values`.
    std::vector<std::uint8_t> hidden;
    bool with_outcome = false;
    std::size_t depth = 0;   ///< columns that were combined: the limit, or fewer where there were too many subgroups
    std::uint64_t rows = 0;  ///< rows whose decision is known

    std::string item_text(const stats::Item& item, const AuditContext& context) const;
};

struct SubgroupLimits {
    double min_support;
    std::size_t max_depth;
    double redundancy;
};

SubgroupSearch search_subgroups(const AuditContext& context, const DecisionColumns& columns,
                                const SubgroupLimits& limits);

}  // namespace klarsicht::bias
