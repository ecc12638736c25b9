#include <array>

#include "audit/bias/checks/checks.h"
#include "audit/registry.h"

namespace klarsicht {

std::span<const Check* const> bias_checks() {
    static const std::array<const Check*, 18> checks = {
        &bias::group_gaps(), &bias::outcomes(),     &bias::subgroups(),  &bias::conditional(),    &bias::scores(),
        &bias::ranking(),    &bias::uplift(),       &bias::proxies(),    &bias::unknown_groups(), &bias::balance(),
        &bias::delivery(),   &bias::amounts(),      &bias::classes(),    &bias::contacts(),       &bias::mitigation(),
        &bias::setup(),      &bias::false_alarms(), &bias::group_rates()};
    return checks;
}

}  // namespace klarsicht
