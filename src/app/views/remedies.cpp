// A new file with a remedy against unequal treatment carried out: what, for whom, and what it cost.
#include <algorithm>
#include <array>

#include "app/model/remedy_choice.h"
#include "app/views/views.h"
#include "app_icons.h"
#include "audit/offered_remedies.h"
#include "audit/plan_json.h"
#include "base/json.h"

namespace klarsicht::app {

namespace {

/// The amounts typed above in place of those that the audit used, where all of them are numbers.
void use_typed_amounts(const State& app, RemedyStep& step) {
    if (!app.frontier.filled || step.find("costs") == nullptr) { return; }
    static constexpr std::array<std::string_view, 4> names = {"tp", "fp", "tn", "fn"};
    NamedNumbers costs;
    for (std::size_t i = 0; i < names.size(); ++i) {
        const auto amount = amount_of(app.frontier.amounts[i].data());
        if (!amount) { return; }
        costs.emplace_back(names[i], *amount);
    }
    set_fields(step, {{"costs", std::move(costs)}});
}

void draw_result(const Ui& ui, Flow& flow, const RemediedFile& file) {
    const Palette& p = ui.colors();
    if (!file.error.empty()) {
        flow.text(Type::small, p.warn, file.error, text_measure);
        return;
    }
    flow.text(Type::small_strong, p.pass, ui.say(Message("remedy.done").text("name", file.name)), text_measure);
    flow.gap(8);
    for (const std::string& effect : file.effects) {
        draw_icon(ui, ImVec2(flow.x, flow.y + ui.px(1)), ui.px(18), ICON_CHECK, p.pass, 15);
        flow.y += draw_paragraph(ui, ImVec2(flow.x + ui.px(26), flow.y), Type::small, p.text, effect,
                                 std::min(flow.width - ui.px(26), ui.px(text_measure))) +
                  ui.px(6);
    }
    flow.text(Type::small, p.muted, ui.word("remedy.next"), text_measure);
}

/// What a person is asked; an answer that changes drops the file made before.
std::optional<std::size_t> ask(const Ui& ui, Flow& flow, std::string_view id, std::string_view label,
                               const std::vector<std::string>& options, const std::vector<bool>& on, bool several) {
    flow.text(Type::small_strong, ui.colors().text, label);
    flow.gap(6);
    const auto chosen = static_cast<std::size_t>(std::ranges::find(on, true) - on.begin());
    const auto pressed =
        several ? draw_toggles(ui, flow, id, options, on) : draw_choices(ui, flow, id, options, chosen);
    if (pressed) { ui.state.remedy.file.reset(); }
    flow.gap(4);
    return pressed;
}

const RemedyOfferModel& draw_parameters(const Ui& ui, Flow& flow) {
    const std::vector<RemedyOfferModel>& offers = ui.state.report->remedies;
    RemedyChoice& choice = ui.state.remedy.choice;
    std::vector<std::string> names;
    for (const RemedyOfferModel& offer : offers) { names.push_back(offer.name); }
    std::vector<bool> on(offers.size(), false);
    on[chosen_offer(choice, offers)] = true;
    if (const auto pressed = ask(ui, flow, "what", ui.word("remedy.what"), names, on, false)) {
        choice.remedy = offers[*pressed].step.kind;
    }
    const RemedyOfferModel& offer = offers[chosen_offer(choice, offers)];
    flow.text(Type::small, ui.colors().muted, offer.text, text_measure);
    flow.gap(14);
    for (const RemedyParameterModel& parameter : offer.parameters) {
        std::vector<std::string> labels;
        for (const RemedyOptionModel& option : parameter.options) { labels.push_back(option.label); }
        if (const auto pressed = ask(ui, flow, parameter.id, parameter.label, labels, chosen_options(choice, parameter),
                                     parameter.several)) {
            choice.choose(parameter, *pressed);
        }
    }
    return offer;
}

/// What the law asks stands before the button, not after it.
void draw_law(const Ui& ui, Flow& flow, std::string_view law) {
    const Palette& p = ui.colors();
    const float pad = ui.px(14), width = std::min(flow.width, ui.px(text_measure + 60)),
                text = width - 2 * pad - ui.px(26);
    const float height = text_height(ui, Type::small, law, text) + 2 * pad;
    draw_box(ui, ImRect(flow.at(), ImVec2(flow.x + width, flow.y + height)), p.background, p.line, 10);
    draw_icon(ui, ImVec2(flow.x + pad, flow.y + pad + ui.px(1)), ui.px(18), ICON_SCALE, p.muted, 15);
    draw_paragraph(ui, ImVec2(flow.x + pad + ui.px(26), flow.y + pad), Type::small, p.text, law, text);
    flow.y += height + ui.px(14);
}

}  // namespace

void draw_remedies(const Ui& ui, Flow& flow) {
    const Palette& p = ui.colors();
    State& app = ui.state;
    if (app.report->remedies.empty()) { return; }
    ImGui::PushID("remedies");
    Card card(ui, flow.at(), flow.width);
    Flow inner{ui, flow.x + ui.px(20), flow.y + ui.px(18), flow.width - ui.px(40)};
    inner.text(Type::subtitle, p.text, ui.word("remedy.title"));
    inner.gap(4);
    inner.text(Type::small, p.muted, ui.word("remedy.text"), text_measure);
    inner.gap(14);
    const RemedyOfferModel& offer = draw_parameters(ui, inner);
    draw_law(ui, inner, offer.law);
    std::optional<RemedyStep> step = step_of(app.remedy.choice, offer);
    if (!step) {
        inner.text(Type::small, p.muted, ui.word("remedy.choose_column"), text_measure);
    } else if (app.remedy.working) {
        inner.text(Type::small, p.muted, ui.word("remedy.working"), text_measure);
    } else {
        if (button(ui, "make", inner.at(), ui.word("remedy.make"), ICON_DOWNLOAD, ButtonKind::primary)) {
            app.remedy.file.reset();
            app.remedy.working = true;
            use_typed_amounts(app, *step);
            ui.send(json{{"type", "remedy"}, {"remedies", remedies_to_json({*step})}});
        }
        inner.gap(button_height);
    }
    if (app.remedy.file) {
        inner.gap(14);
        draw_result(ui, inner, *app.remedy.file);
    }
    flow.y = inner.y + ui.px(18);
    card.end(flow.y);
    flow.gap(22);
    ImGui::PopID();
}

}  // namespace klarsicht::app
