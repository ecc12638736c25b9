#include "app/views/views.h"

#include <algorithm>
#include <initializer_list>

#include "app/charts/charts.h"
#include "app/model/findings.h"
#include "app/model/json_read.h"
#include "app/model/values.h"
#include "app_icons.h"

namespace klarsicht::app {

namespace {

/// Findings with that id, alone about one column or about several crossed ones.
std::vector<std::size_t> of_check(const ReportModel& report, std::string_view id, bool crossed) {
    std::vector<std::size_t> found;
    for (const std::size_t index : findings_of(report, Area::bias)) {
        const Finding& finding = report.findings[index];
        if (finding.id == id && finding.status != Status::not_assessed && finding.chart.kind != Chart::Kind::none &&
            (finding.subject.size() > 1) == crossed) {
            found.push_back(index);
        }
    }
    return found;
}

struct Tab {
    std::string_view id, word;
};

bool draw_tab(const Ui& ui, const Tab& tab, ImVec2& at) {
    const Palette& p = ui.colors();
    const bool on = ui.state.bias_tab == tab.id;
    const std::string_view label = ui.word(tab.word);
    const float width = text_size(ui, Type::strong, label).x + ui.px(26), height = ui.px(35);
    const ImRect box(at, ImVec2(at.x + width, at.y + height));
    const PassedByTab passed(!on);
    const Hit state = hit(ui, tab.id, box);
    if (on) {
        draw_box(ui, box, p.surface, p.line, 8);
    } else if (state.hovered) {
        draw_box(ui, box, mixed(p.background, p.line, 0.6f), 0, 8);
    }
    const Type type = on ? Type::strong : Type::body;
    draw_text(ui,
              ImVec2(at.x + std::round((width - text_size(ui, type, label).x) * 0.5f),
                     at.y + std::round((height - ui.theme.face(type).line) * 0.5f)),
              type, on || state.hovered ? p.text : p.muted, label);
    draw_focus(ui, state, box);
    at.x += width + ui.px(6);
    return state.pressed;
}

/// A card beside the chart: what the selected finding says in one respect.
void draw_side_card(const Ui& ui, Flow& flow, std::string_view title, std::string_view text, bool strong,
                    const Finding* figures = nullptr) {
    if (text.empty()) { return; }
    const Palette& p = ui.colors();
    Card card(ui, flow.at(), flow.width);
    Flow inner{ui, flow.x + ui.px(16), flow.y + ui.px(15), flow.width - ui.px(32)};
    inner.text(Type::subtitle, p.text, title);
    inner.gap(6);
    inner.text(Type::small, strong ? p.text : p.muted, text);
    if (figures != nullptr && !figures->headline.empty()) {
        inner.gap(10);
        const float pad = ui.px(14), width = inner.width - 2 * pad;
        const float height =
            text_height(ui, Type::small_strong, figures->headline, width) +
            (figures->headline_note.empty() ? 0 : text_height(ui, Type::small, figures->headline_note, width)) +
            ui.px(22);
        draw_box(ui, ImRect(inner.at(), ImVec2(inner.x + inner.width, inner.y + height)), p.background, p.line, 10);
        float y = inner.y + ui.px(11);
        y += draw_paragraph(ui, ImVec2(inner.x + pad, y), Type::small_strong, p.text, figures->headline, width);
        draw_paragraph(ui, ImVec2(inner.x + pad, y), Type::small, p.muted, figures->headline_note, width);
        inner.y += height;
    }
    flow.y = inner.y + ui.px(16);
    card.end(flow.y);
    flow.gap(14);
}

/// Between a finding's columns and a section of its own chart.
constexpr std::string_view section_mark = " · ";

/// Several findings' charts as one, a section each, on one axis.
ChartModel together(const ReportModel& report, const std::vector<std::size_t>& findings) {
    ChartModel all = report.findings[findings.front()].chart;
    all.rows.clear();
    all.left_out = 0;
    for (const std::size_t index : findings) {
        const Finding& finding = report.findings[index];
        all.left_out += finding.chart.left_out;
        for (ChartRowModel row : finding.chart.rows) {
            const bool own = row.section.empty() || row.section == finding.subject_text();
            row.section = findings.size() == 1 ? (own ? std::string() : row.section)
                          : own                ? finding.subject_text()
                                               : finding.subject_text() + std::string(section_mark) + row.section;
            row.limit_low = finding.chart.limit_low;
            row.limit_high = finding.chart.limit_high;
            all.rows.push_back(std::move(row));
        }
    }
    return all;
}

/// Charts below each other, each under the name of its columns.
void draw_one_by_one(const Ui& ui, Flow& flow, const std::vector<std::size_t>& findings, std::size_t selected,
                     const std::string& selection) {
    const Palette& p = ui.colors();
    State& app = ui.state;
    for (const std::size_t index : findings) {
        const Finding& finding = app.report->findings[index];
        ImGui::PushID(static_cast<int>(index));
        if (findings.size() > 1) {
            const ImRect head(ImVec2(flow.x - ui.px(8), flow.y), ImVec2(flow.x + flow.width, flow.y + ui.px(30)));
            const Hit state = hit(ui, "select", head);
            if (state.hovered || index == selected) {
                draw_box(ui, head, index == selected ? p.accent_soft : p.hover, 0, 8);
            }
            draw_icon(ui, ImVec2(flow.x, flow.y + ui.px(7)), ui.px(16), status_icon(finding.status),
                      status_colors(p, finding.status).ink, 14);
            const float figures = std::min(text_size(ui, Type::small, finding.headline).x, flow.width * 0.45f);
            draw_text(ui, ImVec2(flow.x + ui.px(24), flow.y + ui.px(5)), Type::small_strong,
                      index == selected ? p.accent : p.text, finding.subject_text(), flow.width - figures - ui.px(44));
            draw_text_right(ui, ImVec2(flow.x + flow.width - ui.px(8), flow.y + ui.px(5)), Type::small, p.muted,
                            finding.headline, figures);
            draw_focus(ui, state, head);
            if (state.pressed) {
                for (const std::size_t other : findings) {
                    app.findings.unfolded.erase(selection + std::to_string(other));
                }
                app.findings.unfolded.insert(selection + std::to_string(index));
            }
            flow.gap(36);
        }
        ChartModel chart = finding.chart;
        if (index != findings.back()) {
            chart.limit_note.clear();  // once, under the last one
            chart.axis.clear();
        }
        if (chart.title == app.report->findings[selected].chart.title) { chart.title.clear(); }  // it stands above
        draw_chart(ui, flow, chart);
        flow.gap(14);
        ImGui::PopID();
    }
}

/// Whether the findings' charts say the same of different columns: of another cut-off they have another title.
bool on_one_axis(const ReportModel& report, const std::vector<std::size_t>& findings) {
    const ChartModel& first = report.findings[findings.front()].chart;
    return std::ranges::all_of(findings, [&](std::size_t index) {
        const ChartModel& chart = report.findings[index].chart;
        return chart.kind == Chart::Kind::intervals && chart.title == first.title && chart.axis == first.axis &&
               chart.unit == first.unit;
    });
}

/// Charts of several findings in one card; the selected one is explained beside it.
void draw_compared(const Ui& ui, Flow& flow, const std::vector<std::size_t>& findings, bool with_dots = false) {
    const Palette& p = ui.colors();
    State& app = ui.state;
    const ReportModel& report = *app.report;
    ImGui::PushID(static_cast<int>(findings.front()));
    const std::string selection = "bias.selected." + report.findings[findings.front()].id +
                                  (report.findings[findings.front()].subject.size() > 1 ? ".crossed." : ".");
    std::size_t selected = findings.front();
    for (const std::size_t index : findings) {
        if (app.findings.unfolded.contains(selection + std::to_string(index))) { selected = index; }
    }
    const bool two_columns = flow.width >= ui.px(820);
    const float gap = ui.px(20), side = two_columns ? ui.px(flow.width >= ui.px(1000) ? 320 : 280) : flow.width;
    Flow left{ui, flow.x, flow.y, two_columns ? flow.width - gap - side : flow.width};
    {
        Card card(ui, left.at(), left.width);
        Flow inner{ui, left.x + ui.px(20), left.y + ui.px(18), left.width - ui.px(40)};
        // One title for all, with the gravest status; then every finding's chart under the name of its columns.
        const Status worst = report.findings[findings.front()].status;
        const float pill = status_pill_width(ui, worst);
        draw_status_pill(ui, ImVec2(inner.x + inner.width - pill, inner.y - ui.px(1)), worst);
        const std::string& title = report.findings[selected].chart.title;
        inner.y +=
            draw_paragraph(ui, inner.at(), Type::subtitle, p.text,
                           title.empty() ? report.findings[selected].name : title, inner.width - pill - ui.px(12));
        inner.gap(10);
        if (on_one_axis(report, findings)) {
            ChartModel all = together(report, findings), cut;
            all.check = report.findings[selected].order;
            std::string chosen = report.findings[selected].subject_text();
            const std::string before = chosen;
            draw_intervals(ui, inner, chart_now(ui, all, selection, cut), findings.size() > 1 ? &chosen : nullptr);
            draw_chart_end(ui, inner, all, selection);
            inner.gap(10);
            if (chosen != before) {
                for (const std::size_t index : findings) {
                    app.findings.unfolded.erase(selection + std::to_string(index));
                    const std::string own = report.findings[index].subject_text();
                    if (chosen == own || chosen.starts_with(own + std::string(section_mark))) {
                        app.findings.unfolded.insert(selection + std::to_string(index));
                    }
                }
            }
        } else {
            draw_one_by_one(ui, inner, findings, selected, selection);
        }
        left.y = inner.y + ui.px(6);
        card.end(left.y);
        left.gap(14);
    }
    if (with_dots) {
        std::vector<std::string> columns;
        for (const std::size_t index : findings) { columns.push_back(report.findings[index].subject.front()); }
        draw_dots(ui, left, columns);
    }
    Flow right{ui, two_columns ? flow.x + flow.width - side : flow.x, two_columns ? flow.y : left.y, side};
    const Finding& finding = report.findings[selected];
    draw_side_card(ui, right, ui.word("app.bias.sentence"), finding.summary, true, &finding);
    draw_side_card(ui, right, ui.word("app.finding.limits"), finding.limits, false);
    draw_side_card(ui, right, ui.word("app.finding.remedy"), finding.remedy, false);
    float width = 0;
    if (link(ui, "details", ImVec2(right.x + ui.px(2), right.y), Type::small, ui.word("app.bias.details"), &width)) {
        ui.open_finding(selected);
    }
    right.y += ui.theme.face(Type::small).line;
    flow.y = std::max(left.y, right.y);
    ImGui::PopID();
}

/// Findings of a check, alone and crossed, that have a chart.
std::vector<std::size_t> all_of_check(const ReportModel& report, std::string_view id) {
    std::vector<std::size_t> found = of_check(report, id, false);
    for (const std::size_t index : of_check(report, id, true)) { found.push_back(index); }
    return found;
}

/// The checks that answer a question, one below the other.
void draw_checks(const Ui& ui, Flow& flow, std::initializer_list<std::string_view> ids) {
    bool first = true;
    for (const std::string_view id : ids) {
        const std::vector<std::size_t> findings = all_of_check(*ui.state.report, id);
        if (findings.empty()) { continue; }
        if (!first) { flow.gap(22); }
        first = false;
        flow.text(Type::lead, ui.colors().text, ui.state.report->findings[findings.front()].name);
        flow.gap(10);
        draw_compared(ui, flow, findings);
    }
}

bool any_of(const ReportModel& report, std::initializer_list<std::string_view> ids) {
    return std::ranges::any_of(ids, [&](std::string_view id) { return !all_of_check(report, id).empty(); });
}

/// What there is to look at on the page, by check.
struct Shown {
    std::vector<std::size_t> groups, crossed, subgroups, scores;
};

/// The gaps carry the verdict and its limits; the rates alone only where there is none.
Shown shown_of(const ReportModel& report) {
    Shown shown{of_check(report, "bias.group_gaps", false), of_check(report, "bias.group_gaps", true),
                all_of_check(report, "bias.subgroups"), all_of_check(report, "bias.scores")};
    if (shown.groups.empty()) { shown.groups = of_check(report, "bias.group_rates", false); }
    if (shown.crossed.empty()) { shown.crossed = of_check(report, "bias.group_rates", true); }
    return shown;
}

/// The questions in the order in which they come up; none where there is nothing to show.
std::vector<Tab> tabs_of(const ReportModel& report, const Shown& shown) {
    std::vector<Tab> tabs;
    if (!shown.groups.empty()) { tabs.push_back({"groups", "app.bias.tab.groups"}); }
    if (!shown.crossed.empty() || !shown.subgroups.empty()) { tabs.push_back({"crossed", "app.bias.tab.crossed"}); }
    if (any_of(report, {"bias.false_alarms"})) { tabs.push_back({"chance", "app.bias.tab.chance"}); }
    if (any_of(report, {"bias.scores", "bias.ranking"})) { tabs.push_back({"score", "app.bias.tab.score"}); }
    if (any_of(report, {"bias.conditional", "bias.proxies", "bias.unknown_groups", "bias.balance", "bias.delivery",
                        "bias.amounts", "bias.classes", "bias.contacts", "bias.uplift", "bias.outcomes"})) {
        tabs.push_back({"causes", "app.bias.tab.causes"});
    }
    if (any_of(report, {"bias.mitigation"}) || !report.remedies.empty()) {
        tabs.push_back({"action", "app.bias.tab.action"});
    }
    if (tabs.empty()) { return tabs; }
    if (std::ranges::any_of(report.findings, [](const Finding& finding) {
            return finding.area == Area::bias && !finding.explanations.empty();
        })) {
        tabs.push_back({"measures", "app.bias.tab.measures"});
    }
    tabs.push_back({"all", "app.bias.tab.all"});
    return tabs;
}

/// The area's head, and beside it, where there is room, the way to the answer on one page.
void draw_head(const Ui& ui, Flow& flow) {
    const float top = flow.y;
    draw_area_head(ui, flow, Area::bias);
    const std::string_view one_page = ui.word("answer.page.title");
    const bool beside = flow.width >= ui.px(900);
    const ImVec2 at_end(flow.x + flow.width - button_width(ui, one_page, ICON_FILE_TEXT), top);
    if (button(ui, "one_page", beside ? at_end : flow.at(), one_page, ICON_FILE_TEXT)) { ui.go(Page::report); }
    if (!beside) { flow.gap(button_height + 16); }
}

}  // namespace

void draw_bias(const Ui& ui, Flow& flow) {
    const ReportModel& report = *ui.state.report;
    draw_head(ui, flow);
    if (!report.withheld_note.empty()) {
        flow.text(Type::small, ui.colors().muted, report.withheld_note, text_measure);
        flow.gap(14);
    }
    const Shown shown = shown_of(report);
    const std::vector<Tab> tabs = tabs_of(report, shown);
    if (tabs.empty()) {
        draw_findings(ui, flow, findings_of(report, Area::bias));
        return;
    }
    if (std::ranges::none_of(tabs, [&](const Tab& tab) { return tab.id == ui.state.bias_tab; })) {
        ui.state.bias_tab = std::string(tabs.front().id);
    }
    ImVec2 at = flow.at();
    for (const Tab& tab : tabs) {
        if (at.x > flow.x &&
            at.x + text_size(ui, Type::strong, ui.word(tab.word)).x + ui.px(26) > flow.x + flow.width) {
            at = ImVec2(flow.x, at.y + ui.px(39));
        }
        if (draw_tab(ui, tab, at)) { ui.show_bias_tab(tab.id); }
    }
    flow.y = at.y + ui.px(35 + 14);
    const std::string& tab = ui.state.bias_tab;
    if (tab != "all" && tab != "groups") {  // the page's title asks the first question
        flow.text(Type::subtitle, ui.colors().text, ui.word("app.bias.question." + tab));
        flow.gap(12);
    }
    if (tab == "groups") {
        draw_compared(ui, flow, shown.groups, true);
        flow.gap(8);
        draw_comparison(ui, flow, shown.groups);
    } else if (tab == "crossed") {
        if (!shown.crossed.empty()) { draw_compared(ui, flow, shown.crossed); }
        if (!shown.crossed.empty() && !shown.subgroups.empty()) { flow.gap(22); }
        if (!shown.subgroups.empty()) {
            draw_compared(ui, flow, shown.subgroups);
            flow.gap(8);
            draw_lattice(ui, flow, report.findings[shown.subgroups.front()]);
        }
    } else if (tab == "chance") {
        if (!shown.groups.empty()) { draw_shuffle(ui, flow, shown.groups); }
        draw_checks(ui, flow, {"bias.false_alarms"});
    } else if (tab == "score") {
        draw_playground(ui, flow, shown.scores);
        draw_checks(ui, flow, {"bias.scores", "bias.ranking"});
    } else if (tab == "causes") {
        // Of advertising, whom it reaches is the question itself.
        draw_checks(ui, flow, {"bias.delivery", "bias.outcomes"});
        if (any_of(report, {"bias.delivery", "bias.outcomes"})) { flow.gap(22); }
        draw_checks(ui, flow, {"bias.conditional", "bias.proxies", "bias.unknown_groups", "bias.balance"});
        flow.gap(20);
        draw_population(ui, flow);
        draw_checks(ui, flow, {"bias.amounts", "bias.classes", "bias.contacts", "bias.uplift"});
    } else if (tab == "action") {
        draw_frontier(ui, flow, shown.scores);
        draw_checks(ui, flow, {"bias.mitigation"});
        if (any_of(report, {"bias.mitigation"})) { flow.gap(22); }
        draw_remedies(ui, flow);
    } else if (tab == "measures") {
        draw_measures(ui, flow);
    } else {
        draw_findings(ui, flow, findings_of(report, Area::bias));
    }
}

}  // namespace klarsicht::app
