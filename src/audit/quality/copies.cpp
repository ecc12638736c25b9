#include "audit/quality/copies.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace klarsicht::quality {

namespace {

constexpr std::size_t sampled_rows = 48;
constexpr std::size_t fewest_rows = 20;
constexpr std::size_t most_candidates = 16;
constexpr std::size_t most_parts = 5;
/// In nearly every row: a few were corrected by hand in one place only.
constexpr double exceptions_allowed = 0.02;

class Summer {
public:
    explicit Summer(const AuditContext& context) : context_(context) {
        for (std::size_t c = 0; c < context.table.columns.size(); ++c) {
            const ColumnProfile& profile = context.profile.columns[c];
            const Kind kind = profile.interpretation.kind;
            const bool number = is_numeric(kind);
            if (!ignored(context, c) && number && profile.interpretation.distinct > 2 && profile.min &&
                *profile.min >= 0) {
                columns_.push_back(c);
            }
        }
        sample();
    }

    std::vector<SumOfColumns> find() {
        if (columns_.size() < 3 || rows_.size() < fewest_rows) { return {}; }
        std::vector<std::uint8_t> used(context_.table.columns.size());
        for (const std::size_t total : columns_) {
            if (used[total] != 0) { continue; }
            total_ = total;
            candidates(used);
            chosen_.clear();
            found_.reset();
            choose(0, 0);
            if (!found_) { continue; }
            used[total] = 1;
            for (const std::size_t part : found_->parts) { used[part] = 1; }
            sums_.push_back(std::move(*found_));
        }
        return std::move(sums_);
    }

private:
    double value(std::size_t c, std::size_t row) const {
        return context_.interpretation(c).values[context_.table.columns[c].codes[row]];
    }

    /// Rows spread over the file.
    void sample() {
        const auto rows = static_cast<std::size_t>(context_.table.rows());
        const std::size_t step = std::max<std::size_t>(1, rows / sampled_rows);
        for (std::size_t row = 0; row < rows && rows_.size() < sampled_rows; row += step) { rows_.push_back(row); }
    }

    /// Columns that could be parts of the total: never larger, and not the total itself; the nearest ones.
    void candidates(const std::vector<std::uint8_t>& used) {
        candidates_.clear();
        for (const std::size_t c : columns_) {
            if (c == total_ || used[c] != 0) { continue; }
            std::size_t less = 0;
            const bool fits = std::ranges::all_of(rows_, [&](std::size_t row) {
                const double part = value(c, row);
                const double total = value(total_, row);
                less += part < total ? 1 : 0;
                return std::isnan(part) || std::isnan(total) || part <= total;
            });
            if (fits && less > 0) { candidates_.push_back(c); }
        }
        const auto distance = [this](std::size_t c) { return c > total_ ? c - total_ : total_ - c; };
        std::ranges::stable_sort(candidates_, {}, distance);
        if (candidates_.size() > most_candidates) { candidates_.resize(most_candidates); }
    }

    /// Tries every choice of up to five candidates, the nearest first.
    void choose(std::size_t from, std::size_t chosen) {
        if (found_) { return; }
        if (chosen >= 2 && adds_up_in_sample()) { verify(); }
        if (chosen == most_parts) { return; }
        for (std::size_t i = from; i < candidates_.size() && !found_; ++i) {
            chosen_.push_back(candidates_[i]);
            choose(i + 1, chosen + 1);
            chosen_.pop_back();
        }
    }

    /// 1: they add up, 0: they do not, −1: something is missing
    int adds_up(std::size_t row) const {
        const double total = value(total_, row);
        double sum = 0;
        for (const std::size_t part : chosen_) { sum += value(part, row); }
        if (std::isnan(total) || std::isnan(sum)) { return -1; }
        return std::abs(sum - total) <= 1e-9 * std::max(1.0, std::abs(total)) + 1e-9 ? 1 : 0;
    }

    bool adds_up_in_sample() const {
        std::size_t compared = 0;
        std::size_t wrong = 0;
        for (const std::size_t row : rows_) {
            const int sum = adds_up(row);
            compared += sum >= 0 ? 1 : 0;
            wrong += sum == 0 ? 1 : 0;
            if (wrong > 2) { return false; }
        }
        return compared >= fewest_rows;
    }

    /// In all rows; and each part has to matter, or a smaller choice would do.
    void verify() {
        SumOfColumns sum{.total = total_, .parts = chosen_, .compared = 0, .exceptions = {}};
        std::vector<std::uint64_t> matters(chosen_.size());
        for (std::size_t row = 0; row < context_.table.rows(); ++row) {
            const int right = adds_up(row);
            if (right < 0) { continue; }
            ++sum.compared;
            if (right == 0) {
                sum.exceptions.add(row);
                continue;
            }
            for (std::size_t i = 0; i < chosen_.size(); ++i) { matters[i] += value(chosen_[i], row) != 0 ? 1 : 0; }
        }
        const auto rows = static_cast<double>(sum.compared);
        const bool all_matter = std::ranges::all_of(matters, [](std::uint64_t n) { return n >= fewest_rows; });
        if (sum.compared >= fewest_rows && all_matter &&
            static_cast<double>(sum.exceptions.count) <= exceptions_allowed * rows) {
            std::ranges::sort(sum.parts);
            found_ = std::move(sum);
        }
    }

    const AuditContext& context_;
    std::vector<std::size_t> columns_;
    std::vector<std::size_t> rows_;
    std::size_t total_ = 0;
    std::vector<std::size_t> candidates_;
    std::vector<std::size_t> chosen_;
    std::optional<SumOfColumns> found_;
    std::vector<SumOfColumns> sums_;
};

}  // namespace

std::vector<std::pair<std::size_t, std::size_t>> copied_columns(const AuditContext& context) {
    std::vector<std::pair<std::size_t, std::size_t>> pairs;
    if (context.table.rows() < fewest_rows) { return pairs; }
    const auto& columns = context.table.columns;
    for (std::size_t b = 1; b < columns.size(); ++b) {
        if (ignored(context, b) || context.interpretation(b).distinct < 2) { continue; }
        for (std::size_t a = 0; a < b; ++a) {
            if (ignored(context, a) || columns[a].counts != columns[b].counts) { continue; }
            // Spellings are numbered as they appear: equal columns have equal numbers.
            bool same = columns[a].codes == columns[b].codes;
            for (std::uint32_t code = 0; code < columns[a].dictionary.size() && same; ++code) {
                same = columns[a].dictionary[code] == columns[b].dictionary[code];
            }
            if (!same) { continue; }
            pairs.emplace_back(a, b);
            break;
        }
    }
    return pairs;
}

std::vector<SumOfColumns> sums_of_columns(const AuditContext& context) { return Summer(context).find(); }

}  // namespace klarsicht::quality
