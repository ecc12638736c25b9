// Another yardstick: which group the others are held against, and how far behind counts; judged anew while one moves it.
#include "app/model/crossing.h"

#include <algorithm>
#include <cmath>

#include "app/charts/charts.h"
#include "app/model/plan_edit.h"
#include "app/model/values.h"
#include "app/views/views.h"
#include "app/widgets/slider.h"
#include "app_icons.h"
#include "audit/groups.h"

namespace klarsicht::app {

namespace {

/// The limit moves from a half to one in hundredths.
constexpr std::size_t places = 51;
double ratio_at(std::size_t place) { return 0.5 + 0.01 * static_cast<double>(place); }
std::size_t place_of(double ratio) { return static_cast<std::size_t>(std::lround(std::clamp((ratio - 0.5) * 100, 0.0, 50.0))); }
constexpr std::size_t most_choices = 12;

/// Columns to turn on and off, at least one; returns their places.
std::vector<std::size_t> choose_columns(const Ui& ui, Flow& flow, const JointCounts& joint, const std::vector<std::string>& usual) {
    State& app = ui.state;
    const auto on = [&](const std::string& name) { return app.comparison.columns.empty() ? std::ranges::find(usual, name) != usual.end() : app.comparison.columns.contains(name); };
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

}  // namespace

void draw_comparison(const Ui& ui, Flow& flow, const std::vector<std::size_t>& findings) {
    const Palette& p = ui.colors();
    State& app = ui.state;
    const ReportModel& report = *app.report;
    std::vector<std::size_t> gaps;
    for (const std::size_t index : findings) {
        if (report.findings[index].id == "bias.group_gaps") { gaps.push_back(index); }
    }
    if (gaps.empty()) { return; }
    app.comparison.subject = std::min(app.comparison.subject, gaps.size() - 1);
    if (!app.comparison.ratio) { app.comparison.ratio = place_of(ratio_used(report)); }
    ImGui::PushID("comparison");
    Card card(ui, flow.at(), flow.width);
    Flow inner{ui, flow.x + ui.px(20), flow.y + ui.px(18), flow.width - ui.px(40)};
    inner.text(Type::subtitle, p.text, ui.word("app.bias.comparison.title"));
    inner.gap(4);
    inner.text(Type::small, p.muted, ui.word("app.bias.comparison.text"), text_measure);
    inner.gap(12);
    const JointCounts joint = joint_counts_of(report, ui.texts);
    std::vector<std::size_t> chosen;  // places in the joint counts
    if (joint.columns.size() > 1) {
        chosen = choose_columns(ui, inner, joint, report.findings[gaps[app.comparison.subject]].subject);
    } else if (gaps.size() > 1) {
        std::vector<std::string> labels;
        for (const std::size_t index : gaps) { labels.push_back(report.findings[index].subject_text()); }
        if (const auto pressed = draw_choices(ui, inner, "subjects", labels, app.comparison.subject)) {
            app.comparison.subject = *pressed;
            app.comparison.favoured = 0;
        }
    }
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
        if (std::ranges::is_permutation(report.findings[i].subject, subject)) {
            own = all.size();
        }
        all.push_back(i);
    }
    const double ratio = ratio_at(*app.comparison.ratio);
    const Comparison comparison = own ? compare(report, all, *own, app.comparison.favoured, ratio) : compare(report, all, crossed_groups(joint, chosen), app.comparison.favoured, ratio);
    if (!comparison.groups.empty()) {
        inner.text(Type::small_strong, p.text, ui.word("app.bias.comparison.against"));
        inner.gap(6);
        // The largest groups to choose from; nobody is held against a handful of people.
        std::vector<std::uint64_t> sizes;
        for (const Comparison::Group& group : comparison.groups) { sizes.push_back(group.selected.n); }
        std::ranges::sort(sizes, std::ranges::greater());
        const std::uint64_t least = std::max(least_people_shown, sizes[std::min(sizes.size(), most_choices) - 1]);
        std::vector<std::string> labels;
        for (std::size_t g = 0; g < comparison.groups.size(); ++g) {
            labels.push_back(comparison.groups[g].selected.n >= least || g == comparison.favoured ? comparison.groups[g].label : std::string());
        }
        if (const auto pressed = draw_choices(ui, inner, "against", labels, comparison.favoured)) { app.comparison.favoured = *pressed; }
        inner.gap(4);
        inner.text(Type::small_strong, p.text, ui.say(Message("app.bias.comparison.limit").number("ratio", comparison.ratio)));
        draw_slider(ui, "limit", ImRect(ImVec2(inner.x, inner.y), ImVec2(inner.x + std::min(inner.width, ui.px(420)), inner.y + ui.px(32))), *app.comparison.ratio, places, p.accent);
        inner.gap(42);
        draw_intervals(ui, inner, chart_of(comparison));
        inner.gap(6);
        const auto say = [&](std::string_view what, std::size_t n) {
            inner.text(Type::small, p.text, ui.say(Message("app.bias.comparison." + std::string(what)).text("favoured", comparison.groups[comparison.favoured].label).count("n", n)), text_measure);
        };
        if (comparison.behind > 0) { say("behind", comparison.behind); }
        if (comparison.ahead > 0) { say("ahead", comparison.ahead); }
        if (comparison.behind + comparison.ahead == 0) { say("none", 0); }
        if (comparison.unclear > 0) { say("unclear", comparison.unclear); }
        // Of crossed groups the favoured one follows from those of their columns.
        const bool crossed = subject.size() > 1;
        const bool changed = (comparison.favoured != 0 && !crossed) || place_of(ratio_used(report)) != *app.comparison.ratio || !own;
        if (changed) {
            inner.gap(12);
            if (button(ui, "keep", inner.at(), ui.word("app.bias.comparison.keep"), ICON_CHECK)) {
                json plan = report.plan;
                if (comparison.favoured != 0 && !crossed) { set_favoured_group(plan, subject.front(), comparison.groups[comparison.favoured].value); }
                if (!own && crossed) { plan["crossed"].push_back(subject); }
                plan["limits"]["bias.selection_rate.ratio"] = comparison.ratio;
                app.comparison.favoured = 0;
                ui.audit_with(plan);
            }
            inner.gap(button_height);
        }
    }
    flow.y = inner.y + ui.px(18);
    card.end(flow.y);
    flow.gap(14);
    ImGui::PopID();
}

}  // namespace klarsicht::app
