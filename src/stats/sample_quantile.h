#pragma once
#include <span>

namespace klarsicht::stats {

/// Quantile of a sample, linear between neighbours (type 7 of R. Hyndman and Y. Fan 1996, The American Statistician 50,
/// 361–365). Puts the sample in another order instead of sorting it. @param probability 0 to 1 @return NaN for no
/// sample
double sample_quantile(std::span<double> sample, double probability);

}  // namespace klarsicht::stats
