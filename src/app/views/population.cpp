// Whom the file should resemble: the groups' shares in the population it stands for, to type in.
#include <algorithm>

#include "app/model/figures_read.h"
#include "app/model/frontier.h"
#include "app/model/plan_edit.h"
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
    if (finding.subject.empty()) { return; }
    const std::map<std::string, double> shares = population_of(*app.report, finding.subject.front());
    for (std::size_t g = 0; g < app.population.shares.size(); ++g) {
        const auto share = shares.find(std::string(finding.groups[g].label()));
        if (share == shares.end()) { continue; }
        const std::string text = ui.texts.number(100 * share->second, "p1");
        text.copy(app.population.shares[g].data(), app.population.shares[g].size() - 1);
    }
}

/// What a person typed.
struct Typed {
    std::vector<std::pair<std::string, double>> shares;  ///< by group
    double sum = 0;                                      ///< in percent
    bool wrong = false;                                  ///< something is no number
};

/// The groups with their shares in the file and fields for those in the population.
Typed draw_shares(const Ui& ui, Flow& flow, const Finding& finding) {
    const Palette& p = ui.colors();
    State& app = ui.state;
    const float name = std::min(ui.px(240), flow.width * 0.4f), own = ui.px(130), field = ui.px(110);
    draw_text_right(ui, ImVec2(flow.x + name + own, flow.y), Type::note_strong, p.muted, ui.word("population.file"),
                    own);
    draw_text(ui, ImVec2(flow.x + name + own + ui.px(24), flow.y), Type::note_strong, p.muted,
              ui.word("population.population"));
    flow.gap(24);
    Typed result;
    for (std::size_t g = 0; g < app.population.shares.size(); ++g) {
        const Group& group = finding.groups[g];
        const std::string value(group.label());
        const float text_y = flow.y + std::round((ui.px(field_height) - ui.theme.face(Type::small).line) * 0.5f);
        draw_text(ui, ImVec2(flow.x, text_y), Type::small, p.text, spoken_label(group), name - ui.px(10));
        draw_text_right(ui, ImVec2(flow.x + name + own, text_y), Type::small, p.text,
                        value_text(ui.texts, Unit::share, group.number_of("share")), own);
        text_field(ui, ("##" + value).c_str(), ImVec2(flow.x + name + own + ui.px(24), flow.y), field,
                   app.population.shares[g].data(), app.population.shares[g].size(), "%");
        const std::string_view typed(app.population.shares[g].data());
        const std::optional<double> share = amount_of(typed);
        if (share && *share > 0) {
            result.shares.emplace_back(value, *share / 100);
            result.sum += *share;
        } else if (!typed.empty() && !(share && *share == 0)) {
            result.wrong = true;
        }
        flow.gap(field_height + 6);
    }
    if (finding.groups.size() > app.population.shares.size()) {
        flow.text(Type::note, p.muted,
                  ui.say(Message("population.more").count("n", finding.groups.size() - app.population.shares.size())));
    }
    return result;
}

/// What the shares amount to, and the way to audit with them.
void draw_conclusion(const Ui& ui, Flow& flow, const Finding& finding, const Typed& typed) {
    const Palette& p = ui.colors();
    flow.gap(6);
    if (typed.wrong) {
        flow.text(Type::small, p.warn, ui.word("app.bias.frontier.no_number"), text_measure);
    } else if (typed.shares.size() > 1) {
        flow.text(Type::small, p.muted, ui.say(Message("app.bias.population.sum").number("sum", typed.sum / 100)),
                  text_measure);
        flow.gap(8);
        if (button(ui, "audit", flow.at(), ui.word("population.audit"), ICON_CHECK, ButtonKind::primary)) {
            std::map<std::string, double, std::less<>> shares(typed.shares.begin(), typed.shares.end());
            ui.edit({edit::SetPopulation{finding.subject.front(), std::move(shares)}});
        }
        flow.gap(button_height);
    } else {
        flow.text(Type::small, p.muted, ui.word("population.two"), text_measure);
    }
}

}  // namespace

void draw_population(const Ui& ui, Flow& flow) {
    const Palette& p = ui.colors();
    State& app = ui.state;
    std::vector<std::size_t> balances;
    for (std::size_t i = 0; i < app.report->findings.size(); ++i) {
        const Finding& finding = app.report->findings[i];
        if (finding.id == "bias.balance" && finding.groups.size() > 1 && finding.subject.size() == 1) {
            balances.push_back(i);
        }
    }
    if (balances.empty()) { return; }
    app.population.balance = std::min(app.population.balance, balances.size() - 1);
    const Finding& finding = app.report->findings[balances[app.population.balance]];
    if (app.population.shares.empty()) { fill(ui, finding); }
    ImGui::PushID("population");
    Card card(ui, flow.at(), flow.width);
    Flow inner{ui, flow.x + ui.px(20), flow.y + ui.px(18), flow.width - ui.px(40)};
    inner.text(Type::subtitle, p.text, ui.word("population.title"));
    inner.gap(4);
    inner.text(Type::small, p.muted, ui.word("population.text"), text_measure);
    inner.gap(12);
    if (balances.size() > 1) {
        std::vector<std::string> labels;
        for (const std::size_t index : balances) { labels.push_back(app.report->findings[index].subject_text()); }
        if (const auto pressed = draw_choices(ui, inner, "subjects", labels, app.population.balance);
            pressed && *pressed != app.population.balance) {
            app.population.balance = *pressed;
            app.population.shares.clear();
            ImGui::PopID();
            card.end(inner.y + ui.px(18));
            flow.y = inner.y + ui.px(18);
            return;  // the other column's groups come with the next frame
        }
    }
    draw_conclusion(ui, inner, finding, draw_shares(ui, inner, finding));
    flow.y = inner.y + ui.px(18);
    card.end(flow.y);
    flow.gap(22);
    ImGui::PopID();
}

}  // namespace klarsicht::app
