#pragma once
#include <string>
#include <string_view>

#include "profile/profile.h"
#include "table/column.h"

namespace klarsicht {

/// What the few values of a column are like; of a column of many nothing is said.
struct Answers {
    bool few = false;  ///< at most ten
    std::size_t values = 0;
    bool yes_or_no = false;  ///< yes and no, 1 and 0; or one word that says yes beside blanks
    bool french = false;     ///< oui and non
    bool told = false;       ///< some value says by itself what happened or was decided, or that it did not
    bool granted = false;
    bool refused = false;
    bool happened = false;  ///< "churned", "gekündigt", "won"
    bool stayed = false;    ///< "stayed", "Bestand", "lost"
    bool opposed = false;   ///< two values, one good and one bad
};

/// A label as answers are compared: a plain name, and 1 for 1.0, as programs write it that keep blanks among numbers.
std::string plain_answer(std::string_view label);

Answers answers_of(const Column& column, const Interpretation& data);

}  // namespace klarsicht
