#pragma once
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "audit/outcome.h"
#include "base/json_fwd.h"

namespace klarsicht::app {

/// A finding with what was decided about it, every text in the reader's language.
struct PointModel {
    std::vector<std::size_t> checks;  ///< places in the report; the first is the finding's order
    Area area = Area::privacy;
    Status status = Status::info;
    std::string title, choice, who, until, note, said;
    bool overdue = false;
};

struct SignedModel {
    std::string text;
    std::vector<std::string> since;
};

/// What became of a finding since an earlier report.
struct ChangeModel {
    std::string change;  ///< its name
    std::string finding, word, figure, then, now, difference, interval;
};

struct DriftModel {
    std::string name;
    std::vector<std::string> lines;
};

struct ComparedModel {
    std::vector<std::string> sentences;
    std::vector<ChangeModel> changes;  ///< without those that are unchanged
    std::size_t unchanged = 0;
    std::vector<DriftModel> drift;
};

/// What was decided, as every answer of the engine tells it.
struct RecordModel {
    std::string undo, redo;  ///< what a step back takes back, a step forth does again; "": nothing
    std::uint64_t undoable = 0, redoable = 0;
    bool unsaved = false;
    std::vector<PointModel> points;
    std::vector<std::string> gone;
    std::map<std::string, std::string, std::less<>> readiness;  ///< answers by question
    std::string notes;
    std::optional<SignedModel> signed_off;
    std::optional<ComparedModel> compared;

    /// What was decided about a finding; nullptr where nothing was. @param checks those it stands for
    const PointModel* point(const std::vector<std::size_t>& checks) const;
};

RecordModel read_record(const json& message);

}  // namespace klarsicht::app
