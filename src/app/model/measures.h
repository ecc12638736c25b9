#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "app/model/report_model.h"

namespace klarsicht::app {

/// A figure that opens to its formula, and the check it is from.
struct OpenedMeasure {
    std::string key;         ///< tells it from the same figure of another finding
    std::string_view check;  ///< the check's name, with the column where a check looks at several; of the report
    const ExplanationModel* measure = nullptr;
};

/// What is opened about one protected column, a crossing, or (no name) everybody.
struct MeasureSubject {
    std::string name;
    std::vector<OpenedMeasure> measures;  ///< in the report's order, a check's together
};

/// All opened figures of the bias checks by subject: columns and crossings in the report's order, the rates by group
/// first, everybody last. Good as long as the report.
std::vector<MeasureSubject> measure_subjects(const ReportModel& report);

}  // namespace klarsicht::app
