#pragma once
#include <array>
#include <cstdint>
#include <set>
#include <string>
#include <vector>

#include "app/model/report_model.h"

namespace klarsicht::app {

/// Remedies against unequal treatment that the page offers, as a plan names them.
inline constexpr std::array<std::string_view, 4> fairness_remedies = {"reweigh", "thresholds", "repair",
                                                                      "remove_correlation"};
inline constexpr std::array<std::string_view, 4> parities = {"demographic_parity", "true_positive_rate_parity",
                                                             "false_positive_rate_parity", "equalized_odds"};

/// What a person chose for a new file. Places that do not exist in a report count as the first.
struct RemedyChoice {
    std::size_t remedy = 0;         ///< place in RemedyOptions::remedies
    std::size_t by = 0;             ///< place in RemedyOptions::by
    std::size_t parity = 0;         ///< place in `parities`
    std::set<std::string> columns;  ///< to be made anew
    bool half = false;              ///< take out half of the difference instead of all
};

/// What a report's file allows.
struct RemedyOptions {
    std::vector<std::string_view> remedies;  ///< of `fairness_remedies`; none: nothing is possible
    std::vector<std::string> by;             ///< protected columns
    std::vector<std::string> columns;        ///< numbers that can be made anew
    bool score_and_outcome = false;
};
RemedyOptions remedy_options(const ReportModel& report);

/// The choice with every place inside the options and only columns that exist.
RemedyChoice settled(RemedyChoice choice, const RemedyOptions& options);

/// A plan's "remedies" for a settled choice; empty where a column is still to be chosen.
/// @param costs what a person selected rightly, wrongly, left rightly, left wrongly is worth
json remedies_of(const RemedyChoice& choice, const RemedyOptions& options, const std::array<double, 4>& costs);

}  // namespace klarsicht::app
