#include "base/round_number.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>

namespace klarsicht {

double RoundWidth::times(double k) const {
    double power = 1;
    for (int e = 0; e < std::abs(exponent); ++e) { power *= 10; }
    return exponent >= 0 ? k * mantissa * power : k * mantissa / power;
}

void RoundWidth::next() {
    if (mantissa == 1) {
        mantissa = 2;
    } else if (mantissa == 2) {
        mantissa = 5;
    } else {
        mantissa = 1;
        ++exponent;
    }
}

RoundWidth round_width_from(double width) {
    RoundWidth result;
    while (result.exponent > -300 && result.times(1) > width) { --result.exponent; }
    while (result.exponent < 300 && result.times(10) <= width) { ++result.exponent; }
    while (result.times(1) < width && result.exponent < 300) { result.next(); }
    return result;
}

std::vector<double> round_edges(const std::vector<double>& edges, bool whole) {
    std::vector<double> round;
    for (std::size_t i = 0; i < edges.size(); ++i) {
        const double edge = edges[i];
        double width = std::abs(edge) / 20;
        if (i > 0) { width = std::min(width, (edge - edges[i - 1]) / 5); }
        if (i + 1 < edges.size()) { width = std::min(width, (edges[i + 1] - edge) / 5); }
        if (whole) { width = std::max(width, 1.0); }
        double rounded = edge;
        // Smaller ones have no neighbours to be told from, and their powers of ten no digits.
        if (width > 1e-200 && width < 1e200) {
            const RoundWidth step = round_width_from(width);
            rounded = step.times(std::round(edge / step.times(1)));
        }
        if (round.empty() || rounded > round.back()) { round.push_back(rounded); }
    }
    return round;
}

}  // namespace klarsicht
