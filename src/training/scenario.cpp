#include "training/scenario.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <ranges>

#include <fast_float/fast_float.h>

#include "base/listed.h"
#include "training/settings.h"

namespace klarsicht {

namespace {

constexpr std::array<const Scenario*, 15> all = {
    &customers_scenario, &campaign_scenario,  &contacts_scenario,  &coupons_scenario,  &optout_scenario,
    &loop_scenario,      &anonymous_scenario, &onlytoday_scenario, &onemore_scenario,  &prices_scenario,
    &threshold_scenario, &dirty_scenario,     &creepy_scenario,    &sleeping_scenario, &loans_scenario};

/// 2026-10-31, so that a scenario does not depend on the day it is made.
constexpr std::int64_t standard_until = 20757;
constexpr std::uint64_t most_rows = 50'000'000;

std::unexpected<Error> wrong_setting(std::string_view name, std::string_view value) {
    return fail(ErrorCode::usage, Message("error.scenario_setting").text("setting", name).text("value", value));
}

Result<std::int64_t> read_date(std::string_view text) {
    int year = 0;
    unsigned month = 0;
    unsigned day = 0;
    const bool shape = text.size() == 10 && text[4] == '-' && text[7] == '-';
    const auto number = [&](std::size_t at, std::size_t length, auto& value) {
        const auto [end, code] = std::from_chars(text.data() + at, text.data() + at + length, value);
        return code == std::errc() && end == text.data() + at + length;
    };
    if (!shape || !number(0, 4, year) || !number(5, 2, month) || !number(8, 2, day)) {
        return wrong_setting("until", text);
    }
    const std::chrono::year_month_day date{std::chrono::year{year}, std::chrono::month{month}, std::chrono::day{day}};
    if (!date.ok()) { return wrong_setting("until", text); }
    return std::int64_t{std::chrono::sys_days{date}.time_since_epoch().count()};
}

}  // namespace

std::vector<ScenarioInfo> scenarios() {
    std::vector<ScenarioInfo> infos;
    for (const Scenario* scenario : all) { infos.push_back(scenario->info); }
    return infos;
}

Result<Settings> read_settings(const ScenarioInfo& info, const ScenarioOptions& options) {
    Settings settings;
    settings.rows = options.rows == 0 ? info.rows : options.rows;
    if (settings.rows > most_rows) { return wrong_setting("rows", std::to_string(options.rows)); }
    settings.seed = options.seed;
    settings.until = standard_until;
    for (const ScenarioSetting& setting : info.settings) { settings.shares.emplace(setting.name, setting.standard); }
    for (const auto& [name, value] : options.settings) {
        if (name == "lang") {
            if (value != "de" && value != "en") { return wrong_setting(name, value); }
            settings.german = value == "de";
            continue;
        }
        if (name == "until") {
            settings.until = KLARSICHT_TRY(read_date(value));
            continue;
        }
        const auto place = settings.shares.find(name);
        if (place == settings.shares.end()) { return wrong_setting(name, value); }
        double share = 0;
        const auto [end, code] = fast_float::from_chars(value.data(), value.data() + value.size(), share);
        if (code != std::errc() || end != value.data() + value.size() || !(share >= 0 && share <= 1)) {
            return wrong_setting(name, value);
        }
        place->second = share;
    }
    return settings;
}

Result<void> generate_scenario(std::string_view name, const ScenarioOptions& options, const ScenarioSink& sink,
                               ScenarioTally* tally) {
    const auto name_of = [](const Scenario* scenario) { return scenario->info.name; };
    const auto found = std::ranges::find(all, name, name_of);
    if (found == all.end()) {
        const std::string known = listed(all | std::views::transform(name_of));
        return fail(ErrorCode::usage, Message("error.scenario_unknown").text("name", name).text("known", known));
    }
    const Settings settings = KLARSICHT_TRY(read_settings((*found)->info, options));
    ScenarioTally unasked;
    (*found)->write(settings, sink, tally == nullptr ? unasked : *tally);
    return {};
}

}  // namespace klarsicht
