#pragma once
#include <array>
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "app/model/column_order.h"
#include "app/model/frontier.h"
#include "app/model/plan_edit.h"
#include "app/model/readiness.h"
#include "app/model/remedy_choice.h"
#include "app/model/report_model.h"
#include "report/message_format.h"

namespace klarsicht::app {

enum class Page : std::uint8_t { start, overview, privacy, bias, quality, ethics, skills, columns, report };
std::string_view name_of(Page page);
std::optional<Page> page_named(std::string_view name);
Page page_of(Area area);
std::optional<Area> area_of(Page page);

/// What the worker is doing, as the page tells it.
struct Working {
    std::string name, stage;
    double done = 0;
    std::uint64_t rows = 0, bytes = 0;
};

/// What went wrong, in one sentence made by the engine.
struct Failure {
    std::string name, text;
};

/// What the page measured since the file was opened.
struct Measured {
    bool checked = false;
    std::uint64_t requests = 0;
    bool policy = false;
};

/// One group of the dot field: every row of the group is one dot.
struct DotGroup {
    std::string label;
    std::uint32_t n = 0, selected = 0;
};

/// A new file that remedies made, or why there is none.
struct RemediedFile {
    std::string name, error;
    std::vector<std::string> effects;  ///< what changed and what it cost, in sentences
};

/// Everything the app knows. Views read it and change only what is theirs to choose.
struct State {
    Language language = Language::de;
    bool dark = false;
    bool embedded = false;
    Page page = Page::start;
    std::string part;  ///< of the page, as the address names it; may be empty

    std::optional<ReportModel> report;
    double elapsed_ms = 0;
    std::optional<Working> working;
    std::optional<Failure> failure;
    Measured measured;
    bool dropping = false;

    std::set<std::size_t> opened;       ///< findings that are unfolded, by index
    std::set<std::size_t> exact;        ///< findings whose figures are shown with every digit
    std::set<std::string> unfolded;     ///< sections that are unfolded, by id
    std::optional<std::size_t> reveal;  ///< finding to scroll to in the next frame
    bool scroll_to_top = false;
    std::string bias_tab = "groups";
    std::uint64_t shuffles = 0;          ///< how often the decisions were drawn by lot
    std::uint64_t shuffle_alarms = 0, shuffle_naive_alarms = 0;
    std::size_t played_finding = 0;      ///< which of the scores' findings is played with
    std::size_t played_group = 0;        ///< beside the reference group
    std::optional<std::size_t> threshold, own_threshold;  ///< places of the thresholds; `own_threshold`: one of its own for the other group

    std::size_t population_of = 0;               ///< which finding of the balance
    std::vector<std::array<char, 16>> population;  ///< its groups' shares as typed, in percent; empty: to be filled from the plan
    std::size_t compared = 0;                    ///< which finding of the groups is held against another yardstick
    std::set<std::string> crossed_columns;       ///< instead of a finding: columns crossed by the person; empty: the finding's own
    std::size_t compared_favoured = 0;           ///< place in Comparison::groups
    std::optional<std::size_t> compared_ratio;   ///< place on its slider
    std::array<std::array<char, 16>, 4> amounts{};  ///< what a person selected rightly, selected wrongly, left rightly, left wrongly is worth, as typed
    bool amounts_filled = false;
    std::optional<Frontier> frontier;               ///< of `frontier_of` with `frontier_costs`; again when they change
    std::size_t frontier_of = 0;
    std::array<double, 4> frontier_costs{};
    std::vector<std::size_t> tree_answers;  ///< in the tree that helps to pick a fairness measure, from its first question on
    std::size_t measured_subject = 0;       ///< place in measure_subjects() whose measures are listed
    std::string reveal_measure;             ///< OpenedMeasure::key to scroll to in the next frame

    RemedyChoice remedy;                    ///< what the person chose so far
    bool remedying = false;                 ///< asked for, and no answer yet
    std::optional<RemediedFile> remedied;

    std::string dots_group;  ///< column asked for; the dots belong to it once they came
    std::string dots_wanted;
    std::vector<DotGroup> dots;
    std::uint32_t dots_version = 0;

    ColumnOrder column_order = ColumnOrder::position;
    bool column_descending = false;
    char column_search[128] = "";
    std::optional<PlanDraft> draft;  ///< while roles are being changed, until they are sent
    std::optional<std::size_t> edited_column;

    std::vector<Answer> readiness;
    bool show_values = false;
    bool explaining_check = false;
    std::string rendered_format;
    std::uint64_t rendered_bytes = 0;
    bool copied = false;
};

}  // namespace klarsicht::app
