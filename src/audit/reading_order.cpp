#include "audit/reading_order.h"

#include <algorithm>
#include <array>
#include <compare>
#include <cstddef>
#include <string_view>
#include <utility>

#include "base/sort_few.h"

namespace klarsicht {

namespace {

int rank_of(Status status) {
    switch (status) {
        case Status::fail:
            return 0;
        case Status::warn:
            return 1;
        case Status::info:
            return 2;
        case Status::not_assessed:
            return 3;  // may hide something, and says what is missing
        case Status::pass:
            break;
    }
    return 4;
}

/// Where an outcome stands; what decides first comes first.
struct Place {
    int status = 0;
    int severity = 0;
    bool of_the_file = false;  ///< what touches people comes before what is odd about the file
    std::size_t turn = 0;      ///< of its area among equally grave ones
    std::size_t registry = 0;
    auto operator<=>(const Place&) const = default;
};

bool of_the_file(const Outcome& outcome) { return outcome.area == Area::quality || outcome.area == Area::skills; }

/// Counts the turns of the areas among outcomes of one status and severity: all outcomes of a check belong to one.
class Turns {
public:
    std::size_t of(const Outcome& outcome) {
        if (outcome.status != Status::fail && outcome.status != Status::warn) { return 0; }
        Last& last = last_[static_cast<std::size_t>(outcome.status)][static_cast<std::size_t>(outcome.severity)]
                          [static_cast<std::size_t>(outcome.area)];
        if (!last.id.empty() && last.id != outcome.id) { ++last.turn; }
        last.id = outcome.id;
        return last.turn;
    }

private:
    struct Last {
        std::string_view id;
        std::size_t turn = 0;
    };
    std::array<std::array<std::array<Last, 5>, 4>, 5> last_;  ///< [status][severity][area]
};

}  // namespace

void sort_for_reading(std::vector<Outcome>& outcomes) {
    Turns turns;
    std::vector<Place> places;
    for (const Outcome& outcome : outcomes) {
        const bool graded = outcome.status == Status::fail || outcome.status == Status::warn;
        places.push_back({rank_of(outcome.status), -static_cast<int>(outcome.severity), graded && of_the_file(outcome),
                          turns.of(outcome), places.size()});
    }
    sort_few(places);
    std::vector<Outcome> sorted;
    sorted.reserve(outcomes.size());
    for (const Place& place : places) { sorted.push_back(std::move(outcomes[place.registry])); }
    outcomes = std::move(sorted);
}

}  // namespace klarsicht
