#include "audit/bias/counts/subgroup_search.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <utility>

#include "audit/bias/counts/subjects.h"
#include "audit/bias/counts/told_crossings.h"
#include "base/round_number.h"
#include "base/sort_few.h"
#include "base/whole_number.h"
#include "stats/contingency.h"
#include "stats/tests.h"

namespace klarsicht::bias {

namespace {

/// Rows × tables that a search may count; it takes about a second then. Columns beyond that are left out, those that go
/// together least with the decision first.
constexpr double most_work = 3e8;
/// More subgroups nobody reads, and each takes about a kilobyte until the report is written: then combinations of fewer
/// columns are searched.
constexpr std::size_t most_itemsets = 100'000;
/// Rows and values that one search looks at; beyond, combinations of fewer columns are searched.
constexpr std::uint64_t most_looks = 1'000'000'000;
/// What may be spent on finding out what the subgroups tell together: all that a small file needs.
constexpr std::uint64_t most_hiding_work = 30'000'000;
/// Below this expected count the normal approximation is left for Fisher's exact test (W. G. Cochran 1954).
constexpr double least_expected = 5;

/// Numbers with more values than these are searched between their quartiles, made round.
constexpr std::uint64_t most_numbers_by_value = 20;

std::vector<double> quartiles(const Column& column, const Interpretation& data) {
    std::vector<std::pair<double, std::uint64_t>> values;
    std::uint64_t rows = 0;
    for (std::uint32_t code = 0; code < column.counts.size(); ++code) {
        if (!data.valid(code)) { continue; }
        values.emplace_back(data.values[code], column.counts[code]);
        rows += column.counts[code];
    }
    std::ranges::sort(values);
    std::vector<double> edges;
    std::uint64_t below = 0;
    for (const auto& [value, count] : values) {
        // The value at which a quarter, half, three quarters of the rows are passed begins the next bin.
        const auto quarter = [&](std::uint64_t n) { return n * 4 / std::max<std::uint64_t>(1, rows); };
        const std::uint64_t passed = quarter(below + count - 1);
        if (below > 0 && passed > edges.size() && passed < 4) { edges.push_back(value); }
        below += count;
    }
    return round_edges(edges, data.kind != Kind::number);
}

struct Candidate {
    SubgroupSearch::Column column;
    std::vector<std::uint16_t> values;  ///< [decided rows]
    double association = 0;
};

double tables(std::size_t columns, std::size_t depth) {
    double sum = 0;
    double choose = 1;
    for (std::size_t d = 1; d <= std::min(columns, depth); ++d) {
        choose *= static_cast<double>(columns - d + 1) / static_cast<double>(d);
        sum += choose;
    }
    return sum;
}

/// The rows whose decision is known, and what was decided and happened.
stats::ItemsetData decided_rows(const AuditContext& context, const DecisionColumns& columns,
                                std::vector<std::uint32_t>& rows) {
    const std::vector<std::uint32_t>& decision_codes = context.table.columns[*columns.decision].codes;
    const std::vector<std::uint8_t> decided = positive_codes(context, *columns.decision);
    stats::ItemsetData data;
    for (std::uint32_t row = 0; row < decision_codes.size(); ++row) {
        if (decided[decision_codes[row]] > 1) { continue; }
        rows.push_back(row);
        data.selected.push_back(decided[decision_codes[row]]);
    }
    data.outcome.assign(rows.size(), 2);
    data.weight.assign(rows.size(), 1);
    if (columns.outcome) {
        const std::vector<std::uint32_t>& codes = context.table.columns[*columns.outcome].codes;
        const std::vector<std::uint8_t> happened = positive_codes(context, *columns.outcome);
        for (std::size_t i = 0; i < rows.size(); ++i) { data.outcome[i] = happened[codes[rows[i]]]; }
    }
    return data;
}

/// A column to search by its values of at least `least` rows: only values that are frequent by themselves can be part
/// of a frequent combination. Without labels where it has none.
Candidate candidate_of(const AuditContext& context, std::size_t column, const std::vector<std::uint32_t>& rows,
                       const std::vector<std::uint8_t>& selected, std::uint64_t least) {
    const CodeGroups groups = searched_groups(context, column);
    const std::vector<std::uint32_t>& codes = context.table.columns[column].codes;
    std::vector<std::uint64_t> counts(groups.labels.size(), 0);
    for (const std::uint32_t row : rows) {
        if (groups.group[codes[row]] != Grouping::none) { ++counts[groups.group[codes[row]]]; }
    }
    const bool is_protected = context.plan.has_role(context.name(column), Role::protected_);
    Candidate candidate{.column = {.column = column, .is_protected = is_protected}};
    std::vector<std::string>& labels = candidate.column.labels;
    std::vector<std::uint16_t> value_of(groups.labels.size(), stats::ItemsetData::no_value);
    for (std::size_t g = 0; g < counts.size(); ++g) {
        if (counts[g] < least || labels.size() + 1 >= stats::ItemsetData::no_value) { continue; }
        value_of[g] = static_cast<std::uint16_t>(labels.size());
        labels.push_back(groups.labels[g]);
        candidate.column.groups.push_back(static_cast<std::uint32_t>(g));
    }
    if (labels.empty()) { return candidate; }
    stats::Contingency table(labels.size(), 2);
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const std::uint32_t group = groups.group[codes[rows[i]]];
        const std::uint16_t value = group == Grouping::none ? stats::ItemsetData::no_value : value_of[group];
        candidate.values.push_back(value);
        if (value != stats::ItemsetData::no_value) { table.add(value, selected[i]); }
    }
    candidate.association = stats::association(table).cramers_v_bias_corrected;
    return candidate;
}

std::vector<Candidate> candidates_of(const AuditContext& context, const DecisionColumns& columns,
                                     const std::vector<std::uint32_t>& rows, const std::vector<std::uint8_t>& selected,
                                     std::uint64_t least) {
    std::vector<Candidate> candidates;
    for (std::size_t column = 0; column < context.table.columns.size(); ++column) {
        const std::string& name = context.name(column);
        const bool searched =
            context.plan.has_role(name, Role::protected_) || context.plan.has_role(name, Role::attribute);
        if (!searched || column == columns.decision || column == columns.outcome) { continue; }
        Candidate candidate = candidate_of(context, column, rows, selected, least);
        if (!candidate.column.labels.empty()) { candidates.push_back(std::move(candidate)); }
    }
    return candidates;
}

/// The candidates that can be searched together, in the table's order. What must be left out of a wide file: what goes
/// together least with the decision, and protected columns last.
std::vector<std::size_t> choose(const AuditContext& context, const std::vector<Candidate>& candidates,
                                std::size_t depth, std::size_t rows, std::vector<std::string>& left_out) {
    std::vector<std::size_t> order(candidates.size());
    for (std::size_t i = 0; i < order.size(); ++i) { order[i] = i; }
    sort_few(order, [&](std::size_t a, std::size_t b) {
        const bool first = candidates[a].column.is_protected;
        if (first != candidates[b].column.is_protected) { return first; }
        const auto key = [&](std::size_t i) {
            return std::isnan(candidates[i].association) ? -1 : candidates[i].association;
        };
        return key(a) > key(b);
    });
    std::size_t searched = order.size();
    while (searched > 1 && tables(searched, depth) * static_cast<double>(rows) > most_work) { --searched; }
    std::size_t values = 1;
    for (std::size_t i = 0; i < searched; ++i) {
        values += candidates[order[i]].column.labels.size();
        if (values > most_itemsets) { searched = i; }
    }
    for (std::size_t i = searched; i < order.size(); ++i) {
        left_out.push_back(context.name(candidates[order[i]].column.column));
    }
    order.resize(searched);
    std::ranges::sort(order);
    return order;
}

/// How much of a part was selected against the rest of the whole: z, or Fisher's where counts are small.
double log10_p_of(const stats::Itemset& part, const stats::Itemset& all) {
    const std::uint64_t others = all.n - part.n;
    if (others == 0) { return stats::undefined; }
    const std::uint64_t others_selected = all.selected - part.selected;
    const stats::TestResult z = stats::two_proportion_z(part.selected, part.n, others_selected, others);
    const bool few = !std::isnan(z.statistic) &&
                     stats::smallest_expected(part.selected, part.n, others_selected, others) < least_expected;
    return few ? stats::fisher_exact(part.selected, part.n, others_selected, others).log10_p : z.log10_p;
}

/// Measures every itemset against everybody.
void measure(SubgroupSearch& search, double redundancy) {
    const auto missed = [](const stats::Confusion& c) { return stats::Fraction{c.fn, c.tp + c.fn}; };
    const stats::Itemset& all = search.itemsets.front();
    std::vector<double> evidence;
    std::vector<double> fpr;
    for (std::size_t i = 0; i < search.itemsets.size(); ++i) {
        const stats::Itemset& itemset = search.itemsets[i];
        Subgroup subgroup{.itemset = i, .support = stats::rate(itemset.n, all.n)};
        subgroup.selection_rate = stats::divergence({itemset.selected, itemset.n}, {all.selected, all.n});
        subgroup.fpr =
            stats::divergence(stats::false_positive_rate(itemset.known), stats::false_positive_rate(all.known));
        subgroup.fnr = stats::divergence(missed(itemset.known), missed(all.known));
        if (i > 0) { subgroup.log10_p = log10_p_of(itemset, all); }
        evidence.push_back(subgroup.log10_p);
        fpr.push_back(subgroup.fpr.difference);
        search.divergence.push_back(subgroup.selection_rate.difference);
        search.subgroups.push_back(subgroup);
    }
    search.subsets = stats::subset_places(search.itemsets);
    const std::vector<double> corrected = stats::benjamini_hochberg_log10(evidence);
    const std::vector<std::uint8_t> redundant =
        stats::redundant(search.subsets, search.with_outcome ? fpr : search.divergence, redundancy);
    const std::vector<std::uint8_t> redundant_selection =
        stats::redundant(search.subsets, search.divergence, redundancy);
    for (std::size_t i = 0; i < search.subgroups.size(); ++i) {
        search.subgroups[i].log10_p_bh = corrected[i];
        search.subgroups[i].kept = redundant[i] == 0;
        search.subgroups[i].kept_selection = redundant_selection[i] == 0;
    }
}

/// The column of the one item that the wider itemset lacks.
std::uint32_t added_column(const stats::Itemset& own, const stats::Itemset& wider) {
    const auto added = std::ranges::find_if(
        own.items, [&](const stats::Item& item) { return std::ranges::find(wider.items, item) == wider.items.end(); });
    return added->column;
}

/// Hides itemsets of too few people, and of the others as many as it takes that no wider one less its parts by one more
/// column tells of one to four people. For when there are too many to find out more.
std::vector<std::uint8_t> hidden_parts(const SubgroupSearch& search, const AuditContext& context) {
    std::vector<std::uint8_t> hidden;
    std::map<std::pair<std::size_t, std::uint32_t>, std::vector<std::size_t>> parts;  // [wider, column]
    for (std::size_t i = 0; i < search.itemsets.size(); ++i) {
        hidden.push_back(context.shows(search.itemsets[i].n) ? 0 : 1);
        for (const std::size_t wider : search.subsets[i]) {
            parts[{wider, added_column(search.itemsets[i], search.itemsets[wider])}].push_back(i);
        }
    }
    for (bool changed = !context.options.show_values; changed;) {
        changed = false;
        for (const auto& [whole, places] : parts) {
            std::uint64_t rest = search.itemsets[whole.first].n;
            std::optional<std::size_t> smallest;
            for (const std::size_t i : places) {
                if (hidden[i] != 0) { continue; }
                rest -= search.itemsets[i].n;
                if (!smallest || search.itemsets[i].n < search.itemsets[*smallest].n) { smallest = i; }
            }
            if (hidden[whole.first] != 0 || !smallest || rest == 0 || rest >= least_people_shown) { continue; }
            hidden[*smallest] = 1;
            changed = true;
        }
    }
    return hidden;
}

/// The itemsets beside everything that the protected columns' groups tell already; wide ones are told rather than
/// narrow ones.
std::vector<std::uint8_t> hidden_itemsets(const SubgroupSearch& search, const AuditContext& context) {
    std::vector<std::uint8_t> hidden(search.itemsets.size(), 0);
    if (context.options.show_values) { return hidden; }
    const ToldCrossings& crossings = told_crossings(context);
    std::vector<DividedColumn> columns = crossings.columns();
    for (const SubgroupSearch::Column& column : search.columns) {
        if (std::ranges::find(columns, column.column, &DividedColumn::column) == columns.end()) {
            columns.push_back({column.column, searched_groups(context, column.column)});
        }
    }
    std::vector<GroupKey> groups;
    for (std::size_t g = 0; g < crossings.groups().size(); ++g) {
        if (crossings.telling()[g] == Telling::told) { groups.push_back(crossings.groups()[g]); }
    }
    const std::size_t told = groups.size();
    std::vector<std::size_t> order(search.itemsets.size());
    for (std::size_t i = 0; i < order.size(); ++i) { order[i] = i; }
    sort_few(order, std::ranges::greater(), [&](std::size_t i) { return search.itemsets[i].n; });
    std::erase_if(order, [&](std::size_t i) { return search.itemsets[i].items.empty(); });
    for (const std::size_t i : order) {
        std::vector<std::size_t> own;
        std::vector<std::uint32_t> members;
        for (const stats::Item& item : search.itemsets[i].items) {
            own.push_back(search.columns[item.column].column);
            members.push_back(search.columns[item.column].groups[item.value]);
        }
        groups.push_back(group_key(columns, own, members));
    }
    const std::vector<Telling> telling = telling_of(context, columns, groups, told, most_hiding_work);
    const std::vector<std::uint8_t> parts = hidden_parts(search, context);
    for (std::size_t place = 0; place < order.size(); ++place) {
        const Telling one = telling[told + place];
        hidden[order[place]] =
            one == Telling::hidden || (one == Telling::unchecked && parts[order[place]] != 0) ? 1 : 0;
    }
    return hidden;
}

}  // namespace

