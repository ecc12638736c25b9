#pragma once
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "app/model/offers_read.h"

namespace klarsicht::app {

/// What a person chose for a new file. Names that a report does not offer are as if not chosen, so that a choice
/// outlives a report of other columns.
struct RemedyChoice {
    std::string remedy;                                   ///< RemedyStep::kind
    std::map<std::string, std::set<std::string>> chosen;  ///< by parameter: ids of options

    /// Chooses an option; of a parameter that takes several, another click takes it back.
    void choose(const RemedyParameterModel& parameter, std::size_t option);
};

/// Place of the chosen remedy; the first where none of these is chosen. @param offers not empty
std::size_t chosen_offer(const RemedyChoice& choice, const std::vector<RemedyOfferModel>& offers);

/// [options] which are chosen. Exactly one where only one may be.
std::vector<bool> chosen_options(const RemedyChoice& choice, const RemedyParameterModel& parameter);

/// The plan's step for what was chosen; empty where something is still to be chosen.
std::optional<RemedyStep> step_of(const RemedyChoice& choice, const RemedyOfferModel& offer);

}  // namespace klarsicht::app
