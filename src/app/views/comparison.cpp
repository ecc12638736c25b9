// Another yardstick: which group the others are held against, and how far behind counts; judged anew while one moves it.
#include "app/model/comparison.h"

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
constexpr std::uint64_t least_people_compared = least_people_shown;

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
    app.compared = std::min(app.compared, gaps.size() - 1);
    if (!app.compared_ratio) { app.compared_ratio = place_of(ratio_used(report)); }
    ImGui::PushID("comparison");
    Card card(ui, flow.at(), flow.width);
    Flow inner{ui, flow.x + ui.px(20), flow.y + ui.px(18), flow.width - ui.px(40)};
    inner.text(Type::subtitle, p.text, ui.word("app.bias.comparison.title"));
    inner.gap(4);
    inner.text(Type::small, p.muted, ui.word("app.bias.comparison.text"), text_measure);
    inner.gap(12);
    if (gaps.size() > 1) {
        std::vector<std::string> labels;
        for (const std::size_t index : gaps) { labels.push_back(report.findings[index].subject_text()); }
        if (const auto pressed = draw_choices(ui, inner, "subjects", labels, app.compared)) {
            app.compared = *pressed;
            app.compared_favoured = 0;
        }
    }
    // All findings count for the correction, also the crossed ones.
    std::vector<std::size_t> all;
    std::size_t subject = 0;
    for (std::size_t i = 0; i < report.findings.size(); ++i) {
        if (report.findings[i].id != "bias.group_gaps" || report.findings[i].groups.empty()) { continue; }
        if (i == gaps[app.compared]) { subject = all.size(); }
        all.push_back(i);
    }
    const Comparison comparison = compare(report, all, subject, app.compared_favoured, ratio_at(*app.compared_ratio));
    if (!comparison.groups.empty()) {
        inner.text(Type::small_strong, p.text, ui.word("app.bias.comparison.against"));
        inner.gap(6);
        std::vector<std::string> labels;
        for (std::size_t g = 0; g < comparison.groups.size() && g < most_choices; ++g) {
            // Nobody is held against a handful of people.
            labels.push_back(comparison.groups[g].selected.n >= least_people_compared ? comparison.groups[g].label : std::string());
        }
        if (const auto pressed = draw_choices(ui, inner, "against", labels, comparison.favoured)) { app.compared_favoured = *pressed; }
        inner.gap(4);
        inner.text(Type::small_strong, p.text, ui.say(Message("app.bias.comparison.limit").number("ratio", comparison.ratio)));
        draw_slider(ui, "limit", ImRect(ImVec2(inner.x, inner.y), ImVec2(inner.x + std::min(inner.width, ui.px(420)), inner.y + ui.px(32))), *app.compared_ratio, places, p.accent);
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
        const Finding& finding = report.findings[gaps[app.compared]];
        const bool changed = comparison.favoured != 0 || place_of(ratio_used(report)) != *app.compared_ratio;
        // Groups from bins are favoured by their label, like all others; crossed ones follow from their columns.
        if (changed && finding.subject.size() == 1) {
            inner.gap(12);
            if (button(ui, "keep", inner.at(), ui.word("app.bias.comparison.keep"), ICON_CHECK)) {
                json plan = report.plan;
                if (comparison.favoured != 0) { set_favoured_group(plan, finding.subject.front(), comparison.groups[comparison.favoured].value); }
                plan["limits"]["bias.selection_rate.ratio"] = comparison.ratio;
                app.compared_favoured = 0;
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
