#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "audit/check.h"
#include "audit/groups.h"
#include "audit/rate_gap.h"

namespace klarsicht::bias {

/// A treatment of the plan: who got it, and who did not.
struct Campaign {
    std::size_t column = 0;
    std::vector<std::uint8_t> arm;  ///< [codes] 1 treated, 0 control, 2 unknown
};
std::optional<Campaign> campaign_of(const AuditContext& context);

/// Two arms, one held against the other; numbers of groups.
struct ArmPair {
    std::uint32_t arm = 0;
    std::uint32_t against = 0;
};

/// The arms of a test and which are compared: each with the control group; where it is a guess which that is, also all
/// others with one another.
struct Arms {
    std::size_t column = 0;
    CodeGroups groups;
    std::uint32_t control = 0;
    bool control_known = true;
    std::vector<ArmPair> pairs;
};
/// Empty where there are too many for a test.
std::optional<Arms> arms_of(const AuditContext& context, const Campaign& campaign);

/// Of which arms nothing is told: of few people, or such from which and from everybody's sum it would follow.
/// @param people [arms] @param without_arm of whom the arm is not known
std::vector<std::uint8_t> hidden_arms(const AuditContext& context, std::vector<std::uint64_t> people,
                                      std::uint64_t without_arm);

/// The check could not judge: because it is still asked whether a column says what happened, or for want of one.
Outcome asked_or_not_assessed(const CheckInfo& info, const AuditContext& context);

/// Columns that say what happened, by more than what is still asked, and whose values are told apart by the plan; no
/// more than a person reads about.
std::vector<std::size_t> known_outcomes(const AuditContext& context);

/// Whether what happened is an amount (what somebody spent): nobody said from which value on it counts as having
/// happened, and its means say more than that.
bool is_amount(const AuditContext& context, std::size_t outcome);

/// Which value of an outcome or a decision is the positive one, as a report may show it.
std::string positive_value(const AuditContext& context, std::size_t outcome);

/// A row about what happened in a group, as `bias.outcomes` and `bias.uplift` begin it: its name, how many people it is
/// and how many it happened to.
/// @param people behind its figures, where they also tell of others: the fewer
Group happened_group(const Gap& gap, const std::string& label, std::uint64_t people, bool hidden, bool reference);

/// What the treatment did to everybody, one finding an outcome or amount. @return whether there are arms to compare
bool add_overall_effects(const CheckInfo& info, const AuditContext& context, const Campaign& campaign,
                         std::vector<Outcome>& outcomes);

}  // namespace klarsicht::bias
