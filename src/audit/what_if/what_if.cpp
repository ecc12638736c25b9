#include "audit/what_if/what_if.h"

#include <algorithm>

#include "audit/plan_names.h"
#include "audit/what_if/alike.h"
#include "audit/what_if/what_if_text.h"
#include "base/sort_few.h"
#include "stats/welch.h"

namespace klarsicht::what_if {

namespace {

constexpr std::size_t alike_rows = 30;
constexpr std::size_t otherwise_rows = 5;

std::uint32_t most_frequent(const stats::BinnedColumn& column) {
    std::vector<std::uint64_t> counts(column.bins + 1, 0);
    for (const std::uint32_t bin : column.bin) { ++counts[bin]; }
    counts.back() = 0;
    return static_cast<std::uint32_t>(std::ranges::max_element(counts) - counts.begin());
}

/// Puts the group chosen for a column into a person; tells which feature that is.
Result<std::size_t> put(const AuditContext& context, const Learned& learned,
                        const std::pair<std::string, std::uint64_t>& chosen, std::vector<std::uint32_t>& bins) {
    const auto feature = std::ranges::find_if(
        learned.features, [&](const Feature& one) { return context.name(one.column) == chosen.first; });
    if (feature == learned.features.end()) {
        std::vector<std::string_view> names;
        for (const Feature& one : learned.features) { names.emplace_back(context.name(one.column)); }
        return unknown_name("column", "column", chosen.first, names);
    }
    if (chosen.second >= feature->labels.size()) {
        return fail(ErrorCode::usage, Message("error.what_if.group")
                                          .text("column", chosen.first)
                                          .count("group", chosen.second)
                                          .count("count", feature->labels.size()));
    }
    const auto place = static_cast<std::size_t>(feature - learned.features.begin());
    bins[place] = static_cast<std::uint32_t>(chosen.second);
    return place;
}

Result<std::vector<std::uint32_t>> somebody(const AuditContext& context, const Learned& learned, const Ask& ask) {
    std::vector<std::uint32_t> bins;
    if (ask.row && *ask.row >= context.table.rows()) {
        return fail(ErrorCode::usage,
                    Message("error.what_if.row").count("row", *ask.row + 1).count("count", context.table.rows()));
    }
    for (std::size_t f = 0; f < learned.features.size(); ++f) {
        const Feature& feature = learned.features[f];
        bins.push_back(
            ask.row
                ? feature.bin_of_code[context.table.columns[feature.column].codes[static_cast<std::size_t>(*ask.row)]]
                : most_frequent(learned.columns[f]));
    }
    for (const auto& chosen : ask.set) { KLARSICHT_TRY(put(context, learned, chosen, bins)); }
    return bins;
}

Said said_of(const AuditContext& context, const Learned& learned, const std::vector<std::uint32_t>& bins) {
    const stats::ShallowTree& tree = learned.surrogate.tree;
    const stats::TreeNode& leaf = tree.leaf(bins);
    Said said{.value = leaf.mean, .ci95 = {}, .n = leaf.n, .rule = rule_of(context, learned, bins)};
    if (!learned.decided.score) {
        const auto selected = static_cast<std::uint64_t>(leaf.mean * static_cast<double>(leaf.n) + 0.5);
        said.ci95 = stats::wilson(selected, leaf.n);
    }
    return said;
}

struct Side {
    std::uint64_t n = 0;
    std::uint64_t selected = 0;
    stats::Mean mean;
};

Side side_of(const Decided& decided, const AlikeRows& alike) {
    Side side{.n = alike.rows.size(), .selected = 0, .mean = {.n = alike.rows.size(), .mean = 0, .variance = 0}};
    const auto n = static_cast<double>(side.n);
    for (const std::uint32_t row : alike.rows) {
        side.selected += decided.value[row] > decided.middle ? 1 : 0;
        side.mean.mean += decided.value[row] / n;
    }
    for (const std::uint32_t row : alike.rows) {
        const double off = decided.value[row] - side.mean.mean;
        side.mean.variance += off * off / (n - 1);
    }
    return side;
}

std::optional<Alike> alike_of(const Learned& learned, const Answer& answer) {
    if (!answer.changed) { return std::nullopt; }
    const std::vector<std::uint32_t>& of = learned.columns[*answer.changed].bin;
    const auto nearest = [&](std::uint32_t bin) {
        return side_of(learned.decided, most_alike(learned.columns, answer.before, *answer.changed, alike_rows,
                                                   [&](std::uint32_t row) { return of[row] == bin; }));
    };
    const Side before = nearest(answer.before[*answer.changed]);
    const Side after = nearest(answer.after[*answer.changed]);
    if (before.n < alike_rows || after.n < alike_rows) { return std::nullopt; }
    Alike alike{.n = before.n};
    if (learned.decided.score) {
        alike.before = before.mean.mean;
        alike.after = after.mean.mean;
        alike.ci95 = stats::welch(after.mean, before.mean).ci95;
    } else {
        alike.before = stats::rate(before.selected, before.n);
        alike.after = stats::rate(after.selected, after.n);
        alike.ci95 = stats::newcombe_difference(after.selected, after.n, before.selected, before.n);
    }
    return alike;
}

Otherwise otherwise_of(const Learned& learned, const Answer& answer) {
    const Decided& decided = learned.decided;
    Otherwise found;
    found.decided_for = answer.said_after.value <= decided.middle;
    const AlikeRows alike =
        most_alike(learned.columns, answer.after, learned.columns.size(), otherwise_rows,
                   [&](std::uint32_t row) { return (decided.value[row] > decided.middle) == found.decided_for; });
    if (alike.rows.size() < otherwise_rows) { return found; }
    for (const std::uint32_t row : alike.rows) { found.rows.push_back(decided.rows[row]); }
    for (std::size_t f = 0; f < learned.features.size(); ++f) {
        std::vector<std::uint64_t> counts(learned.columns[f].bins + 1, 0);
        std::uint64_t differ = 0;
        for (const std::uint32_t row : alike.rows) {
            const std::uint32_t bin = learned.columns[f].bin[row];
            if (bin == answer.after[f]) { continue; }
            ++differ;
            ++counts[bin];
        }
        if (differ == 0) { continue; }
        found.parts.push_back(
            {f, differ, static_cast<std::uint32_t>(std::ranges::max_element(counts) - counts.begin())});
    }
    sort_few(found.parts, std::ranges::greater(), &Otherwise::Part::differ);
    return found;
}

/// Another group than somebody's own that may be told, of the first column that tells people who may not be
/// disadvantaged.
std::optional<std::pair<std::string, std::uint64_t>> suggested(const AuditContext& context, const Learned& learned,
                                                               const std::vector<std::uint32_t>& bins) {
    for (std::size_t f = 0; f < learned.features.size(); ++f) {
        const Feature& feature = learned.features[f];
        if (!context.plan.has_role(context.name(feature.column), Role::protected_)) { continue; }
        for (std::uint64_t bin = 0; bin < feature.labels.size(); ++bin) {
            if (bin != bins[f] && !feature.labels[bin].empty()) { return std::pair(context.name(feature.column), bin); }
        }
    }
    return std::nullopt;
}

}  // namespace

std::optional<Learned> learn_from(const AuditContext& context) {
    std::optional<Decided> decided = decided_of(context);
    if (!decided) { return std::nullopt; }
    Learned learned{.decided = std::move(*decided), .features = features_of(context), .columns = {}, .surrogate = {}};
    if (learned.features.empty()) { return std::nullopt; }
    for (const Feature& feature : learned.features) {
        learned.columns.push_back(by_row(context, feature, learned.decided.rows));
    }
    learned.surrogate = learn(learned.decided, learned.columns);
    return learned;
}

Result<Answer> answer(const AuditContext& context, const Learned& learned, const Ask& ask) {
    Answer answer;
    answer.before = KLARSICHT_TRY(somebody(context, learned, ask));
    answer.after = answer.before;
    const auto change = ask.change || !ask.suggest ? ask.change : suggested(context, learned, answer.before);
    if (change) {
        const std::size_t feature = KLARSICHT_TRY(put(context, learned, *change, answer.after));
        if (answer.after != answer.before) { answer.changed = feature; }
    }
    answer.said_before = said_of(context, learned, answer.before);
    answer.said_after = said_of(context, learned, answer.after);
    answer.alike = alike_of(learned, answer);
    answer.otherwise = otherwise_of(learned, answer);
    answer.sentences = sentences_of(context, learned, answer);
    return answer;
}

}  // namespace klarsicht::what_if
