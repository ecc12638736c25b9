// Another yardstick: which group the others are held against, and how far behind counts; judged anew while one moves
// it.
#include "app/model/comparison.h"

#include <algorithm>
#include <cmath>

#include "app/charts/charts.h"
#include "app/model/plan_edit.h"
#include "app/model/values.h"
#include "app/views/views.h"
#include "app/widgets/slider.h"
#include "app_icons.h"

namespace klarsicht::app {

namespace {

/// The limit moves from a half to one in hundredths.
constexpr std::size_t places = 51;
double ratio_at(std::size_t place) { return 0.5 + 0.01 * static_cast<double>(place); }
std::size_t place_of(double ratio) {
    return static_cast<std::size_t>(std::lround(std::clamp((ratio - 0.5) * 100, 0.0, 50.0)));
}
constexpr std::size_t most_choices = 12;

/// Columns to turn on and off, at least one; returns their places.
std::vector<std::size_t> choose_columns(const Ui& ui, Flow& flow, const JointCounts& joint,
                                        const std::vector<std::string>& usual) {
    State& app = ui.state;
    const auto on = [&](const std::string& name) {
        return app.comparison.columns.empty() ? std::ranges::find(usual, name) != usual.end()
                                              : app.comparison.columns.contains(name);
    };
    std::vector<std::size_t> chosen;
    for (std::size_t c = 0; c < joint.columns.size(); ++c) {
        if (on(joint.columns[c].name)) { chosen.push_back(c); }
    }
    if (chosen.empty()) { chosen.push_back(0); }
    flow.text(Type::small_strong, ui.colors().text, ui.word("app.bias.comparison.columns"));
    flow.gap(6);
    std::vector<std::string> labels;
    std::vector<bool> is_on(joint.columns.size(), false);
    for (const JointCounts::Column& column : joint.columns) { labels.push_back(column.name); }
    for (const std::size_t c : chosen) { is_on[c] = true; }
    const auto pressed = draw_toggles(ui, flow, "columns", labels, is_on);
    if (pressed && !(chosen.size() == 1 && is_on[*pressed])) {
        is_on[*pressed] = !is_on[*pressed];
        app.comparison.columns.clear();
        for (std::size_t c = 0; c < is_on.size(); ++c) {
            if (is_on[c]) { app.comparison.columns.insert(labels[c]); }
        }
        app.comparison.favoured = 0;
    }
    return chosen;
}

/// Another group to hold the others against: the largest ones; nobody is held against a handful of people.
void choose_favoured(const Ui& ui, Flow& flow, const Comparison& comparison) {
    flow.text(Type::small_strong, ui.colors().text, ui.word("app.bias.comparison.against"));
    flow.gap(6);
    std::vector<std::uint64_t> sizes;
    for (const Comparison::Group& group : comparison.groups) { sizes.push_back(group.selected.n); }
    std::ranges::sort(sizes, std::ranges::greater());
    const std::uint64_t least = std::max(least_people_shown, sizes[std::min(sizes.size(), most_choices) - 1]);
    std::vector<std::string> labels;
    for (std::size_t g = 0; g < comparison.groups.size(); ++g) {
        const Comparison::Group& group = comparison.groups[g];
        labels.push_back(group.selected.n >= least || g == comparison.favoured ? group.label : std::string());
    }
    if (const auto pressed = draw_choices(ui, flow, "against", labels, comparison.favoured)) {
        ui.state.comparison.favoured = *pressed;
    }
    flow.gap(4);
}

void draw_verdicts(const Ui& ui, Flow& flow, const Comparison& comparison) {
    const auto say = [&](std::string_view what, std::size_t n) {
        const std::string& favoured = comparison.groups[comparison.favoured].label;
        flow.text(Type::small, ui.colors().text,
                  ui.say(Message("app.bias.comparison." + std::string(what)).text("favoured", favoured).count("n", n)),
                  text_measure);
    };
    if (comparison.behind > 0) { say("behind", comparison.behind); }
    if (comparison.ahead > 0) { say("ahead", comparison.ahead); }
    if (comparison.behind + comparison.ahead == 0) { say("none", 0); }
    if (comparison.unclear > 0) { say("unclear", comparison.unclear); }
}

/// Where something differs from the audit's own yardstick: a button that audits again by this one.
/// @param used place of the audit's limit @param audited whether the audit has these groups
void draw_keep(const Ui& ui, Flow& flow, const Comparison& comparison, const std::vector<std::string>& subject,
               std::size_t used, bool audited) {
    State& app = ui.state;
    // Of crossed groups the favoured one follows from those of their columns.
    const bool crossed = subject.size() > 1;
    const bool moved = comparison.favoured != 0 && !crossed;
    if (!moved && used == *app.comparison.ratio && audited) { return; }
    flow.gap(12);
    if (button(ui, "keep", flow.at(), ui.word("app.bias.comparison.keep"), ICON_CHECK)) {
        std::vector<PlanEdit> edits;
        if (moved) {
            edits.push_back(edit::SetFavoured{subject.front(), comparison.groups[comparison.favoured].value});
        }
        if (!audited && crossed) { edits.push_back(edit::Cross{subject}); }
        edits.push_back(edit::SetLimit{"bias.selection_rate.ratio", comparison.ratio});
        app.comparison.favoured = 0;
        ui.edit(edits);
    }
    flow.gap(button_height);
}

/// Which groups: columns to cross where the report counts them together, else one of the findings.
/// @return places in the joint counts, none for a finding
std::vector<std::size_t> choose_subject(const Ui& ui, Flow& flow, const std::vector<std::size_t>& gaps) {
    State& app = ui.state;
    const ReportModel& report = *app.report;
    if (report.joint_counts.columns.size() > 1) {
        return choose_columns(ui, flow, report.joint_counts, report.findings[gaps[app.comparison.subject]].subject);
    }
    if (gaps.size() < 2) { return {}; }
    std::vector<std::string> labels;
    for (const std::size_t index : gaps) { labels.push_back(report.findings[index].subject_text()); }
    if (const auto pressed = draw_choices(ui, flow, "subjects", labels, app.comparison.subject)) {
        app.comparison.subject = *pressed;
        app.comparison.favoured = 0;
    }
    return {};
}

}  // namespace

void draw_comparison(const Ui& ui, Flow& flow, const std::vector<std::size_t>& findings) {
    const Palette& p = ui.colors();
    State& app = ui.state;
    const ReportModel& report = *app.report;
    std::vector<std::size_t> gaps;
    for (const std::size_t index : findings) {
        if (report.findings[index].id == "bias.group_gaps") { gaps.push_back(index); }
    }
    const std::optional<GapLimits> used = gap_limits_of(report);
    if (gaps.empty() || !used) { return; }
    app.comparison.subject = std::min(app.comparison.subject, gaps.size() - 1);
    if (!app.comparison.ratio) { app.comparison.ratio = place_of(used->ratio); }
    ImGui::PushID("comparison");
    Card card(ui, flow.at(), flow.width);
    Flow inner{ui, flow.x + ui.px(20), flow.y + ui.px(18), flow.width - ui.px(40)};
    inner.text(Type::subtitle, p.text, ui.word("app.bias.comparison.title"));
    inner.gap(4);
    inner.text(Type::small, p.muted, ui.word("app.bias.comparison.text"), text_measure);
    inner.gap(12);
    const JointCounts& joint = report.joint_counts;
    const std::vector<std::size_t> chosen = choose_subject(ui, inner, gaps);
    // All findings count for the correction, also the crossed ones, but not twice what is shown.
    std::vector<std::string> subject = report.findings[gaps[app.comparison.subject]].subject;
    if (!chosen.empty()) {
        subject.clear();
        for (const std::size_t c : chosen) { subject.push_back(joint.columns[c].name); }
    }
    std::vector<std::size_t> all;
    std::optional<std::size_t> own;
    for (std::size_t i = 0; i < report.findings.size(); ++i) {
        if (report.findings[i].id != "bias.group_gaps" || report.findings[i].groups.empty()) { continue; }
        if (std::ranges::is_permutation(report.findings[i].subject, subject)) { own = all.size(); }
        all.push_back(i);
    }
    const double ratio = ratio_at(*app.comparison.ratio);
    const Comparison comparison =
        own ? compare(report, all, *own, app.comparison.favoured, ratio)
            : compare(report, all, crossed_groups(joint, chosen, ui.texts), app.comparison.favoured, ratio);
    if (comparison.groups.empty()) {
        inner.text(Type::small, p.muted, ui.word("app.bias.comparison.uncounted"), text_measure);
    } else {
        choose_favoured(ui, inner, comparison);
        inner.text(Type::small_strong, p.text,
                   ui.say(Message("app.bias.comparison.limit").number("ratio", comparison.ratio)));
        const ImVec2 end(inner.x + std::min(inner.width, ui.px(420)), inner.y + ui.px(32));
        draw_slider(ui, "limit", ImRect(inner.at(), end), *app.comparison.ratio, places, p.accent);
        inner.gap(42);
        draw_intervals(ui, inner, chart_of(comparison));
        inner.gap(6);
        draw_verdicts(ui, inner, comparison);
        draw_keep(ui, inner, comparison, subject, place_of(used->ratio), own.has_value());
    }
    flow.y = inner.y + ui.px(18);
    card.end(flow.y);
    flow.gap(14);
    ImGui::PopID();
}

}  // namespace klarsicht::app
