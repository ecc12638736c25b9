#pragma once
#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "app/model/column_order.h"
#include "app/model/decision_draft.h"
#include "app/model/frontier.h"
#include "app/model/lesson_model.h"
#include "app/model/plan_edit.h"
#include "app/model/readiness.h"
#include "app/model/record_read.h"
#include "app/model/remedy_choice.h"
#include "app/model/report_model.h"
#include "app/model/rows_panel.h"
#include "app/model/sharing.h"
#include "app/model/what_if_model.h"
#include "report/message_format.h"

namespace klarsicht::app {

enum class Page : std::uint8_t {
    start,
    overview,
    privacy,
    bias,
    quality,
    ethics,
    skills,
    columns,
    rows,
    whatif,
    compare,
    report,
    share,
    train
};
std::string_view name_of(Page page);
std::optional<Page> page_named(std::string_view name);
Page page_of(Area area);
std::optional<Area> area_of(Page page);

/// What the worker is doing, as the page tells it.
struct Working {
    std::string name, stage;
    double done = 0;
    std::uint64_t rows = 0, bytes = 0;
    std::vector<std::string> found;  ///< what already asks for a decision
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

/// A number as a person types it, zero-terminated.
using TypedNumber = std::array<char, 16>;

/// Which findings and sections are unfolded.
struct FindingsPanel {
    std::set<std::size_t> opened;       ///< findings, by index
    std::set<std::size_t> exact;        ///< findings whose figures are shown with every digit, by index
    std::set<std::string> unfolded;     ///< sections, by id
    std::optional<std::size_t> reveal;  ///< finding to scroll to in the next frame
};

/// Decisions drawn anew by lot.
struct ShufflePanel {
    std::uint64_t draws = 0;
    std::uint64_t alarms = 0,
                  naive_alarms = 0;  ///< draws in which the audit, or a bare ratio, would have seen a difference
};

/// A threshold on a score, moved by hand.
struct PlaygroundPanel {
    std::size_t finding = 0;  ///< which of the scores' findings; the frontier looks at the same one
    std::size_t group = 0;    ///< beside the reference group
    std::optional<std::size_t> threshold,
        own_threshold;  ///< places; `own_threshold`: one of its own for the other group
};

/// The population that the file stands for.
struct PopulationPanel {
    std::size_t balance = 0;          ///< place among the findings of the balance
    std::vector<TypedNumber> shares;  ///< of its groups, in percent; empty: to be filled from the plan
};

/// Another yardstick for the groups.
struct ComparisonPanel {
    std::size_t subject = 0;           ///< place among the findings of the groups
    std::set<std::string> columns;     ///< crossed by the person instead of a finding's own; empty: the finding's own
    std::size_t favoured = 0;          ///< place in Comparison::groups
    std::optional<std::size_t> ratio;  ///< place on its slider
};

/// What equal selection rates cost.
struct FrontierPanel {
    std::array<TypedNumber, 4>
        amounts{};        ///< worth of a person selected rightly, selected wrongly, left rightly, left wrongly
    bool filled = false;  ///< `amounts` came from the plan, and may have been typed over
    std::optional<Frontier> curve;  ///< of finding `curve_of` with `curve_costs`; again when they change
    std::size_t curve_of = 0;
    std::array<double, 4> curve_costs{};
};

/// The tree that helps to pick a fairness measure, and the measures themselves.
struct MeasuresPanel {
    std::vector<std::size_t> answers;  ///< in the tree, from its first question on
    std::size_t subject = 0;           ///< place in measure_subjects()
    std::string reveal;                ///< OpenedMeasure::key to scroll to in the next frame
};

/// A new file that remedies made, or why there is none.
struct RemediedFile {
    std::string name, error;
    std::vector<std::string> effects;  ///< what changed and what it cost, in sentences
};

struct RemedyPanel {
    RemedyChoice choice;
    bool working = false;  ///< asked for, and no answer yet
    std::optional<RemediedFile> file;
};

/// One group of the dot field: every row of the group is one dot.
struct DotGroup {
    std::string label;
    std::uint32_t n = 0, selected = 0;
};

struct DotsPanel {
    std::string wanted;  ///< column asked for; `groups` are its groups once they came
    std::vector<DotGroup> groups;
};

/// The columns' table, and the editor of a column's roles.
struct ColumnsPanel {
    ColumnOrder order = ColumnOrder::position;
    bool descending = false;
    std::array<char, 128> search{};  ///< zero-terminated
    std::optional<PlanDraft> draft;  ///< while roles are being changed, until they are sent
    std::optional<std::size_t> edited;
};

/// What can be set about the plan and the reading.
struct SettingsPanel {
    std::set<std::string> open;                  ///< groups, by id
    std::string typing;                          ///< field that a person types into, by id; "": none
    std::array<char, 512> text{};                ///< what they typed, zero-terminated
    bool sent = false;                           ///< it was sent: the next report has it
    std::string wrong_field, wrong;              ///< a field whose text does not fit, and why
    std::map<std::string, std::string> reading;  ///< ways to read that were chosen and not taken yet, by field
    std::optional<PreviewModel> preview;
};

/// Somebody, one thing about them changed, and what the engine answered.
struct WhatIfPanel {
    std::array<char, 16> row{};  ///< as typed, zero-terminated; "" for somebody invented
    std::map<std::string, std::uint64_t> set;
    std::optional<std::pair<std::string, std::uint64_t>> change;
    bool asked = false;  ///< what stands above was sent
    bool begun = false;  ///< once answered: until then the engine suggests a change
    std::optional<WhatIfModel> answer;
};

struct ReadinessPanel {
    std::vector<Answer> answers;  ///< to readiness_questions(), one each
};

struct ReportPanel {
    bool show_values = false;
    std::string format;  ///< of the file made last; empty: none yet
    std::uint64_t bytes = 0;
    std::array<TypedNumber, 2> amounts{};  ///< what reaching somebody costs, what the outcome brings; may stay empty
};

/// What a person did on the panels with the report that is shown.
struct Panels {
    FindingsPanel findings;
    std::string bias_tab = "groups";
    ShufflePanel shuffle;
    PlaygroundPanel playground;
    PopulationPanel population;
    ComparisonPanel comparison;
    FrontierPanel frontier;
    MeasuresPanel measures;
    RemedyPanel remedy;
    SharePanel share;
    DotsPanel dots;
    ColumnsPanel columns;
    RowsPanel rows;
    SettingsPanel settings;
    ReadinessPanel readiness;
    WhatIfPanel what_if;
    DecisionsPanel decisions;
    ReportPanel saving;
};

/// Everything the app knows. Views read it and change only what is theirs to choose.
struct State : Panels {
    Language language = Language::de;
    bool dark = false;
    bool embedded = false;
    float told_height = 0;  ///< CSS pixels: what the page was told its content needs
    Page page = Page::start;
    std::string part;  ///< of the page, as the address names it; may be empty
    bool scroll_to_top = false;
    bool explaining_check = false;

    std::optional<ReportModel> report;
    RecordModel record;      ///< what was decided about it
    TrainingPanel training;  ///< knows nothing of a file
    double elapsed_ms = 0;
    std::optional<Working> working;
    std::optional<Failure> failure;
    Measured measured;
    bool dropping = false;
    std::string notice;  ///< what the page has to tell of the plan or of the reading; "": nothing
};

/// Shows a report. Of the panels only what still has the same meaning stays: nothing of another file; of the same file
/// in another language or with another plan what a person chose, but nothing that names findings by place if they are
/// others now.
void take_report(State& state, ReportModel report);
/// The number that a part of an address is: of a column, or of a finding.
std::optional<std::size_t> number_in_address(std::string_view part);
/// Shows the part of the page that the address names: a tab of the bias page, or a finding.
void take_part(State& state);

/// Shows an answer; what the engine suggested to begin with is chosen from then on.
void take_what_if(WhatIfPanel& panel, WhatIfModel answer);

/// No file: as at the start, but for what the page decides (language, theme, address) and what it measured.
void close_report(State& state);

/// What was decided about it, and the answers to the readiness check.
void take_record(State& state, RecordModel record);

}  // namespace klarsicht::app
