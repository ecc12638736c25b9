#pragma once
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace klarsicht {

/// What a scenario did to the people it invented, counted while its file is written: every person once, and amounts
/// such as the sales. What a lesson shows as dots.
struct ScenarioTally {
    std::vector<std::vector<std::uint64_t>> people;      ///< [group][state], both as the lesson names them
    std::map<std::string, double, std::less<>> amounts;  ///< by the lesson's name for it

    void person(std::size_t group, std::size_t state) {
        if (people.size() <= group) { people.resize(group + 1); }
        if (people[group].size() <= state) { people[group].resize(state + 1); }
        ++people[group][state];
    }
    void add(std::string_view amount, double value) { amounts[std::string(amount)] += value; }
};

}  // namespace klarsicht
