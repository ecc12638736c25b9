#include "audit/privacy/personal_card.h"

#include <algorithm>
#include <string>
#include <utility>

#include "audit/privacy/checks.h"
#include "audit/quasi.h"
#include "audit/registry.h"

namespace klarsicht::privacy {

namespace {

std::string_view type_of(const Outcome& outcome) {
    const Figure* type = outcome.metrics.find("type");
    return type == nullptr ? std::string_view() : type->word();
}

/// What the check's texts say of it.
std::string_view kind_of(const Outcome& outcome) {
    return std::string_view(outcome.summary.key).substr(outcome.summary.key.rfind('.') + 1);
}

Section::Row row_of(const Outcome& outcome) {
    const Figure* share = outcome.metrics.find("match_share");
    // Codes have no form of their own: then the name told it.
    const bool formed = share != nullptr && share->number() > 0;
    return {outcome.subject.front(), Message("meaning." + std::string(type_of(outcome))),
            formed ? share->number() : stats::undefined};
}

/// A first and a last name side by side name somebody as the whole does.
bool has_both_names(const std::vector<Outcome>& outcomes, const std::vector<std::size_t>& places) {
    const auto has = [&](std::string_view type) {
        return std::ranges::any_of(places, [&](std::size_t place) { return type_of(outcomes[place]) == type; });
    };
    return has("first_name") && has("last_name");
}

Card card_of(const std::vector<Outcome>& outcomes, std::vector<std::size_t> places, std::size_t columns) {
    Card card;
    const bool both = has_both_names(outcomes, places);
    for (const std::string_view kind : personal_kinds) {
        const auto text = [&](std::string_view part) {
            return Message("privacy.personal_data." + std::string(part) + "." + std::string(kind));
        };
        Section section{text("kind"), text("why"), text("remedy"), {}};
        for (const std::size_t place : places) {
            std::string_view own = kind_of(outcomes[place]);
            if (own == "part" && both) { own = "direct"; }
            if (own == kind) { section.rows.push_back(row_of(outcomes[place])); }
        }
        if (!section.rows.empty()) { card.sections.push_back(std::move(section)); }
    }
    std::vector<std::string> gravest;
    for (const Section::Row& row : card.sections.front().rows) { gravest.push_back(row.column); }
    const Outcome& first = outcomes[places.front()];  // the order of reading puts the gravest first
    OutcomeBuilder finding(personal_data().info(), first.status, first.severity);
    finding.values.count("count", places.size())
        .count("of", columns)
        .count("gravest", gravest.size())
        .text("columns", joined(gravest));
    card.outcome = finding.say("together").headline("together").make();
    card.of = std::move(places);
    return card;
}

}  // namespace

}  // namespace klarsicht::privacy

namespace klarsicht {

std::vector<Card> privacy_cards(const std::vector<Outcome>& outcomes, std::size_t columns) {
    std::vector<std::size_t> places;
    for (std::size_t place = 0; place < outcomes.size(); ++place) {
        const Outcome& outcome = outcomes[place];
        if (outcome.id == privacy::personal_data().info().id && !outcome.subject.empty()) { places.push_back(place); }
    }
    std::vector<Card> cards;
    if (places.size() > 1) { cards.push_back(privacy::card_of(outcomes, std::move(places), columns)); }
    return cards;
}

}  // namespace klarsicht
