#include "audit/bias/counts/made_of.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "audit/groups.h"
#include "base/sort_few.h"
#include "base/spread.h"

namespace klarsicht::bias {

namespace {

using Values = std::vector<double>;

constexpr std::size_t most_rows = 500;
constexpr std::size_t least_rows = 50;
constexpr std::size_t most_columns = 40;
constexpr std::size_t most_parts = 6;
/// A number of fewer values is no second spelling of an amount, but what it goes by: a size, a tariff.
constexpr std::size_t least_values = 20;
/// Of a product, as figures are rounded; of a sum or a copy there is less to round.
constexpr double product_fit = 0.99;
constexpr double exact_fit = 0.9999;
constexpr double copy_fit = 0.996;
/// A product says more than its better factor: it leaves a tenth of what that leaves.
constexpr double least_gain = 0.1;

double inner(const Values& a, const Values& b) {
    double sum = 0;
    for (std::size_t i = 0; i < a.size(); ++i) { sum += a[i] * b[i]; }
    return sum;
}

void centre(Values& values) {
    double mean = 0;
    for (const double value : values) { mean += value / static_cast<double>(values.size()); }
    for (double& value : values) { value -= mean; }
}

/// Share of the one that is linear in the other.
double fit(Values a, Values b) {
    centre(a);
    centre(b);
    const double both = inner(a, a) * inner(b, b);
    const double product = inner(a, b);
    return both > 0 ? product * product / both : 0;
}

Values product(const Values& a, const Values& b) {
    Values values = a;
    for (std::size_t i = 0; i < b.size(); ++i) { values[i] *= b[i]; }
    return values;
}

/// Places in ascending order; equal values share their middle place.
Values places(const Values& values) {
    std::vector<std::size_t> order(values.size());
    for (std::size_t i = 0; i < order.size(); ++i) { order[i] = i; }
    sort_few(order, {}, [&](std::size_t i) { return values[i]; });
    Values place(values.size());
    for (std::size_t from = 0, to = 0; from < order.size(); from = to) {
        while (to < order.size() && values[order[to]] == values[order[from]]) { ++to; }
        for (std::size_t i = from; i < to; ++i) { place[order[i]] = static_cast<double>(from + to - 1) / 2; }
    }
    return place;
}

class Parts {
public:
    Parts(const AuditContext& context, std::size_t amount, const std::vector<std::size_t>& rows)
        : context_(context), amount_(amount), all_rows_(rows), result_(context.table.columns.size(), 0) {
        std::vector<std::size_t> looked_at;
        const std::size_t n = std::min(rows.size(), most_rows);
        for (std::size_t i = 0; i < n; ++i) { looked_at.push_back(rows[spread_place(i, n, rows.size())]); }
        for (std::size_t c = 0; c < result_.size() && columns_.size() < most_columns; ++c) {
            const Kind kind = context.interpretation(c).kind;
            const bool numbers = is_numeric(kind);
            if (c == amount || !numbers || context.plan.has_role(context.name(c), Role::protected_)) { continue; }
            std::size_t there = 0;
            for (const std::size_t row : looked_at) { there += std::isfinite(value(c, row)) ? 1 : 0; }
            if (10 * there >= 9 * n) { columns_.push_back(c); }
        }
        for (const std::size_t row : looked_at) {
            const auto has = [&](std::size_t c) { return std::isfinite(value(c, row)); };
            if (has(amount) && std::ranges::all_of(columns_, has)) { rows_.push_back(row); }
        }
        own_ = values(amount);
        for (const std::size_t c : columns_) { values_.push_back(values(c)); }
    }

    std::vector<std::uint8_t> found() {
        if (rows_.size() < least_rows) { return result_; }
        find_copies();
        find_products();
        find_sum();
        find_bands();
        return std::move(result_);
    }

private:
    double value(std::size_t column, std::size_t row) const {
        return context_.interpretation(column).values[context_.table.columns[column].codes[row]];
    }

    Values values(std::size_t column) const {
        Values values;
        for (const std::size_t row : rows_) { values.push_back(value(column, row)); }
        return values;
    }

    void find_copies() {
        const Values own = places(own_);
        for (std::size_t i = 0; i < columns_.size(); ++i) {
            const bool many = context_.interpretation(columns_[i]).distinct >= least_values;
            if (many && fit(places(values_[i]), own) >= copy_fit) { result_[columns_[i]] = 1; }
        }
    }

    static bool is_product(const Values& whole, const Values& a, const Values& b) {
        const double together = fit(product(a, b), whole);
        return together >= product_fit && 1 - together <= least_gain * (1 - std::max(fit(a, whole), fit(b, whole)));
    }

