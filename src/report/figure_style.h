#pragma once
#include <cstdint>
#include <string_view>

#include "audit/groups.h"
#include "base/json.h"

namespace klarsicht {

/// How people read a figure.
enum class FigureStyle : std::uint8_t {
    plain,
    share,    ///< percent, if it lies between 0 and 1
    points,   ///< a difference of shares, if it lies between -1 and 1
    factor,
    p_value,
    log10_p,
};

/// The style of a metric or of a column of `groups[]`, from its name (CONTRACT.md): `selection_rate` is a share, `uplift` points.
FigureStyle figure_style(std::string_view name);

/// Whether a table leaves out that figure of `groups[]`: all but the name of a group of fewer than `least_people_shown` people about whom
/// something was decided. Their number is then said as `metric.few`.
bool is_hidden(const json& group, std::string_view name);

}  // namespace klarsicht
