#pragma once
#include "app/widgets/basics.h"

namespace klarsicht::app {

/// The whole window: what there is to show decides the view.
void draw_shell(const Ui& ui);

void draw_rail(const Ui& ui, const ImRect& box);
void draw_top_bar(const Ui& ui, const ImRect& box);
/// How the file was read, each choice as a button that lists the others; what does not fit is left out. Returns the
/// width used.
float draw_reading_choices(const Ui& ui, ImVec2 at, float room);
/// Language and theme, from right to left; returns where they begin.
float draw_settings(const Ui& ui, float right, float y, bool with_theme = true);

// Each view draws itself into the flow and leaves it below its last line.
void draw_start(const Ui& ui, Flow& flow);
void draw_working(const Ui& ui, const ImRect& box);
void draw_failure(const Ui& ui, const ImRect& box);
void draw_overview(const Ui& ui, Flow& flow);
/// What the file was taken for, and the questions that are open, in a card; and that in one line, with the way there.
void draw_understood(const Ui& ui, Flow& flow);
void draw_understood_line(const Ui& ui, Flow& flow);
/// Everything of the plan that can be set, folded.
void draw_plan_settings(const Ui& ui, Flow& flow);
/// What the page has to tell of the plan or of the reading; nothing where there is nothing.
void draw_notice(const Ui& ui, Flow& flow);
void draw_area(const Ui& ui, Flow& flow, Area area);
void draw_bias(const Ui& ui, Flow& flow);
void draw_skills(const Ui& ui, Flow& flow);
void draw_columns(const Ui& ui, Flow& flow);
void draw_rows(const Ui& ui, Flow& flow);
/// Somebody, one thing about them changed, and how a surrogate answers.
void draw_what_if(const Ui& ui, Flow& flow);
/// Whether the file has a decision or a score, of which something can be asked.
bool can_ask_what_if(const ReportModel& report);
void draw_report(const Ui& ui, Flow& flow);
/// A file that is handed on: a decision for each column, and what comes of it. On the overview the way there.
void draw_share(const Ui& ui, Flow& flow);
void draw_share_offer(const Ui& ui, Flow& flow);

/// One of the columns, and which one the address names; the way there.
void draw_column(const Ui& ui, Flow& flow, std::size_t index);
std::optional<std::size_t> column_in_sight(const State& state);
void open_column(const Ui& ui, std::size_t index);
/// The way to the rows of a finding; returns the height used: 0 where it names none.
float see_rows_button(const Ui& ui, ImVec2 at, const Finding& finding);
void draw_compare(const Ui& ui, Flow& flow);
/// All that was decided, who signed it off, notes, and the work file, in a card.
void draw_record(const Ui& ui, Flow& flow);
/// A row to decide in, below an unfolded finding.
void draw_decision(const Ui& ui, Flow& flow, const Finding& finding);
/// What was decided about it, in a line; "" where nothing was.
std::string decision_mark(const Ui& ui, const Finding& finding);
/// A step back and a step forth, as two buttons.
void draw_steps(const Ui& ui, ImVec2 at);
float steps_width(const Ui& ui);

/// How a person checks that nothing leaves the device: a dialog over everything.
void draw_check_dialog(const Ui& ui);
/// "Nothing has left", as measured; returns the height used.
float draw_privacy_badge(const Ui& ui, ImVec2 at, float width, bool compact);

/// The head of an area's page: its question, and the answer in a sentence.
void draw_area_head(const Ui& ui, Flow& flow, Area area);
/// Findings to read, then the folded ones.
void draw_findings(const Ui& ui, Flow& flow, const std::vector<std::size_t>& findings);
/// A role as people call it.
std::string role_word(const Ui& ui, std::string_view role);
/// A button for each role that a check waits for, to give it to a column at once.
void draw_wanted_roles(const Ui& ui, Flow& flow, float x, float width, const Finding& finding);
/// What an unfolded finding shows.
void draw_finding_detail(const Ui& ui, Flow& flow, std::size_t index);
/// The columns of a card by kind, each kind with what to do and why.
void draw_card_sections(const Ui& ui, Flow& flow, const Finding& finding);
/// The figures of a finding: metrics, then groups; every digit one click away.
void draw_figures(const Ui& ui, Flow& flow, std::size_t index);
/// The threshold on a score, moved by hand: two groups' scores, and five notions of fairness side by side. @param
/// findings of bias.scores
void draw_playground(const Ui& ui, Flow& flow, const std::vector<std::size_t>& findings);
/// Decisions drawn anew by lot, beside the real ones. @param findings of bias.group_gaps
void draw_shuffle(const Ui& ui, Flow& flow, const std::vector<std::size_t>& findings);
/// Which fairness measure fits, and every measure with its formula. @param findings of bias.group_rates
void draw_measures(const Ui& ui, Flow& flow);
void draw_remedies(const Ui& ui, Flow& flow);
/// Another group and another limit to hold the groups against, judged while one moves them. @param findings of
/// bias.group_gaps
void draw_comparison(const Ui& ui, Flow& flow, const std::vector<std::size_t>& findings);
/// The population the file stands for, to type in, for the columns of bias.balance.
void draw_population(const Ui& ui, Flow& flow);
/// What equal selection rates cost, with amounts to type in. @param findings of bias.scores
void draw_frontier(const Ui& ui, Flow& flow, const std::vector<std::size_t>& findings);
/// Subgroups that stand out and what they are made of. @param finding of bias.subgroups; draws nothing where none
/// stands out
void draw_lattice(const Ui& ui, Flow& flow, const Finding& finding);
/// Every row a dot.
void draw_dots(const Ui& ui, Flow& flow, const std::vector<std::string>& columns);

}  // namespace klarsicht::app
