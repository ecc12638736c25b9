#include "audit/card.h"

namespace klarsicht {

std::span<const Section> sections_of(const std::vector<Card>& cards, const Outcome& outcome) {
    for (const Card& card : cards) {
        if (&card.outcome == &outcome) { return card.sections; }
    }
    return {};
}

std::vector<const Outcome*> to_read(const std::vector<Outcome>& outcomes, const std::vector<Card>& cards) {
    std::vector<const Outcome*> read;
    for (const Outcome& outcome : outcomes) { read.push_back(&outcome); }
    for (const Card& card : cards) {
        for (const std::size_t place : card.of) { read[place] = place == card.of.front() ? &card.outcome : nullptr; }
    }
    std::erase(read, nullptr);
    return read;
}

}  // namespace klarsicht
