// Whom the file should resemble: the groups' shares in the population it stands for, to type in.
#include <algorithm>

#include "app/model/frontier.h"
#include "app/model/json_read.h"
#include "app/model/values.h"
#include "app/views/views.h"
#include "app/widgets/field.h"
#include "app_icons.h"

namespace klarsicht::app {

namespace {

constexpr std::size_t most_rows = 12;

/// What the plan says of the column's groups, as percent to type over; empty where it says nothing.
void fill(const Ui& ui, const Finding& finding) {
    State& app = ui.state;
    app.population.shares.assign(std::min<std::size_t>(finding.groups.size(), most_rows), {});
    const json* given = member(app.report->plan, "population");
    const json* shares = given == nullptr || finding.subject.empty() ? nullptr : member(*given, finding.subject.front());
    double all = 0;
    if (shares != nullptr && shares->is_object()) {
        for (const json& share : *shares) { all += share.is_number() ? share.get<double>() : 0; }
    }
    for (std::size_t g = 0; g < app.population.shares.size() && all > 0; ++g) {
        const json* share = member(*shares, string_in(finding.groups[g], "group"));
        if (share == nullptr || !share->is_number()) { continue; }
        const std::string text = ui.texts.number(100 * share->get<double>() / all, "p1");
        text.copy(app.population.shares[g].data(), app.population.shares[g].size() - 1);
    }
}

}  // namespace

void draw_population(const Ui& ui, Flow& flow) {
    const Palette& p = ui.colors();
    State& app = ui.state;
    std::vector<std::size_t> balances;
    for (std::size_t i = 0; i < app.report->findings.size(); ++i) {
        const Finding& finding = app.report->findings[i];
        if (finding.id == "bias.balance" && finding.groups.size() > 1 && finding.subject.size() == 1) { balances.push_back(i); }
    }
    if (balances.empty()) { return; }
    app.population.balance = std::min(app.population.balance, balances.size() - 1);
    const Finding& finding = app.report->findings[balances[app.population.balance]];
    if (app.population.shares.empty()) { fill(ui, finding); }
    ImGui::PushID("population");
    Card card(ui, flow.at(), flow.width);
    Flow inner{ui, flow.x + ui.px(20), flow.y + ui.px(18), flow.width - ui.px(40)};
    inner.text(Type::subtitle, p.text, ui.word("app.bias.population.title"));
    inner.gap(4);
    inner.text(Type::small, p.muted, ui.word("app.bias.population.text"), text_measure);
    inner.gap(12);
    if (balances.size() > 1) {
        std::vector<std::string> labels;
        for (const std::size_t index : balances) { labels.push_back(app.report->findings[index].subject_text()); }
        if (const auto pressed = draw_choices(ui, inner, "subjects", labels, app.population.balance); pressed && *pressed != app.population.balance) {
            app.population.balance = *pressed;
            app.population.shares.clear();
            ImGui::PopID();
            card.end(inner.y + ui.px(18));
            flow.y = inner.y + ui.px(18);
            return;  // the other column's groups come with the next frame
        }
    }
    const float name = std::min(ui.px(240), inner.width * 0.4f), own = ui.px(130), field = ui.px(110);
    draw_text_right(ui, ImVec2(inner.x + name + own, inner.y), Type::note_strong, p.muted, ui.word("app.bias.population.file"), own);
    draw_text(ui, ImVec2(inner.x + name + own + ui.px(24), inner.y), Type::note_strong, p.muted, ui.word("app.bias.population.population"));
    inner.gap(24);
    json shares = json::object();
    bool wrong = false;
    double sum = 0;
    for (std::size_t g = 0; g < app.population.shares.size(); ++g) {
        const json& group = finding.groups[g];
        const std::string spoken = string_in(group, "label"), value = string_in(group, "group");
        const float text_y = inner.y + std::round((ui.px(field_height) - ui.theme.face(Type::small).line) * 0.5f);
        draw_text(ui, ImVec2(inner.x, text_y), Type::small, p.text, spoken.empty() ? value : spoken, name - ui.px(10));
        draw_text_right(ui, ImVec2(inner.x + name + own, text_y), Type::small, p.text, value_text(ui.texts, Unit::share, number_in(group, "share")), own);
        text_field(ui, ("##" + value).c_str(), ImVec2(inner.x + name + own + ui.px(24), inner.y), field, app.population.shares[g].data(), app.population.shares[g].size(), "%");
        const std::string_view typed(app.population.shares[g].data());
        const std::optional<double> share = amount_of(typed);
        if (share && *share > 0) {
            shares[value] = *share / 100;
            sum += *share;
        } else if (!typed.empty() && !(share && *share == 0)) {
            wrong = true;
        }
        inner.gap(field_height + 6);
    }
    if (finding.groups.size() > app.population.shares.size()) { inner.text(Type::note, p.muted, ui.say(Message("app.bias.population.more").count("n", finding.groups.size() - app.population.shares.size()))); }
    inner.gap(6);
    if (wrong) {
        inner.text(Type::small, p.warn, ui.word("app.bias.frontier.no_number"), text_measure);
    } else if (shares.size() > 1) {
        inner.text(Type::small, p.muted, ui.say(Message("app.bias.population.sum").number("sum", sum / 100)), text_measure);
        inner.gap(8);
        if (button(ui, "audit", inner.at(), ui.word("app.bias.population.audit"), ICON_CHECK, ButtonKind::primary)) {
            json plan = app.report->plan;
            plan["population"][finding.subject.front()] = shares;
            ui.audit_with(plan);
        }
        inner.gap(button_height);
    } else {
        inner.text(Type::small, p.muted, ui.word("app.bias.population.two"), text_measure);
    }
    flow.y = inner.y + ui.px(18);
    card.end(flow.y);
    flow.gap(22);
    ImGui::PopID();
}

}  // namespace klarsicht::app
