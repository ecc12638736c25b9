#include <algorithm>

#include "base/csv_cell.h"
#include "base/listed.h"
#include "base/visible_text.h"
#include "session/session.h"

namespace klarsicht {

namespace {

constexpr std::size_t piece_bytes = 64 * 1024;

std::unexpected<Error> not_audited() { return fail(ErrorCode::usage, Message("error.request.not_audited")); }

/// Excel divides a file as the country does in which it runs, and reads UTF-8 only behind its mark.
class ListWriter {
public:
    ListWriter(Language language, const LastSearch* search, const std::function<void(std::string_view)>& take)
        : delimiter_(language == Language::de ? ';' : ','), search_(search), take_(take) {}

    void cell(std::string_view text) {
        if (std::exchange(inside_, true)) { out_ += delimiter_; }
        add_csv_cell(out_, text, delimiter_);
    }
    void end_row() {
        out_ += "\r\n";
        inside_ = false;
        if (out_.size() >= piece_bytes) { hand_over(); }
    }
    void hand_over() {
        if (search_ != nullptr) { search_->mask(out_); }
        take_(out_);
        out_.clear();
    }

private:
    std::string out_ = "\xEF\xBB\xBF";
    char delimiter_;
    const LastSearch* search_;
    const std::function<void(std::string_view)>& take_;
    bool inside_ = false;
};

}  // namespace

Result<RowView*> Session::row_view() {
    if (!audited_) { return not_audited(); }
    if (!audited_->rows) {
        const Report& report = audited_->report;
        const AuditContext context(table_for(report.options), *profile_, report.plan, *rules_, report.options);
        audited_->rows = std::make_shared<RowView>(context, report.outcomes);
    }
    return audited_->rows.get();
}

const Table& Session::table_for(const AuditOptions& options) {
    const Table& own = *table(Input::current);
    if (options.on_screen || options.show_values || !has_personal_names(own)) { return own; }
    if (!audited_->hidden) {
        if (std::optional<HiddenNames> hidden = hide_names(own)) {
            audited_->hidden = std::make_shared<HiddenNames>(std::move(*hidden));
        }
    }
    return audited_->hidden ? audited_->hidden->table : own;
}

Result<RowPage> Session::rows(const RowQuery& query, std::uint64_t first, std::uint64_t count) {
    RowView* view = KLARSICHT_TRY(row_view());
    return view->page(query, first, count);
}

Result<std::vector<std::string>> Session::row_values(std::size_t column) {
    RowView* view = KLARSICHT_TRY(row_view());
    return view->values(column);
}

Result<std::uint64_t> Session::write_rows(const RowQuery& query, Language language,
                                          const std::function<void(std::string_view)>& take) {
    RowView* view = KLARSICHT_TRY(row_view());
    const Report& report = *KLARSICHT_TRY(leaving_report());
    AuditOptions options = report.options;
    options.on_screen = false;
    const bool open = options.show_values;
    const AuditContext leaving(table_for(options), *profile_, report.plan, *rules_, options);
    const Texts& texts = Texts::of(language);
    ListWriter list(language, open ? nullptr : &last_search(report), take);
    const bool sheet = !leaving.table.source.sheet.empty();
    list.cell(texts.text("rows.row"));
    list.cell(texts.text(sheet ? "rows.line.sheet" : "rows.line"));
    for (const std::size_t column : KLARSICHT_TRY(view->columns_of(query, true))) {
        list.cell(visible_line(leaving.name(column)));
    }
    list.end_row();
    const auto add = [&](std::uint64_t row, std::optional<std::uint64_t> line, std::span<std::string> cells) {
        list.cell(std::to_string(row + 1));
        list.cell(line ? std::to_string(*line) : std::string());
        for (const std::string& cell : cells) { list.cell(cell); }
        list.end_row();
    };
    const std::uint64_t rows = KLARSICHT_TRY(view->each(query, leaving, add));
    list.hand_over();
    return rows;
}

Result<std::size_t> Session::finding(std::string_view check, std::span<const std::string> subject) const {
    if (!audited_) { return not_audited(); }
    std::vector<std::size_t> found;
    std::vector<std::string> known;
    const std::vector<Outcome>& outcomes = audited_->report.outcomes;
    for (std::size_t place = 0; place < outcomes.size(); ++place) {
        const Outcome& outcome = outcomes[place];
        if (outcome.rows.all.empty() && outcome.rows.beside.empty()) { continue; }
        if (std::ranges::find(known, outcome.id) == known.end()) { known.push_back(outcome.id); }
        const bool about = std::ranges::all_of(subject, [&](const std::string& name) {
            return std::ranges::find(outcome.subject, name) != outcome.subject.end();
        });
        if (outcome.id == check && about) { found.push_back(place); }
    }
    if (found.size() == 1) { return found.front(); }
    if (found.empty()) {
        return fail(ErrorCode::usage,
                    Message("error.cli.no_rows").text("check", visible_line(check)).text("known", listed(known)));
    }
    std::vector<std::string> subjects;
    for (const std::size_t place : found) { subjects.push_back(listed(outcomes[place].subject)); }
    return fail(ErrorCode::usage, Message("error.cli.several_findings")
                                      .text("check", visible_line(check))
                                      .count("count", found.size())
                                      .text("subjects", listed(subjects)));
}

}  // namespace klarsicht
