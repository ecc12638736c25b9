#include "audit/outcome.h"

namespace klarsicht {

std::string_view name_of(Area area) {
    switch (area) {
        case Area::privacy: return "privacy";
        case Area::bias: return "bias";
        case Area::quality: return "quality";
        case Area::ethics: return "ethics";
        case Area::skills: return "skills";
    }
    return "";
}

std::string_view name_of(Status status) {
    switch (status) {
        case Status::pass: return "pass";
        case Status::warn: return "warn";
        case Status::fail: return "fail";
        case Status::info: return "info";
        case Status::not_assessed: return "not_assessed";
    }
    return "";
}

std::string_view name_of(Severity severity) {
    switch (severity) {
        case Severity::none: return "none";
        case Severity::low: return "low";
        case Severity::medium: return "medium";
        case Severity::high: return "high";
    }
    return "";
}

std::string_view name_of(Unit unit) {
    switch (unit) {
        case Unit::share: return "share";
        case Unit::count: return "count";
        case Unit::number: return "number";
        case Unit::factor: return "factor";
        case Unit::points: return "points";
    }
    return "";
}

}  // namespace klarsicht
