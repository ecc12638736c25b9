#pragma once
#include <cstdint>
#include <map>
#include <string>
#include <string_view>

#include "training/scenario.h"

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
};

Result<Settings> read_settings(const ScenarioInfo& info, const ScenarioOptions& options);

// One function a scenario, each in a file of its own.
void write_customers(const Settings& settings, const ScenarioSink& sink);
void write_campaign(const Settings& settings, const ScenarioSink& sink);
void write_contacts(const Settings& settings, const ScenarioSink& sink);

}  // namespace klarsicht
