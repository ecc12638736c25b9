#include "app/model/remedy_choice.h"

#include <algorithm>

#include "audit/offered_remedies.h"

namespace klarsicht::app {

void RemedyChoice::choose(const RemedyParameterModel& parameter, std::size_t option) {
    std::set<std::string>& ids = chosen[parameter.id];
    const std::string& id = parameter.options[option].id;
    if (!parameter.several) {
        ids = {id};
    } else if (ids.erase(id) == 0) {
        ids.insert(id);
    }
}

std::size_t chosen_offer(const RemedyChoice& choice, const std::vector<RemedyOfferModel>& offers) {
    const auto found =
        std::ranges::find_if(offers, [&](const RemedyOfferModel& offer) { return offer.step.kind == choice.remedy; });
    return found == offers.end() ? 0 : static_cast<std::size_t>(found - offers.begin());
}

std::vector<bool> chosen_options(const RemedyChoice& choice, const RemedyParameterModel& parameter) {
    std::vector<bool> on(parameter.options.size(), false);
    const auto mark = [&](const auto& ids) {
        for (std::size_t i = 0; i < on.size(); ++i) {
            on[i] = std::ranges::find(ids, parameter.options[i].id) != ids.end();
        }
    };
    if (const auto ids = choice.chosen.find(parameter.id); ids != choice.chosen.end()) { mark(ids->second); }
    if (parameter.several) { return on; }
    if (std::ranges::count(on, true) != 1) { mark(parameter.usual); }
    if (std::ranges::count(on, true) != 1) {
        on.assign(on.size(), false);
        on.front() = true;
    }
    return on;
}

std::optional<RemedyStep> step_of(const RemedyChoice& choice, const RemedyOfferModel& offer) {
    RemedyStep step = offer.step;
    for (const RemedyParameterModel& parameter : offer.parameters) {
        const std::vector<bool> on = chosen_options(choice, parameter);
        if (std::ranges::count(on, true) == 0) { return std::nullopt; }
        for (std::size_t i = 0; i < on.size(); ++i) {
            if (on[i]) { set_fields(step, parameter.options[i].sets); }
        }
    }
    return step;
}

}  // namespace klarsicht::app
