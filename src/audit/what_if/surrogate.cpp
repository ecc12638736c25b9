#include "audit/what_if/surrogate.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "audit/groups.h"
#include "base/splitmix.h"
#include "stats/ranking.h"

namespace klarsicht::what_if {

namespace {

constexpr std::size_t most_rows = 100'000;
constexpr std::size_t least_rows = 100;
constexpr std::size_t least_cases = 10;  ///< of either decision

/// Every third row is kept for trying: fixed, but unrelated to any order of the rows.
bool is_for_trying(std::uint32_t row) { return mixed_bits(row + golden_step) % 3 == 0; }

void try_on(const Decided& decided, const std::vector<stats::BinnedColumn>& columns,
            const std::vector<std::uint32_t>& tried, Surrogate& surrogate) {
    std::map<double, stats::ScoreCount> counts;
    std::vector<std::uint32_t> bins(columns.size());
    double mean = 0;
    double left = 0;
    double all = 0;
    for (const std::uint32_t i : tried) { mean += decided.value[i] / static_cast<double>(tried.size()); }
    for (const std::uint32_t i : tried) {
        for (std::size_t c = 0; c < columns.size(); ++c) { bins[c] = columns[c].bin[i]; }
        const double said = surrogate.tree.leaf(bins).mean;
        stats::ScoreCount& count = counts.try_emplace(said, stats::ScoreCount{said, 0, 0}).first->second;
        ++(decided.value[i] > decided.middle ? count.positives : count.negatives);
        left += (decided.value[i] - said) * (decided.value[i] - said);
        all += (decided.value[i] - mean) * (decided.value[i] - mean);
    }
    surrogate.tested = tried.size();
    if (decided.score) {
        if (all > 0) { surrogate.r2 = 1 - left / all; }
        return;
    }
    std::vector<stats::ScoreCount> ascending;
    for (const auto& [said, count] : counts) { ascending.push_back(count); }
    surrogate.auc = stats::auc(ascending);
}

}  // namespace

std::optional<Decided> decided_of(const AuditContext& context) {
    const std::optional<std::size_t> decision = context.first_with(Role::decision);
    const std::optional<std::size_t> column = decision ? decision : context.first_with(Role::score);
    if (!column) { return std::nullopt; }
    Decided decided{.column = *column, .score = !decision};
    const Interpretation& data = context.interpretation(*column);
    const std::vector<std::uint8_t> state = decision ? positive_codes(context, *column) : std::vector<std::uint8_t>();
    if (!decision && !is_numeric(data.kind)) { return std::nullopt; }
    if (!decision) { decided.middle = context.profile.columns[*column].quantiles[2].value_or(0); }
    const std::vector<std::uint32_t>& codes = context.table.columns[*column].codes;
    const std::size_t step = codes.size() / most_rows + 1;
    std::size_t positives = 0;
    for (std::size_t row = 0; row < codes.size(); row += step) {
        const std::uint32_t code = codes[row];
        if (decision ? state[code] == 2 : !data.valid(code)) { continue; }
        decided.rows.push_back(static_cast<std::uint32_t>(row));
        decided.value.push_back(decision ? state[code] : data.values[code]);
        positives += decided.value.back() > decided.middle ? 1 : 0;
    }
    const bool few =
        decided.rows.size() < least_rows || positives < least_cases || decided.rows.size() - positives < least_cases;
    return few ? std::nullopt : std::optional(std::move(decided));
}

Surrogate learn(const Decided& decided, const std::vector<stats::BinnedColumn>& columns) {
    std::vector<std::uint32_t> learned;
    std::vector<std::uint32_t> tried;
    for (std::uint32_t i = 0; i < decided.rows.size(); ++i) {
        (is_for_trying(decided.rows[i]) ? tried : learned).push_back(i);
    }
    Surrogate surrogate;
    stats::TreeLimits limits;
    limits.least_rows = std::max<std::uint64_t>(limits.least_rows, learned.size() / 200);
    surrogate.tree = stats::grow_tree(decided.value, columns, learned, limits);
    try_on(decided, columns, tried, surrogate);
    return surrogate;
}

}  // namespace klarsicht::what_if
