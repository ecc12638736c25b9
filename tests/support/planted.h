#pragma once
#include <cstdint>
#include <string>

#include "support/dice.h"

namespace klarsicht::test {

/// A customer list with faults planted in it, each counted (repeated rows count what they repeat).
struct PlantedList {
    std::string csv;
    std::uint64_t rows = 0;
    std::uint64_t missing_income = 0, sentinel_income = 0, placeholder_birth = 0, bad_email = 0, negative_spend = 0,
                  clicks_above_impressions = 0, mojibake = 0, future_last_seen = 0, repeated = 0, unknown_city = 0,
                  unreadable_visits = 0, last_seen_before_signup = 0;
};

inline PlantedList planted_list(std::uint64_t rows, std::uint64_t seed) {
    const auto day = [](std::uint64_t year, std::uint64_t of_year) {
        const std::string month = std::to_string(1 + of_year / 28 % 12);
        const std::string day_of_month = std::to_string(1 + of_year % 28);
        return std::to_string(year) + "-" + (month.size() < 2 ? "0" : "") + month + "-" +
               (day_of_month.size() < 2 ? "0" : "") + day_of_month;
    };
    Dice dice(seed);
    PlantedList list;
    list.csv =
        "customer_id,first_name,email,birth_date,signup,last_seen,city,impressions,clicks,spend,income,visits,"
        "converted\n";
    const char* names[] = {"Chloé", "Ben", "Inès", "Paul", "Zoë", "Jürgen"};
    const char* garbled[] = {"ChloÃ©", "Ben", "InÃ¨s", "Paul", "ZoÃ«", "JÃ¼rgen"};
    const char* cities[] = {"Berlin", "Hamburg", "Köln"};
    std::string last;
    std::uint64_t* last_planted[16];
    std::size_t last_count = 0;
    for (std::uint64_t i = 0; i < rows; ++i) {
        ++list.rows;
        if (i > 0 && dice.one_in(400)) {
            list.csv += last;
            ++list.repeated;
            for (std::size_t k = 0; k < last_count; ++k) { ++*last_planted[k]; }
            continue;
        }
        last_count = 0;
        const auto plant = [&](std::uint64_t one_in, std::uint64_t& counter) {
            if (!dice.one_in(one_in)) { return false; }
            ++counter;
            last_planted[last_count++] = &counter;
            return true;
        };
        std::size_t name = static_cast<std::size_t>(dice.below(6));
        const bool broken = name != 1 && name != 3 && plant(300, list.mojibake);
        const std::string email =
            "person" + std::to_string(i) + (plant(200, list.bad_email) ? "" : "@") + "example.com";
        const std::string birth =
            plant(250, list.placeholder_birth) ? "1900-01-01" : day(1945 + dice.below(60), dice.below(336));
        std::string signup = day(2020 + dice.below(3), dice.below(336));
        std::string seen = day(2024 + dice.below(2), dice.below(336));
        if (plant(700, list.future_last_seen)) {
            seen = "2087-06-01";
        } else if (plant(600, list.last_seen_before_signup)) {
            seen = "2019-05-05";
        }
        const std::string city = plant(150, list.unknown_city) ? "unbekannt" : cities[dice.below(3)];
        const std::uint64_t impressions = 100 + dice.below(4000);
        const std::uint64_t clicks =
            plant(900, list.clicks_above_impressions) ? impressions + 5 : impressions * dice.below(80) / 1000;
        const std::string spend = std::string(plant(500, list.negative_spend) ? "-" : "") +
                                  std::to_string(1 + dice.below(2000)) + "." + std::to_string(10 + dice.below(90));
        std::string income = std::to_string(12000 + dice.below(90000));
        if (plant(15, list.missing_income)) {
            income = "";
        } else if (plant(300, list.sentinel_income)) {
            income = "-999";
        }
        const std::string visits = plant(800, list.unreadable_visits) ? "drei" : std::to_string(dice.below(50));
        last = std::to_string(500000 + i) + "," + (broken ? garbled[name] : names[name]) + "," + email + "," + birth +
               "," + signup + "," + seen + "," + city + "," + std::to_string(impressions) + "," +
               std::to_string(clicks) + "," + spend + "," + income + "," + visits + "," +
               (dice.one_in(8) ? "true" : "false") + "\n";
        list.csv += last;
    }
    return list;
}

}  // namespace klarsicht::test
