#include "audit/bias/counts/proxy_counts.h"

#include <cmath>

namespace klarsicht::bias {

namespace {

/// Cells of a pack: small enough for the counts of a column with many values to stay in the cache.
constexpr std::size_t most_cells = 512;

}  // namespace

void Targets::add(const std::vector<std::uint32_t>& group, std::size_t groups) {
    const std::size_t radix = groups + 1;  // the last one: unknown
    if (packs_.empty() || packs_.back().cells * radix > most_cells) {
        packs_.emplace_back();
        packs_.back().cell.assign(group.size(), 0);
    }
    Pack& pack = packs_.back();
    const auto step = static_cast<std::uint32_t>(pack.cells);
    for (std::size_t row = 0; row < group.size(); ++row) {
        const std::uint32_t value = group[row] < groups ? group[row] : static_cast<std::uint32_t>(groups);
        pack.cell[row] = static_cast<std::uint16_t>(pack.cell[row] + step * value);
    }
    pack.cells *= radix;
    pack.targets.push_back(groups_.size());
    groups_.push_back(groups);
}

Targets::Counts Targets::count(const Column& column, const ColumnBins& bins, std::span<const double> values) const {
    Counts counts;
    counts.tables.resize(groups_.size());
    counts.correlation_ratio.assign(groups_.size(), stats::undefined);
    // About the column's mean squares lose nothing.
    double shift = 0;
    if (!values.empty()) {
        double sum = 0;
        double n = 0;
        for (std::size_t code = 0; code < values.size(); ++code) {
            if (!std::isnan(values[code])) {
                sum += values[code] * static_cast<double>(column.counts[code]);
                n += static_cast<double>(column.counts[code]);
            }
        }
        shift = n > 0 ? sum / n : 0;
    }
    for (const Pack& pack : packs_) {
        if (!bins.too_fine) {
            // Cells without a bin are counted in one more row, which nobody reads: no branch in the loop.
            std::vector<std::uint32_t> cells((bins.bins + 1) * pack.cells, 0);
            std::vector<std::uint32_t> start(bins.bin_of_code.size());
            for (std::size_t code = 0; code < start.size(); ++code) {
                const std::uint32_t bin = bins.bin_of_code[code];
                start[code] = static_cast<std::uint32_t>((bin == ColumnBins::none ? bins.bins : bin) * pack.cells);
            }
            for (std::size_t row = 0; row < column.codes.size(); ++row) {
                ++cells[start[column.codes[row]] + pack.cell[row]];
            }
            std::size_t step = 1;
            for (const std::size_t target : pack.targets) {
                stats::Contingency table(bins.bins, groups_[target]);
                for (std::size_t bin = 0; bin < bins.bins; ++bin) {
                    for (std::size_t cell = 0; cell < pack.cells; ++cell) {
                        const std::size_t group = cell / step % (groups_[target] + 1);
                        if (group < groups_[target]) { table.add(bin, group, cells[bin * pack.cells + cell]); }
                    }
                }
                counts.tables[target] = std::move(table);
                step *= groups_[target] + 1;
            }
        }
        if (values.empty()) { continue; }
        stats::GroupMoments moments(pack.cells, shift);
        for (std::size_t row = 0; row < column.codes.size(); ++row) {
            const double value = values[column.codes[row]];
            if (!std::isnan(value)) { moments.add(pack.cell[row], value); }
        }
        std::size_t step = 1;
        for (const std::size_t target : pack.targets) {
            stats::GroupMoments of_target(groups_[target], shift);
            for (std::size_t cell = 0; cell < pack.cells; ++cell) {
                const std::size_t group = cell / step % (groups_[target] + 1);
                if (group < groups_[target]) { of_target.take(group, moments, cell); }
            }
            counts.correlation_ratio[target] = of_target.correlation_ratio();
            step *= groups_[target] + 1;
        }
    }
    return counts;
}

}  // namespace klarsicht::bias
