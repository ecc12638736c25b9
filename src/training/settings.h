#pragma once
#include <cmath>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>

#include "training/scenario.h"
#include "training/tally.h"

namespace klarsicht {

/// A scenario's options, checked and complete.
struct Settings {
    std::uint64_t rows = 0;
    std::uint64_t seed = 1;
    bool german = true;
    std::int64_t until = 0;  ///< days since 1970-01-01
    std::map<std::string, double, std::less<>> shares;

    double share(std::string_view name) const { return shares.find(name)->second; }
    /// The German or the English word.
    std::string_view word(std::string_view de, std::string_view en) const { return german ? de : en; }
    std::string_view yes_or_no(bool yes) const { return yes ? word("ja", "yes") : word("nein", "no"); }
};

Result<Settings> read_settings(const ScenarioInfo& info, const ScenarioOptions& options);

/// The nearest whole number, on every machine the same.
inline std::int64_t rounded(double value) { return std::llround(value); }

/// A file that can be invented, and how.
struct Scenario {
    ScenarioInfo info;
    void (*write)(const Settings& settings, const ScenarioSink& sink, ScenarioTally& tally);
};

// Each in a file of its own. The first three are the examples of the start page, the others belong to lessons
// (assets/training/<name>.json).
extern const Scenario customers_scenario;
extern const Scenario campaign_scenario;
extern const Scenario contacts_scenario;
extern const Scenario coupons_scenario;
extern const Scenario optout_scenario;
extern const Scenario loop_scenario;
extern const Scenario anonymous_scenario;
extern const Scenario onlytoday_scenario;
extern const Scenario onemore_scenario;
extern const Scenario prices_scenario;
extern const Scenario threshold_scenario;
extern const Scenario dirty_scenario;
extern const Scenario creepy_scenario;
extern const Scenario sleeping_scenario;
extern const Scenario loans_scenario;

}  // namespace klarsicht
