#pragma once
#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/model/crossing.h"
#include "app/model/offers_read.h"
#include "audit/outcome.h"
#include "audit/plan.h"
#include "audit/plan_edit.h"
#include "base/json_fwd.h"
#include "report/figure_table.h"

namespace klarsicht::app {

inline constexpr std::array<Area, 5> all_areas = {Area::privacy, Area::bias, Area::quality, Area::ethics, Area::skills};

/// One row of a chart, as the report has it: every text in the reader's language.
struct ChartRowModel {
    std::string section;
    std::string label;
    double value, low, high;  ///< NaN: undefined
    std::optional<std::uint64_t> n;
    bool reference = false;
    Status status = Status::info;
    std::optional<double> limit_low, limit_high;  ///< instead of the chart's, where charts are shown together
    bool further = false;                         ///< drawn only for who asks for all rows
};

struct ChartModel {
    Chart::Kind kind = Chart::Kind::none;
    std::string title, axis, limit_note;
    Unit unit = Unit::number;
    std::optional<double> limit_low, limit_high;
    std::vector<ChartRowModel> rows;
    std::vector<double> edges;
    std::uint64_t left_out = 0;        ///< rows that no chart draws
    std::optional<std::size_t> check;  ///< place among the report's checks, of a chart that can be saved
};

/// Something a check says beside its figures, e.g. a question it asks.
struct NoteModel {
    std::string id, text, help;
};

/// A figure opened, every text in the reader's language.
struct ExplanationModel {
    std::string figure, name, shown, interval, formula, marketer, officer, trainer, not_shown;
};

/// A limit that the check used.
struct LimitModel {
    std::string name;
    double value = 0;
};

/// Columns of one kind on a card, every text in the reader's language.
struct SectionModel {
    std::string title, why, remedy;
    std::vector<std::array<std::string, 3>> rows;  ///< as `Finding::head` names them
};

struct Finding {
    std::size_t order = 0;            ///< its place among the report's checks
    std::vector<std::size_t> checks;  ///< those it stands for; itself, where it is no card
    std::string id;
    Area area = Area::privacy;
    Status status = Status::info;
    Severity severity = Severity::none;
    std::vector<std::string> subject;
    std::string name, title, summary, headline, headline_note, why, limits, remedy, needs;
    std::vector<std::string> assignable;  ///< roles that it waits for and no column has
    std::vector<std::string> sources;
    std::vector<NoteModel> notes;
    std::vector<std::string> head;       ///< of a card: what stands above the rows of its sections
    std::vector<SectionModel> sections;  ///< of a card
    std::vector<ExplanationModel> explanations;
    // Counted with; what people read of them are `figures` and `table`.
    Figures metrics;
    std::vector<Group> groups;
    std::size_t groups_total = 0;               ///< of a list that comes in pages: how long it is; else 0
    std::vector<ShownFigure> figures;           ///< of the metrics
    ShownTable table;                           ///< of the groups
    std::map<std::string, std::string> labels;  ///< of the groups' figures that `table` leaves out, by name
    std::vector<LimitModel> limits_used;
    std::uint64_t rows = 0;
    std::vector<std::uint64_t> first_rows;
    std::uint64_t listed_rows = 0;  ///< that can be looked at
    ChartModel chart;

    /// The limit of that name that the check used; empty where it used none.
    std::optional<double> limit(std::string_view limit_name) const;
    /// The columns it is about, as one text.
    std::string subject_text() const;
};

struct ColumnModel {
    std::string name, kind, meaning, meaning_title;
    std::string why;  ///< what speaks for its roles
    std::vector<std::string> roles;
    std::uint64_t rows = 0, missing = 0, invalid = 0, distinct = 0;
    std::vector<double> histogram;  ///< counts per bin
    std::vector<double> edges;      ///< of the bins
    std::vector<std::pair<std::string, std::uint64_t>> top, patterns;
    double min = 0, max = 0, mean = 0, std = 0;  ///< NaN: not told
    std::array<double, 5> quantiles{};           ///< 5, 25, 50, 75, 95 %; NaN: not told
    bool kept_back = false;  ///< its values leave the screen only if the person says that it names nobody

    double missing_share() const;
};

/// An answer that a question offers, and what it changes about the plan: the edits as they are sent.
struct AnswerModel {
    std::string label, edits;
};

/// What the file cannot tell.
struct QuestionModel {
    std::string text, changes;
    std::vector<AnswerModel> answers;
};

/// Something that can be set (session/settings.h).
struct SettingModel {
    struct Option {
        std::string id, label;
        bool on = false;
    };
    std::string id, label, kind, value, hint, help;
    std::vector<Option> options;
};

/// What a column can be about: some of it, under a title.
struct MeaningsGroup {
    std::string title;
    std::vector<SettingModel::Option> options;
};

struct SettingsGroup {
    std::string id, title, now;
    std::vector<SettingModel> fields;
    std::vector<SettingsGroup> groups;
};

struct AreaModel {
    Area area = Area::privacy;
    Status status = Status::not_assessed;
    std::array<std::uint64_t, 5> counts{};  ///< by Status

    std::uint64_t count(Status which) const { return counts[static_cast<std::size_t>(which)]; }
};

/// A file that the audit had, every text in the reader's language.
struct InputModel {
    std::string title, name, size, read_as, matching;
};

/// The first rows of the file as they would be read.
struct PreviewModel {
    std::string read_as, error;
    std::vector<std::string> columns;
    std::vector<std::vector<std::string>> rows;
    std::uint64_t more = 0;  ///< columns that are not among them
};

/// What the app holds of a file: a report, read once. Never a row.
struct ReportModel {
    std::string name, format, encoding, rules;
    std::string sha256;                  ///< of the file, 64 hex digits
    std::string sheet;                   ///< of a workbook: the one that was read
    std::vector<std::string> sheets;     ///< all of them
    std::vector<std::string> encodings;  ///< of a file in a code page: what it can be read in
    std::uint64_t bytes = 0, rows = 0;
    Plan plan;  ///< empty where the report's cannot be read
    std::string understood_title;
    std::vector<std::string> understood;  ///< what the file was taken for, a sentence each
    std::vector<QuestionModel> questions;
    std::vector<SettingsGroup> settings;
    std::vector<MeaningsGroup> meanings;
    std::vector<ColumnModel> columns;
    std::vector<std::string> column_names;
    std::array<AreaModel, 5> areas;
    std::vector<Finding> findings;   ///< in the report's order, which is the order of reading; a card is one
    JointCounts joint_counts;        ///< without columns where there are none
    std::vector<InputModel> inputs;  ///< the audited file first; empty where it is the only one
    std::string inputs_note;         ///< how their columns are matched
    std::vector<TreeQuestionModel> measure_tree;
    std::vector<RemedyOfferModel> remedies;  ///< that the file allows
    std::string withheld_note;               ///< says whose decisions are in no figure; "" where there are none
    const AreaModel& area(Area which) const { return areas[static_cast<std::size_t>(which)]; }
};

/// Reads a report of CONTRACT.md's form. Fields that are missing read as empty; `not an object` reads as an empty
/// report.
ReportModel read_report(const json& report);

/// `{"read_as", "columns", "rows", "more"}`, or `{"error"}`: why it cannot be read so.
PreviewModel read_preview(const json& message);

/// Puts a page of a finding's groups behind those that are there (`{"check", "id", "first", "groups", "table"}`); one
/// that is not the next, or of another report's finding, changes nothing.
void append_groups(ReportModel& report, const json& page);

}  // namespace klarsicht::app