CodeGroups searched_groups(const AuditContext& context, std::size_t column) {
    const Column& data = context.table.columns[column];
    const Interpretation& interpretation = context.interpretation(column);
    const bool numbers = is_numeric(interpretation.kind);
    const bool by_value = !numbers || interpretation.distinct <= most_numbers_by_value;
    if (by_value || context.plan.bins.contains(context.name(column))) { return groups_of(context, column); }
    const std::vector<double> edges = quartiles(data, interpretation);
    return edges.empty() ? groups_of(context, column) : group_codes(data, interpretation, edges, context.as_of);
}

std::string SubgroupSearch::item_text(const stats::Item& item, const AuditContext& context) const {
    return context.name(columns[item.column].column) + "=" + columns[item.column].labels[item.value];
}

SubgroupSearch search_subgroups(const AuditContext& context, const DecisionColumns& columns,
                                const SubgroupLimits& limits) {
    SubgroupSearch search;
    search.with_outcome = columns.outcome.has_value();
    std::vector<std::uint32_t> rows;
    stats::ItemsetData data = decided_rows(context, columns, rows);
    search.rows = rows.size();
    // Rounding must not ask for one row more than the share does.
    const double share = limits.min_support * static_cast<double>(rows.size()) - 1e-9;
    const auto least = std::max<std::uint64_t>(1, whole_number<std::uint64_t>(std::ceil(share)));
    std::vector<Candidate> candidates = candidates_of(context, columns, rows, data.selected, least);
    for (const std::size_t i : choose(context, candidates, limits.max_depth, rows.size(), search.left_out)) {
        data.values.push_back(static_cast<std::uint32_t>(candidates[i].column.labels.size()));
        data.columns.push_back(std::move(candidates[i].values));
        search.columns.push_back(std::move(candidates[i].column));
    }
    const stats::ItemsetData collapsed = stats::collapse(data);
    for (search.depth = limits.max_depth;; --search.depth) {
        // Single values always fit: that many columns were chosen.
        const bool bounded = search.depth > 1;
        auto found =
            stats::frequent_itemsets(collapsed, least, search.depth,
                                     bounded ? stats::SearchBounds{most_itemsets, most_looks} : stats::SearchBounds{});
        if (found) {
            search.itemsets = std::move(*found);
            break;
        }
    }
    measure(search, limits.redundancy);
    search.hidden = hidden_itemsets(search, context);
    return search;
}

}  // namespace klarsicht::bias
