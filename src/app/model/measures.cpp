#include "app/model/measures.h"

#include <algorithm>

namespace klarsicht::app {

namespace {

/// Amounts, classes and outcomes are compared for one protected column and one other: they belong to the protected one.
bool about_another_column(const Finding& finding) {
    return finding.subject.size() > 1 &&
           (finding.id == "bias.amounts" || finding.id == "bias.classes" || finding.id == "bias.outcomes");
}

}  // namespace

std::vector<MeasureSubject> measure_subjects(const ReportModel& report) {
    std::vector<MeasureSubject> subjects;
    MeasureSubject everybody;
    std::vector<std::size_t> order;
    for (std::size_t i = 0; i < report.findings.size(); ++i) {
        if (report.findings[i].area == Area::bias && !report.findings[i].explanations.empty()) { order.push_back(i); }
    }
    std::ranges::stable_partition(order, [&](std::size_t i) { return report.findings[i].id == "bias.group_rates"; });
    for (const std::size_t i : order) {
        const Finding& finding = report.findings[i];
        const std::string name = about_another_column(finding) ? finding.subject.front() : finding.subject_text();
        MeasureSubject* subject = &everybody;
        if (!name.empty()) {
            const auto known = std::ranges::find(subjects, name, &MeasureSubject::name);
            subject = known == subjects.end() ? &subjects.emplace_back(MeasureSubject{name, {}}) : &*known;
        }
        for (const ExplanationModel& measure : finding.explanations) {
            subject->measures.push_back({std::to_string(i) + "." + measure.figure, finding.name, &measure});
        }
    }
    if (!everybody.measures.empty()) { subjects.push_back(std::move(everybody)); }
    return subjects;
}

}  // namespace klarsicht::app
