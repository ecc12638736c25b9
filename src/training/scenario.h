#pragma once
#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/error.h"

namespace klarsicht {

struct ScenarioTally;

struct ScenarioOptions {
    std::uint64_t rows = 0;  ///< 0: the scenario's own number
    std::uint64_t seed = 1;
    /// `lang` = de|en (headers and values), `until` = ISO date of the newest entry, and the scenario's own settings.
    std::vector<std::pair<std::string, std::string>> settings;
};

struct ScenarioSetting {
    std::string_view name;
    double standard;  ///< share from 0 to 1: how much of the planted fault
};

struct ScenarioInfo {
    std::string_view name;
    std::uint64_t rows;
    std::span<const ScenarioSetting> settings;
};

/// Takes the next piece of the generated CSV.
using ScenarioSink = std::function<void(std::string_view)>;

/// The files Klarsicht can invent: no real person is in them, and every fault in them is planted and known.
std::vector<ScenarioInfo> scenarios();

/// Writes a scenario's CSV piece by piece. The same options give the same bytes on every machine.
/// Errors: an unknown scenario, an unknown setting, or a value out of range; each is named.
/// @param tally where not null, counts what it did to people
Result<void> generate_scenario(std::string_view name, const ScenarioOptions& options, const ScenarioSink& sink,
                               ScenarioTally* tally = nullptr);

}  // namespace klarsicht
