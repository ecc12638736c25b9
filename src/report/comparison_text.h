#pragma once
#include <string>
#include <vector>

#include "audit/comparison.h"
#include "report/message_format.h"

namespace klarsicht {

/// What became of a finding, every text in one language.
struct ShownChange {
    std::string finding;     ///< the check's name and its columns
    std::string change;      ///< in a word
    std::string figure;      ///< what is compared; "" for nothing
    std::string then, now;   ///< the figure, or the status where there is none
    std::string difference;  ///< with its sign; "" for none
    std::string interval;    ///< of the difference; where there is none, that it has none
};
ShownChange shown_change(const ComparedFinding& one, const Texts& texts);

/// What became of a column: a line for each thing that is another.
struct ShownDrift {
    std::string column;
    std::vector<std::string> lines;
};
ShownDrift shown_drift(const ComparedColumn& one, const Texts& texts);

/// With what the report is compared, and what came of it: some sentences.
std::vector<std::string> comparison_sentences(const Comparison& comparison, const Texts& texts);

}  // namespace klarsicht
