#include "app/model/gravity.h"

#include <algorithm>
#include <string_view>

namespace klarsicht::app {

int urgency(Status status) {
    switch (status) {
        case Status::fail: return 4;
        case Status::warn: return 3;
        case Status::info: return 2;
        case Status::pass: return 1;
        case Status::not_assessed: return 0;
    }
    return 0;
}

bool graver(const Finding& a, const Finding& b) {
    if (urgency(a.status) != urgency(b.status)) { return urgency(a.status) > urgency(b.status); }
    if (a.severity != b.severity) { return a.severity > b.severity; }
    return !a.headline.empty() && b.headline.empty();
}

namespace {

void sort_by_gravity(const ReportModel& report, std::vector<std::size_t>& indices) {
    std::ranges::stable_sort(indices, [&](std::size_t a, std::size_t b) { return graver(report.findings[a], report.findings[b]); });
}

/// Takes from lines of equal gravity one area after another, so that one area with many findings does not hide the others.
void alternate_areas(const ReportModel& report, std::vector<FirstLook>& looks) {
    const auto rank = [&](const FirstLook& look) {
        const Finding& finding = report.findings[look.finding];
        return urgency(finding.status) * 8 + static_cast<int>(finding.severity);
    };
    for (std::size_t start = 0; start < looks.size();) {
        std::size_t end = start;
        while (end < looks.size() && rank(looks[end]) == rank(looks[start])) { ++end; }
        std::array<std::size_t, 5> seen{};
        std::vector<std::pair<std::size_t, FirstLook>> rounds;
        for (std::size_t i = start; i < end; ++i) {
            rounds.emplace_back(seen[static_cast<std::size_t>(report.findings[looks[i].finding].area)]++, looks[i]);
        }
        std::ranges::stable_sort(rounds, {}, [](const auto& one) { return one.first; });
        for (std::size_t i = start; i < end; ++i) { looks[i] = rounds[i - start].second; }
        start = end;
    }
}

}  // namespace

std::vector<std::size_t> findings_of(const ReportModel& report, Area area) {
    std::vector<std::size_t> indices;
    for (std::size_t i = 0; i < report.findings.size(); ++i) {
        if (report.findings[i].area == area) { indices.push_back(i); }
    }
    sort_by_gravity(report, indices);
    return indices;
}

std::vector<FirstLook> first_looks(const ReportModel& report) {
    std::vector<std::size_t> indices;
    for (std::size_t i = 0; i < report.findings.size(); ++i) {
        if (urgency(report.findings[i].status) >= urgency(Status::warn)) { indices.push_back(i); }
    }
    sort_by_gravity(report, indices);
    std::vector<FirstLook> looks;
    for (const std::size_t index : indices) {
        const auto same = std::ranges::find_if(looks, [&](const FirstLook& look) { return report.findings[look.finding].id == report.findings[index].id; });
        if (same == looks.end()) {
            looks.push_back({index, 0});
        } else {
            ++same->more;
        }
    }
    alternate_areas(report, looks);
    return looks;
}

std::size_t gravest_of(const ReportModel& report, Area area) {
    const std::vector<std::size_t> indices = findings_of(report, area);
    return indices.empty() || report.findings[indices.front()].status == Status::not_assessed ? npos : indices.front();
}

std::vector<std::size_t> not_assessed(const ReportModel& report) {
    std::vector<std::size_t> indices;
    for (std::size_t i = 0; i < report.findings.size(); ++i) {
        if (report.findings[i].status != Status::not_assessed) { continue; }
        const bool known = std::ranges::any_of(indices, [&](std::size_t j) { return report.findings[j].id == report.findings[i].id; });
        if (!known) { indices.push_back(i); }
    }
    return indices;
}

}  // namespace klarsicht::app
