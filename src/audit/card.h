#pragma once
#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "audit/outcome.h"

namespace klarsicht {

/// Columns of one kind on a card, and what to know of them.
struct Section {
    struct Row {
        std::string column;
        Message what;                     ///< it holds
        double share = stats::undefined;  ///< of its cells that do; undefined where the plan or only its name says so
    };
    Message title, why, remedy;
    std::vector<Row> rows;
};

/// One finding to read in place of several that say alike of one column each. Programs get them all the same.
struct Card {
    Outcome outcome;
    std::vector<Section> sections;
    std::vector<std::size_t> of;  ///< places of the outcomes it stands for, ascending
};

/// What the card says besides; nothing of an outcome that is no card's.
std::span<const Section> sections_of(const std::vector<Card>& cards, const Outcome& outcome);

/// What people read, in its order: a card where the first outcome it stands for would be, the others nowhere.
std::vector<const Outcome*> to_read(const std::vector<Outcome>& outcomes, const std::vector<Card>& cards);

}  // namespace klarsicht
