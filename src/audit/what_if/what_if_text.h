#pragma once
#include <vector>

#include "audit/what_if/what_if.h"

namespace klarsicht::what_if {

/// The questions that led somebody to their leaf, those of one column as one condition.
std::vector<Message> rule_of(const AuditContext& context, const Learned& learned,
                             const std::vector<std::uint32_t>& bins);

/// What the surrogate answers, what rows that are alike tell, which it is that speaks, and how far it can be trusted.
std::vector<Message> sentences_of(const AuditContext& context, const Learned& learned, const Answer& answer);

}  // namespace klarsicht::what_if
