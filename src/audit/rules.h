#pragma once
#include <string>
#include <string_view>
#include <utility>

#include "audit/plan.h"
#include "base/error.h"

namespace klarsicht {

/// A dated set of limits with their sources (assets/rules/*.json). A plan overrides single limits.
class Rules {
public:
    /// The pack of that id from the embedded assets, e.g. `eu-2026-11`.
    static Result<Rules> load(std::string_view id);
    static Result<Rules> parse(std::string_view text);

    const std::string& id() const { return id_; }
    bool has(std::string_view limit) const;
    /// The limit's value; a limit the pack lacks is a defect of the program and reads as NaN.
    double limit(std::string_view name) const;
    /// From and to where a plan may set the limit, both included; outside of it a check could only ever pass, or only ever fail.
    std::pair<double, double> range(std::string_view name) const;
    const json& all() const { return limits_; }

private:
    std::string id_;
    json limits_;
};

}  // namespace klarsicht
