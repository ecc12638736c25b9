#pragma once
#include <array>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "audit/hidden_names.h"
#include "audit/plan_choices.h"
#include "audit/plan_edit.h"
#include "audit/report.h"
#include "audit/what_if/what_if.h"
#include "base/error.h"
#include "base/json_fwd.h"
#include "base/progress.h"
#include "ingest/ingest.h"
#include "profile/profile.h"
#include "record/record_edit.h"
#include "remedy/remedy.h"
#include "remedy/share/sharing.h"
#include "report/message_format.h"
#include "report/share_sheet.h"
#include "session/last_search.h"
#include "session/preview.h"
#include "session/row_view.h"
#include "session/work_steps.h"

namespace klarsicht {

/// One group of the picture in which every row is a dot.
struct DotGroup {
    std::string label;  ///< as the file has it, or a bin's
    std::uint64_t n = 0;
    std::uint64_t selected = 0;
};

struct Dots {
    std::vector<DotGroup> groups;
    bool binned = false;     ///< the labels come from bins (Texts::group says them)
    std::uint64_t rows = 0;  ///< in all groups
};

/// Some of the groups of a long finding.
struct DetailPage {
    const Outcome* outcome = nullptr;  ///< of the session's report
    std::size_t first = 0;             ///< index of the page's first group
    std::size_t end = 0;               ///< behind its last one
    std::size_t total = 0;             ///< groups of the finding
};

/// A file that was written to be handed on.
struct SharedFile {
    Guarded guarded;
    ShareSheet sheet;  ///< with what was found in it when it was read again
};

/// A file from opening it to its report and what is made of it: the one way on which the command, the page's worker and
/// the tests go.
///
///     Session session(progress);
///     session.take(Input::current, table);             // or open, feed …, finish
///     KLARSICHT_TRY(session.set_plan(text));
///     KLARSICHT_TRY(session.audit({}));                // session.report()
///
/// What is asked out of turn is an error.
class Session {
public:
    /// @param progress hears of profiling and auditing; must outlive the session
    explicit Session(Progress& progress) : progress_(progress) {}

    /// Begins to read an input; what there was of it goes, and with the current file everything: the plan, the audit,
    /// the other inputs.
    Result<void> open(Input input, IngestOptions options);
    Result<void> feed(std::span<const std::byte> slice);
    /// Reads the whole of the input that was opened last, in place of feeding it; `finish` then only ends it.
    Result<void> read(ByteSource& source);
    /// Ends the input that was opened last: now there is a table.
    Result<void> finish();
    /// Begins to read a file, or its beginning, in another way, to look at it: feed or read it, finish it, and see
    /// `preview`. Nothing else of the session changes.
    void open_preview(IngestOptions options);
    /// How that file would be read.
    Result<Preview> preview(bool show_values);
    /// An input that was read elsewhere.
    void take(Input input, Table table);
    /// Rows read so far of the input that is being read, else of the current file.
    std::uint64_t rows_read() const;
    /// The input's table; nullptr where there is none.
    const Table* table(Input input) const;

    /// The rule pack, e.g. `eu-2026-11`, which is the one used unless another is set.
    Result<void> set_rules(std::string_view id);
    /// The pack that is used; loads the usual one where none was set.
    Result<const Rules*> rules();

    /// The person's plan, as far as there is one. Forgets what could be undone. @param text JSON; "" for none
    /// @param fit the plan may have been made for another file: what does not fit this one is left out, and said among
    /// what was understood
    Result<void> set_plan(std::string_view text, bool fit = false);
    /// One step that `undo` takes back, of several edits or one: all of them or none. A plan that does not fit the file
    /// is an error.
    Result<void> edit(std::span<const PlanEdit> edits);
    /// A plan, or a record, before the last step; and what was taken back again.
    Result<void> undo();
    Result<void> redo();
    std::size_t undoable() const { return steps_.undoable(); }
    const WorkSteps& steps() const { return steps_; }
    /// What the person has chosen; what is left out is suggested.
    const Plan& given() const { return steps_.plan(); }
    /// Whether the plan is another than that of the last audit.
    bool stale() const { return audited_ && audited_->given != given(); }
    /// The person's plan, completed.
    Result<Plan> suggested_plan();

    /// Audits the current file. Where the plan does not fit the file, the last audit stays, and the plan goes back to
    /// that audit's.
    Result<void> audit(const AuditOptions& options);
    /// Of the last audit; nullptr before.
    const Report* report() const { return audited_ ? &audited_->report : nullptr; }
    /// What of the last audit may leave the screen. Where that was made to be looked at and shows more, it is made
    /// again.
    Result<const Report*> leaving_report();
    /// The same as the text of a file (report_to_format), searched once more for personal values.
    Result<std::string> leaving_file(std::string_view format, Language language);
    /// A report of the columns only, without an audit.
    Result<Report> profile(const AuditOptions& options);

    /// What a person may choose for a column, as the last audit's report knows it. An unknown column is an error that
    /// names it.
    Result<PlanChoices> choices(std::string_view column) const;

    /// What can be set about the last audit and what holds, for the page (session/settings.h).
    Result<json> settings(Language language) const;
    /// The plan of the last audit, to keep for the next file: what the person chose and what was suggested, but for
    /// what is still asked, and for suggested values that may not leave the screen.
    Result<Plan> plan_to_keep() const;
    /// It is in somebody's hands now.
    void plan_saved() { steps_.plan_saved(); }

    // What people decide about a report, keep of it, and hold it against (session_record.cpp).

