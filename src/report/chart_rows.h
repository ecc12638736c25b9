#pragma once
#include <cstddef>
#include <cstdint>
#include <vector>

#include "audit/outcome.h"

namespace klarsicht {

/// So many rows of a section a chart draws before somebody asks for all of them; and so many of all sections.
inline constexpr std::size_t first_section_rows = 12;
inline constexpr std::size_t first_chart_rows = 40;
/// More rows than this are no chart any more: the table has them.
inline constexpr std::size_t most_chart_rows = 200;

using ChartRows = std::vector<const ChartRow*>;

/// A chart's rows as they are drawn.
struct DrawnRows {
    ChartRows all;                      ///< in their order
    std::vector<std::uint8_t> further;  ///< [all] drawn only for who asks for all
    std::uint64_t left_out = 0;         ///< in no chart

    ChartRows first() const { return of(0); }
    ChartRows behind() const { return of(1); }

private:
    ChartRows of(std::uint8_t is_further) const;
};

/// Which rows a chart draws and in which order, once for all who draw it. Where a section has a reference: that, then
/// by status, then who is furthest from it; without one as the check tells them, the gravest first. A scale (bins)
/// keeps its order. Of long sections the reference and the worst are drawn at first. The columns of a histogram all
/// are.
DrawnRows drawn_rows(const Chart& chart);

}  // namespace klarsicht
