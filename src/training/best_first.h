#pragma once
#include <algorithm>
#include <cstddef>
#include <functional>
#include <vector>

namespace klarsicht {

/// Places of the people whom `takes` takes, the highest score first; among equals as they come.
/// @param score what std::invoke makes a number of somebody with
template <class Person, class Score, class Takes>
std::vector<std::size_t> best_first(const std::vector<Person>& people, Score score, Takes takes) {
    std::vector<std::size_t> order;
    for (std::size_t i = 0; i < people.size(); ++i) {
        if (takes(people[i])) { order.push_back(i); }
    }
    std::ranges::stable_sort(order, std::ranges::greater(),
                             [&](std::size_t i) { return std::invoke(score, people[i]); });
    return order;
}

template <class Person, class Score>
std::vector<std::size_t> best_first(const std::vector<Person>& people, Score score) {
    return best_first(people, score, [](const Person&) { return true; });
}

}  // namespace klarsicht