    /// What was decided, answered and noted.
    const Record& record() const { return steps_.record(); }
    /// One step of it. @return an error where something typed does not fit
    Result<void> note(RecordEdit edit);
    /// What is told apart of the last audit's findings. @param checks their places in the report
    Result<std::vector<FindingKey>> keys_of(std::span<const std::uint64_t> checks) const;
    /// A work file's plan (as far as it fits) and record; its findings become what the report is held against, unless
    /// they are of this very file. Forgets what could be undone.
    Result<void> set_work(std::string_view text);
    /// Only a record, as a work file has it.
    Result<void> set_record(std::string_view text);
    /// The work file of the last audit, as text; then nothing is unsaved.
    Result<std::string> work_file();
    /// Holds the report against an earlier one. @param text a report (JSON) or a work file
    Result<void> compare_with(std::string_view text);
    /// The same with an earlier file, which is audited under this one's plan. @param table absent: the one that was
    /// read as a preview
    Result<void> compare_with_file(std::optional<Table> table = std::nullopt);
    void compare_with_nothing();

    /// Looks through texts that leave with this report.
    const LastSearch& last_search(const Report& leaving);
    /// @param check index in the report's outcomes @param page from 0, of `page_groups`; a check or page that is not
    /// there is an error that names it
    Result<DetailPage> detail(std::size_t check, std::size_t page) const;
    /// Rows of the file or of a finding, a page of them (session/row_view.h).
    Result<RowPage> rows(const RowQuery& query, std::uint64_t first, std::uint64_t count);
    /// The values of a column that its rows can be picked by.
    Result<std::vector<std::string>> row_values(std::size_t column);
    /// The same rows as a list to keep: CSV that a spreadsheet of that language opens, piece by piece, masked as a
    /// report that leaves is. @return rows
    Result<std::uint64_t> write_rows(const RowQuery& query, Language language,
                                     const std::function<void(std::string_view)>& take);
    /// Place of the finding of that check about these columns; all of its columns need not be named. Several that fit
    /// are an error.
    Result<std::size_t> finding(std::string_view check, std::span<const std::string> subject) const;
    /// Rows by group and decision. Rows without a group or a decision are left out, and groups of so few people that
    /// nothing may be told of them. Columns that are not there give no groups.
    Result<Dots> dots(std::string_view group, std::string_view decision) const;
    /// Somebody, and one thing about them changed: how a surrogate of the decision answers, in the reader's language.
    /// `ask.row` counts as the file does. A file of which nothing can be learned is an error.
    Result<json> what_if(what_if::Ask ask, Language language);
    /// Carries out remedies on the current file as the plan sees it. @param steps absent: the plan's own
    /// @param key for keyed pseudonyms
    Result<Remedied> remedy(const std::optional<std::vector<RemedyStep>>& steps = std::nullopt,
                            std::string_view key = {});
    /// What becomes of the current file if it is handed on with these choices; what is left open is proposed.
    Result<remedy::Sharing> sharing(const remedy::ShareChoice& choice);
    /// Writes what remedies made, reads it again while it is written, and counts how recognisable people are in it.
    Result<SharedFile> write_to_share(const Remedied& remedied, const std::function<void(std::string_view)>& take);

private:
    /// The current file as its last audit saw it, to hand on.
    struct ToShare {
        ToShare(const Table& table, const Profile& profile, Plan in_force, const Rules& rules)
            : plan(std::move(in_force)), context(table, profile, plan, rules), sharer(context) {}
        Plan plan;
        AuditContext context;
        remedy::Sharer sharer;
    };
    struct Audited {
        Report report;
        Plan given;
        std::optional<Report> leaving;
        std::optional<what_if::Learned> learned;  ///< once a what-if was asked
        std::optional<LastSearch> last_search;    ///< of what leaves, once something did
        std::shared_ptr<RowView> rows;            ///< once somebody looks at them
        std::shared_ptr<HiddenNames> hidden;      ///< of the table, once something leaves that needs it
        std::optional<Digest> digest;             ///< what may be kept of it, once asked for
        std::shared_ptr<ToShare> to_share;        ///< once it is to be handed on
    };

    Result<Report> audited(const AuditOptions& options);
    Result<RowView*> row_view();
    /// The current file with the names of columns that a report has which is made with these options.
    const Table& table_for(const AuditOptions& options);
    AuditContext context_of(const Report& report, const AuditOptions& options) const;

    Result<void> use_profile();
    Result<Plan> checked_plan();
    /// The plan of the last audit, as long as the person changed nothing since; else as it would be audited.
    Result<Plan> plan_in_force();
    Result<void> fit(Plan& plan);
    Result<const Digest*> kept_digest();
    Result<void> audit_earlier();
    Result<void> tell_record();
    static void copy_record(const Report& from, Report& to);
    std::optional<Table>& slot(Input input) { return tables_[static_cast<std::size_t>(input)]; }
    /// Where the table goes that is being read.
    std::optional<Table>& target() { return reading_ ? slot(*reading_) : preview_; }
    void forget(Input input);

    Progress& progress_;
    std::unique_ptr<Ingest> ingest_;
    bool whole_ = false;                             ///< `read` gave the table already
    std::optional<Input> reading_ = Input::current;  ///< empty: a preview
    std::optional<Table> preview_;
    std::array<std::optional<Table>, input_count> tables_;
    std::optional<Profile> profile_;
    ProfileOptions profiled_with_;
    std::optional<Rules> rules_;
    WorkSteps steps_;
    std::vector<Message> misfits_;           ///< what of the plan did not fit the file
    std::optional<Digest> earlier_;          ///< what the report is held against
    std::unique_ptr<Session> earlier_file_;  ///< where that is a file
    std::optional<Audited> audited_;
};

}  // namespace klarsicht
