#include "audit/outcome.h"

namespace klarsicht {

ChartRow ChartRow::of(std::string label, bool binned, const stats::Fraction& fraction) {
    ChartRow row;
    row.label_term = binned ? Message("report.bin.label").group("group", label, true) : Message();
    row.label = std::move(label);
    row.value = fraction.value();
    row.ci95 = fraction.ci95();
    row.n = row.people = fraction.n;
    return row;
}

std::string_view name_of(Area area) {
    switch (area) {
        case Area::privacy:
            return "privacy";
        case Area::bias:
            return "bias";
        case Area::quality:
            return "quality";
        case Area::ethics:
            return "ethics";
        case Area::skills:
            return "skills";
    }
    return "";
}

std::string_view name_of(Status status) {
    switch (status) {
        case Status::pass:
            return "pass";
        case Status::warn:
            return "warn";
        case Status::fail:
            return "fail";
        case Status::info:
            return "info";
        case Status::not_assessed:
            return "not_assessed";
    }
    return "";
}

std::string_view name_of(Severity severity) {
    switch (severity) {
        case Severity::none:
            return "none";
        case Severity::low:
            return "low";
        case Severity::medium:
            return "medium";
        case Severity::high:
            return "high";
    }
    return "";
}

}  // namespace klarsicht
