#include "report/chart_rows.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <span>
#include <utility>

#include "base/sort_few.h"

namespace klarsicht {

namespace {

int rank_of(Status status) { return status == Status::fail ? 0 : status == Status::warn ? 1 : 2; }

/// Whether a row is a step of a scale: `25 to 59`. Combined with other values it is none.
bool is_step(const ChartRow& row) {
    return std::ranges::any_of(row.label_term.args, [](const MessageArg& arg) {
        return arg.kind == MessageArg::Kind::bins && arg.text.find(" & ") == std::string::npos;
    });
}

/// Where a row stands among those of its section; what decides first comes first.
struct Place {
    bool reference = false;
    int status = 0;
    double near = 0;  ///< the further from the reference, the smaller
    std::size_t row = 0;

    bool before(const Place& other) const {
        if (reference != other.reference) { return reference; }
        if (status != other.status) { return status < other.status; }
        return near != other.near ? near < other.near : row < other.row;
    }
};

/// The rows of a section, the reference and the worst first.
std::vector<std::size_t> worst_of(std::span<const ChartRow> rows) {
    const auto reference = std::ranges::find_if(rows, &ChartRow::reference);
    if (reference == rows.end()) {
        std::vector<std::size_t> told(rows.size());
        for (std::size_t i = 0; i < told.size(); ++i) { told[i] = i; }
        return told;
    }
    std::vector<Place> places;
    for (const ChartRow& row : rows) {
        const double far = std::fabs(row.value - reference->value);
        const double near = std::isnan(row.value) ? std::numeric_limits<double>::infinity()
                            : std::isfinite(far)  ? -far
                                                  : 0;
        places.push_back({row.reference, rank_of(row.status), near, places.size()});
    }
    sort_few(places, [](const Place& a, const Place& b) { return a.before(b); });
    std::vector<std::size_t> order;
    for (const Place& place : places) { order.push_back(place.row); }
    return order;
}

void add_section(std::span<const ChartRow> rows, DrawnRows& drawn) {
    const std::vector<std::size_t> order = worst_of(rows);
    std::vector<std::uint8_t> further(rows.size(), 0);
    for (std::size_t i = first_section_rows; i < order.size(); ++i) { further[order[i]] = 1; }
    const bool scale = std::ranges::any_of(rows, is_step);
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const std::size_t row = scale ? i : order[i];
        drawn.all.push_back(&rows[row]);
        drawn.further.push_back(further[row]);
    }
}

/// All sections together: what is behind the first rows is asked for, and what nobody would look for is left out.
void cut(DrawnRows& drawn) {
    std::size_t first = 0;
    for (std::size_t i = 0; i < drawn.all.size(); ++i) {
        if (first >= first_chart_rows && !drawn.all[i]->reference) { drawn.further[i] = 1; }
        first += drawn.further[i] == 0 ? 1 : 0;
    }
    for (std::size_t i = drawn.all.size(); i-- > 0 && drawn.all.size() > most_chart_rows;) {
        if (drawn.further[i] == 0) { continue; }
        drawn.all.erase(drawn.all.begin() + static_cast<std::ptrdiff_t>(i));
        drawn.further.erase(drawn.further.begin() + static_cast<std::ptrdiff_t>(i));
        ++drawn.left_out;
    }
}

}  // namespace

ChartRows DrawnRows::of(std::uint8_t is_further) const {
    ChartRows rows;
    for (std::size_t i = 0; i < all.size(); ++i) {
        if (further[i] == is_further) { rows.push_back(all[i]); }
    }
    return rows;
}

DrawnRows drawn_rows(const Chart& chart) {
    DrawnRows drawn;
    if (chart.kind == Chart::Kind::histogram) {
        for (const ChartRow& row : chart.rows) { drawn.all.push_back(&row); }
        drawn.further.assign(drawn.all.size(), 0);
        return drawn;
    }
    for (std::size_t begin = 0; begin < chart.rows.size();) {
        std::size_t end = begin + 1;
        while (end < chart.rows.size() && chart.rows[end].section == chart.rows[begin].section) { ++end; }
        add_section(std::span(chart.rows).subspan(begin, end - begin), drawn);
        begin = end;
    }
    cut(drawn);
    return drawn;
}

}  // namespace klarsicht
