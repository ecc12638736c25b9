#include "app/model/findings.h"

#include <algorithm>

namespace klarsicht::app {

bool asks_for_a_decision(Status status) { return status == Status::fail || status == Status::warn; }
bool says_something(Status status) { return asks_for_a_decision(status) || status == Status::info; }

std::vector<std::size_t> findings_of(const ReportModel& report, Area area) {
    std::vector<std::size_t> indices;
    for (std::size_t i = 0; i < report.findings.size(); ++i) {
        if (report.findings[i].area == area) { indices.push_back(i); }
    }
    return indices;
}

std::vector<FirstLook> first_looks(const ReportModel& report) {
    std::vector<FirstLook> looks;
    for (std::size_t i = 0; i < report.findings.size(); ++i) {
        const Finding& finding = report.findings[i];
        if (!asks_for_a_decision(finding.status)) { continue; }
        const auto same = std::ranges::find_if(
            looks, [&](const FirstLook& look) { return report.findings[look.finding].id == finding.id; });
        if (same == looks.end()) {
            looks.push_back({i, 0});
        } else {
            ++same->more;
        }
    }
    return looks;
}

std::size_t gravest_of(const ReportModel& report, Area area) {
    for (const std::size_t index : findings_of(report, area)) {
        if (report.findings[index].status != Status::not_assessed) { return index; }
    }
    return npos;
}

std::vector<std::size_t> not_assessed(const ReportModel& report) {
    std::vector<std::size_t> indices;
    for (std::size_t i = 0; i < report.findings.size(); ++i) {
        if (report.findings[i].status != Status::not_assessed) { continue; }
        const bool known =
            std::ranges::any_of(indices, [&](std::size_t j) { return report.findings[j].id == report.findings[i].id; });
        if (!known) { indices.push_back(i); }
    }
    return indices;
}

}  // namespace klarsicht::app
