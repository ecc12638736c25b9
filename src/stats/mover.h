#pragma once
#include "stats/interval.h"

namespace klarsicht::stats {

/// Interval of the difference first − second of two independent estimates from their own intervals (MOVER): G. Y. Zou
/// and A. Donner (2008), Statistics in Medicine 27, 1693–1702. Of Wilson's intervals that is Newcombe's method 10
/// (newcombe_difference). Undefined where an end is.
Interval mover_difference(double first, const Interval& first_ci, double second, const Interval& second_ci);

}  // namespace klarsicht::stats
