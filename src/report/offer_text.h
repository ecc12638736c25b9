#pragma once
#include <string>

#include "audit/offered_remedies.h"
#include "report/message_format.h"

namespace klarsicht {

/// What a person reads of an option: a column's name, or what the option means.
inline std::string option_label(const RemedyParameter& parameter, const RemedyOption& option, const Texts& texts) {
    return parameter.columns ? option.id : std::string(texts.text("remedy." + option.id));
}

}  // namespace klarsicht
