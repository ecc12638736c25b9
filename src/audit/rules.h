#pragma once
#include <limits>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"

namespace klarsicht {

/// A number that a check judges by: since when it stands, and who says so.
struct Limit {
    std::string name;  ///< `bias.selection_rate.ratio`
    double value = std::numeric_limits<double>::quiet_NaN();
    /// From and to where a plan may set it, both included; outside of it a check could only ever pass, or only ever
    /// fail.
    double low = -std::numeric_limits<double>::infinity();
    double high = std::numeric_limits<double>::infinity();
    std::string date;                                        ///< of the source, ISO
    std::map<std::string, std::string, std::less<>> source;  ///< [language] a sentence
};

/// A dated set of limits with their sources (assets/rules/*.json). A plan overrides single limits.
class Rules {
public:
    /// The pack of that id from the embedded assets, e.g. `eu-2026-11`.
    static Result<Rules> load(std::string_view id);
    static Result<Rules> parse(std::string_view text);

    const std::string& id() const { return id_; }
    /// In the pack's order.
    const std::vector<Limit>& limits() const { return limits_; }
    /// The limit of that name; nullptr if the pack has none.
    const Limit* find(std::string_view name) const;
    /// The limit's value; a limit the pack lacks is a defect of the program and reads as NaN.
    double limit(std::string_view name) const;

private:
    std::string id_;
    std::vector<Limit> limits_;
};

}  // namespace klarsicht