    void find_products() {
        for (std::size_t i = 0; i < columns_.size(); ++i) {
            for (std::size_t j = 0; j < i; ++j) {
                if (is_product(own_, values_[i], values_[j]) || is_product(values_[i], own_, values_[j]) ||
                    is_product(values_[j], own_, values_[i])) {
                    result_[columns_[i]] = result_[columns_[j]] = 1;
                }
            }
        }
    }

    /// The columns that say most, one after another, until nothing is left. A price that goes by weight and distance
    /// has factors of its own, and these explain it: of a sum each part counts once.
    void find_sum() {
        Values left = own_;
        centre(left);
        all_ = inner(left, left);
        std::vector<Values> rest = values_;
        for (Values& one : rest) {
            // The whole in another unit would hide the parts.
            if (fit(one, own_) >= exact_fit) { one.assign(one.size(), 0); }
            centre(one);
        }
        std::vector<std::size_t> parts;
        while (parts.size() < most_parts && inner(left, left) > (1 - exact_fit) * all_) {
            std::size_t best = rest.size();
            double most = 0;
            for (std::size_t i = 0; i < rest.size(); ++i) {
                const double says = fit(rest[i], left);
                if (says > most && std::ranges::find(parts, i) == parts.end()) {
                    most = says;
                    best = i;
                }
            }
            if (best == rest.size()) { return; }
            parts.push_back(best);
            const Values said = rest[best];
            const double size = inner(said, said);
            const auto take_out = [&](Values& from) {
                const double factor = inner(from, said) / size;
                for (std::size_t i = 0; i < from.size(); ++i) { from[i] -= factor * said[i]; }
            };
            take_out(left);
            for (Values& one : rest) { take_out(one); }
        }
        mark_sum(parts);
    }

    /// Plus or minus each of these columns, or without it, gives the amount but for a constant.
    void mark_sum(const std::vector<std::size_t>& parts) {
        std::size_t ways = 1;
        for (std::size_t p = 0; p < parts.size(); ++p) { ways *= 3; }
        for (std::size_t way = 1; way < ways; ++way) {
            std::vector<std::size_t> used;
            Values left = own_;
            for (std::size_t p = 0, rest = way; p < parts.size(); ++p, rest /= 3) {
                if (rest % 3 == 0) { continue; }
                used.push_back(columns_[parts[p]]);
                const double sign = rest % 3 == 1 ? -1 : 1;
                for (std::size_t i = 0; i < left.size(); ++i) { left[i] += sign * values_[parts[p]][i]; }
            }
            centre(left);
            if (used.size() < 2 || inner(left, left) > (1 - exact_fit) * all_) { continue; }
            for (const std::size_t column : used) { result_[column] = 1; }
            return;
        }
    }

    /// Groups of another column that divide the amount into ranges without gaps: its bands. A tariff leaves gaps.
    void find_bands() {
        struct Range {
            double low = std::numeric_limits<double>::infinity(), high = -low;
            std::size_t rows = 0;
        };
        for (std::size_t c = 0; c < result_.size(); ++c) {
            const Interpretation& data = context_.interpretation(c);
            if (result_[c] != 0 || c == amount_ || data.distinct < 3 || data.distinct > least_values) { continue; }
            const CodeGroups groups = group_codes(context_.table.columns[c], data, {}, 0);
            std::vector<Range> ranges(groups.labels.size());
            for (const std::size_t row : all_rows_) {
                const std::uint32_t group = groups.group[context_.table.columns[c].codes[row]];
                const double own = value(amount_, row);
                if (group == Grouping::none || !std::isfinite(own)) { continue; }
                ranges[group].low = std::min(ranges[group].low, own);
                ranges[group].high = std::max(ranges[group].high, own);
                ++ranges[group].rows;
            }
            // Few rows leave gaps by chance.
            std::erase_if(ranges, [](const Range& range) { return range.rows < least_rows; });
            sort_few(ranges, {}, &Range::low);
            bool bands = ranges.size() >= 3;
            for (std::size_t i = 1; i < ranges.size(); ++i) {
                const Range &before = ranges[i - 1], &after = ranges[i];
                const double narrow = std::min(before.high - before.low, after.high - after.low);
                bands = bands && after.low >= before.high && after.low - before.high <= narrow / 10;
            }
            if (bands) { result_[c] = 1; }
        }
    }

    const AuditContext& context_;
    std::size_t amount_;
    const std::vector<std::size_t>& all_rows_;
    std::vector<std::uint8_t> result_;
    std::vector<std::size_t> columns_, rows_;
    Values own_;
    double all_ = 0;  ///< squares of the amount around its mean
    std::vector<Values> values_;
};

}  // namespace

std::vector<std::uint8_t> made_of(const AuditContext& context, std::size_t amount,
                                  const std::vector<std::size_t>& rows) {
    return Parts(context, amount, rows).found();
}

}  // namespace klarsicht::bias
